/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-error.h"

G_DEFINE_QUARK (haven - document - error - quark, haven_document_error)
