/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-appointments-pane-private.h"

#include "haven-announce.h"
#include "haven-permit.h"
#include "haven-quick-add.h"
#include "haven-visit-dialog.h"

#include <glib/gi18n.h>

/* The week, and what is typed into it or into the day. */

/* ── Typing into the calendar ─────────────────────────────────────────────── */

static const HavenResource *
find_resource (HavenAppointmentsPane *self, const char *id)
{
  GPtrArray *resources = haven_day_feed_get_page (self->feed)->resources;

  for (guint i = 0; i < resources->len; i++)
    if (g_strcmp0 (((const HavenResource *) resources->pdata[i])->id, id) == 0)
      return resources->pdata[i];
  return NULL;
}

static void
more_cb (HavenAppointmentsPane *self, const char *patient_id, const char *day, int minute, int minutes_long, const char *resource_id)
{
  HavenDate date = HAVEN_DATE_NONE;

  if (day)
    haven_date_parse (day, &date, NULL);
  haven_appointments_pane_book_at (self, patient_id, date, minute, minutes_long, resource_id);
}

static void
open_quick_add (HavenAppointmentsPane *self,
                HavenDayGrid *grid,
                GtkWidget *side,
                const char *text,
                HavenDate date,
                int minute,
                const char *resource_id)
{
  GdkRectangle box;

  if (!haven_day_grid_get_cursor_box (grid, side, &box) ||
      !haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_CREATE))
    return;
  if (self->quick_add != NULL && gtk_widget_get_parent (self->quick_add) != side)
    g_clear_pointer (&self->quick_add, gtk_widget_unparent);
  if (self->quick_add == NULL)
    {
      self->quick_add = haven_quick_add_new (self->workspace);
      gtk_widget_set_parent (self->quick_add, side);
      g_signal_connect_object (self->quick_add, "more", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->quick_add, "closed", G_CALLBACK (gtk_widget_grab_focus), grid, G_CONNECT_SWAPPED);
    }
  haven_quick_add_open (HAVEN_QUICK_ADD (self->quick_add), text, date, minute, find_resource (self, resource_id), &box);
}

static void
typed_cb (HavenAppointmentsPane *self, const char *text)
{
  const char *column_id;
  int minute;

  if (haven_day_grid_get_cursor (self->grid, &column_id, &minute))
    open_quick_add (self, self->grid, self->grid_side, text, haven_day_feed_get_date (self->feed), minute, column_id);
}

/* ── The week ─────────────────────────────────────────────────────────────── */

static HavenDate
read_day (const char *day)
{
  HavenDate date = HAVEN_DATE_NONE;

  haven_date_parse (day, &date, NULL);
  return date;
}

static void
week_visit_activated_cb (HavenAppointmentsPane *self, HavenVisit *visit)
{
  adw_dialog_present (haven_visit_dialog_new (self->workspace,
                                              visit,
                                              haven_day_feed_get_page (haven_week_view_get_feed (self->week))->resources),
                      GTK_WIDGET (self));
}

static void
week_slot_activated_cb (HavenAppointmentsPane *self, const char *day, int minute)
{
  haven_appointments_pane_book_at (self, NULL, read_day (day), minute, 0, haven_week_view_get_resource_id (self->week));
}

static void
week_move_requested_cb (HavenAppointmentsPane *self, HavenVisit *visit, const char *day, int minute, int minutes_long)
{
  if (haven_appointments_pane_check_movable (self, visit))
    haven_appointments_pane_move_to (self, visit, read_day (day), minute, minutes_long, haven_visit_get_resource_ids (visit));
}

static void
week_typed_cb (HavenAppointmentsPane *self, const char *text, const char *day, int minute)
{
  open_quick_add (self,
                  haven_week_view_get_grid (self->week),
                  haven_week_view_get_grid_side (self->week),
                  text,
                  read_day (day),
                  minute,
                  haven_week_view_get_resource_id (self->week));
}

/* Wherever the keyboard is in the pane, typing books where the cursor stands in the calendar. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HavenAppointmentsPane *self)
{
  gboolean day = g_str_equal (self->view, "day"), week = g_str_equal (self->view, "week");

  if ((!day && !week) || (self->quick_add && gtk_widget_get_visible (self->quick_add)))
    return GDK_EVENT_PROPAGATE;
  return haven_day_grid_take_key (day ? self->grid : haven_week_view_get_grid (self->week), key, state);
}

/* What scrolls the calendar would take them for going sideways, so they are heard before it. */
static void
listen_for_turning (HavenAppointmentsPane *self)
{
  GtkEventController *turning = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (turning, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (turning),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Page_Up, GDK_CONTROL_MASK), gtk_named_action_new ("day.previous")));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (turning),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Page_Down, GDK_CONTROL_MASK), gtk_named_action_new ("day.next")));
  gtk_widget_add_controller (GTK_WIDGET (self), turning);
}

void
haven_appointments_pane_listen (HavenAppointmentsPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  listen_for_turning (self);
}

/** Names what the template calls here. */
/* Beside seven days a list takes much room, so each view keeps whether it has one. */
void
haven_appointments_pane_show_list_toggle (HavenAppointmentsPane *self)
{
  const gboolean day = g_str_equal (self->view, "day"), week = g_str_equal (self->view, "week");

  gtk_widget_set_sensitive (GTK_WIDGET (self->agenda_toggle), day || week);
  if (day || week)
    gtk_toggle_button_set_active (self->agenda_toggle, day ? self->lists_day : haven_week_view_get_with_list (self->week));
}

static void
list_toggled_cb (HavenAppointmentsPane *self)
{
  const gboolean on = gtk_toggle_button_get_active (self->agenda_toggle);

  if (g_strcmp0 (self->view, "week") == 0)
    haven_week_view_set_with_list (self->week, on);
  if (g_strcmp0 (self->view, "day") != 0 || self->lists_day == on)
    return;
  self->lists_day = on;
  gtk_widget_set_visible (self->agenda_side, on);
  gtk_widget_set_visible (self->edge, on);
}

/* A time that became free is offered wherever somebody is in the pane, in words that name nobody; not over the list that says it. */
void
haven_appointments_pane_show_offer (HavenAppointmentsPane *self)
{
  const gboolean shown = self->n_fits > 0 && !g_str_equal (self->view, "waiting-list");

  gtk_widget_set_visible (GTK_WIDGET (self->offer), shown);
  adw_banner_set_revealed (self->offer, shown);
}

static void
fits_cb (HavenAppointmentsPane *self, guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u person who waits could take a time that became free.",
                                                      "%u people who wait could take a time that became free.",
                                                      n),
                                            n);

  if (n > 0 && self->n_fits == 0)
    haven_announce (GTK_WIDGET (self), words);
  self->n_fits = n;
  adw_banner_set_title (self->offer, words);
  haven_appointments_pane_show_offer (self);
}

static void
offer_clicked_cb (HavenAppointmentsPane *self)
{
  g_object_set (self, "view", "waiting-list", NULL);
  haven_waiting_view_focus_offer (self->waiting_list);
}

/* With large text not all views have room: the one that a key chose comes into sight. */
static void
view_chosen_cb (HavenAppointmentsPane *self)
{
  GtkWidget *viewport = self->toggles ? gtk_widget_get_ancestor (GTK_WIDGET (self->toggles), GTK_TYPE_VIEWPORT) : NULL;

  if (viewport == NULL || !gtk_widget_get_mapped (viewport))
    return;
  for (GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->toggles)); toggle; toggle = gtk_widget_get_next_sibling (toggle))
    if (GTK_IS_TOGGLE_BUTTON (toggle) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)))
      gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), toggle, NULL);
}

void
haven_appointments_pane_bind_week (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, week_visit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, week_slot_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, week_move_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, week_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, fits_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_clicked_cb);
}

/* ── What is seen of a day first ──────────────────────────────────────────── */

static gboolean
select_visit (HavenAppointmentsPane *self, HavenVisit *visit)
{
  const char *id = haven_visit_get_appointment (visit)->id;
  HavenDayEvent *selected;

  haven_day_grid_select (self->grid, id, NULL);
  selected = haven_day_grid_get_selected (self->grid);
  return selected != NULL && g_str_equal (haven_day_event_get_id (selected), id);
}

/* @minute: -1: whatever is the first. Returns: whether one of them is there */
static gboolean
select_first (HavenAppointmentsPane *self, GPtrArray *visits, int minute)
{
  gboolean there = FALSE;

  for (guint i = 0; i < visits->len; i++)
    if (minute < 0 || haven_visit_get_start_minute (visits->pdata[i]) == minute)
      {
        there = TRUE;
        if (select_visit (self, visits->pdata[i]))
          break;
      }
  return there;
}

/* Another day than today begins with its first visit; a day that is only read again stays where it was. What was just
 * booked is shown as soon as it is there. */
void
haven_appointments_pane_show_first_visit (HavenAppointmentsPane *self)
{
  GPtrArray *visits = haven_day_feed_get_page (self->feed)->visits;

  if (self->from_minute >= 0 && select_first (self, visits, self->from_minute))
    self->from_minute = -1;
  else if (self->turning && haven_day_grid_get_now_minute (self->grid) < 0)
    select_first (self, visits, -1);
  self->turning = FALSE;
}

/* ── Coming here by keys ──────────────────────────────────────────────────── */

#define FRAMES 10

static HavenDayGrid *
get_shown_grid (HavenAppointmentsPane *self)
{
  return g_str_equal (self->view, "week") ? haven_week_view_get_grid (self->week) : self->grid;
}

/** Puts the keys into the calendar, also where it is still to be read. Returns: whether they are there */
gboolean
haven_appointments_pane_enter (HavenAppointmentsPane *self)
{
  GtkWidget *grid;

  g_return_val_if_fail (HAVEN_IS_APPOINTMENTS_PANE (self), FALSE);

  grid = GTK_WIDGET (get_shown_grid (self));
  self->entering = haven_day_feed_get_page (self->feed) == NULL ? FRAMES : 0;
  return gtk_widget_get_mapped (grid) && gtk_widget_grab_focus (grid);
}

/* What was just filled has its places a frame or two later; whoever went on by then is left where they are. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (widget);
  GtkWidget *grid = GTK_WIDGET (get_shown_grid (self));

  if (self->entering == 0 || gtk_widget_get_focus_child (widget) == NULL ||
      (gtk_widget_get_mapped (grid) && gtk_widget_grab_focus (grid)))
    self->entering = 0;
  else
    self->entering--;
  return self->entering > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
haven_appointments_pane_enter_when_laid_out (HavenAppointmentsPane *self)
{
  if (self->entering > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}
