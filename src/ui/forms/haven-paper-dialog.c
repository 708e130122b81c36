/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-dialog.h"

struct _HavenPaperDialog
{
  AdwDialog parent_instance;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenPaperDialog, haven_paper_dialog, ADW_TYPE_DIALOG)

static void
haven_paper_dialog_dispose (GObject *object)
{
  g_clear_object (&HAVEN_PAPER_DIALOG (object)->workspace);
  G_OBJECT_CLASS (haven_paper_dialog_parent_class)->dispose (object);
}

static void
haven_paper_dialog_class_init (HavenPaperDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_paper_dialog_dispose;
}

static void
haven_paper_dialog_init (HavenPaperDialog *self)
{
}

/** The pages of a paper for a person, in a language that can be chosen; from here it is printed or saved. */
AdwDialog *
haven_paper_dialog_new (HavenWorkspace *workspace, const char *patient_id, const char *form_code)
{
  HavenPaperDialog *self = g_object_new (HAVEN_TYPE_PAPER_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  return ADW_DIALOG (self);
}
