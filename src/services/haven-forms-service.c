/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-forms-service.h"

#include "haven-id.h"
#include "haven-seeds.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_COUNSEL 200 /* characters */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* ── What a lawyer read ───────────────────────────────────────────────────── */

/** Whether a review may be recorded with these words and this day. */
gboolean
haven_clinic_forms_check_review (HavenSession *session, const char *counsel, HavenDate reviewed_on, GError **error)
{
  if (haven_text_is_blank (counsel))
    return refuse (error, _ ("Say who read the form: a lawyer’s name, and for whom they work."));
  if (!g_utf8_validate (counsel, -1, NULL) || g_utf8_strlen (counsel, -1) > LONGEST_COUNSEL)
    return refuse (error, _ ("Say who read the form in fewer words: a name is enough."));
  if (!haven_date_is_set (reviewed_on))
    return refuse (error, _ ("Say on which day the form was read, as YYYY-MM-DD."));
  if (haven_date_compare (reviewed_on, haven_clock_today (haven_session_get_clock (session))) > 0)
    return refuse (error, _ ("That day has not come yet. Give the day on which the form was read."));
  return TRUE;
}

static gboolean
check_open (const HavenFormFacts *facts, GError **error)
{
  if (!facts->form->needs_counsel_review)
    return refuse (error, _ ("This form is no legal text: papers of it bear no mark that a review could take away."));
  if (facts->review != NULL)
    return refuse (error, _ ("The review of this version is recorded already."));
  return TRUE;
}

/**
 * haven_clinic_forms_edit_review:
 * @counsel: who read it, in words
 *
 * Records that a lawyer read the very words that are in use now: a later version bears the mark again.
 */
HavenEdit *
haven_clinic_forms_edit_review (HavenSession *session,
                                const char *form_code,
                                const char *counsel,
                                HavenDate reviewed_on,
                                GError **error)
{
  g_autoptr (HavenFormFacts) facts = NULL;
  g_autoptr (HavenCounselReview) review = haven_counsel_review_new ();
  g_autoptr (HavenEdit) edit = NULL;

  if (!haven_clinic_forms_check_review (session, counsel, reviewed_on, error))
    return NULL;
  facts = haven_form_facts_read (session, form_code, error);
  if (facts == NULL || !check_open (facts, error))
    return NULL;
  review->id = haven_id_new ();
  review->form_code = g_strdup (form_code);
  review->form_version = g_strdup (facts->form->version);
  review->form_sha256 = g_strdup (facts->form->sha256);
  review->counsel = g_strstrip (g_strdup (counsel));
  review->reviewed_on = reviewed_on;
  review->recorded_by = g_strdup (haven_session_get_staff_id (session));
  review->recorded_at = haven_clock_now (haven_session_get_clock (session));
  edit = haven_edit_new (_ ("Review recorded"), HAVEN_ACTION_CREATE, NULL);
  haven_edit_insert (edit, &haven_counsel_review_info, review);
  return g_steal_pointer (&edit);
}

/** What was recorded by mistake: papers bear the mark again. The log keeps both. */
HavenEdit *
haven_clinic_forms_edit_take_back_review (HavenSession *session, const char *form_code, GError **error)
{
  g_autoptr (HavenFormFacts) facts = haven_form_facts_read (session, form_code, error);
  g_autoptr (HavenEdit) edit = NULL;

  if (facts == NULL)
    return NULL;
  if (facts->review == NULL)
    {
      refuse (error, _ ("No review of this version is recorded, so there is none to take back."));
      return NULL;
    }
  edit = haven_edit_new (_ ("Review taken back"), HAVEN_ACTION_DELETE, NULL);
  haven_edit_delete (edit, &haven_counsel_review_info, facts->review);
  return g_steal_pointer (&edit);
}

/* ── Versions ─────────────────────────────────────────────────────────────── */

/* Returns: whether there was one; the store has kept it, and it is never in use again */
static gboolean
put_aside (HavenEdit *edit, const HavenClinicForm *own, HavenInstant now)
{
  g_autoptr (HavenClinicForm) retired = NULL;

  if (own == NULL)
    return FALSE;
  retired = haven_clinic_form_copy (own);
  retired->retired_at = MAX (now, own->added_at);
  haven_edit_replace (edit, &haven_clinic_form_info, own, retired);
  return TRUE;
}

static HavenClinicForm *
make_row (HavenSession *session, const HavenForm *form, GBytes *file)
{
  HavenClinicForm *row = haven_clinic_form_new ();

  row->id = haven_id_new ();
  row->form_code = g_strdup (form->code);
  row->form_version = g_strdup (form->version);
  row->file = g_bytes_ref (file);
  row->added_by = g_strdup (haven_session_get_staff_id (session));
  row->added_at = haven_clock_now (haven_session_get_clock (session));
  return row;
}

/**
 * haven_clinic_forms_add:
 * @file: as FORMS.md tells
 *
 * Takes a form, or a changed one, into use: from now on new papers have its words. It is never changed or deleted again,
 * as papers may bear its version, so this is no edit that could be undone: retiring it brings back what Haven brings.
 */
gboolean
haven_clinic_forms_add (HavenSession *session, GBytes *file, GError **error)
{
  g_autoptr (HavenFormChanges) changes = haven_form_changes_read (session, file, error);
  g_autoptr (HavenFormFacts) facts = NULL;
  g_autoptr (HavenClinicForm) row = NULL;
  g_autoptr (HavenEdit) edit = haven_edit_new (_ ("Form added"), HAVEN_ACTION_CREATE, NULL);

  if (changes == NULL)
    return FALSE;
  row = make_row (session, changes->after, file);
  haven_edit_insert (edit, &haven_clinic_form_info, row);
  if (changes->before != NULL)
    {
      facts = haven_form_facts_read (session, changes->after->code, error);
      if (facts == NULL)
        return FALSE;
      put_aside (edit, facts->own, row->added_at);
    }
  return haven_edit_apply (edit, session, error);
}

/** Puts the clinic's own version aside: new papers have the words that Haven brings, or there is no such form any more. */
gboolean
haven_clinic_forms_retire (HavenSession *session, const char *form_code, GError **error)
{
  g_autoptr (HavenFormFacts) facts = haven_form_facts_read (session, form_code, error);
  g_autoptr (HavenEdit) edit = haven_edit_new (_ ("Form retired"), HAVEN_ACTION_UPDATE, NULL);

  if (facts == NULL)
    return FALSE;
  if (!put_aside (edit, facts->own, haven_clock_now (haven_session_get_clock (session))))
    return refuse (error, _ ("This form is the one that Haven brings. Only a version of your own can be put aside."));
  return haven_edit_apply (edit, session, error);
}

/* ── Looking at it ────────────────────────────────────────────────────────── */

/** Returns: (transfer full): the very file of the form that is in use, to be changed elsewhere and brought back */
GBytes *
haven_clinic_forms_dup_file (HavenSession *session, const char *form_code, GError **error)
{
  g_autoptr (HavenFormFacts) facts = haven_form_facts_read (session, form_code, error);
  g_autofree char *path = NULL;

  if (facts == NULL)
    return NULL;
  if (facts->own != NULL)
    return g_bytes_ref (facts->own->file);
  path = g_strconcat ("forms/", form_code, ".json", NULL);
  return haven_seeds_lookup (path, error);
}

/**
 * haven_clinic_forms_make_sample:
 *
 * Returns: (transfer full): a paper with blanks for nobody, to look at: it is neither kept nor handed over
 */
HavenPaper *
haven_clinic_forms_make_sample (HavenSession *session,
                                const char *form_code,
                                const char *language,
                                const char *variant,
                                GError **error)
{
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, error);
  g_autoptr (JsonObject) values = json_object_new ();
  HavenDocumentRequest request = { .form_code = form_code, .language = language, .variant = variant, .values = values };
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GBytes) pdf = NULL;
  HavenPaper *paper;

  request.paper = g_strcmp0 (haven_session_get_paper (session), "a4") == 0 ? HAVEN_DOCUMENT_PAPER_A4
                                                                           : HAVEN_DOCUMENT_PAPER_LETTER;
  request.made_on = haven_clock_today (haven_session_get_clock (session));
  pdf = forms ? haven_document_render (forms, &request, &info, error) : NULL;
  if (pdf == NULL)
    return NULL;
  paper = g_new0 (HavenPaper, 1);
  paper->document = haven_document_new ();
  paper->document->form_code = g_strdup (form_code);
  paper->document->form_version = g_strdup (info.form_version);
  paper->document->language = g_strdup (language);
  paper->document->variant = g_strdup (variant);
  paper->document->pages = info.pages;
  paper->document->pdf = g_bytes_ref (pdf);
  paper->watermark_reason = g_strdup (info.watermark_reason);
  paper->title = g_strdup (info.title);
  return paper;
}
