/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-pdf-reader.h"
#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HavenOfficialFields:
 *
 * The fields of an agency's form, a page at a time beside its picture, to be filled in or changed by hand. `filled` gives
 * what somebody typed, as a JSON object over what the vault knows; `begun` gives it after each change.
 */
#define HAVEN_TYPE_OFFICIAL_FIELDS (haven_official_fields_get_type ())
G_DECLARE_FINAL_TYPE (HavenOfficialFields, haven_official_fields, HAVEN, OFFICIAL_FIELDS, AdwDialog)

AdwDialog *haven_official_fields_new (HavenPdfReader *reader, JsonObject *known, JsonObject *own, gboolean begun);
gboolean haven_official_fields_is_drawn (HavenOfficialFields *self);

G_END_DECLS
