/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-people-service.h"
#include "haven-timeline-event.h"

#include <string.h>

/* ── Search ───────────────────────────────────────────────────────────────── */

static void
split_into (JsonObject *object, const char *member, const char *joined)
{
  g_auto (GStrv) parts = g_strsplit (joined ? joined : "", " · ", -1);
  JsonArray *array = json_array_new ();

  for (gsize i = 0; parts[i]; i++)
    if (*parts[i])
      json_array_add_string_element (array, parts[i]);
  json_object_set_array_member (object, member, array);
}

static void
add_person_cb (gint64 row, const char *const *texts, gpointer data)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", texts[HAVEN_PEOPLE_ID]);
  json_object_set_string_member (object, "name", texts[HAVEN_PEOPLE_NAME]);
  split_into (object, "aliases", texts[HAVEN_PEOPLE_ALIASES]);
  json_object_set_member (object, "languages", haven_cli_parse_list (texts[HAVEN_PEOPLE_LANGUAGES]));
  json_array_add_object_element (data, object);
}

static int
search_people (const HavenCli *cli, HavenSession *session, const char *text)
{
  g_autoptr (HavenQuery) query = haven_query_new_people (text, haven_clock_now (haven_session_get_clock (session)));

  return haven_cli_print_rows (cli, session, "patient", query, add_person_cb);
}

/* ── Add, show, timeline ──────────────────────────────────────────────────── */

static int
add_person (const HavenCli *cli, HavenSession *session, const HavenPatient *person, char **aliases)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit =
      haven_people_edit_add (session, person, (const char *const *) aliases, &id, &error);

  if (edit == NULL || !haven_edit_apply (edit, session, &error))
    return haven_cli_fail (error);
  g_print ("%s\n", id);
  return HAVEN_CLI_DONE;
}

static int
run_add (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (HavenPatient) person = haven_patient_new ();
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) aliases = NULL, languages = NULL;
  g_autofree char *name = NULL, *born = NULL;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "alias", 0, 0, G_OPTION_ARG_STRING_ARRAY, &aliases, NULL, NULL },
    { "born", 0, 0, G_OPTION_ARG_STRING, &born, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING_ARRAY, &languages, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 0 || name == NULL)
    return haven_cli_usage ("person");
  haven_record_set_text (&person->name, name);
  haven_record_set_text (&person->born_on, born);
  person->languages = g_strdupv (languages);
  if (languages && languages[0])
    {
      person->spoken_language = g_strdup (languages[0]);
      person->written_language = g_strdup (languages[0]);
    }
  session = haven_cli_open (cli, &error);
  return session ? add_person (cli, session, person, aliases) : haven_cli_fail (error);
}

static void
add_records (JsonObject *object, const char *member, const HavenRecordInfo *info, GPtrArray *records)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, haven_record_to_json (info, records->pdata[i]));
  json_object_set_array_member (object, member, array);
}

static int
show_person (const HavenCli *cli, HavenPersonPage *page)
{
  JsonObject *object = haven_record_to_json (&haven_patient_info, page->patient);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  add_records (object, "names", &haven_patient_name_info, page->names);
  add_records (object, "safe_contact_rules", &haven_safe_contact_rule_info, page->contact_rules);
  json_object_unref (object);
  return haven_cli_print_json (cli, node);
}

static int
show_timeline (const HavenCli *cli, HavenPersonPage *page)
{
  static const char *const lanes[] = { "medical", "shared", "legal" };
  static const char *const kinds[] = { "appointment", "encounter", "note", "matter", "matter_event", "deadline", "release", "document" };
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  for (guint i = 0; i < page->timeline->len; i++)
    {
      HavenTimelineEvent *event = page->timeline->pdata[i];
      JsonObject *object = json_object_new ();
      g_autofree char *date = haven_date_dup_iso (haven_timeline_event_get_starts_on (event));
      int minute = haven_timeline_event_get_minute (event);
      g_autofree char *time = minute >= 0 ? g_strdup_printf ("%02d:%02d", minute / 60, minute % 60) : NULL;

      json_object_set_string_member (object, "id", haven_timeline_event_get_record_id (event));
      json_object_set_string_member (object, "kind", kinds[haven_timeline_event_get_kind (event)]);
      json_object_set_string_member (object, "lane", lanes[haven_timeline_event_get_lane (event)]);
      json_object_set_string_member (object, "date", date);
      json_object_set_string_member (object, "time", time);
      json_object_set_int_member (object, "minutes", haven_timeline_event_get_minutes_long (event));
      json_object_set_string_member (object, "title", haven_timeline_event_get_title (event));
      json_object_set_string_member (object, "state", haven_timeline_event_get_state (event));
      json_array_add_object_element (array, object);
    }
  json_array_unref (array);
  return haven_cli_print_json (cli, node);
}

static int
run_page (const HavenCli *cli, const char *id, int (*show) (const HavenCli *, HavenPersonPage *))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_open (cli, &error);
  g_autoptr (HavenPersonPage) page = session ? haven_people_load_page (session, id, &error) : NULL;

  return page ? show (cli, page) : haven_cli_fail (error);
}

int
haven_cli_person (const HavenCli *cli, int n_words, char **words)
{
  if (n_words >= 1 && strcmp (words[0], "add") == 0)
    return run_add (cli, n_words - 1, words + 1);
  if (n_words == 2 && strcmp (words[0], "show") == 0)
    return run_page (cli, words[1], show_person);
  if (n_words == 2 && strcmp (words[0], "timeline") == 0)
    return run_page (cli, words[1], show_timeline);
  if (n_words == 2 && strcmp (words[0], "search") == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenSession) session = haven_cli_open (cli, &error);

      return session ? search_people (cli, session, words[1]) : haven_cli_fail (error);
    }
  return haven_cli_usage ("person");
}
