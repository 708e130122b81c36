/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-taken.h"

void
haven_taken_free (HavenTaken *self)
{
  if (self == NULL)
    return;
  g_free (self->resource_id);
  g_free (self->site);
  g_free (self);
}

/** Whether it is somebody who comes to the same group; then both take the room together. It may begin with time to prepare. */
gboolean
haven_taken_is_same_group (const HavenTaken *self, const HavenAppointment *appointment)
{
  return self->by_group && g_strcmp0 (appointment->kind, "group") == 0 && self->starts_at <= appointment->starts_at &&
         self->ends_at == appointment->ends_at;
}
