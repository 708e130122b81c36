/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-event-row.h"

#include "haven-person-words.h"
#include "haven-state-words.h"
#include "haven-time-scale.h"
#include "haven-timeline-words.h"

#include <glib/gi18n.h>

struct _HavenPersonEventRow
{
  GtkBox parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;

  /* borrowed */
  const char *lane_class;
};

G_DEFINE_FINAL_TYPE (HavenPersonEventRow, haven_person_event_row, GTK_TYPE_BOX)

/* “Fri 27 · 9:30 · Visit · Medical · confirmed”; the month stands above. */
static char *
dup_detail (HavenTimelineEvent *event)
{
  int minute = haven_timeline_event_get_minute (event);
  g_autofree char *day = haven_time_dup_label (C_("day of the week", "%a %-d"),
                                               haven_wall_minute_at (haven_timeline_event_get_starts_on (event), 0));
  g_autofree char *time = minute < 0 ? g_strdup ("") : haven_time_dup_clock_label (minute);
  g_autofree char *state = haven_timeline_event_dup_state_label (event);
  const char *kind = haven_event_kind_get_label (haven_timeline_event_get_kind (event));

  return haven_person_join (" · ",
                            (const char *[]) { day,
                                               time,
                                               kind,
                                               haven_lane_get_caption (haven_timeline_event_get_lane (event)),
                                               state ? state : "",
                                               NULL });
}

static void
haven_person_event_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_PERSON_EVENT_ROW);
  G_OBJECT_CLASS (haven_person_event_row_parent_class)->dispose (object);
}

static void
haven_person_event_row_class_init (HavenPersonEventRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_person_event_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-event-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPersonEventRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonEventRow, title);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonEventRow, detail);
}

static void
haven_person_event_row_init (HavenPersonEventRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
haven_person_event_row_new (void)
{
  return g_object_new (HAVEN_TYPE_PERSON_EVENT_ROW, NULL);
}

void
haven_person_event_row_set_event (HavenPersonEventRow *self, HavenTimelineEvent *event)
{
  g_autofree char *detail = NULL;

  g_return_if_fail (HAVEN_IS_PERSON_EVENT_ROW (self) && HAVEN_IS_TIMELINE_EVENT (event));

  detail = dup_detail (event);
  if (self->lane_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->lane_class);
  self->lane_class = haven_lane_get_css_class (haven_timeline_event_get_lane (event));
  gtk_widget_add_css_class (GTK_WIDGET (self), self->lane_class);
  gtk_image_set_from_icon_name (self->icon, haven_event_kind_get_icon_name (haven_timeline_event_get_kind (event)));
  gtk_label_set_label (self->title, haven_timeline_event_get_title (event));
  gtk_label_set_label (self->detail, detail);
  if (haven_state_is_over (haven_timeline_event_get_state (event)))
    gtk_widget_add_css_class (GTK_WIDGET (self), "over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "over");
}

/** Returns: (transfer full): the event and its lane as a screen reader says them */
char *
haven_person_event_dup_accessible_name (HavenTimelineEvent *event)
{
  g_autofree char *name = haven_timeline_event_dup_accessible_name (event);

  return g_strdup_printf ("%s, %s", name, haven_lane_get_caption (haven_timeline_event_get_lane (event)));
}
