/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-contact-rules.h"
#include "haven-note-dialog.h"
#include "haven-person-event-row.h"
#include "haven-person-events.h"
#include "haven-person-timeline.h"
#include "haven-person-view.h"
#include "haven-timeline-view.h"
#include "people-test.h"

#include <string.h>

static gboolean
is_shown (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (people_test_get_child (data, "stack")), "person") == 0;
}

static void
set_up (PeopleTest *self, gconstpointer name)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  g_autofree char *id = NULL;
  GtkWidget *page;

  people_test_init (self);
  id = people_test_find_person (self, name);
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
get_part (PeopleTest *self, const char *id)
{
  return people_test_get_child (people_test_find (self->content, "HavenPersonView", NULL, 0), id);
}

static gpointer
get_timeline_part (PeopleTest *self, const char *id)
{
  return people_test_get_child (get_part (self, "timeline"), id);
}

static GListModel *
get_events (PeopleTest *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (get_timeline_part (self, "list")));
}

/* ── Contact first ───────────────────────────────────────────────────────── */

static void
test_order (PeopleTest *self, gconstpointer data)
{
  GtkWidget *rules = get_part (self, "contact_rules"), *timeline = get_part (self, "timeline");
  gboolean rules_came = FALSE, timeline_came = FALSE;

  for (int i = 0; i < 60 && !timeline_came; i++)
    {
      GtkWidget *focus;

      g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (self->window);
      if (focus == NULL)
        continue;
      rules_came |= gtk_widget_is_ancestor (focus, rules);
      timeline_came |= gtk_widget_is_ancestor (focus, timeline);
      g_assert_true (rules_came || !timeline_came);
    }
  g_assert_true (rules_came && timeline_came);
}

static void
test_masked (PeopleTest *self, gconstpointer data)
{
  GtkWidget *card = people_test_find (get_part (self, "contact_rules"), "HavenContactCard", NULL, 0);
  GtkLabel *value = people_test_get_child (card, "value");
  GtkToggleButton *reveal = people_test_get_child (card, "reveal");

  g_assert_null (strstr (gtk_label_get_label (value), "555"));
  g_assert_false (gtk_widget_get_visible (people_test_get_child (card, "copy")));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (value),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Hidden until it is shown");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (reveal),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Show: Mobile telephone");
  gtk_toggle_button_set_active (reveal, TRUE);
  g_assert_cmpstr (gtk_label_get_label (value), ==, "(360) 555-0141");
  g_assert_true (gtk_widget_get_visible (people_test_get_child (card, "copy")));
  g_signal_emit_by_name (people_test_get_child (card, "copy"), "clicked");
  ui_test_settle ();
  g_assert_nonnull (people_test_find (card, "GtkLabel", "contact-reminder", 0));
}

static void
test_hidden_again (PeopleTest *self, gconstpointer data)
{
  GtkWidget *card = people_test_find (get_part (self, "contact_rules"), "HavenContactCard", NULL, 0);

  gtk_toggle_button_set_active (people_test_get_child (card, "reveal"), TRUE);
  gtk_widget_set_visible (self->content, FALSE);
  gtk_widget_set_visible (self->content, TRUE);
  ui_test_settle ();
  g_assert_null (strstr (gtk_label_get_label (people_test_get_child (card, "value")), "555"));
}

static void
test_never (PeopleTest *self, gconstpointer data)
{
  GtkWidget *card = people_test_find (get_part (self, "contact_rules"), "HavenContactCard", NULL, 2);

  g_assert_cmpstr (gtk_label_get_label (people_test_get_child (card, "channel")), ==, "Telephone at home");
  g_assert_cmpstr (gtk_label_get_label (people_test_get_child (card, "answer_label")), ==, "Never");
  gtk_toggle_button_set_active (people_test_get_child (card, "reveal"), TRUE);
  g_assert_false (gtk_widget_get_visible (people_test_get_child (card, "copy")));
}

static void
test_do_not_contact (PeopleTest *self, gconstpointer data)
{
  GtkWidget *rules = get_part (self, "contact_rules");

  g_assert_true (adw_banner_get_revealed (ADW_BANNER (get_part (self, "do_not_contact"))));
  for (guint i = 0; i < ui_test_count (rules, g_type_from_name ("HavenContactCard")); i++)
    g_assert_cmpstr (gtk_label_get_label (people_test_get_child (people_test_find (rules, "HavenContactCard", NULL, i),
                                                                 "answer_label")),
                     ==,
                     "Never");
}

/* ── Events ──────────────────────────────────────────────────────────────── */

static void
test_in_step (PeopleTest *self, gconstpointer data)
{
  HavenTimelineView *timeline = get_timeline_part (self, "timeline");
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_events (self));
  g_autoptr (HavenTimelineEvent) fifth = g_list_model_get_item (get_events (self), 5);

  haven_timeline_view_select (timeline, fifth);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 5);
  gtk_single_selection_set_selected (selection, 9);
  g_assert_true (haven_timeline_view_get_selected (timeline) == gtk_single_selection_get_selected_item (selection));
}

static void
test_filter (PeopleTest *self, gconstpointer data)
{
  GtkWidget *bar = get_timeline_part (self, "filter");
  guint n_all = g_list_model_get_n_items (get_events (self));

  gtk_editable_set_text (people_test_get_child (bar, "text"), "blood");
  ui_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_events (self)), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (get_events (self)); i++)
    {
      g_autoptr (HavenTimelineEvent) event = g_list_model_get_item (get_events (self), i);

      g_assert_cmpstr (haven_timeline_event_get_title (event), ==, "Blood test");
    }
  gtk_editable_set_text (people_test_get_child (bar, "text"), "zzzz");
  ui_test_settle ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_timeline_part (self, "list_stack")), ==, "none");
  g_signal_emit_by_name (get_timeline_part (self, "clear"), "clicked");
  ui_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_events (self)), ==, n_all);
}

static void
test_slash (PeopleTest *self, gconstpointer data)
{
  GtkWidget *text = people_test_get_child (get_timeline_part (self, "filter"), "text");

  gtk_widget_grab_focus (get_timeline_part (self, "list"));
  g_assert_true (ui_test_press (get_timeline_part (self, "list"), GDK_KEY_slash, 0));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window), text));
}

static void
test_lanes (PeopleTest *self, gconstpointer data)
{
  GtkWidget *bar = get_timeline_part (self, "filter");
  GtkWidget *medical = gtk_widget_get_first_child (people_test_get_child (bar, "lane_toggles"));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (medical), GTK_ACCESSIBLE_PROPERTY_LABEL, "Medical");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (medical), FALSE);
  ui_test_settle ();
  for (guint i = 0; i < g_list_model_get_n_items (get_events (self)); i++)
    {
      g_autoptr (HavenTimelineEvent) event = g_list_model_get_item (get_events (self), i);

      g_assert_cmpint (haven_timeline_event_get_lane (event), !=, HAVEN_LANE_MEDICAL);
    }
}

static guint
find_kind (PeopleTest *self, HavenEventKind kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_events (self)); i++)
    {
      g_autoptr (HavenTimelineEvent) event = g_list_model_get_item (get_events (self), i);

      if (haven_timeline_event_get_kind (event) == kind)
        return i;
    }
  g_assert_not_reached ();
}

static gboolean
was_opened (gpointer data)
{
  return ((PeopleTest *) data)->opened != NULL;
}

static void
activate_kind (PeopleTest *self, HavenEventKind kind)
{
  g_signal_emit_by_name (get_timeline_part (self, "list"), "activate", find_kind (self, kind));
}

static void
test_open (PeopleTest *self, gconstpointer data)
{
  g_autofree char *day = NULL, *matter = NULL;
  g_autoptr (HavenTimelineEvent) visit =
    g_list_model_get_item (get_events (self), find_kind (self, HAVEN_EVENT_APPOINTMENT));
  g_autofree char *date = haven_date_dup_iso (haven_timeline_event_get_starts_on (visit));

  activate_kind (self, HAVEN_EVENT_APPOINTMENT);
  day = g_strdup_printf ("%d %s -", HAVEN_DESTINATION_APPOINTMENTS, date);
  g_assert_cmpstr (self->opened, ==, day);
  activate_kind (self, HAVEN_EVENT_MATTER);
  matter = g_strdup_printf ("%d ", HAVEN_DESTINATION_MATTER);
  g_assert_true (g_str_has_prefix (self->opened, matter));
  g_clear_pointer (&self->opened, g_free);
  activate_kind (self, HAVEN_EVENT_DEADLINE);
  people_test_wait (was_opened, self);
  g_assert_true (g_str_has_prefix (self->opened, matter));
  activate_kind (self, HAVEN_EVENT_NOTE);
  people_test_wait_for_dialog (self, HAVEN_TYPE_NOTE_DIALOG);
}

static GtkWidget *
find_button (GtkWidget *page, const char *tooltip)
{
  GtkWidget *button;

  for (guint i = 0; (button = people_test_find (page, "GtkButton", NULL, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) == 0)
      return button;
  g_assert_not_reached ();
}

static void
test_elsewhere (PeopleTest *self, gconstpointer data)
{
  GtkWidget *page = people_test_find (self->content, "HavenPersonView", NULL, 0);
  const char *id = haven_person_view_get_patient_id (HAVEN_PERSON_VIEW (page));
  g_autofree char *plan = g_strdup_printf ("%d %s care-plan", HAVEN_DESTINATION_PAPER, id);
  g_autofree char *booking = g_strdup_printf ("%d %s -", HAVEN_DESTINATION_BOOKING, id);

  g_assert_true (gtk_widget_activate_action (page, "person.print", "s", "care-plan"));
  g_assert_cmpstr (self->opened, ==, plan);
  g_signal_emit_by_name (find_button (page, "Book a visit"), "clicked");
  g_assert_cmpstr (self->opened, ==, booking);
}

static void
test_names (PeopleTest *self, gconstpointer data)
{
  GtkWidget *row = people_test_find (get_timeline_part (self, "list"), "HavenPersonEventRow", NULL, 0);
  g_autoptr (HavenTimelineEvent) event = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (get_events (self)) && name == NULL; i++)
    {
      g_autofree char *candidate = NULL;
      g_autofree char *different = NULL;

      g_clear_object (&event);
      event = g_list_model_get_item (get_events (self), i);
      candidate = haven_person_event_dup_accessible_name (event);
      different = gtk_test_accessible_check_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                      candidate);
      if (different == NULL)
        name = g_steal_pointer (&candidate);
    }
  g_assert_nonnull (name);
}

static void
test_long_history (PeopleTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) history = g_ptr_array_new_with_free_func (g_object_unref);
  HavenClock *clock = haven_session_get_clock (self->session);

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);

      g_ptr_array_add (history,
                       haven_timeline_event_new (id,
                                                 HAVEN_EVENT_NOTE,
                                                 (HavenLane) (i % HAVEN_N_LANES),
                                                 haven_date_add_days (haven_clock_today (clock), i / 6 - 3000),
                                                 600,
                                                 0,
                                                 "Note",
                                                 "signed"));
    }
  haven_person_timeline_set_events (HAVEN_PERSON_TIMELINE (get_part (self, "timeline")), history, clock);
  ui_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_events (self)), ==, 20000);
  g_assert_cmpuint (ui_test_count (self->content, HAVEN_TYPE_PERSON_EVENT_ROW), <, 400);
}

#define ADD(path, name, function) g_test_add (path, PeopleTest, name, set_up, function, tear_down)
#define AMINA "Amina Idris Bashir"

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("/ui/person-view/how-to-reach-somebody-comes-before-everything-that-was", AMINA, test_order);
  ADD ("/ui/person-view/a-number-is-masked-and-copied-with-its-rule", AMINA, test_masked);
  ADD ("/ui/person-view/a-number-is-masked-again-when-the-page-goes", AMINA, test_hidden_again);
  ADD ("/ui/person-view/what-is-never-used-is-not-copied", AMINA, test_never);
  ADD ("/ui/person-view/do-not-contact-holds-for-each-channel", "Zarmina Noori", test_do_not_contact);
  ADD ("/ui/person-view/timeline-and-list-choose-the-same", AMINA, test_in_step);
  ADD ("/ui/person-view/words-filter-the-events", AMINA, test_filter);
  ADD ("/ui/person-view/slash-goes-to-the-filter", AMINA, test_slash);
  ADD ("/ui/person-view/a-lane-can-be-left-out", AMINA, test_lanes);
  ADD ("/ui/person-view/an-event-opens-what-it-stands-for", AMINA, test_open);
  ADD ("/ui/person-view/papers-and-visits-are-asked-of-the-window", AMINA, test_elsewhere);
  ADD ("/ui/person-view/each-event-in-the-list-has-a-name", AMINA, test_names);
  ADD ("/ui/person-view/a-long-history-costs-few-widgets", AMINA, test_long_history);
  return g_test_run ();
}
