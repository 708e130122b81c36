/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Work for programs that stop this one in the middle of it, and then count what is there. */

#include "haven-cli.h"

#include "haven-people-service.h"

#include <stdio.h>
#include <string.h>

#define MOST_PEOPLE 1000000

/* The same path as a person who is added by hand: one transaction, with its audit event in it. */
static char *
commit_one (HavenSession *session, int number, GError **error)
{
  g_autoptr (HavenPatient) person = haven_patient_new ();
  g_autoptr (HavenEdit) edit = NULL;
  g_autofree char *id = NULL;

  person->name = g_strdup_printf ("Made-up Person %d", number);
  edit = haven_people_edit_add (session, person, NULL, &id, error);
  if (edit == NULL || !haven_edit_apply (edit, session, error))
    return NULL;
  return g_steal_pointer (&id);
}

static int
commit_many (HavenSession *session, int count)
{
  for (int i = 1; i <= count; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = commit_one (session, i, &error);

      if (id == NULL)
        return haven_cli_fail (error);
      /* Whoever reads this line may rely on the row. */
      if (puts (id) < 0 || fflush (stdout) != 0)
        return HAVEN_CLI_FAILED;
    }
  return HAVEN_CLI_DONE;
}

/** Adds made-up people, printing each id only after the commit that keeps it has returned. */
int
haven_cli_bench (const HavenCli *cli, int n_words, char **words)
{
  int count = 0;
  GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT, &count, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1 || strcmp (words[0], "commit") != 0 || count < 1 ||
      count > MOST_PEOPLE)
    return haven_cli_usage ("bench");
  session = haven_cli_open (cli, &error);
  return session ? commit_many (session, count) : haven_cli_fail (error);
}
