/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-keyring.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* What the set-up says to an answer, and to whoever leaves in the middle. */

gboolean haven_setup_is_well (GtkLabel *label, const char *problem, gpointer field);
const char *haven_setup_find_person_problem (gpointer name,
                                             gpointer sign_in,
                                             gpointer passphrase,
                                             gpointer again,
                                             gpointer *field);
const char *haven_setup_get_keyring_sentence (HavenKeyringState state);
AdwDialog *haven_setup_question_new (void);

G_END_DECLS
