/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflict.h"

#include "haven-match-key.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (haven-conflict-error-quark, haven_conflict_error)

#define F(member, TYPE) HAVEN_FIELD (HavenConflictCheck, member, TYPE)
HAVEN_DEFINE_RECORD (HavenConflictCheck, haven_conflict_check, "conflict_check", LEGAL,
                     F (id, TEXT), F (patient_id, TEXT), F (looked_for, TEXTS), F (matches, TEXTS), F
                     (behind_the_wall, BOOLEAN), F (outcome, TEXT), F (reason, TEXT), F (decided_by,
                     TEXT), F (decided_at, INSTANT), F (matter_id, TEXT))
#undef F

#define LONG_SOUND 2 /* letters */
#define SOUND_ALONE 3

struct _HavenConflictTerm
{
  HavenConflictTermKind kind;
  char *text;
  char *key;
  char *sound; /* of a name */
  gboolean of_other_side;
};

struct _HavenConflictSearch
{
  GPtrArray *terms;
};

static void
free_term (gpointer data)
{
  HavenConflictTerm *term = data;

  g_free (term->text);
  g_free (term->key);
  g_free (term->sound);
  g_free (term);
}

HavenConflictSearch *
haven_conflict_search_new (void)
{
  HavenConflictSearch *self = g_new0 (HavenConflictSearch, 1);

  self->terms = g_ptr_array_new_with_free_func (free_term);
  return self;
}

void
haven_conflict_search_free (HavenConflictSearch *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->terms);
  g_free (self);
}

/* What folds to nothing finds nothing, and what is there already is looked for once. */
static void
add_term (HavenConflictSearch *self,
          HavenConflictTermKind kind,
          const char *text,
          char *(*make_key) (const char *),
          gboolean of_other_side)
{
  g_autofree char *key = make_key (text);
  HavenConflictTerm *term;

  if (*key == '\0')
    return;
  for (guint i = 0; i < self->terms->len; i++)
    {
      term = self->terms->pdata[i];
      if (term->kind == kind && g_str_equal (term->key, key))
        return;
    }
  term = g_new0 (HavenConflictTerm, 1);
  term->kind = kind;
  term->text = g_strstrip (g_strdup (text));
  term->key = g_steal_pointer (&key);
  term->sound = kind == HAVEN_CONFLICT_TERM_NAME ? haven_text_dup_sound_key (text) : NULL;
  term->of_other_side = of_other_side;
  g_ptr_array_add (self->terms, term);
}

/** @name: (nullable): in any script; what holds no letter or digit is left out */
void
haven_conflict_search_add_name (HavenConflictSearch *self, const char *name, gboolean of_other_side)
{
  add_term (self, HAVEN_CONFLICT_TERM_NAME, name, haven_text_dup_search_key, of_other_side);
}

void
haven_conflict_search_add_phone (HavenConflictSearch *self, const char *phone, gboolean of_other_side)
{
  add_term (self, HAVEN_CONFLICT_TERM_PHONE, phone, haven_match_key_dup_phone, of_other_side);
}

void
haven_conflict_search_add_address (HavenConflictSearch *self, const char *address, gboolean of_other_side)
{
  add_term (self, HAVEN_CONFLICT_TERM_ADDRESS, address, haven_match_key_dup_address, of_other_side);
}

/** Returns: (transfer full): for the record of the check, as it was typed or known */
char **
haven_conflict_search_dup_looked_for (HavenConflictSearch *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->terms->len; i++)
    g_strv_builder_add (builder, ((const HavenConflictTerm *) self->terms->pdata[i])->text);
  return g_strv_builder_end (builder);
}

guint
haven_conflict_search_get_n_terms (HavenConflictSearch *self)
{
  return self->terms->len;
}

const HavenConflictTerm *
haven_conflict_search_get_term (HavenConflictSearch *self, guint position)
{
  return g_ptr_array_index (self->terms, position);
}

HavenConflictTermKind
haven_conflict_term_get_kind (const HavenConflictTerm *self)
{
  return self->kind;
}

const char *
haven_conflict_term_get_text (const HavenConflictTerm *self)
{
  return self->text;
}

/** Returns: what it is compared by: folded words, digits, or number and street */
const char *
haven_conflict_term_get_key (const HavenConflictTerm *self)
{
  return self->key;
}

/** Returns: (nullable): the sounds of a name, parted by spaces */
const char *
haven_conflict_term_get_sound (const HavenConflictTerm *self)
{
  return self->sound;
}

gboolean
haven_conflict_term_is_of_other_side (const HavenConflictTerm *self)
{
  return self->of_other_side;
}

/* ── Two names ────────────────────────────────────────────────────────────── */

static gboolean
holds_word (const char *words, const char *word, gsize length)
{
  for (const char *at = strstr (words, word); at != NULL; at = strstr (at + 1, word))
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static guint
count_words (const char *words)
{
  guint n_words = *words != '\0';

  for (const char *p = words; *p; p++)
    n_words += *p == ' ';
  return n_words;
}

/* Whether each word of one is among those of the other, in whatever order. */
static gboolean
holds_words (const char *words, const char *wanted)
{
  g_auto (GStrv) parts = g_strsplit (wanted, " ", -1);

  for (guint i = 0; parts[i]; i++)
    if (!holds_word (words, parts[i], strlen (parts[i])))
      return FALSE;
  return *wanted != '\0';
}

/* "Xiao Ming" and "Xiaoming". */
static gboolean
sounds_as_one (const char *a, const char *b)
{
  while (*a != '\0' || *b != '\0')
    {
      a += *a == ' ';
      b += *b == ' ';
      if (*a != *b)
        return FALSE;
      a += *a != '\0';
      b += *b != '\0';
    }
  return TRUE;
}

/* A short sound alone is shared by too many names; two different ones, or a long one among several, are not. */
static gboolean
says_enough (const char *sounds)
{
  gsize length = strcspn (sounds, " ");

  if (sounds[length] == '\0')
    return length >= SOUND_ALONE;
  for (const char *p = sounds; *p; p += strcspn (p, " "), p += *p == ' ')
    if (strcspn (p, " ") >= LONG_SOUND || strncmp (p, sounds, length) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_part_of (const char *shorter_key, const char *shorter_sound, const char *longer_key, const char *longer_sound)
{
  return holds_words (longer_key, shorter_key) ||
         (says_enough (shorter_sound) && holds_words (longer_sound, shorter_sound));
}

static gboolean
shares_long_word (const char *words, const char *others)
{
  g_auto (GStrv) parts = g_strsplit (others, " ", -1);

  for (guint i = 0; parts[i]; i++)
    if (strlen (parts[i]) >= LONG_SOUND && holds_word (words, parts[i], strlen (parts[i])))
      return TRUE;
  return FALSE;
}

/**
 * haven_conflict_term_matches_name:
 * @search_key: of haven_text_dup_search_key()
 * @sound_key: of haven_text_dup_sound_key()
 * @level: (out): how sure it is
 *
 * The same words in any order are the same name. Alike are names of which each word of the shorter one sounds like a word
 * of the longer.
 */
gboolean
haven_conflict_term_matches_name (const HavenConflictTerm *self,
                                  const char *search_key,
                                  const char *sound_key,
                                  HavenConflictLevel *level)
{
  guint n_own, n_other;
  gboolean like;

  if (self->kind != HAVEN_CONFLICT_TERM_NAME || *search_key == '\0')
    return FALSE;
  n_own = count_words (self->key);
  n_other = count_words (search_key);
  *level = HAVEN_CONFLICT_SAME_NAME;
  if (strcmp (self->key, search_key) == 0 ||
      (n_own == n_other && holds_words (search_key, self->key) && holds_words (self->key, search_key)))
    return TRUE;
  *level = HAVEN_CONFLICT_LIKE_NAME;
  like = (n_own > n_other || is_part_of (self->key, self->sound, search_key, sound_key)) &&
         (n_own < n_other || is_part_of (search_key, sound_key, self->key, self->sound));
  return like || (shares_long_word (self->sound, sound_key) && sounds_as_one (self->sound, sound_key));
}

/** Whether a key of haven-match-key.h is the one that is looked for. */
gboolean
haven_conflict_term_matches_key (const HavenConflictTerm *self, HavenConflictTermKind kind, const char *key)
{
  return self->kind == kind && kind != HAVEN_CONFLICT_TERM_NAME && strcmp (self->key, key) == 0;
}

/* ── What was found ───────────────────────────────────────────────────────── */

void
haven_conflict_match_free (HavenConflictMatch *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->role);
  g_free (self->matter_id);
  g_free (self->looked_for);
  g_free (self);
}

/** For g_ptr_array_sort(): what weighs most first. */
int
haven_conflict_match_compare (gconstpointer a, gconstpointer b)
{
  const HavenConflictMatch *first = *(HavenConflictMatch *const *) a;
  const HavenConflictMatch *second = *(HavenConflictMatch *const *) b;

  if (first->place != second->place)
    return (int) first->place - (int) second->place;
  if (first->level != second->level)
    return (int) first->level - (int) second->level;
  return g_strcmp0 (first->name, second->name);
}

static const char *const level_codes[] = { "name", "phone", "address", "sound", NULL };
static const char *const place_codes[] = { "other-side", "person", "party", "staff", NULL };

const char *
haven_conflict_level_get_code (HavenConflictLevel level)
{
  return level_codes[level];
}

const char *
haven_conflict_place_get_code (HavenConflictPlace place)
{
  return place_codes[place];
}

static int
find_code (const char *const *codes, const char *code)
{
  for (int i = 0; codes[i]; i++)
    if (g_str_equal (codes[i], code))
      return i;
  return -1;
}

/** Returns: (transfer full): as the record of a check keeps it: place, level and id */
char *
haven_conflict_match_dup_text (const HavenConflictMatch *self)
{
  return g_strdup_printf ("%s %s %s", place_codes[self->place], level_codes[self->level], self->id);
}

/** Returns: (transfer full) (nullable): a match of a record, without its name; %NULL for what is none */
HavenConflictMatch *
haven_conflict_match_new_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 3);
  HavenConflictMatch *match;
  int place, level;

  if (g_strv_length (parts) < 3)
    return NULL;
  place = find_code (place_codes, parts[0]);
  level = find_code (level_codes, parts[1]);
  if (place < 0 || level < 0)
    return NULL;
  match = g_new0 (HavenConflictMatch, 1);
  match->place = (HavenConflictPlace) place;
  match->level = (HavenConflictLevel) level;
  match->id = g_strdup (parts[2]);
  return match;
}

static gboolean
fits_what_was_found (const HavenConflictCheck *check)
{
  gboolean found = check->matches != NULL && check->matches[0] != NULL;

  if (g_strcmp0 (check->outcome, "clear") == 0)
    return !found && !check->behind_the_wall;
  if (g_strcmp0 (check->outcome, "cleared") == 0)
    return found && !check->behind_the_wall;
  if (g_strcmp0 (check->outcome, "referred") == 0)
    return check->behind_the_wall;
  return g_strcmp0 (check->outcome, "declined") == 0;
}

/**
 * haven_conflict_check_holds:
 * @error: %HAVEN_CONFLICT_ERROR, with a sentence that says what to do
 *
 * Whether what was decided fits what was found: nobody clears what they cannot see, and what was cleared or declined has
 * a reason (ABA Model Rules 1.7 and 1.10).
 */
gboolean
haven_conflict_check_holds (const HavenConflictCheck *check, GError **error)
{
  g_autofree char *reason = g_strstrip (g_strdup (check->reason ? check->reason : ""));

  if (!fits_what_was_found (check))
    {
      g_set_error_literal (error, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_BAD_OUTCOME,
                           check->behind_the_wall
                               ? _ ("A match exists that is not open to you. Ask the legal supervisor.")
                               : _ ("This does not fit what was found. Look for conflicts again."));
      return FALSE;
    }
  if ((g_str_equal (check->outcome, "cleared") || g_str_equal (check->outcome, "declined")) &&
      g_utf8_strlen (reason, -1) < HAVEN_CONFLICT_LEAST_REASON)
    {
      g_set_error_literal (error, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_MISSING_REASON,
                           _ ("Say why, in a few words: it is kept with the check."));
      return FALSE;
    }
  return TRUE;
}

/** Whether somebody who was looked for may take part: nothing was found, or it was cleared. */
gboolean
haven_conflict_outcome_allows (const char *outcome)
{
  return g_strcmp0 (outcome, "clear") == 0 || g_strcmp0 (outcome, "cleared") == 0;
}
