/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-ink-pad.h"
#include "haven-papers-signing.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One place to sign: whose name, their ink or their typed name, and who saw it. */
#define HAVEN_TYPE_SIGN_STEP (haven_sign_step_get_type ())
G_DECLARE_FINAL_TYPE (HavenSignStep, haven_sign_step, HAVEN, SIGN_STEP, AdwBin)

GtkWidget *haven_sign_step_new (const HavenDocumentPlace *place);
const char *haven_sign_step_get_problem (HavenSignStep *self);
const char *haven_sign_step_get_signer (HavenSignStep *self);
void haven_sign_step_read (HavenSignStep *self, HavenDocumentSignature *signature);
JsonObject *haven_sign_step_dup_names (HavenSignStep *self);
void haven_sign_step_set_names (HavenSignStep *self, JsonObject *names);

G_END_DECLS
