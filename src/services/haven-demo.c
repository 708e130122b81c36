/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-demo-private.h"

#include "haven-calendar.h"
#include "haven-chart.h"
#include "haven-conflict.h"
#include "haven-consent.h"
#include "haven-deadline.h"
#include "haven-directory.h"
#include "haven-flow.h"
#include "haven-id.h"
#include "haven-legal.h"
#include "haven-open-days.h"
#include "haven-plan.h"
#include "haven-record-request.h"
#include "haven-seeds.h"
#include "haven-tables.h"
#include "haven-waiting.h"

#include <string.h>

/* The sample clinic is data in seeds/demo; its README says how times and ids are written there. Parents come first. */
static const struct
{
  const char *file;
  const HavenRecordInfo *info;
} files[] = {
  { "staff_member", &haven_staff_member_info },
  { "resource", &haven_resource_info },
  { "resource_hours", &haven_resource_hours_info },
  { "closed_day", &haven_closed_day_info },
  { "court_day", &haven_court_day_info },
  { "patient", &haven_patient_info },
  { "patient_name", &haven_patient_name_info },
  { "safe_contact_rule", &haven_safe_contact_rule_info },
  { "appointment", &haven_appointment_info },
  { "wait_entry", &haven_wait_entry_info },
  { "encounter", &haven_encounter_info },
  { "note", &haven_note_info },
  { "matter", &haven_matter_info },
  { "conflict_check", &haven_conflict_check_info },
  { "party", &haven_party_info },
  { "certification", &haven_certification_info },
  { "legal_task", &haven_legal_task_info },
  { "legal_note", &haven_legal_note_info },
  { "matter_event", &haven_matter_event_info },
  { "bridge_date", &haven_bridge_date_info },
  { "plan", &haven_plan_info },
  { "goal", &haven_goal_info },
  { "plan_action", &haven_plan_action_info },
  { "release", &haven_release_info },
  { "record_request", &haven_record_request_info },
  { "matter_evidence", &haven_matter_evidence_info },
  { "organization", &haven_organization_info },
  { "service", &haven_service_info },
  { "location", &haven_location_info },
  { "service_location", &haven_service_location_info },
  { "phone", &haven_phone_info },
  { "schedule", &haven_schedule_info },
};

typedef struct
{
  HavenSession *session;
  HavenTransaction *transaction;
  HavenClock *clock;
  HavenDate today;
  GHashTable *ids;                 /* slug → id */
  HavenOpenDays *open_days;        /* of the sample clinic and of its court */
} Loading;

static const char *
get_id (Loading *loading, const char *slug)
{
  char *id = g_hash_table_lookup (loading->ids, slug);

  if (id == NULL)
    {
      id = haven_id_new ();
      g_hash_table_insert (loading->ids, g_strdup (slug), id);
    }
  return id;
}

static gboolean
names_a_record (const char *member)
{
  static const char *const others[] = { "id", "signed_by", "published_by", "created_by", "done_by",
                                        "taken_by", "asked_by", "addendum_of", "written_by", "replaced_by",
                                        "decided_by", "ended_by", NULL };

  return g_str_has_suffix (member, "_id") || g_strv_contains (others, member);
}

/* "@3" is a day, "@3 09:30" an instant on the clinic's wall clock. */
static char *
resolve_time (Loading *loading, const char *text)
{
  char *end;
  HavenDate day = haven_date_add_days (loading->today, (int) g_ascii_strtoll (text + 1, &end, 10));
  int minute;

  if (*end == '\0')
    return haven_date_dup_iso (day);
  minute = (int) (g_ascii_strtoll (end + 1, NULL, 10) * 60 + g_ascii_strtoll (strchr (end, ':') + 1, NULL, 10));
  return haven_instant_dup_iso (haven_clock_instant_at (loading->clock, day, minute));
}

static void
resolve_member (JsonObject *object, const char *member, JsonNode *node, gpointer data)
{
  Loading *loading = data;
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

  if (text == NULL)
    return;
  if (*text == '@')
    {
      g_autofree char *time = resolve_time (loading, text);

      json_object_set_string_member (object, member, time);
    }
  else if (names_a_record (member))
    json_object_set_string_member (object, member, get_id (loading, text));
}

static void
set_first_version (const HavenRecordInfo *info, gpointer record)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (strcmp (info->fields[i].name, "row_version") == 0)
      *(gint64 *) G_STRUCT_MEMBER_P (record, info->fields[i].offset) = 1;
}

/* Who is here now has come a while ago, whatever time it is; what is over went as it was planned. */
static void
note_times (Loading *loading, HavenAppointment *appointment)
{
  HavenInstant now = haven_clock_now (loading->clock);
  gboolean today = haven_date_compare (haven_clock_get_local_date (loading->clock, appointment->starts_at), loading->today) == 0;
  HavenInstant some = (3 + appointment->starts_at / G_TIME_SPAN_MINUTE % 11) * G_TIME_SPAN_MINUTE;
  HavenAppointmentStatus status;

  if (!haven_appointment_status_parse (appointment->status, &status) || status < HAVEN_APPOINTMENT_ARRIVED ||
      status > HAVEN_APPOINTMENT_COMPLETED)
    return;
  if (!today)
    {
      appointment->arrived_at = appointment->checked_in_at = appointment->starts_at - 5 * G_TIME_SPAN_MINUTE;
      appointment->started_at = appointment->starts_at;
      appointment->ended_at = appointment->ends_at;
      return;
    }
  for (HavenAppointmentStatus past = status;; past--)
    {
      now -= some;
      haven_flow_note_time (appointment, past, now);
      if (past == HAVEN_APPOINTMENT_ARRIVED)
        return;
    }
}

static void
complete_appointment (Loading *loading, HavenAppointment *appointment)
{
  g_autofree char *day = haven_date_dup_iso (haven_clock_get_local_date (loading->clock, appointment->starts_at));
  int minute = haven_clock_get_local_minute (loading->clock, appointment->starts_at);

  g_set_str (&appointment->zone, haven_clock_get_zone_name (loading->clock));
  g_free (appointment->local_start);
  appointment->local_start = g_strdup_printf ("%sT%02d:%02d", day, minute / 60, minute % 60);
  note_times (loading, appointment);
}

static gboolean
insert_resource_links (Loading *loading, JsonObject *object, const HavenAppointment *appointment, GError **error)
{
  JsonArray *slugs = json_object_get_array_member (object, "resource_ids");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; slugs && i < json_array_get_length (slugs); i++)
    g_strv_builder_add (ids, get_id (loading, json_array_get_string_element (slugs, i)));
  list = g_strv_builder_end (ids);
  return haven_tables_set_visit_resources (loading->transaction,
                                           appointment->id,
                                           (const char *const *) list,
                                           error);
}

/* ── Looks for conflicts ──────────────────────────────────────────────────── */

/* "other-side name SLUG": the last word stands for somebody. */
static void
resolve_matches (Loading *loading, char **matches)
{
  for (guint i = 0; matches && matches[i]; i++)
    {
      const char *slug = strrchr (matches[i], ' ') + 1;
      char *match = g_strdup_printf ("%.*s%s", (int) (slug - matches[i]), matches[i], get_id (loading, slug));

      g_free (matches[i]);
      matches[i] = match;
    }
}

/* Whoever took part from the beginning was looked for before the matter opened. */
static void
add_first_parties (Loading *loading, const HavenMatter *matter, GStrvBuilder *looked_for)
{
  static const char *const members[] = { "name", "phone", "address" };
  g_autoptr (JsonNode) sealed = haven_seeds_lookup_json ("demo/party.json", NULL);
  JsonArray *parties = sealed ? json_node_get_array (sealed) : NULL;

  for (guint i = 0; parties && i < json_array_get_length (parties); i++)
    {
      JsonObject *party = json_array_get_object_element (parties, i);

      if (json_object_has_member (party, "conflict_check_id") ||
          strcmp (json_object_get_string_member (party, "role"), "client") == 0 || /* by their own name */
          strcmp (get_id (loading, json_object_get_string_member (party, "matter_id")), matter->id) != 0)
        continue;
      for (gsize k = 0; k < G_N_ELEMENTS (members); k++)
        if (json_object_has_member (party, members[k]))
          g_strv_builder_add (looked_for, json_object_get_string_member (party, members[k]));
    }
}

/* Where `look` says what was found, it was cleared with a reason; else nothing was found. */
static HavenConflictCheck *
make_first_look (JsonObject *object, GError **error)
{
  JsonNode *found = json_object_get_member (object, "look");
  HavenConflictCheck *check;

  if (found != NULL)
    return haven_record_from_json (&haven_conflict_check_info, json_node_get_object (found), error);
  check = haven_conflict_check_new ();
  check->outcome = g_strdup ("clear");
  return check;
}

/* A matter of the sample clinic opened after a look, as every matter does. */
static gboolean
insert_first_look (Loading *loading, JsonObject *object, HavenMatter *matter, GError **error)
{
  g_autoptr (HavenConflictCheck) check = make_first_look (object, error);
  g_autoptr (HavenPatient) patient =
      haven_transaction_load (loading->transaction, &haven_patient_info, matter->patient_id, check ? error : NULL);
  g_autoptr (GStrvBuilder) looked_for = g_strv_builder_new ();

  if (check == NULL || patient == NULL)
    return FALSE;
  g_strv_builder_add (looked_for, patient->name);
  add_first_parties (loading, matter, looked_for);
  check->id = haven_id_new ();
  g_set_str (&check->patient_id, matter->patient_id);
  check->looked_for = g_strv_builder_end (looked_for);
  resolve_matches (loading, check->matches);
  g_set_str (&check->decided_by, matter->lead_attorney_id);
  check->decided_at = haven_clock_instant_at (loading->clock, matter->opened_on, 9 * 60);
  g_set_str (&matter->conflict_check_id, check->id);
  return haven_transaction_insert (loading->transaction, &haven_conflict_check_info, check, error);
}

static gboolean
complete_party (Loading *loading, HavenParty *party, GError **error)
{
  g_autoptr (HavenMatter) matter = NULL;

  if (party->conflict_check_id != NULL)
    return TRUE;
  matter = haven_transaction_load (loading->transaction, &haven_matter_info, party->matter_id, error);
  if (matter != NULL)
    g_set_str (&party->conflict_check_id, matter->conflict_check_id);
  return matter != NULL;
}

static gboolean
insert_object (Loading *loading, const HavenRecordInfo *info, JsonObject *object, GError **error)
{
  gpointer record;
  gboolean inserted;

  json_object_foreach_member (object, resolve_member, loading);
  record = haven_record_from_json (info, object, error);
  if (record == NULL)
    return FALSE;
  set_first_version (info, record);
  if (info == &haven_appointment_info)
    complete_appointment (loading, record);
  if (info == &haven_patient_info && ((HavenPatient *) record)->created_at == 0)
    ((HavenPatient *) record)->created_at = haven_clock_now (loading->clock);
  if (info == &haven_conflict_check_info)
    resolve_matches (loading, ((HavenConflictCheck *) record)->matches);
  inserted = (info != &haven_matter_info || insert_first_look (loading, object, record, error)) &&
             (info != &haven_party_info || complete_party (loading, record, error)) &&
             haven_transaction_insert (loading->transaction, info, record, error) &&
             (info != &haven_appointment_info || insert_resource_links (loading, object, record, error));
  haven_record_free (info, record);
  return inserted;
}

static JsonArray *
open_file (const char *name, JsonNode **node, GError **error)
{
  g_autofree char *path = g_strdup_printf ("demo/%s.json", name);
  g_autoptr (JsonNode) sealed = haven_seeds_lookup_json (path, error);
  g_autofree char *text = NULL;

  if (sealed == NULL)
    return NULL;
  /* Seeds are shared and immutable; this loader rewrites its own copy. */
  text = json_to_string (sealed, FALSE);
  *node = json_from_string (text, error);
  return *node ? json_node_get_array (*node) : NULL;
}

static gboolean
load_file (Loading *loading, const char *name, const HavenRecordInfo *info, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array = open_file (name, &node, error);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!insert_object (loading, info, json_array_get_object_element (array, i), error))
      {
        g_prefix_error (error, "demo/%s.json, entry %u: ", name, i + 1);
        return FALSE;
      }
  return TRUE;
}

/* ── Deadlines, computed by their rules ───────────────────────────────────── */

static HavenDate
read_date (JsonObject *object, const char *member)
{
  HavenDate date = HAVEN_DATE_NONE;
  const char *text = json_object_get_string_member_with_default (object, member, NULL);

  if (text)
    haven_date_parse (text, &date, NULL);
  return date;
}

static gboolean
publish (Loading *loading, const HavenDeadline *deadline, const char *words, GError **error)
{
  g_autoptr (HavenBridgeDate) published = haven_bridge_date_new ();

  if (words == NULL || !haven_date_is_set (deadline->plan_by) || strcmp (deadline->status, "open") != 0)
    return TRUE;
  published->id = haven_id_new ();
  published->patient_id = g_strdup (deadline->patient_id);
  published->source_id = g_strdup (deadline->id);
  published->not_after = deadline->plan_by;
  published->words = g_strdup (words);
  published->published_by = g_strdup (deadline->owner_id ? deadline->owner_id : "");
  published->published_at = haven_clock_now (loading->clock);
  return haven_transaction_insert (loading->transaction, &haven_bridge_date_info, published, error);
}

static gboolean
insert_deadline (Loading *loading, JsonObject *object, GError **error)
{
  g_autoptr (HavenDeadline) deadline = NULL;
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  g_autoptr (HavenMatter) matter = NULL;
  const HavenDeadlineRule *rule;

  json_object_foreach_member (object, resolve_member, loading);
  deadline = haven_record_from_json (&haven_deadline_info, object, error);
  if (deadline != NULL)
    matter = haven_transaction_load (loading->transaction, &haven_matter_info, deadline->matter_id, error);
  if (matter == NULL)
    return FALSE;
  rule = haven_deadline_rules_lookup (haven_session_get_rules (loading->session), deadline->rule_code, error);
  input.trigger = deadline->trigger_on;
  input.born = read_date (object, "born");
  input.mailed = json_object_get_boolean_member_with_default (object, "mailed", FALSE);
  input.stopped_days = (int) json_object_get_int_member_with_default (object, "stopped_days", 0);
  if (rule == NULL ||
      !haven_deadline_compute (rule,
                               &input,
                               haven_open_days_get_calendar (loading->open_days, rule, matter->court_calendar),
                               &result,
                               error))
    return FALSE;
  haven_deadline_result_apply (&result, rule, deadline);
  if (deadline->set_by == NULL)
    deadline->set_by = g_strdup ("rule");
  deadline->row_version = 1;
  return haven_transaction_insert (loading->transaction, &haven_deadline_info, deadline, error) &&
         publish (loading, deadline, json_object_get_string_member_with_default (object, "bridge_words", NULL), error);
}

static gboolean
load_deadlines (Loading *loading, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array = open_file ("deadline_input", &node, error);

  loading->open_days = array ? haven_open_days_read (loading->transaction, error) : NULL;
  if (loading->open_days == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!insert_deadline (loading, json_array_get_object_element (array, i), error))
      return FALSE;
  return TRUE;
}

/* The languages that its people read most, parted by blanks. */
static gboolean
load_languages (Loading *loading, JsonObject *clinic, GError **error)
{
  JsonArray *languages = json_object_get_array_member (clinic, "languages");
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (languages); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", json_array_get_string_element (languages, i));
  return haven_tables_set_setting (loading->transaction, "languages", joined->str, error);
}

static gboolean
load_settings (Loading *loading, GError **error)
{
  static const char *const names[] = { "name", "zone", "paper", "phone", "address" };
  g_autoptr (JsonNode) node = haven_seeds_lookup_json ("demo/clinic.json", error);

  if (node == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!haven_tables_set_setting (
            loading->transaction,
            names[i],
            json_object_get_string_member_with_default (json_node_get_object (node), names[i], ""),
            error))
      return FALSE;
  return load_languages (loading, json_node_get_object (node), error) &&
         haven_tables_set_setting (loading->transaction, "demo", "yes", error);
}

static gboolean
fill (HavenTransaction *transaction, gpointer data, GError **error)
{
  Loading *loading = data;

  loading->transaction = transaction;
  if (!load_settings (loading, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (!load_file (loading, files[i].file, files[i].info, error))
      return FALSE;
  return load_deadlines (loading, error);
}

char *
haven_demo_dup_zone (GError **error)
{
  g_autoptr (JsonNode) node = haven_seeds_lookup_json ("demo/clinic.json", error);

  return node ? g_strdup (json_object_get_string_member (json_node_get_object (node), "zone")) : NULL;
}

/* Fills a new vault with the sample clinic, in one transaction. */
gboolean
haven_demo_fill (HavenSession *session, GError **error)
{
  Loading loading = { .session = session, .clock = haven_session_get_clock (session) };
  gboolean filled;

  loading.today = haven_clock_today (loading.clock);
  loading.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  filled = haven_session_run (session,
                              HAVEN_ACTION_IMPORT,
                              HAVEN_IN_SHARED | HAVEN_IN_CLINICAL | HAVEN_IN_LEGAL,
                              "patient",
                              NULL,
                              NULL,
                              fill,
                              &loading,
                              error);
  g_hash_table_unref (loading.ids);
  g_clear_pointer (&loading.open_days, haven_open_days_unref);
  return filled;
}
