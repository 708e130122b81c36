/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-field-row.h"

#include "haven-form-picture.h"

#include <glib/gi18n.h>
#include <string.h>

#define HIGHEST_TEXT 96

/* A row and what it stands for. It lives as long as the row. */
typedef struct
{
  const HavenPdfField *field;
  GtkWidget *row;
  GPtrArray *ticks; /* AdwSwitchRow, of a list of which several may be chosen */
  HavenOfficialFieldChanged changed;
  gpointer data;
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_clear_pointer (&line->ticks, g_ptr_array_unref);
  g_free (line);
}

/* ── What the file has already ────────────────────────────────────────────── */

static gboolean
is_box (const HavenPdfField *field)
{
  return field->type == HAVEN_PDF_FIELD_CHECKBOX || field->type == HAVEN_PDF_FIELD_RADIO;
}

static gboolean
is_flag (const HavenPdfField *field)
{
  return field->type == HAVEN_PDF_FIELD_CHECKBOX && field->options->len <= 1;
}

static gboolean
is_list (const HavenPdfField *field)
{
  return is_box (field) || (field->type == HAVEN_PDF_FIELD_CHOICE && !field->editable);
}

static const char *
find_ticked (const HavenPdfField *field)
{
  for (guint i = 0; i < field->widgets->len; i++)
    {
      const HavenPdfWidget *widget = field->widgets->pdata[i];

      if (widget->ticked)
        return widget->code;
    }
  return NULL;
}

static const char *
get_text (const HavenPdfField *field, JsonNode *value)
{
  if (value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_get_string (value);
  if (value != NULL)
    return NULL;
  return is_box (field) ? find_ticked (field) : field->values[0];
}

static gboolean
is_ticked (const HavenPdfField *field, JsonNode *value)
{
  if (value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (value);
  return get_text (field, value) != NULL;
}

static gboolean
has_option (const HavenPdfField *field, JsonNode *value, const HavenPdfOption *option)
{
  JsonArray *array = value && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), option->code) == 0)
      return TRUE;
  if (value == NULL)
    return g_strv_contains ((const char *const *) field->values, option->code);
  return g_strcmp0 (get_text (field, value), option->code) == 0;
}

/* ── Telling ──────────────────────────────────────────────────────────────── */

static void
tell (Line *line, JsonNode *value)
{
  line->changed (line->field, value, line->data);
  g_clear_pointer (&value, json_node_unref);
}

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static void
typed_cb (Line *line)
{
  tell (line, make_text (gtk_editable_get_text (GTK_EDITABLE (line->row))));
}

static void
written_cb (Line *line)
{
  GtkTextBuffer *buffer = g_object_get_data (G_OBJECT (line->row), "buffer");
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  tell (line, make_text (text));
}

static void
ticked_cb (Line *line)
{
  gboolean ticked = adw_switch_row_get_active (ADW_SWITCH_ROW (line->row));

  tell (line, json_node_init_boolean (json_node_alloc (), ticked));
}

static void
chosen_cb (Line *line)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (line->row));
  const HavenPdfOption *option = selected > 0 && selected <= line->field->options->len
                                     ? line->field->options->pdata[selected - 1]
                                     : NULL;

  tell (line, option ? make_text (option->code) : NULL);
}

static void
several_cb (Line *line)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < line->ticks->len; i++)
    if (adw_switch_row_get_active (line->ticks->pdata[i]))
      json_array_add_string_element (array, ((const HavenPdfOption *) line->field->options->pdata[i])->code);
  tell (line, json_node_init_array (json_node_alloc (), array));
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static void
listen (Line *line, gpointer source, const char *signal, GCallback callback)
{
  g_signal_connect_data (source, signal, callback, line, NULL, G_CONNECT_SWAPPED);
}

static void
make_entry (Line *line, JsonNode *value)
{
  const char *text = get_text (line->field, value);

  line->row = adw_entry_row_new ();
  gtk_editable_set_text (GTK_EDITABLE (line->row), text ? text : "");
  if (line->field->max > 0)
    adw_entry_row_set_max_length (ADW_ENTRY_ROW (line->row), (int) MIN (line->field->max, G_MAXUINT16));
  listen (line, line->row, "changed", G_CALLBACK (typed_cb));
}

/* Several lines; the field's name stands above them. */
static void
make_text_row (Line *line, const char *title, JsonNode *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (title);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  const char *text = get_text (line->field, value);

  line->row = adw_preferences_row_new ();
  gtk_text_buffer_set_text (buffer, text ? text : "", -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (view, "inline");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), HIGHEST_TEXT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_add_css_class (box, "header");
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line->row), FALSE);
  gtk_widget_set_focusable (line->row, FALSE);
  g_object_set_data (G_OBJECT (line->row), "buffer", buffer);
  listen (line, buffer, "changed", G_CALLBACK (written_cb));
}

static void
make_switch (Line *line, JsonNode *value)
{
  line->row = adw_switch_row_new ();
  adw_switch_row_set_active (ADW_SWITCH_ROW (line->row), is_ticked (line->field, value));
  listen (line, line->row, "notify::active", G_CALLBACK (ticked_cb));
}

static void
make_list (Line *line, JsonNode *value)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char *text = get_text (line->field, value);
  guint selected = 0;

  gtk_string_list_append (words, _ ("Nothing chosen"));
  for (guint i = 0; i < line->field->options->len; i++)
    {
      const HavenPdfOption *option = line->field->options->pdata[i];

      gtk_string_list_append (words, *option->text ? option->text : option->code);
      if (text != NULL && selected == 0 && (strcmp (option->code, text) == 0 || strcmp (option->text, text) == 0))
        selected = i + 1;
    }
  line->row = adw_combo_row_new ();
  adw_combo_row_set_model (ADW_COMBO_ROW (line->row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (line->row), selected);
  listen (line, line->row, "notify::selected", G_CALLBACK (chosen_cb));
}

static void
make_several (Line *line, JsonNode *value)
{
  line->row = adw_expander_row_new ();
  line->ticks = g_ptr_array_new ();
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line->row), TRUE);
  for (guint i = 0; i < line->field->options->len; i++)
    {
      const HavenPdfOption *option = line->field->options->pdata[i];
      GtkWidget *tick = adw_switch_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (tick), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (tick), *option->text ? option->text : option->code);
      adw_switch_row_set_active (ADW_SWITCH_ROW (tick), has_option (line->field, value, option));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (line->row), tick);
      g_ptr_array_add (line->ticks, tick);
      listen (line, tick, "notify::active", G_CALLBACK (several_cb));
    }
}

static void
make_row (Line *line, const char *title, JsonNode *value)
{
  if (is_flag (line->field))
    make_switch (line, value);
  else if (is_list (line->field) && line->field->multiple)
    make_several (line, value);
  else if (is_list (line->field))
    make_list (line, value);
  else if (line->field->multiline)
    make_text_row (line, title, value);
  else
    make_entry (line, value);
}

/** Whether somebody can fill the field on the screen: no pen is needed, and its maker left it open. */
gboolean
haven_official_field_row_is_for (const HavenPdfField *field)
{
  return !field->read_only && field->type != HAVEN_PDF_FIELD_SIGNATURE && field->type != HAVEN_PDF_FIELD_BUTTON;
}

/**
 * haven_official_field_row_new:
 * @place: which of the fields of @facts, which lives longer
 * @value: (nullable): as haven_pdf_fill() takes it; %NULL for what the form has
 */
GtkWidget *
haven_official_field_row_new (const HavenPdfFacts *facts,
                              guint place,
                              JsonNode *value,
                              HavenOfficialFieldChanged changed,
                              gpointer data)
{
  Line *line = g_new0 (Line, 1);
  g_autofree char *name = haven_form_picture_dup_field_name (facts, place), *title = NULL;

  line->field = facts->fields->pdata[place];
  line->changed = changed;
  line->data = data;
  /* Translators: %s is the name of a field without which a form cannot be filled */
  title = line->field->required ? g_strdup_printf (_ ("Needed: %s"), name) : g_strdup (name);
  make_row (line, title, value);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line->row), title);
  gtk_widget_set_tooltip_text (line->row, title); /* in a narrow window the title is cut off */
  g_object_set_data_full (G_OBJECT (line->row), "line", line, free_line);
  return line->row;
}
