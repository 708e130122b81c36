/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-appointments-pane-private.h"

#include "haven-appointments-pane-items.h"
#include "haven-appointments-pane-move.h"
#include "haven-booking-dialog.h"
#include "haven-minute-tick.h"
#include "haven-page-place.h"
#include "haven-permit.h"
#include "haven-visit-dialog.h"
#include "haven-visit-status.h"
#include "haven-visit-words.h"
#include "haven-wait-dialog.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (HavenAppointmentsPane, haven_appointments_pane, ADW_TYPE_BIN)

/* The kinds of column, each with a property and an action of its own. */
static const struct
{
  const char *kind, *property;
  gboolean at_first;
} kinds[] = {
  { "clinician", "show-clinicians", TRUE },     { "lawyer", "show-lawyers", TRUE },
  { "navigator", "show-navigators", FALSE },    { "room", "show-rooms", FALSE },
  { "interpreter", "show-interpreters", TRUE }, { "vehicle", "show-vehicles", FALSE },
};

#define N_KINDS G_N_ELEMENTS (kinds)

/* The views, each with its key beside Control. */
static const struct
{
  const char *name;
  guint key;
} views[] = {
  { "day", GDK_KEY_1 },
  { "week", GDK_KEY_2 },
  { "board", GDK_KEY_3 },
  { "waiting-list", GDK_KEY_4 },
  { "reminders", GDK_KEY_5 },
};

#define PROP_VIEW (N_KINDS + 1)

static GParamSpec *properties[PROP_VIEW + 1];

static HavenClock *
get_clock (HavenAppointmentsPane *self)
{
  return haven_session_get_clock (haven_workspace_get_session (self->workspace));
}

/* ── Showing a day ────────────────────────────────────────────────────────── */

/* Where nobody is set up for booking, there are no columns to choose from. */
static void
show_no_columns (HavenAppointmentsPane *self, gboolean anybody)
{
  adw_status_page_set_title (self->no_columns, anybody ? _ ("No Columns") : _ ("Nobody to Book Yet"));
  adw_status_page_set_description (self->no_columns,
                                   anybody ? _ ("Choose which columns to show.")
                                           : _ ("No clinician or room is set up for booking yet."));
  gtk_widget_set_visible (self->choose_columns, anybody);
}

static void
show_columns (HavenAppointmentsPane *self)
{
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);
  const char *shown[N_KINDS + 1] = { NULL };
  g_autoptr (GPtrArray) columns = NULL;
  guint n = 0;

  for (guint i = 0; i < N_KINDS; i++)
    if (self->shown & (1u << i))
      shown[n++] = kinds[i].kind;
  if (page == NULL)
    return;
  columns = haven_appointments_pane_create_columns (page, get_clock (self), haven_day_feed_get_date (self->feed), shown);
  g_list_store_splice (self->columns, 0, g_list_model_get_n_items (G_LIST_MODEL (self->columns)), columns->pdata, columns->len);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), columns->len > 0);
  show_no_columns (self, page->resources->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_columns), columns->len == 0);
}

static void
show_now (HavenAppointmentsPane *self)
{
  gboolean today = haven_date_compare (haven_day_feed_get_date (self->feed), haven_clock_today (get_clock (self))) == 0;

  haven_day_grid_set_now_minute (self->grid, today ? haven_clock_minute_of_day (get_clock (self)) : -1);
}

/* ── One view of several, all of the same day ─────────────────────────────── */

static void
show_board (HavenAppointmentsPane *self)
{
  if (haven_day_feed_get_page (self->feed) != NULL && g_str_equal (self->view, "board"))
    haven_flow_board_show (self->board, haven_day_feed_get_page (self->feed), haven_day_feed_get_date (self->feed));
}

static gboolean
shows_week (HavenAppointmentsPane *self)
{
  return g_str_equal (self->view, "week");
}

static void
show_view (HavenAppointmentsPane *self)
{
  if (self->feed == NULL)
    return;
  if (shows_week (self))
    haven_week_view_show_date (self->week, haven_day_feed_get_date (self->feed));
  /* Of the view that was asked for, also while its day is still read: whoever presses it then means that one. */
  haven_appointments_pane_show_list_toggle (self);
  if (haven_day_feed_get_page (self->feed) == NULL)
    return;
  show_board (self);
  gtk_widget_set_sensitive (self->columns_menu, g_str_equal (self->view, "day"));
  haven_appointments_pane_show_offer (self);
  gtk_stack_set_visible_child_name (self->stack, self->view);
}

/* Whoever only goes to their own visits sees neither who waits nor who is called. */
static void
offer_lists (HavenAppointmentsPane *self)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);
  gboolean waiting = haven_session_may (session, "wait_entry", HAVEN_ACTION_LIST);
  gboolean reminders = haven_session_may (session, "reminder", HAVEN_ACTION_LIST);

  adw_toggle_set_enabled (adw_toggle_group_get_toggle_by_name (self->toggles, "waiting-list"), waiting);
  adw_toggle_set_enabled (adw_toggle_group_get_toggle_by_name (self->toggles, "reminders"), reminders);
  if (waiting)
    haven_waiting_view_set_workspace (self->waiting_list, self->workspace);
  if (reminders)
    haven_reminders_view_set_workspace (self->reminders, self->workspace);
}

/* What somebody was at when the window was locked. */
static gboolean
resume_booking (HavenAppointmentsPane *self, const char *editor, const char *subject_id, const char *detail)
{
  g_auto (GStrv) parts = g_strsplit (detail ? detail : "", " ", 3);
  const char *patient_id = g_str_equal (subject_id, HAVEN_DRAFT_OF_NEW) ? NULL : subject_id;
  const char *resource_id;
  HavenDate date = HAVEN_DATE_NONE;

  if (g_strv_length (parts) != 3)
    return FALSE;
  haven_date_parse (parts[0], &date, NULL);
  resource_id = g_str_equal (parts[2], "-") ? NULL : parts[2];
  if (g_str_equal (editor, HAVEN_EDITOR_BOOKING))
    haven_appointments_pane_book_at (self, patient_id, date, atoi (parts[1]), 0, resource_id);
  else if (haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_CREATE))
    adw_dialog_present (haven_booking_dialog_new_quick (self->workspace, date, atoi (parts[1]), resource_id), GTK_WIDGET (self));
  return TRUE;
}

static gboolean
resume_editor (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenAppointmentsPane *self = owner;
  HavenVisit *visit;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if (g_str_equal (editor, HAVEN_EDITOR_BOOKING) || g_str_equal (editor, HAVEN_EDITOR_QUICK_BOOKING))
    return resume_booking (self, editor, subject_id, detail);
  if (g_str_equal (editor, HAVEN_EDITOR_WAITING_BOOKING))
    {
      haven_waiting_view_find_time (self->waiting_list, strchr (subject_id, '/') + 1);
      return TRUE;
    }
  if (g_str_equal (editor, HAVEN_EDITOR_WAIT))
    {
      adw_dialog_present (haven_wait_dialog_new (self->workspace), GTK_WIDGET (self));
      return TRUE;
    }
  if (g_str_equal (editor, HAVEN_EDITOR_VISIT_STATUS))
    return haven_visit_status_resume (self->workspace, GTK_WIDGET (self), self->feed, subject_id);
  visit = haven_day_feed_find_visit (self->feed, subject_id);
  if (visit != NULL)
    adw_dialog_present (haven_booking_dialog_new_move (self->workspace, visit), GTK_WIDGET (self));
  return visit != NULL;
}

static void
offer_editors (HavenAppointmentsPane *self)
{
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_MOVE, resume_editor, self);
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_VISIT_STATUS, resume_editor, self);
}

/* Where the clinic is closed, that is said first. */
static char *
dup_summary (const HavenDayPage *page, HavenDate date)
{
  const HavenClosedDay *closed = haven_appointments_pane_find_closed (page, date);
  g_autofree char *visits = haven_visits_dup_summary (page->visits);
  g_autofree char *named = NULL;

  if (closed == NULL)
    return g_steal_pointer (&visits);
  named = closed->name && *closed->name ? g_strdup_printf (_ ("The clinic is closed: %s"), closed->name)
                                        : g_strdup (_ ("The clinic is closed"));
  return g_strdup_printf ("%s · %s", named, visits);
}

static void
day_read_cb (HavenAppointmentsPane *self)
{
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);
  HavenDate date = haven_day_feed_get_date (self->feed);
  g_autoptr (GPtrArray) events = haven_appointments_pane_create_events (page, get_clock (self), date);
  g_autofree char *summary = dup_summary (page, date);

  g_list_store_splice (self->events, 0, g_list_model_get_n_items (G_LIST_MODEL (self->events)), events->pdata, events->len);
  show_columns (self);
  show_now (self);
  haven_visit_list_show (self->agenda, page->visits, page->resources);
  gtk_widget_set_visible (GTK_WIDGET (self->agenda), page->visits->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_visits), page->visits->len == 0);
  gtk_label_set_label (self->summary, summary);
  show_view (self);
  haven_appointments_pane_show_first_visit (self);
  haven_appointments_pane_enter_when_laid_out (self);
  offer_editors (self);
}

static void
day_failed_cb (HavenAppointmentsPane *self, const GError *error)
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
  show_now (HAVEN_APPOINTMENTS_PANE (widget));
  show_board (HAVEN_APPOINTMENTS_PANE (widget));
  if (g_str_equal (HAVEN_APPOINTMENTS_PANE (widget)->view, "reminders"))
    haven_reminders_view_refresh (HAVEN_APPOINTMENTS_PANE (widget)->reminders);
}

/* ── Going to another day ─────────────────────────────────────────────────── */

/* The year is said where it is another one than now. */
static char *
dup_short_date (HavenAppointmentsPane *self, HavenDate date)
{
  int year, this_year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  haven_date_get_ymd (haven_clock_today (get_clock (self)), &this_year, &month, &day);
  return year == this_year ? haven_appointments_pane_dup_day_name (date) : haven_words_dup_date (date);
}

static void
show_date (HavenAppointmentsPane *self, HavenDate date)
{
  g_autofree char *words = dup_short_date (self, date);
  g_autofree char *long_words = haven_words_dup_long_date (date);
  g_autofree char *iso = haven_date_dup_iso (date);
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  time = g_date_time_new_local (year, month, day, 12, 0, 0);
  self->picking = TRUE;
  gtk_calendar_select_day (self->calendar, time);
  self->picking = FALSE;
  gtk_menu_button_set_label (self->pick, words);
  gtk_label_set_label (self->date_words, long_words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pick), GTK_ACCESSIBLE_PROPERTY_LABEL, long_words, -1);
  self->turning = TRUE;
  self->from_minute = -1;
  haven_page_set_place (GTK_WIDGET (self), self->workspace, HAVEN_DESTINATION_APPOINTMENTS, iso);
  haven_day_feed_set_date (self->feed, date);
}

static void
step (HavenAppointmentsPane *self, int days)
{
  show_date (self, haven_date_add_days (haven_day_feed_get_date (self->feed), shows_week (self) ? 7 * days : days));
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (HAVEN_APPOINTMENTS_PANE (widget), -1);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (HAVEN_APPOINTMENTS_PANE (widget), 1);
}

static void
today_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_appointments_pane_open (HAVEN_APPOINTMENTS_PANE (widget), HAVEN_DATE_NONE);
}

static void
day_picked_cb (HavenAppointmentsPane *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (self->picking)
    return;
  show_date (self,
             haven_date_from_ymd (g_date_time_get_year (date),
                                  g_date_time_get_month (date),
                                  g_date_time_get_day_of_month (date)));
  gtk_menu_button_popdown (self->pick);
}

/* ── Visits ───────────────────────────────────────────────────────────────── */

void
haven_appointments_pane_book_at (HavenAppointmentsPane *self,
                                const char *patient_id,
                                HavenDate date,
                                int minute,
                                int minutes_long,
                                const char *resource_id)
{
  if (haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_CREATE))
    adw_dialog_present (haven_booking_dialog_new (self->workspace, patient_id, date, minute, minutes_long, resource_id),
                        GTK_WIDGET (self));
}

static void
book_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (widget);

  haven_appointments_pane_book_at (self, NULL, haven_day_feed_get_date (self->feed), -1, 0, NULL);
}

static void
open_visit (HavenAppointmentsPane *self, HavenVisit *visit)
{
  adw_dialog_present (haven_visit_dialog_new (self->workspace, visit, haven_day_feed_get_page (self->feed)->resources),
                      GTK_WIDGET (self));
}

static void
visit_activated_cb (HavenAppointmentsPane *self, HavenVisit *visit)
{
  open_visit (self, visit);
}

static void
event_activated_cb (HavenAppointmentsPane *self, HavenDayEvent *event)
{
  HavenVisit *visit = haven_day_feed_find_visit (self->feed, haven_day_event_get_id (event));

  if (visit)
    open_visit (self, visit);
}

static void
slot_activated_cb (HavenAppointmentsPane *self, const char *column_id, int minute)
{
  haven_appointments_pane_book_at (self, NULL, haven_day_feed_get_date (self->feed), minute, 0, column_id);
}

/* Returns: whether it may be moved; whoever may not is told why. */
gboolean
haven_appointments_pane_check_movable (HavenAppointmentsPane *self, HavenVisit *visit)
{
  if (visit == NULL || !haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_UPDATE))
    return FALSE;
  if (haven_visit_get_status (visit) > HAVEN_APPOINTMENT_CONFIRMED)
    haven_workspace_tell (self->workspace, _("A visit that has begun or is over stays where it was."));
  return haven_visit_get_status (visit) <= HAVEN_APPOINTMENT_CONFIRMED;
}

void
haven_appointments_pane_move_to (HavenAppointmentsPane *self, HavenVisit *visit, HavenDate date, int minute, int minutes_long, const char *const *resource_ids)
{
  haven_appointments_pane_move (self->workspace,
                                GTK_WIDGET (self),
                                visit,
                                date,
                                minute,
                                minutes_long,
                                resource_ids,
                                self->cancellable);
}

static void
move_requested_cb (HavenAppointmentsPane *self, const char *event_id, const char *column_id, int minute)
{
  HavenVisit *visit = haven_day_feed_find_visit (self->feed, event_id);
  g_auto (GStrv) resource_ids = NULL;

  if (!haven_appointments_pane_check_movable (self, visit))
    return;
  resource_ids = haven_appointments_pane_swap_column (visit,
                                                      haven_day_feed_get_page (self->feed)->resources,
                                                      haven_day_grid_get_moving_column (self->grid),
                                                      column_id);
  haven_appointments_pane_move_to (self, visit, haven_day_feed_get_date (self->feed), minute, 0, (const char *const *) resource_ids);
}

static void
resize_requested_cb (HavenAppointmentsPane *self, const char *event_id, const char *column_id, int minutes_long)
{
  HavenVisit *visit = haven_day_feed_find_visit (self->feed, event_id);

  if (haven_appointments_pane_check_movable (self, visit))
    haven_appointments_pane_move_to (self,
          visit,
          haven_day_feed_get_date (self->feed),
          haven_visit_get_start_minute (visit),
          minutes_long,
          haven_visit_get_resource_ids (visit));
}

/* ── Overrides ────────────────────────────────────────────────────────────── */

static void
haven_appointments_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VIEW)
    g_value_set_string (value, HAVEN_APPOINTMENTS_PANE (object)->view);
  else
    g_value_set_boolean (value, (HAVEN_APPOINTMENTS_PANE (object)->shown & (1u << (id - 1))) != 0);
}

static void
set_view (HavenAppointmentsPane *self, const char *view)
{
  AdwToggle *toggle = view ? adw_toggle_group_get_toggle_by_name (self->toggles, view) : NULL;

  if (toggle == NULL || !adw_toggle_get_enabled (toggle) || !g_set_str (&self->view, view))
    return;
  show_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
set_shown (HavenAppointmentsPane *self, guint bit, gboolean on)
{
  guint shown = on ? self->shown | bit : self->shown & ~bit;

  if (shown == self->shown)
    return;
  self->shown = shown;
  show_columns (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[g_bit_nth_lsf (bit, -1) + 1]);
}

static void
haven_appointments_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (object);

  if (id == PROP_VIEW)
    set_view (self, g_value_get_string (value));
  else
    set_shown (self, 1u << (id - 1), g_value_get_boolean (value));
}

static void
haven_appointments_pane_dispose (GObject *object)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->quick_add, gtk_widget_unparent);
  g_clear_object (&self->feed);
  g_clear_object (&self->workspace);
  g_clear_object (&self->columns);
  g_clear_object (&self->events);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_APPOINTMENTS_PANE);
  G_OBJECT_CLASS (haven_appointments_pane_parent_class)->dispose (object);
}

static void
haven_appointments_pane_finalize (GObject *object)
{
  g_clear_object (&HAVEN_APPOINTMENTS_PANE (object)->cancellable);
  g_clear_pointer (&HAVEN_APPOINTMENTS_PANE (object)->view, g_free);
  G_OBJECT_CLASS (haven_appointments_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-appointments-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, failed);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, pick);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, calendar);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, date_words);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, grid_scroller);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, grid_side);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, grid);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, no_columns);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, choose_columns);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, agenda);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, no_visits);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, board);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, toggles);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, week);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, waiting_list);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, reminders);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, offer);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, columns_menu);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, agenda_toggle);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, agenda_side);
  gtk_widget_class_bind_template_child (widget_class, HavenAppointmentsPane, edge);
  gtk_widget_class_bind_template_callback (widget_class, day_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, visit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, slot_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, resize_requested_cb);
  haven_appointments_pane_bind_week (widget_class);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "day.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "day.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "day.today", NULL, today_cb);
  gtk_widget_class_install_action (widget_class, "day.book", NULL, book_cb);
  haven_appointments_pane_bind_calendar (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "day.today", NULL);
  gtk_widget_class_install_property_action (widget_class, "day.view", "view");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_widget_class_add_binding_action (widget_class, views[i].key, GDK_CONTROL_MASK, "day.view", "s", views[i].name);
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *action = g_strconcat ("day.", kinds[i].property, NULL);

      gtk_widget_class_install_property_action (widget_class, action, kinds[i].property);
    }
}

static void
haven_appointments_pane_class_init (HavenAppointmentsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = haven_appointments_pane_get_property;
  object_class->set_property = haven_appointments_pane_set_property;
  object_class->dispose = haven_appointments_pane_dispose;
  object_class->finalize = haven_appointments_pane_finalize;

  /** HavenAppointmentsPane:show-clinicians and its kin: whether columns of that kind are shown */
  for (guint i = 0; i < N_KINDS; i++)
    properties[i + 1] = g_param_spec_boolean (kinds[i].property,
                                              NULL,
                                              NULL,
                                              kinds[i].at_first,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /** HavenAppointmentsPane:view: one of day, week, board, waiting-list and reminders */
  properties[PROP_VIEW] = g_param_spec_string ("view",
                                               NULL,
                                               NULL,
                                               "day",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (HAVEN_TYPE_DAY_GRID);
  g_type_ensure (HAVEN_TYPE_VISIT_LIST);
  g_type_ensure (HAVEN_TYPE_FLOW_BOARD);
  g_type_ensure (HAVEN_TYPE_WEEK_VIEW);
  g_type_ensure (HAVEN_TYPE_WAITING_VIEW);
  g_type_ensure (HAVEN_TYPE_REMINDERS_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
haven_appointments_pane_init (HavenAppointmentsPane *self)
{
  self->cancellable = g_cancellable_new ();
  self->view = g_strdup ("day");
  self->from_minute = -1;
  self->lists_day = TRUE;
  self->columns = g_list_store_new (HAVEN_TYPE_DAY_COLUMN);
  self->events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  for (guint i = 0; i < N_KINDS; i++)
    self->shown |= kinds[i].at_first ? 1u << i : 0;
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_appointments_pane_listen (self);
  haven_day_grid_set_columns (self->grid, G_LIST_MODEL (self->columns));
  haven_day_grid_set_events (self->grid, G_LIST_MODEL (self->events));
}

/** The clinic's days: a column for each who works there, and the day's list beside them. */
GtkWidget *
haven_appointments_pane_new (HavenWorkspace *workspace)
{
  HavenAppointmentsPane *self = g_object_new (HAVEN_TYPE_APPOINTMENTS_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  haven_visit_list_set_workspace (self->agenda, workspace);
  haven_flow_board_set_workspace (self->board, workspace);
  haven_week_view_set_workspace (self->week, workspace);
  offer_lists (self);
  haven_appointments_pane_offer_calendar (self);
  haven_permit_bind_action (GTK_WIDGET (self),
                            haven_workspace_get_session (workspace),
                            "day.book",
                            "appointment",
                            HAVEN_ACTION_CREATE);
  self->feed = haven_day_feed_new (haven_workspace_get_session (workspace));
  g_signal_connect_object (self->feed, "read", G_CALLBACK (day_read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "failed", G_CALLBACK (day_failed_cb), self, G_CONNECT_SWAPPED);
  show_date (self, haven_clock_today (get_clock (self)));
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_BOOKING, resume_editor, self);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_QUICK_BOOKING, resume_editor, self);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_WAITING_BOOKING, resume_editor, self);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_WAIT, resume_editor, self);
  haven_minute_tick_attach (GTK_WIDGET (self), get_clock (self), minute_turned);
  return GTK_WIDGET (self);
}

/** Shows a day; %HAVEN_DATE_NONE shows today. */
void
haven_appointments_pane_open (HavenAppointmentsPane *self, HavenDate date)
{
  g_return_if_fail (HAVEN_IS_APPOINTMENTS_PANE (self));
  show_date (self, haven_date_is_set (date) ? date : haven_clock_today (get_clock (self)));
}

/** Once the day is read that was opened last, what begins at @minute is in sight; -1: whatever is the first. */
void
haven_appointments_pane_show_from (HavenAppointmentsPane *self, int minute)
{
  g_return_if_fail (HAVEN_IS_APPOINTMENTS_PANE (self));
  self->from_minute = minute;
}

/** Opens the dialog that books a visit, for a person where @patient_id is one, on the day that is shown or on @date. */
void
haven_appointments_pane_book (HavenAppointmentsPane *self, const char *patient_id, HavenDate date)
{
  g_return_if_fail (HAVEN_IS_APPOINTMENTS_PANE (self));
  if (haven_date_is_set (date))
    show_date (self, date);
  haven_appointments_pane_book_at (self, patient_id, haven_day_feed_get_date (self->feed), -1, 0, NULL);
}
