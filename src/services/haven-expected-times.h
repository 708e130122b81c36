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

G_END_DECLS
