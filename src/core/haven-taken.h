/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"

G_BEGIN_DECLS

/** When a resource or a person is taken, and where; not by whom, nor what for. */
typedef struct
{
  char *resource_id; /* NULL: the person */
  char *site;        /* NULL: nowhere in particular, or not told */
  HavenInstant starts_at;
  HavenInstant ends_at;
} HavenTaken;

void haven_taken_free (HavenTaken *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTaken, haven_taken_free)

G_END_DECLS
