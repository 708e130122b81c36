/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-facts.h"

#include "haven-audit-service.h"

static void
clear_facts (gpointer data)
{
  HavenVaultFacts *self = data;

  g_free (self->vault_id);
  g_free (self->folder);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}

HavenVaultFacts *
haven_vault_facts_ref (HavenVaultFacts *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
haven_vault_facts_unref (HavenVaultFacts *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_facts);
}

static gboolean
read_parts (HavenVaultFacts *self, HavenSession *session, GError **error)
{
  HavenVaultKeys *keys = haven_store_get_keys (haven_session_get_store (session));
  HavenPartitions open = haven_store_get_open_partitions (haven_session_get_store (session));

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_part_evidence_free);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      /* The file of a part that is closed is looked at from outside. One that is open has to be there. */
      g_autoptr (GError) failure = NULL;
      HavenPartEvidence *part = haven_evidence_read (self->folder, keys, (HavenPartition) i, &failure);

      if (part != NULL)
        g_ptr_array_add (self->parts, part);
      else if ((open & (1u << i)) != 0)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

/* The last lock that the log shows to whoever asks: everybody's to a supervisor, one's own to others. */
static HavenInstant
find_locked_at (HavenSession *session)
{
  const HavenAuditFilter filter = { .action = "lock", .limit = 1 };
  g_autoptr (HavenAuditPage) page = haven_audit_list_all (session, &filter, NULL, NULL);

  return page && page->entries->len > 0 ? ((HavenAuditEntry *) page->entries->pdata[0])->at : 0;
}

static HavenKeyringState
ask_keyring (const char *vault_id, gboolean expected)
{
  g_autoptr (HavenKeyring) keyring = haven_system_keyring_new ();
  g_autoptr (GBytes) content = NULL;

  return haven_keyring_lookup_item (keyring,
                                    vault_id,
                                    HAVEN_KEYRING_ITEM_SHARE,
                                    HAVEN_KEYRING_QUIET | (expected ? HAVEN_KEYRING_EXPECTED : 0),
                                    &content,
                                    NULL);
}

/** A HavenWorkFunc. Returns: (transfer full) (nullable): a HavenVaultFacts */
gpointer
haven_vault_facts_read (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenVaultFacts) self = g_atomic_rc_box_new0 (HavenVaultFacts);
  g_autoptr (HavenVaultFile) file = NULL;

  self->folder = g_strdup (haven_store_get_folder (haven_session_get_store (session)));
  file = haven_vault_file_read (self->folder, error);
  if (file == NULL || !read_parts (self, session, error))
    return NULL;
  self->vault_id = g_strdup (haven_vault_file_get_id (file));
  self->generation = haven_vault_file_get_generation (file);
  self->passphrase_alone = haven_vault_file_get_passphrase_alone (file);
  self->with_device = haven_vault_file_has_device (file, haven_session_get_staff_id (session));
  self->recoverable = haven_vault_file_get_recoverable (file);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_file_is_rekey_due (file, (HavenPartition) i))
      self->rekey_due |= 1u << i;
  self->keyring = ask_keyring (self->vault_id, self->with_device);
  self->read_at = haven_clock_now (haven_session_get_clock (session));
  self->locked_at = find_locked_at (session);
  return g_steal_pointer (&self);
}
