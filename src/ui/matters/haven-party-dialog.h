/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Somebody takes part in a matter, is changed there, or leaves it. */
#define HAVEN_TYPE_PARTY_DIALOG (haven_party_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenPartyDialog, haven_party_dialog, HAVEN, PARTY_DIALOG, AdwDialog)

AdwDialog *haven_party_dialog_new (HavenWorkspace *workspace, const char *matter_id, const HavenParty *party);

G_END_DECLS
