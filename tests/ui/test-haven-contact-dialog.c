/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-contact-card.h"
#include "haven-week-days.h"
#include "haven-contact-dialog.h"
#include "haven-contact-rules.h"
#include "haven-contact-service.h"
#include "haven-people-service.h"
#include "haven-person-view.h"
#include "people-test.h"

#include <string.h>

#define AMINA "Amina Idris Bashir"
#define OLD_ANSWER "Selam Tesfaye"
#define NOBODY_ASKED "Somebody new"

static gboolean
is_shown (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (people_test_get_child (data, "stack")), "person") == 0;
}

static void
add_somebody (PeopleTest *self)
{
  g_autoptr (HavenPatient) person = haven_patient_new ();
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  person->name = g_strdup (NOBODY_ASKED);
  edit = haven_people_edit_add (self->session, person, NULL, &id, NULL);
  g_assert_true (haven_edit_apply (edit, self->session, NULL));
}

static char *
find_by_prefix (PeopleTest *self, const char *name)
{
  g_autoptr (GPtrArray) people = haven_session_list (self->session, &haven_patient_info, NULL, NULL, NULL, NULL);

  for (guint i = 0; i < people->len; i++)
    if (g_str_has_prefix (((HavenPatient *) people->pdata[i])->name, name))
      return g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_not_reached ();
}

static void
set_up (PeopleTest *self, gconstpointer name)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  g_autofree char *id = NULL;
  GtkWidget *page;

  people_test_init (self);
  if (g_str_equal (name, NOBODY_ASKED))
    add_somebody (self);
  id = find_by_prefix (self, name);
  page = haven_person_view_new (self->workspace, id);
  adw_navigation_view_add (view, ADW_NAVIGATION_PAGE (page));
  people_test_show (self, GTK_WIDGET (view));
  people_test_wait (is_shown, page);
}

static void
tear_down (PeopleTest *self, gconstpointer data)
{
  people_test_clear (self);
}

static GtkWidget *
get_page (PeopleTest *self)
{
  return people_test_find (self->content, "HavenPersonView", NULL, 0);
}

static GtkWidget *
get_rules (PeopleTest *self)
{
  return people_test_get_child (get_page (self), "contact_rules");
}

static GtkWidget *
get_card (PeopleTest *self, guint number)
{
  return people_test_find (get_rules (self), "HavenContactCard", NULL, number);
}

static AdwDialog *
open_new (PeopleTest *self)
{
  g_assert_true (gtk_widget_activate_action (get_page (self), "person.add-contact", NULL));
  return people_test_wait_for_dialog (self, HAVEN_TYPE_CONTACT_DIALOG);
}

static void
set_text (AdwDialog *dialog, const char *child, const char *text)
{
  gtk_editable_set_text (people_test_get_child (dialog, child), text);
}

static void
choose (AdwDialog *dialog, const char *child, guint position)
{
  adw_combo_row_set_selected (people_test_get_child (dialog, child), position);
}

static gboolean
is_visible (AdwDialog *dialog, const char *child)
{
  return gtk_widget_get_visible (people_test_get_child (dialog, child));
}

static void
press_save (AdwDialog *dialog)
{
  g_signal_emit_by_name (people_test_get_child (dialog, "save"), "clicked");
}

typedef struct
{
  PeopleTest *test;
  guint n_cards;
} Wait;

static gboolean
has_cards (gpointer data)
{
  const Wait *wait = data;

  return ui_test_count (get_rules (wait->test), HAVEN_TYPE_CONTACT_CARD) == wait->n_cards;
}

static void
wait_for_cards (PeopleTest *self, guint n_cards)
{
  people_test_wait (has_cards, &(Wait) { self, n_cards });
}

/* The promise of the program: where nobody knows a safe way, there is a place to write down the answer. */
static void
test_first (PeopleTest *self, gconstpointer data)
{
  GtkWidget *first = people_test_get_child (get_rules (self), "first");
  AdwDialog *dialog;

  g_assert_true (gtk_widget_get_mapped (first));
  g_assert_true (gtk_widget_is_sensitive (first));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_PROPERTY_LABEL, "Write down what is safe");
  g_signal_emit_by_name (first, "clicked");
  dialog = people_test_wait_for_dialog (self, HAVEN_TYPE_CONTACT_DIALOG);
  set_text (dialog, "value", "(360) 555-0109");
  choose (dialog, "safe", 1);
  adw_switch_row_set_active (people_test_get_child (dialog, "limited"), TRUE);
  set_text (dialog, "from", "9");
  set_text (dialog, "to", "5 pm");
  haven_week_days_set_codes (people_test_get_child (dialog, "days"), "mon wed");
  set_text (dialog, "name", "Rosa");
  press_save (dialog);
  wait_for_cards (self, 1);
  g_assert_cmpstr (gtk_label_get_label (people_test_get_child (get_card (self, 0), "hours")), ==, "Mon, Wed, 9:00–17:00");
  g_assert_true (gtk_widget_get_mapped (people_test_get_child (get_rules (self), "add")));
  g_assert_false (gtk_widget_get_mapped (first));
  g_assert_cmpstr (self->told, ==, "Way to reach the person written down");
  haven_workspace_undo (self->workspace);
  wait_for_cards (self, 0);
  g_assert_true (gtk_widget_get_mapped (first));
}

static void
assert_problem (AdwDialog *dialog, const char *child)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (people_test_get_child (dialog, child)),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_nonnull (people_test_find (GTK_WIDGET (dialog), "AdwActionRow", "error", 0));
}

/* One after the other, each beside what it is about, and gone once that is mended. */
static void
test_problems (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_new (self);

  press_save (dialog);
  assert_problem (dialog, "safe");
  choose (dialog, "safe", 1);
  g_assert_null (people_test_find (GTK_WIDGET (dialog), "AdwActionRow", "error", 0));
  press_save (dialog);
  assert_problem (dialog, "value");
  set_text (dialog, "value", "(360) 555-0109");
  adw_switch_row_set_active (people_test_get_child (dialog, "limited"), TRUE);
  set_text (dialog, "from", "half past nine");
  press_save (dialog);
  assert_problem (dialog, "from");
  set_text (dialog, "from", "9:30");
  haven_week_days_set_codes (people_test_get_child (dialog, "days"), "");
  press_save (dialog);
  g_assert_nonnull (people_test_find (GTK_WIDGET (dialog), "AdwActionRow", "error", 0));
  haven_week_days_set_codes (people_test_get_child (dialog, "days"), "mon");
  set_text (dialog, "confirmed", "2999-01-01");
  press_save (dialog);
  assert_problem (dialog, "confirmed");
  wait_for_cards (self, 0);
}

/* What no machine takes, and what is never used, is not asked. */
static void
test_questions (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_new (self);
  AdwPreferencesRow *value = people_test_get_child (dialog, "value");

  g_assert_true (is_visible (dialog, "machine_group"));
  g_assert_false (is_visible (dialog, "from"));
  g_assert_cmpstr (adw_preferences_row_get_title (value), ==, "Number");
  choose (dialog, "channel", 3);
  g_assert_false (is_visible (dialog, "machine_group"));
  g_assert_true (is_visible (dialog, "words_group"));
  g_assert_cmpstr (adw_preferences_row_get_title (value), ==, "Address");
  choose (dialog, "channel", 5);
  g_assert_false (is_visible (dialog, "words_group"));
  choose (dialog, "channel", 0);
  choose (dialog, "safe", 4);
  g_assert_false (is_visible (dialog, "hours_group"));
  g_assert_false (is_visible (dialog, "words_group"));
  g_assert_false (is_visible (dialog, "machine_group"));
  g_assert_true (is_visible (dialog, "others_group"));
}

static gboolean
says_never (gpointer data)
{
  return g_str_equal (gtk_label_get_label (people_test_get_child (get_card (data, 0), "answer_label")), "Never");
}

static void
activate_on_card (PeopleTest *self, const char *action, const char *channel)
{
  g_autoptr (GPtrArray) rules = haven_session_list (self->session,
                                                    &haven_safe_contact_rule_info,
                                                    "patient_id",
                                                    haven_person_view_get_patient_id (HAVEN_PERSON_VIEW (get_page (self))),
                                                    NULL,
                                                    NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      const HavenSafeContactRule *rule = rules->pdata[i];

      if (g_str_equal (rule->channel, channel))
        {
          g_assert_true (gtk_widget_activate_action (get_page (self), action, "s", rule->id));
          return;
        }
    }
  g_assert_not_reached ();
}

/* “Never” hides the hours; they are there again when somebody asks and it is safe once more. */
static void
test_hidden_stays (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog;

  activate_on_card (self, "person.edit-contact", "mobile");
  dialog = people_test_wait_for_dialog (self, HAVEN_TYPE_CONTACT_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (people_test_get_child (dialog, "from")), ==, "10:00");
  choose (dialog, "safe", 4);
  press_save (dialog);
  people_test_wait (says_never, self);
  activate_on_card (self, "person.edit-contact", "mobile");
  dialog = people_test_wait_for_dialog (self, HAVEN_TYPE_CONTACT_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (people_test_get_child (dialog, "from")), ==, "10:00");
  g_assert_cmpstr (gtk_editable_get_text (people_test_get_child (dialog, "name")), ==, "Nadia from the library");
}

static gboolean
is_fresh (gpointer data)
{
  return !gtk_widget_get_visible (people_test_get_child (get_card (data, 0), "again"));
}

static void
test_again (PeopleTest *self, gconstpointer data)
{
  GtkWidget *card = get_card (self, 0);
  GtkWidget *confirm = people_test_get_child (card, "confirm");

  g_assert_true (gtk_widget_get_mapped (people_test_get_child (card, "again")));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (confirm),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Confirmed today: Mobile telephone");
  g_signal_emit_by_name (confirm, "clicked");
  people_test_wait (is_fresh, self);
  g_assert_cmpstr (gtk_label_get_label (people_test_get_child (card, "confirmed")), ==, "Confirmed today");
  g_assert_cmpstr (self->told, ==, "Confirmed today");
}

static guint
count_items (GtkWidget *card)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (people_test_get_child (card, "more"));

  return (guint) g_menu_model_get_n_items (menu);
}

static void
test_menu (PeopleTest *self, gconstpointer data)
{
  GtkWidget *more = people_test_get_child (get_card (self, 0), "more");

  g_assert_true (gtk_widget_get_mapped (more));
  g_assert_cmpuint (count_items (get_card (self, 0)), ==, 3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, "More: Mobile telephone");
  activate_on_card (self, "person.remove-contact", "mobile");
  wait_for_cards (self, 2);
  haven_workspace_undo (self->workspace);
  wait_for_cards (self, 3);
}

/* A card that nobody may change offers nothing to change. */
static void
test_look_only (PeopleTest *self, gconstpointer data)
{
  GtkWidget *card = get_card (self, 0);
  g_autoptr (GPtrArray) rules = haven_session_list (self->session, &haven_safe_contact_rule_info, NULL, NULL, NULL, NULL);
  g_autoptr (HavenPatient) patient = haven_patient_new ();

  haven_contact_card_set_permits (HAVEN_CONTACT_CARD (card), FALSE, FALSE);
  haven_contact_card_set_rule (HAVEN_CONTACT_CARD (card),
                               patient,
                               rules->pdata[0],
                               haven_session_get_clock (self->session));
  g_assert_false (gtk_widget_get_visible (people_test_get_child (card, "more")));
  g_assert_false (gtk_widget_get_visible (people_test_get_child (card, "again")));
}

static void
test_days (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_new (self);
  HavenWeekDays *days = people_test_get_child (dialog, "days");
  GtkWidget *monday = people_test_find (GTK_WIDGET (days), "GtkToggleButton", NULL, 0);
  g_autofree char *all = haven_week_days_dup_codes (days);
  g_autofree char *rest = NULL;

  g_assert_cmpstr (all, ==, "mon tue wed thu fri sat sun");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (monday), GTK_ACCESSIBLE_PROPERTY_LABEL, "Monday");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (monday), FALSE);
  rest = haven_week_days_dup_codes (days);
  g_assert_cmpstr (rest, ==, "tue wed thu fri sat sun");
}

/* Whoever goes back by keys comes out of the days as they came in. */
static void
test_the_days_are_left_backwards (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_new (self);
  GtkWidget *days = people_test_get_child (dialog, "days");
  GtkWidget *focus;

  g_assert_true (gtk_widget_grab_focus (days));
  focus = gtk_root_get_focus (gtk_widget_get_root (days));
  g_assert_true (gtk_widget_is_ancestor (focus, days));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (dialog), GTK_DIR_TAB_BACKWARD));
  focus = gtk_root_get_focus (gtk_widget_get_root (days));
  g_assert_false (gtk_widget_is_ancestor (focus, days));
}

#define ADD(path, name, function) \
  g_test_add ("/ui/contact-dialog/" path, PeopleTest, name, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("the-days-are-left-backwards", NOBODY_ASKED, test_the_days_are_left_backwards);
  ADD ("where-no-safe-way-is-known-it-is-written-down", NOBODY_ASKED, test_first);
  ADD ("a-sentence-stands-beside-what-it-is-about", NOBODY_ASKED, test_problems);
  ADD ("what-does-not-apply-is-not-asked", NOBODY_ASKED, test_questions);
  ADD ("what-is-not-asked-stays", AMINA, test_hidden_stays);
  ADD ("an-old-answer-is-confirmed-with-one-key", OLD_ANSWER, test_again);
  ADD ("each-card-is-changed-and-removed-and-comes-back", AMINA, test_menu);
  ADD ("who-may-only-look-is-offered-nothing", OLD_ANSWER, test_look_only);
  ADD ("each-day-has-its-whole-name", NOBODY_ASKED, test_days);
  return g_test_run ();
}
