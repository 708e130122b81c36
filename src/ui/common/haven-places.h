/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-place.h"
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HavenPlaces:
 *
 * Keeps where somebody is, from what the pages and the editors tell, and finds who can open an editor that somebody
 * comes back to. HavenWorkspace holds one.
 */
#define HAVEN_TYPE_PLACES (haven_places_get_type ())
G_DECLARE_FINAL_TYPE (HavenPlaces, haven_places, HAVEN, PLACES, GObject)

/* Returns: whether the editor is open now; FALSE where the page cannot, as it shows something else */
typedef gboolean (*HavenEditorOpener) (gpointer owner, const char *editor, const char *subject_id, const char *detail);

HavenPlaces *haven_places_new (void);
const HavenPlace *haven_places_get (HavenPlaces *self);
void haven_places_note (HavenPlaces *self, HavenDestination destination, const char *id, const char *detail);
void haven_places_enter_editor (HavenPlaces *self,
                                gpointer owner,
                                const char *editor,
                                const char *subject_id,
                                const char *detail);
void haven_places_leave_editor (HavenPlaces *self, gpointer owner);
void haven_places_offer (HavenPlaces *self, const char *editor, HavenEditorOpener opener, gpointer owner);
void haven_places_want_editor (HavenPlaces *self, const char *editor, const char *subject_id, const char *detail);

G_END_DECLS
