/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-service.h"

#include "haven-roles.h"
#include "haven-staff-notices.h"
#include "haven-vault-change.h"
#include "haven-vaults-private.h"

#include <glib/gi18n.h>
#include <string.h>

void
haven_staff_entry_free (HavenStaffEntry *self)
{
  if (self == NULL)
    return;
  haven_staff_member_free (self->member);
  g_clear_pointer (&self->reset, haven_staff_reset_free);
  g_free (self);
}

static const char *
get_folder (HavenSession *session)
{
  return haven_store_get_folder (haven_session_get_store (session));
}

static HavenVaultKeys *
get_keys (HavenSession *session)
{
  return haven_store_get_keys (haven_session_get_store (session));
}

static gboolean
set_refused (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, sentence);
  return FALSE;
}

/* ── Who works here ───────────────────────────────────────────────────────── */

static HavenStaffEntry *
make_entry (HavenVaultFile *file, const HavenStaffMember *member)
{
  HavenStaffEntry *entry = g_new0 (HavenStaffEntry, 1);

  entry->member = haven_staff_member_copy (member);
  entry->can_sign_in = member->active && haven_vault_file_has_member (file, member->id);
  entry->wants = haven_vaults_get_partitions_for ((const char *const *) member->roles);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_file_member_holds (file, member->id, (HavenPartition) i))
      entry->holds |= 1u << i;
  return entry;
}

static void
take_reset (GPtrArray *entries, GPtrArray *resets, guint index)
{
  const HavenStaffReset *reset = resets->pdata[index];

  for (guint i = 0; i < entries->len; i++)
    {
      HavenStaffEntry *entry = entries->pdata[i];

      if (strcmp (entry->member->id, reset->staff_id) != 0 || !entry->can_sign_in)
        continue;
      entry->reset = g_ptr_array_steal_index (resets, index);
      return;
    }
}

/** Returns: (transfer full) (element-type HavenStaffEntry): everybody, those who left as well */
GPtrArray *
haven_staff_list (HavenSession *session, GError **error)
{
  g_autoptr (GPtrArray) members = haven_session_list (session, &haven_staff_member_info, NULL, NULL, "name", error);
  g_autoptr (GPtrArray) resets = members ? haven_staff_notices_list_resets (session, error) : NULL;
  g_autoptr (HavenVaultFile) file = resets ? haven_vault_file_read (get_folder (session), error) : NULL;
  GPtrArray *entries;

  if (file == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_staff_entry_free);
  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (entries, make_entry (file, members->pdata[i]));
  for (guint i = resets->len; i > 0; i--)
    take_reset (entries, resets, i - 1);
  return entries;
}

/** Returns: (transfer full) (nullable): the id of the one who is called so, or has that id, and works here */
char *
haven_staff_find (HavenSession *session, const char *name, GError **error)
{
  g_autoptr (GPtrArray) members = haven_session_list (session, &haven_staff_member_info, NULL, NULL, "name", error);
  const char *found = NULL;
  guint n_found = 0;

  for (guint i = 0; members && i < members->len; i++)
    {
      const HavenStaffMember *member = members->pdata[i];

      if (strcmp (member->id, name) != 0 && (!member->active || strcmp (member->name, name) != 0))
        continue;
      found = member->id;
      n_found++;
    }
  if (members != NULL && n_found != 1)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_FOUND,
                         n_found ? _ ("Several members of staff have that name. Say which by the id that the list shows.")
                                 : _ ("No member of staff has that name. Look it up in the list."));
  return n_found == 1 ? g_strdup (found) : NULL;
}

/* ── Changing the vault's slots and the staff's rows together ─────────────── */

typedef struct
{
  HavenSession *session;
  const char *staff_id;
  const char *role;
  const char *detail;           /* for the log, where it is not the role */
  HavenStaffMember *row;        /* to be written, or NULL */
  const HavenNewMember *member; /* for a new slot */
  const char *recovery_code;
  HavenKeyring *keyring;
  HavenVaultFileFunc change;
  gboolean insert;
  HavenPartitions partitions; /* that a new recovery code opens */
  char *made_code;            /* that code */
  gboolean resets;            /* the passphrase is somebody else's choice */
  int notice;                 /* a HavenStaffNoticeKind, and one more; 0: none */
} Change;

static gboolean
write_row (Change *change, HavenTransaction *transaction, GError **error)
{
  if (change->row == NULL)
    return TRUE;
  return change->insert ? haven_transaction_insert (transaction, &haven_staff_member_info, change->row, error)
                        : haven_transaction_update (transaction, &haven_staff_member_info, change->row, error);
}

static gboolean
write_rows (HavenTransaction *transaction, gpointer data, GError **error)
{
  Change *change = data;
  const char *sheet = (change->partitions & HAVEN_IN_LEGAL) != 0 ? "legal" : "clinic";

  return write_row (change, transaction, error) &&
         (!change->resets ||
          haven_staff_notices_set_reset (transaction, change->session, change->staff_id, FALSE, error)) &&
         (change->notice == 0 || haven_staff_notices_add (transaction,
                                                          change->session,
                                                          (HavenStaffNoticeKind) (change->notice - 1),
                                                          change->staff_id,
                                                          change->partitions ? sheet : change->role,
                                                          error));
}

static gboolean
run_change (Change *change, HavenAction action, GError **error)
{
  const HavenAct act = { .action = action,
                         .record = "staff_member",
                         .object_id = change->staff_id,
                         .detail = change->detail ? change->detail : change->role,
                         .partitions = HAVEN_IN_SHARED };
  const HavenVaultChange vault_change = { change->change, write_rows, change, change->partitions != 0 };

  return haven_vault_change_run (haven_session_get_store (change->session), &act, &vault_change, error);
}

static gboolean
check_role (HavenSession *session, const char *role, GError **error)
{
  if (haven_roles_get_label (haven_store_get_roles (haven_session_get_store (session)), role) != NULL)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONSTRAINT,
                       _ ("There is no such role. Choose one of the list."));
  return FALSE;
}

static gboolean
may_grant (HavenSession *session, const char *role)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (session);

  return haven_roles_may_grant (haven_store_get_roles (haven_session_get_store (session)),
                                haven_access_get_roles (access),
                                role);
}

static gboolean
check_may_grant (HavenSession *session, const char *role, GError **error)
{
  return check_role (session, role, error) &&
         (may_grant (session, role) ||
          set_refused (error, _ ("Your own role may not give or take that one. Ask somebody who has it.")));
}

/* What a role works with beside what everybody does. */
static HavenPartitions
get_closed_parts (HavenSession *session, const char *role)
{
  const char *const roles[] = { role, NULL };

  return haven_roles_get_keys (haven_store_get_roles (haven_session_get_store (session)), roles) & ~HAVEN_IN_SHARED;
}

/* Two clinicians may let one another in; alone, nobody comes to more than was given to them. */
static gboolean
is_to_themselves (HavenSession *session, const char *staff_id, const char *role)
{
  return g_strcmp0 (staff_id, haven_session_get_staff_id (session)) == 0 && get_closed_parts (session, role) != 0;
}

static gboolean
check_may_grant_to (HavenSession *session, const char *staff_id, const char *role, GError **error)
{
  if (!check_may_grant (session, role, error))
    return FALSE;
  return !is_to_themselves (session, staff_id, role) ||
         set_refused (error, _ ("Nobody gives that role to themselves. Ask a colleague who has it, or use the recovery code."));
}

/* ── Joining ──────────────────────────────────────────────────────────────── */

static gboolean
add_slot (HavenVaultFile *file, gpointer data, GError **error)
{
  Change *change = data;
  const HavenNewMember *member = change->member;
  guint8 bytes[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState state;
  const guint8 *share = haven_vaults_find_share (file, change->keyring, bytes, &state);
  g_autoptr (HavenVaultKeys) keys =
      haven_vaults_pick_keys (get_keys (change->session), haven_vaults_get_partitions_for (member->roles));
  const char *sign_in_name = haven_vaults_get_sign_in_name (member);
  gboolean done;

  if (haven_vault_file_has_member (file, change->staff_id))
    done = haven_vault_file_replace_member (file, change->staff_id, sign_in_name, member->passphrase, share, keys, error);
  else
    done = haven_vault_file_add_member (file, change->staff_id, sign_in_name, member->passphrase, share, keys, error);
  explicit_bzero (bytes, sizeof bytes);
  return done;
}

/**
 * haven_staff_add:
 * @member: with the passphrase that they typed themselves
 *
 * Whoever adds may give each of the roles. Keys that the new member's roles work with and the session does not hold
 * are given later, by haven_staff_grant() of somebody who does. Half a second: not on the main thread.
 *
 * Returns: (transfer full) (nullable): the new member's id
 */
char *
haven_staff_add (HavenSession *session, const HavenNewMember *member, HavenKeyring *keyring, GError **error)
{
  g_autoptr (HavenStaffMember) row = haven_vaults_make_staff_member (member);
  Change change = {
    .session = session,
    .staff_id = row->id,
    .row = row,
    .member = member,
    .keyring = keyring,
    .change = add_slot,
    .insert = TRUE,
  };

  for (gsize i = 0; member->roles && member->roles[i]; i++)
    if (!check_may_grant (session, member->roles[i], error))
      return NULL;
  if (member->name == NULL || *member->name == '\0')
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("A member of staff needs a name."));
      return NULL;
    }
  return run_change (&change, HAVEN_ACTION_CREATE, error) ? g_strdup (row->id) : NULL;
}

/** For somebody who forgot the passphrase: a new way in, to what they and the session both hold. */
gboolean
haven_staff_reset (HavenSession *session,
                   const char *staff_id,
                   const char *sign_in_name,
                   const char *passphrase,
                   HavenKeyring *keyring,
                   GError **error)
{
  g_autoptr (HavenStaffMember) row = haven_session_load (session, &haven_staff_member_info, staff_id, error);
  const HavenNewMember member = { row ? row->name : NULL,
                                  sign_in_name,
                                  passphrase,
                                  row ? (const char *const *) row->roles : NULL };
  Change change = {
    .session = session,
    .staff_id = staff_id,
    .detail = "new-passphrase",
    .member = &member,
    .keyring = keyring,
    .change = add_slot,
    .resets = TRUE,
  };

  if (row == NULL)
    return FALSE;
  if (!row->active)
    return set_refused (error, _ ("They do not work here any more. Add them anew."));
  for (gsize i = 0; row->roles && row->roles[i]; i++)
    if (strcmp (row->roles[i], "administrator") == 0 && !check_may_grant (session, "administrator", error))
      return FALSE;
  return run_change (&change, HAVEN_ACTION_UPDATE, error);
}

/* ── Roles, and the keys that they work with ──────────────────────────────── */

static char **
add_role (char **roles, const char *role)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (roles)
    g_strv_builder_addv (builder, (const char **) roles);
  if (roles == NULL || !g_strv_contains ((const char *const *) roles, role))
    g_strv_builder_add (builder, role);
  return g_strv_builder_end (builder);
}

static char **
drop_role (char **roles, const char *role)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; roles && roles[i]; i++)
    if (strcmp (roles[i], role) != 0)
      g_strv_builder_add (builder, roles[i]);
  return g_strv_builder_end (builder);
}

/* A code stands for what it opens: where one's own role may not give another, a code does that works with the same keys.
 * A role that works with nothing but the clinic's own part needs the code that opens that. */
static gboolean
check_code_covers (Change *change, HavenVaultKeys *recovered, GError **error)
{
  const HavenPartitions closed = get_closed_parts (change->session, change->role);
  const HavenPartitions needed = closed ? closed : HAVEN_IN_SHARED;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((needed & (1u << i)) != 0 && haven_vault_keys_get (recovered, (HavenPartition) i) == NULL)
      return (may_grant (change->session, change->role) &&
              !is_to_themselves (change->session, change->staff_id, change->role)) ||
             set_refused (error, _ ("That recovery code is for another part than this role works with. Use the other sheet, "
                                    "or ask somebody who has the role."));
  return TRUE;
}

/* Keys of one's own, and those of a recovery code where one was typed. */
static HavenVaultKeys *
gather_keys (Change *change, HavenVaultFile *file, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_copy (get_keys (change->session));
  g_autoptr (HavenVaultKeys) recovered = NULL;

  if (change->recovery_code == NULL)
    return g_steal_pointer (&keys);
  recovered = haven_vault_file_recover (file, change->recovery_code, error);
  if (recovered == NULL || !check_code_covers (change, recovered, error))
    return NULL;
  haven_vault_keys_add_all (keys, recovered);
  return g_steal_pointer (&keys);
}

static gboolean
give_keys (HavenVaultFile *file, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (HavenVaultKeys) keys = gather_keys (change, file, error);
  const guint wanted = haven_vaults_get_partitions_for ((const char *const *) change->row->roles);

  for (int i = 0; keys && i < HAVEN_N_PARTITIONS; i++)
    if ((wanted & (1u << i)) != 0 && !haven_vault_file_member_holds (file, change->staff_id, (HavenPartition) i) &&
        !haven_vault_file_grant (file, change->staff_id, keys, (HavenPartition) i, error))
      return FALSE;
  return keys != NULL;
}

static gboolean
take_keys (HavenVaultFile *file, gpointer data, GError **error)
{
  Change *change = data;
  const guint wanted = change->row->active ? haven_vaults_get_partitions_for ((const char *const *) change->row->roles) : 0;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((wanted & (1u << i)) == 0 && haven_vault_file_member_holds (file, change->staff_id, (HavenPartition) i))
      {
        haven_vault_file_revoke (file, change->staff_id, (HavenPartition) i);
        haven_vault_file_set_rekey_due (file, (HavenPartition) i, TRUE);
      }
  if (!change->row->active)
    haven_vault_file_remove_member (file, change->staff_id);
  return TRUE;
}

/**
 * haven_staff_grant:
 * @recovery_code: (nullable): opens what the session does not hold, so that the first member of a side can be let in
 *
 * Gives a role together with the keys it works with. Who does not hold a key cannot give it, whatever their role: an
 * administrator who may not read charts does not make somebody who does. With a code of its printed sheet they can.
 * Nobody gives themselves a role that opens a part without its code.
 */
gboolean
haven_staff_grant (HavenSession *session,
                   const char *staff_id,
                   const char *role,
                   const char *recovery_code,
                   GError **error)
{
  g_autoptr (HavenStaffMember) row = haven_session_load (session, &haven_staff_member_info, staff_id, error);
  Change change = { .session = session,
                    .staff_id = staff_id,
                    .role = role,
                    .row = row,
                    .recovery_code = recovery_code,
                    .change = give_keys };
  char **roles;

  if (row == NULL || !check_role (session, role, error))
    return FALSE;
  if (recovery_code == NULL && !check_may_grant_to (session, staff_id, role, error))
    return FALSE;
  if (!row->active)
    return set_refused (error, _ ("They do not work here any more. Add them anew."));
  roles = add_role (row->roles, role);
  g_strfreev (row->roles);
  row->roles = roles;
  return run_change (&change, HAVEN_ACTION_GRANT, error);
}

static gboolean
is_last_administrator (HavenSession *session, const HavenStaffMember *member, GError **error)
{
  g_autoptr (GPtrArray) entries = haven_staff_list (session, error);
  guint n_others = 0;

  for (guint i = 0; entries && i < entries->len; i++)
    {
      const HavenStaffEntry *entry = entries->pdata[i];

      if (entry->can_sign_in && strcmp (entry->member->id, member->id) != 0 && entry->member->roles &&
          g_strv_contains ((const char *const *) entry->member->roles, "administrator"))
        n_others++;
    }
  if (entries != NULL && n_others == 0)
    set_refused (error, _ ("They are the only administrator. Make somebody else one first."));
  return n_others == 0;
}

/* Taking is not giving: an administrator ends anybody's access. */
static gboolean
administrates_here (HavenSession *session)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (session);

  return haven_access_has_role (access, "administrator");
}

static gboolean
administrates (const HavenStaffMember *member)
{
  return member->roles && g_strv_contains ((const char *const *) member->roles, "administrator");
}

/** Takes a role, and the keys that no other role of theirs works with. Those partitions get new keys. */
gboolean
haven_staff_revoke (HavenSession *session, const char *staff_id, const char *role, GError **error)
{
  g_autoptr (HavenStaffMember) row = haven_session_load (session, &haven_staff_member_info, staff_id, error);
  Change change = { .session = session,
                    .staff_id = staff_id,
                    .role = role,
                    .row = row,
                    .change = take_keys,
                    .notice = HAVEN_STAFF_NOTICE_ROLE_TAKEN + 1 };
  char **roles;

  if (row == NULL)
    return FALSE;
  if (!administrates_here (session) && !check_may_grant (session, role, error))
    return FALSE;
  if (strcmp (role, "administrator") == 0 && administrates (row) && is_last_administrator (session, row, error))
    return FALSE;
  if (row->roles == NULL || !g_strv_contains ((const char *const *) row->roles, role))
    change.notice = 0;
  roles = drop_role (row->roles, role);
  g_strfreev (row->roles);
  row->roles = roles;
  return run_change (&change, HAVEN_ACTION_REVOKE, error);
}

/**
 * haven_staff_remove:
 *
 * Ends somebody's work here: they can sign in no more, and every partition that they held gets a new key, as soon as
 * somebody who holds it opens the vault alone. Their name stays, for what they wrote and for the log.
 */
gboolean
haven_staff_remove (HavenSession *session, const char *staff_id, GError **error)
{
  g_autoptr (HavenStaffMember) row = haven_session_load (session, &haven_staff_member_info, staff_id, error);
  Change change = { .session = session,
                    .staff_id = staff_id,
                    .row = row,
                    .change = take_keys,
                    .notice = HAVEN_STAFF_NOTICE_LEFT + 1 };

  if (row == NULL)
    return FALSE;
  if (!administrates_here (session))
    return set_refused (error, _ ("Only an administrator ends somebody's work here. Ask one."));
  if (administrates (row) && row->active && is_last_administrator (session, row, error))
    return FALSE;
  row->active = FALSE;
  row->ended_at = haven_clock_now (haven_session_get_clock (session));
  return run_change (&change, HAVEN_ACTION_REVOKE, error);
}

/* ── A new recovery sheet ─────────────────────────────────────────────────── */

static gboolean
add_recovery (HavenVaultFile *file, gpointer data, GError **error)
{
  Change *change = data;

  change->made_code = haven_vault_file_add_recovery (file, get_keys (change->session), change->partitions, error);
  return change->made_code != NULL;
}

/**
 * haven_staff_make_recovery:
 * @partitions: shared and clinical, or legal; whoever asks must hold them all
 *
 * Makes a recovery code anew. The sheet that was printed before stops working, and everybody is told. Where this fails, or
 * the power does before it is finished, the sheet of before goes on working.
 *
 * Returns: (transfer full) (nullable): the code, which is kept nowhere; to be wiped by the caller
 */
char *
haven_staff_make_recovery (HavenSession *session, HavenPartitions partitions, GError **error)
{
  Change change = { .session = session,
                    .staff_id = haven_session_get_staff_id (session),
                    .detail = (partitions & HAVEN_IN_LEGAL) != 0 ? "legal-recovery-code" : "recovery-code",
                    .change = add_recovery,
                    .partitions = partitions,
                    .notice = HAVEN_STAFF_NOTICE_RECOVERY_SHEET + 1 };

  if (run_change (&change, HAVEN_ACTION_GRANT, error))
    return change.made_code;
  if (change.made_code != NULL)
    explicit_bzero (change.made_code, strlen (change.made_code));
  g_free (change.made_code);
  return NULL;
}

/** Whether the session's own slot is still in the vault: somebody may have ended their work on another seat (R48). */
gboolean
haven_staff_is_still_member (HavenSession *session)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (get_folder (session), NULL);

  /* A file that cannot be read just now tells nothing about anybody. */
  return file == NULL || haven_vault_file_has_member (file, haven_session_get_staff_id (session));
}
