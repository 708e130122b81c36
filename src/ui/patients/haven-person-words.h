/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people.h"

G_BEGIN_DECLS

/* A person's fields in words. */
const char *haven_interpreter_need_get_label (const char *need);
const char *haven_interpreter_need_get_icon_name (const char *need);
char *haven_person_dup_visit_label (const char *local_start, HavenDate today);
char *haven_person_dup_born_label (const HavenPatient *patient, HavenDate today);
char *haven_person_dup_languages_label (const char *spoken, const char *written, const char *const *others);
char *haven_person_join (const char *separator, const char *const *parts);

G_END_DECLS
