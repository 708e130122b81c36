/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-appointment-status.h"
#include "haven-calendar.h"
#include "haven-document-language.h"
#include "haven-papers-private.h"

#include <string.h>

#define RELEASE_DAYS 30 /* a permission ends after a month unless somebody says otherwise (domain 2.6) */
#define VISIT_DAYS 30   /* how far ahead a visit concerns a paper */

/* ── One value ────────────────────────────────────────────────────────────── */

/** Whether the form declares a value of that name: no other may be given. */
gboolean
haven_filling_takes (const HavenFilling *self, const char *name)
{
  return haven_form_value_find (self->form->values, name) != NULL ||
         haven_form_value_find (haven_forms_get_common (self->forms)->values, name) != NULL;
}

void
haven_filling_put_text (HavenFilling *self, const char *name, const char *text)
{
  if (text != NULL && *text != '\0' && haven_filling_takes (self, name))
    json_object_set_string_member (self->values, name, text);
}

void
haven_filling_put_date (HavenFilling *self, const char *name, HavenDate date)
{
  g_autofree char *iso = haven_date_is_set (date) ? haven_date_dup_iso (date) : NULL;

  haven_filling_put_text (self, name, iso);
}

static void
put_texts (HavenFilling *self, const char *name, char **texts)
{
  JsonArray *array;

  if (texts == NULL || texts[0] == NULL || !haven_filling_takes (self, name))
    return;
  array = json_array_new ();
  for (gsize i = 0; texts[i]; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (self->values, name, array);
}

static void
put_tick (HavenFilling *self, const char *name, gboolean ticked)
{
  if (haven_filling_takes (self, name))
    json_object_set_boolean_member (self->values, name, ticked);
}

static gboolean
may_list (const HavenFilling *self, const char *record)
{
  return haven_session_may (self->session, record, HAVEN_ACTION_LIST);
}

/* ── The person and the clinic ────────────────────────────────────────────── */

/* A year or a month of birth stays blank on paper: a form asks for a day or for nothing. */
static void
put_born_on (HavenFilling *self)
{
  const HavenPatient *patient = self->patient;
  HavenDate date;

  if (patient->born_on && !patient->born_estimated && haven_date_parse (patient->born_on, &date, NULL))
    haven_filling_put_date (self, "born_on", date);
}

static void
put_person_and_clinic (HavenFilling *self)
{
  const char *clinic = haven_session_get_clinic_name (self->session);
  HavenDate today = haven_clock_today (haven_session_get_clock (self->session));
  g_autofree char *language = haven_document_language_dup_name (self->patient->spoken_language, self->language);

  haven_filling_put_text (self, "person_name", self->patient->name);
  put_born_on (self);
  haven_filling_put_text (self, "language", language);
  haven_filling_put_text (self, "clinic_name", clinic);
  haven_filling_put_text (self, "care_office", clinic);
  haven_filling_put_text (self, "discloser", clinic);
  haven_filling_put_text (self, "discloser_contact", haven_session_get_clinic_phone (self->session));
  haven_filling_put_text (self, "contact", haven_session_get_clinic_phone (self->session));
  haven_filling_put_text (self, "complaint_contact", haven_session_get_clinic_phone (self->session));
  haven_filling_put_text (self, "explained_by", haven_session_get_staff_name (self->session));
  haven_filling_put_text (self, "staff_name", haven_session_get_staff_name (self->session));
  haven_filling_put_date (self, "sent_on", today);
  haven_filling_put_date (self, "asked_on", today);
  if (self->patient->do_not_contact)
    haven_filling_put_text (self, "contact_wish", "no-contact");
}

/* ── A visit ──────────────────────────────────────────────────────────────── */

static gboolean
takes_place (const HavenAppointment *visit)
{
  HavenAppointmentStatus status;

  return haven_appointment_status_parse (visit->status, &status) && haven_appointment_status_takes_time (status);
}

/* The visit that a paper is about: today's, the nearest to now; else the next one. */
static const HavenAppointment *
choose_visit (GPtrArray *visits, HavenClock *clock)
{
  HavenInstant now = haven_clock_now (clock);
  HavenDate today = haven_clock_today (clock);
  const HavenAppointment *nearest = NULL, *next = NULL;

  for (guint i = 0; i < visits->len; i++)
    {
      const HavenAppointment *visit = visits->pdata[i];
      gint64 away = ABS (visit->starts_at - now);

      if (!takes_place (visit))
        continue;
      if (haven_date_compare (haven_clock_get_local_date (clock, visit->starts_at), today) == 0)
        nearest = nearest == NULL || away < ABS (nearest->starts_at - now) ? visit : nearest;
      else if (next == NULL && visit->starts_at > now && away < VISIT_DAYS * G_TIME_SPAN_DAY)
        next = visit;
    }
  return nearest != NULL ? nearest : next;
}

/* What the visit takes, of one kind: the first. */
static HavenResource *
load_resource (HavenFilling *self, const HavenAppointment *visit, const char *kind)
{
  g_autoptr (GPtrArray) taken = NULL;

  if (may_list (self, "appointment_resource") && haven_session_may (self->session, "resource", HAVEN_ACTION_VIEW))
    taken = haven_session_list (self->session, &haven_appointment_resource_info, "appointment_id", visit->id, NULL, NULL);
  for (guint i = 0; taken != NULL && i < taken->len; i++)
    {
      const char *id = ((const HavenAppointmentResource *) taken->pdata[i])->resource_id;
      g_autoptr (HavenResource) resource = haven_session_load (self->session, &haven_resource_info, id, NULL);

      if (resource != NULL && g_strcmp0 (resource->kind, kind) == 0)
        return g_steal_pointer (&resource);
    }
  return NULL;
}

/* An interpreter is there where the visit says so: then their statement belongs on the paper (45 CFR 92.201). */
static void
put_interpreter (HavenFilling *self, const HavenAppointment *visit)
{
  const char *need = visit->interpreter_need;
  gboolean there = need != NULL && *need != '\0' && strcmp (need, "none") != 0;
  g_autoptr (HavenResource) interpreter = there ? load_resource (self, visit, "interpreter") : NULL;
  g_autofree char *language =
      there ? haven_document_language_dup_name (visit->interpreter_language, self->language) : NULL;

  put_tick (self, "interpreter_there", there);
  if (!there)
    return;
  put_tick (self, "with_interpreter", TRUE);
  haven_filling_put_text (self, "interpreter_name", interpreter ? interpreter->name : NULL);
  haven_filling_put_text (self, "interpreter_language", language);
  haven_filling_put_text (self,
                          "interpreter_mode",
                          strcmp (need, "sign") == 0 ? "sign" : strcmp (need, "relay") == 0 ? "written" : visit->mode);
}

/* Small cards carry a day and a time, and neither a name nor a place. */
static void
put_visit (HavenFilling *self, const HavenAppointment *visit)
{
  HavenClock *clock = haven_session_get_clock (self->session);
  int minute = haven_clock_get_local_minute (clock, visit->starts_at);
  g_autofree char *time = g_strdup_printf ("%d:%02d", minute / 60, minute % 60);
  g_autoptr (HavenResource) clinician = NULL;

  haven_filling_put_date (self, "visit_on", haven_clock_get_local_date (clock, visit->starts_at));
  haven_filling_put_text (self, "visit_at", time);
  if (self->variant->neutral)
    return;
  clinician = load_resource (self, visit, "clinician");
  haven_filling_put_text (self, "ask_for", clinician ? clinician->name : NULL);
  haven_filling_put_text (self, "clinician", clinician ? clinician->name : NULL);
  haven_filling_put_text (self, "place", visit->site);
}

static gboolean
wants_a_visit (const HavenFilling *self)
{
  /* The visit of a hand-off is one at another office, which the calendar does not know. */
  return strcmp (self->form->code, "referral-handoff") != 0 && may_list (self, "appointment");
}

static gboolean
fill_from_visit (HavenFilling *self, GError **error)
{
  g_autoptr (GPtrArray) visits = NULL;
  const HavenAppointment *visit;

  if (!wants_a_visit (self))
    return TRUE;
  visits =
      haven_session_list (self->session, &haven_appointment_info, "patient_id", self->patient->id, "starts_at", error);
  if (visits == NULL)
    return FALSE;
  visit = choose_visit (visits, haven_session_get_clock (self->session));
  if (visit == NULL)
    return TRUE;
  put_interpreter (self, visit);
  put_visit (self, visit);
  return TRUE;
}

/* ── A permission ─────────────────────────────────────────────────────────── */

/** Whether whoever signs the form lets information go to somebody: then it becomes a release (domain 2.6). */
gboolean
haven_papers_gives_permission (const HavenForm *form)
{
  static const char *const laws[] = { "hipaa", "part2", "vawa", "attorney" };

  for (gsize i = 0; i < G_N_ELEMENTS (laws); i++)
    if (form->satisfies != NULL && g_strv_contains ((const char *const *) form->satisfies, laws[i]))
      return TRUE;
  return FALSE;
}

static gboolean
rests_on (const HavenRelease *release, const HavenForm *form)
{
  if (g_strcmp0 (release->form_code, form->code) == 0)
    return TRUE;
  for (gsize i = 0; release->basis && release->basis[i] && form->satisfies; i++)
    if (g_strv_contains ((const char *const *) form->satisfies, release->basis[i]))
      return TRUE;
  return FALSE;
}

/* A permission that waits to be signed comes first; else the last one lends its words to a new one. Only texts in the
 * paper's own language: never half a page in another. */
static const HavenRelease *
choose_release (const HavenFilling *self, GPtrArray *releases)
{
  const HavenRelease *draft = NULL, *last = NULL;

  for (guint i = 0; i < releases->len; i++)
    {
      const HavenRelease *release = releases->pdata[i];

      if (g_strcmp0 (release->language, self->language) != 0 || haven_date_is_set (release->withdrawn_on))
        continue;
      if (haven_date_is_set (release->signed_on))
        last = !haven_papers_gives_permission (self->form) || rests_on (release, self->form) ? release : last;
      else if (g_strcmp0 (release->form_code, self->form->code) == 0)
        draft = release;
    }
  return draft != NULL ? draft : last;
}

static void
put_release (HavenFilling *self, const HavenRelease *release)
{
  gboolean for_lawyers = release->basis && g_strv_contains ((const char *const *) release->basis, "attorney");

  if (!haven_date_is_set (release->signed_on))
    self->release_id = g_strdup (release->id);
  haven_filling_put_text (self, "recipient", release->recipient);
  if (for_lawyers)
    haven_filling_put_text (self, "legal_office", release->recipient);
  put_texts (self, "items", release->items);
  put_texts (self, "withhold", release->withhold);
  if (for_lawyers && haven_filling_takes (self, "to_legal_items"))
    {
      put_texts (self, "to_legal_items", release->items);
      haven_filling_put_text (self, "to_legal", "yes");
    }
  haven_filling_put_text (self, "purpose", release->purpose);
  haven_filling_put_text (self, "signer", release->signer);
  if (haven_date_is_set (release->signed_on))
    haven_filling_put_date (self, "released_on", release->signed_on);
}

/* A new signature starts today: an old permission is never prolonged by printing it again (domain 2.6). A paper that
 * only tells of a permission tells when that one ends. */
static void
put_days (HavenFilling *self, const HavenRelease *release)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (self->session));
  gboolean waits = release != NULL && !haven_date_is_set (release->signed_on);

  if (!haven_papers_gives_permission (self->form))
    {
      if (release != NULL && haven_filling_takes (self, "released_on"))
        haven_filling_put_date (self, "expires_on", release->expires_on);
      return;
    }
  haven_filling_put_date (self,
                          "effective_on",
                          waits && haven_date_is_set (release->effective_on) ? release->effective_on : today);
  haven_filling_put_date (self,
                          "expires_on",
                          waits && haven_date_is_set (release->expires_on)
                              ? release->expires_on
                              : haven_date_add_days (today, RELEASE_DAYS));
}

static gboolean
fill_from_release (HavenFilling *self, GError **error)
{
  g_autoptr (GPtrArray) releases = NULL;
  const HavenRelease *release = NULL;

  if (!haven_filling_takes (self, "items") && !haven_filling_takes (self, "to_legal_items") &&
      !haven_papers_gives_permission (self->form))
    return TRUE;
  if (may_list (self, "release"))
    {
      releases =
          haven_session_list (self->session, &haven_release_info, "patient_id", self->patient->id, "signed_on", error);
      if (releases == NULL)
        return FALSE;
      release = choose_release (self, releases);
    }
  if (release != NULL)
    put_release (self, release);
  put_days (self, release);
  return TRUE;
}

/* Who asks for evidence is the lawyer at the keys. */
static void
put_lawyer (HavenFilling *self)
{
  if (!haven_session_has_partition (self->session, HAVEN_PARTITION_LEGAL) || !may_list (self, "legal_note"))
    return;
  haven_filling_put_text (self, "lawyer_name", haven_session_get_staff_name (self->session));
  haven_filling_put_text (self, "lawyer_contact", haven_session_get_clinic_phone (self->session));
}

/* ── All together ─────────────────────────────────────────────────────────── */

/**
 * haven_filling_fill:
 *
 * Fills a form with what the vault knows, as far as the form declares it, the reader's role may see it, and it may stand
 * on that variant: what is neutral names nobody, and no address of anybody is printed.
 */
gboolean
haven_filling_fill (HavenFilling *self, GError **error)
{
  gboolean plan = strcmp (self->form->code, "care-plan") == 0;

  if (plan && strcmp (self->variant->code, "safe") == 0)
    return haven_filling_fill_safe_copy (self, error);
  if (!self->variant->neutral)
    put_person_and_clinic (self);
  if (plan && !haven_filling_fill_plan (self, error))
    return FALSE;
  if (!self->variant->neutral && !fill_from_release (self, error))
    return FALSE;
  put_lawyer (self);
  return fill_from_visit (self, error);
}
