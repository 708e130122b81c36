/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-work-private.h"

#include "haven-document-error.h"

/**
 * haven_document_work_begin:
 *
 * Each that begins ends, in the same thread and soon: a paper takes milliseconds.
 *
 * Returns: whether to go on; %FALSE once the program ends
 */
HavenWork
haven_document_work_begin (GError **error)
{
  HavenWork work = haven_work_begin ();

  if (!work)
    g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FAILED,
                         "No paper is made any more, because the program ends");
  return work;
}
