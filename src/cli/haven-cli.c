/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-vaults.h"

#include <stdio.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *usage;
  HavenCliFunc function;
} commands[] = {
  { "demo", "havenctl demo DIR", haven_cli_demo },
  { "vault",
    "havenctl vault init DIR --recovery-file FILE [--as NAME] [--role ROLE]… [--clinic NAME] [--zone ZONE]\n"
    "                       [--require-device] [--legal-name NAME --legal-passphrase-file FILE]\n"
    "       havenctl --vault DIR vault check [--deep]\n"
    "       havenctl --vault DIR vault rekey shared|clinical|legal\n"
    "       havenctl --vault DIR vault backup [FILE] | vault backups [DIR] | vault drill [FILE]\n"
    "       havenctl vault restore FILE DIR --recovery-code-file FILE… (or --as NAME --passphrase-file FILE)\n"
    "       havenctl --vault DIR vault recovery-sheet clinic|legal FILE (the sheet of before stops working)\n"
    "       havenctl --vault DIR --as NAME vault recover --recovery-code-file FILE… (the passphrase is the new one)",
    haven_cli_vault },
  { "staff",
    "havenctl --vault DIR staff list\n"
    "       havenctl --vault DIR staff add NAME --role ROLE… --new-passphrase-file FILE\n"
    "       havenctl --vault DIR staff grant|revoke NAME ROLE [--recovery-code-file FILE]\n"
    "       havenctl --vault DIR staff remove NAME\n"
    "       havenctl --vault DIR staff reset NAME --new-passphrase-file FILE\n"
    "       havenctl --vault DIR staff notices | staff confirm ID (the others who have to know were told)",
    haven_cli_staff },
  { "person",
    "havenctl --vault DIR person search TEXT\n"
    "       havenctl --vault DIR person add --name NAME [--alias NAME]… [--born DATE] [--language LL]\n"
    "       havenctl --vault DIR person show ID\n"
    "       havenctl --vault DIR person timeline ID",
    haven_cli_person },
  { "directory",
    "havenctl --vault DIR directory import PATH [--dry-run]\n"
    "       havenctl --vault DIR directory search TEXT [--language LL] [--area WORDS]",
    haven_cli_directory },
  { "deadline",
    "havenctl deadline --list\n"
    "       havenctl deadline RULE --date YYYY-MM-DD [--mailed] [--born YYYY-MM-DD] [--stopped-days N]\n"
    "                         [--notice-date YYYY-MM-DD]",
    haven_cli_deadline },
  { "trip", "havenctl trip find FILE.json (or - for standard input)", haven_cli_trip },
  { "calendar",
    "havenctl --vault DIR calendar list\n"
    "       havenctl --vault DIR calendar export --from YYYY-MM-DD --to YYYY-MM-DD [--resource ID] [--says busy|visit] --output FILE.ics\n"
    "       havenctl calendar check FILE.ics [--zone ZONE]\n"
    "       havenctl --vault DIR calendar import FILE.ics --resource ID|--closed-days clinic [--whole] [--dry-run]",
    haven_cli_calendar },
  { "form",
    "havenctl [--vault DIR] form list\n"
    "       havenctl [--vault DIR] form check CODE|FILE.json\n"
    "       havenctl --vault DIR form add FILE.json [--dry-run]\n"
    "       havenctl --vault DIR form retire CODE\n"
    "       havenctl --vault DIR form review CODE --counsel WHO --on YYYY-MM-DD\n"
    "       havenctl [--vault DIR] form render CODE --language LL [--variant V] [--values FILE.json] [--paper a4|letter] [--large] [--bilingual]\n"
    "                     --output FILE.pdf\n"
    "       havenctl [--vault DIR] form po export CODE LL FILE.po\n"
    "       havenctl --vault DIR form po import CODE LL FILE.po",
    haven_cli_form },
  { "pdf",
    "havenctl pdf fields FILE.pdf\n"
    "       havenctl pdf fill FILE.pdf --values FILE.json --output FILE.pdf",
    haven_cli_pdf },
  { "official",
    "havenctl official sources\n"
    "       havenctl --vault DIR official list | official retire CODE\n"
    "       havenctl --vault DIR official import FILE.pdf --code CODE --title TITLE --agency NAME [--edition YYYY-MM-DD]\n"
    "                     [--for-everybody]\n"
    "       havenctl --vault DIR official fields CODE | official map CODE FIELD [SOURCE [FORMAT]]\n"
    "       havenctl --vault DIR official fill CODE PERSON-ID [--values FILE.json] --output FILE.pdf",
    haven_cli_official },
  { "plan", "havenctl --vault DIR plan print ID --language LL [--variant full|client|safe] --output FILE.pdf", haven_cli_plan },
  { "audit",
    "havenctl --vault DIR audit verify [--head TEXT]…\n"
    "       havenctl --vault DIR audit list [--person ID] [--staff NAME] [--today] [--limit N]\n"
    "       havenctl --vault DIR audit head",
    haven_cli_audit },
  { "bench", "havenctl --vault DIR bench commit --count N", haven_cli_bench },
};

static const char *
find_usage (const char *command)
{
  for (gsize i = 0; command && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, command) == 0)
      return commands[i].usage;
  return NULL;
}

/** Says how a command is used, or all of them, and gives the exit code of wrong usage. */
int
haven_cli_usage (const char *command)
{
  const char *own = find_usage (command);

  if (own != NULL)
    {
      g_printerr ("usage: %s\n", own);
      return HAVEN_CLI_USAGE;
    }
  g_printerr ("usage: havenctl [--vault DIR] [--as NAME] [--passphrase-file FILE] [--json] COMMAND …\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_printerr ("       %s\n", commands[i].usage);
  return HAVEN_CLI_USAGE;
}

/** Prints the one sentence of a failure on standard error. */
int
haven_cli_fail (const GError *error)
{
  g_autofree char *line = g_strdup (error->message);

  g_strdelimit (line, "\n\r", ' ');
  g_printerr ("havenctl: %s\n", line);
  return HAVEN_CLI_FAILED;
}

/** Prints JSON: on one line for programs, indented for people. */
int
haven_cli_print_json (const HavenCli *cli, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, !cli->json);

  puts (text);
  return fflush (stdout) == 0 ? HAVEN_CLI_DONE : HAVEN_CLI_FAILED;
}

static gboolean
add_rows (HavenStore *store, HavenQuery *query, HavenQueryRowFunc add_row, JsonArray *array, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!haven_store_query_order (store, query, rows, error))
    return FALSE;
  /* One row at a time, as rows of a page come in no order. */
  for (guint i = 0; i < rows->len; i++)
    if (!haven_store_query_texts (store, query, &g_array_index (rows, gint64, i), 1, add_row, array, error))
      return FALSE;
  return TRUE;
}

/**
 * haven_cli_print_rows:
 * @record: what is searched, for the audit
 * @add_row: (scope call): adds a row to the JsonArray that is its data
 *
 * Prints what a search of the shared partition finds, in the order of the query.
 *
 * Returns: the exit code
 */
int
haven_cli_print_rows (const HavenCli *cli,
                      HavenSession *session,
                      const char *record,
                      HavenQuery *query,
                      HavenQueryRowFunc add_row)
{
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (GError) error = NULL;

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  if (!haven_session_run (session, HAVEN_ACTION_SEARCH, HAVEN_IN_SHARED, record, NULL, NULL, NULL, NULL, &error) ||
      !add_rows (haven_session_get_store (session), query, add_row, array, &error))
    return haven_cli_fail (error);
  return haven_cli_print_json (cli, node);
}

/** Returns: (transfer full): a column that holds a JSON array; an empty one where it holds nothing */
JsonNode *
haven_cli_parse_list (const char *json)
{
  JsonNode *node = json ? json_from_string (json, NULL) : NULL;

  if (node == NULL)
    {
      node = json_node_alloc ();
      json_node_init (node, JSON_NODE_ARRAY);
      json_node_take_array (node, json_array_new ());
    }
  return node;
}

/**
 * haven_cli_parse:
 * @words: (inout): what stands behind the command; its options are taken out, and the array holds what is left
 *
 * Options may stand anywhere. %FALSE when one is unknown or lacks its value.
 */
gboolean
haven_cli_parse (GOptionEntry *entries, int *n_words, char ***words)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char **list = g_new0 (char *, *n_words + 2);
  g_autoptr (GError) error = NULL;
  char **rest = list;
  int n_rest = *n_words + 1;

  /* The parser wants a program's name in front. */
  list[0] = (char *) "havenctl";
  memcpy (list + 1, *words, (gsize) *n_words * sizeof *list);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse (context, &n_rest, &rest, &error))
    {
      /* What stands behind "=" is somebody's data, and is not said again. */
      error->message[strcspn (error->message, "=")] = '\0';
      g_printerr ("havenctl: %s\n", error->message);
      return FALSE;
    }
  *n_words = n_rest - 1;
  memcpy (*words, rest + 1, (gsize) *n_words * sizeof *list);
  (*words)[*n_words] = NULL;
  return TRUE;
}

/* ── The vault ────────────────────────────────────────────────────────────── */

gboolean
haven_cli_need_vault (const HavenCli *cli, GError **error)
{
  if (cli->vault != NULL)
    return TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_ARGUMENT,
                       "This command needs a vault. Say which: --vault DIR.");
  return FALSE;
}

/** Returns: (transfer none): the system's keyring, which is asked only where a vault needs it */
HavenKeyring *
haven_cli_get_keyring (const HavenCli *cli)
{
  static HavenKeyring *keyring = NULL;

  if (keyring == NULL)
    keyring = haven_system_keyring_new ();
  return keyring;
}

/* @proof: (out) (optional): that it was their passphrase */
static HavenSession *
open_vault (const HavenCli *cli, HavenProof **proof, GError **error)
{
  char *passphrase;
  g_autoptr (HavenSession) session = NULL;
  const char *name = cli->as ? cli->as : "";

  if (!haven_cli_need_vault (cli, error))
    return NULL;
  passphrase = haven_cli_dup_passphrase (cli, cli->passphrase_file, error);
  if (passphrase == NULL)
    return NULL;
  session = haven_vaults_open (cli->vault, name, passphrase, haven_cli_get_keyring (cli), NULL, error);
  if (session != NULL && proof != NULL)
    {
      *proof = haven_proof_new (session, name, passphrase, haven_cli_get_keyring (cli), error);
      if (*proof == NULL)
        g_clear_object (&session);
    }
  haven_cli_wipe (passphrase);
  return g_steal_pointer (&session);
}

/** Opens the vault that the command line names. */
HavenSession *
haven_cli_open (const HavenCli *cli, GError **error)
{
  return open_vault (cli, NULL, error);
}

/**
 * haven_cli_open_to_export:
 *
 * The same for what leaves (R29). The passphrase that is given to this command, and to no other, is looked at again: it is
 * asked for once, as the vault is open for this command alone.
 */
HavenSession *
haven_cli_open_to_export (const HavenCli *cli, HavenProof **proof, GError **error)
{
  return open_vault (cli, proof, error);
}

/** Writes a file that only its owner may read; one that is there already is replaced whole. */
gboolean
haven_cli_write_file (const char *path, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    return TRUE;
  g_set_error_literal (error,
                       G_FILE_ERROR,
                       G_FILE_ERROR_FAILED,
                       "The file cannot be written there. Choose another folder with --output.");
  return FALSE;
}

/* ── The program ──────────────────────────────────────────────────────────── */

static int
run_command (const HavenCli *cli, int n_words, char **words)
{
  if (n_words == 0)
    return haven_cli_usage (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, words[0]) == 0)
      return commands[i].function (cli, n_words - 1, words + 1);
  g_printerr ("havenctl: there is no command “%s”\n", words[0]);
  return haven_cli_usage (NULL);
}

/* Options before the command belong to all of them; those behind it are the command's own. */
static int
take_common_options (HavenCli *cli, int n_words, char **words, int *first)
{
  for (*first = 1; *first < n_words; (*first)++)
    {
      const char *word = words[*first];
      const char **value = strcmp (word, "--vault") == 0             ? &cli->vault
                           : strcmp (word, "--passphrase-file") == 0 ? &cli->passphrase_file
                           : strcmp (word, "--as") == 0              ? &cli->as
                                                                     : NULL;

      if (strcmp (word, "--json") == 0)
        cli->json = TRUE;
      else if (value && *first + 1 < n_words)
        *value = words[++*first];
      else
        return *word == '-' ? haven_cli_usage (NULL) : HAVEN_CLI_DONE;
    }
  return HAVEN_CLI_DONE;
}

/* The options that belong to all commands may as well stand behind one. */
static char **
lift_common_options (HavenCli *cli, char **words)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();

  for (int i = 0; words[i]; i++)
    if (strcmp (words[i], "--json") == 0)
      cli->json = TRUE;
    else if (strcmp (words[i], "--vault") == 0 && words[i + 1])
      cli->vault = words[++i];
    else if (strcmp (words[i], "--passphrase-file") == 0 && words[i + 1])
      cli->passphrase_file = words[++i];
    else if (strcmp (words[i], "--as") == 0 && words[i + 1])
      cli->as = words[++i];
    else
      g_strv_builder_add (rest, words[i]);
  return g_strv_builder_end (rest);
}

int
haven_cli_main (int argc, char **argv)
{
  HavenCli cli = { 0 };
  int first = 1, code;

  code = take_common_options (&cli, argc, argv, &first);
  if (code == HAVEN_CLI_DONE)
    {
      g_auto (GStrv) words = lift_common_options (&cli, argv + first);
      /* The commands move the words about in an array of their own. */
      int n_words = (int) g_strv_length (words);
      g_autofree char **own = g_memdup2 (words, (gsize) (n_words + 1) * sizeof *words);

      code = run_command (&cli, n_words, own);
    }
  return code;
}
