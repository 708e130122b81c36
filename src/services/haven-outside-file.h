/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store-error.h"

G_BEGIN_DECLS

/** A file outside of the vault: whole on its disk, and not there yet for anybody. */
typedef struct _HavenOutsideFile HavenOutsideFile;

HavenOutsideFile *haven_outside_file_write (const char *path, GBytes *bytes, GError **error);
gboolean haven_outside_file_appear (HavenOutsideFile *self, GError **error);
void haven_outside_file_free (HavenOutsideFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenOutsideFile, haven_outside_file_free)

G_END_DECLS
