/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-papers-private.h"

#include "haven-document-error.h"
#include "haven-id.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

void
haven_paper_free (HavenPaper *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->document, haven_document_free);
  g_clear_pointer (&self->watermark_reason, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->reference, g_free);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_strfreev);
  g_clear_pointer (&self->missing_words, g_free);
  g_clear_pointer (&self->release_id, g_free);
  g_clear_pointer (&self->signed_paper, haven_signed_paper_free);
  g_free (self);
}

/* ── Making ───────────────────────────────────────────────────────────────── */

/** Returns: four signs without look-alikes: enough to tell two papers on a desk apart, and nothing to do with the person */
char *
haven_papers_make_reference (void)
{
  static const char signs[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  guint8 bytes[4] = { 0 };
  char *reference = g_malloc0 (sizeof bytes + 1);

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    memset (bytes, 0, sizeof bytes);
  for (gsize i = 0; i < sizeof bytes; i++)
    reference[i] = signs[bytes[i] % (sizeof signs - 1)];
  return reference;
}

/** Draws a paper from what is known of it, with the signatures of @signing, where there are any. */
GBytes *
haven_papers_draw (HavenForms *forms,
                   const HavenPaper *paper,
                   const HavenDocumentRequest *signing,
                   HavenDocumentInfo *info,
                   GError **error)
{
  HavenDocumentRequest request = { 0 };

  if (signing != NULL)
    request = *signing;
  request.form_code = paper->document->form_code;
  request.language = paper->document->language;
  request.variant = paper->document->variant;
  request.paper = paper->paper;
  request.large = paper->layout == HAVEN_PAPER_LAYOUT_LARGE;
  request.bilingual = paper->layout == HAVEN_PAPER_LAYOUT_BILINGUAL;
  request.made_on = paper->made_on;
  request.copy_for = g_strcmp0 (paper->document->variant, "full") == 0 ? "clinic" : "person";
  request.reference = paper->reference;
  if (request.values == NULL)
    request.values = paper->values;
  return haven_document_render (forms, &request, info, error);
}

/** Takes over what came out of drawing: from then on it is the paper. */
void
haven_paper_take_drawn (HavenPaper *self, HavenDocumentInfo *info, GBytes *pdf)
{
  HavenDocument *document = self->document;

  g_set_str (&document->form_version, info->form_version);
  g_set_str (&document->file_name, info->file_name);
  g_set_str (&document->sha256, info->sha256);
  document->pages = info->pages;
  document->watermarked = info->watermarked;
  g_clear_pointer (&document->pdf, g_bytes_unref);
  document->pdf = g_bytes_ref (pdf);
  g_set_str (&self->watermark_reason, info->watermark_reason);
  g_set_str (&self->title, info->title);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  self->places = g_ptr_array_ref (info->places);
}

static HavenDocument *
make_document (HavenSession *session, const HavenFilling *filling)
{
  HavenDocument *document = haven_document_new ();

  document->id = haven_id_new ();
  document->patient_id = g_strdup (filling->patient->id);
  document->form_code = g_strdup (filling->form->code);
  document->language = g_strdup (filling->language);
  document->variant = g_strdup (filling->variant->code);
  document->made_at = haven_clock_now (haven_session_get_clock (session));
  document->made_by = g_strdup (haven_session_get_staff_id (session));
  return document;
}

/* What somebody filled in by hand counts more than what the vault knows; an empty value takes it away. */
static void
lay_over (JsonObject *values, JsonObject *own)
{
  g_autoptr (GList) names = own ? json_object_get_members (own) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (values, l->data, json_node_copy (json_object_get_member (own, l->data)));
}

static HavenPaper *
make_filled (HavenSession *session, HavenFilling *filling, const HavenPaperWanted *wanted, GError **error)
{
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (HavenPaper) paper = g_new0 (HavenPaper, 1);
  g_autoptr (GBytes) pdf = NULL;

  lay_over (filling->values, wanted->own);
  paper->document = make_document (session, filling);
  paper->values = json_object_ref (filling->values);
  paper->reference = haven_papers_make_reference ();
  paper->layout = wanted->layout;
  paper->made_on = haven_clock_today (haven_session_get_clock (session));
  paper->paper = g_strcmp0 (haven_session_get_paper (session), "a4") == 0 ? HAVEN_DOCUMENT_PAPER_A4
                                                                          : HAVEN_DOCUMENT_PAPER_LETTER;
  paper->release_id = g_steal_pointer (&filling->release_id);
  paper->awaits_counsel = haven_forms_awaits_counsel (filling->forms, filling->form);
  pdf = haven_papers_draw (filling->forms, paper, NULL, &info, error);
  if (pdf == NULL)
    return NULL;
  haven_paper_take_drawn (paper, &info, pdf);
  paper->missing = haven_papers_dup_missing (filling->form, paper->values);
  paper->missing_words = haven_papers_dup_missing_words (filling->forms, filling->form, paper);
  return g_steal_pointer (&paper);
}

static const HavenFormVariant *
find_variant (const HavenForm *form, const char *code, GError **error)
{
  const HavenFormVariant *variant = haven_form_find_variant (form, code);

  if (variant == NULL)
    g_set_error (error,
                 HAVEN_DOCUMENT_ERROR,
                 HAVEN_DOCUMENT_ERROR_VARIANT_UNKNOWN,
                 _ ("The form “%s” has no such kind of paper"),
                 form->code);
  return variant;
}

/**
 * haven_papers_make_with:
 * @wanted: which form, and how it is printed
 *
 * Makes a paper for a person. It is neither kept nor given to anybody yet: see haven_papers_export_new() and
 * haven_papers_sign().
 */
HavenPaper *
haven_papers_make_with (HavenSession *session,
                        const char *patient_id,
                        const HavenPaperWanted *wanted,
                        GError **error)
{
  g_autoptr (HavenPatient) patient = haven_session_load (session, &haven_patient_info, patient_id, error);
  g_autoptr (HavenForms) forms = patient ? haven_session_dup_forms (session, error) : NULL;
  g_autoptr (JsonObject) values = json_object_new ();
  HavenFilling filling = { session, forms, NULL, NULL, patient, wanted->language, values, NULL };
  HavenPaper *paper = NULL;

  if (forms == NULL)
    return NULL;
  filling.form = haven_forms_lookup (forms, wanted->form_code, error);
  if (filling.form != NULL)
    filling.variant = find_variant (filling.form, wanted->variant, error);
  if (filling.variant != NULL && haven_filling_fill (&filling, error))
    paper = make_filled (session, &filling, wanted, error);
  g_free (filling.release_id);
  return paper;
}

/** The same as usual, with what the vault knows alone. */
HavenPaper *
haven_papers_make (HavenSession *session,
                   const char *patient_id,
                   const char *form_code,
                   const char *language,
                   const char *variant,
                   GError **error)
{
  const HavenPaperWanted wanted = { form_code, language, variant, HAVEN_PAPER_LAYOUT_USUAL, NULL };

  return haven_papers_make_with (session, patient_id, &wanted, error);
}

/** Returns: (transfer full) (nullable): the person's written language where the form exists in it, else English */
char *
haven_papers_dup_language (HavenSession *session, const char *patient_id, const char *form_code, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_session_load (session, &haven_patient_info, patient_id, error);
  g_autoptr (HavenForms) forms = patient ? haven_session_dup_forms (session, error) : NULL;
  g_auto (GStrv) languages = NULL;

  if (forms == NULL)
    return NULL;
  languages = haven_forms_dup_languages (forms, form_code);
  if (patient->written_language && g_strv_contains ((const char *const *) languages, patient->written_language))
    return g_strdup (patient->written_language);
  return g_strdup ("en");
}

/** A paper that was kept before stays as it is: its id tells that the bytes are the same. */
gboolean
haven_papers_keep_document (HavenTransaction *transaction, gpointer data, GError **error)
{
  const HavenPaper *paper = data;
  g_autoptr (GPtrArray) kept =
      haven_transaction_list (transaction, &haven_document_info, "id", paper->document->id, NULL, error);

  if (kept == NULL)
    return FALSE;
  return kept->len > 0 || haven_transaction_insert (transaction, &haven_document_info, paper->document, error);
}

/**
 * haven_papers_keep:
 *
 * Keeps the paper in the vault. Nothing leaves, so no disclosure is logged. To keep it twice changes nothing.
 */
gboolean
haven_papers_keep (HavenSession *session, const HavenPaper *paper, GError **error)
{
  return haven_session_run (session,
                            HAVEN_ACTION_CREATE,
                            HAVEN_IN_SHARED,
                            "document",
                            paper->document->id,
                            paper->document->patient_id,
                            haven_papers_keep_document,
                            (gpointer) paper,
                            error);
}

typedef struct
{
  const HavenPaper *paper;
  GObject *owner; /* nullable: of the paper */
  HavenDisclosure *disclosure;
} HandOver;

static gboolean
keep_and_log (HavenTransaction *transaction, gpointer data, GError **error)
{
  HandOver *hand_over = data;

  return haven_papers_keep_document (transaction, (gpointer) hand_over->paper, error) &&
         haven_transaction_insert (transaction, &haven_disclosure_info, hand_over->disclosure, error);
}

static void
free_hand_over (gpointer data)
{
  HandOver *hand_over = data;

  haven_disclosure_free (hand_over->disclosure);
  g_clear_object (&hand_over->owner);
  g_free (hand_over);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HandOver, free_hand_over)

static HandOver *
create_hand_over (HavenSession *session, const HavenPaper *paper, const char *method)
{
  const HavenDocument *document = paper->document;
  HandOver *hand_over = g_new0 (HandOver, 1);
  HavenDisclosure *disclosure = haven_disclosure_new ();

  disclosure->id = haven_id_new ();
  disclosure->patient_id = g_strdup (document->patient_id);
  disclosure->at = haven_clock_now (haven_session_get_clock (session));
  disclosure->staff_id = g_strdup (haven_session_get_staff_id (session));
  disclosure->recipient = g_strdup ("the person");
  disclosure->method = g_strdup (method);
  disclosure->basis = g_strdup ("to-the-person");
  disclosure->document_id = g_strdup (document->id);
  disclosure->sha256 = g_strdup (document->sha256);
  disclosure->pages = document->pages;
  hand_over->paper = paper;
  hand_over->disclosure = disclosure;
  return hand_over;
}

/**
 * haven_papers_log_print:
 *
 * Keeps the paper in the vault and logs that it leaves, in one transaction, before it leaves (R16, R33). The paper is
 * given to the person it is about; papers for others pass the consent gate.
 */
gboolean
haven_papers_log_print (HavenSession *session, const HavenPaper *paper, GError **error)
{
  g_autoptr (HandOver) hand_over = create_hand_over (session, paper, "print");

  return haven_session_run (session,
                            HAVEN_ACTION_PRINT,
                            HAVEN_IN_SHARED,
                            "document",
                            paper->document->id,
                            paper->document->patient_id,
                            keep_and_log,
                            hand_over,
                            error);
}

/**
 * haven_papers_export_new:
 * @owner: (nullable): a GObject that keeps @paper as long as the result is there; %NULL: the caller does
 *
 * Returns: (transfer full): the paper on its way out as a file; it is kept and accounted for when it leaves
 */
HavenExport *
haven_papers_export_new (HavenSession *session, const HavenPaper *paper, gpointer owner)
{
  HandOver *hand_over = create_hand_over (session, paper, "export");
  HavenExport *export = haven_export_new ("document", paper->document->id, paper->document->patient_id, paper->document->pdf);

  g_set_object (&hand_over->owner, owner);
  haven_export_set_along (export, keep_and_log, hand_over, free_hand_over);
  return export;
}
