/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-recovery-sheet.h"

#include <string.h>

static JsonArray *
list_groups (const char *code)
{
  g_auto (GStrv) groups = g_strsplit (code, "-", -1);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; groups[i]; i++)
    {
      JsonObject *row = json_object_new ();
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      json_object_set_string_member (row, "number", number);
      json_object_set_string_member (row, "signs", groups[i]);
      json_array_add_object_element (rows, row);
      explicit_bzero (groups[i], strlen (groups[i]));
    }
  return rows;
}

/* The texts of the JSON are copies of the code, and nobody else holds them. */
static void
wipe_groups (JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      char *signs = (char *) json_object_get_string_member (json_array_get_object_element (rows, i), "signs");

      explicit_bzero (signs, strlen (signs));
    }
}

typedef struct
{
  gpointer data;
  gsize length;
} Pages;

static void
free_pages (gpointer data)
{
  Pages *pages = data;

  explicit_bzero (pages->data, pages->length);
  g_free (pages->data);
  g_free (pages);
}

/* @pdf: (transfer full): the last one to let go of it wipes it */
static GBytes *
wipe_at_last (GBytes *pdf)
{
  Pages *pages = g_new0 (Pages, 1);

  pages->data = g_bytes_unref_to_data (pdf, &pages->length);
  return g_bytes_new_with_free_func (pages->data, pages->length, free_pages, pages);
}

/* Enough of a vault's id to tell two sheets apart. */
static char *
dup_reference (const char *vault_id)
{
  g_autofree char *first = g_strndup (vault_id, 8);

  return g_ascii_strup (first, -1);
}

/**
 * haven_recovery_sheet_make:
 * @code: as haven_vaults_create() gives it
 * @vault_id: tells which records the sheet is for; no name stands on it
 * @language: of the screens
 *
 * Renders the sheet on which a recovery code is kept. It is made in memory and is not stored anywhere.
 *
 * Returns: (transfer full) (nullable): a PDF, whose bytes are wiped when it is let go
 */
GBytes *
haven_recovery_sheet_make (HavenRecoverySheetKind kind,
                           const char *code,
                           const char *vault_id,
                           const char *language,
                           HavenDocumentPaper paper,
                           HavenDate printed_on,
                           GError **error)
{
  g_autoptr (HavenForms) forms = haven_forms_load (error);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *reference = dup_reference (vault_id);
  g_autofree char *day = haven_date_dup_iso (printed_on);
  g_auto (HavenDocumentInfo) info = { 0 };
  HavenDocumentRequest request = {
    .form_code = "recovery-sheet",
    .language = language,
    .variant = kind == HAVEN_RECOVERY_SHEET_LEGAL ? "legal" : "clinic",
    .paper = paper,
    .values = values,
    .made_on = printed_on,
    .reference = reference,
  };

  JsonArray *groups;
  GBytes *pdf;

  if (forms == NULL)
    return NULL;
  json_object_set_string_member (values, "vault", reference);
  json_object_set_string_member (values, "printed_on", day);
  groups = list_groups (code);
  json_object_set_array_member (values, "groups", groups);
  pdf = haven_document_render (forms, &request, &info, error);
  wipe_groups (groups);
  return pdf ? wipe_at_last (pdf) : NULL;
}
