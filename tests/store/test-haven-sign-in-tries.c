/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sign-in-tries.h"

#include "slots-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define VAULT_ID "6907019e-957a-474c-a1db-63297c1181ab"
#define SECOND ((gint64) G_USEC_PER_SEC)
#define LONGEST 300

static HavenTriesTime
make_time (gint64 seconds)
{
  return (HavenTriesTime) { 1795000000 * SECOND + seconds * SECOND, "first boot", 1000 * SECOND + seconds * SECOND };
}

static void
advance (HavenTriesTime *now, gint64 seconds)
{
  now->wall += seconds * SECOND;
  now->since_boot += seconds * SECOND;
}

static void
start_anew (HavenTriesTime *now)
{
  g_strlcpy (now->boot_id, "second boot", sizeof now->boot_id);
  now->since_boot = 30 * SECOND;
}

typedef struct
{
  char *folder, *path;
} Place;

static Place *
place_new (void)
{
  Place *self = g_new0 (Place, 1);

  self->folder = g_dir_make_tmp ("haven-tries-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "sign-in.json", NULL);
  return self;
}

static void
place_free (Place *self)
{
  g_autofree char *lock = g_build_filename (self->folder, "vault.json.lock", NULL);

  g_remove (self->path);
  g_remove (lock);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static gboolean
try_name (Place *place, const char *name, const HavenTriesTime *now)
{
  g_autoptr (GError) error = NULL;
  const gboolean begun = haven_sign_in_tries_begin (place->folder, VAULT_ID, name, now, &error);

  if (!begun)
    haven_assert_store_error (error, TOO_SOON);
  return begun;
}

static void
fail_times (Place *place, const char *name, HavenTriesTime *now, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      advance (now, LONGEST);
      g_assert_true (try_name (place, name, now));
    }
}

static gint64
read_count (Place *place)
{
  g_autofree char *text = haven_test_read_text (place->path);
  g_autoptr (JsonObject) counts = haven_test_parse (text);
  g_autoptr (GList) values = json_object_get_values (counts);

  g_assert_cmpuint (g_list_length (values), ==, 1);
  return json_object_get_int_member (json_node_get_object (values->data), "n");
}

/* ── The wait ─────────────────────────────────────────────────────────────── */

static void
test_after_three_tries_each_wait_is_twice_as_long_up_to_five_minutes (void)
{
  const gint64 waits[] = { 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300 };
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      if (waits[i] > 0)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *wait = g_strdup_printf ("Wait %d seconds", (int) waits[i]);

          g_assert_false (haven_sign_in_tries_begin (place->folder, VAULT_ID, "Dana", &now, &error));
          haven_assert_store_error (error, TOO_SOON);
          g_assert_nonnull (strstr (error->message, wait));
          g_assert_cmpuint (haven_sign_in_tries_get_wait (place->folder, VAULT_ID, "dana", &now), ==, waits[i]);
          advance (&now, waits[i]);
          now.since_boot--;
          g_assert_false (try_name (place, "Dana", &now));
          now.since_boot++;
        }
      g_assert_true (try_name (place, "Dana", &now));
    }
}

static void
test_trying_too_soon_does_not_lengthen_the_wait (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  fail_times (place, "Dana", &now, 20);
  for (guint tenth = 0; tenth < LONGEST * 10; tenth++)
    {
      g_assert_false (try_name (place, "Dana", &now));
      now.wall += SECOND / 10;
      now.since_boot += SECOND / 10;
    }
  g_assert_true (try_name (place, "Dana", &now));
}

static void
test_the_right_passphrase_forgets_the_wrong_ones (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  fail_times (place, "Dana", &now, 10);
  haven_sign_in_tries_clear (place->folder, VAULT_ID, "Dana");
  for (guint i = 0; i < 3; i++)
    g_assert_true (try_name (place, "Dana", &now));
  g_assert_false (try_name (place, "Dana", &now));
}

static void
test_another_name_is_not_slowed (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  fail_times (place, "Dana", &now, 20);
  g_assert_false (try_name (place, "Dana", &now));
  g_assert_false (try_name (place, "DÁNA ", &now));
  g_assert_true (try_name (place, "Priya Raman", &now));
  g_assert_true (try_name (place, "José Ortega", &now));
  g_assert_true (try_name (place, "", &now));
  haven_sign_in_tries_clear (place->folder, VAULT_ID, "Priya Raman");
  g_assert_false (try_name (place, "Dana", &now));
}

/* Somebody who guesses without end costs the one whose name it is five minutes. */
static void
test_ten_thousand_wrong_tries_end_in_five_minutes_and_shut_nobody_out (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  const char *id = haven_vault_file_get_id (slots->file);
  g_autoptr (HavenVaultKeys) keys = NULL;
  HavenTriesTime now = make_time (0);
  guint n_looked_at = 0;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *guess = g_strdup_printf ("guess number %u", i);

      advance (&now, 1);
      if (!haven_sign_in_tries_begin (slots->folder, id, ADMIN_NAME, &now, NULL))
        continue;
      g_assert_null (haven_vault_file_sign_in (slots->file, ADMIN_NAME, guess, NULL, NULL, NULL));
      n_looked_at++;
    }
  g_test_message ("of 10000 guesses, one a second, %u were looked at", n_looked_at);
  g_assert_cmpuint (n_looked_at, <=, 3 + 9 + 10000 / LONGEST + 1);
  advance (&now, LONGEST);
  g_assert_true (haven_sign_in_tries_begin (slots->folder, id, ADMIN_NAME, &now, NULL));
  keys = haven_vault_file_sign_in (slots->file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, NULL, NULL);
  g_assert_nonnull (keys);
}

/* ── Clocks ───────────────────────────────────────────────────────────────── */

static void
test_setting_the_clock_forward_shortens_no_wait (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  fail_times (place, "Dana", &now, 20);
  now.wall += 365 * 86400 * SECOND;
  g_assert_false (try_name (place, "Dana", &now));
  advance (&now, LONGEST - 1);
  g_assert_false (try_name (place, "Dana", &now));
  advance (&now, 1);
  g_assert_true (try_name (place, "Dana", &now));
}

static void
test_setting_the_clock_back_lengthens_no_wait (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  fail_times (place, "Dana", &now, 20);
  now.wall -= 365 * 86400 * SECOND;
  g_assert_false (try_name (place, "Dana", &now));
  advance (&now, LONGEST);
  g_assert_true (try_name (place, "Dana", &now));
}

static void
test_the_wait_outlives_a_restart_of_the_device (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  fail_times (place, "Dana", &now, 20);
  advance (&now, 60);
  start_anew (&now);
  g_assert_false (try_name (place, "Dana", &now));
  advance (&now, LONGEST - 60);
  g_assert_true (try_name (place, "Dana", &now));
}

static void
test_a_restart_with_the_clock_set_back_begins_the_wait_anew_and_only_once (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  fail_times (place, "Dana", &now, 20);
  start_anew (&now);
  now.wall = 0;
  g_assert_false (try_name (place, "Dana", &now));
  advance (&now, LONGEST - 1);
  g_assert_false (try_name (place, "Dana", &now));
  advance (&now, 1);
  g_assert_true (try_name (place, "Dana", &now));
}

static void
test_a_device_that_does_not_name_its_start_goes_by_the_wall (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  *now.boot_id = '\0';
  fail_times (place, "Dana", &now, 20);
  now.since_boot = 0;
  g_assert_false (try_name (place, "Dana", &now));
  advance (&now, LONGEST);
  g_assert_true (try_name (place, "Dana", &now));
}

static void
test_the_present_moment_has_both_clocks (void)
{
  const HavenTriesTime first = haven_tries_time_now (), second = haven_tries_time_now ();

  g_assert_cmpint (first.wall, >, 1700000000 * SECOND);
  g_assert_cmpint (second.since_boot, >=, first.since_boot);
  g_assert_cmpint (first.since_boot, >, 0);
  g_assert_cmpstr (first.boot_id, ==, second.boot_id);
}

/* ── Other processes ──────────────────────────────────────────────────────── */

static void
wait_for (pid_t child, int expected_signal)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (expected_signal)
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == expected_signal);
  else
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

static void
test_a_try_counts_although_the_program_is_killed_before_it_is_looked_at (void)
{
  g_autoptr (Place) place = place_new ();
  HavenTriesTime now = make_time (0);

  for (guint i = 0; i < 3; i++)
    {
      pid_t child = fork ();

      if (child == 0)
        {
          if (haven_sign_in_tries_begin (place->folder, VAULT_ID, "Dana", &now, NULL))
            raise (SIGKILL);
          _exit (1);
        }
      wait_for (child, SIGKILL);
    }
  g_assert_cmpint (read_count (place), ==, 3);
  g_assert_false (try_name (place, "Dana", &now));
}

/* Tells each try that was begun by one byte. No more than are counted: on a busy machine the other side may be late. */
static void
try_until_killed (Place *place, int told)
{
  HavenTriesTime now = make_time (0);

  for (guint n = 0; n < 900; n++)
    {
      advance (&now, LONGEST);
      if (!haven_sign_in_tries_begin (place->folder, VAULT_ID, "Dana", &now, NULL) || write (told, "x", 1) != 1)
        _exit (1);
    }
  for (;;)
    pause ();
}

static void
test_no_moment_of_being_killed_loses_a_count (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (Place) place = place_new ();
      int ends[2];
      gint64 n_told = 0;
      char byte;
      pid_t child;
      g_autofree char *part = g_strconcat (place->path, ".part", NULL);

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        try_until_killed (place, ends[1]);
      close (ends[1]);
      for (gint32 n = g_rand_int_range (random, 4, 12); n > 0; n--)
        n_told += read (ends[0], &byte, 1);
      g_usleep ((gulong) g_rand_int_range (random, 0, 800));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      wait_for (child, SIGKILL);
      while (read (ends[0], &byte, 1) == 1)
        n_told++;
      close (ends[0]);
      g_assert_cmpint (read_count (place), >=, n_told);
      g_assert_cmpint (read_count (place), <=, n_told + 1);
      g_remove (part);
    }
}

static void
begin_fifty (Place *place, int *seconds)
{
  for (guint n = 0; n < 50;)
    {
      const HavenTriesTime now = make_time (__atomic_add_fetch (seconds, 2 * LONGEST, __ATOMIC_SEQ_CST));

      n += haven_sign_in_tries_begin (place->folder, VAULT_ID, "Dana", &now, NULL);
    }
}

static void
test_two_processes_at_once_lose_no_count (void)
{
  g_autoptr (Place) place = place_new ();
  int *seconds = mmap (NULL, sizeof *seconds, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t children[2];

  g_assert_true (seconds != MAP_FAILED);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        {
          begin_fifty (place, seconds);
          _exit (0);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    wait_for (children[i], 0);
  g_assert_cmpint (read_count (place), ==, 100);
  munmap (seconds, sizeof *seconds);
}

/* ── The file ─────────────────────────────────────────────────────────────── */

static void
test_a_file_that_is_damaged_or_hostile_begins_anew (void)
{
  const char *const texts[] = {
    "",
    "{",
    "null",
    "[]",
    "7",
    "\xff\xfe",
    "{\"0\":[]}",
  };
  g_autofree char *deep = g_strnfill (65000, '['), *huge = g_strnfill (1024 * 1024, ' ');
  g_autoptr (Place) place = place_new ();
  const HavenTriesTime now = make_time (0);

  for (gsize i = 0; i < G_N_ELEMENTS (texts) + 2; i++)
    {
      haven_test_put_text (place->path, i < G_N_ELEMENTS (texts) ? texts[i] : i == G_N_ELEMENTS (texts) ? deep : huge, -1);
      for (guint n = 0; n < 3; n++)
        g_assert_true (try_name (place, "Dana", &now));
      g_assert_false (try_name (place, "Dana", &now));
    }
}

/* Every bucket holds the same, so that whichever is Dana's is met. */
static void
put_count (Place *place, const char *count)
{
  g_autoptr (GString) text = g_string_new ("{");

  for (guint bucket = 0; bucket < 64; bucket++)
    g_string_append_printf (text, "%s\"%u\":%s", bucket ? "," : "", bucket, count);
  g_string_append_c (text, '}');
  haven_test_put_text (place->path, text->str, -1);
}

static void
test_no_value_in_the_file_ends_the_program_or_shuts_anybody_out (void)
{
  const char *const values[] = { "null", "true", "\"\"",  "\"7\"", "[]", "{}", "0.5", "-1", "7", "9223372036854775807",
                                 "-9223372036854775808" };
  g_autoptr (Place) place = place_new ();

  for (gsize n = 0; n < G_N_ELEMENTS (values); n++)
    for (gsize wall = 0; wall < G_N_ELEMENTS (values); wall++)
      for (gsize boot = 0; boot < G_N_ELEMENTS (values); boot++)
        {
          g_autofree char *count = g_strdup_printf ("{\"n\":%s,\"wall\":%s,\"boot\":%s,\"since_boot\":%s}",
                                                    values[n], values[wall],
                                                    boot % 2 ? values[boot] : "\"first boot\"", values[boot]);
          HavenTriesTime now = make_time (0);

          put_count (place, count);
          g_assert_cmpuint (haven_sign_in_tries_get_wait (place->folder, VAULT_ID, "Dana", &now), <=, LONGEST);
          if (try_name (place, "Dana", &now))
            continue;
          advance (&now, LONGEST);
          g_assert_true (try_name (place, "Dana", &now));
        }
}

static void
test_a_pipe_or_a_device_in_the_files_place_is_not_waited_for (void)
{
  g_autoptr (Place) place = place_new ();
  const HavenTriesTime now = make_time (0);
  struct stat status;

  g_assert_cmpint (mkfifo (place->path, 0600), ==, 0);
  g_assert_true (try_name (place, "Dana", &now));
  g_assert_cmpint (stat (place->path, &status), ==, 0);
  g_assert_true (S_ISREG (status.st_mode));
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_remove (place->path);
  g_assert_cmpint (symlink ("/dev/zero", place->path), ==, 0);
  g_assert_true (try_name (place, "Dana", &now));
}

static void
test_where_a_try_cannot_be_counted_none_is_made (void)
{
  g_autoptr (Place) place = place_new ();
  const HavenTriesTime now = make_time (0);
  g_autoptr (GError) error = NULL, folder_error = NULL;
  g_autofree char *nowhere = g_build_filename (place->folder, "nowhere", NULL);

  g_assert_cmpint (g_mkdir (place->path, 0700), ==, 0);
  g_assert_false (haven_sign_in_tries_begin (place->folder, VAULT_ID, "Dana", &now, &error));
  haven_assert_store_error (error, INPUT_OUTPUT);
  g_rmdir (place->path);
  g_assert_false (haven_sign_in_tries_begin (nowhere, VAULT_ID, "Dana", &now, &folder_error));
  g_assert_nonnull (folder_error);
  haven_sign_in_tries_clear (nowhere, VAULT_ID, "Dana");
}

static void
test_the_file_names_nobody_and_stays_small (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *text = NULL, *other = NULL, *huge = g_strnfill (1024 * 1024, 'x');
  HavenTriesTime now = make_time (0);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Dana Whitfield %u", i);

      advance (&now, LONGEST);
      g_assert_true (try_name (place, name, &now));
    }
  advance (&now, LONGEST);
  try_name (place, huge, &now);
  try_name (place, "\xff\xfe", &now);
  try_name (place, NULL, &now);
  text = haven_test_read_text (place->path);
  g_assert_cmpuint (strlen (text), <, 16384);
  other = g_ascii_strdown (text, -1);
  g_assert_null (strstr (other, "dana"));
  g_assert_null (strstr (other, "whitfield"));
}

int
main (int argc, char *argv[])
{
  /* None of this asks a real disk anything. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sign-in-tries/after-three-tries-each-wait-is-twice-as-long-up-to-five-minutes",
                   test_after_three_tries_each_wait_is_twice_as_long_up_to_five_minutes);
  g_test_add_func ("/store/sign-in-tries/trying-too-soon-does-not-lengthen-the-wait",
                   test_trying_too_soon_does_not_lengthen_the_wait);
  g_test_add_func ("/store/sign-in-tries/the-right-passphrase-forgets-the-wrong-ones",
                   test_the_right_passphrase_forgets_the_wrong_ones);
  g_test_add_func ("/store/sign-in-tries/another-name-is-not-slowed", test_another_name_is_not_slowed);
  g_test_add_func ("/store/sign-in-tries/ten-thousand-wrong-tries-end-in-five-minutes-and-shut-nobody-out",
                   test_ten_thousand_wrong_tries_end_in_five_minutes_and_shut_nobody_out);
  g_test_add_func ("/store/sign-in-tries/setting-the-clock-forward-shortens-no-wait",
                   test_setting_the_clock_forward_shortens_no_wait);
  g_test_add_func ("/store/sign-in-tries/setting-the-clock-back-lengthens-no-wait",
                   test_setting_the_clock_back_lengthens_no_wait);
  g_test_add_func ("/store/sign-in-tries/the-wait-outlives-a-restart-of-the-device",
                   test_the_wait_outlives_a_restart_of_the_device);
  g_test_add_func ("/store/sign-in-tries/a-restart-with-the-clock-set-back-begins-the-wait-anew-and-only-once",
                   test_a_restart_with_the_clock_set_back_begins_the_wait_anew_and_only_once);
  g_test_add_func ("/store/sign-in-tries/a-device-that-does-not-name-its-start-goes-by-the-wall",
                   test_a_device_that_does_not_name_its_start_goes_by_the_wall);
  g_test_add_func ("/store/sign-in-tries/the-present-moment-has-both-clocks",
                   test_the_present_moment_has_both_clocks);
  g_test_add_func ("/store/sign-in-tries/a-try-counts-although-the-program-is-killed-before-it-is-looked-at",
                   test_a_try_counts_although_the_program_is_killed_before_it_is_looked_at);
  g_test_add_func ("/store/sign-in-tries/no-moment-of-being-killed-loses-a-count",
                   test_no_moment_of_being_killed_loses_a_count);
  g_test_add_func ("/store/sign-in-tries/two-processes-at-once-lose-no-count",
                   test_two_processes_at_once_lose_no_count);
  g_test_add_func ("/store/sign-in-tries/a-file-that-is-damaged-or-hostile-begins-anew",
                   test_a_file_that_is_damaged_or_hostile_begins_anew);
  g_test_add_func ("/store/sign-in-tries/no-value-in-the-file-ends-the-program-or-shuts-anybody-out",
                   test_no_value_in_the_file_ends_the_program_or_shuts_anybody_out);
  g_test_add_func ("/store/sign-in-tries/a-pipe-or-a-device-in-the-files-place-is-not-waited-for",
                   test_a_pipe_or_a_device_in_the_files_place_is_not_waited_for);
  g_test_add_func ("/store/sign-in-tries/where-a-try-cannot-be-counted-none-is-made",
                   test_where_a_try_cannot_be_counted_none_is_made);
  g_test_add_func ("/store/sign-in-tries/the-file-names-nobody-and-stays-small",
                   test_the_file_names_nobody_and_stays_small);
  return g_test_run ();
}
