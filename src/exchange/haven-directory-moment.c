/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-moment.h"

#include <string.h>

/* Reads up to @most digits; returns -1 when there is none. */
static int
read_digits (const char **p, int most)
{
  int value = 0, n = 0;

  while (n < most && g_ascii_isdigit (**p))
    {
      value = value * 10 + (**p - '0');
      (*p)++;
      n++;
    }
  return n > 0 ? value : -1;
}

static gboolean
take_date (int year, int month, int day, HavenDate *date)
{
  if (!haven_date_is_valid_ymd (year, month, day))
    return FALSE;
  *date = haven_date_from_ymd (year, month, day);
  return TRUE;
}

static int
find_month (const char *word, gsize length)
{
  static const char *const months[] = { "january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december" };

  for (int i = 0; i < 12; i++)
    if (length >= 3 && length <= strlen (months[i]) &&
        g_ascii_strncasecmp (word, months[i], length) == 0)
      return i + 1;
  return 0;
}

/* "January 01, 2024", "Jan 1 2024" */
static gboolean
parse_written (const char *text, HavenDate *date)
{
  gsize length = strcspn (text, " .");
  int month = find_month (text, length), day, year;
  const char *p = text + length;

  p += strspn (p, " .");
  day = read_digits (&p, 2);
  p += strspn (p, ", ");
  year = strlen (p) == 4 ? read_digits (&p, 4) : -1;
  return month > 0 && day > 0 && *p == '\0' && take_date (year, month, day, date);
}

/* "12/24/2015", "12/24/15": the month first, as the older layout writes it. */
static gboolean
parse_slashed (const char *text, HavenDate *date)
{
  const char *p = text;
  int month, day, year;
  gsize digits;

  month = read_digits (&p, 2);
  if (*p++ != '/')
    return FALSE;
  day = read_digits (&p, 2);
  if (*p == '\0' || *p++ != '/')
    return FALSE;
  digits = strlen (p);
  year = digits == 2 || digits == 4 ? read_digits (&p, 4) : -1;
  if (digits == 2 && year >= 0)
    year += year < 70 ? 2000 : 1900;
  return *p == '\0' && take_date (year, month, day, date);
}

static gboolean
parse_iso (const char *text, HavenDate *date)
{
  g_autofree char *day = NULL;

  if (strlen (text) < 10 || (text[10] != '\0' && text[10] != 'T' && text[10] != ' '))
    return FALSE;
  day = g_strndup (text, 10);
  return haven_date_parse (day, date, NULL);
}

/** Reads 2024-05-31, with or without a time behind it, 05/31/2024, 5/31/24 and May 31, 2024. */
gboolean
haven_directory_parse_date (const char *text, HavenDate *date)
{
  return parse_iso (text, date) || (g_ascii_isdigit (*text) && parse_slashed (text, date)) ||
         (g_ascii_isalpha (*text) && parse_written (text, date));
}

/* Returns 12 for "pm", 0 for "am", -1 when there is neither. */
static int
read_half_of_day (const char **p)
{
  int half;

  *p += strspn (*p, " ");
  if (g_ascii_tolower (**p) != 'a' && g_ascii_tolower (**p) != 'p')
    return -1;
  half = g_ascii_tolower (**p) == 'p' ? 12 : 0;
  (*p)++;
  *p += **p == '.';
  if (g_ascii_tolower (**p) != 'm')
    return -1;
  (*p)++;
  *p += **p == '.';
  return half;
}

/* Z, +01:00, -0500 and the like; a directory's hours are local ones, so it is read over. */
static void
skip_zone (const char **p)
{
  const char *q = *p;

  if (*q == 'Z' || *q == 'z')
    (*p)++;
  if (*q != '+' && *q != '-')
    return;
  q++;
  if (read_digits (&q, 2) < 0)
    return;
  q += *q == ':';
  read_digits (&q, 2);
  *p = q;
}

/** Returns: (transfer full) (nullable): HH:MM of 10:00, 10:00:00, 10:00Z, 9am or 4:00 PM; %NULL for
 * no time */
char *
haven_directory_dup_time (const char *text)
{
  const char *p = text;
  int hour = read_digits (&p, 2), minute = 0, second = 0, half;
  gboolean has_minutes = *p == ':';

  if (has_minutes)
    {
      p++;
      minute = read_digits (&p, 2);
      if (*p == ':')
        {
          p++;
          second = read_digits (&p, 2);
        }
      if (*p == '.')
        p += 1 + strspn (p + 1, "0123456789");
    }
  half = read_half_of_day (&p);
  if (half < 0)
    skip_zone (&p);
  if (*p != '\0' || hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 60 ||
      (!has_minutes && half < 0))
    return NULL;
  if (half >= 0 && (hour < 1 || hour > 12))
    return NULL;
  if (half >= 0)
    hour = hour % 12 + half;
  if (hour > 24 || (hour == 24 && minute > 0))
    return NULL;
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

/* Day names are told by their first two letters, after which only the rest of the English name may
 * come. */
static const char *
find_day (const char *word)
{
  static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday" };
  static const char *const codes[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  gsize length = strlen (word);

  for (int i = 0; i < 7; i++)
    if (length >= 2 && length <= strlen (names[i]) &&
        g_ascii_strncasecmp (names[i], word, length) == 0)
      return codes[i];
  return NULL;
}

static char *
dup_day (const char *word)
{
  const char *p = word;
  const char *sign = *p == '-' || *p == '+' ? p++ : NULL;
  int ordinal = read_digits (&p, 2);
  const char *day = find_day (p);

  if (day == NULL || (sign && ordinal < 0) || ordinal == 0 || ordinal > 53)
    return NULL;
  return ordinal < 0 ? g_strdup (day)
                     : g_strdup_printf ("%s%d%s", sign && *sign == '-' ? "-" : "", ordinal, day);
}

static char *
dup_month_day (const char *word)
{
  const char *p = *word == '-' ? word + 1 : word;
  int day = read_digits (&p, 2);

  return *p == '\0' && day >= 1 && day <= 31
             ? g_strdup_printf ("%s%d", *word == '-' ? "-" : "", day)
             : NULL;
}

static char **
split_all (const char *text, char *(*dup_one) (const char *) )
{
  g_auto (GStrv) words = g_strsplit_set (text, ", ;", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; words[i]; i++)
    {
      char *one;

      if (*words[i] == '\0')
        continue;
      one = dup_one (words[i]);
      if (one == NULL)
        return NULL;
      g_strv_builder_take (builder, one);
    }
  return g_strv_builder_end (builder);
}

/** Returns: (transfer full) (nullable): MO … SU, perhaps with a number before; %NULL when one is no
 * day */
char **
haven_directory_split_days (const char *text)
{
  return split_all (text, dup_day);
}

/** Returns: (transfer full) (nullable): 1 … 31, -1 … -31; %NULL when one is none */
char **
haven_directory_split_month_days (const char *text)
{
  return split_all (text, dup_month_day);
}
