/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-setup-page.h"
#include "haven-sign-in-page.h"

G_BEGIN_DECLS

/** What a window shows before anybody is signed in: which vault, who signs in, or a new vault. */
#define HAVEN_TYPE_START_PAGE (haven_start_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenStartPage, haven_start_page, HAVEN, START_PAGE, AdwBin)

void haven_start_page_open_vault (HavenStartPage *self, const char *folder);
void haven_start_page_open_demo (HavenStartPage *self);
void haven_start_page_reset (HavenStartPage *self);
gboolean haven_start_page_is_throw_away (HavenStartPage *self);
const char *haven_start_page_get_sign_in_name (HavenStartPage *self);

/* A vault that is being set up: haven-setup-page.h tells what they do. */
gboolean haven_start_page_is_unfinished (HavenStartPage *self);
void haven_start_page_ask_to_leave (HavenStartPage *self, HavenSetupLeft left, gpointer data);
void haven_start_page_cover (HavenStartPage *self);
void haven_start_page_begin (HavenStartPage *self);
void haven_start_page_focus (HavenStartPage *self);

/* For tests, which bring a keyring of their own. */
HavenSignInPage *haven_start_page_get_sign_in_page (HavenStartPage *self);
HavenSetupPage *haven_start_page_get_setup_page (HavenStartPage *self);

G_END_DECLS
