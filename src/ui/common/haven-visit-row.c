/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-flow-layout.h"
#include "haven-permit.h"
#include "haven-status-pill.h"
#include "haven-visit-row.h"
#include "haven-visit-status.h"
#include "haven-visit-words.h"
#include "haven-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _HavenVisitRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkLabel *time;
  GtkLabel *person;
  GtkLabel *detail;
  GtkWidget *interpreter;
  GtkLabel *interpreter_words;
  HavenStatusPill *pill;
  GtkWidget *arrived;
  GtkMenuButton *menu;

  /* owned */
  HavenVisit *visit;
};

G_DEFINE_FINAL_TYPE (HavenVisitRow, haven_visit_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_STATUS_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ask_for_status (HavenVisitRow *self, HavenAppointmentStatus status)
{
  g_signal_emit (self, signals[SIGNAL_STATUS_ASKED], 0, self->visit, (int) status);
}

static void
arrive_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenVisitRow *self = HAVEN_VISIT_ROW (widget);

  if (self->visit && haven_visit_status_may_arrive (haven_visit_get_status (self->visit)))
    ask_for_status (self, HAVEN_APPOINTMENT_ARRIVED);
  else
    gtk_widget_error_bell (widget);
}

static void
set_status_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenAppointmentStatus status;

  if (haven_appointment_status_parse (g_variant_get_string (parameter, NULL), &status))
    ask_for_status (HAVEN_VISIT_ROW (widget), status);
}

static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  HavenVisitRow *self = data;
  g_autoptr (GMenuModel) menu = haven_visit_status_build_menu (haven_visit_get_status (self->visit), "visit.set-status");

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static void
haven_visit_row_dispose (GObject *object)
{
  HavenVisitRow *self = HAVEN_VISIT_ROW (object);

  g_clear_object (&self->visit);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_VISIT_ROW);
  G_OBJECT_CLASS (haven_visit_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, time);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, person);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, detail);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, interpreter_words);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, pill);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, arrived);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitRow, menu);
}

static void
haven_visit_row_class_init (HavenVisitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_visit_row_dispose;

  /**
   * HavenVisitRow::status-asked:
   * @visit: a #HavenVisit
   * @status: the #HavenAppointmentStatus that somebody wants it to have
   */
  signals[SIGNAL_STATUS_ASKED] = g_signal_new ("status-asked",
                                               HAVEN_TYPE_VISIT_ROW,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               2,
                                               HAVEN_TYPE_VISIT,
                                               G_TYPE_INT);

  g_type_ensure (HAVEN_TYPE_FLOW_LAYOUT);
  g_type_ensure (HAVEN_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-visit-row.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "visit.arrive", NULL, arrive_cb);
  gtk_widget_class_install_action (widget_class, "visit.set-status", "s", set_status_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "visit.arrive", NULL);
}

static void
haven_visit_row_init (HavenVisitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
}

GtkWidget *
haven_visit_row_new (void)
{
  return g_object_new (HAVEN_TYPE_VISIT_ROW, NULL);
}

/** Whether its status can be changed from here is a matter of who looks. */
void
haven_visit_row_set_session (HavenVisitRow *self, HavenSession *session)
{
  g_return_if_fail (HAVEN_IS_VISIT_ROW (self));

  haven_permit_bind_action (GTK_WIDGET (self), session, "visit.arrive", "appointment", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (GTK_WIDGET (self), session, "visit.set-status", "appointment", HAVEN_ACTION_UPDATE);
  haven_permit_bind (GTK_WIDGET (self->menu), session, "appointment", HAVEN_ACTION_UPDATE);
}

static char *
dup_detail (HavenVisit *visit, GPtrArray *resources)
{
  g_autofree char *names = haven_visit_dup_resource_names (visit, resources);
  GString *detail = g_string_new (haven_visit_get_title_words (visit));
  g_autofree char *around = haven_visit_dup_around (visit);
  const char *const parts[] = { haven_visit_get_mode_words (visit), *names ? names : NULL, haven_visit_get_companion_words (visit), around };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (detail, " · %s", parts[i]);
  return g_string_free_and_steal (detail);
}

static void
name_for_reader (HavenVisitRow *self, const char *interpreter)
{
  const char *sep = C_ ("between parts of a sentence", ", ");
  const char *person = haven_visit_get_person_words (self->visit);
  const char *status = _(haven_appointment_status_get_label (haven_visit_get_status (self->visit)));
  g_autofree char *name = g_strjoin (sep,
                                     gtk_label_get_label (self->time),
                                     person,
                                     gtk_label_get_label (self->detail),
                                     status,
                                     interpreter,
                                     NULL);
  g_autofree char *more = g_strdup_printf (_("More for %s"), person);
  g_autofree char *arrived = g_strdup_printf (_("Mark %s as arrived"), person);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->arrived), GTK_ACCESSIBLE_PROPERTY_LABEL, arrived, -1);
}

/** @resources: (element-type HavenResource): those that the visit may take, for their names */
void
haven_visit_row_show (HavenVisitRow *self, HavenVisit *visit, GPtrArray *resources)
{
  g_autofree char *time = NULL, *detail = NULL, *interpreter = NULL;
  HavenAppointmentStatus status;

  g_return_if_fail (HAVEN_IS_VISIT_ROW (self) && HAVEN_IS_VISIT (visit));

  g_set_object (&self->visit, visit);
  status = haven_visit_get_status (visit);
  time = haven_words_dup_time (haven_visit_get_start_minute (visit));
  detail = dup_detail (visit, resources);
  interpreter = haven_visit_dup_interpreter (visit);
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->person, haven_visit_get_person_words (visit));
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->interpreter_words, interpreter ? interpreter : "");
  gtk_widget_set_visible (self->interpreter, interpreter != NULL);
  haven_status_pill_show (self->pill, status);
  gtk_widget_set_visible (self->arrived, haven_visit_status_may_arrive (status));
  if (haven_appointment_status_takes_time (status))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "over");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "over");
  name_for_reader (self, interpreter);
}

/** Returns: (transfer none) (nullable) */
HavenVisit *
haven_visit_row_get_visit (HavenVisitRow *self)
{
  g_return_val_if_fail (HAVEN_IS_VISIT_ROW (self), NULL);
  return self->visit;
}
