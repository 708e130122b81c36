/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-emergency-words.h"

#include <glib/gi18n.h>

static const HavenChoice reasons[] = {
  { "emergency", N_ ("A medical emergency") },
  { "immediate-danger", N_ ("Immediate danger to somebody") },
  { "nobody-else", N_ ("Nobody who may open it can be reached") },
  { "court-order", N_ ("An order of a court") },
  { NULL, NULL },
};

/** Returns: why restricted notes may be opened */
const HavenChoice *
haven_emergency_get_reasons (void)
{
  return reasons;
}

const char *
haven_emergency_get_reason_label (const char *code)
{
  const HavenChoice *reason = haven_choice_find (reasons, code);

  return reason ? _ (reason->label) : code;
}
