/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-access-service.h"

#include "haven-id.h"
#include "haven-text.h"

#include <glib/gi18n.h>

typedef struct
{
  HavenSession *session;
  const char *id; /* of the record that is changed */
  const char *text;
  HavenPatientDenial *denial;
  HavenBreakGlass *glass;
} Work;

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

static HavenInstant
get_now (HavenSession *session)
{
  return haven_clock_now (haven_session_get_clock (session));
}

/* ── Closing a person ─────────────────────────────────────────────────────── */

static gboolean
insert_denial (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (HavenStaffMember) member =
      haven_transaction_load (transaction, &haven_staff_member_info, work->denial->staff_id, error);

  return member != NULL && haven_transaction_insert (transaction, &haven_patient_denial_info, work->denial, error);
}

/**
 * haven_access_service_bar:
 * @staff_id: who is kept out; from the next thing they do, the person is not there for them (T1)
 * @reason: why; it is read by those who look after this, not by whom it concerns
 */
gboolean
haven_access_service_bar (HavenSession *session,
                          const char *patient_id,
                          const char *staff_id,
                          const char *reason,
                          GError **error)
{
  g_autoptr (HavenPatientDenial) denial = haven_patient_denial_new ();
  Work work = { .session = session, .denial = denial };

  if (haven_text_is_blank (reason))
    return refuse (error, _ ("Say why this person is closed to that member of staff."));
  denial->id = haven_id_new ();
  denial->patient_id = g_strdup (patient_id);
  denial->staff_id = g_strdup (staff_id);
  denial->reason = g_strdup (reason);
  denial->since = get_now (session);
  denial->denied_by = g_strdup (haven_session_get_staff_id (session));
  return haven_session_run (session,
                            HAVEN_ACTION_CREATE,
                            HAVEN_IN_SHARED,
                            haven_patient_denial_info.name,
                            denial->id,
                            patient_id,
                            insert_denial,
                            &work,
                            error);
}

static gboolean
end_denial (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (HavenPatientDenial) denial =
      haven_transaction_load (transaction, &haven_patient_denial_info, work->id, error);

  if (denial == NULL)
    return FALSE;
  if (denial->ended_at != 0)
    return refuse (error, _ ("This person was opened again before. Nothing was changed."));
  denial->ended_at = get_now (work->session);
  g_set_str (&denial->ended_by, haven_session_get_staff_id (work->session));
  return haven_transaction_update (transaction, &haven_patient_denial_info, denial, error);
}

/** Opens the person again. That the door was closed, by whom and why, stays written. */
gboolean
haven_access_service_unbar (HavenSession *session, const char *denial_id, GError **error)
{
  Work work = { .session = session, .id = denial_id };

  return haven_session_run (session,
                            HAVEN_ACTION_UPDATE,
                            HAVEN_IN_SHARED,
                            haven_patient_denial_info.name,
                            denial_id,
                            NULL,
                            end_denial,
                            &work,
                            error);
}

/** Returns: (transfer full) (element-type HavenPatientDenial): also those that ended */
GPtrArray *
haven_access_service_list_barred (HavenSession *session, const char *patient_id, GError **error)
{
  return haven_session_list (session, &haven_patient_denial_info, "patient_id", patient_id, "since", error);
}

/* ── In an emergency ──────────────────────────────────────────────────────── */

static gboolean
check_reason (const char *reason_code, const char *reason, GError **error)
{
  static const char *const codes[] = { "emergency", "immediate-danger", "nobody-else", "court-order", NULL };
  g_autofree char *stripped = g_strstrip (g_strdup (reason ? reason : ""));

  if (reason_code == NULL || !g_strv_contains (codes, reason_code))
    return refuse (error, _ ("Choose why the restricted notes are needed."));
  if (g_utf8_strlen (stripped, -1) >= HAVEN_BREAK_GLASS_LEAST_REASON)
    return TRUE;
  return refuse (error, _ ("Say in a sentence why the restricted notes are needed: at least twenty letters."));
}

static gboolean
insert_glass (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;

  return haven_transaction_insert (transaction, &haven_break_glass_info, work->glass, error);
}

/**
 * haven_access_service_break_glass:
 * @reason_code: emergency, immediate-danger, nobody-else or court-order
 * @reason: a sentence of at least %HAVEN_BREAK_GLASS_LEAST_REASON letters
 *
 * Opens the restricted notes of one person to whoever is signed in, for an hour (R24; 45 CFR 164.312(a)(2)(ii)). Never the
 * legal part. The caller has let them type their passphrase anew just before.
 *
 * Returns: (transfer full) (nullable): the id of what is to be reviewed by somebody else
 */
char *
haven_access_service_break_glass (HavenSession *session,
                                  const char *patient_id,
                                  const char *reason_code,
                                  const char *reason,
                                  GError **error)
{
  g_autoptr (HavenBreakGlass) glass = haven_break_glass_new ();
  Work work = { .session = session, .glass = glass };

  if (!check_reason (reason_code, reason, error))
    return NULL;
  if (!haven_session_has_partition (session, HAVEN_PARTITION_CLINICAL))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_MISSING_PARTITION,
                           _ ("The charts are not open to you, so there is nothing to open in an emergency. Call a clinician."));
      return NULL;
    }
  glass->id = haven_id_new ();
  glass->staff_id = g_strdup (haven_session_get_staff_id (session));
  glass->patient_id = g_strdup (patient_id);
  glass->reason_code = g_strdup (reason_code);
  glass->reason = g_strdup (reason);
  glass->opened_at = get_now (session);
  glass->closes_at = glass->opened_at + HAVEN_BREAK_GLASS_MINUTES * G_TIME_SPAN_MINUTE;
  if (!haven_session_run (session,
                          HAVEN_ACTION_BREAK_GLASS,
                          HAVEN_IN_SHARED,
                          haven_break_glass_info.name,
                          glass->id,
                          patient_id,
                          insert_glass,
                          &work,
                          error))
    return NULL;
  return g_strdup (glass->id);
}

/**
 * haven_access_service_find_open_glass:
 * @access: (out) (transfer full): keeps what is given back alive
 *
 * Returns: (transfer none) (nullable): what the signed-in person opened in an emergency and is open at this moment, for the
 *   banner that says so
 */
const HavenBreakGlass *
haven_access_service_find_open_glass (HavenSession *session, HavenAccess **access)
{
  const HavenBreakGlass *glass;
  HavenInstant now = get_now (session);

  *access = haven_session_ref_access (session);
  glass = *access ? haven_access_get_glass (*access) : NULL;
  return glass != NULL && now >= glass->opened_at && now < glass->closes_at ? glass : NULL;
}

/** Returns: (transfer full) (element-type HavenBreakGlass): what nobody has reviewed yet, the oldest first */
GPtrArray *
haven_access_service_list_to_review (HavenSession *session, GError **error)
{
  GPtrArray *all = haven_session_list (session, &haven_break_glass_info, NULL, NULL, "opened_at", error);

  for (guint i = all ? all->len : 0; i > 0; i--)
    if (((const HavenBreakGlass *) all->pdata[i - 1])->reviewed_by != NULL)
      g_ptr_array_remove_index (all, i - 1);
  return all;
}

/** Whether a review is overdue: it is to be made within %HAVEN_BREAK_GLASS_REVIEW_HOURS. */
gboolean
haven_access_service_is_review_late (HavenSession *session, const HavenBreakGlass *glass)
{
  return glass->reviewed_by == NULL &&
         get_now (session) > glass->opened_at + HAVEN_BREAK_GLASS_REVIEW_HOURS * G_TIME_SPAN_HOUR;
}

static gboolean
write_review (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (HavenBreakGlass) glass = haven_transaction_load (transaction, &haven_break_glass_info, work->id, error);

  if (glass == NULL)
    return FALSE;
  if (glass->reviewed_by != NULL)
    return refuse (error, _ ("This was reviewed before. Nothing was changed."));
  if (g_strcmp0 (glass->staff_id, haven_session_get_staff_id (work->session)) == 0)
    return refuse (error, _ ("Somebody else reviews what you opened."));
  glass->reviewed_at = get_now (work->session);
  g_set_str (&glass->reviewed_by, haven_session_get_staff_id (work->session));
  g_set_str (&glass->review, work->text);
  return haven_transaction_update (transaction, &haven_break_glass_info, glass, error);
}

/** Writes what another person thinks of a broken glass; once, and for good. */
gboolean
haven_access_service_review (HavenSession *session, const char *glass_id, const char *review, GError **error)
{
  Work work = { .session = session, .id = glass_id, .text = review };

  if (haven_text_is_blank (review))
    return refuse (error, _ ("Say what you think of it."));
  return haven_session_run (session,
                            HAVEN_ACTION_REVIEW,
                            HAVEN_IN_SHARED,
                            haven_break_glass_info.name,
                            glass_id,
                            NULL,
                            write_review,
                            &work,
                            error);
}
