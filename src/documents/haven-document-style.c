/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-composer-private.h"

#define POINTS_PER_MM (72 / 25.4)

typedef struct
{
  double body;
  double small;
  double headings[3];
} Sizes;

static const Sizes ordinary = { 11, 8.5, { 21, 13.5, 11.5 } };
static const Sizes on_cards = { 10, 8.5, { 15, 11.5, 10.5 } };
static const Sizes for_low_vision = { 18, 14, { 26, 21, 19 } };

/**
 * Sets the measures of a paper. Large print is 18 point, the size that readers with low vision are promised; cards
 * are half a sheet then, and a quarter otherwise.
 */
void
haven_document_style_choose (HavenDocumentStyle *self,
                             HavenDocumentPaper paper,
                             gboolean large,
                             gboolean cards)
{
  gboolean a4 = paper == HAVEN_DOCUMENT_PAPER_A4;
  const Sizes *sizes = large ? &for_low_vision : cards ? &on_cards : &ordinary;

  *self = (HavenDocumentStyle) {
    .sheet_width = a4 ? 210 * POINTS_PER_MM : 612,
    .sheet_height = a4 ? 297 * POINTS_PER_MM : 792,
    .margin_start = cards ? 22 : 64,
    .margin_end = cards ? 20 : 54,
    .margin_top = cards ? 22 : 48,
    .margin_bottom = cards ? 34 : 62,
    .body = sizes->body,
    .small = sizes->small,
    .headings = { sizes->headings[0], sizes->headings[1], sizes->headings[2] },
    .columns = cards && !large ? 2 : 1,
    .rows = cards ? 2 : 1,
  };
  self->gap = self->body * 0.55;
  self->frame_width = self->sheet_width / self->columns;
  self->frame_height = self->sheet_height / self->rows;
}
