/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-places.h"
#include "people-test.h"

/* Somebody is put on the wait list, for weekdays and a person in particular. */
HavenPlace *find_wait (PeopleTest *test);
void fill_wait (PeopleTest *test, AdwDialog *dialog);
gboolean holds_wait (PeopleTest *test, AdwDialog *dialog);
HavenPlace *find_waiting_booking (PeopleTest *test);
void fill_waiting_booking (PeopleTest *test, AdwDialog *dialog);
gboolean holds_waiting_booking (PeopleTest *test, AdwDialog *dialog);
