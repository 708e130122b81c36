/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenFlowLayout:
 *
 * Children one behind the other, in as many lines as they need. Where the first child expands, it takes what the others
 * leave of the first line; where they leave too little to read in, it has that line for itself. A child that is wider
 * than the line is made narrower, on the right side in either direction of reading.
 */
#define HAVEN_TYPE_FLOW_LAYOUT (haven_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (HavenFlowLayout, haven_flow_layout, HAVEN, FLOW_LAYOUT, GtkLayoutManager)

GtkLayoutManager *haven_flow_layout_new (int spacing);

G_END_DECLS
