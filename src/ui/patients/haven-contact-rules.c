/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-contact-rules.h"

#include "haven-contact-card.h"
#include "haven-permit.h"

#include <adwaita.h>

#define SECONDS_BETWEEN_LOOKS 30

struct _HavenContactRules
{
  GtkBox parent_instance;

  /* template */
  GtkWidget *add;
  GtkWidget *nothing;
  GtkWidget *first;
  AdwWrapBox *cards;

  /* owned */
  HavenPatient *patient;
  GPtrArray *rules; /* HavenSafeContactRule */
  GPtrArray *shown; /* HavenContactCard, one for each rule, borrowed from the box */
  HavenClock *clock;
  HavenSession *session; /* nullable: nothing is offered to be changed */

  guint timer;
};

G_DEFINE_FINAL_TYPE (HavenContactRules, haven_contact_rules, GTK_TYPE_BOX)

static gboolean
may (HavenContactRules *self, HavenAction action)
{
  return self->session != NULL && haven_session_may (self->session, haven_safe_contact_rule_info.name, action);
}

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
    {
      haven_contact_card_set_permits (self->shown->pdata[i], may (self, HAVEN_ACTION_UPDATE), may (self, HAVEN_ACTION_DELETE));
      haven_contact_card_set_rule (self->shown->pdata[i], self->patient, self->rules->pdata[i], self->clock);
    }
  /* Where there is nothing yet, the one way to begin stands below the sentence that asks for it. */
  gtk_widget_set_visible (self->add, self->session != NULL && self->rules->len > 0);
  gtk_widget_set_visible (self->first, self->session != NULL && self->rules->len == 0);
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
  g_clear_object (&self->session);
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
  gtk_widget_class_bind_template_child (widget_class, HavenContactRules, add);
  gtk_widget_class_bind_template_child (widget_class, HavenContactRules, first);
}

static void
haven_contact_rules_init (HavenContactRules *self)
{
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_safe_contact_rule_free);
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @session: whose role decides what may be added, changed and taken away */
void
haven_contact_rules_set_session (HavenContactRules *self, HavenSession *session)
{
  g_return_if_fail (HAVEN_IS_CONTACT_RULES (self) && HAVEN_IS_SESSION (session));
  g_set_object (&self->session, session);
  haven_permit_bind (self->add, session, haven_safe_contact_rule_info.name, HAVEN_ACTION_CREATE);
  haven_permit_bind (self->first, session, haven_safe_contact_rule_info.name, HAVEN_ACTION_CREATE);
}

/** Returns: (transfer none) (nullable): the rule with that id, as it is shown */
const HavenSafeContactRule *
haven_contact_rules_find (HavenContactRules *self, const char *rule_id)
{
  g_return_val_if_fail (HAVEN_IS_CONTACT_RULES (self), NULL);

  for (guint i = 0; i < self->rules->len; i++)
    if (g_strcmp0 (((const HavenSafeContactRule *) self->rules->pdata[i])->id, rule_id) == 0)
      return self->rules->pdata[i];
  return NULL;
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
