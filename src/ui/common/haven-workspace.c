/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-workspace.h"

#include "haven-backup-keeper.h"
#include "haven-draft-roll.h"

#define MOST_UNDOABLE 100

struct _HavenWorkspace
{
  GObject parent_instance;

  /* owned */
  HavenSession *session;
  GPtrArray *done;   /* HavenEdit, the latest last */
  GPtrArray *undone; /* HavenEdit, the next to do again last */
  HavenDraftRoll *drafts;
  HavenPlaces *places;
  char *sign_in_name;         /* nullable */
  HavenBackupKeeper *backups; /* nullable */

  gboolean busy;
};

G_DEFINE_FINAL_TYPE (HavenWorkspace, haven_workspace, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

enum
{
  SIGNAL_TOLD,
  SIGNAL_OPEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef enum
{
  STEP_DO,
  STEP_UNDO,
  STEP_REDO,
} Step;

typedef struct
{
  HavenWorkspace *self;
  HavenEdit *edit;
  Step step;
  HavenDone function; /* nullable */
  gpointer data;
} Doing;

static void
free_doing (Doing *doing)
{
  g_object_unref (doing->edit);
  g_object_unref (doing->self);
  g_free (doing);
}

static void
notify_stacks (HavenWorkspace *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
file_edit (HavenWorkspace *self, HavenEdit *edit, Step step)
{
  GPtrArray *to = step == STEP_UNDO ? self->undone : self->done;

  if (step == STEP_DO)
    g_ptr_array_set_size (self->undone, 0);
  g_ptr_array_add (to, g_object_ref (edit));
  if (to->len > MOST_UNDOABLE)
    g_ptr_array_remove_index (to, 0);
}

static gpointer
run_step (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Doing *doing = data;
  gboolean done = doing->step == STEP_UNDO ? haven_edit_revert (doing->edit, session, error)
                                           : haven_edit_apply (doing->edit, session, error);

  return GINT_TO_POINTER (done);
}

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Doing *doing = data;
  HavenWorkspace *self = doing->self;
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));

  self->busy = FALSE;
  if (done)
    {
      file_edit (self, doing->edit, doing->step);
      g_signal_emit (self,
                     signals[SIGNAL_TOLD],
                     0,
                     haven_edit_get_label (doing->edit),
                     doing->step == STEP_UNDO ? HAVEN_TOLD_UNDONE : HAVEN_TOLD_DONE);
    }
  else
    haven_workspace_tell_error (self, error);
  notify_stacks (self);
  if (doing->function != NULL)
    doing->function (self, doing->edit, done, doing->data);
  free_doing (doing);
}

static void
start_step (HavenWorkspace *self, HavenEdit *edit, Step step, HavenDone function, gpointer data)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->self = g_object_ref (self);
  doing->edit = g_object_ref (edit);
  doing->step = step;
  doing->function = function;
  doing->data = data;
  self->busy = TRUE;
  haven_session_work_async (self->session, run_step, doing, NULL, NULL, NULL, step_done_cb, doing);
}

static void
take_back (HavenWorkspace *self, GPtrArray *stack, Step step)
{
  g_autoptr (HavenEdit) edit = NULL;

  /* One step at a time: a second key press while one runs would take the wrong one. */
  if (self->busy || stack->len == 0)
    return;
  edit = g_ptr_array_steal_index (stack, stack->len - 1);
  start_step (self, edit, step, NULL, NULL);
}

static void
haven_workspace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HavenWorkspace *self = HAVEN_WORKSPACE (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, haven_workspace_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, haven_workspace_get_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
haven_workspace_finalize (GObject *object)
{
  HavenWorkspace *self = HAVEN_WORKSPACE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);
  g_clear_object (&self->drafts);
  g_clear_object (&self->places);
  g_clear_pointer (&self->sign_in_name, g_free);
  g_clear_object (&self->backups);
  G_OBJECT_CLASS (haven_workspace_parent_class)->finalize (object);
}

static void
haven_workspace_class_init (HavenWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_workspace_get_property;
  object_class->finalize = haven_workspace_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, HAVEN_TYPE_SESSION, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HavenWorkspace::told:
   * @message: one sentence, or the label of what was done
   * @kind: a #HavenTold
   */
  signals[SIGNAL_TOLD] = g_signal_new ("told",
                                       HAVEN_TYPE_WORKSPACE,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       G_TYPE_STRING,
                                       G_TYPE_INT);
  /**
   * HavenWorkspace::open:
   * @destination: a #HavenDestination
   * @id: (nullable):
   * @detail: (nullable):
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open",
                                       HAVEN_TYPE_WORKSPACE,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       3,
                                       G_TYPE_INT,
                                       G_TYPE_STRING,
                                       G_TYPE_STRING);
}

static void
haven_workspace_init (HavenWorkspace *self)
{
  self->done = g_ptr_array_new_with_free_func (g_object_unref);
  self->undone = g_ptr_array_new_with_free_func (g_object_unref);
  self->drafts = haven_draft_roll_new ();
  self->places = haven_places_new ();
}

HavenWorkspace *
haven_workspace_new (HavenSession *session)
{
  HavenWorkspace *self = g_object_new (HAVEN_TYPE_WORKSPACE, NULL);

  g_return_val_if_fail (HAVEN_IS_SESSION (session), self);
  self->session = g_object_ref (session);
  return self;
}

HavenSession *
haven_workspace_get_session (HavenWorkspace *self)
{
  g_return_val_if_fail (HAVEN_IS_WORKSPACE (self), NULL);
  return self->session;
}

/** What the signed-in person typed as their name, so that only their passphrase is asked again; %NULL: not known. */
void
haven_workspace_set_sign_in_name (HavenWorkspace *self, const char *name)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  g_set_str (&self->sign_in_name, name);
}

/** Returns: (nullable): the name to sign in with */
const char *
haven_workspace_get_sign_in_name (HavenWorkspace *self)
{
  g_return_val_if_fail (HAVEN_IS_WORKSPACE (self), NULL);
  return self->sign_in_name;
}

/** @backups: (nullable): what makes the backups while this session is open */
void
haven_workspace_set_backups (HavenWorkspace *self, HavenBackupKeeper *backups)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  g_set_object (&self->backups, backups);
}

/** Returns: (nullable) (transfer none): what makes the backups */
HavenBackupKeeper *
haven_workspace_get_backups (HavenWorkspace *self)
{
  g_return_val_if_fail (HAVEN_IS_WORKSPACE (self), NULL);
  return self->backups;
}

/** Applies an edit without waiting; when it is done, a toast offers to undo it. */
void
haven_workspace_do (HavenWorkspace *self, HavenEdit *edit)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self) && HAVEN_IS_EDIT (edit));
  start_step (self, edit, STEP_DO, NULL, NULL);
}

/** The same; @function is called afterwards, with whether it was done. */
void
haven_workspace_do_then (HavenWorkspace *self, HavenEdit *edit, HavenDone function, gpointer data)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self) && HAVEN_IS_EDIT (edit) && function != NULL);
  start_step (self, edit, STEP_DO, function, data);
}

static void
done_for_draft_cb (HavenWorkspace *self, HavenEdit *edit, gboolean done, gpointer data)
{
  g_autoptr (HavenDraftWriter) draft = data;

  if (done)
    haven_draft_writer_discard (draft);
}

/** The same for what was written in an editor: its draft goes once that is done. Where it fails, the draft stays. */
void
haven_workspace_do_for_draft (HavenWorkspace *self, HavenEdit *edit, HavenDraftWriter *draft)
{
  g_return_if_fail (HAVEN_IS_DRAFT_WRITER (draft));
  haven_workspace_do_then (self, edit, done_for_draft_cb, g_object_ref (draft));
}

/** Takes back one edit, whatever was done since; nothing where it is not among what can be undone. */
void
haven_workspace_undo_edit (HavenWorkspace *self, HavenEdit *edit)
{
  guint position;
  g_autoptr (HavenEdit) taken = NULL;

  g_return_if_fail (HAVEN_IS_WORKSPACE (self));

  if (self->busy || !g_ptr_array_find (self->done, edit, &position))
    return;
  taken = g_ptr_array_steal_index (self->done, position);
  start_step (self, taken, STEP_UNDO, NULL, NULL);
}

void
haven_workspace_undo (HavenWorkspace *self)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  take_back (self, self->done, STEP_UNDO);
}

void
haven_workspace_redo (HavenWorkspace *self)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  take_back (self, self->undone, STEP_REDO);
}

gboolean
haven_workspace_get_can_undo (HavenWorkspace *self)
{
  g_return_val_if_fail (HAVEN_IS_WORKSPACE (self), FALSE);
  return self->done->len > 0;
}

gboolean
haven_workspace_get_can_redo (HavenWorkspace *self)
{
  g_return_val_if_fail (HAVEN_IS_WORKSPACE (self), FALSE);
  return self->undone->len > 0;
}

/** Tells something that just happened, as a toast. Never a name: a toast can be read across the desk. */
void
haven_workspace_tell (HavenWorkspace *self, const char *message)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self) && message != NULL);
  g_signal_emit (self, signals[SIGNAL_TOLD], 0, message, HAVEN_TOLD_PLAIN);
}

void
haven_workspace_tell_error (HavenWorkspace *self, const GError *error)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_TOLD], 0, error->message, HAVEN_TOLD_FAILED);
}

/** Asks the window to go somewhere. */
void
haven_workspace_open (HavenWorkspace *self, HavenDestination destination, const char *id, const char *detail)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));

  /* Whoever goes elsewhere no longer comes back to an editor. */
  haven_places_want_editor (self->places, NULL, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, (int) destination, id, detail);
}

/* ── Drafts ───────────────────────────────────────────────────────────────── */

void
haven_workspace_add_draft (HavenWorkspace *self, HavenDraftWriter *draft)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  haven_draft_roll_add (self->drafts, draft);
}

static void
drafts_flushed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (haven_draft_roll_flush_finish (HAVEN_DRAFT_ROLL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * haven_workspace_flush_drafts_async:
 *
 * Writes what is typed in all editors of the window. @callback comes when that is in the vault, or when it is known
 * that it cannot be, always in a later turn of the main loop: only then the session is left.
 */
void
haven_workspace_flush_drafts_async (HavenWorkspace *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  GTask *task;

  g_return_if_fail (HAVEN_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  haven_draft_roll_flush_async (self->drafts, cancellable, drafts_flushed_cb, task);
}

/** Returns: whether every word is in the vault; otherwise why not */
gboolean
haven_workspace_flush_drafts_finish (HavenWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ── Where somebody is ────────────────────────────────────────────────────── */

/** Returns: (transfer none): where somebody is now; copied, it survives the workspace */
const HavenPlace *
haven_workspace_get_place (HavenWorkspace *self)
{
  g_return_val_if_fail (HAVEN_IS_WORKSPACE (self), NULL);
  return haven_places_get (self->places);
}

/** A page tells that it is the one which is seen. */
void
haven_workspace_note_place (HavenWorkspace *self, HavenDestination destination, const char *id, const char *detail)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  haven_places_note (self->places, destination, id, detail);
}

/* A paper belongs to no page; the window shows it. */
static void
open_paper (HavenWorkspace *self, const char *subject_id)
{
  g_auto (GStrv) ids = g_strsplit (subject_id, "/", 2);

  if (ids[0] != NULL && ids[1] != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, (int) HAVEN_DESTINATION_PAPER, ids[0], ids[1]);
}

/** Leads back to a page and to the editor that was open over it, which brings its draft. */
void
haven_workspace_go_to_place (HavenWorkspace *self, const HavenPlace *place)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self) && place != NULL);

  haven_workspace_open (self, place->destination, place->id, place->detail);
  if (g_strcmp0 (place->editor, HAVEN_EDITOR_PAPER) == 0)
    open_paper (self, place->subject_id);
  else
    haven_places_want_editor (self->places, place->editor, place->subject_id, place->editor_detail);
}

/** An editor tells that it is open; see haven_places_enter_editor(). */
void
haven_workspace_enter_editor (HavenWorkspace *self,
                              gpointer owner,
                              const char *editor,
                              const char *subject_id,
                              const char *detail)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  haven_places_enter_editor (self->places, owner, editor, subject_id, detail);
}

void
haven_workspace_leave_editor (HavenWorkspace *self, gpointer owner)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  haven_places_leave_editor (self->places, owner);
}

/** A page tells that it is ready to open an editor again; see haven_places_offer(). */
void
haven_workspace_offer_editor (HavenWorkspace *self, const char *editor, HavenEditorOpener opener, gpointer owner)
{
  g_return_if_fail (HAVEN_IS_WORKSPACE (self));
  haven_places_offer (self->places, editor, opener, owner);
}
