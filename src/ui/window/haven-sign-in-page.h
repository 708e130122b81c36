/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vaults.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenSignInPage:
 *
 * The door of a vault: a name and a passphrase, what the keyring says where it is needed, and the way in by a recovery
 * code. The same page opens a window that was locked: then it knows who was there. It keeps nothing on disk.
 */
#define HAVEN_TYPE_SIGN_IN_PAGE (haven_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenSignInPage, haven_sign_in_page, HAVEN, SIGN_IN_PAGE, AdwBin)

void haven_sign_in_page_set_vault (HavenSignInPage *self, const char *folder);
void haven_sign_in_page_set_locked (HavenSignInPage *self, const char *sign_in_name, const char *initials, const char *why);
void haven_sign_in_page_set_restored (HavenSignInPage *self, const char *sign_in_name);
void haven_sign_in_page_recover (HavenSignInPage *self, const char *const *codes);
void haven_sign_in_page_set_open_door (HavenSignInPage *self, const char *passphrase_file);
void haven_sign_in_page_set_keyring (HavenSignInPage *self, HavenKeyring *keyring);
void haven_sign_in_page_focus (HavenSignInPage *self);
const char *haven_sign_in_page_get_sign_in_name (HavenSignInPage *self);
const char *haven_sign_in_page_get_folder (HavenSignInPage *self);

G_END_DECLS
