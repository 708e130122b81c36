/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The list of a day: for whom it is, what stands on it for a person, and how it leaves. */
#define HAVEN_TYPE_DAY_LIST_DIALOG (haven_day_list_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayListDialog, haven_day_list_dialog, HAVEN, DAY_LIST_DIALOG, AdwDialog)

AdwDialog *haven_day_list_dialog_new (HavenWorkspace *workspace, HavenDate date);
HavenPaperPages *haven_day_list_dialog_get_pages (HavenDayListDialog *self);

G_END_DECLS
