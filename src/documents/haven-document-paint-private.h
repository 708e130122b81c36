/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-composer-private.h"

G_BEGIN_DECLS

/** What a tag says. */
typedef struct
{
  char *words;
  const char *language; /* where it is not the paper's; static for the thread, or %NULL */
} HavenTagWords;

void haven_tag_words_free (gpointer data);

GBytes *haven_document_paint (
    HavenComposer *composer, GPtrArray *pages, const char *title, GPtrArray *texts, GError **error);
GBytes *haven_document_finish (GBytes *pdf,
                               const char *title,
                               const char *language,
                               gboolean right_to_left,
                               GPtrArray *texts,
                               GError **error);

G_END_DECLS
