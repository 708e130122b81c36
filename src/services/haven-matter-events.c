/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-events.h"

#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "haven-text.h"

#include <glib/gi18n.h>

/* ── What is known when it is done ────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  const char *matter_id; /* or */
  const char *version_id;
  HavenEventBook *book;
} Reading;

static gboolean
read_book (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (HavenMatterEvent) version = NULL;
  g_autoptr (HavenMatter) matter = NULL;
  const char *matter_id = reading->matter_id;

  if (reading->version_id != NULL)
    {
      version = haven_transaction_load (transaction, &haven_matter_event_info, reading->version_id, error);
      if (version == NULL)
        return FALSE;
      matter_id = version->matter_id;
    }
  matter = haven_transaction_load (transaction, &haven_matter_info, matter_id, error);
  reading->book = matter ? haven_event_book_read (transaction, reading->session, matter->patient_id, error) : NULL;
  return reading->book != NULL;
}

static HavenEventBook *
load_book (HavenSession *session, const char *matter_id, const char *version_id, GError **error)
{
  Reading reading = { session, matter_id, version_id, NULL };

  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_LEGAL,
                          "matter_event",
                          version_id ? version_id : matter_id,
                          NULL,
                          read_book,
                          &reading,
                          error))
    return NULL;
  return reading.book;
}

/* ── What must still be so ────────────────────────────────────────────────── */

/* What an act stands on: which versions and which open dates there are. Days abroad stand on all journeys and on the grant. */
typedef struct
{
  HavenSession *session;
  char *patient_id;
  char *event_id;
  gboolean wide;
  GPtrArray *ids; /* in order, of strings */
} Ground;

static void
free_ground (gpointer data)
{
  Ground *self = data;

  g_clear_object (&self->session);
  g_free (self->patient_id);
  g_free (self->event_id);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static gboolean
counts_days_abroad (const HavenMatterEvent *event)
{
  return haven_matter_event_is_journey (event) || g_strcmp0 (event->kind, "granted") == 0;
}

static gboolean
lies_on (const Ground *self, const HavenMatterEvent *event)
{
  return g_strcmp0 (event->event_id, self->event_id) == 0 || (self->wide && counts_days_abroad (event));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_ids (const Ground *self, const HavenEventBook *book)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < book->entries->len; i++)
    {
      const HavenMatterEvent *event = ((const HavenEventEntry *) book->entries->pdata[i])->event;
      g_autoptr (GPtrArray) hanging = NULL;

      if (!haven_matter_event_stands (event) || !lies_on (self, event))
        continue;
      g_ptr_array_add (ids, g_strdup (event->id));
      hanging = haven_event_book_list_hanging (book, event->event_id);
      for (guint j = 0; j < hanging->len; j++)
        g_ptr_array_add (ids, g_strdup (((const HavenDeadline *) hanging->pdata[j])->id));
    }
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

static Ground *
create_ground (HavenSession *session, const HavenEventBook *book, const HavenMatterEvent *event)
{
  Ground *self = g_new0 (Ground, 1);

  self->session = g_object_ref (session);
  self->patient_id = g_strdup (book->patient_id);
  self->event_id = g_strdup (event->event_id);
  self->wide = counts_days_abroad (event);
  self->ids = list_ids (self, book);
  return self;
}

/* The same ground, once what is to be done is done. */
static Ground *
create_ground_after (const Ground *before, GPtrArray *gone, GPtrArray *come)
{
  Ground *self = g_new0 (Ground, 1);

  self->session = g_object_ref (before->session);
  self->patient_id = g_strdup (before->patient_id);
  self->event_id = g_strdup (before->event_id);
  self->wide = before->wide;
  self->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < before->ids->len; i++)
    if (!g_ptr_array_find_with_equal_func (gone, before->ids->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (self->ids, g_strdup (before->ids->pdata[i]));
  for (guint i = 0; i < come->len; i++)
    g_ptr_array_add (self->ids, g_strdup (come->pdata[i]));
  g_ptr_array_sort (self->ids, compare_ids);
  return self;
}

static gboolean
same_ids (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len && i < b->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return a->len == b->len;
}

static gboolean
check_ground (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Ground *self = data;
  g_autoptr (HavenEventBook) book = haven_event_book_read (transaction, self->session, self->patient_id, error);
  g_autoptr (GPtrArray) now = book ? list_ids (self, book) : NULL;

  if (now == NULL)
    return FALSE;
  if (same_ids (now, self->ids))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONFLICT,
                       _ ("Somebody else changed these events or their dates meanwhile. Nothing was changed; look at the matter again."));
  return FALSE;
}

/* ── An act being put together ────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  HavenEventBook *book;
  const HavenMatterEvent *before; /* nullable */
  HavenMatterEvent *after;        /* nullable */
  const char *reason;
  HavenEdit *edit;
  GPtrArray *gone; /* ids that stand no longer, borrowed */
  GPtrArray *come; /* ids that stand from now on */
} Act;

static void
clear_act (Act *self)
{
  g_clear_pointer (&self->book, haven_event_book_unref);
  g_clear_pointer (&self->after, haven_matter_event_free);
  g_clear_object (&self->edit);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
  g_clear_pointer (&self->come, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Act, clear_act)

static void
begin (Act *self, const char *label, HavenAction action)
{
  self->gone = g_ptr_array_new_with_free_func (g_free);
  self->come = g_ptr_array_new_with_free_func (g_free);
  self->edit = haven_edit_new (label, action, self->book->patient_id);
}

static gboolean
need (gboolean there, const char *sentence, GError **error)
{
  if (!there)
    g_set_error_literal (error, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_MISSING, sentence);
  return there;
}

static gboolean
check_event (const Act *self, GError **error)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (self->session));
  g_auto (HavenAbsences) absences = HAVEN_ABSENCES_INIT;

  return haven_event_rules_check (self->book->rules, self->after, today, error) &&
         (!haven_matter_event_is_journey (self->after) ||
          haven_event_book_count_absences (self->book, self->before, self->after, today, &absences, error));
}

/* Nothing that was written is lost: undoing takes it out of the lists. */
static void
insert_event (Act *self)
{
  g_autoptr (HavenMatterEvent) withdrawn = haven_matter_event_copy (self->after);

  withdrawn->withdrawn_at = self->after->written_at;
  haven_edit_insert_kept (self->edit, &haven_matter_event_info, self->after, withdrawn);
  g_ptr_array_add (self->come, g_strdup (self->after->id));
}

static gboolean
insert_chosen (Act *self, const char *const *rules, GError **error)
{
  g_autoptr (GPtrArray) offers =
      haven_event_dates_list_offers (self->session, self->book, self->before, self->after);

  for (guint i = 0; i < offers->len; i++)
    {
      const HavenEventDate *offer = offers->pdata[i];

      if (rules == NULL || !g_strv_contains (rules, haven_deadline_rule_get_code (offer->rule)) || offer->there)
        continue;
      if (!need (offer->after != NULL, offer->problem, error))
        return FALSE;
      haven_matters_insert_deadline (self->edit, offer->after);
      g_ptr_array_add (self->come, g_strdup (offer->after->id));
    }
  return TRUE;
}

/* A date that is settled by it stands no longer, and the desk hears no more of it. */
static gboolean
replace_date (Act *self, const HavenDeadline *before, HavenDeadline *after, GError **error)
{
  haven_record_set_text (&after->change_reason, self->reason);
  haven_edit_replace (self->edit, &haven_deadline_info, before, after);
  if (g_strcmp0 (after->status, "open") == 0)
    return haven_matters_move_published (self->session, self->edit, after, error);
  g_ptr_array_add (self->gone, g_strdup (before->id));
  return haven_matters_revoke_published (self->session, self->edit, before->id, error);
}

static gboolean
follow (Act *self, GError **error)
{
  g_autoptr (GPtrArray) changes =
      haven_event_dates_list_changes (self->session, self->book, self->before, self->after);

  for (guint i = 0; i < changes->len; i++)
    {
      const HavenEventDate *change = changes->pdata[i];

      if (!need (change->after != NULL, change->problem, error) ||
          !need (self->reason != NULL, _ ("Dates change with this. Say why."), error) ||
          !replace_date (self, change->before, change->after, error))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full): the edit, which holds only while what it stands on is the same */
static HavenEdit *
finish (Act *self)
{
  const HavenMatterEvent *event = self->after ? self->after : self->before;
  Ground *ground = create_ground (self->session, self->book, event);

  haven_edit_set_undo_condition (
      self->edit, check_ground, create_ground_after (ground, self->gone, self->come), free_ground);
  haven_edit_set_precondition (self->edit, check_ground, ground, free_ground);
  return g_steal_pointer (&self->edit);
}

static void
drop_blank (char **member)
{
  if (haven_text_is_blank (*member))
    g_clear_pointer (member, g_free);
  else
    g_strstrip (*member);
}

/* What a version says besides what somebody typed. */
static HavenMatterEvent *
make_version (Act *self, const HavenMatterEvent *wanted)
{
  HavenMatterEvent *event = haven_matter_event_copy (wanted);

  g_free (event->id);
  event->id = haven_id_new ();
  haven_record_set_text (&event->event_id, self->before ? self->before->event_id : event->id);
  haven_record_set_text (&event->patient_id, self->book->patient_id);
  haven_record_set_text (&event->written_by, haven_session_get_staff_id (self->session));
  event->written_at = haven_clock_now (haven_session_get_clock (self->session));
  if (event->precision == NULL)
    event->precision = g_strdup ("day");
  drop_blank (&event->words);
  drop_blank (&event->notes);
  if (!haven_matter_event_is_journey (event))
    event->until_date = HAVEN_DATE_NONE;
  haven_record_set_text (&event->change_reason, self->reason);
  haven_record_set_text (&event->replaced_by, NULL);
  haven_record_set_text (&event->voided_by, NULL);
  haven_record_set_text (&event->void_reason, NULL);
  event->withdrawn_at = event->voided_at = 0;
  return event;
}

/* ── What somebody does ───────────────────────────────────────────────────── */

/**
 * haven_matter_events_edit_write:
 * @event: in which matter, what, and when; the rest is made here
 * @rules: (nullable): codes of the offered dates that are set with it, in the same act
 * @reason: (nullable): why other dates change with it, where some do
 * @error: %HAVEN_MATTER_EVENT_ERROR, %HAVEN_ABSENCES_ERROR, %HAVEN_DEADLINE_ERROR or %HAVEN_STORE_ERROR
 */
HavenEdit *
haven_matter_events_edit_write (HavenSession *session,
                                const HavenMatterEvent *event,
                                const char *const *rules,
                                const char *reason,
                                GError **error)
{
  g_autofree char *why = g_strstrip (g_strdup (reason ? reason : ""));
  g_auto (Act) act = { .session = session, .reason = *why ? why : NULL };

  act.book = load_book (session, event->matter_id, NULL, error);
  if (act.book == NULL)
    return NULL;
  act.after = make_version (&act, event);
  begin (&act, _ ("Event written down"), HAVEN_ACTION_CREATE);
  insert_event (&act);
  return check_event (&act, error) && insert_chosen (&act, rules, error) && follow (&act, error) ? finish (&act) : NULL;
}

/* The version as it stands, or a sentence. */
static const HavenMatterEvent *
find_standing (const HavenEventBook *book, const char *id, GError **error)
{
  const HavenEventEntry *entry = haven_event_book_find (book, id);

  if (entry != NULL && haven_matter_event_stands (entry->event))
    return entry->event;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONFLICT,
                       _ ("Somebody else changed this event meanwhile. Look at the matter again: what you wrote is kept."));
  return NULL;
}

static gboolean
says_the_same (const HavenMatterEvent *a, const HavenMatterEvent *b)
{
  return a->on_date.day == b->on_date.day && a->until_date.day == b->until_date.day &&
         a->printed_on.day == b->printed_on.day && a->mailed == b->mailed && g_strcmp0 (a->words, b->words) == 0 &&
         g_strcmp0 (a->precision, b->precision) == 0 && g_strcmp0 (a->notes, b->notes) == 0;
}

static gboolean
check_change (const Act *self, const char *const *rules, GError **error)
{
  return need (self->reason != NULL, _ ("Say why it is written anew; the reason stays with the event."), error) &&
         need (g_strcmp0 (self->before->kind, self->after->kind) == 0,
               _ ("What happened stays what it was. Make the event void, and write down the other one."), error) &&
         need (!says_the_same (self->before, self->after) || (rules && *rules),
               _ ("The event says the same as before. Change what is to be corrected first."), error) &&
         check_event (self, error);
}

/**
 * haven_matter_events_edit_change:
 * @before_id: the version as it was read; what it says stays, and the new one takes its place
 * @rules: (nullable): codes of offered dates that are set besides
 * @reason: why; it stays with the event and with every date that changes
 *
 * Every open date that hangs on it is counted anew in the same act. A day that a notice printed stays.
 */
HavenEdit *
haven_matter_events_edit_change (HavenSession *session,
                                 const char *before_id,
                                 const HavenMatterEvent *wanted,
                                 const char *const *rules,
                                 const char *reason,
                                 GError **error)
{
  g_autofree char *why = g_strstrip (g_strdup (reason ? reason : ""));
  g_auto (Act) act = { .session = session, .reason = *why ? why : NULL };
  g_autoptr (HavenMatterEvent) replaced = NULL;

  act.book = load_book (session, NULL, before_id, error);
  act.before = act.book ? find_standing (act.book, before_id, error) : NULL;
  if (act.before == NULL)
    return NULL;
  act.after = make_version (&act, wanted);
  haven_record_set_text (&act.after->matter_id, act.before->matter_id);
  if (!check_change (&act, rules, error))
    return NULL;
  begin (&act, _ ("Event changed"), HAVEN_ACTION_UPDATE);
  insert_event (&act);
  replaced = haven_matter_event_copy (act.before);
  haven_record_set_text (&replaced->replaced_by, act.after->id);
  haven_edit_replace (act.edit, &haven_matter_event_info, act.before, replaced);
  g_ptr_array_add (act.gone, g_strdup (replaced->id));
  return insert_chosen (&act, rules, error) && follow (&act, error) ? finish (&act) : NULL;
}

/* A date that stays hangs on nothing any more, and keeps its days. */
static gboolean
release_dates (Act *self, const char *const *void_deadlines, GError **error)
{
  g_autoptr (GPtrArray) hanging = haven_event_book_list_hanging (self->book, self->before->event_id);

  for (guint i = 0; i < hanging->len; i++)
    {
      const HavenDeadline *before = hanging->pdata[i];
      g_autoptr (HavenDeadline) after = haven_deadline_copy (before);

      if (void_deadlines && g_strv_contains (void_deadlines, before->id))
        {
          haven_record_set_text (&after->status, "void");
          haven_record_set_text (&after->done_by, haven_session_get_staff_id (self->session));
          after->done_on = haven_clock_today (haven_session_get_clock (self->session));
        }
      else
        haven_record_set_text (&after->event_id, NULL);
      if (!replace_date (self, before, after, error))
        return FALSE;
      g_ptr_array_add (self->gone, g_strdup (before->id));
    }
  return TRUE;
}

/**
 * haven_matter_events_edit_void:
 * @void_deadlines: (nullable): ids of the dates hanging on it that become void too; the others stay as they are
 * @reason: why; it stays with the event
 */
HavenEdit *
haven_matter_events_edit_void (HavenSession *session,
                               const char *before_id,
                               const char *const *void_deadlines,
                               const char *reason,
                               GError **error)
{
  g_autofree char *why = g_strstrip (g_strdup (reason ? reason : ""));
  g_auto (Act) act = { .session = session, .reason = *why ? why : NULL };
  g_autoptr (HavenMatterEvent) voided = NULL;

  if (!need (act.reason != NULL, _ ("Say why the event is void; the reason stays with it."), error))
    return NULL;
  act.book = load_book (session, NULL, before_id, error);
  act.before = act.book ? find_standing (act.book, before_id, error) : NULL;
  if (act.before == NULL)
    return NULL;
  begin (&act, _ ("Event made void"), HAVEN_ACTION_UPDATE);
  voided = haven_matter_event_copy (act.before);
  voided->voided_at = haven_clock_now (haven_session_get_clock (session));
  haven_record_set_text (&voided->voided_by, haven_session_get_staff_id (session));
  haven_record_set_text (&voided->void_reason, act.reason);
  haven_edit_replace (act.edit, &haven_matter_event_info, act.before, voided);
  g_ptr_array_add (act.gone, g_strdup (voided->id));
  return release_dates (&act, void_deadlines, error) && follow (&act, error) ? finish (&act) : NULL;
}
