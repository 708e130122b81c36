/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Coming in by a printed code, and making one anew. */

#include "haven-cli.h"

#include "haven-staff-service.h"

#include <string.h>

/* ── recover ──────────────────────────────────────────────────────────────── */

static gboolean
opens (HavenVaultFile *file, const char *code)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_file_recover (file, code, NULL);

  return keys != NULL;
}

/* A sheet may have been replaced since both codes were written into one file: what opens is used. Where nothing does, the
 * codes stay, and it is said what is wrong with them. */
static void
keep_opening (const char *folder, GPtrArray *codes)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, NULL);
  gboolean any = FALSE;

  for (guint i = 0; file && i < codes->len; i++)
    any = any || opens (file, codes->pdata[i]);
  for (guint i = codes->len; any && i > 0; i--)
    if (!opens (file, codes->pdata[i - 1]))
      g_ptr_array_remove_index (codes, i - 1);
}

static int
recover (const HavenCli *cli, char **code_files)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_cli_wipe);
  g_autoptr (GError) error = NULL;
  HavenNewMember member = { .name = cli->as };
  g_autoptr (HavenSession) session = NULL;
  char *passphrase;

  for (gsize i = 0; code_files[i]; i++)
    if (!haven_cli_read_codes (code_files[i], codes, &error))
      return haven_cli_fail (error);
  keep_opening (cli->vault, codes);
  g_ptr_array_add (codes, NULL);
  member.passphrase = passphrase = haven_cli_dup_passphrase (cli, cli->passphrase_file, &error);
  if (passphrase)
    session = haven_vaults_recover (cli->vault,
                                    (const char *const *) codes->pdata,
                                    &member,
                                    haven_cli_get_keyring (cli),
                                    &error);
  haven_cli_wipe (passphrase);
  return session ? HAVEN_CLI_DONE : haven_cli_fail (error);
}

/** Opens a vault with its printed codes, and gives somebody a new passphrase. */
int
haven_cli_vault_recover (const HavenCli *cli, int n_words, char **words)
{
  g_auto (GStrv) files = NULL;
  GOptionEntry entries[] = {
    { "recovery-code-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 0 || files == NULL || cli->as == NULL)
    return haven_cli_usage ("vault");
  return haven_cli_need_vault (cli, &error) ? recover (cli, files) : haven_cli_fail (error);
}

/* ── recovery-sheet ───────────────────────────────────────────────────────── */

static gboolean
make_sheet (HavenSession *session, gboolean legal, const char *path, GError **error)
{
  const int file = haven_cli_make_code_file (path, error);
  char *code = file < 0 ? NULL
                        : haven_staff_make_recovery (session,
                                                     legal ? HAVEN_IN_LEGAL : HAVEN_IN_SHARED | HAVEN_IN_CLINICAL,
                                                     error);
  gboolean kept = FALSE;

  if (code != NULL)
    kept = haven_cli_fill_code_file (file, path, legal ? NULL : code, legal ? code : NULL, error);
  else if (file >= 0)
    haven_cli_drop_code_file (file, path);
  haven_cli_wipe (code);
  return kept;
}

/** Makes a recovery code anew; the one that was printed before stops working. */
int
haven_cli_vault_recovery_sheet (const HavenCli *cli, int n_words, char **words)
{
  const gboolean legal = n_words == 2 && strcmp (words[0], "legal") == 0;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (n_words != 2 || (!legal && strcmp (words[0], "clinic") != 0))
    return haven_cli_usage ("vault");
  session = haven_cli_open (cli, &error);
  return session && make_sheet (session, legal, words[1], &error) ? HAVEN_CLI_DONE : haven_cli_fail (error);
}
