/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-person-events.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Which of a person's events are shown: by words, kind and lane. */
#define HAVEN_TYPE_PERSON_FILTER_BAR (haven_person_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonFilterBar, haven_person_filter_bar, HAVEN, PERSON_FILTER_BAR, AdwBin)

void haven_person_filter_bar_get_filter (HavenPersonFilterBar *self, HavenPersonFilter *filter);
void haven_person_filter_bar_offer (HavenPersonFilterBar *self, guint kinds, guint lanes);
void haven_person_filter_bar_clear (HavenPersonFilterBar *self);
void haven_person_filter_bar_focus_text (HavenPersonFilterBar *self);

G_END_DECLS
