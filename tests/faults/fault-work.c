/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-work.h"

#include "fault-test.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_TOLD 3

static int output = -1;       /* of a child that may be killed */
static FaultDisk *recording;
static GPtrArray *hearing;       /* in this program */

/** What is done is told to somebody: from now on it must not be lost. */
void
fault_acknowledge (const char *text)
{
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  if (recording)
    fault_disk_acknowledge (recording, text);
  if (hearing)
    g_ptr_array_add (hearing, g_strdup (text));
  if (output >= 0 && write (output, line, strlen (line)) < 0)
    _exit (5);
}

static void
note_state (FaultStops *stops, const char *when, guint at, const char *wrong)
{
  stops->n_states++;
  if (wrong == NULL)
    return;
  if (stops->n_wrong++ < MOST_TOLD)
    g_test_message ("%s %u: %s", when, at, wrong);
}

/* ── kill -9 ──────────────────────────────────────────────────────────────── */

static void
read_lines (int input, GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize length;
  char *end;

  while ((length = read (input, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, length);
  while ((end = strchr (text->str, '\n')))
    {
      g_ptr_array_add (lines, g_strndup (text->str, (gsize) (end - text->str)));
      g_string_erase (text, 0, end - text->str + 1);
    }
}

G_NORETURN static void
work_until (const FaultWork *work, guint at, guint calls, int to)
{
  output = to;
  g_random_set_seed ((guint32) getpid ()); /* or each child would give its people the same ids */
  fault_calls_watch (work->folder);
  fault_calls_kill (at, calls);
  work->work (work->data);
  _exit (0);
}

/* Does the work in a child that is killed before its call number @at. %FALSE when it came to its end. */
static gboolean
kill_at (const FaultWork *work, guint at, guint calls, GPtrArray *acknowledged)
{
  int pipes[2], status;
  pid_t child;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (pipes[0]);
      work_until (work, at, calls, pipes[1]);
    }
  close (pipes[1]);
  read_lines (pipes[0], acknowledged);
  close (pipes[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

/**
 * fault_kill_everywhere:
 * @calls: the kinds before which it is killed
 * @step: 1 for each of these calls
 *
 * Does the work over and over, killed at a later call each time, until it comes to its end. Where nothing is prepared,
 * each time begins with what the one before left.
 */
void
fault_kill_everywhere (const FaultWork *work, guint calls, guint step, FaultStops *stops)
{
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  gboolean killed = TRUE;

  for (guint at = 1; killed; at += step)
    {
      g_autofree char *wrong = NULL;

      if (work->prepare)
        {
          stops->n_acknowledged += acknowledged->len;
          g_ptr_array_set_size (acknowledged, 0);
          work->prepare (work->data);
        }
      killed = kill_at (work, at, calls, acknowledged);
      wrong = work->check (work->folder, work->data, acknowledged);
      note_state (stops, "killed before call", at, wrong);
    }
  stops->n_states--; /* the last one came to its end */
  stops->n_acknowledged += acknowledged->len;
}

/* ── Power loss ───────────────────────────────────────────────────────────── */

/**
 * fault_record:
 * @synced: %FALSE: a disk that says that it synced, and did not
 *
 * Does the work once, and writes down what is asked of the disk.
 */
FaultDisk *
fault_record (const FaultWork *work, gboolean synced)
{
  FaultDisk *disk;

  if (work->prepare)
    work->prepare (work->data);
  disk = fault_disk_new (work->folder);
  fault_calls_watch (work->folder);
  fault_calls_record (disk);
  if (!synced)
    fault_calls_fail (1, 1u << FAULT_CALL_SYNC, FAULT_LIE, TRUE);
  recording = disk;
  work->work (work->data);
  recording = NULL;
  fault_calls_stop ();
  return disk;
}

/* Most of what happens are pages that are written one after the other; more hangs on the few other points. */
static double
weigh (FaultDisk *disk, guint event)
{
  return fault_disk_get_kind (disk, event) == FAULT_EVENT_WRITE ? 1.0 : 10.0;
}

static void
try_states (const FaultWork *work, FaultImage *image, GRand *random, guint point, guint n_states, FaultStops *stops)
{
  char *state = fault_make_folder ();

  for (guint i = 0; i < n_states; i++)
    {
      g_autofree char *wrong = NULL;

      fault_image_restore (image, (FaultLoss) g_rand_int_range (random, 0, FAULT_N_LOSSES), random, state);
      wrong = work->check (state, work->data, fault_image_get_acknowledged (image));
      note_state (stops, "power lost after point", point, wrong);
    }
  fault_remove_folder (state);
}

/**
 * fault_lose_power:
 *
 * Makes the disk again as it may be after each point, @n_states times in all, and looks at each; a quarter of them when
 * all is done and acknowledged.
 */
void
fault_lose_power (const FaultWork *work, FaultDisk *disk, guint n_states, FaultStops *stops)
{
  g_autoptr (GRand) random = fault_random_new ();
  g_autoptr (FaultImage) image = fault_image_new (disk);
  double all = 0.0, due = 0.0;
  guint point = 0;

  for (guint i = 0; i < fault_disk_get_n_events (disk); i++)
    all += weigh (disk, i);
  for (; fault_image_advance (image); point++)
    {
      due += 0.75 * n_states * weigh (disk, point) / all;
      try_states (work, image, random, point + 1, (guint) due, stops);
      due -= (guint) due;
    }
  try_states (work, image, random, point, n_states / 4, stops);
  stops->n_points += point;
  stops->n_acknowledged += fault_image_get_acknowledged (image)->len;
}

static void
try_names (const FaultWork *work, FaultImage *image, GRand *random, guint point, FaultStops *stops)
{
  const guint n = fault_image_count_names (image);
  char *state = fault_make_folder ();

  for (guint i = 0; i < 2 * n; i++)
    {
      g_autofree char *wrong = NULL;

      fault_image_restore_names (image, i / 2, i % 2 == 0, random, state);
      wrong = work->check (state, work->data, fault_image_get_acknowledged (image));
      note_state (stops, "names lost after point", point, wrong);
    }
  fault_remove_folder (state);
}

/**
 * fault_lose_names:
 *
 * The few states in which names come to the disk in another order than they were made, all of them: after each point, each
 * change of a name that was not synced is lost alone, and is there alone.
 */
void
fault_lose_names (const FaultWork *work, FaultDisk *disk, FaultStops *stops)
{
  g_autoptr (GRand) random = fault_random_new ();
  g_autoptr (FaultImage) image = fault_image_new (disk);
  guint point = 0;

  for (; fault_image_advance (image); point++)
    if (fault_disk_get_kind (disk, point) != FAULT_EVENT_WRITE)
      try_names (work, image, random, point + 1, stops);
  stops->n_points += point;
  stops->n_acknowledged += fault_image_get_acknowledged (image)->len;
}

/* ── Calls that fail ──────────────────────────────────────────────────────── */

/**
 * fault_fail_everywhere:
 * @calls: the kinds that fail
 * @step: 1 for each of these calls
 * @for_good: all calls of these kinds after it fail too
 *
 * Does the work over and over, with a later call that fails each time, until none does.
 */
void
fault_fail_everywhere (const FaultWork *work, guint calls, guint step, gboolean for_good, FaultStops *stops)
{
  gboolean failed = TRUE;

  for (guint at = 1; failed; at += step)
    {
      g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *wrong = NULL;

      work->prepare (work->data);
      fault_calls_watch (work->folder);
      fault_calls_fail (at, calls, EIO, for_good);
      hearing = acknowledged;
      work->work (work->data);
      hearing = NULL;
      failed = fault_calls_get_n_failed () > 0;
      fault_calls_stop ();
      wrong = work->check (work->folder, work->data, acknowledged);
      note_state (stops, "failed at call", at, wrong);
      stops->n_acknowledged += acknowledged->len;
    }
  stops->n_states--; /* the last one came to its end */
}

/* ── Figures ──────────────────────────────────────────────────────────────── */

static void
assert_nothing_wrong (const FaultStops *stops)
{
  g_assert_cmpuint (stops->n_states, >, 0);
  g_assert_cmpuint (stops->n_acknowledged, >, 0);
  g_assert_cmpuint (stops->n_wrong, ==, 0);
}

static void
tell_stops (const char *part, const char *what, const FaultStops *stops)
{
  fault_tell (part,
              "%s %u, acknowledged %u, lost or half-applied %u",
              what,
              stops->n_states,
              stops->n_acknowledged,
              stops->n_wrong);
  assert_nothing_wrong (stops);
}

void
fault_tell_kills (const char *part, const FaultStops *stops)
{
  tell_stops (part, "kills", stops);
}

void
fault_tell_failures (const char *part, const FaultStops *stops)
{
  tell_stops (part, "failures", stops);
}

void
fault_tell_losses (const char *part, const FaultStops *stops)
{
  fault_tell (part,
              "points %u, states %u, acknowledged %u, lost or broken %u",
              stops->n_points,
              stops->n_states,
              stops->n_acknowledged,
              stops->n_wrong);
  assert_nothing_wrong (stops);
}

/** Of what is known to be bad: it is found out. */
void
fault_tell_found (const char *part, const FaultStops *stops)
{
  fault_tell (part, "tried %u, found out %u", stops->n_states, stops->n_wrong);
  g_assert_cmpuint (stops->n_wrong, >, 0);
}
