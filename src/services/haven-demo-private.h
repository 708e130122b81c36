/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

char *haven_demo_dup_zone (GError **error);
gboolean haven_demo_fill (HavenSession *session, GError **error);

G_END_DECLS
