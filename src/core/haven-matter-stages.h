/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"

G_BEGIN_DECLS

/** Which stages a matter goes through, read from seeds/rules/matter-stages.json. */
typedef struct _HavenMatterStages HavenMatterStages;

HavenMatterStages *haven_matter_stages_load (GError **error);
void haven_matter_stages_free (HavenMatterStages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenMatterStages, haven_matter_stages_free)

gboolean haven_matter_stages_apply (HavenMatterStages *self, const char *type, const char *stage);
gboolean haven_matter_stages_may_follow (HavenMatterStages *self, const char *type, const char *from, const char *to);
char **haven_matter_stages_dup_missing (HavenMatterStages *self, const HavenMatter *matter);
const char *haven_matter_stages_get_need_words (const char *need);

char *haven_receipt_number_dup_clean (const char *text, GError **error);
char *haven_alien_number_dup_clean (const char *text, GError **error);

G_END_DECLS
