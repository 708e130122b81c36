/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"

G_BEGIN_DECLS

const HavenChoice *haven_emergency_get_reasons (void);
const char *haven_emergency_get_reason_label (const char *code);

G_END_DECLS
