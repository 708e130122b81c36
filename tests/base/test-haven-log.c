/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-id.h"
#include "haven-log.h"

static void
test_text_never_reaches_the_log (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, 1, "Canary Quillfeather");

      haven_log (HAVEN_LOG_UNEXPECTED, "Canary Quillfeather");
      haven_log_error (HAVEN_LOG_UNEXPECTED, error);
      return;
    }
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*Quillfeather*");
  g_test_trap_assert_stderr_unmatched ("*Quillfeather*");
}

static void
test_ids_are_ids (void)
{
  g_autofree char *id = haven_id_new ();

  g_assert_true (haven_id_is_valid (id));
  g_assert_false (haven_id_is_valid ("Amina"));
  g_assert_false (haven_id_is_valid (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/log/text-never-reaches-the-log", test_text_never_reaches_the_log);
  g_test_add_func ("/base/log/ids-are-ids", test_ids_are_ids);
  return g_test_run ();
}
