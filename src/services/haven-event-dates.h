/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-event-book.h"

G_BEGIN_DECLS

/** A date that an event offers, or that changes with it. */
typedef struct
{
  const HavenDeadlineRule *rule;
  HavenDeadline *before; /* nullable: as it is kept, where it changes */
  HavenDeadline *after;  /* nullable: as it would be; where there is none, @problem says why */
  char *problem;
  gboolean usual; /* chosen beforehand */
  gboolean there; /* the matter has that date already */
} HavenEventDate;

GPtrArray *haven_event_dates_list_offers (HavenSession *session,
                                          const HavenEventBook *book,
                                          const HavenMatterEvent *before,
                                          const HavenMatterEvent *after);
GPtrArray *haven_event_dates_list_changes (HavenSession *session,
                                           const HavenEventBook *book,
                                           const HavenMatterEvent *before,
                                           const HavenMatterEvent *after);

G_END_DECLS
