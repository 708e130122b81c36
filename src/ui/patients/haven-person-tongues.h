/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** The languages that a person knows beside the first: chosen from all, and taken away one by one. */
#define HAVEN_TYPE_PERSON_TONGUES (haven_person_tongues_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonTongues, haven_person_tongues, HAVEN, PERSON_TONGUES, AdwPreferencesGroup)

void haven_person_tongues_offer (HavenPersonTongues *self, GtkStringList *languages);
char *haven_person_tongues_dup_codes (HavenPersonTongues *self);
void haven_person_tongues_set_codes (HavenPersonTongues *self, const char *codes);

G_END_DECLS
