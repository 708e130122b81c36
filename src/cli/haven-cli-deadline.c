/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-deadline.h"

#include <string.h>

static int
print_rules (const HavenCli *cli, HavenDeadlineRules *rules)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *array = json_array_new ();

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  for (guint i = 0; i < haven_deadline_rules_get_n_rules (rules); i++)
    json_array_add_object_element (array, haven_deadline_rule_to_json (haven_deadline_rules_get_rule (rules, i)));
  return haven_cli_print_json (cli, node);
}

static int
print_deadline (const HavenCli *cli, const HavenDeadlineRule *rule, const HavenDeadlineInput *input)
{
  g_autoptr (HavenBusinessCalendar) calendar = haven_business_calendar_new ();
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (!haven_deadline_compute (rule, input, calendar, &result, &error))
    return haven_cli_fail (error);
  node = json_node_alloc ();
  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, haven_deadline_result_to_json (&result));
  return haven_cli_print_json (cli, node);
}

static gboolean
read_date (const char *option, const char *text, HavenDate *date, GError **error)
{
  if (text == NULL || haven_date_parse (text, date, error))
    return TRUE;
  g_prefix_error (error, "%s: ", option);
  return FALSE;
}

int
haven_cli_deadline (const HavenCli *cli, int n_words, char **words)
{
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  gboolean list = FALSE;
  g_autofree char *date = NULL, *born = NULL, *notice = NULL;
  GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, NULL, NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, NULL, NULL },
    { "mailed", 0, 0, G_OPTION_ARG_NONE, &input.mailed, NULL, NULL },
    { "born", 0, 0, G_OPTION_ARG_STRING, &born, NULL, NULL },
    { "stopped-days", 0, 0, G_OPTION_ARG_INT, &input.stopped_days, NULL, NULL },
    { "notice-date", 0, 0, G_OPTION_ARG_STRING, &notice, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (HavenDeadlineRules) rules = NULL;
  const HavenDeadlineRule *rule;
  g_autoptr (GError) error = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || (list ? n_words != 0 : n_words != 1))
    return haven_cli_usage ("deadline");
  rules = haven_deadline_rules_load (&error);
  if (rules == NULL)
    return haven_cli_fail (error);
  if (list)
    return print_rules (cli, rules);
  rule = haven_deadline_rules_lookup (rules, words[0], &error);
  if (rule == NULL || !read_date ("--date", date, &input.trigger, &error) ||
      !read_date ("--born", born, &input.born, &error) ||
      !read_date ("--notice-date", notice, &input.notice_date, &error))
    return haven_cli_fail (error);
  return print_deadline (cli, rule, &input);
}
