/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-keyring.h"
#include "haven-recovery-sheet.h"
#include "haven-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenSheetPage:
 *
 * A recovery code that is printed, or written down, and confirmed by typing two of its groups from the paper; or one that
 * is printed for somebody who is not there, and that nobody reads. Covered, it shows nothing of the code until the
 * passphrase of who is signed in is typed.
 */
#define HAVEN_TYPE_SHEET_PAGE (haven_sheet_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenSheetPage, haven_sheet_page, HAVEN, SHEET_PAGE, AdwBin)

void haven_sheet_page_set_code (HavenSheetPage *self, HavenRecoverySheetKind kind, const char *code, const char *vault_id);
void haven_sheet_page_set_guard (HavenSheetPage *self,
                                 HavenSession *session,
                                 const char *sign_in_name,
                                 HavenKeyring *keyring);
void haven_sheet_page_set_sealed (HavenSheetPage *self, gboolean sealed);
void haven_sheet_page_cover (HavenSheetPage *self);
void haven_sheet_page_focus (HavenSheetPage *self);
void haven_sheet_page_clear (HavenSheetPage *self);

/* For tests, which read the paper: which groups are asked for, counted from 0. */
guint haven_sheet_page_get_asked (HavenSheetPage *self, guint which);

G_END_DECLS
