/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-papers-service.h"

#include "haven-calendar.h"
#include "haven-id.h"
#include "haven-plan.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

void
haven_paper_free (HavenPaper *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->document, haven_document_free);
  g_clear_pointer (&self->watermark_reason, g_free);
  g_clear_pointer (&self->title, g_free);
  g_free (self);
}

/* ── Values ───────────────────────────────────────────────────────────────── */

static void
set_text (JsonObject *values, const char *name, const char *text)
{
  if (text && *text)
    json_object_set_string_member (values, name, text);
}

static void
set_date (JsonObject *values, const char *name, HavenDate date)
{
  g_autofree char *iso = haven_date_dup_iso (date);

  set_text (values, name, iso);
}

static void
set_texts (JsonObject *values, const char *name, char **texts)
{
  JsonArray *array;

  if (texts == NULL)
    return;
  array = json_array_new ();
  for (gsize i = 0; texts[i]; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (values, name, array);
}

/* A year or a month of birth stays blank on paper: a form asks for a day or for nothing. */
static void
set_born_on (JsonObject *values, const HavenPatient *patient)
{
  HavenDate date;

  if (patient->born_on && !patient->born_estimated && haven_date_parse (patient->born_on, &date, NULL))
    set_date (values, "born_on", date);
}

static const HavenRelease *
choose_release (GPtrArray *releases, const char *language)
{
  const HavenRelease *chosen = NULL;

  for (guint i = 0; i < releases->len; i++)
    {
      const HavenRelease *release = releases->pdata[i];

      /* Only texts in the paper's own language: never half a page in another. */
      if (g_strcmp0 (release->language, language) == 0 && !haven_date_is_set (release->withdrawn_on))
        chosen = release;
    }
  return chosen;
}

/* A new signature starts today: an old permission is never prolonged by printing it again (domain 2.6). */
static gboolean
fill_release (HavenSession *session, const HavenPatient *patient, const char *language, JsonObject *values, GError **error)
{
  g_autoptr (GPtrArray) releases =
      haven_session_list (session, &haven_release_info, "patient_id", patient->id, "signed_on", error);
  const HavenRelease *release;
  HavenDate today = haven_clock_today (haven_session_get_clock (session));

  if (releases == NULL)
    return FALSE;
  set_born_on (values, patient);
  set_text (values, "discloser", haven_session_get_clinic_name (session));
  set_date (values, "effective_on", today);
  set_date (values, "expires_on", haven_date_add_days (today, 30));
  release = choose_release (releases, language);
  if (release == NULL)
    return TRUE;
  set_text (values, "recipient", release->recipient);
  set_texts (values, "items", release->items);
  set_texts (values, "withhold", release->withhold);
  set_text (values, "purpose", release->purpose);
  set_text (values, "signer", release->signer);
  return TRUE;
}

static JsonArray *
make_actions (HavenSession *session, const char *goal_id, GError **error)
{
  g_autoptr (GPtrArray) actions =
      haven_session_list (session, &haven_plan_action_info, "goal_id", goal_id, "position", error);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; actions && i < actions->len; i++)
    {
      const HavenPlanAction *action = actions->pdata[i];
      JsonObject *row;

      /* What the person opted out of is not printed (domain 2.5). */
      if (g_strcmp0 (action->service_opt, "out") == 0)
        continue;
      row = json_object_new ();
      json_object_set_boolean_member (row, "done", g_strcmp0 (action->state, "completed") == 0);
      set_text (row, "what", action->what);
      set_text (row, "who", action->who);
      set_date (row, "due_on", action->due_on);
      json_array_add_object_element (rows, row);
    }
  return rows;
}

static JsonArray *
make_goals (HavenSession *session, const char *plan_id, GError **error)
{
  g_autoptr (GPtrArray) goals =
      haven_session_list (session, &haven_goal_info, "plan_id", plan_id, "position", error);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; goals && i < goals->len; i++)
    {
      const HavenGoal *goal = goals->pdata[i];
      JsonObject *row = json_object_new ();

      set_text (row, "statement", goal->statement);
      set_text (row, "domain", goal->domain);
      set_text (row, "measure", goal->measure);
      set_text (row, "target", goal->target);
      set_date (row, "target_on", goal->target_on);
      set_text (row, "achievement", goal->achievement);
      json_object_set_array_member (row, "actions", make_actions (session, goal->id, error));
      json_array_add_object_element (rows, row);
    }
  return rows;
}

static const HavenPlan *
choose_plan (GPtrArray *plans)
{
  const HavenPlan *chosen = NULL;

  for (guint i = 0; i < plans->len; i++)
    {
      const HavenPlan *plan = plans->pdata[i];

      if (g_strcmp0 (plan->status, "active") == 0 || (chosen == NULL && g_strcmp0 (plan->status, "draft") == 0))
        chosen = plan;
    }
  return chosen;
}

static gboolean
fill_plan (HavenSession *session, const HavenPatient *patient, JsonObject *values, GError **error)
{
  g_autoptr (GPtrArray) plans =
      haven_session_list (session, &haven_plan_info, "patient_id", patient->id, "version", error);
  g_autoptr (GError) failure = NULL;
  const HavenPlan *plan = plans ? choose_plan (plans) : NULL;

  if (plans == NULL)
    return FALSE;
  if (plan == NULL)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_FOUND,
                           _ ("This person has no plan yet. Make one first, then print it."));
      return FALSE;
    }
  set_text (values, "own_words", plan->own_words);
  set_text (values, "pace", plan->pace);
  set_date (values, "starts_on", plan->starts_on);
  set_date (values, "review_on", plan->review_on);
  set_text (values, "contact", haven_session_get_clinic_phone (session));
  json_object_set_array_member (values, "goals", make_goals (session, plan->id, &failure));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

#define SAFE_COPY_DAYS 30

/* What a safe copy may carry without anybody having ticked it: when to come, and nothing about why (domain 2.5). */
static gboolean
fill_safe_copy (HavenSession *session, const HavenPatient *patient, JsonObject *values, GError **error)
{
  HavenClock *clock = haven_session_get_clock (session);
  HavenInstant now = haven_clock_now (clock), end = now + SAFE_COPY_DAYS * G_TIME_SPAN_DAY;
  g_autoptr (GPtrArray) visits =
      haven_session_list (session, &haven_appointment_info, "patient_id", patient->id, "starts_at", error);
  JsonArray *steps = json_array_new ();

  for (guint i = 0; visits && i < visits->len; i++)
    {
      const HavenAppointment *visit = visits->pdata[i];
      JsonObject *step;
      int minute;
      g_autofree char *time = NULL;

      if (visit->starts_at < now || visit->starts_at > end || g_strcmp0 (visit->status, "confirmed") != 0)
        continue;
      minute = haven_clock_get_local_minute (clock, visit->starts_at);
      time = g_strdup_printf ("%d:%02d", minute / 60, minute % 60);
      step = json_object_new ();
      set_text (step, "kind", "visit");
      set_date (step, "on", haven_clock_get_local_date (clock, visit->starts_at));
      set_text (step, "at", time);
      json_array_add_object_element (steps, step);
    }
  json_object_set_array_member (values, "steps", steps);
  return visits != NULL;
}

static gboolean
fill_values (HavenSession *session,
             const HavenPatient *patient,
             const char *form_code,
             const char *language,
             const char *variant,
             JsonObject *values,
             GError **error)
{
  if (g_strcmp0 (variant, "safe") == 0)
    return fill_safe_copy (session, patient, values, error);
  /* What is carried in a pocket names nobody. */
  if (g_strcmp0 (form_code, "appointment-slip") != 0)
    set_text (values, "person_name", patient->name);
  if (strcmp (form_code, "release-of-information") == 0)
    return fill_release (session, patient, language, values, error);
  if (strcmp (form_code, "care-plan") == 0)
    return fill_plan (session, patient, values, error);
  return TRUE;
}

/* ── Making ───────────────────────────────────────────────────────────────── */

/* Four signs without look-alikes: enough to tell two papers on a desk apart, and nothing to do with the person. */
static char *
make_reference (void)
{
  static const char signs[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  guint8 bytes[4] = { 0 };
  char *reference = g_malloc0 (sizeof bytes + 1);

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    memset (bytes, 0, sizeof bytes);
  for (gsize i = 0; i < sizeof bytes; i++)
    reference[i] = signs[bytes[i] % (sizeof signs - 1)];
  return reference;
}

static HavenDocument *
make_document (HavenSession *session,
               const HavenPatient *patient,
               const HavenDocumentRequest *request,
               const HavenDocumentInfo *info,
               GBytes *pdf)
{
  HavenDocument *document = haven_document_new ();

  document->id = haven_id_new ();
  document->patient_id = g_strdup (patient->id);
  document->form_code = g_strdup (request->form_code);
  document->form_version = g_strdup (info->form_version);
  document->language = g_strdup (request->language);
  document->variant = g_strdup (request->variant);
  document->file_name = g_strdup (info->file_name);
  document->made_at = haven_clock_now (haven_session_get_clock (session));
  document->made_by = g_strdup (haven_session_get_staff_id (session));
  document->pages = info->pages;
  document->sha256 = g_strdup (info->sha256);
  document->watermarked = info->watermarked;
  document->pdf = g_bytes_ref (pdf);
  return document;
}

static HavenPaper *
render (HavenSession *session, const HavenPatient *patient, HavenDocumentRequest *request, GError **error)
{
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autofree char *reference = make_reference ();
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, error);
  g_autoptr (GBytes) pdf = NULL;
  HavenPaper *paper;

  request->reference = reference;
  if (forms != NULL)
    pdf = haven_document_render (forms, request, &info, error);
  if (pdf == NULL)
    return NULL;
  paper = g_new0 (HavenPaper, 1);
  paper->document = make_document (session, patient, request, &info, pdf);
  paper->watermark_reason = g_strdup (info.watermark_reason);
  paper->title = g_strdup (info.title);
  return paper;
}

/**
 * haven_papers_make:
 * @language: the language of the paper, BCP 47
 * @variant: (nullable): a variant of the form; %NULL for its first
 *
 * Makes a paper for a person from what the vault knows. It is neither kept nor given to anybody yet: see
 * haven_papers_hand_over(), which keeps these very bytes.
 */
HavenPaper *
haven_papers_make (HavenSession *session,
                   const char *patient_id,
                   const char *form_code,
                   const char *language,
                   const char *variant,
                   GError **error)
{
  g_autoptr (HavenPatient) patient = haven_session_load (session, &haven_patient_info, patient_id, error);
  g_autoptr (JsonObject) values = json_object_new ();
  HavenDocumentRequest request = { 0 };

  if (patient == NULL || !fill_values (session, patient, form_code, language, variant, values, error))
    return NULL;
  request.form_code = form_code;
  request.language = language;
  request.variant = variant;
  request.paper = g_strcmp0 (haven_session_get_paper (session), "a4") == 0 ? HAVEN_DOCUMENT_PAPER_A4
                                                                           : HAVEN_DOCUMENT_PAPER_LETTER;
  request.values = values;
  request.made_on = haven_clock_today (haven_session_get_clock (session));
  request.copy_for = g_strcmp0 (variant, "full") == 0 ? "clinic" : "person";
  return render (session, patient, &request, error);
}

/** Returns: (transfer full) (nullable): the person's written language where the form exists in it, else English */
char *
haven_papers_dup_language (HavenSession *session, const char *patient_id, const char *form_code, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_session_load (session, &haven_patient_info, patient_id, error);
  g_autoptr (HavenForms) forms = patient ? haven_session_dup_forms (session, error) : NULL;
  g_auto (GStrv) languages = NULL;

  if (forms == NULL)
    return NULL;
  languages = haven_forms_dup_languages (forms, form_code);
  if (patient->written_language && g_strv_contains ((const char *const *) languages, patient->written_language))
    return g_strdup (patient->written_language);
  return g_strdup ("en");
}

/* A paper that was kept before stays as it is: its id tells that the bytes are the same. */
static gboolean
keep_document (HavenTransaction *transaction, gpointer data, GError **error)
{
  const HavenPaper *paper = data;
  g_autoptr (GPtrArray) kept =
      haven_transaction_list (transaction, &haven_document_info, "id", paper->document->id, NULL, error);

  if (kept == NULL)
    return FALSE;
  return kept->len > 0 || haven_transaction_insert (transaction, &haven_document_info, paper->document, error);
}

/**
 * haven_papers_keep:
 *
 * Keeps the paper in the vault. Nothing leaves, so no disclosure is logged. To keep it twice changes nothing.
 */
gboolean
haven_papers_keep (HavenSession *session, const HavenPaper *paper, GError **error)
{
  return haven_session_run (session,
                            HAVEN_ACTION_CREATE,
                            HAVEN_IN_SHARED,
                            "document",
                            paper->document->id,
                            paper->document->patient_id,
                            keep_document,
                            (gpointer) paper,
                            error);
}

typedef struct
{
  const HavenPaper *paper;
  HavenDisclosure *disclosure;
} HandOver;

static gboolean
keep_and_log (HavenTransaction *transaction, gpointer data, GError **error)
{
  HandOver *hand_over = data;

  return keep_document (transaction, (gpointer) hand_over->paper, error) &&
         haven_transaction_insert (transaction, &haven_disclosure_info, hand_over->disclosure, error);
}

/**
 * haven_papers_hand_over:
 * @method: print or export
 *
 * Keeps the paper in the vault and logs that it leaves, in one transaction, before it leaves (R16, R33). The paper is
 * given to the person it is about; papers for others pass the consent gate.
 */
gboolean
haven_papers_hand_over (HavenSession *session, const HavenPaper *paper, const char *method, GError **error)
{
  const HavenDocument *document = paper->document;
  g_autoptr (HavenDisclosure) disclosure = haven_disclosure_new ();
  HandOver hand_over = { paper, disclosure };

  disclosure->id = haven_id_new ();
  disclosure->patient_id = g_strdup (document->patient_id);
  disclosure->at = haven_clock_now (haven_session_get_clock (session));
  disclosure->staff_id = g_strdup (haven_session_get_staff_id (session));
  disclosure->recipient = g_strdup ("the person");
  disclosure->method = g_strdup (method);
  disclosure->basis = g_strdup ("to-the-person");
  disclosure->document_id = g_strdup (document->id);
  disclosure->sha256 = g_strdup (document->sha256);
  disclosure->pages = document->pages;
  return haven_session_run (session,
                            strcmp (method, "print") == 0 ? HAVEN_ACTION_PRINT : HAVEN_ACTION_EXPORT,
                            HAVEN_IN_SHARED,
                            "document",
                            document->id,
                            document->patient_id,
                            keep_and_log,
                            &hand_over,
                            error);
}
