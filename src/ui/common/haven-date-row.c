/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-date-row.h"

#include "haven-time-entry.h"

#include <glib/gi18n.h>

#define ISO_LENGTH 10

struct _HavenDateRow
{
  AdwEntryRow parent_instance;

  /* template */
  GtkMenuButton *choose;
  GtkCalendar *calendar;

  HavenDate today;
  gboolean takes_words;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (HavenDateRow, haven_date_row, ADW_TYPE_ENTRY_ROW)

enum
{
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
calendar_opened_cb (HavenDateRow *self)
{
  HavenDate date = self->today;
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  haven_date_row_read (self, &date, NULL);
  if (!haven_date_is_set (date))
    return;
  haven_date_get_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 0, 0, 0);
  self->setting = TRUE;
  if (time != NULL)
    gtk_calendar_select_day (self->calendar, time);
  self->setting = FALSE;
}

static void
day_selected_cb (HavenDateRow *self)
{
  g_autoptr (GDateTime) time = NULL;

  if (self->setting)
    return;
  time = gtk_calendar_get_date (self->calendar);
  haven_date_row_set_date (self,
                           haven_date_from_ymd (g_date_time_get_year (time),
                                                g_date_time_get_month (time),
                                                g_date_time_get_day_of_month (time)));
}

static gboolean
read_words (HavenDateRow *self, const char *text, HavenDate *date)
{
  HavenTimeEntry entry;

  if (!self->takes_words || !haven_time_entry_parse (text, self->today, &entry, NULL) || !haven_date_is_set (entry.date) ||
      entry.minute >= 0 || entry.minutes_long > 0)
    return FALSE;
  *date = entry.date;
  return TRUE;
}

/* Which day was meant is seen, once it was said. */
static void
focus_left_cb (HavenDateRow *self)
{
  HavenDate date;

  if (self->takes_words && haven_date_row_read (self, &date, NULL) == HAVEN_DATE_ENTRY_DATE)
    haven_date_row_set_date (self, date);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
haven_date_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_DATE_ROW);
  G_OBJECT_CLASS (haven_date_row_parent_class)->dispose (object);
}

static void
haven_date_row_class_init (HavenDateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_date_row_dispose;

  /** HavenDateRow::left: the focus went elsewhere, so what was typed is meant */
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", HAVEN_TYPE_DATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDateRow, choose);
  gtk_widget_class_bind_template_child (widget_class, HavenDateRow, calendar);
  gtk_widget_class_bind_template_callback (widget_class, calendar_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
}

static void
haven_date_row_init (HavenDateRow *self)
{
  self->today = HAVEN_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
has_focus (HavenDateRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/**
 * haven_date_row_read:
 * @date: (out): unset unless a date is there
 * @error: what is wrong, only for %HAVEN_DATE_ENTRY_INVALID
 */
HavenDateEntry
haven_date_row_read (HavenDateRow *self, HavenDate *date, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (HAVEN_IS_DATE_ROW (self), HAVEN_DATE_ENTRY_EMPTY);

  text = g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self), 0, -1));
  if (*text == '\0')
    {
      *date = HAVEN_DATE_NONE;
      return HAVEN_DATE_ENTRY_EMPTY;
    }
  if (haven_date_parse (text, date, &local_error) || read_words (self, text, date))
    return HAVEN_DATE_ENTRY_DATE;
  *date = HAVEN_DATE_NONE;
  if (g_utf8_strlen (text, -1) < ISO_LENGTH && has_focus (self))
    return HAVEN_DATE_ENTRY_TYPING;
  if (self->takes_words)
    g_set_error_literal (error, HAVEN_DATE_ERROR, HAVEN_DATE_ERROR_INVALID,
                         _ ("Which day? For example: tomorrow, fri, +2w mon, 4 dec, 2026-12-04"));
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return HAVEN_DATE_ENTRY_INVALID;
}

void
haven_date_row_set_date (HavenDateRow *self, HavenDate date)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HAVEN_IS_DATE_ROW (self));
  text = haven_date_is_set (date) ? haven_date_dup_iso (date) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

/** Where the calendar opens while the row is empty. */
void
haven_date_row_set_today (HavenDateRow *self, HavenDate today)
{
  g_return_if_fail (HAVEN_IS_DATE_ROW (self));
  self->today = today;
}

/** A day that lies ahead may be typed as for a visit, too: tomorrow, fri, +2w, 4 dec. */
void
haven_date_row_take_words (HavenDateRow *self, HavenDate today)
{
  g_return_if_fail (HAVEN_IS_DATE_ROW (self) && haven_date_is_set (today));

  haven_date_row_set_today (self, today);
  self->takes_words = TRUE;
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self), GTK_INPUT_PURPOSE_FREE_FORM);
}

/** Marks the row as wrong; @message is the label that says why, %NULL when it is right again. */
void
haven_date_row_show_error (HavenDateRow *self, GtkWidget *message)
{
  g_return_if_fail (HAVEN_IS_DATE_ROW (self));

  if (message != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                                   GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}
