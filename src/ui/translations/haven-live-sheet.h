/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-live.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One page of a live paper. */
#define HAVEN_TYPE_LIVE_SHEET (haven_live_sheet_get_type ())
G_DECLARE_FINAL_TYPE (HavenLiveSheetView, haven_live_sheet, HAVEN, LIVE_SHEET, GtkWidget)

GtkWidget *haven_live_sheet_new (void);
void haven_live_sheet_show (HavenLiveSheetView *self, const HavenLiveSheet *sheet, guint number, guint n_sheets);
void haven_live_sheet_clear_marks (HavenLiveSheetView *self);
void haven_live_sheet_add_mark (HavenLiveSheetView *self, const HavenLivePlace *place);
gboolean haven_live_sheet_get_mark (HavenLiveSheetView *self, graphene_rect_t *mark);
const char *haven_live_sheet_get_text (HavenLiveSheetView *self);

G_END_DECLS
