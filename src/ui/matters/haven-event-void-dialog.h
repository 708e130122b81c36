/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-event-book.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *haven_event_void_dialog_new (HavenWorkspace *workspace,
                                        const char *matter_id,
                                        const HavenEventBook *book,
                                        const HavenMatterEvent *event);

G_END_DECLS
