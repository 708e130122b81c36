/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-legal.h"

G_BEGIN_DECLS

HavenEdit *haven_certifications_edit_ask (HavenSession *session,
                                          const HavenCertification *certification,
                                          HavenDate follow_up_on,
                                          GError **error);
HavenEdit *haven_certifications_edit_follow_up (HavenSession *session,
                                                const char *certification_id,
                                                HavenDate next_on,
                                                GError **error);
HavenEdit *haven_certifications_edit_returned (HavenSession *session,
                                               const char *certification_id,
                                               const char *state,
                                               HavenDate returned_on,
                                               HavenDate signed_on,
                                               gboolean original_held,
                                               GError **error);

G_END_DECLS
