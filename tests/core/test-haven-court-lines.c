/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-court-lines.h"

#include "core-test.h"

static GPtrArray *
make_known (const char *iso)
{
  GPtrArray *known = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_court_day_free);
  HavenCourtDay *day = haven_court_day_new ();

  day->on_date = date (iso);
  g_ptr_array_add (known, day);
  return known;
}

typedef struct
{
  const char *line;
  HavenCourtLineKind kind;
  const char *day, *name;
} Example;

#define NEW HAVEN_COURT_LINE_NEW
#define WRONG HAVEN_COURT_LINE_WRONG
#define ANYWAY HAVEN_COURT_LINE_CLOSED_ANYWAY

static const Example examples[] = {
  { "2027-02-12 Lincoln’s birthday", NEW, "2027-02-12", "Lincoln’s birthday" },
  { "\"2027-02-12\",\"Lincoln’s birthday\"", NEW, "2027-02-12", "Lincoln’s birthday" },
  { "2027-02-12\tLincoln’s birthday;", NEW, "2027-02-12", "Lincoln’s birthday" },
  { "Lincoln’s birthday – Friday, February 12, 2027", NEW, "2027-02-12", "Lincoln’s birthday" },
  { "• Fri. Feb. 12th, 2027: Lincoln’s birthday", NEW, "2027-02-12", "Lincoln’s birthday" },
  { "12 February 2027 Lincoln’s birthday", NEW, "2027-02-12", "Lincoln’s birthday" },
  { "2/12/2027 Lincoln’s birthday", NEW, "2027-02-12", "Lincoln’s birthday" },
  { "3/31/2027 * César Chávez day", NEW, "2027-03-31", "César Chávez day" },
  { "2027-11-26 Day after Thanksgiving (Friday)", NEW, "2027-11-26", "Day after Thanksgiving" },
  { "2027-02-12", NEW, "2027-02-12", NULL },
  /* No month has that many days, and a court of the United States does not write the day first. */
  { "2027-02-30 Some day", WRONG, NULL, "Some day" },
  { "31/3/2027 Some day", WRONG, NULL, "Some day" },
  { "February 29, 2027", WRONG, NULL, NULL },
  { "1492-02-12", WRONG, NULL, NULL },
  { "Lincoln’s birthday", WRONG, NULL, NULL },
  /* A day of the week that is another one says that one of them was copied wrongly. */
  { "Thursday, February 12, 2027 Lincoln’s birthday", WRONG, "2027-02-12", "Lincoln’s birthday" },
  { "2027-02-13 A Saturday", ANYWAY, "2027-02-13", "A" },
  { "Monday, September 6, 2027 Labor Day", ANYWAY, "2027-09-06", "Labor Day" },
  { "2027-04-14 Closed for training", HAVEN_COURT_LINE_KNOWN, "2027-04-14", "Closed for training" },
};

static void
test_a_line_is_a_day_and_a_name (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr (GPtrArray) known = make_known ("2027-04-14");
      gboolean is_whole = FALSE;
      g_autoptr (GPtrArray) lines = haven_court_lines_read (examples[i].line, known, &is_whole);
      const HavenCourtLine *line;

      g_test_message ("%s", examples[i].line);
      g_assert_true (is_whole);
      g_assert_cmpuint (lines->len, ==, 1);
      line = lines->pdata[0];
      g_assert_cmpint (line->kind, ==, examples[i].kind);
      assert_date (line->on_date, examples[i].day);
      if (line->kind != WRONG || examples[i].day)
        g_assert_cmpstr (line->name, ==, examples[i].name);
      g_assert_cmpstr (line->text, ==, examples[i].line);
      g_assert_true ((line->reason != NULL) == (line->kind == WRONG || line->kind == ANYWAY));
    }
}

static void
test_a_day_counts_once (void)
{
  gboolean is_whole;
  g_autoptr (GPtrArray) lines =
      haven_court_lines_read ("\r\n2027-02-12 One\r\n\r\n  2/12/2027 The same\n2027-02-16\n", NULL, &is_whole);

  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpint (((HavenCourtLine *) lines->pdata[0])->kind, ==, HAVEN_COURT_LINE_NEW);
  g_assert_cmpint (((HavenCourtLine *) lines->pdata[1])->kind, ==, HAVEN_COURT_LINE_KNOWN);
  g_assert_cmpint (((HavenCourtLine *) lines->pdata[2])->kind, ==, HAVEN_COURT_LINE_NEW);
}

static void
test_too_many_lines_are_told (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_whole;
  g_autoptr (GPtrArray) all = NULL, first = NULL;

  for (int i = 0; i < HAVEN_COURT_LINES_MAX; i++)
    g_string_append (text, "x\n");
  all = haven_court_lines_read (text->str, NULL, &is_whole);
  g_assert_true (is_whole);
  g_assert_cmpuint (all->len, ==, HAVEN_COURT_LINES_MAX);
  g_string_append (text, "\n  \nx");
  first = haven_court_lines_read (text->str, NULL, &is_whole);
  g_assert_false (is_whole);
  g_assert_cmpuint (first->len, ==, HAVEN_COURT_LINES_MAX);
}

/* Whatever is pasted: each line ends as one of the four, and a name is text of bounded length. */
static void
test_anything_may_be_pasted (void)
{
  static const char *const pieces[] = { "2027", "-", "02", "/", "12", "Feb", "ruary", " ", "Fri", "day", ",", "\n", "\t", "\"",
                                        "0000-00-00", "9999-99-99", "é", "日", "\xe2\x80\x93", "99999999999999999999", ".",
                                        "th", "\x01", "13/13/2027", "2027-12-24" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean is_whole;
      g_autoptr (GPtrArray) lines = NULL;

      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      lines = haven_court_lines_read (text->str, NULL, &is_whole);
      for (guint j = 0; j < lines->len; j++)
        {
          const HavenCourtLine *line = lines->pdata[j];

          g_assert_true (line->kind == HAVEN_COURT_LINE_WRONG || haven_date_is_set (line->on_date));
          g_assert_true (line->name == NULL || (g_utf8_validate (line->name, -1, NULL) && *line->name != '\0' &&
                                                g_utf8_strlen (line->name, -1) <= 120));
          g_assert_true (line->kind != HAVEN_COURT_LINE_NEW || haven_date_get_weekday (line->on_date) <= 5);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/court-lines/a-line-is-a-day-and-a-name", test_a_line_is_a_day_and_a_name);
  g_test_add_func ("/core/court-lines/a-day-counts-once", test_a_day_counts_once);
  g_test_add_func ("/core/court-lines/too-many-lines-are-told", test_too_many_lines_are_told);
  g_test_add_func ("/core/court-lines/anything-may-be-pasted", test_anything_may_be_pasted);
  return g_test_run ();
}
