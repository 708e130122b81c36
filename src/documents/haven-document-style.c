/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-composer-private.h"

#define POINTS_PER_MM (72 / 25.4)

/**
 * Sets the measures of a paper. Large print is 18 point, the size that readers with low vision are promised; cards are
 * half a sheet then, and a quarter otherwise.
 */
void
haven_document_style_choose (HavenDocumentStyle *self, HavenDocumentPaper paper, gboolean large, gboolean cards)
{
  gboolean a4 = paper == HAVEN_DOCUMENT_PAPER_A4;

  *self = (HavenDocumentStyle) {
    .sheet_width = a4 ? 210 * POINTS_PER_MM : 612,
    .sheet_height = a4 ? 297 * POINTS_PER_MM : 792,
    .margin_start = cards ? 22 : 64,
    .margin_end = cards ? 20 : 54,
    .margin_top = cards ? 22 : 48,
    .margin_bottom = cards ? 34 : 62,
    .body = large ? 18 : cards ? 10 : 11,
    .small = large ? 14 : 8.5,
    .headings = { large ? 26 : cards ? 15 : 21, large ? 21 : cards ? 11.5 : 13.5, large ? 19 : cards ? 10.5 : 11.5 },
    .columns = cards && !large ? 2 : 1,
    .rows = cards ? 2 : 1,
  };
  self->gap = self->body * 0.55;
  self->frame_width = self->sheet_width / self->columns;
  self->frame_height = self->sheet_height / self->rows;
}
