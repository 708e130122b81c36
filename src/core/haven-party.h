/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-conflict.h"
#include "haven-legal.h"

G_BEGIN_DECLS

const HavenChoice *haven_party_get_roles (void);
gboolean haven_party_complete (HavenParty *party);
gboolean haven_party_is_person (const HavenParty *party, const HavenMatter *matter);
gboolean haven_party_is_past (const HavenParty *party);
gboolean haven_party_needs_look (const HavenParty *before, const HavenParty *after);
void haven_party_look_for (const HavenParty *party, HavenConflictSearch *search);
gboolean haven_party_was_looked_for (const HavenParty *party, const HavenConflictCheck *check);

G_END_DECLS
