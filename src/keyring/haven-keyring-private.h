/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-keyring.h"

G_BEGIN_DECLS

#define HAVEN_KEYRING_LIMIT_MILLISECONDS 30000

typedef HavenKeyringState (*HavenKeyringCall) (gpointer data, GCancellable *cancellable);

HavenKeyringState haven_keyring_run_within_limit (HavenKeyringCall call,
                                                  gpointer data,
                                                  guint milliseconds,
                                                  GCancellable *cancellable);
const char *haven_keyring_item_get_code (HavenKeyringItem kind);
gboolean haven_keyring_content_fits (HavenKeyringItem kind, GBytes *content);
GBytes *haven_keyring_content_new (gconstpointer data, gsize size);
char *haven_keyring_content_encode (GBytes *content);
GBytes *haven_keyring_content_decode (HavenKeyringItem kind, const char *text, gsize length);
void haven_keyring_wipe_text (char *text);

G_END_DECLS
