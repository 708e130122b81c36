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
