/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring-private.h"

#include <string.h>

typedef struct
{
  gsize size;
  guint8 data[];
} Wiped;

/** The word for a kind in an item's attributes. */
const char *
haven_keyring_item_get_code (HavenKeyringItem kind)
{
  return kind == HAVEN_KEYRING_ITEM_SHARE ? "share" : "heads";
}

/** Whether @content could be an item of this kind. */
gboolean
haven_keyring_content_fits (HavenKeyringItem kind, GBytes *content)
{
  gsize size = g_bytes_get_size (content);

  if (kind == HAVEN_KEYRING_ITEM_SHARE)
    return size == HAVEN_DEVICE_KEY_SIZE;
  return size > 0 && size <= HAVEN_KEYRING_MAX_CONTENT;
}

static void
free_wiped (gpointer data)
{
  Wiped *wiped = data;

  explicit_bzero (wiped->data, wiped->size);
  g_free (wiped);
}

/** A copy that is overwritten when its last owner lets it go. */
GBytes *
haven_keyring_content_new (gconstpointer data, gsize size)
{
  Wiped *wiped = g_malloc (sizeof (Wiped) + size);

  wiped->size = size;
  memcpy (wiped->data, data, size);
  return g_bytes_new_with_free_func (wiped->data, size, free_wiped, wiped);
}

/** Overwrites and frees. */
void
haven_keyring_wipe_text (char *text)
{
  if (text)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/** As text, since some keyrings keep only that: base64. Wipe it with haven_keyring_wipe_text(). */
char *
haven_keyring_content_encode (GBytes *content)
{
  return g_base64_encode (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
}

/** Returns: (nullable): %NULL when @text is not exactly what an item of this kind is written as */
GBytes *
haven_keyring_content_decode (HavenKeyringItem kind, const char *text, gsize length)
{
  const gsize longest = (HAVEN_KEYRING_MAX_CONTENT + 2) / 3 * 4;
  g_autoptr (GBytes) content = NULL;
  guint8 *decoded;
  gsize size;
  char *copy, *again;
  gboolean exact;

  if (text == NULL || length == 0 || length > longest)
    return NULL;
  copy = g_strndup (text, length);
  decoded = g_base64_decode (copy, &size);
  again = g_base64_encode (decoded, size);
  exact = strcmp (copy, again) == 0;
  if (exact)
    content = haven_keyring_content_new (decoded, size);
  explicit_bzero (decoded, size);
  g_free (decoded);
  explicit_bzero (copy, length);
  g_free (copy);
  haven_keyring_wipe_text (again);
  return content && haven_keyring_content_fits (kind, content) ? g_steal_pointer (&content) : NULL;
}
