/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-flow-card.h"

#include "haven-announce.h"
#include "haven-permit.h"
#include "haven-visit-status.h"
#include "haven-visit-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenFlowCard
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkLabel *person;
  GtkMenuButton *menu;
  GtkLabel *detail;
  GtkWidget *interpreter;
  GtkLabel *interpreter_words;
  GtkWidget *waiting;
  GtkLabel *waiting_words;
  GtkButton *next;

  /* owned */
  HavenVisit *visit;

  HavenFlowStage stage;
  HavenFlowStage last_stage;
  HavenFlowStage next_stage;
  gboolean has_next;
};

G_DEFINE_FINAL_TYPE (HavenFlowCard, haven_flow_card, GTK_TYPE_LIST_BOX_ROW)

static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  HavenFlowCard *self = data;
  g_autoptr (GMenuModel) menu = haven_visit_status_build_menu (haven_visit_get_status (self->visit), "flow-card.set-status");

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/* The board acts on the card that has the keyboard: its button and its menu take it there. */
static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (widget);
  gtk_widget_activate_action (widget, "flow.next", NULL);
}

static void
set_status_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (widget);
  gtk_widget_activate_action_variant (widget, "flow.set-status", parameter);
}

static void
haven_flow_card_dispose (GObject *object)
{
  HavenFlowCard *self = HAVEN_FLOW_CARD (object);

  g_clear_object (&self->visit);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_FLOW_CARD);
  G_OBJECT_CLASS (haven_flow_card_parent_class)->dispose (object);
}

static void
haven_flow_card_class_init (HavenFlowCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_flow_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-flow-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, person);
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, menu);
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, detail);
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, interpreter_words);
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, waiting);
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, waiting_words);
  gtk_widget_class_bind_template_child (widget_class, HavenFlowCard, next);
  gtk_widget_class_install_action (widget_class, "flow-card.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "flow-card.set-status", "s", set_status_cb);
}

static void
haven_flow_card_init (HavenFlowCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
}

/** @session: whether somebody may move the card is a matter of who looks */
GtkWidget *
haven_flow_card_new (HavenSession *session)
{
  HavenFlowCard *self = g_object_new (HAVEN_TYPE_FLOW_CARD, NULL);

  haven_permit_bind (GTK_WIDGET (self->next), session, "appointment", HAVEN_ACTION_UPDATE);
  haven_permit_bind (GTK_WIDGET (self->menu), session, "appointment", HAVEN_ACTION_UPDATE);
  return GTK_WIDGET (self);
}

static char *
dup_waiting (const HavenFlowPerson *person, HavenInstant now)
{
  int minutes = haven_flow_get_minutes (person->visits, &person->place, now);

  if (minutes < 0 || person->place.stage == HAVEN_FLOW_DONE)
    return NULL;
  if (person->place.stage == HAVEN_FLOW_EXPECTED)
    return g_strdup_printf (ngettext ("%d minute late", "%d minutes late", (gulong) minutes), minutes);
  if (person->place.stage == HAVEN_FLOW_ARRIVED)
    return g_strdup_printf (ngettext ("Waiting for %d minute", "Waiting for %d minutes", (gulong) minutes), minutes);
  return g_strdup_printf (ngettext ("For %d minute", "For %d minutes", (gulong) minutes), minutes);
}

/* What the button does, as somebody would say it. */
static const char *
get_step_words (HavenFlowStage next)
{
  switch (next)
    {
    case HAVEN_FLOW_ARRIVED:
      return _("_Arrived");
    case HAVEN_FLOW_WITH_CLINICIAN:
      return _("To the _Clinician");
    case HAVEN_FLOW_WITH_LAWYER:
      return _("To the _Lawyer");
    case HAVEN_FLOW_WITH_NAVIGATOR:
      return _("To the _Navigator");
    case HAVEN_FLOW_EXPECTED:
    case HAVEN_FLOW_DONE:
    default:
      return _("_Done");
    }
}

/* After one visit of several, somebody has not arrived but waits for the next. */
static const char *
get_next_words (HavenFlowCard *self)
{
  return self->next_stage == HAVEN_FLOW_ARRIVED && self->stage != HAVEN_FLOW_EXPECTED ? _("To the _Waiting Room")
                                                                                     : get_step_words (self->next_stage);
}

static void
show_next (HavenFlowCard *self, const HavenFlowPerson *person)
{
  g_autofree char *label = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *plain = NULL;

  self->has_next = haven_flow_find_next (person->visits, &self->next_stage);
  gtk_widget_set_visible (GTK_WIDGET (self->next), self->has_next);
  if (!self->has_next)
    return;
  label = g_strdup (get_next_words (self));
  parts = g_strsplit (label, "_", -1);
  plain = g_strjoinv ("", parts);
  gtk_button_set_label (self->next, plain);
  g_free (label);
  label = g_strdup_printf ("%s: %s", haven_visit_get_person_words (self->visit), plain);
  haven_announce_name (GTK_WIDGET (self->next), label);
}

static void
name_for_reader (HavenFlowCard *self)
{
  const char *sep = C_ ("between parts of a sentence", ", ");
  const char *person = haven_visit_get_person_words (self->visit);
  const char *waiting = gtk_widget_get_visible (self->waiting) ? gtk_label_get_label (self->waiting_words) : NULL;
  g_autofree char *name = g_strjoin (sep,
                                     person,
                                     gtk_label_get_label (self->detail),
                                     _(haven_flow_stage_get_label (self->stage)),
                                     waiting,
                                     NULL);
  g_autofree char *more = g_strdup_printf (_("More for %s"), person);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
}

/**
 * haven_flow_card_show:
 * @resources: (element-type HavenResource): for the names of what the visit takes
 * @now: 0 on another day than today: then nobody waits
 */
void
haven_flow_card_show (HavenFlowCard *self, const HavenFlowPerson *person, GPtrArray *resources, HavenInstant now)
{
  g_autofree char *time = haven_words_dup_time (haven_visit_get_start_minute (person->current));
  g_autofree char *names = haven_visit_dup_resource_names (person->current, resources);
  g_autofree char *detail = g_strdup_printf ("%s · %s%s%s", time, haven_visit_get_title_words (person->current),
                                             *names ? " · " : "", names);
  g_autofree char *interpreter = haven_visit_dup_interpreter (person->current);
  g_autofree char *waiting = now > 0 ? dup_waiting (person, now) : NULL;

  g_return_if_fail (HAVEN_IS_FLOW_CARD (self));

  g_set_object (&self->visit, person->current);
  self->stage = person->place.stage;
  self->last_stage = haven_flow_stage_of_kind (((const HavenAppointment *) person->visits->pdata[person->place.current])->kind);
  gtk_label_set_label (self->person, haven_visit_get_person_words (self->visit));
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->interpreter_words, interpreter ? interpreter : "");
  gtk_widget_set_visible (self->interpreter, interpreter != NULL);
  gtk_label_set_label (self->waiting_words, waiting ? waiting : "");
  gtk_widget_set_visible (self->waiting, waiting != NULL);
  show_next (self, person);
  name_for_reader (self);
}

/** Returns: (transfer none): the visit that counts now */
/** Returns: where the visit takes place that counts now */
HavenFlowStage
haven_flow_card_get_last_stage (HavenFlowCard *self)
{
  g_return_val_if_fail (HAVEN_IS_FLOW_CARD (self), HAVEN_FLOW_DONE);
  return self->last_stage;
}

HavenVisit *
haven_flow_card_get_visit (HavenFlowCard *self)
{
  g_return_val_if_fail (HAVEN_IS_FLOW_CARD (self), NULL);
  return self->visit;
}

HavenFlowStage
haven_flow_card_get_stage (HavenFlowCard *self)
{
  g_return_val_if_fail (HAVEN_IS_FLOW_CARD (self), HAVEN_FLOW_EXPECTED);
  return self->stage;
}

gboolean
haven_flow_card_get_next (HavenFlowCard *self, HavenFlowStage *next)
{
  g_return_val_if_fail (HAVEN_IS_FLOW_CARD (self), FALSE);
  *next = self->next_stage;
  return self->has_next;
}
