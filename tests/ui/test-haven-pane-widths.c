/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "haven-appointments-pane.h"
#include "haven-evidence-day-box.h"
#include "haven-legal.h"
#include "haven-panes.h"
#include "haven-vaults.h"
#include "haven-window.h"
#include "ui-test.h"

/* A window as narrow as a phone, with text twice as large: nothing may ask for more room than there is. Whatever a window
 * cannot give is cut off at its edge, where nobody finds it. */
#define WIDTH 360
#define HEIGHT 760

typedef struct
{
  char *folder;
  HavenSession *session;
  HavenWindow *window;
} Scene;

static Scene *
make_scene (void)
{
  Scene *scene = g_new0 (Scene, 1);
  g_autoptr (GError) error = NULL;

  scene->folder = g_dir_make_tmp ("haven-widths-XXXXXX", NULL);
  scene->session = haven_vaults_make_demo (scene->folder, NULL, &error);
  g_assert_no_error (error);
  scene->window = HAVEN_WINDOW (haven_window_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (scene->window), WIDTH, HEIGHT);
  haven_window_open_session (scene->window, scene->session);
  gtk_window_present (GTK_WINDOW (scene->window));
  ui_test_settle ();
  return scene;
}

static void
free_scene (Scene *scene)
{
  haven_session_leave (scene->session);
  g_clear_object (&scene->session);
  ui_test_close (GTK_WINDOW (scene->window));
  ui_test_remove_folder (scene->folder);
  g_free (scene->folder);
  g_free (scene);
}

static int
measure (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What scrolls sideways may be as wide as it likes inside. */
static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType across;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, NULL);
  return across != GTK_POLICY_NEVER;
}

/* Says which widgets ask for more than @room, each at the place where the asking begins; returns how many. */
static guint
find_wide (GtkWidget *widget, int room, const char *where)
{
  guint n = 0;

  /* What a page that is not in sight would do in a narrow window is seen when it comes into sight. */
  if (!gtk_widget_get_visible (widget) || (ADW_IS_BREAKPOINT_BIN (widget) && !gtk_widget_get_mapped (widget)))
    return 0;
  if (!scrolls_sideways (widget))
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
      n += find_wide (child, room, where);
  if (n == 0 && measure (widget) > room)
    {
      GString *path = g_string_new (NULL);

      for (GtkWidget *up = widget; up != NULL; up = gtk_widget_get_parent (up))
        g_string_append_printf (path, " < %s", G_OBJECT_TYPE_NAME (up));
      g_test_message ("%s: %d pixels:%s", where, measure (widget), path->str);
      g_string_free (path, TRUE);
      n++;
    }
  return n;
}

static void
check (Scene *scene, const char *where)
{
  GtkWidget *content = gtk_widget_get_first_child (GTK_WIDGET (scene->window));

  clinic_test_wait (clinic_test_find (content, ADW_TYPE_SPINNER) == NULL);
  ui_test_settle ();
  if (find_wide (content, WIDTH, where) > 0)
    g_test_fail_printf ("%s does not fit %d pixels", where, WIDTH);
}

static void
test_panes (void)
{
  Scene *scene = make_scene ();
  guint n;
  const HavenPane *panes = haven_panes_get (&n);

  for (guint i = 0; i < n; i++)
    {
      haven_window_show_pane (scene->window, panes[i].name);
      check (scene, panes[i].name);
    }
  free_scene (scene);
}

/* The buttons of the views scroll sideways; the one of the view that is shown is in sight, whoever chose it. */
static void
check_toggle (GtkWidget *pane)
{
  GtkWidget *toggles = clinic_test_find (pane, ADW_TYPE_TOGGLE_GROUP);
  GtkWidget *viewport = gtk_widget_get_ancestor (toggles, GTK_TYPE_VIEWPORT);

  for (GtkWidget *toggle = gtk_widget_get_first_child (toggles); toggle; toggle = gtk_widget_get_next_sibling (toggle))
    {
      graphene_rect_t box;

      if (!GTK_IS_TOGGLE_BUTTON (toggle) || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)))
        continue;
      g_assert_true (gtk_widget_compute_bounds (toggle, viewport, &box));
      g_assert_cmpfloat (box.origin.x, >=, 0);
      g_assert_cmpfloat (box.origin.x + box.size.width, <=, gtk_widget_get_width (viewport));
    }
}

static void
test_views_of_the_appointments (void)
{
  static const char *const views[] = { "day", "week", "board", "waiting-list", "reminders" };
  Scene *scene = make_scene ();
  GtkWidget *pane;

  haven_window_show_pane (scene->window, "appointments");
  ui_test_settle ();
  pane = clinic_test_find (GTK_WIDGET (scene->window), HAVEN_TYPE_APPOINTMENTS_PANE);
  g_assert_nonnull (pane);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_object_set (pane, "view", views[i], NULL);
      check (scene, views[i]);
      check_toggle (pane);
    }
  free_scene (scene);
}

/* A matter with all that its page can have, evidence of several kinds among it. */
static void
test_the_page_of_a_matter (void)
{
  Scene *scene = make_scene ();
  g_autoptr (GPtrArray) evidence = haven_session_list (scene->session, &haven_matter_evidence_info, "kind", "test_results", NULL, NULL);

  g_assert_cmpuint (evidence->len, >, 0);
  haven_workspace_open (haven_window_get_workspace (scene->window),
                        HAVEN_DESTINATION_MATTER,
                        ((const HavenMatterEvidence *) evidence->pdata[0])->matter_id,
                        NULL);
  clinic_test_wait (clinic_test_find (GTK_WIDGET (scene->window), HAVEN_TYPE_EVIDENCE_DAY_BOX) != NULL);
  check (scene, "matter");
  free_scene (scene);
}

/* Beside the box that it belongs to, nobody sees it. */
static void
test_a_long_name_is_in_sight_from_right_to_left (void)
{
  GtkWidget *box = adw_wrap_box_new (), *name = gtk_label_new ("Amina Idris Bashir of the Long Road to the Sea"), *more = gtk_label_new ("she/her");
  GtkWindow *window;
  graphene_rect_t place;

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (box), name);
  adw_wrap_box_append (ADW_WRAP_BOX (box), more);
  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  window = ui_test_show (box, 240, 400);
  g_assert_true (gtk_widget_compute_bounds (name, box, &place));
  g_assert_cmpfloat (place.origin.x, >=, 0);
  g_assert_cmpfloat (place.origin.x + place.size.width, <=, gtk_widget_get_width (box));
  g_assert_true (gtk_widget_compute_bounds (more, box, &place));
  g_assert_cmpfloat (place.origin.x + place.size.width, ==, gtk_widget_get_width (box));
  ui_test_close (window);
}

static void
enlarge_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (dpi > 0 ? dpi : 96 * 1024) * 2, NULL);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  enlarge_text ();
  g_test_add_func ("/ui/widths/panes-fit-a-phone-with-large-text", test_panes);
  g_test_add_func ("/ui/widths/views-of-the-appointments-fit-too", test_views_of_the_appointments);
  g_test_add_func ("/ui/widths/the-page-of-a-matter-fits-too", test_the_page_of_a_matter);
  g_test_add_func ("/ui/widths/a-long-name-is-in-sight-from-right-to-left", test_a_long_name_is_in_sight_from_right_to_left);
  return g_test_run ();
}
