/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-id.h"
#include "haven-query-model.h"
#include "haven-test-vault.h"

#include <string.h>

typedef struct
{
  guint n_emissions;
  guint position, removed, added;
  guint n_before; /* of items, as the listener counts them */
} Listener;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Listener *listener)
{
  listener->n_emissions++;
  listener->position = position;
  listener->removed = removed;
  listener->added = added;
  g_assert_cmpuint (position + removed, <=, listener->n_before);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, listener->n_before - removed + added);
  listener->n_before = g_list_model_get_n_items (model);
}

static void
count_cb (gpointer object, guint *count)
{
  (*count)++;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static HavenQueryModel *
make_model (HavenTestVault *vault, const char *search, Listener *listener)
{
  HavenQueryModel *model = haven_query_model_new (vault->store, HAVEN_TEST_STAFF);
  g_autoptr (HavenQuery) query = haven_query_new_people (search, haven_clock_now (vault->clock));

  if (listener)
    g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), listener);
  haven_query_model_set_query (model, query);
  g_assert_null (haven_query_model_get_error (model));
  return model;
}

static void
switch_to (HavenTestVault *vault, HavenQueryModel *model, const char *search)
{
  g_autoptr (HavenQuery) query = haven_query_new_people (search, haven_clock_now (vault->clock));

  haven_query_model_set_query (model, query);
}

static char *
dup_names (HavenQueryModel *model)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_string_append_printf (names, "%s%s", i ? " " : "", haven_query_row_get_text (row, HAVEN_PEOPLE_NAME));
    }
  return g_string_free (names, FALSE);
}

typedef struct
{
  guint n_people;
  const char *id;
  const char *name;
} Change;

static gboolean
insert_many (HavenTransaction *transaction, gpointer data, GError **error)
{
  Change *change = data;

  for (guint i = 0; i < change->n_people; i++)
    {
      g_autoptr (HavenPatient) patient = haven_patient_new ();

      patient->id = haven_id_new ();
      patient->name = g_strdup_printf ("Person %05u", i);
      patient->status = g_strdup ("active");
      patient->created_at = 1;
      patient->row_version = 1;
      if (!haven_transaction_insert (transaction, &haven_patient_info, patient, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rename_one (HavenTransaction *transaction, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (HavenPatient) patient = haven_transaction_load (transaction, &haven_patient_info, change->id, error);

  if (patient == NULL)
    return FALSE;
  haven_record_set_text (&patient->name, change->name);
  return haven_transaction_update (transaction, &haven_patient_info, patient, error);
}

static gboolean
remove_one (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_delete (transaction, &haven_patient_info, ((Change *) data)->id, error);
}

static void
run (HavenTestVault *vault, HavenTransactionFunc function, Change *change)
{
  /* A person goes only with the undoing of the act that added them. */
  HavenAction action = function == remove_one ? HAVEN_ACTION_UNDO : HAVEN_ACTION_UPDATE;
  HavenAct act = haven_test_act (action, "patient", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  haven_store_run (vault->store, &act, function, change, &error);
  g_assert_no_error (error);
  settle ();
}

static void
test_it_is_empty_until_it_has_a_query (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenQueryModel) model = haven_query_model_new (vault->store, HAVEN_TEST_STAFF);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 0));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == HAVEN_TYPE_QUERY_ROW);
  g_assert_null (haven_query_model_get_query (model));
  haven_query_model_refresh (model);
  g_assert_cmpuint (haven_query_model_find_id (model, "x", 0), ==, G_MAXUINT);
}

static void
test_the_same_row_is_the_same_object (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Alma");
  g_autofree char *other = haven_test_add_person (vault, "Bela");
  g_autoptr (HavenQueryModel) model = make_model (vault, NULL, NULL);
  g_autoptr (HavenQueryRow) first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_autoptr (HavenQueryRow) again = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_autoptr (HavenQueryRow) found = NULL;

  g_assert_true (first == again);
  g_assert_cmpstr (haven_query_row_get_text (first, HAVEN_PEOPLE_ID), ==, id);
  g_assert_null (haven_query_row_get_text (first, HAVEN_PEOPLE_N_COLUMNS));
  g_assert_null (haven_query_row_get_text (first, G_MAXUINT));
  switch_to (vault, model, "alma");
  found = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_true (found == first);
  g_assert_cmpuint (haven_query_model_find_id (model, id, HAVEN_PEOPLE_ID), ==, 0);
  g_assert_cmpuint (haven_query_model_find_id (model, other, HAVEN_PEOPLE_ID), ==, G_MAXUINT);
}

static void
test_what_is_added_removed_or_renamed_is_one_small_change (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  Listener listener = { 0 };
  g_autofree char *b = haven_test_add_person (vault, "Bela");
  g_autofree char *d = haven_test_add_person (vault, "Dora");
  g_autofree char *f = haven_test_add_person (vault, "Filip");
  g_autoptr (HavenQueryModel) model = NULL;
  g_autofree char *c = NULL, *names = NULL;
  Change removal = { .id = d }, renaming = { .id = b, .name = "Zora" };

  settle ();
  model = make_model (vault, NULL, &listener);
  g_assert_cmpuint (listener.n_emissions, ==, 1);
  g_assert_cmpuint (listener.added, ==, 3);
  c = haven_test_add_person (vault, "Cora");
  settle ();
  g_assert_cmpuint (listener.n_emissions, ==, 2);
  g_assert_cmpuint (listener.position, ==, 1);
  g_assert_cmpuint (listener.removed, ==, 0);
  g_assert_cmpuint (listener.added, ==, 1);
  run (vault, remove_one, &removal);
  g_assert_cmpuint (listener.n_emissions, ==, 3);
  g_assert_cmpuint (listener.position, ==, 2);
  g_assert_cmpuint (listener.removed, ==, 1);
  g_assert_cmpuint (listener.added, ==, 0);
  run (vault, rename_one, &renaming);
  g_assert_cmpuint (listener.n_emissions, ==, 4);
  names = dup_names (model);
  g_assert_cmpstr (names, ==, "Cora Filip Zora");
}

static void
test_a_refresh_without_a_change_tells_nothing (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Alma");
  Listener listener = { 0 };
  g_autoptr (HavenQueryModel) model = NULL;

  settle ();
  model = make_model (vault, NULL, &listener);
  haven_query_model_refresh (model);
  switch_to (vault, model, "");
  g_assert_cmpuint (listener.n_emissions, ==, 1);
}

static void
test_other_texts_are_told_by_the_row (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Alma");
  Listener listener = { 0 };
  g_autoptr (HavenQueryModel) model = NULL;
  g_autoptr (HavenQueryRow) row = NULL;
  Change renaming = { .id = id, .name = "Alma R." };
  guint n_told = 0;

  settle ();
  model = make_model (vault, NULL, &listener);
  row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_signal_connect (row, "texts-changed", G_CALLBACK (count_cb), &n_told);
  run (vault, rename_one, &renaming);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpstr (haven_query_row_get_text (row, HAVEN_PEOPLE_NAME), ==, "Alma R.");
  g_assert_cmpuint (listener.n_emissions, ==, 1);
}

static void
test_a_row_that_is_gone_keeps_no_words (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Alma");
  g_autofree char *other = NULL;
  g_autoptr (HavenQueryModel) model = NULL;
  g_autoptr (HavenQueryRow) row = NULL, next = NULL;
  Change removal = { .id = id };

  settle ();
  model = make_model (vault, NULL, NULL);
  row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  run (vault, remove_one, &removal);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  g_assert_null (haven_query_row_get_text (row, HAVEN_PEOPLE_NAME));
  /* The store may give the number of a removed row to the next one. */
  other = haven_test_add_person (vault, "Bela");
  settle ();
  next = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_cmpstr (haven_query_row_get_text (next, HAVEN_PEOPLE_NAME), ==, "Bela");
}

static void
test_the_query_decides_what_is_there (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *a = haven_test_add_person (vault, "Alma");
  g_autofree char *b = haven_test_add_person (vault, "Bela");
  Listener listener = { 0 };
  g_autoptr (HavenQueryModel) model = make_model (vault, NULL, &listener);
  g_autoptr (HavenQuery) matters = haven_query_new_matters (NULL, TRUE);
  g_autofree char *names = NULL;

  switch_to (vault, model, "bela");
  names = dup_names (model);
  g_assert_cmpstr (names, ==, "Bela");
  switch_to (vault, model, "?!");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  switch_to (vault, model, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
  haven_query_model_set_query (model, matters);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  g_assert_true (haven_query_model_get_query (model) == matters);
}

static gint64
count_events (HavenTestVault *vault)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, "patient", HAVEN_IN_CLINICAL);
  gint64 n_events = 0;

  /* The writer takes one after another: when this is done, what was asked for before is. */
  g_assert_true (haven_store_run (vault->store, &act, NULL, NULL, NULL));
  g_assert_true (haven_store_verify_audit (vault->store, HAVEN_PARTITION_SHARED, &n_events, NULL));
  return n_events;
}

static void
test_each_reading_of_a_list_is_one_event (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Alma");
  g_autoptr (HavenQueryModel) model = NULL;
  gint64 before;

  settle ();
  before = count_events (vault);
  model = make_model (vault, "alma", NULL);
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (model), 0));
  g_assert_cmpint (count_events (vault), ==, before + 1);
  haven_query_model_refresh (model);
  g_assert_cmpint (count_events (vault), ==, before + 2);
  /* An event in the log is no change that would make a list read again. */
  settle ();
  g_assert_cmpint (count_events (vault), ==, before + 2);
}

/* A row that was just loaded in one page with its neighbours has an object with texts already, so the pages show in how
 * many objects are made for a walk, and in that the number of objects that live is bounded. */
typedef struct
{
  guint n_alive, most_alive;
} Population;

static void
row_gone_cb (gpointer data, GObject *gone)
{
  ((Population *) data)->n_alive--;
}

static void
test_twenty_thousand_rows_cost_only_what_is_shown (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  Change filling = { .n_people = 20000 };
  Population population = { 0 };
  g_autoptr (HavenQueryModel) model = NULL;
  g_autoptr (GQueue) window = g_queue_new ();
  HavenQueryRow *row;

  run (vault, insert_many, &filling);
  model = make_model (vault, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 20000);
  for (guint i = 0; i < 20000; i++)
    {
      row = g_list_model_get_item (G_LIST_MODEL (model), i);
      g_assert_cmpint (g_ascii_strtoll (haven_query_row_get_text (row, HAVEN_PEOPLE_NAME) + 7, NULL, 10), ==, i);
      g_object_weak_ref (G_OBJECT (row), row_gone_cb, &population);
      population.n_alive++;
      population.most_alive = MAX (population.most_alive, population.n_alive);
      g_queue_push_tail (window, row);
      if (window->length > 200)
        g_object_unref (g_queue_pop_head (window));
    }
  /* 200 that are shown, and the pages around them. */
  g_assert_cmpuint (population.most_alive, <=, 200 + 64 * 10);
  while ((row = g_queue_pop_head (window)))
    g_object_unref (row);
  g_clear_object (&model);
  g_assert_cmpuint (population.n_alive, ==, 0);
}

static void
test_neighbours_come_in_one_page (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  Change filling = { .n_people = 1000 };
  g_autoptr (HavenQueryModel) model = NULL;
  HavenQueryRow *held[200];
  HavenQueryRow *again;

  run (vault, insert_many, &filling);
  model = make_model (vault, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      held[i] = g_list_model_get_item (G_LIST_MODEL (model), 300 + i);
      g_object_unref (held[i]);
    }
  /* Nobody but the model holds them, and they are there all the same: they were not loaded one by one. */
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      again = g_list_model_get_item (G_LIST_MODEL (model), 300 + i);
      g_assert_true (again == held[i]);
      g_object_unref (again);
    }
}

static void
test_a_list_that_cannot_be_read_stays_and_says_why (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Alma");
  Listener listener = { 0 };
  g_autoptr (HavenQueryModel) model = make_model (vault, NULL, &listener);
  g_autoptr (HavenQueryRow) row = NULL;

  haven_store_close (vault->store);
  haven_query_model_refresh (model);
  g_assert_error (haven_query_model_get_error (model), HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_nonnull (row);
  g_assert_null (haven_query_row_get_text (row, HAVEN_PEOPLE_NAME));
  g_assert_cmpuint (listener.n_emissions, ==, 1);
}

static void
test_rows_outlive_their_model_and_nothing_leaks (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Alma");
  HavenQueryModel *model = make_model (vault, NULL, NULL);
  HavenQueryRow *row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  Change renaming = { .id = id, .name = "Alma R." };
  HavenStore *store = vault->store;

  g_object_add_weak_pointer (G_OBJECT (model), (gpointer *) &model);
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  g_object_unref (model);
  g_assert_null (model);
  g_assert_cmpstr (haven_query_row_get_text (row, HAVEN_PEOPLE_NAME), ==, "Alma");
  run (vault, rename_one, &renaming);
  g_object_unref (row);
  g_assert_null (row);
  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &store);
  g_clear_object (&vault->store);
  g_assert_null (store);
}

#define ADD(path, test) g_test_add_func ("/models/query-model/" path, test)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it-is-empty-until-it-has-a-query", test_it_is_empty_until_it_has_a_query);
  ADD ("the-same-row-is-the-same-object", test_the_same_row_is_the_same_object);
  ADD ("what-is-added-removed-or-renamed-is-one-small-change",
       test_what_is_added_removed_or_renamed_is_one_small_change);
  ADD ("a-refresh-without-a-change-tells-nothing", test_a_refresh_without_a_change_tells_nothing);
  ADD ("other-texts-are-told-by-the-row", test_other_texts_are_told_by_the_row);
  ADD ("a-row-that-is-gone-keeps-no-words", test_a_row_that_is_gone_keeps_no_words);
  ADD ("the-query-decides-what-is-there", test_the_query_decides_what_is_there);
  ADD ("each-reading-of-a-list-is-one-event", test_each_reading_of_a_list_is_one_event);
  ADD ("twenty-thousand-rows-cost-only-what-is-shown", test_twenty_thousand_rows_cost_only_what_is_shown);
  ADD ("neighbours-come-in-one-page", test_neighbours_come_in_one_page);
  ADD ("a-list-that-cannot-be-read-stays-and-says-why", test_a_list_that_cannot_be_read_stays_and_says_why);
  ADD ("rows-outlive-their-model-and-nothing-leaks", test_rows_outlive_their_model_and_nothing_leaks);
  return g_test_run ();
}
