/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-place.h"

HavenPlace *
haven_place_new (HavenDestination destination, const char *id, const char *detail)
{
  HavenPlace *self = g_new0 (HavenPlace, 1);

  self->destination = destination;
  self->id = g_strdup (id);
  self->detail = g_strdup (detail);
  return self;
}

HavenPlace *
haven_place_copy (const HavenPlace *self)
{
  HavenPlace *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = haven_place_new (self->destination, self->id, self->detail);
  haven_place_set_editor (copy, self->editor, self->subject_id, self->editor_detail);
  return copy;
}

void
haven_place_free (HavenPlace *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->detail);
  g_free (self->editor);
  g_free (self->subject_id);
  g_free (self->editor_detail);
  g_free (self);
}

/** @editor: (nullable): %NULL where none is open */
void
haven_place_set_editor (HavenPlace *self, const char *editor, const char *subject_id, const char *detail)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->editor, editor);
  g_set_str (&self->subject_id, subject_id);
  g_set_str (&self->editor_detail, detail);
}
