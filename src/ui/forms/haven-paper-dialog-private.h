/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-keeper.h"
#include "haven-paper-choice.h"
#include "haven-paper-dialog.h"
#include "haven-paper-own.h"
#include "haven-paper-view.h"

G_BEGIN_DECLS

struct _HavenPaperDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *options;
  GtkDropDown *language;
  GtkWidget *variant_box;
  GtkDropDown *variant;
  GtkWidget *layout_box;
  GtkDropDown *layout;
  GtkLabel *explanation;
  HavenDraftLine *line;
  AdwBanner *language_banner;
  AdwBanner *watermark_banner;
  GtkStack *stack;
  HavenPaperView *view;
  AdwStatusPage *problem;
  GtkButton *problem_button;
  GtkWidget *tools;
  GtkLabel *page_label;
  GtkWidget *fill_button;
  GtkWidget *sign_button;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable; /* everything of this dialog */
  GCancellable *making;      /* the paper being made */
  HavenPaperPages *pages;    /* NULL until there is a paper */
  HavenPaperChoice *choice;
  HavenDraftKeeper *keeper; /* NULL until there is a choice */
  char *patient_id;
  char *form_code;
  char *official_form_id; /* of an agency's form; NULL: the form is our own */
  char *document_id;      /* of a paper in the record; NULL: one is made */
  HavenForms *forms; /* that the choice is made from; NULL: not known yet */
  HavenPaperOwn *own;

  gboolean leaving; /* a way out is under way */
  gboolean kept;
};

void haven_paper_dialog_update_actions (HavenPaperDialog *self);
void haven_paper_dialog_tell (HavenPaperDialog *self, const char *message);

void haven_paper_dialog_print_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void haven_paper_dialog_save_cb (GtkWidget *widget, const char *name, GVariant *parameter);
void haven_paper_dialog_keep_cb (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
