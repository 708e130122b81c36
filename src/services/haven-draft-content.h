/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include <glib.h>

G_BEGIN_DECLS

/* More than anybody types into one editor; what is longer was pasted by mistake. In bytes, as it is written. */
#define HAVEN_DRAFT_LONGEST (1024 * 1024)

/**
 * HavenDraftContent:
 *
 * What stands in an editor: a text for each of its fields, by a name that only the program sees, and where the cursor
 * was. A row of the draft tables holds it as one JSON object.
 */
typedef struct _HavenDraftContent HavenDraftContent;

HavenDraftContent *haven_draft_content_new (void);
HavenDraftContent *haven_draft_content_copy (const HavenDraftContent *self);
void haven_draft_content_free (HavenDraftContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDraftContent, haven_draft_content_free)

void haven_draft_content_set (HavenDraftContent *self, const char *name, const char *text);
const char *haven_draft_content_get (const HavenDraftContent *self, const char *name);
void haven_draft_content_set_caret (HavenDraftContent *self, const char *name, gint64 caret);
const char *haven_draft_content_get_caret (const HavenDraftContent *self, gint64 *caret);
void haven_draft_content_set_saved_at (HavenDraftContent *self, HavenInstant saved_at);
HavenInstant haven_draft_content_get_saved_at (const HavenDraftContent *self);
void haven_draft_content_leave_out (HavenDraftContent *self, const HavenDraftContent *same);
gboolean haven_draft_content_has_same_texts (const HavenDraftContent *a, const HavenDraftContent *b);
gboolean haven_draft_content_equal (const HavenDraftContent *a, const HavenDraftContent *b);

char *haven_draft_content_to_text (const HavenDraftContent *self, GError **error);
HavenDraftContent *haven_draft_content_from_text (const char *text, GError **error);

G_END_DECLS
