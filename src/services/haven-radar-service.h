/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-radar-item.h"
#include "haven-session.h"

G_BEGIN_DECLS

GPtrArray *haven_radar_list (HavenSession *session, int n_days, GError **error);

G_END_DECLS
