/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What an editor says quietly about its draft: that it was brought back, or why it is not kept. Hidden otherwise. */
#define HAVEN_TYPE_DRAFT_LINE (haven_draft_line_get_type ())
G_DECLARE_FINAL_TYPE (HavenDraftLine, haven_draft_line, HAVEN, DRAFT_LINE, AdwBin)

GtkWidget *haven_draft_line_new (void);
void haven_draft_line_set_of_choices (HavenDraftLine *self, gboolean of_choices);
void haven_draft_line_show_brought_back (HavenDraftLine *self, HavenClock *clock, HavenInstant saved_at);
void haven_draft_line_show_discarded (HavenDraftLine *self);
void haven_draft_line_show_failure (HavenDraftLine *self, const char *message, gboolean may_discard);
void haven_draft_line_hide (HavenDraftLine *self);
const char *haven_draft_line_get_words (HavenDraftLine *self);

G_END_DECLS
