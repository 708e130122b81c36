/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-appointment-status.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Where a visit stands: an icon and the word. */
#define HAVEN_TYPE_STATUS_PILL (haven_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (HavenStatusPill, haven_status_pill, HAVEN, STATUS_PILL, AdwBin)

void haven_status_pill_show (HavenStatusPill *self, HavenAppointmentStatus status);

G_END_DECLS
