/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people-service.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** How a person may be reached, with an answer for this minute; the answers keep up with the clock. */
#define HAVEN_TYPE_CONTACT_RULES (haven_contact_rules_get_type ())
G_DECLARE_FINAL_TYPE (HavenContactRules, haven_contact_rules, HAVEN, CONTACT_RULES, GtkBox)

void haven_contact_rules_set_session (HavenContactRules *self, HavenSession *session);
const HavenSafeContactRule *haven_contact_rules_find (HavenContactRules *self, const char *rule_id);
void haven_contact_rules_set_page (HavenContactRules *self, const HavenPersonPage *page, HavenClock *clock);

G_END_DECLS
