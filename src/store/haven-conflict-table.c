/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflict-table.h"

#include "haven-text.h"
#include "haven-transaction-private.h"

#include <string.h>

/*
 * Each question is asked twice: of the views, for what is open to whoever asks, and of the tables, of people who are
 * closed to them alone. The second answer is one bit and leaves this file as nothing else.
 */
typedef struct
{
  const char *names; /* people by words of their names: id, name, search key, sound key */
  const char *contacts;
  const char *parties;
  const char *one_party;
  const char *staff; /* nullable */
} Questions;

static const Questions open_questions = {
  .names = "SELECT patient.id, patient.name, found.search_key, found.sound_key FROM shared_patient_name_words AS found"
           " JOIN shared_patient AS patient ON patient.row = found.patient_row WHERE found.words MATCH ?1",
  .contacts = "SELECT patient.id, patient.name FROM shared_contact_key AS contact"
              " JOIN shared_patient AS patient ON patient.id = contact.patient_id"
              " WHERE contact.contact_key = ?1 AND contact.kind = ?2",
  .parties = "SELECT party_row, search_key, sound_key, phone_key, address_key, former FROM legal_party_key AS key"
             " ORDER BY party_row, former",
  .one_party = "SELECT party.id, party.name, party.role, party.matter_id, matter.patient_id, party.ended_on"
               " FROM legal_party AS party"
               " JOIN legal_matter AS matter ON matter.id = party.matter_id WHERE party.row = ?1",
  .staff = "SELECT id, name FROM shared_staff_member AS staff",
};

#define BARRED "(SELECT id FROM main.barred)"

static const Questions closed_questions = {
  .names = "SELECT patient.id, patient.name, key.search_key, key.sound_key FROM main.barred AS barred"
           " JOIN shared.patient AS patient ON patient.id = barred.id"
           " JOIN shared.patient_name_key AS key ON key.patient_row = patient.row WHERE ?1 IS NOT NULL",
  .contacts = "SELECT patient.id, patient.name FROM shared.contact_key AS contact"
              " JOIN shared.patient AS patient ON patient.id = contact.patient_id"
              " WHERE contact.contact_key = ?1 AND contact.kind = ?2 AND contact.patient_id IN " BARRED,
  .parties = "SELECT party_row, search_key, sound_key, phone_key, address_key, former FROM legal.party_key AS key"
             " WHERE key.patient_id IN " BARRED
             " OR key.matter_id IN (SELECT id FROM legal.matter WHERE patient_id IN " BARRED ")",
  .one_party = "SELECT party.id, party.name, party.role, party.matter_id, matter.patient_id, party.ended_on"
               " FROM legal.party AS party"
               " JOIN legal.matter AS matter ON matter.id = party.matter_id WHERE party.row = ?1",
  .staff = NULL,
};

typedef struct
{
  HavenDatabase *database;
  HavenConflictSearch *search;
  const char *patient_id;
  const Questions *questions;
  GHashTable *seen; /* place and id → HavenConflictMatch, borrowed */
  GPtrArray *matches;
} Looking;

/* Of one that matches in several ways, the surest is told; of two that are as sure, the first.
 * Returns: (nullable): %NULL where it was found as surely before */
static HavenConflictMatch *
add_match (Looking *self,
           HavenConflictPlace place,
           HavenConflictLevel level,
           const HavenConflictTerm *term,
           const char *id,
           const char *name)
{
  g_autofree char *key = g_strdup_printf ("%d %s", (int) place, id);
  HavenConflictMatch *match = g_hash_table_lookup (self->seen, key);

  if (match != NULL && match->level <= level)
    return NULL;
  if (match == NULL)
    {
      match = g_new0 (HavenConflictMatch, 1);
      g_ptr_array_add (self->matches, match);
      g_hash_table_insert (self->seen, g_steal_pointer (&key), match);
    }
  match->place = place;
  match->level = level;
  match->of_other_side = haven_conflict_term_is_of_other_side (term);
  g_set_str (&match->id, id);
  g_set_str (&match->name, name);
  g_set_str (&match->looked_for, haven_conflict_term_get_text (term));
  return match;
}

/* ── People ───────────────────────────────────────────────────────────────── */

static void
append_alternative (GString *match, const char *column, const char *word)
{
  g_string_append_printf (match, "%s%s : \"%s\"", match->len > 0 ? " OR " : "", column, word);
}

/* Whoever shares a word with the name, as it is heard or, where its sound says too little, as it is written. What comes of
 * it is held against the whole name. */
static char *
dup_match (const HavenConflictTerm *term)
{
  g_auto (GStrv) words = g_strsplit (haven_conflict_term_get_key (term), " ", -1);
  GString *match = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *sound = haven_text_dup_sound_key (words[i]);

      if (!g_ascii_isalnum (words[i][0]))
        continue;
      if (strlen (sound) > 1)
        append_alternative (match, "sound_key", sound);
      else
        append_alternative (match, "search_key", words[i]);
    }
  return g_string_free (match, FALSE);
}

/* "Li Wei" and "Lee Way": each sound is short, and two of them together say enough. */
static char *
dup_match_of_pairs (const HavenConflictTerm *term)
{
  const char *sound = haven_conflict_term_get_sound (term);
  g_auto (GStrv) sounds = g_strsplit (sound ? sound : "", " ", -1);
  GString *match = g_string_new (NULL);

  for (guint i = 0; sounds[i]; i++)
    for (guint k = i + 1; sounds[k]; k++)
      if (strlen (sounds[i]) == 1 && strlen (sounds[k]) == 1 && *sounds[i] != *sounds[k])
        g_string_append_printf (match,
                                "%s(sound_key : \"%s\" AND sound_key : \"%s\")",
                                match->len > 0 ? " OR " : "",
                                sounds[i],
                                sounds[k]);
  return g_string_free (match, FALSE);
}

static gboolean
look_for_words (Looking *self, const HavenConflictTerm *term, const char *match, GError **error)
{
  sqlite3_stmt *statement;
  gboolean row = TRUE;

  if (*match == '\0')
    return TRUE;
  statement = haven_database_prepare (self->database, self->questions->names, error, "s", match);
  if (statement == NULL)
    return FALSE;
  while (haven_database_step (self->database, statement, &row, error))
    {
      HavenConflictLevel level;

      if (!row)
        return TRUE;
      if (g_strcmp0 (haven_column_text (statement, 0), self->patient_id) != 0 &&
          haven_conflict_term_matches_name (
              term, haven_column_text (statement, 2), haven_column_text (statement, 3), &level))
        add_match (self, HAVEN_CONFLICT_PERSON, level, term, haven_column_text (statement, 0),
                   haven_column_text (statement, 1));
    }
  return FALSE;
}

static gboolean
look_for_name (Looking *self, const HavenConflictTerm *term, GError **error)
{
  g_autofree char *match = dup_match (term);
  g_autofree char *pairs = dup_match_of_pairs (term);

  return look_for_words (self, term, match, error) && look_for_words (self, term, pairs, error);
}

static gboolean
look_for_contact (Looking *self, const HavenConflictTerm *term, GError **error)
{
  gboolean phone = haven_conflict_term_get_kind (term) == HAVEN_CONFLICT_TERM_PHONE;
  sqlite3_stmt *statement = haven_database_prepare (self->database,
                                                    self->questions->contacts,
                                                    error,
                                                    "ss",
                                                    haven_conflict_term_get_key (term),
                                                    phone ? "phone" : "address");
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (haven_database_step (self->database, statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (g_strcmp0 (haven_column_text (statement, 0), self->patient_id) != 0)
        add_match (self,
                   HAVEN_CONFLICT_PERSON,
                   phone ? HAVEN_CONFLICT_SAME_PHONE : HAVEN_CONFLICT_SAME_ADDRESS,
                   term,
                   haven_column_text (statement, 0),
                   haven_column_text (statement, 1));
    }
  return FALSE;
}

/* ── Parties ──────────────────────────────────────────────────────────────── */

static gboolean
matches_party (const HavenConflictTerm *term, sqlite3_stmt *statement, HavenConflictLevel *level)
{
  switch (haven_conflict_term_get_kind (term))
    {
    case HAVEN_CONFLICT_TERM_PHONE:
      *level = HAVEN_CONFLICT_SAME_PHONE;
      return haven_conflict_term_matches_key (term, HAVEN_CONFLICT_TERM_PHONE, haven_column_text (statement, 3));
    case HAVEN_CONFLICT_TERM_ADDRESS:
      *level = HAVEN_CONFLICT_SAME_ADDRESS;
      return haven_conflict_term_matches_key (term, HAVEN_CONFLICT_TERM_ADDRESS, haven_column_text (statement, 4));
    case HAVEN_CONFLICT_TERM_NAME:
    default:
      return haven_conflict_term_matches_name (
          term, haven_column_text (statement, 1), haven_column_text (statement, 2), level);
    }
}

static void
fill_match (HavenConflictMatch *match, sqlite3_stmt *party, gboolean former)
{
  match->past = haven_column_text (party, 5) != NULL;
  match->former = former;
  g_set_str (&match->role, haven_column_text (party, 2));
  g_set_str (&match->matter_id, haven_column_text (party, 3));
}

/* Who takes part in the person's own matters is known to be there. Who took part in another's is found as before.
 * @key: the row of keys by which it was found */
static gboolean
add_party (Looking *self, sqlite3_stmt *key, const HavenConflictTerm *term, HavenConflictLevel level, GError **error)
{
  sqlite3_stmt *statement =
      haven_database_prepare (self->database, self->questions->one_party, error, "i", sqlite3_column_int64 (key, 0));
  gboolean row = FALSE;

  if (statement == NULL || !haven_database_step (self->database, statement, &row, error))
    return FALSE;
  if (row && g_strcmp0 (haven_column_text (statement, 4), self->patient_id) != 0)
    {
      gboolean other_side = g_strcmp0 (haven_column_text (statement, 2), "adverse") == 0;
      HavenConflictMatch *match = add_match (self,
                                             other_side ? HAVEN_CONFLICT_OTHER_SIDE : HAVEN_CONFLICT_PARTY,
                                             level,
                                             term,
                                             haven_column_text (statement, 0),
                                             haven_column_text (statement, 1));

      if (match != NULL)
        fill_match (match, statement, sqlite3_column_int (key, 5) != 0);
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
look_among_parties (Looking *self, GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (self->database, self->questions->parties, error, "");
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (haven_database_step (self->database, statement, &row, error))
    {
      if (!row)
        return TRUE;
      for (guint i = 0; i < haven_conflict_search_get_n_terms (self->search); i++)
        {
          const HavenConflictTerm *term = haven_conflict_search_get_term (self->search, i);
          HavenConflictLevel level;

          if (matches_party (term, statement, &level) &&
              !add_party (self, statement, term, level, error))
            return FALSE;
        }
    }
  return FALSE;
}

/* ── Staff ────────────────────────────────────────────────────────────────── */

/* Who has left knows what they knew (ABA Model Rule 1.9). */
static gboolean
look_among_staff (Looking *self, GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (self->database, self->questions->staff, error, "");
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (haven_database_step (self->database, statement, &row, error))
    {
      g_autofree char *key = NULL, *sound = NULL;

      if (!row)
        return TRUE;
      key = haven_text_dup_search_key (haven_column_text (statement, 1));
      sound = haven_text_dup_sound_key (haven_column_text (statement, 1));
      for (guint i = 0; i < haven_conflict_search_get_n_terms (self->search); i++)
        {
          const HavenConflictTerm *term = haven_conflict_search_get_term (self->search, i);
          HavenConflictLevel level;

          if (haven_conflict_term_matches_name (term, key, sound, &level))
            add_match (self, HAVEN_CONFLICT_STAFF, level, term, haven_column_text (statement, 0),
                       haven_column_text (statement, 1));
        }
    }
  return FALSE;
}

static gboolean
look (Looking *self, GError **error)
{
  for (guint i = 0; i < haven_conflict_search_get_n_terms (self->search); i++)
    {
      const HavenConflictTerm *term = haven_conflict_search_get_term (self->search, i);

      if (haven_conflict_term_get_kind (term) == HAVEN_CONFLICT_TERM_NAME ? !look_for_name (self, term, error)
                                                                          : !look_for_contact (self, term, error))
        return FALSE;
    }
  return look_among_parties (self, error) && (self->questions->staff == NULL || look_among_staff (self, error));
}

static GPtrArray *
ask (HavenTransaction *transaction,
     const Questions *questions,
     HavenConflictSearch *search,
     const char *patient_id,
     GError **error)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_conflict_match_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Looking looking = { transaction->database, search, patient_id, questions, seen, matches };

  return look (&looking, error) ? g_steal_pointer (&matches) : NULL;
}

static gboolean
is_behind_the_wall (HavenTransaction *transaction,
                    HavenConflictSearch *search,
                    const char *patient_id,
                    gboolean *behind,
                    GError **error)
{
  g_autoptr (GPtrArray) closed = NULL;

  *behind = FALSE;
  if (haven_access_get_barred (transaction->access)[0] == NULL)
    return TRUE;
  haven_database_go_inside (transaction->database);
  closed = ask (transaction, &closed_questions, search, patient_id, error);
  haven_database_come_out (transaction->database);
  *behind = closed != NULL && closed->len > 0;
  return closed != NULL;
}

/**
 * haven_tables_find_conflicts:
 * @patient_id: for whom a matter is to open; they and their own matters are no match
 * @behind_the_wall: (out): whether there is a match that is closed to whoever asks; nothing else is told of it
 *
 * Looks for names, telephones and addresses among people, parties of matters, and staff (domain 2.1; ABA Model Rules 1.7,
 * 1.9 and 1.10).
 *
 * Returns: (transfer full) (element-type HavenConflictMatch): what weighs most first
 */
GPtrArray *
haven_tables_find_conflicts (HavenTransaction *self,
                             HavenConflictSearch *search,
                             const char *patient_id,
                             gboolean *behind_the_wall,
                             GError **error)
{
  g_autoptr (GPtrArray) matches = NULL;

  if (!haven_transaction_check (self, &haven_conflict_check_info, HAVEN_ACTION_SEARCH, error))
    return NULL;
  matches = ask (self, &open_questions, search, patient_id, error);
  if (matches == NULL || !is_behind_the_wall (self, search, patient_id, behind_the_wall, error))
    return NULL;
  g_ptr_array_sort (matches, haven_conflict_match_compare);
  return g_steal_pointer (&matches);
}
