/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* PDFs from elsewhere that are damaged at random, one after the other: each is read, refused or ends the program that
 * reads it, within its time; the one that asks goes on. */

#include "fault-test.h"
#include "haven-test-pdf.h"

#include <string.h>

#define QUICK 500
#define LONGEST (11 * G_USEC_PER_SEC)

typedef struct
{
  guint n_tried;
  guint n_answered; /* read, and a page drawn */
  guint n_filled;
  guint n_refused;
  guint n_ended; /* what reads was ended, by itself or by its limits */
  gint64 slowest;
} Figures;

// ── Damage ──────────────────────────────────────────────────────────────────

static const char *const words[] = {
  "/Kids",   "/Parent", "/Length", "/Filter /FlateDecode", "endobj", "stream\n", "-1",   "0 0 R",      "99999999999999999999",
  "1e308",   "[[[[[[",  "<<<<<<",  "/Type /Page",          "(((((",  ">>",       "\\(",  "3 0 R",      "/Encrypt 3 0 R",
  "/Rotate", "/Prev 0", "/Opt",    "/AP << /N 3 0 R >>",   "/FT/Tx", "/MediaBox [0 0 1 1e9]", "%PDF-", "/JBIG2Decode", "/XFA",
};

static void
put_word (GString *file, GRand *dice)
{
  const char *word = words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))];

  if (g_rand_boolean (dice))
    g_string_insert (file, g_rand_int_range (dice, 0, (gint32) file->len), word);
  else
    g_string_overwrite (file, (gsize) g_rand_int_range (dice, 0, (gint32) file->len), word);
}

static void
damage_once (GString *file, GRand *dice)
{
  gsize at = (gsize) g_rand_int_range (dice, 0, (gint32) file->len);
  gsize length = (gsize) g_rand_int_range (dice, 1, 64);

  switch (g_rand_int_range (dice, 0, 6))
    {
    case 0:
      file->str[at] = (char) g_rand_int_range (dice, 0, 256);
      break;
    case 1:
      file->str[at] ^= (char) (1 << g_rand_int_range (dice, 0, 8));
      break;
    case 2: /* another number, so that offsets and lengths lie */
      for (; at < file->len && !g_ascii_isdigit (file->str[at]); at++)
        continue;
      if (at < file->len)
        file->str[at] = (char) g_rand_int_range (dice, '0', '9' + 1);
      break;
    case 3:
      g_string_erase (file, (gssize) at, (gssize) MIN (length, file->len - at));
      break;
    case 4:
      g_string_insert_len (file, g_rand_int_range (dice, 0, (gint32) file->len), file->str + at,
                           (gssize) MIN (length, file->len - at));
      break;
    default:
      put_word (file, dice);
      break;
    }
}

/* Half of them keep their length and so their table of objects, and are damaged further in. */
static GBytes *
damage (GBytes *pdf, GRand *dice)
{
  GString *file = g_string_new_len (g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf));
  gboolean gently = g_rand_boolean (dice);
  int n = g_rand_int_range (dice, 1, gently ? 4 : 16);

  for (int i = 0; i < n && file->len > 1; i++)
    if (gently)
      file->str[g_rand_int_range (dice, 0, (gint32) file->len)] = (char) g_rand_int_range (dice, 32, 127);
    else
      damage_once (file, dice);
  return g_string_free_to_bytes (file);
}

// ── What comes of it ────────────────────────────────────────────────────────

static void
assert_told (const GError *error)
{
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (HAVEN_DOCUMENT_ERROR));
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
use (HavenPdfReader *reader, Figures *figures)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) filled = NULL;
  cairo_surface_t *picture = haven_pdf_reader_render_page (reader, 0, 1, NULL, &error);

  if (picture == NULL)
    {
      assert_told (error);
      figures->n_ended += strstr (error->message, "was ended") != NULL;
      return;
    }
  cairo_surface_destroy (picture);
  figures->n_answered++;
  json_object_set_string_member (values, "Part1.Family Name", "محمد Nguyễn");
  filled = haven_pdf_fill (reader, values, NULL, NULL, &error);
  figures->n_filled += filled != NULL;
  if (filled == NULL)
    assert_told (error);
}

static void
try_one (GBytes *pdf, Figures *figures)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPdfReader) reader = haven_pdf_reader_new (pdf, NULL, &error);

  figures->n_tried++;
  if (reader != NULL)
    use (reader, figures);
  else
    {
      assert_told (error);
      if (strstr (error->message, "was ended") != NULL)
        figures->n_ended++;
      else
        figures->n_refused++;
    }
  figures->slowest = MAX (figures->slowest, g_get_monotonic_time () - start);
}

static void
test_damaged_files_end_in_an_answer_or_an_error (void)
{
  static const char *const packed[] = { "qpdf", "--object-streams=generate", "IN", "OUT", NULL };
  g_autoptr (GRand) dice = fault_random_new ();
  g_autoptr (GBytes) plain = haven_test_pdf_make_form (), tight = haven_test_pdf_run (plain, packed);
  guint n = fault_scale (QUICK);
  Figures figures = { 0 };

  /* ./dev faults asks for twelve times as much; the aim is ten thousand. */
  n = n >= 12 * QUICK ? MAX (n, 10000) : n;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GBytes) damaged = damage (i % 3 == 2 ? tight : plain, dice);

      try_one (damaged, &figures);
    }
  fault_tell ("damaged PDFs", "tried %u, read %u, filled %u, refused %u, reader ended %u, slowest %.1f s",
              figures.n_tried, figures.n_answered, figures.n_filled, figures.n_refused, figures.n_ended,
              (double) figures.slowest / G_USEC_PER_SEC);
  g_assert_cmpuint (figures.n_answered, >, n / 20);
  g_assert_cmpuint (figures.n_refused, >, n / 20);
  g_assert_cmpint (figures.slowest, <, 3 * LONGEST);
}

int
main (int argc, char **argv)
{
  fault_init (&argc, &argv);
  g_test_add_func ("/faults/pdf/damaged-files-end-in-an-answer-or-an-error", test_damaged_files_end_in_an_answer_or_an_error);
  return g_test_run ();
}
