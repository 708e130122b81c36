/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-report.h"

#include <string.h>

static void
fault_free (gpointer data)
{
  HavenDirectoryFault *fault = data;

  g_free (fault->file);
  g_free (fault->column);
  g_free (fault->rule);
  g_free (fault->value);
  g_free (fault);
}

HavenDirectoryReport *
haven_directory_report_new (void)
{
  HavenDirectoryReport *self = g_new0 (HavenDirectoryReport, 1);

  self->rejected = g_ptr_array_new_with_free_func (fault_free);
  return self;
}

void
haven_directory_report_free (HavenDirectoryReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rejected);
  g_free (self);
}

/* Bytes that are no UTF-8 are nearly always Windows-1252, so they are shown as that. */
static char *
dup_shown (const char *value)
{
  g_autofree char *text = NULL;
  gsize length = strnlen (value, 4 * HAVEN_DIRECTORY_SHOWN_CHARACTERS);
  const char *cut;

  if (g_utf8_validate (value, -1, NULL))
    text = g_strdup (value);
  else
    text = g_convert_with_fallback (value, length, "UTF-8", "WINDOWS-1252", "?", NULL, NULL, NULL);
  if (text == NULL)
    text = g_utf8_make_valid (value, length);
  if (strlen (text) <= HAVEN_DIRECTORY_SHOWN_CHARACTERS ||
      g_utf8_strlen (text, -1) <= HAVEN_DIRECTORY_SHOWN_CHARACTERS)
    return g_steal_pointer (&text);
  cut = g_utf8_offset_to_pointer (text, HAVEN_DIRECTORY_SHOWN_CHARACTERS);
  return g_strdup_printf ("%.*s…", (int) (cut - text), text);
}

/** Notes a fault. @value may be in any encoding; it is kept as text and cut to a length that can be
 * shown. */
void
haven_directory_report_reject (HavenDirectoryReport *self,
                               const char *file,
                               guint row,
                               const char *column,
                               const char *rule,
                               const char *value)
{
  HavenDirectoryFault *fault;

  g_return_if_fail (self != NULL);

  fault = g_new0 (HavenDirectoryFault, 1);
  fault->file = g_utf8_make_valid (file, -1);
  fault->row = row;
  fault->column = dup_shown (column ? column : "");
  fault->rule = g_strdup (rule);
  fault->value = dup_shown (value ? value : "");
  g_ptr_array_add (self->rejected, fault);
}

static JsonObject *
fault_to_json (const HavenDirectoryFault *fault)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "file", fault->file);
  json_object_set_int_member (object, "row", fault->row);
  json_object_set_string_member (object, "column", fault->column);
  json_object_set_string_member (object, "rule", fault->rule);
  json_object_set_string_member (object, "value", fault->value);
  return object;
}

/** Returns: (transfer full): the counts and "rejected", an array of {file, row, column, rule,
 * value} */
JsonObject *
haven_directory_report_to_json (const HavenDirectoryReport *self)
{
  JsonObject *object;
  JsonArray *rejected;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  rejected = json_array_sized_new (self->rejected->len);
  json_object_set_int_member (object, "organizations", self->organizations);
  json_object_set_int_member (object, "services", self->services);
  json_object_set_int_member (object, "locations", self->locations);
  json_object_set_int_member (object, "phones", self->phones);
  json_object_set_int_member (object, "schedules", self->schedules);
  for (guint i = 0; i < self->rejected->len; i++)
    json_array_add_object_element (rejected, fault_to_json (g_ptr_array_index (self->rejected, i)));
  json_object_set_array_member (object, "rejected", rejected);
  return object;
}
