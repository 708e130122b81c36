/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-painter-private.h"

/* The small print of a page's foot, on one line however long it is. */
static PangoLayout *
create_small_print (HavenComposer *composer, const char *text)
{
  double size = composer->style.small * (composer->variant->cards ? 0.9 : 1);

  return haven_composer_create_layout (composer, "footer", text, size, FALSE, -1);
}

/* From the edge where reading starts, or up to the other one. */
static void
draw_small_print (HavenPainter *self, PangoLayout *layout, gboolean at_end, double y)
{
  double width;
  int units;

  pango_layout_get_size (layout, &units, NULL);
  width = pango_units_to_double (units);
  haven_painter_draw_lines (
      self, layout,
      haven_painter_get_left (self, at_end ? self->composer->width - width : 0, width), y, 0, -1);
}

static char *
dup_page_of (HavenPainter *self, guint page)
{
  HavenDocumentLanguage *language = self->composer->reader.language;
  g_autofree char *number = haven_document_language_dup_number (language, page + 1);
  g_autofree char *total = haven_document_language_dup_number (language, self->pages->len);

  return haven_composer_dup_filled (
      self->composer, haven_composer_get_common_text (self->composer, "paper-page-of"), "page",
      number, "pages", total, NULL);
}

/* The form's code, version and language need no words; a reference tells one paper from another. */
static char *
dup_identity (HavenPainter *self)
{
  const HavenComposer *composer = self->composer;
  GString *text = g_string_new ("\u2066");

  g_string_append_printf (text, "%s %s · %s%s", composer->form->code, composer->form->version,
                          composer->request->language,
                          haven_composer_is_bilingual (composer) ? " + " HAVEN_FORMS_SOURCE_LANGUAGE : "");
  if (composer->request->reference != NULL)
    g_string_append_printf (text, " · %s", composer->request->reference);
  g_string_append (text, "\u2069");
  return g_string_free (text, FALSE);
}

static void
append_part (GString *line, char *part)
{
  if (part != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
  g_free (part);
}

static char *
dup_copy_for (HavenComposer *composer)
{
  static const char *const codes[] = { "person", "clinic", "recipient", "court", NULL };
  const char *whom = composer->request->copy_for;
  g_autofree char *id = NULL;

  if (whom == NULL || *whom == '\0')
    return NULL;
  if (g_strv_contains (codes, whom))
    {
      id = g_strconcat ("paper-copy-", whom, NULL);
      whom = haven_composer_get_common_text (composer, id);
    }
  return haven_composer_dup_filled (
      composer, haven_composer_get_common_text (composer, "paper-copy-for"), "whom", whom, NULL);
}

static char *
dup_circumstances (HavenComposer *composer)
{
  GString *line = g_string_new (NULL);
  g_autofree char *date = NULL;
  g_autofree char *when = NULL;

  append_part (line, dup_copy_for (composer));
  if (haven_date_is_set (composer->request->made_on))
    {
      date = haven_document_language_dup_date (composer->reader.language, composer->request->made_on,
                                               HAVEN_DATE_STYLE_LONG);
      when = composer->request->made_at
                 ? g_strdup_printf ("%s \u2066%s\u2069", date, composer->request->made_at)
                 : g_strdup (date);
      append_part (line, haven_composer_dup_filled (
                             composer, haven_composer_get_common_text (composer, "paper-made-on"),
                             "date", when, NULL));
    }
  return g_string_free (line, FALSE);
}

static void
prepare_pages_of (HavenPainter *self)
{
  self->pages_of = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autofree char *text = dup_page_of (self, i);

      g_ptr_array_add (self->pages_of, create_small_print (self->composer, text));
    }
}

/* Lays out what is the same on each page. */
static void
prepare_repeated (HavenPainter *self)
{
  HavenComposer *composer = self->composer;
  g_autofree char *identity = dup_identity (self);
  g_autofree char *circumstances = dup_circumstances (composer);

  self->identity = create_small_print (composer, identity);
  self->circumstances = create_small_print (composer, circumstances);
  if (composer->awaits_counsel)
    self->not_reviewed = create_small_print (
        composer, haven_composer_get_common_text (composer, "paper-not-reviewed-by-counsel"));
}

static void
draw_whole_foot (HavenPainter *self, guint page, double y)
{
  HavenItemShape rule = { HAVEN_SHAPE_LINE, 0, y + 10, self->composer->width, 0 };
  double second = y + 15 + 1.5 * self->composer->style.small;

  haven_painter_draw_shape (self, &rule);
  haven_painter_set_ink (self, HAVEN_INK_MUTED);
  draw_small_print (self, self->identity, FALSE, y + 15);
  draw_small_print (self, g_ptr_array_index (self->pages_of, page), TRUE, y + 15);
  draw_small_print (self, self->circumstances, FALSE, second);
  if (self->not_reviewed != NULL)
    draw_small_print (self, self->not_reviewed, TRUE, second);
}

/** Lays out the small print of all pages. */
void
haven_painter_prepare_foot (HavenPainter *self)
{
  gboolean neutral = self->composer->variant->neutral;

  if (!neutral)
    prepare_repeated (self);
  if (!neutral || self->pages->len > 1)
    prepare_pages_of (self);
}

/** Draws the small print of a page: what paper it is, which page, for whom, made when. */
void
haven_painter_draw_foot (HavenPainter *self, guint page)
{
  const HavenDocumentStyle *style = &self->composer->style;
  double y = style->frame_height - style->margin_top - style->margin_bottom;

  haven_painter_begin (self, "Artifact");
  haven_painter_set_ink (self, HAVEN_INK_MUTED);
  if (!self->composer->variant->neutral)
    draw_whole_foot (self, page, y);
  else if (self->pages_of != NULL)
    draw_small_print (self, g_ptr_array_index (self->pages_of, page), TRUE, y + 4);
  haven_painter_end (self, "Artifact");
}
