/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-painter-private.h"

/* One line of small print: @first where reading starts, @second at the other end. */
static void
draw_foot_line (HavenPainter *self, const char *first, const char *second, double y)
{
  HavenComposer *composer = self->composer;
  double size = composer->style.small * (composer->variant->cards ? 0.9 : 1);
  const char *const texts[] = { first, second };

  haven_painter_set_ink (self, HAVEN_INK_MUTED);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PangoLayout) layout = NULL;
      int width;

      if (texts[i] == NULL)
        continue;
      layout = haven_composer_create_layout (composer, "footer", texts[i], size, FALSE, 0);
      pango_layout_set_width (layout, -1);
      pango_layout_get_size (layout, &width, NULL);
      haven_painter_draw_lines (
          self, layout,
          haven_painter_get_left (self,
                                  i == 0 ? 0 : composer->width - pango_units_to_double (width),
                                  pango_units_to_double (width)),
          y, 0, -1);
    }
}

static char *
dup_page_of (HavenPainter *self, guint page)
{
  HavenDocumentLanguage *language = self->composer->language;
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

  g_string_append_printf (text, "%s %s · %s", composer->form->code, composer->form->version,
                          composer->request->language);
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
      date = haven_document_language_dup_date (composer->language, composer->request->made_on,
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

/** Draws the small print of a page: what paper it is, which page, for whom, made when. */
void
haven_painter_draw_foot (HavenPainter *self, guint page)
{
  HavenComposer *composer = self->composer;
  double y =
      composer->style.frame_height - composer->style.margin_top - composer->style.margin_bottom;
  double step = 1.5 * composer->style.small;
  g_autofree char *page_of = dup_page_of (self, page);
  g_autofree char *identity = dup_identity (self);
  g_autofree char *circumstances = NULL;

  haven_painter_begin (self, "Artifact");
  if (composer->variant->neutral)
    {
      if (self->pages->len > 1)
        draw_foot_line (self, NULL, page_of, y + 4);
    }
  else
    {
      HavenItemShape rule = { HAVEN_SHAPE_LINE, 0, y + 10, composer->width, 0 };

      circumstances = dup_circumstances (composer);
      haven_painter_draw_shape (self, &rule);
      draw_foot_line (self, identity, page_of, y + 15);
      draw_foot_line (
          self, circumstances,
          composer->form->needs_counsel_review
              ? haven_composer_get_common_text (composer, "paper-not-reviewed-by-counsel")
              : NULL,
          y + 15 + step);
    }
  haven_painter_end (self, "Artifact");
}
