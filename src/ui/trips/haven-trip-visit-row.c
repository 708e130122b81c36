/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-trip-visit-row.h"

#include "haven-choice-factory.h"
#include "haven-choice.h"

#include <glib/gi18n.h>

struct _HavenTripVisitRow
{
  AdwExpanderRow parent_instance;

  /* template */
  GtkCheckButton *wanted;
  AdwComboRow *kind;
  AdwComboRow *provider;
  AdwSpinRow *minutes;
  AdwSwitchRow *room;
  AdwSwitchRow *interpreter;
  AdwSwitchRow *sensitive;
  AdwEntryRow *visit_title;

  /* owned */
  char *id;
  char *plan_words; /* nullable */
  GPtrArray *resources;
  GPtrArray *providers; /* ids, in the order of the choice behind "Anybody" */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenTripVisitRow, haven_trip_visit_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const HavenChoice kinds[] = {
  { "medical", N_ ("Medical") },
  { "legal", N_ ("Legal") },
  { "advocate", N_ ("With a navigator") },
  { NULL, NULL },
};

static const HavenChoice *
get_kind (HavenTripVisitRow *self)
{
  return &kinds[MIN (adw_combo_row_get_selected (self->kind), G_N_ELEMENTS (kinds) - 2)];
}

static const char *
get_provider_id (HavenTripVisitRow *self)
{
  guint selected = adw_combo_row_get_selected (self->provider);

  return selected > 0 && selected <= self->providers->len ? self->providers->pdata[selected - 1] : NULL;
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static const char *
get_provider_words (HavenTripVisitRow *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->provider);

  return item ? gtk_string_object_get_string (item) : "";
}

static void
show_words (HavenTripVisitRow *self)
{
  const char *kind = _ (get_kind (self)->label);
  int minutes = (int) adw_spin_row_get_value (self->minutes);
  g_autofree char *length = g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), minutes);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *words = NULL, *spoken = NULL;

  if (self->plan_words)
    g_strv_builder_add (builder, kind);
  g_strv_builder_add_many (builder, length, get_provider_words (self), NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->interpreter)) && adw_switch_row_get_active (self->interpreter))
    g_strv_builder_add (builder, _ ("with an interpreter"));
  parts = g_strv_builder_end (builder);
  words = g_strjoinv (" · ", parts);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->plan_words ? self->plan_words : kind);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  spoken = g_strdup_printf ("%s, %s", self->plan_words ? self->plan_words : kind, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wanted),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->plan_words ? self->plan_words : kind,
                                  -1);
}

static void
tell (HavenTripVisitRow *self)
{
  if (self->filling)
    return;
  show_words (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
changed_cb (HavenTripVisitRow *self)
{
  tell (self);
}

static void
fill_providers (HavenTripVisitRow *self, const char *chosen)
{
  const char *wanted = haven_trip_kind_get_provider (get_kind (self)->code);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->providers, 0);
  gtk_string_list_append (names, C_ ("whoever gives the visit", "Anybody"));
  for (guint i = 0; i < self->resources->len; i++)
    {
      const HavenResource *resource = self->resources->pdata[i];

      if (g_strcmp0 (resource->kind, wanted) != 0)
        continue;
      g_ptr_array_add (self->providers, g_strdup (resource->id));
      gtk_string_list_append (names, resource->name);
      if (g_strcmp0 (resource->id, chosen) == 0)
        selected = self->providers->len;
    }
  adw_combo_row_set_model (self->provider, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->provider, selected);
}

/* What is usual for the kind, as long as nobody said otherwise since. */
static void
kind_changed_cb (HavenTripVisitRow *self)
{
  g_autoptr (HavenTripVisit) usual = NULL;

  if (self->filling)
    return;
  usual = haven_trip_visit_new ("", get_kind (self)->code);
  self->filling = TRUE;
  fill_providers (self, NULL);
  adw_spin_row_set_value (self->minutes, usual->minutes);
  adw_switch_row_set_active (self->sensitive, usual->sensitive);
  gtk_editable_set_text (GTK_EDITABLE (self->visit_title), usual->title);
  self->filling = FALSE;
  tell (self);
}

static void
fill (HavenTripVisitRow *self, const HavenTripVisit *visit, gboolean interpreted)
{
  self->filling = TRUE;
  for (guint i = 0; kinds[i].code; i++)
    if (g_strcmp0 (kinds[i].code, visit->kind) == 0)
      adw_combo_row_set_selected (self->kind, i);
  fill_providers (self, visit->provider_id);
  gtk_check_button_set_active (self->wanted, visit->wanted);
  adw_spin_row_set_value (self->minutes, visit->minutes);
  adw_switch_row_set_active (self->room, visit->needs_room);
  adw_switch_row_set_active (self->interpreter, visit->needs_interpreter);
  gtk_widget_set_visible (GTK_WIDGET (self->interpreter), interpreted);
  adw_switch_row_set_active (self->sensitive, visit->sensitive);
  gtk_editable_set_text (GTK_EDITABLE (self->visit_title), visit->title);
  self->filling = FALSE;
  show_words (self);
}

/* ── Overrides ────────────────────────────────────────────────────────────── */

static void
haven_trip_visit_row_dispose (GObject *object)
{
  HavenTripVisitRow *self = HAVEN_TRIP_VISIT_ROW (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TRIP_VISIT_ROW);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->plan_words, g_free);
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->providers, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_trip_visit_row_parent_class)->dispose (object);
}

static void
haven_trip_visit_row_class_init (HavenTripVisitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_trip_visit_row_dispose;

  /** HavenTripVisitRow::changed: something about the visit is wanted otherwise */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_TRIP_VISIT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-trip-visit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, wanted);
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, provider);
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, minutes);
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, room);
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, sensitive);
  gtk_widget_class_bind_template_child (widget_class, HavenTripVisitRow, visit_title);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
}

static void
haven_trip_visit_row_init (HavenTripVisitRow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->filling = TRUE;
  self->providers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; kinds[i].code; i++)
    gtk_string_list_append (labels, _ (kinds[i].label));
  haven_choice_name_items (self->kind);
  haven_choice_name_items (self->provider);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (labels));
  self->filling = FALSE;
}

/**
 * haven_trip_visit_row_new:
 * @resources: (element-type HavenResource): who can be chosen
 * @interpreted: whether the person is interpreted for at all
 */
GtkWidget *
haven_trip_visit_row_new (const HavenTripVisit *visit, GPtrArray *resources, gboolean interpreted)
{
  HavenTripVisitRow *self = g_object_new (HAVEN_TYPE_TRIP_VISIT_ROW, NULL);

  self->id = g_strdup (visit->id);
  self->plan_words = g_strdup (visit->plan_words);
  self->resources = g_ptr_array_ref (resources);
  fill (self, visit, interpreted);
  return GTK_WIDGET (self);
}

/** Returns: (transfer full): the visit as it is wanted now */
HavenTripVisit *
haven_trip_visit_row_dup_visit (HavenTripVisitRow *self)
{
  HavenTripVisit *visit;

  g_return_val_if_fail (HAVEN_IS_TRIP_VISIT_ROW (self), NULL);

  visit = haven_trip_visit_new (self->id, get_kind (self)->code);
  visit->plan_words = g_strdup (self->plan_words);
  g_set_str (&visit->title, gtk_editable_get_text (GTK_EDITABLE (self->visit_title)));
  visit->minutes = (int) adw_spin_row_get_value (self->minutes);
  visit->wanted = gtk_check_button_get_active (self->wanted);
  visit->sensitive = adw_switch_row_get_active (self->sensitive);
  visit->needs_room = adw_switch_row_get_active (self->room);
  visit->needs_interpreter =
      gtk_widget_get_visible (GTK_WIDGET (self->interpreter)) && adw_switch_row_get_active (self->interpreter);
  visit->provider_id = g_strdup (get_provider_id (self));
  return visit;
}

gboolean
haven_trip_visit_row_is_wanted (HavenTripVisitRow *self)
{
  g_return_val_if_fail (HAVEN_IS_TRIP_VISIT_ROW (self), FALSE);
  return gtk_check_button_get_active (self->wanted);
}

/** Anybody may give the visit where only @instead_of might. */
void
haven_trip_visit_row_take_anybody (HavenTripVisitRow *self, const char *instead_of)
{
  g_return_if_fail (HAVEN_IS_TRIP_VISIT_ROW (self));
  if (g_strcmp0 (get_provider_id (self), instead_of) == 0)
    adw_combo_row_set_selected (self->provider, 0);
}
