/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Questions that are wrong, huge or meant to harm: one sentence that names the place, at once.
 */

#include "haven-trip.h"

#include "core-test.h"

#include <string.h>

#define DATES "\"from\":\"2026-12-01\",\"to\":\"2026-12-18\""
#define OPEN "[{\"days\":[\"mon\"],\"from\":\"09:00\",\"to\":\"17:00\"}]"
#define RESOURCES "\"resources\":[{\"id\":\"a\",\"open\":" OPEN "},{\"id\":\"b\",\"open\":[]}]"
#define PART(more) "{\"id\":\"p\",\"minutes\":30,\"needs\":[[\"a\"]]" more "}"
#define PARTS "\"parts\":[" PART ("") "]"
#define ALL DATES "," RESOURCES "," PARTS

static void
assert_one_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == HAVEN_TRIP_ERROR);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpuint (strlen (error->message), <, 400);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
assert_refused (const char *json, gssize length, const char *named)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripProblem) problem = haven_trip_problem_new_from_json (json, length, &error);

  if (problem != NULL)
    g_error ("taken, but should have been refused: %.200s", json);
  assert_one_sentence (error);
  if (strstr (error->message, named) == NULL)
    g_error ("“%s” does not name “%s”", error->message, named);
}

static const struct
{
  const char *json;
  const char *named; /* by the sentence */
} wrong[] = {
  { "", "empty" },
  { "   ", "empty" },
  { "null", "object" },
  { "[]", "object" },
  { "17", "object" },
  { "\"text\"", "object" },
  { "{", "JSON" },
  { "{]", "JSON" },
  { "{" ALL ",}", "JSON" },
  { "{" ALL "} more", "JSON" },
  { "/* said aside */ {" ALL "}", "JSON" },
  { "{}", "“from”" },
  { "{" DATES "," RESOURCES "}", "“parts”" },
  { "{" DATES "," PARTS "}", "“resources”" },
  { "{" ALL ",\"colour\":1}", "“colour”" },
  { "{" ALL ",\"from\":\"2026-12-01\"}", "twice" },
  { "{" ALL ",\"step\":\"15\"}", "step" },
  { "{" ALL ",\"step\":15.5}", "step" },
  { "{" ALL ",\"step\":0}", "step" },
  { "{" ALL ",\"step\":-15}", "step" },
  { "{" ALL ",\"step\":1e300}", "step" },
  { "{" ALL ",\"step\":null}", "step" },
  { "{" ALL ",\"step\":[15]}", "step" },
  { "{" ALL ",\"step\":99999999999}", "step" },
  { "{" ALL ",\"max_span\":0}", "max_span" },
  { "{" ALL ",\"max_span\":1441}", "max_span" },
  { "{" ALL ",\"max_gap\":-1}", "max_gap" },
  { "{" ALL ",\"decompress\":-1}", "decompress" },
  { "{" ALL ",\"limit\":0}", "limit" },
  { "{" ALL ",\"limit\":true}", "limit" },
  { "{" ALL ",\"timezone\":\"Mars/Olympus\"}", "timezone" },
  { "{" ALL ",\"timezone\":\"\"}", "timezone" },
  { "{" ALL ",\"timezone\":\"../../etc/passwd\"}", "timezone" },
  { "{" ALL ",\"not_after\":\"2026-02-30\"}", "not_after" },
  { "{" ALL ",\"not_after\":20261211}", "not_after" },
  { "{" ALL ",\"closed\":\"2026-12-07\"}", "closed" },
  { "{" ALL ",\"closed\":[\"7 December\"]}", "closed[0]" },
  { "{" ALL ",\"client\":[]}", "client" },
  { "{" ALL ",\"client\":{\"name\":\"x\"}}", "client" },
  { "{" ALL ",\"client\":{\"safe\":[{\"days\":[\"Monday\"],\"from\":\"09:00\",\"to\":\"15:00\"}]}}",
    "client.safe[0].days[0]" },
  { "{" ALL ",\"client\":{\"safe\":[{\"days\":[],\"from\":\"09:00\",\"to\":\"15:00\"}]}}",
    "client.safe[0].days" },
  { "{" ALL ",\"client\":{\"safe\":[{\"days\":[\"mon\"],\"from\":\"9:00\",\"to\":\"15:00\"}]}}",
    "client.safe[0].from" },
  { "{" ALL ",\"client\":{\"safe\":[{\"days\":[\"mon\"],\"from\":\"09:60\",\"to\":\"15:00\"}]}}",
    "client.safe[0].from" },
  { "{" ALL ",\"client\":{\"safe\":[{\"days\":[\"mon\"],\"from\":\"09:00\",\"to\":\"24:01\"}]}}",
    "client.safe[0].to" },
  { "{" ALL ",\"client\":{\"safe\":[{\"days\":[\"mon\"],\"from\":\"22:00\",\"to\":\"06:00\"}]}}",
    "client.safe[0]" },
  { "{" ALL ",\"client\":{\"never\":[{\"start\":\"2026-12-02\",\"end\":\"2026-12-03\"}]}}",
    "client.never[0].start" },
  { "{" ALL
    ",\"client\":{\"never\":[{\"start\":\"2026-12-02T09:00Z\",\"end\":\"2026-12-02T10:00\"}]}}",
    "client.never[0].start" },
  { "{" ALL
    ",\"client\":{\"never\":[{\"start\":\"2026-12-02T09:00\",\"end\":\"2026-12-02T09:00\"}]}}",
    "client.never[0]" },
  { "{" ALL ",\"client\":{\"never\":[{\"start\":\"2026-12-02T09:00\"}]}}", "“end”" },
  { "{" ALL ",\"travel\":[{\"between\":[\"a\"],\"minutes\":5}]}", "travel[0].between" },
  { "{" ALL ",\"travel\":[{\"between\":[\"a\",\"b\",\"c\"],\"minutes\":5}]}", "travel[0].between" },
  { "{" ALL ",\"travel\":[{\"between\":[\"a\",\"a\"],\"minutes\":5}]}", "travel[0]" },
  { "{" ALL ",\"travel\":[{\"between\":[\"a\",\"b\"],\"minutes\":-5}]}", "travel[0].minutes" },
  { "{" ALL ",\"travel\":[{\"between\":[\"a\",\"b\"],\"minutes\":5},{\"between\":[\"b\",\"a\"],"
    "\"minutes\":6}]}",
    "travel[1]" },
  { "{\"from\":\"2026-12-18\",\"to\":\"2026-12-01\"," RESOURCES "," PARTS "}", "from" },
  { "{\"from\":\"2026-12-01\",\"to\":\"2036-12-01\"," RESOURCES "," PARTS "}", "366 days" },
  { "{\"from\":\"0001-01-01\",\"to\":\"9999-12-31\"," RESOURCES "," PARTS "}", "1970" },
  { "{" DATES ",\"resources\":{}," PARTS "}", "resources" },
  { "{" DATES ",\"resources\":[{\"id\":\"a\"}]," PARTS "}", "“open”" },
  { "{" DATES ",\"resources\":[{\"id\":\"\",\"open\":[]}]," PARTS "}", "resources[0].id" },
  { "{" DATES ",\"resources\":[{\"id\":7,\"open\":[]}]," PARTS "}", "resources[0].id" },
  { "{" DATES ",\"resources\":[{\"id\":\"a\",\"open\":[]},{\"id\":\"a\",\"open\":[]}]," PARTS "}",
    "resources[1]" },
  { "{" DATES "," RESOURCES ",\"parts\":[]}", "parts" },
  { "{" DATES "," RESOURCES ",\"parts\":[17]}", "parts[0]" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":30}]}", "“needs”" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":30,\"needs\":[]}]}",
    "parts[0]" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":30,\"needs\":[[\"a\"],[]]}]}",
    "nobody" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":30,\"needs\":[\"a\"]}]}",
    "parts[0].needs[0]" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":30,\"needs\":[[\"zed\"]]}]}",
    "zed" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":0,\"needs\":[[\"a\"]]}]}",
    "parts[0].minutes" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":-30,\"needs\":[[\"a\"]]}]}",
    "parts[0].minutes" },
  { "{" DATES "," RESOURCES ",\"parts\":[{\"id\":\"p\",\"minutes\":1441,\"needs\":[[\"a\"]]}]}",
    "parts[0].minutes" },
  { "{" DATES "," RESOURCES ",\"parts\":[" PART (",\"sensitive\":1") "]}", "parts[0].sensitive" },
  { "{" DATES "," RESOURCES ",\"parts\":[" PART (",\"site\":[]") "]}", "parts[0].site" },
  { "{" DATES "," RESOURCES ",\"parts\":[" PART ("") "," PART ("") "]}", "parts[1]" },
  { "{" DATES "," RESOURCES ",\"parts\":[" PART (",\"after\":[\"q\"]") "]}", "“q”" },
  { "{" DATES "," RESOURCES ",\"parts\":[" PART (",\"after\":\"p\"") "]}", "parts[0].after" },
  { "{" DATES "," RESOURCES ",\"parts\":[" PART (",\"after\":[\"p\"]") "]}", "after itself" },
};

static void
test_a_wrong_question_names_the_place (void)
{
  g_autoptr (HavenTripProblem) problem = haven_trip_problem_new_from_json ("{" ALL "}", -1, NULL);

  g_assert_nonnull (problem);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (wrong[i].json, -1, wrong[i].named);
}

static void
test_a_circle_is_refused (void)
{
  assert_refused ("{" DATES "," RESOURCES ",\"parts\":["
                  "{\"id\":\"free\",\"minutes\":30,\"needs\":[[\"a\"]]},"
                  "{\"id\":\"x\",\"minutes\":30,\"needs\":[[\"a\"]],\"after\":[\"free\",\"z\"]},"
                  "{\"id\":\"y\",\"minutes\":30,\"needs\":[[\"a\"]],\"after\":[\"x\"]},"
                  "{\"id\":\"z\",\"minutes\":30,\"needs\":[[\"a\"]],\"after\":[\"y\"]}]}",
                  -1, "parts[1].after");
}

static void
test_every_cut_is_refused (void)
{
  const char *json = "{" ALL "}";

  for (gsize length = 0; length < strlen (json); length++)
    assert_refused (json, (gssize) length, "The trip to find");
}

/* Whatever one byte becomes: it is taken or refused, and searched or not, and that is all. */
static void
test_every_other_byte_ends_well (void)
{
  const char *json =
      "{" ALL
      ",\"client\":{\"never\":[{\"start\":\"2026-12-02T09:00\",\"end\":\"2026-12-02T10:00\"}]}}";
  gsize length = strlen (json);

  for (gsize i = 0; i < length; i++)
    for (guint value = 1; value < 256; value += 6)
      {
        g_autofree char *changed = g_strdup (json);
        g_autoptr (HavenTripProblem) problem = NULL;
        g_autoptr (HavenTripResult) result = NULL;
        g_autoptr (GError) error = NULL;

        changed[i] = (char) value;
        problem = haven_trip_problem_new_from_json (changed, (gssize) length, &error);
        if (problem == NULL)
          assert_one_sentence (error);
        else
          result = haven_trip_find (problem, NULL, NULL);
        g_assert_true (problem == NULL || result != NULL);
      }
}

/* ── Too much ───────────────────────────────────────────────────────────── */

static char *
repeat (const char *text, guint n, const char *between)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? between : "", text);
  return g_string_free_and_steal (all);
}

static void
assert_refused_around (const char *before, const char *middle, const char *after, const char *named)
{
  g_autofree char *json = g_strconcat (before, middle, after, NULL);

  assert_refused (json, -1, named);
}

static void
test_too_much_is_refused (void)
{
  g_autofree char *letters = repeat ("x", 1000000, "");
  g_autofree char *brackets = repeat ("[", 500000, "");
  g_autofree char *braces = repeat ("{\"a\":", 100000, "");
  g_autofree char *parts = repeat (PART (""), 20000, ",");
  g_autofree char *needs = repeat ("[\"a\"]", 20000, ",");

  assert_refused_around ("{" ALL ",\"", letters, "\":1}", "not known");
  assert_refused_around ("{" ALL ",\"timezone\":\"", letters, "\"}", "timezone");
  assert_refused_around ("{" DATES ",\"resources\":[{\"open\":[],\"id\":\"", letters,
                         "\"}]," PARTS "}", "resources[0].id");
  assert_refused_around ("{" DATES "," RESOURCES
                         ",\"parts\":[{\"id\":\"p\",\"minutes\":30,\"needs\":[[\"",
                         letters, "\"]]}]}", "parts[0].needs[0][0]");
  assert_refused_around (letters, "", "", "JSON");
  assert_refused_around (brackets, "", "", "JSON");
  assert_refused_around (braces, "", "", "JSON");
  assert_refused_around ("{" DATES "," RESOURCES ",\"parts\":[", parts, "]}", "parts");
  assert_refused_around ("{" DATES "," RESOURCES
                         ",\"parts\":[{\"id\":\"p\",\"minutes\":30,\"needs\":[",
                         needs, "]}]}", "parts[0]");
  assert_refused ("{\"from\":\"2026-12-01\0\"}", 21, "UTF-8");
  assert_refused ("{\"from\":\"\xff\xfe\"}", -1, "UTF-8");
}

static void
test_more_resources_than_can_be_compared_are_refused (void)
{
  g_autoptr (HavenTripProblem) problem = haven_trip_problem_new ();
  HavenTripPart *part = haven_trip_problem_add_part (problem, "p", 30);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_autoptr (GError) error = NULL;

  problem->from = problem->to = date ("2026-12-01");
  for (guint i = 0; i < 65; i++)
    {
      g_ptr_array_add (ids, g_strdup_printf ("r%u", i));
      haven_trip_problem_add_resource (problem, g_ptr_array_index (ids, i));
    }
  haven_trip_part_add_need (part, (const char *const *) ids->pdata);
  g_assert_null (haven_trip_find (problem, NULL, &error));
  assert_one_sentence (error);
  g_clear_error (&error);

  g_clear_pointer ((char **) &g_ptr_array_index (ids, 64), g_free);
  g_ptr_array_set_size (problem->parts, 0);
  haven_trip_part_add_need (haven_trip_problem_add_part (problem, "p", 30),
                            (const char *const *) ids->pdata);
  g_assert_true (haven_trip_problem_check (problem, &error));
}

/* Ten thousand busy times, many of them years long: the answer is right, and there at once. */
static void
test_ten_thousand_busy_times_are_read_and_kept (void)
{
  g_autoptr (GString) json = g_string_new (
      "{" DATES "," PARTS ",\"resources\":[{\"id\":\"a\",\"open\":" OPEN ",\"busy\":[");
  g_autoptr (HavenTripProblem) problem = NULL;
  g_autoptr (HavenTripResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (json,
                            "%s{\"start\":\"%04u-01-01T00:00\",\"end\":\"2026-12-14T16:%02u\"}",
                            i ? "," : "", 1970 + i % 50, i % 30);
  g_string_append (json, "]}]}");
  problem = haven_trip_problem_new_from_json (json->str, (gssize) json->len, &error);
  g_assert_no_error (error);
  result = haven_trip_find (problem, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->offers->len, ==, 1);
  assert_date (((HavenTripOffer *) g_ptr_array_index (result->offers, 0))->date, "2026-12-14");
  g_assert_cmpint (((HavenTripOffer *) g_ptr_array_index (result->offers, 0))->start, ==,
                   16 * 60 + 30);
}

static void
test_what_is_left_out_has_the_houses_values (void)
{
  g_autoptr (HavenTripProblem) problem =
      haven_trip_problem_new_from_json ("{" ALL ",\"not_after\":null}", -1, NULL);

  g_assert_cmpint (problem->step, ==, 15);
  g_assert_cmpint (problem->max_span, ==, 180);
  g_assert_cmpint (problem->max_gap, ==, 45);
  g_assert_cmpint (problem->decompress, ==, 15);
  g_assert_cmpint (problem->limit, ==, 10);
  g_assert_false (haven_date_is_set (problem->not_after));
  g_assert_null (problem->timezone);
  g_assert_cmpuint (problem->safe->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/trip-reader/a-wrong-question-names-the-place",
                   test_a_wrong_question_names_the_place);
  g_test_add_func ("/core/trip-reader/a-circle-is-refused", test_a_circle_is_refused);
  g_test_add_func ("/core/trip-reader/every-cut-is-refused", test_every_cut_is_refused);
  g_test_add_func ("/core/trip-reader/every-other-byte-ends-well", test_every_other_byte_ends_well);
  g_test_add_func ("/core/trip-reader/too-much-is-refused", test_too_much_is_refused);
  g_test_add_func ("/core/trip-reader/more-resources-than-can-be-compared-are-refused",
                   test_more_resources_than_can_be_compared_are_refused);
  g_test_add_func ("/core/trip-reader/ten-thousand-busy-times-are-read-and-kept",
                   test_ten_thousand_busy_times_are_read_and_kept);
  g_test_add_func ("/core/trip-reader/what-is-left-out-has-the-houses-values",
                   test_what_is_left_out_has_the_houses_values);
  return g_test_run ();
}
