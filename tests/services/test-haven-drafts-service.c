/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-drafts-service.h"
#include "haven-id.h"
#include "haven-people.h"
#include "services-test.h"

#include <string.h>

static HavenDraftContent *
make (const char *text)
{
  HavenDraftContent *content = haven_draft_content_new ();

  haven_draft_content_set (content, "title", "Six weeks on");
  haven_draft_content_set (content, "text", text);
  haven_draft_content_set_caret (content, "text", 4);
  return content;
}

static void
keep (HavenTestClinic *clinic, const char *editor, const char *subject_id, const char *text)
{
  g_autoptr (HavenDraftContent) content = make (text);
  g_autoptr (GError) error = NULL;

  haven_drafts_save (clinic->session, editor, subject_id, content, &error);
  g_assert_no_error (error);
}

static void
assert_kept (HavenTestClinic *clinic, const char *editor, const char *subject_id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDraftContent) content = haven_drafts_find (clinic->session, editor, subject_id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (content ? haven_draft_content_get (content, "text") : NULL, ==, text);
}

static void
test_a_draft_comes_back_as_it_was (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  HavenInstant now = haven_clock_now (haven_session_get_clock (clinic->session));
  const char *const texts[] = { "Sleeps", "Sleeps better.", "\"{}\\ \n\t\v\f</script>%s", "אב\u202eגד ﷽ 🕊️", "" };

  assert_kept (clinic, HAVEN_EDITOR_NOTE, person, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HavenDraftContent) content = NULL, same = make (texts[i]);

      keep (clinic, HAVEN_EDITOR_NOTE, person, texts[i]);
      content = haven_drafts_find (clinic->session, HAVEN_EDITOR_NOTE, person, NULL);
      g_assert_true (haven_draft_content_equal (content, same));
      g_assert_cmpint (haven_draft_content_get_saved_at (content), >=, now);
    }
}

static void
test_each_draft_is_kept_where_its_record_will_be (void)
{
  static const struct
  {
    const char *editor;
    HavenPartition partition;
  } places[] = {
    { HAVEN_EDITOR_NOTE, HAVEN_PARTITION_CLINICAL },    { HAVEN_EDITOR_ADDENDUM, HAVEN_PARTITION_CLINICAL },
    { HAVEN_EDITOR_PERSON, HAVEN_PARTITION_SHARED },    { HAVEN_EDITOR_BOOKING, HAVEN_PARTITION_SHARED },
    { HAVEN_EDITOR_QUICK_BOOKING, HAVEN_PARTITION_SHARED }, { HAVEN_EDITOR_WAITING_BOOKING, HAVEN_PARTITION_SHARED },
    { HAVEN_EDITOR_MOVE, HAVEN_PARTITION_SHARED },      { HAVEN_EDITOR_VISIT_STATUS, HAVEN_PARTITION_SHARED },
    { HAVEN_EDITOR_PAPER, HAVEN_PARTITION_SHARED },     { HAVEN_EDITOR_MATTER, HAVEN_PARTITION_LEGAL },
    { HAVEN_EDITOR_DEADLINE, HAVEN_PARTITION_LEGAL },   { HAVEN_EDITOR_TRIGGER, HAVEN_PARTITION_LEGAL },
    { HAVEN_EDITOR_SETTLE, HAVEN_PARTITION_LEGAL },     { HAVEN_EDITOR_TRANSLATION, HAVEN_PARTITION_SHARED },
  };
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const HavenRecordInfo *const infos[] = { &haven_shared_draft_info,
                                           &haven_clinical_draft_info,
                                           &haven_legal_draft_info };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      HavenPartition partition;
      HavenTestLog log = haven_test_read_log (clinic);

      g_assert_true (haven_drafts_get_partition (places[i].editor, &partition));
      g_assert_cmpint (partition, ==, places[i].partition);
      keep (clinic, places[i].editor, HAVEN_DRAFT_OF_NEW, "Typed");
      /* Nor does the log of another partition tell that there is something. */
      haven_test_assert_log (clinic, &log, partition == 0, partition == 1, partition == 2);
      for (gsize j = 0; j < G_N_ELEMENTS (infos); j++)
        {
          g_autoptr (GPtrArray) rows = haven_test_list (clinic, infos[j], "editor", places[i].editor);

          g_assert_cmpuint (rows->len, ==, infos[j]->partition == partition ? 1 : 0);
        }
    }
}

static void
test_an_unknown_editor_keeps_nothing_anywhere (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  const char *const editors[] = { "", "notes", "legal", "note'; DROP TABLE draft; --" };

  for (gsize i = 0; i < G_N_ELEMENTS (editors); i++)
    {
      g_autoptr (HavenDraftContent) content = make ("Typed");
      g_autoptr (GError) error = NULL, not_found = NULL;
      HavenPartition partition;

      g_assert_false (haven_drafts_get_partition (editors[i], &partition));
      g_assert_false (haven_drafts_save (clinic->session, editors[i], "x", content, &error));
      haven_assert_store_error (error, CONSTRAINT);
      g_assert_null (haven_drafts_find (clinic->session, editors[i], "x", &not_found));
      haven_assert_store_error (not_found, CONSTRAINT);
    }
}

static void
test_what_is_too_long_or_no_text_is_refused_and_the_last_draft_stays (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *most = g_strnfill (HAVEN_DRAFT_LONGEST - 200, 'a');
  g_autofree char *too_long = g_strnfill (HAVEN_DRAFT_LONGEST + 1, 'a');
  g_autofree char *quotes = g_strnfill (HAVEN_DRAFT_LONGEST - 200, '"'); /* twice as long once it is written */
  const char *const wrong[] = { too_long, quotes, "\xff\xfe", "half \xe2\x82", "\xed\xa0\x80" };

  keep (clinic, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, most);
  keep (clinic, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, "The last that fits");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (HavenDraftContent) content = make (wrong[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_drafts_save (clinic->session, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, content, &error));
      haven_assert_store_error (error, CONSTRAINT);
      g_assert_null (strchr (error->message, '\n'));
    }
  assert_kept (clinic, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, "The last that fits");
}

static gboolean
insert_draft (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_shared_draft_info, data, error);
}

/* A row as a damaged file, or another program, or another person left it. */
static void
put (HavenTestClinic *clinic, const char *staff_id, const char *text)
{
  g_autoptr (HavenDraft) draft = haven_draft_new ();
  g_autoptr (GError) error = NULL;

  draft->id = haven_id_new ();
  draft->staff_id = g_strdup (staff_id);
  draft->editor = g_strdup (HAVEN_EDITOR_PERSON);
  draft->subject_id = g_strdup (HAVEN_DRAFT_OF_NEW);
  draft->text = g_strdup (text);
  draft->saved_at = 1;
  haven_session_run (clinic->session,
                     HAVEN_ACTION_CREATE,
                     HAVEN_IN_SHARED,
                     "draft",
                     NULL,
                     NULL,
                     insert_draft,
                     draft,
                     &error);
  g_assert_no_error (error);
}

static void
test_a_damaged_draft_is_told_and_can_be_thrown_away (void)
{
  const char *const texts[] = { NULL,
                                "",
                                "Plain",
                                "[]",
                                "{}",
                                "{\"texts\":[]}",
                                "{\"texts\":{\"text\":1}}",
                                "{\"texts\":{\"text\":null}}",
                                "{\"texts\":{\"text\":{\"a\":\"b\"}}}",
                                "{\"texts\":{\"text\":\"open" };
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) damaged = NULL, error = NULL;
      g_autoptr (HavenEdit) edit = NULL;

      put (clinic, haven_session_get_staff_id (clinic->session), texts[i]);
      g_assert_null (haven_drafts_find (clinic->session, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, &damaged));
      haven_assert_store_error (damaged, DAMAGED);
      edit = haven_drafts_edit_discard (clinic->session, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, &error);
      g_assert_true (haven_edit_apply (edit, clinic->session, &error));
      g_assert_no_error (error);
    }
}

static void
sign_in_as (HavenTestClinic *clinic, const char *staff_id)
{
  g_autoptr (GError) error = NULL;

  haven_store_admit (haven_session_get_store (clinic->session), staff_id, &error);
  g_assert_no_error (error);
}

static void
test_a_draft_of_another_person_is_never_shown (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = haven_test_list (clinic, &haven_staff_member_info, "name", "Nadia Ferrell");
  g_autoptr (GPtrArray) rows = NULL, mine = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  const char *other_id = ((HavenStaffMember *) staff->pdata[0])->id;

  sign_in_as (clinic, other_id);
  put (clinic, other_id, "{\"texts\":{\"text\":\"Not yours\"}}");
  sign_in_as (clinic, haven_session_get_staff_id (clinic->session));
  assert_kept (clinic, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, NULL);
  edit = haven_drafts_edit_discard (clinic->session, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, &error);
  g_assert_null (edit);
  g_assert_true (haven_drafts_discard (clinic->session, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, &error));
  keep (clinic, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, "Mine");
  mine = haven_drafts_list (clinic->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mine->len, ==, 1);
  sign_in_as (clinic, other_id);
  rows = haven_test_list (clinic, &haven_shared_draft_info, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_nonnull (strstr (((HavenDraft *) rows->pdata[0])->text, "Not yours"));
}

static void
test_discarding_can_be_undone_and_done_again (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  g_assert_null (haven_drafts_edit_discard (clinic->session, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, &error));
  g_assert_no_error (error);
  keep (clinic, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, "Half a");
  edit = haven_drafts_edit_discard (clinic->session, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, &error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  assert_kept (clinic, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, NULL);
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  assert_kept (clinic, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, "Half a");
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  assert_kept (clinic, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, NULL);
  g_assert_true (haven_drafts_discard (clinic->session, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, &error));
  g_assert_no_error (error);
}

static void
test_what_is_unfinished_is_listed_the_latest_first (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  put (clinic, haven_session_get_staff_id (clinic->session), "{}");
  keep (clinic, HAVEN_EDITOR_DEADLINE, "a-matter", "Legal");
  keep (clinic, HAVEN_EDITOR_NOTE, "a-person", "Clinical");
  drafts = haven_drafts_list (clinic->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 3);
  g_assert_cmpstr (((HavenDraft *) drafts->pdata[2])->editor, ==, HAVEN_EDITOR_PERSON);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/drafts/a-draft-comes-back-as-it-was", test_a_draft_comes_back_as_it_was);
  g_test_add_func ("/services/drafts/each-draft-is-kept-where-its-record-will-be",
                   test_each_draft_is_kept_where_its_record_will_be);
  g_test_add_func ("/services/drafts/an-unknown-editor-keeps-nothing-anywhere",
                   test_an_unknown_editor_keeps_nothing_anywhere);
  g_test_add_func ("/services/drafts/what-is-too-long-or-no-text-is-refused-and-the-last-draft-stays",
                   test_what_is_too_long_or_no_text_is_refused_and_the_last_draft_stays);
  g_test_add_func ("/services/drafts/a-damaged-draft-is-told-and-can-be-thrown-away",
                   test_a_damaged_draft_is_told_and_can_be_thrown_away);
  g_test_add_func ("/services/drafts/a-draft-of-another-person-is-never-shown",
                   test_a_draft_of_another_person_is_never_shown);
  g_test_add_func ("/services/drafts/discarding-can-be-undone-and-done-again",
                   test_discarding_can_be_undone_and_done_again);
  g_test_add_func ("/services/drafts/what-is-unfinished-is-listed-the-latest-first",
                   test_what_is_unfinished_is_listed_the_latest_first);
  return g_test_run ();
}
