/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-proof.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenPassphraseDialog:
 *
 * Asks whoever acts for their passphrase once more, before what cannot be taken back (R29). `proven` is emitted once,
 * when it was theirs; the dialog goes by itself then.
 */
#define HAVEN_TYPE_PASSPHRASE_DIALOG (haven_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenPassphraseDialog, haven_passphrase_dialog, HAVEN, PASSPHRASE_DIALOG, AdwDialog)

AdwDialog *haven_passphrase_dialog_new (HavenWorkspace *workspace,
                                        const char *title,
                                        const char *body,
                                        const char *button_label);
HavenProof *haven_passphrase_dialog_take_proof (HavenPassphraseDialog *self);
void haven_passphrase_dialog_set_destructive (HavenPassphraseDialog *self);
void haven_passphrase_dialog_set_passphrase (HavenPassphraseDialog *self, const char *passphrase);
void haven_passphrase_dialog_try (HavenPassphraseDialog *self);

G_END_DECLS
