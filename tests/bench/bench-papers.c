/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include "haven-document-live.h"
#include "haven-document-preview.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <poppler.h>
#include <stdio.h>

#define BODY 11.0 /* points */

typedef struct
{
  GString *text;
  PangoAttrList *attributes; /* the size and weight of each line */
} Page;

typedef struct
{
  HavenForms *forms;
  const char *language;
  JsonObject *values;
  GPtrArray *pages; /* of Page: what the paper says */
  guint n_pages;
  gboolean watermarked;
} Papers;

static Page *
page_new (void)
{
  Page *self = g_new0 (Page, 1);

  self->text = g_string_new (NULL);
  self->attributes = pango_attr_list_new ();
  return self;
}

static void
page_free (gpointer data)
{
  Page *self = data;

  g_string_free (self->text, TRUE);
  pango_attr_list_unref (self->attributes);
  g_free (self);
}

static GBytes *
render (Papers *papers)
{
  HavenDocumentRequest request = {
    .form_code = "release-of-information",
    .language = papers->language,
    .values = papers->values,
    .made_on = haven_date_from_ymd (2026, 11, 21),
    .copy_for = "person",
  };
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = haven_document_render (papers->forms, &request, &info, &error);

  g_assert_no_error (error);
  papers->n_pages = info.pages;
  papers->watermarked = info.watermarked;
  return pdf;
}

static void
papers_ours (gpointer data)
{
  g_autoptr (GBytes) pdf = render (data);

  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
}

static cairo_status_t
count_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  *(gsize *) data += length;
  return CAIRO_STATUS_SUCCESS;
}

/*
 * The same words on as many pages by Pango and cairo alone: no forms, no tags, no checks, no second
 * pass. Headings, foot and watermark are there too, in the same faces and sizes, unhinted as on the
 * paper: letters that snap to whole units, and faces left out, would make another file.
 */
static PangoLayout *
create_bare_layout (cairo_t *cairo)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (
      "Noto Sans,Noto Sans Arabic,Noto Sans CJK SC,Noto Sans Symbols2 11px");

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, 494 * PANGO_SCALE);
  return layout;
}

static void
papers_bare (gpointer data)
{
  Papers *papers = data;
  gsize n_bytes = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (count_cb, &n_bytes, 612, 792);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (PangoLayout) layout = create_bare_layout (cairo);

  for (guint i = 0; i < papers->pages->len; i++)
    {
      const Page *page = papers->pages->pdata[i];

      pango_layout_set_text (layout, page->text->str, -1);
      pango_layout_set_attributes (layout, page->attributes);
      cairo_move_to (cairo, 56, 56);
      pango_cairo_show_layout (cairo, layout);
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (n_bytes, >, 1000);
}

// ── What a translator sees at each key ──────────────────────────────────────

#define SCREEN (96.0 / 72.0)

static void
look_live (gpointer data)
{
  Papers *papers = data;
  HavenDocumentRequest request = {
    .form_code = "release-of-information", .language = papers->language, .values = papers->values
  };
  const HavenForm *form = haven_forms_lookup (papers->forms, request.form_code, NULL);
  const HavenTranslation *texts = haven_forms_find_translation (papers->forms, form->code, papers->language);
  HavenLiveRequest live = { &request, texts, form->title.id, SCREEN };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDocumentLive) drawn = haven_document_live_render (papers->forms, &live, NULL, &error);

  g_assert_no_error (error);
  papers->n_pages = drawn->sheets->len;
}

/* The whole way: a paper that could leave, opened again and drawn. */
static void
look_whole (gpointer data)
{
  Papers *papers = data;
  g_autoptr (GBytes) pdf = render (papers);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDocumentPreview) preview = haven_document_preview_new (pdf, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < papers->n_pages; i++)
    {
      cairo_surface_t *page = haven_document_preview_render_page (preview, i, SCREEN, &error);

      g_assert_no_error (error);
      cairo_surface_destroy (page);
    }
}

static void
compare_looks (Papers *papers)
{
  static const char *const languages[] = { "es", "ar", "zh-Hans", "am" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = NULL;

      papers->language = languages[i];
      look_live (papers);
      name = g_strdup_printf ("the live page (%s, %u pages) / paper, opened and drawn", languages[i], papers->n_pages);
      bench_compare (name, 25, look_live, look_whole, papers);
    }
}

// ── What the paper says ─────────────────────────────────────────────────────

static void
add_attribute (Page *page, guint start, PangoAttribute *attribute)
{
  attribute->start_index = start;
  attribute->end_index = (guint) page->text->len;
  pango_attr_list_insert (page->attributes, attribute);
}

static void
add_line (Page *page, const char *text, double size, gboolean bold)
{
  guint start = (guint) page->text->len;

  g_string_append_printf (page->text, "%s\n", text);
  if (size != BODY)
    add_attribute (page, start, pango_attr_size_new_absolute ((int) (size * PANGO_SCALE)));
  if (bold)
    add_attribute (page, start, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
}

static void
add_tagged (Papers *papers, PopplerStructureElement *element, const char *text)
{
  Page *page = papers->pages->pdata[poppler_structure_element_get_page (element)];

  switch ((int) poppler_structure_element_get_kind (element))
    {
    case POPPLER_STRUCTURE_ELEMENT_HEADING_1:
      add_line (page, text, 21, TRUE);
      break;
    case POPPLER_STRUCTURE_ELEMENT_HEADING_2:
      add_line (page, text, 13.5, TRUE);
      break;
    case POPPLER_STRUCTURE_ELEMENT_HEADING_3:
      add_line (page, text, 11.5, TRUE);
      break;
    default:
      add_line (page, text, BODY, FALSE);
      break;
    }
}

static void
read_tags (Papers *papers, PopplerStructureElementIter *iter)
{
  do
    {
      PopplerStructureElement *element = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *child = poppler_structure_element_iter_get_child (iter);
      g_autofree char *text = poppler_structure_element_get_actual_text (element);

      if (text != NULL)
        add_tagged (papers, element, text);
      if (child != NULL)
        read_tags (papers, child);
      g_clear_pointer (&child, poppler_structure_element_iter_free);
      g_object_unref (element);
    }
  while (poppler_structure_element_iter_next (iter));
}

/* What stands on every page, which no tag names: its blanks are as long as what fills them. */
static void
add_repeated (Papers *papers, Page *page, const char *id, double size, gboolean bold)
{
  const HavenForm *common = haven_forms_get_common (papers->forms);
  const HavenTranslation *translation =
      haven_forms_lookup_translation (papers->forms, "paper", papers->language, NULL);
  const HavenFormText *text = haven_form_find_text (common, id);
  HavenTranslationState state;

  g_assert_nonnull (text);
  add_line (page,
            translation != NULL
                ? haven_translation_lookup (translation, id, text->text, &state)
                : text->text,
            size, bold);
}

static void
add_all_repeated (Papers *papers, Page *page)
{
  static const char *const ids[] = { "paper-page-of", "paper-copy-for", "paper-copy-person",
                                     "paper-made-on", "paper-not-reviewed-by-counsel" };

  add_line (page, "release-of-information 1 · en", 8.5, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    add_repeated (papers, page, ids[i], 8.5, FALSE);
  if (papers->watermarked)
    add_repeated (papers, page, "paper-watermark", 43, TRUE);
}

static void
read_pages (Papers *papers)
{
  g_autoptr (GBytes) pdf = render (papers);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  PopplerStructureElementIter *tags;

  g_assert_no_error (error);
  tags = poppler_structure_element_iter_new (document);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, papers->n_pages);
  g_clear_pointer (&papers->pages, g_ptr_array_unref);
  papers->pages = g_ptr_array_new_with_free_func (page_free);
  for (guint i = 0; i < papers->n_pages; i++)
    g_ptr_array_add (papers->pages, page_new ());
  read_tags (papers, tags);
  for (guint i = 0; i < papers->n_pages; i++)
    add_all_repeated (papers, papers->pages->pdata[i]);
  poppler_structure_element_iter_free (tags);
  g_object_unref (document);
}

/* For a comparison with other programs: milliseconds of one paper, once the fonts are known. */
static int
print_warm (Papers *papers, const char *language)
{
  gint64 begin;
  const int n = 20;

  papers->language = language;
  papers_ours (papers);
  begin = g_get_monotonic_time ();
  for (int i = 0; i < n; i++)
    papers_ours (papers);
  printf ("%.3f\n", (double) (g_get_monotonic_time () - begin) / 1000 / n);
  return 0;
}

int
main (int argc, char *argv[])
{
  static const char *const languages[] = { "en", "es", "ar", "zh-Hans" };
  g_autoptr (GError) error = NULL;
  Papers papers = { .forms = haven_forms_load (&error), .values = json_object_new () };

  g_assert_no_error (error);
  if (argc == 3 && g_str_equal (argv[1], "--warm"))
    return print_warm (&papers, argv[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = NULL;

      papers.language = languages[i];
      read_pages (&papers);
      name = g_strdup_printf ("a consent form (%s, %u pages) / bare Pango and cairo", languages[i], papers.n_pages);
      bench_compare (name, 25, papers_ours, papers_bare, &papers);
    }
  compare_looks (&papers);
  g_ptr_array_unref (papers.pages);
  json_object_unref (papers.values);
  g_object_unref (papers.forms);
  return 0;
}
