/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matter-stages.h"
#include "haven-query-model.h"
#include "haven-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One card of the board of matters. */
#define HAVEN_TYPE_MATTER_CARD (haven_matter_card_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterCard, haven_matter_card, HAVEN, MATTER_CARD, GtkListBoxRow)

GtkWidget *haven_matter_card_new (HavenSession *session, HavenMatterStages *stages);
void haven_matter_card_show (HavenMatterCard *self, HavenQueryRow *row, HavenDate today);
const char *haven_matter_card_get_id (HavenMatterCard *self);
const char *haven_matter_card_get_person (HavenMatterCard *self);
const char *haven_matter_card_get_stage (HavenMatterCard *self);

G_END_DECLS
