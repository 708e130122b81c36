/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-glossary.h"
#include "haven-translations-service.h"

G_BEGIN_DECLS

/** A form in a language, as the page of a translator reads it on another thread. */
typedef struct
{
  HavenForms *forms;
  GPtrArray *units; /* HavenTranslationUnit */
  HavenGlossary *glossary; /* nullable */
  char *title;
} HavenTranslationWork;

void haven_translation_work_free (HavenTranslationWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTranslationWork, haven_translation_work_free)

/* Each callback finishes with haven_session_work_finish (): a HavenTranslationWork, a HavenEdit or NULL where nothing
 * changes, or the bytes of a file. */
void haven_translation_work_read_async (HavenSession *session,
                                        const char *form_code,
                                        const char *language,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
void haven_translation_work_write_async (HavenSession *session,
                                         const char *form_code,
                                         const char *language,
                                         const HavenTranslationWriting *writings,
                                         guint n_writings,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
void haven_translation_work_move_async (HavenSession *session,
                                        const char *form_code,
                                        const char *language,
                                        const HavenTranslationWriting *seen,
                                        HavenTranslationState state,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
void haven_translation_work_export_async (HavenSession *session,
                                          const char *form_code,
                                          const char *language,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer data);
void haven_translation_work_import_async (HavenSession *session,
                                          const char *form_code,
                                          const char *language,
                                          GFile *file,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer data);

G_END_DECLS
