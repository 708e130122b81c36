/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-words.h"

#include "haven-time-scale.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *need, *label, *icon;
} needs[] = {
  { "spoken", N_("Interpreter needed"), "haven-interpreter-symbolic" },
  { "sign", N_("Sign language interpreter needed"), "haven-interpreter-symbolic" },
  { "relay", N_("Relay or Deaf interpreter needed"), "haven-interpreter-symbolic" },
};

/** Returns: (transfer none) (nullable): %NULL where no interpreter is needed, or nobody knows */
const char *
haven_interpreter_need_get_label (const char *need)
{
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (g_strcmp0 (needs[i].need, need) == 0)
      return _(needs[i].label);
  return NULL;
}

const char *
haven_interpreter_need_get_icon_name (const char *need)
{
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (g_strcmp0 (needs[i].need, need) == 0)
      return needs[i].icon;
  return NULL;
}

/** Returns: (transfer full): the parts that say something, joined */
char *
haven_person_join (const char *separator, const char *const *parts)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        if (text->len > 0)
          g_string_append (text, separator);
        g_string_append (text, parts[i]);
      }
  return g_string_free_and_steal (text);
}

/**
 * haven_person_dup_visit_label:
 * @local_start: (nullable): as stored: YYYY-MM-DDTHH:MM
 *
 * Returns: (transfer full) (nullable): “Today, 10:30”, “Mon 23 Nov 2026, 10:30”
 */
char *
haven_person_dup_visit_label (const char *local_start, HavenDate today)
{
  g_autofree char *day = NULL, *date = NULL, *time = NULL;
  HavenDate on;

  if (local_start == NULL || strlen (local_start) < 16)
    return NULL;
  day = g_strndup (local_start, 10);
  if (!haven_date_parse (day, &on, NULL))
    return NULL;
  time = haven_words_dup_time ((int) (g_ascii_strtoll (local_start + 11, NULL, 10) * 60 +
                                      g_ascii_strtoll (local_start + 14, NULL, 10)));
  date = haven_date_compare (on, today) == 0 ? g_strdup (_("Today")) : haven_words_dup_date (on);
  /* Translators: a date, then a time of day */
  return g_strdup_printf (C_("date and time", "%s, %s"), date, time);
}

static char *
dup_age (HavenDate born, HavenDate today)
{
  int age = haven_date_get_age_on (born, today);

  return g_strdup_printf (ngettext ("%d year old", "%d years old", (gulong) MAX (age, 0)), MAX (age, 0));
}

/** Returns: (transfer full) (nullable): what is known of the day of birth, as exactly as it is known */
char *
haven_person_dup_born_label (const HavenPatient *patient, HavenDate today)
{
  g_autofree char *age = NULL, *words = NULL;
  HavenDate born;

  if (patient->born_on == NULL || *patient->born_on == '\0')
    return NULL;
  if (patient->born_estimated)
    /* Translators: a year of birth that is only a guess */
    return g_strdup_printf (_("born about %s"), patient->born_on);
  if (!haven_date_parse (patient->born_on, &born, NULL))
    return g_strdup_printf (_("born %s"), patient->born_on);
  age = dup_age (born, today);
  words = haven_time_dup_label (C_("date of birth", "%-d %B %Y"), haven_wall_minute_at (born, 0));
  /* Translators: a date of birth, then the age */
  return g_strdup_printf (_("born %s, %s"), words, age);
}

/**
 * haven_person_dup_languages_label:
 * @others: (nullable): all languages that are known of
 *
 * Returns: (transfer full): the spoken language, what papers are written in where that differs, then others
 */
char *
haven_person_dup_languages_label (const char *spoken, const char *written, const char *const *others)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (spoken && *spoken)
    g_strv_builder_take (builder, haven_words_dup_language (spoken));
  for (gsize i = 0; others && others[i]; i++)
    if (g_strcmp0 (others[i], spoken) != 0)
      g_strv_builder_take (builder, haven_words_dup_language (others[i]));
  if (written && *written && g_strcmp0 (written, spoken) != 0)
    {
      g_autofree char *name = haven_words_dup_language (written);

      /* Translators: the language of a person's papers, where it is not the spoken one */
      g_strv_builder_take (builder, g_strdup_printf (_("papers in %s"), name));
    }
  parts = g_strv_builder_end (builder);
  return haven_person_join (", ", (const char *const *) parts);
}
