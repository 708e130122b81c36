/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenPersonNames:
 *
 * The other names of a person, in any script, each of its kind: they are typed, added and taken away here, and saved by
 * whoever shows them.
 */
#define HAVEN_TYPE_PERSON_NAMES (haven_person_names_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonNames, haven_person_names, HAVEN, PERSON_NAMES, AdwPreferencesGroup)

void haven_person_names_set_names (HavenPersonNames *self, GPtrArray *names);
GPtrArray *haven_person_names_dup_names (HavenPersonNames *self);
char *haven_person_names_dup_text (HavenPersonNames *self);
void haven_person_names_set_text (HavenPersonNames *self, const char *text);

G_END_DECLS
