/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people-service.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenContactCard:
 *
 * One way to reach a person: first whether it may be used now and how, then, when it is asked for, the number.
 */
#define HAVEN_TYPE_CONTACT_CARD (haven_contact_card_get_type ())
G_DECLARE_FINAL_TYPE (HavenContactCard, haven_contact_card, HAVEN, CONTACT_CARD, GtkBox)

GtkWidget *haven_contact_card_new (void);
void haven_contact_card_set_rule (HavenContactCard *self,
                                  const HavenPatient *patient,
                                  const HavenSafeContactRule *rule,
                                  HavenClock *clock);
void haven_contact_card_set_permits (HavenContactCard *self, gboolean may_change, gboolean may_remove);
void haven_contact_card_hide_value (HavenContactCard *self);

G_END_DECLS
