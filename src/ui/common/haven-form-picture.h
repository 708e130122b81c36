/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-pdf-reader.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *haven_form_picture_draw (HavenPdfReader *reader, guint page, GCancellable *cancellable, GError **error);
char *haven_form_picture_dup_field_name (const HavenPdfFacts *facts, guint place);

G_END_DECLS
