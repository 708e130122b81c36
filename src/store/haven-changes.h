/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** Which records one commit, or a few together, touched. */
typedef struct _HavenChanges HavenChanges;

#define HAVEN_TYPE_CHANGES (haven_changes_get_type ())
GType haven_changes_get_type (void);

HavenChanges *haven_changes_new (void);
HavenChanges *haven_changes_ref (HavenChanges *self);
void haven_changes_unref (HavenChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenChanges, haven_changes_unref)

void haven_changes_add (HavenChanges *self, const char *record, const char *id);
void haven_changes_add_all (HavenChanges *self, HavenChanges *others);
gboolean haven_changes_is_empty (HavenChanges *self);
gboolean haven_changes_touch (HavenChanges *self, const char *record);
gboolean haven_changes_touch_id (HavenChanges *self, const char *id);

G_END_DECLS
