/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-trail-private.h"

#include <string.h>

/* Past this many of a kind they are "several": an import is one line of the log, not a hundred thousand. */
#define MOST_OF_A_KIND 8

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

struct _HavenAuditTrail
{
  GPtrArray *touches;
};

static void
touch_free (gpointer data)
{
  HavenAuditTouch *self = data;

  g_free (self->id);
  g_free (self->patient_id);
  if (self->fields)
    g_string_free (self->fields, TRUE);
  g_free (self);
}

HavenAuditTrail *
haven_audit_trail_new (void)
{
  HavenAuditTrail *self = g_new0 (HavenAuditTrail, 1);

  self->touches = g_ptr_array_new_with_free_func (touch_free);
  return self;
}

void
haven_audit_trail_free (HavenAuditTrail *self)
{
  g_ptr_array_unref (self->touches);
  g_free (self);
}

static const char *
get_id (const HavenRecordInfo *info, gconstpointer record)
{
  return AT (char *const, record, &info->fields[0]);
}

/* The person a record is about; a person's own record is about themselves. */
static const char *
get_patient_id (const HavenRecordInfo *info, gconstpointer record)
{
  if (strcmp (info->name, "patient") == 0)
    return get_id (info, record);
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == HAVEN_FIELD_TEXT && strcmp (info->fields[i].name, "patient_id") == 0)
      return AT (char *const, record, &info->fields[i]);
  return NULL;
}

static HavenAuditTouch *
add_touch (HavenAuditTrail *self,
           const HavenRecordInfo *info,
           HavenTouchKind kind,
           const char *id,
           const char *patient_id)
{
  HavenAuditTouch *touch = g_new0 (HavenAuditTouch, 1);

  touch->info = info;
  touch->kind = kind;
  touch->id = g_strdup (id);
  touch->patient_id = g_strdup (patient_id);
  g_ptr_array_add (self->touches, touch);
  return touch;
}

/* Puts those of a kind together. They are about a person only where all of them are. */
static HavenAuditTouch *
collapse (HavenAuditTrail *self, const HavenRecordInfo *info, HavenTouchKind kind, const char *patient_id)
{
  g_autofree char *person = g_strdup (patient_id);
  HavenAuditTouch *several;

  for (guint i = self->touches->len; i > 0; i--)
    {
      const HavenAuditTouch *touch = self->touches->pdata[i - 1];

      if (touch->info != info || touch->kind != kind)
        continue;
      if (g_strcmp0 (touch->patient_id, person) != 0)
        g_clear_pointer (&person, g_free);
      g_ptr_array_remove_index (self->touches, i - 1);
    }
  several = add_touch (self, info, kind, NULL, person);
  return several;
}

static HavenAuditTouch *
note (HavenAuditTrail *self, const HavenRecordInfo *info, HavenTouchKind kind, gconstpointer record)
{
  const char *id = get_id (info, record), *patient_id = get_patient_id (info, record);
  guint n_of_a_kind = 0;

  for (guint i = self->touches->len; i > 0; i--)
    {
      HavenAuditTouch *touch = self->touches->pdata[i - 1];

      if (touch->info != info || touch->kind != kind)
        continue;
      if (touch->id == NULL && g_strcmp0 (touch->patient_id, patient_id) != 0)
        g_clear_pointer (&touch->patient_id, g_free);
      if (touch->id == NULL || g_strcmp0 (touch->id, id) == 0)
        return touch;
      n_of_a_kind++;
    }
  return n_of_a_kind < MOST_OF_A_KIND ? add_touch (self, info, kind, id, patient_id)
                                      : collapse (self, info, kind, patient_id);
}

/** @records: (element-type gpointer): what was read */
void
haven_audit_trail_look (HavenAuditTrail *self, const HavenRecordInfo *info, GPtrArray *records)
{
  for (guint i = 0; self && i < records->len; i++)
    note (self, info, HAVEN_TOUCH_LOOK, records->pdata[i]);
}

static gboolean
field_differs (const HavenRecordInfo *info, const HavenField *field, gconstpointer before, gconstpointer after)
{
  HavenRecordInfo one = *info;

  one.fields = field;
  one.n_fields = 1;
  return !haven_record_equal (&one, before, after);
}

static void
add_field (HavenAuditTouch *touch, const char *name)
{
  if (touch->fields == NULL)
    touch->fields = g_string_new (NULL);
  if (touch->fields->len > 0)
    g_string_append (touch->fields, ", ");
  g_string_append (touch->fields, name);
}

/**
 * haven_audit_trail_change:
 * @before: (nullable): the record as it was, where that is known
 * @after: (nullable): the record as it is; one of the two is there
 *
 * The names of the fields that differ are kept, never what is in them.
 */
void
haven_audit_trail_change (HavenAuditTrail *self,
                          const HavenRecordInfo *info,
                          HavenTouchKind kind,
                          gconstpointer before,
                          gconstpointer after)
{
  HavenAuditTouch *touch;

  if (self == NULL)
    return;
  touch = note (self, info, kind, after ? after : before);
  if (touch->id == NULL || touch->fields != NULL || before == NULL || after == NULL)
    return;
  for (guint i = 1; i < info->n_fields; i++)
    if (strcmp (info->fields[i].name, "row_version") != 0 && field_differs (info, &info->fields[i], before, after))
      add_field (touch, info->fields[i].name);
}

guint
haven_audit_trail_get_n_touches (HavenAuditTrail *self)
{
  return self ? self->touches->len : 0;
}

const HavenAuditTouch *
haven_audit_trail_get_touch (HavenAuditTrail *self, guint i)
{
  return self->touches->pdata[i];
}

/** Whether a record of @partition was changed. */
gboolean
haven_audit_trail_changed (HavenAuditTrail *self, HavenPartition partition)
{
  for (guint i = 0; self && i < self->touches->len; i++)
    {
      const HavenAuditTouch *touch = self->touches->pdata[i];

      if (touch->info->partition == partition && touch->kind != HAVEN_TOUCH_LOOK)
        return TRUE;
    }
  return FALSE;
}
