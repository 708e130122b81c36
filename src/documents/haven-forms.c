/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-forms.h"

#include "haven-document-error.h"
#include "haven-document-language.h"
#include "haven-seeds.h"

#include <string.h>

#define COMMON "paper"

/* Where a translation stands. Of those that Haven brings, hardly any is needed by one paper: each is read once. */
typedef struct
{
  char *file; /* nullable: below seeds/translations, and not read yet */
  HavenTranslation *translation;
} Shelf;

struct _HavenForms
{
  GObject parent_instance;

  HavenForms *base;         /* nullable: what is not here is looked for there */
  HavenForm *common;        /* of those that have no base */
  GHashTable *forms;        /* code → HavenForm */
  GHashTable *translations; /* code.language → Shelf */
  GMutex reading;           /* of a file that Haven brings, the first time that somebody asks for it */
  GHashTable *read;         /* sums of the form files that counsel has read */
};

G_DEFINE_FINAL_TYPE (HavenForms, haven_forms, G_TYPE_OBJECT)

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char **
dup_sorted (GPtrArray *strings)
{
  g_ptr_array_sort (strings, compare_strings);
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_free (strings, FALSE);
}

static const HavenForm *
find_form (HavenForms *self, const char *code)
{
  const HavenForm *form = NULL;

  if (g_strcmp0 (code, COMMON) == 0)
    return haven_forms_get_common (self);
  for (HavenForms *at = self; at != NULL && form == NULL; at = at->base)
    form = g_hash_table_lookup (at->forms, code);
  return form;
}

static void
free_shelf (gpointer data)
{
  Shelf *shelf = data;

  g_free (shelf->file);
  g_clear_pointer (&shelf->translation, haven_translation_free);
  g_free (shelf);
}

static Shelf *
find_shelf (HavenForms *self, const char *code, const char *language, HavenForms **at)
{
  g_autofree char *key = g_strconcat (code, ".", language, NULL);
  Shelf *shelf = NULL;

  for (*at = self; *at != NULL; *at = (*at)->base)
    if ((shelf = g_hash_table_lookup ((*at)->translations, key)) != NULL)
      break;
  return shelf;
}

static gboolean
check_same_placeholders (const HavenFormText *text,
                         const char *translated,
                         const char *file,
                         GError **error)
{
  g_auto (GStrv) ours = haven_form_dup_placeholders (text->text);
  g_auto (GStrv) theirs = haven_form_dup_placeholders (translated);

  if (g_strv_equal ((const char *const *) ours, (const char *const *) theirs))
    return TRUE;
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID,
               "The translation “%s” must have the same words in braces as the English text “%s”",
               file, text->id);
  return FALSE;
}

static gboolean
check_translation (const HavenForm *form, const HavenTranslation *translation, GError **error)
{
  g_autofree char *file =
      g_strdup_printf ("%s.%s.po", form->code, haven_translation_get_language (translation));
  g_auto (GStrv) ids = haven_translation_dup_ids (translation);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      const HavenFormText *text = haven_form_find_text (form, ids[i]);
      HavenTranslationState state;
      const char *translated;

      if (text == NULL)
        continue; /* a text of another version */
      translated = haven_translation_lookup (translation, ids[i], text->text, &state);
      if (translated != NULL && state != HAVEN_TRANSLATION_OUTDATED &&
          !check_same_placeholders (text, translated, file, error))
        return FALSE;
    }
  return TRUE;
}

static HavenTranslation *
read_file (HavenForms *self, const char *code, const char *language, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("translations/", file, NULL);
  g_autoptr (GBytes) po = haven_seeds_lookup (path, &error);
  g_autoptr (HavenTranslation) translation = po ? haven_translation_parse (code, language, po, &error) : NULL;

  if (translation != NULL && check_translation (find_form (self, code), translation, &error))
    return g_steal_pointer (&translation);
  /* It is a part of the program: the tests read each of them. */
  g_critical ("The translation “%s” that belongs to Haven cannot be used: %s", file, error->message);
  return NULL;
}

/** Returns: (nullable): what there is of a form in @language, be it complete or not */
const HavenTranslation *
haven_forms_find_translation (HavenForms *self, const char *code, const char *language)
{
  HavenForms *at;
  Shelf *shelf = find_shelf (self, code, language, &at);
  g_autoptr (GMutexLocker) locker = NULL;

  if (shelf == NULL)
    return NULL;
  locker = g_mutex_locker_new (&at->reading);
  if (shelf->file != NULL)
    {
      shelf->translation = read_file (at, code, language, shelf->file);
      g_clear_pointer (&shelf->file, g_free);
    }
  return shelf->translation;
}

/**
 * haven_forms_take_translation:
 * @translation: (transfer full): kept only when it fits the form; replaces the one of its language
 *
 * A vault's own translations come in here, over those that Haven brings.
 */
gboolean
haven_forms_take_translation (HavenForms *self,
                              const char *code,
                              HavenTranslation *translation,
                              GError **error)
{
  g_autoptr (HavenTranslation) taken = translation;
  const HavenForm *form;
  Shelf *shelf;

  g_return_val_if_fail (HAVEN_IS_FORMS (self), FALSE);

  form = find_form (self, code);
  if (form == NULL)
    return haven_forms_lookup (self, code, error) != NULL;
  if (!check_translation (form, taken, error))
    return FALSE;
  shelf = g_new0 (Shelf, 1);
  shelf->translation = g_steal_pointer (&taken);
  g_hash_table_replace (self->translations,
                        g_strconcat (code, ".", haven_translation_get_language (shelf->translation), NULL),
                        shelf);
  return TRUE;
}

/** Adds a form from its file, or replaces the one of the same code; nothing changes where it is
 * refused. */
gboolean
haven_forms_add_form (HavenForms *self, GBytes *json, GError **error)
{
  HavenForm *form;

  g_return_val_if_fail (HAVEN_IS_FORMS (self), FALSE);

  form = haven_form_parse (json, haven_forms_get_common (self), error);
  if (form == NULL)
    return FALSE;
  g_hash_table_replace (self->forms, g_strdup (form->code), form);
  return TRUE;
}

// ── Loading what Haven brings ───────────────────────────────────────────────

static gboolean
load_forms (HavenForms *self, GError **error)
{
  g_auto (GStrv) names = haven_seeds_list ("forms");

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("forms/", names[i], NULL);
      g_autoptr (GBytes) json = NULL;

      if (g_str_equal (names[i], COMMON ".json"))
        continue;
      json = haven_seeds_lookup (path, error);
      if (json == NULL || !haven_forms_add_form (self, json, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_translation (HavenForms *self, const char *name, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", -1);
  Shelf *shelf;

  if (g_strv_length (parts) != 3 || !haven_document_language_is_tag (parts[1]))
    {
      g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID,
                   "The translation “%s” must be called FORM.LANGUAGE.po", name);
      return FALSE;
    }
  if (find_form (self, parts[0]) == NULL)
    return haven_forms_lookup (self, parts[0], error) != NULL;
  shelf = g_new0 (Shelf, 1);
  shelf->file = g_strdup (name);
  g_hash_table_replace (self->translations, g_strconcat (parts[0], ".", parts[1], NULL), shelf);
  return TRUE;
}

static gboolean
note_translations (HavenForms *self, GError **error)
{
  g_auto (GStrv) names = haven_seeds_list ("translations");

  for (gsize i = 0; names[i] != NULL; i++)
    if (!note_translation (self, names[i], error))
      return FALSE;
  return TRUE;
}

// ── Overrides ───────────────────────────────────────────────────────────────

static void
haven_forms_finalize (GObject *object)
{
  HavenForms *self = HAVEN_FORMS (object);

  g_clear_pointer (&self->common, haven_form_free);
  g_clear_object (&self->base);
  g_hash_table_unref (self->forms);
  g_hash_table_unref (self->translations);
  g_hash_table_unref (self->read);
  g_mutex_clear (&self->reading);
  G_OBJECT_CLASS (haven_forms_parent_class)->finalize (object);
}

static void
haven_forms_class_init (HavenFormsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_forms_finalize;
}

static void
haven_forms_init (HavenForms *self)
{
  self->forms =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) haven_form_free);
  self->translations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_shelf);
  g_mutex_init (&self->reading);
  self->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

// ── Public ──────────────────────────────────────────────────────────────────

/**
 * haven_forms_new:
 * @common: the file with the texts that all papers share
 *
 * Returns: (transfer full): forms without any form yet
 */
HavenForms *
haven_forms_new (GBytes *common, GError **error)
{
  g_autoptr (HavenForms) self = g_object_new (HAVEN_TYPE_FORMS, NULL);

  self->common = haven_form_parse (common, NULL, error);
  return self->common != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * haven_forms_load:
 *
 * Returns: (transfer full): the forms and translations that Haven brings. They do not change
 * afterwards unless something is added, and may be read from any thread then.
 */
HavenForms *
haven_forms_load (GError **error)
{
  g_autoptr (GBytes) common = haven_seeds_lookup ("forms/" COMMON ".json", error);
  g_autoptr (HavenForms) self = common ? haven_forms_new (common, error) : NULL;

  if (self == NULL || !load_forms (self, error) || !note_translations (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * haven_forms_new_over:
 * @base: forms that do not change any more
 *
 * Returns: (transfer full): all that is in @base, over which a clinic's own forms and translations are laid
 */
HavenForms *
haven_forms_new_over (HavenForms *base)
{
  HavenForms *self = g_object_new (HAVEN_TYPE_FORMS, NULL);

  self->base = g_object_ref (base);
  return self;
}

/** Notes that a lawyer of the clinic has read the form file with this sum (SHA-256): it bears no mark any more. */
void
haven_forms_note_counsel_review (HavenForms *self, const char *sha256)
{
  g_hash_table_add (self->read, g_strdup (sha256));
}

/** Whether papers of this form say that no lawyer of the clinic has read it yet. */
gboolean
haven_forms_awaits_counsel (HavenForms *self, const HavenForm *form)
{
  for (HavenForms *at = self; at != NULL; at = at->base)
    if (g_hash_table_contains (at->read, form->sha256))
      return FALSE;
  return form->needs_counsel_review;
}

/** Returns: (transfer full): the codes of all forms, sorted */
char **
haven_forms_dup_codes (HavenForms *self)
{
  GPtrArray *codes = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (HavenForms *at = self; at != NULL; at = at->base)
    {
      GHashTableIter iter;
      gpointer code;

      g_hash_table_iter_init (&iter, at->forms);
      while (g_hash_table_iter_next (&iter, &code, NULL))
        if (g_hash_table_add (known, code))
          g_ptr_array_add (codes, g_strdup (code));
    }
  return dup_sorted (codes);
}

static void
add_languages (HavenForms *self, const char *prefix, GHashTable *languages)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->translations);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, prefix))
      g_hash_table_add (languages, (char *) key + strlen (prefix));
}

/** Returns: (transfer full): the languages that the form exists in, sorted: its own, and those of
 * its translations */
char **
haven_forms_dup_languages (HavenForms *self, const char *code)
{
  GPtrArray *languages = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *prefix = g_strconcat (code, ".", NULL);
  GHashTableIter iter;
  gpointer language;
  HavenForms *at;

  for (at = self; at != NULL; at = at->base)
    add_languages (at, prefix, known);
  g_ptr_array_add (languages, g_strdup (HAVEN_FORMS_SOURCE_LANGUAGE));
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &language, NULL))
    if (find_shelf (self, COMMON, language, &at))
      g_ptr_array_add (languages, g_strdup (language));
  return dup_sorted (languages);
}

/** Returns: (transfer none): the form, or %NULL with an error that lists those there are */
const HavenForm *
haven_forms_lookup (HavenForms *self, const char *code, GError **error)
{
  const HavenForm *form = code && g_strcmp0 (code, COMMON) != 0 ? find_form (self, code) : NULL;
  g_auto (GStrv) codes = NULL;
  g_autofree char *list = NULL;

  if (form != NULL)
    return form;
  codes = haven_forms_dup_codes (self);
  list = g_strjoinv (", ", codes);
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_UNKNOWN,
               "There is no form “%s”; there are: %s", code ? code : "", list);
  return NULL;
}

/** Returns: (transfer none): what all papers share */
const HavenForm *
haven_forms_get_common (HavenForms *self)
{
  while (self->base != NULL)
    self = self->base;
  return self->common;
}

/** Returns: (transfer none): those at the bottom, which Haven brings; @self where nothing lies below it */
HavenForms *
haven_forms_get_base (HavenForms *self)
{
  g_return_val_if_fail (HAVEN_IS_FORMS (self), NULL);
  while (self->base != NULL)
    self = self->base;
  return self;
}

/**
 * haven_forms_lookup_translation:
 * @code: a form's code, or `paper` for what all papers share
 *
 * Returns: (transfer none) (nullable): the translation; %NULL without an error for the language
 * that forms are written in; %NULL with an error that lists the languages where the form is not in
 * @language
 */
const HavenTranslation *
haven_forms_lookup_translation (HavenForms *self,
                                const char *code,
                                const char *language,
                                GError **error)
{
  const HavenTranslation *translation = NULL;
  g_auto (GStrv) languages = NULL;
  g_autofree char *list = NULL;

  if (g_strcmp0 (language, HAVEN_FORMS_SOURCE_LANGUAGE) == 0)
    return NULL;
  if (haven_document_language_is_tag (language) &&
      haven_forms_find_translation (self, COMMON, language) != NULL)
    translation = haven_forms_find_translation (self, code, language);
  if (translation != NULL)
    return translation;
  languages = haven_forms_dup_languages (self, code);
  list = g_strjoinv (", ", languages);
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_LANGUAGE_UNKNOWN,
               "The form “%s” is not there in the language “%s”; it is there in: %s", code,
               language ? language : "", list);
  return NULL;
}

static HavenTranslationState
get_lowest_state (const HavenForm *form, const HavenTranslation *translation, char **first_id)
{
  HavenTranslationState lowest = HAVEN_TRANSLATION_APPROVED;

  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (form->order, i);
      HavenTranslationState state;

      haven_translation_lookup (translation, text->id, text->text, &state);
      if (state < lowest)
        {
          lowest = state;
          g_free (*first_id);
          *first_id = g_strdup (text->id);
        }
    }
  return lowest;
}

/**
 * haven_forms_get_state:
 * @first_id: (out) (transfer full): the first text in that state; %NULL when all is approved
 *
 * Returns: the state of the weakest text of the paper: one that is missing makes the whole unusable
 */
HavenTranslationState
haven_forms_get_state (HavenForms *self, const char *code, const char *language, char **first_id)
{
  const HavenTranslation *own = haven_forms_find_translation (self, code, language);
  const HavenTranslation *common = haven_forms_find_translation (self, COMMON, language);
  HavenTranslationState state, common_state;
  g_autofree char *common_id = NULL;

  *first_id = NULL;
  if (g_strcmp0 (language, HAVEN_FORMS_SOURCE_LANGUAGE) == 0)
    return HAVEN_TRANSLATION_APPROVED;
  if (own == NULL || common == NULL)
    return HAVEN_TRANSLATION_MISSING;
  state = get_lowest_state (find_form (self, code), own, first_id);
  common_state = get_lowest_state (haven_forms_get_common (self), common, &common_id);
  if (common_state >= state)
    return state;
  g_free (*first_id);
  *first_id = g_steal_pointer (&common_id);
  return common_state;
}
