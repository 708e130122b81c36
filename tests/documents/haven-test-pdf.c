/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-pdf.h"

#include <glib/gstdio.h>
#include <string.h>

/** Returns: (transfer full): a file of @objects, numbered from 1; the first is its catalogue. What
 * begins with @ is a stream: its members, a bar, what it holds. */
GBytes *
haven_test_pdf_build (const char *const *objects)
{
  g_autoptr (GString) file = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new ("0000000000 65535 f \n");
  gsize n = 0, start;

  for (; objects[n] != NULL; n++)
    {
      const char *bar = *objects[n] == '@' ? strchr (objects[n], '|') : NULL;
      g_autofree char *members =
          bar != NULL ? g_strndup (objects[n] + 1, (gsize) (bar - objects[n] - 1)) : NULL;
      g_autofree char *stream = bar != NULL ? haven_test_pdf_make_stream (members, bar + 1) : NULL;

      g_string_append_printf (table, "%010zu 00000 n \n", file->len);
      g_string_append_printf (file, "%zu 0 obj\n%s\nendobj\n", n + 1,
                              stream != NULL ? stream : objects[n]);
    }
  start = file->len;
  g_string_append_printf (
      file,
      "xref\n0 %zu\n%strailer\n<< /Size %zu /Root 1 0 R /Info << /Author (Agency) >> >>\n"
      "startxref\n%zu\n%%%%EOF\n",
      n + 1, table->str, n + 1, start);
  return g_string_free_to_bytes (g_steal_pointer (&file));
}

char *
haven_test_pdf_make_stream (const char *members, const char *content)
{
  return g_strdup_printf ("<< /Length %zu %s >>\nstream\n%s\nendstream", strlen (content), members,
                          content);
}

/*
 * A form with each kind of field, as agencies make them: nested names, a label in UTF-16, cells,
 * boxes with and without a look of their own, a turned page, and all that must not come along: a
 * script at opening, a link, an attachment, a button, somebody's name.
 */
static const char *const form_objects[] = {
  "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R 8 0 R 9 0 R 10 0 R 13 0 R "
  "14 0 R 15 0 R 20 0 R 21 0 R] "
  "/NeedAppearances true /DA (/F1 0 Tf 0 g) >> /OpenAction << /S /JavaScript /JS "
  "(app.alert\\(1\\)) >> "
  "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> "
  "/EmbeddedFiles << /Names [(f) << /Type /Filespec /F (f) /EF << /F 24 0 R >> >>] >> >> "
  ">>",
  "<< /Type /Pages /Kids [3 0 R 16 0 R] /Count 2 >>",

  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << "
  "/F1 7 0 R >> >> "
  "/AA << /O << /S /Launch /F (sh) >> >> "
  "/Annots [6 0 R 8 0 R 9 0 R 11 0 R 12 0 R 13 0 R 14 0 R 15 0 R 20 0 R 21 0 R 22 0 R] >>",
  "@|BT /F1 14 Tf 50 740 Td (Printed by the agency) Tj ET 0.5 w 50 690 300 20 re S 50 600 300 60 "
  "re S",
  "<< /T (Part1) /Kids [6 0 R] >>",

  "<< /Type /Annot /Subtype /Widget /Parent 5 0 R /FT /Tx /T (Family Name) "
  "/TU <FEFF004E006F006D00200627064406390627002E> /Rect [50 690 350 710] /F 4 /Ff 2 >>",
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",

  "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Story) /Ff 4096 /Rect [50 600 350 660] /F 4 >>",

  "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Number) /MaxLen 9 /Ff 16777216 /Rect [50 560 250 "
  "580] /F 4 "
  "/MK << /BC [0 0 1] >> >>",

  "<< /FT /Btn /Ff 32768 /T (Sex) /Kids [11 0 R 12 0 R] /V /Off /Opt [(female) (male)] >>",

  "<< /Type /Annot /Subtype /Widget /Parent 10 0 R /Rect [50 520 66 536] /F 4 /AS /Off "
  "/MK << /BC [0] /CA (l) >> /AP << /N << /0 17 0 R /Off 17 0 R >> >> >>",

  "<< /Type /Annot /Subtype /Widget /Parent 10 0 R /Rect [90 520 106 536] /F 4 /AS /Off "
  "/MK << /BC [0] /CA (l) >> /AP << /N << /1 17 0 R >> >> >>",

  "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Agree) /Rect [50 480 66 496] /F 4 /MK << /BC "
  "[0] /CA (8) >> >>",

  "<< /Type /Annot /Subtype /Widget /FT /Ch /Ff 131072 /T (Country) /Opt [[(et) (Ethiopia)] "
  "[(sv) (El Salvador)]] "
  "/Rect [50 440 250 460] /F 4 >>",
  "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sign) /Rect [50 400 250 430] /F 4 >>",

  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate 90 /Contents 18 0 R "
  "/Resources << /Font << /F1 7 0 R >> >> /Annots [19 0 R] >>",
  "@/Type /XObject /Subtype /Form /BBox [0 0 16 16]|",
  "@|BT /F1 14 Tf 0 1 -1 0 50 50 Tm (Turned page) Tj ET",

  "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Turned) /Rect [100 100 130 400] /F 4 /MK << /R "
  "90 /BC [1 0 0] >> >>",

  "<< /Type /Annot /Subtype /Widget /FT /Tx /Ff 1 /T (Case) /V (Case 4711) /Rect [400 690 500 "
  "710] /F 4 "
  "/AP << /N 23 0 R >> >>",

  "<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (Reset) /Rect [500 20 560 40] /F 4 "
  "/A << /S /JavaScript /JS (reset) >> >>",

  "<< /Type /Annot /Subtype /Link /Rect [0 0 50 50] /A << /S /URI /URI "
  "(http://agency.example/track) >> >>",
  "@/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 7 0 R >> >>|BT /F1 "
  "10 Tf 2 5 Td (Case 4711) Tj ET",
  "@/Type /EmbeddedFile|SECRET-ATTACHMENT",
  NULL,
};

/** Returns: (transfer full): a form with each kind of field */
GBytes *
haven_test_pdf_make_form (void)
{
  return haven_test_pdf_build (form_objects);
}

/** Returns: (transfer full): a file with one page, and objects from the fifth on */
GBytes *
haven_test_pdf_make_page (const char *members, const char *content, const char *const *more)
{
  g_autofree char *page = g_strdup_printf (
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>", members);
  g_autofree char *stream = haven_test_pdf_make_stream ("", content);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, (gpointer) "<< /Type /Catalog /Pages 2 0 R >>");
  g_ptr_array_add (objects, (gpointer) "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  g_ptr_array_add (objects, page);
  g_ptr_array_add (objects, stream);
  for (; more != NULL && *more != NULL; more++)
    g_ptr_array_add (objects, (gpointer) *more);
  g_ptr_array_add (objects, NULL);
  return haven_test_pdf_build ((const char *const *) objects->pdata);
}

/** Returns: (transfer full): a file with that many pages, each with a field of its own */
GBytes *
haven_test_pdf_make_pages (guint n_pages, const char *page_members)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) kids = g_string_new ("<< /Type /Pages /Kids [");

  g_ptr_array_add (objects, g_strdup ("<< /Type /Catalog /Pages 2 0 R >>"));
  g_ptr_array_add (objects, NULL);
  for (guint i = 0; i < n_pages; i++)
    {
      guint number = 3 + 3 * i;

      g_string_append_printf (kids, "%u 0 R ", number);
      g_ptr_array_add (
          objects,
          g_strdup_printf ("<< /Type /Page /Parent 2 0 R %s /Contents %u 0 R /Annots [%u 0 R] "
                           "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont "
                           "/Helvetica >> >> >> >>",
                           page_members, number + 1, number + 2));
      g_ptr_array_add (objects,
                       haven_test_pdf_make_stream (
                           "", "BT /F1 11 Tf 60 700 Td (A line that the agency printed) Tj "
                               "0 -20 Td (and one more of them) Tj ET"));
      g_ptr_array_add (objects,
                       g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /Tx /T (Name %u) "
                                        "/Rect [60 600 400 620] /F 4 >>",
                                        i));
    }
  g_string_append_printf (kids, "] /Count %u >>", n_pages);
  objects->pdata[1] = g_string_free (g_steal_pointer (&kids), FALSE);
  g_ptr_array_add (objects, NULL);
  return haven_test_pdf_build ((const char *const *) objects->pdata);
}

HavenPdfReader *
haven_test_pdf_open (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  HavenPdfReader *reader = haven_pdf_reader_new (pdf, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reader);
  return reader;
}

static JsonObject *
parse_values (const char *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (values, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

GBytes *
haven_test_pdf_fill (GBytes *pdf, const char *values)
{
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (JsonObject) object = parse_values (values);
  g_autoptr (GError) error = NULL;
  GBytes *result = haven_pdf_fill (reader, object, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
assert_sentence (const GError *error, const char *words)
{
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_cmpuint (strlen (error->message), <, 400);
  g_assert_null (strchr (error->message, '\n'));
}

/** The file is refused in a sentence with these words. */
void
haven_test_pdf_refuse (GBytes *pdf, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPdfReader) reader = haven_pdf_reader_new (pdf, NULL, &error);

  g_assert_null (reader);
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID);
  assert_sentence (error, words);
}

void
haven_test_pdf_refuse_values (GBytes *pdf, const char *values, const char *words)
{
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (JsonObject) object = parse_values (values);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) result = haven_pdf_fill (reader, object, NULL, NULL, &error);

  g_assert_null (result);
  g_assert_nonnull (error);
  assert_sentence (error, words);
}

/** Runs a tool from @pdf to a new file: "IN" and "OUT" stand for their paths. */
GBytes *
haven_test_pdf_run (GBytes *pdf, const char *const *arguments)
{
  g_autofree char *folder = g_dir_make_tmp ("haven-pdf-XXXXXX", NULL);
  g_autofree char *in = g_build_filename (folder, "in.pdf", NULL),
                  *out = g_build_filename (folder, "out.pdf", NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  char *content = NULL;
  gsize length = 0;
  int status;

  g_assert_true (g_file_set_contents (in, g_bytes_get_data (pdf, NULL),
                                      (gssize) g_bytes_get_size (pdf), NULL));
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (words, strcmp (*arguments, "IN") == 0    ? in
                            : strcmp (*arguments, "OUT") == 0 ? out
                                                              : (gpointer) *arguments);
  g_ptr_array_add (words, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_true (g_file_get_contents (out, &content, &length, NULL));
  g_remove (in);
  g_remove (out);
  g_rmdir (folder);
  return g_bytes_new_take (content, length);
}

/** How many dark points there are in a part of a picture; @extent: over how many columns. */
guint
haven_test_pdf_count_ink (
    cairo_surface_t *picture, int x, int y, int width, int height, int *extent)
{
  const guint8 *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture), first = G_MAXINT, last = -1;
  guint n = 0;

  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      if (data[row * stride + column * 4 + 1] < 128)
        {
          n++;
          first = MIN (first, column);
          last = MAX (last, column);
        }
  *extent = last >= first ? last - first + 1 : 0;
  return n;
}

/** Into how many pieces the ink falls, from side to side: a word of joined letters is one. */
guint
haven_test_pdf_count_pieces (cairo_surface_t *picture, int x, int y, int width, int height)
{
  gboolean inside = FALSE;
  guint n = 0;
  int extent;

  for (int column = x; column < x + width; column++)
    {
      gboolean inked = haven_test_pdf_count_ink (picture, column, y, 1, height, &extent) > 0;

      n += inked && !inside;
      inside = inked;
    }
  return n;
}
