/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenMatterEventsBox:
 *
 * What happened in a matter, the newest first, with what was said before and the dates that hang on each. It opens its own
 * editors: the actions are event.write, event.change and event.void.
 */
#define HAVEN_TYPE_MATTER_EVENTS_BOX (haven_matter_events_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterEventsBox, haven_matter_events_box, HAVEN, MATTER_EVENTS_BOX, AdwBin)

void haven_matter_events_box_show (HavenMatterEventsBox *self, HavenWorkspace *workspace, const HavenMatterPage *page);

G_END_DECLS
