/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"
#include "vaults-test.h"

#include "haven-access-service.h"
#include "haven-audit-service.h"
#include "haven-id.h"
#include "haven-people.h"
#include "haven-staff-service.h"

#include <string.h>

#define WHY "Her sister was brought in and cannot speak."

/* Who administrates and supervises, who treats, who represents; each at a seat of their own. */
typedef struct
{
  char *folder;
  char *person;
  HavenSession *dana;
  HavenSession *priya;
  HavenSession *luis;
} Clinic;

static gboolean
insert_person (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_patient_info, data, error);
}

static char *
add_person (HavenSession *session)
{
  g_autoptr (HavenPatient) person = haven_patient_new ();
  g_autoptr (GError) error = NULL;

  person->id = haven_id_new ();
  person->name = g_strdup ("Quiet Heron");
  person->created_at = haven_clock_now (haven_session_get_clock (session));
  g_set_str (&person->status, "active");
  haven_session_run (session,
                     HAVEN_ACTION_CREATE,
                     HAVEN_IN_SHARED,
                     "patient",
                     person->id,
                     person->id,
                     insert_person,
                     person,
                     &error);
  g_assert_no_error (error);
  return g_strdup (person->id);
}

static Clinic *
clinic_new (void)
{
  Clinic *clinic = g_new0 (Clinic, 1);

  clinic->folder = haven_test_make_folder ();
  vaults_test_make (clinic->folder, NULL);
  clinic->dana = vaults_test_open (clinic->folder, "Dana", DANA, NULL);
  clinic->priya = vaults_test_open (clinic->folder, "Priya Raman", PRIYA, NULL);
  clinic->luis = vaults_test_open (clinic->folder, "luis", LUIS, NULL);
  clinic->person = add_person (clinic->priya);
  return clinic;
}

static void
clinic_free (Clinic *clinic)
{
  g_clear_object (&clinic->dana);
  g_clear_object (&clinic->priya);
  g_clear_object (&clinic->luis);
  haven_test_remove_folder (clinic->folder);
  g_free (clinic->folder);
  g_free (clinic->person);
  g_free (clinic);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clinic, clinic_free)

static gboolean
sees (HavenSession *session, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPatient) found = haven_session_load (session, &haven_patient_info, person, &error);

  if (found == NULL)
    haven_assert_store_error (error, NOT_FOUND);
  return found != NULL;
}

static gboolean
is_logged (HavenSession *session, const char *action, const char *person)
{
  const HavenAuditFilter filter = { .limit = 200 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenAuditPage) page = haven_audit_list_all (session, &filter, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      if (strcmp (entry->action, action) == 0 && g_strcmp0 (entry->patient_id, person) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The vault's time does not go back (R40); forward it goes at once. */
static void
wait_for (HavenSession *session, gint64 interval)
{
  HavenClock *clock = haven_session_get_clock (session);

  haven_clock_raise_floor (clock, haven_clock_now (clock) + interval);
}

/* ── Closing a person ─────────────────────────────────────────────────────── */

static void
test_a_person_is_closed_to_one_and_opened_again (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  const char *luis = haven_session_get_staff_id (clinic->luis);
  g_autoptr (GPtrArray) barred = NULL, ended = NULL;
  g_autoptr (GError) error = NULL, again = NULL;
  const HavenPatientDenial *denial;

  g_assert_true (sees (clinic->luis, clinic->person));
  g_assert_true (haven_access_service_bar (clinic->dana, clinic->person, luis, "His brother is the landlord.", &error));
  g_assert_no_error (error);
  g_assert_false (sees (clinic->luis, clinic->person));
  g_assert_true (sees (clinic->priya, clinic->person));
  barred = haven_access_service_list_barred (clinic->dana, clinic->person, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (barred->len, ==, 1);
  denial = barred->pdata[0];
  g_assert_cmpstr (denial->staff_id, ==, luis);
  g_assert_cmpstr (denial->denied_by, ==, haven_session_get_staff_id (clinic->dana));
  g_assert_cmpint (denial->since, >, 0);
  g_assert_true (haven_access_service_unbar (clinic->dana, denial->id, &error));
  g_assert_no_error (error);
  g_assert_true (sees (clinic->luis, clinic->person));
  g_assert_false (haven_access_service_unbar (clinic->dana, denial->id, &again));
  haven_assert_store_error (again, CONSTRAINT);
  /* That it was closed stays written. */
  ended = haven_access_service_list_barred (clinic->dana, clinic->person, &error);
  g_assert_cmpuint (ended->len, ==, 1);
  g_assert_cmpint (((HavenPatientDenial *) ended->pdata[0])->ended_at, >, 0);
}

static void
test_nobody_is_closed_out_without_a_reason (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  static const char *const reasons[] = { NULL, "", " \t\n", "\xc2\xa0" };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_access_service_bar (clinic->dana,
                                                clinic->person,
                                                haven_session_get_staff_id (clinic->luis),
                                                reasons[i],
                                                &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
  g_assert_true (sees (clinic->luis, clinic->person));
}

static void
test_whose_role_it_is_not_closes_nobody_out (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autofree char *stranger = haven_id_new ();
  g_autoptr (GError) refused = NULL, unknown = NULL, denied = NULL;

  g_assert_false (haven_access_service_bar (clinic->priya,
                                            clinic->person,
                                            haven_session_get_staff_id (clinic->luis),
                                            WHY,
                                            &refused));
  haven_assert_store_error (refused, REFUSED);
  g_assert_false (haven_access_service_bar (clinic->dana, clinic->person, stranger, WHY, &unknown));
  haven_assert_store_error (unknown, NOT_FOUND);
  g_assert_false (haven_access_service_unbar (clinic->dana, stranger, &denied));
  haven_assert_store_error (denied, NOT_FOUND);
  g_assert_true (sees (clinic->luis, clinic->person));
  g_assert_true (is_logged (clinic->dana, "deny", clinic->person));
}

/* ── In an emergency ──────────────────────────────────────────────────────── */

static void
test_an_emergency_has_a_reason_that_is_one (void)
{
  static const struct
  {
    const char *code;
    const char *reason;
  } wrong[] = {
    { NULL, WHY },
    { "", WHY },
    { "curiosity", WHY },
    { "emergency", NULL },
    { "emergency", "" },
    { "emergency", "nineteen letters ok" },
    { "emergency", "  nineteen letters ok      " },
    { "emergency", "ébréché ébréché ééé" },
  };
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (GPtrArray) glasses = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_access_service_break_glass (clinic->priya,
                                                       clinic->person,
                                                       wrong[i].code,
                                                       wrong[i].reason,
                                                       &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
  glasses = haven_access_service_list_to_review (clinic->dana, NULL);
  g_assert_cmpuint (glasses->len, ==, 0);
}

/* The legal part is not opened by it, nor are charts to whom they are closed. */
static void
test_who_reads_no_charts_breaks_no_glass (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  HavenSession *const sessions[] = { clinic->luis, clinic->dana };

  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_access_service_break_glass (sessions[i], clinic->person, "emergency", WHY, &error));
      haven_assert_store_error (error, MISSING_PARTITION);
    }
  g_assert_false (haven_session_has_partition (clinic->priya, HAVEN_PARTITION_LEGAL));
}

static void
assert_open_for (HavenSession *session, const char *person)
{
  g_autoptr (HavenAccess) access = NULL;
  const HavenBreakGlass *glass = haven_access_service_find_open_glass (session, &access);

  g_assert_cmpstr (glass ? glass->patient_id : NULL, ==, person);
}

static void
test_it_is_open_for_an_hour_to_one (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  assert_open_for (clinic->priya, NULL);
  id = haven_access_service_break_glass (clinic->priya, clinic->person, "emergency", WHY, &error);
  g_assert_no_error (error);
  g_assert_nonnull (id);
  assert_open_for (clinic->priya, clinic->person);
  assert_open_for (clinic->dana, NULL);
  g_assert_true (is_logged (clinic->dana, "break-glass", clinic->person));
  wait_for (clinic->priya, 59 * G_TIME_SPAN_MINUTE);
  assert_open_for (clinic->priya, clinic->person);
  wait_for (clinic->priya, G_TIME_SPAN_MINUTE);
  assert_open_for (clinic->priya, NULL);
}

static void
test_somebody_else_reviews_it_once (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autofree char *id = haven_access_service_break_glass (clinic->priya, clinic->person, "emergency", WHY, NULL);
  g_autoptr (GPtrArray) glasses = haven_access_service_list_to_review (clinic->dana, NULL), none = NULL;
  g_autoptr (GError) refused = NULL, own = NULL, blank = NULL, error = NULL, again = NULL;

  g_assert_cmpuint (glasses->len, ==, 1);
  g_assert_false (haven_access_service_is_review_late (clinic->dana, glasses->pdata[0]));
  wait_for (clinic->dana, 72 * G_TIME_SPAN_HOUR + G_TIME_SPAN_MINUTE);
  g_assert_true (haven_access_service_is_review_late (clinic->dana, glasses->pdata[0]));
  g_assert_false (haven_access_service_review (clinic->priya, id, "It was right.", &refused));
  haven_assert_store_error (refused, REFUSED);
  /* Whoever reviews what others opened does not review what they opened themselves. */
  g_assert_true (haven_staff_grant (clinic->dana, haven_session_get_staff_id (clinic->priya), "supervisor", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (haven_access_service_review (clinic->priya, id, "It was right.", &own));
  haven_assert_store_error (own, CONSTRAINT);
  g_assert_false (haven_access_service_review (clinic->dana, id, "  ", &blank));
  haven_assert_store_error (blank, CONSTRAINT);
  g_assert_true (haven_access_service_review (clinic->dana, id, "It was right.", &error));
  g_assert_no_error (error);
  g_assert_false (haven_access_service_review (clinic->dana, id, "Or was it?", &again));
  haven_assert_store_error (again, CONSTRAINT);
  none = haven_access_service_list_to_review (clinic->dana, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add_func ("/services/access/" name, function)
  g_test_init (&argc, &argv, NULL);
  ADD ("a-person-is-closed-to-one-and-opened-again", test_a_person_is_closed_to_one_and_opened_again);
  ADD ("nobody-is-closed-out-without-a-reason", test_nobody_is_closed_out_without_a_reason);
  ADD ("whose-role-it-is-not-closes-nobody-out", test_whose_role_it_is_not_closes_nobody_out);
  ADD ("an-emergency-has-a-reason-that-is-one", test_an_emergency_has_a_reason_that_is_one);
  ADD ("who-reads-no-charts-breaks-no-glass", test_who_reads_no_charts_breaks_no_glass);
  ADD ("it-is-open-for-an-hour-to-one", test_it_is_open_for_an_hour_to_one);
  ADD ("somebody-else-reviews-it-once", test_somebody_else_reviews_it_once);
  return g_test_run ();
}
