/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-certifications-service.h"

#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "haven-text.h"

#include <glib/gi18n.h>

static gboolean
need (gboolean there, const char *sentence, GError **error)
{
  if (!there)
    g_set_error_literal (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, sentence);
  return there;
}

static HavenDate
get_today (HavenSession *session)
{
  return haven_clock_today (haven_session_get_clock (session));
}

/* ── Follow-ups ───────────────────────────────────────────────────────────── */

static void
insert_follow_up (HavenSession *session, HavenEdit *edit, const HavenCertification *certification, HavenDate due_on)
{
  g_autoptr (HavenLegalTask) task = haven_legal_task_new ();

  task->id = haven_id_new ();
  task->matter_id = g_strdup (certification->matter_id);
  task->patient_id = g_strdup (certification->patient_id);
  task->about_id = g_strdup (certification->id);
  task->what = g_strdup_printf (_ ("Ask %s again about Form %s"), certification->agency, certification->form);
  task->due_on = due_on;
  task->owner_id = g_strdup (haven_session_get_staff_id (session));
  task->state = g_strdup ("open");
  haven_edit_insert (edit, &haven_legal_task_info, task);
}

/* Who asked again, or has the answer, has done what was to do. */
static gboolean
finish_follow_ups (HavenSession *session, HavenEdit *edit, const char *certification_id, GError **error)
{
  g_autoptr (GPtrArray) tasks =
      haven_session_list (session, &haven_legal_task_info, "about_id", certification_id, NULL, error);

  for (guint i = 0; tasks && i < tasks->len; i++)
    {
      const HavenLegalTask *before = tasks->pdata[i];
      g_autoptr (HavenLegalTask) after = haven_legal_task_copy (before);

      if (g_strcmp0 (before->state, "open") != 0)
        continue;
      haven_record_set_text (&after->state, "done");
      haven_record_set_text (&after->done_by, haven_session_get_staff_id (session));
      after->done_on = get_today (session);
      haven_edit_replace (edit, &haven_legal_task_info, before, after);
    }
  return tasks != NULL;
}

/* ── Asking ───────────────────────────────────────────────────────────────── */

/**
 * haven_certifications_edit_ask:
 * @certification: for which matter, which form, which agency, when; the rest is made here
 * @follow_up_on: when to ask again, as a task; unset: never
 * @error: %HAVEN_MATTER_ERROR or %HAVEN_STORE_ERROR
 */
HavenEdit *
haven_certifications_edit_ask (HavenSession *session,
                               const HavenCertification *certification,
                               HavenDate follow_up_on,
                               GError **error)
{
  g_autoptr (HavenMatter) matter = NULL;
  g_autoptr (HavenCertification) own = haven_certification_copy (certification);
  HavenEdit *edit;

  if (!need (!haven_text_is_blank (own->agency), _ ("Say which agency is asked."), error) ||
      !need (haven_date_is_set (own->requested_on), _ ("Say on which day the agency was asked."), error) ||
      !need (haven_date_compare (own->requested_on, get_today (session)) <= 0,
             _ ("The day on which the agency was asked is still to come."), error) ||
      !need (!haven_date_is_set (follow_up_on) || haven_date_compare (follow_up_on, own->requested_on) > 0,
             _ ("The day to ask again has to come after the day of asking."), error))
    return NULL;
  matter = haven_session_load (session, &haven_matter_info, own->matter_id, error);
  if (matter == NULL)
    return NULL;
  g_free (own->id);
  own->id = haven_id_new ();
  haven_record_set_text (&own->patient_id, matter->patient_id);
  haven_record_set_text (&own->state, "requested");
  edit = haven_edit_new (_ ("Certification asked for"), HAVEN_ACTION_CREATE, own->patient_id);
  haven_edit_insert (edit, &haven_certification_info, own);
  if (haven_date_is_set (follow_up_on))
    insert_follow_up (session, edit, own, follow_up_on);
  return edit;
}

static HavenCertification *
load_open (HavenSession *session, const char *certification_id, GError **error)
{
  g_autoptr (HavenCertification) certification =
      haven_session_load (session, &haven_certification_info, certification_id, error);

  if (certification == NULL || !need (g_strcmp0 (certification->state, "requested") == 0,
                                      _ ("This certification came back before. Ask for another one instead."), error))
    return NULL;
  return g_steal_pointer (&certification);
}

/**
 * haven_certifications_edit_follow_up:
 * @next_on: when to ask once more
 *
 * The agency was asked again today: what was to do is done, and the next task has its day.
 */
HavenEdit *
haven_certifications_edit_follow_up (HavenSession *session,
                                     const char *certification_id,
                                     HavenDate next_on,
                                     GError **error)
{
  g_autoptr (HavenCertification) certification = load_open (session, certification_id, error);
  g_autoptr (HavenEdit) edit = NULL;

  if (certification == NULL ||
      !need (haven_date_is_set (next_on) && haven_date_compare (next_on, get_today (session)) > 0,
             _ ("Give a day after today on which to ask again."), error))
    return NULL;
  edit = haven_edit_new (_ ("Asked again"), HAVEN_ACTION_UPDATE, certification->patient_id);
  insert_follow_up (session, edit, certification, next_on);
  if (!finish_follow_ups (session, edit, certification_id, error))
    return NULL;
  return g_steal_pointer (&edit);
}

/* ── Coming back ──────────────────────────────────────────────────────────── */

static gboolean
check_returned (HavenSession *session, const HavenCertification *after, GError **error)
{
  gboolean is_signed = g_strcmp0 (after->state, "returned_signed") == 0;

  return need (haven_date_is_set (after->returned_on), _ ("Say on which day it came back."), error) &&
         need (haven_date_compare (after->returned_on, get_today (session)) <= 0,
               _ ("The day on which it came back is still to come."), error) &&
         need (haven_date_compare (after->returned_on, after->requested_on) >= 0,
               _ ("It cannot come back before it was asked for."), error) &&
         need (!is_signed || haven_date_is_set (after->signed_on), _ ("Give the day beside the signature."), error) &&
         need (!is_signed || haven_date_compare (after->signed_on, after->returned_on) <= 0,
               _ ("The signature is later than the day on which it came back."), error);
}

/* A signature on Form I-918 Supplement B is good for six months (8 CFR 214.14(c)(2)(i)); the rule counts. */
static gboolean
add_last_safe_day (HavenSession *session, HavenEdit *edit, HavenCertification *after, GError **error)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  g_autoptr (HavenMatter) matter = NULL;
  g_autoptr (HavenOpenDays) days = NULL;
  g_autoptr (HavenDeadline) deadline = NULL;

  if (g_strcmp0 (after->state, "returned_signed") != 0 || g_strcmp0 (after->form, "I-918B") != 0)
    return TRUE;
  input.trigger = after->signed_on;
  matter = haven_session_load (session, &haven_matter_info, after->matter_id, error);
  days = matter ? haven_open_days_load (session, error) : NULL;
  deadline = days ? haven_matters_make_deadline (session, days, matter, "U-SUPB", &input, error) : NULL;
  if (deadline == NULL)
    return FALSE;
  haven_record_set_text (&after->deadline_id, deadline->id);
  haven_matters_insert_deadline (edit, deadline);
  return TRUE;
}

/**
 * haven_certifications_edit_returned:
 * @state: returned_signed, returned_unsigned or declined
 * @signed_on: the day beside the signature, where there is one
 * @original_held: whether the clinic has the paper with the ink
 * @error: %HAVEN_MATTER_ERROR, %HAVEN_DEADLINE_ERROR or %HAVEN_STORE_ERROR
 *
 * What came of it. A signed I-918B adds its last safe day to the matter.
 */
HavenEdit *
haven_certifications_edit_returned (HavenSession *session,
                                    const char *certification_id,
                                    const char *state,
                                    HavenDate returned_on,
                                    HavenDate signed_on,
                                    gboolean original_held,
                                    GError **error)
{
  g_autoptr (HavenCertification) before = load_open (session, certification_id, error);
  g_autoptr (HavenCertification) after = before ? haven_certification_copy (before) : NULL;
  g_autoptr (HavenEdit) edit = NULL;
  gboolean is_signed = g_strcmp0 (state, "returned_signed") == 0;

  if (after == NULL)
    return NULL;
  haven_record_set_text (&after->state, state);
  after->returned_on = returned_on;
  after->signed_on = is_signed ? signed_on : HAVEN_DATE_NONE;
  after->original_held = is_signed && original_held;
  if (!check_returned (session, after, error))
    return NULL;
  edit = haven_edit_new (_ ("Certification came back"), HAVEN_ACTION_UPDATE, after->patient_id);
  if (!add_last_safe_day (session, edit, after, error))
    return NULL;
  haven_edit_replace (edit, &haven_certification_info, before, after);
  if (!finish_follow_ups (session, edit, certification_id, error))
    return NULL;
  return g_steal_pointer (&edit);
}
