/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-day-box.h"

#include "haven-announce.h"
#include "haven-buttons.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenEvidenceDayBox
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *needed;
  GtkLabel *standing;
  GtkLabel *later;
  GtkButton *ask;
};

G_DEFINE_FINAL_TYPE (HavenEvidenceDayBox, haven_evidence_day_box, ADW_TYPE_BIN)

static gboolean
is_over (const HavenEvidenceDay *day, HavenDate today)
{
  return haven_date_compare (day->needed_by, today) < 0;
}

static char *
dup_needed (const HavenEvidenceDay *day, HavenDate today)
{
  g_autofree char *date = haven_words_dup_date (day->needed_by);

  if (is_over (day, today))
    return g_strdup_printf (_ ("Medical evidence was needed by %s; ask today"), date);
  /* Translators: a day, and how many working days it lies before the date on whose card this stands */
  return g_strdup_printf (ngettext ("Medical evidence needed by %s, %d working day before",
                                    "Medical evidence needed by %s, %d working days before",
                                    (gulong) day->working_days),
                          date,
                          day->working_days);
}

/* “1 is in · 2 are open, the next wanted by Fri 16 Oct 2026” */
static char *
dup_standing (const HavenEvidenceDay *day)
{
  g_autofree char *date = haven_words_dup_date (day->next);
  g_autofree char *in = NULL, *open = NULL;

  if (day->n_in + day->n_open == 0)
    return g_strdup (_ ("Nothing is asked for yet"));
  in = g_strdup_printf (ngettext ("%u is in", "%u are in", day->n_in), day->n_in);
  if (day->n_open == 0)
    return g_steal_pointer (&in);
  /* Translators: how many papers are still wanted, and the day by which the first of them is */
  open = g_strdup_printf (
      ngettext ("%u is open, wanted by %s", "%u are open, the next wanted by %s", day->n_open), day->n_open, date);
  return day->n_in > 0 ? g_strjoin (" · ", in, open, NULL) : g_steal_pointer (&open);
}

/**
 * haven_evidence_day_dup_origin:
 * @label: what the date is
 *
 * Returns: (transfer full): where the proposed day comes from
 */
char *
haven_evidence_day_dup_origin (const HavenEvidenceDay *day, const char *label, HavenDate today)
{
  g_autofree char *planned = haven_words_dup_date (day->plan_by);
  g_autofree char *needed = haven_words_dup_date (day->needed_by);

  if (is_over (day, today))
    /* Translators: a day, what the date is, and its day */
    return g_strdup_printf (_ ("It was needed by %s, for “%s” on %s; so it is wanted today."), needed, label, planned);
  /* Translators: a number of working days, what the date is, and its day */
  return g_strdup_printf (ngettext ("%d working day before “%s” on %s. Write another day if you know better.",
                                    "%d working days before “%s” on %s. Write another day if you know better.",
                                    (gulong) day->working_days),
                          day->working_days,
                          label,
                          planned);
}

static void
haven_evidence_day_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_EVIDENCE_DAY_BOX);
  G_OBJECT_CLASS (haven_evidence_day_box_parent_class)->dispose (object);
}

static void
haven_evidence_day_box_class_init (HavenEvidenceDayBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_evidence_day_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-evidence-day-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDayBox, needed);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDayBox, standing);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDayBox, later);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDayBox, ask);
}

static void
haven_evidence_day_box_init (HavenEvidenceDayBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_buttons_wrap (GTK_WIDGET (self));
}

/**
 * haven_evidence_day_box_show:
 * @day: (nullable): %NULL shows nothing, as the date is none that such evidence is for
 * @label: what the date is
 */
void
haven_evidence_day_box_show (HavenEvidenceDayBox *self, const HavenEvidenceDay *day, const char *label, HavenDate today)
{
  g_autofree char *needed = NULL, *standing = NULL, *later = NULL, *name = NULL;

  g_return_if_fail (HAVEN_IS_EVIDENCE_DAY_BOX (self));

  gtk_widget_set_visible (GTK_WIDGET (self), day != NULL);
  if (day == NULL)
    return;
  needed = dup_needed (day, today);
  standing = dup_standing (day);
  later = g_strdup_printf (
      ngettext ("%u is wanted later than that", "%u are wanted later than that", day->n_later), day->n_later);
  name = g_strdup_printf ("%s: %s", gtk_button_get_label (self->ask), label);
  gtk_label_set_label (self->needed, needed);
  gtk_label_set_label (self->standing, standing);
  gtk_label_set_label (self->later, later);
  gtk_widget_set_visible (GTK_WIDGET (self->later), day->n_later > 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->ask), "s", day->deadline_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ask), "evidence.add-by");
  haven_announce_name (GTK_WIDGET (self->ask), name);
}
