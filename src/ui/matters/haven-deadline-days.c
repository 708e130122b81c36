/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline-days.h"

#include "haven-hearing.h"
#include "haven-hearing-words.h"
#include "haven-matter-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenDeadlineDays
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkWidget *days;
  GtkWidget *plan_by_box;
  GtkLabel *plan_by;
  GtkLabel *plan_by_far;
  GtkWidget *last_safe_box;
  GtkLabel *last_safe_caption;
  GtkLabel *last_safe;
  GtkLabel *last_safe_far;
  GtkLabel *no_days;
  GtkWidget *lawyer;
  GtkExpander *why;
  AdwWrapBox *facts;
  GtkLabel *counted_from;
  GtkLabel *explanation;
  GtkLabel *citation;
  GtkLabel *set_by;
};

G_DEFINE_FINAL_TYPE (HavenDeadlineDays, haven_deadline_days, GTK_TYPE_WIDGET)

static char *
dup_far (HavenDate today, HavenDate day)
{
  g_autofree char *far = haven_words_dup_days_from (today, day);

  return haven_matter_words_dup_sentence (far);
}

static void
show_day (GtkWidget *box, GtkLabel *label, GtkLabel *far_label, HavenDate today, HavenDate day)
{
  g_autofree char *words = haven_words_dup_date (day);
  g_autofree char *far = haven_date_is_set (day) ? dup_far (today, day) : NULL;

  gtk_widget_set_visible (box, haven_date_is_set (day));
  gtk_label_set_label (label, words);
  gtk_label_set_label (far_label, far ? far : "");
}

/* “Wed 9 Dec 2026, 10:30, County Court” */
static void
show_hour_and_place (HavenDeadlineDays *self, const HavenDeadline *deadline)
{
  g_autofree char *words =
      haven_hearing_words_dup_day (deadline->last_safe_day, (int) deadline->at_minute, deadline->place);

  gtk_label_set_label (self->last_safe, words);
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_fact (HavenDeadlineDays *self, const char *caption, const char *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), create_label (caption, "fact-caption"));
  gtk_box_append (GTK_BOX (box), create_label (value, "numeric"));
  adw_wrap_box_append (self->facts, box);
}

static void
add_day (HavenDeadlineDays *self, const char *caption, HavenDate day)
{
  g_autofree char *words = haven_words_dup_date (day);

  if (haven_date_is_set (day))
    add_fact (self, caption, words);
}

static void
add_alerts (HavenDeadlineDays *self, char **alerts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) days = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; alerts && alerts[i]; i++)
    {
      HavenDate day;

      if (haven_date_parse (alerts[i], &day, NULL))
        g_strv_builder_take (builder, haven_words_dup_date (day));
    }
  days = g_strv_builder_end (builder);
  text = g_strjoinv ("\n", days);
  if (*text)
    add_fact (self, _ ("Reminders"), text);
}

static void
show_facts (HavenDeadlineDays *self, const HavenDeadline *deadline)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    adw_wrap_box_remove (self->facts, child);
  add_day (self, _ ("Day by the statute"), deadline->statutory_day);
  add_day (self, _ ("Mail by"), deadline->mail_by);
  add_day (self, _ ("Opens on"), deadline->opens_on);
  add_alerts (self, deadline->alert_on);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), gtk_widget_get_first_child (GTK_WIDGET (self->facts)) != NULL);
}

static char *
dup_counted_from (const HavenDeadline *deadline)
{
  g_autofree char *event = haven_matter_words_dup_sentence (haven_matter_words_get_rule_words (deadline->trigger_event));
  g_autofree char *day = haven_words_dup_date (deadline->trigger_on);

  return *day && *event ? g_strdup_printf ("%s: %s", event, day) : g_strconcat (event, day, NULL);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (label)), text != NULL && *text != '\0');
}

static void
haven_deadline_days_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_DEADLINE_DAYS);
  G_OBJECT_CLASS (haven_deadline_days_parent_class)->dispose (object);
}

static void
haven_deadline_days_class_init (HavenDeadlineDaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_deadline_days_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-deadline-days.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, content);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, days);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, plan_by_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, plan_by);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, plan_by_far);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, last_safe_box);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, last_safe_caption);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, last_safe);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, last_safe_far);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, no_days);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, lawyer);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, why);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, facts);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, counted_from);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, explanation);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, citation);
  gtk_widget_class_bind_template_child (widget_class, HavenDeadlineDays, set_by);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "deadline-days");
}

static void
haven_deadline_days_init (HavenDeadlineDays *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows the days of @deadline, which need not be saved yet. */
void
haven_deadline_days_show (HavenDeadlineDays *self, const HavenDeadline *deadline, HavenDate today)
{
  g_autofree char *counted_from = dup_counted_from (deadline);
  g_autofree char *set_by = haven_matter_words_dup_set_by (deadline);
  gboolean has_day = haven_date_is_set (deadline->plan_by) || haven_date_is_set (deadline->last_safe_day);

  g_return_if_fail (HAVEN_IS_DEADLINE_DAYS (self));

  show_day (self->plan_by_box, self->plan_by, self->plan_by_far, today, deadline->plan_by);
  gtk_label_set_label (self->last_safe_caption, haven_matter_words_get_last_day (deadline->kind));
  show_day (self->last_safe_box, self->last_safe, self->last_safe_far, today, deadline->last_safe_day);
  if (haven_deadline_is_kept_on_its_day (deadline))
    show_hour_and_place (self, deadline);
  gtk_widget_set_visible (self->days, has_day);
  gtk_widget_set_visible (GTK_WIDGET (self->no_days), !has_day);
  gtk_widget_set_visible (self->lawyer, deadline->needs_lawyer_check);
  show_facts (self, deadline);
  show_text (self->counted_from, counted_from);
  show_text (self->explanation, deadline->explanation);
  show_text (self->citation, deadline->citation);
  show_text (self->set_by, set_by);
}

gboolean
haven_deadline_days_get_expanded (HavenDeadlineDays *self)
{
  g_return_val_if_fail (HAVEN_IS_DEADLINE_DAYS (self), FALSE);
  return gtk_expander_get_expanded (self->why);
}

void
haven_deadline_days_set_expanded (HavenDeadlineDays *self, gboolean expanded)
{
  g_return_if_fail (HAVEN_IS_DEADLINE_DAYS (self));
  gtk_expander_set_expanded (self->why, expanded);
}
