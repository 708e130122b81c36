/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-anchors.h"
#include "haven-audit-private.h"
#include "haven-vault-keys.h"

G_BEGIN_DECLS

/** The heads of the open chains as they are kept outside the databases. Its functions may be called by any thread. */
typedef struct _HavenAnchors HavenAnchors;

HavenAnchors *haven_anchors_open (const char *folder,
                                  HavenVaultKeys *keys,
                                  HavenPartitions partitions,
                                  gboolean to_look,
                                  GError **error);
void haven_anchors_close (HavenAnchors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAnchors, haven_anchors_close)

gboolean haven_anchors_get (HavenAnchors *self, HavenPartition partition, HavenAuditHead *head);
void haven_anchors_keep (HavenAnchors *self, HavenPartition partition, const HavenAuditHead *head);
void haven_anchors_seal (HavenAnchors *self, GBytes *previous, guint8 *blob);
gboolean haven_anchors_unseal (HavenAnchors *self, const guint8 *blob, HavenPartition partition, HavenAuditHead *head);
gboolean haven_anchors_check (HavenDatabase *database,
                              HavenPartition partition,
                              const HavenAuditHead *anchor,
                              GError **error);

G_END_DECLS
