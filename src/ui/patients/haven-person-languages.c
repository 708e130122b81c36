/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-languages.h"

#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/uloc.h>

#define CODES "haven-codes"

typedef struct
{
  char *code;
  char *name;
  char *key;
} Language;

/* What people speak and read that is no language of its own to ISO 639, or whose script must be told. */
static const char *const others[] = { "ase", "zh-Hans", "zh-Hant", "yue", "pt-BR", "prs", "mam", "kek", "quc", "kjb" };

static void
free_language (gpointer data)
{
  Language *language = data;

  g_free (language->code);
  g_free (language->name);
  g_free (language->key);
  g_free (language);
}

static int
compare_languages (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Language *const *) a)->key, (*(Language *const *) b)->key);
}

/* A code without a name would be a riddle on the screen. */
static void
add_language (GPtrArray *languages, GHashTable *seen, const char *code)
{
  g_autofree char *name = haven_words_dup_language (code);
  Language *language;

  if (g_str_equal (name, code) || !g_hash_table_add (seen, g_strdup (name)))
    return;
  language = g_new0 (Language, 1);
  language->code = g_strdup (code);
  language->key = g_utf8_collate_key (name, -1);
  language->name = g_steal_pointer (&name);
  g_ptr_array_add (languages, language);
}

static GPtrArray *
collect_languages (void)
{
  GPtrArray *languages = g_ptr_array_new_with_free_func (free_language);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *codes = uloc_getISOLanguages ();

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    add_language (languages, seen, others[i]);
  for (gsize i = 0; codes[i] != NULL; i++)
    if (strcmp (codes[i], "zh") != 0)
      add_language (languages, seen, codes[i]);
  g_ptr_array_sort (languages, compare_languages);
  return languages;
}

/** Returns: (transfer full): the names of languages as the screen's language orders them */
GtkStringList *
haven_person_languages_new (void)
{
  g_autoptr (GPtrArray) languages = collect_languages ();
  GtkStringList *self = gtk_string_list_new (NULL);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  gtk_string_list_append (self, _("Not known yet"));
  g_ptr_array_add (codes, NULL);
  for (guint i = 0; i < languages->len; i++)
    {
      Language *language = g_ptr_array_index (languages, i);

      gtk_string_list_append (self, language->name);
      g_ptr_array_add (codes, g_strdup (language->code));
    }
  g_object_set_data_full (G_OBJECT (self), CODES, codes, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/** Fills a choice with the languages, to be searched by their names. */
void
haven_person_languages_offer (GtkStringList *self, AdwComboRow *row)
{
  g_return_if_fail (GTK_IS_STRING_LIST (self) && ADW_IS_COMBO_ROW (row));
  adw_combo_row_set_expression (row, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  adw_combo_row_set_model (row, G_LIST_MODEL (self));
}

/** Returns: (transfer none) (nullable): the BCP 47 code of an entry; %NULL for “not known yet” */
const char *
haven_person_languages_get_code (GtkStringList *self, guint position)
{
  GPtrArray *codes = g_object_get_data (G_OBJECT (self), CODES);

  g_return_val_if_fail (codes != NULL, NULL);
  return position < codes->len ? g_ptr_array_index (codes, position) : NULL;
}
