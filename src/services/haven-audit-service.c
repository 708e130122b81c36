/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-service.h"

#include "haven-choice.h"

#include <glib/gi18n.h>

/* Whoever asks for everything gets it a page at a time. */
#define MOST_AT_ONCE 10000

/* ── In words ─────────────────────────────────────────────────────────────── */

static const HavenChoice actions[] = {
  { "view", N_ ("Looked at") },
  { "list", N_ ("Looked through") },
  { "search", N_ ("Searched in") },
  { "create", N_ ("Added") },
  { "update", N_ ("Changed") },
  { "delete", N_ ("Removed") },
  { "sign", N_ ("Signed") },
  { "print", N_ ("Printed") },
  { "export", N_ ("Saved outside the vault") },
  { "import", N_ ("Took in") },
  { "undo", N_ ("Undid a change of") },
  { "sign-in", N_ ("Signed in") },
  { "sign-out", N_ ("Signed out") },
  { "lock", N_ ("Locked") },
  { "failed", N_ ("Could not sign in") },
  { "deny", N_ ("Was not let in to") },
  { "break-glass", N_ ("Opened in an emergency") },
  { "review", N_ ("Reviewed") },
  { "disclose", N_ ("Gave out") },
  { "grant", N_ ("Gave a right to") },
  { "revoke", N_ ("Took a right from") },
  { "backup", N_ ("Backed up") },
  { "restore", N_ ("Restored") },
  { "rekey", N_ ("Gave a new key to") },
  { "check", N_ ("Checked") },
  { NULL, NULL },
};

static const HavenChoice records[] = {
  { "staff_member", N_ ("Member of staff") },
  { "patient_denial", N_ ("Person closed to somebody") },
  { "break_glass", N_ ("Emergency access") },
  { "patient", N_ ("Person") },
  { "patient_name", N_ ("Name of a person") },
  { "safe_contact_rule", N_ ("Safe contact") },
  { "resource", N_ ("Room or interpreter") },
  { "resource_hours", N_ ("Working hours") },
  { "resource_absence", N_ ("Absence") },
  { "closed_day", N_ ("Closed day") },
  { "court_day", N_ ("Day of a court") },
  { "appointment", N_ ("Visit") },
  { "appointment_resource", N_ ("Who takes part in a visit") },
  { "slot_hold", N_ ("Time kept for somebody") },
  { "appointment_series", N_ ("Visits that come again") },
  { "wait_entry", N_ ("Who waits for a visit") },
  { "freed_slot", N_ ("Time that became free") },
  { "reminder", N_ ("Reminder") },
  { "outreach", N_ ("Reaching out") },
  { "organization", N_ ("Organisation") },
  { "service", N_ ("Service of the directory") },
  { "location", N_ ("Place") },
  { "service_location", N_ ("Place of a service") },
  { "phone", N_ ("Telephone number") },
  { "schedule", N_ ("Opening hours") },
  { "plan", N_ ("Plan") },
  { "goal", N_ ("Goal") },
  { "plan_action", N_ ("Step of a plan") },
  { "release", N_ ("Permission to share") },
  { "document", N_ ("Paper") },
  { "disclosure", N_ ("Giving out of information") },
  { "signed_paper", N_ ("Signed paper") },
  { "translated_text", N_ ("Translation of a paper") },
  { "counsel_review", N_ ("Review by counsel") },
  { "clinic_form", N_ ("Form of the clinic") },
  { "official_form", N_ ("Official form") },
  { "official_form_field", N_ ("Field of an official form") },
  { "bridge_date", N_ ("Published date") },
  { "record_request", N_ ("Request for a record") },
  { "draft", N_ ("Draft") },
  { "encounter", N_ ("Chart") },
  { "note", N_ ("Note") },
  { "conflict_check", N_ ("Look for conflicts of interest") },
  { "matter", N_ ("Legal matter") },
  { "certification", N_ ("Certification") },
  { "legal_task", N_ ("Task of a matter") },
  { "matter_evidence", N_ ("Evidence of a matter") },
  { "matter_event", N_ ("Event of a matter") },
  { "party", N_ ("Party to a matter") },
  { "deadline", N_ ("Legal date") },
  { "legal_note", N_ ("Legal note") },
  { "clinic_setting", N_ ("Setting of the clinic") },
  { "audit_event", N_ ("Log") },
  { "vault", N_ ("Vault") },
  { NULL, NULL },
};

/** Returns: what was done, in the language of the screen; the code itself where it is not known here */
const char *
haven_audit_get_action_words (const char *action)
{
  const HavenChoice *choice = haven_choice_find (actions, action);

  return choice ? _ (choice->label) : action;
}

/** Returns: what it was done to, in the language of the screen; the table's name where it is not known here */
const char *
haven_audit_get_record_words (const char *record)
{
  const HavenChoice *choice = haven_choice_find (records, record);

  return choice ? _ (choice->label) : record;
}

/* ── A page ───────────────────────────────────────────────────────────────── */

void
haven_audit_page_free (HavenAuditPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  const HavenAuditFilter *filter;
  HavenAuditPage *page;
} Reading;

static gboolean
read_page (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;

  g_clear_pointer (&reading->page->entries, g_ptr_array_unref);
  reading->page->entries =
      haven_audit_list (transaction, reading->filter, &reading->page->place, &reading->page->more, error);
  return reading->page->entries != NULL;
}

/* The logs that the signed-in person may look into: an auditor's all, anybody's own. */
static HavenPartitions
find_partitions (HavenSession *session)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (session);
  HavenInstant now = haven_clock_now (haven_session_get_clock (session));
  HavenPartitions partitions = 0;

  for (int i = 0; access && i < HAVEN_N_PARTITIONS; i++)
    if (haven_session_has_partition (session, (HavenPartition) i) &&
        haven_access_decide (access, (HavenPartition) i, "audit_event", HAVEN_ACTION_LIST, NULL, now, NULL))
      partitions |= 1u << i;
  return partitions ? partitions : HAVEN_IN_SHARED;
}

/**
 * haven_audit_list_all:
 * @filter: which lines; a limit of 0 asks for as many as there may be at once
 * @previous: (nullable): the page before this one
 *
 * Reads a page of the log of every part that is open to the signed-in person. That is a look of its own, and logged.
 */
HavenAuditPage *
haven_audit_list_all (HavenSession *session,
                      const HavenAuditFilter *filter,
                      const HavenAuditPage *previous,
                      GError **error)
{
  g_autoptr (HavenAuditPage) page = g_new0 (HavenAuditPage, 1);
  HavenAuditFilter own = *filter;
  Reading reading = { &own, page };

  own.limit = filter->limit > 0 ? MIN (filter->limit, MOST_AT_ONCE) : MOST_AT_ONCE;
  if (previous)
    page->place = previous->place;
  if (!haven_session_run (session,
                          HAVEN_ACTION_LIST,
                          find_partitions (session),
                          "audit_event",
                          NULL,
                          filter->patient_id,
                          read_page,
                          &reading,
                          error))
    return NULL;
  return g_steal_pointer (&page);
}

/** Who looked at somebody's chart, and did what there: the newest first, over all parts that are open. */
HavenAuditPage *
haven_audit_list_of_person (HavenSession *session,
                            const char *patient_id,
                            guint limit,
                            const HavenAuditPage *previous,
                            GError **error)
{
  HavenAuditFilter filter = { .patient_id = patient_id, .limit = limit };

  g_return_val_if_fail (patient_id != NULL, NULL);
  return haven_audit_list_all (session, &filter, previous, error);
}

/** What a member of staff did since @since; zero: ever. */
HavenAuditPage *
haven_audit_list_of_staff (HavenSession *session,
                           const char *staff_id,
                           HavenInstant since,
                           guint limit,
                           const HavenAuditPage *previous,
                           GError **error)
{
  HavenAuditFilter filter = { .staff_id = staff_id, .since = since, .limit = limit };

  g_return_val_if_fail (staff_id != NULL, NULL);
  return haven_audit_list_all (session, &filter, previous, error);
}

/** What the signed-in person did since midnight, by the clinic's clock. */
HavenAuditPage *
haven_audit_list_mine_today (HavenSession *session, guint limit, const HavenAuditPage *previous, GError **error)
{
  HavenClock *clock = haven_session_get_clock (session);
  HavenInstant midnight = haven_clock_instant_at (clock, haven_clock_today (clock), 0);

  return haven_audit_list_of_staff (session, haven_session_get_staff_id (session), midnight, limit, previous, error);
}

/* ── Do the logs hold? ────────────────────────────────────────────────────── */

/**
 * haven_audit_check_chains:
 * @function: (nullable): told how far it is, on this thread
 * @n_events: (out) (optional):
 *
 * Walks every open log from its first event to its last, and waits for it. One that does not hold is
 * %HAVEN_STORE_ERROR_CHAIN_BROKEN or %HAVEN_STORE_ERROR_ROLLED_BACK, and the vault is read-only from then on.
 */
gboolean
haven_audit_check_chains (HavenSession *session,
                          GCancellable *cancellable,
                          HavenAuditProgressFunc function,
                          gpointer data,
                          gint64 *n_events,
                          GError **error)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (haven_session_get_store (session));

  return haven_session_run (session, HAVEN_ACTION_CHECK, HAVEN_IN_SHARED, "vault", NULL, NULL, NULL, NULL, error) &&
         haven_audit_watch_verify (watch, HAVEN_IN_ALL, cancellable, function, data, n_events, error);
}
