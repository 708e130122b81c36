/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-catalogue-private.h"

#include "haven-directory-moment.h"
#include "haven-exchange-error.h"

#include <math.h>

#define ROWS_BETWEEN_LOOKS 256

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

typedef gboolean (*PushFunc) (gconstpointer record, gpointer user_data, GError **error);

/* ── Completing ──────────────────────────────────────────────────────────── */

static void
copy_parent (HavenDirectoryEntry *entry, HavenDirectoryEntry *parent, const char *field_name)
{
  const HavenField *field = haven_directory_find_field (entry->table->info, field_name);

  if (field && parent && AT (char *, entry->record, field) == NULL)
    AT (char *, entry->record, field) =
        g_strdup (AT (char *, parent->record, &parent->table->info->fields[0]));
}

/* A phone of a contact, or of a service at a location, is one of those that these are of. */
static void
complete_child (HavenDirectoryEntry *entry)
{
  HavenDirectoryEntry *contact = entry->parents[HAVEN_KIND_CONTACT];
  HavenDirectoryEntry *between[] = { entry->parents[HAVEN_KIND_SERVICE_LOCATION], contact,
                                     contact ? contact->parents[HAVEN_KIND_SERVICE_LOCATION]
                                             : NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (between); i++)
    {
      if (between[i] == NULL)
        continue;
      copy_parent (entry, between[i]->parents[HAVEN_KIND_ORGANIZATION], "organization_id");
      copy_parent (entry, between[i]->parents[HAVEN_KIND_SERVICE], "service_id");
      copy_parent (entry, between[i]->parents[HAVEN_KIND_LOCATION], "location_id");
    }
}

/* In the older layout a holiday of the year 1 is one of every year. */
static void
complete_schedule (HavenDirectoryEntry *entry)
{
  HavenSchedule *schedule = entry->record;
  int year = 0;

  complete_child (entry);
  if (schedule->freq == NULL && schedule->byday != NULL &&
      g_str_equal (entry->table->name, "regular_schedule"))
    schedule->freq = g_strdup ("WEEKLY");
  if (haven_date_is_set (schedule->valid_from))
    haven_date_get_ymd (schedule->valid_from, &year, NULL, NULL);
  if (schedule->freq == NULL && year == HAVEN_DIRECTORY_EVERY_YEAR &&
      g_str_equal (entry->table->name, "holiday_schedule"))
    schedule->freq = g_strdup ("YEARLY");
}

static void
complete_link (HavenDirectoryEntry *service_entry, HavenDirectoryEntry *location_entry)
{
  HavenService *service = service_entry->record;
  HavenLocation *location = location_entry->record;

  if (service->organization_id == NULL)
    g_set_str (&service->organization_id, location->organization_id);
  else if (location->organization_id == NULL)
    g_set_str (&location->organization_id, service->organization_id);
  if (service->languages == NULL)
    service->languages = g_strdupv (location->languages);
}

static void
complete_service (HavenDirectoryEntry *entry)
{
  HavenDirectoryEntry *program = entry->parents[HAVEN_KIND_PROGRAM];

  if (program && program->name)
    {
      if (entry->extra == NULL)
        entry->extra = json_object_new ();
      json_object_set_string_member (entry->extra, "program", program->name);
    }
  if (entry->parents[HAVEN_KIND_LOCATION])
    complete_link (entry, entry->parents[HAVEN_KIND_LOCATION]);
}

/* An address that is only for letters must not send anybody there, so it says what it is. */
static void
complete_location (HavenDirectoryEntry *entry)
{
  HavenLocation *location = entry->record;

  if (location->location_type == NULL)
    location->location_type = g_strdup ("physical");
  if (isnan (location->latitude) || isnan (location->longitude))
    location->latitude = location->longitude = NAN;
  if (entry->address_rank != HAVEN_ADDRESS_MAIL)
    return;
  if (entry->extra == NULL)
    entry->extra = json_object_new ();
  json_object_set_boolean_member (entry->extra, "address_is_postal", TRUE);
}

static void
complete_entry (HavenDirectoryEntry *entry)
{
  switch (entry->table->kind)
    {
    case HAVEN_KIND_PHONE:
      complete_child (entry);
      break;
    case HAVEN_KIND_SCHEDULE:
      complete_schedule (entry);
      break;
    case HAVEN_KIND_SERVICE:
      complete_service (entry);
      break;
    case HAVEN_KIND_LOCATION:
      complete_location (entry);
      break;
    case HAVEN_KIND_SERVICE_LOCATION:
      complete_link (entry->parents[HAVEN_KIND_SERVICE], entry->parents[HAVEN_KIND_LOCATION]);
      break;
    case HAVEN_KIND_NONE:
    case HAVEN_KIND_TERM:
    case HAVEN_KIND_ORGANIZATION:
    case HAVEN_KIND_PROGRAM:
    case HAVEN_KIND_CONTACT:
    case HAVEN_KIND_ADDRESS:
    case HAVEN_KIND_LANGUAGE:
    case HAVEN_KIND_ATTRIBUTE:
    case HAVEN_KIND_DETAIL:
    default:
      break;
    }
}

/** Fills in what a record points to by way of something else. All rows must be there. */
void
haven_directory_catalogue_complete (HavenDirectoryCatalogue *self)
{
  for (guint i = 0; i < self->n_shelves; i++)
    for (guint k = 0; self->shelves[i].table->info && k < self->shelves[i].entries->len; k++)
      complete_entry (g_ptr_array_index (self->shelves[i].entries, k));
}

/* ── Pushing ─────────────────────────────────────────────────────────────── */

static gboolean
call_sink (PushFunc func, gconstpointer record, gpointer user_data, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (func == NULL || func (record, user_data, &local))
    return TRUE;
  if (local == NULL)
    g_set_error_literal (&local, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_STOPPED,
                         "The import was given up half-way, so nothing of it is kept");
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
store_extra (HavenDirectoryEntry *entry)
{
  const HavenField *field = haven_directory_find_field (entry->table->info, "extra");
  g_autoptr (JsonNode) node = NULL;

  if (entry->extra == NULL || field == NULL)
    return;
  node = json_node_init_object (json_node_alloc (), entry->extra);
  g_free (AT (char *, entry->record, field));
  AT (char *, entry->record, field) = json_to_string (node, FALSE);
}

static gboolean
push_shelf (HavenDirectoryShelf *shelf,
            PushFunc func,
            const HavenDirectorySink *sink,
            guint *count,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < shelf->entries->len; i++)
    {
      HavenDirectoryEntry *entry = g_ptr_array_index (shelf->entries, i);

      if (i % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      store_extra (entry);
      if (!call_sink (func, entry->record, sink->user_data, error))
        return FALSE;
      if (count)
        (*count)++;
    }
  return TRUE;
}

static gboolean
push_kind (HavenDirectoryCatalogue *self,
           HavenDirectoryKind kind,
           PushFunc func,
           const HavenDirectorySink *sink,
           guint *count,
           GCancellable *cancellable,
           GError **error)
{
  for (guint i = 0; i < self->n_shelves; i++)
    if (self->shelves[i].table->kind == kind && self->shelves[i].table->info &&
        !push_shelf (&self->shelves[i], func, sink, count, cancellable, error))
      return FALSE;
  return TRUE;
}

/* In the older layout a service says itself where it is given. */
static gboolean
push_own_links (HavenDirectoryCatalogue *self,
                const HavenDirectorySink *sink,
                GCancellable *cancellable,
                GError **error)
{
  HavenDirectoryShelf *shelf = self->by_kind[HAVEN_KIND_SERVICE];

  for (guint i = 0; i < shelf->entries->len; i++)
    {
      HavenDirectoryEntry *entry = g_ptr_array_index (shelf->entries, i);
      HavenDirectoryEntry *location = entry->parents[HAVEN_KIND_LOCATION];
      g_autoptr (HavenServiceLocation) link = NULL;

      if (i % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (location == NULL)
        continue;
      link = haven_service_location_new ();
      link->id = haven_directory_dup_id (self->source, "service_at_location", entry->source_id);
      link->service_id = g_strdup (((HavenService *) entry->record)->id);
      link->location_id = g_strdup (((HavenLocation *) location->record)->id);
      if (!call_sink ((PushFunc) sink->service_location, link, sink->user_data, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * haven_directory_catalogue_push:
 *
 * Hands all records to @sink, parents before children, and counts them in the report.
 */
gboolean
haven_directory_catalogue_push (HavenDirectoryCatalogue *self,
                                const HavenDirectorySink *sink,
                                GCancellable *cancellable,
                                GError **error)
{
  HavenDirectoryReport *report = self->report;

  haven_directory_catalogue_complete (self);
  return push_kind (self, HAVEN_KIND_ORGANIZATION, (PushFunc) sink->organization, sink,
                    &report->organizations, cancellable, error) &&
         push_kind (self, HAVEN_KIND_LOCATION, (PushFunc) sink->location, sink, &report->locations,
                    cancellable, error) &&
         push_kind (self, HAVEN_KIND_SERVICE, (PushFunc) sink->service, sink, &report->services,
                    cancellable, error) &&
         push_kind (self, HAVEN_KIND_SERVICE_LOCATION, (PushFunc) sink->service_location, sink,
                    NULL, cancellable, error) &&
         push_own_links (self, sink, cancellable, error) &&
         push_kind (self, HAVEN_KIND_PHONE, (PushFunc) sink->phone, sink, &report->phones,
                    cancellable, error) &&
         push_kind (self, HAVEN_KIND_SCHEDULE, (PushFunc) sink->schedule, sink, &report->schedules,
                    cancellable, error);
}
