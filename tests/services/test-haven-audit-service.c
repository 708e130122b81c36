/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-service.h"
#include "haven-id.h"
#include "haven-people-service.h"
#include "haven-records.h"
#include "services-test.h"

#include <string.h>

#define DANA "seven brown owls at noon"
#define PRIYA "a ladder, two lamps, rain"
#define LUIS "every third Tuesday in May"
#define ADA "grey rope, green door, May"

static void
look_at (HavenSession *session, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPersonPage) page = haven_people_load_page (session, person, &error);

  g_assert_no_error (error);
}

static const HavenAuditEntry *
find_entry (const HavenAuditPage *page, const char *action, const char *record)
{
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      if (strcmp (entry->action, action) == 0 && strcmp (entry->record, record) == 0)
        return entry;
    }
  return NULL;
}

static void
test_who_looked_at_a_chart_is_named (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenAuditPage) page = NULL, again = NULL;
  const HavenAuditEntry *entry;
  g_autoptr (GError) error = NULL;

  look_at (clinic->session, person);
  page = haven_audit_list_of_person (clinic->session, person, 50, NULL, &error);
  g_assert_no_error (error);
  entry = find_entry (page, "view", "patient");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->staff_name, ==, haven_session_get_staff_name (clinic->session));
  g_assert_cmpstr (entry->object_id, ==, person);
  g_assert_cmpint (entry->partition, ==, HAVEN_PARTITION_SHARED);
  /* Of the other parts it is told in their own words, by their own log. */
  g_assert_cmpint (find_entry (page, "list", "encounter")->partition, ==, HAVEN_PARTITION_CLINICAL);
  g_assert_cmpint (find_entry (page, "list", "matter")->partition, ==, HAVEN_PARTITION_LEGAL);
  for (guint i = 1; i < page->entries->len; i++)
    g_assert_cmpint (((HavenAuditEntry *) page->entries->pdata[i])->at, <=,
                     ((HavenAuditEntry *) page->entries->pdata[i - 1])->at);

  /* Looking at the log is a look too. */
  again = haven_audit_list_of_person (clinic->session, person, 50, NULL, &error);
  g_assert_nonnull (find_entry (again, "list", "audit_event"));
}

static void
test_pages_follow_each_other_without_a_gap (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenAuditPage) page = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_pages = 0;

  for (int i = 0; i < 5; i++)
    look_at (clinic->session, person);
  do
    {
      HavenAuditPage *next = haven_audit_list_of_person (clinic->session, person, 4, page, NULL);

      haven_audit_page_free (page);
      page = next;
      g_assert_nonnull (page);
      g_assert_cmpuint (page->entries->len, <=, 4);
      for (guint i = 0; i < page->entries->len; i++)
        {
          const HavenAuditEntry *entry = page->entries->pdata[i];

          g_assert_cmpstr (entry->patient_id, ==, person);
          g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%d %" G_GINT64_FORMAT, entry->partition, entry->sequence)));
        }
      n_pages++;
    }
  while (page->more);
  g_assert_cmpuint (n_pages, >=, 4);
  /* Five looks, three parts each, and the demo's own; what the pages themselves left is newer than where they began. */
  g_assert_cmpuint (g_hash_table_size (seen), >=, 15);
}

static void
test_ones_own_day_begins_at_midnight (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  HavenClock *clock = haven_session_get_clock (clinic->session);
  HavenInstant midnight = haven_clock_instant_at (clock, haven_clock_today (clock), 0);
  g_autofree char *person = haven_test_find_person (clinic, "Amina");
  g_autoptr (HavenAuditPage) page = NULL, later = NULL;
  const char *me = haven_session_get_staff_id (clinic->session);

  look_at (clinic->session, person);
  page = haven_audit_list_mine_today (clinic->session, 100, NULL, NULL);
  g_assert_nonnull (find_entry (page, "view", "patient"));
  g_assert_nonnull (find_entry (page, "sign-in", "staff_member"));
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      g_assert_cmpstr (entry->staff_id, ==, me);
      g_assert_cmpint (entry->at, >=, midnight);
      g_assert_nonnull (entry->session);
    }
  later = haven_audit_list_of_staff (clinic->session, me, haven_clock_now (clock) + G_TIME_SPAN_DAY, 100, NULL, NULL);
  g_assert_cmpuint (later->entries->len, ==, 0);
  g_assert_false (later->more);
}

/* ── Who may look ─────────────────────────────────────────────────────────── */

static const char *const treats[] = { "clinician", NULL };
static const char *const represents[] = { "attorney", NULL };
static const char *const audits[] = { "auditor", NULL };

static const HavenNewMember members[] = {
  { "Dana", NULL, DANA, (const char *const[]) { "administrator", "supervisor", NULL } },
  { "Priya", NULL, PRIYA, treats },
  { "Luis", NULL, LUIS, represents },
  { "Ada", NULL, ADA, audits },
};

static HavenSession *
sign_in (const char *folder, const char *name, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  HavenSession *session = haven_vaults_open (folder, name, passphrase, NULL, NULL, &error);

  g_assert_no_error (error);
  return session;
}

static guint
count_of_others (HavenSession *session, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenAuditPage) page = haven_audit_list_of_person (session, person, 100, NULL, &error);
  guint n_others = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      n_others += strcmp (entry->staff_id, haven_session_get_staff_id (session)) != 0;
      g_assert_true (haven_session_has_partition (session, entry->partition));
    }
  return n_others;
}

static gboolean
add_person (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();

  patient->id = g_strdup (data);
  patient->name = g_strdup ("Somebody");
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;
  return haven_transaction_insert (transaction, &haven_patient_info, patient, error);
}

static void
test_one_sees_ones_own_steps_and_an_auditor_sees_all (void)
{
  const HavenVaultSetup setup = {
    "Harbor Clinic", "America/Los_Angeles", members, G_N_ELEMENTS (members), haven_passphrase_cost_light (), TRUE,
  };
  g_autofree char *folder = haven_test_make_folder (), *person = haven_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) dana = haven_vaults_create (folder, &setup, NULL, NULL, &error);
  g_autoptr (HavenSession) priya = NULL, luis = NULL, ada = NULL;

  g_assert_no_error (error);
  priya = sign_in (folder, "Priya", PRIYA);
  g_assert_true (haven_session_run (priya, HAVEN_ACTION_CREATE, HAVEN_IN_SHARED, "patient", person, person, add_person, person, NULL));
  look_at (priya, person);
  luis = sign_in (folder, "Luis", LUIS);
  look_at (luis, person);

  g_assert_cmpuint (count_of_others (priya, person), ==, 0);
  g_assert_cmpuint (count_of_others (luis, person), ==, 0);
  /* Who reviews sees both, in the part whose key they hold: what legal did is not there. */
  ada = sign_in (folder, "Ada", ADA);
  g_assert_cmpuint (count_of_others (ada, person), >=, 3);
  g_assert_cmpuint (count_of_others (dana, person), >=, 3);
  g_assert_false (haven_session_has_partition (ada, HAVEN_PARTITION_LEGAL));
  g_clear_object (&dana);
  g_clear_object (&priya);
  g_clear_object (&luis);
  g_clear_object (&ada);
  haven_test_remove_folder (folder);
}

static void
test_logs_are_walked_on_demand (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_events = 0;

  g_assert_true (haven_audit_check_chains (clinic->session, NULL, NULL, NULL, &n_events, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_events, >, 10);
  haven_session_leave (clinic->session);
  g_assert_false (haven_audit_check_chains (clinic->session, NULL, NULL, NULL, NULL, &error));
  haven_assert_store_error (error, CLOSED);
}

static void
test_everything_has_words (void)
{
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);

  for (guint i = 0; i < n_records; i++)
    g_assert_cmpstr (haven_audit_get_record_words (records[i]->name), !=, records[i]->name);
  for (int i = 0; i < HAVEN_N_ACTIONS; i++)
    g_assert_cmpstr (haven_audit_get_action_words (haven_action_get_name ((HavenAction) i)), !=,
                     haven_action_get_name ((HavenAction) i));
  g_assert_cmpstr (haven_audit_get_record_words ("something_new"), ==, "something_new");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/services/audit/" path, function)
  ADD ("who-looked-at-a-chart-is-named", test_who_looked_at_a_chart_is_named);
  ADD ("pages-follow-each-other-without-a-gap", test_pages_follow_each_other_without_a_gap);
  ADD ("ones-own-day-begins-at-midnight", test_ones_own_day_begins_at_midnight);
  ADD ("one-sees-ones-own-steps-and-an-auditor-sees-all", test_one_sees_ones_own_steps_and_an_auditor_sees_all);
  ADD ("logs-are-walked-on-demand", test_logs_are_walked_on_demand);
  ADD ("everything-has-words", test_everything_has_words);
  return g_test_run ();
}
