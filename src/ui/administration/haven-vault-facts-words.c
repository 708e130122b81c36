/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-facts.h"

#include "haven-log-words.h"
#include "haven-role-words.h"

#include <glib/gi18n.h>

/** Returns: (transfer full): what the device's keyring has to do with signing in, in a sentence or two */
char *
haven_vault_facts_dup_keyring_words (const HavenVaultFacts *self)
{
  if (self->keyring == HAVEN_KEYRING_FOUND)
    return g_strdup (_ ("It holds this device’s share of your key."));
  if (!self->with_device)
    return g_strdup (_ ("Your key needs no share of this device: your passphrase alone opens it."));
  return g_strdup_printf ("%s. %s",
                          haven_keyring_state_get_title (self->keyring),
                          haven_keyring_state_get_sentence (self->keyring));
}

/* Name and value, one after the other. */
static void
add (GPtrArray *facts, const char *name, char *value)
{
  g_ptr_array_add (facts, g_strdup (name));
  g_ptr_array_add (facts, value);
}

static void
add_part (GPtrArray *facts, const HavenPartEvidence *part)
{
  /* How much is in a part that is not open to somebody is not theirs to know. */
  g_autofree char *size = part->engine ? g_format_size ((guint64) part->size) : g_strdup (_ ("not open to whoever made this statement"));
  g_autofree char *mode = g_strdup_printf ("%04o", part->mode);
  g_autofree char *settings = part->settings ? g_strjoinv (" ", part->settings) : NULL;

  add (facts,
       haven_part_get_label (part->partition),
       g_strdup_printf ("%s.db · %s · %s · %s",
                        haven_partition_get_name (part->partition),
                        size,
                        mode,
                        part->encrypted ? _ ("encrypted: it does not begin as a readable file does")
                                        : _ ("NOT ENCRYPTED: it begins as a readable file does")));
  if (part->engine != NULL)
    add (facts, _ ("Cipher"), g_strdup_printf ("SQLCipher %s · %s", part->engine, part->provider ? part->provider : ""));
  if (settings != NULL && *settings)
    add (facts, _ ("Settings of the cipher"), g_steal_pointer (&settings));
}

/** Returns: (transfer full) (element-type utf8): a name and a value, one after the other */
GPtrArray *
haven_vault_facts_list (const HavenVaultFacts *self, HavenClock *clock)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);

  add (facts, _ ("Looked at"), haven_instant_dup_iso (self->read_at));
  add (facts, _ ("Vault"), g_strdup (self->vault_id));
  add (facts, _ ("Folder"), g_strdup (self->folder));
  for (guint i = 0; i < self->parts->len; i++)
    add_part (facts, self->parts->pdata[i]);
  add (facts,
       _ ("Keys"),
       g_strdup (_ ("Each part has a random key of 256 bits. It is kept only sealed to the members who may open it and to printed "
                    "recovery codes; a member’s own key is wrapped by their passphrase (Argon2id). No key lies readable on "
                    "this device.")));
  add (facts, _ ("Keyring of this device"), haven_vault_facts_dup_keyring_words (self));
  add (facts,
       _ ("Passphrase without the keyring"),
       g_strdup (self->passphrase_alone ? _ ("allowed") : _ ("not allowed")));
  add (facts, _ ("Lock"), g_strdup (_ ("open at this moment, to whoever made this statement")));
  add (facts,
       _ ("Last locked"),
       self->locked_at > 0 ? haven_instant_dup_iso (self->locked_at) : g_strdup (_ ("not known to whoever made this statement")));
  return facts;
}

/** Returns: (transfer full): evidence of how the vault is encrypted, for a report of a lost device (R46) */
char *
haven_vault_facts_dup_text (const HavenVaultFacts *self, HavenClock *clock)
{
  g_autoptr (GPtrArray) facts = haven_vault_facts_list (self, clock);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i + 1 < facts->len; i += 2)
    g_string_append_printf (text, "%s\n    %s\n", (char *) facts->pdata[i], (char *) facts->pdata[i + 1]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
