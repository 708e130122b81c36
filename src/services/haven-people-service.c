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

/* ── Changing ─────────────────────────────────────────────────────────────── */

static const HavenPatientName *
find_name (GPtrArray *names, const char *id)
{
  for (guint i = 0; id != NULL && i < names->len; i++)
    if (g_strcmp0 (((const HavenPatientName *) names->pdata[i])->id, id) == 0)
      return names->pdata[i];
  return NULL;
}

static gboolean
check_names (GPtrArray *names, GError **error)
{
  static const char *const kinds[] = { "alias", "native-script", "former", NULL };

  for (guint i = 0; i < names->len; i++)
    {
      const HavenPatientName *name = names->pdata[i];

      if (!is_name (name->text))
        return refuse (error, _ ("Another name is empty. Write it, or leave it out."));
      if (name->kind == NULL || !g_strv_contains (kinds, name->kind))
        return refuse (error, _ ("Choose whether a name is another name, the name in its own script, or a former one."));
    }
  return TRUE;
}

/* What the editor shows is taken over; what it does not show stays as it was read. */
static HavenPatient *
dup_changed (const HavenPatient *before, const HavenPatient *wanted)
{
  HavenPatient *after = haven_patient_copy (before);

  haven_record_set_text (&after->name, wanted->name);
  g_strstrip (after->name);
  haven_record_set_text (&after->pronouns, wanted->pronouns);
  haven_record_set_text (&after->born_on, wanted->born_on);
  after->born_estimated = wanted->born_estimated;
  haven_record_set_text (&after->spoken_language, wanted->spoken_language);
  haven_record_set_text (&after->written_language, wanted->written_language);
  g_strfreev (after->languages);
  after->languages = g_strdupv (wanted->languages);
  haven_record_set_text (&after->interpreter_need, wanted->interpreter_need);
  after->do_not_contact = wanted->do_not_contact;
  return after;
}

static gboolean
change_name (HavenEdit *edit, const char *patient_id, const HavenPatientName *before, const HavenPatientName *wanted)
{
  g_autoptr (HavenPatientName) after = before ? haven_patient_name_copy (before) : haven_patient_name_new ();

  haven_record_set_text (&after->kind, wanted->kind);
  haven_record_set_text (&after->text, wanted->text);
  g_strstrip (after->text);
  if (before == NULL)
    {
      after->id = haven_id_new ();
      after->patient_id = g_strdup (patient_id);
      haven_edit_insert (edit, &haven_patient_name_info, after);
      return TRUE;
    }
  if (haven_record_equal (&haven_patient_name_info, before, after))
    return FALSE;
  haven_edit_replace (edit, &haven_patient_name_info, before, after);
  return TRUE;
}

static gboolean
change_names (HavenEdit *edit, const HavenPersonPage *seen, GPtrArray *names)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const HavenPatientName *wanted = names->pdata[i];

      changed |= change_name (edit, seen->patient->id, find_name (seen->names, wanted->id), wanted);
    }
  for (guint i = 0; i < seen->names->len; i++)
    {
      const HavenPatientName *before = seen->names->pdata[i];

      if (find_name (names, before->id) != NULL)
        continue;
      haven_edit_delete (edit, &haven_patient_name_info, before);
      changed = TRUE;
    }
  return changed;
}

/**
 * haven_people_edit_change:
 * @seen: as it was read: where the person is another by now, the edit is a conflict and changes nothing
 * @wanted: name, pronouns, birth, languages, interpreter and do_not_contact as they shall be; the rest is not looked at
 * @names: (element-type HavenPatientName): the other names as they shall be; one without an id is new, and one that
 *   @seen has and this has not goes
 *
 * Returns: (transfer full) (nullable): %NULL without an error where nothing is different
 */
HavenEdit *
haven_people_edit_change (HavenSession *session,
                          const HavenPersonPage *seen,
                          const HavenPatient *wanted,
                          GPtrArray *names,
                          GError **error)
{
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenPatient) after = NULL;
  gboolean changed;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && seen != NULL && wanted != NULL && names != NULL, NULL);

  if (!check_person (session, wanted, NULL, error) || !check_names (names, error))
    return NULL;
  after = dup_changed (seen->patient, wanted);
  edit = haven_edit_new (_ ("Person changed"), HAVEN_ACTION_UPDATE, after->id);
  changed = !haven_record_equal (&haven_patient_info, seen->patient, after);
  if (changed)
    haven_edit_replace (edit, &haven_patient_info, seen->patient, after);
  changed |= change_names (edit, seen, names);
  return changed ? g_steal_pointer (&edit) : NULL;
}

/* ── Names of many ────────────────────────────────────────────────────────── */

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
