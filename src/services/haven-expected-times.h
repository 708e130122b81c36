/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-hearing.h"
#include "haven-session.h"

G_BEGIN_DECLS

/**
 * When somebody whom a person must not meet is expected somewhere, as far as matters are open to whoever asks: everybody
 * else gets an empty list, and so neither a conflict nor a sentence (R19, R20).
 */
GPtrArray *haven_expected_times_read (HavenTransaction *transaction,
                                      HavenSession *session,
                                      const char *patient_id,
                                      GError **error);

/** A visit that brings somebody where whom they must not meet is expected. */
typedef struct
{
  char *deadline_id; /* of the hearing */
  HavenInstant starts_at;
  HavenInstant ends_at;
} HavenMetVisit;

GPtrArray *haven_expected_times_list_met (HavenTransaction *transaction,
                                          HavenSession *session,
                                          const char *patient_id,
                                          GError **error);

G_END_DECLS
