/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-reader.h"

#include "haven-official-form.h"
#include "haven-papers-dialog.h"
#include "haven-papers-service.h"

#include <string.h>

typedef struct
{
  char *patient_id;
  char *form_code;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->patient_id);
  g_free (wanted->form_code);
  g_free (wanted);
}

static char *
dup_official_title (HavenSession *session, const char *form_id, GError **error)
{
  g_autoptr (HavenOfficialForm) form = haven_session_load (session, &haven_official_form_info, form_id, error);

  return form ? g_strdup (form->title) : NULL;
}

static gpointer
read_reader (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (HavenPatient) patient = haven_session_load (session, &haven_patient_info, wanted->patient_id, error);
  g_autoptr (HavenPaperReader) reader = g_new0 (HavenPaperReader, 1);

  if (patient == NULL)
    return NULL;
  reader->written = g_strdup (patient->written_language);
  reader->name = g_strdup (patient->name);
  if (g_str_has_prefix (wanted->form_code, HAVEN_PAPER_OFFICIAL))
    {
      reader->official = dup_official_title (session, wanted->form_code + strlen (HAVEN_PAPER_OFFICIAL), error);
      return reader->official ? g_steal_pointer (&reader) : NULL;
    }
  reader->language = haven_papers_dup_language (session, wanted->patient_id, wanted->form_code, error);
  if (reader->language != NULL)
    reader->forms = haven_session_dup_forms (session, error);
  return reader->forms ? g_steal_pointer (&reader) : NULL;
}

void
haven_paper_reader_free (HavenPaperReader *self)
{
  g_free (self->language);
  g_free (self->written);
  g_free (self->name);
  g_free (self->official);
  g_clear_object (&self->forms);
  g_free (self);
}

/**
 * haven_paper_reader_read_async:
 * @callback: gets a HavenPaperReader from haven_session_work_finish ()
 *
 * Reads who the paper is for, and in which language it is best for them.
 */
void
haven_paper_reader_read_async (HavenSession *session,
                               const char *patient_id,
                               const char *form_code,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->patient_id = g_strdup (patient_id);
  wanted->form_code = g_strdup (form_code);
  haven_session_work_async (session,
                            read_reader,
                            wanted,
                            free_wanted,
                            (GDestroyNotify) haven_paper_reader_free,
                            cancellable,
                            callback,
                            data);
}
