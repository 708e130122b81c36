/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-time-entry.h"

#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTES_A_DAY 1440
#define MOST_STEPS 1000 /* days, weeks or months ahead */
#define MOST_YEARS 5
#define MOST_WORDS 12
#define MOST_BYTES 200
#define MOST_QUOTED 24 /* letters of a word that is quoted */

G_DEFINE_QUARK (haven-time-entry-error-quark, haven_time_entry_error)

/* What has been read so far. A part that is said twice is refused: one of the two would be ignored. */
typedef struct
{
  HavenDate today;
  HavenDate date;  /* said as it is */
  int weekday;     /* 0: none */
  int day, month, year; /* 0: none */
  int ahead;       /* in days, weeks or months */
  char ahead_unit; /* d, w, m; 0: none */
  int minute;
  int end;
  int minutes_long;
} Reading;

typedef enum
{
  WORD_UNKNOWN,
  WORD_READ,
  WORD_TWICE,
  WORD_OUT_OF_RANGE,
} WordResult;

/* ── Words of one part each ───────────────────────────────────────────────── */

static gboolean
read_number (const char **text, int most_digits, int *number)
{
  int digits = 0;

  *number = 0;
  for (; g_ascii_isdigit (**text) && digits < most_digits; (*text)++, digits++)
    *number = *number * 10 + (**text - '0');
  return digits > 0 && !g_ascii_isdigit (**text);
}

/* @names: parted by |, in the language of the screen; case and accents do not count */
static gboolean
is_one_of (const char *text, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);
  g_autofree char *key = haven_text_dup_search_key (text);

  for (gsize i = 0; list[i]; i++)
    {
      g_autofree char *name = haven_text_dup_search_key (list[i]);

      if (*name != '\0' && g_str_equal (key, name))
        return TRUE;
    }
  return FALSE;
}

static WordResult
set_date (Reading *reading, HavenDate date)
{
  if (haven_date_is_set (reading->date))
    return WORD_TWICE;
  reading->date = date;
  return WORD_READ;
}

static WordResult
read_day_name (Reading *reading, const char *word)
{
  /* Translators: what may be typed for today; several are parted by | */
  if (is_one_of (word, C_ ("time entry", "today")))
    return set_date (reading, reading->today);
  /* Translators: what may be typed for tomorrow; several are parted by | */
  if (is_one_of (word, C_ ("time entry", "tomorrow|tmr")))
    return set_date (reading, haven_date_add_days (reading->today, 1));
  return WORD_UNKNOWN;
}

/* The name of a weekday or month in the language of the screen, as a search key. */
static char *
dup_local_name (int month, int day, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2024, month, day, 0, 0, 0);
  g_autofree char *name = g_date_time_format (time, format);

  return haven_text_dup_search_key (name ? name : "");
}

/* At least three letters, or the whole short name where it is shorter. */
static gboolean
begins_name (const char *word, const char *name, const char *short_name)
{
  g_autofree char *key = haven_text_dup_search_key (word);

  return (g_utf8_strlen (key, -1) >= 3 && g_str_has_prefix (name, key)) || (*key && g_str_equal (key, short_name));
}

static WordResult
read_weekday (Reading *reading, const char *word)
{
  static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

  for (int i = 0; i < 7; i++)
    {
      /* 1 January 2024 was a Monday. */
      g_autofree char *local = dup_local_name (1, i + 1, "%A");
      g_autofree char *local_short = dup_local_name (1, i + 1, "%a");

      if (!begins_name (word, names[i], "") && !begins_name (word, local, local_short))
        continue;
      if (reading->weekday != 0)
        return WORD_TWICE;
      reading->weekday = i + 1;
      return WORD_READ;
    }
  return WORD_UNKNOWN;
}

static int
find_month (const char *word)
{
  static const char *const names[] = { "january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december" };

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *local = dup_local_name (i + 1, 1, "%OB");
      g_autofree char *local_short = dup_local_name (i + 1, 1, "%b");

      if (begins_name (word, names[i], "") || begins_name (word, local, local_short))
        return i + 1;
    }
  return 0;
}

static WordResult
read_iso_date (Reading *reading, const char *word)
{
  HavenDate date;

  if (strlen (word) != 10 || word[4] != '-' || word[7] != '-')
    return WORD_UNKNOWN;
  return haven_date_parse (word, &date, NULL) ? set_date (reading, date) : WORD_OUT_OF_RANGE;
}

/* +3d, +2w, +1m: from today on. */
static WordResult
read_ahead (Reading *reading, const char *word)
{
  const char *rest = word + 1;
  int number;

  if (*word != '+')
    return WORD_UNKNOWN;
  if (!read_number (&rest, 4, &number) || !strchr ("dwm", *rest) || *rest == '\0' || rest[1] != '\0')
    return WORD_UNKNOWN;
  if (number > MOST_STEPS)
    return WORD_OUT_OF_RANGE;
  if (reading->ahead_unit)
    return WORD_TWICE;
  reading->ahead = number;
  reading->ahead_unit = *rest;
  return WORD_READ;
}

/* 9:30, 9.30, 930am, 3pm, 3:30pm, 1530: a bare 9 may be a day or an hour, and is neither. */
static gboolean
read_clock (const char **text, int *minute)
{
  const char *start = *text;
  int hour, minutes = 0;
  gboolean minutes_said = FALSE;

  if (!read_number (text, 4, &hour))
    return FALSE;
  if (*text - start >= 3)
    {
      minutes = hour % 100;
      hour /= 100;
      minutes_said = *text - start == 4;
    }
  else if (**text == ':' || (**text == '.' && g_ascii_isdigit ((*text)[1])))
    {
      const char *digits = ++*text;

      if (!read_number (text, 2, &minutes) || *text - digits != 2)
        return FALSE;
      minutes_said = TRUE;
    }
  if (**text == 'a' || **text == 'p')
    {
      hour = hour < 1 || hour > 12 ? G_MAXINT : hour % 12 + (**text == 'p' ? 12 : 0);
      *text += (*text)[1] == 'm' ? 2 : 1;
      minutes_said = TRUE;
    }
  *minute = hour > 24 || minutes > 59 ? -1 : hour * 60 + minutes;
  return minutes_said;
}

static WordResult
set_time (Reading *reading, int minute, int end)
{
  if (minute < 0 || minute >= MINUTES_A_DAY)
    return WORD_OUT_OF_RANGE;
  if (reading->minute >= 0)
    return WORD_TWICE;
  reading->minute = minute;
  reading->end = end;
  return WORD_READ;
}

/* A time, or from one time to another: 9:30-10:15 */
static WordResult
read_time (Reading *reading, const char *word)
{
  int minute, end = 0;

  if (is_one_of (word, C_ ("time entry", "noon|midday")))
    return set_time (reading, 12 * 60, 0);
  if (!read_clock (&word, &minute))
    return WORD_UNKNOWN;
  if (*word == '\0')
    return set_time (reading, minute, 0);
  if (*word++ != '-' || !read_clock (&word, &end) || *word != '\0')
    return WORD_UNKNOWN;
  return end > minute && end <= MINUTES_A_DAY ? set_time (reading, minute, end) : WORD_OUT_OF_RANGE;
}

static gboolean
skip_unit (const char **text, const char *const *units)
{
  for (gsize i = 0; units[i]; i++)
    if (g_str_has_prefix (*text, units[i]))
      {
        *text += strlen (units[i]);
        return TRUE;
      }
  return FALSE;
}

/* 45m, 45min, 1h, 1h30, 1h30m */
static WordResult
read_length (Reading *reading, const char *word)
{
  static const char *const hours[] = { "hours", "hour", "hrs", "hr", "h", NULL };
  static const char *const minutes[] = { "minutes", "minute", "mins", "min", "m", NULL };
  int number, total = 0;

  if (!read_number (&word, 4, &number))
    return WORD_UNKNOWN;
  if (skip_unit (&word, hours))
    {
      total = number * 60;
      number = 0;
      if (*word != '\0' && !read_number (&word, 2, &number))
        return WORD_UNKNOWN;
      skip_unit (&word, minutes);
    }
  else if (!skip_unit (&word, minutes))
    return WORD_UNKNOWN;
  total += number;
  if (*word != '\0')
    return WORD_UNKNOWN;
  if (total < 1 || total > MINUTES_A_DAY)
    return WORD_OUT_OF_RANGE;
  if (reading->minutes_long > 0)
    return WORD_TWICE;
  reading->minutes_long = total;
  return WORD_READ;
}

/* 4 dec, dec 4, 4dec: the day comes as a bare number, with the month before or behind it. */
static WordResult
read_day_or_month (Reading *reading, const char *word)
{
  int number = 0, month;

  if (g_ascii_isdigit (*word) && !read_number (&word, 2, &number))
    return WORD_UNKNOWN;
  month = *word != '\0' ? find_month (word) : 0;
  if (*word != '\0' && month == 0)
    return WORD_UNKNOWN;
  if ((number > 0 && reading->day > 0) || (month > 0 && reading->month > 0))
    return WORD_TWICE;
  if (number > 31 || (number == 0 && month == 0))
    return WORD_OUT_OF_RANGE;
  reading->day += number;
  reading->month += month;
  return WORD_READ;
}

/* Behind a day and its month, four digits near this year are the year and no time. */
static WordResult
read_year (Reading *reading, const char *word)
{
  int year, this_year, month, day;

  haven_date_get_ymd (reading->today, &this_year, &month, &day);
  if (reading->day == 0 || reading->month == 0 || reading->year != 0 || strlen (word) != 4 ||
      !read_number (&word, 4, &year) || *word != '\0' || year < this_year || year > this_year + MOST_YEARS)
    return WORD_UNKNOWN;
  reading->year = year;
  return WORD_READ;
}

static WordResult
read_word (Reading *reading, const char *word)
{
  WordResult (*const readers[]) (Reading *, const char *) = { read_iso_date, read_ahead,    read_year,    read_time,
                                                              read_length,   read_day_name, read_weekday, read_day_or_month };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      WordResult result = readers[i] (reading, word);

      if (result != WORD_UNKNOWN)
        return result;
    }
  return WORD_UNKNOWN;
}

/* ── All words together ───────────────────────────────────────────────────── */

/* Digits of every script become those of ASCII, dashes become one kind, what parts words becomes a space. */
static char *
normalize (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = g_unichar_digit_value (c);

      if (digit >= 0)
        g_string_append_c (plain, (char) ('0' + digit));
      else if (c == 0x2013 || c == 0x2014 || c == 0x2212)
        g_string_append_c (plain, '-');
      else if (g_unichar_isspace (c) || c == ',' || c == 0x060C || c == 0x3001)
        g_string_append_c (plain, ' ');
      else if (g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (plain, c);
    }
  return g_string_free_and_steal (plain);
}

/* 2026-12-04T15:00 is two words; "45 min" is one. */
static char **
split (const char *plain)
{
  g_auto (GStrv) parts = g_strsplit (plain, " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (gsize i = 0; parts[i]; i++)
    {
      char *word = parts[i];
      char *previous = words->len > 0 ? words->pdata[words->len - 1] : NULL;

      if (*word == '\0')
        continue;
      if (previous && strspn (previous, "0123456789:.") == strlen (previous) &&
          is_one_of (word, "min|mins|minute|minutes|h|hr|hrs|hour|hours|am|pm"))
        {
          words->pdata[words->len - 1] = g_strconcat (previous, word, NULL);
          g_free (previous);
        }
      else if (strlen (word) > 11 && word[10] == 't')
        {
          g_ptr_array_add (words, g_strndup (word, 10));
          g_ptr_array_add (words, g_strdup (word + 11));
        }
      else if (!is_one_of (word, C_ ("time entry", "at|for|on|the")))
        g_ptr_array_add (words, g_strdup (word));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_TIME_ENTRY_ERROR, HAVEN_TIME_ENTRY_ERROR_INVALID, sentence);
  return FALSE;
}

/* What was typed is not said again: it may hold a name. */
static gboolean
fail_at (GError **error, WordResult result, guint number)
{
  g_autofree char *sentence = NULL;

  if (result == WORD_TWICE)
    return fail (error, _ ("Say the day, the time and the length once each."));
  if (result == WORD_OUT_OF_RANGE)
    sentence = g_strdup_printf (_ ("Word %u is no day, time or length that there is."), number);
  else
    sentence = g_strdup_printf (_ ("Word %u is not a day, a time or a length. Type for example “tomorrow 9:30 45m”, "
                                   "“+2w fri 3pm” or “2026-12-04 15:00”."),
                                number);
  return fail (error, sentence);
}

static gboolean
read_words (Reading *reading, const char *text, GError **error)
{
  g_autofree char *plain = normalize (text);
  g_auto (GStrv) words = split (plain);

  if (g_strv_length (words) > MOST_WORDS)
    return fail (error, _ ("That is too long. Type a day, a time and a length."));
  for (guint i = 0; words[i]; i++)
    {
      WordResult result = read_word (reading, words[i]);

      if (result != WORD_READ)
        return fail_at (error, result, i + 1);
    }
  return TRUE;
}

static HavenDate
first_on_or_after (HavenDate date, int weekday)
{
  return haven_date_add_days (date, (weekday - haven_date_get_weekday (date) + 7) % 7);
}

/* “+2w fri” is the Friday of the week after next; “+10d fri” and “+1m fri” the first Friday from that day on. */
static HavenDate
step_ahead (const Reading *reading)
{
  HavenDate date = reading->today;

  if (reading->ahead_unit == 'w')
    {
      date = haven_date_add_days (date, 7 * reading->ahead);
      return reading->weekday ? haven_date_add_days (date, reading->weekday - haven_date_get_weekday (date)) : date;
    }
  date = reading->ahead_unit == 'm' ? haven_date_add_months (date, reading->ahead, NULL)
                                    : haven_date_add_days (date, reading->ahead);
  return reading->weekday ? first_on_or_after (date, reading->weekday) : date;
}

/* The next one, where no year was said. */
static gboolean
find_day_of_month (const Reading *reading, HavenDate *date, GError **error)
{
  int year, month, day;

  if (reading->day == 0 || reading->month == 0)
    return fail (error, _ ("A day needs its month: type “4 dec”. An hour needs its minutes: type “9:00”."));
  haven_date_get_ymd (reading->today, &year, &month, &day);
  if (reading->year != 0)
    year = reading->year;
  else if (reading->month < month || (reading->month == month && reading->day < day))
    year++;
  if (!haven_date_is_valid_ymd (year, reading->month, reading->day))
    return fail (error, _ ("There is no such day in that month."));
  *date = haven_date_from_ymd (year, reading->month, reading->day);
  return TRUE;
}

static gboolean
find_date (const Reading *reading, HavenDate *date, GError **error)
{
  gboolean in_month = reading->day != 0 || reading->month != 0;
  int n_ways = haven_date_is_set (reading->date) + (reading->ahead_unit != 0) + in_month;

  *date = reading->date;
  if (n_ways > 1)
    return fail_at (error, WORD_TWICE, 0);
  if (reading->ahead_unit != 0)
    *date = step_ahead (reading);
  else if (n_ways == 0 && reading->weekday != 0)
    *date = first_on_or_after (reading->today, reading->weekday);
  else if (in_month && !find_day_of_month (reading, date, error))
    return FALSE;
  if (reading->weekday != 0 && haven_date_get_weekday (*date) != reading->weekday)
    return fail (error, _ ("The weekday and the date do not belong together."));
  return TRUE;
}

/**
 * haven_time_entry_parse:
 * @text: as typed: `+2w fri 3pm 45m`, `tomorrow 9:30`, `fri 10:00-10:45`, `4 dec 3pm`, `2026-12-04T15:00`; names of days
 *   and months in English or in the language of the screen; digits of every script
 * @today: what is counted from
 *
 * Reads when a visit shall be. What was not said is left unset; nothing typed sets nothing. On an error @entry is unset
 * as well, and the error's sentence says what can be typed.
 */
gboolean
haven_time_entry_parse (const char *text, HavenDate today, HavenTimeEntry *entry, GError **error)
{
  Reading reading = { .today = today, .date = HAVEN_DATE_NONE, .minute = -1 };
  HavenDate date = HAVEN_DATE_NONE;

  g_return_val_if_fail (entry != NULL && haven_date_is_set (today), FALSE);

  *entry = (HavenTimeEntry) { HAVEN_DATE_NONE, -1, 0 };
  if (text == NULL)
    return TRUE;
  if (strlen (text) > MOST_BYTES || !g_utf8_validate (text, -1, NULL))
    return fail (error, _ ("That is too long. Type a day, a time and a length."));
  if (!read_words (&reading, text, error) || !find_date (&reading, &date, error))
    return FALSE;
  if (reading.end > 0 && reading.minutes_long > 0)
    return fail_at (error, WORD_TWICE, 0);
  if (reading.end > 0)
    reading.minutes_long = reading.end - reading.minute;
  if (reading.minute + reading.minutes_long > MINUTES_A_DAY)
    return fail (error, _ ("A visit must end on the day on which it starts."));
  *entry = (HavenTimeEntry) { date, reading.minute, reading.minutes_long };
  return TRUE;
}

/* Long words are cut: it is enough to find them again. */
static char *
dup_quoted (const char *word)
{
  g_autofree char *start = g_utf8_strlen (word, -1) > MOST_QUOTED ? g_utf8_substring (word, 0, MOST_QUOTED) : NULL;

  return start ? g_strconcat (start, "…", NULL) : g_strdup (word);
}

/**
 * haven_time_entry_dup_problem:
 *
 * What is wrong with @text, for the screen on which it was typed: where a word is not understood, it is said which. An
 * error never holds that word, as errors go elsewhere and it may be a name.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL where nothing is wrong
 */
char *
haven_time_entry_dup_problem (const char *text, HavenDate today)
{
  g_autoptr (GError) error = NULL;
  HavenTimeEntry entry;
  Reading reading = { .today = today, .date = HAVEN_DATE_NONE, .minute = -1 };
  g_autofree char *plain = NULL;
  g_auto (GStrv) words = NULL;

  if (haven_time_entry_parse (text, today, &entry, &error))
    return NULL;
  if (strlen (text) > MOST_BYTES || !g_utf8_validate (text, -1, NULL))
    return g_strdup (error->message);
  plain = normalize (text);
  words = split (plain);
  for (guint i = 0; words[i] && i < MOST_WORDS; i++)
    {
      WordResult result = read_word (&reading, words[i]);
      g_autofree char *quoted = dup_quoted (words[i]);

      if (result == WORD_UNKNOWN)
        return g_strdup_printf (_ ("“%s” is not a day, a time or a length. Type for example “tomorrow 9:30 45m”, "
                                   "“+2w fri 3pm” or “2026-12-04 15:00”."),
                                quoted);
      if (result == WORD_OUT_OF_RANGE)
        return g_strdup_printf (_ ("“%s” is no day, time or length that there is."), quoted);
      if (result == WORD_TWICE)
        break;
    }
  return g_strdup (error->message);
}

/** Returns: (transfer full): what haven_time_entry_parse() reads as just this: `2026-12-04 15:00 45m` */
char *
haven_time_entry_dup_text (const HavenTimeEntry *entry)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (entry != NULL, NULL);

  if (haven_date_is_set (entry->date))
    {
      g_autofree char *date = haven_date_dup_iso (entry->date);

      g_string_append (text, date);
    }
  if (entry->minute >= 0)
    g_string_append_printf (text, "%s%d:%02d", text->len > 0 ? " " : "", entry->minute / 60, entry->minute % 60);
  if (entry->minutes_long > 0)
    g_string_append_printf (text, "%s%dm", text->len > 0 ? " " : "", entry->minutes_long);
  return g_string_free_and_steal (text);
}
