/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *haven_match_key_dup_phone (const char *number);
char *haven_match_key_dup_address (const char *address);
char *haven_match_key_dup_place (const char *place);

G_END_DECLS
