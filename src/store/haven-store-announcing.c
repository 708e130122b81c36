/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-store-parts-private.h"

/* What waits to be told must not keep the store open: a program without a main loop would never close its files. */
static GWeakRef *
weak_ref_new (gpointer object)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reference, object);
  return reference;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
announce_cb (gpointer data)
{
  g_autoptr (HavenStore) self = g_weak_ref_get (data);
  g_autoptr (HavenChanges) changes = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->mutex);
  changes = g_steal_pointer (&self->pending);
  self->announcing = FALSE;
  g_mutex_unlock (&self->mutex);

  if (changes != NULL && !self->closed)
    g_signal_emit_by_name (self, "changed", changes);
  return G_SOURCE_REMOVE;
}

/** The main loop tells in the “changed” signal what commits have touched, as soon as it turns. From any thread. */
void
haven_store_announce (HavenStore *self, HavenChanges *changes)
{
  g_autoptr (GSource) source = NULL;

  if (haven_changes_is_empty (changes))
    return;
  g_mutex_lock (&self->mutex);
  if (self->pending == NULL)
    self->pending = haven_changes_new ();
  haven_changes_add_all (self->pending, changes);
  if (!self->announcing)
    {
      self->announcing = TRUE;
      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, announce_cb, weak_ref_new (self), weak_ref_free);
      g_source_attach (source, self->context);
    }
  g_mutex_unlock (&self->mutex);
}
