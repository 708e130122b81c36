/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-appointment-conflicts.h"

#include "haven-allowance.h"
#include "haven-appointment-status.h"
#include "haven-visit.h"
#include <glib/gi18n.h>
#include <string.h>

#define DAY_MINUTES 1440
#define LONGEST_DAYS                                                                               \
  7 /* no visit takes more; a longer one is a typing error, and open at no time */
#define MINUTE ((HavenInstant) 60 * G_USEC_PER_SEC)

typedef struct
{
  const HavenConflictInput *input;
  GHashTable *resources; /* id to HavenResource */
  GHashTable *others;    /* id to HavenAppointment, those that take time */
  GHashTable *told;      /* what was found already, so that nothing is said twice */
  GPtrArray *found;
} Search;

/* Why somebody books all the same; stored in `override_reason`. */
static const HavenChoice override_reasons[] = {
  { "agreed", N_ ("Agreed with everybody concerned") },
  { "wanted", N_ ("The person asks for this time") },
  { "urgent", N_ ("It cannot wait") },
  { "short", N_ ("It will not take the whole time") },
  { "other", N_ ("Another reason") },
  { NULL, NULL },
};

/** Returns: why what stands against a visit may be passed over */
const HavenChoice *
haven_conflict_get_override_reasons (void)
{
  return override_reasons;
}

void
haven_appointment_conflict_free (HavenAppointmentConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->sentence);
  g_free (self->resource_id);
  g_free (self->appointment_id);
  g_free (self);
}

/** Returns: a name for logs, tests and `havenctl`, for example `room-busy` */
const char *
haven_conflict_code_get_name (HavenConflictCode code)
{
  static const char *const names[] = { "person-busy",       "provider-busy", "room-busy",
                                       "interpreter-busy",  "vehicle-busy",  "resource-absent",
                                       "outside-hours",     "clinic-closed", "travel-gap",
                                       "outside-safe-hours", "held", "over-capacity",
                                       "adverse-hearing" };

  g_return_val_if_fail (code < HAVEN_N_CONFLICT_CODES, NULL);
  return names[code];
}

/* Takes @sentence. */
static void
add_conflict (Search *self,
              HavenConflictCode code,
              char *sentence,
              const char *resource_id,
              const char *appointment_id)
{
  /* Of what has no id to tell it by, the words do. */
  g_autofree char *key = g_strdup_printf ("%d/%s/%s", code, resource_id ? resource_id : "",
                                          appointment_id ? appointment_id : sentence);
  HavenAppointmentConflict *conflict;

  if (!g_hash_table_add (self->told, g_steal_pointer (&key)))
    {
      g_free (sentence);
      return;
    }
  conflict = g_new0 (HavenAppointmentConflict, 1);
  conflict->code = code;
  conflict->sentence = sentence;
  conflict->resource_id = g_strdup (resource_id);
  conflict->appointment_id = g_strdup (appointment_id);
  g_ptr_array_add (self->found, conflict);
}

/* ── Times and places ───────────────────────────────────────────────────── */

/* Whether the proposed visit without what it needs around itself would be in the way. */
static gboolean
meets_itself (const Search *self, HavenSpan other)
{
  const HavenAppointment *proposed = self->input->proposed;

  return haven_span_meets ((HavenSpan) { proposed->starts_at, proposed->ends_at }, other);
}

static gboolean
is_at_a_site (const HavenAppointment *appointment)
{
  return appointment->site != NULL &&
         (appointment->mode == NULL || g_str_equal (appointment->mode, "in-person"));
}

/* Whether somebody has to travel between two visits. */
static gboolean
are_apart (const HavenAppointment *a, const HavenAppointment *b)
{
  return is_at_a_site (a) && is_at_a_site (b) && !g_str_equal (a->site, b->site);
}

static int
get_gap (HavenSpan a, HavenSpan b)
{
  HavenInstant gap = a.from >= b.until ? a.from - b.until : b.from - a.until;

  return (int) MIN (gap / MINUTE, G_MAXINT);
}

static char *
dup_hours (const Search *self, HavenInstant starts_at, HavenInstant ends_at)
{
  int from = haven_clock_get_local_minute (self->input->clock, starts_at);
  int to = haven_clock_get_local_minute (self->input->clock, ends_at);

  return g_strdup_printf ("%02d:%02d–%02d:%02d", from / 60, from % 60, to / 60, to % 60);
}

static const HavenResource *
get_resource (const Search *self, const char *id)
{
  return g_hash_table_lookup (self->resources, id);
}

static const char *
get_resource_name (const Search *self, const char *id)
{
  const HavenResource *resource = get_resource (self, id);

  return resource && resource->name ? resource->name : _ ("What this visit takes");
}

static HavenConflictCode
get_busy_code (const Search *self, const char *id)
{
  const HavenResource *resource = get_resource (self, id);
  const char *kind = resource && resource->kind ? resource->kind : "";

  if (g_str_equal (kind, "room"))
    return HAVEN_CONFLICT_ROOM_BUSY;
  if (g_str_equal (kind, "interpreter"))
    return HAVEN_CONFLICT_INTERPRETER_BUSY;
  if (g_str_equal (kind, "vehicle"))
    return HAVEN_CONFLICT_VEHICLE_BUSY;
  return HAVEN_CONFLICT_PROVIDER_BUSY;
}

/* ── Against other appointments ─────────────────────────────────────────── */

static void
check_travel (
    Search *self, const HavenAppointment *other, int gap, const char *resource_id)
{
  int needed = self->input->travel_minutes;

  if (!are_apart (self->input->proposed, other) || gap >= needed)
    return;
  add_conflict (self, HAVEN_CONFLICT_TRAVEL_GAP,
                g_strdup_printf (
                    ngettext ("Only %d minute to get from one place to the other; %d are needed.",
                              "Only %d minutes to get from one place to the other; %d are needed.",
                              (gulong) gap),
                    gap, needed),
                resource_id, other->id);
}

/* “10:00–11:00, and 30 minutes of rest”. Where only the rest after this visit is in the way, that is what is said. */
static char *
dup_person_sentence (const Search *self, const HavenAppointment *other)
{
  g_autofree char *hours = dup_hours (self, other->starts_at, other->ends_at);
  g_autofree char *with_rest = NULL;
  int rest = (int) other->rest_minutes, own = (int) self->input->proposed->rest_minutes;

  if (!meets_itself (self, haven_span_of_person (other)))
    return g_strdup_printf (
        ngettext ("This person already has a visit (%s), and needs %d minute of rest before it.",
                  "This person already has a visit (%s), and needs %d minutes of rest before it.",
                  (gulong) own),
        hours, own);
  if (rest > 0)
    with_rest = g_strdup_printf (
        ngettext ("%s, and %d minute of rest", "%s, and %d minutes of rest", (gulong) rest), hours,
        rest);
  return g_strdup_printf (_ ("This person already has a visit then (%s)."),
                          with_rest ? with_rest : hours);
}

static void
check_person (Search *self, const HavenAppointment *other)
{
  const HavenAppointment *proposed = self->input->proposed;
  HavenSpan own = haven_span_of_person (proposed), theirs = haven_span_of_person (other);

  if (proposed->patient_id == NULL || g_strcmp0 (proposed->patient_id, other->patient_id) != 0)
    return;
  if (!haven_span_meets (own, theirs))
    check_travel (self, other, get_gap (own, theirs), NULL);
  else
    add_conflict (self, HAVEN_CONFLICT_PERSON_BUSY, dup_person_sentence (self, other), NULL,
                  other->id);
}

/* “10:00–11:00, and 15 minutes to prepare”, and the other way round where this visit is to be prepared for. */
static char *
dup_busy_sentence (const Search *self, const HavenAppointment *other, const char *resource_id)
{
  const char *name = get_resource_name (self, resource_id);
  g_autofree char *hours = dup_hours (self, other->starts_at, other->ends_at);
  g_autofree char *with_preparing = NULL;
  int prepare = (int) other->prepare_minutes, own = (int) self->input->proposed->prepare_minutes;

  if (!meets_itself (self, haven_span_of_resources (other)))
    return g_strdup_printf (
        ngettext ("%s already has a visit (%s), and this one needs %d minute to prepare.",
                  "%s already has a visit (%s), and this one needs %d minutes to prepare.",
                  (gulong) own),
        name, hours, own);
  if (prepare > 0)
    with_preparing = g_strdup_printf (
        ngettext ("%s, and %d minute to prepare", "%s, and %d minutes to prepare", (gulong) prepare),
        hours, prepare);
  return g_strdup_printf (_ ("%s already has a visit then (%s)."), name,
                          with_preparing ? with_preparing : hours);
}

static void
check_link (Search *self, const HavenAppointmentResource *link)
{
  const HavenAppointment *other =
      link->appointment_id ? g_hash_table_lookup (self->others, link->appointment_id) : NULL;
  HavenConflictCode code;
  HavenSpan own, theirs;

  if (other == NULL || link->resource_id == NULL ||
      !g_strv_contains (self->input->resource_ids, link->resource_id))
    return;
  if (haven_appointments_are_one_group (self->input->proposed, other))
    return;
  code = get_busy_code (self, link->resource_id);
  own = haven_span_of_resources (self->input->proposed);
  theirs = haven_span_of_resources (other);
  if (haven_span_meets (own, theirs))
    add_conflict (self, code, dup_busy_sentence (self, other, link->resource_id),
                  link->resource_id, other->id);
  else if (code != HAVEN_CONFLICT_ROOM_BUSY)
    check_travel (self, other, get_gap (own, theirs), link->resource_id);
}

static void
check_others (Search *self)
{
  const HavenConflictInput *input = self->input;

  for (guint i = 0; input->others && i < input->others->len; i++)
    {
      const HavenAppointment *other = g_ptr_array_index (input->others, i);

      if (other->id && g_hash_table_lookup (self->others, other->id) == other)
        check_person (self, other);
    }
  for (guint i = 0; input->resource_ids && input->links && i < input->links->len; i++)
    check_link (self, g_ptr_array_index (input->links, i));
}

/* ── Against what is not shown ──────────────────────────────────────────── */

/* It is taken, and no word of whose visit it is, nor of what time of it is to prepare. */
static void
check_hidden (Search *self, const HavenTaken *taken)
{
  HavenSpan theirs = { taken->starts_at, taken->ends_at };
  const char *name;
  int own = (int) self->input->proposed->prepare_minutes;
  g_autofree char *hours = NULL;

  if (taken->resource_id == NULL ||
      !g_strv_contains (self->input->resource_ids, taken->resource_id) ||
      !haven_span_meets (haven_span_of_resources (self->input->proposed), theirs) ||
      haven_taken_is_same_group (taken, self->input->proposed))
    return;
  hours = dup_hours (self, taken->starts_at, taken->ends_at);
  name = get_resource_name (self, taken->resource_id);
  add_conflict (
      self, get_busy_code (self, taken->resource_id),
      meets_itself (self, theirs)
          ? g_strdup_printf (_ ("%s is taken then (%s)."), name, hours)
          : g_strdup_printf (
                ngettext ("%s is taken (%s), and this visit needs %d minute to prepare.",
                          "%s is taken (%s), and this visit needs %d minutes to prepare.",
                          (gulong) own),
                name, hours, own),
      taken->resource_id, NULL);
}

static void
check_all_hidden (Search *self)
{
  const HavenConflictInput *input = self->input;

  for (guint i = 0; input->resource_ids && input->hidden && i < input->hidden->len; i++)
    check_hidden (self, g_ptr_array_index (input->hidden, i));
}

/* ── Against the places of a group ──────────────────────────────────────── */

static int
count_group (const Search *self, const char *resource_id)
{
  const HavenConflictInput *input = self->input;
  int n = 0;

  for (guint i = 0; input->links && i < input->links->len; i++)
    {
      const HavenAppointmentResource *link = g_ptr_array_index (input->links, i);
      const HavenAppointment *other =
          link->appointment_id ? g_hash_table_lookup (self->others, link->appointment_id) : NULL;

      n += other && g_strcmp0 (link->resource_id, resource_id) == 0 &&
           haven_appointments_are_one_group (input->proposed, other);
    }
  for (guint i = 0; input->hidden && i < input->hidden->len; i++)
    {
      const HavenTaken *taken = g_ptr_array_index (input->hidden, i);

      n += g_strcmp0 (taken->resource_id, resource_id) == 0 && haven_taken_is_same_group (taken, input->proposed);
    }
  return n;
}

static void
check_places (Search *self)
{
  const HavenConflictInput *input = self->input;

  for (gsize i = 0; input->resource_ids && input->resource_ids[i]; i++)
    {
      const HavenResource *resource = get_resource (self, input->resource_ids[i]);
      int coming = resource && resource->capacity > 0 ? count_group (self, resource->id) + 1 : 0;

      if (coming > 1 && coming > resource->capacity)
        add_conflict (self, HAVEN_CONFLICT_OVER_CAPACITY,
                      /* Translators: a room, or whoever leads the group; then how many places, and how many people */
                      g_strdup_printf (ngettext ("%s has %d place in a group, and with this visit %d people come.",
                                                 "%s has %d places in a group, and with this visit %d people come.",
                                                 (gulong) resource->capacity),
                                       get_resource_name (self, resource->id),
                                       (int) resource->capacity, coming),
                      resource->id, NULL);
    }
}

/* ── Against whom the person must not meet ──────────────────────────────── */

static void
check_expected (Search *self)
{
  GPtrArray *expected = self->input->expected;

  for (guint i = 0; expected && i < expected->len; i++)
    if (haven_expected_time_meets (expected->pdata[i], self->input->proposed))
      add_conflict (self, HAVEN_CONFLICT_ADVERSE_HEARING,
                    haven_expected_time_dup_sentence (expected->pdata[i]), NULL, NULL);
}

/* ── Against what is kept for a moment ──────────────────────────────────── */

static void
check_hold (Search *self, const HavenSlotHold *hold)
{
  int until = haven_clock_get_local_minute (self->input->clock, hold->expires_at);

  if (hold->resource_id == NULL ||
      !g_strv_contains (self->input->resource_ids, hold->resource_id) ||
      !haven_span_meets (haven_span_of_resources (self->input->proposed),
                         (HavenSpan) { hold->starts_at, hold->ends_at }))
    return;
  add_conflict (self, HAVEN_CONFLICT_HELD,
                g_strdup_printf (_ ("%s is held for somebody else until %02d:%02d."),
                                 get_resource_name (self, hold->resource_id), until / 60,
                                 until % 60),
                hold->resource_id, NULL);
}

static void
check_holds (Search *self)
{
  const HavenConflictInput *input = self->input;

  for (guint i = 0; input->resource_ids && input->holds && i < input->holds->len; i++)
    check_hold (self, g_ptr_array_index (input->holds, i));
}

/* ── Against hours, absences and closed days ────────────────────────────── */

static void
check_absences (Search *self)
{
  const HavenConflictInput *input = self->input;

  for (guint i = 0; input->resource_ids && input->absences && i < input->absences->len; i++)
    {
      const HavenResourceAbsence *absence = g_ptr_array_index (input->absences, i);

      if (absence->resource_id && g_strv_contains (input->resource_ids, absence->resource_id) &&
          haven_span_meets (haven_span_of_resources (input->proposed),
                            (HavenSpan) { absence->starts_at, absence->ends_at }))
        add_conflict (self, HAVEN_CONFLICT_RESOURCE_ABSENT,
                      g_strdup_printf (
                          meets_itself (self,
                                        (HavenSpan) { absence->starts_at, absence->ends_at })
                              ? _ ("%s is away then.")
                              : _ ("%s is away while this visit is to be prepared."),
                          get_resource_name (self, absence->resource_id)),
                      absence->resource_id, NULL);
    }
}

static gboolean
has_hours (const GPtrArray *hours, const char *resource_id)
{
  for (guint i = 0; i < hours->len; i++)
    if (g_strcmp0 (((HavenResourceHours *) g_ptr_array_index (hours, i))->resource_id,
                   resource_id) == 0)
      return TRUE;
  return FALSE;
}

/* Until when a resource that is open at @minute stays open, by the row that reaches farthest;
 * @minute if it is closed. */
static gint64
get_open_until (const GPtrArray *hours, const char *resource_id, int weekday, gint64 minute)
{
  gint64 until = minute;

  for (guint i = 0; i < hours->len; i++)
    {
      const HavenResourceHours *row = g_ptr_array_index (hours, i);

      if (g_strcmp0 (row->resource_id, resource_id) == 0 && row->weekday == weekday &&
          row->opens_at <= minute && row->closes_at > until)
        until = row->closes_at;
    }
  return until;
}

/* Rows may touch or overlap: a visit over noon is inside 9–12 and 12–17. */
static gboolean
is_open_between (
    const GPtrArray *hours, const char *resource_id, int weekday, gint64 from, gint64 to)
{
  while (from < to)
    {
      gint64 until = get_open_until (hours, resource_id, weekday, from);

      if (until <= from)
        return FALSE;
      from = until;
    }
  return TRUE;
}

static gboolean
is_open (const Search *self, const char *resource_id)
{
  const HavenAppointment *proposed = self->input->proposed;
  HavenClock *clock = self->input->clock;
  HavenDate first = haven_clock_get_local_date (clock, proposed->starts_at);
  HavenDate last = haven_clock_get_local_date (clock, proposed->ends_at);
  int from = haven_clock_get_local_minute (clock, proposed->starts_at);

  if (!haven_date_is_set (first) || !haven_date_is_set (last) ||
      haven_date_days_between (first, last) > LONGEST_DAYS)
    return FALSE;
  for (HavenDate day = first; day.day <= last.day; day.day++)
    {
      int to = day.day == last.day ? haven_clock_get_local_minute (clock, proposed->ends_at)
                                   : DAY_MINUTES;

      if (!is_open_between (self->input->hours, resource_id, haven_date_get_weekday (day), from,
                            to))
        return FALSE;
      from = 0;
    }
  return TRUE;
}

static void
check_hours (Search *self)
{
  const HavenConflictInput *input = self->input;

  for (gsize i = 0; input->resource_ids && input->hours && input->resource_ids[i]; i++)
    {
      const char *id = input->resource_ids[i];

      if (has_hours (input->hours, id) && !is_open (self, id))
        add_conflict (
            self, HAVEN_CONFLICT_OUTSIDE_HOURS,
            g_strdup_printf (_ ("%s is not available at that hour."), get_resource_name (self, id)),
            id, NULL);
    }
}

static void
check_closed_days (Search *self)
{
  const HavenConflictInput *input = self->input;
  HavenDate first = haven_clock_get_local_date (input->clock, input->proposed->starts_at);
  HavenDate last = haven_clock_get_local_date (
      input->clock, MAX (input->proposed->starts_at, input->proposed->ends_at - 1));

  for (guint i = 0; input->closed_days && i < input->closed_days->len; i++)
    {
      const HavenClosedDay *closed = g_ptr_array_index (input->closed_days, i);

      if (g_strcmp0 (closed->calendar, "clinic") == 0 && closed->on_date.day >= first.day &&
          closed->on_date.day <= last.day)
        add_conflict (self, HAVEN_CONFLICT_CLINIC_CLOSED,
                      closed->name && *closed->name
                          ? g_strdup_printf (_ ("The clinic is closed on that day: %s."),
                                             closed->name)
                          : g_strdup (_ ("The clinic is closed on that day.")),
                      NULL, NULL);
    }
}

/* ── Against what suits the person ──────────────────────────────────────── */

static gboolean
concerns_mode (const HavenSafeContactRule *rule, const char *mode)
{
  static const char *const by_wire[] = { "mobile", "home", "work", NULL };
  const char *channel = rule->channel ? rule->channel : "";

  if (mode == NULL || g_str_equal (mode, "in-person"))
    return g_str_equal (channel, "in-person");
  return g_strv_contains (by_wire, channel);
}

static gboolean
admits_day (const HavenSafeContactRule *rule, int weekday)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  return rule->days == NULL || rule->days[0] == NULL ||
         g_strv_contains ((const char *const *) rule->days, names[weekday - 1]);
}

/* Hours that end before they start go over midnight; both zero is the whole day. */
static gboolean
admits_minutes (const HavenSafeContactRule *rule, gint64 from, gint64 to)
{
  if (rule->safe_from == rule->safe_to)
    return TRUE;
  if (rule->safe_from < rule->safe_to)
    return from >= rule->safe_from && to <= rule->safe_to;
  return from >= rule->safe_from ? to <= DAY_MINUTES + rule->safe_to : to <= rule->safe_to;
}

static gboolean
admits (const Search *self, const HavenSafeContactRule *rule)
{
  const HavenAppointment *proposed = self->input->proposed;
  int from = haven_clock_get_local_minute (self->input->clock, proposed->starts_at);
  gint64 to = from + (proposed->ends_at - proposed->starts_at) / MINUTE;
  HavenDate day = haven_clock_get_local_date (self->input->clock, proposed->starts_at);

  return g_strcmp0 (rule->safe, "no") != 0 && admits_day (rule, haven_date_get_weekday (day)) &&
         admits_minutes (rule, from, to);
}

static void
check_safe_hours (Search *self)
{
  const HavenConflictInput *input = self->input;
  gboolean concerned = FALSE;

  for (guint i = 0; input->safe_contact_rules && i < input->safe_contact_rules->len; i++)
    {
      const HavenSafeContactRule *rule = g_ptr_array_index (input->safe_contact_rules, i);

      if (!concerns_mode (rule, input->proposed->mode))
        continue;
      if (admits (self, rule))
        return;
      concerned = TRUE;
    }
  if (concerned)
    add_conflict (self, HAVEN_CONFLICT_OUTSIDE_SAFE_HOURS,
                  g_strdup (_ ("This time is outside the hours that suit this person.")), NULL,
                  NULL);
}

/* ── All together ───────────────────────────────────────────────────────── */

static gboolean
counts (const Search *self, const HavenAppointment *other)
{
  HavenAppointmentStatus status;

  if (other->id == NULL || g_strcmp0 (other->id, self->input->proposed->id) == 0)
    return FALSE;
  return !haven_appointment_status_parse (other->status, &status) ||
         haven_appointment_status_takes_time (status);
}

static void
index_input (Search *self)
{
  const HavenConflictInput *input = self->input;

  for (guint i = 0; input->resources && i < input->resources->len; i++)
    {
      HavenResource *resource = g_ptr_array_index (input->resources, i);

      if (resource->id)
        g_hash_table_insert (self->resources, resource->id, resource);
    }
  for (guint i = 0; input->others && i < input->others->len; i++)
    {
      HavenAppointment *other = g_ptr_array_index (input->others, i);

      if (counts (self, other))
        g_hash_table_insert (self->others, other->id, other);
    }
}

static void
free_conflict (gpointer data)
{
  haven_appointment_conflict_free (data);
}

/**
 * haven_appointment_find_conflicts:
 *
 * Everything that stands against the proposed appointment, each thing once. What was cancelled,
 * missed or moved does not count, nor does the appointment itself, by its id.
 *
 * Returns: (transfer full) (element-type HavenAppointmentConflict): empty where nothing does
 */
GPtrArray *
haven_appointment_find_conflicts (const HavenConflictInput *input)
{
  Search self = { .input = input };

  g_return_val_if_fail (input != NULL && input->proposed != NULL && HAVEN_IS_CLOCK (input->clock),
                        NULL);

  self.found = g_ptr_array_new_with_free_func (free_conflict);
  self.resources = g_hash_table_new (g_str_hash, g_str_equal);
  self.others = g_hash_table_new (g_str_hash, g_str_equal);
  self.told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  index_input (&self);
  check_others (&self);
  check_all_hidden (&self);
  check_places (&self);
  check_expected (&self);
  check_holds (&self);
  check_absences (&self);
  check_hours (&self);
  check_closed_days (&self);
  check_safe_hours (&self);

  g_hash_table_unref (self.told);
  g_hash_table_unref (self.others);
  g_hash_table_unref (self.resources);
  return self.found;
}
