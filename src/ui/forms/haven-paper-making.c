/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-making.h"

#include "haven-official-forms-service.h"
#include "haven-papers-signing.h"

typedef struct
{
  char *patient_id;
  HavenPaperWanted wanted; /* its texts are owned */
} Making;

static void
free_making (gpointer data)
{
  Making *making = data;

  g_free (making->patient_id);
  g_free ((char *) making->wanted.form_code);
  g_free ((char *) making->wanted.language);
  g_free ((char *) making->wanted.variant);
  g_clear_pointer (&making->wanted.own, json_object_unref);
  g_free (making);
}

static gpointer
make_paper (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;
  HavenPaper *paper = haven_papers_make_with (session, making->patient_id, &making->wanted, error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

static gpointer
fill_official (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;
  HavenPaper *paper = haven_official_forms_fill (session,
                                                 making->wanted.form_code,
                                                 making->patient_id,
                                                 making->wanted.own,
                                                 cancellable,
                                                 error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

static gpointer
load_paper (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HavenPaper *paper = haven_papers_load (session, data, error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

/** @wanted: what is in it does not change any more */
void
haven_paper_make_async (HavenSession *session,
                        const char *patient_id,
                        const HavenPaperWanted *wanted,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  Making *making = g_new0 (Making, 1);

  making->patient_id = g_strdup (patient_id);
  making->wanted = *wanted;
  making->wanted.form_code = g_strdup (wanted->form_code);
  making->wanted.language = g_strdup (wanted->language);
  making->wanted.variant = g_strdup (wanted->variant);
  making->wanted.own = wanted->own ? json_object_ref (wanted->own) : NULL;
  haven_session_work_async (session, make_paper, making, free_making, g_object_unref, cancellable, callback, data);
}

/** @own: (nullable): what somebody typed, over what the vault knows; it does not change any more */
void
haven_paper_fill_official_async (HavenSession *session,
                                 const char *patient_id,
                                 const char *form_id,
                                 JsonObject *own,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Making *making = g_new0 (Making, 1);

  making->patient_id = g_strdup (patient_id);
  making->wanted.form_code = g_strdup (form_id);
  making->wanted.own = own ? json_object_ref (own) : NULL;
  haven_session_work_async (session, fill_official, making, free_making, g_object_unref, cancellable, callback, data);
}

void
haven_paper_load_async (HavenSession *session,
                        const char *document_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  haven_session_work_async (session,
                            load_paper,
                            g_strdup (document_id),
                            g_free,
                            g_object_unref,
                            cancellable,
                            callback,
                            data);
}
