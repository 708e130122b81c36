/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"

G_BEGIN_DECLS

/* A paper on a worker thread: made for a person, an agency's form filled for them, or read back from the record. haven_session_work_finish() gives
 * HavenPaperPages. */

void haven_paper_make_async (HavenSession *session,
                             const char *patient_id,
                             const HavenPaperWanted *wanted,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
void haven_paper_fill_official_async (HavenSession *session,
                                      const char *patient_id,
                                      const char *form_id,
                                      JsonObject *own,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
void haven_paper_load_async (HavenSession *session,
                             const char *document_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);

G_END_DECLS
