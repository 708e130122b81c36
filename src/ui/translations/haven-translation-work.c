/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-work.h"

#include "haven-translation-words.h"

#define LARGEST_FILE (4 * 1024 * 1024)

typedef struct
{
  char *form_code;
  char *language;
  GArray *writings; /* HavenTranslationWriting, its strings owned */
  HavenTranslationState state;
  GFile *file;
} Job;

static void
clear_writing (gpointer data)
{
  HavenTranslationWriting *writing = data;

  g_free ((char *) writing->text_id);
  g_free ((char *) writing->text);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->form_code);
  g_free (job->language);
  g_array_unref (job->writings);
  g_clear_object (&job->file);
  g_free (job);
}

static Job *
make_job (const char *form_code, const char *language, const HavenTranslationWriting *writings, guint n_writings)
{
  Job *job = g_new0 (Job, 1);

  job->form_code = g_strdup (form_code);
  job->language = g_strdup (language);
  job->writings = g_array_new (FALSE, FALSE, sizeof (HavenTranslationWriting));
  g_array_set_clear_func (job->writings, clear_writing);
  for (guint i = 0; i < n_writings; i++)
    {
      HavenTranslationWriting copy = { g_strdup (writings[i].text_id), g_strdup (writings[i].text), writings[i].seen };

      g_array_append_val (job->writings, copy);
    }
  return job;
}

void
haven_translation_work_free (HavenTranslationWork *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->forms);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  haven_glossary_free (self->glossary);
  g_free (self->title);
  g_free (self);
}

static char *
dup_title (HavenForms *forms, const char *form_code)
{
  const HavenForm *form = haven_forms_lookup (forms, form_code, NULL);

  return haven_translation_dup_form_title (form_code, form ? form->title.text : form_code);
}

static gpointer
run_read (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  g_autoptr (HavenTranslationWork) work = g_new0 (HavenTranslationWork, 1);
  g_autoptr (GError) failure = NULL;

  work->units = haven_translations_list (session, job->form_code, job->language, error);
  if (work->units == NULL)
    return NULL;
  work->forms = haven_session_dup_forms (session, error);
  if (work->forms == NULL)
    return NULL;
  work->glossary = haven_glossary_load (job->language, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  work->title = dup_title (work->forms, job->form_code);
  return g_steal_pointer (&work);
}

static gpointer
run_write (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;

  return haven_translations_edit_texts (session,
                                        job->form_code,
                                        job->language,
                                        (const HavenTranslationWriting *) job->writings->data,
                                        job->writings->len,
                                        error);
}

static gpointer
run_move (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  const HavenTranslationWriting *seen = (const HavenTranslationWriting *) job->writings->data;
  const char *ids[] = { seen->text_id, NULL };
  g_autoptr (HavenEdit) edit =
    haven_translations_edit_state (session, job->form_code, job->language, ids, job->state, error);

  if (edit == NULL || !haven_translations_check_seen (session, job->form_code, job->language, seen, 1, error))
    return NULL;
  return g_steal_pointer (&edit);
}

static gpointer
run_export (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;

  return haven_translations_export_po (session, job->form_code, job->language, error);
}

/* What is larger than any translation is not read to its end. */
static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[16384];
  gssize n = 0;

  while (stream != NULL && bytes->len <= LARGEST_FILE &&
         (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, sizeof buffer, cancellable, error)) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  return stream == NULL || n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gpointer
run_import (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  g_autoptr (GBytes) po = read_file (job->file, cancellable, error);
  guint n_texts;

  return po ? haven_translations_import_po (session, job->form_code, job->language, po, &n_texts, error) : NULL;
}

/** Reads a form in a language, with its glossary. */
void
haven_translation_work_read_async (HavenSession *session,
                                   const char *form_code,
                                   const char *language,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  haven_session_work_async (session,
                            run_read,
                            make_job (form_code, language, NULL, 0),
                            free_job,
                            (GDestroyNotify) haven_translation_work_free,
                            cancellable,
                            callback,
                            data);
}

/** Makes an edit of what somebody wrote. */
void
haven_translation_work_write_async (HavenSession *session,
                                    const char *form_code,
                                    const char *language,
                                    const HavenTranslationWriting *writings,
                                    guint n_writings,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  haven_session_work_async (session,
                            run_write,
                            make_job (form_code, language, writings, n_writings),
                            free_job,
                            g_object_unref,
                            cancellable,
                            callback,
                            data);
}

/** Makes an edit that reviews or approves a text, or makes it a draft again. @seen: its text is not used */
void
haven_translation_work_move_async (HavenSession *session,
                                   const char *form_code,
                                   const char *language,
                                   const HavenTranslationWriting *seen,
                                   HavenTranslationState state,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  Job *job = make_job (form_code, language, seen, 1);

  job->state = state;
  haven_session_work_async (session, run_move, job, free_job, g_object_unref, cancellable, callback, data);
}

/** Makes a PO file. */
void
haven_translation_work_export_async (HavenSession *session,
                                     const char *form_code,
                                     const char *language,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  haven_session_work_async (session,
                            run_export,
                            make_job (form_code, language, NULL, 0),
                            free_job,
                            (GDestroyNotify) haven_export_unref,
                            cancellable,
                            callback,
                            data);
}

/** Makes an edit of what is new in a PO file. */
void
haven_translation_work_import_async (HavenSession *session,
                                     const char *form_code,
                                     const char *language,
                                     GFile *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  Job *job = make_job (form_code, language, NULL, 0);

  job->file = g_object_ref (file);
  haven_session_work_async (session, run_import, job, free_job, g_object_unref, cancellable, callback, data);
}
