/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include "haven-store-error.h"

G_BEGIN_DECLS

/** The time by which tries are counted: the wall's, and the device's own, which nobody sets. */
typedef struct
{
  HavenInstant wall;
  char boot_id[40];
  gint64 since_boot; /* microseconds */
} HavenTriesTime;

HavenTriesTime haven_tries_time_now (void);

gboolean haven_sign_in_tries_begin (const char *folder,
                                    const char *vault_id,
                                    const char *sign_in_name,
                                    const HavenTriesTime *now,
                                    GError **error);
guint haven_sign_in_tries_get_wait (const char *folder,
                                    const char *vault_id,
                                    const char *sign_in_name,
                                    const HavenTriesTime *now);
gint64 haven_sign_in_tries_clear (const char *folder, const char *vault_id, const char *sign_in_name);

G_END_DECLS
