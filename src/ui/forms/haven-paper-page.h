/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"

G_BEGIN_DECLS

/** One page on the screen. A screen reader hears the words that stand on it. */
#define HAVEN_TYPE_PAPER_PAGE (haven_paper_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenPaperPage, haven_paper_page, HAVEN, PAPER_PAGE, GtkWidget)

GtkWidget *haven_paper_page_new (HavenPaperPages *pages, guint page);
void haven_paper_page_set_zoom (HavenPaperPage *self, double zoom);
void haven_paper_page_show (HavenPaperPage *self);
void haven_paper_page_forget (HavenPaperPage *self);
gboolean haven_paper_page_is_drawn (HavenPaperPage *self);
const char *haven_paper_page_get_text (HavenPaperPage *self);

G_END_DECLS
