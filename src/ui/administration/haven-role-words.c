/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-role-words.h"

#include <glib/gi18n.h>

static const HavenChoice labels[] = {
  { "front-desk", N_ ("Front desk") },
  { "clinician", N_ ("Clinician") },
  { "behavioural-clinician", N_ ("Behavioural clinician") },
  { "navigator", N_ ("Navigator") },
  { "advocate", N_ ("Advocate") },
  { "attorney", N_ ("Attorney") },
  { "paralegal", N_ ("Paralegal") },
  { "interpreter", N_ ("Interpreter") },
  { "translator", N_ ("Translator") },
  { "supervisor", N_ ("Supervisor") },
  { "directory-editor", N_ ("Directory editor") },
  { "auditor", N_ ("Auditor") },
  { "administrator", N_ ("Administrator") },
  { NULL, NULL },
};

static const HavenChoice descriptions[] = {
  { "front-desk", N_ ("Receives people, books visits, sees safe contact. No charts.") },
  { "clinician", N_ ("Works with charts and notes, and lets others into the medical part.") },
  { "behavioural-clinician", N_ ("As a clinician, and reads restricted notes.") },
  { "navigator", N_ ("Plans, referrals and permissions to share. No charts.") },
  { "advocate", N_ ("Works with matters and their notes.") },
  { "attorney", N_ ("Works with matters, and lets others into the legal part.") },
  { "paralegal", N_ ("Prepares matters, dates and papers.") },
  { "interpreter", N_ ("Sees the visits they are booked for.") },
  { "translator", N_ ("Works on the words of forms. No people.") },
  { "supervisor", N_ ("Sees people and visits, reads the log, reviews emergency access, closes people to staff.") },
  { "directory-editor", N_ ("Keeps the directory of services.") },
  { "auditor", N_ ("Reads the log, and nothing else.") },
  { "administrator", N_ ("Keeps staff, settings and backups. No charts.") },
  { NULL, NULL },
};

/** Returns: every role in the language of the screen, in the order that people look for them */
const HavenChoice *
haven_role_get_all (void)
{
  return labels;
}

const char *
haven_role_get_label (const char *role)
{
  const HavenChoice *choice = haven_choice_find (labels, role);

  return choice ? _ (choice->label) : role;
}

const char *
haven_role_get_description (const char *role)
{
  const HavenChoice *choice = haven_choice_find (descriptions, role);

  return choice ? _ (choice->label) : "";
}

/** Returns: (transfer full): “Clinician, Supervisor” */
char *
haven_role_dup_labels (const char *const *roles)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (gsize i = 0; roles && roles[i]; i++)
    g_strv_builder_add (builder, haven_role_get_label (roles[i]));
  names = g_strv_builder_end (builder);
  if (names[0] == NULL)
    return g_strdup (_ ("No role"));
  /* Translators: between the roles of a member of staff */
  return g_strjoinv (_ (", "), names);
}

/** Returns: what a partition is called on a screen */
const char *
haven_part_get_label (HavenPartition partition)
{
  switch (partition)
    {
    case HAVEN_PARTITION_SHARED:
      return _ ("People and calendar");
    case HAVEN_PARTITION_CLINICAL:
      return _ ("Medical part");
    case HAVEN_PARTITION_LEGAL:
      return _ ("Legal part");
    default:
      g_assert_not_reached ();
    }
}

/** Returns: who can give the key of a partition */
const char *
haven_part_get_helpers (HavenPartition partition)
{
  switch (partition)
    {
    case HAVEN_PARTITION_SHARED:
      return _ ("Needs somebody who can sign in, or a recovery code.");
    case HAVEN_PARTITION_CLINICAL:
      return _ ("Needs a clinician, who can give it here, or the clinic’s recovery code.");
    case HAVEN_PARTITION_LEGAL:
      return _ ("Needs an attorney, who can give it here, or the legal partner’s recovery code.");
    default:
      g_assert_not_reached ();
    }
}
