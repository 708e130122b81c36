/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-query.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/** One row of a list: its texts, by the columns of its query. The same row is the same object as long as it lives. */
#define HAVEN_TYPE_QUERY_ROW (haven_query_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenQueryRow, haven_query_row, HAVEN, QUERY_ROW, GObject)

gint64 haven_query_row_get_row (HavenQueryRow *self);
const char *haven_query_row_get_text (HavenQueryRow *self, guint column);

/**
 * HavenQueryModel:
 *
 * A list over the store that never holds more than it shows: an ordered snapshot of row numbers, and rows loaded a page
 * at a time when they are asked for. A refresh is one minimal items_changed. Belongs to the main thread.
 */
#define HAVEN_TYPE_QUERY_MODEL (haven_query_model_get_type ())
G_DECLARE_FINAL_TYPE (HavenQueryModel, haven_query_model, HAVEN, QUERY_MODEL, GObject)

HavenQueryModel *haven_query_model_new (HavenStore *store, const char *staff_id);
void haven_query_model_set_query (HavenQueryModel *self, HavenQuery *query);
HavenQuery *haven_query_model_get_query (HavenQueryModel *self);
void haven_query_model_refresh (HavenQueryModel *self);
const GError *haven_query_model_get_error (HavenQueryModel *self);
guint haven_query_model_find_id (HavenQueryModel *self, const char *id, guint column);

G_END_DECLS
