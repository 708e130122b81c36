/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-keeper.h"

G_BEGIN_DECLS

/** A small editor inside a question: the line of its draft above what is asked, and its keeper for as long as it lives. */
#define HAVEN_TYPE_DRAFT_BOX (haven_draft_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenDraftBox, haven_draft_box, HAVEN, DRAFT_BOX, AdwBin)

GtkWidget *haven_draft_box_new (HavenDraftKeeper *keeper, AdwDialog *dialog, GtkWidget *child);
HavenDraftLine *haven_draft_box_get_line (HavenDraftBox *self);
HavenDraftKeeper *haven_draft_box_get_keeper (HavenDraftBox *self);

G_END_DECLS
