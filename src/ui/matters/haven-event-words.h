/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matter-event.h"

G_BEGIN_DECLS

const char *haven_event_words_get_title (const HavenMatterEvent *event);
char *haven_event_words_dup_when (const HavenMatterEvent *event);

G_END_DECLS
