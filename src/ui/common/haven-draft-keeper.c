/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-draft-keeper.h"

struct _HavenDraftKeeper
{
  GObject parent_instance;

  /* owned */
  HavenWorkspace *workspace;
  HavenDraftWriter *writer;
  HavenDraftFields *fields;
  HavenDraftContent *at_first; /* what stands in the editor before anybody types; NULL until it is started */
  HavenDraftContent *found;    /* nullable: its cursor is still to be placed */
  HavenEdit *discarded;        /* nullable: what threw the draft away, as long as it may come back */
  GCancellable *cancellable;
  char *detail;

  /* borrowed, weak */
  GtkWidget *form;
  AdwDialog *dialog;
  HavenDraftLine *line;
  GtkWidget *first_focus;
  GtkWindow *window;

  gboolean of_record; /* what is edited is there already */
  gboolean ready;   /* it is known whether there is a draft */
  gboolean placing; /* the focus waits until the editor is seen */
};

G_DEFINE_FINAL_TYPE (HavenDraftKeeper, haven_draft_keeper, G_TYPE_OBJECT)

enum
{
  READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── What is kept ─────────────────────────────────────────────────────────── */

/* What somebody found there and left as it was is no draft. */
static HavenDraftContent *
read_editor (gpointer data)
{
  HavenDraftKeeper *self = data;
  g_autoptr (HavenDraftContent) content = haven_draft_fields_read (self->fields);

  if (haven_draft_content_has_same_texts (content, self->at_first))
    return NULL;
  if (self->of_record)
    haven_draft_content_leave_out (content, self->at_first);
  return g_steal_pointer (&content);
}

static void
fields_changed_cb (HavenDraftKeeper *self)
{
  haven_draft_keeper_changed (self);
}

static void
window_left_cb (HavenDraftKeeper *self, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_is_active (window))
    haven_draft_keeper_flush (self);
}

static void
saved_cb (HavenDraftKeeper *self)
{
  if (self->line != NULL && gtk_widget_has_css_class (GTK_WIDGET (self->line), "error"))
    haven_draft_line_hide (self->line);
}

static void
failed_cb (HavenDraftKeeper *self, const GError *error)
{
  if (self->line != NULL)
    haven_draft_line_show_failure (self->line, error->message, FALSE);
}

/* ── Bringing back ────────────────────────────────────────────────────────── */

static gboolean
has_focus_inside (HavenDraftKeeper *self)
{
  GtkRoot *root = gtk_widget_get_root (self->form);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->form);
}

/* An entry that is switched off with the cursor in it goes on blinking. */
static void
set_usable (HavenDraftKeeper *self, gboolean usable)
{
  if (!usable && has_focus_inside (self))
    gtk_root_set_focus (gtk_widget_get_root (self->form), NULL);
  gtk_widget_set_sensitive (self->form, usable);
}

static void
focus_first (HavenDraftKeeper *self)
{
  if (gtk_widget_get_root (self->form) == NULL || has_focus_inside (self))
    return;
  if (self->first_focus == NULL || !gtk_widget_grab_focus (self->first_focus))
    gtk_widget_child_focus (self->form, GTK_DIR_TAB_FORWARD);
}

static void
place_focus (HavenDraftKeeper *self)
{
  g_autoptr (HavenDraftContent) content = g_steal_pointer (&self->found);

  self->placing = FALSE;
  if (content == NULL || !haven_draft_fields_place_caret (self->fields, content))
    focus_first (self);
}

static gboolean
seen_cb (GtkWidget *form, GdkFrameClock *clock, gpointer data)
{
  HavenDraftKeeper *self = data;

  if (self->form == NULL)
    return G_SOURCE_REMOVE;
  if (!gtk_widget_get_mapped (form))
    return G_SOURCE_CONTINUE;
  place_focus (self);
  return G_SOURCE_REMOVE;
}

/* A dialog that comes into view puts the focus where it thinks best; this comes after it. */
static void
place_focus_when_seen (HavenDraftKeeper *self, const HavenDraftContent *content)
{
  g_clear_pointer (&self->found, haven_draft_content_free);
  self->found = content ? haven_draft_content_copy (content) : NULL;
  self->placing = TRUE;
  if (gtk_widget_get_mapped (self->form))
    place_focus (self);
  else
    gtk_widget_add_tick_callback (self->form, seen_cb, g_object_ref (self), g_object_unref);
}

static void
bring_back (HavenDraftKeeper *self, const HavenDraftContent *content)
{
  HavenClock *clock = haven_session_get_clock (haven_draft_writer_get_session (self->writer));

  haven_draft_fields_fill (self->fields, content);
  if (self->line != NULL)
    haven_draft_line_show_brought_back (self->line, clock, haven_draft_content_get_saved_at (content));
}

static gpointer
find_draft (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HavenDraftWriter *writer = data;

  return haven_drafts_find (session,
                            haven_draft_writer_get_editor (writer),
                            haven_draft_writer_get_subject_id (writer),
                            error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDraftContent) content = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenDraftKeeper *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->form == NULL)
    return;
  self->ready = TRUE;
  haven_draft_writer_attach (self->writer, read_editor, self, content);
  set_usable (self, TRUE);
  if (content != NULL)
    bring_back (self, content);
  place_focus_when_seen (self, content);
  if (error != NULL && self->line != NULL)
    haven_draft_line_show_failure (self->line,
                                   error->message,
                                   g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DAMAGED));
  haven_draft_writer_changed (self->writer);
  g_signal_emit (self, signals[READY], 0, content != NULL);
}

/* Nobody types into an editor that is about to be filled. */
static void
look (HavenDraftKeeper *self)
{
  set_usable (self, FALSE);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            find_draft,
                            g_object_ref (self->writer),
                            g_object_unref,
                            (GDestroyNotify) haven_draft_content_free,
                            self->cancellable,
                            found_cb,
                            self);
}

/* ── Throwing away ────────────────────────────────────────────────────────── */

static gpointer
make_discard (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HavenDraftWriter *writer = data;

  return haven_drafts_edit_discard (session,
                                    haven_draft_writer_get_editor (writer),
                                    haven_draft_writer_get_subject_id (writer),
                                    error);
}

/* The editor as it was at first, and the draft no longer there. */
static void
discarded_cb (HavenWorkspace *workspace, HavenEdit *edit, gboolean done, gpointer data)
{
  g_autoptr (HavenDraftKeeper) self = data;

  if (self->form == NULL)
    return;
  if (done)
    {
      haven_draft_fields_fill (self->fields, self->at_first);
      haven_draft_writer_set_kept (self->writer, NULL);
      g_set_object (&self->discarded, edit);
      if (self->line != NULL)
        haven_draft_line_show_discarded (self->line);
    }
  set_usable (self, TRUE);
  focus_first (self);
}

static void
discard_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenDraftKeeper) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (self->form == NULL)
    return;
  if (edit != NULL)
    {
      haven_workspace_do_then (self->workspace, edit, discarded_cb, g_object_ref (self));
      return;
    }
  set_usable (self, TRUE);
  if (error != NULL)
    failed_cb (self, error);
  else if (self->line != NULL)
    haven_draft_line_hide (self->line);
}

static void
all_written_cb (const GError *error, gpointer data)
{
  g_autoptr (HavenDraftKeeper) self = data;

  if (self->form != NULL)
    haven_session_work_async (haven_workspace_get_session (self->workspace),
                              make_discard,
                              g_object_ref (self->writer),
                              g_object_unref,
                              g_object_unref,
                              NULL,
                              discard_made_cb,
                              g_object_ref (self));
}

static void
discard_cb (HavenDraftKeeper *self)
{
  set_usable (self, FALSE);
  haven_draft_writer_flush (self->writer, all_written_cb, g_object_ref (self));
}

static void
bring_back_cb (HavenDraftKeeper *self)
{
  if (self->discarded != NULL)
    haven_workspace_undo_edit (self->workspace, self->discarded);
}

/* However it was undone: by the line, by the toast, by the keys. */
static void
told_cb (HavenDraftKeeper *self, const char *message, int kind)
{
  if (kind != HAVEN_TOLD_UNDONE || self->discarded == NULL || haven_edit_is_applied (self->discarded) ||
      self->form == NULL)
    return;
  g_clear_object (&self->discarded);
  look (self);
}

/* ── Leaving by Cancel: thrown away, and it can be undone ─────────────────── */

typedef struct
{
  HavenWorkspace *workspace;
  HavenDraftWriter *writer;
} Cancelling;

static void
free_cancelling (Cancelling *self)
{
  g_object_unref (self->workspace);
  g_object_unref (self->writer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cancelling, free_cancelling)

static void
cancel_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenWorkspace) workspace = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit != NULL)
    haven_workspace_do (workspace, edit);
  else
    haven_workspace_tell_error (workspace, error);
}

static void
last_words_cb (const GError *error, gpointer data)
{
  g_autoptr (Cancelling) self = data;

  haven_session_work_async (haven_draft_writer_get_session (self->writer),
                            make_discard,
                            g_object_ref (self->writer),
                            g_object_unref,
                            g_object_unref,
                            NULL,
                            cancel_made_cb,
                            g_object_ref (self->workspace));
}

static void
cancel_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  haven_draft_keeper_cancel (data);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
leave (HavenDraftKeeper *self)
{
  if (self->workspace != NULL)
    haven_workspace_leave_editor (self->workspace, self);
}

static void
dialog_closed_cb (HavenDraftKeeper *self)
{
  haven_draft_keeper_flush (self);
  leave (self);
}

static void
root_changed_cb (HavenDraftKeeper *self)
{
  GtkRoot *root = self->form ? gtk_widget_get_root (self->form) : NULL;

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_set_weak_pointer (&self->window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  if (self->window != NULL)
    g_signal_connect_object (self->window,
                             "notify::is-active",
                             G_CALLBACK (window_left_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
haven_draft_keeper_dispose (GObject *object)
{
  HavenDraftKeeper *self = HAVEN_DRAFT_KEEPER (object);

  self->ready = FALSE;
  g_cancellable_cancel (self->cancellable);
  if (self->writer != NULL)
    haven_draft_writer_detach (self->writer);
  leave (self);
  g_clear_weak_pointer (&self->form);
  root_changed_cb (self);
  g_clear_weak_pointer (&self->dialog);
  g_clear_weak_pointer (&self->line);
  g_clear_weak_pointer (&self->first_focus);
  g_clear_object (&self->fields);
  g_clear_object (&self->writer);
  g_clear_object (&self->discarded);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_draft_keeper_parent_class)->dispose (object);
}

static void
haven_draft_keeper_finalize (GObject *object)
{
  HavenDraftKeeper *self = HAVEN_DRAFT_KEEPER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->at_first, haven_draft_content_free);
  g_clear_pointer (&self->found, haven_draft_content_free);
  g_free (self->detail);
  G_OBJECT_CLASS (haven_draft_keeper_parent_class)->finalize (object);
}

static void
haven_draft_keeper_class_init (HavenDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_draft_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_draft_keeper_finalize;

  /**
   * HavenDraftKeeper::ready:
   * @brought_back: whether there was something
   */
  signals[READY] = g_signal_new ("ready",
                                 HAVEN_TYPE_DRAFT_KEEPER,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_BOOLEAN);
}

static void
haven_draft_keeper_init (HavenDraftKeeper *self)
{
  self->cancellable = g_cancellable_new ();
  self->fields = haven_draft_fields_new ();
  g_signal_connect_object (self->fields, "changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * haven_draft_keeper_new:
 * @editor, @subject_id: see haven_drafts_save()
 *
 * Returns: (transfer full): ended with haven_draft_keeper_stop()
 */
HavenDraftKeeper *
haven_draft_keeper_new (HavenWorkspace *workspace, const char *editor, const char *subject_id)
{
  HavenDraftKeeper *self = g_object_new (HAVEN_TYPE_DRAFT_KEEPER, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), self);

  self->workspace = g_object_ref (workspace);
  self->writer = haven_draft_writer_new (haven_workspace_get_session (workspace), editor, subject_id);
  haven_workspace_add_draft (workspace, self->writer);
  g_signal_connect_object (workspace, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->writer, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->writer, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/** The editor goes: its last words are written, and none of its widgets is looked at again. */
void
haven_draft_keeper_stop (HavenDraftKeeper *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self));
  g_object_run_dispose (G_OBJECT (self));
  g_object_unref (self);
}

/** Returns: (transfer none): to which the editor adds its own, in the order in which they are to be filled */
HavenDraftFields *
haven_draft_keeper_get_fields (HavenDraftKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_KEEPER (self), NULL);
  return self->fields;
}

HavenDraftWriter *
haven_draft_keeper_get_writer (HavenDraftKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_KEEPER (self), NULL);
  return self->writer;
}

/** Where the editor says what became of its draft. */
void
haven_draft_keeper_set_line (HavenDraftKeeper *self, HavenDraftLine *line)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self) && self->line == NULL);

  g_set_weak_pointer (&self->line, line);
  g_signal_connect_object (line, "discard", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "bring-back", G_CALLBACK (bring_back_cb), self, G_CONNECT_SWAPPED);
}

/** The dialog that the editor is. Its Cancel button has the action draft.cancel; closing it otherwise keeps the draft. */
void
haven_draft_keeper_set_dialog (HavenDraftKeeper *self, AdwDialog *dialog)
{
  static const GActionEntry actions[] = { { .name = "cancel", .activate = cancel_action } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self) && self->dialog == NULL);

  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (dialog_closed_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (dialog), "draft", G_ACTION_GROUP (group));
}

/**
 * What is edited is there already: what nobody touched is not kept, so that a draft that comes back later leaves it as
 * it is by then. In an editor of something new, what it began with is kept as well: it may be where somebody clicked.
 */
void
haven_draft_keeper_set_of_record (HavenDraftKeeper *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self));
  self->of_record = TRUE;
}

/** @detail: (nullable): what else the editor was opened with, for coming back to it */
void
haven_draft_keeper_set_detail (HavenDraftKeeper *self, const char *detail)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self));
  g_set_str (&self->detail, detail);
}

static void
watch_form (HavenDraftKeeper *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (haven_draft_keeper_flush), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->form, focus);
  g_signal_connect_object (self->form, "unmap", G_CALLBACK (haven_draft_keeper_flush), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::root", G_CALLBACK (root_changed_cb), self, G_CONNECT_SWAPPED);
  root_changed_cb (self);
}

/**
 * haven_draft_keeper_start:
 * @form: what holds the fields; it can be used once it is known whether there is a draft
 *
 * What stands in the fields now is what they hold at first: it is no draft, and discarding leads back to it.
 */
void
haven_draft_keeper_start (HavenDraftKeeper *self, GtkWidget *form)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self) && GTK_IS_WIDGET (form) && self->at_first == NULL);

  self->at_first = haven_draft_fields_read (self->fields);
  g_set_weak_pointer (&self->form, form);
  if (self->dialog != NULL)
    g_set_weak_pointer (&self->first_focus, adw_dialog_get_focus (self->dialog));
  haven_workspace_enter_editor (self->workspace,
                                self,
                                haven_draft_writer_get_editor (self->writer),
                                haven_draft_writer_get_subject_id (self->writer),
                                self->detail);
  watch_form (self);
  look (self);
}

/** For a value that is no widget of its own: it is another now. */
void
haven_draft_keeper_changed (HavenDraftKeeper *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self));

  if (!self->ready)
    return;
  if (self->discarded != NULL && self->line != NULL)
    haven_draft_line_hide (self->line);
  g_clear_object (&self->discarded);
  haven_draft_writer_changed (self->writer);
}

/** Writes at once what is not written yet. */
void
haven_draft_keeper_flush (HavenDraftKeeper *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self));

  if (self->ready)
    haven_draft_writer_flush (self->writer, NULL, NULL);
}

/** Returns: whether what was left unfinished has been looked for, and the editor can be typed into */
gboolean
haven_draft_keeper_is_ready (HavenDraftKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_KEEPER (self), FALSE);
  return self->ready && !self->placing;
}

/**
 * haven_draft_keeper_do:
 *
 * Applies the edit that comes of what was written. The draft goes once that is done; where it fails, it stays.
 */
void
haven_draft_keeper_do (HavenDraftKeeper *self, HavenEdit *edit)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self) && HAVEN_IS_EDIT (edit));

  haven_draft_keeper_flush (self);
  haven_workspace_do_for_draft (self->workspace, edit, self->writer);
}

/** What was written is done in another way: its draft goes. */
void
haven_draft_keeper_finish (HavenDraftKeeper *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self));
  haven_draft_writer_discard (self->writer);
}

/** Closes the dialog and throws away what was typed, which a toast offers to undo. */
void
haven_draft_keeper_cancel (HavenDraftKeeper *self)
{
  g_autoptr (HavenDraftKeeper) kept = g_object_ref (self);
  Cancelling *cancelling;

  g_return_if_fail (HAVEN_IS_DRAFT_KEEPER (self));

  if (self->ready)
    {
      haven_draft_writer_detach (self->writer);
      if (haven_draft_writer_has_draft (self->writer))
        {
          cancelling = g_new0 (Cancelling, 1);
          cancelling->workspace = g_object_ref (self->workspace);
          cancelling->writer = g_object_ref (self->writer);
          haven_draft_writer_flush (self->writer, last_words_cb, cancelling);
        }
    }
  if (self->dialog != NULL)
    adw_dialog_close (self->dialog);
}
