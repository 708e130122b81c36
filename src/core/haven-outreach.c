/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-outreach.h"

#include "haven-text.h"

#include <glib/gi18n.h>

#define F(member, TYPE) HAVEN_FIELD (HavenOutreach, member, TYPE)
HAVEN_DEFINE_RECORD (HavenOutreach, haven_outreach, "outreach", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (outcome, TEXT), F (closed_at, INSTANT), F
                     (closed_by, TEXT), F (row_version, INTEGER))
#undef F

/* That somebody has come again, or that a visit was not missed at all, is known by its status, and is nobody's choice. */
static const HavenChoice outcomes[] = {
  { "new-time", N_ ("A New Time Is Agreed") },
  { "will-call", N_ ("They Come When It Suits Them") },
  { "someone-else", N_ ("Somebody They Trust Looks After It") },
  { "no-contact", N_ ("They Want No Contact About It") },
  { NULL, NULL },
};

/** Returns: what may come of it, as somebody says it */
const HavenChoice *
haven_outreach_get_outcomes (void)
{
  return outcomes;
}

/**
 * haven_outreach_dup_words:
 * @caller_name: (nullable): as whom to call
 *
 * What may be said once it is certain that it is the person who listens: no reproach, and nothing of what a visit is for.
 *
 * Returns: (transfer full):
 */
char *
haven_outreach_dup_words (const char *caller_name)
{
  if (caller_name && !haven_text_is_blank (caller_name))
    return g_strdup_printf (_ ("“This is %s. I am calling to ask how you are. You are welcome at any time; is there a day or a way that "
                               "would suit you better?”"),
                            caller_name);
  return g_strdup (_ ("“I am calling to ask how you are. You are welcome at any time; is there a day or a way that would suit you "
                      "better?”"));
}
