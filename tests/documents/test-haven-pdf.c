/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"
#include "haven-test-pdf.h"

#include <string.h>

#define VALUES                                                                                     \
  "{\"Part1.Family Name\": \"محمد العربي O'Brien\", \"Story\": \"ሰላማዊት Nguyễn Thị Đặng "           \
  "王小明\\nline two\", "                                                                          \
  "\"Number\": \"123456789\", \"Sex\": \"male\", \"Agree\": true, \"Country\": \"et\", "           \
  "\"Turned\": \"عائشة turned\"}"

static const HavenPdfField *
find (HavenPdfReader *reader, const char *name)
{
  const HavenPdfField *field = haven_pdf_facts_find (haven_pdf_reader_get_facts (reader), name);

  g_assert_nonnull (field);
  return field;
}

static const HavenPdfWidget *
get_widget (const HavenPdfField *field, guint i)
{
  return g_ptr_array_index (field->widgets, i);
}

static void
test_every_field_is_listed_with_what_is_known (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  const HavenPdfFacts *facts = haven_pdf_reader_get_facts (reader);
  const HavenPdfField *field = find (reader, "Part1.Family Name");

  g_assert_cmpuint (facts->pages->len, ==, 2);
  g_assert_cmpint (g_array_index (facts->pages, HavenPdfPage, 1).rotation, ==, 90);
  g_assert_cmpuint (facts->fields->len, ==, 10);
  g_assert_cmpstr (field->label, ==, "Nom العا.");
  g_assert_true (field->required);
  g_assert_cmpfloat (get_widget (field, 0)->x2, ==, 350);
  g_assert_true (find (reader, "Story")->multiline);
  field = find (reader, "Number");
  g_assert_true (field->comb && field->max == 9);
  g_assert_true (get_widget (field, 0)->border.is_set && get_widget (field, 0)->border.blue == 1);
  field = find (reader, "Sex");
  g_assert_cmpint (field->type, ==, HAVEN_PDF_FIELD_RADIO);
  g_assert_cmpstr (get_widget (field, 1)->code, ==, "male");
  field = find (reader, "Country");
  g_assert_cmpstr (((HavenPdfOption *) field->options->pdata[1])->text, ==, "El Salvador");
  g_assert_cmpint (find (reader, "Sign")->type, ==, HAVEN_PDF_FIELD_SIGNATURE);
  g_assert_cmpint (find (reader, "Reset")->type, ==, HAVEN_PDF_FIELD_BUTTON);
  g_assert_true (find (reader, "Case")->read_only);
  g_assert_cmpint (get_widget (find (reader, "Turned"), 0)->rotation, ==, 90);
}

static void
assert_lacks (GBytes *pdf, const char *words)
{
  gsize length;
  const char *bytes = g_bytes_get_data (pdf, &length);

  if (memmem (bytes, length, words, strlen (words)) != NULL)
    g_error ("“%s” came along", words);
}

static void
test_what_is_filled_is_flat_and_brings_nothing_along (void)
{
  static const char *const check[] = { "qpdf", "--check", "@", NULL };
  static const char *const plain[] = { "qpdf", "--qdf", "IN", "OUT", NULL };
  static const char *const foreign[] = { "/AcroForm",         "/JavaScript", "/OpenAction",
                                         "/Annots",           "/Names",      "/AA",
                                         "/Launch",           "/URI",        "agency.example",
                                         "SECRET-ATTACHMENT", "Agency)",     "/EmbeddedFile",
                                         "app.alert",         "/Author",     "(reset)" };
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (GBytes) filled = haven_test_pdf_fill (pdf, VALUES),
                     again = haven_test_pdf_fill (pdf, VALUES);
  g_autoptr (GBytes) open = haven_test_pdf_run (filled, plain),
                     source = haven_test_pdf_run (pdf, plain);
  g_autofree char *said = NULL;
  int status;

  g_assert_true (g_bytes_equal (filled, again));
  said = haven_test_paper_run_tool (filled, check, &status);
  g_assert_cmpint (status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    assert_lacks (open, foreign[i]);
  /* The same words are in the source, so that their absence says something. */
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_nonnull (memmem (g_bytes_get_data (source, NULL), g_bytes_get_size (source),
                              foreign[i], strlen (foreign[i])));
  g_assert_nonnull (memmem (g_bytes_get_data (open, NULL), g_bytes_get_size (open), "(Haven)", 7));
}

static void
test_what_is_filled_can_be_read_in_every_script (void)
{
  static const char *const wanted[] = { "محمد العربي",     "O'Brien",  "ሰላማዊት",
                                        "Nguyễn Thị Đặng", "王小明",   "line two",
                                        "Ethiopia",        "عائشة",    "Printed by the agency",
                                        "Turned page",     "Case 4711" };
  static const char *const fonts[] = { "pdffonts", "@", NULL };
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (GBytes) filled = haven_test_pdf_fill (pdf, VALUES);
  g_autofree char *text = haven_test_paper_dup_text (filled), *list = NULL;
  int status;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    haven_test_paper_assert_has (text, wanted[i]);
  list = haven_test_paper_run_tool (filled, fonts, &status);
  g_assert_nonnull (strstr (list, "+NotoSansArabic"));
  g_assert_nonnull (strstr (list, "+NotoSansEthiopic"));
  g_assert_nonnull (strstr (list, "+NotoSansCJK"));
}

static guint
weigh (GBytes *pdf, guint page, int x, int y, int width, int height, int *extent)
{
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture = haven_pdf_reader_render_page (reader, page, 2, NULL, &error);
  guint ink;

  g_assert_no_error (error);
  ink = haven_test_pdf_count_ink (picture, 2 * x, 2 * y, 2 * width, 2 * height, extent);
  cairo_surface_destroy (picture);
  return ink;
}

static guint
count_pieces (GBytes *form, const char *values)
{
  g_autoptr (GBytes) filled = haven_test_pdf_fill (form, values);
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (filled);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture = haven_pdf_reader_render_page (reader, 0, 4, NULL, &error);
  guint n;

  g_assert_no_error (error);
  n = haven_test_pdf_count_pieces (picture, 4 * 60, 4 * 84, 4 * 288, 4 * 16);
  cairo_surface_destroy (picture);
  return n;
}

/* The four letters of a name hang together; kept apart, they do not. */
static void
test_arabic_letters_are_joined (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();

  g_assert_cmpuint (count_pieces (pdf, "{\"Part1.Family Name\": \"محمد\"}"), ==, 1);
  g_assert_cmpuint (count_pieces (pdf, "{\"Part1.Family Name\": \"م\u200cح\u200cم\u200cد\"}"), >=,
                    3);
}

static void
test_each_value_stands_in_its_field (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (GBytes) filled = haven_test_pdf_fill (pdf, VALUES);
  int extent;

  /* The box that is ticked, and the one that is not; nine cells from side to side. */
  g_assert_cmpuint (weigh (filled, 0, 94, 260, 8, 8, &extent), >, 60);
  g_assert_cmpuint (weigh (filled, 0, 54, 260, 8, 8, &extent), ==, 0);
  g_assert_cmpuint (weigh (filled, 0, 54, 300, 8, 8, &extent), >, 20);
  weigh (filled, 0, 52, 216, 196, 12, &extent);
  g_assert_cmpint (extent, >, 330);
  /* The turned page is read the right way up: its words lie, they do not stand. */
  g_assert_cmpuint (weigh (filled, 1, 104, 104, 294, 22, &extent), >, 100);
  g_assert_cmpint (extent, >, 100);
}

static void
test_long_texts_shrink_and_are_refused_where_they_cannot_be_read (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (GString) text = g_string_new ("{\"Part1.Family Name\": \"");
  g_autoptr (GBytes) filled = NULL;
  int extent;

  for (int i = 0; i < 55; i++)
    g_string_append (text, "n");
  g_string_append (text, "\"}");
  filled = haven_test_pdf_fill (pdf, text->str);
  weigh (filled, 0, 51, 84, 298, 16, &extent);
  g_assert_cmpint (extent, <=, 2 * 296);
  for (int i = 0; i < 60; i++)
    g_string_insert (text, (gssize) text->len - 2, "n");
  haven_test_pdf_refuse_values (pdf, text->str, "“Part1.Family Name” is too small");
}

static void
test_wrong_values_are_refused_in_a_sentence (void)
{
  static const struct
  {
    const char *values;
    const char *words;
  } cases[] = {
    { "{}", "“Part1.Family Name” has to be filled" },
    { "{\"Part1.Family Name\": null}", "has to be filled" },
    { "{\"Part1.Family Name\": \"\"}", "has to be filled" },
    { "{\"Nobody\": \"x\"}", "no field “Nobody”" },
    { "{\"Part1.Family Name\": true}", "takes a text" },
    { "{\"Part1.Family Name\": [\"a\"]}", "takes a text" },
    { "{\"Part1.Family Name\": \"a\\nb\"}", "has one line" },
    { "{\"Part1.Family Name\": \"a\\u0007b\"}", "control characters" },
    { "{\"Part1.Family Name\": \"\\uDBFF\\uDFFD\"}", "no font" },
    { "{\"Part1.Family Name\": \"x\", \"Number\": \"1234567890\"}",
      "“Number” takes at most 9 characters" },
    { "{\"Part1.Family Name\": \"x\", \"Agree\": \"yes\"}", "true or false" },
    { "{\"Part1.Family Name\": \"x\", \"Sex\": \"other\"}", "one of: female, male" },
    { "{\"Part1.Family Name\": \"x\", \"Country\": \"France\"}", "one of: et, sv" },
    { "{\"Part1.Family Name\": \"x\", \"Country\": [\"et\"]}", "not several" },
    { "{\"Part1.Family Name\": \"x\", \"Sign\": \"x\"}", "sign with a pen" },
    { "{\"Part1.Family Name\": \"x\", \"Reset\": true}", "button" },
    { "{\"Part1.Family Name\": \"x\", \"Case\": \"1\"}", "cannot be filled" },
  };
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    haven_test_pdf_refuse_values (pdf, cases[i].values, cases[i].words);
}

static void
test_a_refused_value_is_not_said_again (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (values, "Number", "CANARY-IN-A-FORM");
  json_object_set_string_member (values, "Part1.Family Name", "CANARY-NAME");
  g_assert_null (haven_pdf_fill (reader, values, NULL, NULL, &error));
  g_assert_null (strstr (error->message, "CANARY"));
}

static void
test_a_choice_may_be_named_by_what_is_read (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (GBytes) one =
      haven_test_pdf_fill (pdf, "{\"Part1.Family Name\": \"x\", \"Country\": \"El Salvador\"}");
  g_autoptr (GBytes) other =
      haven_test_pdf_fill (pdf, "{\"Part1.Family Name\": \"x\", \"Country\": \"sv\"}");

  g_assert_true (g_bytes_equal (one, other));
}

static void
test_what_is_filled_has_no_field_left (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (GBytes) filled = haven_test_pdf_fill (pdf, VALUES);
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (filled);
  g_autofree char *text = haven_pdf_reader_dup_page_text (reader, 0, NULL, NULL);

  g_assert_cmpuint (haven_pdf_reader_get_facts (reader)->fields->len, ==, 0);
  g_assert_cmpuint (haven_pdf_reader_get_facts (reader)->pages->len, ==, 2);
  g_assert_nonnull (strstr (text, "Printed by the agency"));
  haven_test_pdf_refuse_values (filled, "{}", "no fields to fill");
}

static void
test_a_layer_that_is_off_stays_off (void)
{
  g_autoptr (GBytes) pdf = NULL, filled = NULL;
  g_autofree char *content = haven_test_pdf_make_stream ("", "/OC /L BDC 100 100 400 400 re f EMC");
  const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << "
    "/Properties << /L 5 0 R >> >> "
    "/Annots [6 0 R] >>",
    content,
    "<< /Type /OCG /Name (Draft) >>",
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (A) /Rect [10 700 200 720] /F 4 >>",
    NULL,
  };
  int extent;

  pdf = haven_test_pdf_build (objects);
  filled = haven_test_pdf_fill (pdf, "{\"A\": \"x\"}");
  g_assert_cmpuint (weigh (filled, 0, 110, 300, 380, 380, &extent), ==, 0);
}

/* No file is opened for them while a page is drawn: they were opened before. */
static void
test_letters_of_fonts_that_a_file_does_not_bring_are_drawn (void)
{
  static const char *const names[] = { "Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Italic",
                                       "Courier",   "ZapfDingbats",   "Arial,Bold",  "NoSuchFont" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *font = g_strdup_printf (
          "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /%s >> >> >>",
          names[i]);
      g_autoptr (GBytes) pdf =
          haven_test_pdf_make_page (font, "BT /F1 30 Tf 50 740 Td (4444) Tj ET", NULL);
      int extent;

      if (weigh (pdf, 0, 40, 10, 200, 60, &extent) < 200)
        g_error ("%s is not drawn", names[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/pdf/every-field-is-listed-with-what-is-known",
                   test_every_field_is_listed_with_what_is_known);
  g_test_add_func ("/documents/pdf/what-is-filled-is-flat-and-brings-nothing-along",
                   test_what_is_filled_is_flat_and_brings_nothing_along);
  g_test_add_func ("/documents/pdf/what-is-filled-can-be-read-in-every-script",
                   test_what_is_filled_can_be_read_in_every_script);
  g_test_add_func ("/documents/pdf/arabic-letters-are-joined", test_arabic_letters_are_joined);
  g_test_add_func ("/documents/pdf/each-value-stands-in-its-field",
                   test_each_value_stands_in_its_field);
  g_test_add_func ("/documents/pdf/long-texts-shrink-and-are-refused-where-they-cannot-be-read",
                   test_long_texts_shrink_and_are_refused_where_they_cannot_be_read);
  g_test_add_func ("/documents/pdf/wrong-values-are-refused-in-a-sentence",
                   test_wrong_values_are_refused_in_a_sentence);
  g_test_add_func ("/documents/pdf/a-refused-value-is-not-said-again",
                   test_a_refused_value_is_not_said_again);
  g_test_add_func ("/documents/pdf/a-choice-may-be-named-by-what-is-read",
                   test_a_choice_may_be_named_by_what_is_read);
  g_test_add_func ("/documents/pdf/what-is-filled-has-no-field-left",
                   test_what_is_filled_has_no_field_left);
  g_test_add_func ("/documents/pdf/a-layer-that-is-off-stays-off",
                   test_a_layer_that_is_off_stays_off);
  g_test_add_func ("/documents/pdf/letters-of-fonts-that-a-file-does-not-bring-are-drawn",
                   test_letters_of_fonts_that_a_file_does_not_bring_are_drawn);
  return g_test_run ();
}
