/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-trip-private.h"

G_DEFINE_QUARK (haven - trip - error - quark, haven_trip_error)

static void
free_resource (gpointer data)
{
  HavenTripResource *resource = data;

  g_free (resource->id);
  g_array_unref (resource->open);
  g_array_unref (resource->busy);
  g_free (resource);
}

static void
free_travel (gpointer data)
{
  HavenTripTravel *travel = data;

  g_free (travel->between[0]);
  g_free (travel->between[1]);
  g_free (travel);
}

static void
free_part (gpointer data)
{
  HavenTripPart *part = data;

  g_free (part->id);
  g_free (part->site);
  g_ptr_array_unref (part->needs);
  g_ptr_array_unref (part->after);
  g_free (part);
}

/** Returns: (transfer full): a problem with the house's defaults, without dates and parts */
HavenTripProblem *
haven_trip_problem_new (void)
{
  HavenTripProblem *self = g_new0 (HavenTripProblem, 1);

  self->from = self->to = self->not_after = HAVEN_DATE_NONE;
  self->step = self->decompress = 15;
  self->max_span = 180;
  self->max_gap = 45;
  self->limit = 10;
  self->closed = g_array_new (FALSE, FALSE, sizeof (HavenDate));
  self->safe = g_array_new (FALSE, FALSE, sizeof (HavenTripWindow));
  self->never = g_array_new (FALSE, FALSE, sizeof (HavenTripInterval));
  self->resources = g_ptr_array_new_with_free_func (free_resource);
  self->travel = g_ptr_array_new_with_free_func (free_travel);
  self->parts = g_ptr_array_new_with_free_func (free_part);
  return self;
}

void
haven_trip_problem_free (HavenTripProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->timezone);
  g_array_unref (self->closed);
  g_array_unref (self->safe);
  g_array_unref (self->never);
  g_ptr_array_unref (self->resources);
  g_ptr_array_unref (self->travel);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

/** Returns: (transfer none): somebody or something that is never open yet */
HavenTripResource *
haven_trip_problem_add_resource (HavenTripProblem *self, const char *id)
{
  HavenTripResource *resource = g_new0 (HavenTripResource, 1);

  resource->id = g_strdup (id);
  resource->open = g_array_new (FALSE, FALSE, sizeof (HavenTripWindow));
  resource->busy = g_array_new (FALSE, FALSE, sizeof (HavenTripInterval));
  g_ptr_array_add (self->resources, resource);
  return resource;
}

/** Returns: (transfer none): a part that needs nobody yet */
HavenTripPart *
haven_trip_problem_add_part (HavenTripProblem *self, const char *id, int minutes)
{
  HavenTripPart *part = g_new0 (HavenTripPart, 1);

  part->id = g_strdup (id);
  part->minutes = minutes;
  part->needs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  part->after = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->parts, part);
  return part;
}

/** Adds a list of which the part takes one; %NULL ends it. */
void
haven_trip_part_add_need (HavenTripPart *part, const char *const *resource_ids)
{
  g_ptr_array_add (part->needs, g_strdupv ((char **) resource_ids));
}

/** Says how long the way between two sites takes, in either direction. */
void
haven_trip_problem_add_travel (HavenTripProblem *self,
                               const char *site,
                               const char *other_site,
                               int minutes)
{
  HavenTripTravel *travel = g_new0 (HavenTripTravel, 1);

  travel->between[0] = g_strdup (site);
  travel->between[1] = g_strdup (other_site);
  travel->minutes = minutes;
  g_ptr_array_add (self->travel, travel);
}

/**
 * haven_trip_windows_add:
 * @windows: of HavenTripWindow: when a resource is open, or what hours are safe
 * @days: bit 0 is Monday
 * @from: minute of the day
 * @to: minute of the day, up to 1440
 */
void
haven_trip_windows_add (GArray *windows, guint days, int from, int to)
{
  HavenTripWindow window = { days, from, to };

  g_array_append_val (windows, window);
}

/**
 * haven_trip_intervals_add:
 * @intervals: of HavenTripInterval
 * @from: minute of @date
 * @to: minute of @date; above 1440 it ends on a later one
 */
void
haven_trip_intervals_add (GArray *intervals, HavenDate date, int from, int to)
{
  HavenTripInterval interval = { trip_minute_at (date, from), trip_minute_at (date, to) };

  g_array_append_val (intervals, interval);
}

/* ── As JSON ────────────────────────────────────────────────────────────── */

static void
set_date (JsonObject *object, const char *name, HavenDate date)
{
  g_autofree char *iso = haven_date_dup_iso (date);

  json_object_set_string_member (object, name, iso);
}

static void
set_minute_of_day (JsonObject *object, const char *name, int minute)
{
  g_autofree char *text = trip_dup_time (minute);

  json_object_set_string_member (object, name, text);
}

static void
set_moment (JsonObject *object, const char *name, gint64 moment)
{
  HavenDate date = { (gint32) trip_day_of (moment) };
  g_autofree char *iso = haven_date_dup_iso (date);
  g_autofree char *time = trip_dup_time ((int) (moment - trip_minute_at (date, 0)));
  g_autofree char *text = g_strconcat (iso, "T", time, NULL);

  json_object_set_string_member (object, name, text);
}

static JsonArray *
windows_to_json (GArray *windows)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < windows->len; i++)
    {
      const HavenTripWindow *window = &g_array_index (windows, HavenTripWindow, i);
      JsonObject *object = json_object_new ();
      JsonArray *days = json_array_new ();

      for (guint day = 0; day < 7; day++)
        if (window->days & 1u << day)
          json_array_add_string_element (days, trip_weekdays[day]);
      json_object_set_array_member (object, "days", days);
      set_minute_of_day (object, "from", window->from);
      set_minute_of_day (object, "to", window->to);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
intervals_to_json (GArray *intervals)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < intervals->len; i++)
    {
      const HavenTripInterval *interval = &g_array_index (intervals, HavenTripInterval, i);
      JsonObject *object = json_object_new ();

      set_moment (object, "start", interval->start);
      set_moment (object, "end", interval->end);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
texts_to_json (char *const *texts, guint n_texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n_texts; i++)
    json_array_add_string_element (array, texts[i]);
  return array;
}

static JsonObject *
part_to_json (const HavenTripPart *part)
{
  JsonObject *object = json_object_new ();
  JsonArray *needs = json_array_new ();

  json_object_set_string_member (object, "id", part->id);
  json_object_set_int_member (object, "minutes", part->minutes);
  json_object_set_boolean_member (object, "sensitive", part->sensitive);
  if (part->site)
    json_object_set_string_member (object, "site", part->site);
  for (guint i = 0; i < part->needs->len; i++)
    {
      char **ids = g_ptr_array_index (part->needs, i);

      json_array_add_array_element (needs, texts_to_json (ids, g_strv_length (ids)));
    }
  json_object_set_array_member (object, "needs", needs);
  json_object_set_array_member (object, "after",
                                texts_to_json ((char **) part->after->pdata, part->after->len));
  return object;
}

static void
set_lists (const HavenTripProblem *self, JsonObject *object)
{
  JsonArray *resources = json_array_new (), *travel = json_array_new (), *parts = json_array_new ();

  for (guint i = 0; i < self->resources->len; i++)
    {
      const HavenTripResource *resource = g_ptr_array_index (self->resources, i);
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "id", resource->id);
      json_object_set_array_member (member, "open", windows_to_json (resource->open));
      json_object_set_array_member (member, "busy", intervals_to_json (resource->busy));
      json_array_add_object_element (resources, member);
    }
  for (guint i = 0; i < self->travel->len; i++)
    {
      const HavenTripTravel *way = g_ptr_array_index (self->travel, i);
      JsonObject *member = json_object_new ();

      json_object_set_array_member (member, "between", texts_to_json (way->between, 2));
      json_object_set_int_member (member, "minutes", way->minutes);
      json_array_add_object_element (travel, member);
    }
  for (guint i = 0; i < self->parts->len; i++)
    json_array_add_object_element (parts, part_to_json (g_ptr_array_index (self->parts, i)));
  json_object_set_array_member (object, "resources", resources);
  json_object_set_array_member (object, "travel", travel);
  json_object_set_array_member (object, "parts", parts);
}

/** Returns: (transfer full): what haven_trip_problem_new_from_json() reads back as the same problem
 */
JsonObject *
haven_trip_problem_to_json (const HavenTripProblem *self)
{
  JsonObject *object = json_object_new (), *client = json_object_new ();
  JsonArray *closed = json_array_new ();

  if (self->timezone)
    json_object_set_string_member (object, "timezone", self->timezone);
  set_date (object, "from", self->from);
  set_date (object, "to", self->to);
  if (haven_date_is_set (self->not_after))
    set_date (object, "not_after", self->not_after);
  json_object_set_int_member (object, "step", self->step);
  json_object_set_int_member (object, "max_span", self->max_span);
  json_object_set_int_member (object, "max_gap", self->max_gap);
  json_object_set_int_member (object, "decompress", self->decompress);
  json_object_set_int_member (object, "limit", self->limit);
  for (guint i = 0; i < self->closed->len; i++)
    {
      g_autofree char *iso = haven_date_dup_iso (g_array_index (self->closed, HavenDate, i));

      json_array_add_string_element (closed, iso);
    }
  json_object_set_array_member (object, "closed", closed);
  json_object_set_array_member (client, "safe", windows_to_json (self->safe));
  json_object_set_array_member (client, "never", intervals_to_json (self->never));
  json_object_set_object_member (object, "client", client);
  set_lists (self, object);
  return object;
}
