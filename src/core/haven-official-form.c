/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-form.h"

#define F(member, TYPE) HAVEN_FIELD (HavenOfficialForm, member, TYPE)
HAVEN_DEFINE_RECORD (HavenOfficialForm, haven_official_form, "official_form", SHARED,
                     F (id, TEXT), F (code, TEXT), F (title, TEXT), F (agency, TEXT), F (edition_on,
                     DATE), F (file, BYTES), F (sha256, TEXT), F (pages, INTEGER), F (added_by, TEXT), F
                     (added_at, INSTANT), F (retired_at, INSTANT), F (privileged, BOOLEAN))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenOfficialFormField, member, TYPE)
HAVEN_DEFINE_RECORD (HavenOfficialFormField, haven_official_form_field, "official_form_field", SHARED,
                     F (id, TEXT), F (official_form_id, TEXT), F (field, TEXT), F (source, TEXT), F
                     (format, TEXT), F (row_version, INTEGER))
#undef F
