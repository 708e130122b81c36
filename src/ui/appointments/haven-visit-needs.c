/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-visit-needs.h"

#include "haven-permit.h"

typedef struct
{
  HavenWorkspace *workspace;
  char *appointment_id;
  HavenVisitNeed need;
  gboolean confirmed;
  GWeakRef row;
} Confirmation;

static void
free_confirmation (Confirmation *self)
{
  g_object_unref (self->workspace);
  g_weak_ref_clear (&self->row);
  g_free (self->appointment_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Confirmation, free_confirmation)

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Confirmation *self = data;

  return haven_reminder_edit_confirm (session, self->appointment_id, self->need, self->confirmed, error);
}

static void toggled_cb (AdwSwitchRow *row, GParamSpec *pspec, const Confirmation *of);

/* What was not kept is not shown as if it were. */
static void
put_back (Confirmation *self)
{
  g_autoptr (AdwSwitchRow) row = g_weak_ref_get (&self->row);

  if (row == NULL)
    return;
  g_signal_handlers_block_matched (row, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, (gpointer) (guintptr) toggled_cb, NULL);
  adw_switch_row_set_active (row, !self->confirmed);
  g_signal_handlers_unblock_matched (row, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, (gpointer) (guintptr) toggled_cb, NULL);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Confirmation) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit == NULL)
    {
      put_back (self);
      haven_workspace_tell_error (self->workspace, error);
    }
  else
    haven_workspace_do (self->workspace, edit);
}

static void
toggled_cb (AdwSwitchRow *row, GParamSpec *pspec, const Confirmation *of)
{
  Confirmation *self = g_new0 (Confirmation, 1);

  self->workspace = g_object_ref (of->workspace);
  self->appointment_id = g_strdup (of->appointment_id);
  self->need = of->need;
  self->confirmed = adw_switch_row_get_active (row);
  g_weak_ref_init (&self->row, row);
  haven_session_work_async (haven_workspace_get_session (self->workspace), make_edit, self, NULL, g_object_unref, NULL, edit_made_cb, self);
}

static gboolean
is_needed (const HavenAppointment *appointment, HavenVisitNeed need)
{
  const char *code = need == HAVEN_NEED_INTERPRETER ? appointment->interpreter_need : appointment->transport_need;

  return code != NULL && !g_str_equal (code, "none") && !g_str_equal (code, "own") && !g_str_equal (code, "client");
}

/** Shows whether what a visit needs was confirmed, and lets somebody say so; hides @row where it needs nothing of the kind. */
void
haven_visit_needs_show (AdwSwitchRow *row, HavenWorkspace *workspace, HavenVisit *visit, HavenVisitNeed need)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);
  Confirmation *of = g_new0 (Confirmation, 1);

  of->workspace = g_object_ref (workspace);
  of->appointment_id = g_strdup (appointment->id);
  of->need = need;
  g_weak_ref_init (&of->row, row);
  gtk_widget_set_visible (GTK_WIDGET (row), is_needed (appointment, need));
  adw_switch_row_set_active (row,
                             (need == HAVEN_NEED_INTERPRETER ? appointment->interpreter_confirmed_at
                                                             : appointment->transport_confirmed_at) != 0);
  g_signal_connect_data (row, "notify::active", G_CALLBACK (toggled_cb), of, (GClosureNotify) (void (*) (void)) free_confirmation, 0);
  haven_permit_bind (GTK_WIDGET (row), haven_workspace_get_session (workspace), "appointment", HAVEN_ACTION_UPDATE);
}
