/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_EXCHANGE_ERROR (haven_exchange_error_quark ())
GQuark haven_exchange_error_quark (void);

/** Each message is one sentence that a person can act on. */
typedef enum
{
  HAVEN_EXCHANGE_ERROR_NOT_FOUND, /* nothing is there, or it can't be read */
  HAVEN_EXCHANGE_ERROR_NOT_KNOWN, /* it is no format that Haven reads */
  HAVEN_EXCHANGE_ERROR_DAMAGED,   /* the format is known, its bytes are wrong */
  HAVEN_EXCHANGE_ERROR_TOO_LARGE, /* past one of the limits */
  HAVEN_EXCHANGE_ERROR_REFUSED,   /* made to do harm: links, paths that leave the folder, bombs */
  HAVEN_EXCHANGE_ERROR_STOPPED,   /* the receiver of the records gave up without saying why */
} HavenExchangeError;

/** HavenProgressFunc: @done of @total bytes are read; @total is 0 when it can't be known. */
typedef void (*HavenProgressFunc) (guint64 done, guint64 total, gpointer user_data);

G_END_DECLS
