/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-contact-card.h"

#include "haven-announce.h"
#include "haven-contact-service.h"
#include "haven-contact-words.h"
#include "haven-person-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Always as long, so that it tells nothing, not even the length. */
#define MASK "••• ••• ••••"

struct _HavenContactCard
{
  GtkBox parent_instance;

  /* template */
  GtkImage *channel_icon;
  GtkLabel *channel;
  GtkWidget *answer;
  GtkImage *answer_icon;
  GtkLabel *answer_label;
  GtkLabel *hours;
  GtkLabel *how;
  GtkLabel *confirmed;
  GtkWidget *value_box;
  GtkLabel *value;
  GtkWidget *copy;
  GtkToggleButton *reveal;
  GtkMenuButton *more;
  GtkWidget *again;
  GtkWidget *confirm;

  /* owned */
  char *secret;        /* the number */
  char *rule_id;
  GtkWidget *reminder; /* the rule beside a number that was copied */

  HavenContactAnswer now;
  gboolean may_change;
  gboolean may_remove;
  gboolean confirmed_today;
};

G_DEFINE_FINAL_TYPE (HavenContactCard, haven_contact_card, GTK_TYPE_BOX)

static void
set_words (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_value (HavenContactCard *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->reveal);

  gtk_label_set_label (self->value, shown ? self->secret : MASK);
  gtk_label_set_selectable (self->value, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shown ? self->secret : _("Hidden until it is shown"),
                                  -1);
  gtk_button_set_label (GTK_BUTTON (self->reveal), shown ? _("Hide") : _("Show"));
  /* What is never used is not copied either; it is there to be recognised. */
  gtk_widget_set_visible (self->copy, shown && self->now != HAVEN_CONTACT_NEVER);
}

static void
reveal_toggled_cb (HavenContactCard *self, GtkToggleButton *button)
{
  show_value (self);
}

static char *
dup_rule (HavenContactCard *self, const char *separator)
{
  return haven_person_join (separator,
                            (const char *[]) { gtk_label_get_label (self->answer_label),
                                               gtk_label_get_label (self->hours),
                                               gtk_label_get_label (self->how),
                                               NULL });
}

static void
reminder_closed_cb (HavenContactCard *self)
{
  g_clear_pointer (&self->reminder, gtk_widget_unparent);
}

/* Who has the number in hand reads once more how to use it. */
static void
copy_clicked_cb (HavenContactCard *self, GtkButton *button)
{
  g_autofree char *rule = dup_rule (self, "\n");
  GtkWidget *label = gtk_label_new (rule);

  reminder_closed_cb (self);
  self->reminder = gtk_popover_new ();
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->secret);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "contact-reminder");
  gtk_popover_set_child (GTK_POPOVER (self->reminder), label);
  gtk_widget_set_parent (self->reminder, GTK_WIDGET (button));
  g_signal_connect_swapped (self->reminder, "closed", G_CALLBACK (reminder_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->reminder));
  haven_announce (GTK_WIDGET (self), rule);
}

static void
show_answer (HavenContactCard *self, HavenContactAnswer answer)
{
  gtk_widget_remove_css_class (self->answer, haven_contact_answer_get_css_class (self->now));
  self->now = answer;
  gtk_widget_add_css_class (self->answer, haven_contact_answer_get_css_class (answer));
  gtk_label_set_label (self->answer_label, haven_contact_answer_get_label (answer));
  gtk_image_set_from_icon_name (self->answer_icon, haven_contact_answer_get_icon_name (answer));
}

static void
name_controls (HavenContactCard *self, const char *channel)
{
  g_autofree char *reveal = g_strdup_printf (_("Show: %s"), channel);
  g_autofree char *copy = g_strdup_printf (_("Copy: %s"), channel);
  g_autofree char *rule = dup_rule (self, ". ");
  g_autofree char *whole = g_strdup_printf ("%s: %s", channel, rule);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_LABEL, copy, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reveal),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reveal,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  rule,
                                  -1);
}

/* ── Changing it ─────────────────────────────────────────────────────────── */

static void
append_item (GMenu *menu, const char *label, const char *action, const char *rule_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", rule_id);
  g_menu_append_item (menu, item);
}

static void
show_more (HavenContactCard *self, const char *channel)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *name = g_strdup_printf (_("More: %s"), channel);

  if (self->may_change)
    append_item (menu, _("_Edit…"), "person.edit-contact", self->rule_id);
  if (self->may_change && !self->confirmed_today)
    append_item (menu, _("Confirm _Today"), "person.confirm-contact", self->rule_id);
  if (self->may_remove)
    append_item (menu, _("_Remove"), "person.remove-contact", self->rule_id);
  gtk_widget_set_visible (GTK_WIDGET (self->more), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Who may not change a rule reads below it how old the answer is; the line to act upon is for those who may. */
static void
show_again (HavenContactCard *self, const HavenSafeContactRule *rule, const char *channel, HavenDate today)
{
  g_autofree char *name = g_strdup_printf (_("Confirmed today: %s"), channel);

  gtk_widget_set_visible (self->again, self->may_change && haven_contact_is_old (rule, today));
  /* A button with an action that lacks what it is about is a warning, so the name comes last. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->confirm), "s", rule->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->confirm), "person.confirm-contact");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confirm), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The clock looks every half a minute; a menu that is open is not taken from under somebody's hand. */
static void
show_changing (HavenContactCard *self, const HavenSafeContactRule *rule, const char *channel, HavenDate today)
{
  gboolean confirmed_today =
    haven_date_is_set (rule->last_confirmed_on) && haven_date_compare (rule->last_confirmed_on, today) == 0;
  gboolean same = g_strcmp0 (self->rule_id, rule->id) == 0 && self->confirmed_today == confirmed_today &&
                  gtk_menu_button_get_menu_model (self->more) != NULL;

  g_set_str (&self->rule_id, rule->id);
  self->confirmed_today = confirmed_today;
  if (!same)
    show_more (self, channel);
  show_again (self, rule, channel, today);
}

static void
haven_contact_card_unmap (GtkWidget *widget)
{
  haven_contact_card_hide_value (HAVEN_CONTACT_CARD (widget));
  reminder_closed_cb (HAVEN_CONTACT_CARD (widget));
  GTK_WIDGET_CLASS (haven_contact_card_parent_class)->unmap (widget);
}

static void
haven_contact_card_dispose (GObject *object)
{
  reminder_closed_cb (HAVEN_CONTACT_CARD (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CONTACT_CARD);
  G_OBJECT_CLASS (haven_contact_card_parent_class)->dispose (object);
}

static void
haven_contact_card_finalize (GObject *object)
{
  g_free (HAVEN_CONTACT_CARD (object)->secret);
  g_free (HAVEN_CONTACT_CARD (object)->rule_id);
  G_OBJECT_CLASS (haven_contact_card_parent_class)->finalize (object);
}

static void
haven_contact_card_class_init (HavenContactCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_contact_card_dispose;
  object_class->finalize = haven_contact_card_finalize;
  widget_class->unmap = haven_contact_card_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-contact-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, channel_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, channel);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, answer);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, answer_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, answer_label);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, hours);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, how);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, confirmed);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, value_box);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, value);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, copy);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, reveal);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, more);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, again);
  gtk_widget_class_bind_template_child (widget_class, HavenContactCard, confirm);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
}

static void
haven_contact_card_init (HavenContactCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
haven_contact_card_new (void)
{
  return g_object_new (HAVEN_TYPE_CONTACT_CARD, NULL);
}

/** Shows a rule as it is at this moment. A number that is shown stays shown. */
void
haven_contact_card_set_rule (HavenContactCard *self,
                             const HavenPatient *patient,
                             const HavenSafeContactRule *rule,
                             HavenClock *clock)
{
  const char *channel = haven_contact_channel_get_label (rule->channel);
  g_autofree char *hours = NULL, *how = NULL, *confirmed = NULL;

  g_return_if_fail (HAVEN_IS_CONTACT_CARD (self));

  hours = haven_contact_rule_dup_hours (rule);
  how = haven_contact_rule_dup_how (rule);
  confirmed = haven_contact_rule_dup_confirmed (rule, haven_clock_today (clock));
  g_set_str (&self->secret, rule->value ? rule->value : "");
  gtk_image_set_from_icon_name (self->channel_icon, haven_contact_channel_get_icon_name (rule->channel));
  gtk_label_set_label (self->channel, channel);
  show_answer (self, haven_people_check_contact (patient, rule, clock));
  set_words (self->hours, self->now == HAVEN_CONTACT_NEVER ? "" : hours);
  set_words (self->how, how);
  set_words (self->confirmed, confirmed);
  gtk_widget_set_visible (self->value_box, *self->secret != '\0');
  show_value (self);
  name_controls (self, channel);
  show_changing (self, rule, channel, haven_clock_today (clock));
}

/** Whether the rule that is shown next may be changed and taken away by whoever looks. */
void
haven_contact_card_set_permits (HavenContactCard *self, gboolean may_change, gboolean may_remove)
{
  g_return_if_fail (HAVEN_IS_CONTACT_CARD (self));

  if (self->may_change == may_change && self->may_remove == may_remove)
    return;
  self->may_change = may_change;
  self->may_remove = may_remove;
  g_clear_pointer (&self->rule_id, g_free);
}

/** Masks the number again. */
void
haven_contact_card_hide_value (HavenContactCard *self)
{
  g_return_if_fail (HAVEN_IS_CONTACT_CARD (self));
  gtk_toggle_button_set_active (self->reveal, FALSE);
}
