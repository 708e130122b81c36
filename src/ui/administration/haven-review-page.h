/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/** What was opened in an emergency and nobody has reviewed yet (R24). */
#define HAVEN_TYPE_REVIEW_PAGE (haven_review_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenReviewPage, haven_review_page, HAVEN, REVIEW_PAGE, HavenFactsPage)

GtkWidget *haven_review_page_new (HavenWorkspace *workspace);
gboolean haven_review_page_is_for (HavenSession *session);
gboolean haven_review_page_is_idle (HavenReviewPage *self);
guint haven_review_page_get_n (HavenReviewPage *self);
void haven_review_page_review (HavenReviewPage *self, const char *glass_id, const char *review);

G_END_DECLS
