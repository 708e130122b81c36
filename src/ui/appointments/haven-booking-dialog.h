/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-visit.h"
#include "haven-waiting-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Books a visit, or moves one to another time. What stands against it is named; it may be booked all the same. */
#define HAVEN_TYPE_BOOKING_DIALOG (haven_booking_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookingDialog, haven_booking_dialog, HAVEN, BOOKING_DIALOG, AdwDialog)

AdwDialog *haven_booking_dialog_new (HavenWorkspace *workspace,
                                     const char *patient_id,
                                     HavenDate date,
                                     int minute,
                                     int minutes_long,
                                     const char *resource_id);
AdwDialog *haven_booking_dialog_new_quick (HavenWorkspace *workspace, HavenDate date, int minute, const char *resource_id);
AdwDialog *haven_booking_dialog_new_for_waiting (HavenWorkspace *workspace, const HavenWaitProposal *proposal);
AdwDialog *haven_booking_dialog_new_beside (HavenWorkspace *workspace, HavenVisit *visit, const char *const *resource_ids);
AdwDialog *haven_booking_dialog_new_move (HavenWorkspace *workspace, HavenVisit *visit);

G_END_DECLS
