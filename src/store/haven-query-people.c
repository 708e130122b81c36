/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-query-private.h"

#include "haven-text.h"

#include <string.h>

/* json_each and FTS5 are SQLite's own: on another engine this file is the one to write anew. */

#define SHORTEST_PART 3
#define SHORTEST_SOUND 2

static const char *const records[] = { "patient", "patient_name", "appointment", NULL };

/* By the folded name, so that accents and scripts do not part what belongs together. */
static const char order_sql[] =
    "SELECT patient_row FROM shared_patient_name_key AS patient_name_key WHERE name_row = 0 ORDER BY search_key, patient_row";

/* A name that is just what was typed comes first, then shorter names, as more of them was typed. */
static const char words_sql[] = "SELECT patient_row FROM shared_patient_name_words WHERE words MATCH ?1"
                                " ORDER BY (search_key = ?2) DESC, length (search_key), search_key LIMIT 500";

static const char parts_sql[] = "SELECT patient_row FROM shared_patient_name_parts WHERE words LIKE ?1"
                                " ORDER BY length (search_key), search_key LIMIT 200";

/* Who spells by ear seldom mistakes the first letter. */
static const char sounds_sql[] =
    "SELECT patient_row FROM shared_patient_name_words WHERE words MATCH ?1"
    " ORDER BY (substr (search_key, 1, 1) = substr (?2, 1, 1)) DESC, length (sound_key), search_key LIMIT 100";

static const char texts_sql[] =
    "SELECT patient.row, patient.id, patient.name,"
    " (SELECT group_concat (text, ' · ') FROM shared_patient_name AS patient_name WHERE patient_id = patient.id),"
    " spoken_language, written_language, interpreter_need, do_not_contact,"
    " (SELECT local_start FROM shared_appointment AS appointment WHERE patient_id = patient.id AND starts_at >= CAST (?2 AS INTEGER)"
    "   AND status IN ('confirmed', 'arrived', 'checked_in', 'in_progress') ORDER BY starts_at LIMIT 1),"
    " languages"
    " FROM json_each (?1) AS wanted JOIN shared_patient AS patient ON patient.row = wanted.value";

/**
 * haven_query_new_people:
 * @search: (nullable): what was heard or typed: part of any name, in any script, spelled as it sounds
 * @now: for the next visit of each
 */
HavenQuery *
haven_query_new_people (const char *search, HavenInstant now)
{
  HavenQuery *self = haven_query_new (records, HAVEN_PARTITION_SHARED, HAVEN_PEOPLE_N_COLUMNS, texts_sql, search && *search);
  g_autofree char *instant = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  g_autofree char *words = haven_text_dup_search_key (search);
  g_autofree char *sound = haven_text_dup_sound_key (search);
  g_autofree char *match = NULL, *sound_match = NULL, *part = NULL;

  haven_query_set_texts_value (self, instant);
  if (*words == '\0')
    {
      /* Only signs were typed: nothing can be found by them. An empty search lists everybody. */
      if (search == NULL || *search == '\0')
        haven_query_add_step (self, order_sql, NULL, NULL, NULL);
      return self;
    }
  match = haven_query_dup_match ("search_key", words, TRUE);
  haven_query_add_step (self, words_sql, match, words, NULL);
  part = g_strdup_printf ("%%%s%%", words);
  if (g_utf8_strlen (words, -1) >= SHORTEST_PART)
    haven_query_add_step (self, parts_sql, part, NULL, NULL);
  sound_match = haven_query_dup_match ("sound_key", sound, FALSE);
  if (strlen (sound) >= SHORTEST_SOUND)
    haven_query_add_step (self, sounds_sql, sound_match, words, NULL);
  return self;
}
