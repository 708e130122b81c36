/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-widget-pool.h"

#define MAX_SPARE 24
#define KEY "haven-widget-pool-key"

struct _HavenWidgetPool
{
  /* owned */
  GHashTable *in_use; /* key → widget */
  GPtrArray *spare;

  /* borrowed */
  GtkWidget *parent;
  HavenWidgetPoolCreate create;
  HavenWidgetPoolBind bind;
  gpointer owner;
};

static void
retire (HavenWidgetPool *self, GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (widget), KEY, NULL);
  g_ptr_array_add (self->spare, widget);
}

static GtkWidget *
take_spare (HavenWidgetPool *self)
{
  GtkWidget *widget;

  if (self->spare->len > 0)
    return g_ptr_array_steal_index (self->spare, self->spare->len - 1);
  widget = self->create (self->owner);
  gtk_widget_set_parent (widget, self->parent);
  return widget;
}

/* Keeps a few hidden children for the next scroll, drops the rest. */
static void
put_spare_away (HavenWidgetPool *self)
{
  while (self->spare->len > MAX_SPARE)
    gtk_widget_unparent (g_ptr_array_steal_index (self->spare, self->spare->len - 1));
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->spare, i), FALSE);
}

static void
retire_unwanted (HavenWidgetPool *self, gpointer *keys, guint n_keys)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, widget;

  for (guint i = 0; i < n_keys; i++)
    g_hash_table_add (wanted, keys[i]);
  g_hash_table_iter_init (&iter, self->in_use);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    if (!g_hash_table_contains (wanted, key))
      {
        g_hash_table_iter_remove (&iter);
        retire (self, widget);
      }
}

/**
 * haven_widget_pool_new:
 * @parent: (transfer none): gets the children; it outlives the pool
 * @create: makes one child, unbound
 * @bind: makes a child show a key
 * @owner: handed to both
 */
HavenWidgetPool *
haven_widget_pool_new (GtkWidget *parent,
                       HavenWidgetPoolCreate create,
                       HavenWidgetPoolBind bind,
                       gpointer owner)
{
  HavenWidgetPool *self = g_new0 (HavenWidgetPool, 1);

  self->in_use = g_hash_table_new (NULL, NULL);
  self->spare = g_ptr_array_new ();
  self->parent = parent;
  self->create = create;
  self->bind = bind;
  self->owner = owner;
  return self;
}

/** Takes every child from the parent; to be called from its dispose. */
void
haven_widget_pool_free (HavenWidgetPool *self)
{
  haven_widget_pool_forget (self);
  while (self->spare->len > 0)
    gtk_widget_unparent (g_ptr_array_steal_index (self->spare, self->spare->len - 1));
  g_ptr_array_unref (self->spare);
  g_hash_table_unref (self->in_use);
  g_free (self);
}

/**
 * haven_widget_pool_sync:
 * @keys: what shall be shown from now on, each once; never %NULL
 *
 * Costs a binding only for keys that had no child before.
 */
void
haven_widget_pool_sync (HavenWidgetPool *self, gpointer *keys, guint n_keys)
{
  retire_unwanted (self, keys, n_keys);
  for (guint i = 0; i < n_keys; i++)
    {
      GtkWidget *widget;

      if (g_hash_table_contains (self->in_use, keys[i]))
        continue;
      widget = take_spare (self);
      g_hash_table_insert (self->in_use, keys[i], widget);
      g_object_set_data (G_OBJECT (widget), KEY, keys[i]);
      self->bind (widget, keys[i], self->owner);
      gtk_widget_set_child_visible (widget, TRUE);
    }
  put_spare_away (self);
}

/** Unbinds every child, because what the keys meant has changed. */
void
haven_widget_pool_forget (HavenWidgetPool *self)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->in_use);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    retire (self, widget);
  g_hash_table_remove_all (self->in_use);
}

/**
 * haven_widget_pool_rename:
 * @rename: says by which key what a child shows is known from now on; %NULL where it is gone or looks otherwise
 *
 * Costs no binding: a child whose thing is there still stays with it.
 */
void
haven_widget_pool_rename (HavenWidgetPool *self, HavenWidgetPoolRename rename)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->in_use);
  GHashTableIter iter;
  gpointer widget;

  self->in_use = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    {
      gpointer key = rename (widget, self->owner);

      if (key == NULL || g_hash_table_contains (self->in_use, key))
        {
          retire (self, widget);
          continue;
        }
      g_hash_table_insert (self->in_use, key, widget);
      g_object_set_data (G_OBJECT (widget), KEY, key);
    }
}

/** Shows the same things anew, because how they are shown has changed; each child stays with its own. */
void
haven_widget_pool_rebind (HavenWidgetPool *self)
{
  GHashTableIter iter;
  gpointer key, widget;

  g_hash_table_iter_init (&iter, self->in_use);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    self->bind (widget, key, self->owner);
}

/** Returns: (transfer none) (nullable): the child that shows @key */
GtkWidget *
haven_widget_pool_lookup (HavenWidgetPool *self, gpointer key)
{
  return g_hash_table_lookup (self->in_use, key);
}

/** Returns: (nullable): what a child of a pool shows; %NULL for a spare one and for any other widget */
gpointer
haven_widget_pool_get_key (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), KEY);
}
