/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A day's visits on paper, for inside the clinic. It may be left lying about (T4), so it says when, with whom and where, and
 * never what a visit is for: neither kind nor title are read here. Whom paper should not tell of, and whoever is closed to
 * the one who prints, is a time that is taken. Each copy has a sign of its own, which the log knows.
 */

#include "haven-day-list.h"

#include "haven-appointment-status.h"
#include "haven-booking-service.h"
#include "haven-initials.h"
#include "haven-papers-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define DAY_MINUTES 1440

/* As many letters as the form takes. */
#define MOST_WHO 200
#define MOST_WORDS 400

/** A line of the list, before it is put in order. */
typedef struct
{
  HavenInstant starts_at;
  JsonObject *row;
} Line;

typedef struct
{
  HavenSession *session;
  const HavenDayListWanted *wanted;
  const HavenDayPage *page;
  GArray *lines; /* Line */
} Listing;

static void
clear_line (gpointer data)
{
  json_object_unref (((Line *) data)->row);
}

/* ── Words ────────────────────────────────────────────────────────────────── */

static char *
dup_language (const char *tag, const char *in)
{
  UErrorCode code = U_ZERO_ERROR;
  UChar name[128];
  char utf8[384];
  int32_t length = uloc_getDisplayName (tag, in, name, G_N_ELEMENTS (name), &code);

  if (U_SUCCESS (code) && length > 0)
    u_strToUTF8 (utf8, sizeof utf8, NULL, name, length, &code);
  return g_strdup (U_SUCCESS (code) && length > 0 ? utf8 : tag);
}

static void
add_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
add_interpreter (const Listing *listing, GString *notes, const HavenAppointment *visit)
{
  g_autofree char *language = NULL;
  g_autofree char *words = NULL;

  if (visit->interpreter_need == NULL || g_str_equal (visit->interpreter_need, "none"))
    return;
  if (visit->interpreter_language && *visit->interpreter_language)
    language = dup_language (visit->interpreter_language, listing->wanted->language);
  /* Translators: the language of the interpreter */
  words = language ? g_strdup_printf (_ ("Interpreter: %s"), language) : g_strdup (_ ("Interpreter"));
  add_part (notes, words);
}

static const char *
get_ride (const HavenAppointment *visit)
{
  if (g_strcmp0 (visit->transport_need, "ride") == 0)
    return _ ("A ride is needed");
  return g_strcmp0 (visit->transport_need, "escort") == 0 ? _ ("Somebody comes along") : NULL;
}

static const char *
get_mode (const HavenAppointment *visit)
{
  if (g_strcmp0 (visit->mode, "phone") == 0)
    return _ ("By phone");
  return g_strcmp0 (visit->mode, "video") == 0 ? _ ("By video") : NULL;
}

/* What is booked as usual needs no word. */
static char *
dup_notes (const Listing *listing, const HavenAppointment *visit, HavenAppointmentStatus status)
{
  GString *notes = g_string_new (NULL);

  if (status != HAVEN_APPOINTMENT_CONFIRMED)
    add_part (notes, _ (haven_appointment_status_get_label (status)));
  add_part (notes, get_mode (visit));
  add_interpreter (listing, notes, visit);
  add_part (notes, get_ride (visit));
  if (visit->companion_allowed)
    add_part (notes, _ ("May bring somebody"));
  return g_string_free_and_steal (notes);
}

static char *
dup_hours (int from, int to)
{
  return g_strdup_printf ("%d:%02d–%d:%02d", from / 60, from % 60, to / 60 % 24, to % 60);
}

static char *
dup_with (const Listing *listing, HavenVisit *visit)
{
  GString *with = g_string_new (NULL);

  for (guint i = 0; i < listing->page->resources->len; i++)
    {
      const HavenResource *resource = listing->page->resources->pdata[i];

      if (haven_visit_takes_resource (visit, resource->id))
        add_part (with, resource->name);
    }
  return g_string_free_and_steal (with);
}

static char *
dup_who (const Listing *listing, HavenVisit *visit)
{
  const char *name = haven_visit_get_person_name (visit);

  if (listing->wanted->who == HAVEN_DAY_LIST_NOBODY || name == NULL)
    return g_strdup ("");
  return listing->wanted->who == HAVEN_DAY_LIST_NAMES ? g_strdup (name) : haven_initials_of (name);
}

/* ── Lines ────────────────────────────────────────────────────────────────── */

static void
set_text (JsonObject *row, const char *member, const char *text, glong most)
{
  g_autofree char *cut = g_utf8_strlen (text, -1) > most ? g_utf8_substring (text, 0, most) : g_strdup (text);

  json_object_set_string_member (row, member, cut);
}

/* @who, @notes: "" for nothing */
static void
add_line (const Listing *listing, HavenInstant starts_at, const char *hours, const char *who, const char *with, const char *notes)
{
  Line line = { starts_at, json_object_new () };

  json_object_set_string_member (line.row, "hours", hours);
  if (listing->wanted->who != HAVEN_DAY_LIST_NOBODY)
    set_text (line.row, "who", who, MOST_WHO);
  set_text (line.row, "with", with, MOST_WORDS);
  set_text (line.row, "notes", notes, MOST_WORDS);
  g_array_append_val (listing->lines, line);
}

/* The word stands where the person would; where nobody stands, with the notes. */
static void
add_taken_line (const Listing *listing, HavenInstant starts_at, const char *hours, const char *with)
{
  gboolean nobody = listing->wanted->who == HAVEN_DAY_LIST_NOBODY;

  /* Translators: stands on paper for a visit of which nothing else is told */
  add_line (listing, starts_at, hours, nobody ? "" : _ ("Taken"), with, nobody ? _ ("Taken") : "");
}

static void
add_visit (const Listing *listing, HavenVisit *visit)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);
  int start = haven_visit_get_start_minute (visit);
  g_autofree char *hours = dup_hours (start, start + haven_visit_get_minutes_long (visit));
  g_autofree char *with = NULL, *who = NULL, *notes = NULL;
  HavenAppointmentStatus status = HAVEN_APPOINTMENT_PROPOSED;

  if (listing->wanted->resource_id && !haven_visit_takes_resource (visit, listing->wanted->resource_id))
    return;
  haven_appointment_status_parse (appointment->status, &status);
  if (!haven_appointment_status_takes_time (status))
    return;
  with = dup_with (listing, visit);
  if (appointment->off_printed_lists)
    {
      add_taken_line (listing, appointment->starts_at, hours, with);
      return;
    }
  who = dup_who (listing, visit);
  notes = dup_notes (listing, appointment, status);
  add_line (listing, appointment->starts_at, hours, who, with, notes);
}

static const char *
find_resource_name (const HavenDayPage *page, const char *resource_id)
{
  for (guint i = 0; i < page->resources->len; i++)
    {
      const HavenResource *resource = page->resources->pdata[i];

      if (g_strcmp0 (resource->id, resource_id) == 0)
        return resource->name ? resource->name : "";
    }
  return "";
}

/* Each resource by itself: that two are taken by one visit is not told. */
static void
add_hidden (const Listing *listing, const HavenTaken *taken)
{
  HavenClock *clock = haven_session_get_clock (listing->session);
  HavenInstant start = haven_clock_instant_at (clock, listing->wanted->date, 0);
  HavenInstant end = haven_clock_instant_at (clock, listing->wanted->date, DAY_MINUTES);
  g_autofree char *hours =
      dup_hours (taken->starts_at <= start ? 0 : haven_clock_get_local_minute (clock, taken->starts_at),
                 taken->ends_at >= end ? DAY_MINUTES : haven_clock_get_local_minute (clock, taken->ends_at));

  if (listing->wanted->resource_id == NULL || g_strcmp0 (listing->wanted->resource_id, taken->resource_id) == 0)
    add_taken_line (listing, taken->starts_at, hours, find_resource_name (listing->page, taken->resource_id));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *first = a, *second = b;

  if (first->starts_at != second->starts_at)
    return first->starts_at < second->starts_at ? -1 : 1;
  return strcmp (json_object_get_string_member (first->row, "with"), json_object_get_string_member (second->row, "with"));
}

static JsonArray *
list_rows (Listing *listing)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < listing->page->visits->len; i++)
    add_visit (listing, listing->page->visits->pdata[i]);
  for (guint i = 0; i < listing->page->hidden->len; i++)
    add_hidden (listing, listing->page->hidden->pdata[i]);
  g_array_sort (listing->lines, compare_lines);
  for (guint i = 0; i < listing->lines->len; i++)
    json_array_add_object_element (rows, json_object_ref (g_array_index (listing->lines, Line, i).row));
  return rows;
}

/* ── The paper ────────────────────────────────────────────────────────────── */

static void
fill (Listing *listing, HavenPaper *paper)
{
  const HavenDayListWanted *wanted = listing->wanted;
  g_autofree char *day = haven_date_dup_iso (wanted->date);
  JsonArray *rows = list_rows (listing);

  json_object_set_string_member (paper->values, "day", day);
  json_object_set_string_member (paper->values, "copy", paper->reference);
  set_text (paper->values,
            "whose",
            wanted->resource_id ? find_resource_name (listing->page, wanted->resource_id) : _ ("Everybody"),
            120);
  json_object_set_boolean_member (paper->values, "empty", json_array_get_length (rows) == 0);
  if (json_array_get_length (rows) > 0)
    json_object_set_array_member (paper->values, "visits", g_steal_pointer (&rows));
  g_clear_pointer (&rows, json_array_unref);
}

static HavenPaper *
create_paper (HavenSession *session, const HavenDayListWanted *wanted)
{
  HavenPaper *paper = g_new0 (HavenPaper, 1);

  paper->document = haven_document_new ();
  paper->document->form_code = g_strdup (HAVEN_DAY_LIST_FORM);
  paper->document->language = g_strdup (wanted->language);
  paper->document->variant = g_strdup (wanted->who == HAVEN_DAY_LIST_NOBODY ? "hours" : "who");
  paper->values = json_object_new ();
  paper->reference = haven_papers_make_reference ();
  paper->made_on = haven_clock_today (haven_session_get_clock (session));
  paper->paper = g_strcmp0 (haven_session_get_paper (session), "a4") == 0 ? HAVEN_DOCUMENT_PAPER_A4
                                                                          : HAVEN_DOCUMENT_PAPER_LETTER;
  return paper;
}

static gboolean
check_role (HavenSession *session, GError **error)
{
  if (haven_session_may (session, haven_appointment_info.name, HAVEN_ACTION_PRINT))
    return TRUE;
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, _ ("Your role does not print the day's list."));
  return FALSE;
}

/**
 * haven_day_list_make:
 *
 * Makes the list of a day. It has not left: see haven_day_list_log_print() and haven_day_list_export_new(). It is about no
 * one person and is kept nowhere. On a worker.
 *
 * Returns: (transfer full) (nullable):
 */
HavenPaper *
haven_day_list_make (HavenSession *session, const HavenDayListWanted *wanted, GError **error)
{
  g_autoptr (HavenDayPage) page = check_role (session, error) ? haven_booking_load_day (session, wanted->date, error) : NULL;
  g_autoptr (HavenForms) forms = page ? haven_session_dup_forms (session, error) : NULL;
  g_autoptr (HavenPaper) paper = NULL;
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GBytes) pdf = NULL;
  Listing listing = { session, wanted, page, lines };

  if (forms == NULL)
    return NULL;
  g_array_set_clear_func (lines, clear_line);
  paper = create_paper (session, wanted);
  fill (&listing, paper);
  pdf = haven_papers_draw (forms, paper, NULL, &info, error);
  if (pdf == NULL)
    return NULL;
  haven_paper_take_drawn (paper, &info, pdf);
  return g_steal_pointer (&paper);
}

/* ── Its ways out ─────────────────────────────────────────────────────────── */

/* Of which day, and which copy: so that one that is found can be told. */
static char *
dup_detail (const HavenPaper *paper)
{
  return g_strdup_printf ("%s %s", json_object_get_string_member (paper->values, "day"), paper->reference);
}

static gboolean
write_nothing (HavenTransaction *transaction, gpointer data, GError **error)
{
  return TRUE;
}

/** Logs that a list is printed, before it is. */
gboolean
haven_day_list_log_print (HavenSession *session, const HavenPaper *paper, GError **error)
{
  g_autofree char *detail = dup_detail (paper);
  const HavenAct act = { .action = HAVEN_ACTION_PRINT,
                         .record = haven_appointment_info.name,
                         .detail = detail,
                         .partitions = HAVEN_IN_SHARED };

  return check_role (session, error) && haven_store_run (haven_session_get_store (session), &act, write_nothing, NULL, error);
}

/** Returns: (transfer full): the list on its way out as a file */
HavenExport *
haven_day_list_export_new (const HavenPaper *paper)
{
  HavenExport *export = haven_export_new (haven_appointment_info.name, NULL, NULL, paper->document->pdf);
  g_autofree char *detail = dup_detail (paper);

  haven_export_set_detail (export, detail);
  return export;
}
