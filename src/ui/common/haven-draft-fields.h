/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-content.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenDraftFields:
 *
 * The fields of an editor by name: how each is read and filled. Rows that are typed into, texts, switches, numbers and
 * choices are known; for what a row is not, the editor gives a pair of functions.
 */
#define HAVEN_TYPE_DRAFT_FIELDS (haven_draft_fields_get_type ())
G_DECLARE_FINAL_TYPE (HavenDraftFields, haven_draft_fields, HAVEN, DRAFT_FIELDS, GObject)

/* Returns: (nullable): the code of what stands at @position of a choice, which stays when its words change */
typedef const char *(*HavenDraftChoiceCode) (guint position, gpointer data);
/* Returns: (transfer full) (nullable): */
typedef char *(*HavenDraftGet) (gpointer owner);
typedef void (*HavenDraftSet) (gpointer owner, const char *text);

HavenDraftFields *haven_draft_fields_new (void);
void haven_draft_fields_add (HavenDraftFields *self, const char *name, GtkWidget *widget);
void haven_draft_fields_add_choice (HavenDraftFields *self,
                                    const char *name,
                                    GtkWidget *widget,
                                    HavenDraftChoiceCode code,
                                    gpointer data);
void haven_draft_fields_add_value (HavenDraftFields *self,
                                   const char *name,
                                   HavenDraftGet get,
                                   HavenDraftSet set,
                                   gpointer owner);

HavenDraftContent *haven_draft_fields_read (HavenDraftFields *self);
void haven_draft_fields_fill (HavenDraftFields *self, const HavenDraftContent *content);
gboolean haven_draft_fields_place_caret (HavenDraftFields *self, const HavenDraftContent *content);

G_END_DECLS
