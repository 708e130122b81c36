/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <math.h>
#include <string.h>

// ── Pens ────────────────────────────────────────────────────────────────────

/* A loop and a tail, as a hand leaves it: many points close to each other. */
static HavenStrokes *
sign (void)
{
  HavenStrokes *strokes = haven_strokes_new ();

  g_assert_true (haven_strokes_begin (strokes));
  for (int i = 0; i <= 600; i++)
    haven_strokes_add (strokes, (int) (400 + 4 * i + 300 * cos (i / 18.0)), (int) (500 + 330 * sin (i / 18.0)),
                       500 + (int) (400 * sin (i / 50.0)));
  haven_strokes_end (strokes);
  return strokes;
}

static HavenStrokes *
draw_lines (const int (*lines)[4], guint n_lines)
{
  HavenStrokes *strokes = haven_strokes_new ();

  for (guint i = 0; i < n_lines; i++)
    {
      haven_strokes_begin (strokes);
      for (int t = 0; t <= 50; t++)
        haven_strokes_add (strokes, lines[i][0] + (lines[i][2] - lines[i][0]) * t / 50,
                           lines[i][1] + (lines[i][3] - lines[i][1]) * t / 50, 500);
      haven_strokes_end (strokes);
    }
  return strokes;
}

static const int cross[][4] = { { 1800, 300, 2200, 700 }, { 2200, 300, 1800, 700 } };

static void
test_few_points_keep_the_shape (void)
{
  g_autoptr (HavenStrokes) strokes = sign ();
  const HavenStrokePoint *points;
  guint n_points;
  double worst = 0;

  points = haven_strokes_get_points (strokes, 0, &n_points);
  g_assert_cmpuint (n_points, <, 320);
  g_assert_cmpuint (n_points, >, 60);
  for (int i = 0; i <= 600; i++)
    {
      double x = 400 + 4 * i + 300 * cos (i / 18.0), y = 500 + 330 * sin (i / 18.0), nearest = 1e9;

      for (guint j = 1; j < n_points; j++)
        for (int t = 0; t <= 20; t++)
          nearest = MIN (nearest,
                         hypot (x - points[j - 1].x - (points[j].x - points[j - 1].x) * t / 20.0,
                                y - points[j - 1].y - (points[j].y - points[j - 1].y) * t / 20.0));
      worst = MAX (worst, nearest);
    }
  g_assert_cmpfloat (worst, <, 6);
}

static void
test_a_dot_is_nothing_and_a_cross_is_a_mark (void)
{
  static const int line[][4] = { { 500, 500, 2500, 520 } };
  static const int slip[][4] = { { 500, 500, 560, 540 } };
  g_autoptr (HavenStrokes) empty = haven_strokes_new ();
  g_autoptr (HavenStrokes) dot = haven_strokes_new ();
  g_autoptr (HavenStrokes) short_line = draw_lines (slip, 1);
  g_autoptr (HavenStrokes) mark = draw_lines (cross, 2);
  g_autoptr (HavenStrokes) one_line = draw_lines (line, 1);
  g_autoptr (HavenStrokes) name = sign ();

  haven_strokes_begin (dot);
  for (int i = 0; i < 100; i++)
    haven_strokes_add (dot, 1000 + i % 2, 500, 900);
  haven_strokes_end (dot);
  g_assert_cmpint (haven_strokes_get_kind (empty), ==, HAVEN_STROKES_NOTHING);
  g_assert_cmpint (haven_strokes_get_kind (dot), ==, HAVEN_STROKES_NOTHING);
  g_assert_cmpint (haven_strokes_get_kind (short_line), ==, HAVEN_STROKES_NOTHING);
  g_assert_cmpint (haven_strokes_get_kind (mark), ==, HAVEN_STROKES_MARK);
  g_assert_cmpint (haven_strokes_get_kind (one_line), ==, HAVEN_STROKES_MARK);
  g_assert_cmpint (haven_strokes_get_kind (name), ==, HAVEN_STROKES_SIGNATURE);
}

static void
test_what_is_kept_reads_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenStrokes) strokes = sign ();
  g_autoptr (GBytes) json = haven_strokes_serialise (strokes);
  g_autoptr (HavenStrokes) read = haven_strokes_parse (json, &error);
  g_autoptr (GBytes) again = read ? haven_strokes_serialise (read) : NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (json, again));
  g_assert_cmpuint (g_bytes_get_size (json), <, 8192);
}

static void
test_taking_back_leaves_nothing (void)
{
  g_autoptr (HavenStrokes) strokes = draw_lines (cross, 2);

  haven_strokes_undo (strokes);
  g_assert_cmpuint (haven_strokes_get_n (strokes), ==, 1);
  haven_strokes_clear (strokes);
  g_assert_cmpuint (haven_strokes_get_n (strokes), ==, 0);
  g_assert_cmpuint (haven_strokes_get_n_points (strokes), ==, 0);
  haven_strokes_undo (strokes);
}

static void
test_ink_has_an_end (void)
{
  g_autoptr (HavenStrokes) strokes = haven_strokes_new ();
  guint n_taken = 0;

  g_assert_true (haven_strokes_begin (strokes));
  for (int i = 0; i < 3 * HAVEN_STROKES_MAX_POINTS; i++)
    n_taken += haven_strokes_add (strokes, i % 4000, (i * 7) % 1000, 500);
  g_assert_cmpuint (haven_strokes_get_n_points (strokes), ==, HAVEN_STROKES_MAX_POINTS);
  g_assert_cmpuint (n_taken, <, 2 * HAVEN_STROKES_MAX_POINTS);
  g_assert_false (haven_strokes_begin (strokes));
}

static void
test_hostile_strokes_end_in_a_sentence (void)
{
  g_autoptr (GString) many = g_string_new ("[");
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *huge = g_strnfill (HAVEN_STROKES_MAX_BYTES + 1, '[');
  const char *wrong[] = { "",
                          "{}",
                          "null",
                          "[1]",
                          "[[]]",
                          "[[1,2,3]]",
                          "[[[1,2]]]",
                          "[[[1,2,3,4]]]",
                          "[[[-1,2,3]]]",
                          "[[[4001,2,3]]]",
                          "[[[1,1001,3]]]",
                          "[[[1,2,1001]]]",
                          "[[[1.5,2,3]]]",
                          "[[[\"1\",2,3]]]",
                          "[[[1,2,99999999999999999999]]]",
                          "[[[1,2,3]",
                          "\xff\xfe",
                          NULL,
                          NULL,
                          NULL };

  for (int i = 0; i <= HAVEN_STROKES_MAX; i++)
    g_string_append_printf (many, "%s[[1,2,3]]", i > 0 ? "," : "");
  g_string_append_c (many, ']');
  for (int i = 0; i < 60000; i++)
    g_string_append_c (deep, '[');
  wrong[G_N_ELEMENTS (wrong) - 3] = many->str;
  wrong[G_N_ELEMENTS (wrong) - 2] = deep->str;
  wrong[G_N_ELEMENTS (wrong) - 1] = huge;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) json = g_bytes_new (wrong[i], strlen (wrong[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_strokes_parse (json, &error));
      g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID);
      g_assert_nonnull (strstr (error->message, "sign again"));
    }
}

/* Whatever the strokes: pressed as hard as can be along the edges. */
static void
test_no_ink_leaves_the_box (void)
{
  static const int edges[][4] = {
    { 0, 0, 4000, 0 }, { 4000, 0, 4000, 1000 }, { 4000, 1000, 0, 1000 }, { 0, 1000, 0, 0 }
  };
  const int left = 40, top = 30, width = 400, height = 100;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 480, 160);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (HavenStrokes) strokes = haven_strokes_new ();
  guint n_inked = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      haven_strokes_begin (strokes);
      haven_strokes_add (strokes, edges[i][0], edges[i][1], HAVEN_STROKES_MAX_PRESSURE);
      haven_strokes_add (strokes, edges[i][2], edges[i][3], HAVEN_STROKES_MAX_PRESSURE);
      haven_strokes_end (strokes);
    }
  haven_strokes_draw (strokes, cr, left, top, width);
  cairo_surface_flush (surface);
  for (int y = 0; y < 160; y++)
    for (int x = 0; x < 480; x++)
      {
        guint8 ink = cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x];

        n_inked += ink > 0;
        if (x < left || x >= left + width || y < top || y >= top + height)
          g_assert_cmpuint (ink, ==, 0);
      }
  g_assert_cmpuint (n_inked, >, 1000);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Where the pen is on the screen is where its ink is drawn. */
static void
test_the_ink_is_where_the_pen_is (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 600, 150);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (HavenStrokes) strokes = haven_strokes_new ();
  double x = 437, y = 61;

  haven_strokes_convert (600, &x, &y);
  haven_strokes_begin (strokes);
  haven_strokes_add (strokes, (int) x, (int) y, 1000);
  haven_strokes_draw (strokes, cr, 0, 0, 600);
  cairo_surface_flush (surface);
  g_assert_cmpuint (cairo_image_surface_get_data (surface)[61 * cairo_image_surface_get_stride (surface) + 437], >, 200);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

// ── Papers ──────────────────────────────────────────────────────────────────

#define VALUES                                                                                     \
  "{\"person_name\": \"Nadia Karim\", \"recipient\": \"An office\", \"items\": [\"Dates\"], "      \
  "\"purpose\": \"A reason\", \"with_interpreter\": true, \"interpreter_name\": \"Sami\"}"

static GBytes *
render (HavenForms *forms,
        const char *language,
        gboolean large,
        const HavenDocumentSignature *signatures,
        guint n_signatures,
        HavenDocumentInfo *info,
        GError **error)
{
  g_autoptr (JsonObject) values = haven_test_paper_parse_values (VALUES);
  HavenDocumentRequest request = {
    .form_code = "release-of-information",
    .language = language,
    .large = large,
    .values = values,
    .made_on = haven_date_from_ymd (2026, 11, 22),
    .signatures = signatures,
    .n_signatures = n_signatures,
    .signed_on = haven_date_from_ymd (2026, 11, 22),
    .signed_at = "14:05",
  };

  return haven_document_render (forms, &request, info, error);
}

static void
test_a_paper_tells_where_it_is_signed (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_auto (HavenDocumentInfo) info = { 0 };
  g_auto (HavenDocumentInfo) draft = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render (forms, "en", FALSE, NULL, 0, &info, &error);
  g_autoptr (GBytes) watermarked = render (forms, "es", FALSE, NULL, 0, &draft, &error);
  const HavenDocumentPlace *place;

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  g_assert_null (info.frozen);
  g_assert_cmpuint (info.places->len, ==, 2);
  place = info.places->pdata[0];
  g_assert_cmpstr (place->id, ==, "sign-person");
  g_assert_cmpstr (place->name, ==, "Nadia Karim");
  g_assert_true (place->on_behalf);
  g_assert_false (place->interpreter);
  place = info.places->pdata[1];
  g_assert_cmpstr (place->name, ==, "Sami");
  g_assert_true (place->interpreter);
  g_assert_nonnull (watermarked);
  g_assert_cmpuint (draft.places->len, ==, 0);
}

static char *
dup_frozen (const HavenDocumentInfo *info)
{
  return g_strndup (g_bytes_get_data (info->frozen, NULL), g_bytes_get_size (info->frozen));
}

static void
test_a_signed_paper_says_who_signed (void)
{
  static const char *const tool[] = { "qpdf", "--check", "@", NULL };
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autoptr (HavenStrokes) ink = sign ();
  const HavenDocumentSignature signatures[] = {
    { "sign-person", "Nadia Karim", NULL, ink, NULL, NULL },
    { "paper-interpreter-signature", "Sami Haddad", NULL, NULL, NULL, NULL },
  };

  for (int large = 0; large < 2; large++)
    {
      g_auto (HavenDocumentInfo) info = { 0 };
      g_auto (HavenDocumentInfo) second = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = render (forms, "en", large, signatures, 2, &info, &error);
      g_autoptr (GBytes) again = render (forms, "en", large, signatures, 2, &second, &error);
      g_autofree char *text = NULL, *words = NULL, *frozen = NULL, *checked = NULL;
      int status;

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (pdf, again));
      text = haven_test_paper_dup_text (pdf);
      haven_test_paper_assert_has (text, "Signed by Nadia Karim");
      haven_test_paper_assert_has (text, "Sami Haddad signed by typing this name");
      haven_test_paper_assert_has (text, "14:05");
      words = haven_test_paper_dup_words (pdf);
      haven_test_paper_assert_has (words, "Signed by Nadia Karim");
      frozen = dup_frozen (&info);
      g_assert_nonnull (strstr (frozen, "\"sign-person\""));
      g_assert_nonnull (strstr (frozen, "Signed by Nadia Karim"));
      checked = haven_test_paper_run_tool (pdf, tool, &status);
      g_assert_cmpint (status, ==, 0);
    }
}

static void
test_every_language_signs (void)
{
  static const char *const languages[] = { "es", "ar", "zh-Hans", "vi", "fr", "ht", "am", "fil" };
  g_autoptr (HavenStrokes) ink = sign ();
  g_autoptr (HavenStrokes) mark = draw_lines (cross, 2);
  const HavenDocumentSignature signatures[] = {
    { "sign-person", "Nadia Karim", "her sister", mark, "Dana Whitcomb", ink },
    { "paper-interpreter-signature", "Sami Haddad", NULL, ink, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
      g_auto (HavenDocumentInfo) info = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *text = NULL, *frozen = NULL;

      haven_test_paper_approve (forms, "release-of-information", languages[i]);
      haven_test_paper_approve (forms, "paper", languages[i]);
      pdf = render (forms, languages[i], FALSE, signatures, 2, &info, &error);
      g_assert_no_error (error);
      g_assert_false (info.watermarked);
      text = haven_test_paper_dup_text (pdf);
      haven_test_paper_assert_has (text, "Dana Whitcomb");
      frozen = dup_frozen (&info);
      g_assert_nonnull (strstr (frozen, "\"source\":\"I read this paper"));
    }
}

static void
assert_refused (const char *language, const HavenDocumentSignature *signatures, guint n, const char *words)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (render (forms, language, FALSE, signatures, n, &info, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, HAVEN_DOCUMENT_ERROR);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

static void
test_what_is_no_signature_is_refused (void)
{
  static const int slip[][4] = { { 500, 500, 560, 540 } };
  g_autoptr (HavenStrokes) ink = sign ();
  g_autoptr (HavenStrokes) mark = draw_lines (cross, 2);
  g_autoptr (HavenStrokes) dot = draw_lines (slip, 1);
  g_autofree char *million = g_strnfill (1000000, 'a');
  const HavenDocumentSignature good = { "sign-person", "Nadia Karim", NULL, ink, NULL, NULL };
  const HavenDocumentSignature twice[] = { good, good };

  assert_refused ("es", &good, 1, "not approved");
  assert_refused ("en", twice, 2, "one signature");
  assert_refused ("en", &(HavenDocumentSignature) { "nowhere", "Nadia", NULL, ink, NULL, NULL }, 1, "no such place");
  assert_refused ("en", &(HavenDocumentSignature) { "sign-person", "  ", NULL, ink, NULL, NULL }, 1, "name");
  assert_refused ("en", &(HavenDocumentSignature) { "sign-person", million, NULL, ink, NULL, NULL }, 1, "shorten");
  assert_refused ("en", &(HavenDocumentSignature) { "sign-person", "A\nB", NULL, ink, NULL, NULL }, 1, "control");
  assert_refused ("en", &(HavenDocumentSignature) { "sign-person", "\xff", NULL, ink, NULL, NULL }, 1, "UTF-8");
  assert_refused ("en", &(HavenDocumentSignature) { "sign-person", "Nadia", NULL, dot, NULL, NULL }, 1, "too little ink");
  assert_refused ("en", &(HavenDocumentSignature) { "sign-person", "Nadia", NULL, mark, NULL, NULL }, 1, "witness");
  assert_refused ("en", &(HavenDocumentSignature) { "sign-person", "Nadia", NULL, mark, "Dana", dot }, 1, "too little ink");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/strokes/few-points-keep-the-shape", test_few_points_keep_the_shape);
  g_test_add_func ("/documents/strokes/a-dot-is-nothing-and-a-cross-is-a-mark",
                   test_a_dot_is_nothing_and_a_cross_is_a_mark);
  g_test_add_func ("/documents/strokes/what-is-kept-reads-back", test_what_is_kept_reads_back);
  g_test_add_func ("/documents/strokes/taking-back-leaves-nothing", test_taking_back_leaves_nothing);
  g_test_add_func ("/documents/strokes/ink-has-an-end", test_ink_has_an_end);
  g_test_add_func ("/documents/strokes/hostile-strokes-end-in-a-sentence", test_hostile_strokes_end_in_a_sentence);
  g_test_add_func ("/documents/strokes/no-ink-leaves-the-box", test_no_ink_leaves_the_box);
  g_test_add_func ("/documents/strokes/the-ink-is-where-the-pen-is", test_the_ink_is_where_the_pen_is);
  g_test_add_func ("/documents/signing/a-paper-tells-where-it-is-signed", test_a_paper_tells_where_it_is_signed);
  g_test_add_func ("/documents/signing/a-signed-paper-says-who-signed", test_a_signed_paper_says_who_signed);
  g_test_add_func ("/documents/signing/every-language-signs", test_every_language_signs);
  g_test_add_func ("/documents/signing/what-is-no-signature-is-refused", test_what_is_no_signature_is_refused);
  return g_test_run ();
}
