/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-strokes.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenInkPad:
 *
 * Where somebody draws their signature with a pen, a finger or a mouse; four times as wide as high. A hand that rests on
 * the screen while a pen is near draws nothing. What was drawn is wiped from memory with the widget.
 */
#define HAVEN_TYPE_INK_PAD (haven_ink_pad_get_type ())
G_DECLARE_FINAL_TYPE (HavenInkPad, haven_ink_pad, HAVEN, INK_PAD, GtkWidget)

const HavenStrokes *haven_ink_pad_get_strokes (HavenInkPad *self);
HavenStrokesKind haven_ink_pad_get_kind (HavenInkPad *self);
void haven_ink_pad_undo (HavenInkPad *self);
void haven_ink_pad_clear (HavenInkPad *self);

/* What a pen does, in pixels of the widget and a pressure from 0 to 1. */
void haven_ink_pad_press (HavenInkPad *self, double x, double y, double pressure);
void haven_ink_pad_move (HavenInkPad *self, double x, double y, double pressure);
void haven_ink_pad_release (HavenInkPad *self);

G_END_DECLS
