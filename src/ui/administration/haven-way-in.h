/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenWayIn:
 *
 * The fields of a new way in: the name to sign in with, and a passphrase twice, typed by whom it is for. Emits `changed`.
 */
#define HAVEN_TYPE_WAY_IN (haven_way_in_get_type ())
G_DECLARE_FINAL_TYPE (HavenWayIn, haven_way_in, HAVEN, WAY_IN, AdwBin)

void haven_way_in_set_name (HavenWayIn *self, const char *name);
char *haven_way_in_dup_name (HavenWayIn *self);
char *haven_way_in_dup_passphrase (HavenWayIn *self);
gboolean haven_way_in_is_filled (HavenWayIn *self);
gboolean haven_way_in_check (HavenWayIn *self);
void haven_way_in_type (HavenWayIn *self, const char *passphrase, const char *again);
void haven_way_in_clear (HavenWayIn *self);

G_END_DECLS
