/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-contact-rules.h"

#include "haven-contact-card.h"

#include <adwaita.h>

#define SECONDS_BETWEEN_LOOKS 30

struct _HavenContactRules
{
  GtkBox parent_instance;

  /* template */
  GtkWidget *nothing;
  AdwWrapBox *cards;

  /* owned */
  HavenPatient *patient;
  GPtrArray *rules; /* HavenSafeContactRule */
  GPtrArray *shown; /* HavenContactCard, one for each rule, borrowed from the box */
  HavenClock *clock;

  guint timer;
};

G_DEFINE_FINAL_TYPE (HavenContactRules, haven_contact_rules, GTK_TYPE_BOX)

static void
show_rules (HavenContactRules *self)
{
  while (self->shown->len < self->rules->len)
    {
      GtkWidget *card = haven_contact_card_new ();

      adw_wrap_box_append (self->cards, card);
      g_ptr_array_add (self->shown, card);
    }
  while (self->shown->len > self->rules->len)
    adw_wrap_box_remove (self->cards, g_ptr_array_steal_index (self->shown, self->shown->len - 1));
  for (guint i = 0; i < self->rules->len; i++)
    haven_contact_card_set_rule (self->shown->pdata[i], self->patient, self->rules->pdata[i], self->clock);
  gtk_widget_set_visible (self->nothing, self->rules->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), self->rules->len > 0);
}

static gboolean
look_again_cb (gpointer data)
{
  HavenContactRules *self = data;

  if (self->patient != NULL)
    show_rules (self);
  return G_SOURCE_CONTINUE;
}

static void
haven_contact_rules_map (GtkWidget *widget)
{
  HavenContactRules *self = HAVEN_CONTACT_RULES (widget);

  GTK_WIDGET_CLASS (haven_contact_rules_parent_class)->map (widget);
  look_again_cb (self);
  self->timer = g_timeout_add_seconds (SECONDS_BETWEEN_LOOKS, look_again_cb, self);
}

static void
haven_contact_rules_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&HAVEN_CONTACT_RULES (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (haven_contact_rules_parent_class)->unmap (widget);
}

static void
haven_contact_rules_dispose (GObject *object)
{
  g_clear_handle_id (&HAVEN_CONTACT_RULES (object)->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CONTACT_RULES);
  G_OBJECT_CLASS (haven_contact_rules_parent_class)->dispose (object);
}

static void
haven_contact_rules_finalize (GObject *object)
{
  HavenContactRules *self = HAVEN_CONTACT_RULES (object);

  g_clear_pointer (&self->patient, haven_patient_free);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->shown);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (haven_contact_rules_parent_class)->finalize (object);
}

static void
haven_contact_rules_class_init (HavenContactRulesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_contact_rules_dispose;
  object_class->finalize = haven_contact_rules_finalize;
  widget_class->map = haven_contact_rules_map;
  widget_class->unmap = haven_contact_rules_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-contact-rules.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenContactRules, nothing);
  gtk_widget_class_bind_template_child (widget_class, HavenContactRules, cards);
}

static void
haven_contact_rules_init (HavenContactRules *self)
{
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_safe_contact_rule_free);
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows the rules of a person; both are copied. */
void
haven_contact_rules_set_page (HavenContactRules *self, const HavenPersonPage *page, HavenClock *clock)
{
  g_return_if_fail (HAVEN_IS_CONTACT_RULES (self));

  g_clear_pointer (&self->patient, haven_patient_free);
  self->patient = haven_patient_copy (page->patient);
  g_set_object (&self->clock, clock);
  g_ptr_array_set_size (self->rules, 0);
  for (guint i = 0; i < page->contact_rules->len; i++)
    g_ptr_array_add (self->rules, haven_safe_contact_rule_copy (page->contact_rules->pdata[i]));
  show_rules (self);
}
