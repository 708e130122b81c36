/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-planning.h"

#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "haven-people.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── The courts ───────────────────────────────────────────────────────────── */

static void
free_court (gpointer data)
{
  HavenCourt *court = data;

  g_free (court->court);
  g_ptr_array_unref (court->days);
  g_free (court);
}

static HavenCourt *
ensure_court (GPtrArray *courts, const char *name)
{
  HavenCourt *court = (HavenCourt *) haven_courts_find (courts, name);

  if (court == NULL)
    {
      court = g_new0 (HavenCourt, 1);
      court->court = g_strdup (name);
      court->days = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_court_day_free);
      g_ptr_array_add (courts, court);
    }
  return court;
}

/** Returns: (nullable): */
const HavenCourt *
haven_courts_find (GPtrArray *courts, const char *court)
{
  for (guint i = 0; court && i < courts->len; i++)
    if (g_str_equal (((const HavenCourt *) courts->pdata[i])->court, court))
      return courts->pdata[i];
  return NULL;
}

static int
compare_courts (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(HavenCourt *const *) a)->court, (*(HavenCourt *const *) b)->court);
}

static gboolean
read_courts (HavenTransaction *transaction, gpointer data, GError **error)
{
  GPtrArray *courts = data;
  g_autoptr (GPtrArray) days =
      haven_transaction_list (transaction, &haven_court_day_info, NULL, NULL, "on_date", error);
  g_autoptr (GPtrArray) matters = NULL;

  for (guint i = 0; days && i < days->len; i++)
    {
      const HavenCourtDay *day = days->pdata[i];

      g_ptr_array_add (ensure_court (courts, day->court)->days, haven_court_day_copy (day));
    }
  if (days != NULL)
    matters = haven_transaction_list (transaction, &haven_matter_info, NULL, NULL, NULL, error);
  for (guint i = 0; matters && i < matters->len; i++)
    {
      const HavenMatter *matter = matters->pdata[i];

      if (matter->court_calendar != NULL)
        ensure_court (courts, matter->court_calendar)->n_matters++;
    }
  return matters != NULL;
}

/** Returns: (transfer full) (element-type HavenCourt): by name; a court of a matter whose table is empty is among them */
GPtrArray *
haven_courts_list (HavenSession *session, GError **error)
{
  g_autoptr (GPtrArray) courts = g_ptr_array_new_with_free_func (free_court);

  if (!haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_LEGAL, "court_day", NULL, NULL, read_courts, courts, error))
    return NULL;
  g_ptr_array_sort (courts, compare_courts);
  return g_steal_pointer (&courts);
}

/* ── Planning anew ────────────────────────────────────────────────────────── */

static void
free_date (gpointer data)
{
  HavenPlannedDate *date = data;

  haven_matter_free (date->matter);
  g_free (date->person_name);
  haven_deadline_free (date->before);
  haven_deadline_free (date->after);
  g_free (date);
}

/* As it would be; NULL where it stays as it is, or where what it was counted from is not known. */
static HavenDeadline *
plan (HavenSession *session, const HavenOpenDays *days, const char *court, const HavenDeadline *deadline, HavenDate born)
{
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input;
  HavenDeadline *after;
  const HavenDeadlineRule *rule;

  if (g_strcmp0 (deadline->status, "open") != 0 || deadline->rule_code == NULL || !haven_date_is_set (deadline->plan_by))
    return NULL;
  rule = haven_deadline_rules_lookup (haven_session_get_rules (session), deadline->rule_code, NULL);
  input = haven_matters_find_input (session, deadline, born);
  if (rule == NULL || !haven_matters_compute (session, days, court, deadline->rule_code, &input, &result, NULL) ||
      result.last_safe_day.day != deadline->last_safe_day.day)
    return NULL;
  if (result.plan_by.day == deadline->plan_by.day &&
      (!haven_deadline_rule_goes_by_state_court (rule) || g_strcmp0 (result.explanation, deadline->explanation) == 0))
    return NULL;
  after = haven_deadline_copy (deadline);
  after->plan_by = result.plan_by;
  haven_record_set_text (&after->explanation, result.explanation);
  return after;
}

/** How many open dates of a matter are planned by other days than the tables have now: a table changed while the matter was
 * closed to whoever changed it, or the clinic's own days did. */
guint
haven_planning_count_stale (HavenSession *session,
                            const HavenOpenDays *days,
                            const HavenMatter *matter,
                            GPtrArray *deadlines,
                            HavenDate born)
{
  guint n = 0;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const HavenDeadline *before = deadlines->pdata[i];
      g_autoptr (HavenDeadline) after = plan (session, days, matter->court_calendar, before, born);

      n += after != NULL && after->plan_by.day != before->plan_by.day;
    }
  return n;
}

/* What would be, read in one transaction. */
typedef struct
{
  HavenSession *session;
  const HavenPlanningChange *change;
  HavenOpenDays *days; /* as they would be */
  GPtrArray *table;    /* HavenCourtDay of the court, as they are */
  GPtrArray *matters;  /* HavenMatter that are touched, as they are */
  GPtrArray *dates;    /* HavenPlannedDate */
} Case;

static void
clear_case (Case *self)
{
  g_clear_pointer (&self->days, haven_open_days_unref);
  g_clear_pointer (&self->table, g_ptr_array_unref);
  g_clear_pointer (&self->matters, g_ptr_array_unref);
  g_clear_pointer (&self->dates, g_ptr_array_unref);
}

static gboolean
is_among (GPtrArray *days, const HavenCourtDay *day)
{
  for (guint i = 0; days && i < days->len; i++)
    if (g_str_equal (((const HavenCourtDay *) days->pdata[i])->id, day->id))
      return TRUE;
  return FALSE;
}

static GPtrArray *
make_table (const Case *self)
{
  GPtrArray *days = g_ptr_array_new ();

  for (guint i = 0; i < self->table->len; i++)
    if (!is_among (self->change->remove, self->table->pdata[i]))
      g_ptr_array_add (days, self->table->pdata[i]);
  for (guint i = 0; self->change->add && i < self->change->add->len; i++)
    g_ptr_array_add (days, self->change->add->pdata[i]);
  return days;
}

static gboolean
read_ground (Case *self, HavenTransaction *transaction, GError **error)
{
  const HavenPlanningChange *change = self->change;
  HavenMatter *matter;

  self->days = haven_open_days_read (transaction, error);
  if (self->days == NULL)
    return FALSE;
  if (change->matter_id != NULL)
    {
      self->matters = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_matter_free);
      matter = haven_transaction_load (transaction, &haven_matter_info, change->matter_id, error);
      if (matter != NULL)
        g_ptr_array_add (self->matters, matter);
      return matter != NULL;
    }
  self->table = haven_transaction_list (transaction, &haven_court_day_info, "court", change->court, "on_date", error);
  if (self->table != NULL)
    {
      g_autoptr (GPtrArray) table = make_table (self);
      HavenOpenDays *days = haven_open_days_copy_with (self->days, change->court, table);

      haven_open_days_unref (self->days);
      self->days = days;
      self->matters =
          haven_transaction_list (transaction, &haven_matter_info, "court_calendar", change->court, NULL, error);
    }
  return self->matters != NULL;
}

static void
add_date (Case *self, const HavenMatter *matter, const HavenPatient *patient, const HavenDeadline *before, HavenDeadline *after)
{
  HavenPlannedDate *date = g_new0 (HavenPlannedDate, 1);

  date->matter = haven_matter_copy (matter);
  date->person_name = g_strdup (patient->name);
  date->before = haven_deadline_copy (before);
  date->after = after;
  date->moves = after->plan_by.day != before->plan_by.day;
  g_ptr_array_add (self->dates, date);
}

static gboolean
plan_matter (Case *self, HavenTransaction *transaction, const HavenMatter *matter, GError **error)
{
  const char *court = self->change->matter_id ? self->change->court : matter->court_calendar;
  g_autoptr (HavenPatient) patient =
      haven_transaction_load (transaction, &haven_patient_info, matter->patient_id, error);
  g_autoptr (GPtrArray) deadlines = NULL;
  HavenDate born = HAVEN_DATE_NONE;

  if (patient != NULL)
    deadlines = haven_transaction_list (transaction, &haven_deadline_info, "matter_id", matter->id, "plan_by", error);
  if (deadlines == NULL)
    return FALSE;
  if (patient->born_on != NULL && !patient->born_estimated)
    haven_date_parse (patient->born_on, &born, NULL);
  for (guint i = 0; i < deadlines->len; i++)
    {
      HavenDeadline *after = plan (self->session, self->days, court, deadlines->pdata[i], born);

      if (after != NULL)
        add_date (self, matter, patient, deadlines->pdata[i], after);
    }
  return TRUE;
}

static gboolean
read_case (HavenTransaction *transaction, gpointer data, GError **error)
{
  Case *self = data;

  self->dates = g_ptr_array_new_with_free_func (free_date);
  if (!read_ground (self, transaction, error))
    return FALSE;
  for (guint i = 0; i < self->matters->len; i++)
    if (!plan_matter (self, transaction, self->matters->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
load_case (Case *self, GError **error)
{
  return haven_session_run (self->session,
                            HAVEN_ACTION_VIEW,
                            HAVEN_IN_LEGAL,
                            "court_day",
                            self->change->matter_id,
                            NULL,
                            read_case,
                            self,
                            error);
}

/**
 * haven_planning_list_dates:
 *
 * Waits for the store, and changes nothing.
 *
 * Returns: (transfer full) (element-type HavenPlannedDate): open dates that the change would plan or explain otherwise,
 *   among those that are open to whoever asks
 */
GPtrArray *
haven_planning_list_dates (HavenSession *session, const HavenPlanningChange *change, GError **error)
{
  Case self = { session, change, NULL, NULL, NULL, NULL };
  GPtrArray *dates = load_case (&self, error) ? g_steal_pointer (&self.dates) : NULL;

  clear_case (&self);
  return dates;
}

/* ── What must still be so ────────────────────────────────────────────────── */

/* The change, and what it does to the dates; turned round for undoing. */
typedef struct
{
  HavenSession *session;
  HavenPlanningChange change;
  GHashTable *planned; /* id of a date → its day to plan by, as a number; in undoing, any */
  gboolean undoing;
} Ground;

static GPtrArray *
copy_days (GPtrArray *days)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_court_day_free);

  for (guint i = 0; days && i < days->len; i++)
    g_ptr_array_add (copy, haven_court_day_copy (days->pdata[i]));
  return copy;
}

static void
free_ground (gpointer data)
{
  Ground *self = data;

  g_clear_object (&self->session);
  g_free ((char *) self->change.matter_id);
  g_free ((char *) self->change.court);
  g_ptr_array_unref (self->change.add);
  g_ptr_array_unref (self->change.remove);
  g_hash_table_unref (self->planned);
  g_free (self);
}

static Ground *
create_ground (const Case *of, const char *court, GPtrArray *add, GPtrArray *remove, gboolean undoing)
{
  Ground *self = g_new0 (Ground, 1);

  self->session = g_object_ref (of->session);
  self->change.matter_id = g_strdup (of->change->matter_id);
  self->change.court = g_strdup (court);
  self->change.add = copy_days (add);
  self->change.remove = copy_days (remove);
  self->planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->undoing = undoing;
  for (guint i = 0; i < of->dates->len; i++)
    {
      const HavenPlannedDate *date = of->dates->pdata[i];

      g_hash_table_insert (self->planned, g_strdup (date->after->id), GINT_TO_POINTER (date->after->plan_by.day));
    }
  return self;
}

/* Doing it changes just the dates that somebody saw; undoing it leaves none behind that came to count by it. */
static gboolean
is_as_seen (const Ground *self, const Case *now)
{
  for (guint i = 0; i < now->dates->len; i++)
    {
      const HavenPlannedDate *date = now->dates->pdata[i];
      gpointer day;

      if (!g_hash_table_lookup_extended (self->planned, date->after->id, NULL, &day) ||
          (!self->undoing && GPOINTER_TO_INT (day) != date->after->plan_by.day))
        return FALSE;
    }
  return self->undoing || now->dates->len == g_hash_table_size (self->planned);
}

static gboolean
check_ground (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Ground *self = data;
  Case now = { self->session, &self->change, NULL, NULL, NULL, NULL };
  gboolean read = read_case (transaction, &now, error);
  gboolean same = read && is_as_seen (self, &now);

  clear_case (&now);
  if (read && !same)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_CONFLICT,
                         _ ("Dates that go by this court were changed a moment ago. Nothing was changed; look at them again first."));
  return same;
}

/* ── Doing it ─────────────────────────────────────────────────────────────── */

static gboolean
changes_something (const Case *self)
{
  const HavenPlanningChange *change = self->change;

  if (change->matter_id != NULL &&
      g_strcmp0 (((const HavenMatter *) self->matters->pdata[0])->court_calendar, change->court) != 0)
    return TRUE;
  return self->dates->len > 0 || (change->add && change->add->len > 0) || (change->remove && change->remove->len > 0);
}

static gboolean
check_change (const Case *self, const char *reason, GError **error)
{
  gboolean moves = FALSE;

  for (guint i = 0; i < self->dates->len; i++)
    moves |= ((const HavenPlannedDate *) self->dates->pdata[i])->moves;
  if (changes_something (self) && (!moves || !haven_text_is_blank (reason)))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_MATTER_ERROR,
                       HAVEN_MATTER_ERROR_MISSING_FIELD,
                       moves ? _ ("Dates get another day to plan by. Say why.") : _ ("Nothing would change."));
  return FALSE;
}

static void
add_matter (HavenEdit *edit, const HavenMatter *before, const char *court)
{
  g_autoptr (HavenMatter) after = haven_matter_copy (before);

  haven_record_set_text (&after->court_calendar, court);
  if (g_strcmp0 (before->court_calendar, court) != 0)
    haven_edit_replace (edit, &haven_matter_info, before, after);
}

static gboolean
add_dates (HavenEdit *edit, const Case *self, const char *why, GError **error)
{
  for (guint i = 0; i < self->dates->len; i++)
    {
      HavenPlannedDate *date = self->dates->pdata[i];

      if (date->moves)
        haven_record_set_text (&date->after->change_reason, why);
      haven_edit_replace (edit, &haven_deadline_info, date->before, date->after);
      if (date->moves && !haven_matters_move_published (self->session, edit, date->after, error))
        return FALSE;
    }
  return TRUE;
}

static HavenEdit *
make_edit (const Case *self, const char *why, GError **error)
{
  const HavenPlanningChange *change = self->change;
  const HavenMatter *matter = change->matter_id ? self->matters->pdata[0] : NULL;
  g_autoptr (HavenEdit) edit = matter ? haven_edit_new (_ ("Court’s calendar chosen"), HAVEN_ACTION_UPDATE, matter->patient_id)
                                      : haven_edit_new (_ ("Court’s days changed"), HAVEN_ACTION_UPDATE, NULL);

  if (matter != NULL)
    add_matter (edit, matter, change->court);
  for (guint i = 0; change->remove && i < change->remove->len; i++)
    haven_edit_delete (edit, &haven_court_day_info, change->remove->pdata[i]);
  for (guint i = 0; change->add && i < change->add->len; i++)
    haven_edit_insert (edit, &haven_court_day_info, change->add->pdata[i]);
  if (!add_dates (edit, self, why, error))
    return NULL;
  haven_edit_set_precondition (
      edit, check_ground, create_ground (self, change->court, change->add, change->remove, FALSE), free_ground);
  haven_edit_set_undo_condition (edit,
                                 check_ground,
                                 create_ground (self,
                                                matter ? matter->court_calendar : change->court,
                                                change->remove,
                                                change->add,
                                                TRUE),
                                 free_ground);
  return g_steal_pointer (&edit);
}

/**
 * haven_planning_edit:
 * @reason: (nullable): why; needed where a date gets another day to plan by, and kept with it (domain 2.3)
 * @error: %HAVEN_MATTER_ERROR or %HAVEN_STORE_ERROR
 *
 * Makes the change together with all dates that follow from it. What the desk was told of them moves along.
 */
HavenEdit *
haven_planning_edit (HavenSession *session, const HavenPlanningChange *change, const char *reason, GError **error)
{
  Case self = { session, change, NULL, NULL, NULL, NULL };
  g_autofree char *why = g_strstrip (g_strdup (reason ? reason : ""));
  HavenEdit *edit = NULL;

  if (load_case (&self, error) && check_change (&self, why, error))
    edit = make_edit (&self, why, error);
  clear_case (&self);
  return edit;
}
