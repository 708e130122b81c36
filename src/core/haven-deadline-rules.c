/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline-rules.h"
#include "haven-deadline-rule-private.h"

#include "haven-seeds.h"
#include "haven-text.h"

G_DEFINE_QUARK (haven - deadline - error - quark, haven_deadline_error)

struct _HavenDeadlineRules
{
  gatomicrefcount references;
  GPtrArray *rules;
};

#define DEFINE_GETTER(type, name, member)                                                          \
  type haven_deadline_rule_##name (const HavenDeadlineRule *self)                                  \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, 0);                                                        \
    return self->member;                                                                           \
  }

DEFINE_GETTER (const char *, get_code, code)
DEFINE_GETTER (const char *, get_label, label)
DEFINE_GETTER (const char *, get_plain_label, plain_label)
DEFINE_GETTER (const char *, get_trigger_event, trigger_event)
DEFINE_GETTER (const char *, get_kind, kind)
DEFINE_GETTER (const char *, get_citation, citation)
DEFINE_GETTER (const char *, get_days_meaning, days_meaning)
DEFINE_GETTER (gboolean, needs_lawyer_check, needs_lawyer_check)
DEFINE_GETTER (gboolean, needs_born, needs_born)
DEFINE_GETTER (gboolean, starts_at_birth, starts_at_birth)
DEFINE_GETTER (gboolean, rolls_forward, rolls_forward)
DEFINE_GETTER (gboolean, goes_by_state_court, goes_by_state_court)
DEFINE_GETTER (gboolean, wants_medical_evidence, medical_evidence)
DEFINE_GETTER (gboolean, other_side_comes, other_side_comes)
DEFINE_GETTER (int, get_mailed_days, mailed_days)

/** Returns: whether the rule computes any date at all; one without explains why there is none */
gboolean
haven_deadline_rule_has_dates (const HavenDeadlineRule *self)
{
  static const char *const names[] = { "last_safe_day", "opens_on" };
  guint position;

  g_return_val_if_fail (self != NULL, FALSE);
  return haven_deadline_rule_find_date (self, names[0], &position) ||
         haven_deadline_rule_find_date (self, names[1], &position);
}

/** Returns: (transfer full): what a list of rules shows of it, for `havenctl deadline --list
 * --json` */
JsonObject *
haven_deadline_rule_to_json (const HavenDeadlineRule *self)
{
  JsonObject *object;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "code", self->code);
  json_object_set_string_member (object, "label", self->label);
  json_object_set_string_member (object, "plain_label", self->plain_label);
  json_object_set_string_member (object, "trigger_event", self->trigger_event);
  json_object_set_string_member (object, "kind", self->kind);
  json_object_set_string_member (object, "citation", self->citation);
  json_object_set_boolean_member (object, "needs_born", self->needs_born);
  json_object_set_boolean_member (object, "starts_at_birth", self->starts_at_birth);
  json_object_set_string_member (object, "days_meaning", self->days_meaning);
  json_object_set_int_member (object, "mailed_days", self->mailed_days);
  json_object_set_boolean_member (object, "rolls_forward", self->rolls_forward);
  json_object_set_boolean_member (object, "goes_by_state_court", self->goes_by_state_court);
  json_object_set_boolean_member (object, "medical_evidence", self->medical_evidence);
  json_object_set_boolean_member (object, "other_side_comes", self->other_side_comes);
  json_object_set_boolean_member (object, "has_dates", haven_deadline_rule_has_dates (self));
  json_object_set_boolean_member (object, "needs_lawyer_check", self->needs_lawyer_check);
  return object;
}

static void
free_rule (gpointer data)
{
  haven_deadline_rule_free (data);
}

static const HavenDeadlineRule *
find_rule (HavenDeadlineRules *self, const char *code)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const HavenDeadlineRule *rule = g_ptr_array_index (self->rules, i);

      if (g_ascii_strcasecmp (rule->code, code) == 0)
        return rule;
    }
  return NULL;
}

static gboolean
add_rule (HavenDeadlineRules *self, JsonNode *node, GError **error)
{
  HavenDeadlineRule *rule;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (
          error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE,
          "the table of legal dates holds something that is no rule; reinstall Haven");
      return FALSE;
    }
  rule = haven_deadline_rule_read (json_node_get_object (node), error);
  if (rule == NULL)
    return FALSE;
  if (find_rule (self, rule->code))
    {
      g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE,
                   "the table of legal dates has two rules with the code %s; reinstall Haven",
                   rule->code);
      haven_deadline_rule_free (rule);
      return FALSE;
    }
  g_ptr_array_add (self->rules, rule);
  return TRUE;
}

/**
 * haven_deadline_rules_new_from_json:
 * @root: the content of `seeds/rules/deadlines.json`
 *
 * Returns: (transfer full): the rules, or %NULL with %HAVEN_DEADLINE_ERROR_BAD_RULE when any of
 * them is not sound
 */
HavenDeadlineRules *
haven_deadline_rules_new_from_json (JsonNode *root, GError **error)
{
  g_autoptr (HavenDeadlineRules) self = g_new0 (HavenDeadlineRules, 1);
  JsonObject *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *list = object ? json_object_get_member (object, "rules") : NULL;

  g_atomic_ref_count_init (&self->references);
  self->rules = g_ptr_array_new_with_free_func (free_rule);
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    {
      g_set_error_literal (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE,
                           "the table of legal dates has no list of rules; reinstall Haven");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    if (!add_rule (self, json_array_get_element (json_node_get_array (list), i), error))
      return NULL;
  return g_steal_pointer (&self);
}

/** Returns: (transfer full): the rules that are built into the program, checked while reading */
HavenDeadlineRules *
haven_deadline_rules_load (GError **error)
{
  g_autoptr (JsonNode) root = haven_seeds_lookup_json ("rules/deadlines.json", error);

  return root ? haven_deadline_rules_new_from_json (root, error) : NULL;
}

HavenDeadlineRules *
haven_deadline_rules_ref (HavenDeadlineRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_deadline_rules_unref (HavenDeadlineRules *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->rules);
  g_free (self);
}

guint
haven_deadline_rules_get_n_rules (HavenDeadlineRules *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->rules->len;
}

const HavenDeadlineRule *
haven_deadline_rules_get_rule (HavenDeadlineRules *self, guint position)
{
  g_return_val_if_fail (self != NULL && position < self->rules->len, NULL);
  return g_ptr_array_index (self->rules, position);
}

/**
 * haven_deadline_rules_lookup:
 * @code: for example `ASY-1Y`, in capitals or not
 *
 * Returns: (nullable): the rule, or %NULL with %HAVEN_DEADLINE_ERROR_UNKNOWN_RULE
 */
const HavenDeadlineRule *
haven_deadline_rules_lookup (HavenDeadlineRules *self, const char *code, GError **error)
{
  const HavenDeadlineRule *rule;
  g_autofree char *valid = NULL, *shown = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  rule = code ? find_rule (self, code) : NULL;
  if (rule)
    return rule;

  valid = g_utf8_make_valid (code ? code : "", -1);
  shown = haven_text_dup_ellipsized (valid, 24);
  g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_UNKNOWN_RULE,
               "there is no rule “%s”; “havenctl deadline --list” shows every code", shown);
  return NULL;
}
