/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

typedef enum
{
  HAVEN_TOUCH_LOOK,
  HAVEN_TOUCH_CREATE,
  HAVEN_TOUCH_UPDATE,
  HAVEN_TOUCH_DELETE,
} HavenTouchKind;

/** What a transaction did to one record, or to several of a kind. */
typedef struct
{
  const HavenRecordInfo *info;
  HavenTouchKind kind;
  char *id;         /* %NULL: several */
  char *patient_id; /* nullable */
  GString *fields;  /* nullable: names, parted by ", " */
} HavenAuditTouch;

/** Which records a transaction looked at and changed, so that each partition's log tells of its own. */
typedef struct _HavenAuditTrail HavenAuditTrail;

HavenAuditTrail *haven_audit_trail_new (void);
void haven_audit_trail_free (HavenAuditTrail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAuditTrail, haven_audit_trail_free)

void haven_audit_trail_look (HavenAuditTrail *self, const HavenRecordInfo *info, GPtrArray *records);
void haven_audit_trail_change (HavenAuditTrail *self,
                               const HavenRecordInfo *info,
                               HavenTouchKind kind,
                               gconstpointer before,
                               gconstpointer after);
guint haven_audit_trail_get_n_touches (HavenAuditTrail *self);
const HavenAuditTouch *haven_audit_trail_get_touch (HavenAuditTrail *self, guint i);
gboolean haven_audit_trail_changed (HavenAuditTrail *self, HavenPartition partition);

G_END_DECLS
