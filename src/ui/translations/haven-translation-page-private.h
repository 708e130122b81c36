/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-keeper.h"
#include "haven-live-view.h"
#include "haven-translation-page.h"

G_BEGIN_DECLS

#define HAVEN_TRANSLATION_RECORD "translated_text"

struct _HavenTranslationPage
{
  AdwNavigationPage parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  AdwOverlaySplitView *split;
  HavenDraftLine *line;
  GtkLabel *problem;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkProgressBar *bar;
  GtkLabel *progress;
  AdwBin *list_place;
  AdwBin *page_place;
  GtkLabel *page_note;
  GtkLabel *tools_label;
  GtkWidget *next_button;
  GtkWidget *copy_button;
  GtkWidget *draft_button;
  GtkWidget *review_button;
  GtkWidget *approve_button;
  GtkWidget *save_button;

  /* owned */
  HavenWorkspace *workspace;
  char *form_code;
  char *language;
  HavenTranslationWork *work; /* NULL until it was read */
  HavenLivePress *press;
  HavenDraftKeeper *keeper; /* NULL until the texts are there */
  GCancellable *cancellable;

  /* borrowed */
  HavenTranslationList *list;
  HavenLiveView *view;

  gboolean narrow;
  gboolean reading;
  gboolean stale;     /* something changed while it was read */
  gboolean busy;      /* something of the current text is under way */
  gboolean to_next;   /* once it is done */
  guint drawing;      /* an idle source */
};

/* haven-translation-page.c */
void haven_translation_page_read (HavenTranslationPage *self);
void haven_translation_page_update_tools (HavenTranslationPage *self);
gboolean haven_translation_page_may (HavenTranslationPage *self, HavenAction action);
HavenTranslationState haven_translation_page_get_wanted (HavenTranslationPage *self);

/* haven-translation-acts.c */
void haven_translation_page_install_acts (GtkWidgetClass *widget_class);

G_END_DECLS
