/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"

#include "haven-backup-keeper.h"
#include "haven-people-service.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HOUR G_TIME_SPAN_HOUR
#define DAY (24 * HOUR)
#define PASSPHRASE "seven brown owls at noon"
#define NAME "Dr Ada Prue"

/** A vault that is no sample: its first member administrates and treats, and the codes are at hand. */
typedef struct
{
  char *folder;
  char *outside;
  HavenSession *session;
  HavenRecoveryCodes codes;
} Clinic;

static Clinic *
clinic_new (void)
{
  static const char *const roles[] = { "administrator", "clinician", NULL };
  const HavenNewMember member = { NAME, NULL, PASSPHRASE, roles };
  const HavenVaultSetup setup = { "Harbor Clinic", "America/Los_Angeles", &member, 1, haven_passphrase_cost_light (), TRUE };
  Clinic *self = g_new0 (Clinic, 1);
  g_autoptr (GError) error = NULL;

  self->folder = haven_test_make_folder ();
  self->outside = haven_test_make_folder ();
  self->session = haven_vaults_create (self->folder, &setup, NULL, &self->codes, &error);
  g_assert_no_error (error);
  return self;
}

static void
clinic_free (Clinic *self)
{
  g_clear_object (&self->session);
  haven_test_remove_folder (self->folder);
  haven_test_remove_folder (self->outside);
  haven_recovery_codes_clear (&self->codes);
  g_free (self->folder);
  g_free (self->outside);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clinic, clinic_free)

static void
add_person (Clinic *clinic, const char *name)
{
  g_autoptr (HavenPatient) person = haven_patient_new ();
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  person->name = g_strdup (name);
  edit = haven_people_edit_add (clinic->session, person, NULL, &id, &error);
  g_assert_no_error (error);
  haven_edit_apply (edit, clinic->session, &error);
  g_assert_no_error (error);
}

static guint
count_people (HavenSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return people->len;
}

static HavenBackupResult *
make (Clinic *clinic, const char *target)
{
  g_autoptr (GError) error = NULL;
  HavenBackupResult *result = haven_backup_make (clinic->session, target, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static GPtrArray *
list (Clinic *clinic)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = haven_backup_list (clinic->session, NULL, &error);

  g_assert_no_error (error);
  return entries;
}

/* ── Making and restoring ─────────────────────────────────────────────────── */

static void
test_a_backup_is_made_and_listed (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupResult) result = make (clinic, NULL);
  g_autoptr (GPtrArray) entries = list (clinic);
  const HavenBackupEntry *entry;

  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->info->id, ==, result->info->id);
  g_assert_true (entry->authentic);
  g_assert_cmpuint (entry->info->partitions, ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  g_assert_null (result->elsewhere);
  g_assert_no_error (result->elsewhere_error);
}

static void
test_a_backup_leaves_an_event (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  HavenTestLog before = haven_test_read_log (clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBackupResult) result = haven_backup_make (clinic->session, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->info->partitions, ==, HAVEN_IN_ALL);
  haven_test_assert_log (clinic, &before, 1, 0, 0);
}

static void
test_a_lost_vault_comes_back_with_everybody_in_it (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupResult) result = NULL;
  const char *const codes[] = { clinic->codes.clinic, NULL };
  HavenBackupUnlock unlock = { .codes = codes };
  g_autofree char *folder = g_build_filename (clinic->outside, "new", NULL);
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  HavenPartitions restored = 0;

  for (int i = 0; i < 25; i++)
    add_person (clinic, "Somebody");
  result = make (clinic, clinic->outside);
  /* The folder is gone, as after a theft. */
  g_clear_object (&clinic->session);
  haven_test_remove_folder (clinic->folder);
  haven_backup_restore (result->info->path, folder, &unlock, &restored, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored, ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  session = haven_vaults_open (folder, NAME, PASSPHRASE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_people (session), ==, 25);
  g_assert_false (haven_session_has_partition (session, HAVEN_PARTITION_LEGAL));
}

static void
test_a_code_alone_lets_somebody_in_again (void)
{
  static const char *const roles[] = { "administrator", "clinician", NULL };
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupResult) result = NULL;
  const char *const codes[] = { clinic->codes.clinic, NULL };
  const HavenNewMember member = { NAME, NULL, "nine grey cats at dusk", roles };
  HavenBackupUnlock unlock = { .codes = codes };
  g_autofree char *folder = g_build_filename (clinic->outside, "new", NULL);
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;

  add_person (clinic, "Somebody");
  result = make (clinic, clinic->outside);
  haven_backup_restore (result->info->path, folder, &unlock, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  session = haven_vaults_recover (folder, codes, &member, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_people (session), ==, 1);
}

/* ── Generations ──────────────────────────────────────────────────────────── */

static void
add_entry (GPtrArray *entries, HavenInstant made_at, HavenPartitions partitions, HavenPartitions opened)
{
  HavenBackupInfo *info = g_new0 (HavenBackupInfo, 1);
  HavenBackupEntry *entry = haven_backup_entry_new (info);

  info->made_at = made_at;
  info->partitions = partitions;
  entry->opened = opened;
  entry->authentic = opened != 0;
  g_ptr_array_add (entries, entry);
}

static guint
count_kept (GPtrArray *entries)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += !((HavenBackupEntry *) entries->pdata[i])->spare;
  return n;
}

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) haven_backup_entry_free);
}

static void
test_three_generations_stay_however_old (void)
{
  const HavenInstant now = 20000 * DAY;

  for (guint n = 0; n <= 6; n++)
    {
      g_autoptr (GPtrArray) entries = new_entries ();

      for (guint i = 0; i < n; i++)
        add_entry (entries, now - (400 + i) * DAY, HAVEN_IN_ALL, HAVEN_IN_ALL);
      haven_backup_generations_mark (entries, now);
      g_assert_cmpuint (count_kept (entries), ==, MIN (n, 3));
    }
}

static void
test_older_ones_thin_out (void)
{
  const HavenInstant now = 20000 * DAY + 13 * HOUR;
  g_autoptr (GPtrArray) entries = new_entries ();
  guint today = 0, this_week = 0, this_month = 0, older = 0;

  /* Every four hours for a year. */
  for (guint i = 0; i < 365 * 6; i++)
    add_entry (entries, now - i * 4 * HOUR, HAVEN_IN_SHARED, HAVEN_IN_SHARED);
  haven_backup_generations_mark (entries, now);
  for (guint i = 0; i < entries->len; i++)
    {
      const HavenBackupEntry *entry = entries->pdata[i];
      const gint64 age = now - entry->info->made_at;

      if (entry->spare)
        continue;
      today += age < 12 * HOUR;
      this_week += age >= 12 * HOUR && age <= 7 * DAY;
      this_month += age > 7 * DAY && age <= 31 * DAY;
      older += age > 31 * DAY;
    }
  g_assert_cmpuint (today, ==, 3);
  g_assert_cmpuint (this_week, ==, 7);
  g_assert_cmpuint (this_month, >=, 3);
  g_assert_cmpuint (this_month, <=, 4);
  g_assert_cmpuint (older, ==, 0);
}

static void
test_one_set_of_parts_never_pushes_out_another (void)
{
  const HavenInstant now = 20000 * DAY;
  g_autoptr (GPtrArray) entries = new_entries ();

  for (guint i = 0; i < 50; i++)
    add_entry (entries, now - i * HOUR, HAVEN_IN_SHARED, HAVEN_IN_SHARED);
  for (guint i = 0; i < 5; i++)
    add_entry (entries, now - (100 + i) * DAY, HAVEN_IN_ALL, HAVEN_IN_ALL);
  haven_backup_generations_mark (entries, now);
  g_assert_cmpuint (count_kept (entries), <, 15);
  g_assert_cmpuint (count_kept (entries), >=, 3 + 3);
}

/* A part got a new key: who left may still open the backups from before. */
static void
test_those_under_an_old_key_go_when_there_are_three_under_the_new_one (void)
{
  const HavenInstant now = 20000 * DAY;

  for (guint n_new = 0; n_new <= 4; n_new++)
    {
      g_autoptr (GPtrArray) entries = new_entries ();

      for (guint i = 0; i < 5; i++)
        add_entry (entries, now - (20 + 5 * i) * DAY, HAVEN_IN_SHARED, 0);
      for (guint i = 0; i < n_new; i++)
        add_entry (entries, now - i * HOUR, HAVEN_IN_SHARED, HAVEN_IN_SHARED);
      haven_backup_generations_mark (entries, now);
      /* Three of the five are not a month old. */
      g_assert_cmpuint (count_kept (entries), ==, n_new >= 3 ? 3 + 3 : 5 + n_new);
    }
}

/* Its clock was wrong, or this one is: it takes no other's place, and is not thrown away either. */
static void
test_one_stamped_in_the_future_takes_no_others_place (void)
{
  const HavenInstant now = 20000 * DAY;
  g_autoptr (GPtrArray) entries = new_entries ();
  guint kept = 0, ahead = 0;

  for (guint i = 0; i < 5; i++)
    add_entry (entries, now + (300 + i) * DAY, HAVEN_IN_SHARED, HAVEN_IN_SHARED);
  for (guint i = 0; i < 5; i++)
    add_entry (entries, now - (400 + i) * DAY, HAVEN_IN_SHARED, HAVEN_IN_SHARED);
  for (guint i = 0; i < 3; i++)
    add_entry (entries, now - (500 + i) * DAY, HAVEN_IN_SHARED, 0);
  for (guint i = 0; i < 3; i++)
    add_entry (entries, now + (500 + i) * DAY, HAVEN_IN_ALL, 0);
  haven_backup_generations_mark (entries, now);
  for (guint i = 0; i < entries->len; i++)
    {
      const HavenBackupEntry *entry = entries->pdata[i];

      kept += !entry->spare && entry->info->made_at < now && entry->opened != 0;
      ahead += !entry->spare && entry->info->made_at > now;
    }
  g_assert_cmpuint (kept, ==, 3);
  g_assert_cmpuint (ahead, ==, 5 + 3);
  /* When their time has come they are like the others. */
  haven_backup_generations_mark (entries, now + 5000 * DAY);
  g_assert_cmpuint (count_kept (entries), ==, 3 + 3);
}

static void
test_what_goes_is_said (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autofree char *folder = haven_backup_dup_folder (clinic->session);
  g_autofree char *letter = g_build_filename (folder, "letter.haven", NULL);
  guint n_removed = 0;

  for (int i = 0; i < 7; i++)
    {
      g_autoptr (HavenBackupResult) result = make (clinic, NULL);

      g_assert_true (g_file_test (result->info->path, G_FILE_TEST_EXISTS));
      for (gsize r = 0; result->removed[r]; r++, n_removed++)
        g_assert_false (g_file_test (result->removed[r], G_FILE_TEST_EXISTS));
      g_assert_true (g_file_set_contents (letter, "not a backup", -1, NULL));
    }
  {
    g_autoptr (GPtrArray) entries = list (clinic);

    g_assert_cmpuint (entries->len, >=, 3);
    g_assert_cmpuint (entries->len + n_removed, ==, 7);
    g_assert_cmpuint (n_removed, >=, 3);
  }
  g_assert_true (g_file_test (letter, G_FILE_TEST_EXISTS));
}

/* ── A second place ───────────────────────────────────────────────────────── */

static void
test_backups_go_to_a_second_place_too (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupResult) first = NULL, second = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *place = g_build_filename (clinic->outside, "disk", NULL), *set = NULL;
  g_autoptr (GError) error = NULL, no_folder = NULL;
  HavenBackupState state;

  g_assert_false (haven_backup_set_second_place (clinic->session, place, &no_folder));
  haven_assert_store_error (no_folder, NOT_FOUND);
  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  haven_backup_set_second_place (clinic->session, place, &error);
  g_assert_no_error (error);
  set = haven_backup_dup_second_place (clinic->session, &error);
  g_assert_cmpstr (set, ==, place);
  first = make (clinic, NULL);
  g_assert_no_error (first->elsewhere_error);
  g_assert_true (g_file_test (first->elsewhere, G_FILE_TEST_EXISTS));
  entries = haven_backup_list (clinic->session, place, &error);
  g_assert_cmpuint (entries->len, ==, 1);

  /* The disk is taken away: the backup is made all the same, and it is known how old the copy is. */
  haven_test_remove_folder (place);
  second = make (clinic, NULL);
  g_assert_nonnull (second->elsewhere_error);
  g_assert_null (second->elsewhere);
  g_assert_true (haven_backup_read_state (clinic->session, &state, &error));
  g_assert_true (state.elsewhere_wanted);
  g_assert_cmpint (state.elsewhere_at[HAVEN_PARTITION_SHARED] / 1000, ==, first->info->made_at / 1000);
  g_assert_cmpint (state.made_at[HAVEN_PARTITION_SHARED] / 1000, ==, second->info->made_at / 1000);
}

/* ── Trying it out ────────────────────────────────────────────────────────── */

static void
test_a_drill_is_remembered (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupResult) result = NULL;
  g_autoptr (GError) none = NULL, error = NULL;
  HavenBackupState state;

  g_assert_cmpuint (haven_backup_try_out (clinic->session, NULL, NULL, NULL, NULL, &none), ==, 0);
  haven_assert_store_error (none, NOT_FOUND);
  add_person (clinic, "Somebody");
  result = make (clinic, NULL);
  add_person (clinic, "Somebody later");
  g_assert_cmpuint (haven_backup_try_out (clinic->session, NULL, NULL, NULL, NULL, &error),
                    ==,
                    HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  g_assert_no_error (error);
  g_assert_true (haven_backup_read_state (clinic->session, &state, &error));
  g_assert_cmpint (haven_clock_now (haven_session_get_clock (clinic->session)) - state.drilled_at, <, HOUR);
}

static void
test_a_drill_that_fails_is_not_remembered (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupResult) result = make (clinic, NULL);
  g_autoptr (GError) error = NULL;
  HavenBackupState state;
  int file = open (result->info->path, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (pwrite (file, "x", 1, result->info->size - 5000), ==, 1);
  close (file);
  g_assert_cmpuint (haven_backup_try_out (clinic->session, NULL, NULL, NULL, NULL, &error), ==, 0);
  haven_assert_store_error (error, DAMAGED);
  g_assert_true (haven_backup_read_state (clinic->session, &state, NULL));
  g_assert_cmpint (state.drilled_at, ==, 0);
}

/* ── How well it is kept ──────────────────────────────────────────────────── */

static void
test_the_gravest_concern_is_told (void)
{
  const HavenInstant now = 20000 * DAY;
  const HavenBackupState fine = { .held = HAVEN_IN_SHARED | HAVEN_IN_CLINICAL,
                                  .made_at = { now - 47 * HOUR, now - HOUR, 0 },
                                  .drilled_at = now - 30 * DAY };
  HavenBackupState state = fine;
  int days = -1;

  g_assert_cmpint (haven_backup_state_get_concern (&state, now, &days), ==, HAVEN_BACKUP_IS_FINE);
  g_assert_cmpint (haven_backup_state_get_concern (&state, now + 2 * HOUR, &days), ==, HAVEN_BACKUP_IS_OLD);
  g_assert_cmpint (days, ==, 2);
  state.held = HAVEN_IN_ALL;
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, NULL), ==, HAVEN_BACKUP_IS_MISSING);
  state = fine;
  state.drilled_at = now - 32 * DAY;
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, &days), ==, HAVEN_BACKUP_DRILL_IS_DUE);
  g_assert_cmpint (days, ==, 32);
  state.elsewhere_wanted = TRUE;
  state.elsewhere_at[HAVEN_PARTITION_SHARED] = now - 9 * DAY;
  state.elsewhere_at[HAVEN_PARTITION_CLINICAL] = now - DAY;
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, &days), ==, HAVEN_BACKUP_ELSEWHERE_IS_OLD);
  g_assert_cmpint (days, ==, 9);
}

static void
test_a_stamp_in_the_future_counts_as_old (void)
{
  const HavenInstant now = 20000 * DAY;
  const HavenBackupState fine = { .held = HAVEN_IN_SHARED | HAVEN_IN_CLINICAL,
                                  .made_at = { now - HOUR, now + G_TIME_SPAN_MINUTE, 0 },
                                  .elsewhere_wanted = TRUE,
                                  .elsewhere_at = { now - HOUR, now - HOUR, 0 },
                                  .drilled_at = now - DAY };
  HavenBackupState state = fine;
  int days = -1;

  /* Clocks differ by a minute. */
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, NULL), ==, HAVEN_BACKUP_IS_FINE);
  g_assert_false (haven_backup_state_is_older_than (&state, 4 * HOUR, now));
  state.made_at[HAVEN_PARTITION_CLINICAL] = now + HOUR;
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, &days), ==, HAVEN_BACKUP_IS_OLD);
  g_assert_cmpint (days, ==, 2);
  g_assert_true (haven_backup_state_is_older_than (&state, 4 * HOUR, now));
  state.made_at[HAVEN_PARTITION_SHARED] = now + 9000 * DAY;
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, &days), ==, HAVEN_BACKUP_IS_OLD);
  g_assert_cmpint (days, ==, 2);
  state = fine;
  state.elsewhere_at[HAVEN_PARTITION_SHARED] = now + DAY;
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, &days), ==, HAVEN_BACKUP_ELSEWHERE_IS_OLD);
  state = fine;
  state.drilled_at = now + DAY;
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, &days), ==, HAVEN_BACKUP_DRILL_IS_DUE);
}

/* ── The keeper ───────────────────────────────────────────────────────────── */

static void
count_cb (HavenBackupKeeper *keeper, gpointer data)
{
  ++*(guint *) data;
}

static void
wait_for_work (HavenBackupKeeper *keeper)
{
  while (haven_backup_keeper_is_working (keeper))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_the_keeper_makes_what_is_missing_and_tries_it_out (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupKeeper) keeper = haven_backup_keeper_new (clinic->session);
  g_autoptr (GPtrArray) entries = NULL;
  HavenBackupState state;
  guint n_changes = 0;

  g_signal_connect (keeper, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (haven_backup_keeper_is_working (keeper));
  g_assert_false (haven_backup_keeper_get_state (keeper, &state));
  g_assert_cmpint (haven_backup_keeper_get_concern (keeper, NULL), ==, HAVEN_BACKUP_IS_FINE);
  wait_for_work (keeper);
  entries = list (clinic);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (haven_backup_keeper_get_state (keeper, &state));
  g_assert_cmpint (state.drilled_at, >, 0);
  g_assert_cmpint (haven_backup_keeper_get_concern (keeper, NULL), ==, HAVEN_BACKUP_IS_FINE);
  g_assert_cmpuint (n_changes, ==, 2);
  /* It is fresh: nothing is to be done. */
  haven_backup_keeper_look (keeper);
  g_assert_false (haven_backup_keeper_is_working (keeper));
  haven_backup_keeper_set_interval (keeper, 1);
  haven_backup_keeper_look (keeper);
  g_assert_true (haven_backup_keeper_is_working (keeper));
  wait_for_work (keeper);
  haven_backup_keeper_stop (keeper);
}

/* Made by a machine whose clock ran ahead. */
static void
test_the_keeper_makes_another_beside_one_of_the_future (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autofree char *folder = haven_backup_dup_folder (clinic->session);
  HavenStore *store = haven_session_get_store (clinic->session);
  const HavenInstant now = haven_clock_now (haven_session_get_clock (clinic->session));
  g_autoptr (HavenBackupKeeper) keeper = NULL;
  g_autoptr (HavenBackupInfo) info = NULL;
  g_autoptr (HavenBackup) backup = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  HavenBackupState state;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  backup = haven_backup_new (haven_store_get_folder (store), NULL, haven_store_get_keys (store), &error);
  info = backup ? haven_backup_write (backup, folder, now + 300 * DAY, NULL, NULL, NULL, &error) : NULL;
  g_assert_no_error (error);
  g_assert_true (haven_backup_read_state (clinic->session, &state, &error));
  g_assert_cmpint (haven_backup_state_get_concern (&state, now, NULL), ==, HAVEN_BACKUP_IS_OLD);
  keeper = haven_backup_keeper_new (clinic->session);
  wait_for_work (keeper);
  entries = list (clinic);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (haven_backup_keeper_get_concern (keeper, NULL), ==, HAVEN_BACKUP_IS_FINE);
  haven_backup_keeper_stop (keeper);
}

static void
test_the_keeper_tells_what_went_wrong (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autofree char *folder = haven_backup_dup_folder (clinic->session);
  g_autoptr (HavenBackupKeeper) keeper = NULL;

  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  keeper = haven_backup_keeper_new (clinic->session);
  wait_for_work (keeper);
  g_assert_nonnull (haven_backup_keeper_get_failure (keeper));
  g_assert_true (g_str_has_suffix (haven_backup_keeper_get_failure (keeper)->message, "."));
  g_assert_cmpint (haven_backup_keeper_get_concern (keeper, NULL), ==, HAVEN_BACKUP_IS_MISSING);
  /* It takes a while before it tries again; somebody who asks need not wait. */
  haven_backup_keeper_look (keeper);
  g_assert_false (haven_backup_keeper_is_working (keeper));
  g_assert_cmpint (g_unlink (folder), ==, 0);
  haven_backup_keeper_make_now (keeper);
  wait_for_work (keeper);
  g_assert_null (haven_backup_keeper_get_failure (keeper));
  g_assert_cmpint (haven_backup_keeper_get_concern (keeper, NULL), ==, HAVEN_BACKUP_IS_FINE);
  haven_backup_keeper_stop (keeper);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_backup_keeper_leave_finish (HAVEN_BACKUP_KEEPER (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
leave (HavenBackupKeeper *keeper)
{
  gboolean left = FALSE;

  haven_backup_keeper_leave_async (keeper, left_cb, &left);
  while (!left)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_a_last_backup_is_made_at_leaving (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupKeeper) keeper = haven_backup_keeper_new (clinic->session);
  g_autoptr (HavenBackupKeeper) second = NULL;
  g_autoptr (GPtrArray) entries = NULL, later = NULL;

  /* It is leaving before it had looked. */
  leave (keeper);
  entries = list (clinic);
  g_assert_cmpuint (entries->len, ==, 1);
  second = haven_backup_keeper_new (clinic->session);
  leave (second);
  later = list (clinic);
  g_assert_cmpuint (later->len, ==, 1);
}

static void
test_a_keeper_that_is_stopped_leaves_nothing (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupKeeper) keeper = haven_backup_keeper_new (clinic->session);
  g_autoptr (GPtrArray) entries = NULL;

  wait_for_work (keeper);
  haven_backup_keeper_make_now (keeper);
  haven_backup_keeper_stop (keeper);
  wait_for_work (keeper);
  entries = list (clinic);
  g_assert_cmpuint (entries->len, ==, 1);
  haven_backup_keeper_make_now (keeper);
  g_assert_false (haven_backup_keeper_is_working (keeper));
}

static void
test_a_session_that_is_left_meanwhile_ends_the_work (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenBackupKeeper) keeper = haven_backup_keeper_new (clinic->session);

  haven_session_leave (clinic->session);
  haven_backup_keeper_stop (keeper);
  wait_for_work (keeper);
  g_assert_null (haven_backup_keeper_get_failure (keeper));
}

static void
test_the_sample_clinic_is_not_backed_up (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenBackupKeeper) keeper = haven_backup_keeper_new (clinic->session);

  g_assert_false (haven_backup_keeper_is_working (keeper));
  leave (keeper);
  g_assert_cmpint (haven_backup_keeper_get_concern (keeper, NULL), ==, HAVEN_BACKUP_IS_FINE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/services/backup/" name, function)
  ADD ("a-backup-is-made-and-listed", test_a_backup_is_made_and_listed);
  ADD ("a-backup-leaves-an-event", test_a_backup_leaves_an_event);
  ADD ("a-lost-vault-comes-back-with-everybody-in-it", test_a_lost_vault_comes_back_with_everybody_in_it);
  ADD ("a-code-alone-lets-somebody-in-again", test_a_code_alone_lets_somebody_in_again);
  ADD ("three-generations-stay-however-old", test_three_generations_stay_however_old);
  ADD ("older-ones-thin-out", test_older_ones_thin_out);
  ADD ("one-set-of-parts-never-pushes-out-another", test_one_set_of_parts_never_pushes_out_another);
  ADD ("those-under-an-old-key-go-when-there-are-three-under-the-new-one",
       test_those_under_an_old_key_go_when_there_are_three_under_the_new_one);
  ADD ("what-goes-is-said", test_what_goes_is_said);
  ADD ("backups-go-to-a-second-place-too", test_backups_go_to_a_second_place_too);
  ADD ("a-drill-is-remembered", test_a_drill_is_remembered);
  ADD ("a-drill-that-fails-is-not-remembered", test_a_drill_that_fails_is_not_remembered);
  ADD ("the-gravest-concern-is-told", test_the_gravest_concern_is_told);
  ADD ("one-stamped-in-the-future-takes-no-others-place", test_one_stamped_in_the_future_takes_no_others_place);
  ADD ("a-stamp-in-the-future-counts-as-old", test_a_stamp_in_the_future_counts_as_old);
  ADD ("the-keeper-makes-another-beside-one-of-the-future", test_the_keeper_makes_another_beside_one_of_the_future);
  ADD ("the-keeper-makes-what-is-missing-and-tries-it-out", test_the_keeper_makes_what_is_missing_and_tries_it_out);
  ADD ("the-keeper-tells-what-went-wrong", test_the_keeper_tells_what_went_wrong);
  ADD ("a-last-backup-is-made-at-leaving", test_a_last_backup_is_made_at_leaving);
  ADD ("a-keeper-that-is-stopped-leaves-nothing", test_a_keeper_that_is_stopped_leaves_nothing);
  ADD ("a-session-that-is-left-meanwhile-ends-the-work", test_a_session_that_is_left_meanwhile_ends_the_work);
  ADD ("the-sample-clinic-is-not-backed-up", test_the_sample_clinic_is_not_backed_up);
#undef ADD
  return g_test_run ();
}
