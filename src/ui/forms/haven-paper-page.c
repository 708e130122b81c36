/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-page.h"

#include <glib/gi18n.h>

#define PIXELS_PER_POINT (96.0 / 72.0)

struct _HavenPaperPage
{
  GtkWidget parent_instance;

  /* owned */
  HavenPaperPages *pages;
  GdkTexture *texture;
  GCancellable *drawing; /* while a picture is being made */

  guint page;
  double zoom;
  double drawn_scale;  /* pixels for each point of the picture; 0: there is none */
  double wanted_scale; /* of the picture being made */
};

G_DEFINE_FINAL_TYPE (HavenPaperPage, haven_paper_page, GTK_TYPE_WIDGET)

static double
get_length (HavenPaperPage *self, GtkOrientation orientation)
{
  double width, height;

  haven_paper_pages_get_size (self->pages, self->page, &width, &height);
  return (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height) * PIXELS_PER_POINT * self->zoom;
}

static gboolean
scroll_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  gboolean handled = FALSE;
  int type;
  gboolean horizontal;

  g_variant_get (args, "(ib)", &type, &horizontal);
  if (scroller != NULL)
    g_signal_emit_by_name (scroller, "scroll-child", type, horizontal, &handled);
  return handled;
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = haven_paper_pages_draw_finish (HAVEN_PAPER_PAGES (source), result, &error);
  HavenPaperPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->drawing);
  if (texture == NULL)
    return;
  g_set_object (&self->texture, texture);
  self->drawn_scale = self->wanted_scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stop_drawing (HavenPaperPage *self)
{
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
}

/* ── Widget ───────────────────────────────────────────────────────────────── */

static GtkSizeRequestMode
haven_paper_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
haven_paper_page_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = (int) (get_length (HAVEN_PAPER_PAGE (widget), orientation) + 0.5);
}

static void
haven_paper_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenPaperPage *self = HAVEN_PAPER_PAGE (widget);
  graphene_rect_t all;

  graphene_rect_init (&all, 0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR, &all);
}

static void
haven_paper_page_dispose (GObject *object)
{
  HavenPaperPage *self = HAVEN_PAPER_PAGE (object);

  stop_drawing (self);
  g_clear_object (&self->texture);
  g_clear_object (&self->pages);
  G_OBJECT_CLASS (haven_paper_page_parent_class)->dispose (object);
}

static void
bind_scroll (GtkWidgetClass *klass, guint key, GtkScrollType type, gboolean horizontal)
{
  gtk_widget_class_add_binding (klass, key, 0, scroll_cb, "(ib)", (int) type, horizontal);
}

static void
haven_paper_page_class_init (HavenPaperPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_paper_page_dispose;
  widget_class->get_request_mode = haven_paper_page_get_request_mode;
  widget_class->measure = haven_paper_page_measure;
  widget_class->snapshot = haven_paper_page_snapshot;

  bind_scroll (widget_class, GDK_KEY_Up, GTK_SCROLL_STEP_BACKWARD, FALSE);
  bind_scroll (widget_class, GDK_KEY_Down, GTK_SCROLL_STEP_FORWARD, FALSE);
  bind_scroll (widget_class, GDK_KEY_Left, GTK_SCROLL_STEP_BACKWARD, TRUE);
  bind_scroll (widget_class, GDK_KEY_Right, GTK_SCROLL_STEP_FORWARD, TRUE);
  /* Nearer than those of the scrolled window, which would go by screenfuls. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "paper.previous-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "paper.next-page", NULL);
  gtk_widget_class_set_css_name (widget_class, "paper-page");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
haven_paper_page_init (HavenPaperPage *self)
{
  self->zoom = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/** @page counts from 0. */
GtkWidget *
haven_paper_page_new (HavenPaperPages *pages, guint page)
{
  HavenPaperPage *self = g_object_new (HAVEN_TYPE_PAPER_PAGE, NULL);
  g_autofree char *label = NULL;

  self->pages = g_object_ref (pages);
  self->page = page;
  /* Translators: the page of a paper, for a screen reader */
  label = g_strdup_printf (_ ("Page %u of %u"), page + 1, haven_paper_pages_get_n (pages));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  haven_paper_pages_get_text (pages, page),
                                  -1);
  return GTK_WIDGET (self);
}

/** @zoom: 1 is the size of the paper in the hand. */
void
haven_paper_page_set_zoom (HavenPaperPage *self, double zoom)
{
  g_return_if_fail (HAVEN_IS_PAPER_PAGE (self) && zoom > 0);

  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** Has the picture made for the present size, where it isn't there yet. The old one is stretched meanwhile. */
void
haven_paper_page_show (HavenPaperPage *self)
{
  double scale;

  g_return_if_fail (HAVEN_IS_PAPER_PAGE (self));

  scale = PIXELS_PER_POINT * self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  if (scale == (self->drawing ? self->wanted_scale : self->drawn_scale))
    return;
  stop_drawing (self);
  self->drawing = g_cancellable_new ();
  self->wanted_scale = scale;
  haven_paper_pages_draw_async (self->pages, self->page, scale, self->drawing, drawn_cb, self);
}

/** Gives the memory of the picture back. */
void
haven_paper_page_forget (HavenPaperPage *self)
{
  g_return_if_fail (HAVEN_IS_PAPER_PAGE (self));

  stop_drawing (self);
  g_clear_object (&self->texture);
  self->drawn_scale = 0;
}

gboolean
haven_paper_page_is_drawn (HavenPaperPage *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_PAGE (self), FALSE);
  return self->texture != NULL && self->drawing == NULL;
}

/** Returns: (transfer none): the words on the page */
const char *
haven_paper_page_get_text (HavenPaperPage *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_PAGE (self), NULL);
  return haven_paper_pages_get_text (self->pages, self->page);
}
