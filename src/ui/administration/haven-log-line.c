/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-log-line.h"

#include "haven-log-words.h"

struct _HavenLogLine
{
  GObject parent_instance;

  /* owned */
  char *sentence;
  char *when;
  char *patient_id;

  const char *icon_name;
  gboolean denied;
};

G_DEFINE_FINAL_TYPE (HavenLogLine, haven_log_line, G_TYPE_OBJECT)

static void
haven_log_line_finalize (GObject *object)
{
  HavenLogLine *self = HAVEN_LOG_LINE (object);

  g_free (self->sentence);
  g_free (self->when);
  g_free (self->patient_id);
  G_OBJECT_CLASS (haven_log_line_parent_class)->finalize (object);
}

static void
haven_log_line_class_init (HavenLogLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_log_line_finalize;
}

static void
haven_log_line_init (HavenLogLine *self)
{
}

/** See haven_log_dup_sentence(). */
HavenLogLine *
haven_log_line_new (const HavenAuditEntry *entry, const char *own_id, const char *person, HavenClock *clock)
{
  HavenLogLine *self = g_object_new (HAVEN_TYPE_LOG_LINE, NULL);

  self->sentence = haven_log_dup_sentence (entry, own_id, person);
  self->when = haven_log_dup_when (clock, entry->at);
  self->patient_id = person ? g_strdup (entry->patient_id) : NULL;
  self->icon_name = haven_log_get_icon_name (entry->action);
  self->denied = haven_log_is_denied (entry->action);
  return self;
}

const char *
haven_log_line_get_sentence (HavenLogLine *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_LINE (self), NULL);
  return self->sentence;
}

const char *
haven_log_line_get_when (HavenLogLine *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_LINE (self), NULL);
  return self->when;
}

const char *
haven_log_line_get_icon_name (HavenLogLine *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_LINE (self), NULL);
  return self->icon_name;
}

gboolean
haven_log_line_is_denied (HavenLogLine *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_LINE (self), FALSE);
  return self->denied;
}

/** Returns: (nullable): whose page can be opened from here */
const char *
haven_log_line_get_patient_id (HavenLogLine *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_LINE (self), NULL);
  return self->patient_id;
}
