/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenContactDialog:
 *
 * Writes down one way to reach a person, in the order in which one asks: which way, whether it is safe, when, by which
 * name, whether a message may be left, who else may hear.
 */
#define HAVEN_TYPE_CONTACT_DIALOG (haven_contact_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenContactDialog, haven_contact_dialog, HAVEN, CONTACT_DIALOG, AdwDialog)

AdwDialog *haven_contact_dialog_new (HavenWorkspace *workspace,
                                     const char *patient_id,
                                     const HavenSafeContactRule *rule);

G_END_DECLS
