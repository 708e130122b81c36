/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-action.h"
#include "haven-vault-keys.h"

G_BEGIN_DECLS

/** How a partition lies on the disk: what is asked for when a device is lost (R46; 45 CFR 164.402). */
typedef struct
{
  HavenPartition partition;
  gint64 size;
  guint mode;         /* of the file: 0600 */
  gboolean encrypted; /* it does not begin as a readable database does */
  char *engine;       /* nullable: “4.6.1 community” */
  char *provider;     /* nullable: “openssl …” */
  char **settings;    /* nullable: of the cipher, where the key is held */
} HavenPartEvidence;

HavenPartEvidence *haven_evidence_read (const char *folder, HavenVaultKeys *keys, HavenPartition partition, GError **error);
void haven_part_evidence_free (HavenPartEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPartEvidence, haven_part_evidence_free)

G_END_DECLS
