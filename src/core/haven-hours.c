/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-hours.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (haven-hours-error-quark, haven_hours_error)

#define MOST_BYTES 200

/* 9, 9:30, 9.30, 24:00 */
static gboolean
read_time (const char **text, int *minute)
{
  const char *at = *text;
  int hours = 0, minutes = 0, digits = 0;

  for (; g_ascii_isdigit (*at) && digits < 2; at++, digits++)
    hours = hours * 10 + (*at - '0');
  if (digits == 0)
    return FALSE;
  if ((*at == ':' || *at == '.') && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]))
    {
      minutes = (at[1] - '0') * 10 + (at[2] - '0');
      at += 3;
    }
  *text = at;
  *minute = hours * 60 + minutes;
  return minutes < 60 && *minute <= 24 * 60 && !g_ascii_isdigit (*at);
}

/* Digits of every script become those of ASCII, dashes become one kind, and nothing is left of spaces. */
static char *
normalize (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = g_unichar_digit_value (c);

      if (digit >= 0)
        g_string_append_c (plain, (char) ('0' + digit));
      else if (c == 0x2013 || c == 0x2014 || c == 0x2212)
        g_string_append_c (plain, '-');
      else if (c == ';' || c == 0x060C || c == 0x3001)
        g_string_append_c (plain, ',');
      else if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (plain, c);
    }
  return g_string_free_and_steal (plain);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_HOURS_ERROR,
                       HAVEN_HOURS_ERROR_INVALID,
                       _ ("Write hours such as “9:00–12:00, 13:00–17:00”, one after the other; leave a closed day empty."));
  return FALSE;
}

static gboolean
read_all (const char *plain, GArray *hours, GError **error)
{
  const char *at = plain;
  HavenOpenHours part;
  int last = -1;

  while (*at != '\0')
    {
      if (!read_time (&at, &part.opens) || *at++ != '-' || !read_time (&at, &part.closes) || part.closes <= part.opens ||
          part.opens < last || hours->len == HAVEN_HOURS_MOST)
        return refuse (error);
      last = part.closes;
      g_array_append_val (hours, part);
      if (*at == ',' && at[1] != '\0')
        at++;
      else if (*at != '\0')
        return refuse (error);
    }
  return TRUE;
}

/**
 * haven_hours_parse:
 * @text: as typed: `9-12, 13:00–17:30`; nothing for a closed day
 *
 * Returns: (transfer full) (nullable) (element-type HavenOpenHours): in their order, none over another
 */
GArray *
haven_hours_parse (const char *text, GError **error)
{
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (HavenOpenHours));
  g_autofree char *plain = NULL;

  if (text == NULL)
    return g_steal_pointer (&hours);
  if (strlen (text) > MOST_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      refuse (error);
      return NULL;
    }
  plain = normalize (text);
  return read_all (plain, hours, error) ? g_steal_pointer (&hours) : NULL;
}

/** Returns: (transfer full): what haven_hours_parse() reads as just these: “9:00–12:00, 13:00–17:00” */
char *
haven_hours_dup_text (const HavenOpenHours *hours, guint n_hours)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_hours; i++)
    g_string_append_printf (text,
                            "%s%d:%02d–%d:%02d",
                            i > 0 ? ", " : "",
                            hours[i].opens / 60,
                            hours[i].opens % 60,
                            hours[i].closes / 60,
                            hours[i].closes % 60);
  return g_string_free_and_steal (text);
}
