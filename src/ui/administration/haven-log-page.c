/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-log-page.h"

#include "haven-anchors.h"
#include "haven-audit-service.h"
#include "haven-log-words.h"
#include "haven-person-chooser.h"
#include "haven-role-words.h"
#include "haven-rows.h"
#include "haven-statement.h"
#include "haven-text-dialog.h"
#include "haven-words.h"
#include "haven-work-progress.h"

#include <glib/gi18n.h>

struct _HavenLogPage
{
  AdwBin parent_instance;

  /* template */
  GtkButton *person;
  AdwButtonContent *person_content;
  GtkDropDown *staff;
  GtkDropDown *action;
  GtkMenuButton *day;
  GtkPopover *day_popover;
  GtkCalendar *calendar;
  AdwBin *holder;
  HavenWorkProgress *progress;
  GtkLabel *checked;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  GPtrArray *members; /* of HavenStaffMember, as in the list */
  char *patient_id;   /* nullable: anybody */

  HavenDate on_day; /* unset: any */
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (HavenLogPage, haven_log_page, ADW_TYPE_BIN)

static HavenSession *
get_session (HavenLogPage *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── The question ─────────────────────────────────────────────────────────── */

static const char *
get_staff_id (HavenLogPage *self)
{
  guint position = gtk_drop_down_get_selected (self->staff);

  if (position == 0 || position == GTK_INVALID_LIST_POSITION || self->members == NULL)
    return NULL;
  return ((HavenStaffMember *) self->members->pdata[position - 1])->id;
}

static const char *
get_action (HavenLogPage *self)
{
  guint position = gtk_drop_down_get_selected (self->action);

  return position == 0 || position == GTK_INVALID_LIST_POSITION ? NULL : haven_log_get_actions ()[position - 1].code;
}

static void
ask (HavenLogPage *self)
{
  HavenClock *clock = haven_session_get_clock (get_session (self));
  HavenLogQuestion question = { .patient_id = self->patient_id,
                                .staff_id = get_staff_id (self),
                                .action = get_action (self) };

  self->asked = TRUE;
  if (haven_date_is_set (self->on_day))
    {
      question.since = haven_clock_instant_at (clock, self->on_day, 0);
      question.until = haven_clock_instant_at (clock, haven_date_add_days (self->on_day, 1), 0);
    }
  haven_log_list_ask (haven_log_page_get_list (self), &question);
}

static void
question_changed_cb (HavenLogPage *self)
{
  if (self->asked)
    ask (self);
}

static void
set_day (HavenLogPage *self, HavenDate day)
{
  g_autofree char *words = haven_date_is_set (day) ? haven_words_dup_date (day) : g_strdup (_ ("Any Day"));

  self->on_day = day;
  gtk_menu_button_set_label (self->day, words);
  gtk_popover_popdown (self->day_popover);
  question_changed_cb (self);
}

static void
day_selected_cb (HavenLogPage *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  set_day (self,
           haven_date_from_ymd (g_date_time_get_year (date),
                                g_date_time_get_month (date),
                                g_date_time_get_day_of_month (date)));
}

static void
any_day_cb (HavenLogPage *self)
{
  set_day (self, HAVEN_DATE_NONE);
}

static void
person_chosen_cb (HavenLogPage *self, const char *id, const char *name)
{
  haven_log_page_set_person (self, id, name);
}

/* Pressed again, it asks for anybody. */
static void
person_clicked_cb (HavenLogPage *self)
{
  AdwDialog *dialog;

  if (self->patient_id != NULL)
    {
      haven_log_page_set_person (self, NULL, NULL);
      return;
    }
  dialog = haven_person_chooser_new (self->workspace, _ ("About Whom?"));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (person_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
fill_actions (HavenLogPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Anything"));
  for (const HavenChoice *action = haven_log_get_actions (); action->code; action++)
    gtk_string_list_append (labels, _ (action->label));
  gtk_drop_down_set_model (self->action, G_LIST_MODEL (labels));
}

/* ── Who works here ───────────────────────────────────────────────────────── */

static gpointer
read_members (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_session_list (session, &haven_staff_member_info, NULL, NULL, "name", error);
}

static void
members_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *members = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenLogPage *self = data;
  g_autoptr (GtkStringList) labels = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  labels = gtk_string_list_new (NULL);
  self->members = members;
  gtk_string_list_append (labels, _ ("By Anybody"));
  for (guint i = 0; members && i < members->len; i++)
    gtk_string_list_append (labels, ((HavenStaffMember *) members->pdata[i])->name);
  gtk_drop_down_set_model (self->staff, G_LIST_MODEL (labels));
  ask (self);
}

/* ── Does it hold? ────────────────────────────────────────────────────────── */

static void
show_checked (HavenLogPage *self)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (haven_session_get_store (get_session (self)));
  HavenInstant at = watch ? haven_audit_watch_get_checked_at (watch) : 0;
  g_autofree char *age = at > 0 ? haven_log_dup_age (haven_session_get_clock (get_session (self)), at) : NULL;
  /* Translators: how long ago: “20 minutes ago” */
  g_autofree char *words = age ? g_strdup_printf (_ ("The whole log was last verified %s."), age) : NULL;

  gtk_label_set_label (self->checked, words ? words : _ ("The log was not verified yet."));
}

static gpointer
verify (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 n_events = 0;

  if (!haven_audit_check_chains (session, cancellable, haven_work_share_report, data, &n_events, error))
    return NULL;
  return GSIZE_TO_POINTER ((gsize) n_events + 1);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize n_events = GPOINTER_TO_SIZE (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  g_autoptr (HavenLogPage) self = data;
  g_autofree char *words = NULL;

  if (self->workspace == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup (_ ("Stopped. What was verified so far holds."));
  else if (n_events == 0)
    words = g_strdup (error->message);
  else
    words = g_strdup_printf (ngettext ("%d event: nothing was changed, taken out or put back.",
                                       "%d events: nothing was changed, taken out or put back.",
                                       n_events - 1),
                             (int) (n_events - 1));
  haven_work_progress_end (self->progress, n_events > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED), words);
  show_checked (self);
}

static void
verify_clicked_cb (HavenLogPage *self)
{
  haven_log_page_verify (self);
}

/* ── The head on paper ────────────────────────────────────────────────────── */

static GPtrArray *
list_heads (HavenLogPage *self)
{
  HavenStore *store = haven_session_get_store (get_session (self));
  HavenClock *clock = haven_session_get_clock (get_session (self));
  GPtrArray *heads = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (heads, g_strdup (_ ("At")));
  g_ptr_array_add (heads, haven_log_dup_moment (clock, haven_clock_now (clock)));
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      char *head = haven_anchors_dup_printed (store, (HavenPartition) i);

      if (head == NULL)
        continue;
      g_ptr_array_add (heads, g_strdup (haven_part_get_label ((HavenPartition) i)));
      g_ptr_array_add (heads, head);
    }
  return heads;
}

static void
head_clicked_cb (HavenLogPage *self)
{
  g_autoptr (GPtrArray) heads = list_heads (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) pdf = haven_statement_make (get_session (self), "head", heads, NULL);
  AdwDialog *dialog;

  for (guint i = 0; i + 1 < heads->len; i += 2)
    g_string_append_printf (text, "%s\n    %s\n", (char *) heads->pdata[i], (char *) heads->pdata[i + 1]);
  dialog = haven_text_dialog_new (_ ("Fingerprint of the Log"),
                                  _ ("Keep this on paper. Should anybody doubt the log later, these letters show whether "
                                     "something before this moment was changed."),
                                  text->str);
  if (pdf != NULL)
    haven_text_dialog_set_paper (HAVEN_TEXT_DIALOG (dialog), pdf);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ── The page ─────────────────────────────────────────────────────────────── */

static void
haven_log_page_map (GtkWidget *widget)
{
  HavenLogPage *self = HAVEN_LOG_PAGE (widget);

  GTK_WIDGET_CLASS (haven_log_page_parent_class)->map (widget);
  show_checked (self);
  if (self->asked || self->members != NULL)
    return;
  haven_session_work_async (get_session (self),
                            read_members,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            members_read_cb,
                            self);
}

static void
haven_log_page_dispose (GObject *object)
{
  HavenLogPage *self = HAVEN_LOG_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_LOG_PAGE);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_log_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HAVEN_TYPE_WORK_PROGRESS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, person);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, person_content);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, staff);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, action);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, day);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, day_popover);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, holder);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, progress);
  gtk_widget_class_bind_template_child (widget_class, HavenLogPage, checked);
  gtk_widget_class_bind_template_callback (widget_class, question_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, any_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, verify_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, head_clicked_cb);
}

static void
haven_log_page_class_init (HavenLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_log_page_dispose;
  widget_class->map = haven_log_page_map;
  bind_template (widget_class);
}

static void
haven_log_page_init (HavenLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->on_day = HAVEN_DATE_NONE;
  fill_actions (self);
}

GtkWidget *
haven_log_page_new (HavenWorkspace *workspace)
{
  HavenLogPage *self = g_object_new (HAVEN_TYPE_LOG_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  adw_bin_set_child (self->holder, haven_log_list_new (workspace));
  gtk_widget_set_visible (GTK_WIDGET (self->person), haven_session_may (get_session (self), "patient", HAVEN_ACTION_SEARCH));
  haven_log_page_set_person (self, NULL, NULL);
  return GTK_WIDGET (self);
}

/** Whether somebody reads more of the log than their own steps. */
gboolean
haven_log_page_is_for (HavenSession *session)
{
  return haven_session_may (session, "audit_event", HAVEN_ACTION_SEARCH);
}

HavenLogList *
haven_log_page_get_list (HavenLogPage *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_PAGE (self), NULL);
  return HAVEN_LOG_LIST (adw_bin_get_child (self->holder));
}

/** @action: (nullable): a code of the log; anything */
void
haven_log_page_set_action (HavenLogPage *self, const char *action)
{
  guint position = 0;

  g_return_if_fail (HAVEN_IS_LOG_PAGE (self));

  for (guint i = 0; action != NULL && haven_log_get_actions ()[i].code; i++)
    if (g_strcmp0 (haven_log_get_actions ()[i].code, action) == 0)
      position = i + 1;
  gtk_drop_down_set_selected (self->action, position);
}

/** @patient_id: (nullable): anybody */
void
haven_log_page_set_person (HavenLogPage *self, const char *patient_id, const char *name)
{
  const char *tooltip = patient_id ? _ ("Ask about anybody again") : _ ("Choose a person");

  g_return_if_fail (HAVEN_IS_LOG_PAGE (self));

  g_set_str (&self->patient_id, patient_id);
  adw_button_content_set_label (self->person_content, patient_id ? name : _ ("About Anybody"));
  adw_button_content_set_icon_name (self->person_content,
                                    patient_id ? "window-close-symbolic" : "haven-person-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person), tooltip);
  question_changed_cb (self);
}

/** Walks the whole log, and says what came of it. */
void
haven_log_page_verify (HavenLogPage *self)
{
  HavenWorkShare *share;

  g_return_if_fail (HAVEN_IS_LOG_PAGE (self));

  if (haven_work_progress_is_running (self->progress))
    return;
  share = haven_work_progress_begin (self->progress, _ ("Verifying the log…"));
  haven_session_work_async (get_session (self),
                            verify,
                            share,
                            (GDestroyNotify) haven_work_share_unref,
                            NULL,
                            haven_work_progress_get_cancellable (self->progress),
                            verified_cb,
                            g_object_ref (self));
}

/** Returns: what the last verification said, or what it is doing */
const char *
haven_log_page_get_verdict (HavenLogPage *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_PAGE (self), NULL);
  return haven_work_progress_is_running (self->progress) ? NULL : haven_work_progress_get_words (self->progress);
}
