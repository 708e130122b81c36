/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-board-column.h"

struct _HavenBoardColumn
{
  GtkWidget parent_instance;

  /* owned */
  char *name;

  /* borrowed: children */
  GtkLabel *heading;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HavenBoardColumn, haven_board_column, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CARD_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
haven_board_column_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&HAVEN_BOARD_COLUMN (object)->name, g_free);
  G_OBJECT_CLASS (haven_board_column_parent_class)->dispose (object);
}

static void
haven_board_column_class_init (HavenBoardColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_board_column_dispose;
  /** HavenBoardColumn::card-dropped: @card: of another column of the board, that somebody wants to be in this one */
  signals[SIGNAL_CARD_DROPPED] = g_signal_new (
      "card-dropped", HAVEN_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
haven_board_column_init (HavenBoardColumn *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-column");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/** @nobody: what stands in it while it is empty */
GtkWidget *
haven_board_column_new (const char *name, const char *nobody)
{
  HavenBoardColumn *self = g_object_new (HAVEN_TYPE_BOARD_COLUMN, NULL);
  GtkWidget *label = gtk_label_new (nobody);

  self->name = g_strdup (name);
  gtk_widget_add_css_class (label, "visit-detail");
  gtk_list_box_set_placeholder (self->list, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  haven_board_column_set_count (self, 0);
  return GTK_WIDGET (self);
}

GtkListBox *
haven_board_column_get_list (HavenBoardColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_BOARD_COLUMN (self), NULL);
  return self->list;
}

const char *
haven_board_column_get_heading (HavenBoardColumn *self)
{
  g_return_val_if_fail (HAVEN_IS_BOARD_COLUMN (self), NULL);
  return gtk_label_get_label (self->heading);
}

void
haven_board_column_set_count (HavenBoardColumn *self, int count)
{
  g_autofree char *words = NULL;

  g_return_if_fail (HAVEN_IS_BOARD_COLUMN (self));
  words = g_strdup_printf ("%s · %d", self->name, count);
  gtk_label_set_label (self->heading, words);
  if (count == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "empty");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "empty");
}

/* ── Dragging ─────────────────────────────────────────────────────────────── */

/* A card goes to another column of its own board. */
static gboolean
takes (HavenBoardColumn *self, GtkWidget *card)
{
  GtkWidget *column = card ? gtk_widget_get_ancestor (card, HAVEN_TYPE_BOARD_COLUMN) : NULL;

  return column != NULL && column != GTK_WIDGET (self) &&
         gtk_widget_get_parent (column) == gtk_widget_get_parent (GTK_WIDGET (self));
}

/* Only what is accepted makes the column show that it would take it: the state `drop(active)` of the style. */
static gboolean
accept_cb (GtkDropTarget *target, GdkDrop *drop, HavenBoardColumn *self)
{
  GdkDrag *drag = gdk_drop_get_drag (drop);
  g_auto (GValue) value = G_VALUE_INIT;

  if (drag == NULL)
    return FALSE;
  g_value_init (&value, gtk_drop_target_get_gtypes (target, NULL)[0]);
  return gdk_content_provider_get_value (gdk_drag_get_content (drag), &value, NULL) &&
         takes (self, g_value_get_object (&value));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, HavenBoardColumn *self)
{
  GtkWidget *card = g_value_get_object (value);

  if (!takes (self, card))
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_CARD_DROPPED], 0, card);
  return TRUE;
}

/** Cards of other columns can be dropped here: “card-dropped” follows. */
void
haven_board_column_take_cards (HavenBoardColumn *self, GType card_type)
{
  GtkDropTarget *target;

  g_return_if_fail (HAVEN_IS_BOARD_COLUMN (self) && g_type_is_a (card_type, GTK_TYPE_WIDGET));

  target = gtk_drop_target_new (card_type, GDK_ACTION_MOVE);
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkWidget *card)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (card);

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_OBJECT_TYPE (card), card);
}

/** A pointer can take the card to another column. Whatever it does, the keys do too. */
void
haven_board_let_drag (GtkWidget *card)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), card, 0);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (source));
}

/* ── Cards ────────────────────────────────────────────────────────────────── */

/** Takes a card out of the column that it is in. */
void
haven_board_remove_card (GtkWidget *card)
{
  GtkWidget *list = gtk_widget_get_parent (card);

  if (list)
    gtk_list_box_remove (GTK_LIST_BOX (list), card);
}

/** Puts a card there, from another column or from none; one that is there already stays as it is. */
void
haven_board_column_place (HavenBoardColumn *self, GtkWidget *card, int position)
{
  g_return_if_fail (HAVEN_IS_BOARD_COLUMN (self) && GTK_IS_LIST_BOX_ROW (card));

  if (gtk_widget_get_parent (card) == GTK_WIDGET (self->list) &&
      gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (card)) == position)
    return;
  haven_board_remove_card (card);
  gtk_list_box_insert (self->list, card, position);
}

/** Returns: (transfer none) (nullable): the card of a board that has the keyboard, or that holds what has it */
GtkWidget *
haven_board_get_focused (GtkWidget *board, GType card_type)
{
  GtkRoot *root = gtk_widget_get_root (board);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, board) ? gtk_widget_get_ancestor (focus, card_type) : NULL;
}

/**
 * haven_board_find_across:
 * @columns: (element-type HavenBoardColumn): in the order in which they are read
 * @step: 1 to the column on the right, -1 to the one on the left; in a mirrored window the other way round
 *
 * Returns: (transfer none) (nullable): the card in the same row of the nearest column that has one
 */
GtkWidget *
haven_board_find_across (GPtrArray *columns, GtkWidget *card, int step)
{
  GtkWidget *column = gtk_widget_get_ancestor (card, HAVEN_TYPE_BOARD_COLUMN);
  int row = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (card));
  guint at;

  if (gtk_widget_get_direction (card) == GTK_TEXT_DIR_RTL)
    step = -step;
  if (!g_ptr_array_find (columns, column, &at))
    return NULL;
  for (int i = (int) at + step; i >= 0 && i < (int) columns->len; i += step)
    for (int j = row; j >= 0; j--)
      {
        GtkListBoxRow *other = gtk_list_box_get_row_at_index (HAVEN_BOARD_COLUMN (columns->pdata[i])->list, j);

        if (other)
          return GTK_WIDGET (other);
      }
  return NULL;
}
