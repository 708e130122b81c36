/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

GBytes *haven_statement_make (HavenSession *session, const char *variant, GPtrArray *facts, GError **error);

G_END_DECLS
