/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What may be logged: one of these codes and an id. There is no way to log text that somebody typed. */
typedef enum
{
  HAVEN_LOG_STARTED,
  HAVEN_LOG_VAULT_OPENED,
  HAVEN_LOG_VAULT_CLOSED,
  HAVEN_LOG_VAULT_REFUSED,
  HAVEN_LOG_MIGRATED,
  HAVEN_LOG_IMPORT_FINISHED,
  HAVEN_LOG_DOCUMENT_MADE,
  HAVEN_LOG_KEYRING_UNAVAILABLE,
  HAVEN_LOG_UNEXPECTED,
} HavenLogCode;

void haven_log (HavenLogCode code, const char *id);
void haven_log_error (HavenLogCode code, const GError *error);
void haven_log_silence_libraries (void);

G_END_DECLS
