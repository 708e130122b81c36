/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-pdf-reader.h"

G_BEGIN_DECLS

GBytes *haven_pdf_fill (HavenPdfReader *reader,
                        JsonObject *values,
                        const char *title,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS
