/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-consent.h"
#include "haven-session.h"

G_BEGIN_DECLS

char *haven_papers_dup_source_wording (HavenSession *session, const HavenRelease *release);

G_END_DECLS
