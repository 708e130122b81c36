/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-contact-card.h"

#include "haven-announce.h"
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

  /* owned */
  char *secret;        /* the number */
  GtkWidget *reminder; /* the rule beside a number that was copied */

  HavenContactAnswer now;
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
}

/** Masks the number again. */
void
haven_contact_card_hide_value (HavenContactCard *self)
{
  g_return_if_fail (HAVEN_IS_CONTACT_CARD (self));
  gtk_toggle_button_set_active (self->reveal, FALSE);
}
