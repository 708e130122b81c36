/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-recovery-sheets.h"

#include "haven-passphrase-dialog.h"
#include "haven-rows.h"
#include "haven-staff-service.h"
#include "haven-wipe.h"

#include <glib/gi18n.h>

struct _HavenRecoverySheets
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;

  HavenRecoverySheetKind kind; /* that is being made */
};

G_DEFINE_FINAL_TYPE (HavenRecoverySheets, haven_recovery_sheets, ADW_TYPE_PREFERENCES_GROUP)

static const HavenPartitions opened[] = {
  [HAVEN_RECOVERY_SHEET_CLINIC] = HAVEN_IN_SHARED | HAVEN_IN_CLINICAL,
  [HAVEN_RECOVERY_SHEET_LEGAL] = HAVEN_IN_LEGAL,
};

static gboolean
may_make (HavenSession *session, HavenRecoverySheetKind kind)
{
  HavenPartitions held = haven_store_get_open_partitions (haven_session_get_store (session));

  return (opened[kind] & ~held) == 0 && haven_session_may (session, "staff_member", HAVEN_ACTION_GRANT);
}

/* Whoever keeps the vault looks for the clinic's sheet here. The legal part is not told of (SECURITY.md). */
static gboolean
may_know (HavenSession *session, HavenRecoverySheetKind kind)
{
  return kind == HAVEN_RECOVERY_SHEET_CLINIC && haven_session_may (session, "vault", HAVEN_ACTION_RESTORE);
}

typedef struct
{
  char *code;
  char *vault_id;
} Sheet;

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  haven_wipe (sheet->code);
  g_free (sheet->vault_id);
  g_free (sheet);
}

static gpointer
make_sheet (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *folder = haven_store_get_folder (haven_session_get_store (session));
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);
  Sheet *sheet;

  if (file == NULL)
    return NULL;
  sheet = g_new0 (Sheet, 1);
  sheet->vault_id = g_strdup (haven_vault_file_get_id (file));
  sheet->code = haven_staff_make_recovery (session, opened[GPOINTER_TO_UINT (data)], error);
  if (sheet->code == NULL)
    g_clear_pointer (&sheet, free_sheet);
  return sheet;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Sheet *sheet = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenRecoverySheets *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sheet != NULL)
    adw_dialog_present (haven_sheet_dialog_new (self->kind, sheet->code, sheet->vault_id), GTK_WIDGET (self));
  else
    haven_workspace_tell_error (self->workspace, error);
  g_clear_pointer (&sheet, free_sheet);
}

static void
proven_cb (HavenRecoverySheets *self)
{
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_sheet,
                            GUINT_TO_POINTER (self->kind),
                            NULL,
                            free_sheet,
                            self->cancellable,
                            made_cb,
                            self);
}

static void
ask (HavenRecoverySheets *self, HavenRecoverySheetKind kind)
{
  AdwDialog *dialog =
      haven_passphrase_dialog_new (self->workspace,
                                   _ ("Make a New Sheet?"),
                                   _ ("The sheet that was printed before stops working at once. Have a printer ready."),
                                   _ ("_Make a New Sheet"));

  self->kind = kind;
  g_signal_connect_object (dialog, "proven", G_CALLBACK (proven_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
clinic_clicked_cb (HavenRecoverySheets *self)
{
  ask (self, HAVEN_RECOVERY_SHEET_CLINIC);
}

static void
legal_clicked_cb (HavenRecoverySheets *self)
{
  ask (self, HAVEN_RECOVERY_SHEET_LEGAL);
}

static void
add_row (HavenRecoverySheets *self,
         HavenRecoverySheetKind kind,
         const char *title,
         const char *about,
         const char *words,
         GCallback callback)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);
  GtkWidget *row;

  if (!may_make (session, kind) && !may_know (session, kind))
    return;
  row = haven_row_new (title, may_make (session, kind) ? about : _ ("A clinician makes a new sheet: it opens the medical part."));
  if (!may_make (session, kind))
    {
      gtk_widget_set_sensitive (row, FALSE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      return;
    }
  g_signal_connect_object (haven_row_add_button (row, _ ("Make Anew…"), words), "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
haven_recovery_sheets_dispose (GObject *object)
{
  HavenRecoverySheets *self = HAVEN_RECOVERY_SHEETS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_recovery_sheets_parent_class)->dispose (object);
}

static void
haven_recovery_sheets_class_init (HavenRecoverySheetsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_recovery_sheets_dispose;
}

static void
haven_recovery_sheets_init (HavenRecoverySheets *self)
{
  self->cancellable = g_cancellable_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Recovery Sheets"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("With a printed code and a backup, the vault opens on a new computer. Make a sheet anew if one is lost or was seen."));
}

GtkWidget *
haven_recovery_sheets_new (HavenWorkspace *workspace)
{
  HavenRecoverySheets *self = g_object_new (HAVEN_TYPE_RECOVERY_SHEETS, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  add_row (self,
           HAVEN_RECOVERY_SHEET_CLINIC,
           _ ("The Clinic’s Sheet"),
           _ ("Opens people, calendar and the medical part."),
           _ ("Make the clinic’s sheet anew"),
           G_CALLBACK (clinic_clicked_cb));
  add_row (self,
           HAVEN_RECOVERY_SHEET_LEGAL,
           _ ("The Legal Partner’s Sheet"),
           _ ("Opens the legal part, and no other."),
           _ ("Make the legal partner’s sheet anew"),
           G_CALLBACK (legal_clicked_cb));
  return GTK_WIDGET (self);
}

/** Whether there is a sheet that somebody can make, or looks for. */
gboolean
haven_recovery_sheets_is_for (HavenSession *session)
{
  return may_make (session, HAVEN_RECOVERY_SHEET_CLINIC) || may_know (session, HAVEN_RECOVERY_SHEET_CLINIC) ||
         may_make (session, HAVEN_RECOVERY_SHEET_LEGAL);
}
