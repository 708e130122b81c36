/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenPartiesBox:
 *
 * Who takes part in a matter, and who did. Its rows and buttons activate the actions party.change and matter.open-person
 * with an id, party.add and matter.looks.
 */
#define HAVEN_TYPE_PARTIES_BOX (haven_parties_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenPartiesBox, haven_parties_box, HAVEN, PARTIES_BOX, AdwBin)

void haven_parties_box_show (HavenPartiesBox *self, const HavenMatterPage *page, gboolean may_change);

G_END_DECLS
