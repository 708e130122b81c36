/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-pdf.h"
#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Tells that a field got another value. @value: (nullable) (transfer none): %NULL where it is empty */
typedef void (*HavenOfficialFieldChanged) (const HavenPdfField *field, JsonNode *value, gpointer data);

gboolean haven_official_field_row_is_for (const HavenPdfField *field);
GtkWidget *haven_official_field_row_new (const HavenPdfFacts *facts,
                                         guint place,
                                         JsonNode *value,
                                         HavenOfficialFieldChanged changed,
                                         gpointer data);

G_END_DECLS
