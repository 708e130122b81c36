/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Courts publish the days on which they are closed as pages and papers, each in another way. What somebody copies from there
 * is a day and a name on each line, in either order.
 */

#include "haven-court-lines.h"

#include "haven-business-calendar.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIRST_YEAR 1990
#define LAST_YEAR 2100
#define LONGEST_NAME 120

typedef struct
{
  GRegex *iso;      /* 2027-02-12 */
  GRegex *numbers;  /* 2/12/2027, the month first, as courts of the United States write */
  GRegex *words;    /* February 12, 2027 and Feb. 12 2027 */
  GRegex *reversed; /* 12 February 2027 */
  GRegex *weekday;  /* Friday, and Fri. */
} Patterns;

#define MONTH "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"

static Patterns *
get_patterns (void)
{
  static Patterns patterns;
  static gsize made;

  if (g_once_init_enter (&made))
    {
      GRegexCompileFlags flags = G_REGEX_CASELESS | G_REGEX_OPTIMIZE;

      patterns.iso = g_regex_new ("(?<![0-9])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])", flags, 0, NULL);
      patterns.numbers = g_regex_new ("(?<![0-9])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9])", flags, 0, NULL);
      patterns.words = g_regex_new ("\\b" MONTH "\\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\\s+([0-9]{4})(?![0-9])", flags, 0, NULL);
      patterns.reversed = g_regex_new ("(?<![0-9])([0-9]{1,2})\\s+" MONTH ",?\\s+([0-9]{4})(?![0-9])", flags, 0, NULL);
      patterns.weekday = g_regex_new ("\\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|nes|rs|r)?\\b\\.?", flags, 0, NULL);
      g_once_init_leave (&made, 1);
    }
  return &patterns;
}

/* ── Finding the day ──────────────────────────────────────────────────────── */

static int
fetch_number (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return atoi (text);
}

static int
fetch_name (GMatchInfo *match, int group, const char *const *names)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  for (int i = 0; names[i]; i++)
    if (g_ascii_strncasecmp (text, names[i], 3) == 0)
      return i + 1;
  return 0;
}

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec", NULL };
static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };

static HavenDate
make_date (int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
      day > haven_date_days_in_month (year, month))
    return HAVEN_DATE_NONE;
  return haven_date_from_ymd (year, month, day);
}

/* Where in the line the day stands; FALSE where there is none that could be one. */
static gboolean
find_day (const char *line, HavenDate *date, int *start, int *end)
{
  const Patterns *patterns = get_patterns ();
  g_autoptr (GMatchInfo) iso = NULL, numbers = NULL, words = NULL, reversed = NULL;
  GMatchInfo *found = NULL;

  if (g_regex_match (patterns->iso, line, 0, &iso))
    {
      found = iso;
      *date = make_date (fetch_number (iso, 1), fetch_number (iso, 2), fetch_number (iso, 3));
    }
  else if (g_regex_match (patterns->numbers, line, 0, &numbers))
    {
      found = numbers;
      *date = make_date (fetch_number (numbers, 3), fetch_number (numbers, 1), fetch_number (numbers, 2));
    }
  else if (g_regex_match (patterns->words, line, 0, &words))
    {
      found = words;
      *date = make_date (fetch_number (words, 3), fetch_name (words, 1, months), fetch_number (words, 2));
    }
  else if (g_regex_match (patterns->reversed, line, 0, &reversed))
    {
      found = reversed;
      *date = make_date (fetch_number (reversed, 3), fetch_name (reversed, 2, months), fetch_number (reversed, 1));
    }
  return found != NULL && g_match_info_fetch_pos (found, 0, start, end);
}

/* A day of the week that stands right before or after the day is a part of it: 0 where there is none. */
static int
take_weekday (GString *rest)
{
  g_autoptr (GMatchInfo) match = NULL;
  int weekday, start, end;

  if (!g_regex_match (get_patterns ()->weekday, rest->str, 0, &match))
    return 0;
  weekday = fetch_name (match, 1, weekdays);
  g_match_info_fetch_pos (match, 0, &start, &end);
  g_string_erase (rest, start, end - start);
  return weekday;
}

/* ── What is left is the name ─────────────────────────────────────────────── */

static gboolean
is_around_name (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || (c < 0x80 && strchr (",;:|\"*-()", (int) c) != NULL) ||
         c == 0x2013 || c == 0x2014 || c == 0x2022;
}

static char *
dup_name (const char *rest)
{
  const char *start = rest, *end = rest + strlen (rest);
  g_autofree char *name = NULL;

  while (*start && is_around_name (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_around_name (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  name = g_strndup (start, (gsize) (end - start));
  for (char *at = name; *at; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    return g_utf8_substring (name, 0, LONGEST_NAME);
  return *name ? g_steal_pointer (&name) : NULL;
}

/* ── Judging it ───────────────────────────────────────────────────────────── */

static gboolean
is_known (GPtrArray *known, GPtrArray *earlier, HavenDate date)
{
  for (guint i = 0; known && i < known->len; i++)
    if (((const HavenCourtDay *) known->pdata[i])->on_date.day == date.day)
      return TRUE;
  for (guint i = 0; i < earlier->len; i++)
    {
      const HavenCourtLine *line = earlier->pdata[i];

      if (line->kind == HAVEN_COURT_LINE_NEW && line->on_date.day == date.day)
        return TRUE;
    }
  return FALSE;
}

static void
judge (HavenCourtLine *line, int weekday, GPtrArray *known, GPtrArray *earlier)
{
  line->kind = HAVEN_COURT_LINE_WRONG;
  if (!haven_date_is_set (line->on_date))
    line->reason = N_ ("There is no such day. Write it as 2027-02-12 or February 12, 2027.");
  else if (weekday != 0 && weekday != haven_date_get_weekday (line->on_date))
    line->reason = N_ ("The day of the week and the date do not go together. One of them is wrong.");
  else if (is_known (known, earlier, line->on_date))
    line->kind = HAVEN_COURT_LINE_KNOWN;
  else if (haven_date_get_weekday (line->on_date) > 5)
    {
      line->kind = HAVEN_COURT_LINE_CLOSED_ANYWAY;
      line->reason = N_ ("a weekend");
    }
  else
    {
      line->reason = haven_federal_holiday_get_name (line->on_date);
      line->kind = line->reason ? HAVEN_COURT_LINE_CLOSED_ANYWAY : HAVEN_COURT_LINE_NEW;
    }
}

static HavenCourtLine *
read_line (const char *text, GPtrArray *known, GPtrArray *earlier)
{
  HavenCourtLine *line = g_new0 (HavenCourtLine, 1);
  g_autoptr (GString) rest = g_string_new (text);
  int start, end;

  line->text = g_strdup (text);
  line->on_date = HAVEN_DATE_NONE;
  if (!find_day (text, &line->on_date, &start, &end))
    {
      line->kind = HAVEN_COURT_LINE_WRONG;
      line->reason = N_ ("No day was found. Write it as 2027-02-12 or February 12, 2027.");
      return line;
    }
  g_string_erase (rest, start, end - start);
  judge (line, take_weekday (rest), known, earlier);
  line->name = dup_name (rest->str);
  return line;
}

static void
free_line (gpointer data)
{
  HavenCourtLine *line = data;

  g_free (line->text);
  g_free (line->name);
  g_free (line);
}

/**
 * haven_court_lines_read:
 * @text: UTF-8: what somebody copied, a day and its name on each line
 * @known: (nullable) (element-type HavenCourtDay): what the court's table has
 * @is_whole: (out): FALSE where the text has more than %HAVEN_COURT_LINES_MAX lines with something on them
 *
 * Returns: (transfer full) (element-type HavenCourtLine): each line that is not blank, in order
 */
GPtrArray *
haven_court_lines_read (const char *text, GPtrArray *known, gboolean *is_whole)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  const char *at = text;

  g_return_val_if_fail (text != NULL && is_whole != NULL, lines);

  *is_whole = TRUE;
  while (*at != '\0')
    {
      gsize length = strcspn (at, "\r\n");
      g_autofree char *line = g_strstrip (g_strndup (at, length));

      at += length;
      if (*at != '\0')
        at++;
      if (*line == '\0')
        continue;
      if (lines->len == HAVEN_COURT_LINES_MAX)
        {
          *is_whole = FALSE;
          break;
        }
      g_ptr_array_add (lines, read_line (line, known, lines));
    }
  return lines;
}
