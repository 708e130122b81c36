/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-tables.h"

#include "haven-transaction-private.h"

#include <string.h>

/* Each kind of record is one source: what is read from it, and in which lane it stands. A source whose partition is
 * closed to the viewer is passed over, and nothing tells that it exists. */
typedef struct
{
  HavenPartition partition;
  HavenEventKind kind;
  HavenLane lane;
  const char *sql; /* id, instant or date, minutes long, title, state, kind of the record; all of one person */
} Source;

static const Source sources[] = {
  { HAVEN_PARTITION_SHARED,
    HAVEN_EVENT_APPOINTMENT,
    HAVEN_LANE_SHARED,
    "SELECT id, local_start, (ends_at - starts_at) / 60000000, title, status, kind FROM shared_appointment AS appointment"
    " WHERE patient_id = ?" },
  { HAVEN_PARTITION_CLINICAL,
    HAVEN_EVENT_ENCOUNTER,
    HAVEN_LANE_MEDICAL,
    "SELECT id, starts_at, coalesce ((ends_at - starts_at) / 60000000, 0), title, NULL, kind FROM clinical_encounter AS encounter"
    " WHERE patient_id = ?" },
  { HAVEN_PARTITION_CLINICAL,
    HAVEN_EVENT_NOTE,
    HAVEN_LANE_MEDICAL,
    "SELECT id, written_at, 0, coalesce (title, ''), state, kind FROM clinical_note AS note"
    " WHERE patient_id = ?" },
  { HAVEN_PARTITION_LEGAL,
    HAVEN_EVENT_MATTER,
    HAVEN_LANE_LEGAL,
    "SELECT id, opened_on, 0, coalesce (title, ''), stage, type FROM legal_matter AS matter WHERE patient_id = ?" },
  { HAVEN_PARTITION_LEGAL,
    HAVEN_EVENT_HAPPENED,
    HAVEN_LANE_LEGAL,
    "SELECT id, on_date, 0, CASE kind WHEN 'other' THEN words ELSE kind END, NULL, kind FROM legal_matter_event AS matter_event"
    " WHERE patient_id = ? AND replaced_by IS NULL AND withdrawn_at IS NULL AND voided_at IS NULL" },
  { HAVEN_PARTITION_LEGAL,
    HAVEN_EVENT_DEADLINE,
    HAVEN_LANE_LEGAL,
    "SELECT id, coalesce (last_safe_day, opens_on), 0, label, status, kind FROM legal_deadline AS deadline"
    " WHERE patient_id = ? AND coalesce (last_safe_day, opens_on) IS NOT NULL AND status <> 'void'" },
  { HAVEN_PARTITION_SHARED,
    HAVEN_EVENT_RELEASE,
    HAVEN_LANE_SHARED,
    "SELECT id, signed_on, 0, coalesce (recipient, ''), NULL, form_code FROM shared_release AS release"
    " WHERE patient_id = ? AND signed_on IS NOT NULL" },
  { HAVEN_PARTITION_SHARED,
    HAVEN_EVENT_DOCUMENT,
    HAVEN_LANE_SHARED,
    "SELECT id, made_at, 0, form_code, language, variant FROM shared_document AS document WHERE patient_id = ?" },
};

/* For those who may not open the legal part: what it published for them. */
static const Source bridge = {
  HAVEN_PARTITION_SHARED,
  HAVEN_EVENT_DEADLINE,
  HAVEN_LANE_SHARED,
  "SELECT id, not_after, 0, words, 'open', NULL FROM shared_bridge_date AS bridge_date WHERE patient_id = ? AND revoked_at IS NULL",
};

/* A visit stands in a side's lane only for those who hold the key of that side; for others it is one among all. */
static HavenLane
find_lane (const Source *source, const char *kind, HavenTransaction *self)
{
  HavenLane lane = HAVEN_LANE_MEDICAL;
  HavenPartition partition = HAVEN_PARTITION_CLINICAL;

  if (source->kind != HAVEN_EVENT_APPOINTMENT || kind == NULL || strcmp (kind, "interpreter") == 0 ||
      strcmp (kind, "transport") == 0)
    return source->lane;
  if (strcmp (kind, "legal") == 0 || strcmp (kind, "court") == 0 || strcmp (kind, "advocate") == 0)
    {
      lane = HAVEN_LANE_LEGAL;
      partition = HAVEN_PARTITION_LEGAL;
    }
  return haven_transaction_has_partition (self, partition) ? lane : source->lane;
}

/* A date, a local wall time, or an instant. */
static gboolean
read_start (sqlite3_stmt *statement, HavenClock *clock, HavenDate *date, int *minute)
{
  const char *text;
  char day[11];

  *minute = -1;
  if (sqlite3_column_type (statement, 1) == SQLITE_INTEGER)
    {
      HavenInstant instant = sqlite3_column_int64 (statement, 1);

      *date = haven_clock_get_local_date (clock, instant);
      *minute = haven_clock_get_local_minute (clock, instant);
      return haven_date_is_set (*date);
    }
  text = haven_column_text (statement, 1);
  if (text == NULL || strlen (text) < 10)
    return FALSE;
  memcpy (day, text, 10);
  day[10] = '\0';
  if (strlen (text) >= 16)
    *minute = (int) (g_ascii_strtoll (text + 11, NULL, 10) * 60 + g_ascii_strtoll (text + 14, NULL, 10));
  return haven_date_parse (day, date, NULL);
}

static gboolean
append_source (HavenTransaction *self,
               const Source *source,
               const char *patient_id,
               HavenClock *clock,
               GPtrArray *events,
               GError **error)
{
  sqlite3_stmt *statement;
  gboolean row = TRUE;

  if (!haven_transaction_has_partition (self, source->partition))
    return TRUE;
  statement = haven_database_prepare (self->database, source->sql, error, "s", patient_id);
  if (statement == NULL)
    return FALSE;
  while (haven_database_step (self->database, statement, &row, error))
    {
      HavenDate date;
      int minute;

      if (!row)
        return TRUE;
      if (read_start (statement, clock, &date, &minute))
        g_ptr_array_add (events,
                         haven_timeline_event_new (haven_column_text (statement, 0),
                                                   source->kind,
                                                   find_lane (source, haven_column_text (statement, 5), self),
                                                   date,
                                                   minute,
                                                   sqlite3_column_int (statement, 2),
                                                   haven_column_text (statement, 3),
                                                   haven_column_text (statement, 4)));
    }
  return FALSE;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  return haven_timeline_event_compare (*(HavenTimelineEvent *const *) a, *(HavenTimelineEvent *const *) b);
}

/** Returns: (transfer full) (element-type HavenTimelineEvent): everything of a person that is open to the viewer, in time */
GPtrArray *
haven_tables_list_timeline (HavenTransaction *self, const char *patient_id, HavenClock *clock, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!append_source (self, &sources[i], patient_id, clock, events, error))
      return NULL;
  if (!haven_transaction_has_partition (self, HAVEN_PARTITION_LEGAL) &&
      !append_source (self, &bridge, patient_id, clock, events, error))
    return NULL;
  g_ptr_array_sort (events, compare_events);
  return g_steal_pointer (&events);
}
