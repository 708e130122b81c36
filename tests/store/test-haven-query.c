/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-id.h"
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/query/a-person-is-found-by-whatever-name-is-heard",
                   test_a_person_is_found_by_whatever_name_is_heard);
  g_test_add_func ("/store/query/what-is-typed-is-never-a-command", test_what_is_typed_is_never_a_command);
  g_test_add_func ("/store/query/a-new-name-is-found-and-the-old-one-is-not",
                   test_a_new_name_is_found_and_the_old_one_is_not);
  g_test_add_func ("/store/query/matters-without-the-legal-key-are-no-rows",
                   test_matters_without_the_legal_key_are_no_rows);
  return g_test_run ();
}
