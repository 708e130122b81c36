/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-absences-box.h"

#include "haven-event-words.h"
#include "haven-matter-event-dialog.h"
#include "haven-permit.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenAbsencesBox
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *counted_from;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkWidget *warning;
  GtkLabel *too_long;

  /* owned */
  HavenWorkspace *workspace;
  HavenMatter *matter;
  HavenEventBook *book;
};

G_DEFINE_FINAL_TYPE (HavenAbsencesBox, haven_absences_box, ADW_TYPE_BIN)

static HavenSession *
get_session (HavenAbsencesBox *self)
{
  return haven_workspace_get_session (self->workspace);
}

static char *
dup_days (int days)
{
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static GtkWidget *
add_row (HavenAbsencesBox *self, const char *title, const char *subtitle, const char *days)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (days);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->list, row);
  return row;
}

/* Until when somebody who is away has to be back, as the date says that hangs on the journey. */
static char *
dup_back_by (HavenAbsencesBox *self, const HavenMatterEvent *event)
{
  g_autoptr (GPtrArray) hanging = haven_event_book_list_hanging (self->book, event->event_id);

  for (guint i = 0; i < hanging->len; i++)
    {
      const HavenDeadline *deadline = hanging->pdata[i];

      if (g_strcmp0 (deadline->rule_code, haven_event_rules_get_absence_rule (self->book->rules)) == 0)
        {
          g_autofree char *day = haven_words_dup_date (deadline->last_safe_day);

          /* Translators: a day */
          return g_strdup_printf (_ ("Back by %s"), day);
        }
    }
  return haven_date_is_set (event->until_date) ? NULL : g_strdup (_ ("No date says until when: change the journey to set it"));
}

static void
add_journey (HavenAbsencesBox *self, const HavenMatterEvent *event, int n_days)
{
  g_autofree char *when = haven_event_words_dup_when (event);
  g_autofree char *days = dup_days (n_days);
  g_autofree char *back_by = dup_back_by (self, event);
  g_autofree char *subtitle =
      event->words && back_by ? g_strjoin (" · ", event->words, back_by, NULL)
                              : g_strdup (event->words ? event->words : back_by ? back_by : "");
  GtkWidget *row = add_row (self, when, subtitle, days);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", event->event_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "journey.change");
}

static void
add_sum (HavenAbsencesBox *self, const HavenAbsences *absences)
{
  g_autofree char *days = dup_days (absences->total);
  g_autofree char *longest = dup_days (absences->longest);
  g_autofree char *left = dup_days (MAX (0, HAVEN_ABSENCE_MOST_IN_ALL - absences->total));
  /* Translators: both are "12 days" */
  g_autofree char *more = g_strdup_printf (_ ("The longest: %s. Left of 180: %s."), longest, left);

  gtk_widget_add_css_class (add_row (self, _ ("All together"), more, days), "heading");
}

/* ── Sentences ────────────────────────────────────────────────────────────── */

static void
show_counted_from (HavenAbsencesBox *self, HavenDate granted)
{
  g_autofree char *day = haven_words_dup_date (granted);
  /* Translators: a day */
  g_autofree char *words = *day ? g_strdup_printf (_ ("Counted from %s, the day on which status was granted; what lies before does not count."), day)
                                : g_strdup (_ ("The day on which status was granted is not written down, so every journey is counted. Write it down as an event: only what comes after it counts."));

  gtk_label_set_label (self->counted_from, words);
}

static void
show_warning (HavenAbsencesBox *self, const HavenAbsences *absences, const GError *problem)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;
  g_autofree char *text = NULL;

  if (problem != NULL)
    g_strv_builder_add (builder, problem->message);
  if (haven_absences_pass_at_once (absences))
    g_strv_builder_add (builder, _ ("A single absence is longer than 90 days, which breaks continuous presence."));
  if (haven_absences_pass_in_all (absences))
    g_strv_builder_add (builder, _ ("All absences together are longer than 180 days, which breaks continuous presence."));
  sentences = g_strv_builder_end (builder);
  text = g_strjoinv (" ", sentences);
  gtk_label_set_label (self->too_long, text);
  gtk_widget_set_visible (self->warning, *text != '\0');
}

/* ── What somebody does ───────────────────────────────────────────────────── */

static void
journey_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenAbsencesBox *self = HAVEN_ABSENCES_BOX (widget);
  const HavenEventEntry *entry =
      id && self->book ? haven_event_book_find_standing (self->book, g_variant_get_string (id, NULL)) : NULL;

  if (self->book != NULL && (id == NULL || entry != NULL))
    adw_dialog_present (haven_matter_event_dialog_new (
                            self->workspace, self->matter, self->book, entry ? entry->event : NULL, "journey"),
                        widget);
}

static void
haven_absences_box_dispose (GObject *object)
{
  HavenAbsencesBox *self = HAVEN_ABSENCES_BOX (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_ABSENCES_BOX);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_absences_box_parent_class)->dispose (object);
}

static void
haven_absences_box_finalize (GObject *object)
{
  HavenAbsencesBox *self = HAVEN_ABSENCES_BOX (object);

  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->book, haven_event_book_unref);
  G_OBJECT_CLASS (haven_absences_box_parent_class)->finalize (object);
}

static void
haven_absences_box_class_init (HavenAbsencesBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_absences_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_absences_box_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-absences-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenAbsencesBox, counted_from);
  gtk_widget_class_bind_template_child (widget_class, HavenAbsencesBox, list);
  gtk_widget_class_bind_template_child (widget_class, HavenAbsencesBox, nothing);
  gtk_widget_class_bind_template_child (widget_class, HavenAbsencesBox, warning);
  gtk_widget_class_bind_template_child (widget_class, HavenAbsencesBox, too_long);
  gtk_widget_class_install_action (widget_class, "journey.write", NULL, journey_action);
  gtk_widget_class_install_action (widget_class, "journey.change", "s", journey_action);
}

static void
haven_absences_box_init (HavenAbsencesBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_journeys (HavenAbsencesBox *self)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (get_session (self)));
  g_autoptr (GPtrArray) journeys = haven_event_book_list_journeys (self->book, NULL, NULL);
  g_auto (HavenAbsences) absences = HAVEN_ABSENCES_INIT;
  g_autoptr (GError) error = NULL;
  gboolean counted = haven_event_book_count_absences (self->book, NULL, NULL, today, &absences, &error);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; counted && i < journeys->len; i++)
    add_journey (self, journeys->pdata[i], absences.days[i]);
  if (counted && journeys->len > 0)
    add_sum (self, &absences);
  show_counted_from (self, haven_event_book_find_grant (self->book, NULL, NULL));
  show_warning (self, &absences, error);
  gtk_widget_set_visible (GTK_WIDGET (self->list), counted && journeys->len > 0);
  gtk_widget_set_visible (self->nothing, journeys->len == 0);
}

void
haven_absences_box_show (HavenAbsencesBox *self, HavenWorkspace *workspace, const HavenMatterPage *page)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (HAVEN_IS_ABSENCES_BOX (self) && page != NULL);

  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->book, haven_event_book_unref);
  self->matter = haven_matter_copy (page->matter);
  self->book = haven_event_book_ref (page->events);
  gtk_widget_set_visible (widget, haven_event_rules_shows_absences (self->book->rules, page->matter->type));
  show_journeys (self);
  haven_permit_bind_action (widget, get_session (self), "journey.write", "matter_event", HAVEN_ACTION_CREATE);
  haven_permit_bind_action (widget, get_session (self), "journey.change", "matter_event", HAVEN_ACTION_UPDATE);
}
