/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-event.h"

#include "haven-matter-type.h"
#include "haven-seeds.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (haven - matter - event - error - quark, haven_matter_event_error)

struct _HavenEventRules
{
  JsonNode *node;
  JsonObject *root; /* borrowed from @node */
};

/* The order in which a screen offers them. */
static const HavenChoice kinds[] = {
  { "filed", N_ ("Filed") },
  { "receipted", N_ ("Receipt notice") },
  { "notice_of_action", N_ ("Notice of action") },
  { "rfe", N_ ("Request for evidence (RFE)") },
  { "noid", N_ ("Notice of intent to deny (NOID)") },
  { "biometrics", N_ ("Biometrics taken") },
  { "interview", N_ ("Interview") },
  { "hearing", N_ ("Hearing") },
  { "decision", N_ ("Decision served") },
  { "granted", N_ ("Granted") },
  { "order_entered", N_ ("Order entered") },
  { "order_served", N_ ("Order served") },
  { "agency_asked", N_ ("An agency was asked to certify") },
  { "certification_signed", N_ ("Certification signed") },
  { "interim_letter", N_ ("Interim assistance letter") },
  { "moved", N_ ("Moved to a new address") },
  { "entry", N_ ("Entry to the United States") },
  { "journey", N_ ("Journey abroad") },
  { "circumstances", N_ ("Circumstances changed") },
  { "bond_ended", N_ ("Divorce, death, or status lost") },
  { "cause", N_ ("What the claim is about happened") },
  { "pay_day", N_ ("Pay day") },
  { "expiry", N_ ("A paper or an order ends") },
  { "other", N_ ("Something else") },
  { NULL, NULL },
};

static const HavenChoice precisions[] = {
  { "day", N_ ("This day") },
  { "month", N_ ("Only the month is known") },
  { "year", N_ ("Only the year is known") },
  { NULL, NULL },
};

const HavenChoice *
haven_matter_event_get_kinds (void)
{
  return kinds;
}

const HavenChoice *
haven_matter_event_get_precisions (void)
{
  return precisions;
}

/** Whether this version is what counts: neither corrected nor void, and not undone. */
gboolean
haven_matter_event_stands (const HavenMatterEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->replaced_by == NULL && self->withdrawn_at == 0 && self->voided_at == 0;
}

gboolean
haven_matter_event_is_journey (const HavenMatterEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_strcmp0 (self->kind, "journey") == 0;
}

/** Whether a date can be counted from it: a month or a year is no day to count from. */
gboolean
haven_matter_event_is_exact (const HavenMatterEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return haven_date_is_set (self->on_date) && (self->precision == NULL || strcmp (self->precision, "day") == 0);
}

/** The newest first; of one day, what was written last. */
int
haven_matter_event_compare_days (const HavenMatterEvent *a, const HavenMatterEvent *b)
{
  int days = haven_date_compare (b->on_date, a->on_date);

  return days != 0 ? days : (a->written_at < b->written_at) - (a->written_at > b->written_at);
}

/* ── The rules ────────────────────────────────────────────────────────────── */

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  return object && json_object_has_member (object, member) ? json_object_get_array_member (object, member) : NULL;
}

static gboolean
holds (JsonArray *array, const char *text)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), text) == 0)
      return TRUE;
  return FALSE;
}

static JsonObject *
find_kind (HavenEventRules *self, const char *code)
{
  JsonArray *list = get_array (self->root, "kinds");

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *kind = json_array_get_object_element (list, i);

      if (g_strcmp0 (json_object_get_string_member (kind, "code"), code) == 0)
        return kind;
    }
  return NULL;
}

static gboolean
refuse_seed (GError **error, const char *what)
{
  g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE,
               "the table of events does not know “%s”; reinstall Haven", what);
  return FALSE;
}

/* Every rule stands with an event, or with the reason why it has none; every type of matter is one. */
static gboolean
check_rules (HavenEventRules *self, JsonObject *kind, HavenDeadlineRules *rules, GError **error)
{
  JsonArray *list = get_array (kind, "rules");

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);
      JsonArray *types = get_array (entry, "types");

      if (!haven_deadline_rules_lookup (rules, json_object_get_string_member (entry, "rule"), error))
        return FALSE;
      for (guint j = 0; types && j < json_array_get_length (types); j++)
        if (!haven_choice_find (haven_matter_get_types (), json_array_get_string_element (types, j)))
          return refuse_seed (error, json_array_get_string_element (types, j));
    }
  return TRUE;
}

static gboolean
check_table (HavenEventRules *self, HavenDeadlineRules *rules, GError **error)
{
  for (guint i = 0; kinds[i].code; i++)
    {
      JsonObject *kind = find_kind (self, kinds[i].code);

      if (kind == NULL)
        return refuse_seed (error, kinds[i].code);
      if (!check_rules (self, kind, rules, error))
        return FALSE;
    }
  return haven_deadline_rules_lookup (rules, haven_event_rules_get_absence_rule (self), error) != NULL;
}

HavenEventRules *
haven_event_rules_load (HavenDeadlineRules *rules, GError **error)
{
  g_autoptr (HavenEventRules) self = g_new0 (HavenEventRules, 1);

  g_return_val_if_fail (rules != NULL, NULL);

  self->node = haven_seeds_lookup_json ("rules/matter-events.json", error);
  if (self->node == NULL)
    return NULL;
  self->root = json_node_get_object (self->node);
  return check_table (self, rules, error) ? g_steal_pointer (&self) : NULL;
}

void
haven_event_rules_free (HavenEventRules *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->node, json_node_unref);
  g_free (self);
}

static HavenEventRule
read_rule (JsonObject *entry)
{
  return (HavenEventRule){
    json_object_get_string_member (entry, "rule"),
    json_object_get_boolean_member_with_default (entry, "usual", FALSE),
    json_object_get_boolean_member_with_default (entry, "printed", FALSE),
  };
}

/**
 * haven_event_rules_list:
 *
 * Returns: (transfer full) (element-type HavenEventRule): what such an event may start in such a matter
 */
GArray *
haven_event_rules_list (HavenEventRules *self, const char *kind, const char *matter_type)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HavenEventRule));
  JsonArray *list;

  g_return_val_if_fail (self != NULL, found);

  list = get_array (find_kind (self, kind), "rules");
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);
      JsonArray *types = get_array (entry, "types");
      HavenEventRule rule = read_rule (entry);

      if (types == NULL || holds (types, matter_type))
        g_array_append_val (found, rule);
    }
  return found;
}

/** Whether such an event starts that date at all, in whatever matter. */
gboolean
haven_event_rules_find (HavenEventRules *self, const char *kind, const char *rule, HavenEventRule *found)
{
  JsonArray *list = get_array (find_kind (self, kind), "rules");

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      *found = read_rule (json_array_get_object_element (list, i));
      if (g_strcmp0 (found->rule, rule) == 0)
        return TRUE;
    }
  return FALSE;
}

/** Whether its day may be still to come: the end of a paper, which is known before. */
gboolean
haven_event_rules_may_lie_ahead (HavenEventRules *self, const char *kind)
{
  JsonObject *found = find_kind (self, kind);

  return found && json_object_get_boolean_member_with_default (found, "may_lie_ahead", FALSE);
}

/* ── Absences ─────────────────────────────────────────────────────────────── */

static JsonObject *
get_absences (HavenEventRules *self)
{
  return json_object_get_object_member (self->root, "absences");
}

/** Returns: the rule that says until when somebody has to be back */
const char *
haven_event_rules_get_absence_rule (HavenEventRules *self)
{
  return json_object_get_string_member (get_absences (self), "rule");
}

/** Whether what was granted in such a matter is the status from which absences count. */
gboolean
haven_event_rules_is_status (HavenEventRules *self, const char *matter_type)
{
  return holds (get_array (get_absences (self), "types"), matter_type);
}

/** Whether that rule counts from the day on which the status was granted. */
gboolean
haven_event_rules_tells_grant (HavenEventRules *self, const char *rule)
{
  return holds (get_array (get_absences (self), "granted"), rule);
}

/** Whether journeys abroad matter in such a matter. */
gboolean
haven_event_rules_shows_absences (HavenEventRules *self, const char *matter_type)
{
  return holds (get_array (get_absences (self), "shown"), matter_type);
}

/* ── What can be written down ─────────────────────────────────────────────── */

static gboolean
refuse (HavenMatterEventError code, const char *sentence, GError **error)
{
  g_set_error_literal (error, HAVEN_MATTER_EVENT_ERROR, code, sentence);
  return FALSE;
}

static gboolean
check_days (HavenEventRules *self, const HavenMatterEvent *event, HavenDate today, GError **error)
{
  if (!haven_date_is_set (event->on_date))
    return refuse (HAVEN_MATTER_EVENT_ERROR_MISSING, _ ("Give the day on which it happened."), error);
  if (haven_date_compare (event->on_date, today) > 0 && !haven_event_rules_may_lie_ahead (self, event->kind))
    return refuse (HAVEN_MATTER_EVENT_ERROR_BAD_DAY,
                   _ ("That day is still to come. An event is what happened; what is planned is a visit or a date."),
                   error);
  if (haven_date_is_set (event->printed_on) && haven_date_compare (event->printed_on, event->on_date) < 0)
    return refuse (HAVEN_MATTER_EVENT_ERROR_BAD_DAY,
                   _ ("The last day that the notice prints lies before the event. Look at both."), error);
  if (haven_matter_event_is_journey (event) && !haven_matter_event_is_exact (event))
    return refuse (HAVEN_MATTER_EVENT_ERROR_BAD_DAY, _ ("Days abroad are counted: give the day of departure itself."),
                   error);
  return TRUE;
}

/** Whether an event can be written down as it is. Journeys are held against one another by haven_absences_count(). */
gboolean
haven_event_rules_check (HavenEventRules *self, const HavenMatterEvent *event, HavenDate today, GError **error)
{
  g_return_val_if_fail (self != NULL && event != NULL, FALSE);

  if (!haven_choice_find (kinds, event->kind) ||
      (event->precision && !haven_choice_find (precisions, event->precision)))
    return refuse (HAVEN_MATTER_EVENT_ERROR_UNKNOWN_VALUE, _ ("Choose what happened from the list."), error);
  if (strcmp (event->kind, "other") == 0 && haven_text_is_blank (event->words))
    return refuse (HAVEN_MATTER_EVENT_ERROR_MISSING, _ ("Say in your own words what happened."), error);
  return check_days (self, event, today, error);
}
