/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-live.h"

struct _HavenLivePress
{
  GObject parent_instance;

  GCancellable *latest; /* owned, nullable: what is being drawn */
};

G_DEFINE_FINAL_TYPE (HavenLivePress, haven_live_press, G_TYPE_OBJECT)

typedef struct
{
  HavenForms *forms;
  HavenDocumentRequest request; /* its strings are owned */
  HavenTranslation *texts;
  char *text_id;
  double scale;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->forms);
  g_clear_pointer (&job->texts, haven_translation_free);
  g_clear_pointer (&job->request.values, json_object_unref);
  g_free ((char *) job->request.form_code);
  g_free ((char *) job->request.language);
  g_free ((char *) job->request.variant);
  g_free (job->text_id);
  g_free (job);
}

static void
run (gpointer data, gpointer nothing)
{
  g_autoptr (GTask) task = data;
  const Job *job = g_task_get_task_data (task);
  HavenLiveRequest request = { &job->request, job->texts, job->text_id, job->scale };
  GError *error = NULL;
  HavenDocumentLive *live;

  if (g_task_return_error_if_cancelled (task))
    return;
  live = haven_document_live_render (job->forms, &request, g_task_get_cancellable (task), &error);
  if (live != NULL)
    g_task_return_pointer (task, live, (GDestroyNotify) haven_document_live_free);
  else
    g_task_return_error (task, error);
}

/** Nothing that was asked for comes any more: its callback is told that it was cancelled. */
void
haven_live_press_stop (HavenLivePress *self)
{
  g_return_if_fail (HAVEN_IS_LIVE_PRESS (self));

  g_cancellable_cancel (self->latest);
  g_clear_object (&self->latest);
}

/* One thread for all presses, which stays as long as the program: it keeps the fonts, and does not take them down while
 * the program ends. */
static GThreadPool *
get_thread (void)
{
  static gsize thread = 0;

  if (g_once_init_enter (&thread))
    g_once_init_leave (&thread, (gsize) g_thread_pool_new (run, NULL, 1, TRUE, NULL));
  return (GThreadPool *) thread;
}

static void
haven_live_press_dispose (GObject *object)
{
  HavenLivePress *self = HAVEN_LIVE_PRESS (object);

  haven_live_press_stop (self);
  G_OBJECT_CLASS (haven_live_press_parent_class)->dispose (object);
}

static void
haven_live_press_class_init (HavenLivePressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_live_press_dispose;
}

static void
haven_live_press_init (HavenLivePress *self)
{
}

HavenLivePress *
haven_live_press_new (void)
{
  return g_object_new (HAVEN_TYPE_LIVE_PRESS, NULL);
}

static Job *
make_job (HavenForms *forms, const HavenLiveRequest *request, HavenTranslation *texts)
{
  Job *job = g_new0 (Job, 1);

  job->forms = g_object_ref (forms);
  job->texts = texts;
  job->text_id = g_strdup (request->text_id);
  job->scale = request->scale;
  job->request.form_code = g_strdup (request->request->form_code);
  job->request.language = g_strdup (request->request->language);
  job->request.variant = g_strdup (request->request->variant);
  job->request.paper = request->request->paper;
  job->request.made_on = request->request->made_on;
  job->request.values = request->request->values ? json_object_ref (request->request->values) : json_object_new ();
  return job;
}

/**
 * haven_live_press_draw_async:
 * @request: its form, language, variant, paper, values, day, text and scale are used; it may go
 * @texts: (transfer full): of the form, as they stand
 *
 * Draws on the thread of the presses. What was asked for before and is not there yet is cancelled.
 */
void
haven_live_press_draw_async (HavenLivePress *self,
                             HavenForms *forms,
                             const HavenLiveRequest *request,
                             HavenTranslation *texts,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;

  g_return_if_fail (HAVEN_IS_LIVE_PRESS (self) && HAVEN_IS_FORMS (forms) && request != NULL && texts != NULL);

  haven_live_press_stop (self);
  self->latest = g_cancellable_new ();
  task = g_task_new (self, self->latest, callback, data);
  g_task_set_task_data (task, make_job (forms, request, texts), free_job);
  g_thread_pool_push (get_thread (), task, NULL);
}

/** Returns: (transfer full) (nullable): the pictures */
HavenDocumentLive *
haven_live_press_draw_finish (HavenLivePress *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
