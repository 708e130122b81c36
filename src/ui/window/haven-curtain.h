/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenCurtain:
 *
 * What stands in the window after quick-hide (domain 2.11): a plain calendar in which nothing can be done wrong. Its
 * title leads back, to whoever knows it.
 */
#define HAVEN_TYPE_CURTAIN (haven_curtain_get_type ())
G_DECLARE_FINAL_TYPE (HavenCurtain, haven_curtain, HAVEN, CURTAIN, AdwBin)

void haven_curtain_prepare (HavenCurtain *self);

G_END_DECLS
