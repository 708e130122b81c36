/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-appointments-pane.h"
#include "haven-day-feed.h"
#include "haven-day-grid.h"
#include "haven-flow-board.h"
#include "haven-reminders-view.h"
#include "haven-visit-list.h"
#include "haven-waiting-view.h"
#include "haven-week-view.h"

G_BEGIN_DECLS

/* What haven-appointments-pane.c and -week.c share. */

struct _HavenAppointmentsPane
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkMenuButton *pick;
  GtkCalendar *calendar;
  GtkLabel *date_words;
  GtkLabel *summary;
  GtkScrolledWindow *grid_scroller;
  GtkWidget *grid_side;
  HavenDayGrid *grid;
  AdwStatusPage *no_columns;
  GtkWidget *choose_columns;
  HavenVisitList *agenda;
  AdwStatusPage *no_visits;
  HavenFlowBoard *board;
  AdwToggleGroup *toggles;
  HavenWeekView *week;
  HavenWaitingView *waiting_list;
  HavenRemindersView *reminders;
  AdwBanner *offer; /* somebody who waits could take a time that became free */
  GtkWidget *columns_menu; /* of the day alone */
  GtkToggleButton *agenda_toggle; /* of the day and of the week */
  GtkWidget *agenda_side; /* the list beside the day */
  GtkWidget *edge;

  /* owned */
  HavenWorkspace *workspace;
  HavenDayFeed *feed;
  GListStore *columns;
  GListStore *events;
  GCancellable *cancellable;
  GtkWidget *quick_add;
  char *view;

  guint shown; /* kinds of column, a bit each */
  guint n_fits;       /* how many of those who wait could take a time that became free */
  gboolean lists_day; /* whether the visits of the day stand beside it as a list too */
  gboolean picking;
  gboolean turning; /* another day is on its way */
  int from_minute; /* what begins then or later is to be seen first; -1: whatever is the first */
  guint entering; /* somebody came here before the day was read: how many frames are waited for until it can be typed into */
};

void haven_appointments_pane_show_first_visit (HavenAppointmentsPane *self);
void haven_appointments_pane_enter_when_laid_out (HavenAppointmentsPane *self);
void haven_appointments_pane_book_at (HavenAppointmentsPane *self,
                                      const char *patient_id,
                                      HavenDate date,
                                      int minute,
                                      int minutes_long,
                                      const char *resource_id);
gboolean haven_appointments_pane_check_movable (HavenAppointmentsPane *self, HavenVisit *visit);
void haven_appointments_pane_move_to (HavenAppointmentsPane *self,
                                      HavenVisit *visit,
                                      HavenDate date,
                                      int minute,
                                      int minutes_long,
                                      const char *const *resource_ids);

/* haven-appointments-pane-week.c */
void haven_appointments_pane_bind_week (GtkWidgetClass *widget_class);
void haven_appointments_pane_show_offer (HavenAppointmentsPane *self);
void haven_appointments_pane_show_list_toggle (HavenAppointmentsPane *self);
void haven_appointments_pane_listen (HavenAppointmentsPane *self);

/* haven-appointments-pane-calendar.c */
void haven_appointments_pane_bind_calendar (GtkWidgetClass *widget_class);
void haven_appointments_pane_offer_calendar (HavenAppointmentsPane *self);

G_END_DECLS
