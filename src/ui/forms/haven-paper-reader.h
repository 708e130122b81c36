/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

/** Who a paper is for, as far as that decides its language. */
typedef struct
{
  char *language; /* to start with */
  char *written;  /* what the person reads; NULL: not known */
  char *name;
  char *official;    /* what an agency's form is called; NULL: the form is our own */
  HavenForms *forms; /* the paper's among them; NULL for an agency's form */
} HavenPaperReader;

void haven_paper_reader_free (HavenPaperReader *self);
void haven_paper_reader_read_async (HavenSession *session,
                                    const char *patient_id,
                                    const char *form_code,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPaperReader, haven_paper_reader_free)

G_END_DECLS
