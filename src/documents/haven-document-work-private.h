/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * That a thread is at work with Poppler and qpdf. These libraries take their common data down when the program ends,
 * whoever still works with it: so the end waits until nobody does, and nobody begins anew.
 */
typedef gboolean HavenDocumentWork;

HavenDocumentWork haven_document_work_begin (GError **error);
void haven_document_work_end (HavenDocumentWork *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenDocumentWork, haven_document_work_end)

G_END_DECLS
