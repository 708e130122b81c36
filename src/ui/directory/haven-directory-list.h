/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The services, searched by words, by language and by area. */
#define HAVEN_TYPE_DIRECTORY_LIST (haven_directory_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenDirectoryList, haven_directory_list, HAVEN, DIRECTORY_LIST, AdwNavigationPage)

GtkWidget *haven_directory_list_new (HavenWorkspace *workspace);
void haven_directory_list_find (HavenDirectoryList *self);
void haven_directory_list_filter (HavenDirectoryList *self, const char *search, const char *language, const char *area);

G_END_DECLS
