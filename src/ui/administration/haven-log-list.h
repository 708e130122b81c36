/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Which part of the log is shown. */
typedef struct
{
  gboolean mine_today;    /* nothing else counts then */
  const char *patient_id; /* nullable */
  const char *staff_id;   /* nullable */
  const char *action;     /* nullable */
  HavenInstant since;
  HavenInstant until;
} HavenLogQuestion;

/**
 * HavenLogList:
 *
 * Events of the log, the newest first, a page at a time; each is one sentence. Asking for a page is a look, and logged.
 */
#define HAVEN_TYPE_LOG_LIST (haven_log_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenLogList, haven_log_list, HAVEN, LOG_LIST, AdwBin)

GtkWidget *haven_log_list_new (HavenWorkspace *workspace);
void haven_log_list_ask (HavenLogList *self, const HavenLogQuestion *question);
void haven_log_list_ask_for_more (HavenLogList *self);
guint haven_log_list_get_n (HavenLogList *self);
gboolean haven_log_list_is_loaded (HavenLogList *self);
const char *haven_log_list_get_sentence (HavenLogList *self, guint position);

G_END_DECLS
