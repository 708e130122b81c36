/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

/**
 * HavenBusinessCalendar:
 *
 * Which days are open: no weekend, no federal holiday (5 USC 6103), and none of the closed days
 * that the caller added from the tables of the clinic and of one state court. Where a function takes
 * a calendar, %NULL stands for the federal calendar alone, which is the one that statutes roll by.
 */
typedef struct _HavenBusinessCalendar HavenBusinessCalendar;

HavenBusinessCalendar *haven_business_calendar_new (void);
HavenBusinessCalendar *haven_business_calendar_copy (const HavenBusinessCalendar *self);
void haven_business_calendar_free (HavenBusinessCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBusinessCalendar, haven_business_calendar_free)

void haven_business_calendar_add_closed_day (HavenBusinessCalendar *self, HavenDate date);
void haven_business_calendar_set_court (HavenBusinessCalendar *self, const char *court);
const char *haven_business_calendar_get_court (const HavenBusinessCalendar *self);
void haven_business_calendar_add_court_day (HavenBusinessCalendar *self, HavenDate date);
gboolean haven_business_calendar_is_court_day (const HavenBusinessCalendar *self, HavenDate date);

const char *haven_federal_holiday_get_name (HavenDate date);

gboolean haven_business_calendar_is_open (const HavenBusinessCalendar *self, HavenDate date);
HavenDate haven_business_calendar_next_open (const HavenBusinessCalendar *self, HavenDate date);
HavenDate haven_business_calendar_previous_open (const HavenBusinessCalendar *self, HavenDate date);
HavenDate haven_business_calendar_add_working_days (const HavenBusinessCalendar *self,
                                                    HavenDate date,
                                                    int days);

G_END_DECLS
