/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-service.h"

#include "haven-exchange-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

void
haven_service_page_free (HavenServicePage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->service, haven_service_free);
  g_clear_pointer (&self->organization, haven_organization_free);
  g_clear_pointer (&self->locations, g_ptr_array_unref);
  g_clear_pointer (&self->phones, g_ptr_array_unref);
  g_clear_pointer (&self->schedules, g_ptr_array_unref);
  g_free (self);
}

/* ── One service ──────────────────────────────────────────────────────────── */

typedef struct
{
  const char *service_id;
  HavenServicePage *page;
} PageReading;

/* A confidential place leaves the store without its address: no screen and no paper can show what it was not given. */
static void
strip_confidential (HavenLocation *location)
{
  if (!location->confidential_location)
    return;
  haven_record_set_text (&location->address_1, NULL);
  haven_record_set_text (&location->address_2, NULL);
  haven_record_set_text (&location->city, NULL);
  haven_record_set_text (&location->state_province, NULL);
  haven_record_set_text (&location->postal_code, NULL);
  haven_record_set_text (&location->transportation, NULL);
  haven_record_set_text (&location->description, NULL);
  haven_record_set_text (&location->extra, NULL);
  location->latitude = location->longitude = (double) NAN;
}

static gboolean
append_list (HavenTransaction *transaction,
             const HavenRecordInfo *info,
             const char *field,
             const char *value,
             GPtrArray *list,
             GError **error)
{
  g_autoptr (GPtrArray) found = haven_transaction_list (transaction, info, field, value, NULL, error);

  if (found == NULL)
    return FALSE;
  while (found->len > 0)
    g_ptr_array_add (list, g_ptr_array_steal_index (found, 0));
  return TRUE;
}

static gboolean
read_places (HavenTransaction *transaction, HavenServicePage *page, GError **error)
{
  g_autoptr (GPtrArray) links = haven_transaction_list (transaction,
                                                        &haven_service_location_info,
                                                        "service_id",
                                                        page->service->id,
                                                        NULL,
                                                        error);

  for (guint i = 0; links && i < links->len; i++)
    {
      const HavenServiceLocation *link = links->pdata[i];
      HavenLocation *location = haven_transaction_load (transaction, &haven_location_info, link->location_id, error);

      if (location == NULL)
        return FALSE;
      strip_confidential (location);
      g_ptr_array_add (page->locations, location);
      if (!append_list (transaction, &haven_phone_info, "location_id", location->id, page->phones, error) ||
          !append_list (transaction, &haven_schedule_info, "location_id", location->id, page->schedules, error))
        return FALSE;
    }
  return links != NULL;
}

static gboolean
read_page (HavenTransaction *transaction, gpointer data, GError **error)
{
  PageReading *reading = data;
  HavenServicePage *page = reading->page;

  page->service = haven_transaction_load (transaction, &haven_service_info, reading->service_id, error);
  if (page->service == NULL)
    return FALSE;
  page->organization =
      haven_transaction_load (transaction, &haven_organization_info, page->service->organization_id, error);
  if (page->organization == NULL)
    return FALSE;
  if (!append_list (transaction, &haven_phone_info, "service_id", page->service->id, page->phones, error) ||
      !append_list (transaction, &haven_schedule_info, "service_id", page->service->id, page->schedules, error) ||
      !read_places (transaction, page, error))
    return FALSE;
  return page->phones->len > 0 ||
         append_list (transaction, &haven_phone_info, "organization_id", page->organization->id, page->phones, error);
}

HavenServicePage *
haven_directory_load_page (HavenSession *session, const char *service_id, GError **error)
{
  g_autoptr (HavenServicePage) page = g_new0 (HavenServicePage, 1);
  PageReading reading = { service_id, page };

  page->locations = g_ptr_array_new_with_free_func (haven_location_info.free);
  page->phones = g_ptr_array_new_with_free_func (haven_phone_info.free);
  page->schedules = g_ptr_array_new_with_free_func (haven_schedule_info.free);
  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_SHARED,
                          "service",
                          service_id,
                          NULL,
                          read_page,
                          &reading,
                          error))
    return NULL;
  return g_steal_pointer (&page);
}

/* ── Import ───────────────────────────────────────────────────────────────── */

/* The whole source is read and checked before the first row is written, and all rows are written in one transaction:
 * a source that turns out to be broken at its end has changed nothing. */
typedef struct
{
  GPtrArray *records; /* Pending */
  GCancellable *cancellable;
  HavenProgressFunc progress;
  gpointer progress_data;
  guint64 size; /* bytes of the source, as far as it is known: reading them is the first half of the work */
} Gathering;

typedef struct
{
  const HavenRecordInfo *info;
  gpointer record;
} Pending;

static void
free_pending (gpointer data)
{
  Pending *pending = data;

  haven_record_free (pending->info, pending->record);
  g_free (pending);
}

static gboolean
gather (const HavenRecordInfo *info, gconstpointer record, gpointer data)
{
  Gathering *gathering = data;
  Pending *pending;

  if (gathering->records == NULL)
    return TRUE;
  pending = g_new0 (Pending, 1);
  pending->info = info;
  pending->record = haven_record_copy (info, record);
  g_ptr_array_add (gathering->records, pending);
  return TRUE;
}

static gboolean
take_organization (const HavenOrganization *record, gpointer data, GError **error)
{
  return gather (&haven_organization_info, record, data);
}

static gboolean
take_location (const HavenLocation *record, gpointer data, GError **error)
{
  return gather (&haven_location_info, record, data);
}

static gboolean
take_service (const HavenService *record, gpointer data, GError **error)
{
  return gather (&haven_service_info, record, data);
}

static gboolean
take_service_location (const HavenServiceLocation *record, gpointer data, GError **error)
{
  return gather (&haven_service_location_info, record, data);
}

static gboolean
take_phone (const HavenPhone *record, gpointer data, GError **error)
{
  return gather (&haven_phone_info, record, data);
}

static gboolean
take_schedule (const HavenSchedule *record, gpointer data, GError **error)
{
  return gather (&haven_schedule_info, record, data);
}

/* What the clinic itself found out about a place or a service outlives a later import of the same source. */
static void
keep_own_knowledge (HavenTransaction *transaction, Pending *pending)
{
  if (pending->info == &haven_location_info)
    {
      HavenLocation *now = pending->record;
      g_autoptr (HavenLocation) before = haven_transaction_load (transaction, &haven_location_info, now->id, NULL);

      if (before == NULL)
        return;
      now->confidential_location = now->confidential_location || before->confidential_location;
      if (now->front_gate_phone == NULL)
        g_set_str (&now->front_gate_phone, before->front_gate_phone);
      if (now->meeting_point == NULL)
        g_set_str (&now->meeting_point, before->meeting_point);
    }
  else if (pending->info == &haven_service_info)
    {
      HavenService *now = pending->record;
      g_autoptr (HavenService) before = haven_transaction_load (transaction, &haven_service_info, now->id, NULL);

      if (before == NULL)
        return;
      if (!haven_date_is_set (now->last_verified_on))
        now->last_verified_on = before->last_verified_on;
      if (now->serves_undocumented == NULL)
        g_set_str (&now->serves_undocumented, before->serves_undocumented);
      now->no_id_needed = now->no_id_needed || before->no_id_needed;
    }
}

/* A source may give the same service at the same place a new id, or two of them: it is one link all the same. */
static gboolean
take_known_link (HavenTransaction *transaction, HavenServiceLocation *link, GError **error)
{
  g_autoptr (GPtrArray) known = haven_transaction_list (transaction,
                                                        &haven_service_location_info,
                                                        "service_id",
                                                        link->service_id,
                                                        NULL,
                                                        error);

  for (guint i = 0; known && i < known->len; i++)
    {
      const HavenServiceLocation *other = known->pdata[i];

      if (g_strcmp0 (other->location_id, link->location_id) == 0)
        g_set_str (&link->id, other->id);
    }
  return known != NULL;
}

static void
tell_reading (guint64 done, guint64 total, gpointer data)
{
  Gathering *gathering = data;

  gathering->size = total;
  gathering->progress (done, total * 2, gathering->progress_data);
}

static void
tell_writing (const Gathering *gathering, guint i)
{
  if (gathering->progress && gathering->size > 0)
    gathering->progress (gathering->size + gathering->size * i / gathering->records->len,
                         gathering->size * 2,
                         gathering->progress_data);
}

static gboolean
write_gathered (HavenTransaction *transaction, gpointer data, GError **error)
{
  Gathering *gathering = data;

  for (guint i = 0; i < gathering->records->len; i++)
    {
      Pending *pending = gathering->records->pdata[i];

      if (g_cancellable_set_error_if_cancelled (gathering->cancellable, error))
        return FALSE;
      tell_writing (gathering, i);
      keep_own_knowledge (transaction, pending);
      if (pending->info == &haven_service_location_info && !take_known_link (transaction, pending->record, error))
        return FALSE;
      if (!haven_transaction_save (transaction, pending->info, pending->record, error))
        return FALSE;
    }
  return TRUE;
}

static HavenDirectoryReport *
copy_report (const HavenDirectoryReport *report)
{
  HavenDirectoryReport *copy = haven_directory_report_new ();

  copy->organizations = report->organizations;
  copy->services = report->services;
  copy->locations = report->locations;
  copy->phones = report->phones;
  copy->schedules = report->schedules;
  for (guint i = 0; i < report->rejected->len; i++)
    {
      const HavenDirectoryFault *fault = report->rejected->pdata[i];

      haven_directory_report_reject (copy, fault->file, fault->row, fault->column, fault->rule, fault->value);
    }
  return copy;
}

/* What makes a file unreadable as a whole, not only one of its rows. */
static const char *
find_sentence (const HavenDirectoryFault *fault)
{
  if (g_strcmp0 (fault->rule, "encoding") == 0)
    return _ ("“%s” is not written in UTF-8, as row %u shows. Nothing was changed. Save it as “CSV UTF-8” and import that.");
  if (g_strcmp0 (fault->rule, "quotes") == 0)
    return _ ("“%s” is broken at row %u: a quotation mark opens there and never closes. Nothing was changed. Mend that "
              "row, then import again.");
  if (g_strcmp0 (fault->rule, "too-long") == 0 && (fault->column == NULL || *fault->column == '\0'))
    return _ ("“%s” is broken at row %u: a line there has no end. Nothing was changed. Mend that row, then import again.");
  return NULL;
}

/* A row with a fault is left out and told. A file whose letters or lines cannot be told apart is another matter: what was
 * read of it may be anything, so nothing is taken. A dry run shows where it happens. */
static gboolean
check_whole (const HavenDirectoryReport *report, GError **error)
{
  for (guint i = 0; i < report->rejected->len; i++)
    {
      const HavenDirectoryFault *fault = report->rejected->pdata[i];
      const char *sentence = find_sentence (fault);
      g_autoptr (GString) text = NULL;
      g_autofree char *row = g_strdup_printf ("%u", fault->row);

      if (sentence == NULL)
        continue;
      text = g_string_new (sentence);
      g_string_replace (text, "%u", row, 1);
      g_string_replace (text, "%s", fault->file, 1);
      g_set_error_literal (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED, text->str);
      return FALSE;
    }
  return TRUE;
}

/**
 * haven_directory_import:
 * @path: a folder of CSV files, a zip of one, a JSON file, or a folder of them
 * @dry_run: only tell what would be taken and what would not
 *
 * Good rows go in though others are bad; each bad one is in the report. A file that is broken as a whole is refused, and
 * nothing changes. From a worker thread.
 */
HavenDirectoryReport *
haven_directory_import (HavenSession *session,
                        const char *path,
                        gboolean dry_run,
                        HavenProgressFunc progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (HavenDirectoryReader) reader = haven_directory_reader_new (path);
  g_autoptr (GPtrArray) records = dry_run ? NULL : g_ptr_array_new_with_free_func (free_pending);
  Gathering gathering = { records, cancellable, progress, progress_data, 0 };
  HavenDirectorySink sink = {
    .organization = take_organization,
    .location = take_location,
    .service = take_service,
    .service_location = take_service_location,
    .phone = take_phone,
    .schedule = take_schedule,
    .user_data = &gathering,
  };

  if (!haven_directory_reader_read (reader,
                                    &sink,
                                    progress && !dry_run ? tell_reading : progress,
                                    dry_run ? progress_data : &gathering,
                                    cancellable,
                                    error))
    return NULL;
  if (!dry_run && (!check_whole (haven_directory_reader_get_report (reader), error) ||
                   g_cancellable_set_error_if_cancelled (cancellable, error) ||
                   !haven_session_run (session,
                                       HAVEN_ACTION_IMPORT,
                                       HAVEN_IN_SHARED,
                                       "service",
                                       NULL,
                                       NULL,
                                       write_gathered,
                                       &gathering,
                                       error)))
    return NULL;
  return copy_report (haven_directory_reader_get_report (reader));
}
