/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people-service.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Who somebody is, at the head of their page. */
#define HAVEN_TYPE_PERSON_HEAD (haven_person_head_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonHead, haven_person_head, HAVEN, PERSON_HEAD, GtkBox)

void haven_person_head_set_page (HavenPersonHead *self, const HavenPersonPage *page, HavenDate today);

G_END_DECLS
