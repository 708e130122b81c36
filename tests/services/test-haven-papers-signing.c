/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is signed on the screen: kept whole or not at all, and never changed by anybody or anything afterwards. */

#include "haven-document-error.h"
#include "haven-id.h"
#include "haven-papers-signing.h"
#include "haven-papers-wording.h"
#include "haven-plan.h"
#include "haven-release-state.h"
#include "haven-test-vault.h"
#include "haven-transaction-private.h"
#include "haven-translations-service.h"
#include "services-test.h"

#include <math.h>
#include <string.h>

#define WRITER "00000000-0000-4000-8000-0000000000a1"
#define READER "00000000-0000-4000-8000-0000000000a2"
#define SUPERVISOR "00000000-0000-4000-8000-0000000000a3"
#define DESK "00000000-0000-4000-8000-0000000000a4"
#define LAWYER "00000000-0000-4000-8000-0000000000a5"
#define NAVIGATOR "00000000-0000-4000-8000-0000000000a6"
#define RELEASE "release-of-information"

typedef struct
{
  HavenTestVault *vault;
  HavenSession *session;
  char *person;
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
clinic_new (void)
{
  Clinic *clinic = g_new0 (Clinic, 1);

  clinic->vault = haven_test_vault_new ();
  haven_test_add_staff (clinic->vault, WRITER, "translator");
  haven_test_add_staff (clinic->vault, READER, "translator");
  haven_test_add_staff (clinic->vault, SUPERVISOR, "supervisor");
  haven_test_add_staff (clinic->vault, DESK, "front-desk");
  haven_test_add_staff (clinic->vault, LAWYER, "attorney");
  haven_test_add_staff (clinic->vault, NAVIGATOR, "navigator");
  clinic->person = haven_test_add_person (clinic->vault, "Nadia Karim");
  sign_in (clinic, NAVIGATOR);
  return clinic;
}

static void
clinic_free (Clinic *clinic)
{
  g_clear_object (&clinic->session);
  haven_test_vault_free (clinic->vault);
  g_free (clinic->person);
  g_free (clinic);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clinic, clinic_free)

#define ALL                                                                                                            \
  "{\"discloser\": \"Alderlight Clinic\", \"recipient\": \"Huda Rahman\", \"items\": [\"Visit dates\"],"             \
  " \"purpose\": \"A pay claim\"}"

static HavenPaper *
make_set (Clinic *clinic, const char *form, const char *language, HavenPaperLayout layout, const char *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = values ? json_from_string (values, &error) : NULL;
  const HavenPaperWanted wanted = {
    .form_code = form, .language = language, .layout = layout, .own = node ? json_node_get_object (node) : NULL
  };
  HavenPaper *paper = haven_papers_make_with (clinic->session, clinic->person, &wanted, &error);

  g_assert_no_error (error);
  return paper;
}

static HavenPaper *
make (Clinic *clinic, const char *form, const char *language, const char *values)
{
  return make_set (clinic, form, language, HAVEN_PAPER_LAYOUT_USUAL, values);
}

static HavenStrokes *
draw (void)
{
  HavenStrokes *strokes = haven_strokes_new ();

  haven_strokes_begin (strokes);
  for (int i = 0; i <= 300; i++)
    haven_strokes_add (strokes, 500 + 8 * i + (int) (200 * cos (i / 9.0)), 500 + (int) (300 * sin (i / 9.0)), 600);
  haven_strokes_end (strokes);
  return strokes;
}

static HavenPaper *
sign_as (Clinic *clinic, const HavenPaper *paper, const char *signer, const char *relationship, GError **error)
{
  g_autoptr (HavenStrokes) ink = draw ();
  const HavenDocumentSignature signature = { "sign-person", "Nadia Karim", relationship, ink, NULL, NULL };
  const HavenPaperSigning signing = { signer, &signature, 1 };

  return haven_papers_sign (clinic->session, paper, &signing, error);
}

static HavenPaper *
sign (Clinic *clinic, const HavenPaper *paper)
{
  g_autoptr (GError) error = NULL;
  HavenPaper *made = sign_as (clinic, paper, "self", NULL, &error);

  g_assert_no_error (error);
  return made;
}

static void
assert_not_signed (Clinic *clinic, const HavenPaper *paper, const char *signer, const char *relationship, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_null (sign_as (clinic, paper, signer, relationship, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
  g_assert_null (strstr (error->message, "Nadia"));
  sign_in (clinic, NAVIGATOR);
  rows = haven_papers_list_kept (clinic->session, clinic->person, NULL);
  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, ==, 0);
}

static GPtrArray *
list (Clinic *clinic, const HavenRecordInfo *info)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = haven_session_list (clinic->session, info, "patient_id", clinic->person, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

/* ── What comes of it ─────────────────────────────────────────────────────── */

static void
test_a_signature_keeps_the_paper_and_begins_the_permission (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) paper = make (clinic, RELEASE, "en", ALL);
  g_autoptr (HavenPaper) made = sign (clinic, paper);
  g_autoptr (GPtrArray) releases = list (clinic, &haven_release_info);
  g_autoptr (HavenPaper) read = NULL;
  g_autoptr (GError) error = NULL;
  HavenDate today = haven_clock_today (haven_session_get_clock (clinic->session));
  const HavenRelease *release = releases->pdata[0];

  read = haven_papers_load (clinic->session, made->document->id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read->document->pdf, made->document->pdf));
  g_assert_cmpstr (read->signed_paper->sha256, ==, made->document->sha256);
  g_assert_cmpstr (read->signed_paper->staff_id, ==, NAVIGATOR);
  g_assert_cmpstr (read->signed_paper->signed_name, ==, "Nadia Karim");
  g_assert_nonnull (read->signed_paper->strokes);
  g_assert_cmpint (haven_papers_get_hindrance (clinic->session, read), ==, HAVEN_PAPER_IS_SIGNED);
  g_assert_cmpuint (releases->len, ==, 1);
  g_assert_cmpstr (release->signed_paper_id, ==, made->signed_paper->id);
  g_assert_cmpstr (release->recipient, ==, "Huda Rahman");
  g_assert_cmpint (haven_date_compare (release->signed_on, today), ==, 0);
  g_assert_cmpint (haven_date_days_between (today, release->expires_on), ==, 30);
  g_assert_cmpint (haven_release_get_state (release, today, NULL), ==, HAVEN_RELEASE_ACTIVE);
}

static void
test_a_permission_that_waited_is_the_one_that_begins (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenRelease) waiting = haven_release_new ();
  g_autoptr (HavenPaper) paper = NULL;
  g_autoptr (HavenPaper) made = NULL;
  g_autoptr (GPtrArray) releases = NULL;
  const char *items[] = { "Visit dates", NULL };
  const char *basis[] = { "hipaa", NULL };

  waiting->id = haven_id_new ();
  waiting->patient_id = g_strdup (clinic->person);
  waiting->form_code = g_strdup (RELEASE);
  waiting->language = g_strdup ("en");
  waiting->recipient = g_strdup ("Ferrow Dental Collective");
  waiting->items = g_strdupv ((char **) items);
  waiting->basis = g_strdupv ((char **) basis);
  waiting->purpose = g_strdup ("Dental care");
  haven_test_insert (clinic->vault, &haven_release_info, waiting);
  sign_in (clinic, NAVIGATOR);
  paper = make (clinic, RELEASE, "en", "{\"discloser\": \"Alderlight Clinic\"}");
  made = sign (clinic, paper);
  releases = list (clinic, &haven_release_info);
  g_assert_cmpuint (releases->len, ==, 1);
  g_assert_cmpstr (((HavenRelease *) releases->pdata[0])->id, ==, waiting->id);
  g_assert_cmpstr (((HavenRelease *) releases->pdata[0])->signed_paper_id, ==, made->signed_paper->id);

  /* Signed again from the same view, it is not the one that waits any more: said, and nothing kept. */
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) rows = NULL;

    g_assert_null (sign_as (clinic, paper, "self", NULL, &error));
    g_assert_nonnull (strstr (error->message, "meanwhile"));
    rows = list (clinic, &haven_signed_paper_info);
    g_assert_cmpuint (rows->len, ==, 1);
  }
}

static void
test_both_directions_are_two_permissions (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) paper =
      make (clinic,
            "information-sharing",
            "en",
            "{\"care_office\": \"Alderlight Clinic\", \"legal_office\": \"Quay Law\", \"to_legal\": \"yes\","
            " \"to_legal_items\": [\"A letter\"], \"to_care\": [\"yes\"], \"to_care_items\": [\"Dates of hearings\"],"
            " \"purpose\": \"One plan\"}");
  g_autoptr (HavenPaper) neither =
      make (clinic,
            "information-sharing",
            "en",
            "{\"care_office\": \"Alderlight Clinic\", \"legal_office\": \"Quay Law\", \"purpose\": \"One plan\"}");
  g_autoptr (HavenPaper) made = NULL;
  g_autoptr (GPtrArray) releases = NULL;

  assert_not_signed (clinic, neither, "self", NULL, "choose who may share");
  made = sign (clinic, paper);
  releases = list (clinic, &haven_release_info);
  g_assert_cmpuint (releases->len, ==, 2);
}

static void
test_consent_to_care_is_no_permission_to_share (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) paper = make (clinic, "consent-to-treatment", "en", "{\"care\": [\"visit\"]}");
  g_autoptr (HavenPaper) made = NULL;
  g_autoptr (GPtrArray) releases = NULL;

  sign_in (clinic, DESK);
  made = sign (clinic, paper);
  g_assert_cmpstr (made->signed_paper->staff_id, ==, DESK);
  sign_in (clinic, NAVIGATOR);
  releases = list (clinic, &haven_release_info);
  g_assert_cmpuint (releases->len, ==, 0);
}

/* ── What is not signed ───────────────────────────────────────────────────── */

static void
test_what_lacks_something_is_not_signed (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) no_end = make (clinic, RELEASE, "en", "{\"recipient\": \"A\", \"items\": [\"B\"], \"purpose\": \"C\","
                                                               " \"discloser\": \"D\", \"expires_on\": \"\"}");
  g_autoptr (HavenPaper) nothing = make (clinic, RELEASE, "en", NULL);
  g_autoptr (HavenPaper) ended = make (clinic, RELEASE, "en", "{\"recipient\": \"A\", \"items\": [\"B\"], \"purpose\": \"C\","
                                                              " \"discloser\": \"D\", \"expires_on\": \"2001-01-01\"}");
  g_autoptr (HavenPaper) blanket = make (clinic, RELEASE, "en", "{\"recipient\": \"A; B\", \"items\": [\"B\"], \"purpose\": \"C\","
                                                                " \"discloser\": \"D\"}");
  g_autoptr (HavenPaper) draft = make (clinic, RELEASE, "es", ALL);
  g_autoptr (HavenPaper) unsigned_form = make (clinic, "rights-and-safety", "en", NULL);
  g_autoptr (HavenPaper) whole = make (clinic, RELEASE, "en", ALL);

  g_assert_cmpint (haven_papers_get_hindrance (clinic->session, no_end), ==, HAVEN_PAPER_LACKS_VALUES);
  g_assert_cmpint (haven_papers_get_hindrance (clinic->session, draft), ==, HAVEN_PAPER_NOT_APPROVED);
  g_assert_cmpint (haven_papers_get_hindrance (clinic->session, unsigned_form), ==, HAVEN_PAPER_HAS_NO_PLACE);
  assert_not_signed (clinic, no_end, "self", NULL, "Ends on");
  assert_not_signed (clinic, nothing, "self", NULL, "Only this one office");
  assert_not_signed (clinic, ended, "self", NULL, "an end that comes after its beginning");
  assert_not_signed (clinic, blanket, "self", NULL, "one recipient alone");
  assert_not_signed (clinic, draft, "self", NULL, "not approved");
  assert_not_signed (clinic, unsigned_form, "self", NULL, "Nobody signs");
  assert_not_signed (clinic, whole, "guardian", NULL, "Say who signs");
  assert_not_signed (clinic, whole, "somebody", NULL, "Choose who signs");
  sign_in (clinic, SUPERVISOR);
  assert_not_signed (clinic, whole, "self", NULL, "role");
  sign_in (clinic, DESK);
  assert_not_signed (clinic, whole, "self", NULL, ""); /* the desk gives no permissions to share */
}

/* ── It never changes ─────────────────────────────────────────────────────── */

static void
approve (Clinic *clinic, const char *form, const char *language)
{
  static const char *const who[] = { READER, SUPERVISOR };
  static const HavenTranslationState states[] = { HAVEN_TRANSLATION_REVIEWED, HAVEN_TRANSLATION_APPROVED };

  for (gsize i = 0; i < G_N_ELEMENTS (who); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) units = NULL;
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      g_autoptr (HavenEdit) edit = NULL;

      sign_in (clinic, who[i]);
      units = haven_translations_list (clinic->session, form, language, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < units->len; j++)
        g_ptr_array_add (ids, ((HavenTranslationUnit *) units->pdata[j])->text_id);
      g_ptr_array_add (ids, NULL);
      edit = haven_translations_edit_state (clinic->session, form, language, (const char *const *) ids->pdata, states[i], &error);
      g_assert_no_error (error);
      haven_edit_apply (edit, clinic->session, &error);
      g_assert_no_error (error);
    }
}

static void
change_the_words (Clinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  sign_in (clinic, WRITER);
  edit = haven_translations_edit_text (clinic->session, RELEASE, "es", "intro", "Otras palabras.", &error);
  g_assert_no_error (error);
  haven_edit_apply (edit, clinic->session, &error);
  g_assert_no_error (error);
}

static void
test_later_changes_leave_it_as_it_was (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) paper = NULL;
  g_autoptr (HavenPaper) stale = NULL;
  g_autoptr (HavenPaper) made = NULL;
  g_autoptr (HavenPaper) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *frozen = NULL;

  approve (clinic, RELEASE, "es");
  approve (clinic, "paper", "es");
  sign_in (clinic, NAVIGATOR);
  paper = make (clinic, RELEASE, "es", ALL);
  stale = make (clinic, RELEASE, "es", ALL);
  made = sign (clinic, paper);
  change_the_words (clinic);
  sign_in (clinic, NAVIGATOR);

  read = haven_papers_load (clinic->session, made->document->id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read->document->pdf, made->document->pdf));
  g_assert_true (g_bytes_equal (read->signed_paper->texts, made->signed_paper->texts));
  frozen = g_strndup (g_bytes_get_data (read->signed_paper->texts, NULL), g_bytes_get_size (read->signed_paper->texts));
  g_assert_null (strstr (frozen, "Otras palabras"));
  g_assert_nonnull (strstr (frozen, "You do not have to sign this paper")); /* the English of it, too (R39) */

  /* What is on the screen from before says other words than the form now: it is not signed. */
  g_assert_null (sign_as (clinic, stale, "self", NULL, &error));
  g_assert_nonnull (error);
}

static gboolean
says (const char *text, const char *words)
{
  return text != NULL && strstr (text, words) != NULL;
}

/* Whoever does not read Spanish has the form's own words beside what was signed, as long as they are kept. */
static void
test_its_english_words_can_be_read (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) paper = NULL, made = NULL;
  g_autoptr (GPtrArray) releases = NULL;
  g_autofree char *whole = NULL, *frozen = NULL, *partly = NULL, *gone = NULL;
  HavenRelease *release;

  approve (clinic, RELEASE, "es");
  approve (clinic, "paper", "es");
  sign_in (clinic, NAVIGATOR);
  paper = make (clinic, RELEASE, "es", ALL);
  made = sign (clinic, paper);
  releases = list (clinic, &haven_release_info);
  release = releases->pdata[0];

  whole = haven_papers_dup_source_wording (clinic->session, release);
  g_assert_true (says (whole, "I can take back my yes at any time.") && says (whole, "Huda Rahman"));
  g_assert_false (says (whole, "(on the signed paper)"));
  /* A form that is no longer there: its sentences were frozen. */
  g_set_str (&release->form_version, "0");
  frozen = haven_papers_dup_source_wording (clinic->session, release);
  g_assert_true (says (frozen, "I can take back my yes at any time."));
  /* Signed by a pen: no more is known of it than the permission says; of another version, nothing. */
  g_clear_pointer (&release->signed_paper_id, g_free);
  gone = haven_papers_dup_source_wording (clinic->session, release);
  g_assert_null (gone);
  g_set_str (&release->form_version, "1");
  partly = haven_papers_dup_source_wording (clinic->session, release);
  g_assert_true (says (partly, "Visit dates") && says (partly, "My name, or the name I use here: (on the signed paper)"));
}

/* Whether the frozen text says that @words stood on the paper itself. */
static gboolean
stood_on_it (const HavenPaper *made, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *printed;

  json_parser_load_from_data (parser,
                              g_bytes_get_data (made->signed_paper->texts, NULL),
                              (gssize) g_bytes_get_size (made->signed_paper->texts),
                              &error);
  g_assert_no_error (error);
  printed = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "printed");
  for (guint i = 0; i < json_array_get_length (printed); i++)
    if (strstr (json_array_get_string_element (printed, i), words) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_however_it_is_set_it_is_signed (void)
{
  static const char english[] = "You do not have to sign this paper";
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) usual = NULL;
  g_autoptr (HavenPaper) large = NULL;
  g_autoptr (HavenPaper) both = NULL;
  g_autoptr (HavenPaper) large_signed = NULL;
  g_autoptr (HavenPaper) both_signed = NULL;

  approve (clinic, RELEASE, "es");
  approve (clinic, "paper", "es");
  sign_in (clinic, NAVIGATOR);
  usual = make (clinic, RELEASE, "es", ALL);
  large = make_set (clinic, RELEASE, "es", HAVEN_PAPER_LAYOUT_LARGE, ALL);
  both = make_set (clinic, RELEASE, "es", HAVEN_PAPER_LAYOUT_BILINGUAL, ALL);
  g_assert_cmpint (large->document->pages, >, usual->document->pages);
  large_signed = sign (clinic, large);
  both_signed = sign (clinic, both);
  g_assert_cmpint (large_signed->document->pages, ==, large->document->pages);
  g_assert_false (stood_on_it (large_signed, english));
  g_assert_true (stood_on_it (both_signed, english));
}

typedef struct
{
  const char *sql;
  gboolean done;
} Raw;

/* The writing connection itself, past every function of the store. */
static gboolean
run_raw (HavenTransaction *transaction, gpointer data, GError **error)
{
  Raw *raw = data;

  raw->done = haven_database_exec (transaction->database, raw->sql, error);
  return raw->done;
}

static void
assert_kept_against (Clinic *clinic, const char *sql)
{
  Raw raw = { sql, FALSE };
  g_autoptr (GError) error = NULL;

  haven_session_run (clinic->session,
                     HAVEN_ACTION_CREATE,
                     HAVEN_IN_SHARED,
                     "signed_paper",
                     NULL,
                     NULL,
                     run_raw,
                     &raw,
                     &error);
  if (raw.done)
    g_error ("this was done: %s", sql);
  g_assert_nonnull (error);
}

static void
assert_records_are_refused (Clinic *clinic, const HavenPaper *made)
{
  g_autoptr (HavenSignedPaper) row = haven_session_load (clinic->session, &haven_signed_paper_info, made->signed_paper->id, NULL);

  g_assert_nonnull (row);
  g_set_str (&row->signed_name, "Somebody Else");
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenEdit) edit = haven_edit_new ("test", HAVEN_ACTION_UPDATE, clinic->person);

      if (i == 0)
        haven_edit_replace (edit, &haven_signed_paper_info, made->signed_paper, row);
      else if (i == 1)
        haven_edit_delete (edit, &haven_signed_paper_info, made->signed_paper);
      else
        haven_edit_delete (edit, &haven_document_info, made->document);
      g_assert_false (haven_edit_apply (edit, clinic->session, &error));
      g_assert_nonnull (error);
    }
}

static void
test_nobody_changes_it_by_any_way (void)
{
  static const char *const ways[] = {
    "UPDATE signed_paper SET signed_name = 'X'",
    "UPDATE shared.signed_paper SET texts = x'00'",
    "UPDATE OR REPLACE signed_paper SET document_id = document_id",
    "DELETE FROM signed_paper",
    "DELETE FROM document",
    "UPDATE document SET pdf = x'00'",
    "INSERT OR REPLACE INTO signed_paper SELECT * FROM signed_paper",
    "REPLACE INTO document SELECT * FROM document",
    "DROP TRIGGER signed_paper_stays",
    "DROP TRIGGER shared.signed_paper_stays",
    "DROP TABLE signed_paper",
    "ALTER TABLE signed_paper RENAME TO other",
    "PRAGMA writable_schema = 1",
    "PRAGMA recursive_triggers = 0",
    "PRAGMA ignore_check_constraints = 1",
    "UPDATE release SET expires_on = '2099-01-01'",
    "DELETE FROM release",
    "INSERT OR REPLACE INTO release SELECT * FROM release",
  };
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) paper = make (clinic, RELEASE, "en", ALL);
  g_autoptr (HavenPaper) made = sign (clinic, paper);
  g_autoptr (HavenPaper) read = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    assert_kept_against (clinic, ways[i]);
  assert_records_are_refused (clinic, made);
  read = haven_papers_load (clinic->session, made->document->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->signed_paper->signed_name, ==, "Nadia Karim");
  g_assert_true (g_bytes_equal (read->document->pdf, made->document->pdf));
}

/* Whoever holds the key and uses the engine itself meets the triggers of the file. */
static void
test_the_file_itself_refuses (void)
{
  static const char *const ways[] = {
    "UPDATE signed_paper SET signed_name = 'X'",
    "DELETE FROM signed_paper",
    "INSERT OR REPLACE INTO signed_paper SELECT * FROM signed_paper",
    "REPLACE INTO signed_paper (row, id, patient_id, document_id, form_code, form_version, language, texts, sha256, signer,"
    " signed_name, signed_at, staff_id) SELECT row, 'other', patient_id, document_id, form_code, form_version, language,"
    " texts, sha256, signer, 'X', signed_at, staff_id FROM signed_paper",
    "DELETE FROM document",
    "REPLACE INTO document SELECT * FROM document",
    "UPDATE release SET expires_on = '2099-01-01'",
    "REPLACE INTO release SELECT * FROM release",
    "DELETE FROM release",
  };
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenPaper) paper = make (clinic, RELEASE, "en", ALL);
  g_autoptr (HavenPaper) made = sign (clinic, paper);
  g_autofree char *path = haven_test_vault_build_path (clinic->vault, "shared.db");
  g_autoptr (HavenDatabase) database = NULL;

  g_clear_object (&clinic->session);
  g_clear_object (&clinic->vault->store);
  database = haven_database_open_file (path, haven_vault_keys_get (clinic->vault->keys, HAVEN_PARTITION_SHARED), NULL);
  g_assert_nonnull (database);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;

      if (haven_database_exec (database, ways[i], &error))
        g_error ("this was done: %s", ways[i]);
      g_assert_nonnull (strstr (error->message, "never"));
    }
  g_assert_true (haven_database_exec (database, "UPDATE release SET withdrawn_on = '2026-11-23', withdrawn_how = 'oral'", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/signing/a-signature-keeps-the-paper-and-begins-the-permission",
                   test_a_signature_keeps_the_paper_and_begins_the_permission);
  g_test_add_func ("/services/signing/a-permission-that-waited-is-the-one-that-begins",
                   test_a_permission_that_waited_is_the_one_that_begins);
  g_test_add_func ("/services/signing/both-directions-are-two-permissions", test_both_directions_are_two_permissions);
  g_test_add_func ("/services/signing/consent-to-care-is-no-permission-to-share",
                   test_consent_to_care_is_no_permission_to_share);
  g_test_add_func ("/services/signing/what-lacks-something-is-not-signed", test_what_lacks_something_is_not_signed);
  g_test_add_func ("/services/signing/later-changes-leave-it-as-it-was", test_later_changes_leave_it_as_it_was);
  g_test_add_func ("/services/signing/however-it-is-set-it-is-signed", test_however_it_is_set_it_is_signed);
  g_test_add_func ("/services/signing/nobody-changes-it-by-any-way", test_nobody_changes_it_by_any_way);
  g_test_add_func ("/services/signing/the-file-itself-refuses", test_the_file_itself_refuses);
  g_test_add_func ("/services/signing/its-english-words-can-be-read", test_its_english_words_can_be_read);
  return g_test_run ();
}
