/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenPersonChooser:
 *
 * Finds a person by name. Emits `chosen` with the id and the name, and goes.
 */
#define HAVEN_TYPE_PERSON_CHOOSER (haven_person_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonChooser, haven_person_chooser, HAVEN, PERSON_CHOOSER, AdwDialog)

AdwDialog *haven_person_chooser_new (HavenWorkspace *workspace, const char *title);

G_END_DECLS
