/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-timeline-event.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Fills a store with the events of a chip, when somebody asks for them. */
typedef void (*HavenTimelineChipFill) (GtkMenuButton *chip, GListStore *events, gpointer owner);
/** Somebody chose an event in the chip's list. */
typedef void (*HavenTimelineChipChosen) (HavenTimelineEvent *event, gpointer owner);

GtkWidget *haven_timeline_chip_new (HavenTimelineChipFill fill, HavenTimelineChipChosen chosen, gpointer owner);
void haven_timeline_chip_set_count (GtkMenuButton *self, guint count);

G_END_DECLS
