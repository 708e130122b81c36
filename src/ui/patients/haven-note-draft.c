/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-note-draft.h"

#include "haven-notes-service.h"

/* Less than the two seconds in which it has to be in the vault. */
#define MILLISECONDS_AFTER_TYPING 1000

struct _HavenNoteDraft
{
  GObject parent_instance;

  /* owned */
  HavenSession *session;
  char *subject_id;
  char *text; /* what shall be kept */
  gint64 caret;

  HavenNoteDraftFunc when_idle;
  gpointer when_idle_data;

  guint timer;
  gboolean unsaved;
  gboolean writing; /* an act is under way */
  gboolean paused;
};

G_DEFINE_FINAL_TYPE (HavenNoteDraft, haven_note_draft, G_TYPE_OBJECT)

enum
{
  SAVED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *subject_id;
  char *text; /* NULL: nothing shall be kept */
  gint64 caret;
} Writing;

static void write_now (HavenNoteDraft *self);

static void
free_writing (gpointer data)
{
  Writing *writing = data;

  g_free (writing->subject_id);
  g_free (writing->text);
  g_free (writing);
}

static gpointer
run_writing (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;
  gboolean done = writing->text != NULL
                    ? haven_notes_save_draft (session, writing->subject_id, writing->text, writing->caret, error)
                    : haven_notes_discard_draft (session, writing->subject_id, error);

  return GINT_TO_POINTER (done);
}

static void
go_idle (HavenNoteDraft *self)
{
  HavenNoteDraftFunc function = self->when_idle;

  self->when_idle = NULL;
  if (function != NULL)
    function (self->when_idle_data);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenNoteDraft) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));

  self->writing = FALSE;
  if (done)
    g_signal_emit (self, signals[SAVED], 0);
  else
    {
      self->unsaved = TRUE;
      g_signal_emit (self, signals[FAILED], 0, error);
    }
  if (self->paused)
    go_idle (self);
  else if (done && self->unsaved && self->timer == 0)
    write_now (self);
}

/* Never cancelled: closing the editor is no reason to lose what was typed. */
static void
write_now (HavenNoteDraft *self)
{
  Writing *writing;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->writing || self->paused || !self->unsaved)
    return;
  writing = g_new0 (Writing, 1);
  writing->subject_id = g_strdup (self->subject_id);
  writing->text = g_strdup (self->text);
  writing->caret = self->caret;
  self->writing = TRUE;
  self->unsaved = FALSE;
  haven_session_work_async (self->session,
                            run_writing,
                            writing,
                            free_writing,
                            NULL,
                            NULL,
                            written_cb,
                            g_object_ref (self));
}

static gboolean
time_came_cb (gpointer data)
{
  HavenNoteDraft *self = data;

  self->timer = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

static void
haven_note_draft_dispose (GObject *object)
{
  HavenNoteDraft *self = HAVEN_NOTE_DRAFT (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (haven_note_draft_parent_class)->dispose (object);
}

static void
haven_note_draft_finalize (GObject *object)
{
  HavenNoteDraft *self = HAVEN_NOTE_DRAFT (object);

  g_clear_object (&self->session);
  g_free (self->subject_id);
  g_free (self->text);
  G_OBJECT_CLASS (haven_note_draft_parent_class)->finalize (object);
}

static void
haven_note_draft_class_init (HavenNoteDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = haven_note_draft_dispose;
  object_class->finalize = haven_note_draft_finalize;

  /** HavenNoteDraft::saved: what was typed is in the vault */
  signals[SAVED] =
    g_signal_new ("saved", HAVEN_TYPE_NOTE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HavenNoteDraft::failed:
   * @error: why it is not there
   */
  signals[FAILED] = g_signal_new ("failed",
                                  HAVEN_TYPE_NOTE_DRAFT,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}

static void
haven_note_draft_init (HavenNoteDraft *self)
{
}

/**
 * haven_note_draft_new:
 * @subject_id: the person, or the note that an addendum is written to
 */
HavenNoteDraft *
haven_note_draft_new (HavenSession *session, const char *subject_id)
{
  HavenNoteDraft *self = g_object_new (HAVEN_TYPE_NOTE_DRAFT, NULL);

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && subject_id != NULL, self);
  self->session = g_object_ref (session);
  self->subject_id = g_strdup (subject_id);
  return self;
}

/**
 * haven_note_draft_set_text:
 * @text: (nullable): what stands in the editor; %NULL keeps nothing
 * @caret: where the cursor stands in it, in characters
 *
 * Keeps the text, a moment after the last call.
 */
void
haven_note_draft_set_text (HavenNoteDraft *self, const char *text, gint64 caret)
{
  g_return_if_fail (HAVEN_IS_NOTE_DRAFT (self));

  g_set_str (&self->text, text);
  self->caret = caret;
  self->unsaved = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (MILLISECONDS_AFTER_TYPING, time_came_cb, self);
}

/** Keeps what is not kept yet, at once. */
void
haven_note_draft_flush (HavenNoteDraft *self)
{
  g_return_if_fail (HAVEN_IS_NOTE_DRAFT (self));
  write_now (self);
}

/** Throws the draft away. */
void
haven_note_draft_discard (HavenNoteDraft *self)
{
  g_return_if_fail (HAVEN_IS_NOTE_DRAFT (self));
  haven_note_draft_set_text (self, NULL, 0);
  haven_note_draft_flush (self);
}

gboolean
haven_note_draft_is_saved (HavenNoteDraft *self)
{
  g_return_val_if_fail (HAVEN_IS_NOTE_DRAFT (self), FALSE);
  return !self->unsaved && !self->writing;
}

/** Keeps nothing from now on; @function is called when the last act is done, which may be at once. */
void
haven_note_draft_pause (HavenNoteDraft *self, HavenNoteDraftFunc function, gpointer data)
{
  g_return_if_fail (HAVEN_IS_NOTE_DRAFT (self) && self->when_idle == NULL);

  self->paused = TRUE;
  self->when_idle = function;
  self->when_idle_data = data;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->writing)
    go_idle (self);
}

/** Keeps again what is typed, as signing did not succeed. */
void
haven_note_draft_resume (HavenNoteDraft *self)
{
  g_return_if_fail (HAVEN_IS_NOTE_DRAFT (self));
  self->paused = FALSE;
  haven_note_draft_flush (self);
}
