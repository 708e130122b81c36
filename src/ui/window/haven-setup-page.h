/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vaults.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenSetupPage:
 *
 * The first run, a step at a time: where, the clinic, the first administrator, the legal partner, this device, and the
 * two recovery sheets. Nothing is made before the last question is answered; who stops before the sheets are confirmed
 * leaves an empty folder, and is asked first; from then on the vault stays, whatever happens.
 */
#define HAVEN_TYPE_SETUP_PAGE (haven_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenSetupPage, haven_setup_page, HAVEN, SETUP_PAGE, AdwBin)

/* Somebody went, and what was not finished is gone. */
typedef void (*HavenSetupLeft) (gpointer data);

void haven_setup_page_start (HavenSetupPage *self);
void haven_setup_page_set_folder (HavenSetupPage *self, const char *folder);
void haven_setup_page_set_keyring (HavenSetupPage *self, HavenKeyring *keyring);
void haven_setup_page_set_cost (HavenSetupPage *self, const HavenPassphraseCost *cost);
void haven_setup_page_abandon (HavenSetupPage *self);
gboolean haven_setup_page_is_unfinished (HavenSetupPage *self);
void haven_setup_page_ask_to_leave (HavenSetupPage *self, HavenSetupLeft left, gpointer data);
void haven_setup_page_cover (HavenSetupPage *self);
void haven_setup_page_begin (HavenSetupPage *self);
void haven_setup_page_focus (HavenSetupPage *self);
const char *haven_setup_page_get_sign_in_name (HavenSetupPage *self);
const char *haven_setup_page_get_step (HavenSetupPage *self);

G_END_DECLS
