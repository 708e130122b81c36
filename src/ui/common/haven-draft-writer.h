/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-drafts-service.h"

G_BEGIN_DECLS

/**
 * HavenDraftWriter:
 *
 * Keeps what stands in one editor as a draft in the vault, within two seconds. Its acts come one after another, so that
 * an older text never follows a newer one, nor a draft the act that ends it. It outlives its editor until the last word
 * is in the vault. Belongs to the main thread, and knows no widgets.
 */
#define HAVEN_TYPE_DRAFT_WRITER (haven_draft_writer_get_type ())
G_DECLARE_FINAL_TYPE (HavenDraftWriter, haven_draft_writer, HAVEN, DRAFT_WRITER, GObject)

/* Returns: (transfer full) (nullable): what stands in the editor; NULL where it is not worth a draft */
typedef HavenDraftContent *(*HavenDraftSource) (gpointer data);
/* @error: (nullable): why the latest words are not in the vault */
typedef void (*HavenDraftWritten) (const GError *error, gpointer data);

HavenDraftWriter *haven_draft_writer_new (HavenSession *session, const char *editor, const char *subject_id);
HavenSession *haven_draft_writer_get_session (HavenDraftWriter *self);
const char *haven_draft_writer_get_editor (HavenDraftWriter *self);
const char *haven_draft_writer_get_subject_id (HavenDraftWriter *self);

void haven_draft_writer_attach (HavenDraftWriter *self,
                                HavenDraftSource source,
                                gpointer data,
                                const HavenDraftContent *kept);
void haven_draft_writer_detach (HavenDraftWriter *self);
void haven_draft_writer_set_kept (HavenDraftWriter *self, const HavenDraftContent *kept);
void haven_draft_writer_changed (HavenDraftWriter *self);
void haven_draft_writer_flush (HavenDraftWriter *self, HavenDraftWritten written, gpointer data);
void haven_draft_writer_discard (HavenDraftWriter *self);
gboolean haven_draft_writer_is_saved (HavenDraftWriter *self);
gboolean haven_draft_writer_has_draft (HavenDraftWriter *self);
void haven_draft_writer_pause (HavenDraftWriter *self);
void haven_draft_writer_resume (HavenDraftWriter *self);

/* For tests, which do not wait by the clock. */
guint haven_draft_writer_get_delay (HavenDraftWriter *self);
void haven_draft_writer_elapse (HavenDraftWriter *self);

G_END_DECLS
