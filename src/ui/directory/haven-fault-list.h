/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-report.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The faults that an import found, as a list that makes a row only when it is looked at. */
#define HAVEN_TYPE_FAULT_LIST (haven_fault_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenFaultList, haven_fault_list, HAVEN, FAULT_LIST, GObject)

/** One of them. */
#define HAVEN_TYPE_FAULT (haven_fault_get_type ())
G_DECLARE_FINAL_TYPE (HavenFault, haven_fault, HAVEN, FAULT, GObject)

HavenFaultList *haven_fault_list_new (HavenDirectoryReport *report);
const HavenDirectoryReport *haven_fault_list_get_report (HavenFaultList *self);
const HavenDirectoryFault *haven_fault_get (HavenFault *self);
char *haven_fault_dup_place (HavenFault *self);

GtkListItemFactory *haven_fault_list_create_factory (void);

G_END_DECLS
