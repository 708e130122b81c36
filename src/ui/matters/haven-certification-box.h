/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The certifications of a matter: who was asked when, when to ask again, and how long a signature is good. */
#define HAVEN_TYPE_CERTIFICATION_BOX (haven_certification_box_get_type ())
G_DECLARE_FINAL_TYPE (HavenCertificationBox, haven_certification_box, HAVEN, CERTIFICATION_BOX, AdwBin)

void haven_certification_box_show (HavenCertificationBox *self, const HavenMatterPage *page, HavenDate today);

G_END_DECLS
