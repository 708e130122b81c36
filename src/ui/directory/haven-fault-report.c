/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-fault-report.h"

#include "haven-directory-words.h"

#include <string.h>

/* What a spreadsheet would take for a formula, also where its signs are wide or come after spaces. */
static gboolean
is_formula (const char *text)
{
  static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

  while (*text == ' ')
    text++;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      return TRUE;
  return FALSE;
}

/* Always in quotes. A formula is told apart by an apostrophe, so that opening the report runs nothing. */
static void
append_field (GString *csv, const char *text, const char *after)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);

  g_string_append_c (csv, '"');
  if (is_formula (valid))
    g_string_append_c (csv, '\'');
  for (const char *p = valid; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
  g_string_append (csv, after);
}

/** Returns: (transfer full): every fault of an import as a row of CSV (RFC 4180) that is safe to open anywhere */
char *
haven_fault_report_dup_csv (const HavenDirectoryReport *report)
{
  GString *csv = g_string_new ("\"file\",\"row\",\"column\",\"rule\",\"meaning\",\"value\"\r\n");

  for (guint i = 0; i < report->rejected->len; i++)
    {
      const HavenDirectoryFault *fault = report->rejected->pdata[i];

      append_field (csv, fault->file, ",");
      g_string_append_printf (csv, "\"%u\",", fault->row);
      append_field (csv, fault->column, ",");
      append_field (csv, fault->rule, ",");
      append_field (csv, haven_directory_words_get_rule (fault->rule), ",");
      append_field (csv, fault->value, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
