/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-staff-service.h"

#include <string.h>

static JsonArray *
list_partitions (guint partitions)
{
  JsonArray *names = json_array_new ();

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) != 0)
      json_array_add_string_element (names, haven_partition_get_name ((HavenPartition) i));
  return names;
}

static JsonObject *
describe (const HavenStaffEntry *entry)
{
  JsonObject *object = json_object_new ();
  JsonArray *roles = json_array_new ();

  for (gsize i = 0; entry->member->roles && entry->member->roles[i]; i++)
    json_array_add_string_element (roles, entry->member->roles[i]);
  json_object_set_string_member (object, "id", entry->member->id);
  json_object_set_string_member (object, "name", entry->member->name);
  json_object_set_array_member (object, "roles", roles);
  json_object_set_boolean_member (object, "active", entry->member->active);
  json_object_set_boolean_member (object, "can_sign_in", entry->can_sign_in);
  json_object_set_array_member (object, "holds", list_partitions (entry->holds));
  json_object_set_array_member (object, "lacks", list_partitions (entry->wants & ~entry->holds));
  return object;
}

static int
staff_list (const HavenCli *cli, HavenSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = haven_staff_list (session, &error);
  JsonArray *array;
  g_autoptr (JsonNode) node = NULL;

  if (entries == NULL)
    return haven_cli_fail (error);
  array = json_array_new ();
  for (guint i = 0; i < entries->len; i++)
    json_array_add_object_element (array, describe (entries->pdata[i]));
  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  return haven_cli_print_json (cli, node);
}

typedef struct
{
  char **roles;
  char *new_passphrase_file;
  char *recovery_code_file;
} StaffOptions;

static int
print_id (const HavenCli *cli, const char *id)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "id", id);
  json_object_unref (object);
  return haven_cli_print_json (cli, node);
}

static int
staff_add (const HavenCli *cli, HavenSession *session, const char *name, const StaffOptions *options)
{
  g_autoptr (GError) error = NULL;
  char *passphrase = haven_cli_dup_passphrase (cli, options->new_passphrase_file, &error);
  const HavenNewMember member = { name, NULL, passphrase, (const char *const *) options->roles };
  g_autofree char *id = passphrase ? haven_staff_add (session, &member, haven_cli_get_keyring (cli), &error) : NULL;

  haven_cli_wipe (passphrase);
  return id ? print_id (cli, id) : haven_cli_fail (error);
}

static gboolean
reset (const HavenCli *cli, HavenSession *session, const char *id, const char *name, const StaffOptions *options, GError **error)
{
  char *passphrase = haven_cli_dup_passphrase (cli, options->new_passphrase_file, error);
  gboolean done = passphrase && haven_staff_reset (session, id, name, passphrase, haven_cli_get_keyring (cli), error);

  haven_cli_wipe (passphrase);
  return done;
}

/* Of both sheets' codes the one counts that stands for the role. */
static gboolean
grant_by_codes (HavenSession *session, const char *id, const char *role, GPtrArray *codes, GError **error)
{
  gboolean done = FALSE;

  for (guint i = 0; !done && i < codes->len; i++)
    {
      g_clear_error (error);
      done = haven_staff_grant (session, id, role, codes->pdata[i], error);
    }
  return done;
}

static gboolean
grant (HavenSession *session, const char *id, const char *role, const StaffOptions *options, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_cli_wipe);

  if (options->recovery_code_file == NULL)
    return haven_staff_grant (session, id, role, NULL, error);
  return haven_cli_read_codes (options->recovery_code_file, codes, error) &&
         grant_by_codes (session, id, role, codes, error);
}

/* The parts that somebody held get their new keys when the vault is opened: at once, as far as one holds them oneself. */
static gboolean
open_anew (const HavenCli *cli, HavenSession *session, GError **error)
{
  g_autoptr (HavenSession) again = NULL;

  haven_session_leave (session);
  again = haven_cli_open (cli, error);
  return again != NULL;
}

/* An act about one member, who is named by name or id. */
static int
change_staff (const HavenCli *cli, HavenSession *session, const char *act, int n_words, char **words, const StaffOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = haven_staff_find (session, words[0], &error);
  gboolean done = FALSE;

  if (id == NULL)
    return haven_cli_fail (error);
  if (strcmp (act, "grant") == 0)
    done = grant (session, id, words[1], options, &error);
  else if (strcmp (act, "revoke") == 0)
    done = haven_staff_revoke (session, id, words[1], &error);
  else if (strcmp (act, "remove") == 0)
    done = haven_staff_remove (session, id, &error);
  else
    done = reset (cli, session, id, words[0], options, &error);
  if (done && (strcmp (act, "revoke") == 0 || strcmp (act, "remove") == 0))
    done = open_anew (cli, session, &error);
  return done ? HAVEN_CLI_DONE : haven_cli_fail (error);
}

static int
run_staff (const HavenCli *cli, int n_words, char **words, const StaffOptions *options)
{
  static const struct
  {
    const char *name;
    int n_words;
  } acts[] = { { "list", 0 }, { "add", 1 }, { "grant", 2 }, { "revoke", 2 }, { "remove", 1 }, { "reset", 1 } };
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  gboolean known = FALSE;

  for (gsize i = 0; n_words > 0 && i < G_N_ELEMENTS (acts); i++)
    known = known || (strcmp (words[0], acts[i].name) == 0 && n_words - 1 == acts[i].n_words);
  if (!known || ((strcmp (words[0], "add") == 0 || strcmp (words[0], "reset") == 0) && options->new_passphrase_file == NULL))
    return haven_cli_usage ("staff");
  session = haven_cli_open (cli, &error);
  if (session == NULL)
    return haven_cli_fail (error);
  if (strcmp (words[0], "list") == 0)
    return staff_list (cli, session);
  if (strcmp (words[0], "add") == 0)
    return staff_add (cli, session, words[1], options);
  return change_staff (cli, session, words[0], n_words - 1, words + 1, options);
}

/** Who works with the vault, and what they may open. */
int
haven_cli_staff (const HavenCli *cli, int n_words, char **words)
{
  StaffOptions options = { 0 };
  GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.roles, NULL, NULL },
    { "new-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &options.new_passphrase_file, NULL, NULL },
    { "recovery-code-file", 0, 0, G_OPTION_ARG_FILENAME, &options.recovery_code_file, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int code = haven_cli_parse (entries, &n_words, &words) ? run_staff (cli, n_words, words, &options)
                                                          : haven_cli_usage ("staff");

  g_strfreev (options.roles);
  g_free (options.new_passphrase_file);
  g_free (options.recovery_code_file);
  return code;
}
