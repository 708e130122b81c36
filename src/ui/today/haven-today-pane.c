/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-today-pane.h"

#include "haven-day-feed.h"
#include "haven-due-row.h"
#include "haven-flow-layout.h"
#include "haven-minute-tick.h"
#include "haven-outreach-tasks.h"
#include "haven-page-place.h"
#include "haven-permit.h"
#include "haven-record-tasks.h"
#include "haven-unfinished-line.h"
#include "haven-visit-list.h"
#include "haven-visit-status.h"
#include "haven-visit-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenTodayPane
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *date;
  GtkLabel *summary;
  HavenUnfinishedLine *unfinished;
  AdwToggleGroup *filter;
  HavenVisitList *visits;
  AdwStatusPage *no_visits;
  HavenTaskList *outreach;
  HavenTaskList *record_tasks;
  GtkListBox *due;
  GtkWidget *nothing_due;
  GtkWidget *due_side;
  GtkWidget *book;

  /* owned */
  HavenWorkspace *workspace;
  HavenDayFeed *feed;
};

G_DEFINE_FINAL_TYPE (HavenTodayPane, haven_today_pane, ADW_TYPE_BIN)

/* What stands in place of a list with nothing in it. */
static const struct
{
  const char *filter, *title, *description;
} empty[] = {
  { "all", N_ ("No Visits Today"), N_ ("What is booked for today will stand here.") },
  { "to-come", N_ ("Nobody Is Still to Come"), N_ ("Everybody who was expected today has been here.") },
  { "here", N_ ("Nobody Is Here Now"), N_ ("Who is marked as arrived will stand here.") },
};

static void
show_empty (HavenTodayPane *self)
{
  gboolean any = haven_visit_list_get_n_shown (self->visits) > 0;
  const char *filter = adw_toggle_group_get_active_name (self->filter);

  gtk_widget_set_visible (GTK_WIDGET (self->visits), any);
  gtk_widget_set_visible (GTK_WIDGET (self->no_visits), !any);
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    if (g_strcmp0 (empty[i].filter, filter) == 0)
      {
        adw_status_page_set_title (self->no_visits, _(empty[i].title));
        adw_status_page_set_description (self->no_visits, _(empty[i].description));
        gtk_widget_set_visible (adw_status_page_get_child (self->no_visits), i == 0);
      }
}

static void
show_due (HavenTodayPane *self, GPtrArray *due)
{
  gtk_list_box_remove_all (self->due);
  for (guint i = 0; i < due->len; i++)
    gtk_list_box_append (self->due, haven_due_row_new (due->pdata[i], haven_day_feed_get_date (self->feed)));
  gtk_widget_set_visible (GTK_WIDGET (self->due), due->len > 0);
  gtk_widget_set_visible (self->nothing_due, due->len == 0);
}

/* Somebody was about to say why a visit changes. */
static gboolean
resume_status (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenTodayPane *self = owner;

  return haven_visit_status_resume (self->workspace, GTK_WIDGET (self), self->feed, subject_id);
}

static void
day_read_cb (HavenTodayPane *self)
{
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);
  g_autofree char *summary = haven_visits_dup_summary (page->visits);

  gtk_label_set_label (self->summary, summary);
  haven_visit_list_show (self->visits, page->visits, page->resources);
  show_due (self, page->due);
  show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, "day");
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_VISIT_STATUS, resume_status, self);
}

static void
day_failed_cb (HavenTodayPane *self, const GError *error)
{
  if (haven_day_feed_get_page (self->feed) != NULL)
    {
      haven_workspace_tell_error (self->workspace, error);
      return;
    }
  haven_permit_show_error (self->failed, error);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
minute_turned (GtkWidget *widget)
{
  HavenTodayPane *self = HAVEN_TODAY_PANE (widget);
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (self->workspace)));
  g_autofree char *date = haven_words_dup_long_date (today);

  gtk_label_set_label (self->date, date);
  haven_day_feed_set_date (self->feed, today);
  haven_unfinished_line_look (self->unfinished);
  haven_task_list_refresh (self->outreach);
}

static void
filter_changed_cb (HavenTodayPane *self)
{
  const char *name = adw_toggle_group_get_active_name (self->filter);
  HavenVisitsShown shown = HAVEN_VISITS_ALL;

  if (g_strcmp0 (name, "to-come") == 0)
    shown = HAVEN_VISITS_TO_COME;
  else if (g_strcmp0 (name, "here") == 0)
    shown = HAVEN_VISITS_HERE;
  haven_visit_list_set_shown (self->visits, shown);
  show_empty (self);
}

static void
visit_activated_cb (HavenTodayPane *self, HavenVisit *visit)
{
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_PERSON, haven_visit_get_appointment (visit)->patient_id, NULL);
}

static void
due_activated_cb (HavenTodayPane *self, HavenDueRow *row)
{
  haven_workspace_open (self->workspace,
                        HAVEN_DESTINATION_PERSON,
                        haven_due_date_get_patient_id (haven_due_row_get_due (row)),
                        NULL);
}

static void
find_trip_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_workspace_open (HAVEN_TODAY_PANE (widget)->workspace,
                        HAVEN_DESTINATION_TRIP,
                        g_variant_get_string (parameter, NULL),
                        NULL);
}

static void
book_clicked_cb (HavenTodayPane *self)
{
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_BOOKING, NULL, NULL);
}

static void
haven_today_pane_dispose (GObject *object)
{
  HavenTodayPane *self = HAVEN_TODAY_PANE (object);

  g_clear_object (&self->feed);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TODAY_PANE);
  G_OBJECT_CLASS (haven_today_pane_parent_class)->dispose (object);
}

static void
haven_today_pane_class_init (HavenTodayPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_today_pane_dispose;

  g_type_ensure (HAVEN_TYPE_FLOW_LAYOUT);
  g_type_ensure (HAVEN_TYPE_TASK_LIST);
  g_type_ensure (HAVEN_TYPE_UNFINISHED_LINE);
  g_type_ensure (HAVEN_TYPE_VISIT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-today-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, failed);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, date);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, unfinished);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, filter);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, visits);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, no_visits);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, due);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, outreach);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, record_tasks);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, nothing_due);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, due_side);
  gtk_widget_class_bind_template_child (widget_class, HavenTodayPane, book);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, visit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, due_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, book_clicked_cb);
  gtk_widget_class_install_action (widget_class, "today.find-trip", "s", find_trip_cb);
}

static void
haven_today_pane_init (HavenTodayPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Published dates and the lawyer's own: whoever sees neither has no list of what is due. */
static void
bind_permits (HavenTodayPane *self)
{
  static const HavenNeed due[] = { { "bridge_date", HAVEN_ACTION_LIST }, { "deadline", HAVEN_ACTION_LIST } };
  HavenSession *session = haven_workspace_get_session (self->workspace);

  haven_permit_bind (self->book, session, "appointment", HAVEN_ACTION_CREATE);
  gtk_widget_set_visible (self->due_side, haven_permit_grants_any (session, due, G_N_ELEMENTS (due)));
}

/** Today's visits and what is due: what the desk has open all day. */
GtkWidget *
haven_today_pane_new (HavenWorkspace *workspace)
{
  HavenTodayPane *self = g_object_new (HAVEN_TYPE_TODAY_PANE, NULL);
  HavenSession *session = haven_workspace_get_session (workspace);

  self->workspace = g_object_ref (workspace);
  haven_page_set_place (GTK_WIDGET (self), workspace, HAVEN_DESTINATION_TODAY, NULL);
  haven_visit_list_set_workspace (self->visits, workspace);
  haven_unfinished_line_set_workspace (self->unfinished, workspace);
  if (haven_outreach_tasks_concern (session))
    haven_task_list_start (self->outreach, workspace, haven_outreach_tasks_get_kind ());
  if (haven_record_tasks_concern (session))
    haven_task_list_start (self->record_tasks, workspace, haven_record_tasks_get_kind ());
  bind_permits (self);
  self->feed = haven_day_feed_new (session);
  g_signal_connect_object (self->feed, "read", G_CALLBACK (day_read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "failed", G_CALLBACK (day_failed_cb), self, G_CONNECT_SWAPPED);
  haven_minute_tick_attach (GTK_WIDGET (self), haven_session_get_clock (session), minute_turned);
  minute_turned (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
