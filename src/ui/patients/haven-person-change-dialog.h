/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Changes what is known of a person: names, pronouns, languages, birth, and whether anybody may contact them. */
#define HAVEN_TYPE_PERSON_CHANGE_DIALOG (haven_person_change_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonChangeDialog, haven_person_change_dialog, HAVEN, PERSON_CHANGE_DIALOG, AdwDialog)

AdwDialog *haven_person_change_dialog_new (HavenWorkspace *workspace, const HavenPersonPage *page);

G_END_DECLS
