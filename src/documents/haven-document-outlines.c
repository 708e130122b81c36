/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-outlines-private.h"

#include "haven-document-error.h"

#include <cairo-ft.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

/* Up to here, what earlier papers held is kept, as making a font costs as much as half a page;
 * beyond, the font costs more than it spares. */
#define MANY_GLYPHS 1000

/* One font file. Of what is no CFF, there is only the face. */
typedef struct
{
  hb_face_t *face;
  hb_set_t *wanted; /* glyphs of this paper */
  hb_set_t *held;   /* glyphs of @drawn */
  cairo_font_face_t *drawn;
} Outlines;

struct _HavenDocumentOutlines
{
  GHashTable *faces; /* hb_face_t → Outlines */
  gboolean needed;   /* by this paper: most have no such letter */
};

/* What a face of cairo's is drawn from. cairo may let go of it on any thread, so it has a library
 * of its own. */
typedef struct
{
  FT_Library library;
  FT_Face face;
  hb_blob_t *blob;
} Source;

// ── A font with outlines that stand alone ───────────────────────────────────

static void
source_free (gpointer data)
{
  Source *self = data;

  if (self->face != NULL)
    FT_Done_Face (self->face);
  if (self->library != NULL)
    FT_Done_FreeType (self->library);
  hb_blob_destroy (self->blob);
  g_free (self);
}

/* Letters are laid out already, from left to right: no table for that is needed. */
static hb_subset_input_t *
create_input (const hb_set_t *glyphs)
{
  static const hb_tag_t dropped[] = {
    HB_TAG ('G', 'S', 'U', 'B'), HB_TAG ('G', 'P', 'O', 'S'), HB_TAG ('G', 'D', 'E', 'F'),
    HB_TAG ('B', 'A', 'S', 'E'), HB_TAG ('V', 'O', 'R', 'G'), HB_TAG ('v', 'h', 'e', 'a'),
    HB_TAG ('v', 'm', 't', 'x'), HB_TAG ('D', 'S', 'I', 'G'),
  };
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();

  if (input == NULL)
    return NULL;
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_DESUBROUTINIZE |
                                        HB_SUBSET_FLAGS_NO_HINTING |
                                        HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                                        HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE);
  hb_set_union (hb_subset_input_glyph_set (input), glyphs);
  for (gsize i = 0; i < G_N_ELEMENTS (dropped); i++)
    hb_set_add (hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);
  return input;
}

/* Empty where the font is damaged. */
static hb_blob_t *
create_subset (hb_face_t *face, const hb_set_t *glyphs)
{
  hb_subset_input_t *input = create_input (glyphs);
  hb_face_t *subset = input != NULL ? hb_subset_or_fail (face, input) : NULL;
  hb_blob_t *blob = subset != NULL ? hb_face_reference_blob (subset) : hb_blob_get_empty ();

  hb_face_destroy (subset);
  hb_subset_input_destroy (input);
  return blob;
}

static cairo_font_face_t *
create_drawn (hb_face_t *face, const hb_set_t *glyphs)
{
  static const cairo_user_data_key_t key;
  Source *source = g_new0 (Source, 1);
  cairo_font_face_t *drawn = NULL;
  unsigned int length;
  const char *bytes;

  source->blob = create_subset (face, glyphs);
  bytes = hb_blob_get_data (source->blob, &length);
  if (length > 0 && FT_Init_FreeType (&source->library) == 0 &&
      FT_New_Memory_Face (source->library, (const FT_Byte *) bytes, (FT_Long) length, 0,
                          &source->face) == 0)
    drawn = cairo_ft_font_face_create_for_ft_face (source->face, FT_LOAD_NO_HINTING);
  if (drawn != NULL &&
      cairo_font_face_set_user_data (drawn, &key, source, source_free) == CAIRO_STATUS_SUCCESS)
    return drawn;
  g_clear_pointer (&drawn, cairo_font_face_destroy);
  source_free (source);
  return NULL;
}

// ── Which letters ───────────────────────────────────────────────────────────

static Outlines *
outlines_new (hb_face_t *face)
{
  Outlines *self = g_new0 (Outlines, 1);
  hb_blob_t *table = hb_face_reference_table (face, HB_TAG ('C', 'F', 'F', ' '));

  self->face = hb_face_reference (face);
  if (hb_blob_get_length (table) > 0)
    {
      self->wanted = hb_set_create ();
      self->held = hb_set_create ();
    }
  hb_blob_destroy (table);
  return self;
}

static void
outlines_free (gpointer data)
{
  Outlines *self = data;

  g_clear_pointer (&self->drawn, cairo_font_face_destroy);
  hb_set_destroy (self->held);
  hb_set_destroy (self->wanted);
  hb_face_destroy (self->face);
  g_free (self);
}

/* %NULL where pango's own way is good. */
static Outlines *
find_outlines (HavenDocumentOutlines *self, const PangoLayoutRun *run)
{
  hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (run->item->analysis.font));
  Outlines *found = g_hash_table_lookup (self->faces, face);

  if (found == NULL)
    {
      found = outlines_new (face);
      g_hash_table_insert (self->faces, face, found);
    }
  return found->wanted != NULL ? found : NULL;
}

static gboolean
is_drawn (const PangoGlyphInfo *info)
{
  return info->glyph != PANGO_GLYPH_EMPTY && (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
}

static void
add_run (HavenDocumentOutlines *self, const PangoLayoutRun *run)
{
  Outlines *outlines = find_outlines (self, run);

  self->needed |= outlines != NULL;
  for (int i = 0; outlines != NULL && i < run->glyphs->num_glyphs; i++)
    if (is_drawn (&run->glyphs->glyphs[i]))
      hb_set_add (outlines->wanted, run->glyphs->glyphs[i].glyph);
}

HavenDocumentOutlines *
haven_document_outlines_new (void)
{
  HavenDocumentOutlines *self = g_new0 (HavenDocumentOutlines, 1);

  self->faces = g_hash_table_new_full (NULL, NULL, NULL, outlines_free);
  return self;
}

void
haven_document_outlines_free (HavenDocumentOutlines *self)
{
  g_hash_table_unref (self->faces);
  g_free (self);
}

/** Begins a paper: of none of its letters anything is known yet. */
void
haven_document_outlines_begin (HavenDocumentOutlines *self)
{
  GHashTableIter iter;
  gpointer outlines;

  g_hash_table_iter_init (&iter, self->faces);
  self->needed = FALSE;
  while (g_hash_table_iter_next (&iter, NULL, &outlines))
    if (((Outlines *) outlines)->wanted != NULL)
      hb_set_clear (((Outlines *) outlines)->wanted);
}

/** Notes the letters of a layout. Each one that is drawn later has to pass here before
 * haven_document_outlines_make(). */
void
haven_document_outlines_add_layout (HavenDocumentOutlines *self, PangoLayout *layout)
{
  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    for (GSList *r = ((PangoLayoutLine *) l->data)->runs; r != NULL; r = r->next)
      add_run (self, r->data);
}

/* What is in a file depends on its own letters alone: cairo takes those, whatever else the font
 * holds. */
static gboolean
make_outlines (Outlines *self)
{
  if (hb_set_is_subset (self->wanted, self->held))
    return TRUE;
  g_clear_pointer (&self->drawn, cairo_font_face_destroy);
  if (hb_set_get_population (self->held) > MANY_GLYPHS)
    hb_set_clear (self->held);
  hb_set_union (self->held, self->wanted);
  self->drawn = create_drawn (self->face, self->held);
  if (self->drawn == NULL)
    hb_set_clear (self->held);
  return self->drawn != NULL;
}

/** Makes the fonts that hold all letters noted. */
gboolean
haven_document_outlines_make (HavenDocumentOutlines *self, GError **error)
{
  GHashTableIter iter;
  gpointer outlines;

  g_hash_table_iter_init (&iter, self->faces);
  while (g_hash_table_iter_next (&iter, NULL, &outlines))
    if (((Outlines *) outlines)->wanted != NULL && !make_outlines (outlines))
      {
        g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FAILED,
                             "A font for Chinese, Japanese and Korean is damaged; install the "
                             "package fonts-noto-cjk again and try again");
        return FALSE;
      }
  return TRUE;
}

// ── Drawing ─────────────────────────────────────────────────────────────────

/* @x and @y are of the line, @offset of the run in it, in units as pango has them: the same sum of
 * units gives the same place in the file. */
static int
fill_glyphs (const PangoLayoutRun *run, double x, double y, int offset, cairo_glyph_t *glyphs)
{
  int n = 0;

  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &run->glyphs->glyphs[i];

      if (is_drawn (info))
        glyphs[n++] = (cairo_glyph_t) {
          .index = info->glyph,
          .x = x + pango_units_to_double (offset + info->geometry.x_offset),
          .y = y + pango_units_to_double (info->geometry.y_offset - run->y_offset),
        };
      offset += info->geometry.width;
    }
  return n;
}

static int
count_drawn (const PangoGlyphString *glyphs, int first, int end)
{
  int n = 0;

  for (int i = first; i < end; i++)
    n += is_drawn (&glyphs->glyphs[i]);
  return n;
}

/* Which bytes each letter stands for, in the order of the text: readers of the file find and copy
 * by it. */
static int
fill_clusters (PangoLayoutRun *run, const char *text, cairo_text_cluster_t *clusters)
{
  PangoGlyphItemIter iter;
  int n = 0;

  for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    clusters[n++] = (cairo_text_cluster_t) {
      .num_bytes = iter.end_index - iter.start_index,
      .num_glyphs = iter.start_glyph < iter.end_glyph
                        ? count_drawn (run->glyphs, iter.start_glyph, iter.end_glyph)
                        : count_drawn (run->glyphs, iter.end_glyph + 1, iter.start_glyph + 1),
    };
  return n;
}

/* What pango draws with; of a face of ours, that one in the same size with the same options. */
static void
set_font (cairo_t *cr, PangoFont *font, const Outlines *outlines)
{
  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  cairo_font_options_t *options;
  cairo_matrix_t matrix;

  if (outlines == NULL || outlines->drawn == NULL)
    {
      cairo_set_scaled_font (cr, scaled);
      return;
    }
  options = cairo_font_options_create ();
  cairo_scaled_font_get_font_matrix (scaled, &matrix);
  cairo_scaled_font_get_font_options (scaled, options);
  cairo_set_font_face (cr, outlines->drawn);
  cairo_set_font_matrix (cr, &matrix);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
}

static void
draw_run (cairo_t *cr,
          const char *text,
          PangoLayoutRun *run,
          const Outlines *outlines,
          double x,
          double y,
          int offset)
{
  gsize size = (gsize) run->glyphs->num_glyphs;
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, size);
  g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, size);
  int n_glyphs = fill_glyphs (run, x, y, offset, glyphs);
  int n_clusters = fill_clusters (run, text, clusters);

  cairo_save (cr);
  set_font (cr, run->item->analysis.font, outlines);
  cairo_show_text_glyphs (cr, text + run->item->offset, run->item->length, glyphs, n_glyphs,
                          clusters, n_clusters,
                          run->item->analysis.level % 2 ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
  cairo_restore (cr);
}

static gboolean
has_outlines (HavenDocumentOutlines *self, PangoLayoutLine *line)
{
  for (GSList *r = line->runs; r != NULL; r = r->next)
    if (find_outlines (self, r->data) != NULL)
      return TRUE;
  return FALSE;
}

/** Draws a line of a noted layout at the current point, as pango does, but for the outlines of the
 * letters. */
void
haven_document_outlines_draw_line (HavenDocumentOutlines *self, cairo_t *cr, PangoLayoutLine *line)
{
  const char *text = pango_layout_get_text (line->layout);
  int offset = 0;
  double x, y;

  if (!self->needed || !has_outlines (self, line))
    {
      pango_cairo_show_layout_line (cr, line);
      return;
    }
  cairo_get_current_point (cr, &x, &y);
  for (GSList *r = line->runs; r != NULL; r = r->next)
    {
      PangoLayoutRun *run = r->data;

      offset += run->start_x_offset;
      draw_run (cr, text, run, find_outlines (self, run), x, y, offset);
      offset += pango_glyph_string_get_width (run->glyphs) + run->end_x_offset;
    }
}
