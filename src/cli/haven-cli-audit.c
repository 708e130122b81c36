/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-anchors.h"
#include "haven-audit-service.h"
#include "haven-staff-service.h"

#include <string.h>

#define PAGE 500

/* ── Verify ───────────────────────────────────────────────────────────────── */

static int
print_sound (const HavenCli *cli, HavenSession *session, gint64 n_events)
{
  HavenStore *store = haven_session_get_store (session);
  HavenAuditWatch *watch = haven_store_get_audit_watch (store);
  HavenPartitions missing = haven_audit_watch_get_missing_heads (watch);
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonObject *object = json_object_new (), *parts = json_object_new ();

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_session_has_partition (session, (HavenPartition) i))
      {
        JsonObject *part = json_object_new ();

        json_object_set_int_member (part, "events", haven_anchors_get_sequence (store, (HavenPartition) i, NULL));
        json_object_set_boolean_member (part, "head_kept", (missing & (1u << i)) == 0);
        json_object_set_object_member (parts, haven_partition_get_name ((HavenPartition) i), part);
      }
  json_object_set_boolean_member (object, "sound", TRUE);
  json_object_set_int_member (object, "checked", n_events);
  json_object_set_object_member (object, "parts", parts);
  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return haven_cli_print_json (cli, node);
}

static int
run_verify (const HavenCli *cli, int n_words, char **words)
{
  g_auto (GStrv) heads = NULL;
  GOptionEntry entries[] = {
    { "head", 0, 0, G_OPTION_ARG_STRING_ARRAY, &heads, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_events = 0;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 0)
    return haven_cli_usage ("audit");
  session = haven_cli_open (cli, &error);
  if (session == NULL)
    return haven_cli_fail (error);
  for (gsize i = 0; heads && heads[i]; i++)
    if (!haven_anchors_check_printed (haven_session_get_store (session), heads[i], NULL, NULL, &error))
      return haven_cli_fail (error);
  if (!haven_audit_check_chains (session, NULL, NULL, NULL, &n_events, &error))
    return haven_cli_fail (error);
  return print_sound (cli, session, n_events);
}

/* ── List ─────────────────────────────────────────────────────────────────── */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text)
    json_object_set_string_member (object, name, text);
}

static void
add_entry (JsonArray *array, const HavenAuditEntry *entry)
{
  JsonObject *object = json_object_new ();
  g_autofree char *at = haven_instant_dup_iso (entry->at);

  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "part", haven_partition_get_name (entry->partition));
  json_object_set_int_member (object, "number", entry->sequence);
  json_object_set_string_member (object, "staff_id", entry->staff_id);
  set_text (object, "staff", entry->staff_name);
  json_object_set_string_member (object, "action", entry->action);
  json_object_set_string_member (object, "record", entry->record);
  set_text (object, "id", entry->object_id);
  set_text (object, "person", entry->patient_id);
  set_text (object, "changed", entry->changed);
  set_text (object, "detail", entry->detail);
  set_text (object, "session", entry->session);
  set_text (object, "workstation", entry->workstation);
  json_array_add_object_element (array, object);
}

static gboolean
add_pages (HavenSession *session, const HavenAuditFilter *filter, JsonArray *array, GError **error)
{
  g_autoptr (HavenAuditPage) page = NULL;

  do
    {
      HavenAuditFilter own = *filter;
      HavenAuditPage *next;

      own.limit = filter->limit > 0 ? MIN (filter->limit - json_array_get_length (array), PAGE) : PAGE;
      next = haven_audit_list_all (session, &own, page, error);
      haven_audit_page_free (page);
      page = next;
      for (guint i = 0; page && i < page->entries->len; i++)
        add_entry (array, page->entries->pdata[i]);
    }
  while (page && page->more && (filter->limit == 0 || json_array_get_length (array) < filter->limit));
  return page != NULL;
}

static int
print_list (const HavenCli *cli, HavenSession *session, HavenAuditFilter *filter, const char *staff, gboolean today)
{
  HavenClock *clock = haven_session_get_clock (session);
  g_autofree char *staff_id = NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (GError) error = NULL;
  JsonArray *array = json_array_new ();

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  if (staff != NULL)
    {
      staff_id = haven_staff_find (session, staff, &error);
      if (staff_id == NULL)
        return haven_cli_fail (error);
      filter->staff_id = staff_id;
    }
  if (today)
    filter->since = haven_clock_instant_at (clock, haven_clock_today (clock), 0);
  if (!add_pages (session, filter, array, &error))
    return haven_cli_fail (error);
  return haven_cli_print_json (cli, node);
}

static int
run_list (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *person = NULL, *staff = NULL;
  gboolean today = FALSE;
  int limit = 0;
  GOptionEntry entries[] = {
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, NULL, NULL },
    { "staff", 0, 0, G_OPTION_ARG_STRING, &staff, NULL, NULL },
    { "today", 0, 0, G_OPTION_ARG_NONE, &today, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  HavenAuditFilter filter = { 0 };

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 0 || limit < 0)
    return haven_cli_usage ("audit");
  session = haven_cli_open (cli, &error);
  if (session == NULL)
    return haven_cli_fail (error);
  filter.patient_id = person;
  filter.limit = (guint) limit;
  return print_list (cli, session, &filter, staff, today);
}

/* ── The printed head ─────────────────────────────────────────────────────── */

static int
run_head (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (GError) error = NULL;
  JsonArray *array = json_array_new ();

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  session = n_words == 0 ? haven_cli_open (cli, &error) : NULL;
  if (session == NULL)
    return n_words == 0 ? haven_cli_fail (error) : haven_cli_usage ("audit");
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      HavenStore *store = haven_session_get_store (session);
      g_autofree char *head = haven_anchors_dup_printed (store, (HavenPartition) i);
      HavenInstant at = 0;
      JsonObject *object;

      if (head == NULL)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "part", haven_partition_get_name ((HavenPartition) i));
      json_object_set_int_member (object, "number", haven_anchors_get_sequence (store, (HavenPartition) i, &at));
      json_object_set_string_member (object, "head", head);
      json_array_add_object_element (array, object);
    }
  return haven_cli_print_json (cli, node);
}

/** havenctl audit */
int
haven_cli_audit (const HavenCli *cli, int n_words, char **words)
{
  if (n_words > 0 && strcmp (words[0], "verify") == 0)
    return run_verify (cli, n_words - 1, words + 1);
  if (n_words > 0 && strcmp (words[0], "list") == 0)
    return run_list (cli, n_words - 1, words + 1);
  if (n_words > 0 && strcmp (words[0], "head") == 0)
    return run_head (cli, n_words - 1, words + 1);
  return haven_cli_usage ("audit");
}
