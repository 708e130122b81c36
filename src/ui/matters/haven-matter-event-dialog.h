/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-event-dates.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What happened in a matter is written down, or corrected, with the dates that follow from it. */
#define HAVEN_TYPE_MATTER_EVENT_DIALOG (haven_matter_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterEventDialog, haven_matter_event_dialog, HAVEN, MATTER_EVENT_DIALOG, AdwDialog)

AdwDialog *haven_matter_event_dialog_new (HavenWorkspace *workspace,
                                          const HavenMatter *matter,
                                          HavenEventBook *book,
                                          const HavenMatterEvent *before,
                                          const char *kind);

G_END_DECLS
