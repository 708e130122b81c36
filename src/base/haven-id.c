/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-id.h"

#include <string.h>

/**
 * haven_id_new:
 *
 * An id that is unique without asking anybody: a random UUID (RFC 9562, version 4). It tells nothing, not even when
 * it was made, so it may stand in a log or a file name.
 *
 * Returns: (transfer full): 36 characters
 */
char *
haven_id_new (void)
{
  return g_uuid_string_random ();
}

gboolean
haven_id_is_valid (const char *id)
{
  return id != NULL && strlen (id) == HAVEN_ID_LENGTH && g_uuid_string_is_valid (id);
}
