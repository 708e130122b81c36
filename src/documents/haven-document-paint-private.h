/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-composer-private.h"

G_BEGIN_DECLS

GBytes *haven_document_paint (
    HavenComposer *composer, GPtrArray *pages, const char *title, GPtrArray *texts, GError **error);
GBytes *haven_document_finish (GBytes *pdf,
                               const char *title,
                               const char *language,
                               gboolean right_to_left,
                               GPtrArray *texts,
                               GError **error);

G_END_DECLS
