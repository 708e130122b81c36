/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-work.h"

G_BEGIN_DECLS

/* Around all that Poppler and qpdf do: they take their common data down when the program ends, whoever works with it. */
HavenWork haven_document_work_begin (GError **error);

G_END_DECLS
