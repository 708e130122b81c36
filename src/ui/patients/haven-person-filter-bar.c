/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-filter-bar.h"

#include "haven-timeline-words.h"

#include <glib/gi18n.h>

struct _HavenPersonFilterBar
{
  AdwBin parent_instance;

  /* template */
  GtkSearchEntry *text;
  GtkMenuButton *kinds;
  GtkBox *kind_checks;
  GtkBox *lane_toggles;

  /* borrowed */
  GtkCheckButton *checks[HAVEN_N_EVENT_KINDS];
  GtkToggleButton *lanes[HAVEN_N_LANES];

  gboolean clearing;
};

G_DEFINE_FINAL_TYPE (HavenPersonFilterBar, haven_person_filter_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_kinds (HavenPersonFilterBar *self)
{
  guint kinds = 0;

  for (guint i = 0; i < HAVEN_N_EVENT_KINDS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      kinds |= 1u << i;
  return kinds;
}

static guint
get_lanes (HavenPersonFilterBar *self)
{
  guint lanes = 0;

  for (guint i = 0; i < HAVEN_N_LANES; i++)
    if (gtk_toggle_button_get_active (self->lanes[i]))
      lanes |= 1u << i;
  return lanes;
}

static char *
dup_kinds_label (guint kinds)
{
  guint n = 0;

  if (kinds == HAVEN_ALL_KINDS)
    return g_strdup (_("All Kinds"));
  for (guint i = 0; i < HAVEN_N_EVENT_KINDS; i++)
    n += (kinds >> i) & 1;
  return g_strdup_printf (ngettext ("%u Kind", "%u Kinds", n), n);
}

static void
changed_cb (HavenPersonFilterBar *self)
{
  g_autofree char *label = NULL;

  if (self->clearing)
    return;
  label = dup_kinds_label (get_kinds (self));
  gtk_menu_button_set_label (self->kinds, label);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stopped_cb (HavenPersonFilterBar *self, GtkSearchEntry *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
add_checks (HavenPersonFilterBar *self)
{
  for (guint i = 0; i < HAVEN_N_EVENT_KINDS; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (haven_event_kind_get_label ((HavenEventKind) i));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      gtk_widget_set_size_request (check, -1, 36);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
      gtk_box_append (self->kind_checks, check);
      self->checks[i] = GTK_CHECK_BUTTON (check);
    }
}

static void
add_lanes (HavenPersonFilterBar *self)
{
  for (guint i = 0; i < HAVEN_N_LANES; i++)
    {
      GtkWidget *toggle = gtk_toggle_button_new ();
      GtkWidget *content = adw_button_content_new ();

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), haven_lane_get_icon_name ((HavenLane) i));
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), haven_lane_get_caption ((HavenLane) i));
      adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
      gtk_button_set_child (GTK_BUTTON (toggle), content);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (toggle),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      haven_lane_get_caption ((HavenLane) i),
                                      -1);
      g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (changed_cb), self);
      gtk_box_append (self->lane_toggles, toggle);
      self->lanes[i] = GTK_TOGGLE_BUTTON (toggle);
    }
}

static void
haven_person_filter_bar_dispose (GObject *object)
{
  HAVEN_PERSON_FILTER_BAR (object)->clearing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_PERSON_FILTER_BAR);
  G_OBJECT_CLASS (haven_person_filter_bar_parent_class)->dispose (object);
}

static void
haven_person_filter_bar_class_init (HavenPersonFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_person_filter_bar_dispose;

  /** HavenPersonFilterBar::changed: other events are to be shown */
  signals[CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_PERSON_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPersonFilterBar, text);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonFilterBar, kinds);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonFilterBar, kind_checks);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonFilterBar, lane_toggles);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
}

static void
haven_person_filter_bar_init (HavenPersonFilterBar *self)
{
  g_autofree char *label = dup_kinds_label (HAVEN_ALL_KINDS);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_label (self->kinds, label);
  add_checks (self);
  add_lanes (self);
}

/** What is to be shown; the text is borrowed until it is changed. */
void
haven_person_filter_bar_get_filter (HavenPersonFilterBar *self, HavenPersonFilter *filter)
{
  g_return_if_fail (HAVEN_IS_PERSON_FILTER_BAR (self) && filter != NULL);
  filter->kinds = get_kinds (self);
  filter->lanes = get_lanes (self);
  filter->text = gtk_editable_get_text (GTK_EDITABLE (self->text));
}

/**
 * haven_person_filter_bar_offer:
 * @kinds: a bit for each #HavenEventKind
 * @lanes: a bit for each #HavenLane
 *
 * What there is to choose among: nothing is offered that whoever looks never sees.
 */
void
haven_person_filter_bar_offer (HavenPersonFilterBar *self, guint kinds, guint lanes)
{
  g_return_if_fail (HAVEN_IS_PERSON_FILTER_BAR (self));

  for (guint i = 0; i < HAVEN_N_EVENT_KINDS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->checks[i]), (kinds >> i) & 1);
  for (guint i = 0; i < HAVEN_N_LANES; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->lanes[i]), (lanes >> i) & 1);
  gtk_widget_set_visible (GTK_WIDGET (self->lane_toggles), (lanes & (lanes - 1)) != 0);
}

/** Shows everything again. */
void
haven_person_filter_bar_clear (HavenPersonFilterBar *self)
{
  g_return_if_fail (HAVEN_IS_PERSON_FILTER_BAR (self));

  self->clearing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  for (guint i = 0; i < HAVEN_N_EVENT_KINDS; i++)
    gtk_check_button_set_active (self->checks[i], TRUE);
  for (guint i = 0; i < HAVEN_N_LANES; i++)
    gtk_toggle_button_set_active (self->lanes[i], TRUE);
  self->clearing = FALSE;
  changed_cb (self);
}

/** Puts the cursor into the words of the filter. */
void
haven_person_filter_bar_focus_text (HavenPersonFilterBar *self)
{
  g_return_if_fail (HAVEN_IS_PERSON_FILTER_BAR (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
