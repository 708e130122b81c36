/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "appointments-test.h"

#include "haven-appointments-pane.h"
#include "haven-booking-conflicts.h"
#include "haven-booking-when.h"
#include "ui-test.h"

ClinicTest *test;

HavenDayGrid *
get_grid (void)
{
  GtkWidget *grid = clinic_test_find (test->pane, HAVEN_TYPE_DAY_GRID);

  return grid ? HAVEN_DAY_GRID (grid) : NULL;
}

guint
count_columns (void)
{
  return get_grid () ? g_list_model_get_n_items (haven_day_grid_get_columns (get_grid ())) : 0;
}

void
set_up (void)
{
  test = clinic_test_new (haven_appointments_pane_new, TRUE);
  clinic_test_wait (count_columns () > 0);
  ui_test_settle ();
}

void
tear_down (void)
{
  g_clear_pointer (&test, clinic_test_free);
}

gboolean
has_event (const char *id)
{
  GListModel *events = haven_day_grid_get_events (get_grid ());

  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (HavenDayEvent) event = g_list_model_get_item (events, i);

      if (g_str_equal (haven_day_event_get_id (event), id))
        return TRUE;
    }
  return FALSE;
}

void
go_to_day (int days, const HavenDayPage *page)
{
  haven_appointments_pane_open (HAVEN_APPOINTMENTS_PANE (test->pane), haven_date_add_days (test->today, days));
  if (page->visits->len > 0)
    clinic_test_wait (get_grid () && has_event (haven_visit_get_appointment (page->visits->pdata[0])->id));
  ui_test_settle ();
}

/* Whatever stands against a visit is passed over only by somebody who says why. */
void
give_reason (GtkWidget *root)
{
  GtkWidget *conflicts = clinic_test_find (root, HAVEN_TYPE_BOOKING_CONFLICTS);
  GtkWidget *row = clinic_test_find (conflicts ? conflicts : root, ADW_TYPE_COMBO_ROW);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
}

void
type_into (GtkWidget *row, const char *text)
{
  gtk_widget_grab_focus (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* What Return does in a field. */
void
press_return (GtkWidget *row)
{
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
}

GtkWidget *
get_when_entry (GtkWidget *dialog)
{
  return clinic_test_find (clinic_test_find (dialog, HAVEN_TYPE_BOOKING_WHEN), ADW_TYPE_ENTRY_ROW);
}

char *
dup_when (int days, const char *rest)
{
  g_autofree char *date = haven_date_dup_iso (haven_date_add_days (test->today, days));

  return g_strconcat (date, " ", rest, NULL);
}
