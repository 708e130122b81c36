/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-words.h"

#include "haven-announce.h"
#include "haven-document-error.h"
#include "haven-store-error.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *name;
  const char *explanation;
} variants[] = {
  { "full", N_ ("For the clinic"), N_ ("The whole plan with every detail, for the clinic’s own file.") },
  { "client", N_ ("The person’s own copy"), N_ ("The goals and steps that the person chose, with their name on it.") },
  { "safe",
    N_ ("Safe to carry"),
    N_ ("Small cards with the next steps only: no name, no clinic, no address. Ask where it will be kept.") },
  { "card", N_ ("Small cards"), N_ ("Four cards on a sheet. They name neither the person nor the clinic.") },
  { "page", N_ ("One page"), N_ ("A whole page in larger print. It names the clinic: ask whether it is safe to carry.") },
};

/** Returns: (transfer full): the name of a variant of a form; the code where none is known */
char *
haven_paper_words_dup_variant (const char *variant)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    if (strcmp (variants[i].code, variant) == 0)
      return g_strdup (_ (variants[i].name));
  return g_strdup (variant);
}

/** Returns: (transfer none) (nullable): what is on a variant and what isn’t */
const char *
haven_paper_words_get_explanation (const char *variant)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    if (g_strcmp0 (variants[i].code, variant) == 0)
      return _ (variants[i].explanation);
  return NULL;
}

static HavenPaperProblem
get_document_problem (const GError *error)
{
  switch (error->code)
    {
    case HAVEN_DOCUMENT_ERROR_LANGUAGE_UNKNOWN:
    case HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID:
    case HAVEN_DOCUMENT_ERROR_TRANSLATION_INCOMPLETE:
      return (HavenPaperProblem) { "preferences-desktop-locale-symbolic",
                                   _ ("Not Available in This Language"),
                                   _ ("_Show in English"),
                                   "paper.show-in-english" };
    case HAVEN_DOCUMENT_ERROR_FONT_MISSING:
    case HAVEN_DOCUMENT_ERROR_GLYPH_MISSING:
      return (HavenPaperProblem) { "font-x-generic-symbolic",
                                   _ ("A Font Is Missing"),
                                   _ ("_Try Again"),
                                   "paper.make" };
    default:
      return (HavenPaperProblem) { "haven-document-symbolic",
                                   _ ("The Paper Could Not Be Made"),
                                   _ ("_Try Again"),
                                   "paper.make" };
    }
}

static HavenPaperProblem
get_problem (const GError *error, gboolean official)
{
  if (official && g_error_matches (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_VALUE_INVALID))
    return (HavenPaperProblem) { "haven-document-symbolic",
                                 _ ("This Form Wants More"),
                                 _ ("_Fill In…"),
                                 "paper.fill" };
  if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND))
    return (HavenPaperProblem) { "haven-document-symbolic",
                                 _ ("Nothing to Print Yet"),
                                 _ ("_Open the Person"),
                                 "paper.open-person" };
  if (error->domain == HAVEN_DOCUMENT_ERROR)
    return get_document_problem (error);
  return (HavenPaperProblem) { "dialog-warning-symbolic",
                               _ ("The Paper Could Not Be Made"),
                               _ ("_Try Again"),
                               "paper.make" };
}

/**
 * haven_paper_words_show_problem:
 * @page: what stands in place of the paper
 * @official: whether it is an agency's form, which may want more than the vault knows
 *
 * Says, and lets be heard, why there is no paper.
 *
 * Returns: what may be offered
 */
HavenPaperProblem
haven_paper_words_show_problem (AdwStatusPage *page, const GError *error, gboolean official)
{
  HavenPaperProblem problem = get_problem (error, official);
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (page, problem.icon);
  adw_status_page_set_title (page, problem.title);
  adw_status_page_set_description (page, sentence);
  haven_announce (gtk_widget_get_parent (GTK_WIDGET (page)), error->message);
  return problem;
}

/* ── Which papers there are ───────────────────────────────────────────────── */

#define CARE N_ ("Care")
#define SHARING N_ ("Sharing Information")
#define OTHERS N_ ("Together With Others")
#define RIGHTS N_ ("Rights and Language")

static const HavenPaperKind kinds[] = {
  { CARE, "appointment-slip", N_ ("Visit Slip"), N_ ("When to come; small cards name nobody"), "appointment" },
  { CARE, "consent-to-treatment", N_ ("Consent to Care"), N_ ("Visits, tests, medicine, counseling"), "document" },
  { CARE, "care-plan", N_ ("Care Plan"), N_ ("For the clinic, for the person, or safe to carry"), "plan" },
  { SHARING,
    "release-of-information",
    N_ ("Permission to Share"),
    N_ ("One office, some items, for a while"),
    "release" },
  { SHARING, "hipaa-authorization", N_ ("Permission to Share Health Records"), NULL, "release" },
  { SHARING,
    "part2-consent",
    N_ ("Permission to Share Protected Records"),
    N_ ("Treatment records with a law of their own"),
    "release" },
  { SHARING, "advocate-release", N_ ("Permission for an Advocate to Share"), NULL, "release" },
  { SHARING, "information-sharing", N_ ("Sharing Between Two Teams"), N_ ("The care team and the legal team"), "release" },
  { SHARING, "photo-consent", N_ ("Pictures and Recordings"), NULL, "release" },
  { OTHERS, "referral-handoff", N_ ("Hand-Off to Another Office"), NULL, "release" },
  { OTHERS, "evidence-request", N_ ("Request to a Clinician"), N_ ("A lawyer asks for records or a letter"), "matter" },
  { RIGHTS, "rights-and-safety", N_ ("Rights and Safety"), NULL, "document" },
  { RIGHTS, "interpreter-statement", N_ ("Statement of the Interpreter"), NULL, "document" },
};

/** Returns: (transfer none): the forms for people, those of one purpose after each other */
const HavenPaperKind *
haven_paper_words_get_kinds (gsize *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

const HavenPaperKind *
haven_paper_words_find_kind (const char *form_code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].form, form_code) == 0)
      return &kinds[i];
  return NULL;
}

/** Whether the paper is about no one person: Administration prints those about the vault, and the calendar the day's list. */
gboolean
haven_paper_words_is_about_nobody (const char *form_code)
{
  static const char *const codes[] = { "recovery-sheet", "vault-statement", "day-list", NULL };

  return g_strv_contains (codes, form_code);
}

/** Returns: (transfer full): what the paper is called on the screen; the code of a form that is the clinic's own */
char *
haven_paper_words_dup_form (const char *form_code)
{
  const HavenPaperKind *kind = haven_paper_words_find_kind (form_code);

  return g_strdup (kind ? _ (kind->name) : form_code);
}

/* ── What became of one ───────────────────────────────────────────────────── */

static char *
dup_signed (const HavenSignedPaper *row, HavenClock *clock)
{
  g_autofree char *day = haven_words_dup_date (haven_clock_get_local_date (clock, row->signed_at));
  g_autofree char *language = haven_words_dup_language (row->language);

  /* Translators: a day, then a language */
  return g_strdup_printf (_ ("Signed %s, in %s"), day, language);
}

/** Returns: (transfer full): when it was signed or kept, and in which language */
char *
haven_paper_words_dup_kept (const HavenKeptPaper *paper, HavenClock *clock)
{
  const HavenDocument *document = paper->document;
  g_autofree char *day = haven_words_dup_date (haven_clock_get_local_date (clock, document->made_at));
  g_autofree char *language = haven_words_dup_language (document->language);

  if (paper->signed_paper != NULL)
    return dup_signed (paper->signed_paper, clock);
  /* Translators: a day, then a language */
  return g_strdup_printf (_ ("Made %s, in %s"), day, language);
}

/** Returns: (transfer full) (nullable): what is to be said above a paper: that it is signed, or why it cannot be */
char *
haven_paper_words_dup_banner (HavenSession *session, const HavenPaper *paper)
{
  HavenPaperHindrance hindrance = haven_papers_get_hindrance (session, paper);
  g_autofree char *language = haven_words_dup_language (paper->document->language);

  if (hindrance == HAVEN_PAPER_IS_SIGNED)
    return dup_signed (paper->signed_paper, haven_session_get_clock (session));
  if (hindrance == HAVEN_PAPER_NOT_APPROVED)
    /* Translators: %s is a language */
    return g_strdup_printf (_ ("Not for signature: the text in %s is not approved yet"), language);
  if (hindrance == HAVEN_PAPER_LACKS_VALUES)
    /* Translators: %s are names of fields, as their form calls them */
    return g_strdup_printf (_ ("Before it can be signed, fill in: %s"), paper->missing_words);
  return NULL;
}

/** Returns: (transfer full): that there is no such paper in the language that somebody reads */
char *
haven_paper_words_dup_missing_language (const char *language)
{
  g_autofree char *name = haven_words_dup_language (language);

  /* Translators: %s is the language that the person reads */
  return g_strdup_printf (_ ("This paper is not available in %s; use an interpreter"), name);
}
