/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-service.h"

#include "haven-allowance.h"
#include "haven-appointment-status.h"
#include "haven-calendar.h"
#include "haven-id.h"
#include "haven-tables.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_TIMES 5000

/* What came from a file before, whichever record it is. */
typedef struct
{
  const HavenRecordInfo *info;
  gconstpointer record;
  const char *origin;
  HavenInstant starts_at;
  HavenInstant ends_at;
  gboolean kept; /* spoken of by the file */
} Here;

typedef struct
{
  HavenClock *clock;
  const HavenCalendarTaking *taking;
  HavenCalendarWindow window;
  HavenCalendarPreview *preview;
  GPtrArray *records;    /* (nullable): what is there */
  GHashTable *by_origin; /* origin → Here */
  GHashTable *days;      /* of closed days: each that is closed already */
  GHashTable *entries;   /* keys of entries that the file speaks of, as far as it can be read */
  GHashTable *unclear;   /* keys of entries that it refuses: what came of them before stays */
} Taking;

void
haven_calendar_preview_free (HavenCalendarPreview *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_object (&self->edit);
  g_free (self);
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static void
add_row (Taking *taking, HavenCalendarRowState state, HavenCalendarFault fault, guint line, HavenInstant starts_at, HavenInstant ends_at)
{
  HavenCalendarRow row = { state, fault, line, starts_at, ends_at, 0 };

  g_array_append_val (taking->preview->rows, row);
  taking->preview->n[state]++;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const HavenCalendarRow *x = a, *y = b;
  gboolean x_refused = x->state == HAVEN_CALENDAR_ROW_REFUSED, y_refused = y->state == HAVEN_CALENDAR_ROW_REFUSED;

  if (x_refused != y_refused)
    return x_refused ? -1 : 1;
  if (x->starts_at != y->starts_at)
    return x->starts_at < y->starts_at ? -1 : 1;
  return x->line < y->line ? -1 : x->line > y->line;
}

static HavenEdit *
get_edit (Taking *taking)
{
  if (taking->preview->edit == NULL)
    taking->preview->edit = haven_edit_new (_ ("Calendar file brought in"), HAVEN_ACTION_IMPORT, NULL);
  return taking->preview->edit;
}

static void
remove_here (Taking *taking, Here *here, guint line)
{
  here->kept = TRUE;
  if (here->ends_at <= taking->window.from)
    return;
  haven_edit_delete (get_edit (taking), here->info, here->record);
  add_row (taking, HAVEN_CALENDAR_ROW_REMOVED, HAVEN_CALENDAR_FAULT_NONE, line, here->starts_at, here->ends_at);
}

/* ── Busy times ───────────────────────────────────────────────────────────── */

static char *
dup_origin (const HavenCalendarTime *time, const char *more)
{
  return g_strdup_printf ("%s/%s%s", time->key, time->place, more);
}

static void
take_busy (Taking *taking, const HavenCalendarTime *time)
{
  g_autofree char *origin = dup_origin (time, "");
  Here *here = taking->by_origin ? g_hash_table_lookup (taking->by_origin, origin) : NULL;
  g_autoptr (HavenResourceAbsence) absence = here ? haven_resource_absence_copy (here->record) : haven_resource_absence_new ();
  HavenCalendarRowState state = here == NULL                                                                    ? HAVEN_CALENDAR_ROW_NEW
                                : here->starts_at == time->starts_at && here->ends_at == time->ends_at ? HAVEN_CALENDAR_ROW_SAME
                                                                                                       : HAVEN_CALENDAR_ROW_CHANGED;

  if (here)
    here->kept = TRUE;
  add_row (taking, state, HAVEN_CALENDAR_FAULT_NONE, time->line, time->starts_at, time->ends_at);
  if (state == HAVEN_CALENDAR_ROW_SAME || taking->records == NULL)
    return;
  absence->starts_at = time->starts_at;
  absence->ends_at = time->ends_at;
  if (here == NULL)
    {
      absence->id = haven_id_new ();
      absence->resource_id = g_strdup (taking->taking->resource_id);
      absence->origin = g_steal_pointer (&origin);
      haven_edit_insert (get_edit (taking), &haven_resource_absence_info, absence);
    }
  else
    haven_edit_replace (get_edit (taking), &haven_resource_absence_info, here->record, absence);
}

/* ── Closed days ──────────────────────────────────────────────────────────── */

static void
take_closed_day (Taking *taking, const HavenCalendarTime *time, HavenDate date)
{
  g_autofree char *iso = haven_date_dup_iso (date), *more = g_strconcat ("/", iso, NULL), *origin = dup_origin (time, more);
  HavenInstant starts_at = haven_clock_instant_at (taking->clock, date, 0), ends_at = haven_clock_instant_at (taking->clock, date, 1440);
  Here *here = g_hash_table_lookup (taking->by_origin, origin);
  g_autoptr (HavenClosedDay) day = NULL;

  if (here)
    here->kept = TRUE;
  if (ends_at <= taking->window.from)
    return;
  /* Two entries of one day close it once. */
  if (!g_hash_table_add (taking->days, GINT_TO_POINTER (date.day)))
    {
      add_row (taking, HAVEN_CALENDAR_ROW_SAME, HAVEN_CALENDAR_FAULT_NONE, time->line, starts_at, ends_at);
      return;
    }
  day = haven_closed_day_new ();
  day->id = haven_id_new ();
  day->on_date = date;
  day->calendar = g_strdup (taking->taking->calendar);
  day->origin = g_steal_pointer (&origin);
  haven_edit_insert (get_edit (taking), &haven_closed_day_info, day);
  add_row (taking, HAVEN_CALENDAR_ROW_NEW, HAVEN_CALENDAR_FAULT_NONE, time->line, starts_at, ends_at);
}

static void
take_closed (Taking *taking, const HavenCalendarTime *time)
{
  if (!haven_date_is_set (time->first_day))
    {
      g_hash_table_add (taking->unclear, (gpointer) time->key);
      add_row (taking, HAVEN_CALENDAR_ROW_REFUSED, HAVEN_CALENDAR_FAULT_PART_OF_DAY, time->line, time->starts_at, time->ends_at);
      return;
    }
  for (HavenDate date = time->first_day; date.day <= time->last_day.day; date.day++)
    take_closed_day (taking, time, date);
}

/* ── What is not taken ────────────────────────────────────────────────────── */

/* All of an entry, or one time of it; of a closed day, each day. */
static guint
remove_of (Taking *taking, const HavenCalendarTime *time)
{
  g_autofree char *start = *time->place ? dup_origin (time, "") : g_strconcat (time->key, "/", NULL);
  guint before = taking->preview->n[HAVEN_CALENDAR_ROW_REMOVED];
  GHashTableIter iter;
  gpointer here;

  if (taking->by_origin == NULL)
    return 0;
  g_hash_table_iter_init (&iter, taking->by_origin);
  while (g_hash_table_iter_next (&iter, NULL, &here))
    if (!((Here *) here)->kept && g_str_has_prefix (((Here *) here)->origin, start))
      remove_here (taking, here, time->line);
  return taking->preview->n[HAVEN_CALENDAR_ROW_REMOVED] - before;
}

static void
take_time (Taking *taking, const HavenCalendarTime *time)
{
  static const HavenCalendarRowState states[] = {
    [HAVEN_CALENDAR_TIME_CALLED_OFF] = HAVEN_CALENDAR_ROW_CALLED_OFF,
    [HAVEN_CALENDAR_TIME_FREE] = HAVEN_CALENDAR_ROW_FREE,
    [HAVEN_CALENDAR_TIME_PAST] = HAVEN_CALENDAR_ROW_PAST,
    [HAVEN_CALENDAR_TIME_LATER] = HAVEN_CALENDAR_ROW_LATER,
    [HAVEN_CALENDAR_TIME_REFUSED] = HAVEN_CALENDAR_ROW_REFUSED,
  };
  gboolean off = time->outcome == HAVEN_CALENDAR_TIME_CALLED_OFF || time->outcome == HAVEN_CALENDAR_TIME_FREE;

  g_hash_table_add (time->outcome == HAVEN_CALENDAR_TIME_REFUSED && time->fault != HAVEN_CALENDAR_FAULT_TWICE ? taking->unclear : taking->entries,
                    (gpointer) time->key);
  if (time->outcome == HAVEN_CALENDAR_TIME_BUSY && taking->taking && taking->taking->calendar)
    take_closed (taking, time);
  else if (time->outcome == HAVEN_CALENDAR_TIME_BUSY)
    take_busy (taking, time);
  else if (!off || remove_of (taking, time) == 0)
    add_row (taking, states[time->outcome], time->fault, time->line, time->starts_at, time->ends_at);
}

/* What came of these entries before and is not in them any more; of a whole calendar, also what came of others. */
static void
remove_others (Taking *taking)
{
  GHashTableIter iter;
  gpointer value;

  if (taking->by_origin == NULL)
    return;
  g_hash_table_iter_init (&iter, taking->by_origin);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Here *here = value;
      g_autofree char *key = g_strndup (here->origin, strcspn (here->origin, "/"));

      if (!here->kept && !g_hash_table_contains (taking->unclear, key) &&
          (taking->taking->whole || g_hash_table_contains (taking->entries, key)))
        remove_here (taking, here, 0);
    }
}

/* ── What is there ────────────────────────────────────────────────────────── */

static void
remember (Taking *taking, const HavenRecordInfo *info, gconstpointer record, const char *origin, HavenInstant starts_at, HavenInstant ends_at)
{
  Here *here;

  if (origin == NULL)
    return;
  here = g_new0 (Here, 1);
  *here = (Here) { info, record, origin, starts_at, ends_at, FALSE };
  g_hash_table_replace (taking->by_origin, (gpointer) here->origin, here);
}

static gboolean
read_busy (Taking *taking, HavenSession *session, GError **error)
{
  g_autoptr (HavenResource) resource = haven_session_load (session, &haven_resource_info, taking->taking->resource_id, error);

  taking->records = resource ? haven_session_list (session, &haven_resource_absence_info, "resource_id", taking->taking->resource_id, "starts_at", error) : NULL;
  for (guint i = 0; taking->records && i < taking->records->len; i++)
    {
      const HavenResourceAbsence *absence = taking->records->pdata[i];

      remember (taking, &haven_resource_absence_info, absence, absence->origin, absence->starts_at, absence->ends_at);
    }
  return taking->records != NULL;
}

static gboolean
read_closed (Taking *taking, HavenSession *session, GError **error)
{
  taking->days = g_hash_table_new (NULL, NULL);
  taking->records = haven_session_list (session, &haven_closed_day_info, "calendar", taking->taking->calendar, "on_date", error);
  for (guint i = 0; taking->records && i < taking->records->len; i++)
    {
      const HavenClosedDay *day = taking->records->pdata[i];

      g_hash_table_add (taking->days, GINT_TO_POINTER (day->on_date.day));
      remember (taking, &haven_closed_day_info, day, day->origin, haven_clock_instant_at (taking->clock, day->on_date, 0),
                haven_clock_instant_at (taking->clock, day->on_date, 1440));
    }
  return taking->records != NULL;
}

static gboolean
read_here (Taking *taking, HavenSession *session, GError **error)
{
  const HavenCalendarTaking *wanted = taking->taking;

  taking->by_origin = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if ((wanted->resource_id == NULL) == (wanted->calendar == NULL))
    {
      g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, _ ("Say whose calendar it is, or whose closed days."));
      return FALSE;
    }
  if (wanted->calendar != NULL && strcmp (wanted->calendar, "clinic") != 0)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("Only the clinic’s closed days come from a calendar file. A court’s days are copied in a matter, under Days to Plan By."));
      return FALSE;
    }
  return wanted->resource_id ? read_busy (taking, session, error) : read_closed (taking, session, error);
}

/* ── What is booked in those times ────────────────────────────────────────── */

static gboolean
is_met (const Taking *taking, HavenVisit *visit)
{
  HavenAppointmentStatus status;

  return (taking->taking->resource_id == NULL || haven_visit_takes_resource (visit, taking->taking->resource_id)) &&
         (!haven_appointment_status_parse (haven_visit_get_appointment (visit)->status, &status) ||
          haven_appointment_status_takes_time (status));
}

/* Returns: whether it stands in a time that would be taken; each row counts its own */
static gboolean
count_in_rows (GArray *rows, HavenSpan span)
{
  gboolean met = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      HavenCalendarRow *row = &g_array_index (rows, HavenCalendarRow, i);

      if ((row->state != HAVEN_CALENDAR_ROW_NEW && row->state != HAVEN_CALENDAR_ROW_CHANGED) ||
          !haven_span_meets (span, (HavenSpan) { row->starts_at, row->ends_at }))
        continue;
      row->n_visits++;
      met = TRUE;
    }
  return met;
}

/* Whoever is away prepares nothing; on a closed day preparing is nobody's matter. */
static HavenSpan
get_span (const Taking *taking, HavenVisit *visit)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);

  return taking->taking->resource_id ? haven_span_of_resources (appointment)
                                     : (HavenSpan) { appointment->starts_at, appointment->ends_at };
}

static gboolean
meet_visits (HavenTransaction *transaction, gpointer data, GError **error)
{
  Taking *taking = data;
  g_autoptr (GPtrArray) visits = haven_tables_list_visits (
      transaction, taking->window.from, taking->window.before + HAVEN_MOST_ALLOWED_MINUTES * G_TIME_SPAN_MINUTE, error);

  for (guint i = 0; visits && i < visits->len; i++)
    if (is_met (taking, visits->pdata[i]) &&
        count_in_rows (taking->preview->rows, get_span (taking, visits->pdata[i])))
      taking->preview->n_visits++;
  return visits != NULL;
}

static gboolean
look_for_visits (Taking *taking, HavenSession *session, GError **error)
{
  return session == NULL || haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "appointment", taking->taking->resource_id,
                                               NULL, meet_visits, taking, error);
}

/* ── The whole ────────────────────────────────────────────────────────────── */

static void
clear_taking (Taking *taking)
{
  g_clear_pointer (&taking->by_origin, g_hash_table_unref);
  g_clear_pointer (&taking->records, g_ptr_array_unref);
  g_clear_pointer (&taking->days, g_hash_table_unref);
  g_clear_pointer (&taking->entries, g_hash_table_unref);
  g_clear_pointer (&taking->unclear, g_hash_table_unref);
  g_clear_pointer (&taking->preview, haven_calendar_preview_free);
}

static gboolean
take_times (Taking *taking, GBytes *bytes, HavenProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, haven_clock_get_zone_name (taking->clock), error);
  HavenDate today = haven_clock_today (taking->clock);
  g_autoptr (GPtrArray) times = NULL;

  taking->window = (HavenCalendarWindow) { haven_clock_instant_at (taking->clock, today, 0),
                                           haven_clock_instant_at (taking->clock, haven_date_add_days (today, HAVEN_CALENDAR_MOST_DAYS), 0), MOST_TIMES };
  times = file ? haven_calendar_file_list_times (file, &taking->window, progress, progress_data, cancellable, error) : NULL;
  if (times == NULL)
    return FALSE;
  taking->preview->n_others = file->n_others;
  taking->entries = g_hash_table_new (g_str_hash, g_str_equal);
  taking->unclear = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < times->len; i++)
    take_time (taking, times->pdata[i]);
  remove_others (taking);
  g_array_sort (taking->preview->rows, compare_rows);
  return TRUE;
}

static HavenCalendarPreview *
preview (HavenSession *session, Taking *taking, GBytes *bytes, HavenProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  HavenCalendarPreview *result = NULL;

  taking->preview = g_new0 (HavenCalendarPreview, 1);
  taking->preview->rows = g_array_new (FALSE, FALSE, sizeof (HavenCalendarRow));
  if ((session == NULL || read_here (taking, session, error)) && take_times (taking, bytes, progress, progress_data, cancellable, error) &&
      look_for_visits (taking, session, error))
    result = g_steal_pointer (&taking->preview);
  clear_taking (taking);
  return result;
}

/**
 * haven_calendar_preview:
 *
 * What bringing in a calendar file would do, row by row; nothing is written. Only when its entries are is taken, never
 * what they are about: nobody becomes a person by standing in a title. What came in before is known again by its entry.
 * From a worker thread.
 */
HavenCalendarPreview *
haven_calendar_preview (HavenSession *session,
                        GBytes *bytes,
                        const HavenCalendarTaking *taking,
                        HavenProgressFunc progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GError **error)
{
  Taking self = { .clock = haven_session_get_clock (session), .taking = taking };

  return preview (session, &self, bytes, progress, progress_data, cancellable, error);
}

/** What a calendar file holds, for nobody in particular: each row with what would become of it in an empty calendar. */
HavenCalendarPreview *
haven_calendar_check (HavenClock *clock, GBytes *bytes, GError **error)
{
  Taking self = { .clock = clock };

  return preview (NULL, &self, bytes, NULL, NULL, NULL, error);
}

/**
 * haven_calendar_edit_forget:
 * @absences: (element-type HavenResourceAbsence): those that are not over
 *
 * Returns: (transfer full) (nullable): what takes away all that came from calendar files for somebody; %NULL: there is none
 */
HavenEdit *
haven_calendar_edit_forget (GPtrArray *absences, const char *resource_id)
{
  g_autoptr (HavenEdit) edit = haven_edit_new (_ ("Times from a calendar file removed"), HAVEN_ACTION_DELETE, NULL);
  guint n = 0;

  for (guint i = 0; i < absences->len; i++)
    {
      const HavenResourceAbsence *absence = absences->pdata[i];

      if (absence->origin == NULL || g_strcmp0 (absence->resource_id, resource_id) != 0)
        continue;
      haven_edit_delete (edit, &haven_resource_absence_info, absence);
      n++;
    }
  return n > 0 ? g_steal_pointer (&edit) : NULL;
}
