/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-choice.h"

/** Returns: (nullable): the entry with that code */
const HavenChoice *
haven_choice_find (const HavenChoice *choices, const char *code)
{
  g_return_val_if_fail (choices != NULL, NULL);

  for (; choices->code; choices++)
    if (g_strcmp0 (choices->code, code) == 0)
      return choices;
  return NULL;
}

/** Returns: (nullable): the label for gettext(), or @code itself where the list does not know it */
const char *
haven_choice_get_label (const HavenChoice *choices, const char *code)
{
  const HavenChoice *choice = haven_choice_find (choices, code);

  return choice ? choice->label : code;
}
