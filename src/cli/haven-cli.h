/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-papers-service.h"
#include "haven-query.h"
#include "haven-vaults.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define HAVEN_CLI_DONE 0
#define HAVEN_CLI_FAILED 1
#define HAVEN_CLI_USAGE 2

/** What every command is given. */
typedef struct
{
  const char *vault;           /* nullable */
  const char *as;              /* nullable: the sign-in name */
  const char *passphrase_file; /* nullable */
  gboolean json;
} HavenCli;

/** A command: @words are what follows its name. It prints its result or one sentence, and gives an exit code. */
typedef int (*HavenCliFunc) (const HavenCli *cli, int n_words, char **words);

int haven_cli_main (int argc, char **argv);
int haven_cli_usage (const char *command);
int haven_cli_fail (const GError *error);
int haven_cli_print_json (const HavenCli *cli, JsonNode *node);
int haven_cli_print_rows (const HavenCli *cli,
                          HavenSession *session,
                          const char *record,
                          HavenQuery *query,
                          HavenQueryRowFunc add_row);
JsonNode *haven_cli_parse_list (const char *json);
gboolean haven_cli_parse (GOptionEntry *entries, int *n_words, char ***words);
char *haven_cli_dup_passphrase (const HavenCli *cli, const char *path, GError **error);
void haven_cli_wipe (char *secret);
gboolean haven_cli_read_codes (const char *path, GPtrArray *codes, GError **error);
int haven_cli_make_code_file (const char *path, GError **error);
void haven_cli_drop_code_file (int file, const char *path);
gboolean haven_cli_fill_code_file (int file, const char *path, const char *clinic, const char *legal, GError **error);
gboolean haven_cli_need_vault (const HavenCli *cli, GError **error);
HavenKeyring *haven_cli_get_keyring (const HavenCli *cli);
HavenSession *haven_cli_open (const HavenCli *cli, GError **error);
GBytes *haven_cli_read_pdf (const char *path, GError **error);
JsonObject *haven_cli_read_pdf_values (const char *path, GError **error);
HavenSession *haven_cli_open_to_export (const HavenCli *cli, HavenProof **proof, GError **error);
gboolean haven_cli_write_file (const char *path, GBytes *bytes, GError **error);

int haven_cli_demo (const HavenCli *cli, int n_words, char **words);
int haven_cli_vault (const HavenCli *cli, int n_words, char **words);
int haven_cli_vault_backup (const HavenCli *cli, int n_words, char **words);
int haven_cli_vault_restore (const HavenCli *cli, int n_words, char **words);
int haven_cli_vault_drill (const HavenCli *cli, int n_words, char **words);
int haven_cli_vault_recover (const HavenCli *cli, int n_words, char **words);
int haven_cli_vault_recovery_sheet (const HavenCli *cli, int n_words, char **words);
int haven_cli_vault_backups (const HavenCli *cli, int n_words, char **words);
int haven_cli_staff (const HavenCli *cli, int n_words, char **words);
int haven_cli_person (const HavenCli *cli, int n_words, char **words);
int haven_cli_directory (const HavenCli *cli, int n_words, char **words);
int haven_cli_deadline (const HavenCli *cli, int n_words, char **words);
int haven_cli_trip (const HavenCli *cli, int n_words, char **words);
int haven_cli_calendar (const HavenCli *cli, int n_words, char **words);
int haven_cli_form (const HavenCli *cli, int n_words, char **words);
int haven_cli_form_list_clinic (const HavenCli *cli);
int haven_cli_form_change (const HavenCli *cli, int n_words, char **words);
int haven_cli_form_po (const HavenCli *cli, int n_words, char **words);
int haven_cli_pdf (const HavenCli *cli, int n_words, char **words);
int haven_cli_official (const HavenCli *cli, int n_words, char **words);
int haven_cli_plan (const HavenCli *cli, int n_words, char **words);
int haven_cli_audit (const HavenCli *cli, int n_words, char **words);
int haven_cli_bench (const HavenCli *cli, int n_words, char **words);

G_END_DECLS
