/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-days-row.h"

#include "haven-evidence-days.h"
#include "haven-permit.h"

#include <glib/gi18n.h>

static gpointer
set_number (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_evidence_days_set_number (session, data, error));
}

/* What is shown is read again where nothing was kept: a number must not stand there that does not count. */
static void
number_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenFactsPage *page = data;

  haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      haven_workspace_tell_error (haven_facts_page_get_workspace (page), error);
      haven_facts_page_load (page);
    }
}

static void
apply_cb (AdwEntryRow *row, HavenFactsPage *page)
{
  haven_session_work_async (haven_facts_page_get_session (page),
                            set_number,
                            g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))),
                            g_free,
                            NULL,
                            haven_facts_page_get_cancellable (page),
                            number_set_cb,
                            page);
}

GtkWidget *
haven_evidence_days_row_new (HavenFactsPage *page, int working_days)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *number = g_strdup_printf ("%d", working_days);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Working days before a legal date"));
  gtk_editable_set_text (GTK_EDITABLE (row), number);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_DIGITS);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (apply_cb), page, 0);
  haven_permit_bind (row, haven_facts_page_get_session (page), "clinic_setting", HAVEN_ACTION_UPDATE);
  return row;
}
