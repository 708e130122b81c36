/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-state-words.h"
#include "haven-timeline-event-button.h"
#include "haven-timeline-words.h"

struct _HavenTimelineEventButton
{
  GtkButton parent_instance;

  /* template */
  GtkImage *icon;
  GtkWidget *words;
  GtkInscription *title;
  GtkInscription *detail;

  /* owned */
  HavenTimelineEvent *event;
};

G_DEFINE_FINAL_TYPE (HavenTimelineEventButton, haven_timeline_event_button, GTK_TYPE_BUTTON)

static void
set_lane_class (HavenTimelineEventButton *self, HavenLane lane)
{
  for (HavenLane other = 0; other < HAVEN_N_LANES; other++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), haven_lane_get_css_class (other));
  gtk_widget_add_css_class (GTK_WIDGET (self), haven_lane_get_css_class (lane));
}

static void
set_class_if (HavenTimelineEventButton *self, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, gpointer data)
{
  HavenTimelineEventButton *self = HAVEN_TIMELINE_EVENT_BUTTON (widget);
  g_autofree char *text = NULL;

  if (self->event == NULL)
    return FALSE;
  text = haven_timeline_event_dup_tooltip (self->event);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
haven_timeline_event_button_dispose (GObject *object)
{
  HavenTimelineEventButton *self = HAVEN_TIMELINE_EVENT_BUTTON (object);

  g_clear_object (&self->event);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TIMELINE_EVENT_BUTTON);
  G_OBJECT_CLASS (haven_timeline_event_button_parent_class)->dispose (object);
}

static void
haven_timeline_event_button_class_init (HavenTimelineEventButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_timeline_event_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/havenclinic/Haven/ui/haven-timeline-event-button.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTimelineEventButton, icon);
  gtk_widget_class_bind_template_child (widget_class, HavenTimelineEventButton, words);
  gtk_widget_class_bind_template_child (widget_class, HavenTimelineEventButton, title);
  gtk_widget_class_bind_template_child (widget_class, HavenTimelineEventButton, detail);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
haven_timeline_event_button_init (HavenTimelineEventButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/** One event on the timeline: a button that says what it is to eyes and to screen readers alike. */
GtkWidget *
haven_timeline_event_button_new (void)
{
  return g_object_new (HAVEN_TYPE_TIMELINE_EVENT_BUTTON, NULL);
}

/** Returns: (transfer none) (nullable): what is shown */
HavenTimelineEvent *
haven_timeline_event_button_get_event (HavenTimelineEventButton *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_EVENT_BUTTON (self), NULL);
  return self->event;
}

/** Shows @event; @zoom decides how much of its date is told. */
void
haven_timeline_event_button_set_event (HavenTimelineEventButton *self, HavenTimelineEvent *event, HavenTimeZoom zoom)
{
  g_autofree char *name = NULL;
  g_autofree char *detail = NULL;
  const char *title;

  g_return_if_fail (HAVEN_IS_TIMELINE_EVENT_BUTTON (self));
  g_return_if_fail (HAVEN_IS_TIMELINE_EVENT (event));

  g_set_object (&self->event, event);
  title = haven_timeline_event_get_title (event);
  name = haven_timeline_event_dup_accessible_name (event);
  detail = haven_timeline_event_dup_detail (event, zoom);

  gtk_image_set_from_icon_name (self->icon, haven_event_kind_get_icon_name (haven_timeline_event_get_kind (event)));
  gtk_inscription_set_text (self->title,
                            *title ? title : haven_event_kind_get_label (haven_timeline_event_get_kind (event)));
  gtk_inscription_set_text (self->detail, detail);
  set_lane_class (self, haven_timeline_event_get_lane (event));
  set_class_if (self, "deadline", haven_timeline_event_get_kind (event) == HAVEN_EVENT_DEADLINE);
  set_class_if (self, "over", haven_state_is_over (haven_timeline_event_get_state (event)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** A compact button shows its icon alone; the tooltip and the accessible name still tell the rest. */
void
haven_timeline_event_button_set_compact (HavenTimelineEventButton *self, gboolean compact)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_EVENT_BUTTON (self));
  gtk_widget_set_visible (self->words, !compact);
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (self)), compact ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
}

void
haven_timeline_event_button_set_selected (HavenTimelineEventButton *self, gboolean selected)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_EVENT_BUTTON (self));

  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
