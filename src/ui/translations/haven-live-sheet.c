/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-live-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PIXELS_PER_POINT (96.0 / 72.0)
#define LEAST_WIDTH 160
#define AROUND 3.0 /* points between a text and its frame */

struct _HavenLiveSheetView
{
  GtkWidget parent_instance;

  /* owned */
  GdkTexture *texture;
  GArray *marks; /* graphene_rect_t, in points */
  char *text;

  double width; /* points */
  double height;
};

G_DEFINE_FINAL_TYPE (HavenLiveSheetView, haven_live_sheet, GTK_TYPE_WIDGET)

static GdkTexture *
create_texture (cairo_surface_t *surface)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  const GdkMemoryFormat format = GDK_MEMORY_B8G8R8X8;
#else
  const GdkMemoryFormat format = GDK_MEMORY_X8R8G8B8;
#endif
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) pixels = NULL;

  cairo_surface_flush (surface);
  pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                       stride * (gsize) height,
                                       (GDestroyNotify) cairo_surface_destroy,
                                       cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, format, pixels, stride);
}

static GtkSizeRequestMode
haven_live_sheet_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
haven_live_sheet_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  HavenLiveSheetView *self = HAVEN_LIVE_SHEET (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = (int) (self->width * PIXELS_PER_POINT);
    }
  else
    *minimum = *natural = (int) ((for_size > 0 ? for_size : LEAST_WIDTH) * self->height / self->width);
}

static double
get_scale (HavenLiveSheetView *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / self->width;
}

static void
snapshot_mark (HavenLiveSheetView *self, GtkSnapshot *snapshot, const graphene_rect_t *mark)
{
  const float scale = (float) get_scale (self);
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA colors[] = { *accent, *accent, *accent, *accent };
  GskRoundedRect frame;
  graphene_rect_t scaled;

  graphene_rect_scale (mark, scale, scale, &scaled);
  gsk_rounded_rect_init_from_rect (&frame, &scaled, 4);
  gtk_snapshot_append_border (snapshot, &frame, widths, colors);
}

static void
haven_live_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenLiveSheetView *self = HAVEN_LIVE_SHEET (widget);
  graphene_rect_t all;

  graphene_rect_init (&all, 0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR, &all);
  for (guint i = 0; i < self->marks->len; i++)
    snapshot_mark (self, snapshot, &g_array_index (self->marks, graphene_rect_t, i));
}

static void
haven_live_sheet_finalize (GObject *object)
{
  HavenLiveSheetView *self = HAVEN_LIVE_SHEET (object);

  g_clear_object (&self->texture);
  g_array_unref (self->marks);
  g_free (self->text);
  G_OBJECT_CLASS (haven_live_sheet_parent_class)->finalize (object);
}

static gboolean
scroll_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  gboolean handled = FALSE;
  int type;

  g_variant_get (args, "(i)", &type);
  if (scroller != NULL)
    g_signal_emit_by_name (scroller, "scroll-child", type, FALSE, &handled);
  return handled;
}

static void
haven_live_sheet_class_init (HavenLiveSheetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = haven_live_sheet_finalize;
  widget_class->get_request_mode = haven_live_sheet_get_request_mode;
  widget_class->measure = haven_live_sheet_measure;
  widget_class->snapshot = haven_live_sheet_snapshot;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, scroll_cb, "(i)", (int) GTK_SCROLL_STEP_BACKWARD);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, scroll_cb, "(i)", (int) GTK_SCROLL_STEP_FORWARD);
  gtk_widget_class_set_css_name (widget_class, "paper-page");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
haven_live_sheet_init (HavenLiveSheetView *self)
{
  self->width = 612;
  self->height = 792;
  self->marks = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
haven_live_sheet_new (void)
{
  return g_object_new (HAVEN_TYPE_LIVE_SHEET, NULL);
}

/** @number: from 1 */
void
haven_live_sheet_show (HavenLiveSheetView *self, const HavenLiveSheet *sheet, guint number, guint n_sheets)
{
  g_autofree char *label = NULL;

  g_return_if_fail (HAVEN_IS_LIVE_SHEET (self) && sheet != NULL);

  g_clear_object (&self->texture);
  self->texture = create_texture (sheet->picture);
  if (self->width != sheet->width || self->height != sheet->height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->width = sheet->width;
  self->height = sheet->height;
  g_set_str (&self->text, sheet->text);
  label = g_strdup_printf (_ ("Page %u of %u"), number, n_sheets);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sheet->text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
haven_live_sheet_clear_marks (HavenLiveSheetView *self)
{
  g_return_if_fail (HAVEN_IS_LIVE_SHEET (self));
  g_array_set_size (self->marks, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
haven_live_sheet_add_mark (HavenLiveSheetView *self, const HavenLivePlace *place)
{
  graphene_rect_t mark;

  g_return_if_fail (HAVEN_IS_LIVE_SHEET (self) && place != NULL);

  graphene_rect_init (&mark,
                      (float) (place->x - AROUND),
                      (float) (place->y - AROUND),
                      (float) (place->width + 2 * AROUND),
                      (float) (place->height + 2 * AROUND));
  g_array_append_val (self->marks, mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** Returns: whether anything is marked; @mark is the first, in pixels of the widget */
gboolean
haven_live_sheet_get_mark (HavenLiveSheetView *self, graphene_rect_t *mark)
{
  g_return_val_if_fail (HAVEN_IS_LIVE_SHEET (self), FALSE);

  if (self->marks->len == 0)
    return FALSE;
  graphene_rect_scale (&g_array_index (self->marks, graphene_rect_t, 0), (float) get_scale (self), (float) get_scale (self), mark);
  return TRUE;
}

/** Returns: (nullable): the words on the page */
const char *
haven_live_sheet_get_text (HavenLiveSheetView *self)
{
  g_return_val_if_fail (HAVEN_IS_LIVE_SHEET (self), NULL);
  return self->text;
}
