/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document.h"
#include "haven-recovery-code.h"

G_BEGIN_DECLS

typedef enum
{
  HAVEN_RECOVERY_SHEET_CLINIC,
  HAVEN_RECOVERY_SHEET_LEGAL,
} HavenRecoverySheetKind;

GBytes *haven_recovery_sheet_make (HavenRecoverySheetKind kind,
                                   const char *code,
                                   const char *vault_id,
                                   const char *language,
                                   HavenDocumentPaper paper,
                                   HavenDate printed_on,
                                   GError **error);

G_END_DECLS
