/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-fonts-private.h"

G_BEGIN_DECLS

/*
 * Whether each letter of a paper can be seen. A text that is found and copied may still be drawn
 * by nothing: so each cell is drawn as a reader would, and its ink weighed against the same letter
 * drawn by pango without any file in between.
 */

/** How a paper sets what is looked at. */
typedef struct
{
  const char *language;
  double size;
  gboolean bold;
} HavenTestFace;

gboolean haven_test_cells_is_looked_at (gunichar c);
PangoLayout *haven_test_cells_create_layout (HavenDocumentFonts *fonts, const HavenTestFace *face);
char *haven_test_cells_look (GBytes *pdf, const HavenTestFace *face, const char *text);
char *haven_test_cells_look_at_all (GBytes *pdf, const char *language, guint *n_seen);

G_END_DECLS
