/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-csv-reader.h"

#include <string.h>

/* Each row as [fields] or !rule, in one line of text. */
static gboolean
describe_row_cb (const HavenCsvRow *row, gpointer user_data, GError **error)
{
  GString *text = user_data;

  g_string_append_printf (text, "%u", row->number);
  if (row->fault)
    g_string_append_printf (text, "!%s", row->fault);
  for (guint i = 0; i < row->n_fields; i++)
    {
      g_assert_cmpuint (strlen (row->fields[i]), ==, row->lengths[i]);
      g_string_append_printf (text, "[%s]", row->fields[i]);
    }
  g_string_append_c (text, ' ');
  return TRUE;
}

static char *
dup_described (const char *text, gsize piece)
{
  GString *described = g_string_new (NULL);
  g_autoptr (HavenCsvReader) reader = haven_csv_reader_new ("a.csv", describe_row_cb, described);
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i += piece)
    g_assert_true (haven_csv_reader_feed (reader, text + i, MIN (piece, length - i), NULL));
  g_assert_true (haven_csv_reader_finish (reader, NULL));
  return g_strchomp (g_string_free (described, FALSE));
}

static const char *const cases[][2] = {
  { "a,b\n1,2\n", "1[a][b] 2[1][2]" },
  { "a,b\r\n1,2", "1[a][b] 2[1][2]" },
  { "a\n\n\nb\n", "1[a] 4[b]" },
  { "a,\"b, \"\"c\"\"\nd\",e\nf", "1[a][b, \"c\"\nd][e] 2[f]" },
  { "a\n\"b\nc\nd", "1[a] 2!quotes 3[c] 4[d]" },
  { "a\nb\"c\nd", "1[a] 2!quotes 3[d]" },
  { "a\n\"b\nc\n\"d\",e\nf", "1[a] 2!quotes 3[c] 4[d][e] 5[f]" },
  { "\xEF\xBB\xBFid;b,c\n1;2", "1[id;b][c] 2[1;2]" },
  { "a;b;c\n\"1\" ;2, 3;4", "1[a][b][c] 2[1][2, 3][4]" },
  { ",\n", "1[][]" },
  { "", "" },
  { "\n", "" },
  { "\"", "1!quotes" },
};

static void
test_rows_come_out_whatever_the_pieces (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize piece = 1; piece < 12; piece++)
      {
        g_autofree char *described = dup_described (cases[i][0], piece);

        g_assert_cmpstr (described, ==, cases[i][1]);
      }
}

static char *
quote (const char *field)
{
  g_auto (GStrv) parts = g_strsplit (field, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strdup_printf ("\"%s\"", doubled);
}

static char *
make_field (void)
{
  static const char letters[] = "ab,;\"\n\r \t";
  GString *field = g_string_new ("x");

  for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
    g_string_append_c (field, letters[g_test_rand_int_range (0, sizeof letters - 1)]);
  return g_string_free (field, FALSE);
}

static void
test_what_is_quoted_comes_back (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) text = g_string_new ("h,h\n");
      g_autoptr (GString) expected = g_string_new ("1[h][h] ");
      g_autofree char *described = NULL;

      for (guint row = 2; row < 8; row++)
        {
          g_autofree char *a = make_field (), *b = make_field ();
          g_autofree char *qa = quote (a), *qb = quote (b);

          g_string_append_printf (text, "%s,%s\r\n", qa, qb);
          g_string_append_printf (expected, "%u[%s][%s] ", row, a, b);
        }
      described = dup_described (text->str, 7);
      g_assert_cmpstr (described, ==, g_strchomp (expected->str));
    }
}

static void
test_work_on_broken_quotes_is_bounded (void)
{
  GString *described = g_string_new (NULL);
  g_autoptr (HavenCsvReader) reader = haven_csv_reader_new ("a.csv", describe_row_cb, described);
  g_autoptr (GString) text = g_string_new ("a\n");

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, i % 2 ? "\"\"x\"\"\n" : "\"open\n");
  haven_csv_reader_feed (reader, text->str, text->len, NULL);
  haven_csv_reader_finish (reader, NULL);
  g_assert_nonnull (strstr (described->str, "!quotes"));
  g_string_free (described, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/rows-come-out-whatever-the-pieces",
                   test_rows_come_out_whatever_the_pieces);
  g_test_add_func ("/exchange/csv/what-is-quoted-comes-back", test_what_is_quoted_comes_back);
  g_test_add_func ("/exchange/csv/work-on-broken-quotes-is-bounded",
                   test_work_on_broken_quotes_is_bounded);
  return g_test_run ();
}
