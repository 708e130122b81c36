/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sheet-dialog.h"

#include "haven-sheet-page.h"

#include <glib/gi18n.h>

struct _HavenSheetDialog
{
  AdwDialog parent_instance;

  /* borrowed */
  HavenSheetPage *page;
};

G_DEFINE_FINAL_TYPE (HavenSheetDialog, haven_sheet_dialog, ADW_TYPE_DIALOG)

static void
leave_cb (HavenSheetDialog *self, const char *response)
{
  if (g_strcmp0 (response, "leave") == 0)
    adw_dialog_force_close (ADW_DIALOG (self));
}

/* The code is nowhere else: whoever goes now has no sheet. */
static void
haven_sheet_dialog_close_attempt (AdwDialog *dialog)
{
  AdwDialog *question =
      adw_alert_dialog_new (_ ("Leave Without the Sheet?"),
                            _ ("The code is kept nowhere. Without the paper, a new sheet has to be made."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "stay", _ ("_Stay"), "leave", _ ("_Leave"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "stay");
  g_signal_connect_object (question, "response", G_CALLBACK (leave_cb), dialog, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}

static void
confirmed_cb (HavenSheetDialog *self)
{
  haven_sheet_page_clear (self->page);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
haven_sheet_dialog_class_init (HavenSheetDialogClass *klass)
{
  ADW_DIALOG_CLASS (klass)->close_attempt = haven_sheet_dialog_close_attempt;
}

static void
haven_sheet_dialog_init (HavenSheetDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->page = g_object_new (HAVEN_TYPE_SHEET_PAGE, NULL);
  g_signal_connect_object (self->page, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->page));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Recovery Sheet"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
}

AdwDialog *
haven_sheet_dialog_new (HavenRecoverySheetKind kind, const char *code, const char *vault_id)
{
  HavenSheetDialog *self = g_object_new (HAVEN_TYPE_SHEET_DIALOG, NULL);

  haven_sheet_page_set_code (self->page, kind, code, vault_id);
  return ADW_DIALOG (self);
}
