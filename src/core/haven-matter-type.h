/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-legal.h"

G_BEGIN_DECLS

#define HAVEN_MATTER_ERROR (haven_matter_error_quark ())
GQuark haven_matter_error_quark (void);

typedef enum
{
  HAVEN_MATTER_ERROR_UNKNOWN_VALUE, /* a type, stage or outcome that does not exist */
  HAVEN_MATTER_ERROR_MISSING_FIELD, /* what the stage needs was not given */
} HavenMatterError;

const HavenChoice *haven_matter_get_types (void);
const HavenChoice *haven_matter_get_stages (void);
const HavenChoice *haven_matter_get_outcomes (void);
const HavenChoice *haven_matter_get_receipt_methods (void);

gboolean haven_matter_stage_is_open (const char *stage);
const char *haven_matter_stage_get_next (const char *stage);
gboolean haven_matter_type_is_protected_1367 (const char *type);
gboolean haven_matter_check (const HavenMatter *matter, GError **error);

G_END_DECLS
