/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-court-days-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-court-lines-list.h"
#include "haven-draft-keeper.h"
#include "haven-id.h"
#include "haven-planned-dates.h"
#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenCourtDaysDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwNavigationView *navigation;
  HavenDraftLine *line;
  GtkWidget *page;
  GtkLabel *failure;
  AdwComboRow *court;
  AdwEntryRow *name;
  GtkTextView *text;
  GtkLabel *summary;
  GtkListBox *lines;
  GtkWidget *known_box;
  GtkListBox *known;
  GtkLabel *refusal;
  GtkLabel *told;
  HavenPlannedDates *dates;

  /* owned */
  HavenWorkspace *workspace;
  char *matter_id; /* from whose page it was opened */
  char *wanted;    /* nullable: the court to begin with */
  GPtrArray *courts;
  GPtrArray *read;     /* HavenCourtLine, of what is typed */
  GHashTable *removed; /* ids of days to take out */
  GPtrArray *add;      /* HavenCourtDay: what is being looked at */
  GPtrArray *remove;
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  guint n_new;
  gboolean filling;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (HavenCourtDaysDialog, haven_court_days_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenCourtDaysDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── The court ────────────────────────────────────────────────────────────── */

/* Last comes a court that has no table yet. */
static const char *
get_court_at (guint position, gpointer data)
{
  const HavenCourtDaysDialog *self = data;

  if (self->courts == NULL || position >= self->courts->len)
    return "";
  return ((const HavenCourt *) self->courts->pdata[position])->court;
}

/* Whoever types the name of a court that is there means that one, however it is written. */
static const HavenCourt *
find_court (HavenCourtDaysDialog *self)
{
  guint position = adw_combo_row_get_selected (self->court);
  g_autofree char *typed = haven_text_dup_search_key (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  if (self->courts == NULL)
    return NULL;
  if (position < self->courts->len)
    return self->courts->pdata[position];
  for (guint i = 0; i < self->courts->len; i++)
    {
      const HavenCourt *court = self->courts->pdata[i];
      g_autofree char *key = haven_text_dup_search_key (court->court);

      if (g_str_equal (key, typed))
        return court;
    }
  return NULL;
}

static char *
dup_court_name (HavenCourtDaysDialog *self)
{
  const HavenCourt *court = find_court (self);

  if (court != NULL)
    return g_strdup (court->court);
  return g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->name), 0, -1));
}

static void
update_actions (HavenCourtDaysDialog *self)
{
  g_autofree char *court = dup_court_name (self);
  gboolean something = self->n_new > 0 || g_hash_table_size (self->removed) > 0;

  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "days.next", !self->busy && self->courts != NULL && something && *court != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "dialog.save",
                                 !self->busy && self->add != NULL && haven_planned_dates_is_ready (self->dates));
}

static void
typed_cb (HavenCourtDaysDialog *self)
{
  const HavenCourt *court = find_court (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  gboolean is_whole;

  if (self->filling)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_clear_pointer (&self->read, g_ptr_array_unref);
  self->read = haven_court_lines_read (text, court ? court->days : NULL, &is_whole);
  self->n_new = haven_court_lines_list_show (self->lines, self->summary, self->read, is_whole);
  update_actions (self);
}

/* ── Days that are known ──────────────────────────────────────────────────── */

static void
show_state (GtkWidget *row, GtkWidget *button, gboolean removed)
{
  const char *day = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *name = g_strdup_printf (removed ? _ ("Keep %s") : _ ("Take out %s"), day);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               removed ? _ ("Will be taken out") : g_object_get_data (G_OBJECT (row), "name"));
  gtk_button_set_icon_name (GTK_BUTTON (button), removed ? "edit-undo-symbolic" : "user-trash-symbolic");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
remove_clicked_cb (HavenCourtDaysDialog *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const char *id = g_object_get_data (G_OBJECT (row), "id");
  gboolean removed = g_hash_table_add (self->removed, g_strdup (id));

  if (!removed)
    g_hash_table_remove (self->removed, id);
  show_state (row, button, removed);
  update_actions (self);
  if (self->keeper != NULL)
    haven_draft_keeper_changed (self->keeper);
}

static void
add_known (HavenCourtDaysDialog *self, const HavenCourtDay *day)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new ();
  g_autofree char *title = haven_words_dup_long_date (day->on_date);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (day->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (day->name), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  show_state (row, button, g_hash_table_contains (self->removed, day->id));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->known, row);
}

static void
show_known (HavenCourtDaysDialog *self)
{
  const HavenCourt *court = find_court (self);

  gtk_list_box_remove_all (self->known);
  for (guint i = court ? court->days->len : 0; i > 0; i--)
    add_known (self, court->days->pdata[i - 1]);
  gtk_widget_set_visible (self->known_box, court != NULL && court->days->len > 0);
}

static void
court_changed_cb (HavenCourtDaysDialog *self)
{
  if (self->courts == NULL || self->filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->name), adw_combo_row_get_selected (self->court) >= self->courts->len);
  g_hash_table_remove_all (self->removed);
  show_known (self);
  typed_cb (self);
}

/* ── Looking at what changes ──────────────────────────────────────────────── */

typedef struct
{
  char *court;
  GPtrArray *add;
  GPtrArray *remove;
  char *reason;
} Change;

static Change *
create_change (HavenCourtDaysDialog *self)
{
  Change *change = g_new0 (Change, 1);

  change->court = dup_court_name (self);
  change->add = g_ptr_array_ref (self->add);
  change->remove = g_ptr_array_ref (self->remove);
  change->reason = haven_planned_dates_dup_reason (self->dates);
  return change;
}

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->court);
  g_ptr_array_unref (change->add);
  g_ptr_array_unref (change->remove);
  g_free (change->reason);
  g_free (change);
}

static gpointer
list_dates (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  const HavenPlanningChange planning = { NULL, change->court, change->add, change->remove };

  return haven_planning_list_dates (session, &planning, error);
}

static void
dates_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dates = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCourtDaysDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  haven_announce_problem (self->refusal, dates ? NULL : error->message);
  haven_planned_dates_show (self->dates, dates);
  update_actions (self);
  /* What is asked for comes to whoever works by keys. */
  if (dates != NULL && !haven_planned_dates_is_ready (self->dates))
    gtk_widget_grab_focus (haven_planned_dates_get_reason_row (self->dates));
}

static void
gather (HavenCourtDaysDialog *self)
{
  const HavenCourt *court = find_court (self);
  g_autofree char *name = dup_court_name (self);

  g_clear_pointer (&self->add, g_ptr_array_unref);
  g_clear_pointer (&self->remove, g_ptr_array_unref);
  self->add = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_court_day_free);
  self->remove = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_court_day_free);
  for (guint i = 0; self->read && i < self->read->len; i++)
    {
      const HavenCourtLine *line = self->read->pdata[i];
      HavenCourtDay *day;

      if (line->kind != HAVEN_COURT_LINE_NEW)
        continue;
      day = haven_court_day_new ();
      day->id = haven_id_new ();
      day->court = g_strdup (name);
      day->on_date = line->on_date;
      day->name = haven_court_line_dup_name (line);
      g_ptr_array_add (self->add, day);
    }
  for (guint i = 0; court && i < court->days->len; i++)
    if (g_hash_table_contains (self->removed, ((const HavenCourtDay *) court->days->pdata[i])->id))
      g_ptr_array_add (self->remove, haven_court_day_copy (court->days->pdata[i]));
}

static void
tell (HavenCourtDaysDialog *self)
{
  g_autofree char *court = dup_court_name (self);
  g_autofree char *added =
      g_strdup_printf (ngettext ("%u day is added.", "%u days are added.", self->add->len), self->add->len);
  g_autofree char *taken =
      g_strdup_printf (ngettext ("%u day is taken out.", "%u days are taken out.", self->remove->len), self->remove->len);
  g_autofree char *words = g_strdup_printf ("%s: %s%s%s",
                                            court,
                                            self->add->len ? added : "",
                                            self->add->len && self->remove->len ? " " : "",
                                            self->remove->len ? taken : "");

  gtk_label_set_label (self->told, words);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenCourtDaysDialog *self = HAVEN_COURT_DAYS_DIALOG (widget);

  gather (self);
  tell (self);
  haven_planned_dates_show (self->dates, NULL);
  haven_announce_problem (self->refusal, NULL);
  self->busy = TRUE;
  update_actions (self);
  adw_navigation_view_push_by_tag (self->navigation, "changes");
  haven_session_work_async (get_session (self),
                            list_dates,
                            create_change (self),
                            free_change,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            dates_listed_cb,
                            self);
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  const HavenPlanningChange planning = { NULL, change->court, change->add, change->remove };

  return haven_planning_edit (session, &planning, change->reason, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCourtDaysDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  update_actions (self);
  if (edit == NULL)
    {
      haven_announce_problem (self->refusal, error->message);
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenCourtDaysDialog *self = HAVEN_COURT_DAYS_DIALOG (widget);

  self->busy = TRUE;
  update_actions (self);
  haven_session_work_async (get_session (self),
                            make_edit,
                            create_change (self),
                            free_change,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static void
reason_activated_cb (HavenCourtDaysDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

/* ── The draft ────────────────────────────────────────────────────────────── */

static char *
dup_removed (gpointer owner)
{
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (HAVEN_COURT_DAYS_DIALOG (owner)->removed, NULL);

  return ids[0] ? g_strjoinv (" ", (char **) ids) : NULL;
}

static void
set_removed (gpointer owner, const char *text)
{
  HavenCourtDaysDialog *self = owner;
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);

  g_hash_table_remove_all (self->removed);
  for (guint i = 0; ids[i]; i++)
    if (*ids[i] != '\0')
      g_hash_table_add (self->removed, g_strdup (ids[i]));
  show_known (self);
  update_actions (self);
}

/* The court first: which lines are new and which days can be taken out follows from it. */
static void
keep (HavenCourtDaysDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_COURT_DAYS, self->matter_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "court", GTK_WIDGET (self->court), get_court_at, self);
  haven_draft_fields_add (fields, "name", GTK_WIDGET (self->name));
  haven_draft_fields_add (fields, "text", GTK_WIDGET (self->text));
  haven_draft_fields_add_value (fields, "removed", dup_removed, set_removed, self);
  haven_draft_fields_add (fields, "reason", haven_planned_dates_get_reason_row (self->dates));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, GTK_WIDGET (self->navigation));
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
fill_courts (HavenCourtDaysDialog *self)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = self->wanted ? self->courts->len : 0;

  for (guint i = 0; i < self->courts->len; i++)
    {
      const HavenCourt *court = self->courts->pdata[i];

      gtk_string_list_append (model, court->court);
      if (g_strcmp0 (court->court, self->wanted) == 0)
        selected = i;
    }
  gtk_string_list_append (model, _ ("Another court"));
  self->filling = TRUE;
  adw_combo_row_set_model (self->court, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->court, selected);
  haven_choice_name_items (self->court);
  self->filling = FALSE;
  court_changed_cb (self);
}

static gpointer
list_courts (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_courts_list (session, error);
}

static void
courts_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *courts = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCourtDaysDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  haven_announce_problem (self->failure, courts ? NULL : error->message);
  if (courts == NULL)
    return;
  self->courts = courts;
  fill_courts (self);
  keep (self);
}

static void
haven_court_days_dialog_dispose (GObject *object)
{
  HavenCourtDaysDialog *self = HAVEN_COURT_DAYS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_COURT_DAYS_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_court_days_dialog_parent_class)->dispose (object);
}

static void
haven_court_days_dialog_finalize (GObject *object)
{
  HavenCourtDaysDialog *self = HAVEN_COURT_DAYS_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matter_id, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->courts, g_ptr_array_unref);
  g_clear_pointer (&self->read, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_hash_table_unref);
  g_clear_pointer (&self->add, g_ptr_array_unref);
  g_clear_pointer (&self->remove, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_court_days_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, court);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, text);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, known_box);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, known);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, told);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDaysDialog, dates);
}

static void
haven_court_days_dialog_class_init (HavenCourtDaysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_court_days_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_court_days_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_PLANNED_DATES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-court-days-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, court_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
  gtk_widget_class_install_action (widget_class, "days.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
haven_court_days_dialog_init (HavenCourtDaysDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (
      gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "days.next", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
}

/**
 * haven_court_days_dialog_new:
 * @matter_id: the matter on whose page it is opened, where its draft is found again
 * @court: (nullable): the court to begin with
 */
AdwDialog *
haven_court_days_dialog_new (HavenWorkspace *workspace, const char *matter_id, const char *court)
{
  HavenCourtDaysDialog *self = g_object_new (HAVEN_TYPE_COURT_DAYS_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->matter_id = g_strdup (matter_id);
  self->wanted = g_strdup (court);
  haven_session_work_async (get_session (self),
                            list_courts,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            courts_listed_cb,
                            self);
  return ADW_DIALOG (self);
}
