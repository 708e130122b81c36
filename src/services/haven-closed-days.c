/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-closed-days.h"

#include "haven-business-calendar.h"
#include "haven-calendar.h"
#include "haven-tables.h"

#include <glib/gi18n.h>

#define SETTING "closed_on_federal_holidays"

/** Whether the clinic is closed on federal holidays. */
gboolean
haven_closed_days_has_federal (HavenTransaction *transaction)
{
  g_autofree char *setting = haven_tables_dup_setting (transaction, SETTING, NULL);

  return g_strcmp0 (setting, "no") != 0;
}

static gboolean
is_among (GPtrArray *days, HavenDate date)
{
  for (guint i = 0; i < days->len; i++)
    if (((const HavenClosedDay *) days->pdata[i])->on_date.day == date.day)
      return TRUE;
  return FALSE;
}

/* What the clinic calls a day itself stands. */
static void
add_federal (GPtrArray *days, HavenDate from, HavenDate to)
{
  for (HavenDate date = from; date.day <= to.day; date.day++)
    {
      const char *name = haven_federal_holiday_get_name (date);
      HavenClosedDay *day;

      if (name == NULL || is_among (days, date))
        continue;
      day = haven_closed_day_new ();
      day->on_date = date;
      day->calendar = g_strdup ("clinic");
      day->name = g_strdup (_ (name));
      g_ptr_array_add (days, day);
    }
}

/**
 * haven_closed_days_list:
 * @from: the first day
 * @to: the last day
 *
 * A federal holiday has no id, as it is in no table.
 *
 * Returns: (transfer full) (element-type HavenClosedDay)
 */
GPtrArray *
haven_closed_days_list (HavenTransaction *transaction, HavenDate from, HavenDate to, GError **error)
{
  GPtrArray *days = haven_transaction_list (transaction, &haven_closed_day_info, "calendar", "clinic", "on_date", error);

  for (guint i = days ? days->len : 0; i > 0; i--)
    {
      const HavenClosedDay *day = days->pdata[i - 1];

      if (day->on_date.day < from.day || day->on_date.day > to.day)
        g_ptr_array_remove_index (days, i - 1);
    }
  if (days != NULL && haven_closed_days_has_federal (transaction))
    add_federal (days, from, to);
  return days;
}

static gboolean
set_federal (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_tables_set_setting (transaction, SETTING, GPOINTER_TO_INT (data) ? "yes" : "no", error);
}

/** Says whether the clinic is closed on federal holidays. */
gboolean
haven_closed_days_set_federal (HavenSession *session, gboolean closed, GError **error)
{
  return haven_session_run (session,
                            HAVEN_ACTION_UPDATE,
                            HAVEN_IN_SHARED,
                            "clinic_setting",
                            SETTING,
                            NULL,
                            set_federal,
                            GINT_TO_POINTER (closed),
                            error);
}
