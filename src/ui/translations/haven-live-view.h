/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-live.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The pages of a form as it stands, as wide as there is room, with a frame around the text that is being written. */
#define HAVEN_TYPE_LIVE_VIEW (haven_live_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenLiveView, haven_live_view, HAVEN, LIVE_VIEW, AdwBin)

GtkWidget *haven_live_view_new (void);
void haven_live_view_show (HavenLiveView *self, const HavenDocumentLive *live, const char *text_id);
double haven_live_view_get_scale (HavenLiveView *self);
guint haven_live_view_get_n_pages (HavenLiveView *self);
gboolean haven_live_view_has_mark (HavenLiveView *self);
const char *haven_live_view_get_text (HavenLiveView *self, guint page);

G_END_DECLS
