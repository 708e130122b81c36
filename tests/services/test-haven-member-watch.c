/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vaults-test.h"

#include "haven-member-watch.h"
#include "haven-staff-service.h"

#include <string.h>

static void
gone_cb (guint *n_gone)
{
  (*n_gone)++;
}

/* Until what was begun has been answered: the watch holds itself as long. */
static void
look (HavenMemberWatch *watch)
{
  haven_member_watch_look (watch);
  while (G_OBJECT (watch)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_whose_work_here_was_ended_is_told (void)
{
  g_autofree char *folder = haven_test_make_folder ();
  g_autoptr (HavenSession) dana = NULL, priya = NULL;
  g_autoptr (HavenMemberWatch) watch = NULL;
  g_autoptr (GError) error = NULL;
  guint n_gone = 0;

  vaults_test_make (folder, NULL);
  dana = vaults_test_open (folder, "Dana", DANA, NULL);
  priya = vaults_test_open (folder, "Priya Raman", PRIYA, NULL);
  watch = haven_member_watch_new (priya);
  g_signal_connect_swapped (watch, "gone", G_CALLBACK (gone_cb), &n_gone);
  look (watch);
  g_assert_cmpuint (n_gone, ==, 0);
  g_assert_true (haven_staff_remove (dana, haven_session_get_staff_id (priya), &error));
  g_assert_no_error (error);
  look (watch);
  g_assert_cmpuint (n_gone, ==, 1);
  g_clear_object (&watch);
  g_clear_object (&dana);
  g_clear_object (&priya);
  haven_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/member-watch/whose-work-here-was-ended-is-told", test_whose_work_here_was_ended_is_told);
  return g_test_run ();
}
