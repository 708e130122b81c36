/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-roles-private.h"

#include "haven-seeds.h"

#include <string.h>

G_DEFINE_QUARK (haven-roles-error-quark, haven_roles_error)

typedef struct
{
  char *code;
  char *label;
  HavenPartitions keys;
  char **opens;
  char **grants;
  GPtrArray *lines; /* HavenRoleLine */
} Role;

struct _HavenRoles
{
  gatomicrefcount references;
  GPtrArray *roles;     /* Role */
  GPtrArray *everybody; /* HavenRoleLine: of each role that is known */
};

static void
free_line (gpointer data)
{
  HavenRoleLine *line = data;

  g_free (line->record);
  g_strfreev (line->columns);
  g_strfreev (line->hidden);
  g_free (line);
}

static void
free_role (gpointer data)
{
  Role *role = data;

  g_free (role->code);
  g_free (role->label);
  g_strfreev (role->opens);
  g_strfreev (role->grants);
  g_ptr_array_unref (role->lines);
  g_free (role);
}

static Role *
find_role (HavenRoles *self, const char *code)
{
  for (guint i = 0; i < self->roles->len; i++)
    if (g_strcmp0 (((Role *) self->roles->pdata[i])->code, code) == 0)
      return self->roles->pdata[i];
  return NULL;
}

/* ── Reading the matrix ───────────────────────────────────────────────────── */

static gboolean
refuse (GError **error, const char *what, const char *word)
{
  g_set_error (error, HAVEN_ROLES_ERROR, HAVEN_ROLES_ERROR_BAD_MATRIX, "The matrix of roles has %s “%s”.", what, word);
  return FALSE;
}

static gboolean
parse_partition (const char *name, gsize length, HavenPartition *partition)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      const char *known = haven_partition_get_name ((HavenPartition) i);

      if (strlen (known) == length && strncmp (known, name, length) == 0)
        {
          *partition = (HavenPartition) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Words are actions, or sets of actions that the matrix names. */
static gboolean
parse_actions (JsonObject *sets, const char *text, guint32 *actions, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (gsize i = 0; words[i]; i++)
    {
      HavenAction action;

      if (haven_action_parse (words[i], &action))
        *actions |= 1u << action;
      else if (sets == NULL || !json_object_has_member (sets, words[i]))
        return refuse (error, "an unknown action", words[i]);
      else if (!parse_actions (NULL, json_object_get_string_member_with_default (sets, words[i], ""), actions, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_rows (const char *text, HavenRows *rows, GError **error)
{
  if (g_strcmp0 (text, "all") == 0)
    *rows = HAVEN_ROWS_ALL;
  else if (g_strcmp0 (text, "own") == 0)
    *rows = HAVEN_ROWS_OWN;
  else if (g_strcmp0 (text, "assigned") == 0)
    *rows = HAVEN_ROWS_ASSIGNED;
  else
    return refuse (error, "unknown rows", text);
  return TRUE;
}

static char **
split_member (JsonObject *object, const char *member)
{
  const char *text = json_object_get_string_member_with_default (object, member, NULL);

  return text ? g_strsplit (text, " ", -1) : NULL;
}

static gboolean
parse_line (JsonObject *sets, JsonObject *object, GPtrArray *lines, GError **error)
{
  g_auto (GStrv) records = split_member (object, "on");
  guint32 actions = 0;
  HavenRows rows;

  if (records == NULL || *json_object_get_string_member_with_default (object, "basis", "") == '\0')
    return refuse (error, "a line without a record or a basis", records ? records[0] : "");
  if (!parse_actions (sets, json_object_get_string_member_with_default (object, "may", ""), &actions, error) ||
      !parse_rows (json_object_get_string_member_with_default (object, "rows", "all"), &rows, error))
    return FALSE;
  for (gsize i = 0; records[i]; i++)
    {
      const char *dot = strchr (records[i], '.');
      HavenPartition partition;
      HavenRoleLine *line;

      if (dot == NULL || dot[1] == '\0' || !parse_partition (records[i], (gsize) (dot - records[i]), &partition))
        return refuse (error, "an unknown record", records[i]);
      line = g_new0 (HavenRoleLine, 1);
      line->record = g_strdup (records[i]);
      line->actions = actions;
      line->rows = rows;
      line->columns = split_member (object, "columns");
      line->hidden = split_member (object, "hidden");
      g_ptr_array_add (lines, line);
    }
  return TRUE;
}

static gboolean
parse_lines (JsonObject *sets, JsonObject *object, const char *member, GPtrArray *lines, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "no list called", member);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, "something else than a line in", member);
      if (!parse_line (sets, json_node_get_object (element), lines, error))
        return FALSE;
    }
  return TRUE;
}

static char **
read_texts (JsonObject *object, const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) == G_TYPE_STRING)
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static gboolean
parse_role (HavenRoles *self, JsonObject *sets, JsonObject *object, GError **error)
{
  Role *role = g_new0 (Role, 1);
  g_auto (GStrv) keys = read_texts (object, "keys");

  role->lines = g_ptr_array_new_with_free_func (free_line);
  role->code = g_strdup (json_object_get_string_member_with_default (object, "code", ""));
  role->label = g_strdup (json_object_get_string_member_with_default (object, "label", role->code));
  role->opens = read_texts (object, "opens");
  role->grants = read_texts (object, "grants");
  if (*role->code == '\0' || find_role (self, role->code) != NULL)
    {
      refuse (error, "no role or two of the code", role->code);
      free_role (role);
      return FALSE;
    }
  g_ptr_array_add (self->roles, role);
  for (gsize i = 0; keys[i]; i++)
    {
      HavenPartition partition;

      if (!parse_partition (keys[i], strlen (keys[i]), &partition))
        return refuse (error, "an unknown key", keys[i]);
      role->keys |= 1u << partition;
    }
  return parse_lines (sets, object, "lines", role->lines, error);
}

static gboolean
check_grants (HavenRoles *self, GError **error)
{
  for (guint i = 0; i < self->roles->len; i++)
    {
      const Role *role = self->roles->pdata[i];

      for (gsize j = 0; role->grants[j]; j++)
        if (find_role (self, role->grants[j]) == NULL)
          return refuse (error, "an unknown role to grant", role->grants[j]);
    }
  return TRUE;
}

static gboolean
parse_matrix (HavenRoles *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "roles");
  JsonNode *sets_node = json_object_get_member (object, "sets");
  JsonObject *sets = sets_node && JSON_NODE_HOLDS_OBJECT (sets_node) ? json_node_get_object (sets_node) : NULL;
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "no list called", "roles");
  if (!parse_lines (sets, object, "everybody", self->everybody, error))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, "something else than a role in", "roles");
      if (!parse_role (self, sets, json_node_get_object (element), error))
        return FALSE;
    }
  return check_grants (self, error);
}

/** Returns: (transfer full) (nullable): the matrix that @node holds; anything that is not understood is an error */
HavenRoles *
haven_roles_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (HavenRoles) self = g_new0 (HavenRoles, 1);

  g_atomic_ref_count_init (&self->references);
  self->roles = g_ptr_array_new_with_free_func (free_role);
  self->everybody = g_ptr_array_new_with_free_func (free_line);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, "no list called", "roles");
      return NULL;
    }
  if (!parse_matrix (self, json_node_get_object (node), error))
    return NULL;
  return g_steal_pointer (&self);
}

/** Returns: (transfer full): the matrix of the seeds */
HavenRoles *
haven_roles_load (GError **error)
{
  g_autoptr (JsonNode) node = haven_seeds_lookup_json ("roles/roles.json", error);

  return node ? haven_roles_new_from_json (node, error) : NULL;
}

HavenRoles *
haven_roles_ref (HavenRoles *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_roles_unref (HavenRoles *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->everybody);
  g_free (self);
}

/* ── Asking it ────────────────────────────────────────────────────────────── */

/** Returns: (transfer full): the codes of all roles, in the order of the matrix */
char **
haven_roles_dup_codes (HavenRoles *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->roles->len; i++)
    g_strv_builder_add (builder, ((Role *) self->roles->pdata[i])->code);
  return g_strv_builder_end (builder);
}

/** Returns: (nullable): a message for gettext; %NULL where there is no such role */
const char *
haven_roles_get_label (HavenRoles *self, const char *role)
{
  const Role *known = find_role (self, role);

  return known ? known->label : NULL;
}

static gboolean
has_line (GPtrArray *lines, const char *record)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (((HavenRoleLine *) lines->pdata[i])->record, record) == 0)
      return TRUE;
  return FALSE;
}

/** Whether any line of the matrix speaks of a record: one that nobody thought of is nobody's. */
gboolean
haven_roles_covers (HavenRoles *self, HavenPartition partition, const char *record)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".", record, NULL);

  if (has_line (self->everybody, name))
    return TRUE;
  for (guint i = 0; i < self->roles->len; i++)
    if (has_line (((Role *) self->roles->pdata[i])->lines, name))
      return TRUE;
  return FALSE;
}

/** The partitions whose keys these roles are to hold. */
HavenPartitions
haven_roles_get_keys (HavenRoles *self, const char *const *roles)
{
  HavenPartitions keys = 0;

  for (gsize i = 0; roles && roles[i]; i++)
    {
      const Role *role = find_role (self, roles[i]);

      keys |= role ? role->keys : 0;
    }
  return keys;
}

/** Whether somebody of @own_roles may give, or take away, @role. */
gboolean
haven_roles_may_grant (HavenRoles *self, const char *const *own_roles, const char *role)
{
  for (gsize i = 0; own_roles && own_roles[i]; i++)
    {
      const Role *own = find_role (self, own_roles[i]);

      if (own != NULL && g_strv_contains ((const char *const *) own->grants, role))
        return TRUE;
    }
  return FALSE;
}

/** Whether one of @roles opens notes of a restricted category, `psychotherapy` for example. */
gboolean
haven_roles_open_category (HavenRoles *self, const char *const *roles, const char *category)
{
  for (gsize i = 0; roles && roles[i]; i++)
    {
      const Role *role = find_role (self, roles[i]);

      if (role != NULL && g_strv_contains ((const char *const *) role->opens, category))
        return TRUE;
    }
  return FALSE;
}

static gboolean
call_lines (GPtrArray *lines, HavenRoleLineFunc function, gpointer data)
{
  for (guint i = 0; i < lines->len; i++)
    function (lines->pdata[i], data);
  return TRUE;
}

/* What is everybody's is the lot of each who has a role that is known; an unknown one gives nothing at all. */
void
haven_roles_foreach_line (HavenRoles *self, const char *const *roles, HavenRoleLineFunc function, gpointer data)
{
  gboolean known = FALSE;

  for (gsize i = 0; roles && roles[i]; i++)
    {
      const Role *role = find_role (self, roles[i]);

      if (role != NULL)
        known = call_lines (role->lines, function, data);
    }
  if (known)
    call_lines (self->everybody, function, data);
}
