/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-official-form-sources.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Where one field's value comes from. Signal chosen (source, format), each nullable. */
#define HAVEN_TYPE_OFFICIAL_FIELD_DIALOG (haven_official_field_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenOfficialFieldDialog, haven_official_field_dialog, HAVEN, OFFICIAL_FIELD_DIALOG, AdwDialog)

AdwDialog *haven_official_field_dialog_new (const HavenPdfField *field, const HavenOfficialFormField *mapping);
void haven_official_field_dialog_choose (HavenOfficialFieldDialog *self, const char *source, const char *format);

G_END_DECLS
