/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-appointments-pane-private.h"

#include "haven-calendar-in-dialog.h"
#include "haven-calendar-out-dialog.h"
#include "haven-permit.h"

/* Calendar files that leave and that come in, and the list of a day on paper. */

static void
save_calendar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (widget);
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);

  if (page != NULL && haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_EXPORT))
    adw_dialog_present (haven_calendar_out_dialog_new (self->workspace, page->resources, haven_day_feed_get_date (self->feed)), widget);
}

static void
bring_in_calendar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (widget);
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);

  if (page != NULL && haven_permit_check (self->workspace, "resource_absence", HAVEN_ACTION_IMPORT))
    adw_dialog_present (haven_calendar_in_dialog_new (self->workspace, page->resources), widget);
}

static void
print_list_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenAppointmentsPane *self = HAVEN_APPOINTMENTS_PANE (widget);
  g_autofree char *day = haven_date_dup_iso (haven_day_feed_get_date (self->feed));

  haven_workspace_open (self->workspace, HAVEN_DESTINATION_DAY_LIST, day, NULL);
}

void
haven_appointments_pane_bind_calendar (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "day.print-list", NULL, print_list_cb);
  gtk_widget_class_install_action (widget_class, "day.save-calendar", NULL, save_calendar_cb);
  gtk_widget_class_install_action (widget_class, "day.bring-in-calendar", NULL, bring_in_calendar_cb);
}

/* Whoever may not do it does not find it possible. */
void
haven_appointments_pane_offer_calendar (HavenAppointmentsPane *self)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);

  haven_permit_bind_action (GTK_WIDGET (self), session, "day.print-list", "appointment", HAVEN_ACTION_PRINT);
  haven_permit_bind_action (GTK_WIDGET (self), session, "day.save-calendar", "appointment", HAVEN_ACTION_EXPORT);
  haven_permit_bind_action (GTK_WIDGET (self), session, "day.bring-in-calendar", "resource_absence", HAVEN_ACTION_IMPORT);
}
