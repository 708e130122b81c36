/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-reader-private.h"

#include <math.h>
#include <string.h>

#define DEEPEST 60
#define MOST_OBJECTS 200000
#define PRODUCER "Haven"

/*
 * The result is a file of our own, into which only what is drawn is taken over: of each page its
 * picture, of annotations that are printed theirs, and the values that the program drew. Forms,
 * scripts, attachments, links, outlines and what a file says about itself are not left out one by
 * one; they never come in.
 */
typedef struct
{
  qpdf_data source;
  qpdf_data overlay;
  qpdf_data result;
  GHashTable *dropped; /* numbers of fields whose look in the file gives way */
  GHashTable *cleaned; /* objects that were seen */
  guint n_objects;
  guint n_widgets;
  HavenPdfRefusal refusal;
} Flatten;

// ── What a drawing may bring along ──────────────────────────────────────────

static void clean (Flatten *self, qpdf_oh object, int depth);

static void
clean_members (Flatten *self, qpdf_oh dictionary, int depth)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  qpdf_data pdf = self->source;

  for (qpdf_oh_begin_dict_key_iter (pdf, dictionary); qpdf_oh_dict_more_keys (pdf);)
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (pdf)));
  for (guint i = 0; self->refusal == NULL && i < keys->len; i++)
    {
      qpdf_oh value = qpdf_oh_get_key (pdf, dictionary, keys->pdata[i]);

      clean (self, value, depth + 1);
      qpdf_oh_release (pdf, value);
    }
}

/* A stream may say that its bytes are another file's, name a program for a printer, or carry what
 * describes it. */
static void
clean_stream (Flatten *self, qpdf_oh stream, int depth)
{
  static const char *const unwanted[] = {
    "/F",   "/FFilter", "/FDecodeParms", "/Metadata",     "/PieceInfo",    "/OPI",
    "/Ref", "/AF",      "/Alternates",   "/StructParent", "/StructParents"
  };
  qpdf_data pdf = self->source;
  qpdf_oh dictionary = qpdf_oh_get_dict (pdf, stream);

  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    qpdf_oh_remove_key (pdf, dictionary, unwanted[i]);
  if (qpdf_oh_is_name_and_equals (pdf, qpdf_oh_get_key (pdf, dictionary, "/Subtype"), "/PS"))
    qpdf_oh_replace_stream_data (pdf, stream, (const unsigned char *) "", 0, qpdf_oh_new_null (pdf),
                                 qpdf_oh_new_null (pdf));
  clean_members (self, dictionary, depth);
}

static void
clean (Flatten *self, qpdf_oh object, int depth)
{
  qpdf_data pdf = self->source;
  enum qpdf_object_type_e type = qpdf_oh_get_type_code (pdf, object);
  int id = qpdf_oh_get_object_id (pdf, object);

  if (type != ot_stream && type != ot_dictionary && type != ot_array)
    return;
  if (depth > DEEPEST || ++self->n_objects > MOST_OBJECTS)
    self->refusal = HAVEN_PDF_DAMAGED;
  if (self->refusal != NULL || (id > 0 && !g_hash_table_add (self->cleaned, GINT_TO_POINTER (id))))
    return;
  if (type == ot_stream)
    clean_stream (self, object, depth);
  else if (type == ot_dictionary)
    clean_members (self, object, depth);
  for (int i = 0;
       type == ot_array && self->refusal == NULL && i < qpdf_oh_get_array_n_items (pdf, object);
       i++)
    {
      qpdf_oh item = qpdf_oh_get_array_item (pdf, object, i);

      clean (self, item, depth + 1);
      qpdf_oh_release (pdf, item);
    }
}

// ── Pieces of a page ────────────────────────────────────────────────────────

static qpdf_oh
make_box (qpdf_data pdf, const HavenPdfBox *box)
{
  const double numbers[] = { box->x1, box->y1, box->x2, box->y2 };
  qpdf_oh array = qpdf_oh_new_array (pdf);

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    qpdf_oh_append_item (pdf, array, qpdf_oh_new_real_from_double (pdf, numbers[i], 4));
  return array;
}

/* What belongs to the pictures of a page, carried over: /Resources, /Group, /Drawn. */
static qpdf_oh
carry_over (Flatten *self, qpdf_data from, qpdf_oh page, qpdf_oh drawn)
{
  qpdf_oh parts = qpdf_oh_new_dictionary (from);
  qpdf_oh resources = haven_pdf_find_inherited (from, page, "/Resources");
  qpdf_oh group = qpdf_oh_get_key (from, page, "/Group");

  if (qpdf_oh_is_dictionary (from, resources))
    qpdf_oh_replace_key (from, parts, "/Resources", resources);
  if (from == self->source && qpdf_oh_is_dictionary (from, group))
    qpdf_oh_replace_key (from, parts, "/Group", group);
  qpdf_oh_replace_key (from, parts, "/Drawn", drawn);
  if (from == self->source)
    clean (self, parts, 0);
  return qpdf_oh_copy_foreign_object (self->result, from, qpdf_make_indirect_object (from, parts));
}

/* The drawing of a whole page as one piece: what it leaves open ends with it. */
static qpdf_oh
make_piece (Flatten *self, qpdf_data from, qpdf_oh page, qpdf_oh parts, const HavenPdfBox *box)
{
  qpdf_data pdf = self->result;
  qpdf_oh stream = qpdf_oh_new_stream (pdf), dictionary = qpdf_oh_get_dict (pdf, stream);
  unsigned char *content = NULL;
  size_t length = 0;

  if (qpdf_oh_get_page_content_data (from, page, &content, &length) & QPDF_ERRORS)
    self->refusal = HAVEN_PDF_DAMAGED;
  qpdf_oh_replace_stream_data (pdf, stream, content != NULL ? content : (const unsigned char *) "",
                               length, qpdf_oh_new_null (pdf), qpdf_oh_new_null (pdf));
  if (content != NULL)
    qpdf_oh_free_buffer (&content);
  qpdf_oh_replace_key (pdf, dictionary, "/Type", qpdf_oh_new_name (pdf, "/XObject"));
  qpdf_oh_replace_key (pdf, dictionary, "/Subtype", qpdf_oh_new_name (pdf, "/Form"));
  qpdf_oh_replace_key (pdf, dictionary, "/BBox", make_box (pdf, box));
  qpdf_oh_replace_or_remove_key (pdf, dictionary, "/Resources",
                                 qpdf_oh_get_key (pdf, parts, "/Resources"));
  qpdf_oh_replace_or_remove_key (pdf, dictionary, "/Group", qpdf_oh_get_key (pdf, parts, "/Group"));
  return stream;
}

/*
 * Where an annotation's picture goes (ISO 32000-2, 12.5.5): what its matrix makes of its box is
 * laid over its rectangle.
 */
static gboolean
place_picture (qpdf_data pdf, qpdf_oh picture, const HavenPdfBox *rect, double *to)
{
  qpdf_oh dictionary = qpdf_oh_get_dict (pdf, picture);
  double m[6] = { 1, 0, 0, 1, 0, 0 };
  HavenPdfBox box, turned = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  if (!haven_pdf_read_box (pdf, qpdf_oh_get_key (pdf, dictionary, "/BBox"), &box))
    return FALSE;
  haven_pdf_read_numbers (pdf, qpdf_oh_get_key (pdf, dictionary, "/Matrix"), m, 6);
  for (int corner = 0; corner < 4; corner++)
    {
      double x = corner & 1 ? box.x2 : box.x1, y = corner & 2 ? box.y2 : box.y1;

      turned.x1 = MIN (turned.x1, m[0] * x + m[2] * y + m[4]);
      turned.x2 = MAX (turned.x2, m[0] * x + m[2] * y + m[4]);
      turned.y1 = MIN (turned.y1, m[1] * x + m[3] * y + m[5]);
      turned.y2 = MAX (turned.y2, m[1] * x + m[3] * y + m[5]);
    }
  if (turned.x2 - turned.x1 < 0.01 || turned.y2 - turned.y1 < 0.01)
    return FALSE;
  to[0] = (rect->x2 - rect->x1) / (turned.x2 - turned.x1);
  to[1] = (rect->y2 - rect->y1) / (turned.y2 - turned.y1);
  to[2] = rect->x1 - turned.x1 * to[0];
  to[3] = rect->y1 - turned.y1 * to[1];
  return TRUE;
}

/* A field that was filled shows no more than an empty box of its own. */
static qpdf_oh
choose_picture (Flatten *self, qpdf_oh annotation)
{
  qpdf_data pdf = self->source;
  guint number = self->n_widgets;

  if (!haven_pdf_is_widget (pdf, annotation))
    return haven_pdf_find_appearance (pdf, annotation, NULL);
  self->n_widgets++;
  if (haven_pdf_is_button (pdf, annotation))
    return qpdf_oh_new_null (pdf);
  if (!g_hash_table_contains (self->dropped, GUINT_TO_POINTER (number)))
    return haven_pdf_find_appearance (pdf, annotation, NULL);
  return qpdf_oh_is_name_and_equals (pdf, haven_pdf_find_inherited (pdf, annotation, "/FT"), "/Btn")
             ? haven_pdf_find_appearance (pdf, annotation, "/Off")
             : qpdf_oh_new_null (pdf);
}

/* Pictures of all annotations that are printed, and the words that put each in its place. */
static qpdf_oh
collect_pictures (Flatten *self, qpdf_oh page, GString *placing)
{
  qpdf_data pdf = self->source;
  qpdf_oh annotations = qpdf_oh_get_key (pdf, page, "/Annots"), drawn = qpdf_oh_new_array (pdf);
  int n = qpdf_oh_is_array (pdf, annotations) ? qpdf_oh_get_array_n_items (pdf, annotations) : 0;

  for (int i = 0, n_drawn = 0; i < n; i++)
    {
      qpdf_oh annotation = qpdf_oh_get_array_item (pdf, annotations, i);
      char text[4][G_ASCII_DTOSTR_BUF_SIZE];
      qpdf_oh picture;
      HavenPdfBox rect;
      double to[4];

      if (!qpdf_oh_is_dictionary (pdf, annotation))
        continue;
      picture = choose_picture (self, annotation);
      if (qpdf_oh_is_null (pdf, picture) || !haven_pdf_is_shown (pdf, annotation) ||
          !haven_pdf_read_box (pdf, qpdf_oh_get_key (pdf, annotation, "/Rect"), &rect) ||
          !place_picture (pdf, picture, &rect, to))
        continue;
      qpdf_oh_append_item (pdf, drawn, picture);
      qpdf_oh_replace_key (pdf, qpdf_oh_get_dict (pdf, picture), "/Subtype",
                           qpdf_oh_new_name (pdf, "/Form"));
      for (int j = 0; j < 4; j++)
        g_ascii_formatd (text[j], sizeof text[j], "%.5f", to[j]);
      g_string_append_printf (placing, "q %s 0 0 %s %s %s cm /A%d Do Q\n", text[0], text[1],
                              text[2], text[3], n_drawn++);
    }
  return drawn;
}

// ── A page ──────────────────────────────────────────────────────────────────

static qpdf_oh
make_values (Flatten *self, int number, const HavenPdfBox *box)
{
  qpdf_data from = self->overlay, pdf = self->result;
  qpdf_oh page = qpdf_get_page_n (from, (size_t) number);
  HavenPdfBox own = { 0, 0, box->x2 - box->x1, box->y2 - box->y1 };
  qpdf_oh parts = carry_over (self, from, page, qpdf_oh_new_null (from));
  qpdf_oh piece = make_piece (self, from, page, parts, &own);
  qpdf_oh matrix = qpdf_oh_parse (pdf, "[1 0 0 1]");

  qpdf_oh_append_item (pdf, matrix, qpdf_oh_new_real_from_double (pdf, box->x1, 4));
  qpdf_oh_append_item (pdf, matrix, qpdf_oh_new_real_from_double (pdf, box->y1, 4));
  qpdf_oh_replace_key (pdf, qpdf_oh_get_dict (pdf, piece), "/Matrix", matrix);
  return piece;
}

static qpdf_oh
make_resources (Flatten *self, qpdf_oh base, qpdf_oh values, qpdf_oh drawn)
{
  qpdf_data pdf = self->result;
  qpdf_oh resources = qpdf_oh_new_dictionary (pdf), pieces = qpdf_oh_new_dictionary (pdf);
  int n = qpdf_oh_is_array (pdf, drawn) ? qpdf_oh_get_array_n_items (pdf, drawn) : 0;

  qpdf_oh_replace_key (pdf, pieces, "/P", base);
  qpdf_oh_replace_key (pdf, pieces, "/V", values);
  for (int i = 0; i < n; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "/A%d", i);
      qpdf_oh_replace_key (pdf, pieces, name, qpdf_oh_get_array_item (pdf, drawn, i));
    }
  qpdf_oh_replace_key (pdf, resources, "/XObject", pieces);
  return resources;
}

static void
add_page (Flatten *self, int number)
{
  qpdf_data pdf = self->result;
  qpdf_oh page = qpdf_get_page_n (self->source, (size_t) number), made, parts, words, unit;
  g_autoptr (GString) content = g_string_new ("q /P Do Q\n");
  HavenPdfBox box;
  int rotation;

  self->refusal = haven_pdf_read_page (self->source, page, &box, &rotation);
  if (self->refusal != NULL)
    return;
  parts = carry_over (self, self->source, page, collect_pictures (self, page, content));
  g_string_append (content, "q /V Do Q\n");
  words = qpdf_oh_new_stream (pdf);
  qpdf_oh_replace_stream_data (pdf, words, (const unsigned char *) content->str, content->len,
                               qpdf_oh_new_null (pdf), qpdf_oh_new_null (pdf));
  made = qpdf_oh_new_dictionary (pdf);
  qpdf_oh_replace_key (pdf, made, "/Type", qpdf_oh_new_name (pdf, "/Page"));
  qpdf_oh_replace_key (pdf, made, "/MediaBox", make_box (pdf, &box));
  qpdf_oh_replace_key (pdf, made, "/Rotate", qpdf_oh_new_integer (pdf, rotation));
  unit = qpdf_oh_get_key (self->source, page, "/UserUnit");
  if (qpdf_oh_is_number (self->source, unit))
    qpdf_oh_replace_key (
        pdf, made, "/UserUnit",
        qpdf_oh_new_real_from_double (
            pdf, CLAMP (qpdf_oh_get_numeric_value (self->source, unit), 1, 10), 3));
  qpdf_oh_replace_key (pdf, made, "/Contents", words);
  qpdf_oh_replace_key (pdf, made, "/Resources",
                       make_resources (self, make_piece (self, self->source, page, parts, &box),
                                       make_values (self, number, &box),
                                       qpdf_oh_get_key (pdf, parts, "/Drawn")));
  if (qpdf_add_page (pdf, pdf, qpdf_make_indirect_object (pdf, made), QPDF_FALSE) & QPDF_ERRORS)
    self->refusal = HAVEN_PDF_DAMAGED;
}

// ── The file ────────────────────────────────────────────────────────────────

/* Which layers are seen is part of the picture; a layer that was off must not come out. */
static void
keep_layers (Flatten *self)
{
  static const char *const kept[] = { "/BaseState", "/ON", "/OFF" };
  qpdf_data pdf = self->source;
  qpdf_oh layers = qpdf_oh_get_key (pdf, qpdf_get_root (pdf), "/OCProperties");
  qpdf_oh usual = qpdf_oh_get_key_if_dict (pdf, layers, "/D");
  qpdf_oh own = qpdf_oh_new_dictionary (pdf), state = qpdf_oh_new_dictionary (pdf);

  if (!qpdf_oh_is_array (pdf, qpdf_oh_get_key_if_dict (pdf, layers, "/OCGs")))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (!qpdf_oh_is_null (pdf, qpdf_oh_get_key_if_dict (pdf, usual, kept[i])))
      qpdf_oh_replace_key (pdf, state, kept[i], qpdf_oh_get_key (pdf, usual, kept[i]));
  qpdf_oh_replace_key (pdf, own, "/OCGs", qpdf_oh_get_key (pdf, layers, "/OCGs"));
  qpdf_oh_replace_key (pdf, own, "/D", state);
  clean (self, own, 0);
  qpdf_oh_replace_key (
      self->result, qpdf_get_root (self->result), "/OCProperties",
      qpdf_oh_copy_foreign_object (self->result, pdf, qpdf_make_indirect_object (pdf, own)));
}

static void
describe (qpdf_data pdf, const char *title)
{
  qpdf_oh info = qpdf_oh_new_dictionary (pdf), preferences = qpdf_oh_new_dictionary (pdf);

  qpdf_oh_replace_key (pdf, info, "/Title", qpdf_oh_new_unicode_string (pdf, title));
  qpdf_oh_replace_key (pdf, info, "/Producer", qpdf_oh_new_unicode_string (pdf, PRODUCER));
  qpdf_oh_replace_key (pdf, qpdf_get_trailer (pdf), "/Info", qpdf_make_indirect_object (pdf, info));
  qpdf_oh_replace_key (pdf, preferences, "/DisplayDocTitle", qpdf_oh_new_bool (pdf, QPDF_TRUE));
  qpdf_oh_replace_key (pdf, qpdf_get_root (pdf), "/ViewerPreferences", preferences);
}

static GBytes *
write_out (qpdf_data pdf)
{
  if (qpdf_init_write_memory (pdf) & QPDF_ERRORS)
    return NULL;
  qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
  qpdf_set_object_stream_mode (pdf, qpdf_o_disable);
  qpdf_set_minimum_pdf_version (pdf, "1.7");
  if (qpdf_write (pdf) & QPDF_ERRORS)
    return NULL;
  return g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
}

static void
make_result (Flatten *self, JsonObject *request, GBytes **result)
{
  int n_pages = qpdf_get_num_pages (self->source);

  if (qpdf_get_num_pages (self->overlay) != n_pages || qpdf_empty_pdf (self->result) & QPDF_ERRORS)
    self->refusal = HAVEN_PDF_DAMAGED;
  for (int i = 0; self->refusal == NULL && i < n_pages; i++)
    add_page (self, i);
  if (self->refusal != NULL)
    return;
  keep_layers (self);
  describe (self->result, json_object_get_string_member_with_default (request, "title", ""));
  *result = self->refusal == NULL ? write_out (self->result) : NULL;
  if (*result == NULL)
    self->refusal = HAVEN_PDF_DAMAGED;
}

/**
 * haven_pdf_flatten:
 * @request: title, and the numbers of the fields that @overlay fills
 * @overlay: as many pages, drawn by the program
 * @result: (out) (transfer full): the pages of both, one over the other, and nothing else
 */
HavenPdfRefusal
haven_pdf_flatten (
    const char *bytes, gsize length, JsonObject *request, GBytes *overlay, GBytes **result)
{
  Flatten self = { .result = qpdf_init () };
  JsonArray *dropped = json_object_get_array_member (request, "dropped");
  gsize overlay_length;
  const char *overlay_bytes = g_bytes_get_data (overlay, &overlay_length);

  qpdf_silence_errors (self.result);
  qpdf_set_suppress_warnings (self.result, QPDF_TRUE);
  self.dropped = g_hash_table_new (NULL, NULL);
  self.cleaned = g_hash_table_new (NULL, NULL);
  for (guint i = 0; dropped != NULL && i < json_array_get_length (dropped); i++)
    g_hash_table_add (self.dropped, GUINT_TO_POINTER (json_array_get_int_element (dropped, i)));
  self.refusal = haven_pdf_open (bytes, length, &self.source);
  if (self.refusal == NULL)
    self.refusal = haven_pdf_open (overlay_bytes, overlay_length, &self.overlay);
  if (self.refusal == NULL)
    make_result (&self, request, result);
  qpdf_cleanup (&self.result);
  if (self.overlay != NULL)
    qpdf_cleanup (&self.overlay);
  qpdf_cleanup (&self.source);
  g_hash_table_unref (self.dropped);
  g_hash_table_unref (self.cleaned);
  return self.refusal;
}
