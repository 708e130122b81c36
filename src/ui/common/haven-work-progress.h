/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** How far work on another thread is; that thread writes here, the widget looks. */
typedef struct _HavenWorkShare HavenWorkShare;

HavenWorkShare *haven_work_share_ref (HavenWorkShare *self);
void haven_work_share_unref (HavenWorkShare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenWorkShare, haven_work_share_unref)
void haven_work_share_report (gint64 done, gint64 total, gpointer share);

/**
 * HavenWorkProgress:
 *
 * A bar that tells how far something is, with a button that stops it, and how it ended.
 */
#define HAVEN_TYPE_WORK_PROGRESS (haven_work_progress_get_type ())
G_DECLARE_FINAL_TYPE (HavenWorkProgress, haven_work_progress, HAVEN, WORK_PROGRESS, AdwBin)

GtkWidget *haven_work_progress_new (void);
HavenWorkShare *haven_work_progress_begin (HavenWorkProgress *self, const char *words);
GCancellable *haven_work_progress_get_cancellable (HavenWorkProgress *self);
void haven_work_progress_end (HavenWorkProgress *self, gboolean well, const char *words);
gboolean haven_work_progress_is_running (HavenWorkProgress *self);
void haven_work_progress_stop (HavenWorkProgress *self);
const char *haven_work_progress_get_words (HavenWorkProgress *self);

G_END_DECLS
