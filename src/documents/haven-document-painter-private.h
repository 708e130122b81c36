/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-composer-private.h"

#include <cairo.h>

G_BEGIN_DECLS

/** What is known while pages are drawn. */
typedef struct
{
  HavenComposer *composer;
  GPtrArray *pages;
  GPtrArray *texts; /* what each tag says, in their order */
  cairo_t *cr;
  gboolean right_to_left;

  /* owned: what each page repeats, laid out before the first one; NULL where the paper has none */
  PangoLayout *watermark;
  PangoLayout *identity;
  PangoLayout *circumstances;
  PangoLayout *not_reviewed;
  GPtrArray *pages_of; /* which page of how many, for each page */
} HavenPainter;

void haven_painter_set_ink (HavenPainter *self, HavenInk ink);
void haven_painter_begin (HavenPainter *self, const char *role);
void haven_painter_end (HavenPainter *self, const char *role);
double haven_painter_get_left (const HavenPainter *self, double x, double width);
void haven_painter_draw_lines (
    HavenPainter *self, PangoLayout *layout, double x, double y, int first, int n_lines);
void haven_painter_draw_shape (HavenPainter *self, const HavenItemShape *shape);
void haven_painter_draw_inks (HavenPainter *self, const HavenItem *item);
gboolean haven_painter_prepare (HavenPainter *self, GError **error);
void haven_painter_clear (HavenPainter *self);
void haven_painter_get_origin (const HavenPainter *self, guint page, double *x, double *y);
void haven_painter_draw_page (HavenPainter *self, guint page);
void haven_painter_prepare_foot (HavenPainter *self);
void haven_painter_draw_foot (HavenPainter *self, guint page);

G_END_DECLS
