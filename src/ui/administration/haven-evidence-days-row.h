/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/** How many working days before a legal date medical evidence is needed; Enter keeps it. */
GtkWidget *haven_evidence_days_row_new (HavenFactsPage *page, int working_days);

G_END_DECLS
