/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-papers-wording.h"

#include "haven-form-plain.h"
#include "haven-form-records.h"

#include <glib/gi18n.h>

/* What was frozen when it was signed; none where it was signed by a pen. */
static JsonNode *
load_frozen (HavenSession *session, const HavenRelease *release)
{
  g_autoptr (HavenSignedPaper) paper = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (release->signed_paper_id == NULL || !haven_session_may (session, "signed_paper", HAVEN_ACTION_VIEW))
    return NULL;
  paper = haven_session_load (session, &haven_signed_paper_info, release->signed_paper_id, NULL);
  if (paper == NULL ||
      !json_parser_load_from_data (
          parser, g_bytes_get_data (paper->texts, NULL), (gssize) g_bytes_get_size (paper->texts), NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_copy (root) : NULL;
}

static void
set_text (JsonObject *values, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (values, name, text);
}

static void
set_date (JsonObject *values, const char *name, HavenDate date)
{
  g_autofree char *text = haven_date_is_set (date) ? haven_date_dup_iso (date) : NULL;

  set_text (values, name, text);
}

static void
set_list (JsonObject *values, const char *name, char **texts)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (values, name, array);
}

/* As much as a permission says of its paper. */
static JsonObject *
make_values (const HavenRelease *release)
{
  JsonObject *values = json_object_new ();

  set_text (values, "discloser", release->discloser);
  set_text (values, "recipient", release->recipient);
  set_list (values, "items", release->items);
  set_list (values, "withhold", release->withhold);
  set_text (values, "purpose", release->purpose);
  set_date (values, "effective_on", release->effective_on);
  set_date (values, "expires_on", release->expires_on);
  set_text (values, "signer", release->signer);
  set_text (values, "copy_given", release->copy_given);
  return values;
}

/* The form whose very words were signed: of that version, and where it was frozen, of that file. */
static const HavenForm *
find_form (HavenForms *forms, const HavenRelease *release, JsonObject *frozen)
{
  const char *sha256 = frozen ? json_object_get_string_member_with_default (frozen, "form_sha256", NULL) : NULL;
  HavenForms *const places[] = { forms, haven_forms_get_base (forms) };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const HavenForm *form = places[i] ? haven_forms_lookup (places[i], release->form_code, NULL) : NULL;

      if (form != NULL && g_strcmp0 (form->version, release->form_version) == 0 &&
          (sha256 == NULL || g_strcmp0 (form->sha256, sha256) == 0))
        return form;
    }
  return NULL;
}

/* A form that is no longer there: its sentences, as they were frozen beside what was signed. */
static char *
dup_sources (JsonObject *frozen)
{
  JsonArray *texts = json_object_has_member (frozen, "texts") ? json_object_get_array_member (frozen, "texts") : NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    {
      JsonObject *entry = json_array_get_object_element (texts, i);
      const char *id = json_object_get_string_member_with_default (entry, "id", "");
      const char *source = json_object_get_string_member_with_default (entry, "source", NULL);

      if (source != NULL && !g_str_has_prefix (id, "paper-"))
        g_string_append_printf (lines, "%s\n", source);
    }
  return lines->len > 0 ? g_strdup (g_strstrip (lines->str)) : NULL;
}

/**
 * haven_papers_dup_source_wording:
 *
 * What the form of a permission says in the language that forms are written in, for whoever does not read the one that was
 * signed. What was filled in stays as it was filled in. It is no translation of what was signed, and never stands for it.
 *
 * Returns: (transfer full) (nullable): %NULL where the wording of that version is not kept
 */
char *
haven_papers_dup_source_wording (HavenSession *session, const HavenRelease *release)
{
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, NULL);
  g_autoptr (JsonNode) node = load_frozen (session, release);
  JsonObject *frozen = node ? json_node_get_object (node) : NULL;
  const HavenForm *form = forms && release->form_code ? find_form (forms, release, frozen) : NULL;
  g_autoptr (JsonObject) values = NULL;

  if (form == NULL)
    return frozen ? dup_sources (frozen) : NULL;
  if (frozen != NULL && json_object_has_member (frozen, "values"))
    return haven_form_dup_plain (form, json_object_get_object_member (frozen, "values"), NULL);
  values = make_values (release);
  return haven_form_dup_plain (form, values, _ ("(on the signed paper)"));
}
