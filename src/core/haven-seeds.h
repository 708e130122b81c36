/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GBytes *haven_seeds_lookup (const char *path, GError **error);
JsonNode *haven_seeds_lookup_json (const char *path, GError **error);
char **haven_seeds_list (const char *folder);

G_END_DECLS
