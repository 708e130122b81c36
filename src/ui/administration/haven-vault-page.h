/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/** What this vault is, how it is closed, whether its files are sound, and evidence of that for a lost device. */
#define HAVEN_TYPE_VAULT_PAGE (haven_vault_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenVaultPage, haven_vault_page, HAVEN, VAULT_PAGE, HavenFactsPage)

GtkWidget *haven_vault_page_new (HavenWorkspace *workspace);
gboolean haven_vault_page_is_idle (HavenVaultPage *self);
void haven_vault_page_check (HavenVaultPage *self);
void haven_vault_page_show_evidence (HavenVaultPage *self);
const char *haven_vault_page_get_verdict (HavenVaultPage *self);

G_END_DECLS
