/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-nearness-badge.h"

#include "haven-matter-words.h"

struct _HavenNearnessBadge
{
  GtkWidget parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (HavenNearnessBadge, haven_nearness_badge, GTK_TYPE_WIDGET)

static void
haven_nearness_badge_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_NEARNESS_BADGE);
  G_OBJECT_CLASS (haven_nearness_badge_parent_class)->dispose (object);
}

static void
haven_nearness_badge_class_init (HavenNearnessBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_nearness_badge_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-nearness-badge.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenNearnessBadge, icon);
  gtk_widget_class_bind_template_child (widget_class, HavenNearnessBadge, words);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "nearness");
}

static void
haven_nearness_badge_init (HavenNearnessBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_state (HavenNearnessBadge *self, const char *css_class, const char *icon_name, const char *words)
{
  const char *classes[] = { css_class, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_label (self->words, words);
}

/** Shows how far @day is from @today. */
void
haven_nearness_badge_set_day (HavenNearnessBadge *self, HavenDate today, HavenDate day)
{
  HavenNearness nearness = haven_nearness_of (today, day);
  g_autofree char *words = haven_nearness_dup_words (today, day);

  g_return_if_fail (HAVEN_IS_NEARNESS_BADGE (self));
  show_state (self, haven_nearness_get_css_class (nearness), haven_nearness_get_icon_name (nearness), words);
}

/** Shows a date that is settled: done, missed, waived or void. */
void
haven_nearness_badge_set_settled (HavenNearnessBadge *self, const char *status)
{
  g_return_if_fail (HAVEN_IS_NEARNESS_BADGE (self));
  show_state (self,
              "settled",
              g_strcmp0 (status, "done") == 0 ? "object-select-symbolic" : "action-unavailable-symbolic",
              haven_matter_words_get_status (status));
}

const char *
haven_nearness_badge_get_words (HavenNearnessBadge *self)
{
  g_return_val_if_fail (HAVEN_IS_NEARNESS_BADGE (self), NULL);
  return gtk_label_get_label (self->words);
}
