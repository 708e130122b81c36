/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-visit-words.h"

#include "haven-calendar.h"
#include "haven-words.h"

#include <glib/gi18n.h>

/* Beside the icon there is always the word: nothing here is told by a picture or a colour alone. */
static const struct
{
  const char *icon, *css;
} looks[HAVEN_N_APPOINTMENT_STATUSES] = {
  [HAVEN_APPOINTMENT_PROPOSED] = { "appointment-soon-symbolic", "waiting" },
  [HAVEN_APPOINTMENT_REQUESTED] = { "appointment-soon-symbolic", "waiting" },
  [HAVEN_APPOINTMENT_WAITLISTED] = { "appointment-soon-symbolic", "waiting" },
  [HAVEN_APPOINTMENT_CONFIRMED] = { "haven-visit-symbolic", "to-come" },
  [HAVEN_APPOINTMENT_ARRIVED] = { "haven-person-symbolic", "here" },
  [HAVEN_APPOINTMENT_CHECKED_IN] = { "mark-location-symbolic", "here" },
  [HAVEN_APPOINTMENT_IN_PROGRESS] = { "content-loading-symbolic", "here" },
  [HAVEN_APPOINTMENT_COMPLETED] = { "object-select-symbolic", "done" },
  [HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT] = { "action-unavailable-symbolic", "over" },
  [HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC] = { "action-unavailable-symbolic", "over" },
  [HAVEN_APPOINTMENT_NO_SHOW] = { "appointment-missed-symbolic", "over" },
  [HAVEN_APPOINTMENT_RESCHEDULED] = { "mail-forward-symbolic", "over" },
};

static const HavenChoice kinds[] = {
  { "medical", N_ ("Medical") },
  { "legal", N_ ("Legal") },
  { "advocate", N_ ("With a navigator") },
  { "interpreter", N_ ("Interpreter") },
  { "transport", N_ ("Transport") },
  { "group", N_ ("Group") },
  { "home-visit", N_ ("Home visit") },
  { "court", N_ ("Outside appointment") },
  { NULL, NULL },
};

/** Returns: (transfer none): what kinds of visit there are, ended by a %NULL code; the labels are for gettext() */
const HavenChoice *
haven_visit_get_kinds (void)
{
  return kinds;
}

const char *
haven_visit_status_get_icon_name (HavenAppointmentStatus status)
{
  g_return_val_if_fail (status < HAVEN_N_APPOINTMENT_STATUSES, NULL);
  return looks[status].icon;
}

const char *
haven_visit_status_get_css_class (HavenAppointmentStatus status)
{
  g_return_val_if_fail (status < HAVEN_N_APPOINTMENT_STATUSES, NULL);
  return looks[status].css;
}

/** Returns: where the visit stands; one whose status is not known is taken as proposed */
HavenAppointmentStatus
haven_visit_get_status (HavenVisit *self)
{
  HavenAppointmentStatus status = HAVEN_APPOINTMENT_PROPOSED;

  haven_appointment_status_parse (haven_visit_get_appointment (self)->status, &status);
  return status;
}

/** Whether the person is still expected. */
gboolean
haven_visit_is_to_come (HavenVisit *self)
{
  return haven_visit_get_status (self) <= HAVEN_APPOINTMENT_CONFIRMED;
}

/** Whether the person is in the clinic. */
gboolean
haven_visit_is_here (HavenVisit *self)
{
  HavenAppointmentStatus status = haven_visit_get_status (self);

  return status >= HAVEN_APPOINTMENT_ARRIVED && status <= HAVEN_APPOINTMENT_IN_PROGRESS;
}

/** Returns: (transfer full): “9:30–10:15” */
char *
haven_visit_dup_times (HavenVisit *self)
{
  int start = haven_visit_get_start_minute (self);
  g_autofree char *from = haven_words_dup_time (start);
  g_autofree char *to = haven_words_dup_time ((start + haven_visit_get_minutes_long (self)) % 1440);

  return g_strdup_printf ("%s–%s", from, to);
}

/**
 * haven_visit_dup_resource_names:
 * @resources: (element-type HavenResource): those whose names are known, in the order of the columns
 *
 * Returns: (transfer full): with whom and where: “Dr Okafor, Room 1”; empty where it takes nothing
 */
char *
haven_visit_dup_resource_names (HavenVisit *self, GPtrArray *resources)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; resources && i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];

      if (haven_visit_takes_resource (self, resource->id))
        g_strv_builder_add (builder, resource->name);
    }
  names = g_strv_builder_end (builder);
  return g_strjoinv (C_ ("between parts of a sentence", ", "), names);
}

/** Returns: (transfer full) (nullable): what interpreting the visit needs: “Interpreter: Arabic”; %NULL for none */
char *
haven_visit_dup_interpreter (HavenVisit *self)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (self);
  g_autofree char *language = haven_words_dup_language (appointment->interpreter_language);

  if (appointment->interpreter_need == NULL || g_str_equal (appointment->interpreter_need, "none"))
    return NULL;
  if (*language == '\0')
    return g_strdup (_ ("Interpreter"));
  /* Translators: the language of the interpreter */
  return g_strdup_printf (_ ("Interpreter: %s"), language);
}

/** Returns: (transfer none) (nullable): how it is held where it is not in person */
const char *
haven_visit_get_mode_words (HavenVisit *self)
{
  const char *mode = haven_visit_get_appointment (self)->mode;

  if (g_strcmp0 (mode, "phone") == 0)
    return _ ("By phone");
  return g_strcmp0 (mode, "video") == 0 ? _ ("By video") : NULL;
}

G_GNUC_PRINTF (2, 3) static void
append_part (GString *text, const char *format, ...)
{
  va_list arguments;

  if (text->len > 0)
    g_string_append (text, C_ ("between parts of a sentence", ", "));
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

/** Returns: (transfer none) (nullable): that the person may bring somebody, where they may */
const char *
haven_visit_get_companion_words (HavenVisit *self)
{
  return haven_visit_get_appointment (self)->companion_allowed ? _ ("May bring somebody") : NULL;
}

/** Returns: (transfer full) (nullable): “15 minutes to prepare before, 30 minutes of rest after”; %NULL for none */
char *
haven_visit_dup_around (HavenVisit *self)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (self);
  int prepare = (int) appointment->prepare_minutes, rest = (int) appointment->rest_minutes;
  GString *text;

  if (prepare == 0 && rest == 0)
    return NULL;
  text = g_string_new (NULL);
  if (prepare > 0)
    append_part (text, ngettext ("%d minute to prepare before", "%d minutes to prepare before", (gulong) prepare), prepare);
  if (rest > 0)
    append_part (text, ngettext ("%d minute of rest after", "%d minutes of rest after", (gulong) rest), rest);
  return g_string_free_and_steal (text);
}

/** Returns: (transfer full): “18 visits, 4 done, 2 here”; those that do not take place are not among the visits */
char *
haven_visits_dup_summary (GPtrArray *visits)
{
  GString *text = g_string_new (NULL);
  guint n = 0, done = 0, here = 0, off = 0;

  for (guint i = 0; i < visits->len; i++)
    {
      HavenAppointmentStatus status = haven_visit_get_status (visits->pdata[i]);

      n += haven_appointment_status_takes_time (status);
      off += !haven_appointment_status_takes_time (status);
      done += status == HAVEN_APPOINTMENT_COMPLETED;
      here += haven_visit_is_here (visits->pdata[i]);
    }
  append_part (text, ngettext ("%u visit", "%u visits", n), n);
  if (done > 0)
    append_part (text, ngettext ("%u done", "%u done", done), done);
  if (here > 0)
    append_part (text, ngettext ("%u here", "%u here", here), here);
  if (off > 0)
    append_part (text, ngettext ("%u not taking place", "%u not taking place", off), off);
  return g_string_free_and_steal (text);
}

/** Whom a visit is with, also for those who see that there is one but not whose. */
const char *
haven_visit_get_person_words (HavenVisit *self)
{
  const char *name = haven_visit_get_person_name (self);

  return name ? name : _("Somebody");
}

/** What a visit is called, also for those who do not see it. */
const char *
haven_visit_get_title_words (HavenVisit *self)
{
  const char *title = haven_visit_get_appointment (self)->title;

  return title ? title : _("Visit");
}
