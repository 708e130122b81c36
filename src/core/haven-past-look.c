/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-past-look.h"

struct _HavenPastLook
{
  GObject parent_instance;

  /* owned */
  HavenConflictCheck *check;
  char *person;
  char *decided_by;
  HavenMatter *matter;
  GPtrArray *matches;

  gboolean hides_some;
};

G_DEFINE_FINAL_TYPE (HavenPastLook, haven_past_look, G_TYPE_OBJECT)

static void
haven_past_look_finalize (GObject *object)
{
  HavenPastLook *self = HAVEN_PAST_LOOK (object);

  g_clear_pointer (&self->check, haven_conflict_check_free);
  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  g_free (self->person);
  g_free (self->decided_by);
  G_OBJECT_CLASS (haven_past_look_parent_class)->finalize (object);
}

static void
haven_past_look_class_init (HavenPastLookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_past_look_finalize;
}

static void
haven_past_look_init (HavenPastLook *self)
{
}

/**
 * haven_past_look_new:
 * @person: for whom it was
 * @decided_by: (nullable): a name; none of somebody who is not on the list of staff
 * @matter: (nullable): that opened after it, or that somebody was to take part in
 * @matches: (element-type HavenConflictMatch): those that are open to whoever reads
 * @hides_some: others were found as well; why it was decided so may tell of them, and is left out too
 */
HavenPastLook *
haven_past_look_new (const HavenConflictCheck *check,
                     const char *person,
                     const char *decided_by,
                     const HavenMatter *matter,
                     GPtrArray *matches,
                     gboolean hides_some)
{
  HavenPastLook *self = g_object_new (HAVEN_TYPE_PAST_LOOK, NULL);

  self->check = haven_conflict_check_copy (check);
  self->person = g_strdup (person);
  self->decided_by = g_strdup (decided_by);
  self->matter = matter ? haven_matter_copy (matter) : NULL;
  self->matches = g_ptr_array_ref (matches);
  self->hides_some = hides_some;
  if (hides_some)
    g_clear_pointer (&self->check->reason, g_free);
  return self;
}

const HavenConflictCheck *
haven_past_look_get_check (HavenPastLook *self)
{
  return self->check;
}

const char *
haven_past_look_get_person (HavenPastLook *self)
{
  return self->person;
}

const char *
haven_past_look_get_decided_by (HavenPastLook *self)
{
  return self->decided_by;
}

const HavenMatter *
haven_past_look_get_matter (HavenPastLook *self)
{
  return self->matter;
}

GPtrArray *
haven_past_look_get_matches (HavenPastLook *self)
{
  return self->matches;
}

/** Whether somebody was found who is not open to whoever reads, or is no longer in the record. */
gboolean
haven_past_look_hides_some (HavenPastLook *self)
{
  return self->hides_some;
}

/** For g_ptr_array_sort(): the newest first. */
int
haven_past_look_compare (gconstpointer a, gconstpointer b)
{
  const HavenPastLook *first = *(HavenPastLook *const *) a;
  const HavenPastLook *second = *(HavenPastLook *const *) b;

  return (first->check->decided_at < second->check->decided_at) - (first->check->decided_at > second->check->decided_at);
}
