/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-status-pill.h"
#include "haven-visit-words.h"

#include <glib/gi18n.h>

struct _HavenStatusPill
{
  AdwBin parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *label;

  const char *css_class;
};

G_DEFINE_FINAL_TYPE (HavenStatusPill, haven_status_pill, ADW_TYPE_BIN)

static void
haven_status_pill_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_STATUS_PILL);
  G_OBJECT_CLASS (haven_status_pill_parent_class)->dispose (object);
}

static void
haven_status_pill_class_init (HavenStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_status_pill_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-status-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenStatusPill, icon);
  gtk_widget_class_bind_template_child (widget_class, HavenStatusPill, label);
  gtk_widget_class_set_css_name (widget_class, "status-pill");
}

static void
haven_status_pill_init (HavenStatusPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
haven_status_pill_show (HavenStatusPill *self, HavenAppointmentStatus status)
{
  g_return_if_fail (HAVEN_IS_STATUS_PILL (self));

  if (self->css_class)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = haven_visit_status_get_css_class (status);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->css_class);
  gtk_image_set_from_icon_name (self->icon, haven_visit_status_get_icon_name (status));
  gtk_label_set_label (self->label, _(haven_appointment_status_get_label (status)));
}
