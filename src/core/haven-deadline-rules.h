/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  HAVEN_DEADLINE_ERROR_UNKNOWN_RULE,  /* no rule has that code */
  HAVEN_DEADLINE_ERROR_MISSING_INPUT, /* the rule needs a date that was not given */
  HAVEN_DEADLINE_ERROR_BAD_INPUT,     /* what was given contradicts itself or the rule */
  HAVEN_DEADLINE_ERROR_OUT_OF_RANGE,  /* a date or a number that no matter can have */
  HAVEN_DEADLINE_ERROR_BAD_RULE,      /* the table of rules is damaged */
} HavenDeadlineError;

#define HAVEN_DEADLINE_ERROR (haven_deadline_error_quark ())
GQuark haven_deadline_error_quark (void);

/**
 * HavenDeadlineRule:
 *
 * One row of the table of legal dates: what starts it, the steps of its arithmetic, and its source.
 * Read-only, and borrowed from the #HavenDeadlineRules that holds it.
 */
typedef struct _HavenDeadlineRule HavenDeadlineRule;

const char *haven_deadline_rule_get_code (const HavenDeadlineRule *self);
const char *haven_deadline_rule_get_label (const HavenDeadlineRule *self);
const char *haven_deadline_rule_get_plain_label (const HavenDeadlineRule *self);
const char *haven_deadline_rule_get_trigger_event (const HavenDeadlineRule *self);
const char *haven_deadline_rule_get_kind (const HavenDeadlineRule *self);
const char *haven_deadline_rule_get_citation (const HavenDeadlineRule *self);
const char *haven_deadline_rule_get_days_meaning (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_needs_lawyer_check (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_needs_born (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_starts_at_birth (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_rolls_forward (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_goes_by_state_court (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_wants_medical_evidence (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_other_side_comes (const HavenDeadlineRule *self);
gboolean haven_deadline_rule_has_dates (const HavenDeadlineRule *self);
int haven_deadline_rule_get_mailed_days (const HavenDeadlineRule *self);
JsonObject *haven_deadline_rule_to_json (const HavenDeadlineRule *self);

/** The whole table, in the order in which screens list it. Immutable, so that any thread may read
 * it. */
typedef struct _HavenDeadlineRules HavenDeadlineRules;

HavenDeadlineRules *haven_deadline_rules_load (GError **error);
HavenDeadlineRules *haven_deadline_rules_new_from_json (JsonNode *root, GError **error);
HavenDeadlineRules *haven_deadline_rules_ref (HavenDeadlineRules *self);
void haven_deadline_rules_unref (HavenDeadlineRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDeadlineRules, haven_deadline_rules_unref)

guint haven_deadline_rules_get_n_rules (HavenDeadlineRules *self);
const HavenDeadlineRule *haven_deadline_rules_get_rule (HavenDeadlineRules *self, guint position);
const HavenDeadlineRule *
haven_deadline_rules_lookup (HavenDeadlineRules *self, const char *code, GError **error);

G_END_DECLS
