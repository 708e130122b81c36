/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-items.h"
#include "haven-time-scale.h"

#include <glib/gi18n.h>

/* ── Columns ─────────────────────────────────────────────────────────────── */

struct _HavenDayColumn
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *name;
  char *kind;
  GArray *open;
};

G_DEFINE_FINAL_TYPE (HavenDayColumn, haven_day_column, G_TYPE_OBJECT)

static const struct
{
  const char *kind, *icon, *css, *label;
} kinds[] = {
  { "clinician", "haven-clinician-symbolic", "medical", N_("Clinician") },
  { "lawyer", "haven-matter-symbolic", "legal", N_("Lawyer") },
  { "navigator", "haven-navigator-symbolic", "shared", N_("Navigator") },
  { "room", "haven-room-symbolic", "shared", N_("Room") },
  { "interpreter", "haven-interpreter-symbolic", "shared", N_("Interpreter") },
  { "vehicle", "haven-vehicle-symbolic", "shared", N_("Vehicle") },
  { "day", NULL, "shared", N_("Day") },
  { "today", NULL, "medical", N_("Today") },
  { "closed", "action-unavailable-symbolic", "shared", N_("Closed") },
  { "", "haven-person-symbolic", "shared", N_("Person") },
};

static guint
find_kind (HavenDayColumn *self)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) - 1 && !g_str_equal (kinds[i].kind, self->kind))
    i++;
  return i;
}

static void
haven_day_column_finalize (GObject *object)
{
  HavenDayColumn *self = HAVEN_DAY_COLUMN (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->kind);
  g_array_unref (self->open);
  G_OBJECT_CLASS (haven_day_column_parent_class)->finalize (object);
}

static void
haven_day_column_class_init (HavenDayColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_day_column_finalize;
}

static void
haven_day_column_init (HavenDayColumn *self)
{
  self->open = g_array_new (FALSE, FALSE, sizeof (HavenDayInterval));
}

/** @kind: as in a resource's record: clinician, lawyer, navigator, room, interpreter, vehicle; or day, today, closed */
HavenDayColumn *
haven_day_column_new (const char *id, const char *name, const char *kind)
{
  HavenDayColumn *self;

  g_return_val_if_fail (id != NULL, NULL);
  self = g_object_new (HAVEN_TYPE_DAY_COLUMN, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name ? name : "");
  self->kind = g_strdup (kind ? kind : "");
  return self;
}

/** Adds hours in which the column takes appointments, in minutes of the day; an empty interval adds nothing. */
void
haven_day_column_add_open (HavenDayColumn *self, int opens, int closes)
{
  HavenDayInterval interval = { CLAMP (opens, 0, HAVEN_MINUTES_A_DAY), CLAMP (closes, 0, HAVEN_MINUTES_A_DAY) };

  g_return_if_fail (HAVEN_IS_DAY_COLUMN (self));
  if (interval.opens < interval.closes)
    g_array_append_val (self->open, interval);
}

const char *
haven_day_column_get_id (HavenDayColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), NULL);
  return self->id;
}

const char *
haven_day_column_get_name (HavenDayColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), NULL);
  return self->name;
}

const char *
haven_day_column_get_kind (HavenDayColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), NULL);
  return self->kind;
}

/** Returns: (transfer none) (nullable): a day has none */
const char *
haven_day_column_get_icon_name (HavenDayColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), NULL);
  return kinds[find_kind (self)].icon;
}

const char *
haven_day_column_get_kind_label (HavenDayColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), NULL);
  return _(kinds[find_kind (self)].label);
}

/** Returns: (transfer none): the class of the lane whose hue the column has */
const char *
haven_day_column_get_css_class (HavenDayColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), NULL);
  return kinds[find_kind (self)].css;
}

/** Returns: (transfer none) (array length=n_intervals): the open hours as they were added */
const HavenDayInterval *
haven_day_column_get_open (HavenDayColumn *self, guint *n_intervals)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), NULL);
  *n_intervals = self->open->len;
  return (const HavenDayInterval *) (gpointer) self->open->data;
}

gboolean
haven_day_column_is_open (HavenDayColumn *self, int minute)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self), FALSE);
  for (guint i = 0; i < self->open->len; i++)
    {
      HavenDayInterval *interval = &g_array_index (self->open, HavenDayInterval, i);

      if (interval->opens <= minute && minute < interval->closes)
        return TRUE;
    }
  return FALSE;
}

/** Whether both are the same resource under the same name; their open hours may differ. */
gboolean
haven_day_column_is_named_like (HavenDayColumn *self, HavenDayColumn *other)
{
  g_return_val_if_fail (HAVEN_IS_DAY_COLUMN (self) && HAVEN_IS_DAY_COLUMN (other), FALSE);
  return g_str_equal (self->id, other->id) && g_strcmp0 (self->name, other->name) == 0 &&
         g_strcmp0 (self->kind, other->kind) == 0;
}

/* ── Events ──────────────────────────────────────────────────────────────── */

struct _HavenDayEvent
{
  GObject parent_instance;

  /* owned */
  char *id;
  char **column_ids;
  char *title;
  char *subtitle;
  char *status;

  int start;
  int end;
  gboolean conflict;
  gboolean taken;
};

G_DEFINE_FINAL_TYPE (HavenDayEvent, haven_day_event, G_TYPE_OBJECT)

static void
haven_day_event_finalize (GObject *object)
{
  HavenDayEvent *self = HAVEN_DAY_EVENT (object);

  g_free (self->id);
  g_strfreev (self->column_ids);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->status);
  G_OBJECT_CLASS (haven_day_event_parent_class)->finalize (object);
}

static void
haven_day_event_class_init (HavenDayEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_day_event_finalize;
}

static void
haven_day_event_init (HavenDayEvent *self)
{
}

/**
 * haven_day_event_new:
 * @column_ids: (array zero-terminated=1) (nullable): the columns that it takes
 * @start: minute of the day
 * @end: minute of the day, 1440 where it ends at or after midnight; at least @start
 * @subtitle: (nullable): what kind of visit it is
 * @status: (nullable): in the record's words
 * @conflict: whether something about it clashes; the owner tells what
 */
HavenDayEvent *
haven_day_event_new (const char *id,
                     const char *const *column_ids,
                     int start,
                     int end,
                     const char *title,
                     const char *subtitle,
                     const char *status,
                     gboolean conflict)
{
  HavenDayEvent *self;

  g_return_val_if_fail (id != NULL, NULL);
  self = g_object_new (HAVEN_TYPE_DAY_EVENT, NULL);
  self->id = g_strdup (id);
  self->column_ids = column_ids ? g_strdupv ((char **) column_ids) : g_new0 (char *, 1);
  self->start = CLAMP (start, 0, HAVEN_MINUTES_A_DAY - 1);
  self->end = CLAMP (end, self->start, HAVEN_MINUTES_A_DAY);
  self->title = g_strdup (title ? title : "");
  self->subtitle = g_strdup (subtitle ? subtitle : "");
  self->status = g_strdup (status ? status : "");
  self->conflict = conflict != FALSE;
  return self;
}

/**
 * haven_day_event_new_taken:
 *
 * A time that is taken by what is not shown: it stands in the day so that nothing is put there, and leads nowhere.
 */
HavenDayEvent *
haven_day_event_new_taken (const char *id, const char *const *column_ids, int start, int end)
{
  HavenDayEvent *self = haven_day_event_new (id, column_ids, start, end, _("Taken"), NULL, NULL, FALSE);

  self->taken = TRUE;
  return self;
}

/** Whether it is a time that is taken, and no more is known: it is neither opened nor moved. */
gboolean
haven_day_event_is_taken (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), FALSE);
  return self->taken;
}

const char *
haven_day_event_get_id (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), NULL);
  return self->id;
}

const char *const *
haven_day_event_get_column_ids (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), NULL);
  return (const char *const *) self->column_ids;
}

int
haven_day_event_get_start (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), 0);
  return self->start;
}

int
haven_day_event_get_end (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), 0);
  return self->end;
}

const char *
haven_day_event_get_title (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), NULL);
  return self->title;
}

const char *
haven_day_event_get_subtitle (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), NULL);
  return self->subtitle;
}

const char *
haven_day_event_get_status (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), NULL);
  return self->status;
}

gboolean
haven_day_event_get_conflict (HavenDayEvent *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), FALSE);
  return self->conflict;
}

/** Whether both are one appointment that a tile shows alike, in whatever columns they stand. */
gboolean
haven_day_event_looks_like (HavenDayEvent *self, HavenDayEvent *other)
{
  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self) && HAVEN_IS_DAY_EVENT (other), FALSE);
  return self == other ||
         (g_str_equal (self->id, other->id) && self->start == other->start && self->end == other->end &&
          self->conflict == other->conflict && g_str_equal (self->title, other->title) &&
          g_str_equal (self->subtitle, other->subtitle) && g_str_equal (self->status, other->status));
}

/** Returns: (transfer full): for example “9:30–10:15” */
char *
haven_day_event_dup_times (HavenDayEvent *self)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  g_return_val_if_fail (HAVEN_IS_DAY_EVENT (self), NULL);
  start = haven_time_dup_clock_label (self->start);
  end = haven_time_dup_clock_label (self->end);
  /* Translators: from one time of day to another */
  return g_strdup_printf (C_("from time to time", "%s–%s"), start, end);
}
