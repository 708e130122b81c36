/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One date of a matter: its days, what the desk knows of it, and what can be done with it. */
#define HAVEN_TYPE_DEADLINE_CARD (haven_deadline_card_get_type ())
G_DECLARE_FINAL_TYPE (HavenDeadlineCard, haven_deadline_card, HAVEN, DEADLINE_CARD, AdwBin)

GtkWidget *haven_deadline_card_new (void);
void haven_deadline_card_show (HavenDeadlineCard *self,
                               const HavenMatterPage *page,
                               const HavenDeadline *deadline,
                               HavenClock *clock);
const char *haven_deadline_card_get_id (HavenDeadlineCard *self);
void haven_deadline_card_set_expanded (HavenDeadlineCard *self, gboolean expanded);

G_END_DECLS
