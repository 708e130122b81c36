/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-announce.h"
#include "haven-ink-pad.h"
#include "haven-paper-dialog.h"
#include "haven-papers-signing.h"
#include "haven-sign-step.h"
#include "haven-signing-dialog.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <math.h>
#include <string.h>

static HavenSession *session;
static char *person;

typedef struct
{
  GtkWindow *window;
  AdwDialog *dialog;
  HavenPaperPages *pages;
  HavenPaperPages *made; /* NULL until it is signed */
  char *typed;
} Shown;

static void
signed_cb (Shown *shown, HavenPaperPages *pages)
{
  g_set_object (&shown->made, pages);
}

static void
typed_cb (Shown *shown, const char *typed)
{
  g_set_str (&shown->typed, typed);
}

static void
present (Shown *shown, const char *typed)
{
  shown->dialog = haven_signing_dialog_new (session, shown->pages, typed);
  g_signal_connect_swapped (shown->dialog, "signed", G_CALLBACK (signed_cb), shown);
  g_signal_connect_swapped (shown->dialog, "typed", G_CALLBACK (typed_cb), shown);
  adw_dialog_present (shown->dialog, GTK_WIDGET (shown->window));
  ui_test_settle ();
}

static Shown *
show (void)
{
  g_autoptr (GError) error = NULL;
  HavenPaper *paper = haven_papers_make (session, person, "release-of-information", "en", NULL, &error);
  GtkWidget *window = adw_window_new ();
  Shown *shown = g_new0 (Shown, 1);

  g_assert_no_error (error);
  shown->pages = haven_paper_pages_new (paper, &error);
  g_assert_no_error (error);
  shown->window = GTK_WINDOW (window);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("Below"));
  gtk_window_set_default_size (shown->window, 800, 900);
  gtk_window_present (shown->window);
  present (shown, NULL);
  return shown;
}

static void
shown_free (Shown *shown)
{
  ui_test_close (shown->window);
  g_clear_object (&shown->made);
  g_clear_object (&shown->pages);
  g_free (shown->typed);
  g_free (shown);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shown, shown_free)

static gpointer
get_step (Shown *shown)
{
  gpointer steps = gtk_widget_get_template_child (GTK_WIDGET (shown->dialog), HAVEN_TYPE_SIGNING_DIALOG, "steps");

  return gtk_stack_get_visible_child (steps);
}

static gpointer
get_part (Shown *shown, const char *name)
{
  return gtk_widget_get_template_child (get_step (shown), HAVEN_TYPE_SIGN_STEP, name);
}

static void
draw_name (HavenInkPad *pad)
{
  double width = gtk_widget_get_width (GTK_WIDGET (pad)), height = gtk_widget_get_height (GTK_WIDGET (pad));

  haven_ink_pad_press (pad, 0.1 * width, 0.5 * height, 0.3);
  for (int i = 1; i <= 200; i++)
    haven_ink_pad_move (pad,
                        (0.1 + 0.004 * i) * width,
                        (0.5 + 0.3 * sin (i / 7.0)) * height,
                        0.3 + 0.5 * fabs (sin (i / 20.0)));
  haven_ink_pad_release (pad);
}

static void
draw_cross (HavenInkPad *pad)
{
  double height = gtk_widget_get_height (GTK_WIDGET (pad));

  for (int i = 0; i < 2; i++)
    {
      haven_ink_pad_press (pad, 2 * height, (i == 0 ? 0.2 : 0.8) * height, 0.5);
      haven_ink_pad_move (pad, 2.6 * height, (i == 0 ? 0.8 : 0.2) * height, 0.5);
      haven_ink_pad_release (pad);
    }
}

static gboolean
can_go_on (Shown *shown)
{
  gpointer next = gtk_widget_get_template_child (GTK_WIDGET (shown->dialog), HAVEN_TYPE_SIGNING_DIALOG, "next");

  return gtk_widget_is_sensitive (next);
}

static void
wait_until_signed (Shown *shown)
{
  while (shown->made == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = haven_session_list (session, &haven_signed_paper_info, "patient_id", person, NULL, &error);

  g_assert_no_error (error);
  return rows->len;
}

static gboolean
says (HavenPaperPages *pages, const char *words)
{
  for (guint i = 0; i < haven_paper_pages_get_n (pages); i++)
    if (strstr (haven_paper_pages_get_text (pages, i), words) != NULL)
      return TRUE;
  return FALSE;
}

/* ── Tests ────────────────────────────────────────────────────────────────── */

static void
test_what_is_drawn_signs_the_paper (void)
{
  g_autoptr (Shown) shown = show ();
  guint before = count_rows ();
  const HavenPaper *paper;

  g_assert_false (can_go_on (shown));
  draw_name (get_part (shown, "pad"));
  g_assert_true (can_go_on (shown));
  gtk_widget_activate_action (GTK_WIDGET (shown->dialog), "signing.next", NULL);
  wait_until_signed (shown);
  paper = haven_paper_pages_get_paper (shown->made);
  g_assert_nonnull (paper->signed_paper->strokes);
  g_assert_cmpstr (paper->signed_paper->signed_name, ==, "Dale Hutchins");
  g_assert_true (says (shown->made, "Signed by"));
  g_assert_cmpuint (count_rows (), ==, before + 1);
  g_assert_null (shown->typed); /* no draft of it is left */
}

static void
test_the_keyboard_signs_as_well (void)
{
  g_autoptr (Shown) shown = show ();

  adw_switch_row_set_active (get_part (shown, "typing"), TRUE);
  g_assert_false (gtk_widget_get_visible (get_part (shown, "drawing")));
  g_assert_false (can_go_on (shown)); /* a name alone is not yet meant */
  adw_switch_row_set_active (get_part (shown, "meant"), TRUE);
  g_assert_true (can_go_on (shown));
  gtk_widget_activate_action (GTK_WIDGET (shown->dialog), "signing.next", NULL);
  wait_until_signed (shown);
  g_assert_null (haven_paper_pages_get_paper (shown->made)->signed_paper->strokes);
}

static void
test_a_mark_asks_for_a_witness (void)
{
  g_autoptr (Shown) shown = show ();

  draw_cross (get_part (shown, "pad"));
  g_assert_false (can_go_on (shown));
  g_assert_true (gtk_widget_get_visible (get_part (shown, "witness")));
  g_assert_nonnull (strstr (haven_sign_step_get_problem (get_step (shown)), "witness"));
  gtk_editable_set_text (get_part (shown, "witness"), "Dana Whitcomb");
  draw_name (get_part (shown, "witness_pad"));
  g_assert_true (can_go_on (shown));
  gtk_widget_activate_action (GTK_WIDGET (shown->dialog), "signing.next", NULL);
  wait_until_signed (shown);
  g_assert_cmpstr (haven_paper_pages_get_paper (shown->made)->signed_paper->witness_name, ==, "Dana Whitcomb");
}

static void
test_somebody_else_says_who_they_are (void)
{
  g_autoptr (Shown) shown = show ();

  draw_name (get_part (shown, "pad"));
  adw_combo_row_set_selected (get_part (shown, "signer"), 1);
  g_assert_false (can_go_on (shown));
  g_assert_true (gtk_widget_get_visible (get_part (shown, "relationship")));
  gtk_editable_set_text (get_part (shown, "relationship"), "Mother");
  g_assert_true (can_go_on (shown));
}

static void
test_ink_is_taken_back (void)
{
  g_autoptr (Shown) shown = show ();
  HavenInkPad *pad = get_part (shown, "pad");

  draw_cross (pad);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pad), "ink.undo", NULL));
  g_assert_cmpuint (haven_strokes_get_n (haven_ink_pad_get_strokes (pad)), ==, 1);
  gtk_test_accessible_assert_property (GTK_WIDGET (pad), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "1 line is drawn");
  g_assert_true (ui_test_press (GTK_WIDGET (pad), GDK_KEY_Delete, 0));
  g_assert_cmpuint (haven_strokes_get_n (haven_ink_pad_get_strokes (pad)), ==, 0);
  gtk_test_accessible_assert_property (GTK_WIDGET (pad), GTK_ACCESSIBLE_PROPERTY_LABEL, "Signature");
}

/* Not to sign takes one press from anywhere, and leaves nothing behind. */
static void
test_not_to_sign_leaves_nothing (void)
{
  g_autoptr (Shown) shown = show ();
  guint before = count_rows ();

  draw_name (get_part (shown, "pad"));
  g_assert_nonnull (shown->typed);
  gtk_widget_activate_action (GTK_WIDGET (shown->dialog), "signing.refuse", NULL);
  ui_test_settle ();
  g_assert_null (shown->typed);
  g_assert_null (shown->made);
  g_assert_cmpuint (count_rows (), ==, before);
}

/* What a lock leaves: names that were typed, and no ink. */
static void
test_names_come_back_and_ink_does_not (void)
{
  g_autoptr (Shown) shown = show ();
  g_autofree char *typed = NULL;

  draw_name (get_part (shown, "pad"));
  gtk_editable_set_text (get_part (shown, "name"), "D. Hutchins");
  typed = g_strdup (shown->typed);
  g_assert_nonnull (strstr (typed, "D. Hutchins"));
  g_assert_null (strstr (typed, "[["));
  adw_dialog_force_close (shown->dialog);
  ui_test_settle ();
  present (shown, typed);
  g_assert_cmpstr (gtk_editable_get_text (get_part (shown, "name")), ==, "D. Hutchins");
  g_assert_cmpuint (haven_strokes_get_n (haven_ink_pad_get_strokes (get_part (shown, "pad"))), ==, 0);
  adw_dialog_force_close (shown->dialog);
  present (shown, "[1, {}, null");
}

static void
find_person (void)
{
  g_autoptr (GPtrArray) people = haven_session_list (session, &haven_patient_info, NULL, NULL, NULL, NULL);

  for (guint i = 0; i < people->len; i++)
    if (strcmp (((HavenPatient *) people->pdata[i])->name, "Dale Hutchins") == 0)
      person = g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_nonnull (person);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  int status;

  ui_test_init (&argc, &argv);
  folder = g_dir_make_tmp ("haven-signing-XXXXXX", &error);
  session = haven_vaults_make_demo (folder, NULL, &error);
  g_assert_no_error (error);
  find_person ();
  g_test_add_func ("/ui/signing/what-is-drawn-signs-the-paper", test_what_is_drawn_signs_the_paper);
  g_test_add_func ("/ui/signing/the-keyboard-signs-as-well", test_the_keyboard_signs_as_well);
  g_test_add_func ("/ui/signing/a-mark-asks-for-a-witness", test_a_mark_asks_for_a_witness);
  g_test_add_func ("/ui/signing/somebody-else-says-who-they-are", test_somebody_else_says_who_they_are);
  g_test_add_func ("/ui/signing/ink-is-taken-back", test_ink_is_taken_back);
  g_test_add_func ("/ui/signing/not-to-sign-leaves-nothing", test_not_to_sign_leaves_nothing);
  g_test_add_func ("/ui/signing/names-come-back-and-ink-does-not", test_names_come_back_and_ink_does_not);
  status = g_test_run ();
  g_clear_object (&session);
  g_free (person);
  ui_test_remove_folder (folder);
  return status;
}
