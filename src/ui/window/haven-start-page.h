/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_START_PAGE (haven_start_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenStartPage, haven_start_page, HAVEN, START_PAGE, AdwBin)

void haven_start_page_open_vault (HavenStartPage *self, const char *folder);
void haven_start_page_open_demo (HavenStartPage *self);
void haven_start_page_reset (HavenStartPage *self);

G_END_DECLS
