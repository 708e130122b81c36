/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-feed.h"

struct _HavenDayFeed
{
  GObject parent_instance;

  /* owned */
  HavenSession *session;
  GCancellable *cancellable; /* of the reading that is under way */
  HavenDayPage *page;

  HavenDate date;
  int n_days;
  gboolean stale; /* something changed while it was read */
};

G_DEFINE_FINAL_TYPE (HavenDayFeed, haven_day_feed, G_TYPE_OBJECT)

enum
{
  SIGNAL_READ,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_reading (HavenDayFeed *self);

typedef struct
{
  HavenDate date;
  int n_days;
} Wanted;

static gpointer
read_day (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;

  return haven_booking_load_days (session, wanted->date, wanted->n_days, error);
}

static void
day_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDayPage) page = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenDayFeed *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (page == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_clear_pointer (&self->page, haven_day_page_free);
  self->page = g_steal_pointer (&page);
  if (self->stale)
    start_reading (self);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
start_reading (HavenDayFeed *self)
{
  const Wanted wanted = { self->date, self->n_days };

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  haven_session_work_async (self->session,
                            read_day,
                            g_memdup2 (&wanted, sizeof wanted),
                            g_free,
                            (GDestroyNotify) haven_day_page_free,
                            self->cancellable,
                            day_read_cb,
                            self);
}

static void
store_changed_cb (HavenDayFeed *self, HavenChanges *changes)
{
  static const char *const records[] = { "appointment",  "appointment_resource", "patient",    "resource",
                                         "resource_hours", "resource_absence",   "closed_day", "clinic_setting", "bridge_date" };
  gboolean touched = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    touched |= haven_changes_touch (changes, records[i]);
  if (!touched || !haven_date_is_set (self->date))
    return;
  if (self->cancellable != NULL)
    self->stale = TRUE;
  else
    start_reading (self);
}

static void
stop_reading (HavenDayFeed *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
haven_day_feed_dispose (GObject *object)
{
  HavenDayFeed *self = HAVEN_DAY_FEED (object);

  stop_reading (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->page, haven_day_page_free);
  G_OBJECT_CLASS (haven_day_feed_parent_class)->dispose (object);
}

static void
haven_day_feed_class_init (HavenDayFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_day_feed_dispose;

  /** HavenDayFeed::read: there is a page, or a newer one */
  signals[SIGNAL_READ] =
      g_signal_new ("read", HAVEN_TYPE_DAY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenDayFeed::failed: the day could not be read; the page is what it was */
  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", HAVEN_TYPE_DAY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
haven_day_feed_init (HavenDayFeed *self)
{
  self->date = HAVEN_DATE_NONE;
}

HavenDayFeed *
haven_day_feed_new (HavenSession *session)
{
  return haven_day_feed_new_for_days (session, 1);
}

/** The days from its date on. */
HavenDayFeed *
haven_day_feed_new_for_days (HavenSession *session, int n_days)
{
  HavenDayFeed *self = g_object_new (HAVEN_TYPE_DAY_FEED, NULL);

  self->n_days = n_days;
  self->session = g_object_ref (session);
  g_signal_connect_object (haven_session_get_store (session),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/** Reads a day; the page of another day is forgotten at once. */
void
haven_day_feed_set_date (HavenDayFeed *self, HavenDate date)
{
  g_return_if_fail (HAVEN_IS_DAY_FEED (self) && haven_date_is_set (date));

  if (haven_date_is_set (self->date) && haven_date_compare (date, self->date) == 0)
    return;
  stop_reading (self);
  g_clear_pointer (&self->page, haven_day_page_free);
  self->date = date;
  start_reading (self);
}

HavenDate
haven_day_feed_get_date (HavenDayFeed *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_FEED (self), HAVEN_DATE_NONE);
  return self->date;
}

/** Returns: (transfer none) (nullable): the day as it was read last; %NULL until then */
const HavenDayPage *
haven_day_feed_get_page (HavenDayFeed *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_FEED (self), NULL);
  return self->page;
}

/** Returns: (transfer none) (nullable) */
HavenVisit *
haven_day_feed_find_visit (HavenDayFeed *self, const char *appointment_id)
{
  g_return_val_if_fail (HAVEN_IS_DAY_FEED (self), NULL);

  for (guint i = 0; self->page && i < self->page->visits->len; i++)
    {
      HavenVisit *visit = self->page->visits->pdata[i];

      if (g_strcmp0 (haven_visit_get_appointment (visit)->id, appointment_id) == 0)
        return visit;
    }
  return NULL;
}
