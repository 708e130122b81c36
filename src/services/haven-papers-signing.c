/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-papers-signing.h"

#include "haven-document-error.h"
#include "haven-form-check.h"
#include "haven-id.h"
#include "haven-papers-fields.h"
#include "haven-papers-private.h"
#include "haven-plan.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID, message);
  return FALSE;
}

/* ── Whether it can be signed ─────────────────────────────────────────────── */

/**
 * haven_papers_get_hindrance:
 *
 * What keeps a paper from being signed on the screen, by this member, as it is.
 */
HavenPaperHindrance
haven_papers_get_hindrance (HavenSession *session, const HavenPaper *paper)
{
  if (paper->signed_paper != NULL)
    return HAVEN_PAPER_IS_SIGNED;
  if (paper->document->watermarked)
    return HAVEN_PAPER_NOT_APPROVED;
  if (paper->values == NULL || paper->places == NULL || paper->places->len == 0)
    return HAVEN_PAPER_HAS_NO_PLACE;
  if (!haven_session_may (session, "signed_paper", HAVEN_ACTION_CREATE) ||
      !haven_session_may (session, "document", HAVEN_ACTION_CREATE))
    return HAVEN_PAPER_NOT_YOURS;
  return paper->missing != NULL ? HAVEN_PAPER_LACKS_VALUES : HAVEN_PAPER_NOTHING_HINDERS;
}

/** Returns: (nullable): that in a sentence; the values that are absent stand in #HavenPaper.missing */
const char *
haven_papers_get_hindrance_words (HavenPaperHindrance hindrance)
{
  switch (hindrance)
    {
    case HAVEN_PAPER_IS_SIGNED:
      return _ ("This paper is signed. A signed paper never changes.");
    case HAVEN_PAPER_NOT_APPROVED:
      return _ ("The words in this language are not approved yet, so this paper cannot be signed.");
    case HAVEN_PAPER_HAS_NO_PLACE:
      return _ ("Nobody signs this paper.");
    case HAVEN_PAPER_NOT_YOURS:
      return _ ("Your role does not take signatures.");
    case HAVEN_PAPER_LACKS_VALUES:
      return _ ("Before it can be signed, it has to say more.");
    case HAVEN_PAPER_NOTHING_HINDERS:
    default:
      return NULL;
    }
}

/** Returns: (transfer full) (nullable): what is missing, as the form calls it, in the language of the screen if it can be */
char *
haven_papers_dup_missing_words (HavenForms *forms, const HavenForm *form, const HavenPaper *paper)
{
  const char *locale = g_get_language_names ()[0];
  g_autofree char *screen = g_strndup (locale, strcspn (locale, "_.@"));
  g_autoptr (GPtrArray) fields = haven_papers_list_fields (forms, form, paper->document->variant, screen);
  GString *words;

  if (paper->missing == NULL)
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      const HavenPaperField *field = fields->pdata[i];

      if (g_strv_contains ((const char *const *) paper->missing, field->value->name))
        g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", field->label);
    }
  return g_string_free (words, FALSE);
}

static gboolean
check_hindrance (HavenSession *session, const HavenPaper *paper, GError **error)
{
  HavenPaperHindrance hindrance = haven_papers_get_hindrance (session, paper);

  if (hindrance == HAVEN_PAPER_NOTHING_HINDERS)
    return TRUE;
  if (hindrance != HAVEN_PAPER_LACKS_VALUES)
    return refuse (error, haven_papers_get_hindrance_words (hindrance));
  g_set_error (error,
               HAVEN_DOCUMENT_ERROR,
               HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
               /* Translators: %s are names of fields, as their form calls them */
               _ ("Before it can be signed, fill in: %s"),
               paper->missing_words);
  return FALSE;
}

/* What a form claims to satisfy it has to say: a form of the clinic's own may have lost it. */
static gboolean
check_elements (const HavenForm *form, GError **error)
{
  g_autoptr (GPtrArray) lists = haven_form_element_lists_load (error);
  g_autoptr (GPtrArray) checks = lists ? haven_form_check (form, lists) : NULL;

  for (guint i = 0; checks != NULL && i < checks->len; i++)
    {
      const HavenFormCheck *check = checks->pdata[i];

      if (!check->claimed || check->missing->len == 0)
        continue;
      g_set_error (error,
                   HAVEN_DOCUMENT_ERROR,
                   HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                   _ ("This form lacks what %s asks for: %s. It cannot be signed."),
                   check->list->citation,
                   ((const HavenFormElement *) check->missing->pdata[0])->label);
      return FALSE;
    }
  return checks != NULL;
}

static const HavenDocumentSignature *
find_signature (const HavenPaperSigning *signing, const char *place)
{
  for (guint i = 0; i < signing->n_signatures; i++)
    if (g_strcmp0 (signing->signatures[i].place, place) == 0)
      return &signing->signatures[i];
  return NULL;
}

static gboolean
check_signing (const HavenPaper *paper, const HavenPaperSigning *signing, GError **error)
{
  static const char *const signers[] = { "self", "guardian", "representative", NULL };
  const HavenDocumentPlace *first = paper->places->pdata[0];
  gboolean for_another = g_strcmp0 (signing->signer, "self") != 0;

  if (signing->signer == NULL || !g_strv_contains (signers, signing->signer) || (for_another && !first->on_behalf))
    return refuse (error, _ ("Choose who signs: the person, or somebody who may sign for them."));
  for (guint i = 0; i < paper->places->len; i++)
    if (find_signature (signing, ((const HavenDocumentPlace *) paper->places->pdata[i])->id) == NULL)
      return refuse (error, _ ("A signature is still missing."));
  if (signing->n_signatures != paper->places->len)
    return refuse (error, _ ("There are more signatures than places to sign."));
  if (for_another && haven_text_is_blank (find_signature (signing, first->id)->relationship))
    return refuse (error, _ ("Say who signs to the person: a parent, a guardian, or what lets them sign."));
  return TRUE;
}

/* ── Making the signed paper ──────────────────────────────────────────────── */

/* What was on the screen is what gets signed: had the form or its translation changed since, these bytes would differ. */
static gboolean
check_unchanged (HavenForms *forms, const HavenPaper *paper, GError **error)
{
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GBytes) pdf = haven_papers_draw (forms, paper, NULL, &info, error);

  if (pdf == NULL)
    return FALSE;
  return strcmp (info.sha256, paper->document->sha256) == 0 ||
         refuse (error, _ ("The words of this paper have changed since it was shown. Look at it again, then sign."));
}

static JsonObject *
dup_signed_values (const HavenForm *form, const HavenPaper *paper, const HavenPaperSigning *signing)
{
  JsonObject *values = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (paper->values);
  const HavenDocumentPlace *first = paper->places->pdata[0];
  const char *relationship = find_signature (signing, first->id)->relationship;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (values, l->data, json_node_copy (json_object_get_member (paper->values, l->data)));
  if (haven_form_value_find (form->values, "signer") != NULL)
    json_object_set_string_member (values, "signer", signing->signer);
  if (!haven_text_is_blank (relationship) && haven_form_value_find (form->values, "authority") != NULL &&
      !json_object_has_member (values, "authority"))
    json_object_set_string_member (values, "authority", relationship);
  return values;
}

static char *
dup_time (HavenClock *clock, HavenInstant now)
{
  int minute = haven_clock_get_local_minute (clock, now);

  return g_strdup_printf ("%d:%02d", minute / 60, minute % 60);
}

/* The same paper as a document of its own: the one that was shown may have been kept already. */
static HavenPaper *
start_signed (HavenSession *session, const HavenPaper *paper, JsonObject *values)
{
  HavenPaper *made = g_new0 (HavenPaper, 1);

  made->document = haven_document_new ();
  made->document->id = haven_id_new ();
  made->document->patient_id = g_strdup (paper->document->patient_id);
  made->document->form_code = g_strdup (paper->document->form_code);
  made->document->language = g_strdup (paper->document->language);
  made->document->variant = g_strdup (paper->document->variant);
  made->document->made_at = haven_clock_now (haven_session_get_clock (session));
  made->document->made_by = g_strdup (haven_session_get_staff_id (session));
  made->values = json_object_ref (values);
  made->reference = g_strdup (paper->reference);
  made->made_on = paper->made_on;
  made->paper = paper->paper;
  made->layout = paper->layout;
  made->awaits_counsel = paper->awaits_counsel;
  made->release_id = g_strdup (paper->release_id);
  return made;
}

static GBytes *
serialise_others (const HavenPaper *paper, const HavenPaperSigning *signing)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *others = json_array_new ();
  char *json;

  json_node_take_array (root, others);
  for (guint i = 1; i < paper->places->len; i++)
    {
      const HavenDocumentPlace *place = paper->places->pdata[i];
      const HavenDocumentSignature *signature = find_signature (signing, place->id);
      g_autoptr (GBytes) strokes = signature->strokes ? haven_strokes_serialise (signature->strokes) : NULL;
      g_autofree char *text = strokes ? g_strndup (g_bytes_get_data (strokes, NULL), g_bytes_get_size (strokes)) : NULL;
      JsonObject *entry;

      if (place->interpreter)
        continue;
      entry = json_object_new ();
      json_object_set_string_member (entry, "place", place->id);
      json_object_set_string_member (entry, "name", signature->name);
      if (signature->relationship != NULL)
        json_object_set_string_member (entry, "relationship", signature->relationship);
      if (signature->witness != NULL)
        json_object_set_string_member (entry, "witness", signature->witness);
      if (text != NULL)
        json_object_set_member (entry, "strokes", json_from_string (text, NULL));
      json_array_add_object_element (others, entry);
    }
  if (json_array_get_length (others) == 0)
    return NULL;
  json = json_to_string (root, FALSE);
  return g_bytes_new_take (json, strlen (json));
}

static const HavenDocumentSignature *
find_interpreter (const HavenPaper *paper, const HavenPaperSigning *signing)
{
  for (guint i = 0; i < paper->places->len; i++)
    if (((const HavenDocumentPlace *) paper->places->pdata[i])->interpreter)
      return find_signature (signing, ((const HavenDocumentPlace *) paper->places->pdata[i])->id);
  return NULL;
}

static void
put_interpreter (HavenSignedPaper *row, JsonObject *values, const HavenDocumentSignature *interpreter)
{
  if (interpreter == NULL)
    return;
  row->interpreter_name = g_strdup (interpreter->name);
  row->interpreter_language = g_strdup (json_object_get_string_member_with_default (values, "interpreter_language", NULL));
  row->interpreter_strokes = interpreter->strokes ? haven_strokes_serialise (interpreter->strokes) : NULL;
}

/* The row that says who signed what, and never changes. */
static HavenSignedPaper *
make_row (HavenSession *session,
          const HavenPaper *made,
          const HavenPaperSigning *signing,
          const HavenDocumentInfo *info)
{
  const HavenDocument *document = made->document;
  const HavenDocumentPlace *first = made->places->pdata[0];
  const HavenDocumentSignature *signature = find_signature (signing, first->id);
  HavenSignedPaper *row = haven_signed_paper_new ();

  row->id = haven_id_new ();
  row->patient_id = g_strdup (document->patient_id);
  row->document_id = g_strdup (document->id);
  row->form_code = g_strdup (document->form_code);
  row->form_version = g_strdup (document->form_version);
  row->language = g_strdup (document->language);
  row->texts = g_bytes_ref (info->frozen);
  row->sha256 = g_strdup (document->sha256);
  row->signer = g_strdup (signing->signer);
  row->signed_name = g_strdup (signature->name);
  row->relationship = haven_text_is_blank (signature->relationship) ? NULL : g_strdup (signature->relationship);
  row->strokes = signature->strokes ? haven_strokes_serialise (signature->strokes) : NULL;
  row->signed_at = document->made_at;
  row->witness_name = g_strdup (signature->witness);
  row->witness_strokes = signature->witness_strokes ? haven_strokes_serialise (signature->witness_strokes) : NULL;
  put_interpreter (row, made->values, find_interpreter (made, signing));
  row->staff_id = g_strdup (haven_session_get_staff_id (session));
  row->others = serialise_others (made, signing);
  return row;
}

static HavenPaper *
draw_signed (HavenSession *session,
             HavenForms *forms,
             const HavenPaper *paper,
             JsonObject *values,
             const HavenPaperSigning *signing,
             GError **error)
{
  g_autoptr (HavenPaper) made = start_signed (session, paper, values);
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autofree char *time = dup_time (haven_session_get_clock (session), made->document->made_at);
  HavenDocumentRequest request = {
    .signatures = signing->signatures,
    .n_signatures = signing->n_signatures,
    .signed_on = haven_clock_get_local_date (haven_session_get_clock (session), made->document->made_at),
    .signed_at = time,
  };
  g_autoptr (GBytes) pdf = haven_papers_draw (forms, made, &request, &info, error);

  if (pdf == NULL)
    return NULL;
  haven_paper_take_drawn (made, &info, pdf);
  made->signed_paper = make_row (session, made, signing, &info);
  return g_steal_pointer (&made);
}

/* ── Keeping it ───────────────────────────────────────────────────────────── */

typedef struct
{
  HavenPaper *paper;
  GPtrArray *releases;
} Signed;

/* A permission that waited becomes the signed one; others are new. */
static gboolean
keep_release (HavenTransaction *transaction, HavenRelease *release, const char *waiting_id, GError **error)
{
  g_autoptr (HavenRelease) waiting = NULL;

  if (g_strcmp0 (release->id, waiting_id) != 0)
    return haven_transaction_insert (transaction, &haven_release_info, release, error);
  waiting = haven_transaction_load (transaction, &haven_release_info, waiting_id, error);
  if (waiting == NULL)
    return FALSE;
  if (haven_date_is_set (waiting->signed_on) || haven_date_is_set (waiting->withdrawn_on))
    return refuse (error, _ ("This permission was signed or withdrawn meanwhile. Look at it again."));
  release->row_version = waiting->row_version;
  return haven_transaction_update (transaction, &haven_release_info, release, error);
}

/* The plan that the person signed says so too. */
static gboolean
note_plan (HavenTransaction *transaction, const HavenPaper *paper, HavenDate today, GError **error)
{
  g_autoptr (GPtrArray) plans = NULL;

  if (strcmp (paper->document->form_code, "care-plan") != 0 ||
      !haven_transaction_may (transaction, &haven_plan_info, HAVEN_ACTION_UPDATE))
    return TRUE;
  plans = haven_transaction_list (transaction,
                                  &haven_plan_info,
                                  "patient_id",
                                  paper->document->patient_id,
                                  "version",
                                  error);
  for (guint i = 0; plans != NULL && i < plans->len; i++)
    {
      HavenPlan *plan = plans->pdata[i];

      if (g_strcmp0 (plan->status, "active") != 0)
        continue;
      plan->signed_on = today;
      if (!haven_transaction_update (transaction, &haven_plan_info, plan, error))
        return FALSE;
    }
  return plans != NULL;
}

static gboolean
keep_signed (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Signed *signing = data;
  const HavenPaper *paper = signing->paper;

  if (!haven_papers_keep_document (transaction, signing->paper, error) ||
      !haven_transaction_insert (transaction, &haven_signed_paper_info, paper->signed_paper, error))
    return FALSE;
  for (guint i = 0; i < signing->releases->len; i++)
    {
      HavenRelease *release = signing->releases->pdata[i];

      g_set_str (&release->signed_paper_id, paper->signed_paper->id);
      if (!keep_release (transaction, release, paper->release_id, error))
        return FALSE;
    }
  return note_plan (transaction, paper, paper->made_on, error);
}

/**
 * haven_papers_sign:
 * @paper: as it was shown
 * @signing: what stands in each of its places to sign
 *
 * Makes the paper with its signatures and keeps it, its row and what follows from it (a permission that begins, a plan
 * that is agreed on) in one transaction: signed whole or not at all. The row freezes every word (R39).
 *
 * Returns: (transfer full): the signed paper; %NULL with a sentence, and nothing changed
 */
HavenPaper *
haven_papers_sign (HavenSession *session, const HavenPaper *paper, const HavenPaperSigning *signing, GError **error)
{
  g_autoptr (HavenForms) forms = NULL;
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (GPtrArray) releases = NULL;
  g_autoptr (HavenPaper) made = NULL;
  const HavenForm *form;
  Signed kept;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && paper != NULL && signing != NULL, NULL);

  if (!check_hindrance (session, paper, error) || !check_signing (paper, signing, error))
    return NULL;
  forms = haven_session_dup_forms (session, error);
  form = forms ? haven_forms_lookup (forms, paper->document->form_code, error) : NULL;
  if (form == NULL || !check_elements (form, error) || !check_unchanged (forms, paper, error))
    return NULL;
  values = dup_signed_values (form, paper, signing);
  releases = haven_papers_make_releases (session, forms, paper, values, signing->signer, error);
  made = releases ? draw_signed (session, forms, paper, values, signing, error) : NULL;
  if (made == NULL)
    return NULL;
  kept = (Signed) { made, releases };
  return haven_session_run (session,
                            HAVEN_ACTION_CREATE,
                            HAVEN_IN_SHARED,
                            "signed_paper",
                            made->signed_paper->id,
                            made->document->patient_id,
                            keep_signed,
                            &kept,
                            error)
             ? g_steal_pointer (&made)
             : NULL;
}

/* ── Reading it back ──────────────────────────────────────────────────────── */

static HavenSignedPaper *
find_row (HavenSession *session, const char *document_id, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!haven_session_may (session, "signed_paper", HAVEN_ACTION_LIST))
    return NULL;
  rows = haven_session_list (session, &haven_signed_paper_info, "document_id", document_id, NULL, error);
  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

/* As the form calls itself now; the code where there is none any more. */
static char *
dup_title (HavenSession *session, const char *form_code)
{
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, NULL);
  const HavenForm *form = forms ? haven_forms_lookup (forms, form_code, NULL) : NULL;

  return g_strdup (form ? form->title.text : form_code);
}

/**
 * haven_papers_load:
 *
 * Reads a paper back from the record: these very bytes. One that was signed is held against its row, so that bytes which
 * are not those that were signed are never shown as if they were.
 */
HavenPaper *
haven_papers_load (HavenSession *session, const char *document_id, GError **error)
{
  g_autoptr (HavenPaper) paper = g_new0 (HavenPaper, 1);
  g_autoptr (GError) failure = NULL;
  g_autofree char *sum = NULL;

  paper->document = haven_session_load (session, &haven_document_info, document_id, error);
  if (paper->document == NULL)
    return NULL;
  paper->signed_paper = find_row (session, document_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, paper->document->pdf);
  if (strcmp (sum, paper->document->sha256) != 0 ||
      (paper->signed_paper != NULL && strcmp (sum, paper->signed_paper->sha256) != 0))
    {
      refuse (error, _ ("These are not the pages that were kept. Tell whoever looks after the vault."));
      return NULL;
    }
  paper->title = dup_title (session, paper->document->form_code);
  return g_steal_pointer (&paper);
}

void
haven_kept_paper_free (HavenKeptPaper *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->document, haven_document_free);
  g_clear_pointer (&self->signed_paper, haven_signed_paper_free);
  g_free (self);
}

static int
compare_kept (gconstpointer a, gconstpointer b)
{
  const HavenKeptPaper *first = *(const HavenKeptPaper *const *) a, *second = *(const HavenKeptPaper *const *) b;

  if (first->document->made_at != second->document->made_at)
    return first->document->made_at > second->document->made_at ? -1 : 1;
  return strcmp (first->document->id, second->document->id);
}

static HavenSignedPaper *
take_row_of (GPtrArray *rows, const char *document_id)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (strcmp (((const HavenSignedPaper *) rows->pdata[i])->document_id, document_id) == 0)
      return g_ptr_array_steal_index_fast (rows, i);
  return NULL;
}

/** Returns: (transfer full) (element-type HavenKeptPaper): the papers of a person that are kept, without their pages; the last
 *   first */
GPtrArray *
haven_papers_list_kept (HavenSession *session, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) documents =
      haven_session_list (session, &haven_document_info, "patient_id", patient_id, "made_at", error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_kept_paper_free);

  if (documents == NULL)
    return NULL;
  if (haven_session_may (session, "signed_paper", HAVEN_ACTION_LIST))
    {
      rows = haven_session_list (session, &haven_signed_paper_info, "patient_id", patient_id, NULL, error);
      if (rows == NULL)
        return NULL;
    }
  while (documents->len > 0)
    {
      HavenKeptPaper *paper = g_new0 (HavenKeptPaper, 1);

      paper->document = g_ptr_array_steal_index_fast (documents, documents->len - 1);
      g_clear_pointer (&paper->document->pdf, g_bytes_unref);
      paper->signed_paper = take_row_of (rows, paper->document->id);
      g_ptr_array_add (kept, paper);
    }
  g_ptr_array_sort (kept, compare_kept);
  return g_steal_pointer (&kept);
}
