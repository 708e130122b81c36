/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *haven_form_dup_plain (const HavenForm *form, JsonObject *values, const char *unknown);

G_END_DECLS
