/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

/* Days on which the clinic is closed: those that it wrote down, and the federal holidays where it keeps them (5 USC 6103),
 * which it does unless somebody says otherwise. */
gboolean haven_closed_days_has_federal (HavenTransaction *transaction);
GPtrArray *haven_closed_days_list (HavenTransaction *transaction, HavenDate from, HavenDate to, GError **error);
gboolean haven_closed_days_set_federal (HavenSession *session, gboolean closed, GError **error);

G_END_DECLS
