/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-words.h"

#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *purpose;
} purposes[] = {
  { "advocate-release", N_ ("Lets an advocate share what the person chooses, for a short time.") },
  { "appointment-slip", N_ ("Tells the person when to come. It says nothing of why.") },
  { "care-plan", N_ ("The person’s own goals and next steps, for them and for the team.") },
  { "consent-to-treatment", N_ ("The person’s yes to care, after it was explained.") },
  { "day-list", N_ ("The visits of one day, for the desk. It says nothing of why.") },
  { "evidence-request", N_ ("Asks a clinician for records that a matter needs.") },
  { "hipaa-authorization", N_ ("Lets the clinic give health information to somebody whom the person names.") },
  { "information-sharing", N_ ("Lets the clinic and the lawyers tell each other what the person chooses.") },
  { "interpreter-statement", N_ ("The interpreter states what was interpreted, and how.") },
  { "part2-consent", N_ ("Lets a program for substance use treatment share records.") },
  { "photo-consent", N_ ("The person’s yes to photographs, and to what they are for.") },
  { "recovery-sheet", N_ ("The printed codes that open the vault when nobody else can.") },
  { "referral-handoff", N_ ("Goes with the person to another service.") },
  { "release-of-information", N_ ("The person’s permission to share, and what stays back.") },
  { "rights-and-safety", N_ ("What everybody who comes here may ask for.") },
  { "vault-statement", N_ ("States how the vault is encrypted.") },
};

/** Returns: (nullable): what a form that Haven brings is for */
const char *
haven_form_words_get_purpose (const char *form_code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (strcmp (purposes[i].code, form_code) == 0)
      return _ (purposes[i].purpose);
  return NULL;
}

static char *
dup_day (HavenClock *clock, HavenInstant at)
{
  return haven_words_dup_date (haven_clock_get_local_date (clock, at));
}

/** Returns: “2, added by Irene Kowalczyk on November 22, 2026” */
char *
haven_form_words_dup_version (const HavenFormFacts *facts, HavenClock *clock)
{
  g_autofree char *day = NULL;

  if (facts->own == NULL)
    /* Translators: a version: “1” */
    return g_strdup_printf (_ ("Version %s, as Haven brings it"), facts->form->version);
  day = dup_day (clock, facts->own->added_at);
  /* Translators: a version, a name and a day */
  return g_strdup_printf (_ ("Version %s, this clinic’s own. Added by %s on %s"),
                          facts->form->version,
                          facts->added_by ? facts->added_by : _ ("Somebody"),
                          day);
}

/** Returns: whether a lawyer read these very words */
char *
haven_form_words_dup_review (const HavenFormFacts *facts)
{
  g_autofree char *day = NULL;

  if (facts->review == NULL)
    return g_strdup (facts->awaits_counsel ? _ ("Not yet reviewed by counsel") : _ ("No review by counsel is needed"));
  day = haven_words_dup_date (facts->review->reviewed_on);
  /* Translators: who read it, in words, and a day */
  return g_strdup_printf (_ ("Reviewed by %s on %s"), facts->review->counsel, day);
}

/** Returns: (nullable): who recorded the review */
char *
haven_form_words_dup_recorded (const HavenFormFacts *facts, HavenClock *clock)
{
  g_autofree char *day = NULL;

  if (facts->review == NULL)
    return NULL;
  day = dup_day (clock, facts->review->recorded_at);
  /* Translators: a name and a day */
  return g_strdup_printf (_ ("Recorded by %s on %s."), facts->recorded_by ? facts->recorded_by : _ ("Somebody"), day);
}

/** Returns: (nullable): “Says all that the law asks for”; %NULL where the form claims to satisfy no law */
char *
haven_form_words_dup_elements (const HavenFormFacts *facts)
{
  if (facts->form->satisfies == NULL || facts->form->satisfies[0] == NULL)
    return NULL;
  if (facts->n_missing == 0)
    return g_strdup (_ ("Says all that the law asks for"));
  return g_strdup_printf (ngettext ("%u thing that the law asks for is missing",
                                    "%u things that the law asks for are missing",
                                    facts->n_missing),
                          facts->n_missing);
}

/** Returns: how much of one list of the law the form says */
char *
haven_form_words_dup_check (const HavenFormCheck *check)
{
  const guint n = check->present->len + check->missing->len;

  if (check->missing->len == 0)
    return g_strdup_printf (ngettext ("The %u thing that it asks for is there.", "All %u things that it asks for are there.", n), n);
  if (!check->claimed)
    return g_strdup_printf (_ ("This form is not meant for it; it says %u of %u."), check->present->len, n);
  return g_strdup_printf (_ ("%u of %u are missing."), check->missing->len, n);
}

const char *
haven_form_words_get_state (HavenTranslationState state)
{
  switch (state)
    {
    case HAVEN_TRANSLATION_MISSING:
      return _ ("Not complete: no paper can be made");
    case HAVEN_TRANSLATION_MACHINE:
      return _ ("Translated by a machine: not for signature");
    case HAVEN_TRANSLATION_OUTDATED:
      return _ ("Out of date: the English text changed. Not for signature");
    case HAVEN_TRANSLATION_DRAFT:
      return _ ("Draft: not for signature");
    case HAVEN_TRANSLATION_REVIEWED:
      return _ ("Reviewed, not yet approved: not for signature");
    case HAVEN_TRANSLATION_APPROVED:
      return _ ("Approved: may be signed");
    default:
      g_assert_not_reached ();
    }
}

/** Returns: the state, and how many texts are approved */
char *
haven_form_words_dup_language (const HavenFormLanguage *language)
{
  if (strcmp (language->language, HAVEN_FORMS_SOURCE_LANGUAGE) == 0)
    return g_strdup (_ ("The form’s own language"));
  if (language->state == HAVEN_TRANSLATION_APPROVED)
    return g_strdup (haven_form_words_get_state (language->state));
  /* Translators: the state of a translation, and how many of its texts are approved */
  return g_strdup_printf (_ ("%s. %u of %u texts approved"),
                          haven_form_words_get_state (language->state),
                          language->n_approved,
                          language->n_texts);
}

/** Returns: what there is to translate */
char *
haven_form_words_dup_work (const HavenFormLanguage *language)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (language->n_outdated > 0)
    g_string_append_printf (words, ngettext ("%u text becomes out of date", "%u texts become out of date", language->n_outdated), language->n_outdated);
  if (language->n_outdated > 0 && language->n_missing > 0)
    g_string_append (words, " · ");
  if (language->n_missing > 0)
    g_string_append_printf (words, ngettext ("%u text is missing", "%u texts are missing", language->n_missing), language->n_missing);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
