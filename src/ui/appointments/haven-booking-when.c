/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-when.h"

#include "haven-words.h"

#include <glib/gi18n.h>

/* As in its template. */
#define MINUTES_AT_FIRST 30

struct _HavenBookingWhen
{
  AdwBin parent_instance;

  /* template */
  AdwEntryRow *entry;
  AdwSpinRow *length;
  GtkMenuButton *pick;
  GtkCalendar *calendar;
  GtkLabel *words;

  /* owned */
  HavenClock *clock;

  HavenTimeEntry read;
  HavenTimeEntry fallback; /* what is meant where it is not typed */
  gboolean readable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenBookingWhen, haven_booking_when, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
get_length (HavenBookingWhen *self)
{
  return (int) adw_spin_row_get_value (self->length);
}

static char *
dup_words (HavenBookingWhen *self)
{
  g_autofree char *date = haven_words_dup_long_date (self->read.date);
  g_autofree char *from = haven_words_dup_time (self->read.minute);
  /* A visit over a clock change ends when its minutes are over. */
  HavenInstant end = haven_clock_instant_at (self->clock, self->read.date, self->read.minute) + get_length (self) * G_TIME_SPAN_MINUTE;
  g_autofree char *to = haven_words_dup_time (haven_clock_get_local_minute (self->clock, end));
  g_autofree char *distance = haven_words_dup_days_from (haven_clock_today (self->clock), self->read.date);

  return g_strdup_printf ("%s, %s–%s · %s", date, from, to, distance);
}

static void
show_words (HavenBookingWhen *self, const char *words, gboolean wrong)
{
  gtk_label_set_label (self->words, words);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->words), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words), "error");
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static const char *
find_missing (HavenBookingWhen *self)
{
  if (!haven_date_is_set (self->read.date))
    return _("Which day? For example: tomorrow, fri, +2w mon, 4 dec");
  if (self->read.minute < 0)
    return _("What time? For example: 9:30, 3pm");
  if (!haven_clock_shows (self->clock, self->read.date, self->read.minute))
    return _("No clock shows that time on that day: it goes forward by an hour. Choose another time.");
  return self->read.minute + get_length (self) > 1440 ? _("A visit must end on the day on which it starts.") : NULL;
}

static void
read_entry (HavenBookingWhen *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const char *missing;

  self->readable = haven_time_entry_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                           haven_clock_today (self->clock),
                                           &self->read,
                                           &error);
  if (!self->readable)
    {
      words = haven_time_entry_dup_problem (gtk_editable_get_text (GTK_EDITABLE (self->entry)), haven_clock_today (self->clock));
      show_words (self, words, TRUE);
      return;
    }
  if (!haven_date_is_set (self->read.date))
    self->read.date = self->fallback.date;
  if (self->read.minute < 0)
    self->read.minute = self->fallback.minute;
  self->filling = TRUE;
  if (self->read.minutes_long > 0)
    adw_spin_row_set_value (self->length, self->read.minutes_long);
  self->filling = FALSE;
  missing = find_missing (self);
  self->readable = missing == NULL;
  words = missing ? g_strdup (missing) : dup_words (self);
  show_words (self, words, FALSE);
}

static void
entry_changed_cb (HavenBookingWhen *self)
{
  if (self->clock == NULL)
    return;
  read_entry (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A length that was typed gives way to one that is set. */
static void
length_changed_cb (HavenBookingWhen *self)
{
  HavenTimeEntry entry = self->read;

  if (self->filling || self->clock == NULL)
    return;
  if (entry.minutes_long > 0)
    {
      entry.minutes_long = get_length (self);
      haven_booking_when_set (self, &entry);
      return;
    }
  entry_changed_cb (self);
}

static void
day_picked_cb (HavenBookingWhen *self)
{
  HavenTimeEntry entry = self->read;
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (self->filling)
    return;
  entry.date = haven_date_from_ymd (g_date_time_get_year (date),
                                    g_date_time_get_month (date),
                                    g_date_time_get_day_of_month (date));
  haven_booking_when_set (self, &entry);
  gtk_menu_button_popdown (self->pick);
  haven_booking_when_grab_entry (self);
}

static void
picker_shown_cb (HavenBookingWhen *self)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day;

  if (self->clock == NULL || !gtk_menu_button_get_active (self->pick))
    return;
  haven_date_get_ymd (haven_date_is_set (self->read.date) ? self->read.date : haven_clock_today (self->clock),
                      &year,
                      &month,
                      &day);
  date = g_date_time_new_local (year, month, day, 12, 0, 0);
  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->filling = FALSE;
}

static void
haven_booking_when_dispose (GObject *object)
{
  HavenBookingWhen *self = HAVEN_BOOKING_WHEN (object);

  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_BOOKING_WHEN);
  G_OBJECT_CLASS (haven_booking_when_parent_class)->dispose (object);
}

static gboolean
haven_booking_when_grab_focus (GtkWidget *widget)
{
  haven_booking_when_grab_entry (HAVEN_BOOKING_WHEN (widget));
  return TRUE;
}

static void
haven_booking_when_class_init (HavenBookingWhenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_booking_when_dispose;
  widget_class->grab_focus = haven_booking_when_grab_focus;

  /** HavenBookingWhen::changed: the time or the length is another */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_BOOKING_WHEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-booking-when.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenBookingWhen, entry);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingWhen, length);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingWhen, pick);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingWhen, calendar);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingWhen, words);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, length_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, picker_shown_cb);
}

static void
haven_booking_when_init (HavenBookingWhen *self)
{
  self->read = self->fallback = (HavenTimeEntry) { HAVEN_DATE_NONE, -1, 0 };
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** From which days are counted. */
void
haven_booking_when_set_clock (HavenBookingWhen *self, HavenClock *clock)
{
  g_return_if_fail (HAVEN_IS_BOOKING_WHEN (self));
  g_set_object (&self->clock, clock);
  read_entry (self);
}

/** Fills in what is set in @entry. */
void
haven_booking_when_set (HavenBookingWhen *self, const HavenTimeEntry *entry)
{
  g_autofree char *text = haven_time_entry_dup_text (entry);

  g_return_if_fail (HAVEN_IS_BOOKING_WHEN (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/** What is meant by a day or a time that is not typed: where somebody stood in the calendar when they began to type. */
void
haven_booking_when_set_fallback (HavenBookingWhen *self, HavenDate date, int minute)
{
  g_return_if_fail (HAVEN_IS_BOOKING_WHEN (self));
  self->filling = TRUE;
  adw_spin_row_set_value (self->length, MINUTES_AT_FIRST);
  self->filling = FALSE;
  self->fallback = (HavenTimeEntry) { date, minute, 0 };
  if (self->clock)
    entry_changed_cb (self);
}

/** What was typed elsewhere goes on here, with the cursor behind it. */
void
haven_booking_when_begin (HavenBookingWhen *self, const char *text)
{
  g_return_if_fail (HAVEN_IS_BOOKING_WHEN (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  haven_booking_when_grab_entry (self);
}

/** Returns: whether all is said; then @entry holds the day, the start and the length */
gboolean
haven_booking_when_get (HavenBookingWhen *self, HavenTimeEntry *entry)
{
  g_return_val_if_fail (HAVEN_IS_BOOKING_WHEN (self), FALSE);

  *entry = self->read;
  entry->minutes_long = get_length (self);
  return self->readable;
}

/** What is typed here becomes a part of its editor's draft. */
void
haven_booking_when_add_to_draft (HavenBookingWhen *self, HavenDraftFields *fields)
{
  g_return_if_fail (HAVEN_IS_BOOKING_WHEN (self));
  haven_draft_fields_add (fields, "when", GTK_WIDGET (self->entry));
  haven_draft_fields_add (fields, "length", GTK_WIDGET (self->length));
}

void
haven_booking_when_grab_entry (HavenBookingWhen *self)
{
  g_return_if_fail (HAVEN_IS_BOOKING_WHEN (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}
