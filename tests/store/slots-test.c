/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "slots-test.h"

#include "haven-action.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

static void
add_member (HavenTestSlots *self, const char *id, const char *name, const char *passphrase, guint partitions)
{
  g_autoptr (HavenVaultKeys) own = haven_test_pick_keys (self->keys, partitions);
  g_autoptr (GError) error = NULL;

  haven_vault_file_add_member (self->file, id, name, passphrase, NULL, own, &error);
  g_assert_no_error (error);
}

HavenTestSlots *
haven_test_slots_new (void)
{
  HavenTestSlots *self = g_new0 (HavenTestSlots, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("haven-slots-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "vault.json", NULL);
  self->keys = haven_vault_keys_new_random ();
  self->file = haven_vault_file_new (haven_passphrase_cost_light ());
  haven_vault_file_set_passphrase_alone (self->file, TRUE);
  add_member (self, ADMIN_ID, ADMIN_NAME, ADMIN_PASSPHRASE, HAVEN_IN_SHARED);
  add_member (self, CLINICIAN_ID, CLINICIAN_NAME, CLINICIAN_PASSPHRASE, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  add_member (self, ATTORNEY_ID, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  self->clinic_code = haven_vault_file_add_recovery (self->file, self->keys, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, &error);
  g_assert_no_error (error);
  self->legal_code = haven_vault_file_add_recovery (self->file, self->keys, HAVEN_IN_LEGAL, &error);
  g_assert_no_error (error);
  haven_test_write (self);
  return self;
}

void
haven_test_slots_free (HavenTestSlots *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->file, haven_vault_file_free);
  haven_vault_keys_free (self->keys);
  g_free (self->clinic_code);
  g_free (self->legal_code);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

HavenVaultKeys *
haven_test_pick_keys (HavenVaultKeys *keys, guint partitions)
{
  HavenVaultKeys *picked = haven_vault_keys_copy (keys);

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) == 0)
      haven_vault_keys_remove (picked, (HavenPartition) i);
  return picked;
}

guint
haven_test_get_held (HavenVaultKeys *keys)
{
  guint held = 0;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL)
      held |= 1u << i;
  return held;
}

/* @keys are exactly the keys of @partitions, as @all has them. */
void
haven_test_assert_keys (HavenVaultKeys *keys, HavenVaultKeys *all, guint partitions)
{
  g_assert_nonnull (keys);
  g_assert_cmpuint (haven_test_get_held (keys), ==, partitions);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) != 0)
      g_assert_cmpmem (haven_vault_keys_get (keys, (HavenPartition) i),
                       HAVEN_VAULT_KEY_SIZE,
                       haven_vault_keys_get (all, (HavenPartition) i),
                       HAVEN_VAULT_KEY_SIZE);
}

void
haven_test_write (HavenTestSlots *self)
{
  g_autoptr (GError) error = NULL;

  haven_vault_file_write (self->file, self->keys, self->folder, &error);
  g_assert_no_error (error);
}

char *
haven_test_read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
haven_test_put_text (const char *path, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

JsonObject *
haven_test_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

/* Written a second time on purpose: BLAKE2b-256 over the compact text without the digest, as base64. */
char *
haven_test_digest (JsonObject *object)
{
  g_autoptr (JsonNode) whole = json_node_init_object (json_node_alloc (), object);
  g_autoptr (JsonNode) bare = json_node_copy (whole);
  g_autofree char *copied = json_to_string (bare, FALSE);
  g_autoptr (JsonObject) copy = haven_test_parse (copied);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), copy);
  g_autofree char *text = NULL;
  guint8 digest[32];

  json_object_remove_member (copy, "digest");
  text = json_to_string (node, FALSE);
  crypto_generichash (digest, sizeof digest, (const guint8 *) text, strlen (text), NULL, 0);
  return g_base64_encode (digest, sizeof digest);
}

/* With its digest made to fit. */
char *
haven_test_print (JsonObject *object)
{
  g_autofree char *digest = haven_test_digest (object);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "digest", digest);
  return json_to_string (node, TRUE);
}
