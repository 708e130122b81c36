/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-draft-writer.h"

/* From the first key that is not kept yet, so that nobody types past it: less than the two seconds that are promised. */
#define MILLISECONDS 1500

struct _HavenDraftWriter
{
  GObject parent_instance;

  /* owned */
  HavenSession *session;
  char *editor;
  char *subject_id;
  HavenDraftContent *kept;   /* what the vault holds as far as is known; NULL: no draft */
  HavenDraftContent *wanted; /* what it shall hold when there is no source any more */
  HavenDraftContent *under_way;
  GArray *waiting;           /* Waiting */

  /* borrowed */
  HavenDraftSource source;
  gpointer source_data;

  guint timer;
  gboolean writing; /* an act is under way */
  gboolean paused;
  gboolean asked_again; /* something came while an act was under way */
};

G_DEFINE_FINAL_TYPE (HavenDraftWriter, haven_draft_writer, G_TYPE_OBJECT)

enum
{
  SAVED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  HavenDraftWritten written;
  gpointer data;
} Waiting;

typedef struct
{
  char *editor;
  char *subject_id;
  HavenDraftContent *content; /* NULL: nothing shall be kept */
} Writing;

static void write_now (HavenDraftWriter *self);

static void
free_writing (gpointer data)
{
  Writing *writing = data;

  g_free (writing->editor);
  g_free (writing->subject_id);
  haven_draft_content_free (writing->content);
  g_free (writing);
}

static gpointer
run_writing (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Writing *writing = data;
  gboolean done = writing->content != NULL
                    ? haven_drafts_save (session, writing->editor, writing->subject_id, writing->content, error)
                    : haven_drafts_discard (session, writing->editor, writing->subject_id, error);

  return GINT_TO_POINTER (done);
}

static void
set_content (HavenDraftContent **member, const HavenDraftContent *content)
{
  HavenDraftContent *copy = content ? haven_draft_content_copy (content) : NULL;

  haven_draft_content_free (*member);
  *member = copy;
}

static HavenDraftContent *
dup_wanted (HavenDraftWriter *self)
{
  if (self->source != NULL)
    return self->source (self->source_data);
  return self->wanted ? haven_draft_content_copy (self->wanted) : NULL;
}

static void
tell_waiting (HavenDraftWriter *self, const GError *error)
{
  g_autoptr (GArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  for (guint i = 0; i < waiting->len; i++)
    {
      const Waiting *one = &g_array_index (waiting, Waiting, i);

      one->written (error, one->data);
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenDraftWriter) self = data;
  g_autoptr (HavenDraftContent) written = g_steal_pointer (&self->under_way);
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  gboolean again = self->asked_again;

  self->writing = FALSE;
  self->asked_again = FALSE;
  if (done)
    {
      set_content (&self->kept, written);
      g_signal_emit (self, signals[SAVED], 0);
    }
  else
    g_signal_emit (self, signals[FAILED], 0, error);
  if (done && again)
    write_now (self);
  else if (!self->writing)
    tell_waiting (self, error);
}

/* Never cancelled: closing the editor is no reason to lose what was typed. */
static void
start_writing (HavenDraftWriter *self, HavenDraftContent *content)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->editor = g_strdup (self->editor);
  writing->subject_id = g_strdup (self->subject_id);
  writing->content = content;
  set_content (&self->under_way, content);
  self->writing = TRUE;
  haven_session_work_async (self->session,
                            run_writing,
                            writing,
                            free_writing,
                            NULL,
                            NULL,
                            written_cb,
                            g_object_ref (self));
}

static void
write_now (HavenDraftWriter *self)
{
  g_autoptr (HavenDraftContent) content = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->writing)
    {
      self->asked_again = TRUE;
      return;
    }
  if (!self->paused)
    content = dup_wanted (self);
  if (self->paused || haven_draft_content_equal (content, self->kept))
    tell_waiting (self, NULL);
  else
    start_writing (self, g_steal_pointer (&content));
}

static gboolean
time_came_cb (gpointer data)
{
  HavenDraftWriter *self = data;

  self->timer = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

static void
haven_draft_writer_dispose (GObject *object)
{
  HavenDraftWriter *self = HAVEN_DRAFT_WRITER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (haven_draft_writer_parent_class)->dispose (object);
}

static void
haven_draft_writer_finalize (GObject *object)
{
  HavenDraftWriter *self = HAVEN_DRAFT_WRITER (object);

  g_clear_object (&self->session);
  g_free (self->editor);
  g_free (self->subject_id);
  haven_draft_content_free (self->kept);
  haven_draft_content_free (self->wanted);
  haven_draft_content_free (self->under_way);
  g_array_unref (self->waiting);
  G_OBJECT_CLASS (haven_draft_writer_parent_class)->finalize (object);
}

static void
haven_draft_writer_class_init (HavenDraftWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = HAVEN_TYPE_DRAFT_WRITER;

  object_class->dispose = haven_draft_writer_dispose;
  object_class->finalize = haven_draft_writer_finalize;

  /** HavenDraftWriter::saved: what was typed is in the vault, or out of it where nothing is left of it */
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HavenDraftWriter::failed:
   * @error: why it is not there
   */
  signals[FAILED] =
    g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
haven_draft_writer_init (HavenDraftWriter *self)
{
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
}

/** @editor, @subject_id: see haven_drafts_save() */
HavenDraftWriter *
haven_draft_writer_new (HavenSession *session, const char *editor, const char *subject_id)
{
  HavenDraftWriter *self = g_object_new (HAVEN_TYPE_DRAFT_WRITER, NULL);

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && editor != NULL && subject_id != NULL, self);
  self->session = g_object_ref (session);
  self->editor = g_strdup (editor);
  self->subject_id = g_strdup (subject_id);
  return self;
}

HavenSession *
haven_draft_writer_get_session (HavenDraftWriter *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_WRITER (self), NULL);
  return self->session;
}

const char *
haven_draft_writer_get_editor (HavenDraftWriter *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_WRITER (self), NULL);
  return self->editor;
}

const char *
haven_draft_writer_get_subject_id (HavenDraftWriter *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_WRITER (self), NULL);
  return self->subject_id;
}

/** From now on @source says what stands in the editor. @kept: (nullable): what was found in the vault */
void
haven_draft_writer_attach (HavenDraftWriter *self,
                           HavenDraftSource source,
                           gpointer data,
                           const HavenDraftContent *kept)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self) && source != NULL);

  self->source = source;
  self->source_data = data;
  haven_draft_writer_set_kept (self, kept);
}

/** The editor goes: what stands in it now is the last word, and is written. */
void
haven_draft_writer_detach (HavenDraftWriter *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));

  if (self->source == NULL)
    return;
  haven_draft_content_free (self->wanted);
  self->wanted = self->source (self->source_data);
  self->source = NULL;
  write_now (self);
}

/** What the vault holds was changed by somebody else than this. */
void
haven_draft_writer_set_kept (HavenDraftWriter *self, const HavenDraftContent *kept)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));
  set_content (&self->kept, kept);
}

/** Something was typed: it is written a moment later, with what comes meanwhile. */
void
haven_draft_writer_changed (HavenDraftWriter *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));

  if (self->timer == 0 && !self->paused && self->source != NULL)
    self->timer = g_timeout_add (MILLISECONDS, time_came_cb, self);
}

/**
 * haven_draft_writer_flush:
 * @written: (nullable): called when the latest words are in the vault, or could not be; that may be at once
 */
void
haven_draft_writer_flush (HavenDraftWriter *self, HavenDraftWritten written, gpointer data)
{
  const Waiting waiting = { written, data };

  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));

  if (written != NULL)
    g_array_append_val (self->waiting, waiting);
  write_now (self);
}

/** Whatever stands in the editor: it is done with, and nothing of it is kept. */
void
haven_draft_writer_discard (HavenDraftWriter *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));

  self->source = NULL;
  self->paused = FALSE;
  g_clear_pointer (&self->wanted, haven_draft_content_free);
  write_now (self);
}

gboolean
haven_draft_writer_is_saved (HavenDraftWriter *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_WRITER (self), FALSE);
  return self->timer == 0 && !self->writing;
}

gboolean
haven_draft_writer_has_draft (HavenDraftWriter *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_WRITER (self), FALSE);
  return self->kept != NULL || self->under_way != NULL;
}

/** Writes nothing from now on, but for the act that is under way; haven_draft_writer_flush() tells when that is done. */
void
haven_draft_writer_pause (HavenDraftWriter *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));
  self->paused = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

/** Writes again, as what should have ended the draft did not succeed. */
void
haven_draft_writer_resume (HavenDraftWriter *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));
  self->paused = FALSE;
  write_now (self);
}

/** Returns: milliseconds from the first key to the writing; 0 where nothing is to be written */
guint
haven_draft_writer_get_delay (HavenDraftWriter *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_WRITER (self), 0);
  return self->timer != 0 ? MILLISECONDS : 0;
}

/** As if that time had gone by. */
void
haven_draft_writer_elapse (HavenDraftWriter *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (self));

  if (self->timer != 0)
    write_now (self);
}
