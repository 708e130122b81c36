/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-planned-dates.h"

#include "haven-announce.h"
#include "haven-matter-words.h"
#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenPlannedDates
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *summary;
  GtkListBox *dates;
  GtkWidget *why;
  AdwEntryRow *reason;

  gboolean known; /* what changes is known */
};

G_DEFINE_FINAL_TYPE (HavenPlannedDates, haven_planned_dates, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_row (HavenPlannedDates *self, const HavenPlannedDate *date)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *old = haven_words_dup_date (date->before->plan_by);
  g_autofree char *new = haven_words_dup_date (date->after->plan_by);
  /* Translators: a day, and the day that comes in its place; where writing goes leftwards, so does the arrow: ← */
  g_autofree char *days = g_strdup_printf (C_ ("change of a day", "%s → %s"), old, new);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", haven_matter_words_get_rule_words (date->before->label), days);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date->person_name ? date->person_name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->dates, row);
}

static void
reason_changed_cb (HavenPlannedDates *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reason_activated_cb (HavenPlannedDates *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
haven_planned_dates_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_PLANNED_DATES);
  G_OBJECT_CLASS (haven_planned_dates_parent_class)->dispose (object);
}

static void
haven_planned_dates_class_init (HavenPlannedDatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_planned_dates_dispose;

  /** HavenPlannedDates::changed: somebody wrote why */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_PLANNED_DATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenPlannedDates::activated: Enter, where the reason is written */
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", HAVEN_TYPE_PLANNED_DATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-planned-dates.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPlannedDates, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenPlannedDates, dates);
  gtk_widget_class_bind_template_child (widget_class, HavenPlannedDates, why);
  gtk_widget_class_bind_template_child (widget_class, HavenPlannedDates, reason);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
}

static void
haven_planned_dates_init (HavenPlannedDates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * haven_planned_dates_show:
 * @dates: (nullable) (element-type HavenPlannedDate): what the change does; %NULL while it is not known yet
 */
void
haven_planned_dates_show (HavenPlannedDates *self, GPtrArray *dates)
{
  guint n = 0;
  g_autofree char *summary = NULL;

  g_return_if_fail (HAVEN_IS_PLANNED_DATES (self));

  gtk_list_box_remove_all (self->dates);
  for (guint i = 0; dates && i < dates->len; i++)
    if (((const HavenPlannedDate *) dates->pdata[i])->moves)
      {
        add_row (self, dates->pdata[i]);
        n++;
      }
  self->known = dates != NULL;
  if (!self->known)
    summary = g_strdup (_ ("Looking at the dates"));
  else if (n == 0)
    summary = g_strdup (_ ("No date gets another day to plan by."));
  else
    summary = g_strdup_printf (
        ngettext ("%u date gets another day to plan by.", "%u dates get another day to plan by.", n), n);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->dates), n > 0);
  gtk_widget_set_visible (self->why, n > 0);
  if (self->known && gtk_widget_get_mapped (GTK_WIDGET (self)))
    haven_announce (GTK_WIDGET (self), summary);
}

/** Whether it is known what changes, and why where a date does. */
gboolean
haven_planned_dates_is_ready (HavenPlannedDates *self)
{
  g_return_val_if_fail (HAVEN_IS_PLANNED_DATES (self), FALSE);
  return self->known &&
         (!gtk_widget_get_visible (self->why) || !haven_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

/** Returns: (transfer full): why, without blanks around it */
char *
haven_planned_dates_dup_reason (HavenPlannedDates *self)
{
  g_return_val_if_fail (HAVEN_IS_PLANNED_DATES (self), NULL);
  return g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->reason), 0, -1));
}

/** For the draft of the editor that it stands in. */
GtkWidget *
haven_planned_dates_get_reason_row (HavenPlannedDates *self)
{
  g_return_val_if_fail (HAVEN_IS_PLANNED_DATES (self), NULL);
  return GTK_WIDGET (self->reason);
}
