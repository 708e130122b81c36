/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-fields.h"

#include "haven-announce.h"
#include "haven-papers-fields.h"
#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define BETWEEN ";"

/* A field and what it is typed or ticked in. */
typedef struct
{
  const HavenPaperField *field; /* NULL: a step of a safe copy */
  GtkWidget *entry;             /* NULL of a choice */
  GPtrArray *ticks;             /* AdwSwitchRow, in the order of the options; NULL of a text */
} Line;

struct _HavenPaperFields
{
  AdwDialog parent_instance;

  /* template */
  GtkBox *groups;
  GtkLabel *hint;
  GtkLabel *problem;

  /* owned */
  HavenForms *forms;
  GPtrArray *fields; /* HavenPaperField */
  GPtrArray *lines;  /* Line */
  JsonArray *steps;  /* of a safe copy */

  HavenDate made_on; /* of the paper */
};

G_DEFINE_FINAL_TYPE (HavenPaperFields, haven_paper_fields, ADW_TYPE_DIALOG)

enum
{
  BEGUN,
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_line (gpointer data)
{
  Line *line = data;

  g_clear_pointer (&line->ticks, g_ptr_array_unref);
  g_free (line);
}

/* ── What stands there ────────────────────────────────────────────────────── */

static char *
dup_text (JsonObject *values, const char *name)
{
  JsonNode *node = json_object_get_member (values, name);
  GString *text;
  JsonArray *array;

  if (node == NULL)
    return g_strdup ("");
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup (json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "");
  text = g_string_new (NULL);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? BETWEEN " " : "", json_array_get_string_element (array, i));
  return g_string_free (text, FALSE);
}

static gboolean
has_code (JsonObject *values, const char *name, const char *code)
{
  g_autofree char *text = dup_text (values, name);
  g_auto (GStrv) codes = g_strsplit (text, BETWEEN " ", -1);

  return g_strv_contains ((const char *const *) codes, code);
}

static char *
dup_title (const HavenPaperField *field)
{
  /* Translators: %s is the name of a field without which a paper cannot be signed */
  return field->value->needed ? g_strdup_printf (_ ("Needed: %s"), field->label) : g_strdup (field->label);
}

/* ── Lines ────────────────────────────────────────────────────────────────── */

static Line *
add_line (HavenPaperFields *self, const HavenPaperField *field)
{
  Line *line = g_new0 (Line, 1);

  line->field = field;
  g_ptr_array_add (self->lines, line);
  return line;
}

static AdwPreferencesGroup *
add_group (HavenPaperFields *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = title ? g_markup_escape_text (title, -1) : NULL;

  if (escaped != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void changed_cb (HavenPaperFields *self);

static void
add_entry (HavenPaperFields *self, AdwPreferencesGroup *group, const HavenPaperField *field, JsonObject *values)
{
  Line *line = add_line (self, field);
  g_autofree char *title = dup_title (field);
  g_autofree char *text = dup_text (values, field->value->name);

  line->entry = adw_entry_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line->entry), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line->entry), title);
  gtk_widget_set_tooltip_text (line->entry, title); /* in a narrow window the title is cut off */
  gtk_editable_set_text (GTK_EDITABLE (line->entry), text);
  g_signal_connect_object (line->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, line->entry);
}

static void
add_tick (HavenPaperFields *self, Line *line, AdwPreferencesGroup *group, const char *title, const char *subtitle, gboolean ticked)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), ticked);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (line->ticks, row);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
add_choice (HavenPaperFields *self, const HavenPaperField *field, JsonObject *values)
{
  g_autofree char *title = dup_title (field);
  AdwPreferencesGroup *group = add_group (self, title);
  Line *line = add_line (self, field);

  line->ticks = g_ptr_array_new ();
  for (guint i = 0; i < field->value->options->len; i++)
    add_tick (self,
              line,
              group,
              field->options[i],
              NULL,
              has_code (values, field->value->name, ((const HavenFormOption *) field->value->options->pdata[i])->code));
}

static void
add_single_tick (HavenPaperFields *self, const HavenPaperField *field, JsonObject *values)
{
  Line *line = add_line (self, field);

  line->ticks = g_ptr_array_new ();
  add_tick (self,
            line,
            add_group (self, field->label),
            _ ("An interpreter is there"),
            NULL,
            json_object_get_boolean_member_with_default (values, field->value->name, FALSE));
}

static void
add_fields (HavenPaperFields *self, JsonObject *values)
{
  AdwPreferencesGroup *group = NULL;
  const char *title = _ ("What It Says");

  for (guint i = 0; i < self->fields->len; i++)
    {
      const HavenPaperField *field = self->fields->pdata[i];

      if (field->value->type == HAVEN_FORM_VALUE_CHOICE)
        {
          add_choice (self, field, values);
          group = NULL;
          continue;
        }
      if (field->value->type == HAVEN_FORM_VALUE_TICK)
        {
          add_single_tick (self, field, values);
          group = NULL;
          continue;
        }
      if (group == NULL)
        group = add_group (self, title);
      /* Translators: over more fields of a paper, after a question that stands between them */
      title = _ ("And Further On");
      add_entry (self, group, field, values);
    }
}

/* ── Steps of a safe copy ─────────────────────────────────────────────────── */

static char *
dup_step_when (JsonObject *step)
{
  const char *on = json_object_get_string_member_with_default (step, "on", NULL);
  const char *at = json_object_get_string_member_with_default (step, "at", NULL);
  HavenDate date;
  g_autofree char *day = NULL;

  if (on == NULL || !haven_date_parse (on, &date, NULL))
    return NULL;
  day = haven_words_dup_date (date);
  return at ? g_strdup_printf ("%s, %s", day, at) : g_steal_pointer (&day);
}

static gboolean
has_step (JsonObject *values, JsonNode *step)
{
  JsonArray *kept = json_object_has_member (values, "steps") ? json_object_get_array_member (values, "steps") : NULL;

  for (guint i = 0; kept != NULL && i < json_array_get_length (kept); i++)
    if (json_node_equal (json_array_get_element (kept, i), step))
      return TRUE;
  return FALSE;
}

static void
add_steps (HavenPaperFields *self, JsonObject *values)
{
  AdwPreferencesGroup *group = add_group (self, _ ("What the Person Wants to Keep"));
  Line *line = add_line (self, NULL);

  line->ticks = g_ptr_array_new ();
  for (guint i = 0; i < json_array_get_length (self->steps); i++)
    {
      JsonNode *node = json_array_get_element (self->steps, i);
      const char *words = json_object_get_string_member_with_default (json_node_get_object (node), "words", NULL);
      g_autofree char *when = dup_step_when (json_node_get_object (node));
      /* Translators: a visit that somebody may keep on a small card, and its day and time */
      g_autofree char *visit = words ? NULL : g_strdup_printf (_ ("Visit on %s"), when ? when : "–");

      add_tick (self, line, group, words ? words : visit, words ? when : NULL, has_step (values, node));
    }
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static void
read_list (JsonObject *values, const char *name, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, BETWEEN, -1);
  JsonArray *array = json_array_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (!haven_text_is_blank (parts[i]))
      json_array_add_string_element (array, g_strstrip (parts[i]));
  json_object_set_array_member (values, name, array);
}

static void
read_choice (JsonObject *values, const Line *line)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < line->ticks->len; i++)
    if (adw_switch_row_get_active (line->ticks->pdata[i]))
      json_array_add_string_element (array, ((const HavenFormOption *) line->field->value->options->pdata[i])->code);
  json_object_set_array_member (values, line->field->value->name, array);
}

static void
read_steps (HavenPaperFields *self, JsonObject *values, const Line *line)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < line->ticks->len; i++)
    if (adw_switch_row_get_active (line->ticks->pdata[i]))
      json_array_add_element (array, json_node_copy (json_array_get_element (self->steps, i)));
  json_object_set_array_member (values, "steps", array);
}

static void
read_entry (JsonObject *values, const Line *line)
{
  const HavenFormValue *value = line->field->value;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (line->entry))));

  if (value->type == HAVEN_FORM_VALUE_LIST)
    read_list (values, value->name, text);
  else
    json_object_set_string_member (values, value->name, text);
}

static char *
read_lines (HavenPaperFields *self)
{
  JsonObject *values = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, values);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = self->lines->pdata[i];

      if (line->field == NULL)
        read_steps (self, values, line);
      else if (line->field->value->type == HAVEN_FORM_VALUE_TICK)
        json_object_set_boolean_member (values,
                                        line->field->value->name,
                                        adw_switch_row_get_active (line->ticks->pdata[0]));
      else if (line->ticks != NULL)
        read_choice (values, line);
      else
        read_entry (values, line);
    }
  return json_to_string (node, FALSE);
}

/* What is typed is told at once, so that it can be kept: whoever is called away in the middle begins where they were. */
static void
changed_cb (HavenPaperFields *self)
{
  g_autofree char *json = read_lines (self);

  g_signal_emit (self, signals[BEGUN], 0, json);
}

static void
set_invalid (GtkWidget *entry, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static gboolean
mark_entry (const Line *line)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (line->entry))));
  HavenDate date;
  gboolean good =
      line->field->value->type != HAVEN_FORM_VALUE_DATE || *text == '\0' || haven_date_parse (text, &date, NULL);

  set_invalid (line->entry, !good);
  return good;
}

/* Returns: (nullable): the first line that is no day, though it should be */
static const Line *
mark_entries (HavenPaperFields *self)
{
  const Line *wrong = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = self->lines->pdata[i];

      if (line->entry != NULL && !mark_entry (line) && wrong == NULL)
        wrong = line;
    }
  return wrong;
}

static const Line *
find_line (HavenPaperFields *self, const char *name)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = self->lines->pdata[i];

      if (line->entry != NULL && strcmp (line->field->value->name, name) == 0)
        return line;
    }
  return NULL;
}

static HavenDate
read_day (const Line *line)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (line->entry))));
  HavenDate date = { 0 };

  if (*text != '\0')
    haven_date_parse (text, &date, NULL);
  return date;
}

/* Such a permission permits nothing: better said now than once somebody has signed. */
static const Line *
find_early_end (HavenPaperFields *self)
{
  const Line *start = find_line (self, "effective_on");
  const Line *end = find_line (self, "expires_on");
  HavenDate first, last;

  if (start == NULL || end == NULL)
    return NULL;
  first = read_day (start);
  last = read_day (end);
  if (!haven_date_is_set (last) || (haven_date_compare (last, self->made_on) >= 0 &&
                                    (!haven_date_is_set (first) || haven_date_compare (last, first) >= 0)))
    return NULL;
  return end;
}

/* It may be far below: the focus goes there, and takes the eye along. */
static void
tell_wrong (HavenPaperFields *self, const Line *wrong, const char *words)
{
  set_invalid (wrong->entry, TRUE);
  gtk_label_set_label (self->problem, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_grab_focus (wrong->entry);
  haven_announce (GTK_WIDGET (self), words);
}

static void
done_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperFields *self = HAVEN_PAPER_FIELDS (widget);
  const Line *wrong = mark_entries (self);
  g_autofree char *words = NULL;
  g_autofree char *json = NULL;

  if (wrong != NULL)
    {
      /* Translators: %s is the name of a field of a paper */
      words = g_strdup_printf (_ ("“%s”: a day is written as 2026-12-03."), wrong->field->label);
      tell_wrong (self, wrong, words);
      return;
    }
  wrong = find_early_end (self);
  if (wrong != NULL)
    {
      /* Translators: %s is the name of a field of a paper, the day on which a permission ends */
      words = g_strdup_printf (_ ("“%s”: this day has passed, or comes before the beginning."), wrong->field->label);
      tell_wrong (self, wrong, words);
      return;
    }
  json = read_lines (self);
  g_signal_emit (self, signals[FILLED], 0, json);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_paper_fields_dispose (GObject *object)
{
  HavenPaperFields *self = HAVEN_PAPER_FIELDS (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->steps, json_array_unref);
  g_clear_object (&self->forms);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PAPER_FIELDS);
  G_OBJECT_CLASS (haven_paper_fields_parent_class)->dispose (object);
}

static void
haven_paper_fields_class_init (HavenPaperFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_paper_fields_dispose;
  signals[BEGUN] =
      g_signal_new ("begun", HAVEN_TYPE_PAPER_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FILLED] =
      g_signal_new ("filled", HAVEN_TYPE_PAPER_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-paper-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPaperFields, groups);
  gtk_widget_class_bind_template_child (widget_class, HavenPaperFields, hint);
  gtk_widget_class_bind_template_child (widget_class, HavenPaperFields, problem);
  gtk_widget_class_install_action (widget_class, "fields.done", NULL, done_cb);
}

static void
haven_paper_fields_init (HavenPaperFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_ptr_array_new_with_free_func (free_line);
}

static char *
find_screen_language (void)
{
  const char *name = g_get_language_names ()[0];

  return g_strndup (name, strcspn (name, "_.@"));
}

static void
set_hint (HavenPaperFields *self, const char *hint, JsonObject *begun)
{
  const char *again = _ ("What was typed before is here again; it does not stand on the paper yet.");
  g_autofree char *both = begun ? g_strdup_printf ("%s\n%s", again, hint) : NULL;

  gtk_label_set_label (self->hint, both ? both : hint);
}

/**
 * haven_paper_fields_new:
 * @forms: which the paper was made by; it is kept
 * @begun: (nullable): what was typed before and does not stand on the paper yet
 */
AdwDialog *
haven_paper_fields_new (HavenForms *forms, const HavenPaper *paper, JsonObject *begun)
{
  HavenPaperFields *self = g_object_new (HAVEN_TYPE_PAPER_FIELDS, NULL);
  const HavenForm *form = haven_forms_lookup (forms, paper->document->form_code, NULL);
  g_autofree char *screen = find_screen_language ();
  g_autofree char *language = haven_words_dup_language (paper->document->language);
  g_autofree char *hint = NULL;

  g_return_val_if_fail (form != NULL && paper->values != NULL, ADW_DIALOG (self));

  /* Translators: %s is a language */
  hint = g_strdup_printf (_ ("What you type stands on the paper as it is. The paper is in %s: write in that language. A day is "
                             "written as 2026-12-03; where there are several things, put ; between them."),
                          language);
  set_hint (self, hint, begun);
  self->made_on = paper->made_on;
  self->forms = g_object_ref (forms);
  self->fields = haven_papers_list_fields (forms, form, paper->document->variant, screen);
  add_fields (self, begun ? begun : paper->values);
  return ADW_DIALOG (self);
}

/**
 * haven_paper_fields_new_for_steps:
 * @steps: what a safe copy could carry
 * @begun: (nullable): what was ticked before and does not stand on the paper yet
 */
AdwDialog *
haven_paper_fields_new_for_steps (const HavenPaper *paper, JsonArray *steps, JsonObject *begun)
{
  HavenPaperFields *self = g_object_new (HAVEN_TYPE_PAPER_FIELDS, NULL);

  g_return_val_if_fail (paper->values != NULL && steps != NULL, ADW_DIALOG (self));

  set_hint (self,
            _ ("Somebody else may find this copy. The person chooses what stands on it; leave out what could put them in "
               "danger."),
            begun);
  self->steps = json_array_ref (steps);
  add_steps (self, begun ? begun : paper->values);
  return ADW_DIALOG (self);
}
