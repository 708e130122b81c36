/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"

G_BEGIN_DECLS

/**
 * HavenPaperView:
 *
 * The pages of a paper below each other. Only those near what is seen have a picture.
 */
#define HAVEN_TYPE_PAPER_VIEW (haven_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenPaperView, haven_paper_view, HAVEN, PAPER_VIEW, GtkWidget)

void haven_paper_view_set_pages (HavenPaperView *self, HavenPaperPages *pages);
guint haven_paper_view_get_page (HavenPaperView *self);
guint haven_paper_view_get_n_pages (HavenPaperView *self);
GtkWidget *haven_paper_view_get_first (HavenPaperView *self);
void haven_paper_view_go (HavenPaperView *self, int pages);
double haven_paper_view_get_zoom (HavenPaperView *self);
void haven_paper_view_zoom_in (HavenPaperView *self);
void haven_paper_view_zoom_out (HavenPaperView *self);
void haven_paper_view_zoom_fit (HavenPaperView *self);
gboolean haven_paper_view_is_drawn (HavenPaperView *self);

G_END_DECLS
