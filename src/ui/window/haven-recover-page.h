/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Where the codes of the printed sheets are typed, with the name and the new passphrase of who comes in by them. */
#define HAVEN_TYPE_RECOVER_PAGE (haven_recover_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenRecoverPage, haven_recover_page, HAVEN, RECOVER_PAGE, AdwBin)

char **haven_recover_page_dup_codes (HavenRecoverPage *self);
void haven_recover_page_set_codes (HavenRecoverPage *self, const char *const *codes);
const char *haven_recover_page_get_name (HavenRecoverPage *self);
const char *haven_recover_page_get_passphrase (HavenRecoverPage *self);
void haven_recover_page_show_problem (HavenRecoverPage *self, const char *sentence);
void haven_recover_page_focus (HavenRecoverPage *self);
void haven_recover_page_clear (HavenRecoverPage *self);

G_END_DECLS
