/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-emergency.h"

#include "haven-access-service.h"
#include "haven-emergency-words.h"
#include "haven-passphrase-dialog.h"
#include "haven-reason-dialog.h"

#include <glib/gi18n.h>

/* What is asked for, from the first dialog to the end. It lives as long as the dialogs that hold it. */
typedef struct
{
  HavenWorkspace *workspace;
  GtkWidget *parent; /* weak */
  char *patient_id;
  char *reason_code;
  char *reason;
  HavenDraftWriter *draft; /* nullable */
} Emergency;

static void
clear_emergency (gpointer data)
{
  Emergency *self = data;

  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->parent);
  g_free (self->patient_id);
  g_free (self->reason_code);
  g_free (self->reason);
  g_clear_object (&self->draft);
}

static void
free_emergency (gpointer data)
{
  g_rc_box_release_full (data, clear_emergency);
}

static void
release_emergency (gpointer data, GClosure *closure)
{
  free_emergency (data);
}

static gpointer
break_glass (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Emergency *self = data;

  return haven_access_service_break_glass (session, self->patient_id, self->reason_code, self->reason, error);
}

static void
broken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Emergency *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (id == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else
    {
      haven_draft_writer_discard (self->draft);
      haven_workspace_tell (self->workspace, _ ("Restricted notes of this person are open to you for 60 minutes."));
      haven_workspace_open (self->workspace, HAVEN_DESTINATION_PERSON, self->patient_id, NULL);
    }
  free_emergency (self);
}

static void
proven_cb (AdwDialog *dialog, Emergency *self)
{
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            break_glass,
                            self,
                            NULL,
                            g_free,
                            NULL,
                            broken_cb,
                            g_rc_box_acquire (self));
}

static void
reason_given_cb (HavenReasonDialog *dialog, const char *reason, Emergency *self)
{
  AdwDialog *next;

  if (self->parent == NULL)
    return;
  g_set_str (&self->reason, reason);
  g_set_object (&self->draft, haven_reason_dialog_get_draft (dialog));
  g_set_str (&self->reason_code, haven_emergency_get_reasons ()[haven_reason_dialog_get_choice (dialog)].code);
  next = haven_passphrase_dialog_new (self->workspace,
                                      _ ("Open Restricted Notes?"),
                                      _ ("For 60 minutes, of this person only. It is in the log, and somebody else reviews it "
                                         "within 72 hours."),
                                      _ ("_Open for 60 Minutes"));
  g_signal_connect_data (next, "proven", G_CALLBACK (proven_cb), g_rc_box_acquire (self), release_emergency, 0);
  adw_dialog_present (next, self->parent);
}

/** Whether somebody may open restricted notes in an emergency at all. What there is to open is told to nobody. */
gboolean
haven_emergency_is_for (HavenSession *session)
{
  return haven_session_has_partition (session, HAVEN_PARTITION_CLINICAL) &&
         haven_session_may (session, "break_glass", HAVEN_ACTION_BREAK_GLASS);
}

/** Asks why, then for the passphrase, then opens the restricted notes of one person (R24). */
void
haven_emergency_ask (HavenWorkspace *workspace, GtkWidget *parent, const char *patient_id)
{
  Emergency *self = g_rc_box_new0 (Emergency);
  AdwDialog *dialog;

  self->workspace = g_object_ref (workspace);
  self->patient_id = g_strdup (patient_id);
  g_set_weak_pointer (&self->parent, parent);
  dialog = haven_reason_dialog_new (_ ("Open in an Emergency"),
                                    _ ("If this person has restricted notes, they open to you for 60 minutes. Somebody else "
                                       "will review why. The legal part stays closed."),
                                    _ ("What Happened?"),
                                    _ ("_Next"),
                                    HAVEN_BREAK_GLASS_LEAST_REASON);
  haven_reason_dialog_set_choices (HAVEN_REASON_DIALOG (dialog), _ ("Reason"), haven_emergency_get_reasons ());
  haven_reason_dialog_keep (HAVEN_REASON_DIALOG (dialog), workspace, HAVEN_EDITOR_EMERGENCY, patient_id);
  g_signal_connect_data (dialog, "given", G_CALLBACK (reason_given_cb), self, release_emergency, 0);
  adw_dialog_present (dialog, parent);
}
