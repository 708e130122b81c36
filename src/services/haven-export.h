/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-proof.h"

G_BEGIN_DECLS

/* What the event of an export says where no file came of it. */
#define HAVEN_EXPORT_NOT_WRITTEN "not-written"

/**
 * HavenExport:
 *
 * What may leave the vault as a file. The one way out is haven_export_write(): it asks for a proof of who acts (R29), and
 * there is no file without its event.
 */
typedef struct _HavenExport HavenExport;

HavenExport *haven_export_new (const char *record, const char *object_id, const char *patient_id, GBytes *bytes);
void haven_export_set_along (HavenExport *self, HavenTransactionFunc function, gpointer data, GDestroyNotify free_data);
void haven_export_set_detail (HavenExport *self, const char *detail);
GBytes *haven_export_get_bytes (HavenExport *self);
HavenExport *haven_export_ref (HavenExport *self);
void haven_export_unref (HavenExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenExport, haven_export_unref)

gboolean haven_export_write (HavenExport *self, HavenSession *session, HavenProof *proof, const char *path, GError **error);

G_END_DECLS
