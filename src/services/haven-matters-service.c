/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matters-service.h"

#include "haven-conflict-guard.h"
#include "haven-consent.h"
#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-hearing.h"
#include "haven-party.h"
#include "haven-planning.h"
#include "haven-tables.h"

#include <glib/gi18n.h>
#include <string.h>

void
haven_matter_page_free (HavenMatterPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->person_name, g_free);
  g_clear_pointer (&self->lead_name, g_free);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_clear_pointer (&self->certifications, g_ptr_array_unref);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->evidence, haven_evidence_list_free);
  g_clear_pointer (&self->evidence_days, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->published, g_ptr_array_unref);
  g_clear_pointer (&self->met, g_ptr_array_unref);
  g_clear_pointer (&self->sites, g_strfreev);
  g_clear_pointer (&self->events, haven_event_book_unref);
  g_free (self);
}

typedef struct
{
  HavenSession *session;
  const char *matter_id;
  HavenMatterPage *page;
} PageReading;

/* Open before settled, the nearest first; what has no date last. */
static int
compare_deadlines (gconstpointer a, gconstpointer b)
{
  const HavenDeadline *first = *(HavenDeadline *const *) a;
  const HavenDeadline *second = *(HavenDeadline *const *) b;
  gboolean first_open = g_strcmp0 (first->status, "open") == 0;
  gboolean second_open = g_strcmp0 (second->status, "open") == 0;
  gint32 first_day = haven_date_is_set (first->plan_by) ? first->plan_by.day : G_MAXINT32;
  gint32 second_day = haven_date_is_set (second->plan_by) ? second->plan_by.day : G_MAXINT32;

  if (first_open != second_open)
    return first_open ? -1 : 1;
  return (first_day > second_day) - (first_day < second_day);
}

static gboolean
read_names (HavenTransaction *transaction, HavenMatterPage *page, GError **error)
{
  g_autoptr (HavenPatient) patient = NULL;
  g_autoptr (HavenStaffMember) lead = NULL;

  patient = haven_transaction_load (transaction, &haven_patient_info, page->matter->patient_id, error);
  if (patient == NULL)
    return FALSE;
  page->person_name = g_strdup (patient->name);
  page->born = HAVEN_DATE_NONE;
  if (patient->born_on != NULL && !patient->born_estimated)
    haven_date_parse (patient->born_on, &page->born, NULL);
  if (page->matter->lead_attorney_id != NULL)
    lead = haven_transaction_load (transaction, &haven_staff_member_info, page->matter->lead_attorney_id, NULL);
  page->lead_name = lead ? g_strdup (lead->name) : NULL;
  return TRUE;
}

/* Who is not of the legal team learns neither what they say nor how many there are. */
static gboolean
read_notes (HavenTransaction *transaction, HavenMatterPage *page, GError **error)
{
  if (!haven_transaction_may (transaction, &haven_legal_note_info, HAVEN_ACTION_LIST))
    return TRUE;
  page->notes = haven_matter_notes_read (transaction, page->matter->id, error);
  return page->notes != NULL;
}

static gboolean
read_page (HavenTransaction *transaction, gpointer data, GError **error)
{
  PageReading *reading = data;
  HavenMatterPage *page = reading->page;

  page->matter = haven_transaction_load (transaction, &haven_matter_info, reading->matter_id, error);
  if (page->matter == NULL || !read_names (transaction, page, error))
    return FALSE;
  page->parties =
      haven_transaction_list (transaction, &haven_party_info, "matter_id", reading->matter_id, NULL, error);
  if (page->parties == NULL)
    return FALSE;
  page->deadlines =
      haven_transaction_list (transaction, &haven_deadline_info, "matter_id", reading->matter_id, "plan_by", error);
  if (page->deadlines == NULL)
    return FALSE;
  g_ptr_array_sort (page->deadlines, compare_deadlines);
  page->certifications = haven_transaction_list (
      transaction, &haven_certification_info, "matter_id", reading->matter_id, "requested_on", error);
  if (page->certifications == NULL)
    return FALSE;
  page->tasks =
      haven_transaction_list (transaction, &haven_legal_task_info, "matter_id", reading->matter_id, "due_on", error);
  if (page->tasks == NULL)
    return FALSE;
  page->evidence = haven_evidence_list_read (transaction, reading->session, page->matter, error);
  if (page->evidence == NULL || !read_notes (transaction, page, error))
    return FALSE;
  page->events = haven_event_book_read (transaction, reading->session, page->matter->patient_id, error);
  if (page->events == NULL)
    return FALSE;
  page->evidence_days = haven_evidence_days_list (
      transaction, reading->session, page->events->open_days, page->deadlines, page->evidence);
  page->n_stale = haven_planning_count_stale (
      reading->session, page->events->open_days, page->matter, page->deadlines, page->born);
  page->published = haven_transaction_list (transaction,
                                            &haven_bridge_date_info,
                                            "patient_id",
                                            page->matter->patient_id,
                                            NULL,
                                            error);
  page->met = page->published ? haven_expected_times_list_met (
                                    transaction, reading->session, page->matter->patient_id, error)
                              : NULL;
  page->sites = page->met ? haven_tables_list_sites (transaction, error) : NULL;
  return page->sites != NULL;
}

HavenMatterPage *
haven_matters_load_page (HavenSession *session, const char *matter_id, GError **error)
{
  g_autoptr (HavenMatterPage) page = g_new0 (HavenMatterPage, 1);
  PageReading reading = { session, matter_id, page };

  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_LEGAL,
                          "matter",
                          matter_id,
                          NULL,
                          read_page,
                          &reading,
                          error))
    return NULL;
  return g_steal_pointer (&page);
}

/**
 * haven_matters_compute:
 * @days: the days by which to plan
 * @court: (nullable): whose calendar the matter has
 *
 * Computes a date by rule; it changes nothing.
 */
gboolean
haven_matters_compute (HavenSession *session,
                       const HavenOpenDays *days,
                       const char *court,
                       const char *rule_code,
                       const HavenDeadlineInput *input,
                       HavenDeadlineResult *result,
                       GError **error)
{
  const HavenDeadlineRule *rule = haven_deadline_rules_lookup (haven_session_get_rules (session), rule_code, error);

  return rule != NULL &&
         haven_deadline_compute (rule, input, haven_open_days_get_calendar (days, rule, court), result, error);
}

static HavenBridgeDate *
make_published (HavenSession *session, const HavenDeadline *deadline, const char *words)
{
  HavenBridgeDate *published = haven_bridge_date_new ();

  published->id = haven_id_new ();
  published->patient_id = g_strdup (deadline->patient_id);
  published->source_id = g_strdup (deadline->id);
  published->not_after = deadline->plan_by;
  published->words = g_strdup (words);
  published->published_by = g_strdup (haven_session_get_staff_id (session));
  published->published_at = haven_clock_now (haven_session_get_clock (session));
  return published;
}

/**
 * haven_matters_make_deadline:
 * @error: %HAVEN_DEADLINE_ERROR
 *
 * A date of a matter as its rule counts it, open and owned by whoever is signed in; nothing is kept yet.
 */
HavenDeadline *
haven_matters_make_deadline (HavenSession *session,
                             const HavenOpenDays *days,
                             const HavenMatter *matter,
                             const char *rule_code,
                             const HavenDeadlineInput *input,
                             GError **error)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadline *deadline;

  if (!haven_matters_compute (session, days, matter->court_calendar, rule_code, input, &result, error))
    return NULL;
  deadline = haven_deadline_new ();
  deadline->id = haven_id_new ();
  deadline->matter_id = g_strdup (matter->id);
  deadline->patient_id = g_strdup (matter->patient_id);
  deadline->owner_id = g_strdup (haven_session_get_staff_id (session));
  deadline->set_by = g_strdup (haven_date_is_set (input->notice_date) ? "notice" : "rule");
  deadline->status = g_strdup ("open");
  haven_deadline_result_apply (&result,
                               haven_deadline_rules_lookup (haven_session_get_rules (session), rule_code, NULL),
                               deadline);
  return deadline;
}

/* Only where somebody has to be on that day; what is only kept by a day has no hour. */
static gboolean
put_at (HavenDeadline *deadline, const HavenDateAt *at, GError **error)
{
  g_autofree char *place = g_strstrip (g_strdup (at && at->place ? at->place : ""));

  if (at == NULL || !haven_deadline_is_kept_on_its_day (deadline))
    return TRUE;
  if (at->minute < -1 || at->minute >= 1440)
    {
      g_set_error_literal (error,
                           HAVEN_MATTER_ERROR,
                           HAVEN_MATTER_ERROR_MISSING_FIELD,
                           _ ("Write the hour as 10:30."));
      return FALSE;
    }
  deadline->at_minute = at->minute;
  haven_record_set_text (&deadline->place, place);
  return TRUE;
}

/** A deadline is never deleted, so undoing leaves it void. */
void
haven_matters_insert_deadline (HavenEdit *edit, const HavenDeadline *deadline)
{
  g_autoptr (HavenDeadline) undone = haven_deadline_copy (deadline);

  haven_record_set_text (&undone->status, "void");
  haven_record_set_text (&undone->change_reason, "undone");
  haven_edit_insert_kept (edit, &haven_deadline_info, deadline, undone);
}

/**
 * haven_matters_edit_add_deadline:
 * @at: (nullable): at what hour and where; it counts for a date that is kept on its day
 * @words_for_desk: (nullable): neutral words under which the desk may know of the day to plan by; %NULL publishes nothing
 *
 * A deadline is never deleted, so undoing leaves it void.
 */
HavenEdit *
haven_matters_edit_add_deadline (HavenSession *session,
                                 const char *matter_id,
                                 const char *rule_code,
                                 const HavenDeadlineInput *input,
                                 const HavenDateAt *at,
                                 const char *words_for_desk,
                                 GError **error)
{
  g_autoptr (HavenMatter) matter = haven_session_load (session, &haven_matter_info, matter_id, error);
  g_autoptr (HavenOpenDays) days = matter ? haven_open_days_load (session, error) : NULL;
  g_autoptr (HavenDeadline) deadline =
      days ? haven_matters_make_deadline (session, days, matter, rule_code, input, error) : NULL;
  HavenEdit *edit;

  if (deadline == NULL || !put_at (deadline, at, error))
    return NULL;
  edit = haven_edit_new (_ ("Date added"), HAVEN_ACTION_CREATE, matter->patient_id);
  haven_matters_insert_deadline (edit, deadline);
  if (words_for_desk && *words_for_desk && haven_date_is_set (deadline->plan_by))
    {
      g_autoptr (HavenBridgeDate) published = make_published (session, deadline, words_for_desk);

      haven_edit_insert (edit, &haven_bridge_date_info, published);
    }
  return edit;
}

/** What the desk was told of a date goes with the date. */
gboolean
haven_matters_revoke_published (HavenSession *session, HavenEdit *edit, const char *deadline_id, GError **error)
{
  g_autoptr (GPtrArray) published =
      haven_session_list (session, &haven_bridge_date_info, "source_id", deadline_id, NULL, error);

  for (guint i = 0; published && i < published->len; i++)
    {
      const HavenBridgeDate *before = published->pdata[i];
      g_autoptr (HavenBridgeDate) after = haven_bridge_date_copy (before);

      if (before->revoked_at != 0)
        continue;
      after->revoked_at = haven_clock_now (haven_session_get_clock (session));
      haven_edit_replace (edit, &haven_bridge_date_info, before, after);
    }
  return published != NULL;
}

/* ── Another day to count from ────────────────────────────────────────────── */

static gboolean
same_day (HavenDate a, HavenDate b)
{
  return a.day == b.day;
}

/* What the law sets; the days by which somebody plans have nothing to do with it. */
static gboolean
compute_by_law (HavenSession *session,
                const HavenDeadline *deadline,
                const HavenDeadlineInput *input,
                HavenDeadlineResult *result)
{
  const HavenDeadlineRule *rule =
      haven_deadline_rules_lookup (haven_session_get_rules (session), deadline->rule_code, NULL);

  return rule != NULL && haven_deadline_compute (rule, input, NULL, result, NULL);
}

static gboolean
yields (HavenSession *session, const HavenDeadline *deadline, const HavenDeadlineInput *input)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;

  return compute_by_law (session, deadline, input, &result) &&
         same_day (result.last_safe_day, deadline->last_safe_day) && same_day (result.opens_on, deadline->opens_on);
}

/* By how many days what was recorded is later than what no stopped days would give. */
static int
count_stopped_days (HavenSession *session, const HavenDeadline *deadline, const HavenDeadlineInput *input)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;

  if (!compute_by_law (session, deadline, input, &result))
    return 0;
  if (haven_date_is_set (deadline->opens_on) && haven_date_is_set (result.opens_on))
    return ABS (haven_date_days_between (result.opens_on, deadline->opens_on));
  if (haven_date_is_set (deadline->last_safe_day) && haven_date_is_set (result.last_safe_day))
    return ABS (haven_date_days_between (result.last_safe_day, deadline->last_safe_day));
  return 0;
}

/**
 * haven_matters_find_input:
 * @born: the person's birthday, or unset
 *
 * What a deadline was counted from: its trigger, and what can be told from its dates by counting again. What can't be
 * told stays at its default, so show it to somebody before relying on it. Changes nothing.
 */
HavenDeadlineInput
haven_matters_find_input (HavenSession *session, const HavenDeadline *deadline, HavenDate born)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  HavenDeadlineInput other;
  const HavenDeadlineRule *rule = NULL;

  input.trigger = deadline->trigger_on;
  if (deadline->rule_code != NULL)
    rule = haven_deadline_rules_lookup (haven_session_get_rules (session), deadline->rule_code, NULL);
  if (rule == NULL)
    return input;
  if (haven_deadline_rule_needs_born (rule))
    input.born = haven_deadline_rule_starts_at_birth (rule) ? deadline->trigger_on : born;
  if (g_strcmp0 (deadline->set_by, "notice") == 0)
    input.notice_date = deadline->last_safe_day;
  other = input;
  other.mailed = haven_deadline_rule_get_mailed_days (rule) > 0;
  if (other.mailed && !yields (session, deadline, &input) && yields (session, deadline, &other))
    return other;
  other = input;
  other.stopped_days = count_stopped_days (session, deadline, &input);
  return haven_deadline_rule_get_days_meaning (rule) && yields (session, deadline, &other) ? other : input;
}

/** The desk is told the new day under the words that it knows. */
gboolean
haven_matters_move_published (HavenSession *session, HavenEdit *edit, const HavenDeadline *deadline, GError **error)
{
  g_autoptr (GPtrArray) published =
      haven_session_list (session, &haven_bridge_date_info, "source_id", deadline->id, NULL, error);

  for (guint i = 0; published && i < published->len; i++)
    {
      const HavenBridgeDate *before = published->pdata[i];
      g_autoptr (HavenBridgeDate) after = haven_bridge_date_copy (before);

      if (before->revoked_at != 0)
        continue;
      if (haven_date_is_set (deadline->plan_by))
        after->not_after = deadline->plan_by;
      else
        after->revoked_at = haven_clock_now (haven_session_get_clock (session));
      haven_edit_replace (edit, &haven_bridge_date_info, before, after);
    }
  return published != NULL;
}

static gboolean
check_trigger_change (const HavenDeadline *deadline,
                      const HavenDeadlineInput *input,
                      const char *reason,
                      GError **error)
{
  const char *sentence = NULL;

  if (g_strcmp0 (deadline->status, "open") != 0)
    sentence = _ ("This date is settled, so it is not counted anew; add another date instead");
  else if (deadline->rule_code == NULL)
    sentence = _ ("This date was entered by hand, without a rule to count by; add another date instead");
  else if (deadline->event_id != NULL && !same_day (input->trigger, deadline->trigger_on))
    sentence = _ ("This date hangs on an event; change the day of the event, and it follows");
  else if (reason == NULL || *reason == '\0')
    sentence = _ ("Say why the day to count from changes");
  if (sentence != NULL)
    g_set_error_literal (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, sentence);
  return sentence == NULL;
}

/**
 * haven_matters_edit_trigger:
 * @at: (nullable): at what hour and where it is from now on; %NULL leaves that as it was
 * @reason: why; kept with the date (domain 2.3)
 * @error: %HAVEN_MATTER_ERROR, %HAVEN_DEADLINE_ERROR or %HAVEN_STORE_ERROR
 *
 * Counts an open deadline anew from another trigger. What the desk was told of it moves along.
 */
HavenEdit *
haven_matters_edit_trigger (HavenSession *session,
                            const char *deadline_id,
                            const HavenDeadlineInput *input,
                            const HavenDateAt *at,
                            const char *reason,
                            GError **error)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  g_autoptr (HavenDeadline) before = haven_session_load (session, &haven_deadline_info, deadline_id, error);
  g_autoptr (HavenDeadline) after = NULL;
  g_autoptr (HavenMatter) matter = NULL;
  g_autoptr (HavenOpenDays) days = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autofree char *why = g_strstrip (g_strdup (reason ? reason : ""));

  if (before == NULL || !check_trigger_change (before, input, why, error))
    return NULL;
  matter = haven_session_load (session, &haven_matter_info, before->matter_id, error);
  days = matter ? haven_open_days_load (session, error) : NULL;
  if (days == NULL ||
      !haven_matters_compute (session, days, matter->court_calendar, before->rule_code, input, &result, error))
    return NULL;
  after = haven_deadline_copy (before);
  haven_deadline_result_apply (&result,
                               haven_deadline_rules_lookup (haven_session_get_rules (session), before->rule_code, NULL),
                               after);
  haven_record_set_text (&after->set_by, haven_date_is_set (input->notice_date) ? "notice" : "rule");
  haven_record_set_text (&after->change_reason, why);
  if (!put_at (after, at, error))
    return NULL;
  edit = haven_edit_new (_ ("Date changed"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_deadline_info, before, after);
  if (!haven_matters_move_published (session, edit, after, error))
    return NULL;
  return g_steal_pointer (&edit);
}

static gboolean
check_settling (const HavenDeadline *deadline, const char *status, GError **error)
{
  static const char *const settled[] = { "done", "missed", "waived", "void", NULL };
  gboolean open = g_strcmp0 (deadline->status, "open") == 0;

  if (open && status != NULL && g_strv_contains (settled, status))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONSTRAINT,
                       open ? _ ("A date is settled as done, missed, waived or void.")
                            : _ ("This date was settled before. Look at the matter again."));
  return FALSE;
}

/** Settles an open deadline as done, missed, waived or void, with who and when. */
HavenEdit *
haven_matters_edit_deadline_status (HavenSession *session,
                                    const char *deadline_id,
                                    const char *status,
                                    const char *reason,
                                    GError **error)
{
  g_autoptr (HavenDeadline) before = haven_session_load (session, &haven_deadline_info, deadline_id, error);
  g_autoptr (HavenDeadline) after = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  if (before == NULL || !check_settling (before, status, error))
    return NULL;
  after = haven_deadline_copy (before);
  haven_record_set_text (&after->status, status);
  haven_record_set_text (&after->change_reason, reason);
  haven_record_set_text (&after->done_by, haven_session_get_staff_id (session));
  after->done_on = haven_clock_today (haven_session_get_clock (session));
  edit = haven_edit_new (_ ("Date settled"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_deadline_info, before, after);
  if (!haven_matters_revoke_published (session, edit, deadline_id, error))
    return NULL;
  return g_steal_pointer (&edit);
}

/* ── Opening ──────────────────────────────────────────────────────────────── */

static HavenConflictCheck *
tell_missing_look (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_MATTER_ERROR,
                       HAVEN_MATTER_ERROR_MISSING_FIELD,
                       _ ("Look for conflicts of interest first: no matter opens before that."));
  return NULL;
}

/* The store refuses a matter without its look as well; this says so in a sentence, and holds the parties against it. */
static HavenConflictCheck *
load_look (HavenSession *session, const HavenMatter *matter, GPtrArray *parties, GError **error)
{
  g_autoptr (HavenConflictCheck) check = NULL;

  if (matter->conflict_check_id == NULL)
    return tell_missing_look (error);
  check = haven_session_load (session, &haven_conflict_check_info, matter->conflict_check_id, error);
  if (check == NULL)
    return NULL;
  if (g_strcmp0 (check->patient_id, matter->patient_id) != 0 ||
      check->matter_id != NULL || !haven_conflict_outcome_allows (check->outcome))
    return tell_missing_look (error);
  for (guint i = 0; parties && i < parties->len; i++)
    if (!haven_party_was_looked_for (parties->pdata[i], check))
      {
        g_set_error_literal (error,
                             HAVEN_CONFLICT_ERROR,
                             HAVEN_CONFLICT_ERROR_NOT_LOOKED_FOR,
                             _ ("The other side was changed after the look for conflicts. Look again."));
        return NULL;
      }
  return g_steal_pointer (&check);
}

static void
insert_parties (HavenEdit *edit, GPtrArray *parties, const HavenMatter *matter)
{
  for (guint i = 0; parties && i < parties->len; i++)
    {
      g_autoptr (HavenParty) party = haven_party_copy (parties->pdata[i]);

      g_free (party->id);
      party->id = haven_id_new ();
      haven_record_set_text (&party->matter_id, matter->id);
      haven_record_set_text (&party->conflict_check_id, matter->conflict_check_id);
      haven_edit_insert (edit, &haven_party_info, party);
    }
}

/**
 * haven_matters_edit_open:
 * @matter: with the id of a look for conflicts that found nothing, or that somebody cleared; see haven-conflicts-service.h
 * @parties: (nullable) (element-type HavenParty): who takes part from the beginning; each was looked for
 * @error: %HAVEN_MATTER_ERROR, %HAVEN_CONFLICT_ERROR or %HAVEN_STORE_ERROR
 *
 * Opens a matter for a person; its type, stage and what the stage needs are checked. Applying is
 * %HAVEN_STORE_ERROR_CONFLICT where somebody came into the record since the look.
 */
HavenEdit *
haven_matters_edit_open (HavenSession *session,
                         const HavenMatter *matter,
                         GPtrArray *parties,
                         char **matter_id,
                         GError **error)
{
  g_autoptr (HavenMatter) own = haven_matter_copy (matter);
  g_autoptr (HavenPatient) patient = NULL;
  g_autoptr (HavenConflictCheck) check = NULL;
  HavenEdit *edit;

  g_free (own->id);
  own->id = haven_id_new ();
  if (own->stage == NULL)
    own->stage = g_strdup ("screening");
  if (!haven_date_is_set (own->opened_on))
    own->opened_on = haven_clock_today (haven_session_get_clock (session));
  if (own->type != NULL)
    own->protected_1367 = haven_matter_type_is_protected_1367 (own->type);
  if (!haven_matter_check (own, error))
    return NULL;
  /* No foreign key reaches from one partition into another, so this looks. */
  patient = haven_session_load (session, &haven_patient_info, own->patient_id, error);
  check = patient ? load_look (session, own, parties, error) : NULL;
  if (check == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Matter opened"), HAVEN_ACTION_CREATE, own->patient_id);
  haven_edit_insert (edit, &haven_matter_info, own);
  insert_parties (edit, parties, own);
  haven_conflict_guard_add (edit, parties, TRUE, check);
  *matter_id = g_strdup (own->id);
  return edit;
}
