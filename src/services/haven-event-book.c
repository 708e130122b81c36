/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-event-book.h"

#include "haven-people.h"
#include "haven-staff.h"

#include <string.h>

static void
free_entry (gpointer data)
{
  HavenEventEntry *entry = data;

  haven_matter_event_free (entry->event);
  g_free (entry->author);
  g_free (entry);
}

HavenEventBook *
haven_event_book_ref (HavenEventBook *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_event_book_unref (HavenEventBook *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->rules, haven_event_rules_free);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->matters, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_clear_pointer (&self->open_days, haven_open_days_unref);
  g_free (self);
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return haven_matter_event_compare_days ((*(HavenEventEntry *const *) a)->event, (*(HavenEventEntry *const *) b)->event);
}

static HavenEventEntry *
make_entry (HavenTransaction *transaction, const HavenMatterEvent *event)
{
  HavenEventEntry *entry = g_new0 (HavenEventEntry, 1);
  g_autoptr (HavenStaffMember) author =
      haven_transaction_load (transaction, &haven_staff_member_info, event->written_by, NULL);

  entry->event = haven_matter_event_copy (event);
  entry->author = author ? g_strdup (author->name) : NULL;
  return entry;
}

static gboolean
read_entries (HavenEventBook *self, HavenTransaction *transaction, GError **error)
{
  g_autoptr (GPtrArray) rows = haven_transaction_list (
      transaction, &haven_matter_event_info, "patient_id", self->patient_id, "on_date", error);

  self->entries = g_ptr_array_new_with_free_func (free_entry);
  for (guint i = 0; rows && i < rows->len; i++)
    if (((const HavenMatterEvent *) rows->pdata[i])->withdrawn_at == 0)
      g_ptr_array_add (self->entries, make_entry (transaction, rows->pdata[i]));
  g_ptr_array_sort (self->entries, compare_entries);
  return rows != NULL;
}

static gboolean
read_born (HavenEventBook *self, HavenTransaction *transaction, GError **error)
{
  g_autoptr (HavenPatient) patient =
      haven_transaction_load (transaction, &haven_patient_info, self->patient_id, error);

  self->born = HAVEN_DATE_NONE;
  if (patient != NULL && patient->born_on != NULL && !patient->born_estimated)
    haven_date_parse (patient->born_on, &self->born, NULL);
  return patient != NULL;
}

/** Reads what happened to a person, inside a transaction that may view matters. */
HavenEventBook *
haven_event_book_read (HavenTransaction *transaction, HavenSession *session, const char *patient_id, GError **error)
{
  g_autoptr (HavenEventBook) self = g_new0 (HavenEventBook, 1);

  g_atomic_ref_count_init (&self->references);
  self->patient_id = g_strdup (patient_id);
  self->rules = haven_event_rules_load (haven_session_get_rules (session), error);
  if (self->rules == NULL || !read_born (self, transaction, error) || !read_entries (self, transaction, error))
    return NULL;
  self->matters = haven_transaction_list (transaction, &haven_matter_info, "patient_id", patient_id, NULL, error);
  if (self->matters == NULL)
    return NULL;
  self->deadlines =
      haven_transaction_list (transaction, &haven_deadline_info, "patient_id", patient_id, "plan_by", error);
  self->open_days = self->deadlines ? haven_open_days_read (transaction, error) : NULL;
  return self->open_days ? g_steal_pointer (&self) : NULL;
}

/* ── Finding ──────────────────────────────────────────────────────────────── */

/** Returns: (nullable): */
const HavenMatter *
haven_event_book_find_matter (const HavenEventBook *self, const char *matter_id)
{
  for (guint i = 0; i < self->matters->len; i++)
    if (g_strcmp0 (((const HavenMatter *) self->matters->pdata[i])->id, matter_id) == 0)
      return self->matters->pdata[i];
  return NULL;
}

/** Returns: (nullable): that version, whether it stands or not */
const HavenEventEntry *
haven_event_book_find (const HavenEventBook *self, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_strcmp0 (((const HavenEventEntry *) self->entries->pdata[i])->event->id, id) == 0)
      return self->entries->pdata[i];
  return NULL;
}

/** Returns: (nullable): the version of the event that stands now */
const HavenEventEntry *
haven_event_book_find_standing (const HavenEventBook *self, const char *event_id)
{
  for (guint i = 0; event_id && i < self->entries->len; i++)
    {
      const HavenEventEntry *entry = self->entries->pdata[i];

      if (g_strcmp0 (entry->event->event_id, event_id) == 0 && haven_matter_event_stands (entry->event))
        return entry;
    }
  return NULL;
}

/** Returns: (nullable): the version whose place @entry took */
const HavenEventEntry *
haven_event_book_find_earlier (const HavenEventBook *self, const HavenEventEntry *entry)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_strcmp0 (((const HavenEventEntry *) self->entries->pdata[i])->event->replaced_by, entry->event->id) == 0)
      return self->entries->pdata[i];
  return NULL;
}

/** Returns: (transfer container) (element-type HavenDeadline): open dates that hang on the event */
GPtrArray *
haven_event_book_list_hanging (const HavenEventBook *self, const char *event_id)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; event_id && i < self->deadlines->len; i++)
    {
      const HavenDeadline *deadline = self->deadlines->pdata[i];

      if (g_strcmp0 (deadline->event_id, event_id) == 0 && g_strcmp0 (deadline->status, "open") == 0)
        g_ptr_array_add (found, (gpointer) deadline);
    }
  return found;
}

/* ── Absences ─────────────────────────────────────────────────────────────── */

typedef void (*EventFunc) (const HavenEventBook *self, const HavenMatterEvent *event, gpointer data);

/* What stands, or would stand if @after took the place of @before. */
static void
visit_standing (const HavenEventBook *self,
                const HavenMatterEvent *before,
                const HavenMatterEvent *after,
                EventFunc function,
                gpointer data)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const HavenMatterEvent *event = ((const HavenEventEntry *) self->entries->pdata[i])->event;

      if (haven_matter_event_stands (event) && (before == NULL || g_strcmp0 (event->event_id, before->event_id) != 0))
        function (self, event, data);
    }
  if (after != NULL)
    function (self, after, data);
}

static void
note_earlier (HavenDate *day, HavenDate other)
{
  if (haven_date_is_set (other) && (!haven_date_is_set (*day) || haven_date_compare (other, *day) < 0))
    *day = other;
}

static void
note_grant (const HavenEventBook *self, const HavenMatterEvent *event, gpointer data)
{
  const HavenMatter *matter = haven_event_book_find_matter (self, event->matter_id);

  if (g_strcmp0 (event->kind, "granted") == 0 && matter != NULL && haven_matter_event_is_exact (event) &&
      haven_event_rules_is_status (self->rules, matter->type))
    note_earlier (data, event->on_date);
}

/**
 * haven_event_book_find_grant:
 * @before: (nullable): what would be replaced
 * @after: (nullable): what would take its place
 *
 * Returns: the day on which T or U status was granted, as an event tells, and otherwise as a date that counts from it;
 *   unset where neither does. Of two, the earlier: then more days count.
 */
HavenDate
haven_event_book_find_grant (const HavenEventBook *self, const HavenMatterEvent *before, const HavenMatterEvent *after)
{
  HavenDate day = HAVEN_DATE_NONE;

  visit_standing (self, before, after, note_grant, &day);
  for (guint i = 0; !haven_date_is_set (day) && i < self->deadlines->len; i++)
    {
      const HavenDeadline *deadline = self->deadlines->pdata[i];

      if (deadline->event_id == NULL && g_strcmp0 (deadline->status, "void") != 0 &&
          haven_event_rules_tells_grant (self->rules, deadline->rule_code))
        note_earlier (&day, deadline->trigger_on);
    }
  return day;
}

static void
note_journey (const HavenEventBook *self, const HavenMatterEvent *event, gpointer data)
{
  if (haven_matter_event_is_journey (event))
    g_ptr_array_add (data, (gpointer) event);
}

static int
compare_departures (gconstpointer a, gconstpointer b)
{
  return haven_matter_event_compare_days (*(HavenMatterEvent *const *) b, *(HavenMatterEvent *const *) a);
}

/** Returns: (transfer container) (element-type HavenMatterEvent): journeys of the person, in the order of departures */
GPtrArray *
haven_event_book_list_journeys (const HavenEventBook *self,
                                const HavenMatterEvent *before,
                                const HavenMatterEvent *after)
{
  GPtrArray *found = g_ptr_array_new ();

  visit_standing (self, before, after, note_journey, found);
  g_ptr_array_sort (found, compare_departures);
  return found;
}

/** Adds up the journeys of haven_event_book_list_journeys(), in that order. */
gboolean
haven_event_book_count_absences (const HavenEventBook *self,
                                 const HavenMatterEvent *before,
                                 const HavenMatterEvent *after,
                                 HavenDate today,
                                 HavenAbsences *result,
                                 GError **error)
{
  g_autoptr (GPtrArray) events = haven_event_book_list_journeys (self, before, after);
  g_autofree HavenJourney *journeys = g_new0 (HavenJourney, events->len + 1);

  for (guint i = 0; i < events->len; i++)
    {
      const HavenMatterEvent *event = events->pdata[i];

      journeys[i] = (HavenJourney){ event->on_date, event->until_date };
    }
  return haven_absences_count (journeys,
                               events->len,
                               haven_event_book_find_grant (self, before, after),
                               today,
                               result,
                               error);
}
