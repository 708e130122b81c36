/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-past-look.h"
#include "haven-session.h"

G_BEGIN_DECLS

GPtrArray *haven_conflict_history_list (HavenSession *session, const char *patient_id, GError **error);

G_END_DECLS
