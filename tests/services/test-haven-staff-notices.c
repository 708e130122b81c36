/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the staff is told of one another's keys. */

#include "services-test.h"
#include "vaults-test.h"

#include "haven-staff-service.h"

#include <string.h>

#define NEW "wholly new words for it"
#define OWN "words that nobody else has"

static const char *const receives[] = { "front-desk", NULL };
static const char *const administrates[] = { "administrator", NULL };
static const char *const treats_minds[] = { "behavioural-clinician", NULL };

static VaultsTestClinic *
clinic_new (void)
{
  const HavenVaultSetup setup = vaults_test_make_setup (TRUE);

  return vaults_test_clinic_new (&setup);
}

static GPtrArray *
list_open (VaultsTestClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *open = haven_staff_notices_list_open (clinic->session, &error);

  g_assert_no_error (error);
  return open;
}

static GPtrArray *
list_unseen (VaultsTestClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *unseen = haven_staff_notices_list_unseen (clinic->session, &error);

  g_assert_no_error (error);
  return unseen;
}

/* ── R48 ──────────────────────────────────────────────────────────────────── */

static void
test_who_leaves_leaves_a_task_of_a_day (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman"), *task = NULL;
  g_autoptr (GPtrArray) none = list_open (clinic), open = NULL, done = NULL;
  g_autoptr (GError) error = NULL, again = NULL, refused = NULL;
  const HavenStaffNotice *notice;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (haven_staff_remove (clinic->session, id, &error));
  open = list_open (clinic);
  g_assert_cmpuint (open->len, ==, 1);
  notice = open->pdata[0];
  task = g_strdup (notice->id);
  g_assert_cmpint (notice->kind, ==, HAVEN_STAFF_NOTICE_LEFT);
  g_assert_cmpstr (notice->staff_id, ==, id);
  g_assert_cmpstr (notice->by_id, ==, haven_session_get_staff_id (clinic->session));
  g_assert_cmpint (notice->due_at - notice->at, ==, 24 * G_TIME_SPAN_HOUR);
  g_assert_false (haven_staff_notice_is_late (notice, notice->due_at));
  g_assert_true (haven_staff_notice_is_late (notice, notice->due_at + 1));
  /* It is an administrator's to confirm, once. */
  vaults_test_sign_in (clinic, "luis", LUIS);
  g_assert_false (haven_staff_notices_confirm (clinic->session, task, &refused));
  haven_assert_store_error (refused, REFUSED);
  vaults_test_sign_in (clinic, "Dana", DANA);
  g_assert_true (haven_staff_notices_confirm (clinic->session, task, &error));
  g_assert_no_error (error);
  g_assert_false (haven_staff_notices_confirm (clinic->session, task, &again));
  haven_assert_store_error (again, NOT_FOUND);
  done = list_open (clinic);
  g_assert_cmpuint (done->len, ==, 0);
}

static void
test_a_role_that_is_taken_leaves_a_task_too (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Luis Ortega-Bélanger");
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_staff_revoke (clinic->session, id, "attorney", &error));
  /* One that they did not have tells nobody anything. */
  g_assert_true (haven_staff_revoke (clinic->session, id, "paralegal", &error));
  g_assert_no_error (error);
  open = list_open (clinic);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((HavenStaffNotice *) open->pdata[0])->kind, ==, HAVEN_STAFF_NOTICE_ROLE_TAKEN);
  g_assert_cmpstr (((HavenStaffNotice *) open->pdata[0])->detail, ==, "attorney");
}

static void
test_what_was_refused_leaves_no_task (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Luis Ortega-Bélanger"), *own = vaults_test_find_member (clinic, "Dana Whitfield");
  g_autoptr (GPtrArray) open = NULL;

  g_assert_false (haven_staff_remove (clinic->session, own, NULL));
  vaults_test_sign_in (clinic, "Priya Raman", PRIYA);
  g_assert_false (haven_staff_remove (clinic->session, id, NULL));
  open = list_open (clinic);
  g_assert_cmpuint (open->len, ==, 0);
}

/* ── News for everybody ───────────────────────────────────────────────────── */

static void
test_everybody_is_told_of_a_new_sheet_once (void)
{
  static const char *const others[][2] = { { "Dana", DANA }, { "luis", LUIS } };
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman"), *code = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GError) error = NULL;

  vaults_test_sign_in (clinic, "Priya Raman", PRIYA);
  code = haven_staff_make_recovery (clinic->session, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, &error);
  g_assert_no_error (error);
  own = list_unseen (clinic);
  g_assert_cmpuint (own->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GPtrArray) unseen = NULL, again = NULL, after = NULL;
      const HavenStaffNotice *notice;

      vaults_test_sign_in (clinic, others[i][0], others[i][1]);
      unseen = list_unseen (clinic);
      again = list_unseen (clinic);
      g_assert_cmpuint (unseen->len, ==, 1);
      g_assert_cmpuint (again->len, ==, 1);
      notice = unseen->pdata[0];
      g_assert_cmpint (notice->kind, ==, HAVEN_STAFF_NOTICE_RECOVERY_SHEET);
      g_assert_cmpstr (notice->by_id, ==, id);
      g_assert_cmpstr (notice->detail, ==, "clinic");
      g_assert_true (haven_staff_notices_mark_seen (clinic->session, &error));
      g_assert_no_error (error);
      after = list_unseen (clinic);
      g_assert_cmpuint (after->len, ==, 0);
    }
}

static void
test_everybody_is_told_who_came_in_by_a_code (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  const char *const codes[] = { clinic->codes.clinic, NULL };
  const HavenNewMember member = { "Priya Raman", NULL, NEW, NULL };
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  g_autoptr (GPtrArray) unseen = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&clinic->session);
  clinic->session = haven_vaults_recover (clinic->folder, codes, &member, NULL, &error);
  g_assert_no_error (error);
  vaults_test_sign_in (clinic, "Dana", DANA);
  unseen = list_unseen (clinic);
  g_assert_cmpuint (unseen->len, ==, 1);
  g_assert_cmpint (((HavenStaffNotice *) unseen->pdata[0])->kind, ==, HAVEN_STAFF_NOTICE_RECOVERED);
  g_assert_cmpstr (((HavenStaffNotice *) unseen->pdata[0])->staff_id, ==, id);
}

/* ── Whose passphrase somebody else chose ─────────────────────────────────── */

static HavenStaffReset *
dup_reset (VaultsTestClinic *clinic, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = haven_staff_list (clinic->session, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      HavenStaffEntry *entry = entries->pdata[i];

      if (strcmp (entry->member->name, name) == 0)
        return g_steal_pointer (&entry->reset);
    }
  g_assert_not_reached ();
}

static void
assert_reset (VaultsTestClinic *clinic, const char *name, const char *by_id, gboolean by_code)
{
  HavenStaffReset *reset = dup_reset (clinic, name);

  g_assert_nonnull (reset);
  g_assert_cmpstr (reset->by_id, ==, by_id);
  g_assert_cmpint (reset->by_code, ==, by_code);
  g_assert_cmpint (reset->at, >, 0);
  haven_staff_reset_free (reset);
}

static void
test_who_was_reset_is_shown_until_they_choose_their_own (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman"), *dana = vaults_test_find_member (clinic, "Dana Whitfield");
  g_autoptr (GError) error = NULL;

  g_assert_null (dup_reset (clinic, "Priya Raman"));
  g_assert_true (haven_staff_reset (clinic->session, id, "Priya Raman", NEW, NULL, &error));
  assert_reset (clinic, "Priya Raman", dana, FALSE);
  vaults_test_sign_in (clinic, "Priya Raman", NEW);
  assert_reset (clinic, "Priya Raman", dana, FALSE);
  g_assert_null (dup_reset (clinic, "Dana Whitfield"));
  g_assert_false (haven_staff_change_passphrase (clinic->session, "Priya Raman", "not the words", OWN, NULL, NULL));
  assert_reset (clinic, "Priya Raman", dana, FALSE);
  g_assert_true (haven_staff_change_passphrase (clinic->session, "Priya Raman", NEW, OWN, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (dup_reset (clinic, "Priya Raman"));
}

static void
test_who_came_in_by_a_code_is_shown (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  const char *const codes[] = { clinic->codes.clinic, NULL };
  const HavenNewMember member = { "Priya Raman", NULL, NEW, NULL };
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");
  g_autoptr (GError) error = NULL;

  g_clear_object (&clinic->session);
  clinic->session = haven_vaults_recover (clinic->folder, codes, &member, NULL, &error);
  g_assert_no_error (error);
  assert_reset (clinic, "Priya Raman", id, TRUE);
}

static void
test_a_reset_that_was_refused_shows_nothing (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  g_autofree char *id = vaults_test_find_member (clinic, "Priya Raman");

  g_assert_false (haven_staff_reset (clinic->session, id, "Priya Raman", "short", NULL, NULL));
  g_assert_null (dup_reset (clinic, "Priya Raman"));
}

/* ── Who makes whom ───────────────────────────────────────────────────────── */

/* The notes of psychotherapy are open to that role alone (45 CFR 164.508(a)(2)). */
static void
test_a_clinician_makes_no_behavioural_clinician (void)
{
  g_autoptr (VaultsTestClinic) clinic = clinic_new ();
  const HavenNewMember desk = { "Fay Tekle", NULL, NEW, receives }, other = { "Gil Amari", NULL, NEW, treats_minds };
  const HavenNewMember admin = { "Ada Moss", NULL, NEW, administrates };
  g_autofree char *id = haven_staff_add (clinic->session, &desk, NULL, NULL), *second = NULL;
  g_autoptr (GError) granted = NULL, added = NULL, administrator = NULL;

  g_assert_nonnull (id);
  second = haven_staff_add (clinic->session, &admin, NULL, NULL);
  g_assert_nonnull (second);
  g_assert_false (haven_staff_grant (clinic->session, id, "behavioural-clinician", NULL, &administrator));
  haven_assert_store_error (administrator, REFUSED);
  vaults_test_sign_in (clinic, "Priya Raman", PRIYA);
  g_assert_false (haven_staff_grant (clinic->session, id, "behavioural-clinician", NULL, &granted));
  haven_assert_store_error (granted, REFUSED);
  g_assert_null (haven_staff_add (clinic->session, &other, NULL, &added));
  haven_assert_store_error (added, REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/staff-notices/who-leaves-leaves-a-task-of-a-day",
                   test_who_leaves_leaves_a_task_of_a_day);
  g_test_add_func ("/services/staff-notices/a-role-that-is-taken-leaves-a-task-too",
                   test_a_role_that_is_taken_leaves_a_task_too);
  g_test_add_func ("/services/staff-notices/what-was-refused-leaves-no-task",
                   test_what_was_refused_leaves_no_task);
  g_test_add_func ("/services/staff-notices/everybody-is-told-of-a-new-sheet-once",
                   test_everybody_is_told_of_a_new_sheet_once);
  g_test_add_func ("/services/staff-notices/everybody-is-told-who-came-in-by-a-code",
                   test_everybody_is_told_who_came_in_by_a_code);
  g_test_add_func ("/services/staff-notices/who-was-reset-is-shown-until-they-choose-their-own",
                   test_who_was_reset_is_shown_until_they_choose_their_own);
  g_test_add_func ("/services/staff-notices/who-came-in-by-a-code-is-shown",
                   test_who_came_in_by_a_code_is_shown);
  g_test_add_func ("/services/staff-notices/a-reset-that-was-refused-shows-nothing",
                   test_a_reset_that_was_refused_shows_nothing);
  g_test_add_func ("/services/staff-notices/a-clinician-makes-no-behavioural-clinician",
                   test_a_clinician_makes_no_behavioural_clinician);
  return g_test_run ();
}
