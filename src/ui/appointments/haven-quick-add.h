/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A visit booked where somebody stands in the calendar: when, for whom, Enter. */
#define HAVEN_TYPE_QUICK_ADD (haven_quick_add_get_type ())
G_DECLARE_FINAL_TYPE (HavenQuickAdd, haven_quick_add, HAVEN, QUICK_ADD, GtkPopover)

GtkWidget *haven_quick_add_new (HavenWorkspace *workspace);
void haven_quick_add_open (HavenQuickAdd *self,
                           const char *text,
                           HavenDate date,
                           int minute,
                           const HavenResource *resource,
                           const GdkRectangle *at);

G_END_DECLS
