/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-row.h"

#include "haven-hearing-words.h"
#include "haven-matter-words.h"
#include "haven-nearness-badge.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenMatterRow
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *state_box;
  GtkWidget *next_box;
  GtkLabel *person;
  GtkLabel *kind;
  GtkLabel *standing;
  GtkLabel *next_label;
  GtkLabel *plan_by;
  HavenNearnessBadge *badge;

  GtkOrientation orientation;
  gboolean in_column; /* what it stands in tells the stage */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (HavenMatterRow,
                               haven_matter_row,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ORIENTABLE, NULL))

enum
{
  PROP_0,
  PROP_ORIENTATION,
};

static HavenDate
read_day (HavenQueryRow *row, guint column)
{
  HavenDate day = HAVEN_DATE_NONE;
  const char *text = haven_query_row_get_text (row, column);

  if (text != NULL)
    haven_date_parse (text, &day, NULL);
  return day;
}

static const char *
get_text (HavenQueryRow *row, guint column)
{
  const char *text = haven_query_row_get_text (row, column);

  return text ? text : "";
}

static char *
dup_kind (HavenQueryRow *row)
{
  const char *type = haven_matter_words_get_type (haven_query_row_get_text (row, HAVEN_MATTERS_TYPE));
  const char *title = get_text (row, HAVEN_MATTERS_TITLE);

  return *title ? g_strdup_printf ("%s · %s", type, title) : g_strdup (type);
}

static char *
dup_standing (HavenQueryRow *row, gboolean in_column)
{
  guint n_open = (guint) g_ascii_strtoull (get_text (row, HAVEN_MATTERS_N_OPEN), NULL, 10);
  g_autofree char *dates = haven_matter_words_dup_open_dates (n_open);

  if (in_column)
    return g_steal_pointer (&dates);
  return g_strdup_printf ("%s · %s",
                          haven_matter_words_get_stage (haven_query_row_get_text (row, HAVEN_MATTERS_STAGE)),
                          dates);
}

/* Of a hearing, the hour and the place as well. */
static char *
dup_plan_by (HavenQueryRow *row)
{
  HavenDate day = read_day (row, HAVEN_MATTERS_NEXT_PLAN_BY);
  const char *minute = haven_query_row_get_text (row, HAVEN_MATTERS_NEXT_AT_MINUTE);
  g_autofree char *words = NULL, *plan = NULL, *beside = NULL;

  if (!haven_date_is_set (day))
    return g_strdup ("");
  words = haven_words_dup_date (day);
  plan = g_strdup_printf (_ ("Plan by %s"), words);
  beside = haven_hearing_words_dup_beside (day,
                                           read_day (row, HAVEN_MATTERS_NEXT_LAST_SAFE_DAY),
                                           minute ? atoi (minute) : -1,
                                           haven_query_row_get_text (row, HAVEN_MATTERS_NEXT_PLACE));
  return beside ? g_strjoin (" · ", plan, beside, NULL) : g_steal_pointer (&plan);
}

static void
apply_orientation (HavenMatterRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), self->orientation);
  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), self->orientation == GTK_ORIENTATION_HORIZONTAL);
}

static void
haven_matter_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORIENTATION)
    g_value_set_enum (value, HAVEN_MATTER_ROW (object)->orientation);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_matter_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenMatterRow *self = HAVEN_MATTER_ROW (object);

  if (id != PROP_ORIENTATION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->orientation == (GtkOrientation) g_value_get_enum (value))
    return;
  self->orientation = g_value_get_enum (value);
  apply_orientation (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
haven_matter_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_MATTER_ROW);
  G_OBJECT_CLASS (haven_matter_row_parent_class)->dispose (object);
}

static void
haven_matter_row_class_init (HavenMatterRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = haven_matter_row_get_property;
  object_class->set_property = haven_matter_row_set_property;
  object_class->dispose = haven_matter_row_dispose;
  g_object_class_override_property (object_class, PROP_ORIENTATION, "orientation");

  g_type_ensure (HAVEN_TYPE_NEARNESS_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, next_box);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, person);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, standing);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, next_label);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, plan_by);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterRow, badge);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "matter-row");
}

static void
haven_matter_row_init (HavenMatterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->orientation = GTK_ORIENTATION_HORIZONTAL;
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  apply_orientation (self);
}

GtkWidget *
haven_matter_row_new (void)
{
  return g_object_new (HAVEN_TYPE_MATTER_ROW, NULL);
}

/** Shows @row of haven_query_new_matters(). */
void
haven_matter_row_show (HavenMatterRow *self, HavenQueryRow *row, HavenDate today)
{
  HavenDate day = read_day (row, HAVEN_MATTERS_NEXT_PLAN_BY);
  g_autofree char *kind = dup_kind (row);
  g_autofree char *standing = dup_standing (row, self->in_column);
  g_autofree char *plan_by = dup_plan_by (row);

  g_return_if_fail (HAVEN_IS_MATTER_ROW (self));

  gtk_label_set_label (self->person, get_text (row, HAVEN_MATTERS_PERSON));
  gtk_label_set_label (self->kind, kind);
  gtk_label_set_label (self->standing, standing);
  gtk_label_set_label (self->next_label, haven_matter_words_get_rule_words (get_text (row, HAVEN_MATTERS_NEXT_LABEL)));
  gtk_label_set_label (self->plan_by, plan_by);
  haven_nearness_badge_set_day (self->badge, today, day);
  gtk_widget_set_visible (self->next_box, haven_date_is_set (day));
}

/** It stands in the column of its stage, so the stage is not told again. */
void
haven_matter_row_set_in_column (HavenMatterRow *self)
{
  g_return_if_fail (HAVEN_IS_MATTER_ROW (self));
  self->in_column = TRUE;
}

/** Returns: (transfer full): what a screen reader says of the row */
char *
haven_matter_row_dup_accessible_name (HavenQueryRow *row, HavenDate today, gboolean in_column)
{
  HavenDate day = read_day (row, HAVEN_MATTERS_NEXT_PLAN_BY);
  g_autofree char *kind = dup_kind (row);
  g_autofree char *standing = dup_standing (row, in_column);
  g_autofree char *plan_by = dup_plan_by (row);
  g_autofree char *near = haven_nearness_dup_words (today, day);

  if (!haven_date_is_set (day))
    return g_strdup_printf ("%s, %s, %s", get_text (row, HAVEN_MATTERS_PERSON), kind, standing);
  return g_strdup_printf ("%s, %s, %s, %s, %s, %s",
                          get_text (row, HAVEN_MATTERS_PERSON),
                          kind,
                          standing,
                          haven_matter_words_get_rule_words (get_text (row, HAVEN_MATTERS_NEXT_LABEL)),
                          plan_by,
                          near);
}
