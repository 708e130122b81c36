/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-roles-private.h"

#include <string.h>

G_DEFINE_QUARK (haven-access-error-quark, haven_access_error)

/* What all roles together give for one record. */
typedef struct
{
  guint32 actions;
  HavenRows rows;
  GPtrArray *readings; /* HavenRoleLine, of the matrix: those that let somebody read */
} Permission;

struct _HavenAccess
{
  gatomicrefcount references;
  HavenRoles *roles; /* nullable: for setting up */
  char *staff_id;
  char **role_codes;
  HavenPartitions held;
  char **barred_ids;
  GHashTable *barred;
  HavenBreakGlass *glass;
  GHashTable *permissions[HAVEN_N_PARTITIONS]; /* record → Permission */
};

static void
free_permission (gpointer data)
{
  Permission *permission = data;

  g_ptr_array_unref (permission->readings);
  g_free (permission);
}

static HavenAccess *
new_access (const char *staff_id, HavenPartitions held)
{
  HavenAccess *self = g_new0 (HavenAccess, 1);

  g_atomic_ref_count_init (&self->references);
  self->staff_id = g_strdup (staff_id);
  self->held = held;
  self->barred = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    self->permissions[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_permission);
  return self;
}

static Permission *
ensure_permission (HavenAccess *self, HavenPartition partition, const char *record)
{
  Permission *permission = g_hash_table_lookup (self->permissions[partition], record);

  if (permission == NULL)
    {
      permission = g_new0 (Permission, 1);
      permission->readings = g_ptr_array_new ();
      g_hash_table_insert (self->permissions[partition], g_strdup (record), permission);
    }
  return permission;
}

static Permission *
find_permission (HavenAccess *self, HavenPartition partition, const char *record)
{
  g_return_val_if_fail (partition < HAVEN_N_PARTITIONS, NULL);
  return record ? g_hash_table_lookup (self->permissions[partition], record) : NULL;
}

static void
add_line (const HavenRoleLine *line, gpointer data)
{
  HavenAccess *self = data;
  const char *dot = strchr (line->record, '.');
  HavenPartition partition = HAVEN_PARTITION_SHARED;
  Permission *permission;

  while (!g_str_has_prefix (line->record, haven_partition_get_name (partition)))
    partition++;
  permission = ensure_permission (self, partition, dot + 1);
  permission->actions |= line->actions;
  if ((line->actions & HAVEN_READING_ACTIONS) == 0)
    return;
  permission->rows = MAX (permission->rows, line->rows);
  g_ptr_array_add (permission->readings, (gpointer) line);
}

/**
 * haven_access_new:
 * @role_codes: all that the person has; what is not in the matrix gives nothing
 * @held: the partitions whose keys the person holds
 * @barred_ids: (nullable): people who are closed to this person
 * @glass: (nullable): what the person opened in an emergency
 */
HavenAccess *
haven_access_new (HavenRoles *roles,
                  const char *staff_id,
                  const char *const *role_codes,
                  HavenPartitions held,
                  const char *const *barred_ids,
                  const HavenBreakGlass *glass)
{
  HavenAccess *self;

  g_return_val_if_fail (roles != NULL && staff_id != NULL, NULL);

  self = new_access (staff_id, held);
  self->roles = haven_roles_ref (roles);
  self->role_codes = g_strdupv ((char **) role_codes);
  self->barred_ids = g_strdupv ((char **) barred_ids);
  self->glass = glass ? haven_break_glass_copy (glass) : NULL;
  for (gsize i = 0; self->barred_ids && self->barred_ids[i]; i++)
    g_hash_table_add (self->barred, self->barred_ids[i]);
  haven_roles_foreach_line (roles, role_codes, add_line, self);
  return self;
}

/**
 * haven_access_new_for_setup:
 * @staff_id: who will be the first member of staff
 *
 * For the first rows of a vault that holds nobody yet: staff and settings, and nothing else.
 */
HavenAccess *
haven_access_new_for_setup (const char *staff_id)
{
  static const char *const records[] = { "staff_member", "clinic_setting" };
  HavenAccess *self;

  g_return_val_if_fail (staff_id != NULL, NULL);

  self = new_access (staff_id, HAVEN_IN_SHARED);
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      Permission *permission = ensure_permission (self, HAVEN_PARTITION_SHARED, records[i]);

      permission->actions = 1u << HAVEN_ACTION_CREATE;
    }
  ensure_permission (self, HAVEN_PARTITION_SHARED, "clinic_setting")->actions |= 1u << HAVEN_ACTION_UPDATE;
  return self;
}

HavenAccess *
haven_access_ref (HavenAccess *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_access_unref (HavenAccess *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    g_hash_table_unref (self->permissions[i]);
  g_hash_table_unref (self->barred);
  g_strfreev (self->barred_ids);
  g_strfreev (self->role_codes);
  g_clear_pointer (&self->glass, haven_break_glass_free);
  g_clear_pointer (&self->roles, haven_roles_unref);
  g_free (self->staff_id);
  g_free (self);
}

/* ── Deciding ─────────────────────────────────────────────────────────────── */

static gboolean
refuse (GError **error, HavenAccessError code)
{
  static const char *const sentences[] = {
    [HAVEN_ACCESS_ERROR_REFUSED] = "Your role does not do this. Ask the administrator of the vault if it should.",
    [HAVEN_ACCESS_ERROR_CLOSED] = "This part of the vault is not open to you.",
    [HAVEN_ACCESS_ERROR_BARRED] = "There is no such person. Look for them again; they may have been removed.",
  };

  g_set_error_literal (error, HAVEN_ACCESS_ERROR, (int) code, sentences[code]);
  return FALSE;
}

/**
 * haven_access_decide:
 * @record: a table's name, or `vault` for what concerns the vault as a whole
 * @patient_id: (nullable): the person whom it is about
 * @now: when it is to be done
 * @error: %HAVEN_ACCESS_ERROR
 *
 * The one function that decides (R41, T32): the role first, then the key, then whether the person is closed to whoever
 * asks. Breaking a glass shows restricted rows, see haven_access_opens_category(); it never changes what is decided here,
 * so it never opens the legal part (R24).
 */
gboolean
haven_access_decide (HavenAccess *self,
                     HavenPartition partition,
                     const char *record,
                     HavenAction action,
                     const char *patient_id,
                     HavenInstant now,
                     GError **error)
{
  const Permission *permission = find_permission (self, partition, record);

  g_return_val_if_fail (action < HAVEN_N_ACTIONS, FALSE);

  if (permission == NULL || (permission->actions & (1u << action)) == 0)
    return refuse (error, HAVEN_ACCESS_ERROR_REFUSED);
  if ((self->held & (1u << partition)) == 0)
    return refuse (error, HAVEN_ACCESS_ERROR_CLOSED);
  if (haven_access_is_barred (self, patient_id))
    return refuse (error, HAVEN_ACCESS_ERROR_BARRED);
  return TRUE;
}

static gboolean
line_shows (const HavenRoleLine *line, const char *column)
{
  if (line->columns != NULL)
    return g_strv_contains ((const char *const *) line->columns, column);
  return line->hidden == NULL || !g_strv_contains ((const char *const *) line->hidden, column);
}

/** Whether a column of the rows that somebody sees is theirs to read; the id and the number of a row always are. */
gboolean
haven_access_may_read_column (HavenAccess *self, HavenPartition partition, const char *record, const char *column)
{
  const Permission *permission = find_permission (self, partition, record);

  if (permission == NULL || permission->rows == HAVEN_ROWS_NONE || (self->held & (1u << partition)) == 0)
    return FALSE;
  if (strcmp (column, "id") == 0 || strcmp (column, "row") == 0)
    return TRUE;
  for (guint i = 0; i < permission->readings->len; i++)
    if (line_shows (permission->readings->pdata[i], column))
      return TRUE;
  return FALSE;
}

/** Which rows of a record may be read at all. */
HavenRows
haven_access_get_rows (HavenAccess *self, HavenPartition partition, const char *record)
{
  const Permission *permission = find_permission (self, partition, record);

  return permission != NULL && (self->held & (1u << partition)) != 0 ? permission->rows : HAVEN_ROWS_NONE;
}

/** Whether restricted notes of a category are open for one person: by a role, or for a while by a broken glass (R24). */
gboolean
haven_access_opens_category (HavenAccess *self, const char *category, const char *patient_id, HavenInstant now)
{
  if ((self->held & HAVEN_IN_CLINICAL) == 0 || haven_access_is_barred (self, patient_id))
    return FALSE;
  if (self->roles && haven_roles_open_category (self->roles, (const char *const *) self->role_codes, category))
    return TRUE;
  return self->glass != NULL && g_strcmp0 (self->glass->patient_id, patient_id) == 0 &&
         now >= self->glass->opened_at && now < self->glass->closes_at;
}

/** Whether the reason of a visit at the clinic is told: to those who care and those who arrange care (T3, 164.514(d)). */
gboolean
haven_access_tells_reasons (HavenAccess *self)
{
  return self->roles == NULL ||
         haven_roles_open_category (self->roles, (const char *const *) self->role_codes, "visit-reason");
}

/* ── Who it is ────────────────────────────────────────────────────────────── */

const char *
haven_access_get_staff_id (HavenAccess *self)
{
  return self->staff_id;
}

static const char *const none[] = { NULL };

const char *const *
haven_access_get_roles (HavenAccess *self)
{
  return self->role_codes ? (const char *const *) self->role_codes : none;
}

gboolean
haven_access_has_role (HavenAccess *self, const char *role)
{
  return g_strv_contains (haven_access_get_roles (self), role);
}

HavenPartitions
haven_access_get_held (HavenAccess *self)
{
  return self->held;
}

const char *const *
haven_access_get_barred (HavenAccess *self)
{
  return self->barred_ids ? (const char *const *) self->barred_ids : none;
}

gboolean
haven_access_is_barred (HavenAccess *self, const char *patient_id)
{
  return patient_id != NULL && g_hash_table_contains (self->barred, patient_id);
}

/** Returns: (nullable): what the person opened in an emergency; look at its times */
const HavenBreakGlass *
haven_access_get_glass (HavenAccess *self)
{
  return self->glass;
}
