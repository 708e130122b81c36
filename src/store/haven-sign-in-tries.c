/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sign-in-tries.h"

#include "haven-safe-file.h"
#include "haven-text.h"
#include "haven-vault-lock.h"

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* Wrong tries of one name slow down the next ones of that name, never those of all others, and nobody is shut out for
 * good: somebody who guesses must not be able to close the clinic. The file counts in a few buckets by a hash of the name,
 * so few that it tells nobody's name. A try is counted before it is looked at, so that ending the program helps nobody. */
#define FILE_NAME "sign-in.json"
#define N_BUCKETS 64
#define FREE_TRIES 3
#define LONGEST_WAIT 300
#define LARGEST_FILE 65536

/** The present moment, by both clocks. */
HavenTriesTime
haven_tries_time_now (void)
{
  HavenTriesTime now = { g_get_real_time (), "", 0 };
  g_autofree char *boot_id = NULL;
  struct timespec time;

  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot_id, NULL, NULL))
    g_strlcpy (now.boot_id, g_strchomp (boot_id), sizeof now.boot_id);
  if (clock_gettime (CLOCK_BOOTTIME, &time) == 0)
    now.since_boot = (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
  return now;
}

static char *
dup_bucket (const char *vault_id, const char *sign_in_name)
{
  g_autofree char *folded = haven_text_dup_search_key (sign_in_name ? sign_in_name : "");
  guint8 hash[16];

  crypto_generichash (hash, sizeof hash, (const guint8 *) folded, strlen (folded), (const guint8 *) vault_id, strlen (vault_id));
  return g_strdup_printf ("%u", hash[0] % N_BUCKETS);
}

/* A file that cannot be read counts as none: who can write it has the vault's folder, and guesses elsewhere. */
static JsonObject *
read_counts (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  struct stat status;

  if (stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size <= LARGEST_FILE && g_file_get_contents (path, &text, NULL, NULL) &&
      g_utf8_validate (text, -1, NULL))
    node = json_from_string (text, NULL);
  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

static gboolean
write_counts (const char *path, JsonObject *counts, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), counts);
  g_autofree char *text = json_to_string (node, FALSE);

  return haven_safe_file_write (path, text, error);
}

static JsonObject *
find_count (JsonObject *counts, const char *bucket)
{
  JsonNode *node = json_object_get_member (counts, bucket);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* One second after the third wrong try, then twice as long each time, five minutes at most. */
static gint64
get_wait (gint64 n_wrong)
{
  if (n_wrong < FREE_TRIES)
    return 0;
  return n_wrong - FREE_TRIES > 8 ? LONGEST_WAIT : MIN (LONGEST_WAIT, 1 << (n_wrong - FREE_TRIES));
}

/* Whatever stands in the file, it gives a number that can be reckoned with. */
static gint64
read_number (JsonObject *count, const char *name)
{
  JsonNode *node = json_object_get_member (count, name);
  const gboolean whole = node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;

  return whole ? MAX (json_node_get_int (node), 0) : 0;
}

static gboolean
is_same_boot (JsonObject *count, const HavenTriesTime *now)
{
  const char *boot_id = json_object_get_string_member_with_default (count, "boot", NULL);

  return *now->boot_id && g_strcmp0 (boot_id, now->boot_id) == 0;
}

/* Microseconds since the last try: by the device's own clock where it has not been started anew, otherwise by the
 * wall's. Less than nothing where that was set back. */
static gint64
get_elapsed (JsonObject *count, const HavenTriesTime *now)
{
  return is_same_boot (count, now) ? now->since_boot - read_number (count, "since_boot")
                                   : now->wall - read_number (count, "wall");
}

static void
stamp (JsonObject *count, const HavenTriesTime *now)
{
  json_object_set_int_member (count, "wall", now->wall);
  json_object_set_string_member (count, "boot", now->boot_id);
  json_object_set_int_member (count, "since_boot", now->since_boot);
}

static gboolean
set_too_soon (gint64 seconds, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_TOO_SOON,
               "There were several wrong tries. Wait %d seconds, then try again; who forgot the passphrase can be given a "
               "new one by the administrator.",
               (int) seconds);
  return FALSE;
}

static gboolean
begin_locked (const char *path, const char *bucket, const HavenTriesTime *now, GError **error)
{
  g_autoptr (JsonObject) counts = read_counts (path);
  JsonObject *count = find_count (counts, bucket);
  gint64 n_wrong, wait, elapsed;

  if (count == NULL)
    {
      json_object_set_object_member (counts, bucket, json_object_new ());
      count = find_count (counts, bucket);
    }
  n_wrong = read_number (count, "n");
  wait = get_wait (n_wrong);
  elapsed = n_wrong > 0 ? get_elapsed (count, now) : 0;
  if (wait == 0 || elapsed >= wait * G_USEC_PER_SEC)
    {
      json_object_set_int_member (count, "n", MIN (n_wrong, 1000) + 1);
      stamp (count, now);
      return write_counts (path, counts, error);
    }
  /* The wall's clock was set back: the wait begins anew, and is no longer than it was. */
  if (elapsed < 0)
    {
      elapsed = 0;
      stamp (count, now);
      write_counts (path, counts, NULL);
    }
  return set_too_soon (wait - elapsed / G_USEC_PER_SEC, error);
}

/**
 * haven_sign_in_tries_begin:
 *
 * To be called before each try of a passphrase; it counts as wrong until haven_sign_in_tries_clear(). Waiting comes
 * after three of them, and outlives the program and the device's restart.
 */
gboolean
haven_sign_in_tries_begin (const char *folder,
                           const char *vault_id,
                           const char *sign_in_name,
                           const HavenTriesTime *now,
                           GError **error)
{
  const int lock = haven_vault_lock_writing (folder, error);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *bucket = dup_bucket (vault_id, sign_in_name);
  const gboolean begun = lock >= 0 && begin_locked (path, bucket, now, error);

  haven_vault_unlock (lock);
  return begun;
}

/** Returns: how many seconds the next try of that name has to wait; it is not counted as a try */
guint
haven_sign_in_tries_get_wait (const char *folder, const char *vault_id, const char *sign_in_name, const HavenTriesTime *now)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *bucket = dup_bucket (vault_id, sign_in_name);
  g_autoptr (JsonObject) counts = read_counts (path);
  JsonObject *count = find_count (counts, bucket);
  const gint64 wait = count ? get_wait (read_number (count, "n")) : 0;

  return wait > 0 ? (guint) MAX (wait - MAX (get_elapsed (count, now), 0) / G_USEC_PER_SEC, 0) : 0;
}

/**
 * haven_sign_in_tries_clear:
 *
 * The try was right: the name begins anew.
 *
 * Returns: how many wrong ones came before it
 */
gint64
haven_sign_in_tries_clear (const char *folder, const char *vault_id, const char *sign_in_name)
{
  const int lock = haven_vault_lock_writing (folder, NULL);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *bucket = dup_bucket (vault_id, sign_in_name);
  g_autoptr (JsonObject) counts = NULL;
  gint64 n_tries = 0;

  if (lock < 0)
    return 0;
  counts = read_counts (path);
  if (find_count (counts, bucket))
    n_tries = json_object_get_int_member_with_default (find_count (counts, bucket), "n", 0);
  json_object_remove_member (counts, bucket);
  write_counts (path, counts, NULL);
  haven_vault_unlock (lock);
  return MAX (n_tries - 1, 0);
}
