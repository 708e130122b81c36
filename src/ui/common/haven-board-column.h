/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A column of a board: a heading that says its name and how many are in it, over a list of cards, which are rows. */
#define HAVEN_TYPE_BOARD_COLUMN (haven_board_column_get_type ())
G_DECLARE_FINAL_TYPE (HavenBoardColumn, haven_board_column, HAVEN, BOARD_COLUMN, GtkWidget)

GtkWidget *haven_board_column_new (const char *name, const char *nobody);
GtkListBox *haven_board_column_get_list (HavenBoardColumn *self);
const char *haven_board_column_get_heading (HavenBoardColumn *self);
void haven_board_column_set_count (HavenBoardColumn *self, int count);
void haven_board_column_place (HavenBoardColumn *self, GtkWidget *card, int position);

void haven_board_column_take_cards (HavenBoardColumn *self, GType card_type);

void haven_board_let_drag (GtkWidget *card);
void haven_board_remove_card (GtkWidget *card);
GtkWidget *haven_board_get_focused (GtkWidget *board, GType card_type);
GtkWidget *haven_board_find_across (GPtrArray *columns, GtkWidget *card, int step);

G_END_DECLS
