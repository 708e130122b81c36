/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-draft-fields.h"

#include <adwaita.h>

struct _HavenDraftFields
{
  GObject parent_instance;

  /* owned */
  GPtrArray *fields; /* Field, in the order in which they are filled */
  char *focus;       /* the field that had the cursor last */
  gint64 caret;

  gboolean filling; /* the program types, not the person */
};

G_DEFINE_FINAL_TYPE (HavenDraftFields, haven_draft_fields, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  /* owned */
  char *name;
  GtkWidget *widget; /* NULL for a value */

  /* borrowed */
  HavenDraftChoiceCode code;
  HavenDraftGet get;
  HavenDraftSet set;
  gpointer data;
} Field;

static void
free_field (gpointer data)
{
  Field *field = data;

  g_clear_object (&field->widget);
  g_free (field->name);
  g_free (field);
}

/* ── One field ────────────────────────────────────────────────────────────── */

static char *
dup_buffer_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static char *
dup_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_dtostr (text, sizeof text, number));
}

static guint
get_chosen (GtkWidget *widget)
{
  guint chosen;

  g_object_get (widget, "selected", &chosen, NULL);
  return chosen;
}

static char *
dup_text (const Field *field)
{
  if (field->get != NULL)
    return field->get (field->data);
  if (field->code != NULL)
    return get_chosen (field->widget) == GTK_INVALID_LIST_POSITION
             ? NULL
             : g_strdup (field->code (get_chosen (field->widget), field->data));
  if (GTK_IS_TEXT_VIEW (field->widget))
    return dup_buffer_text (GTK_TEXT_VIEW (field->widget));
  if (ADW_IS_SPIN_ROW (field->widget))
    return dup_number (adw_spin_row_get_value (ADW_SPIN_ROW (field->widget)));
  if (ADW_IS_SWITCH_ROW (field->widget))
    return g_strdup (adw_switch_row_get_active (ADW_SWITCH_ROW (field->widget)) ? "yes" : "no");
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->widget)));
}

/* A code that is no longer offered leaves the choice as it is. */
static void
choose (const Field *field, const char *text)
{
  g_autoptr (GListModel) model = NULL;

  g_object_get (field->widget, "model", &model, NULL);
  for (guint i = 0; model && i < g_list_model_get_n_items (model); i++)
    {
      const char *code = field->code (i, field->data);

      if (g_strcmp0 (code ? code : "", text) != 0)
        continue;
      g_object_set (field->widget, "selected", i, NULL);
      return;
    }
}

static void
fill (const Field *field, const char *text)
{
  if (field->set != NULL)
    field->set (field->data, text);
  else if (field->code != NULL)
    choose (field, text);
  else if (GTK_IS_TEXT_VIEW (field->widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget)), text, -1);
  else if (ADW_IS_SPIN_ROW (field->widget))
    adw_spin_row_set_value (ADW_SPIN_ROW (field->widget), g_ascii_strtod (text, NULL));
  else if (ADW_IS_SWITCH_ROW (field->widget))
    adw_switch_row_set_active (ADW_SWITCH_ROW (field->widget), g_str_equal (text, "yes"));
  else
    gtk_editable_set_text (GTK_EDITABLE (field->widget), text);
}

/* ── The cursor ───────────────────────────────────────────────────────────── */

static gint64
get_caret (GtkWidget *widget)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_position (GTK_EDITABLE (widget));
  if (!GTK_IS_TEXT_VIEW (widget))
    return 0;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_offset (&iter);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Whoever presses a button meanwhile was last where they typed. */
static void
note_caret (HavenDraftFields *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];

      if (field->widget == NULL || !(has_focus (field->widget) || g_strcmp0 (field->name, self->focus) == 0))
        continue;
      self->caret = get_caret (field->widget);
      if (!has_focus (field->widget))
        continue;
      g_set_str (&self->focus, field->name);
      return;
    }
}

/* Before it has a size, a text would be scrolled past its first lines. */
static gboolean
show_caret_cb (GtkWidget *text, GdkFrameClock *clock, gpointer data)
{
  if (gtk_widget_get_height (text) <= 1)
    return G_SOURCE_CONTINUE;
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (text),
                                      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text))));
  return G_SOURCE_REMOVE;
}

static void
place_in_text (GtkTextView *view, gint64 caret)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) MIN (caret, gtk_text_buffer_get_char_count (buffer)));
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_widget_add_tick_callback (GTK_WIDGET (view), show_caret_cb, NULL, NULL);
}

static void
place_in_field (GtkWidget *widget, gint64 caret)
{
  if (GTK_IS_TEXT_VIEW (widget))
    {
      place_in_text (GTK_TEXT_VIEW (widget), caret);
      return;
    }
  if (ADW_IS_ENTRY_ROW (widget))
    adw_entry_row_grab_focus_without_selecting (ADW_ENTRY_ROW (widget));
  else
    gtk_widget_grab_focus (widget);
  if (GTK_IS_EDITABLE (widget))
    gtk_editable_set_position (GTK_EDITABLE (widget), (int) MIN (caret, G_MAXINT));
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
changed_cb (HavenDraftFields *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
haven_draft_fields_finalize (GObject *object)
{
  HavenDraftFields *self = HAVEN_DRAFT_FIELDS (object);

  g_ptr_array_unref (self->fields);
  g_free (self->focus);
  G_OBJECT_CLASS (haven_draft_fields_parent_class)->finalize (object);
}

static void
haven_draft_fields_class_init (HavenDraftFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_draft_fields_finalize;

  /** HavenDraftFields::changed: somebody typed or chose something */
  signals[CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_DRAFT_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_draft_fields_init (HavenDraftFields *self)
{
  self->fields = g_ptr_array_new_with_free_func (free_field);
}

HavenDraftFields *
haven_draft_fields_new (void)
{
  return g_object_new (HAVEN_TYPE_DRAFT_FIELDS, NULL);
}

static Field *
add_field (HavenDraftFields *self, const char *name, GtkWidget *widget)
{
  Field *field = g_new0 (Field, 1);

  field->name = g_strdup (name);
  field->widget = widget ? g_object_ref (widget) : NULL;
  g_ptr_array_add (self->fields, field);
  return field;
}

static void
watch (HavenDraftFields *self, gpointer object, const char *signal)
{
  g_signal_connect_object (object, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/** @widget: a #GtkTextView, #AdwSpinRow, #AdwSwitchRow, or anything that is a #GtkEditable */
void
haven_draft_fields_add (HavenDraftFields *self, const char *name, GtkWidget *widget)
{
  g_return_if_fail (HAVEN_IS_DRAFT_FIELDS (self) && name != NULL);

  if (GTK_IS_TEXT_VIEW (widget))
    watch (self, gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "changed");
  else if (ADW_IS_SPIN_ROW (widget))
    watch (self, widget, "notify::value");
  else if (ADW_IS_SWITCH_ROW (widget))
    watch (self, widget, "notify::active");
  else
    {
      g_return_if_fail (GTK_IS_EDITABLE (widget));
      watch (self, widget, "changed");
    }
  add_field (self, name, widget);
}

/** @widget: an #AdwComboRow or a #GtkDropDown */
void
haven_draft_fields_add_choice (HavenDraftFields *self,
                               const char *name,
                               GtkWidget *widget,
                               HavenDraftChoiceCode code,
                               gpointer data)
{
  Field *field;

  g_return_if_fail (HAVEN_IS_DRAFT_FIELDS (self) && (ADW_IS_COMBO_ROW (widget) || GTK_IS_DROP_DOWN (widget)));

  field = add_field (self, name, widget);
  field->code = code;
  field->data = data;
  watch (self, widget, "notify::selected");
}

/** @owner: outlives this; it tells by the keeper when the value is another */
void
haven_draft_fields_add_value (HavenDraftFields *self,
                              const char *name,
                              HavenDraftGet get,
                              HavenDraftSet set,
                              gpointer owner)
{
  Field *field;

  g_return_if_fail (HAVEN_IS_DRAFT_FIELDS (self) && get != NULL && set != NULL);

  field = add_field (self, name, NULL);
  field->get = get;
  field->set = set;
  field->data = owner;
}

/** Returns: (transfer full): what stands in the fields now */
HavenDraftContent *
haven_draft_fields_read (HavenDraftFields *self)
{
  HavenDraftContent *content = haven_draft_content_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];
      g_autofree char *text = dup_text (field);

      haven_draft_content_set (content, field->name, text);
    }
  note_caret (self);
  haven_draft_content_set_caret (content, self->focus, self->caret);
  return content;
}

/** Fills in what @content knows; a field of which it knows nothing stays. */
void
haven_draft_fields_fill (HavenDraftFields *self, const HavenDraftContent *content)
{
  g_return_if_fail (HAVEN_IS_DRAFT_FIELDS (self));

  self->filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];
      const char *text = haven_draft_content_get (content, field->name);

      if (text != NULL)
        fill (field, text);
    }
  self->filling = FALSE;
}

/* What a row marked while it was looked at first is not left marked. */
static void
unmark (HavenDraftFields *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];

      if (field->widget != NULL && GTK_IS_EDITABLE (field->widget))
        gtk_editable_select_region (GTK_EDITABLE (field->widget), 0, 0);
    }
}

/** Returns: whether the cursor is where it was; nothing happens where it was in no field */
gboolean
haven_draft_fields_place_caret (HavenDraftFields *self, const HavenDraftContent *content)
{
  gint64 caret;
  const char *focus = haven_draft_content_get_caret (content, &caret);

  for (guint i = 0; focus && i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];

      if (field->widget == NULL || !g_str_equal (field->name, focus))
        continue;
      unmark (self);
      place_in_field (field->widget, caret);
      g_set_str (&self->focus, focus);
      self->caret = caret;
      return TRUE;
    }
  return FALSE;
}
