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
describe_reset (const HavenStaffReset *reset)
{
  JsonObject *object = json_object_new ();
  g_autofree char *at = haven_instant_dup_iso (reset->at);

  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "by_id", reset->by_id);
  json_object_set_boolean_member (object, "by_code", reset->by_code);
  return object;
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
  if (entry->reset)
    json_object_set_object_member (object, "reset", describe_reset (entry->reset));
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

/* ── What the staff is told ───────────────────────────────────────────────── */

static JsonObject *
describe_notice (const HavenStaffNotice *notice, HavenInstant now)
{
  static const char *const kinds[] = { "left", "role-taken", "recovery-sheet", "recovered" };
  JsonObject *object = json_object_new ();
  g_autofree char *at = haven_instant_dup_iso (notice->at);

  json_object_set_string_member (object, "id", notice->id);
  json_object_set_string_member (object, "kind", kinds[notice->kind]);
  json_object_set_string_member (object, "staff_id", notice->staff_id);
  json_object_set_string_member (object, "by_id", notice->by_id);
  json_object_set_string_member (object, "at", at);
  if (notice->detail)
    json_object_set_string_member (object, "detail", notice->detail);
  if (notice->due_at != 0)
    {
      g_autofree char *due_at = haven_instant_dup_iso (notice->due_at);

      json_object_set_string_member (object, "due_at", due_at);
      json_object_set_boolean_member (object, "late", haven_staff_notice_is_late (notice, now));
    }
  return object;
}

static JsonArray *
list_notices (GPtrArray *notices, HavenInstant now)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < notices->len; i++)
    json_array_add_object_element (array, describe_notice (notices->pdata[i], now));
  return array;
}

/* Tasks stay until they are confirmed; the rest has been seen when it was printed. */
static int
staff_notices (const HavenCli *cli, HavenSession *session)
{
  const HavenInstant now = haven_clock_now (haven_session_get_clock (session));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = haven_staff_notices_list_open (session, &error);
  g_autoptr (GPtrArray) news = tasks ? haven_staff_notices_list_unseen (session, &error) : NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  int code;

  if (news == NULL)
    return haven_cli_fail (error);
  json_object_set_array_member (object, "tasks", list_notices (tasks, now));
  json_object_set_array_member (object, "news", list_notices (news, now));
  node = json_node_init_object (json_node_alloc (), object);
  code = haven_cli_print_json (cli, node);
  if (code == HAVEN_CLI_DONE && news->len > 0 && !haven_staff_notices_mark_seen (session, &error))
    return haven_cli_fail (error);
  return code;
}

static int
staff_confirm (HavenSession *session, const char *id)
{
  g_autoptr (GError) error = NULL;

  return haven_staff_notices_confirm (session, id, &error) ? HAVEN_CLI_DONE : haven_cli_fail (error);
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

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
  } acts[] = {
    { "list", 0 },   { "add", 1 },   { "grant", 2 },   { "revoke", 2 },
    { "remove", 1 }, { "reset", 1 }, { "notices", 0 }, { "confirm", 1 },
  };
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
  if (strcmp (words[0], "notices") == 0)
    return staff_notices (cli, session);
  if (strcmp (words[0], "confirm") == 0)
    return staff_confirm (session, words[1]);
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
