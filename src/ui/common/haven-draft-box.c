/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-draft-box.h"

#define SPACING 12

struct _HavenDraftBox
{
  AdwBin parent_instance;

  /* owned */
  HavenDraftKeeper *keeper;

  /* borrowed */
  HavenDraftLine *line;
};

G_DEFINE_FINAL_TYPE (HavenDraftBox, haven_draft_box, ADW_TYPE_BIN)

static void
haven_draft_box_dispose (GObject *object)
{
  HavenDraftBox *self = HAVEN_DRAFT_BOX (object);

  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  G_OBJECT_CLASS (haven_draft_box_parent_class)->dispose (object);
}

static void
haven_draft_box_class_init (HavenDraftBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_draft_box_dispose;
}

static void
haven_draft_box_init (HavenDraftBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  self->line = HAVEN_DRAFT_LINE (haven_draft_line_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->line));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * haven_draft_box_new:
 * @keeper: (transfer full): with its fields; it is started here
 * @child: holds the fields
 */
GtkWidget *
haven_draft_box_new (HavenDraftKeeper *keeper, AdwDialog *dialog, GtkWidget *child)
{
  HavenDraftBox *self = g_object_new (HAVEN_TYPE_DRAFT_BOX, NULL);

  g_return_val_if_fail (HAVEN_IS_DRAFT_KEEPER (keeper), GTK_WIDGET (self));

  gtk_box_append (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), child);
  self->keeper = keeper;
  haven_draft_keeper_set_line (keeper, self->line);
  haven_draft_keeper_set_dialog (keeper, dialog);
  haven_draft_keeper_start (keeper, child);
  return GTK_WIDGET (self);
}

HavenDraftLine *
haven_draft_box_get_line (HavenDraftBox *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_BOX (self), NULL);
  return self->line;
}

/** Returns: (transfer none) (nullable): %NULL once the box is gone */
HavenDraftKeeper *
haven_draft_box_get_keeper (HavenDraftBox *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_BOX (self), NULL);
  return self->keeper;
}
