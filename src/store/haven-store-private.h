/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-store.h"

G_BEGIN_DECLS

HavenDatabase *haven_store_get_reader (HavenStore *self, GError **error);

G_END_DECLS
