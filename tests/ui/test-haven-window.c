/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "door-test.h"
#include "haven-people.h"
#include "haven-sheet-dialog.h"
#include "haven-sign-in-page.h"
#include "haven-start-page.h"
#include "haven-trip-ask.h"
#include "haven-trip-dialog.h"
#include "haven-trip-offer-row.h"
#include "haven-vaults.h"
#include "haven-window.h"
#include "ui-test.h"

#include <string.h>
#include <unistd.h>

#define LOCK_AFTER 60
#define PASSPHRASE "six green boats sail slowly"

/* The sample clinic in a window, with a clock that the test turns. */
typedef struct
{
  char *folder;
  HavenSession *session;
  HavenWindow *window;
  gint64 now;
} Scene;

static gint64
read_fake_clock (gpointer data)
{
  return ((Scene *) data)->now;
}

static Scene *
make_scene (void)
{
  Scene *scene = g_new0 (Scene, 1);
  g_autoptr (GError) error = NULL;

  scene->folder = g_dir_make_tmp ("haven-window-XXXXXX", NULL);
  scene->session = haven_vaults_make_demo (scene->folder, NULL, &error);
  g_assert_no_error (error);
  scene->window = HAVEN_WINDOW (haven_window_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (scene->window), 1000, 700);
  haven_window_set_lock_after (scene->window, LOCK_AFTER);
  haven_idle_watch_set_clock (haven_lock_keeper_get_idle (haven_window_get_lock_keeper (scene->window)),
                              read_fake_clock,
                              scene);
  haven_window_open_session (scene->window, scene->session);
  gtk_window_present (GTK_WINDOW (scene->window));
  ui_test_settle ();
  return scene;
}

static void
free_scene (Scene *scene)
{
  g_clear_object (&scene->session);
  ui_test_close (GTK_WINDOW (scene->window));
  ui_test_remove_folder (scene->folder);
  g_free (scene->folder);
  g_free (scene);
}

static guint
count_open_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      n += target && g_str_has_prefix (target, folder);
    }
  return n;
}

static gboolean
front_is (Scene *scene, const char *name)
{
  return g_strcmp0 (haven_window_get_front (scene->window), name) == 0;
}

static void
assert_closed (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_window_get_workspace (scene->window));
  g_assert_null (haven_session_list (scene->session, &haven_patient_info, NULL, NULL, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CLOSED);
  g_assert_cmpuint (count_open_files (scene->folder), ==, 0);
}

static void
test_locks_when_nobody_is_there (void)
{
  Scene *scene = make_scene ();
  HavenIdleWatch *idle = haven_lock_keeper_get_idle (haven_window_get_lock_keeper (scene->window));

  g_assert_cmpuint (count_open_files (scene->folder), >, 0);
  scene->now += (LOCK_AFTER - 1) * G_USEC_PER_SEC;
  haven_idle_watch_check (idle);
  g_assert_true (front_is (scene, "clinic"));
  scene->now += G_USEC_PER_SEC;
  haven_idle_watch_check (idle);
  g_assert_true (front_is (scene, "cover"));
  clinic_test_wait (front_is (scene, "unlock"));
  assert_closed (scene);
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (scene->window)), ==, 0);
  free_scene (scene);
}

static HavenPatient *
find_person (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (scene->session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return haven_patient_copy (people->pdata[0]);
}

static void
test_unlocking_leads_back (void)
{
  Scene *scene = make_scene ();
  g_autoptr (HavenPatient) person = find_person (scene);
  HavenWorkspace *workspace = haven_window_get_workspace (scene->window);

  haven_workspace_open (workspace, HAVEN_DESTINATION_PERSON, person->id, NULL);
  haven_workspace_note_place (workspace, HAVEN_DESTINATION_PERSON, person->id, NULL);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.lock", NULL);
  clinic_test_wait (front_is (scene, "unlock"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (scene->window), person->name));
  assert_closed (scene);
  g_signal_emit_by_name (clinic_test_find_button (GTK_WIDGET (scene->window), "_Continue"), "clicked");
  clinic_test_wait (front_is (scene, "clinic"));
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (scene->window), person->name));
  free_scene (scene);
}

static AdwSpinRow *
get_longest (Scene *scene)
{
  GtkWidget *ask = clinic_test_find (GTK_WIDGET (scene->window), HAVEN_TYPE_TRIP_ASK);

  return ask && gtk_widget_is_sensitive (ask)
             ? ADW_SPIN_ROW (gtk_widget_get_template_child (ask, HAVEN_TYPE_TRIP_ASK, "max_span"))
             : NULL;
}

static gboolean
is_held (HavenSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) holds = haven_session_list (session, &haven_slot_hold_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return holds->len > 0;
}

/* The trip that was being looked for comes back as it was asked; what was kept for it is kept from nobody meanwhile. */
static void
test_unlocking_leads_back_to_the_trip (void)
{
  Scene *scene = make_scene ();
  g_autoptr (HavenPatient) person = find_person (scene);
  HavenWorkspace *workspace = haven_window_get_workspace (scene->window);
  GtkWidget *dialog;

  haven_workspace_open (workspace, HAVEN_DESTINATION_TRIP, person->id, NULL);
  clinic_test_wait (get_longest (scene) != NULL);
  dialog = gtk_widget_get_ancestor (GTK_WIDGET (get_longest (scene)), HAVEN_TYPE_TRIP_DIALOG);
  adw_spin_row_set_value (get_longest (scene), 240);
  clinic_test_wait (clinic_test_find (dialog, HAVEN_TYPE_TRIP_OFFER_ROW) != NULL);
  clinic_test_wait ((gtk_widget_activate_action (dialog, "trip.choose", "u", 0), is_held (scene->session)));
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.lock", NULL);
  clinic_test_wait (front_is (scene, "unlock"));
  assert_closed (scene);
  g_signal_emit_by_name (clinic_test_find_button (GTK_WIDGET (scene->window), "_Continue"), "clicked");
  clinic_test_wait (front_is (scene, "clinic"));
  clinic_test_wait (get_longest (scene) != NULL && adw_spin_row_get_value (get_longest (scene)) == 240);
  g_assert_false (is_held (haven_workspace_get_session (haven_window_get_workspace (scene->window))));
  free_scene (scene);
}

static void
note_frame_cb (GdkFrameClock *clock, gint64 *painted)
{
  if (*painted == 0)
    *painted = g_get_monotonic_time ();
}

static guint
count_visible_windows (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *at = windows; at != NULL; at = at->next)
    n += gtk_widget_get_visible (at->data);
  return n;
}

/* What is seen is the curtain, in the very turn of the main loop in which it was asked for. */
static void
test_hides_from_within_a_dialog (void)
{
  Scene *scene = make_scene ();
  GtkWidget *widget = GTK_WIDGET (scene->window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 painted = 0, asked;
  gulong handler;

  gtk_widget_activate_action (widget, "win.palette", NULL);
  ui_test_settle ();
  g_assert_nonnull (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), "555 0100");
  asked = g_get_monotonic_time ();
  gtk_widget_activate_action (widget, "win.hide", NULL);
  g_assert_true (front_is (scene, "curtain"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (widget)), ==, "Calendar");
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)));
  g_assert_cmpuint (count_visible_windows (), ==, 1);
  g_assert_null (gdk_clipboard_get_content (gtk_widget_get_clipboard (widget)));
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (note_frame_cb), &painted);
  clinic_test_wait (painted != 0);
  g_signal_handler_disconnect (clock, handler);
  g_test_message ("from the keys to the painted curtain: %.1f ms", (double) (painted - asked) / 1000);
  clinic_test_wait (haven_window_get_workspace (scene->window) == NULL && count_open_files (scene->folder) == 0);
  g_assert_true (front_is (scene, "curtain"));
  assert_closed (scene);
  /* Once more hides still; the title leads back, to the passphrase. */
  gtk_widget_activate_action (widget, "win.hide", NULL);
  g_assert_true (front_is (scene, "curtain"));
  g_signal_emit_by_name (haven_window_get_lock_keeper (scene->window), "lock", (int) HAVEN_LOCK_HIDE_OR_RETURN);
  clinic_test_wait (front_is (scene, "unlock"));
  free_scene (scene);
}

/* A new recovery sheet goes with its dialog: nothing of the code is there for whoever signs in again. */
static void
test_hiding_closes_a_recovery_sheet (void)
{
  Scene *scene = make_scene ();
  GtkWidget *widget = GTK_WIDGET (scene->window);
  AdwDialog *dialog = haven_sheet_dialog_new (HAVEN_RECOVERY_SHEET_CLINIC, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG", "x");

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_present (dialog, widget);
  ui_test_settle ();
  g_assert_true (clinic_test_shows (widget, "CCCCC"));
  gtk_widget_activate_action (widget, "win.hide", NULL);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)));
  clinic_test_wait (dialog == NULL && haven_window_get_workspace (scene->window) == NULL);
  g_assert_false (clinic_test_shows (widget, "CCCCC"));
  free_scene (scene);
}

static void
test_hides_without_a_session (void)
{
  HavenWindow *window = HAVEN_WINDOW (haven_window_new (NULL));

  gtk_window_present (GTK_WINDOW (window));
  ui_test_settle ();
  g_signal_emit_by_name (haven_window_get_lock_keeper (window), "lock", (int) HAVEN_LOCK_HIDE);
  g_assert_cmpstr (haven_window_get_front (window), ==, "curtain");
  ui_test_settle ();
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (window)), ==, 0);
  g_signal_emit_by_name (haven_window_get_lock_keeper (window), "lock", (int) HAVEN_LOCK_HIDE_OR_RETURN);
  g_assert_cmpstr (haven_window_get_front (window), ==, "start");
  ui_test_close (GTK_WINDOW (window));
}

/* ── Another person ───────────────────────────────────────────────────────── */

static void
make_vault_of_two (const char *folder)
{
  static const char *const clinician[] = { "administrator", "clinician", NULL };
  static const char *const desk[] = { "front-desk", NULL };
  const HavenNewMember members[] = { { "Ines Okafor", "ines", PASSPHRASE, clinician },
                                     { "Fay Tekle", "fay", PASSPHRASE, desk } };
  const HavenVaultSetup setup = { "Clinic", "America/New_York", members, 2, haven_passphrase_cost_light (), TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_create (folder, &setup, NULL, NULL, &error);

  g_assert_no_error (error);
  haven_session_leave (session);
}

static void
sign_in (gpointer page, const char *name)
{
  door_test_type (page, 0, name);
  door_test_type (page, 1, PASSPHRASE);
  door_test_click (page, "_Sign In");
}

static const char *
get_who (HavenWindow *window)
{
  HavenWorkspace *workspace = haven_window_get_workspace (window);

  return workspace ? haven_session_get_staff_name (haven_workspace_get_session (workspace)) : NULL;
}

/* The page of the front that is shown, for whoever signs in there. */
static GtkWidget *
get_door (HavenWindow *window)
{
  GtkStack *front = GTK_STACK (clinic_test_find (GTK_WIDGET (window), GTK_TYPE_STACK));

  return clinic_test_find (gtk_stack_get_visible_child (front), HAVEN_TYPE_SIGN_IN_PAGE);
}

static void
test_another_person_signs_in (void)
{
  g_autofree char *folder = g_dir_make_tmp ("haven-two-XXXXXX", NULL);
  HavenWindow *window = HAVEN_WINDOW (haven_window_new (NULL));

  make_vault_of_two (folder);
  haven_window_open_vault (window, folder);
  gtk_window_present (GTK_WINDOW (window));
  ui_test_settle ();
  sign_in (get_door (window), "ines");
  clinic_test_wait (g_strcmp0 (get_who (window), "Ines Okafor") == 0);
  ui_test_settle ();
  haven_workspace_open (haven_window_get_workspace (window), HAVEN_DESTINATION_ADMINISTRATION, NULL, "staff");
  ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.switch-user", NULL);
  clinic_test_wait (g_str_equal (haven_window_get_front (window), "unlock"));
  ui_test_settle ();
  /* Nothing of who was there: neither name, initials nor passphrase. */
  /* A backup that was being made is stopped, and lets go of its files a moment later. */
  clinic_test_wait (count_open_files (folder) == 0);
  g_assert_cmpstr (door_test_get_typed (get_door (window), 0), ==, "");
  g_assert_cmpstr (door_test_get_typed (get_door (window), 1), ==, "");
  g_assert_false (clinic_test_shows (GTK_WIDGET (window), "IO"));
  sign_in (get_door (window), "fay");
  clinic_test_wait (g_strcmp0 (get_who (window), "Fay Tekle") == 0);
  ui_test_settle ();
  /* Whoever comes next is not led to where the one before was. */
  g_assert_cmpint (haven_workspace_get_place (haven_window_get_workspace (window))->destination,
                   ==,
                   HAVEN_DESTINATION_TODAY);
  ui_test_close (GTK_WINDOW (window));
  ui_test_remove_folder (folder);
}

static void
destroyed_cb (gboolean *destroyed)
{
  *destroyed = TRUE;
}

static void
test_closing_keeps_and_leaves (void)
{
  Scene *scene = make_scene ();
  gboolean destroyed = FALSE;

  g_signal_connect_swapped (scene->window, "destroy", G_CALLBACK (destroyed_cb), &destroyed);
  gtk_window_close (GTK_WINDOW (scene->window));
  clinic_test_wait (destroyed);
  g_assert_cmpuint (count_open_files (scene->folder), ==, 0);
  g_object_unref (scene->session);
  ui_test_remove_folder (scene->folder);
  g_free (scene->folder);
  g_free (scene);
}

/* The sample clinic that the window made goes when it is left; one that lies in a folder stays. */
static void
test_the_demo_says_what_is_kept (void)
{
  Scene *scene = make_scene ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) throw_away = NULL;

  g_assert_true (clinic_test_shows (GTK_WIDGET (scene->window), "kept in this demo’s folder"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (scene->window), "nothing is kept"));
  throw_away = haven_vaults_make_throw_away_demo (&error);
  g_assert_no_error (error);
  haven_window_open_session (scene->window, throw_away);
  ui_test_settle ();
  g_assert_true (clinic_test_shows (GTK_WIDGET (scene->window), "nothing is kept"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (scene->window), "kept in this demo’s folder"));
  haven_session_leave (throw_away);
  free_scene (scene);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/window/locks-when-nobody-is-there", test_locks_when_nobody_is_there);
  g_test_add_func ("/ui/window/unlocking-leads-back-to-the-same-person", test_unlocking_leads_back);
  g_test_add_func ("/ui/window/unlocking-leads-back-to-the-trip-that-was-looked-for", test_unlocking_leads_back_to_the_trip);
  g_test_add_func ("/ui/window/hides-at-once-from-within-a-dialog", test_hides_from_within_a_dialog);
  g_test_add_func ("/ui/window/hiding-closes-a-recovery-sheet", test_hiding_closes_a_recovery_sheet);
  g_test_add_func ("/ui/window/hides-where-nobody-is-signed-in", test_hides_without_a_session);
  g_test_add_func ("/ui/window/another-person-signs-in-and-finds-nothing-of-the-first", test_another_person_signs_in);
  g_test_add_func ("/ui/window/the-demo-says-what-is-kept", test_the_demo_says_what_is_kept);
  g_test_add_func ("/ui/window/closing-leaves-the-vault-in-order", test_closing_keeps_and_leaves);
  return g_test_run ();
}
