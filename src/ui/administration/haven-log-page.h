/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-log-list.h"

G_BEGIN_DECLS

/** The log: whose, about whom, what and when; and whether it holds. */
#define HAVEN_TYPE_LOG_PAGE (haven_log_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenLogPage, haven_log_page, HAVEN, LOG_PAGE, AdwBin)

GtkWidget *haven_log_page_new (HavenWorkspace *workspace);
gboolean haven_log_page_is_for (HavenSession *session);
HavenLogList *haven_log_page_get_list (HavenLogPage *self);
void haven_log_page_set_action (HavenLogPage *self, const char *action);
void haven_log_page_set_person (HavenLogPage *self, const char *patient_id, const char *name);
void haven_log_page_verify (HavenLogPage *self);
const char *haven_log_page_get_verdict (HavenLogPage *self);

G_END_DECLS
