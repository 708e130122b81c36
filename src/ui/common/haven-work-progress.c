/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-work-progress.h"

#include "haven-announce.h"

#define LOOKS_EVERY_MS 100

struct _HavenWorkShare
{
  gatomicrefcount references;
  GMutex mutex; /* guards what follows */
  gint64 done;
  gint64 total;
};

HavenWorkShare *
haven_work_share_ref (HavenWorkShare *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_work_share_unref (HavenWorkShare *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/** For the thread that works. */
void
haven_work_share_report (gint64 done, gint64 total, gpointer share)
{
  HavenWorkShare *self = share;

  g_mutex_lock (&self->mutex);
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->mutex);
}

struct _HavenWorkProgress
{
  AdwBin parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *words;
  GtkProgressBar *bar;
  GtkWidget *stop;

  /* owned */
  HavenWorkShare *share; /* nullable: runs */
  GCancellable *cancellable;

  guint look_id;
};

G_DEFINE_FINAL_TYPE (HavenWorkProgress, haven_work_progress, ADW_TYPE_BIN)

static gboolean
look_cb (gpointer data)
{
  HavenWorkProgress *self = data;
  double fraction = 0;

  g_mutex_lock (&self->share->mutex);
  if (self->share->total > 0)
    fraction = CLAMP ((double) self->share->done / (double) self->share->total, 0, 1);
  g_mutex_unlock (&self->share->mutex);
  if (fraction > 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  else
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static void
stop_cb (HavenWorkProgress *self)
{
  haven_work_progress_stop (self);
}

static void
end_looking (HavenWorkProgress *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_pointer (&self->share, haven_work_share_unref);
}

static void
haven_work_progress_dispose (GObject *object)
{
  HavenWorkProgress *self = HAVEN_WORK_PROGRESS (object);

  end_looking (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_WORK_PROGRESS);
  G_OBJECT_CLASS (haven_work_progress_parent_class)->dispose (object);
}

static void
haven_work_progress_class_init (HavenWorkProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_work_progress_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-work-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWorkProgress, icon);
  gtk_widget_class_bind_template_child (widget_class, HavenWorkProgress, words);
  gtk_widget_class_bind_template_child (widget_class, HavenWorkProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, HavenWorkProgress, stop);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
haven_work_progress_init (HavenWorkProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
haven_work_progress_new (void)
{
  return g_object_new (HAVEN_TYPE_WORK_PROGRESS, NULL);
}

/** Returns: (transfer full): for the thread that works */
HavenWorkShare *
haven_work_progress_begin (HavenWorkProgress *self, const char *words)
{
  HavenWorkShare *share;

  g_return_val_if_fail (HAVEN_IS_WORK_PROGRESS (self), NULL);

  end_looking (self);
  share = g_new0 (HavenWorkShare, 1);
  g_atomic_ref_count_init (&share->references);
  g_mutex_init (&share->mutex);
  self->share = haven_work_share_ref (share);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_visible (self->stop, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->look_id = g_timeout_add (LOOKS_EVERY_MS, look_cb, self);
  return share;
}

/** Returns: (transfer none): what the stop button cancels */
GCancellable *
haven_work_progress_get_cancellable (HavenWorkProgress *self)
{
  g_return_val_if_fail (HAVEN_IS_WORK_PROGRESS (self), NULL);
  return self->cancellable;
}

/** @words: how it ended, in a sentence */
void
haven_work_progress_end (HavenWorkProgress *self, gboolean well, const char *words)
{
  g_return_if_fail (HAVEN_IS_WORK_PROGRESS (self));

  end_looking (self);
  gtk_label_set_label (self->words, words);
  gtk_image_set_from_icon_name (self->icon, well ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_set_visible (self->stop, FALSE);
  haven_announce (GTK_WIDGET (self), words);
}

gboolean
haven_work_progress_is_running (HavenWorkProgress *self)
{
  g_return_val_if_fail (HAVEN_IS_WORK_PROGRESS (self), FALSE);
  return self->share != NULL;
}

/** What the button does. */
void
haven_work_progress_stop (HavenWorkProgress *self)
{
  g_return_if_fail (HAVEN_IS_WORK_PROGRESS (self));
  g_cancellable_cancel (self->cancellable);
}

const char *
haven_work_progress_get_words (HavenWorkProgress *self)
{
  g_return_val_if_fail (HAVEN_IS_WORK_PROGRESS (self), NULL);
  return gtk_label_get_label (self->words);
}
