/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-vaults-check.h"

#include <stdio.h>
#include <string.h>

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

static int
set_usage (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return HAVEN_CLI_FAILED;
}

/* ── init ─────────────────────────────────────────────────────────────────── */

typedef struct
{
  char *clinic;
  char *zone;
  char **roles;
  char *legal_name;
  char *legal_passphrase_file;
  char *recovery_file;
  gboolean require_device;
} InitOptions;

static void
clear_options (InitOptions *options)
{
  g_free (options->clinic);
  g_free (options->zone);
  g_strfreev (options->roles);
  g_free (options->legal_name);
  g_free (options->legal_passphrase_file);
  g_free (options->recovery_file);
}

static int
print_vault (const HavenCli *cli, HavenSession *session, const char *recovery_file)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (object, "folder", haven_store_get_folder (haven_session_get_store (session)));
  json_object_set_string_member (object, "staff_id", haven_session_get_staff_id (session));
  json_object_set_string_member (object, "recovery_file", recovery_file);
  node = take_object (object);
  return haven_cli_print_json (cli, node);
}

static int
make_vault (const HavenCli *cli,
            const char *folder,
            const InitOptions *options,
            const char *passphrase,
            const char *legal_passphrase)
{
  static const char *const first_roles[] = { "administrator", "clinician", NULL };
  static const char *const legal_roles[] = { "attorney", NULL };
  const HavenNewMember members[] = {
    { cli->as ? cli->as : "Administrator",
      NULL,
      passphrase,
      options->roles ? (const char *const *) options->roles : first_roles },
    { options->legal_name, NULL, legal_passphrase, legal_roles },
  };
  const HavenVaultSetup setup = {
    .clinic_name = options->clinic ? options->clinic : "Clinic",
    .zone = options->zone,
    .members = members,
    .n_members = options->legal_name ? 2 : 1,
    .cost = haven_passphrase_cost_measure (),
    .passphrase_alone = !options->require_device,
  };
  g_auto (HavenRecoveryCodes) codes = { NULL, NULL };
  g_autoptr (HavenKeyring) keyring = options->require_device ? haven_system_keyring_new () : NULL;
  g_autoptr (GError) error = NULL;
  const int file = haven_cli_make_code_file (options->recovery_file, &error);
  g_autoptr (HavenSession) session = file < 0 ? NULL : haven_vaults_create (folder, &setup, keyring, &codes, &error);

  if (file >= 0 && session == NULL)
    haven_cli_drop_code_file (file, options->recovery_file);
  if (session == NULL || !haven_cli_fill_code_file (file, options->recovery_file, codes.clinic, codes.legal, &error))
    return haven_cli_fail (error);
  return print_vault (cli, session, options->recovery_file);
}

/* Whoever loses the codes loses the records with the passphrases; whoever keeps them beside the records has kept nothing. */
static gboolean
check_recovery_file (const char *folder, const char *recovery_file, GError **error)
{
  g_autofree char *inside = NULL, *path = NULL;

  if (recovery_file == NULL)
    return set_usage (error,
                      "Say where the recovery codes are to be written, to be printed and then destroyed: "
                      "--recovery-file FILE. Nothing was made.") == HAVEN_CLI_DONE;
  path = g_canonicalize_filename (recovery_file, NULL);
  inside = g_canonicalize_filename (folder, NULL);
  return !g_str_has_prefix (path, inside) || !G_IS_DIR_SEPARATOR (path[strlen (inside)]) ||
         set_usage (error,
                    "The recovery codes do not belong into the vault's own folder: they open it. Name a file in another "
                    "place. Nothing was made.") == HAVEN_CLI_DONE;
}

static int
run_init (const HavenCli *cli, int n_words, char **words, InitOptions *options)
{
  char *passphrase, *legal_passphrase = NULL;
  g_autoptr (GError) error = NULL;
  int code = HAVEN_CLI_FAILED;

  if ((options->legal_name == NULL) != (options->legal_passphrase_file == NULL))
    return set_usage (&error, "The legal partner needs both a name and a passphrase file."), haven_cli_fail (error);
  if (!check_recovery_file (words[0], options->recovery_file, &error))
    return haven_cli_fail (error);
  passphrase = haven_cli_dup_passphrase (cli, cli->passphrase_file, &error);
  if (passphrase && options->legal_passphrase_file)
    legal_passphrase = haven_cli_dup_passphrase (cli, options->legal_passphrase_file, &error);
  if (error != NULL)
    haven_cli_fail (error);
  else
    code = make_vault (cli, words[0], options, passphrase, legal_passphrase);
  haven_cli_wipe (passphrase);
  haven_cli_wipe (legal_passphrase);
  return code;
}

static int
vault_init (const HavenCli *cli, int n_words, char **words)
{
  InitOptions options = { 0 };
  GOptionEntry entries[] = {
    { "clinic", 0, 0, G_OPTION_ARG_STRING, &options.clinic, NULL, NULL },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &options.zone, NULL, NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.roles, NULL, NULL },
    { "legal-name", 0, 0, G_OPTION_ARG_STRING, &options.legal_name, NULL, NULL },
    { "legal-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &options.legal_passphrase_file, NULL, NULL },
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &options.recovery_file, NULL, NULL },
    { "require-device", 0, 0, G_OPTION_ARG_NONE, &options.require_device, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int code;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1)
    code = haven_cli_usage ("vault");
  else
    code = run_init (cli, n_words, words, &options);
  clear_options (&options);
  return code;
}

/* ── check ────────────────────────────────────────────────────────────────── */

static int
print_check (const HavenCli *cli, const HavenVaultCheck *check)
{
  JsonObject *object = json_object_new ();
  JsonArray *parts = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (object, "vault", check->vault_id);
  json_object_set_int_member (object, "generation", check->generation);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      JsonObject *part = json_object_new ();

      json_object_set_string_member (part, "part", haven_partition_get_name (check->parts[i].partition));
      json_object_set_string_member (part, "state", check->parts[i].state);
      if (check->parts[i].n_events > 0)
        json_object_set_int_member (part, "events", check->parts[i].n_events);
      json_array_add_object_element (parts, part);
    }
  json_object_set_array_member (object, "parts", parts);
  node = take_object (object);
  return haven_cli_print_json (cli, node);
}

static int
vault_check (const HavenCli *cli, int n_words, char **words)
{
  gboolean deep = FALSE;
  GOptionEntry entries[] = {
    { "deep", 0, 0, G_OPTION_ARG_NONE, &deep, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (HavenVaultCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  const HavenPartCheck *fault;
  char *passphrase;
  int code;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 0 || !haven_cli_need_vault (cli, &error))
    return error ? haven_cli_fail (error) : haven_cli_usage ("vault");
  passphrase = haven_cli_dup_passphrase (cli, cli->passphrase_file, &error);
  check = passphrase ? haven_vaults_check (cli->vault, cli->as ? cli->as : "", passphrase, haven_cli_get_keyring (cli), deep, &error)
                     : NULL;
  haven_cli_wipe (passphrase);
  if (check == NULL)
    return haven_cli_fail (error);
  code = print_check (cli, check);
  fault = haven_vault_check_find_fault (check);
  if (fault == NULL)
    return code;
  g_set_error_literal (&error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_FAILED, fault->sentence);
  return haven_cli_fail (error);
}

/* ── rekey ────────────────────────────────────────────────────────────────── */

static gboolean
find_partition (const char *name, HavenPartition *partition)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (strcmp (haven_partition_get_name ((HavenPartition) i), name) == 0)
      {
        *partition = (HavenPartition) i;
        return TRUE;
      }
  return FALSE;
}

static int
vault_rekey (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (GError) error = NULL;
  HavenPartition partition;
  char *passphrase;
  gboolean done;

  if (n_words != 1 || !find_partition (words[0], &partition))
    return haven_cli_usage ("vault");
  if (!haven_cli_need_vault (cli, &error))
    return haven_cli_fail (error);
  passphrase = haven_cli_dup_passphrase (cli, cli->passphrase_file, &error);
  done = passphrase && haven_vaults_rekey (cli->vault, cli->as ? cli->as : "", passphrase, haven_cli_get_keyring (cli), partition, &error);
  haven_cli_wipe (passphrase);
  return done ? HAVEN_CLI_DONE : haven_cli_fail (error);
}

/** What is done to a vault as a whole. */
int
haven_cli_vault (const HavenCli *cli, int n_words, char **words)
{
  static const struct
  {
    const char *name;
    HavenCliFunc function;
  } acts[] = {
    { "init", vault_init },
    { "check", vault_check },
    { "rekey", vault_rekey },
    { "recover", haven_cli_vault_recover },
    { "recovery-sheet", haven_cli_vault_recovery_sheet },
    { "backup", haven_cli_vault_backup },
    { "restore", haven_cli_vault_restore },
    { "drill", haven_cli_vault_drill },
    { "backups", haven_cli_vault_backups },
  };

  for (gsize i = 0; n_words > 0 && i < G_N_ELEMENTS (acts); i++)
    if (strcmp (words[0], acts[i].name) == 0)
      return acts[i].function (cli, n_words - 1, words + 1);
  return haven_cli_usage ("vault");
}
