/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-place.h"
#include "people-test.h"

G_BEGIN_DECLS

#define DRAFT_CASE_TYPED "Half a sentence, “quoted” & אב"

/** One editor: where it is opened, what is typed, and that it comes back where the window is locked and opened again. */
typedef struct
{
  const char *editor;
  GtkWidget *(*create_pane) (HavenWorkspace *workspace);
  HavenPlace *(*find_place) (PeopleTest *test);
  GType (*get_type) (void);
  void (*fill) (PeopleTest *test, AdwDialog *dialog);
  gboolean (*holds) (PeopleTest *test, AdwDialog *dialog);
} DraftCase;

void draft_case_add (const DraftCase *self);

HavenPlace *draft_case_make_place (HavenDestination destination,
                                   const char *id,
                                   const char *editor,
                                   const char *subject_id,
                                   const char *detail);
void draft_case_set_text (AdwDialog *dialog, const char *child, const char *text);
gboolean draft_case_has_text (AdwDialog *dialog, const char *child, const char *text);
GtkTextBuffer *draft_case_get_buffer (AdwDialog *dialog);
void draft_case_fill_note (PeopleTest *test, AdwDialog *dialog);
gboolean draft_case_holds_note (PeopleTest *test, AdwDialog *dialog);

G_END_DECLS
