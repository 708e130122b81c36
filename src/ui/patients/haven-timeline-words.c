/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-state-words.h"
#include "haven-timeline-words.h"

#include <glib/gi18n.h>

/* ── Lanes and kinds ─────────────────────────────────────────────────────── */

/** Returns: (transfer none): the lane's name on the screen; neutral for whoever looks over a shoulder */
const char *
haven_lane_get_caption (HavenLane lane)
{
  static const char *const captions[] = { N_("Medical"), N_("Shared"), N_("Matters") };

  g_return_val_if_fail (lane < HAVEN_N_LANES, NULL);
  return _(captions[lane]);
}

const char *
haven_lane_get_icon_name (HavenLane lane)
{
  static const char *const icons[] = { "haven-medical-symbolic",
                                       "haven-shared-symbolic",
                                       "haven-matter-symbolic" };

  g_return_val_if_fail (lane < HAVEN_N_LANES, NULL);
  return icons[lane];
}

const char *
haven_lane_get_css_class (HavenLane lane)
{
  static const char *const classes[] = { "medical", "shared", "legal" };

  g_return_val_if_fail (lane < HAVEN_N_LANES, NULL);
  return classes[lane];
}

const char *
haven_event_kind_get_label (HavenEventKind kind)
{
  static const char *const labels[] = { N_("Visit"),    N_("Encounter"), N_("Note"),    N_("Matter"),
                                        N_("Event"),    N_("Deadline"),  N_("Release"), N_("Document") };

  g_return_val_if_fail (kind < HAVEN_N_EVENT_KINDS, NULL);
  return _(labels[kind]);
}

const char *
haven_event_kind_get_icon_name (HavenEventKind kind)
{
  static const char *const icons[] = { "haven-visit-symbolic",    "haven-encounter-symbolic",
                                       "haven-note-symbolic",     "haven-matter-symbolic",
                                       "haven-event-symbolic",    "haven-deadline-symbolic", "haven-release-symbolic",
                                       "haven-document-symbolic" };

  g_return_val_if_fail (kind < HAVEN_N_EVENT_KINDS, NULL);
  return icons[kind];
}

/** Returns: (transfer full) (nullable): the state in words */
char *
haven_timeline_event_dup_state_label (HavenTimelineEvent *self)
{
  return haven_state_dup_label (haven_timeline_event_get_state (self));
}

/* ── Sentences ───────────────────────────────────────────────────────────── */

static char *
dup_time (HavenTimelineEvent *self)
{
  int minute = haven_timeline_event_get_minute (self);

  return minute < 0 ? NULL : haven_time_dup_clock_label (minute);
}

static char *
join (const char *separator, const char *const *parts, guint n_parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      {
        if (text->len > 0)
          g_string_append (text, separator);
        g_string_append (text, parts[i]);
      }
  return g_string_free_and_steal (text);
}

/* What it is, then its title where that says more. */
static char *
dup_kind_and_title (HavenTimelineEvent *self)
{
  const char *kind = haven_event_kind_get_label (haven_timeline_event_get_kind (self));
  const char *title = haven_timeline_event_get_title (self);
  g_autofree char *folded_kind = g_utf8_casefold (kind, -1);
  g_autofree char *folded_title = g_utf8_casefold (title, -1);

  if (*title == '\0' || g_str_equal (folded_kind, folded_title))
    return g_strdup (kind);
  /* Translators: the kind of an event, then its title, as a screen reader says them */
  return g_strdup_printf (C_("kind and title", "%s: %s"), kind, title);
}

/**
 * haven_timeline_event_dup_detail:
 * @zoom: what the axis tells already need not be said again
 *
 * Returns: (transfer full): the second line on an event
 */
char *
haven_timeline_event_dup_detail (HavenTimelineEvent *self, HavenTimeZoom zoom)
{
  g_autofree char *time = dup_time (self);
  g_autofree char *state = haven_timeline_event_dup_state_label (self);
  g_autofree char *date = NULL;
  const char *kind = haven_event_kind_get_label (haven_timeline_event_get_kind (self));

  if (zoom == HAVEN_TIME_ZOOM_MONTH || zoom == HAVEN_TIME_ZOOM_YEAR)
    /* Translators: a day within the year, see g_date_time_format() */
    date = haven_time_dup_label (C_("day and month", "%-d %b"),
                                 haven_wall_minute_at (haven_timeline_event_get_starts_on (self), 0));
  return join (" · ", (const char *[]) { date, date && time ? NULL : time, state ? state : kind }, 3);
}

/** Returns: (transfer full): for example “Visit: Blood test, Friday 27 November 2026, 9:30, confirmed” */
char *
haven_timeline_event_dup_accessible_name (HavenTimelineEvent *self)
{
  g_autofree char *what = dup_kind_and_title (self);
  g_autofree char *date = haven_time_dup_full_date (haven_timeline_event_get_starts_on (self));
  g_autofree char *time = dup_time (self);
  g_autofree char *state = haven_timeline_event_dup_state_label (self);

  return join (C_("between parts of a sentence", ", "), (const char *[]) { what, date, time, state }, 4);
}

char *
haven_timeline_event_dup_tooltip (HavenTimelineEvent *self)
{
  g_autofree char *date = haven_time_dup_full_date (haven_timeline_event_get_starts_on (self));
  g_autofree char *time = dup_time (self);
  g_autofree char *when = join (", ", (const char *[]) { date, time }, 2);
  g_autofree char *state = haven_timeline_event_dup_state_label (self);
  const char *kind = haven_event_kind_get_label (haven_timeline_event_get_kind (self));
  g_autofree char *what = join (" · ", (const char *[]) { kind, state }, 2);

  return join ("\n", (const char *[]) { haven_timeline_event_get_title (self), when, what }, 3);
}
