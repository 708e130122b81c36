/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-people-service.h"

#include "haven-id.h"
#include "haven-tables.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

void
haven_person_page_free (HavenPersonPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->patient, haven_patient_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->contact_rules, g_ptr_array_unref);
  g_clear_pointer (&self->timeline, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  HavenSession *session;
  const char *patient_id;
  HavenPersonPage *page;
} PageReading;

static gboolean
read_page (HavenTransaction *transaction, gpointer data, GError **error)
{
  PageReading *reading = data;
  HavenPersonPage *page = reading->page;
  const char *id = reading->patient_id;

  page->patient = haven_transaction_load (transaction, &haven_patient_info, id, error);
  if (page->patient == NULL)
    return FALSE;
  page->names = haven_transaction_list (transaction, &haven_patient_name_info, "patient_id", id, NULL, error);
  if (page->names == NULL)
    return FALSE;
  page->contact_rules =
      haven_transaction_list (transaction, &haven_safe_contact_rule_info, "patient_id", id, NULL, error);
  if (page->contact_rules == NULL)
    return FALSE;
  page->timeline = haven_tables_list_timeline (transaction, id, haven_session_get_clock (reading->session), error);
  return page->timeline != NULL;
}

/** Looks at a person: one act, one audit event in each part that is open to the viewer. */
HavenPersonPage *
haven_people_load_page (HavenSession *session, const char *patient_id, GError **error)
{
  g_autoptr (HavenPersonPage) page = g_new0 (HavenPersonPage, 1);
  PageReading reading = { session, patient_id, page };

  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_SHARED | HAVEN_IN_CLINICAL | HAVEN_IN_LEGAL,
                          "patient",
                          patient_id,
                          patient_id,
                          read_page,
                          &reading,
                          error))
    return NULL;
  return g_steal_pointer (&page);
}

/** YYYY, YYYY-MM or YYYY-MM-DD; nothing more is ever forced of anybody (domain 2.1). */
gboolean
haven_people_check_born_on (const char *text, GError **error)
{
  g_autofree char *whole = NULL;
  HavenDate date;
  gsize length = strlen (text);

  whole = length == 4   ? g_strconcat (text, "-01-01", NULL)
          : length == 7 ? g_strconcat (text, "-01", NULL)
                        : g_strdup (text);
  if (haven_date_parse (whole, &date, NULL))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_DATE_ERROR,
                       HAVEN_DATE_ERROR_INVALID,
                       _ ("That day of birth does not exist. Write a year, a year and month, or a day: 1994, 1994-05 or "
                          "1994-05-21."));
  return FALSE;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

static gboolean
is_name (const char *text)
{
  return !haven_text_is_blank (text) && g_utf8_validate (text, -1, NULL);
}

/** A language is named by its code; see haven_text_is_language(). */
gboolean
haven_people_check_language (const char *tag, GError **error)
{
  return haven_text_is_language (tag) ||
         refuse (error, _ ("That is not the code of a language. Write one such as es, ar or zh-Hant."));
}

static gboolean
check_languages (const HavenPatient *person, GError **error)
{
  for (gsize i = 0; person->languages && person->languages[i]; i++)
    if (!haven_people_check_language (person->languages[i], error))
      return FALSE;
  return (person->spoken_language == NULL || haven_people_check_language (person->spoken_language, error)) &&
         (person->written_language == NULL || haven_people_check_language (person->written_language, error));
}

static gboolean
check_person (HavenSession *session, const HavenPatient *person, const char *const *aliases, GError **error)
{
  int year = person->born_on ? (int) g_ascii_strtoll (person->born_on, NULL, 10) : 0;
  int this_year;

  if (!is_name (person->name))
    return refuse (error, _ ("A name is needed. It may be any name that the person wants to use here."));
  for (gsize i = 0; aliases && aliases[i]; i++)
    if (!is_name (aliases[i]))
      return refuse (error, _ ("Another name is empty. Write it, or leave it out."));
  if (person->born_on != NULL && !haven_people_check_born_on (person->born_on, error))
    return FALSE;
  haven_date_get_ymd (haven_clock_today (haven_session_get_clock (session)), &this_year, NULL, NULL);
  if (year > this_year)
    return refuse (error, _ ("That day of birth is still to come. Check the year."));
  return check_languages (person, error);
}

/**
 * haven_people_edit_add:
 * @person: what is known; a name, which may be any handle, is enough
 * @aliases: (nullable): other names, in any script
 * @patient_id: (out): the new person's id
 *
 * Returns: (transfer full) (nullable): the edit, to be applied
 */
HavenEdit *
haven_people_edit_add (HavenSession *session,
                       const HavenPatient *person,
                       const char *const *aliases,
                       char **patient_id,
                       GError **error)
{
  g_autoptr (HavenPatient) patient = haven_patient_copy (person);
  HavenEdit *edit;

  if (!check_person (session, patient, aliases, error))
    return NULL;
  g_strstrip (patient->name);
  g_free (patient->id);
  patient->id = haven_id_new ();
  haven_record_set_text (&patient->status, "active");
  patient->created_at = haven_clock_now (haven_session_get_clock (session));
  edit = haven_edit_new (_ ("Person added"), HAVEN_ACTION_CREATE, patient->id);
  haven_edit_insert (edit, &haven_patient_info, patient);
  for (gsize i = 0; aliases && aliases[i]; i++)
    {
      g_autoptr (HavenPatientName) name = haven_patient_name_new ();

      name->id = haven_id_new ();
      name->patient_id = g_strdup (patient->id);
      name->kind = g_strdup ("alias");
      name->text = g_strdup (aliases[i]);
      haven_edit_insert (edit, &haven_patient_name_info, name);
    }
  *patient_id = g_strdup (patient->id);
  return edit;
}

typedef struct
{
  const char *const *ids;
  GHashTable *names;
} Naming;

static gboolean
read_names (HavenTransaction *transaction, gpointer data, GError **error)
{
  Naming *naming = data;

  for (gsize i = 0; naming->ids[i]; i++)
    {
      /* Somebody who is closed to whoever asks has no name for them, and that is no failure. */
      g_autoptr (HavenPatient) patient =
          g_hash_table_contains (naming->names, naming->ids[i])
              ? NULL
              : haven_transaction_load (transaction, &haven_patient_info, naming->ids[i], NULL);

      if (patient != NULL)
        g_hash_table_insert (naming->names, g_strdup (naming->ids[i]), g_strdup (patient->name));
    }
  return TRUE;
}

/**
 * haven_people_find_names:
 * @patient_ids: people whose ids stand in a log or a list
 *
 * One look, with one event, at the names of those whom the signed-in person may see. Nobody's, where their role sees
 * no people: that is no error.
 *
 * Returns: (transfer full) (nullable): names by id
 */
GHashTable *
haven_people_find_names (HavenSession *session, const char *const *patient_ids, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Naming naming = { patient_ids, names };

  if (patient_ids[0] != NULL && haven_session_may (session, "patient", HAVEN_ACTION_VIEW) &&
      !haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_SHARED,
                          haven_patient_info.name,
                          NULL,
                          NULL,
                          read_names,
                          &naming,
                          error))
    return NULL;
  return g_steal_pointer (&names);
}

static gboolean
is_day_named (const HavenSafeContactRule *rule, HavenDate today)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  return rule->days == NULL ||
         g_strv_contains ((const char *const *) rule->days, days[haven_date_get_weekday (today) - 1]);
}

/**
 * haven_people_check_contact:
 *
 * Whether a channel may be used at this moment. A rule that nobody confirmed for longer than it says is "ask first"
 * (domain 2.11; 45 CFR 164.522(b)).
 */
HavenContactAnswer
haven_people_check_contact (const HavenPatient *patient, const HavenSafeContactRule *rule, HavenClock *clock)
{
  HavenDate today = haven_clock_today (clock);
  int minute = haven_clock_minute_of_day (clock);
  gint64 to = rule->safe_to > 0 ? rule->safe_to : 1440;

  if (patient->do_not_contact || g_strcmp0 (rule->safe, "no") == 0)
    return HAVEN_CONTACT_NEVER;
  if (!is_day_named (rule, today) || minute < rule->safe_from || minute >= to)
    return HAVEN_CONTACT_NOT_NOW;
  if (g_strcmp0 (rule->safe, "yes") != 0 || !haven_date_is_set (rule->last_confirmed_on) ||
      haven_date_days_between (rule->last_confirmed_on, today) > rule->confirm_every_days)
    return HAVEN_CONTACT_ASK_FIRST;
  return HAVEN_CONTACT_SAFE;
}
