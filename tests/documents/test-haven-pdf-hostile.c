/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-wire-private.h"
#include "haven-test-pdf.h"

#include <string.h>

static void
test_what_is_no_pdf_or_half_of_one_is_refused (void)
{
  static const char *const contents[] = { "%PDF-1.7", "no paper at all", "\177ELF\001\001",
                                          "%PDF-1.7\n%%EOF\n" };
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form (), empty = g_bytes_new_static ("", 0);

  haven_test_pdf_refuse (empty, "is empty");
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (contents[i], strlen (contents[i]));

      haven_test_pdf_refuse (bytes, "is damaged, or is none");
    }
  for (gsize part = 1; part < 10; part++)
    {
      g_autoptr (GBytes) bytes =
          g_bytes_new_from_bytes (pdf, 0, g_bytes_get_size (pdf) * part / 10);

      haven_test_pdf_refuse (bytes, "is damaged, or is none");
    }
}

static void
test_a_locked_file_is_refused_and_an_unlocked_one_is_read (void)
{
  static const char *const locked[] = { "qpdf", "--encrypt", "secret", "owner", "256",
                                        "--",   "IN",        "OUT",    NULL };
  static const char *const closed[] = { "qpdf", "--encrypt", "",    "owner", "256",
                                        "--",   "IN",        "OUT", NULL };
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (GBytes) one = haven_test_pdf_run (pdf, locked),
                     other = haven_test_pdf_run (pdf, closed);
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (other);
  g_autoptr (GBytes) filled = haven_test_pdf_fill (other, "{\"Part1.Family Name\": \"x\"}");
  g_autoptr (HavenPdfReader) result = haven_test_pdf_open (filled);

  haven_test_pdf_refuse (one, "locked with a password");
  g_assert_true (haven_pdf_reader_get_facts (reader)->encrypted);
  g_assert_false (haven_pdf_reader_get_facts (result)->encrypted);
}

static void
test_pages_that_go_in_circles_end (void)
{
  const char *const circle[] = { "<< /Type /Catalog /Pages 2 0 R >>",
                                 "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                 "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>", NULL };
  const char *const parents[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [4 0 R] >>",
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (A) /Parent 5 0 R /Rect [1 1 90 30] >>",
    "<< /T (B) /Parent 6 0 R >>",
    "<< /T (C) /Parent 5 0 R >>",
    NULL
  };
  g_autoptr (GBytes) one = haven_test_pdf_build (circle), other = haven_test_pdf_build (parents);
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (other);

  haven_test_pdf_refuse (one, "damaged");
  g_assert_cmpuint (haven_pdf_reader_get_facts (reader)->fields->len, ==, 1);
}

static void
test_a_table_of_objects_that_goes_in_circles_ends (void)
{
  g_autoptr (GString) file = g_string_new ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
  g_autoptr (GBytes) bytes = NULL;
  gsize start = file->len;

  g_string_append_printf (
      file,
      "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R /Prev %zu >>\n"
      "startxref\n%zu\n%%%%EOF\n",
      start, start);
  bytes = g_bytes_new (file->str, file->len);
  haven_test_pdf_refuse (bytes, "damaged");
}

static GBytes *
compress (GBytes *plain)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);

  return g_converter_convert_bytes (G_CONVERTER (zlib), plain, NULL);
}

/* A few kilobytes that become gigabytes: the same blanks again and again. In hexadecimal, so that
 * the file is a text. */
static GBytes *
make_bomb (void)
{
  gsize length = 64 * 1024 * 1024;
  char *blanks = g_malloc (length);
  g_autoptr (GBytes) plain = g_bytes_new_take (blanks, length), packed = NULL;
  g_autoptr (GString) hexadecimal = g_string_new (NULL), contents = g_string_new (NULL);
  g_autofree char *stream = NULL, *page = NULL;

  memset (blanks, ' ', length);
  packed = compress (plain);
  for (gsize i = 0; i < g_bytes_get_size (packed); i++)
    g_string_append_printf (hexadecimal, "%02x",
                            ((const guint8 *) g_bytes_get_data (packed, NULL))[i]);
  g_string_append_c (hexadecimal, '>');
  stream = haven_test_pdf_make_stream ("/Filter [/ASCIIHexDecode /FlateDecode]", hexadecimal->str);
  for (int i = 0; i < 64; i++)
    g_string_append (contents, "5 0 R ");
  page = g_strdup_printf (
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [4 0 R] /Contents [%s] >>",
      contents->str);
  return haven_test_pdf_build ((const char *const[]) {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (A) /Rect [1 1 90 30] /F 4 >>", stream, NULL });
}

static void
test_a_bomb_goes_off_outside (void)
{
  g_autoptr (GBytes) pdf = make_bomb ();
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpuint (g_bytes_get_size (pdf), <, 200000);
  json_object_set_string_member (values, "A", "x");
  g_assert_null (haven_pdf_fill (reader, values, NULL, NULL, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 12 * G_USEC_PER_SEC);
}

static void
test_deep_nesting_ends (void)
{
  g_autoptr (GString) deep = g_string_new ("/Resources ");
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPdfReader) reader = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<< /A ");
  g_string_append (deep, "1");
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, " >>");
  pdf = haven_test_pdf_make_page (deep->str, "", NULL);
  reader = haven_pdf_reader_new (pdf, NULL, &error);
  if (reader == NULL)
    g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID);
}

static void
test_a_form_that_is_a_program_is_refused (void)
{
  const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA (x) >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>", NULL
  };
  g_autoptr (GBytes) pdf = haven_test_pdf_build (objects);

  haven_test_pdf_refuse (pdf, "XFA");
}

static void
test_too_many_pages_and_too_large_ones_are_refused (void)
{
  g_autoptr (GBytes) many = haven_test_pdf_make_pages (1000, "/MediaBox [0 0 612 792]");
  g_autoptr (GBytes) large = haven_test_pdf_make_pages (1, "/MediaBox [0 0 200000 200000]");
  g_autoptr (GBytes) flat = haven_test_pdf_make_pages (1, "/MediaBox [0 0 612 0]");
  g_autoptr (GBytes) most = haven_test_pdf_make_pages (200, "/MediaBox [0 0 612 792]");
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (most);

  haven_test_pdf_refuse (many, "more than 200 pages");
  haven_test_pdf_refuse (large, "size that no printer has");
  haven_test_pdf_refuse (flat, "size that no printer has");
  g_assert_cmpuint (haven_pdf_reader_get_facts (reader)->fields->len, ==, 200);
}

static void
test_a_picture_too_large_is_refused_and_the_reader_goes_on (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture;

  g_assert_null (haven_pdf_reader_render_page (reader, 0, 90, NULL, &error));
  g_assert_nonnull (strstr (error->message, "zoom out"));
  g_clear_error (&error);
  g_assert_null (haven_pdf_reader_render_page (reader, 9, 1, NULL, &error));
  g_assert_nonnull (strstr (error->message, "no page 10"));
  g_clear_error (&error);
  picture = haven_pdf_reader_render_page (reader, 0, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, 612);
  cairo_surface_destroy (picture);
}

/* What a reader that was taken over may say. */
static void
test_a_lying_answer_is_refused (void)
{
#define FIELD(more)                                                                                \
  "{\"version\": \"1.7\", \"encrypted\": false, \"confined\": 1, \"pages\": [[0, 0, 612, 792, "    \
  "0]], \"fields\": [{\"name\": "                                                                  \
  "\"A\", \"label\": \"\", \"type\": \"text\", \"bits\": 0, \"max\": 0, \"align\": 0, \"size\": "  \
  "0.0, \"values\": [], "                                                                          \
  "\"options\": [], \"widgets\": [{\"number\": 0, \"page\": 0, \"rotation\": 0, \"line\": 1.0, "   \
  "\"mark\": \"\", "                                                                               \
  "\"shown\": true, \"drawn\": false, \"drawn_off\": false, \"border\": [], \"fill\": [], "        \
  "\"rect\": [1, 1, 9, 9]" more
  static const char *const lies[] = {
    "{}",
    "{\"pages\": [], \"fields\": []}",
    "{\"version\": \"1.7\", \"encrypted\": false, \"confined\": 1, \"pages\": [[0, 0, 1e300, 792, "
    "0]], \"fields\": []}",
    "{\"version\": \"1.7\", \"encrypted\": false, \"confined\": 1, \"pages\": [[0, 0, 612, 792, "
    "45]], \"fields\": []}",
    "{\"version\": \"1.7\", \"encrypted\": false, \"confined\": 1, \"pages\": [7], \"fields\": []}",
    "{\"version\": 7, \"encrypted\": false, \"confined\": 1, \"pages\": [[0, 0, 612, 792, 0]], "
    "\"fields\": []}",
    "{\"version\": \"1.7\", \"encrypted\": false, \"confined\": 1, \"pages\": [[0, 0, 612, 792, "
    "0]], \"fields\": [null]}",
    FIELD (", \"page\": 7}]}]}"),
    FIELD (", \"rect\": [9, 9, 1, 1]}]}]}"),
    FIELD (", \"rect\": [1, 1, 9, \"9\"]}]}]}"),
    FIELD (", \"border\": [1, 2]}]}]}"),
    FIELD (", \"mark\": \"\\u0001\"}]}]}"),
    FIELD ("}], \"type\": \"rocket\"}]}"),
    FIELD ("}], \"name\": \"\"}]}"),
    FIELD ("}], \"values\": [7]}]}"),
    FIELD ("}], \"options\": [[\"a\"]]}]}"),
    FIELD ("}], \"max\": -1}]}"),
  };
  g_autoptr (JsonObject) good =
      haven_pdf_wire_parse_header (FIELD ("}]}]}"), strlen (FIELD ("}]}]}")), NULL);
  g_autoptr (HavenPdfFacts) facts = haven_pdf_facts_parse (good);

  g_assert_nonnull (facts);
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (JsonObject) lie = haven_pdf_wire_parse_header (lies[i], strlen (lies[i]), NULL);

      g_assert_nonnull (lie);
      if (haven_pdf_facts_parse (lie) != NULL)
        g_error ("believed: %s", lies[i]);
    }
}

static void
test_an_answer_without_end_or_bottom_is_refused (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');
  static const char tricked[] =
      "{\"a\\\\\": [[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]}";

  g_assert_null (haven_pdf_wire_parse_header (deep, 1000000, NULL));
  g_assert_null (haven_pdf_wire_parse_header (tricked, strlen (tricked), NULL));
  g_assert_null (haven_pdf_wire_parse_header ("[]", 2, NULL));
  g_assert_null (haven_pdf_wire_parse_header ("{\"a\": \"\377\"}", 10, NULL));
  g_assert_null (haven_pdf_wire_parse_header ("", 0, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/pdf-hostile/what-is-no-pdf-or-half-of-one-is-refused",
                   test_what_is_no_pdf_or_half_of_one_is_refused);
  g_test_add_func ("/documents/pdf-hostile/a-locked-file-is-refused-and-an-unlocked-one-is-read",
                   test_a_locked_file_is_refused_and_an_unlocked_one_is_read);
  g_test_add_func ("/documents/pdf-hostile/pages-that-go-in-circles-end",
                   test_pages_that_go_in_circles_end);
  g_test_add_func ("/documents/pdf-hostile/a-table-of-objects-that-goes-in-circles-ends",
                   test_a_table_of_objects_that_goes_in_circles_ends);
  g_test_add_func ("/documents/pdf-hostile/a-bomb-goes-off-outside", test_a_bomb_goes_off_outside);
  g_test_add_func ("/documents/pdf-hostile/deep-nesting-ends", test_deep_nesting_ends);
  g_test_add_func ("/documents/pdf-hostile/a-form-that-is-a-program-is-refused",
                   test_a_form_that_is_a_program_is_refused);
  g_test_add_func ("/documents/pdf-hostile/too-many-pages-and-too-large-ones-are-refused",
                   test_too_many_pages_and_too_large_ones_are_refused);
  g_test_add_func ("/documents/pdf-hostile/a-picture-too-large-is-refused-and-the-reader-goes-on",
                   test_a_picture_too_large_is_refused_and_the_reader_goes_on);
  g_test_add_func ("/documents/pdf-hostile/a-lying-answer-is-refused",
                   test_a_lying_answer_is_refused);
  g_test_add_func ("/documents/pdf-hostile/an-answer-without-end-or-bottom-is-refused",
                   test_an_answer_without_end_or_bottom_is_refused);
  return g_test_run ();
}
