/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_PASSPHRASE_LEAST 8 /* letters */

const char *haven_passphrase_describe (const char *passphrase);
gboolean haven_passphrase_is_easy (const char *passphrase);
const char *haven_passphrase_find_problem (const char *passphrase, const char *again);

G_END_DECLS
