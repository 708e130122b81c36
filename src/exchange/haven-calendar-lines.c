/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-lines.h"

#include "haven-exchange-error.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenCalendarLines
{
  const char *data; /* borrowed */
  gsize length;
  gsize at;
  guint number;
  GString *text;  /* the line, its folds undone */
  GString *parts; /* its name and parameters, each ending with a NUL */
  gboolean cut;
};

/** @data: borrowed; has to live as long as this. */
HavenCalendarLines *
haven_calendar_lines_new (const char *data, gsize length)
{
  HavenCalendarLines *self = g_new0 (HavenCalendarLines, 1);

  self->data = data;
  self->length = length;
  self->text = g_string_new (NULL);
  self->parts = g_string_new (NULL);
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    self->at = 3;
  return self;
}

void
haven_calendar_lines_free (HavenCalendarLines *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_string_free (self->parts, TRUE);
  g_free (self);
}

/** How many bytes are read. */
gsize
haven_calendar_lines_get_position (const HavenCalendarLines *self)
{
  return self->at;
}

/* ── Lines and their folds ────────────────────────────────────────────────── */

/* Programs end a line with CR LF, with LF, or (long ago) with CR. */
static void
skip_end_of_line (HavenCalendarLines *self)
{
  if (self->at < self->length && self->data[self->at] == '\r')
    self->at++;
  if (self->at < self->length && self->data[self->at] == '\n')
    self->at++;
  self->number++;
}

static gsize
measure_line (const HavenCalendarLines *self)
{
  const char *start = self->data + self->at;
  gsize rest = self->length - self->at;
  const char *end = memchr (start, '\n', rest);
  gsize length = end ? (gsize) (end - start) : rest;
  const char *carriage = memchr (start, '\r', length);

  return carriage ? (gsize) (carriage - start) : length;
}

static void
take_piece (HavenCalendarLines *self)
{
  gsize length = measure_line (self);
  gsize room = HAVEN_CALENDAR_MOST_VALUE - MIN (self->text->len, HAVEN_CALENDAR_MOST_VALUE);

  g_string_append_len (self->text, self->data + self->at, (gssize) MIN (length, room));
  self->cut |= length > room;
  self->at += length;
  skip_end_of_line (self);
}

static gboolean
is_fold (const HavenCalendarLines *self)
{
  return self->at < self->length && (self->data[self->at] == ' ' || self->data[self->at] == '\t');
}

/* A fold may stand inside a letter of several bytes, so that only whole lines can be looked at. */
static gboolean
check_text (HavenCalendarLines *self, GError **error)
{
  const char *end;

  if (g_utf8_validate (self->text->str, (gssize) self->text->len, &end))
    return TRUE;
  if (self->cut && self->text->str + self->text->len - end < 6 && memchr (end, '\0', (gsize) (self->text->str + self->text->len - end)) == NULL)
    {
      g_string_truncate (self->text, (gsize) (end - self->text->str));
      return TRUE;
    }
  g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED,
               _ ("The calendar file is not written in UTF-8 (line %u). Save it anew as UTF-8 in the program it comes from."),
               self->number);
  return FALSE;
}

/* ── A line's parts ───────────────────────────────────────────────────────── */

/* A parameter's value ends at ; : or , unless it stands in quotes. */
static const char *
skip_value (const char *at)
{
  if (*at == '"')
    {
      const char *close = strchr (at + 1, '"');

      return close ? close + 1 : at + strlen (at);
    }
  return at + strcspn (at, ";:,");
}

/* Returns: where the value stands in the parts, without its quotes */
static gsize
keep_part (HavenCalendarLines *self, const char *start, gsize length, gboolean capitals)
{
  gsize at = self->parts->len;

  if (length >= 2 && *start == '"' && start[length - 1] == '"')
    {
      start++;
      length -= 2;
    }
  g_string_append_len (self->parts, start, (gssize) length);
  g_string_append_c (self->parts, '\0');
  for (gsize i = at; capitals && i < self->parts->len; i++)
    self->parts->str[i] = g_ascii_toupper (self->parts->str[i]);
  return at;
}

static gsize
measure_name (const char *at)
{
  gsize n = 0;

  while (g_ascii_isalnum (at[n]) || at[n] == '-')
    n++;
  return n;
}

/* Reads ;NAME=VALUE and steps over it; FALSE where it is none. */
static gboolean
take_parameter (HavenCalendarLines *self, const char **at, gsize offsets[3])
{
  static const char *const names[] = { "TZID", "VALUE", "RANGE" };
  const char *name = *at + 1;
  gsize n = measure_name (name);
  const char *value = name + n + 1, *end;

  if (n == 0 || name[n] != '=')
    return FALSE;
  end = skip_value (value);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (n == strlen (names[i]) && g_ascii_strncasecmp (name, names[i], n) == 0)
      offsets[i] = 1 + keep_part (self, value, (gsize) (end - value), i > 0);
  while (*end == ',')
    end = skip_value (end + 1);
  *at = end;
  return TRUE;
}

static void
take_apart (HavenCalendarLines *self, HavenCalendarLine *line)
{
  const char *at = self->text->str;
  gsize n = measure_name (at), name, offsets[3] = { 0 };

  g_string_truncate (self->parts, 0);
  name = keep_part (self, at, n, TRUE);
  at += n;
  while (n > 0 && *at == ';' && take_parameter (self, &at, offsets))
    ;
  if (n == 0 || *at != ':')
    {
      *line = (HavenCalendarLine) { .number = line->number, .name = "", .value = "" };
      return;
    }
  line->name = self->parts->str + name;
  line->zone = offsets[0] ? self->parts->str + offsets[0] - 1 : NULL;
  line->kind = offsets[1] ? self->parts->str + offsets[1] - 1 : NULL;
  line->range = offsets[2] ? self->parts->str + offsets[2] - 1 : NULL;
  line->value = at + 1;
  line->cut = self->cut;
}

/** Returns: %FALSE without an error at the end */
gboolean
haven_calendar_lines_next (HavenCalendarLines *self, HavenCalendarLine *line, GError **error)
{
  while (self->at < self->length)
    {
      g_string_truncate (self->text, 0);
      self->cut = FALSE;
      line->number = self->number + 1;
      take_piece (self);
      while (is_fold (self))
        {
          self->at++;
          take_piece (self);
        }
      if (!check_text (self, error))
        return FALSE;
      if (self->text->len > 0)
        {
          take_apart (self, line);
          return TRUE;
        }
    }
  return FALSE;
}
