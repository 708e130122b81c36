/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-chart.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A note, or an addendum to one, to be read. */
#define HAVEN_TYPE_NOTE_PART (haven_note_part_get_type ())
G_DECLARE_FINAL_TYPE (HavenNotePart, haven_note_part, HAVEN, NOTE_PART, GtkBox)

GtkWidget *haven_note_part_new_with_words (const char *title, const char *meta, const char *text);
GtkWidget *haven_note_part_new (const HavenNote *note, const char *author, HavenClock *clock);

G_END_DECLS
