/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-clinic-forms.h"

#include "haven-form-records.h"
#include "haven-translations-service.h"

typedef struct
{
  GPtrArray *forms;
  GPtrArray *reviews;
  GPtrArray *texts;
} Rows;

static gboolean
read_rows (HavenTransaction *transaction, gpointer data, GError **error)
{
  Rows *rows = data;

  rows->forms = haven_transaction_list (transaction, &haven_clinic_form_info, NULL, NULL, "added_at", error);
  if (rows->forms != NULL)
    rows->reviews = haven_transaction_list (transaction, &haven_counsel_review_info, NULL, NULL, NULL, error);
  if (rows->reviews != NULL)
    rows->texts = haven_transaction_list (transaction, &haven_translated_text_info, NULL, NULL, "translated_at", error);
  return rows->texts != NULL;
}

static void
clear_rows (Rows *rows)
{
  g_clear_pointer (&rows->forms, g_ptr_array_unref);
  g_clear_pointer (&rows->reviews, g_ptr_array_unref);
  g_clear_pointer (&rows->texts, g_ptr_array_unref);
}

static gboolean
lay_forms (HavenForms *forms, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HavenClinicForm *row = rows->pdata[i];

      if (row->retired_at == 0 && !haven_forms_add_form (forms, row->file, error))
        return FALSE;
    }
  return TRUE;
}

/* Texts of one form in one language follow one another in no order: each pair is laid over once. */
static gboolean
lay_texts (HavenForms *forms, GPtrArray *texts, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      const HavenTranslatedText *text = texts->pdata[i];
      char *key = g_strconcat (text->form_code, ".", text->language, NULL);
      HavenTranslation *merged;

      if (!g_hash_table_add (done, key))
        continue;
      merged = haven_translations_merge (forms, text->form_code, text->language, texts);
      if (merged != NULL && !haven_forms_take_translation (forms, text->form_code, merged, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * haven_clinic_forms_read:
 * @shipped: the forms that Haven brings
 *
 * Reads what the clinic has of its own: forms, translations, and what its lawyer read. Waits for the store.
 *
 * Returns: (transfer full): @shipped with all that laid over it
 */
HavenForms *
haven_clinic_forms_read (HavenSession *session, HavenForms *shipped, GError **error)
{
  g_autoptr (HavenForms) forms = haven_forms_new_over (shipped);
  Rows rows = { 0 };
  gboolean laid = FALSE;

  if (haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "clinic_form", NULL, NULL, read_rows, &rows, error) &&
      lay_forms (forms, rows.forms, error))
    {
      for (guint i = 0; i < rows.reviews->len; i++)
        haven_forms_note_counsel_review (forms, ((const HavenCounselReview *) rows.reviews->pdata[i])->form_sha256);
      laid = lay_texts (forms, rows.texts, error);
    }
  clear_rows (&rows);
  return laid ? g_steal_pointer (&forms) : NULL;
}

/** Whether a change of such a record makes other papers. */
gboolean
haven_clinic_forms_concern (const HavenRecordInfo *info)
{
  return info == &haven_clinic_form_info || info == &haven_counsel_review_info || info == &haven_translated_text_info;
}

/** Whether forms or translations are others than before @changes. */
gboolean
haven_clinic_forms_touched (HavenChanges *changes)
{
  return haven_changes_touch (changes, haven_clinic_form_info.name) ||
         haven_changes_touch (changes, haven_counsel_review_info.name) ||
         haven_changes_touch (changes, haven_translated_text_info.name);
}
