/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-draft-content.h"

#include "haven-store-error.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MOST_FIELDS 64

struct _HavenDraftContent
{
  GHashTable *texts; /* name → text */
  char *focus;       /* nullable: the field with the cursor */
  gint64 caret;      /* in it, in characters */
  HavenInstant saved_at;
};

HavenDraftContent *
haven_draft_content_new (void)
{
  HavenDraftContent *self = g_new0 (HavenDraftContent, 1);

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

HavenDraftContent *
haven_draft_content_copy (const HavenDraftContent *self)
{
  HavenDraftContent *copy = haven_draft_content_new ();
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    haven_draft_content_set (copy, name, text);
  haven_draft_content_set_caret (copy, self->focus, self->caret);
  copy->saved_at = self->saved_at;
  return copy;
}

void
haven_draft_content_free (HavenDraftContent *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->texts);
  g_free (self->focus);
  g_free (self);
}

/** @text: (nullable): %NULL is the same as nothing typed */
void
haven_draft_content_set (HavenDraftContent *self, const char *name, const char *text)
{
  g_return_if_fail (self != NULL && name != NULL);
  g_hash_table_replace (self->texts, g_strdup (name), g_strdup (text ? text : ""));
}

/** Returns: (transfer none) (nullable): %NULL where the draft does not know the field */
const char *
haven_draft_content_get (const HavenDraftContent *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  return g_hash_table_lookup (self->texts, name);
}

/** @name: (nullable): the field; @caret: where in it, in characters */
void
haven_draft_content_set_caret (HavenDraftContent *self, const char *name, gint64 caret)
{
  g_return_if_fail (self != NULL);
  g_set_str (&self->focus, name);
  self->caret = MAX (caret, 0);
}

/** Returns: (transfer none) (nullable): the field that had the cursor */
const char *
haven_draft_content_get_caret (const HavenDraftContent *self, gint64 *caret)
{
  g_return_val_if_fail (self != NULL, NULL);
  *caret = self->caret;
  return self->focus;
}

void
haven_draft_content_set_saved_at (HavenDraftContent *self, HavenInstant saved_at)
{
  g_return_if_fail (self != NULL);
  self->saved_at = saved_at;
}

HavenInstant
haven_draft_content_get_saved_at (const HavenDraftContent *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->saved_at;
}

static gboolean
is_same_text (gpointer name, gpointer text, gpointer other)
{
  return g_strcmp0 (text, g_hash_table_lookup (((HavenDraftContent *) other)->texts, name)) == 0;
}

/** Forgets each text that stands in @same as well. */
void
haven_draft_content_leave_out (HavenDraftContent *self, const HavenDraftContent *same)
{
  g_return_if_fail (self != NULL && same != NULL);
  g_hash_table_foreach_remove (self->texts, is_same_text, (gpointer) same);
}

/** Whether the same was typed, wherever the cursor is. */
gboolean
haven_draft_content_has_same_texts (const HavenDraftContent *a, const HavenDraftContent *b)
{
  GHashTableIter iter;
  gpointer name, text;

  if (a == NULL || b == NULL)
    return a == b;
  if (g_hash_table_size (a->texts) != g_hash_table_size (b->texts))
    return FALSE;
  g_hash_table_iter_init (&iter, a->texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (g_strcmp0 (text, g_hash_table_lookup (b->texts, name)) != 0)
      return FALSE;
  return TRUE;
}

/** Whether nothing need be written where @b stands already. */
gboolean
haven_draft_content_equal (const HavenDraftContent *a, const HavenDraftContent *b)
{
  return haven_draft_content_has_same_texts (a, b) &&
         (a == NULL || (g_strcmp0 (a->focus, b->focus) == 0 && a->caret == b->caret));
}

/* ── As one text ──────────────────────────────────────────────────────────── */

static void
set_too_long (GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("This is too long to be kept as a draft: at most %d kilobytes fit. Shorten it, or write it in two parts."),
               HAVEN_DRAFT_LONGEST / 1024);
}

static gboolean
check_text (const char *text, GError **error)
{
  if (strlen (text) > HAVEN_DRAFT_LONGEST)
    {
      set_too_long (error);
      return FALSE;
    }
  if (g_utf8_validate (text, -1, NULL))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONSTRAINT,
                       _ ("This holds bytes that are no letters, so it cannot be kept as a draft. "
                          "Paste it again as plain text."));
  return FALSE;
}

static char *
write_json (const HavenDraftContent *self, GPtrArray *names)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new (), *texts = json_object_new ();

  for (guint i = 0; i < names->len; i++)
    json_object_set_string_member (texts, names->pdata[i], g_hash_table_lookup (self->texts, names->pdata[i]));
  json_object_set_object_member (object, "texts", texts);
  if (self->focus != NULL)
    {
      json_object_set_string_member (object, "focus", self->focus);
      json_object_set_int_member (object, "caret", self->caret);
    }
  json_node_take_object (root, object);
  return json_to_string (root, FALSE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/** Returns: (transfer full) (nullable): JSON; what is too long or no UTF-8 is %HAVEN_STORE_ERROR_CONSTRAINT */
char *
haven_draft_content_to_text (const HavenDraftContent *self, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  names = g_hash_table_get_keys_as_ptr_array (self->texts);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (!check_text (names->pdata[i], error) ||
        !check_text (g_hash_table_lookup (self->texts, names->pdata[i]), error))
      return NULL;
  text = write_json (self, names);
  if (strlen (text) > HAVEN_DRAFT_LONGEST || names->len > MOST_FIELDS)
    {
      set_too_long (error);
      return NULL;
    }
  return g_steal_pointer (&text);
}

static gboolean
is_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
read_texts (HavenDraftContent *self, JsonObject *texts)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (json_object_get_size (texts) > MOST_FIELDS)
    return FALSE;
  json_object_iter_init (&iter, texts);
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!is_text (node))
        return FALSE;
      haven_draft_content_set (self, name, json_node_get_string (node));
    }
  return TRUE;
}

static gboolean
read_object (HavenDraftContent *self, JsonObject *object)
{
  JsonNode *texts = json_object_get_member (object, "texts");
  JsonNode *focus = json_object_get_member (object, "focus");

  if (texts == NULL || !JSON_NODE_HOLDS_OBJECT (texts) || !read_texts (self, json_node_get_object (texts)))
    return FALSE;
  if (is_text (focus))
    haven_draft_content_set_caret (self,
                                   json_node_get_string (focus),
                                   json_object_get_int_member_with_default (object, "caret", 0));
  return TRUE;
}

/** Returns: (transfer full) (nullable): what was written; anything else is %HAVEN_STORE_ERROR_DAMAGED */
HavenDraftContent *
haven_draft_content_from_text (const char *text, GError **error)
{
  g_autoptr (HavenDraftContent) self = haven_draft_content_new ();
  g_autoptr (JsonNode) root = NULL;

  if (text != NULL && strlen (text) <= HAVEN_DRAFT_LONGEST && g_utf8_validate (text, -1, NULL))
    root = json_from_string (text, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root) && read_object (self, json_node_get_object (root)))
    return g_steal_pointer (&self);
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_DAMAGED,
                       _ ("Something was left unfinished here, and it cannot be read. Discard it and write it again."));
  return NULL;
}
