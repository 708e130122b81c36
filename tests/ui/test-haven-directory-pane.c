/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-list.h"
#include "haven-directory-pane.h"
#include "haven-directory.h"
#include "haven-service-view.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <string.h>

static HavenSession *session;
static HavenWorkspace *workspace;

static GPtrArray *
list_records (const HavenRecordInfo *info)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = haven_session_list (session, info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return records;
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gpointer
get_child (GtkWidget *pane, const char *name)
{
  return gtk_widget_get_template_child (find (pane, HAVEN_TYPE_DIRECTORY_LIST), HAVEN_TYPE_DIRECTORY_LIST, name);
}

static guint
count_rows (GtkWidget *pane)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (get_child (pane, "list"))));
}

static GtkWindow *
show (GtkWidget **pane)
{
  GtkWindow *window;

  *pane = haven_directory_pane_new (workspace);
  window = ui_test_show (*pane, 1000, 800);
  while (gtk_drop_down_get_model (get_child (*pane, "language")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static void
filter (GtkWidget *pane, const char *search, const char *language, const char *area)
{
  haven_directory_list_filter (HAVEN_DIRECTORY_LIST (find (pane, HAVEN_TYPE_DIRECTORY_LIST)), search, language, area);
  ui_test_settle ();
}

static void
wait_for_service (GtkWidget *view, const char *page)
{
  gpointer stack = gtk_widget_get_template_child (view, HAVEN_TYPE_SERVICE_VIEW, "stack");

  while (!g_str_equal (gtk_stack_get_visible_child_name (stack), page))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
}

static void
open_service (GtkWidget *pane, const char *id)
{
  GtkWidget *view;

  haven_directory_pane_open (HAVEN_DIRECTORY_PANE (pane), id);
  view = find (pane, HAVEN_TYPE_SERVICE_VIEW);
  g_assert_nonnull (view);
  wait_for_service (view, "service");
}

/* ── Everything that a widget says ────────────────────────────────────────── */

static void
append (GString *words, const char *text)
{
  if (text != NULL)
    g_string_append_printf (words, "%s\n", text);
}

static void
append_property (GString *words, GtkWidget *widget, GtkAccessibleProperty property)
{
  g_autofree char *actual = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\001");

  append (words, actual);
}

static void
gather_words (GtkWidget *widget, GString *words)
{
  append (words, gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_LABEL (widget))
    append (words, gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_EDITABLE (widget))
    append (words, gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_NONE)
    {
      append_property (words, widget, GTK_ACCESSIBLE_PROPERTY_LABEL);
      append_property (words, widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gather_words (child, words);
}

static char *
dup_words (GtkWidget *widget)
{
  GString *words = g_string_new (NULL);

  gather_words (widget, words);
  return g_string_free (words, FALSE);
}

static GHashTable *
list_addresses (gboolean confidential)
{
  GHashTable *addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) locations = list_records (&haven_location_info);

  for (guint i = 0; i < locations->len; i++)
    {
      const HavenLocation *location = locations->pdata[i];

      if (location->confidential_location == confidential && location->address_1)
        g_hash_table_insert (addresses, g_strdup (location->id), g_strdup (location->address_1));
    }
  g_assert_cmpuint (g_hash_table_size (addresses), >, 0);
  return addresses;
}

static void
assert_says_none (const char *words, GHashTable *addresses)
{
  GHashTableIter iter;
  gpointer address;

  g_hash_table_iter_init (&iter, addresses);
  while (g_hash_table_iter_next (&iter, NULL, &address))
    g_assert_null (strstr (words, address));
}

/* ── Tests ────────────────────────────────────────────────────────────────── */

static void
test_filters (void)
{
  GtkWidget *pane;
  GtkWindow *window = show (&pane);
  g_autoptr (GPtrArray) services = list_records (&haven_service_info);
  guint n_arabic = 0;

  for (guint i = 0; i < services->len; i++)
    {
      char **languages = ((HavenService *) services->pdata[i])->languages;

      n_arabic += languages && g_strv_contains ((const char *const *) languages, "ar");
    }
  g_assert_cmpuint (count_rows (pane), ==, services->len);
  filter (pane, "sewing", NULL, NULL);
  g_assert_cmpuint (count_rows (pane), >, 0);
  g_assert_cmpuint (count_rows (pane), <, 5);
  filter (pane, NULL, "ar", NULL);
  g_assert_cmpuint (n_arabic, >, 1);
  g_assert_cmpuint (count_rows (pane), ==, n_arabic);
  filter (pane, "sewing", "vi", NULL);
  g_assert_cmpuint (count_rows (pane), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (pane, "stack")), ==, "none-found");
  filter (pane, NULL, NULL, "Nowhere at all");
  g_assert_cmpuint (count_rows (pane), ==, 0);
  filter (pane, NULL, NULL, "Port Ell");
  g_assert_cmpuint (count_rows (pane), >, 30);
  filter (pane, NULL, NULL, NULL);
  g_assert_cmpuint (count_rows (pane), ==, services->len);
  ui_test_close (window);
}

static void
test_rows_say_everything (void)
{
  GtkWidget *pane;
  GtkWindow *window = show (&pane);
  g_autofree char *words = NULL;

  filter (pane, "first nights", NULL, NULL);
  words = dup_words (pane);
  g_assert_nonnull (strstr (words, "First nights, Gull House, Address kept confidential, English, Spanish, French, "));
  g_assert_nonnull (strstr (words, "Verified lately"));
  ui_test_close (window);
}

static void
test_the_list_keeps_addresses (void)
{
  g_autoptr (GHashTable) addresses = list_addresses (TRUE);
  GtkWidget *pane;
  GtkWindow *window = show (&pane);
  g_autofree char *words = dup_words (pane);
  GHashTableIter iter;
  gpointer address;

  g_assert_nonnull (strstr (words, "Address kept confidential"));
  assert_says_none (words, addresses);
  /* Nor can it be found by asking for it. */
  g_hash_table_iter_init (&iter, addresses);
  while (g_hash_table_iter_next (&iter, NULL, &address))
    {
      filter (pane, address, NULL, NULL);
      g_assert_cmpuint (count_rows (pane), ==, 0);
      filter (pane, NULL, NULL, address);
      g_assert_cmpuint (count_rows (pane), ==, 0);
    }
  ui_test_close (window);
}

static void
test_pages_keep_addresses (void)
{
  g_autoptr (GHashTable) kept = list_addresses (TRUE);
  g_autoptr (GHashTable) open = list_addresses (FALSE);
  g_autoptr (GPtrArray) links = list_records (&haven_service_location_info);
  GtkWidget *pane;
  GtkWindow *window = show (&pane);
  guint n_kept = 0, n_open = 0;

  for (guint i = 0; i < links->len; i++)
    {
      const HavenServiceLocation *link = links->pdata[i];
      g_autofree char *words = NULL;

      if (n_open > 0 && !g_hash_table_contains (kept, link->location_id))
        continue;
      open_service (pane, link->service_id);
      words = dup_words (find (pane, HAVEN_TYPE_SERVICE_VIEW));
      assert_says_none (words, kept);
      if (g_hash_table_contains (kept, link->location_id))
        {
          g_assert_nonnull (strstr (words, "Address kept confidential"));
          g_assert_nonnull (strstr (words, "Meeting point"));
          g_assert_nonnull (strstr (words, "Phone of the gate"));
          n_kept++;
        }
      else if (g_hash_table_contains (open, link->location_id))
        {
          /* The walk finds an address that is there: what it does not find is not there. */
          g_assert_nonnull (strstr (words, g_hash_table_lookup (open, link->location_id)));
          n_open++;
        }
    }
  g_assert_cmpuint (n_kept, >, 3);
  g_assert_cmpuint (n_open, >, 0);
  ui_test_close (window);
}

static void
test_going_there_and_back (void)
{
  g_autoptr (GPtrArray) services = list_records (&haven_service_info);
  GtkWidget *pane;
  GtkWindow *window = show (&pane);
  const HavenService *service = services->pdata[0];
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (find (pane, ADW_TYPE_NAVIGATION_VIEW));

  open_service (pane, service->id);
  g_assert_cmpstr (adw_navigation_page_get_title (adw_navigation_view_get_visible_page (view)), ==, service->name);
  haven_directory_pane_find (HAVEN_DIRECTORY_PANE (pane));
  ui_test_settle ();
  g_assert_true (HAVEN_IS_DIRECTORY_LIST (adw_navigation_view_get_visible_page (view)));
  haven_directory_pane_open (HAVEN_DIRECTORY_PANE (pane), "no-such-service");
  wait_for_service (GTK_WIDGET (adw_navigation_view_get_visible_page (view)), "failed");
  haven_directory_pane_open (HAVEN_DIRECTORY_PANE (pane), NULL);
  g_assert_true (HAVEN_IS_DIRECTORY_LIST (adw_navigation_view_get_visible_page (view)));
  ui_test_close (window);
}

static void
test_a_closed_pane_is_freed (void)
{
  GtkWidget *pane = haven_directory_pane_new (workspace);
  GtkWindow *window = ui_test_show (pane, 800, 600);

  g_object_add_weak_pointer (G_OBJECT (pane), (gpointer *) &pane);
  ui_test_close (window);
  g_assert_null (pane);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  ui_test_init (&argc, &argv);
  folder = g_dir_make_tmp ("haven-directory-XXXXXX", NULL);
  session = haven_vaults_make_demo (folder, NULL, &error);
  g_assert_no_error (error);
  workspace = haven_workspace_new (session);

  g_test_add_func ("/ui/directory/words-languages-and-areas-find-services", test_filters);
  g_test_add_func ("/ui/directory/a-row-says-everything-in-one-sentence", test_rows_say_everything);
  g_test_add_func ("/ui/directory/the-list-says-no-confidential-address", test_the_list_keeps_addresses);
  g_test_add_func ("/ui/directory/no-page-says-a-confidential-address", test_pages_keep_addresses);
  g_test_add_func ("/ui/directory/a-service-opens-and-the-list-comes-back", test_going_there_and_back);
  g_test_add_func ("/ui/directory/a-closed-pane-is-freed", test_a_closed_pane_is_freed);
  status = g_test_run ();
  g_object_unref (workspace);
  g_object_unref (session);
  ui_test_remove_folder (folder);
  return status;
}
