/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-stages.h"

#include "haven-matter-type.h"
#include "haven-seeds.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenMatterStages
{
  JsonNode *node;
  JsonObject *root; /* borrowed from @node */
};

/* What a stage may need, and how to say that it is missing. */
static const HavenChoice needs[] = {
  { "filed_on", N_ ("the day on which it was sent") },
  { "receipt_method", N_ ("how it was sent") },
  { "outcome", N_ ("the outcome") },
  { "hold_reason", N_ ("the reason for the hold") },
  { NULL, NULL },
};

/** Returns: (nullable): what is needed, in words, for gettext() */
const char *
haven_matter_stages_get_need_words (const char *need)
{
  const HavenChoice *choice = haven_choice_find (needs, need);

  return choice ? choice->label : NULL;
}

static gboolean
holds (JsonArray *array, const char *text)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), text) == 0)
      return TRUE;
  return FALSE;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  return object && json_object_has_member (object, member) ? json_object_get_array_member (object, member) : NULL;
}

/* Returns: (nullable): the member of @list whose @key is @value */
static JsonObject *
find (JsonArray *list, const char *key, const char *value)
{
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (g_strcmp0 (json_object_get_string_member (object, key), value) == 0)
        return object;
    }
  return NULL;
}

HavenMatterStages *
haven_matter_stages_load (GError **error)
{
  g_autoptr (HavenMatterStages) self = g_new0 (HavenMatterStages, 1);

  self->node = haven_seeds_lookup_json ("rules/matter-stages.json", error);
  if (self->node == NULL)
    return NULL;
  self->root = json_node_get_object (self->node);
  return g_steal_pointer (&self);
}

void
haven_matter_stages_free (HavenMatterStages *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->node, json_node_unref);
  g_free (self);
}

/** Whether matters of that type go through that stage at all. */
gboolean
haven_matter_stages_apply (HavenMatterStages *self, const char *type, const char *stage)
{
  JsonObject *only = find (get_array (self->root, "only"), "stage", stage);

  return find (get_array (self->root, "stages"), "code", stage) != NULL &&
         (only == NULL || holds (get_array (only, "types"), type));
}

/* A stage that matters of this type leave out is walked through. */
static gboolean
leads_to (HavenMatterStages *self, const char *type, const char *from, const char *to, GHashTable *seen)
{
  JsonArray *next = get_array (find (get_array (self->root, "stages"), "code", from), "next");

  if (!g_hash_table_add (seen, (gpointer) from))
    return FALSE;
  if (holds (next, to))
    return TRUE;
  for (guint i = 0; next && i < json_array_get_length (next); i++)
    {
      const char *stage = json_array_get_string_element (next, i);

      if (!haven_matter_stages_apply (self, type, stage) && leads_to (self, type, stage, to, seen))
        return TRUE;
    }
  return FALSE;
}

/** Whether a matter of @type goes from one stage to another without a reason being asked for. */
gboolean
haven_matter_stages_may_follow (HavenMatterStages *self, const char *type, const char *from, const char *to)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_strcmp0 (from, to) == 0)
    return TRUE;
  if (!haven_matter_stages_apply (self, type, to) || !haven_matter_stage_is_open (from))
    return FALSE;
  if (holds (get_array (self->root, "from_any_open"), to))
    return TRUE;
  if (g_strcmp0 (from, "screening") == 0 && holds (get_array (self->root, "before_accepted"), to))
    return TRUE;
  return leads_to (self, type, from, to, seen);
}

static gboolean
has (const HavenMatter *matter, const char *need)
{
  if (g_str_equal (need, "filed_on"))
    return haven_date_is_set (matter->filed_on);
  if (g_str_equal (need, "receipt_method"))
    return !haven_text_is_blank (matter->receipt_method);
  if (g_str_equal (need, "outcome"))
    return !haven_text_is_blank (matter->outcome);
  return !g_str_equal (need, "hold_reason") || !haven_text_is_blank (matter->hold_reason);
}

/** Returns: (transfer full): the names of what the stage of @matter needs and what is not given; empty: it is whole */
char **
haven_matter_stages_dup_missing (HavenMatterStages *self, const HavenMatter *matter)
{
  JsonArray *list = get_array (find (get_array (self->root, "stages"), "code", matter->stage), "needs");
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    if (!has (matter, json_array_get_string_element (list, i)))
      g_strv_builder_add (missing, json_array_get_string_element (list, i));
  return g_strv_builder_end (missing);
}

/* ── Numbers ──────────────────────────────────────────────────────────────── */

/* Letters and digits alone, in capitals: people write spaces and hyphens. */
static char *
dup_bare (const char *text)
{
  GString *bare = g_string_new (NULL);

  for (const char *at = text; at && *at; at++)
    if (!g_ascii_isspace (*at) && *at != '-')
      g_string_append_c (bare, g_ascii_toupper (*at));
  return g_string_free (bare, FALSE);
}

static gboolean
are_digits (const char *text, gsize least, gsize most)
{
  gsize n = strspn (text, "0123456789");

  return text[n] == '\0' && n >= least && n <= most;
}

/**
 * haven_receipt_number_dup_clean:
 *
 * Returns: (transfer full) (nullable): three letters and ten digits, as USCIS prints it; %NULL where nothing was given,
 *   and with @error where it is no such number
 */
char *
haven_receipt_number_dup_clean (const char *text, GError **error)
{
  g_autofree char *bare = dup_bare (text);

  if (*bare == '\0')
    return NULL;
  if (strspn (bare, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && are_digits (bare + 3, 10, 10))
    return g_steal_pointer (&bare);
  g_set_error_literal (error,
                       HAVEN_MATTER_ERROR,
                       HAVEN_MATTER_ERROR_UNKNOWN_VALUE,
                       _ ("A receipt number has three letters and ten digits, as EAC2612345678."));
  return NULL;
}

/**
 * haven_alien_number_dup_clean:
 *
 * Returns: (transfer full) (nullable): A and nine digits, with zeros in front where there were seven or eight; %NULL
 *   where nothing was given, and with @error where it is no such number
 */
char *
haven_alien_number_dup_clean (const char *text, GError **error)
{
  g_autofree char *bare = dup_bare (text);
  const char *digits = *bare == 'A' ? bare + 1 : bare;

  if (*bare == '\0')
    return NULL;
  if (are_digits (digits, 7, 9))
    return g_strdup_printf ("A%.*s%s", (int) (9 - strlen (digits)), "00", digits);
  g_set_error_literal (error,
                       HAVEN_MATTER_ERROR,
                       HAVEN_MATTER_ERROR_UNKNOWN_VALUE,
                       _ ("An A-number has seven to nine digits, as A098765432."));
  return NULL;
}
