/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-state-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *state, *label;
} states[] = {
  { "proposed", N_("proposed") },
  { "requested", N_("requested") },
  { "waitlisted", N_("on the waiting list") },
  { "confirmed", N_("booked") },
  { "arrived", N_("arrived") },
  { "checked_in", N_("checked in") },
  { "in_progress", N_("in progress") },
  { "completed", N_("completed") },
  { "cancelled_by_client", N_("cancelled by the person") },
  { "cancelled_by_clinic", N_("cancelled by the clinic") },
  { "no_show", N_("not attended") },
  { "rescheduled", N_("rescheduled") },
  { "draft", N_("draft") },
  { "signed", N_("signed") },
  { "open", N_("open") },
  { "done", N_("done") },
  { "met", N_("met") },
  { "missed", N_("missed") },
  { "waived", N_("waived") },
  { "closed", N_("closed") },
  { "live", N_("live") },
  { "revoked", N_("revoked") },
  { "expired", N_("expired") },
};

/** Returns: (transfer full) (nullable): a record's state in words; one that is not known here is shown as it is */
char *
haven_state_dup_label (const char *state)
{
  if (state == NULL || *state == '\0')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return g_strdup (_(states[i].label));
  return g_strdelimit (g_strdup (state), "_-", ' ');
}

/** Whether what was planned will not take place, so that its title is struck through. */
gboolean
haven_state_is_over (const char *state)
{
  static const char *const over[] = { "cancelled_by_client", "cancelled_by_clinic", "rescheduled", "revoked", NULL };

  return state != NULL && g_strv_contains (over, state);
}
