/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A vault's backups: vault backup, restore, drill, backups. */

#include "haven-cli.h"

#include "haven-backup-service.h"

#include <string.h>

static void
add_parts (JsonObject *object, const char *name, HavenPartitions partitions)
{
  JsonArray *array = json_array_new ();

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) != 0)
      json_array_add_string_element (array, haven_partition_get_name ((HavenPartition) i));
  json_object_set_array_member (object, name, array);
}

static JsonObject *
make_object (const HavenBackupInfo *info)
{
  JsonObject *object = json_object_new ();
  g_autofree char *made_at = haven_instant_dup_iso (info->made_at);

  json_object_set_string_member (object, "file", info->path);
  json_object_set_string_member (object, "backup", info->id);
  json_object_set_string_member (object, "made_at", made_at);
  json_object_set_int_member (object, "size", info->size);
  add_parts (object, "parts", info->partitions);
  return object;
}

static int
print_object (const HavenCli *cli, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return haven_cli_print_json (cli, node);
}

/* ── backup ───────────────────────────────────────────────────────────────── */

static int
print_result (const HavenCli *cli, const HavenBackupResult *result)
{
  JsonObject *object = make_object (result->info);
  JsonArray *removed = json_array_new ();
  int code;

  for (gsize i = 0; result->removed && result->removed[i]; i++)
    json_array_add_string_element (removed, result->removed[i]);
  json_object_set_array_member (object, "removed", removed);
  if (result->elsewhere)
    json_object_set_string_member (object, "elsewhere", result->elsewhere);
  code = print_object (cli, object);
  /* The backup is there; a script must hear all the same that the other disk has none. */
  return result->elsewhere_error ? haven_cli_fail (result->elsewhere_error) : code;
}

/* A path that is given is the shell's: it counts from where the program was started. */
static char *
dup_path (const char *word)
{
  return word ? g_canonicalize_filename (word, NULL) : NULL;
}

/** Makes a backup, in a file that is named or in the vault's own folder. */
int
haven_cli_vault_backup (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (HavenBackupResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;

  if (n_words > 1)
    return haven_cli_usage ("vault");
  target = dup_path (n_words == 1 ? words[0] : NULL);
  session = haven_cli_open (cli, &error);
  if (session != NULL)
    result = haven_backup_make (session, target, NULL, NULL, NULL, &error);
  return result ? print_result (cli, result) : haven_cli_fail (error);
}

/* ── restore ──────────────────────────────────────────────────────────────── */

static int
print_restored (const HavenCli *cli, const char *folder, HavenPartitions restored)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "folder", folder);
  add_parts (object, "restored", restored);
  return print_object (cli, object);
}

static gboolean
is_wrong_code (const GError *error)
{
  return g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
}

static int
restore (const HavenCli *cli, const char *file, const char *folder, char **code_files)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_cli_wipe);
  HavenBackupUnlock unlock = { .sign_in_name = cli->as };
  g_autoptr (GError) error = NULL;
  HavenPartitions restored = 0;
  char *passphrase = NULL;

  for (gsize i = 0; code_files && code_files[i]; i++)
    if (!haven_cli_read_codes (code_files[i], codes, &error))
      return haven_cli_fail (error);
  g_ptr_array_add (codes, NULL);
  /* No wait after wrong passphrases, as there is at sign-in: whoever has the file tries them without this program, where
   * each costs as much as here (SECURITY.md, Out of reach). */
  if (code_files != NULL)
    unlock.codes = (const char *const *) codes->pdata;
  else
    unlock.passphrase = passphrase = haven_cli_dup_passphrase (cli, cli->passphrase_file, &error);
  if (error == NULL)
    haven_backup_restore (file, folder, &unlock, &restored, NULL, NULL, NULL, &error);
  /* A sheet may have been replaced since both codes were written into one file. */
  for (guint i = 0; code_files && is_wrong_code (error) && codes->len > 2 && i < codes->len - 1; i++)
    {
      const char *const one[] = { codes->pdata[i], NULL };

      unlock.codes = one;
      if (haven_backup_restore (file, folder, &unlock, &restored, NULL, NULL, NULL, NULL))
        g_clear_error (&error);
    }
  haven_cli_wipe (passphrase);
  return error ? haven_cli_fail (error) : print_restored (cli, folder, restored);
}

/** Makes a vault out of a backup, or adds to one what it lacks. */
int
haven_cli_vault_restore (const HavenCli *cli, int n_words, char **words)
{
  g_auto (GStrv) code_files = NULL;
  g_autofree char *folder = NULL;
  GOptionEntry entries[] = {
    { "recovery-code-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &code_files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 2)
    return haven_cli_usage ("vault");
  folder = dup_path (words[1]);
  return restore (cli, words[0], folder, code_files);
}

/* ── drill, backups ───────────────────────────────────────────────────────── */

/** Tries a backup out: the newest, or one that is named. */
int
haven_cli_vault_drill (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  HavenPartitions restored = 0;
  JsonObject *object;

  if (n_words > 1)
    return haven_cli_usage ("vault");
  session = haven_cli_open (cli, &error);
  if (session != NULL)
    restored = haven_backup_try_out (session, n_words == 1 ? words[0] : NULL, NULL, NULL, NULL, &error);
  if (restored == 0)
    return haven_cli_fail (error);
  object = json_object_new ();
  add_parts (object, "restored", restored);
  return print_object (cli, object);
}

/** Lists a vault's backups, in its own folder or another place. */
int
haven_cli_vault_backups (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GError) error = NULL;
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  if (n_words > 1)
    return haven_cli_usage ("vault");
  session = haven_cli_open (cli, &error);
  if (session != NULL)
    entries = haven_backup_list (session, n_words == 1 ? words[0] : NULL, &error);
  for (guint i = 0; entries && i < entries->len; i++)
    {
      const HavenBackupEntry *entry = entries->pdata[i];
      JsonObject *object = make_object (entry->info);

      json_object_set_boolean_member (object, "authentic", entry->authentic);
      json_array_add_object_element (array, object);
    }
  return entries ? haven_cli_print_json (cli, node) : haven_cli_fail (error);
}
