/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-matter-move.h"

#include "haven-matter-change-dialog.h"
#include "haven-matter-change.h"
#include "haven-matter-type.h"
#include "haven-people.h"
#include "haven-permit.h"

typedef struct
{
  HavenWorkspace *workspace;
  GtkWidget *over; /* borrowed: the cancellable ends before it does */
  char *matter_id;
  char *stage;
} Move;

static void
free_move (Move *self)
{
  g_object_unref (self->workspace);
  g_free (self->matter_id);
  g_free (self->stage);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, free_move)

/* The move, or the matter where it needs more than that. */
typedef struct
{
  HavenEdit *edit;
  HavenMatter *matter;
  char *person; /* nullable: whose it is */
} Moved;

static void
free_moved (gpointer data)
{
  Moved *moved = data;

  g_clear_object (&moved->edit);
  haven_matter_free (moved->matter);
  g_free (moved->person);
  g_free (moved);
}

/* What is to be asked about a matter says whose it is. */
static char *
dup_person (HavenSession *session, const HavenMatter *matter)
{
  g_autoptr (HavenPatient) patient = haven_session_load (session, &haven_patient_info, matter->patient_id, NULL);

  return patient ? g_strdup (patient->name) : NULL;
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Move *move = data;
  g_autoptr (GError) lacking = NULL;
  g_autoptr (HavenMatter) before = haven_session_load (session, &haven_matter_info, move->matter_id, error);
  g_autoptr (HavenMatter) wanted = NULL;
  HavenEdit *edit;
  Moved *moved;

  if (before == NULL)
    return NULL;
  wanted = haven_matter_copy (before);
  haven_record_set_text (&wanted->stage, move->stage);
  edit = haven_matters_edit_change (session, before, wanted, NULL, &lacking);
  if (edit == NULL && !g_error_matches (lacking, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD))
    {
      g_propagate_error (error, g_steal_pointer (&lacking));
      return NULL;
    }
  moved = g_new0 (Moved, 1);
  moved->edit = edit;
  moved->person = edit ? NULL : dup_person (session, before);
  moved->matter = g_steal_pointer (&before);
  return moved;
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Move) move = data;
  g_autoptr (GError) error = NULL;
  Moved *moved = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (moved == NULL)
    {
      haven_workspace_tell_error (move->workspace, error);
      return;
    }
  if (moved->edit)
    haven_workspace_do (move->workspace, moved->edit);
  else
    adw_dialog_present (
        haven_matter_change_dialog_new_for_stage (move->workspace, moved->matter, moved->person, move->stage),
        move->over);
  free_moved (moved);
}

/**
 * haven_matter_move:
 * @over: over which is asked for what the move lacks
 * @cancellable: cancelled before @over goes
 *
 * Takes a matter to another stage, with undo. Where that needs more, or leaves the order, the dialog that changes a
 * matter opens with that stage.
 */
void
haven_matter_move (HavenWorkspace *workspace,
                   GtkWidget *over,
                   const char *matter_id,
                   const char *stage,
                   GCancellable *cancellable)
{
  Move *move;

  g_return_if_fail (matter_id != NULL && stage != NULL);

  if (!haven_permit_check (workspace, "matter", HAVEN_ACTION_UPDATE))
    return;
  move = g_new0 (Move, 1);
  move->workspace = g_object_ref (workspace);
  move->over = over;
  move->matter_id = g_strdup (matter_id);
  move->stage = g_strdup (stage);
  haven_session_work_async (
      haven_workspace_get_session (workspace), make_edit, move, NULL, free_moved, cancellable, edit_made_cb, move);
}
