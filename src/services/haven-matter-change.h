/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-matter-stages.h"

G_BEGIN_DECLS

HavenEdit *haven_matters_edit_change (HavenSession *session,
                                      const HavenMatter *before,
                                      const HavenMatter *wanted,
                                      const char *reason,
                                      GError **error);

G_END_DECLS
