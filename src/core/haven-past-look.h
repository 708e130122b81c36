/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflict.h"
#include "haven-legal.h"

G_BEGIN_DECLS

/**
 * HavenPastLook:
 *
 * A look for conflicts that somebody decided about, with the names of who is open to whoever reads it.
 */
#define HAVEN_TYPE_PAST_LOOK (haven_past_look_get_type ())
G_DECLARE_FINAL_TYPE (HavenPastLook, haven_past_look, HAVEN, PAST_LOOK, GObject)

HavenPastLook *haven_past_look_new (const HavenConflictCheck *check,
                                    const char *person,
                                    const char *decided_by,
                                    const HavenMatter *matter,
                                    GPtrArray *matches,
                                    gboolean hides_some);
const HavenConflictCheck *haven_past_look_get_check (HavenPastLook *self);
const char *haven_past_look_get_person (HavenPastLook *self);
const char *haven_past_look_get_decided_by (HavenPastLook *self);
const HavenMatter *haven_past_look_get_matter (HavenPastLook *self);
GPtrArray *haven_past_look_get_matches (HavenPastLook *self);
gboolean haven_past_look_hides_some (HavenPastLook *self);
int haven_past_look_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
