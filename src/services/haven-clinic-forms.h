/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

HavenForms *haven_clinic_forms_read (HavenSession *session, HavenForms *shipped, GError **error);
gboolean haven_clinic_forms_concern (const HavenRecordInfo *info);
gboolean haven_clinic_forms_touched (HavenChanges *changes);

G_END_DECLS
