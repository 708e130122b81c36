/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenChoice:
 * @code: as stored
 * @label: for screens, in neutral words; a message for gettext()
 *
 * One of a closed list of values. Lists end with an entry whose code is %NULL.
 */
typedef struct
{
  const char *code;
  const char *label;
} HavenChoice;

const HavenChoice *haven_choice_find (const HavenChoice *choices, const char *code);
const char *haven_choice_get_label (const HavenChoice *choices, const char *code);

G_END_DECLS
