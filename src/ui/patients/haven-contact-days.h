/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** The days of the week, of which any may be chosen; at first all are. */
#define HAVEN_TYPE_CONTACT_DAYS (haven_contact_days_get_type ())
G_DECLARE_FINAL_TYPE (HavenContactDays, haven_contact_days, HAVEN, CONTACT_DAYS, AdwPreferencesRow)

char *haven_contact_days_dup_codes (HavenContactDays *self);
void haven_contact_days_set_codes (HavenContactDays *self, const char *codes);

G_END_DECLS
