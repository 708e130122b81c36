/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-id.h"
#include "haven-legal.h"
#include "haven-query.h"
#include "haven-test-vault.h"

#include <string.h>

static void
add_alias (HavenTestVault *vault, const char *patient_id, const char *text, const char *kind)
{
  g_autoptr (HavenPatientName) name = haven_patient_name_new ();

  name->id = haven_id_new ();
  name->patient_id = g_strdup (patient_id);
  name->kind = g_strdup (kind);
  name->text = g_strdup (text);
  haven_test_insert (vault, &haven_patient_name_info, name);
}

static void
take_name_cb (gint64 row, const char *const *texts, gpointer data)
{
  g_strv_builder_add (data, texts[HAVEN_PEOPLE_NAME]);
}

/* Names in the order of the rows, joined. */
static char *
search (HavenTestVault *vault, const char *text)
{
  g_autoptr (HavenQuery) query = haven_query_new_people (text, haven_clock_now (vault->clock));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) error = NULL;

  haven_store_query_order (vault->store, query, rows, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (haven_store_query_texts (vault->store,
                                            query,
                                            &g_array_index (rows, gint64, i),
                                            1,
                                            take_name_cb,
                                            names,
                                            NULL));
  list = g_strv_builder_end (names);
  return g_strjoinv (", ", list);
}

static void
assert_found (HavenTestVault *vault, const char *text, const char *expected)
{
  g_autofree char *found = search (vault, text);

  g_assert_cmpstr (found, ==, expected);
}

static HavenTestVault *
make_people (void)
{
  HavenTestVault *vault = haven_test_vault_new ();
  g_autofree char *yusuf = haven_test_add_person (vault, "Yusuf Adan");
  g_autofree char *ming = haven_test_add_person (vault, "Ming");
  g_autofree char *dang = haven_test_add_person (vault, "Đặng Thị Lan");
  g_autofree char *rosa = haven_test_add_person (vault, "Rosa");

  add_alias (vault, ming, "王小明", "native-script");
  add_alias (vault, rosa, "Ximena", "alias");
  add_alias (vault, yusuf, "يوسف", "native-script");
  return vault;
}

static void
test_a_person_is_found_by_whatever_name_is_heard (void)
{
  g_autoptr (HavenTestVault) vault = make_people ();

  assert_found (vault, "", "Đặng Thị Lan, Ming, Rosa, Yusuf Adan");
  assert_found (vault, "yus", "Yusuf Adan");
  assert_found (vault, "adan yusuf", "Yusuf Adan");
  assert_found (vault, "Joseph", "Yusuf Adan");
  assert_found (vault, "يوسف", "Yusuf Adan");
  assert_found (vault, "小明", "Ming");
  assert_found (vault, "王", "Ming");
  assert_found (vault, "wang xiao", "Ming");
  assert_found (vault, "dang thi", "Đặng Thị Lan");
  assert_found (vault, "imen", "Rosa");
  assert_found (vault, "nobody here", "");
}

static void
test_what_is_typed_is_never_a_command (void)
{
  g_autoptr (HavenTestVault) vault = make_people ();
  const char *const hostile[] = { "\"", "' OR 1=1 --", "* NEAR(", "a\" OR search_key : \"b", "%", "_", "\xff\xfe", "()", "-",
                                  "AND OR NOT", NULL };

  for (gsize i = 0; hostile[i]; i++)
    assert_found (vault, hostile[i], "");
}

static gboolean
rename_person (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_patient_info, data, error);
}

static void
test_a_new_name_is_found_and_the_old_one_is_not (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Formerly");
  g_autoptr (HavenPatient) patient = haven_test_load (vault, &haven_patient_info, id, NULL);
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, "patient", HAVEN_IN_SHARED);

  haven_record_set_text (&patient->name, "Nowadays");
  g_assert_true (haven_store_run (vault->store, &act, rename_person, patient, NULL));
  assert_found (vault, "formerly", "");
  assert_found (vault, "nowadays", "Nowadays");
}

static void
test_matters_without_the_legal_key_are_no_rows (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenQuery) query = haven_query_new_matters (NULL, TRUE);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  haven_vault_keys_remove (vault->keys, HAVEN_PARTITION_LEGAL);
  haven_test_vault_reopen (vault);
  g_assert_true (haven_store_query_order (vault->store, query, rows, NULL));
  g_assert_cmpuint (rows->len, ==, 0);
}

static char *
add_matter (HavenTestVault *vault, const char *name, const char *stage)
{
  g_autofree char *person = haven_test_add_person (vault, name);
  g_autoptr (HavenMatter) matter = haven_matter_new ();

  matter->id = haven_id_new ();
  matter->patient_id = g_steal_pointer (&person);
  matter->type = g_strdup ("housing");
  matter->stage = g_strdup (stage);
  matter->outcome = g_strdup ("settled");
  matter->opened_on = haven_date_from_ymd (2026, 1, 5);
  matter->row_version = 1;
  haven_test_add_matter (vault, matter);
  return g_strdup (matter->id);
}

static void
add_deadline (HavenTestVault *vault, const char *matter_id, const char *label, const char *status, HavenDate plan_by)
{
  g_autoptr (HavenDeadline) deadline = haven_deadline_new ();

  deadline->id = haven_id_new ();
  deadline->matter_id = g_strdup (matter_id);
  deadline->patient_id = haven_test_add_person (vault, "Somebody");
  deadline->label = g_strdup (label);
  deadline->set_by = g_strdup ("person");
  deadline->status = g_strdup (status);
  deadline->plan_by = plan_by;
  deadline->row_version = 1;
  haven_test_insert (vault, &haven_deadline_info, deadline);
}

static void
take_text_cb (gint64 row, const char *const *texts, gpointer data)
{
  g_string_append_printf (data, "%s ", texts[HAVEN_DUE_PERSON]);
}

static void
assert_people (HavenTestVault *vault, HavenQuery *query, const char *expected)
{
  g_autoptr (HavenQuery) own = query;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) people = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  haven_store_query_order (vault->store, own, rows, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (haven_store_query_texts (vault->store,
                                            own,
                                            &g_array_index (rows, gint64, i),
                                            1,
                                            take_text_cb,
                                            people,
                                            NULL));
  g_assert_cmpstr (people->str, ==, expected);
}

static void
test_what_is_due_is_open_and_near (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const HavenDate until = haven_date_from_ymd (2026, 12, 20);
  g_autofree char *anna = add_matter (vault, "Anna", "drafting");
  g_autofree char *bela = add_matter (vault, "Bela", "drafting");
  g_autofree char *carl = add_matter (vault, "Carl", "closed");
  g_autofree char *dora = add_matter (vault, "Dora", "screening");
  g_autofree char *ezra = add_matter (vault, "Ezra", "ready");

  add_deadline (vault, anna, "far", "open", haven_date_add_days (until, 1));
  add_deadline (vault, anna, "settled", "done", haven_date_add_days (until, -9));
  add_deadline (vault, bela, "last day", "open", until);
  add_deadline (vault, bela, "overdue", "open", haven_date_add_days (until, -60));
  add_deadline (vault, carl, "of an ended matter", "open", haven_date_add_days (until, -5));
  add_deadline (vault, dora, "without a day", "open", HAVEN_DATE_NONE);
  add_deadline (vault, ezra, "near", "open", haven_date_add_days (until, -20));

  assert_people (vault, haven_query_new_due (until), "Bela Ezra Bela ");
  assert_people (vault, haven_query_new_due (haven_date_add_days (until, 1)), "Bela Ezra Bela Anna ");
  assert_people (vault, haven_query_new_due (haven_date_add_days (until, -61)), "");
  haven_vault_keys_remove (vault->keys, HAVEN_PARTITION_LEGAL);
  haven_test_vault_reopen (vault);
  assert_people (vault, haven_query_new_due (until), "");
}

static void
take_person_cb (gint64 row, const char *const *texts, gpointer data)
{
  g_string_append_printf (data, "%s ", texts[HAVEN_MATTERS_PERSON]);
}

static char *
list_due_matters (HavenTestVault *vault, const char *text, HavenDate until)
{
  g_autoptr (HavenQuery) query = haven_query_new_matters_due (text, until);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *people = g_string_new (NULL);

  g_assert_true (haven_store_query_order (vault->store, query, rows, NULL));
  for (guint i = 0; i < rows->len; i++)
    haven_store_query_texts (vault->store, query, &g_array_index (rows, gint64, i), 1, take_person_cb, people, NULL);
  return g_string_free_and_steal (people);
}

static void
test_matters_with_a_near_date_are_searched_by_person (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const HavenDate until = haven_date_from_ymd (2026, 12, 20);
  g_autofree char *anna = add_matter (vault, "Anna", "drafting");
  g_autofree char *bela = add_matter (vault, "Bela", "drafting");
  g_autofree char *carl = add_matter (vault, "Carl", "closed");
  g_autofree char *all = NULL, *one = NULL, *none = NULL, *hostile = NULL;

  add_deadline (vault, anna, "near", "open", until);
  add_deadline (vault, bela, "nearer", "open", haven_date_add_days (until, -2));
  add_deadline (vault, carl, "of an ended matter", "open", haven_date_add_days (until, -5));
  all = list_due_matters (vault, "", until);
  one = list_due_matters (vault, "ann", until);
  none = list_due_matters (vault, "ann", haven_date_add_days (until, -1));
  hostile = list_due_matters (vault, "' OR 1=1 --", until);
  g_assert_cmpstr (all, ==, "Bela Anna ");
  g_assert_cmpstr (one, ==, "Anna ");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (hostile, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/query/a-person-is-found-by-whatever-name-is-heard",
                   test_a_person_is_found_by_whatever_name_is_heard);
  g_test_add_func ("/store/query/what-is-typed-is-never-a-command", test_what_is_typed_is_never_a_command);
  g_test_add_func ("/store/query/a-new-name-is-found-and-the-old-one-is-not",
                   test_a_new_name_is_found_and_the_old_one_is_not);
  g_test_add_func ("/store/query/what-is-due-is-open-and-near", test_what_is_due_is_open_and_near);
  g_test_add_func ("/store/query/matters-with-a-near-date-are-searched-by-person",
                   test_matters_with_a_near_date_are_searched_by_person);
  g_test_add_func ("/store/query/matters-without-the-legal-key-are-no-rows",
                   test_matters_without_the_legal_key_are_no_rows);
  return g_test_run ();
}
