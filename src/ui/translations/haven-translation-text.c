/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-text.h"

struct _HavenTranslationText
{
  GtkTextView parent_instance;

  PangoAttrList *attributes; /* nullable: what the whole text is drawn with */
};

G_DEFINE_FINAL_TYPE (HavenTranslationText, haven_translation_text, GTK_TYPE_TEXT_VIEW)

static GtkSizeRequestMode
haven_translation_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_lines (HavenTranslationText *self, int width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
haven_translation_text_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  const int sides = gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);

  GTK_WIDGET_CLASS (haven_translation_text_parent_class)
    ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* However long a line is: it wraps. */
      *minimum = MIN (*minimum, sides + 80);
      *natural = MIN (*natural, sides + 240);
      return;
    }
  if (for_size <= 0)
    return;
  *minimum = *natural = measure_lines (HAVEN_TRANSLATION_TEXT (widget), for_size - sides) +
                        gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
haven_translation_text_dispose (GObject *object)
{
  g_clear_pointer (&HAVEN_TRANSLATION_TEXT (object)->attributes, pango_attr_list_unref);
  G_OBJECT_CLASS (haven_translation_text_parent_class)->dispose (object);
}

static void
haven_translation_text_class_init (HavenTranslationTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_translation_text_dispose;
  GTK_WIDGET_CLASS (klass)->get_request_mode = haven_translation_text_get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = haven_translation_text_measure;
}

static void
haven_translation_text_init (HavenTranslationText *self)
{
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)),
                           "changed",
                           G_CALLBACK (gtk_widget_queue_resize),
                           self,
                           G_CONNECT_SWAPPED);
}

/** @family: (nullable): the fonts that it is drawn with */
void
haven_translation_text_set_tongue (HavenTranslationText *self, const char *language, const char *family)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_TEXT (self) && language != NULL);

  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  self->attributes = pango_attr_list_new ();
  pango_attr_list_insert (self->attributes, pango_attr_language_new (pango_language_from_string (language)));
  if (family != NULL)
    pango_attr_list_insert (self->attributes, pango_attr_family_new (family));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
