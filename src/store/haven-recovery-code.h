/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store-error.h"

G_BEGIN_DECLS

#define HAVEN_RECOVERY_KEY_SIZE 32
#define HAVEN_RECOVERY_N_GROUPS 7

/**
 * A recovery code: seven groups of five signs that are hard to mistake on paper (Crockford's base 32: no I, L, O, U).
 * Six groups carry 120 random bits, each with a check sign of its own, so that a wrong group can be named; the seventh
 * checks the whole. Small letters, spaces and hyphens do not matter; O is read as 0, I and L as 1.
 */
char *haven_recovery_code_new (void);
gboolean haven_recovery_code_derive (const char *code, const char *vault_id, guint8 *key, GError **error);
gboolean haven_recovery_code_check_group (const char *code, guint group, const char *typed);

G_END_DECLS
