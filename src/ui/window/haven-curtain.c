/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-curtain.h"

#include "haven-clock.h"
#include "haven-month-sheet.h"

#include <glib/gi18n.h>

struct _HavenCurtain
{
  AdwBin parent_instance;

  /* template */
  GtkButton *title;
  HavenMonthSheet *sheet;
};

G_DEFINE_FINAL_TYPE (HavenCurtain, haven_curtain, ADW_TYPE_BIN)

enum
{
  SIGNAL_RETURN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
chosen_cb (HavenCurtain *self)
{
  g_autofree char *title = haven_month_sheet_dup_title (self->sheet);

  gtk_button_set_label (self->title, title);
}

static void
title_clicked_cb (HavenCurtain *self)
{
  g_signal_emit (self, signals[SIGNAL_RETURN], 0);
}

static void
move (HavenCurtain *self, int months)
{
  haven_month_sheet_choose (self->sheet,
                            haven_date_add_months (haven_month_sheet_get_chosen (self->sheet), months, NULL));
}

static void
before_clicked_cb (HavenCurtain *self)
{
  move (self, -1);
}

static void
after_clicked_cb (HavenCurtain *self)
{
  move (self, 1);
}

static void
haven_curtain_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CURTAIN);
  G_OBJECT_CLASS (haven_curtain_parent_class)->dispose (object);
}

static void
haven_curtain_class_init (HavenCurtainClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_curtain_dispose;

  /** HavenCurtain::return: whoever sits there wants to go on, and has to sign in for it. */
  signals[SIGNAL_RETURN] =
      g_signal_new ("return", HAVEN_TYPE_CURTAIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_MONTH_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-curtain.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenCurtain, title);
  gtk_widget_class_bind_template_child (widget_class, HavenCurtain, sheet);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_clicked_cb);
}

static void
haven_curtain_init (HavenCurtain *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows the month of today, with the keys in it. */
void
haven_curtain_prepare (HavenCurtain *self)
{
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);

  g_return_if_fail (HAVEN_IS_CURTAIN (self));

  haven_month_sheet_set_today (self->sheet, haven_clock_today (clock));
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
}
