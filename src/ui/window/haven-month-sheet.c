/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-month-sheet.h"

#include "haven-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#define N_DAYS 7
#define N_WEEKS 6
#define HEAD_LINES 1.8 /* height of the row of weekdays, in lines of text */
#define PADDING 8

struct _HavenMonthSheet
{
  GtkWidget parent_instance;

  HavenDate today;
  HavenDate chosen;
};

G_DEFINE_FINAL_TYPE (HavenMonthSheet, haven_month_sheet, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Where days stand ─────────────────────────────────────────────────────── */

/* 0: Monday, as haven_date_get_weekday() counts from 1; from the locale, whose week 1997-11-30 begins with a Sunday. */
static int
get_first_weekday (void)
{
  const int first = *nl_langinfo (_NL_TIME_FIRST_WEEKDAY);

  return first >= 1 && first <= N_DAYS ? (first + N_DAYS - 2) % N_DAYS : N_DAYS - 1;
}

static HavenDate
get_first_of_month (HavenDate date)
{
  int year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  return haven_date_from_ymd (year, month, 1);
}

static HavenDate
get_first_cell (HavenMonthSheet *self)
{
  const HavenDate first = get_first_of_month (self->chosen);
  const int weekday = (haven_date_get_weekday (first) + N_DAYS - 1) % N_DAYS;

  return haven_date_add_days (first, -((weekday - get_first_weekday () + N_DAYS) % N_DAYS));
}

static double
get_head_height (HavenMonthSheet *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height * HEAD_LINES;
}

static graphene_rect_t
get_cell (HavenMonthSheet *self, int column, int row)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  const double head = get_head_height (self);
  const int across = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? N_DAYS - 1 - column : column;

  return GRAPHENE_RECT_INIT ((float) (across * width / N_DAYS),
                             (float) (head + row * (height - head) / N_WEEKS),
                             (float) (width / N_DAYS),
                             (float) ((height - head) / N_WEEKS));
}

/* ── Drawing ──────────────────────────────────────────────────────────────── */

static char *
dup_weekday (int column)
{
  /* 2024-01-01 was a Monday. */
  g_autoptr (GDateTime) day = g_date_time_new_utc (2024, 1, 1 + (get_first_weekday () + column) % N_DAYS, 0, 0, 0);

  return g_date_time_format (day, "%a");
}

static void
draw_text (HavenMonthSheet *self, GtkSnapshot *snapshot, const char *text, const graphene_rect_t *box, const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (mirrored ? box->origin.x + box->size.width - PADDING - width
                                                         : box->origin.x + PADDING,
                                                box->origin.y + PADDING));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static GdkRGBA
fade (GdkRGBA color, double alpha)
{
  color.alpha *= (float) alpha;
  return color;
}

static void
draw_day (HavenMonthSheet *self, GtkSnapshot *snapshot, HavenDate date, const graphene_rect_t *box, const GdkRGBA *color)
{
  const gboolean outside = get_first_of_month (date).day != get_first_of_month (self->chosen).day;
  const GdkRGBA line = fade (*color, 0.15), weekend = fade (*color, 0.04), chosen = fade (*color, 0.10);
  const GdkRGBA text = fade (*color, outside ? 0.55 : 1);
  const float widths[4] = { 0.5, 0.5, 0.5, 0.5 };
  const GdkRGBA lines[4] = { line, line, line, line };
  GskRoundedRect edge;
  g_autofree char *number = NULL;
  int year, month, day;

  if (haven_date_get_weekday (date) >= 6)
    gtk_snapshot_append_color (snapshot, &weekend, box);
  if (haven_date_compare (date, self->chosen) == 0)
    gtk_snapshot_append_color (snapshot, &chosen, box);
  gsk_rounded_rect_init_from_rect (&edge, box, 0);
  gtk_snapshot_append_border (snapshot, &edge, widths, lines);
  haven_date_get_ymd (date, &year, &month, &day);
  number = g_strdup_printf ("%d", day);
  draw_text (self, snapshot, number, box, &text);
  if (haven_date_compare (date, self->today) == 0)
    {
      const graphene_rect_t bar = GRAPHENE_RECT_INIT (box->origin.x, box->origin.y, box->size.width, 4);

      gtk_snapshot_append_color (snapshot, color, &bar);
    }
}

static void
haven_month_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenMonthSheet *self = HAVEN_MONTH_SHEET (widget);
  const HavenDate first = get_first_cell (self);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  for (int column = 0; column < N_DAYS; column++)
    {
      const GdkRGBA quiet = fade (color, 0.7);
      graphene_rect_t head = get_cell (self, column, 0);
      g_autofree char *name = dup_weekday (column);

      head.origin.y = 0;
      draw_text (self, snapshot, name, &head, &quiet);
      for (int row = 0; row < N_WEEKS; row++)
        {
          const graphene_rect_t box = get_cell (self, column, row);

          draw_day (self, snapshot, haven_date_add_days (first, row * N_DAYS + column), &box, &color);
        }
    }
}

static void
haven_month_sheet_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : 240;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 840 : 640;
}

/* ── Hands ────────────────────────────────────────────────────────────────── */

static gboolean
key_cb (HavenMonthSheet *self, guint key, guint code, GdkModifierType modifiers)
{
  const int onward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
      haven_month_sheet_choose (self, haven_date_add_days (self->chosen, -onward));
      return TRUE;
    case GDK_KEY_Right:
      haven_month_sheet_choose (self, haven_date_add_days (self->chosen, onward));
      return TRUE;
    case GDK_KEY_Up:
      haven_month_sheet_choose (self, haven_date_add_days (self->chosen, -N_DAYS));
      return TRUE;
    case GDK_KEY_Down:
      haven_month_sheet_choose (self, haven_date_add_days (self->chosen, N_DAYS));
      return TRUE;
    case GDK_KEY_Page_Up:
      haven_month_sheet_choose (self, haven_date_add_months (self->chosen, -1, NULL));
      return TRUE;
    case GDK_KEY_Page_Down:
      haven_month_sheet_choose (self, haven_date_add_months (self->chosen, 1, NULL));
      return TRUE;
    case GDK_KEY_Home:
      haven_month_sheet_choose (self, self->today);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
pressed_cb (HavenMonthSheet *self, int n_presses, double x, double y)
{
  const HavenDate first = get_first_cell (self);
  const graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  for (int i = 0; i < N_DAYS * N_WEEKS; i++)
    {
      const graphene_rect_t box = get_cell (self, i % N_DAYS, i / N_DAYS);

      if (!graphene_rect_contains_point (&box, &point))
        continue;
      haven_month_sheet_choose (self, haven_date_add_days (first, i));
      return;
    }
}

static void
haven_month_sheet_class_init (HavenMonthSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = haven_month_sheet_snapshot;
  widget_class->measure = haven_month_sheet_measure;
  /** HavenMonthSheet::chosen: another day is chosen. */
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", HAVEN_TYPE_MONTH_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "month-sheet");
}

static void
haven_month_sheet_init (HavenMonthSheet *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->today = self->chosen = haven_date_from_ymd (2000, 1, 1);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
haven_month_sheet_new (void)
{
  return g_object_new (HAVEN_TYPE_MONTH_SHEET, NULL);
}

void
haven_month_sheet_set_today (HavenMonthSheet *self, HavenDate today)
{
  g_return_if_fail (HAVEN_IS_MONTH_SHEET (self));

  self->today = today;
  haven_month_sheet_choose (self, today);
}

void
haven_month_sheet_choose (HavenMonthSheet *self, HavenDate date)
{
  g_autofree char *words = NULL;

  g_return_if_fail (HAVEN_IS_MONTH_SHEET (self));

  self->chosen = date;
  words = haven_words_dup_long_date (date);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

HavenDate
haven_month_sheet_get_chosen (HavenMonthSheet *self)
{
  g_return_val_if_fail (HAVEN_IS_MONTH_SHEET (self), HAVEN_DATE_NONE);
  return self->chosen;
}

/** Returns: (transfer full): “November 2026” */
char *
haven_month_sheet_dup_title (HavenMonthSheet *self)
{
  int year, month, day;
  g_autoptr (GDateTime) first = NULL;

  g_return_val_if_fail (HAVEN_IS_MONTH_SHEET (self), NULL);

  haven_date_get_ymd (self->chosen, &year, &month, &day);
  first = g_date_time_new_utc (year, month, 1, 0, 0, 0);
  return g_date_time_format (first, C_ ("month and year", "%OB %Y"));
}
