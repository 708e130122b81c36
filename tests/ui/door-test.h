/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a person does at the door of a vault: types into what can be seen, and presses what can be pressed. */
GtkWidget *door_test_find_row (GtkWidget *root, const char *title);
void door_test_type (gpointer root, guint n, const char *text);
const char *door_test_get_typed (gpointer root, guint n);
void door_test_click (gpointer root, const char *label);
GtkStack *door_test_get_steps (gpointer page);
void door_test_wait_for_step (gpointer page, const char *step);
void door_test_assert_all_named (gpointer root);

G_END_DECLS
