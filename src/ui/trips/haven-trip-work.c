/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-trip-work.h"

/* ── Finding ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenTripQuestion *question;
  char *own_hold_id;
} Finding;

static void
free_finding (Finding *self)
{
  haven_trip_question_free (self->question);
  g_free (self->own_hold_id);
  g_free (self);
}

static gpointer
find (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Finding *finding = data;

  return haven_trips_find (session, finding->question, finding->own_hold_id, cancellable, error);
}

/** Finishes with a HavenTripAnswer. */
void
haven_trip_work_find_async (HavenSession *session,
                            const HavenTripQuestion *question,
                            const char *own_hold_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->question = haven_trip_question_copy (question);
  finding->own_hold_id = g_strdup (own_hold_id);
  haven_session_work_async (session,
                            find,
                            finding,
                            (GDestroyNotify) free_finding,
                            (GDestroyNotify) haven_trip_answer_unref,
                            cancellable,
                            callback,
                            user_data);
}

/* ── Keeping, and booking ─────────────────────────────────────────────────── */

typedef struct
{
  HavenTripAnswer *answer;
  guint position;
  char *hold_id; /* nullable */
} Taking;

static Taking *
make_taking (HavenTripAnswer *answer, guint position, const char *hold_id)
{
  Taking *self = g_new0 (Taking, 1);

  self->answer = haven_trip_answer_ref (answer);
  self->position = position;
  self->hold_id = g_strdup (hold_id);
  return self;
}

static void
free_taking (Taking *self)
{
  haven_trip_answer_unref (self->answer);
  g_free (self->hold_id);
  g_free (self);
}

/** Lets go of what nobody took over, such as a dialog that closed at that moment. */
void
haven_trip_hold_free (HavenTripHold *self)
{
  if (self == NULL)
    return;
  if (self->hold_id != NULL)
    haven_trip_work_release (self->session, self->hold_id);
  g_clear_object (&self->session);
  g_free (self->hold_id);
  g_free (self);
}

/* What was kept for a dialog that closed meanwhile is let go at once. */
static gpointer
hold (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Taking *taking = data;
  g_autoptr (HavenTripHold) kept = g_new0 (HavenTripHold, 1);

  kept->session = g_object_ref (session);
  kept->hold_id = haven_trips_hold (session, taking->answer, taking->position, taking->hold_id, &kept->until, error);
  if (kept->hold_id == NULL)
    return NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      haven_trips_release (session, kept->hold_id, NULL);
      g_clear_pointer (&kept->hold_id, g_free);
      return NULL;
    }
  return g_steal_pointer (&kept);
}

/** Finishes with a HavenTripHold. */
void
haven_trip_work_hold_async (HavenSession *session,
                            HavenTripAnswer *answer,
                            guint position,
                            const char *instead_of,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  haven_session_work_async (session,
                            hold,
                            make_taking (answer, position, instead_of),
                            (GDestroyNotify) free_taking,
                            (GDestroyNotify) haven_trip_hold_free,
                            cancellable,
                            callback,
                            user_data);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Taking *taking = data;

  return haven_trips_edit_book (session, taking->answer, taking->position, taking->hold_id, error);
}

/** Finishes with a HavenEdit. */
void
haven_trip_work_edit_async (HavenSession *session,
                            HavenTripAnswer *answer,
                            guint position,
                            const char *hold_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  haven_session_work_async (session,
                            make_edit,
                            make_taking (answer, position, hold_id),
                            (GDestroyNotify) free_taking,
                            g_object_unref,
                            cancellable,
                            callback,
                            user_data);
}

static gpointer
release (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_trips_release (session, data, error));
}

static void
released_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  haven_session_work_finish (HAVEN_SESSION (source), result, NULL);
}

/** Lets go of what was kept; where that fails, it ends by itself. */
void
haven_trip_work_release (HavenSession *session, const char *hold_id)
{
  haven_session_work_async (session, release, g_strdup (hold_id), g_free, NULL, NULL, released_cb, NULL);
}
