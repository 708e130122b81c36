/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-making.h"

#include "haven-papers-signing.h"

typedef struct
{
  char *patient_id;
  char *form_code;
  char *language;
  char *variant;
  JsonObject *own;
} Making;

static void
free_making (gpointer data)
{
  Making *making = data;

  g_free (making->patient_id);
  g_free (making->form_code);
  g_free (making->language);
  g_free (making->variant);
  g_clear_pointer (&making->own, json_object_unref);
  g_free (making);
}

static gpointer
make_paper (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;
  HavenPaper *paper = haven_papers_make_with (session,
                                              making->patient_id,
                                              making->form_code,
                                              making->language,
                                              making->variant,
                                              making->own,
                                              error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

static gpointer
load_paper (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HavenPaper *paper = haven_papers_load (session, data, error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

/** @own: (nullable): values that somebody filled in; they do not change any more */
void
haven_paper_make_async (HavenSession *session,
                        const char *patient_id,
                        const char *form_code,
                        const char *language,
                        const char *variant,
                        JsonObject *own,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  Making *making = g_new0 (Making, 1);

  making->patient_id = g_strdup (patient_id);
  making->form_code = g_strdup (form_code);
  making->language = g_strdup (language);
  making->variant = g_strdup (variant);
  making->own = own ? json_object_ref (own) : NULL;
  haven_session_work_async (session, make_paper, making, free_making, g_object_unref, cancellable, callback, data);
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
