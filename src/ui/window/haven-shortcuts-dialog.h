/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *haven_shortcuts_dialog_new (HavenSession *session);

G_END_DECLS
