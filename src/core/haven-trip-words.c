/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the finder says, in words that anybody across a desk may read.
 */

#include "haven-trip-private.h"

#include <glib/gi18n.h>

static const char *
name_of (const char *id, HavenTripNameFunc get_name, gpointer data)
{
  const char *name = get_name && id ? get_name (id, data) : NULL;

  return name ? name : id ? id : "";
}

/** Returns: the name of a rule in JSON and tests, such as `max_span` */
const char *
haven_trip_rule_get_name (HavenTripRule rule)
{
  static const char *const names[] = {
    [HAVEN_TRIP_RULE_MAX_SPAN] = "max_span",
    [HAVEN_TRIP_RULE_MAX_GAP] = "max_gap",
    [HAVEN_TRIP_RULE_BUSY] = "busy",
    [HAVEN_TRIP_RULE_HOURS] = "open",
    [HAVEN_TRIP_RULE_CLOSED] = "closed",
    [HAVEN_TRIP_RULE_AFTER] = "after",
    [HAVEN_TRIP_RULE_DECOMPRESS] = "decompress",
    [HAVEN_TRIP_RULE_TRAVEL] = "travel",
    [HAVEN_TRIP_RULE_NOT_AFTER] = "not_after",
    [HAVEN_TRIP_RULE_NEVER] = "never",
    [HAVEN_TRIP_RULE_SAFE] = "safe",
    [HAVEN_TRIP_RULE_SEVERAL] = "several",
    [HAVEN_TRIP_RULE_IMPOSSIBLE] = "impossible",
  };

  g_return_val_if_fail (rule < G_N_ELEMENTS (names), NULL);
  return names[rule];
}

static char *
dup_days_before (int days)
{
  if (days == 0)
    return g_strdup (_ ("On the last day that counts"));
  return g_strdup_printf (ngettext ("%d day before the date that has to be kept",
                                    "%d days before the date that has to be kept", (gulong) days),
                          days);
}

/**
 * haven_trip_why_dup_words:
 * @get_name: (nullable) (scope call): names to show instead of ids
 *
 * Returns: (transfer full): one short fact in the language of the screen, without a full stop
 */
char *
haven_trip_why_dup_words (const HavenTripWhy *self, HavenTripNameFunc get_name, gpointer data)
{
  const char *name = name_of (self->id, get_name, data);
  const char *other = name_of (self->other, get_name, data);

  switch (self->code)
    {
    case HAVEN_TRIP_WHY_ONE_TRIP:
      return g_strdup_printf (_ ("%d visits in one trip"), self->n);
    case HAVEN_TRIP_WHY_NO_WAITING:
      return g_strdup (_ ("No waiting between the visits"));
    case HAVEN_TRIP_WHY_WAITING:
      return g_strdup_printf (_ ("%d minutes between the visits in all"), self->n);
    case HAVEN_TRIP_WHY_REST:
      return g_strdup_printf (_ ("%d minutes of rest after %s"), self->n, name);
    case HAVEN_TRIP_WHY_WAY:
      return g_strdup_printf (_ ("%d minutes for the way from %s to %s"), self->n, name, other);
    case HAVEN_TRIP_WHY_SAME_RESOURCE:
      return g_strdup_printf (_ ("%s for %d of the visits"), name, self->n);
    case HAVEN_TRIP_WHY_SAFE_HOURS:
      return g_strdup (_ ("Within the safe hours"));
    case HAVEN_TRIP_WHY_DAYS_BEFORE:
      return dup_days_before (self->n);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* ── What stands in the way ─────────────────────────────────────────────── */

/* A rule that stands in the way together with others. */
static const char *const plain_rules[] = {
  [HAVEN_TRIP_RULE_MAX_SPAN] = N_ ("the longest time from first start to last end"),
  [HAVEN_TRIP_RULE_MAX_GAP] = N_ ("the longest wait between two visits"),
  [HAVEN_TRIP_RULE_BUSY] = N_ ("other appointments"),
  [HAVEN_TRIP_RULE_HOURS] = N_ ("working hours"),
  [HAVEN_TRIP_RULE_CLOSED] = N_ ("a closed day"),
  [HAVEN_TRIP_RULE_AFTER] = N_ ("the order of the visits"),
  [HAVEN_TRIP_RULE_DECOMPRESS] = N_ ("the rest after a sensitive visit"),
  [HAVEN_TRIP_RULE_TRAVEL] = N_ ("the way between two places"),
  [HAVEN_TRIP_RULE_NOT_AFTER] = N_ ("the date that has to be kept"),
  [HAVEN_TRIP_RULE_NEVER] = N_ ("times at which the person never comes"),
  [HAVEN_TRIP_RULE_SAFE] = N_ ("the safe hours"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (plain_rules) == HAVEN_TRIP_N_CHANGEABLE_RULES);

static char *
dup_together (guint together)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint rule = 0; rule < G_N_ELEMENTS (plain_rules); rule++)
    if (together & 1u << rule)
      g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", _ (plain_rules[rule]));
  return g_strdup_printf (_ ("No change alone would help; these together would: %s."), list->str);
}

static char *
dup_measured (const HavenTripBlocker *self)
{
  if (self->rule == HAVEN_TRIP_RULE_MAX_SPAN)
    return g_strdup_printf (
        _ ("The trip may take %d minutes from first start to last end; with %d it would fit."),
        self->value, self->needed);
  return g_strdup_printf (_ ("Two visits may lie %d minutes apart; with %d it would fit."),
                          self->value, self->needed);
}

/**
 * haven_trip_blocker_dup_words:
 * @get_name: (nullable) (scope call): names to show instead of ids
 *
 * Returns: (transfer full): what stands in the way, and what would help, as a sentence in the
 * language of the screen
 */
char *
haven_trip_blocker_dup_words (const HavenTripBlocker *self,
                              HavenTripNameFunc get_name,
                              gpointer data)
{
  const char *name = name_of (self->id, get_name, data);

  switch (self->rule)
    {
    case HAVEN_TRIP_RULE_MAX_SPAN:
    case HAVEN_TRIP_RULE_MAX_GAP:
      return dup_measured (self);
    case HAVEN_TRIP_RULE_BUSY:
      return g_strdup_printf (_ ("%s has other appointments; it would fit without them."), name);
    case HAVEN_TRIP_RULE_HOURS:
      return g_strdup_printf (_ ("%s is not there; it would fit with other hours."), name);
    case HAVEN_TRIP_RULE_CLOSED:
      return g_strdup (_ ("The clinic is closed; it would fit if it were open."));
    case HAVEN_TRIP_RULE_AFTER:
      return g_strdup (_ ("The visits have an order; it would fit in another one."));
    case HAVEN_TRIP_RULE_DECOMPRESS:
      return g_strdup_printf (
          _ ("%d minutes of rest follow a sensitive visit; it would fit without."), self->value);
    case HAVEN_TRIP_RULE_TRAVEL:
      return g_strdup (_ ("The way between two places takes too long; it would fit at one place."));
    case HAVEN_TRIP_RULE_NOT_AFTER:
      return g_strdup (_ ("These days come after the date that has to be kept."));
    case HAVEN_TRIP_RULE_NEVER:
      return g_strdup (
          _ ("The person never comes at some of these times; it would fit without that."));
    case HAVEN_TRIP_RULE_SAFE:
      return g_strdup (
          _ ("It does not fit into one stretch of safe hours; it would fit at other times."));
    case HAVEN_TRIP_RULE_SEVERAL:
      return dup_together (self->together);
    case HAVEN_TRIP_RULE_IMPOSSIBLE:
      return g_strdup (_ ("These visits do not fit into one day, whatever is changed."));
    default:
      g_return_val_if_reached (NULL);
    }
}
