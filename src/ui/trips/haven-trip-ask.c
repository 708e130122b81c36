/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-trip-ask.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-id.h"
#include "haven-trip-relaxation.h"
#include "haven-trip-visit-row.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define FURTHER_DAYS 14

struct _HavenTripAsk
{
  AdwBin parent_instance;

  /* template */
  GtkListBox *visits;
  HavenDateRow *from;
  HavenDateRow *to;
  GtkLabel *date_problem;
  AdwSwitchRow *published;
  AdwSwitchRow *safe;
  AdwComboRow *site;
  AdwSwitchRow *in_order;
  AdwSwitchRow *in_hours;
  AdwSwitchRow *on_open_days;
  AdwSpinRow *max_span;
  AdwSpinRow *max_gap;
  AdwSpinRow *decompress;

  /* owned */
  char *patient_id;
  GPtrArray *resources;
  GPtrArray *sites; /* their names */

  gboolean interpreted;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenTripAsk, haven_trip_ask, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (HavenTripAsk *self)
{
  if (!self->filling && self->patient_id != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
changed_cb (HavenTripAsk *self)
{
  tell (self);
}

/* ── Visits ───────────────────────────────────────────────────────────────── */

static guint
count_rows (HavenTripAsk *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->visits, (int) n) != NULL)
    n++;
  return n;
}

static HavenTripVisitRow *
get_row (HavenTripAsk *self, guint position)
{
  return HAVEN_TRIP_VISIT_ROW (gtk_list_box_get_row_at_index (self->visits, (int) position));
}

static void
allow_adding (HavenTripAsk *self)
{
  gboolean more = count_rows (self) < HAVEN_TRIPS_MOST_VISITS;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trip.add", more);
}

static GtkWidget *
add_row (HavenTripAsk *self, const HavenTripVisit *visit)
{
  GtkWidget *row = haven_trip_visit_row_new (visit, self->resources, self->interpreted);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->visits, row);
  allow_adding (self);
  return row;
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTripAsk *self = HAVEN_TRIP_ASK (widget);
  g_autofree char *id = haven_id_new ();
  g_autoptr (HavenTripVisit) visit = haven_trip_visit_new (id, g_variant_get_string (parameter, NULL));

  if (self->resources == NULL || count_rows (self) >= HAVEN_TRIPS_MOST_VISITS)
    return;
  visit->needs_interpreter = self->interpreted;
  gtk_widget_grab_focus (add_row (self, visit));
  tell (self);
}

/* ── Days ─────────────────────────────────────────────────────────────────── */

static gboolean
read_date (HavenTripAsk *self, HavenDateRow *row, HavenDate *date)
{
  g_autoptr (GError) error = NULL;
  HavenDateEntry entry = haven_date_row_read (row, date, &error);

  haven_date_row_show_error (row, entry == HAVEN_DATE_ENTRY_INVALID ? GTK_WIDGET (self->date_problem) : NULL);
  if (entry == HAVEN_DATE_ENTRY_INVALID)
    haven_announce_problem (self->date_problem, error->message);
  return entry == HAVEN_DATE_ENTRY_DATE;
}

static void
show_published (HavenTripAsk *self, const HavenBridgeDate *published)
{
  g_autofree char *day = NULL, *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->published), published != NULL);
  adw_switch_row_set_active (self->published, TRUE);
  if (published == NULL)
    return;
  day = haven_words_dup_date (published->not_after);
  words = g_strdup_printf (_ ("Not after %s"), day);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->published), words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->published), published->words);
}

/* ── Where ────────────────────────────────────────────────────────────────── */

static void
fill_sites (HavenTripAsk *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->sites, 0);
  for (guint i = 0; i < self->resources->len; i++)
    {
      const char *site = ((const HavenResource *) self->resources->pdata[i])->site;

      if (site == NULL || g_ptr_array_find_with_equal_func (self->sites, site, g_str_equal, NULL))
        continue;
      g_ptr_array_add (self->sites, g_strdup (site));
      gtk_string_list_append (names, site);
    }
  adw_combo_row_set_model (self->site, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->site), self->sites->len > 1);
}

/* ── Overrides ────────────────────────────────────────────────────────────── */

static void
haven_trip_ask_dispose (GObject *object)
{
  HavenTripAsk *self = HAVEN_TRIP_ASK (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TRIP_ASK);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_trip_ask_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-trip-ask.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, visits);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, from);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, to);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, date_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, published);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, safe);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, site);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, in_order);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, in_hours);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, on_open_days);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, max_span);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, max_gap);
  gtk_widget_class_bind_template_child (widget_class, HavenTripAsk, decompress);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
haven_trip_ask_class_init (HavenTripAskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_trip_ask_dispose;

  /** HavenTripAsk::changed: another trip is asked for */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_TRIP_ASK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "trip.add", "s", add_cb);
}

static void
haven_trip_ask_init (HavenTripAsk *self)
{
  self->filling = TRUE;
  self->sites = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_choice_name_items (self->site);
  self->filling = FALSE;
}

/** Begins anew, for the person of @start. */
void
haven_trip_ask_start (HavenTripAsk *self, const HavenTripStart *start, HavenDate today)
{
  const HavenTripQuestion *question = start->question;

  g_return_if_fail (HAVEN_IS_TRIP_ASK (self));

  self->filling = TRUE;
  g_set_str (&self->patient_id, start->patient->id);
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  self->resources = g_ptr_array_ref (start->resources);
  self->interpreted = start->patient->interpreter_need && !g_str_equal (start->patient->interpreter_need, "none");
  gtk_list_box_remove_all (self->visits);
  for (guint i = 0; i < question->visits->len; i++)
    add_row (self, question->visits->pdata[i]);
  allow_adding (self);
  fill_sites (self);
  haven_date_row_set_today (self->from, today);
  haven_date_row_set_today (self->to, today);
  haven_date_row_set_date (self->from, question->from);
  haven_date_row_set_date (self->to, question->to);
  show_published (self, start->published);
  gtk_widget_set_visible (GTK_WIDGET (self->safe), start->has_safe_hours);
  adw_switch_row_set_active (self->safe, TRUE);
  adw_switch_row_set_active (self->in_order, question->in_order);
  adw_switch_row_set_active (self->in_hours, !question->outside_hours);
  adw_switch_row_set_active (self->on_open_days, !question->on_closed_days);
  adw_spin_row_set_value (self->max_span, question->max_span);
  adw_spin_row_set_value (self->max_gap, question->max_gap);
  adw_spin_row_set_value (self->decompress, question->decompress);
  self->filling = FALSE;
}

/** Returns: (transfer full) (nullable): what is asked; %NULL while nobody is chosen, or a day is not whole yet */
HavenTripQuestion *
haven_trip_ask_dup_question (HavenTripAsk *self)
{
  g_autoptr (HavenTripQuestion) question = NULL;
  gboolean dated;
  guint site;

  g_return_val_if_fail (HAVEN_IS_TRIP_ASK (self), NULL);

  if (self->patient_id == NULL)
    return NULL;
  question = haven_trip_question_new (self->patient_id);
  haven_announce_problem (self->date_problem, NULL);
  dated = read_date (self, self->from, &question->from);
  dated &= read_date (self, self->to, &question->to);
  if (!dated)
    return NULL;
  for (guint i = 0; i < count_rows (self); i++)
    g_ptr_array_add (question->visits, haven_trip_visit_row_dup_visit (get_row (self, i)));
  site = adw_combo_row_get_selected (self->site);
  if (self->sites->len > 1 && site < self->sites->len)
    question->site = g_strdup (self->sites->pdata[site]);
  question->past_published_date = !adw_switch_row_get_active (self->published);
  question->outside_safe_hours = !adw_switch_row_get_active (self->safe);
  question->outside_hours = !adw_switch_row_get_active (self->in_hours);
  question->on_closed_days = !adw_switch_row_get_active (self->on_open_days);
  question->in_order = adw_switch_row_get_active (self->in_order);
  question->max_span = (int) adw_spin_row_get_value (self->max_span);
  question->max_gap = (int) adw_spin_row_get_value (self->max_gap);
  question->decompress = (int) adw_spin_row_get_value (self->decompress);
  return g_steal_pointer (&question);
}

/* ── Giving something up ──────────────────────────────────────────────────── */

static void
take_question (HavenTripAsk *self, const HavenTripQuestion *question)
{
  self->filling = TRUE;
  haven_date_row_set_date (self->to, question->to);
  adw_switch_row_set_active (self->published, !question->past_published_date);
  adw_switch_row_set_active (self->safe, !question->outside_safe_hours);
  adw_switch_row_set_active (self->in_order, question->in_order);
  adw_switch_row_set_active (self->in_hours, !question->outside_hours);
  adw_switch_row_set_active (self->on_open_days, !question->on_closed_days);
  adw_spin_row_set_value (self->max_span, question->max_span);
  adw_spin_row_set_value (self->max_gap, question->max_gap);
  adw_spin_row_set_value (self->decompress, question->decompress);
  self->filling = FALSE;
  tell (self);
}

/* The words of a plan are in no draft: they are taken from what stands here. */
static void
copy_plan_words (const HavenTripQuestion *from, HavenTripVisit *visit)
{
  for (guint i = 0; from != NULL && i < from->visits->len; i++)
    {
      const HavenTripVisit *other = from->visits->pdata[i];

      if (g_strcmp0 (other->id, visit->id) == 0)
        g_set_str (&visit->plan_words, other->plan_words);
    }
}

static guint
find_site (HavenTripAsk *self, const char *site)
{
  guint position = 0;

  return site != NULL && g_ptr_array_find_with_equal_func (self->sites, site, g_str_equal, &position) ? position : 0;
}

/** Asks what was asked before, of the person who is chosen. */
void
haven_trip_ask_set_question (HavenTripAsk *self, const HavenTripQuestion *question)
{
  g_autoptr (HavenTripQuestion) before = NULL;

  g_return_if_fail (HAVEN_IS_TRIP_ASK (self) && self->patient_id != NULL);

  before = haven_trip_ask_dup_question (self);
  self->filling = TRUE;
  gtk_list_box_remove_all (self->visits);
  for (guint i = 0; i < question->visits->len; i++)
    {
      g_autoptr (HavenTripVisit) visit = haven_trip_visit_copy (question->visits->pdata[i]);

      copy_plan_words (before, visit);
      add_row (self, visit);
    }
  allow_adding (self);
  haven_date_row_set_date (self->from, question->from);
  adw_combo_row_set_selected (self->site, find_site (self, question->site));
  take_question (self, question);
}

/** Gives up what @blocker says stands in the way: what was set here is seen to change here. */
void
haven_trip_ask_relax (HavenTripAsk *self, const HavenTripBlocker *blocker)
{
  g_autoptr (HavenTripQuestion) question = haven_trip_ask_dup_question (self);

  if (question == NULL || !haven_trip_relax (question, blocker))
    return;
  self->filling = TRUE;
  for (guint i = 0; blocker->id && i < count_rows (self); i++)
    haven_trip_visit_row_take_anybody (get_row (self, i), blocker->id);
  take_question (self, question);
}

/** Looks at two more weeks. */
void
haven_trip_ask_look_further (HavenTripAsk *self)
{
  g_autoptr (HavenTripQuestion) question = haven_trip_ask_dup_question (self);

  if (question == NULL)
    return;
  question->to = haven_date_add_days (question->to, FURTHER_DAYS);
  take_question (self, question);
}
