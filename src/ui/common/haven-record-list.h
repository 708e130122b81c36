/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record-rows.h"
#include "haven-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The widgets of a page that holds a search and what it finds, as they stand in the page's own template. */
typedef struct
{
  GtkSearchEntry *search;
  GtkLabel *count;
  GtkStack *stack; /* has the pages "list" and "failed", and the page's own for when there is nothing; where some may
                      search but not list, also "search-first" */
  GtkListView *list;
  AdwStatusPage *failure;
} HavenRecordListWidgets;

/**
 * HavenRecordList:
 *
 * Brings a search and a list of records together: one row is chosen, at first the best match; Enter in the search or a
 * click opens it; Escape empties the search. What to look for, and all words, are the page's own.
 */
#define HAVEN_TYPE_RECORD_LIST (haven_record_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenRecordList, haven_record_list, HAVEN, RECORD_LIST, GObject)

HavenRecordList *haven_record_list_new (HavenSession *session,
                                        GtkWidget *page,
                                        const HavenRecordListWidgets *widgets,
                                        const HavenRecordRows *rows,
                                        const char *record,
                                        guint id_column);
void haven_record_list_set_query (HavenRecordList *self, HavenQuery *query);
guint haven_record_list_get_n_found (HavenRecordList *self);
void haven_record_list_show (HavenRecordList *self, const char *count, const char *page_of_none);
gboolean haven_record_list_move (HavenRecordList *self, int steps);
void haven_record_list_focus_search (HavenRecordList *self);

G_END_DECLS
