/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a clinic does with the forms themselves: a version of its own, a lawyer's review, and who may. */

#include "haven-document.h"
#include "haven-forms-service.h"
#include "haven-seeds.h"
#include "haven-test-vault.h"
#include "haven-translations-service.h"
#include "services-test.h"

#include <string.h>

#define LAWYER "00000000-0000-4000-8000-0000000000a1"
#define SUPERVISOR "00000000-0000-4000-8000-0000000000a2"
#define ADMINISTRATOR "00000000-0000-4000-8000-0000000000a3"
#define DESK "00000000-0000-4000-8000-0000000000a4"
#define CLINICIAN "00000000-0000-4000-8000-0000000000a5"
#define FORM "consent-to-treatment"
#define INTRO "You decide about your body and your care."

typedef struct
{
  HavenTestVault *vault;
  HavenSession *session;
} Clinic;

static void
sign_in (Clinic *clinic, const char *staff_id)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&clinic->session);
  clinic->session = haven_session_new (clinic->vault->store, staff_id, FALSE, &error);
  g_assert_no_error (error);
}

static Clinic *
clinic_new (const char *who)
{
  Clinic *clinic = g_new0 (Clinic, 1);

  clinic->vault = haven_test_vault_new ();
  haven_test_add_staff (clinic->vault, LAWYER, "attorney");
  haven_test_add_staff (clinic->vault, SUPERVISOR, "supervisor");
  haven_test_add_staff (clinic->vault, ADMINISTRATOR, "administrator");
  haven_test_add_staff (clinic->vault, DESK, "front-desk");
  haven_test_add_staff (clinic->vault, CLINICIAN, "clinician");
  sign_in (clinic, who);
  return clinic;
}

static void
clinic_free (Clinic *clinic)
{
  g_clear_object (&clinic->session);
  haven_test_vault_free (clinic->vault);
  g_free (clinic);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clinic, clinic_free)

static HavenFormFacts *
get_facts (Clinic *clinic)
{
  g_autoptr (GError) error = NULL;
  HavenFormFacts *facts = haven_form_facts_read (clinic->session, FORM, &error);

  g_assert_no_error (error);
  return facts;
}

/* The form that Haven brings with words exchanged: pairs of what is there and what shall be, ended by NULL. */
static GBytes *
make_file (const char *from, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) shipped = haven_seeds_lookup ("forms/" FORM ".json", &error);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (shipped, NULL), (gssize) g_bytes_get_size (shipped));
  va_list words;

  g_assert_no_error (error);
  va_start (words, from);
  for (const char *before = from; before != NULL; before = va_arg (words, const char *))
    g_assert_cmpuint (g_string_replace (text, before, va_arg (words, const char *), 1), ==, 1);
  va_end (words);
  return g_bytes_new (text->str, text->len);
}

static GBytes *
make_version (const char *version, const char *intro)
{
  g_autofree char *words = g_strdup_printf ("\"version\": \"%s\"", version);

  return make_file ("\"version\": \"1\"", words, INTRO, intro, NULL);
}

static void
add (Clinic *clinic, GBytes *file)
{
  g_autoptr (GBytes) owned = file;
  g_autoptr (GError) error = NULL;

  haven_clinic_forms_add (clinic->session, owned, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Clinic *clinic, GBytes *file)
{
  g_autoptr (GBytes) owned = file;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenFormFacts) facts = NULL;

  g_assert_false (haven_clinic_forms_add (clinic->session, owned, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (strlen (error->message), >, 20);
  facts = get_facts (clinic);
  g_assert_null (facts->own);
}

static char *
dup_intro (Clinic *clinic)
{
  g_autoptr (HavenFormFacts) facts = get_facts (clinic);

  return g_strdup (haven_form_find_text (facts->form, "intro")->text);
}

/* ── What is known ────────────────────────────────────────────────────────── */

static void
test_each_form_tells_what_is_known_of_it (void)
{
  g_autoptr (Clinic) clinic = clinic_new (DESK);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = haven_form_facts_list (clinic->session, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >=, 15);
  for (guint i = 0; i < all->len; i++)
    {
      const HavenFormFacts *facts = all->pdata[i];

      g_assert_null (facts->own);
      g_assert_null (facts->review);
      g_assert_cmpstr (facts->shipped_version, ==, facts->form->version);
      g_assert_cmpuint (facts->n_missing, ==, 0);
      g_assert_true (facts->awaits_counsel == facts->form->needs_counsel_review);
      g_assert_cmpuint (facts->languages->len, >=, 1);
      found = found || strcmp (facts->form->code, FORM) == 0;
    }
  g_assert_true (found);
  g_assert_null (haven_form_facts_read (clinic->session, "no-such-form", &error));
  g_assert_nonnull (error);
}

/* ── A lawyer's review ────────────────────────────────────────────────────── */

static HavenEdit *
review (Clinic *clinic, const char *counsel, HavenDate on, GError **error)
{
  return haven_clinic_forms_edit_review (clinic->session, FORM, counsel, on, error);
}

static void
record (Clinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = review (clinic, "  A. Reyes, Legal Aid ", haven_date_from_ymd (2026, 1, 2), &error);

  g_assert_no_error (error);
  haven_edit_apply (edit, clinic->session, &error);
  g_assert_no_error (error);
}

static gboolean
paper_says_unread (Clinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_session_dup_forms (clinic->session, &error);

  g_assert_no_error (error);
  return haven_forms_awaits_counsel (forms, haven_forms_lookup (forms, FORM, NULL));
}

static void
test_a_review_takes_the_mark_away_for_these_words_alone (void)
{
  g_autoptr (Clinic) clinic = clinic_new (LAWYER);
  g_autoptr (HavenFormFacts) facts = NULL;

  g_assert_true (paper_says_unread (clinic));
  record (clinic);
  g_assert_false (paper_says_unread (clinic));
  facts = get_facts (clinic);
  g_assert_cmpstr (facts->review->counsel, ==, "A. Reyes, Legal Aid");
  g_assert_cmpstr (facts->review->recorded_by, ==, LAWYER);
  g_assert_nonnull (facts->recorded_by);
  add (clinic, make_version ("2", "You decide."));
  g_assert_true (paper_says_unread (clinic));
}

static void
test_a_review_is_undone_and_taken_back (void)
{
  g_autoptr (Clinic) clinic = clinic_new (SUPERVISOR);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = review (clinic, "A. Reyes", haven_date_from_ymd (2026, 1, 2), &error);
  g_autoptr (HavenEdit) back = NULL;

  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  g_assert_no_error (error);
  g_assert_true (paper_says_unread (clinic));
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  g_assert_no_error (error);
  back = haven_clinic_forms_edit_take_back_review (clinic->session, FORM, &error);
  g_assert_true (haven_edit_apply (back, clinic->session, &error));
  g_assert_no_error (error);
  g_assert_true (paper_says_unread (clinic));
  g_assert_null (haven_clinic_forms_edit_take_back_review (clinic->session, FORM, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

static void
test_a_review_needs_a_reader_and_a_day_that_has_come (void)
{
  g_autoptr (Clinic) clinic = clinic_new (LAWYER);
  const HavenDate today = haven_clock_today (haven_session_get_clock (clinic->session));
  g_autofree char *huge = g_strnfill (1000 * 1000, 'x');
  const struct
  {
    const char *counsel;
    HavenDate on;
  } wrong[] = { { "", today },   { " \n", today }, { huge, today }, { "\xff\xfe", today },
                { "A. Reyes", HAVEN_DATE_NONE },   { "A. Reyes", haven_date_add_days (today, 1) } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (review (clinic, wrong[i].counsel, wrong[i].on, &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
  record (clinic);
  g_assert_null (review (clinic, "A. Reyes", today, NULL)); /* once is enough */
  g_assert_null (haven_clinic_forms_edit_review (clinic->session, "appointment-slip", "A. Reyes", today, NULL));
  g_assert_null (haven_clinic_forms_edit_review (clinic->session, "no-such-form", "A. Reyes", today, NULL));
}

static void
test_nobody_else_records_a_review (void)
{
  static const char *const others[] = { DESK, CLINICIAN, ADMINISTRATOR };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (Clinic) clinic = clinic_new (others[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenEdit) edit = review (clinic, "A. Reyes", haven_date_from_ymd (2026, 1, 2), &error);

      g_assert_no_error (error);
      g_assert_false (haven_edit_apply (edit, clinic->session, &error));
      haven_assert_store_error (error, REFUSED);
      g_assert_true (paper_says_unread (clinic));
    }
}

/* ── Versions ─────────────────────────────────────────────────────────────── */

static void
test_a_version_of_the_clinic_is_used_until_it_is_put_aside (void)
{
  g_autoptr (Clinic) clinic = clinic_new (ADMINISTRATOR);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenFormFacts) facts = NULL, after = NULL;
  g_autofree char *first = NULL, *second = NULL, *shipped = NULL;
  g_autoptr (GBytes) file = NULL;

  add (clinic, make_version ("2", "You decide, always."));
  first = dup_intro (clinic);
  g_assert_true (g_str_has_prefix (first, "You decide, always."));
  add (clinic, make_version ("3", "You alone decide."));
  second = dup_intro (clinic);
  g_assert_true (g_str_has_prefix (second, "You alone decide."));
  facts = get_facts (clinic);
  g_assert_cmpstr (facts->own->form_version, ==, "3");
  g_assert_cmpstr (facts->shipped_version, ==, "1");
  file = haven_clinic_forms_dup_file (clinic->session, FORM, &error);
  g_assert_true (g_bytes_equal (file, facts->own->file));

  /* Not the one before it comes back, but Haven's. */
  g_assert_true (haven_clinic_forms_retire (clinic->session, FORM, &error));
  g_assert_no_error (error);
  shipped = dup_intro (clinic);
  g_assert_true (g_str_has_prefix (shipped, INTRO));
  after = get_facts (clinic);
  g_assert_null (after->own);
  g_assert_false (haven_clinic_forms_retire (clinic->session, FORM, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

static void
test_a_version_means_one_text_for_ever (void)
{
  g_autoptr (Clinic) clinic = clinic_new (LAWYER);

  assert_refused (clinic, make_file (INTRO, "You decide.", NULL)); /* Haven's own */
  add (clinic, make_version ("2", "You decide."));
  g_assert_true (haven_clinic_forms_retire (clinic->session, FORM, NULL));
  assert_refused (clinic, make_version ("2", "Others decide."));
  assert_refused (clinic, make_version ("2", "You decide."));
}

static void
test_nobody_else_changes_forms (void)
{
  static const char *const others[] = { DESK, CLINICIAN, SUPERVISOR };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (Clinic) clinic = clinic_new (others[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = make_version ("2", "You decide.");

      g_assert_false (haven_clinic_forms_add (clinic->session, file, &error));
      haven_assert_store_error (error, REFUSED);
      g_clear_error (&error);
      sign_in (clinic, ADMINISTRATOR);
      g_assert_true (haven_clinic_forms_add (clinic->session, file, &error));
      sign_in (clinic, others[i]);
      g_assert_false (haven_clinic_forms_retire (clinic->session, FORM, &error));
      haven_assert_store_error (error, REFUSED);
    }
}

static void
test_a_new_form_is_there_until_it_is_put_aside (void)
{
  static const char json[] = "{\"format\": 1, \"code\": \"ride-home\", \"version\": \"1\", \"title\": \"A ride home\","
                             " \"neutral_title\": \"Clinic form\", \"variants\": [{\"code\": \"standard\", \"file\": \"form\"}],"
                             " \"values\": [], \"blocks\": [{\"type\": \"paragraph\", \"id\": \"p\", \"text\": \"We drive you.\"}]}";
  g_autoptr (Clinic) clinic = clinic_new (LAWYER);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaper) paper = NULL;
  g_autoptr (HavenFormFacts) facts = NULL;

  add (clinic, g_bytes_new_static (json, strlen (json)));
  facts = haven_form_facts_read (clinic->session, "ride-home", &error);
  g_assert_no_error (error);
  g_assert_null (facts->shipped_version);
  paper = haven_clinic_forms_make_sample (clinic->session, "ride-home", "en", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (paper->document->pages, ==, 1);
  g_assert_true (haven_clinic_forms_retire (clinic->session, "ride-home", &error));
  g_assert_null (haven_form_facts_read (clinic->session, "ride-home", NULL));
}

/* ── What a form must not lose ────────────────────────────────────────────── */

static void
test_a_file_that_would_do_harm_is_refused (void)
{
  static const char *const broken[] = { "", "{", "[]", "{\"format\": 1}", "\xff\xfe", "{\"format\": 99, \"code\": \"x\"}" };
  g_autoptr (Clinic) clinic = clinic_new (LAWYER);
  g_autofree char *deep = g_strnfill (200 * 1000, '[');

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    assert_refused (clinic, g_bytes_new_static (broken[i], strlen (broken[i])));
  assert_refused (clinic, g_bytes_new_static (deep, strlen (deep)));
  assert_refused (clinic, g_bytes_new_take (g_strnfill (2 * 1024 * 1024, ' '), 2 * 1024 * 1024));
  /* An id twice; the mark left out; a law that there is not; a value that Haven fills in. */
  assert_refused (clinic, make_file ("\"version\": \"1\"", "\"version\": \"2\"", "\"id\": \"h-who\"", "\"id\": \"h-care\"", NULL));
  assert_refused (clinic, make_file ("\"version\": \"1\"", "\"version\": \"2\"", "\"needs_counsel_review\": true",
                                     "\"needs_counsel_review\": false", NULL));
  assert_refused (clinic, make_file ("\"version\": \"1\"", "\"version\": \"2\"", "[\"treatment\"]", "[\"treaty\"]", NULL));
  assert_refused (clinic, make_file ("\"version\": \"1\"", "\"version\": \"2\"", "{ \"name\": \"planned_care\", \"type\": \"paragraph\"",
                                     "{ \"name\": \"planned_care\", \"type\": \"text\"", NULL));
  assert_refused (clinic, make_file ("\"version\": \"1\"", "\"version\": \"2\"", "\"code\": \"standard\"", "\"code\": \"other\"", NULL));
  /* What no font here has letters for cannot be printed. */
  assert_refused (clinic, make_file ("\"version\": \"1\"", "\"version\": \"2\"", INTRO, "\U000E0041\U0001FAE8\U00012000", NULL));
}

static void
test_a_copy_that_is_carried_stays_neutral (void)
{
  g_autoptr (Clinic) clinic = clinic_new (LAWYER);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) shipped = haven_seeds_lookup ("forms/care-plan.json", &error);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (shipped, NULL), (gssize) g_bytes_get_size (shipped));
  g_autoptr (GBytes) file = NULL;

  g_assert_cmpuint (g_string_replace (text, "\"version\": \"1\"", "\"version\": \"2\"", 1), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "\"neutral\": true", "\"neutral\": false", 0), >, 0);
  file = g_bytes_new (text->str, text->len);
  g_assert_false (haven_clinic_forms_add (clinic->session, file, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "safe"));
}

/* ── What is told before it is taken ──────────────────────────────────────── */

static const HavenFormLanguage *
find_language (const GPtrArray *languages, const char *tag)
{
  for (guint i = 0; i < languages->len; i++)
    if (strcmp (((const HavenFormLanguage *) languages->pdata[i])->language, tag) == 0)
      return languages->pdata[i];
  return NULL;
}

static void
test_what_would_change_is_told_before_it_does (void)
{
  g_autoptr (Clinic) clinic = clinic_new (LAWYER);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = make_file ("\"version\": \"1\"", "\"version\": \"2\"", INTRO, "You decide.", ", \"elements\": [\"voluntary\"]", "",
                                       "\"id\": \"h-rights\"", "\"id\": \"h-my-rights\"", NULL);
  g_autoptr (HavenFormChanges) changes = haven_form_changes_read (clinic->session, file, &error);
  g_autoptr (HavenFormFacts) facts = NULL;
  const HavenFormLanguage *spanish;

  g_assert_no_error (error);
  g_assert_cmpstr (changes->before->version, ==, "1");
  g_assert_cmpstr (changes->after->version, ==, "2");
  g_assert_cmpuint (changes->texts->len, ==, 3); /* changed, added, removed */
  g_assert_cmpuint (changes->lost->len, ==, 1);
  g_assert_cmpstr (((const HavenFormElement *) changes->lost->pdata[0])->code, ==, "voluntary");
  g_assert_cmpuint (changes->missing->len, ==, 1);
  spanish = find_language (changes->languages, "es");
  g_assert_nonnull (spanish);
  g_assert_cmpuint (spanish->n_outdated, ==, 1);
  g_assert_cmpuint (spanish->n_missing, ==, 1);
  g_assert_null (find_language (changes->languages, "en"));
  facts = get_facts (clinic); /* and nothing did */
  g_assert_cmpstr (facts->form->version, ==, "1");
}

static void
test_changed_words_make_their_translations_outdated (void)
{
  g_autoptr (Clinic) clinic = clinic_new (ADMINISTRATOR);
  g_autoptr (HavenFormFacts) facts = NULL;

  add (clinic, make_version ("2", "You decide."));
  facts = get_facts (clinic);
  g_assert_cmpuint (find_language (facts->languages, "es")->n_outdated, ==, 1);
  g_assert_cmpint (find_language (facts->languages, "es")->state, ==, HAVEN_TRANSLATION_OUTDATED);
  g_assert_cmpint (find_language (facts->languages, "en")->state, ==, HAVEN_TRANSLATION_APPROVED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/forms/each-form-tells-what-is-known-of-it", test_each_form_tells_what_is_known_of_it);
  g_test_add_func ("/services/forms/a-review-takes-the-mark-away-for-these-words-alone",
                   test_a_review_takes_the_mark_away_for_these_words_alone);
  g_test_add_func ("/services/forms/a-review-is-undone-and-taken-back", test_a_review_is_undone_and_taken_back);
  g_test_add_func ("/services/forms/a-review-needs-a-reader-and-a-day-that-has-come",
                   test_a_review_needs_a_reader_and_a_day_that_has_come);
  g_test_add_func ("/services/forms/nobody-else-records-a-review", test_nobody_else_records_a_review);
  g_test_add_func ("/services/forms/a-version-of-the-clinic-is-used-until-it-is-put-aside",
                   test_a_version_of_the_clinic_is_used_until_it_is_put_aside);
  g_test_add_func ("/services/forms/a-version-means-one-text-for-ever", test_a_version_means_one_text_for_ever);
  g_test_add_func ("/services/forms/nobody-else-changes-forms", test_nobody_else_changes_forms);
  g_test_add_func ("/services/forms/a-new-form-is-there-until-it-is-put-aside",
                   test_a_new_form_is_there_until_it_is_put_aside);
  g_test_add_func ("/services/forms/a-file-that-would-do-harm-is-refused", test_a_file_that_would_do_harm_is_refused);
  g_test_add_func ("/services/forms/a-copy-that-is-carried-stays-neutral", test_a_copy_that_is_carried_stays_neutral);
  g_test_add_func ("/services/forms/what-would-change-is-told-before-it-does",
                   test_what_would_change_is_told_before_it_does);
  g_test_add_func ("/services/forms/changed-words-make-their-translations-outdated",
                   test_changed_words_make_their_translations_outdated);
  return g_test_run ();
}
