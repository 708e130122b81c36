/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/*
 * A drawn signature: what a pen left in a box four times as wide as high. Places are thousandths of
 * the box's height, from its top left corner, whatever the direction of the paper.
 */
#define HAVEN_STROKES_WIDTH 4000
#define HAVEN_STROKES_HEIGHT 1000
#define HAVEN_STROKES_MAX_PRESSURE 1000
#define HAVEN_STROKES_MAX 200          /* strokes */
#define HAVEN_STROKES_MAX_POINTS 4000  /* of all strokes */
#define HAVEN_STROKES_MAX_BYTES 131072 /* of what is kept */

typedef struct
{
  int x;
  int y;
  int pressure;
} HavenStrokePoint;

typedef enum
{
  HAVEN_STROKES_NOTHING, /* no ink, or a dot that may have been a slip */
  HAVEN_STROKES_MARK,    /* a cross or a line or two: it counts with a witness */
  HAVEN_STROKES_SIGNATURE,
} HavenStrokesKind;

typedef struct _HavenStrokes HavenStrokes;

HavenStrokes *haven_strokes_new (void);
HavenStrokes *haven_strokes_copy (const HavenStrokes *self);
void haven_strokes_free (HavenStrokes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenStrokes, haven_strokes_free)

gboolean haven_strokes_begin (HavenStrokes *self);
gboolean haven_strokes_add (HavenStrokes *self, int x, int y, int pressure);
void haven_strokes_end (HavenStrokes *self);
void haven_strokes_undo (HavenStrokes *self);
void haven_strokes_clear (HavenStrokes *self);

guint haven_strokes_get_n (const HavenStrokes *self);
guint haven_strokes_get_n_points (const HavenStrokes *self);
const HavenStrokePoint *
haven_strokes_get_points (const HavenStrokes *self, guint stroke, guint *n_points);
HavenStrokesKind haven_strokes_get_kind (const HavenStrokes *self);

HavenStrokes *haven_strokes_parse (GBytes *json, GError **error);
GBytes *haven_strokes_serialise (const HavenStrokes *self);

void haven_strokes_draw (const HavenStrokes *self, cairo_t *cr, double x, double y, double width);
void haven_strokes_convert (double width, double *x, double *y);

G_END_DECLS
