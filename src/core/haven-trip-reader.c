/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a problem from JSON. Whatever is unknown, of the wrong kind or said twice refuses the
 * whole, with the place where it stands: a visit must not be planned on half a question.
 */

#include "haven-trip-private.h"

#include <string.h>

#define LARGEST_TEXT (64 * 1024 * 1024) /* bytes; ten thousand busy times take one */
#define LARGEST_NUMBER 1000000
#define LONGEST_ID 200

typedef struct
{
  GString *place;  /* where it reads: parts[2].needs[0] */
  guint n_members; /* that it has read, of all objects */
  GError **error;
} Reader;

typedef gboolean (*ReadFunc) (Reader *self, JsonNode *node, gpointer target);

typedef struct
{
  const char *name;
  gboolean required;
  ReadFunc read;
  gsize offset; /* of what it fills, in what the object fills */
} Member;

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (Reader *self, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (self->error, HAVEN_TRIP_ERROR, HAVEN_TRIP_ERROR_NOT_READABLE, "%s %s",
               self->place->len > 0 ? self->place->str : "The trip to find", why);
  return FALSE;
}

/* Somebody's data is told back in part only. */
static char *
dup_short (const char *text)
{
  g_autofree char *start =
      g_utf8_strlen (text, LONGEST_ID) > 40 ? g_utf8_substring (text, 0, 40) : g_strdup (text);

  g_strdelimit (start, "\n\r\t", ' ');
  return strlen (start) < strlen (text) ? g_strconcat (start, "…", NULL) : g_steal_pointer (&start);
}

/* ── Objects and lists ──────────────────────────────────────────────────── */

static const Member *
find_member (const Member *members, const char *name)
{
  for (; members->name; members++)
    if (strcmp (members->name, name) == 0)
      return members;
  return NULL;
}

static gboolean
read_known_members (Reader *self, JsonObject *object, const Member *members, gpointer target)
{
  gsize mark = self->place->len;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const Member *member = find_member (members, name);
      g_autofree char *shown = member ? NULL : dup_short (name);

      if (member == NULL)
        return refuse (self, "holds “%s”, which is not known there.", shown);
      self->n_members++;
      g_string_append_printf (self->place, "%s%s", mark > 0 ? "." : "", name);
      if (!member->read (self, node, (char *) target + member->offset))
        return FALSE;
      g_string_truncate (self->place, mark);
    }
  return TRUE;
}

static gboolean
read_object (Reader *self, JsonNode *node, const Member *members, gpointer target)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (self, "has to be an object in braces.");
  for (const Member *member = members; member->name; member++)
    if (member->required && !json_object_has_member (json_node_get_object (node), member->name))
      return refuse (self, "lacks “%s”.", member->name);
  return read_known_members (self, json_node_get_object (node), members, target);
}

/* Each element is given to @read, with the list as its target. */
static gboolean
read_list (Reader *self, JsonNode *node, ReadFunc read, gpointer list)
{
  gsize mark = self->place->len;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (self, "has to be a list in square brackets.");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_string_append_printf (self->place, "[%u]", i);
      if (!read (self, json_array_get_element (array, i), list))
        return FALSE;
      g_string_truncate (self->place, mark);
    }
  return TRUE;
}

/* ── Plain values ───────────────────────────────────────────────────────── */

static const char *
get_text (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
read_text (Reader *self, JsonNode *node, gpointer target)
{
  const char *text = get_text (node);

  if (text == NULL || *text == '\0')
    return refuse (self, "has to be a text in quotes, and not an empty one.");
  if (strlen (text) > LONGEST_ID)
    return refuse (self, "is too long: at most %d letters.", LONGEST_ID);
  g_set_str ((char **) target, text);
  return TRUE;
}

static gboolean
read_optional_text (Reader *self, JsonNode *node, gpointer target)
{
  return JSON_NODE_HOLDS_NULL (node) || read_text (self, node, target);
}

static gboolean
add_text (Reader *self, JsonNode *node, gpointer list)
{
  g_autofree char *text = NULL;

  if (!read_text (self, node, &text))
    return FALSE;
  g_ptr_array_add (list, g_steal_pointer (&text));
  return TRUE;
}

static gboolean
read_texts (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_text, *(GPtrArray **) target);
}

static gboolean
read_number (Reader *self, JsonNode *node, gpointer target)
{
  gint64 value;

  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (self, "has to be a whole number.");
  value = json_node_get_int (node);
  if (value < -LARGEST_NUMBER || value > LARGEST_NUMBER)
    return refuse (self, "is far out of range.");
  *(int *) target = (int) value;
  return TRUE;
}

static gboolean
read_flag (Reader *self, JsonNode *node, gpointer target)
{
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse (self, "has to be true or false.");
  *(gboolean *) target = json_node_get_boolean (node);
  return TRUE;
}

/* ── Dates and times ────────────────────────────────────────────────────── */

static gboolean
read_date (Reader *self, JsonNode *node, gpointer target)
{
  return haven_date_parse (get_text (node), target, NULL) ||
         refuse (self, "has to be a date that exists, such as \"2026-12-01\".");
}

static gboolean
read_optional_date (Reader *self, JsonNode *node, gpointer target)
{
  return JSON_NODE_HOLDS_NULL (node) || read_date (self, node, target);
}

static gboolean
add_date (Reader *self, JsonNode *node, gpointer list)
{
  HavenDate date;

  if (!read_date (self, node, &date))
    return FALSE;
  g_array_append_val ((GArray *) list, date);
  return TRUE;
}

static gboolean
read_dates (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_date, *(GArray **) target);
}

/* HH:MM; 24:00 is the end of the day. */
static gboolean
parse_time (const char *text, int *minute)
{
  gboolean shaped = text != NULL && strlen (text) == 5 && text[2] == ':';

  for (int i = 0; shaped && i < 5; i++)
    shaped = i == 2 || g_ascii_isdigit (text[i]);
  if (!shaped || text[3] > '5')
    return FALSE;
  *minute = (text[0] - '0') * 600 + (text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  return *minute <= TRIP_DAY_MINUTES;
}

static gboolean
read_time (Reader *self, JsonNode *node, gpointer target)
{
  return parse_time (get_text (node), target) ||
         refuse (self, "has to be a time of the day, such as \"09:00\"; \"24:00\" is its end.");
}

static gboolean
read_moment (Reader *self, JsonNode *node, gpointer target)
{
  const char *text = get_text (node);
  g_autofree char *day =
      text && strlen (text) == 16 && text[10] == 'T' ? g_strndup (text, 10) : NULL;
  HavenDate date;
  int minute;

  if (day == NULL || !haven_date_parse (day, &date, NULL) || !parse_time (text + 11, &minute))
    return refuse (self, "has to be a date and local time, such as \"2026-12-02T09:00\".");
  *(gint64 *) target = trip_minute_at (date, minute);
  return TRUE;
}

static gboolean
add_weekday (Reader *self, JsonNode *node, gpointer target)
{
  const char *text = get_text (node);

  for (guint day = 0; text && day < 7; day++)
    if (strcmp (text, trip_weekdays[day]) == 0)
      {
        *(guint *) target |= 1u << day;
        return TRUE;
      }
  return refuse (self,
                 "has to be one of \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\".");
}

static gboolean
read_weekdays (Reader *self, JsonNode *node, gpointer target)
{
  if (!read_list (self, node, add_weekday, target))
    return FALSE;
  return *(guint *) target != 0 || refuse (self, "names no day.");
}

static gboolean
add_window (Reader *self, JsonNode *node, gpointer list)
{
  static const Member members[] = {
    { "days", TRUE, read_weekdays, G_STRUCT_OFFSET (HavenTripWindow, days) },
    { "from", TRUE, read_time, G_STRUCT_OFFSET (HavenTripWindow, from) },
    { "to", TRUE, read_time, G_STRUCT_OFFSET (HavenTripWindow, to) },
    { NULL },
  };
  HavenTripWindow window = { 0 };

  if (!read_object (self, node, members, &window))
    return FALSE;
  if (window.from >= window.to)
    return refuse (
        self,
        "has to end after it starts; a night is two windows, up to \"24:00\" and from \"00:00\".");
  g_array_append_val ((GArray *) list, window);
  return TRUE;
}

static gboolean
read_windows (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_window, *(GArray **) target);
}

static gboolean
add_interval (Reader *self, JsonNode *node, gpointer list)
{
  static const Member members[] = {
    { "start", TRUE, read_moment, G_STRUCT_OFFSET (HavenTripInterval, start) },
    { "end", TRUE, read_moment, G_STRUCT_OFFSET (HavenTripInterval, end) },
    { NULL },
  };
  HavenTripInterval interval;

  if (!read_object (self, node, members, &interval))
    return FALSE;
  if (interval.start >= interval.end)
    return refuse (self, "has to end after it starts.");
  g_array_append_val ((GArray *) list, interval);
  return TRUE;
}

static gboolean
read_intervals (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_interval, *(GArray **) target);
}

/* ── The problem ────────────────────────────────────────────────────────── */

static gboolean
read_client (Reader *self, JsonNode *node, gpointer target)
{
  static const Member members[] = {
    { "safe", FALSE, read_windows, G_STRUCT_OFFSET (HavenTripProblem, safe) },
    { "never", FALSE, read_intervals, G_STRUCT_OFFSET (HavenTripProblem, never) },
    { NULL },
  };

  return read_object (self, node, members, target);
}

static gboolean
add_resource (Reader *self, JsonNode *node, gpointer problem)
{
  static const Member members[] = {
    { "id", TRUE, read_text, G_STRUCT_OFFSET (HavenTripResource, id) },
    { "open", TRUE, read_windows, G_STRUCT_OFFSET (HavenTripResource, open) },
    { "busy", FALSE, read_intervals, G_STRUCT_OFFSET (HavenTripResource, busy) },
    { NULL },
  };

  return read_object (self, node, members, haven_trip_problem_add_resource (problem, NULL));
}

static gboolean
read_sites (Reader *self, JsonNode *node, gpointer target)
{
  g_autoptr (GPtrArray) sites = g_ptr_array_new_with_free_func (g_free);
  char **between = target;

  if (!read_list (self, node, add_text, sites))
    return FALSE;
  if (sites->len != 2)
    return refuse (self, "has to name two sites.");
  for (guint i = 0; i < 2; i++)
    between[i] = g_steal_pointer (&g_ptr_array_index (sites, i));
  return TRUE;
}

static gboolean
add_travel (Reader *self, JsonNode *node, gpointer problem)
{
  static const Member members[] = {
    { "between", TRUE, read_sites, G_STRUCT_OFFSET (HavenTripTravel, between) },
    { "minutes", TRUE, read_number, G_STRUCT_OFFSET (HavenTripTravel, minutes) },
    { NULL },
  };
  GPtrArray *travel = ((HavenTripProblem *) problem)->travel;

  haven_trip_problem_add_travel (problem, NULL, NULL, 0);
  return read_object (self, node, members, g_ptr_array_index (travel, travel->len - 1));
}

static gboolean
add_need (Reader *self, JsonNode *node, gpointer list)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!read_list (self, node, add_text, ids))
    return FALSE;
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (list, g_ptr_array_steal (ids, NULL));
  return TRUE;
}

static gboolean
read_needs (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_need, *(GPtrArray **) target);
}

static gboolean
add_part (Reader *self, JsonNode *node, gpointer problem)
{
  static const Member members[] = {
    { "id", TRUE, read_text, G_STRUCT_OFFSET (HavenTripPart, id) },
    { "minutes", TRUE, read_number, G_STRUCT_OFFSET (HavenTripPart, minutes) },
    { "sensitive", FALSE, read_flag, G_STRUCT_OFFSET (HavenTripPart, sensitive) },
    { "site", FALSE, read_optional_text, G_STRUCT_OFFSET (HavenTripPart, site) },
    { "needs", TRUE, read_needs, G_STRUCT_OFFSET (HavenTripPart, needs) },
    { "after", FALSE, read_texts, G_STRUCT_OFFSET (HavenTripPart, after) },
    { NULL },
  };

  return read_object (self, node, members, haven_trip_problem_add_part (problem, NULL, 0));
}

static gboolean
read_resources (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_resource, target);
}

static gboolean
read_travel (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_travel, target);
}

static gboolean
read_parts (Reader *self, JsonNode *node, gpointer target)
{
  return read_list (self, node, add_part, target);
}

static gboolean
read_problem (Reader *self, JsonNode *node, HavenTripProblem *problem)
{
  static const Member members[] = {
    { "timezone", FALSE, read_text, G_STRUCT_OFFSET (HavenTripProblem, timezone) },
    { "from", TRUE, read_date, G_STRUCT_OFFSET (HavenTripProblem, from) },
    { "to", TRUE, read_date, G_STRUCT_OFFSET (HavenTripProblem, to) },
    { "not_after", FALSE, read_optional_date, G_STRUCT_OFFSET (HavenTripProblem, not_after) },
    { "step", FALSE, read_number, G_STRUCT_OFFSET (HavenTripProblem, step) },
    { "max_span", FALSE, read_number, G_STRUCT_OFFSET (HavenTripProblem, max_span) },
    { "max_gap", FALSE, read_number, G_STRUCT_OFFSET (HavenTripProblem, max_gap) },
    { "decompress", FALSE, read_number, G_STRUCT_OFFSET (HavenTripProblem, decompress) },
    { "limit", FALSE, read_number, G_STRUCT_OFFSET (HavenTripProblem, limit) },
    { "closed", FALSE, read_dates, G_STRUCT_OFFSET (HavenTripProblem, closed) },
    { "client", FALSE, read_client, 0 },
    { "resources", TRUE, read_resources, 0 },
    { "travel", FALSE, read_travel, 0 },
    { "parts", TRUE, read_parts, 0 },
    { NULL },
  };

  return read_object (self, node, members, problem);
}

/* ── The text ───────────────────────────────────────────────────────────── */

/* The parser keeps the last of two members with one name. Each member has one colon outside quotes,
 * so what got lost can be counted. */
static guint
count_members (const char *json, gsize length)
{
  gboolean quoted = FALSE;
  guint n_members = 0;

  for (gsize i = 0; i < length; i++)
    if (quoted && json[i] == '\\')
      i++;
    else if (json[i] == '"')
      quoted = !quoted;
    else if (json[i] == ':' && !quoted)
      n_members++;
  return n_members;
}

static JsonNode *
parse (const char *json, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  json_parser_set_strict (parser, TRUE);
  if (json_parser_load_from_data (parser, json, (gssize) length, NULL))
    return json_parser_steal_root (parser);
  g_set_error (error, HAVEN_TRIP_ERROR, HAVEN_TRIP_ERROR_NOT_READABLE,
               "The trip to find is not written as JSON; look at line %u.",
               json_parser_get_current_line (parser) + 1);
  return NULL;
}

static gboolean
check_text (const char *json, gsize length, GError **error)
{
  const char *why = NULL;
  gsize n_blank = 0;

  while (n_blank < length && g_ascii_isspace (json[n_blank]))
    n_blank++;
  if (n_blank == length)
    why = "empty; write it as JSON";
  else if (length > LARGEST_TEXT)
    why = "too long to be one";
  else if (!g_utf8_validate_len (json, length, NULL))
    why = "no text in UTF-8";
  if (why != NULL)
    g_set_error (error, HAVEN_TRIP_ERROR, HAVEN_TRIP_ERROR_NOT_READABLE, "The trip to find is %s.",
                 why);
  return why == NULL;
}

/**
 * haven_trip_problem_new_from_json:
 * @json: the question, as HACKING.md describes it
 * @length: in bytes, or -1 where a zero ends it
 *
 * What is left out has the value that haven_trip_problem_new() gives.
 *
 * Returns: (transfer full): a problem that haven_trip_problem_check() accepts, or %NULL with an
 * error that names the place
 */
HavenTripProblem *
haven_trip_problem_new_from_json (const char *json, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (json) : (gsize) length;
  g_autoptr (HavenTripProblem) problem = haven_trip_problem_new ();
  g_autoptr (GString) place = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;
  Reader reader = { place, 0, error };

  if (!check_text (json, size, error))
    return NULL;
  root = parse (json, size, error);
  if (root == NULL || !read_problem (&reader, root, problem))
    return NULL;
  if (reader.n_members != count_members (json, size))
    {
      g_set_error_literal (
          error, HAVEN_TRIP_ERROR, HAVEN_TRIP_ERROR_NOT_READABLE,
          "The trip to find has an object in which one name stands twice; keep one of them.");
      return NULL;
    }
  if (!haven_trip_problem_check (problem, error))
    return NULL;
  return g_steal_pointer (&problem);
}
