/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-fact-row.h"

/** A row of the class “property” says one thing of somebody. @words: (nullable): what; without any, the row is not there */
void
haven_fact_row_show (AdwActionRow *row, const char *words)
{
  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  adw_action_row_set_subtitle (row, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (row), words != NULL && *words != '\0');
}
