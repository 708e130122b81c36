/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline-card.h"

#include "haven-consent.h"
#include "haven-deadline-days.h"
#include "haven-evidence-day-box.h"
#include "haven-matter-words.h"
#include "haven-nearness-badge.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenDeadlineCard
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *title;
  HavenNearnessBadge *badge;
  HavenDeadlineDays *days;
  HavenEvidenceDayBox *evidence;
  GtkWidget *met_box;
  GtkLabel *met;
  GtkWidget *desk_box;
  GtkLabel *desk;
  GtkLabel *settled;
  GtkWidget *actions;
  GtkButton *done;
  GtkButton *waive;
  GtkButton *missed;
  GtkButton *make_void;
  GtkButton *change;

  /* owned */
  char *id;
};

G_DEFINE_FINAL_TYPE (HavenDeadlineCard, haven_deadline_card, ADW_TYPE_BIN)

/* What the desk may know now: the words, and the day that it sees. */
static char *
dup_desk_words (const HavenDeadline *deadline, GPtrArray *published)
{
  for (guint i = 0; published && i < published->len; i++)
    {
      const HavenBridgeDate *date = published->pdata[i];
      g_autofree char *day = haven_words_dup_date (date->not_after);

      if (date->revoked_at == 0 && g_strcmp0 (date->source_id, deadline->id) == 0)
        /* Translators: neutral words that the front desk sees, and the day under which it sees them */
        return g_strdup_printf (_ ("The desk sees “%s” for %s"), date->words, day);
    }
  return NULL;
}

/* Whoever booked them may not have been told, so this is where the legal team learns of them. */
static char *
dup_met_words (const HavenDeadline *deadline, const HavenMatterPage *page, HavenClock *clock)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) hours = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < page->met->len; i++)
    {
      const HavenMetVisit *visit = page->met->pdata[i];
      g_autofree char *from = haven_words_dup_time (haven_clock_get_local_minute (clock, visit->starts_at));
      g_autofree char *until = haven_words_dup_time (haven_clock_get_local_minute (clock, visit->ends_at));

      if (g_strcmp0 (visit->deadline_id, deadline->id) == 0)
        g_strv_builder_take (builder, g_strdup_printf ("%s–%s", from, until));
    }
  hours = g_strv_builder_end (builder);
  if (hours[0] == NULL)
    return NULL;
  joined = g_strjoinv ("; ", hours);
  /* Translators: from when until when the visits are: “10:00–10:45; 11:00–11:30” */
  return g_strdup_printf (ngettext ("A visit of this person is at the same place then: %s",
                                    "Visits of this person are at the same place then: %s",
                                    (gulong) g_strv_length (hours)),
                          joined);
}

static void
set_action (GtkButton *button, const char *action, const HavenDeadline *deadline)
{
  const char *label = haven_matter_words_get_rule_words (deadline->label);
  g_autofree char *name = g_strdup_printf ("%s: %s", gtk_button_get_label (button), label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", deadline->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_status (HavenDeadlineCard *self, const HavenDeadline *deadline, HavenDate today)
{
  gboolean open = g_strcmp0 (deadline->status, "open") == 0;
  gboolean changed = open && deadline->change_reason && *deadline->change_reason;
  g_autofree char *settled = NULL;

  if (open)
    haven_nearness_badge_set_day (self->badge, today, deadline->plan_by);
  else
    haven_nearness_badge_set_settled (self->badge, deadline->status);
  if (changed)
    settled = g_strdup_printf (_ ("Counted anew: %s"), deadline->change_reason);
  else if (!open)
    settled = haven_matter_words_dup_settled (deadline);
  gtk_label_set_label (self->settled, settled ? settled : "");
  gtk_widget_set_visible (GTK_WIDGET (self->settled), settled != NULL);
  gtk_widget_set_visible (self->actions, open);
  gtk_widget_set_visible (GTK_WIDGET (self->missed),
                          haven_nearness_of (today, deadline->last_safe_day) == HAVEN_NEARNESS_OVERDUE);
  gtk_widget_set_visible (GTK_WIDGET (self->change), open && deadline->rule_code != NULL);
  if (open)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "settled");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "settled");
}

static void
haven_deadline_card_dispose (GObject *object)
{
  HavenDeadlineCard *self = HAVEN_DEADLINE_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DEADLINE_CARD);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (haven_deadline_card_parent_class)->dispose (object);
}

static void
haven_deadline_card_class_init (HavenDeadlineCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_deadline_card_dispose;

  g_type_ensure (HAVEN_TYPE_NEARNESS_BADGE);
  g_type_ensure (HAVEN_TYPE_DEADLINE_DAYS);
  g_type_ensure (HAVEN_TYPE_EVIDENCE_DAY_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-deadline-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, title);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, badge);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, days);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, evidence);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, met_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, met);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, desk_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, desk);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, settled);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, actions);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, done);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, waive);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, missed);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, make_void);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineCard, change);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
haven_deadline_card_init (HavenDeadlineCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
haven_deadline_card_new (void)
{
  return g_object_new (HAVEN_TYPE_DEADLINE_CARD, NULL);
}

/** @page: of the matter that has @deadline */
void
haven_deadline_card_show (HavenDeadlineCard *self,
                          const HavenMatterPage *page,
                          const HavenDeadline *deadline,
                          HavenClock *clock)
{
  HavenDate today = haven_clock_today (clock);
  const char *label = haven_matter_words_get_rule_words (deadline->label);
  g_autofree char *met = dup_met_words (deadline, page, clock);
  g_autofree char *desk = dup_desk_words (deadline, page->published);

  g_return_if_fail (HAVEN_IS_DEADLINE_CARD (self));

  g_set_str (&self->id, deadline->id);
  gtk_label_set_label (self->title, label);
  haven_deadline_days_show (self->days, deadline, today);
  haven_evidence_day_box_show (
      self->evidence, haven_evidence_days_find (page->evidence_days, deadline->id), label, today);
  gtk_label_set_label (self->met, met ? met : "");
  gtk_widget_set_visible (self->met_box, met != NULL);
  gtk_label_set_label (self->desk, desk ? desk : "");
  gtk_widget_set_visible (self->desk_box, desk != NULL);
  show_status (self, deadline, today);
  set_action (self->done, "deadline.done", deadline);
  set_action (self->waive, "deadline.waive", deadline);
  set_action (self->missed, "deadline.miss", deadline);
  set_action (self->make_void, "deadline.void", deadline);
  set_action (self->change, "deadline.change", deadline);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

const char *
haven_deadline_card_get_id (HavenDeadlineCard *self)
{
  g_return_val_if_fail (HAVEN_IS_DEADLINE_CARD (self), NULL);
  return self->id;
}

void
haven_deadline_card_set_expanded (HavenDeadlineCard *self, gboolean expanded)
{
  g_return_if_fail (HAVEN_IS_DEADLINE_CARD (self));
  haven_deadline_days_set_expanded (self->days, expanded);
}
