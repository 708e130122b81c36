/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include "haven-query-model.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What is a list's own about its rows. */
typedef struct
{
  /** Makes an empty row; @list is the widget that the rows were made for. */
  GtkWidget *(*make) (gpointer list);
  /** Fills the row. Returns: (transfer full): what a screen reader says for it */
  char *(*show) (GtkWidget *row, HavenQueryRow *texts, HavenDate today);
} HavenRecordRows;

GtkListItemFactory *haven_record_rows_new_factory (const HavenRecordRows *rows, HavenClock *clock, GtkWidget *list);

G_END_DECLS
