/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

void haven_service_groups_fill (AdwPreferencesPage *page, const HavenServicePage *service, HavenDate today);

G_END_DECLS
