/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *haven_document_values_check (const HavenForm *form,
                                         const HavenForm *common,
                                         JsonObject *values,
                                         GError **error);

char *
haven_document_values_check_line (const char *name, const char *text, gsize max, GError **error);

G_END_DECLS
