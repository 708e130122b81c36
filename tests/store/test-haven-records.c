/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every record of core against its table: the same columns, and each field comes back as it went in. */

#include "haven-calendar.h"
#include "haven-chart.h"
#include "haven-conflict.h"
#include "haven-consent.h"
#include "haven-directory.h"
#include "haven-form-records.h"
#include "haven-id.h"
#include "haven-legal.h"
#include "haven-plan.h"
#include "haven-record-request.h"
#include "haven-outreach.h"
#include "haven-reminder.h"
#include "haven-series.h"
#include "haven-waiting.h"
#include "haven-store-private.h"
#include "haven-official-form.h"
#include "haven-test-vault.h"

#include <string.h>

/* Parents first: what a later one refers to is there already. */
static const HavenRecordInfo *const infos[] = {
  &haven_staff_member_info,     &haven_patient_info,         &haven_patient_denial_info, &haven_break_glass_info,
          &haven_patient_name_info,  &haven_safe_contact_rule_info,
  &haven_resource_info,         &haven_resource_hours_info,  &haven_resource_absence_info, &haven_closed_day_info,
  &haven_appointment_info,      &haven_appointment_resource_info, &haven_slot_hold_info, &haven_appointment_series_info, &haven_wait_entry_info, &haven_freed_slot_info, &haven_reminder_info, &haven_outreach_info, &haven_organization_info, &haven_service_info,
  &haven_location_info,         &haven_service_location_info, &haven_phone_info,        &haven_schedule_info,
  &haven_plan_info,             &haven_goal_info,            &haven_plan_action_info,   &haven_release_info,
  &haven_document_info,         &haven_disclosure_info,      &haven_bridge_date_info,   &haven_record_request_info, &haven_shared_draft_info,
  &haven_translated_text_info,  &haven_counsel_review_info,  &haven_clinic_form_info,   &haven_signed_paper_info,
  &haven_official_form_info,    &haven_official_form_field_info,
  &haven_encounter_info,        &haven_note_info,            &haven_clinical_draft_info, &haven_court_day_info, &haven_conflict_check_info,
  &haven_matter_info,
  &haven_party_info,            &haven_deadline_info,        &haven_certification_info,  &haven_legal_task_info,     &haven_matter_evidence_info, &haven_matter_event_info, &haven_legal_note_info,    &haven_legal_draft_info,
};

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Fields that a table holds to a list, or to another record's id, or to a shape. */
static const struct
{
  const char *record; /* NULL: whichever has the field */
  const char *field;
  const char *text;
} texts[] = {
  { "patient", "status", "paused" },
  { NULL, "born_on", "1994-05" },
  { NULL, "interpreter_need", "relay" },
  { "patient_name", "kind", "native-script" },
  { NULL, "channel", "via-person" },
  { NULL, "safe", "only-if" },
  { NULL, "leave_voicemail", "coded" },
  { "resource", "kind", "vehicle" },
  { "appointment", "kind", "home-visit" },
  { "appointment", "status", "in_progress" },
  { NULL, "mode", "video" },
  { NULL, "transport_need", "escort" },
  { "appointment_series", "frequency", "weekly" },
  { "wait_entry", "kind", "home-visit" },
  { "wait_entry", "status", "waiting" },
  { "reminder", "outcome", "reached" },
  { "outreach", "outcome", "will-call" },
  { "service", "status", "temporarily closed" },
  { NULL, "serves_undocumented", "unclear" },
  { NULL, "location_type", "virtual" },
  { "plan", "status", "on-hold" },
  { NULL, "pace", "client-led" },
  { NULL, "who", "agency" },
  { NULL, "service_opt", "undecided" },
  { NULL, "signer", "guardian" },
  { NULL, "withdrawn_how", "oral" },
  { NULL, "copy_given", "declined-unsafe" },
  { "disclosure", "method", "export" },
  { "disclosure", "basis", "to-the-person" },
  { "document", "sha256", SUM },
  { "signed_paper", "sha256", SUM },
  { NULL, "source_sha256", SUM },
  { NULL, "form_sha256", SUM },
  { "signed_paper", "document_id", "document-1" },
  { "official_form", "sha256", SUM },
  { "official_form_field", "source", "person.name" },
  { NULL, "official_form_id", "official_form-1" },
  { "translated_text", "state", "approved" },
  { NULL, "translator_id", "staff_member-1" },
  { NULL, "reviewer_id", HAVEN_TEST_STAFF },
  { NULL, "approver_id", "staff_member-1" },
  { "encounter", "kind", "imaging" },
  { "note", "kind", "progress" },
  { "note", "state", "signed" },
  { NULL, "restricted", "psychotherapy" },
  { NULL, "privilege", "advocate" },
  { NULL, "conflict_check_id", "conflict_check-1" },
  { "conflict_check", "outcome", "cleared" },
  { "conflict_check", "matter_id", NULL },
  { "party", "role", "adverse" },
  { "party", "name", "First: one" }, /* it was looked for */
  { NULL, "set_by", "notice" },
  { "deadline", "status", "waived" },
  { "certification", "form", "I-918B" },
  { "certification", "state", "returned_signed" },
  { "legal_task", "state", "done" },
  { NULL, "deadline_id", "deadline-1" },
  { "record_request", "kind", "visits_letter" },
  { "record_request", "state", "cannot" },
  { "record_request", "reason", "no_record" },
  { "record_request", "release_id", "release-1" },
  { "record_request", "document_id", NULL },
  { "note", "addendum_of", NULL },
  { "matter_event", "kind", "journey" },
  { "matter_event", "precision", "day" },
  { NULL, "patient_id", "patient-1" },
  { "break_glass", "reason_code", "nobody-else" },
  { "draft", "staff_id", HAVEN_TEST_STAFF }, /* a draft is written by whoever is signed in */
  { NULL, "staff_id", "staff_member-1" },
  { NULL, "resource_id", "resource-1" },
  { NULL, "appointment_id", "appointment-1" },
  { NULL, "organization_id", "organization-1" },
  { NULL, "service_id", "service-1" },
  { NULL, "location_id", "location-1" },
  { NULL, "plan_id", "plan-1" },
  { NULL, "goal_id", "goal-1" },
  { NULL, "matter_id", "matter-1" },
  { NULL, "encounter_id", "encounter-1" },
};

static char *
make_text (const HavenRecordInfo *info, const HavenField *field)
{
  if (strcmp (field->name, "id") == 0)
    return g_strdup_printf ("%s-1", info->name);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].field, field->name) == 0 && (texts[i].record == NULL || strcmp (texts[i].record, info->name) == 0))
      return g_strdup (texts[i].text);
  return g_strdup_printf ("%s “حقل” %s'; --", info->name, field->name);
}

static gint64
make_number (const HavenField *field)
{
  if (strcmp (field->name, "weekday") == 0 || strcmp (field->name, "importance") == 0 ||
      strcmp (field->name, "every") == 0)
    return 5;
  if (strcmp (field->name, "opens_at") == 0 || strcmp (field->name, "safe_from") == 0)
    return 600;
  if (strcmp (field->name, "closes_at") == 0 || strcmp (field->name, "safe_to") == 0)
    return 1440;
  if (strcmp (field->name, "row_version") == 0)
    return 1;
  return 77;
}

static HavenInstant
make_instant (const HavenField *field)
{
  if (strcmp (field->name, "closes_at") == 0)
    return 1790000000000001 + HAVEN_BREAK_GLASS_MINUTES * G_TIME_SPAN_MINUTE;
  return strcmp (field->name, "ends_at") == 0 ? 1800000000000001 : 1790000000000001;
}

static void
fill_field (const HavenRecordInfo *info, const HavenField *field, gpointer record)
{
  const char *list[] = { "first, “one”", "ثانٍ", "", NULL };
  gpointer member = (char *) record + field->offset;

  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      *(char **) member = make_text (info, field);
      break;
    case HAVEN_FIELD_INTEGER:
      *(gint64 *) member = make_number (field);
      break;
    case HAVEN_FIELD_MINUTE:
      *(gint64 *) member = 1439;
      break;
    case HAVEN_FIELD_REAL:
      *(double *) member = -0.1;
      break;
    case HAVEN_FIELD_BOOLEAN:
      /* What is signed has no watermark; a look that found something closed opens no matter. */
      *(gboolean *) member = strcmp (field->name, "watermarked") != 0 && strcmp (field->name, "behind_the_wall") != 0;
      break;
    case HAVEN_FIELD_DATE:
      *(HavenDate *) member = haven_date_from_ymd (2024, 2, 29);
      break;
    case HAVEN_FIELD_INSTANT:
      *(HavenInstant *) member = make_instant (field);
      break;
    case HAVEN_FIELD_TEXTS:
      *(char ***) member = g_strdupv ((char **) list);
      break;
    case HAVEN_FIELD_BYTES:
      *(GBytes **) member = g_bytes_new ("%PDF\0\xff", 6);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gpointer
make_record (const HavenRecordInfo *info)
{
  gpointer record = haven_record_new (info);

  for (guint i = 0; i < info->n_fields; i++)
    fill_field (info, &info->fields[i], record);
  return record;
}

static void
insert_sample (HavenTestVault *vault, const HavenRecordInfo *info)
{
  gpointer record = make_record (info);

  g_test_message ("%s", info->name);
  haven_test_insert (vault, info, record);
  haven_record_free (info, record);
}

static gpointer
make_bare_record (const HavenRecordInfo *info)
{
  gpointer record = haven_record_new (info);

  *(char **) record = g_strdup_printf ("%s-1", info->name);
  return record;
}

static gboolean
has_column (sqlite3_stmt *statement, const char *name)
{
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    if (strcmp (sqlite3_column_name (statement, i), name) == 0)
      return TRUE;
  return FALSE;
}

static void
test_every_field_is_a_column_and_every_column_a_field (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  HavenDatabase *reader = haven_store_get_reader (vault->store, NULL);

  haven_database_go_inside (reader);
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT * FROM %s.%s", haven_partition_get_name (infos[i]->partition), infos[i]->name);
      g_autoptr (GError) error = NULL;
      sqlite3_stmt *statement = haven_database_prepare (reader, sql, &error, "");

      g_assert_no_error (error);
      g_assert_cmpint (sqlite3_column_count (statement), ==, (int) infos[i]->n_fields + 1);
      g_assert_cmpstr (sqlite3_column_name (statement, 0), ==, "row");
      for (guint k = 0; k < infos[i]->n_fields; k++)
        if (!has_column (statement, infos[i]->fields[k].name))
          g_error ("%s has no column %s", infos[i]->name, infos[i]->fields[k].name);
      g_assert_cmpstr (infos[i]->fields[0].name, ==, "id");
    }
}

static void
test_every_table_of_the_schema_is_known_here (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const char *const others[] = { "audit_event", "clinic_setting", "patient_name_key", "contact_key", "party_key", NULL };

  for (int part = 0; part < HAVEN_N_PARTITIONS; part++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT name FROM %s.sqlite_schema WHERE type = 'table'"
                                              " AND name NOT LIKE 'sqlite%%' AND name NOT LIKE '%%\\_words%%' ESCAPE '\\'"
                                              " AND name NOT LIKE '%%\\_parts%%' ESCAPE '\\'",
                                              haven_partition_get_name ((HavenPartition) part));
      HavenDatabase *reader = haven_store_get_reader (vault->store, NULL);
      sqlite3_stmt *statement;
      gboolean row = TRUE;

      haven_database_go_inside (reader);
      statement = haven_database_prepare (reader, sql, NULL, "");
      g_assert_nonnull (statement);
      while (haven_database_step (reader, statement, &row, NULL) && row)
        {
          const char *name = haven_column_text (statement, 0);
          gboolean known = g_strv_contains (others, name);

          for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
            known = known || (strcmp (infos[i]->name, name) == 0 && (int) infos[i]->partition == part);
          if (!known)
            g_error ("no record for the table %s", name);
        }
    }
}

static void
test_every_field_of_every_record_comes_back (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    insert_sample (vault, infos[i]);
  haven_test_vault_reopen (vault);
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GError) error = NULL;
      gpointer record = make_record (infos[i]);
      gpointer loaded = haven_test_load (vault, infos[i], *(char **) record, &error);

      g_assert_no_error (error);
      if (!haven_record_equal (infos[i], record, loaded))
        g_error ("%s came back otherwise", infos[i]->name);
      haven_record_free (infos[i], record);
      haven_record_free (infos[i], loaded);
    }
}

static gboolean
insert (HavenTransaction *transaction, gpointer data, GError **error)
{
  gpointer *both = data;

  return haven_transaction_insert (transaction, both[0], both[1], error);
}

static gboolean
try_insert (HavenTestVault *vault, const HavenRecordInfo *info, gpointer record, GError **error)
{
  HavenAct act = haven_test_act (haven_test_get_insert_action (info), info->name, 1u << info->partition);
  gpointer both[2] = { (gpointer) info, record };

  return haven_store_run (vault->store, &act, insert, both, error);
}

static void
test_a_record_that_lacks_what_it_needs_is_refused (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      gpointer record = make_bare_record (infos[i]);
      g_autoptr (GError) error = NULL;

      if (infos[i] == &haven_location_info || infos[i] == &haven_schedule_info)
        {
          haven_record_free (infos[i], record); /* everything of a place or an hour may be unknown */
          continue;
        }
      g_test_message ("%s", infos[i]->name);
      g_assert_false (try_insert (vault, infos[i], record, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
      haven_record_free (infos[i], record);
    }
}

static void
test_the_same_id_twice_is_refused (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      gpointer record = make_record (infos[i]);
      g_autoptr (GError) error = NULL;

      haven_test_insert (vault, infos[i], record);
      g_assert_false (try_insert (vault, infos[i], record, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
      g_assert_null (strstr (error->message, "حقل"));
      haven_record_free (infos[i], record);
    }
}

/* Each field that is held to a list, with a value that is not on it. */
static void
test_a_word_that_is_on_no_list_is_refused (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  guint n_refused = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      for (guint k = 0; k < infos[i]->n_fields; k++)
        {
          const HavenField *field = &infos[i]->fields[k];
          gpointer record;
          gboolean listed = FALSE;
          g_autoptr (GError) error = NULL;

          for (gsize n = 0; n < G_N_ELEMENTS (texts); n++)
            listed = listed || (strcmp (texts[n].field, field->name) == 0 && texts[n].text != NULL &&
                                !g_str_has_suffix (field->name, "_id") &&
                                (texts[n].record == NULL || strcmp (texts[n].record, infos[i]->name) == 0));
          if (!listed)
            continue;
          record = make_record (infos[i]);
          haven_record_set_text ((char **) ((char *) record + field->offset), "no such word");
          if (try_insert (vault, infos[i], record, &error))
            g_error ("%s.%s takes any word", infos[i]->name, field->name);
          g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
          n_refused++;
          haven_record_free (infos[i], record);
        }
      insert_sample (vault, infos[i]);
    }
  g_assert_cmpuint (n_refused, >, 30);
}

/* Whatever a role may do, and whoever holds the key: the file itself refuses. */
static void
test_what_is_never_deleted_stays (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const HavenRecordInfo *const kept[] = { &haven_note_info, &haven_deadline_info, &haven_disclosure_info,
                                          &haven_patient_denial_info, &haven_break_glass_info };

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    insert_sample (vault, infos[i]);
  g_clear_object (&vault->store);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *name = g_strconcat (haven_partition_get_name (kept[i]->partition), ".db", NULL);
      g_autofree char *path = haven_test_vault_build_path (vault, name);
      g_autofree char *sql = g_strconcat ("DELETE FROM ", kept[i]->name, NULL);
      g_autoptr (HavenDatabase) database =
          haven_database_open_file (path, haven_vault_keys_get (vault->keys, kept[i]->partition), NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_database_exec (database, sql, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
      g_assert_nonnull (strstr (error->message, "never"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/records/every-field-is-a-column-and-every-column-a-field",
                   test_every_field_is_a_column_and_every_column_a_field);
  g_test_add_func ("/store/records/every-table-of-the-schema-is-known-here",
                   test_every_table_of_the_schema_is_known_here);
  g_test_add_func ("/store/records/every-field-of-every-record-comes-back",
                   test_every_field_of_every_record_comes_back);
  g_test_add_func ("/store/records/a-record-that-lacks-what-it-needs-is-refused",
                   test_a_record_that_lacks_what_it_needs_is_refused);
  g_test_add_func ("/store/records/the-same-id-twice-is-refused", test_the_same_id_twice_is_refused);
  g_test_add_func ("/store/records/a-word-that-is-on-no-list-is-refused", test_a_word_that_is_on_no_list_is_refused);
  g_test_add_func ("/store/records/what-is-never-deleted-stays", test_what_is_never_deleted_stays);
  return g_test_run ();
}
