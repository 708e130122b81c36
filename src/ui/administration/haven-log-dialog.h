/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-log-list.h"

G_BEGIN_DECLS

/** Who looked at a person’s chart, or what one opened oneself today. */
#define HAVEN_TYPE_LOG_DIALOG (haven_log_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenLogDialog, haven_log_dialog, HAVEN, LOG_DIALOG, AdwDialog)

AdwDialog *haven_log_dialog_new_for_person (HavenWorkspace *workspace, const char *patient_id);
AdwDialog *haven_log_dialog_new_mine_today (HavenWorkspace *workspace);
HavenLogList *haven_log_dialog_get_list (HavenLogDialog *self);

G_END_DECLS
