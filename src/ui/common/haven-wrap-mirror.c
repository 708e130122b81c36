/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-wrap-mirror.h"

typedef void (*Allocate) (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline);

static Allocate original;

/* It has the whole line: that is why it was made narrower than it would like to be. */
static void
bring_back (GtkWidget *child, const graphene_rect_t *box, int width)
{
  const int top = gtk_widget_get_margin_top (child), bottom = gtk_widget_get_margin_bottom (child);
  const graphene_point_t place = GRAPHENE_POINT_INIT (0, box->origin.y - (float) top);

  gtk_widget_allocate (child, width, (int) box->size.height + top + bottom, -1, gsk_transform_translate (NULL, &place));
}

static void
allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  original (layout, widget, width, height, baseline);
  if (gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t box;

      if (gtk_widget_should_layout (child) && gtk_widget_compute_bounds (child, widget, &box) && box.origin.x >= (float) width)
        bring_back (child, &box, width);
    }
}

/**
 * haven_wrap_mirror_install:
 *
 * Where a language is written from right to left, libadwaita 1.7 puts a child of an #AdwWrapBox that is wider than the line
 * beside the box, where nobody sees it: somebody's name in a narrow window, with large text.
 */
void
haven_wrap_mirror_install (void)
{
  GtkLayoutManagerClass *klass = g_type_class_get (ADW_TYPE_WRAP_LAYOUT);

  if (klass->allocate == allocate)
    return;
  original = klass->allocate;
  klass->allocate = allocate;
}
