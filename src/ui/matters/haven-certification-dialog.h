/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** An agency is asked for a certification, asked again, or its answer is noted. */
#define HAVEN_TYPE_CERTIFICATION_DIALOG (haven_certification_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenCertificationDialog, haven_certification_dialog, HAVEN, CERTIFICATION_DIALOG, AdwDialog)

typedef enum
{
  HAVEN_CERTIFICATION_ASK,
  HAVEN_CERTIFICATION_FOLLOW_UP,
  HAVEN_CERTIFICATION_RETURNED,
} HavenCertificationStep;

AdwDialog *haven_certification_dialog_new_ask (HavenWorkspace *workspace, const HavenMatter *matter);
AdwDialog *haven_certification_dialog_new (HavenWorkspace *workspace,
                                           const HavenCertification *certification,
                                           HavenCertificationStep step);

G_END_DECLS
