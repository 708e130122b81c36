/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenRecordTaskDialog:
 *
 * One thing that the care team is asked for, with the signed permission that it rests on: taken on, given, or answered
 * by one of a few sentences.
 */
#define HAVEN_TYPE_RECORD_TASK_DIALOG (haven_record_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenRecordTaskDialog, haven_record_task_dialog, HAVEN, RECORD_TASK_DIALOG, AdwDialog)

AdwDialog *haven_record_task_dialog_new (HavenWorkspace *workspace, const char *request_id);

G_END_DECLS
