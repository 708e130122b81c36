/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-member-watch.h"

#include "haven-staff-service.h"

struct _HavenMemberWatch
{
  GObject parent_instance;

  /* owned */
  HavenSession *session;
  GCancellable *cancellable;

  guint timer;
  gboolean looking;
};

G_DEFINE_FINAL_TYPE (HavenMemberWatch, haven_member_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
timer_cb (gpointer data)
{
  haven_member_watch_look (data);
  return G_SOURCE_CONTINUE;
}

static void
haven_member_watch_dispose (GObject *object)
{
  HavenMemberWatch *self = HAVEN_MEMBER_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (haven_member_watch_parent_class)->dispose (object);
}

static void
haven_member_watch_finalize (GObject *object)
{
  g_clear_object (&HAVEN_MEMBER_WATCH (object)->cancellable);
  G_OBJECT_CLASS (haven_member_watch_parent_class)->finalize (object);
}

static void
haven_member_watch_class_init (HavenMemberWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_member_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_member_watch_finalize;

  /** HavenMemberWatch::gone: the signed-in person can sign in no more */
  signals[SIGNAL_GONE] =
      g_signal_new ("gone", HAVEN_TYPE_MEMBER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_member_watch_init (HavenMemberWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/** To be let go when the session is left. */
HavenMemberWatch *
haven_member_watch_new (HavenSession *session)
{
  HavenMemberWatch *self = g_object_new (HAVEN_TYPE_MEMBER_WATCH, NULL);

  self->session = g_object_ref (session);
  self->timer = g_timeout_add_seconds (HAVEN_MEMBER_WATCH_SECONDS, timer_cb, self);
  return self;
}

static gpointer
ask (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (!haven_staff_is_still_member (session));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenMemberWatch) self = data;
  const gboolean gone = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, NULL));

  self->looking = FALSE;
  if (gone && !g_cancellable_is_cancelled (self->cancellable))
    g_signal_emit (self, signals[SIGNAL_GONE], 0);
}

/** Looks now; what it finds is told by `gone`. */
void
haven_member_watch_look (HavenMemberWatch *self)
{
  g_return_if_fail (HAVEN_IS_MEMBER_WATCH (self));

  if (self->looking || self->session == NULL)
    return;
  self->looking = TRUE;
  haven_session_work_async (self->session, ask, NULL, NULL, NULL, self->cancellable, asked_cb, g_object_ref (self));
}
