/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenWidgetPool:
 *
 * The children of a widget that shows a few of many things. A child stays with its thing while that is wanted; children
 * that are no longer wanted are bound to others instead of being made anew.
 */
typedef struct _HavenWidgetPool HavenWidgetPool;

typedef GtkWidget *(*HavenWidgetPoolCreate) (gpointer owner);
typedef void (*HavenWidgetPoolBind) (GtkWidget *widget, gpointer key, gpointer owner);
typedef gpointer (*HavenWidgetPoolRename) (GtkWidget *widget, gpointer owner);

HavenWidgetPool *haven_widget_pool_new (GtkWidget *parent,
                                        HavenWidgetPoolCreate create,
                                        HavenWidgetPoolBind bind,
                                        gpointer owner);
void haven_widget_pool_free (HavenWidgetPool *self);

void haven_widget_pool_sync (HavenWidgetPool *self, gpointer *keys, guint n_keys);
void haven_widget_pool_rebind (HavenWidgetPool *self);
void haven_widget_pool_rename (HavenWidgetPool *self, HavenWidgetPoolRename rename);
void haven_widget_pool_forget (HavenWidgetPool *self);
GtkWidget *haven_widget_pool_lookup (HavenWidgetPool *self, gpointer key);
gpointer haven_widget_pool_get_key (GtkWidget *widget);

G_END_DECLS
