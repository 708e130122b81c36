/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people-service.h"

G_BEGIN_DECLS

/* A safe contact rule in words. */
const char *haven_contact_channel_get_label (const char *channel);
const char *haven_contact_channel_get_icon_name (const char *channel);

const char *haven_contact_answer_get_label (HavenContactAnswer answer);
const char *haven_contact_answer_get_icon_name (HavenContactAnswer answer);
const char *haven_contact_answer_get_css_class (HavenContactAnswer answer);

int haven_contact_parse_time (const char *text);
char *haven_contact_dup_time (gint64 minute);

char *haven_contact_rule_dup_hours (const HavenSafeContactRule *self);
char *haven_contact_rule_dup_how (const HavenSafeContactRule *self);
char *haven_contact_rule_dup_confirmed (const HavenSafeContactRule *self, HavenDate today);

G_END_DECLS
