/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-fields.h"
#include "haven-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Whom a visit is for: searches as somebody types, and shows whom it found below. */
#define HAVEN_TYPE_BOOKING_PERSON_ROW (haven_booking_person_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookingPersonRow, haven_booking_person_row, HAVEN, BOOKING_PERSON_ROW, AdwEntryRow)

void haven_booking_person_row_set_session (HavenBookingPersonRow *self, HavenSession *session);
void haven_booking_person_row_set_person (HavenBookingPersonRow *self,
                                          const char *id,
                                          const char *name,
                                          const char *interpreter_need,
                                          const char *language);
void haven_booking_person_row_add_to_draft (HavenBookingPersonRow *self, HavenDraftFields *fields);
const char *haven_booking_person_row_get_person_id (HavenBookingPersonRow *self);
const char *haven_booking_person_row_get_interpreter_language (HavenBookingPersonRow *self);

G_END_DECLS
