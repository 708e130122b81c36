/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translations-service.h"

#include "haven-document-language.h"
#include "haven-id.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define COMMON "paper"
#define LONGEST_TEXT 8000 /* characters */

static const char *const state_codes[] = {
  [HAVEN_TRANSLATION_MACHINE] = "machine",
  [HAVEN_TRANSLATION_DRAFT] = "draft",
  [HAVEN_TRANSLATION_REVIEWED] = "reviewed",
  [HAVEN_TRANSLATION_APPROVED] = "approved",
};

void
haven_translation_unit_free (HavenTranslationUnit *self)
{
  if (self == NULL)
    return;
  g_free (self->text_id);
  g_free (self->source);
  g_free (self->text);
  g_free (self->translator_id);
  g_free (self->reviewer_id);
  g_free (self->made_for);
  g_free (self);
}

/* ── What there is ────────────────────────────────────────────────────────── */

static HavenTranslationState
parse_state (const char *code)
{
  for (guint i = HAVEN_TRANSLATION_MACHINE; i < G_N_ELEMENTS (state_codes); i++)
    if (state_codes[i] != NULL && g_strcmp0 (state_codes[i], code) == 0)
      return (HavenTranslationState) i;
  return HAVEN_TRANSLATION_DRAFT;
}

static const HavenForm *
find_form (HavenForms *forms, const char *form_code, GError **error)
{
  return g_strcmp0 (form_code, COMMON) == 0 ? haven_forms_get_common (forms) : haven_forms_lookup (forms, form_code, error);
}

/* What a clinic wrote for this version counts; else what it wrote last for another one. */
static const HavenTranslatedText *
choose_row (GPtrArray *rows, const HavenForm *form, const char *language, const char *text_id)
{
  const HavenTranslatedText *chosen = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const HavenTranslatedText *row = rows->pdata[i];

      if (strcmp (row->form_code, form->code) != 0 || strcmp (row->language, language) != 0 ||
          strcmp (row->text_id, text_id) != 0)
        continue;
      if (strcmp (row->form_version, form->version) == 0)
        return row;
      if (chosen == NULL || row->translated_at > chosen->translated_at)
        chosen = row;
    }
  return chosen;
}

/**
 * haven_translations_merge:
 * @texts: (element-type HavenTranslatedText): rows of the clinic, those of other forms and languages among them
 *
 * Returns: (transfer full) (nullable): a form's texts in a language, the clinic's own over those that Haven brings;
 *   %NULL where there is no such form any more
 */
HavenTranslation *
haven_translations_merge (HavenForms *forms, const char *form_code, const char *language, GPtrArray *texts)
{
  const HavenForm *form = find_form (forms, form_code, NULL);
  const HavenTranslation *shipped = form ? haven_forms_find_translation (forms, form_code, language) : NULL;
  HavenTranslation *merged = form ? haven_translation_new (form_code, language) : NULL;

  for (guint i = 0; form != NULL && i < form->order->len; i++)
    {
      const HavenFormText *text = form->order->pdata[i];
      const HavenTranslatedText *row = choose_row (texts, form, language, text->id);

      if (row != NULL)
        haven_translation_set (merged, text->id, row->source, row->text, parse_state (row->state));
      else if (shipped != NULL)
        haven_translation_copy_entry (merged, shipped, text->id);
    }
  return merged;
}

static gboolean
check_language (const char *language, GError **error)
{
  if (haven_document_language_is_tag (language) && strcmp (language, "en") != 0)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("“%s” is no language that a form could be in. Give a tag such as es, ar or zh-Hans."),
               language ? language : "");
  return FALSE;
}

/* What is there of this very version; 0: nothing of the clinic's own. */
static gint64
get_seen (const HavenTranslatedText *row, const HavenForm *form)
{
  return row != NULL && strcmp (row->form_version, form->version) == 0 ? row->row_version : 0;
}

static HavenTranslationUnit *
make_unit (const HavenForm *form, const HavenFormText *text, const HavenTranslation *translation, const HavenTranslatedText *row)
{
  HavenTranslationUnit *unit = g_new0 (HavenTranslationUnit, 1);

  unit->text_id = g_strdup (text->id);
  unit->source = g_strdup (text->text);
  if (translation != NULL)
    unit->text = g_strdup (haven_translation_lookup (translation, text->id, text->text, &unit->state));
  if (unit->text != NULL)
    unit->made_for = g_strdup (haven_translation_get_source (translation, text->id));
  unit->seen = get_seen (row, form);
  if (row != NULL)
    {
      unit->translator_id = g_strdup (row->translator_id);
      unit->reviewer_id = g_strdup (row->reviewer_id);
    }
  return unit;
}

/**
 * haven_translations_list:
 * @form_code: a form's, or `paper` for what all papers share
 *
 * Returns: (transfer full) (element-type HavenTranslationUnit): each text of the form, in the order of the paper
 */
GPtrArray *
haven_translations_list (HavenSession *session, const char *form_code, const char *language, GError **error)
{
  g_autoptr (HavenForms) forms = check_language (language, error) ? haven_session_dup_forms (session, error) : NULL;
  const HavenForm *form = forms ? find_form (forms, form_code, error) : NULL;
  const HavenTranslation *translation;
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *units;

  if (form == NULL)
    return NULL;
  rows = haven_session_list (session, &haven_translated_text_info, "form_code", form_code, NULL, error);
  if (rows == NULL)
    return NULL;
  translation = haven_forms_find_translation (forms, form_code, language);
  units = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_translation_unit_free);
  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = form->order->pdata[i];

      g_ptr_array_add (units, make_unit (form, text, translation, choose_row (rows, form, language, text->id)));
    }
  return units;
}

void
haven_translations_count (GPtrArray *units, HavenTranslationProgress *progress)
{
  *progress = (HavenTranslationProgress) { .n_texts = units->len };
  for (guint i = 0; i < units->len; i++)
    progress->n[((const HavenTranslationUnit *) units->pdata[i])->state]++;
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

/** Whether a translation may stand for its source: the same words in braces, and of a length that a paper can hold. */
gboolean
haven_translations_check_text (const char *source, const char *text, GError **error)
{
  g_auto (GStrv) ours = haven_form_dup_placeholders (source);
  g_auto (GStrv) theirs = NULL;

  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > LONGEST_TEXT)
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_CONSTRAINT,
                   _ ("A text of a form has at most %d letters. Make it shorter; nothing was changed."),
                   LONGEST_TEXT);
      return FALSE;
    }
  theirs = haven_form_dup_placeholders (text);
  if (g_strv_equal ((const char *const *) ours, (const char *const *) theirs))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONSTRAINT,
                       _ ("The words in braces must be the same as in the English text: they are filled in when a paper is "
                          "made. Nothing was changed."));
  return FALSE;
}

/* Where a text of a form is written: what all edits of one form in one language share. */
typedef struct
{
  HavenSession *session;
  HavenForms *forms;
  const HavenForm *form;
  const char *language;
  GPtrArray *rows; /* of the form */
} Desk;

static gboolean
desk_init (Desk *self, HavenSession *session, const char *form_code, const char *language, GError **error)
{
  *self = (Desk) { .session = session, .language = language };
  if (!check_language (language, error))
    return FALSE;
  self->forms = haven_session_dup_forms (session, error);
  self->form = self->forms ? find_form (self->forms, form_code, error) : NULL;
  if (self->form != NULL)
    self->rows = haven_session_list (session, &haven_translated_text_info, "form_code", form_code, NULL, error);
  return self->rows != NULL;
}

static void
desk_clear (Desk *self)
{
  g_clear_object (&self->forms);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static const HavenFormText *
desk_find_text (const Desk *self, const char *text_id, GError **error)
{
  const HavenFormText *text = haven_form_find_text (self->form, text_id);

  if (text == NULL)
    g_set_error (error,
                 HAVEN_STORE_ERROR,
                 HAVEN_STORE_ERROR_NOT_FOUND,
                 _ ("This form has no text “%s”. It may be of another version; open the form again."),
                 text_id);
  return text;
}

/* The row of this version, if there is one already. */
static const HavenTranslatedText *
desk_find_row (const Desk *self, const char *text_id)
{
  const HavenTranslatedText *row = choose_row (self->rows, self->form, self->language, text_id);

  return row && strcmp (row->form_version, self->form->version) == 0 ? row : NULL;
}

static HavenTranslatedText *
desk_make_row (const Desk *self, const HavenFormText *text, const char *words, const char *state)
{
  HavenTranslatedText *row = haven_translated_text_new ();

  row->id = haven_id_new ();
  row->form_code = g_strdup (self->form->code);
  row->form_version = g_strdup (self->form->version);
  row->language = g_strdup (self->language);
  row->text_id = g_strdup (text->id);
  row->source = g_strdup (text->text);
  row->source_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->text, -1);
  row->text = g_strdup (words);
  row->state = g_strdup (state);
  row->translated_at = haven_clock_now (haven_session_get_clock (self->session));
  row->row_version = 1;
  return row;
}

static void
put_row (HavenEdit *edit, const HavenTranslatedText *before, HavenTranslatedText *after)
{
  if (before == NULL)
    {
      haven_edit_insert (edit, &haven_translated_text_info, after);
      return;
    }
  g_set_str (&after->id, before->id);
  after->row_version = before->row_version;
  haven_edit_replace (edit, &haven_translated_text_info, before, after);
}

static gboolean
write_one (HavenEdit *edit, const Desk *desk, const char *text_id, const char *text, guint *n, GError **error)
{
  const HavenFormText *source = desk_find_text (desk, text_id, error);
  const HavenTranslatedText *before = source ? desk_find_row (desk, text_id) : NULL;
  g_autoptr (HavenTranslatedText) after = NULL;

  if (source == NULL)
    return FALSE;
  if (haven_text_is_blank (text))
    {
      if (before != NULL)
        haven_edit_delete (edit, &haven_translated_text_info, before);
      *n += before != NULL;
      return TRUE;
    }
  if (!haven_translations_check_text (source->text, text, error))
    return FALSE;
  after = desk_make_row (desk, source, text, "draft");
  after->translator_id = g_strdup (haven_session_get_staff_id (desk->session));
  put_row (edit, before, after);
  ++*n;
  return TRUE;
}

static HavenEdit *
make_writing (const Desk *desk, const HavenTranslationWriting *writings, guint n)
{
  const gboolean empty = n == 1 && haven_text_is_blank (writings[0].text);
  const HavenTranslatedText *before = n == 1 ? desk_find_row (desk, writings[0].text_id) : NULL;

  if (empty)
    return haven_edit_new (_ ("Translation taken back"), HAVEN_ACTION_DELETE, NULL);
  return haven_edit_new (n == 1 ? _ ("Translation written") : _ ("Translations written"),
                         before != NULL || n > 1 ? HAVEN_ACTION_UPDATE : HAVEN_ACTION_CREATE,
                         NULL);
}

static HavenEdit *
write_all (const Desk *desk, const HavenTranslationWriting *writings, guint n_writings, GError **error)
{
  g_autoptr (HavenEdit) edit = make_writing (desk, writings, n_writings);
  guint n = 0;

  for (guint i = 0; i < n_writings; i++)
    if (!write_one (edit, desk, writings[i].text_id, writings[i].text, &n, error))
      return NULL;
  return n > 0 ? g_steal_pointer (&edit) : NULL;
}

/**
 * haven_translations_edit_text:
 * @text: the words in @language; an empty text takes back what the clinic wrote
 *
 * What is written is a draft, whoever approved what stood there before (R38).
 *
 * Returns: (transfer full) (nullable): what is to be done; %NULL without an error where nothing changes
 */
HavenEdit *
haven_translations_edit_text (HavenSession *session,
                              const char *form_code,
                              const char *language,
                              const char *text_id,
                              const char *text,
                              GError **error)
{
  const HavenTranslationWriting writing = { text_id, text, 0 };
  g_auto (Desk) desk = { 0 };

  return desk_init (&desk, session, form_code, language, error) ? write_all (&desk, &writing, 1, error) : NULL;
}

static gboolean
check_seen (const Desk *desk, const HavenTranslationWriting *writings, guint n_writings, GError **error)
{
  for (guint i = 0; i < n_writings; i++)
    if (get_seen (desk_find_row (desk, writings[i].text_id), desk->form) != writings[i].seen)
      {
        g_set_error_literal (error,
                             HAVEN_STORE_ERROR,
                             HAVEN_STORE_ERROR_CONFLICT,
                             _ ("Somebody else changed this text meanwhile. What you wrote is still here; look at theirs first."));
        return FALSE;
      }
  return TRUE;
}

/**
 * haven_translations_edit_texts:
 *
 * Several texts of a form at once, each written over what its writer saw: where somebody else changed one of them
 * meanwhile, nothing is written (%HAVEN_STORE_ERROR_CONFLICT).
 *
 * Returns: (transfer full) (nullable): what is to be done; %NULL without an error where nothing changes
 */
HavenEdit *
haven_translations_edit_texts (HavenSession *session,
                               const char *form_code,
                               const char *language,
                               const HavenTranslationWriting *writings,
                               guint n_writings,
                               GError **error)
{
  g_auto (Desk) desk = { 0 };

  g_return_val_if_fail (n_writings > 0, NULL);

  if (!desk_init (&desk, session, form_code, language, error) || !check_seen (&desk, writings, n_writings, error))
    return NULL;
  return write_all (&desk, writings, n_writings, error);
}

/**
 * haven_translations_check_seen:
 *
 * Whether the texts still are what somebody saw. Asked after haven_translations_edit_state() and before its edit is done:
 * what changes later than that is noticed by the edit itself.
 */
gboolean
haven_translations_check_seen (HavenSession *session,
                               const char *form_code,
                               const char *language,
                               const HavenTranslationWriting *writings,
                               guint n_writings,
                               GError **error)
{
  g_auto (Desk) desk = { 0 };

  return desk_init (&desk, session, form_code, language, error) && check_seen (&desk, writings, n_writings, error);
}

/* ── Reviewing and approving ──────────────────────────────────────────────── */

static gboolean
refuse_state (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* Two pairs of eyes: nobody reviews what they wrote, and only what was reviewed is approved (45 CFR 92.201(c)(3)). */
static gboolean
may_become (const HavenTranslationUnit *unit, HavenTranslationState state, const char *me, GError **error)
{
  if (unit->text == NULL || unit->state == HAVEN_TRANSLATION_MISSING)
    return refuse_state (error, _ ("There is no translation of this text yet. Write one first."));
  if (unit->state == HAVEN_TRANSLATION_OUTDATED)
    return refuse_state (error, _ ("The English text changed since this was translated. Bring the translation up to date first."));
  if (state == HAVEN_TRANSLATION_REVIEWED && g_strcmp0 (unit->translator_id, me) == 0)
    return refuse_state (error, _ ("You wrote this translation. Somebody else reviews it."));
  if (state == HAVEN_TRANSLATION_APPROVED && unit->state < HAVEN_TRANSLATION_REVIEWED)
    return refuse_state (error, _ ("This translation was not reviewed yet. A translator reviews it before it is approved."));
  return TRUE;
}

static HavenTranslatedText *
desk_move_row (const Desk *self, const HavenFormText *text, const HavenTranslationUnit *unit, HavenTranslationState state)
{
  const HavenTranslatedText *known = choose_row (self->rows, self->form, self->language, text->id);
  HavenTranslatedText *row = desk_make_row (self, text, unit->text, state_codes[state]);
  const char *me = haven_session_get_staff_id (self->session);

  row->translator_id = g_strdup (unit->translator_id);
  if (known != NULL)
    row->translated_at = known->translated_at;
  if (state == HAVEN_TRANSLATION_REVIEWED)
    {
      row->reviewer_id = g_strdup (me);
      row->reviewed_at = haven_clock_now (haven_session_get_clock (self->session));
    }
  else if (state == HAVEN_TRANSLATION_APPROVED)
    {
      /* What came reviewed from a file was reviewed by whoever takes it over. */
      row->reviewer_id = g_strdup (known && known->reviewer_id ? known->reviewer_id : me);
      row->reviewed_at = known && known->reviewed_at ? known->reviewed_at : row->translated_at;
      row->approver_id = g_strdup (me);
      row->approved_at = haven_clock_now (haven_session_get_clock (self->session));
    }
  return row;
}

static const HavenTranslationUnit *
find_unit (GPtrArray *units, const char *text_id)
{
  for (guint i = 0; i < units->len; i++)
    if (strcmp (((const HavenTranslationUnit *) units->pdata[i])->text_id, text_id) == 0)
      return units->pdata[i];
  return NULL;
}

static const char *
label_for (HavenTranslationState state)
{
  return state == HAVEN_TRANSLATION_APPROVED   ? _ ("Translation approved")
         : state == HAVEN_TRANSLATION_REVIEWED ? _ ("Translation reviewed")
                                               : _ ("Translation is a draft again");
}

static HavenAction
action_for (HavenTranslationState state)
{
  return state == HAVEN_TRANSLATION_APPROVED   ? HAVEN_ACTION_SIGN
         : state == HAVEN_TRANSLATION_REVIEWED ? HAVEN_ACTION_REVIEW
                                               : HAVEN_ACTION_UPDATE;
}

static gboolean
move_text (HavenEdit *edit, const Desk *desk, GPtrArray *units, const char *text_id, HavenTranslationState state, GError **error)
{
  const HavenFormText *text = desk_find_text (desk, text_id, error);
  const HavenTranslationUnit *unit = text ? find_unit (units, text_id) : NULL;
  g_autoptr (HavenTranslatedText) after = NULL;

  if (unit == NULL || !may_become (unit, state, haven_session_get_staff_id (desk->session), error))
    return FALSE;
  after = desk_move_row (desk, text, unit, state);
  put_row (edit, desk_find_row (desk, text_id), after);
  return TRUE;
}

/**
 * haven_translations_edit_state:
 * @text_ids: which texts; all or none of them change
 * @state: reviewed, approved, or draft for what has to be looked at again
 */
HavenEdit *
haven_translations_edit_state (HavenSession *session,
                               const char *form_code,
                               const char *language,
                               const char *const *text_ids,
                               HavenTranslationState state,
                               GError **error)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (HavenEdit) edit = haven_edit_new (label_for (state), action_for (state), NULL);

  g_return_val_if_fail (state >= HAVEN_TRANSLATION_DRAFT && text_ids != NULL && *text_ids != NULL, NULL);

  if (desk_init (&desk, session, form_code, language, error))
    units = haven_translations_list (session, form_code, language, error);
  if (units == NULL)
    return NULL;
  for (gsize i = 0; text_ids[i] != NULL; i++)
    if (!move_text (edit, &desk, units, text_ids[i], state, error))
      return NULL;
  return g_steal_pointer (&edit);
}

/* ── PO ───────────────────────────────────────────────────────────────────── */

/** Returns: (transfer full): as haven_translations_export_po(), of forms that belong to no clinic */
GBytes *
haven_translations_export_shipped_po (HavenForms *forms, const char *form_code, const char *language, GError **error)
{
  const HavenForm *form = check_language (language, error) ? find_form (forms, form_code, error) : NULL;

  if (form == NULL)
    return NULL;
  return haven_translation_write_po (form, haven_forms_find_translation (forms, form_code, language), language, error);
}

/** Returns: (transfer full): a form's texts in a language as a gettext PO file, missing ones empty, on its way out */
HavenExport *
haven_translations_export_po (HavenSession *session, const char *form_code, const char *language, GError **error)
{
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, error);
  g_autoptr (GBytes) po = forms ? haven_translations_export_shipped_po (forms, form_code, language, error) : NULL;

  return po ? haven_export_new ("translated_text", form_code, NULL, po) : NULL;
}

/* A file of another form would change nothing and say nothing. */
static gboolean
is_of_form (const HavenForm *form, const HavenTranslation *from, GError **error)
{
  g_auto (GStrv) ids = haven_translation_dup_ids (from);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      const HavenFormText *text = haven_form_find_text (form, ids[i]);

      if (text != NULL && g_strcmp0 (haven_translation_get_source (from, ids[i]), text->text) == 0)
        return TRUE;
    }
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("This file holds no text of the form “%s”. Choose the file of that form; nothing was changed."),
               form->code);
  return FALSE;
}

/* Nobody's word in a file makes a text reviewed: whoever reads it here does. */
static gboolean
take_text (HavenEdit *edit, const Desk *desk, const HavenTranslation *from, const HavenFormText *text, guint *n, GError **error)
{
  const HavenTranslation *known = haven_forms_find_translation (desk->forms, desk->form->code, desk->language);
  HavenTranslationState state, old_state = HAVEN_TRANSLATION_MISSING;
  const char *words = haven_translation_lookup (from, text->id, text->text, &state);
  const char *old = known ? haven_translation_lookup (known, text->id, text->text, &old_state) : NULL;
  g_autoptr (HavenTranslatedText) after = NULL;

  if (words == NULL || state == HAVEN_TRANSLATION_OUTDATED ||
      (g_strcmp0 (words, old) == 0 && old_state != HAVEN_TRANSLATION_OUTDATED))
    return TRUE;
  if (!haven_translations_check_text (text->text, words, error))
    {
      g_prefix_error (error, "%s: ", text->id);
      return FALSE;
    }
  after = desk_make_row (desk, text, words, state == HAVEN_TRANSLATION_MACHINE ? "machine" : "draft");
  put_row (edit, desk_find_row (desk, text->id), after);
  ++*n;
  return TRUE;
}

/**
 * haven_translations_import_po:
 * @n_texts: (out): how many texts it changes
 *
 * All of the file's texts that fit the form as it is, or none: a file with a wrong word in braces changes nothing.
 *
 * Returns: (transfer full) (nullable): what is to be done; %NULL without an error where the file says nothing new
 */
HavenEdit *
haven_translations_import_po (HavenSession *session,
                              const char *form_code,
                              const char *language,
                              GBytes *po,
                              guint *n_texts,
                              GError **error)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (HavenTranslation) from = NULL;
  g_autoptr (HavenEdit) edit = haven_edit_new (_ ("Translations imported"), HAVEN_ACTION_IMPORT, NULL);

  *n_texts = 0;
  if (desk_init (&desk, session, form_code, language, error))
    from = haven_translation_parse (form_code, language, po, error);
  if (from == NULL || !is_of_form (desk.form, from, error))
    return NULL;
  for (guint i = 0; i < desk.form->order->len; i++)
    if (!take_text (edit, &desk, from, desk.form->order->pdata[i], n_texts, error))
      return NULL;
  return *n_texts > 0 ? g_steal_pointer (&edit) : NULL;
}
