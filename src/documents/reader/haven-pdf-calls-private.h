/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-pdf-confinement.h"

G_BEGIN_DECLS

gboolean haven_pdf_calls_restrict (const HavenPdfOpenFiles *files);

G_END_DECLS
