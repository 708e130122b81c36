/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-fields.h"

#include "haven-announce.h"
#include "haven-form-picture.h"
#include "haven-official-field-row.h"

#include <glib/gi18n.h>

struct _HavenOfficialFields
{
  AdwDialog parent_instance;

  /* template */
  GtkLabel *hint;
  GtkWidget *previous;
  GtkLabel *page_number;
  GtkWidget *next;
  GtkPicture *picture;
  AdwPreferencesGroup *fields;
  GtkLabel *nothing;
  GtkScrolledWindow *scrolled;

  /* owned */
  HavenPdfReader *reader; /* one thread at a time: pages are drawn one after the other */
  JsonObject *known;
  JsonObject *own;
  GCancellable *cancellable;
  GPtrArray *rows; /* borrowed by the group */

  guint page;
  gboolean drawing;
  gboolean stale; /* another page is seen than the one that is drawn */
};

G_DEFINE_FINAL_TYPE (HavenOfficialFields, haven_official_fields, ADW_TYPE_DIALOG)

enum
{
  BEGUN,
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const HavenPdfFacts *
get_facts (HavenOfficialFields *self)
{
  return haven_pdf_reader_get_facts (self->reader);
}

/* ── The picture ──────────────────────────────────────────────────────────── */

static void draw (HavenOfficialFields *self);

static void
run_drawing (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = haven_form_picture_draw (source, GPOINTER_TO_UINT (data), cancellable, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Without its picture the form can still be filled: its fields have names. */
static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenOfficialFields) self = data;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  self->drawing = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->stale)
    draw (self);
  else
    gtk_picture_set_paintable (self->picture, texture ? GDK_PAINTABLE (texture) : NULL);
}

static void
draw (HavenOfficialFields *self)
{
  g_autoptr (GTask) task = NULL;

  self->stale = self->drawing;
  if (self->drawing)
    return;
  self->drawing = TRUE;
  task = g_task_new (self->reader, self->cancellable, drawn_cb, g_object_ref (self));
  g_task_set_task_data (task, GUINT_TO_POINTER (self->page), NULL);
  g_task_run_in_thread (task, run_drawing);
}

/* ── The fields of a page ─────────────────────────────────────────────────── */

static char *
write_own (HavenOfficialFields *self)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), self->own);

  return json_to_string (node, FALSE);
}

/* Emptied: the field stays as the form has it, whatever the vault knows. */
static void
changed_cb (const HavenPdfField *field, JsonNode *value, gpointer data)
{
  HavenOfficialFields *self = data;
  JsonNode *known = json_object_get_member (self->known, field->name);
  g_autofree char *json = NULL;

  if (value != NULL && known != NULL && json_node_equal (value, known))
    json_object_remove_member (self->own, field->name);
  else
    json_object_set_member (self->own, field->name, value ? json_node_copy (value) : json_node_new (JSON_NODE_NULL));
  json = write_own (self);
  g_signal_emit (self, signals[BEGUN], 0, json);
}

static JsonNode *
find_value (HavenOfficialFields *self, const char *name)
{
  JsonNode *value = json_object_get_member (json_object_has_member (self->own, name) ? self->own : self->known, name);

  return value && !JSON_NODE_HOLDS_NULL (value) ? value : NULL;
}

static gboolean
is_on_page (const HavenPdfField *field, guint page)
{
  return ((const HavenPdfWidget *) field->widgets->pdata[0])->page == page && haven_official_field_row_is_for (field);
}

static void
show_fields (HavenOfficialFields *self)
{
  const GPtrArray *fields = get_facts (self)->fields;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->fields, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < fields->len; i++)
    {
      const HavenPdfField *field = fields->pdata[i];
      GtkWidget *row;

      if (!is_on_page (field, self->page))
        continue;
      row = haven_official_field_row_new (get_facts (self), i, find_value (self, field->name), changed_cb, self);
      adw_preferences_group_add (self->fields, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->fields), self->rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), self->rows->len == 0);
}

static void
show_page (HavenOfficialFields *self, guint page)
{
  guint n = get_facts (self)->pages->len;
  /* Translators: which page of a form is seen: “Page 1 of 4” */
  g_autofree char *words = g_strdup_printf (_ ("Page %u of %u"), page + 1, n);

  self->page = page;
  gtk_label_set_label (self->page_number, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fields.previous-page", page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fields.next-page", page + 1 < n);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  show_fields (self);
  draw (self);
}

/* A button that has just led to the last page cannot be pressed again, and would take the focus along. */
static void
turn_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenOfficialFields *self = HAVEN_OFFICIAL_FIELDS (widget);

  show_page (self, g_str_equal (name, "fields.next-page") ? self->page + 1 : self->page - 1);
  haven_announce (widget, gtk_label_get_label (self->page_number));
  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[0]);
  else
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
done_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenOfficialFields *self = HAVEN_OFFICIAL_FIELDS (widget);
  g_autofree char *json = write_own (self);

  g_signal_emit (self, signals[FILLED], 0, json);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_official_fields_dispose (GObject *object)
{
  HavenOfficialFields *self = HAVEN_OFFICIAL_FIELDS (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_OFFICIAL_FIELDS);
  G_OBJECT_CLASS (haven_official_fields_parent_class)->dispose (object);
}

static void
haven_official_fields_finalize (GObject *object)
{
  HavenOfficialFields *self = HAVEN_OFFICIAL_FIELDS (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->known, json_object_unref);
  g_clear_pointer (&self->own, json_object_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (haven_official_fields_parent_class)->finalize (object);
}

static void
haven_official_fields_class_init (HavenOfficialFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_official_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_official_fields_finalize;
  signals[BEGUN] = g_signal_new ("begun", HAVEN_TYPE_OFFICIAL_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
  signals[FILLED] = g_signal_new ("filled", HAVEN_TYPE_OFFICIAL_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-official-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, hint);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, previous);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, page_number);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, next);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, picture);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, fields);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, nothing);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFields, scrolled);
  gtk_widget_class_install_action (widget_class, "fields.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "fields.previous-page", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "fields.next-page", NULL, turn_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "fields.previous-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "fields.next-page", NULL);
}

static void
haven_official_fields_init (HavenOfficialFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = object ? json_node_init_object (json_node_alloc (), object) : NULL;
  g_autofree char *json = node ? json_to_string (node, FALSE) : NULL;
  g_autoptr (JsonNode) copy = json ? json_from_string (json, NULL) : NULL;

  return copy ? json_node_dup_object (copy) : json_object_new ();
}

/* The first page on which there is something to fill in. */
static guint
find_first_page (HavenOfficialFields *self)
{
  const GPtrArray *fields = get_facts (self)->fields;

  for (guint page = 0; page < get_facts (self)->pages->len; page++)
    for (guint i = 0; i < fields->len; i++)
      if (is_on_page (fields->pdata[i], page))
        return page;
  return 0;
}

/**
 * haven_official_fields_new:
 * @reader: the form as the agency made it; nobody else uses it from now on
 * @known: what the vault knows
 * @own: (nullable): what somebody typed before, over that
 * @begun: whether that does not stand on the form yet
 */
AdwDialog *
haven_official_fields_new (HavenPdfReader *reader, JsonObject *known, JsonObject *own, gboolean begun)
{
  HavenOfficialFields *self = g_object_new (HAVEN_TYPE_OFFICIAL_FIELDS, NULL);

  g_return_val_if_fail (HAVEN_IS_PDF_READER (reader) && known != NULL, ADW_DIALOG (self));

  if (begun)
    gtk_label_set_label (self->hint, _ ("What was typed before is here again; it does not stand on the form yet."));
  self->reader = g_object_ref (reader);
  self->known = json_object_ref (known);
  self->own = copy_object (own);
  show_page (self, find_first_page (self));
  return ADW_DIALOG (self);
}

/** Whether the picture of the page that is seen is there, for tests. */
gboolean
haven_official_fields_is_drawn (HavenOfficialFields *self)
{
  g_return_val_if_fail (HAVEN_IS_OFFICIAL_FIELDS (self), FALSE);
  return !self->drawing && gtk_picture_get_paintable (self->picture) != NULL;
}
