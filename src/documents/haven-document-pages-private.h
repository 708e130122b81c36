/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-strokes.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/*
 * What a paper is made of before it has pages: a column of items, each with texts and shapes at
 * places of its own. Places are in points from the top and from the edge where reading starts, so
 * that a right-to-left paper is the same items mirrored.
 */

typedef enum
{
  HAVEN_INK_TEXT,
  HAVEN_INK_MUTED,
  HAVEN_INK_ACCENT,
} HavenInk;

typedef enum
{
  HAVEN_SHAPE_BOX,
  HAVEN_SHAPE_LINE,
  HAVEN_SHAPE_SHADE,
  HAVEN_SHAPE_BAR,
} HavenShape;

typedef struct
{
  PangoLayout *layout;
  double x;
  double y;
  double width;
  HavenInk ink;
  const char *role;   /* of the text in the tag structure; static */
  const char *opens;  /* a container that starts before it; static, or %NULL */
  const char *closes; /* a container that ends after it; static, or %NULL */
  const char *language; /* where it is not the paper's; lives as long as the thread, or %NULL */
} HavenItemText;

typedef struct
{
  HavenShape shape;
  double x;
  double y;
  double width;
  double height;
} HavenItemShape;

/** A drawn signature; its box is a quarter as high as wide, and never mirrored. */
typedef struct
{
  const HavenStrokes *strokes;
  double x;
  double y;
  double width;
} HavenItemInk;

typedef struct _HavenItem HavenItem;
struct _HavenItem
{
  char *where;        /* the text or value it came from, for errors */
  const char *role;   /* around all its texts; static, or %NULL */
  const char *opens;  /* a container that starts before it; static, or %NULL */
  const char *closes; /* a container that ends after it; static, or %NULL */
  double space_before;
  double height;
  gboolean keep_with_next;
  gboolean breaks_page;
  gboolean breaks_if_needed; /* only where what follows, as far as the next break, does not fit the rest of the page */
  int flow; /* the text that may run over to a next page by lines; -1 where none may */
  const HavenItem *header; /* borrowed: printed again on top of a next page */
  GArray *texts;
  GArray *shapes;
  GArray *inks; /* NULL where there is none */
};

HavenItem *haven_item_new (const char *where, const char *role);
void haven_item_free (HavenItem *self);
double haven_item_take_text (
    HavenItem *self, PangoLayout *layout, double x, double y, HavenInk ink, const char *role);
void haven_item_add_shape (
    HavenItem *self, HavenShape shape, double x, double y, double width, double height);
void haven_item_add_ink (
    HavenItem *self, const HavenStrokes *strokes, double x, double y, double width);

void haven_item_align_label (HavenItem *self, guint label, guint body);
double haven_item_align_texts (HavenItem *self, guint first);

/** A stretch of an item on a page. */
typedef struct
{
  const HavenItem *item;
  double y;
  int first_line; /* of the text that flows */
  int n_lines;
  gboolean repeated;
} HavenFragment;

/* Pages, as arrays of HavenFragment. */
GPtrArray *haven_pages_make (GPtrArray *items, double height, GError **error);

G_END_DECLS
