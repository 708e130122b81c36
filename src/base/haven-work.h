/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * That a thread is at work. When the program ends, libraries take their common data down (Poppler, qpdf, ICU, HarfBuzz,
 * OpenSSL), whoever still works with it: so the end waits until nobody does, and nobody begins anew.
 */
typedef gboolean HavenWork;

HavenWork haven_work_begin (void);
void haven_work_end (HavenWork *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenWork, haven_work_end)

G_END_DECLS
