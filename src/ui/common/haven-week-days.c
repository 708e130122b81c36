/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-week-days.h"

#include "haven-time-scale.h"

#include <glib/gi18n.h>

#define N_DAYS 7

struct _HavenWeekDays
{
  AdwPreferencesRow parent_instance;

  /* borrowed, children */
  GtkToggleButton *days[N_DAYS];

  gboolean setting;
};

/** Returns: the code of a day as records hold it; @day: 0 is Monday */
const char *
haven_week_day_get_code (int day)
{
  static const char *const codes[N_DAYS] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  g_return_val_if_fail (day >= 0 && day < N_DAYS, NULL);
  return codes[day];
}

/** Returns: (transfer full): “Mon”, or “Monday” where @whole; 5 January 1970 was one */
char *
haven_week_day_dup_name (int day, gboolean whole)
{
  const char *format = whole ? C_("whole day of the week alone", "%A") : C_("day of the week alone", "%a");

  return haven_time_dup_label (format, haven_wall_minute_at (haven_date_from_ymd (1970, 1, 5 + day), 0));
}

G_DEFINE_FINAL_TYPE (HavenWeekDays, haven_week_days, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (HavenWeekDays *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
opacity_of_tick (GBinding *binding, const GValue *active, GValue *opacity, gpointer data)
{
  g_value_set_double (opacity, g_value_get_boolean (active) ? 1 : 0);
  return TRUE;
}

/* A tick says that a day is chosen, not its shade alone; its place is kept, so that nothing moves under the hand. */
static GtkWidget *
make_content (GtkWidget *button, const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  g_object_bind_property_full (button,
                               "active",
                               tick,
                               "opacity",
                               G_BINDING_SYNC_CREATE,
                               opacity_of_tick,
                               NULL,
                               NULL,
                               NULL);
  return box;
}

static GtkWidget *
make_day (HavenWeekDays *self, int day)
{
  g_autofree char *label = haven_week_day_dup_name (day, FALSE);
  g_autofree char *name = haven_week_day_dup_name (day, TRUE);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_content (button, label));
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  self->days[day] = GTK_TOGGLE_BUTTON (button);
  return button;
}

/* The row itself is passed over: its buttons are what one chooses. */
static gboolean
haven_week_days_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HAVEN_WEEK_DAYS (widget)->days[0]));
}

/* GTK gives the focus to a row whose first button is left backwards, and this row gives it to that button: whoever goes
 * back by keys would stay there for ever. */
static gboolean
haven_week_days_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static void
haven_week_days_class_init (HavenWeekDaysClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = haven_week_days_focus;
  GTK_WIDGET_CLASS (klass)->grab_focus = haven_week_days_grab_focus;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "row");

  /** HavenWeekDays::changed: somebody chose or left out a day */
  signals[CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_WEEK_DAYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_week_days_init (HavenWeekDays *self)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  gtk_widget_add_css_class (box, "contact-days");
  for (int day = 0; day < N_DAYS; day++)
    adw_wrap_box_append (ADW_WRAP_BOX (box), make_day (self, day));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Days"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Days"), -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

/** Returns: (transfer full): “mon tue”, empty where no day is chosen */
char *
haven_week_days_dup_codes (HavenWeekDays *self)
{
  GString *codes = g_string_new (NULL);

  g_return_val_if_fail (HAVEN_IS_WEEK_DAYS (self), NULL);

  for (int day = 0; day < N_DAYS; day++)
    if (gtk_toggle_button_get_active (self->days[day]))
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", haven_week_day_get_code (day));
  return g_string_free_and_steal (codes);
}

/** @codes: as haven_week_days_dup_codes() gives them */
void
haven_week_days_set_codes (HavenWeekDays *self, const char *codes)
{
  g_auto (GStrv) chosen = g_strsplit (codes ? codes : "", " ", -1);

  g_return_if_fail (HAVEN_IS_WEEK_DAYS (self));

  self->setting = TRUE;
  for (int day = 0; day < N_DAYS; day++)
    gtk_toggle_button_set_active (self->days[day],
                                  g_strv_contains ((const char *const *) chosen, haven_week_day_get_code (day)));
  self->setting = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}
