/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-staff-notices.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenStaffNews:
 *
 * The lines above the panes that tell of one another's keys: whom an administrator still has to tell others of, until
 * they say that it was done (R48), and what everybody is shown once.
 */
#define HAVEN_TYPE_STAFF_NEWS (haven_staff_news_get_type ())
G_DECLARE_FINAL_TYPE (HavenStaffNews, haven_staff_news, HAVEN, STAFF_NEWS, AdwBin)

GtkWidget *haven_staff_news_new (HavenWorkspace *workspace);
gboolean haven_staff_news_is_idle (HavenStaffNews *self);
char *haven_staff_news_dup_words (const HavenStaffNotice *notice, const char *name, HavenClock *clock);

G_END_DECLS
