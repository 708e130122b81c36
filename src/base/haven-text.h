/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *haven_text_dup_search_key (const char *text);
char *haven_text_dup_sound_key (const char *text);
char *haven_text_dup_isolated (const char *text);
gboolean haven_text_is_right_to_left (const char *language);
gboolean haven_text_is_blank (const char *text);
gboolean haven_text_is_language (const char *tag);
char *haven_text_dup_ellipsized (const char *text, gsize n_characters);

G_END_DECLS
