/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-paper-pages.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenSigningDialog:
 *
 * A paper is read once more and signed, one place after the other. To leave it unsigned is as easy and leaves nothing.
 * `signed` tells of the paper that came of it; `typed` of names as they are typed, which a draft may keep, and of %NULL
 * where there are none to keep any more. What is drawn is kept nowhere but in the signed paper.
 */
#define HAVEN_TYPE_SIGNING_DIALOG (haven_signing_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenSigningDialog, haven_signing_dialog, HAVEN, SIGNING_DIALOG, AdwDialog)

AdwDialog *haven_signing_dialog_new (HavenSession *session, HavenPaperPages *pages, const char *typed);

G_END_DECLS
