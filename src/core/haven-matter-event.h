/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-deadline-rules.h"
#include "haven-legal.h"

G_BEGIN_DECLS

#define HAVEN_MATTER_EVENT_ERROR (haven_matter_event_error_quark ())
GQuark haven_matter_event_error_quark (void);

typedef enum
{
  HAVEN_MATTER_EVENT_ERROR_UNKNOWN_VALUE, /* a kind or a precision that does not exist */
  HAVEN_MATTER_EVENT_ERROR_MISSING,       /* something that it needs was not given */
  HAVEN_MATTER_EVENT_ERROR_BAD_DAY,       /* a day that cannot be */
} HavenMatterEventError;

const HavenChoice *haven_matter_event_get_kinds (void);
const HavenChoice *haven_matter_event_get_precisions (void);
gboolean haven_matter_event_stands (const HavenMatterEvent *self);
gboolean haven_matter_event_is_journey (const HavenMatterEvent *self);
gboolean haven_matter_event_is_exact (const HavenMatterEvent *self);
int haven_matter_event_compare_days (const HavenMatterEvent *a, const HavenMatterEvent *b);

/** Which legal dates an event starts: `seeds/rules/matter-events.json`, checked while it is read. Immutable. */
typedef struct _HavenEventRules HavenEventRules;

/** One date that an event may start. */
typedef struct
{
  const char *rule;
  gboolean usual;   /* chosen beforehand */
  gboolean printed; /* a last day that the event's notice prints is this rule's */
} HavenEventRule;

HavenEventRules *haven_event_rules_load (HavenDeadlineRules *rules, GError **error);
void haven_event_rules_free (HavenEventRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenEventRules, haven_event_rules_free)

GArray *haven_event_rules_list (HavenEventRules *self, const char *kind, const char *matter_type);
gboolean haven_event_rules_find (HavenEventRules *self, const char *kind, const char *rule, HavenEventRule *found);
gboolean haven_event_rules_may_lie_ahead (HavenEventRules *self, const char *kind);
const char *haven_event_rules_get_absence_rule (HavenEventRules *self);
gboolean haven_event_rules_is_status (HavenEventRules *self, const char *matter_type);
gboolean haven_event_rules_tells_grant (HavenEventRules *self, const char *rule);
gboolean haven_event_rules_shows_absences (HavenEventRules *self, const char *matter_type);
gboolean haven_event_rules_check (HavenEventRules *self, const HavenMatterEvent *event, HavenDate today, GError **error);

G_END_DECLS
