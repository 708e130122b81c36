/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenRestorePage:
 *
 * Makes a vault out of a backup on a machine that has none: which backup, into which folder, and what opens it. What was
 * typed stays where something was wrong with it.
 */
#define HAVEN_TYPE_RESTORE_PAGE (haven_restore_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenRestorePage, haven_restore_page, HAVEN, RESTORE_PAGE, AdwBin)

void haven_restore_page_set_backup (HavenRestorePage *self, const char *path);
void haven_restore_page_set_folder (HavenRestorePage *self, const char *folder);
const char *haven_restore_page_get_folder (HavenRestorePage *self);
char **haven_restore_page_dup_codes (HavenRestorePage *self);
const char *haven_restore_page_get_sign_in_name (HavenRestorePage *self);
void haven_restore_page_clear (HavenRestorePage *self);
void haven_restore_page_focus (HavenRestorePage *self);

G_END_DECLS
