/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeping an offer while the person is asked, and booking it: all its parts or none. What was found may be minutes old,
 * so each time, inside the transaction that writes, the parts are held against what is booked and kept at that moment.
 * Writers come one after another, so of two desks one is first, and the other is told.
 */

#include "haven-trips-service.h"

#include "haven-booking-private.h"
#include "haven-id.h"
#include "haven-tables.h"

#include <glib/gi18n.h>

/** The parts of an offer as visits, and what each takes. */
typedef struct
{
  HavenSession *session;
  guint given_up;   /* a bit for each HavenConflictCode that somebody gave up with open eyes */
  char *hold_id;    /* nullable: what is kept for whoever does this */
  GPtrArray *parts; /* HavenAppointment */
  GPtrArray *links; /* GStrv, one for each part */
} Parts;

static void
free_parts (Parts *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->session);
  g_free (self->hold_id);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->links);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parts, free_parts)

static const HavenTripVisit *
find_visit (const HavenTripQuestion *question, const char *id)
{
  for (guint i = 0; i < question->visits->len; i++)
    if (g_strcmp0 (((const HavenTripVisit *) question->visits->pdata[i])->id, id) == 0)
      return question->visits->pdata[i];
  return NULL;
}

/* The person is no resource of the calendar. */
static char **
dup_resources (char *const *ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; ids[i]; i++)
    if (!haven_trip_answer_is_person (ids[i]))
      g_strv_builder_add (builder, ids[i]);
  return g_strv_builder_end (builder);
}

static HavenAppointment *
make_appointment (const Parts *parts,
                  const HavenTripAnswer *answer,
                  const HavenTripOffer *offer,
                  const HavenTripOfferPart *part,
                  const HavenPatient *patient)
{
  const HavenTripVisit *visit = find_visit (answer->question, part->id);
  HavenAppointment *appointment = haven_appointment_new ();

  appointment->id = haven_id_new ();
  appointment->patient_id = g_strdup (patient->id);
  appointment->kind = g_strdup (visit->kind);
  appointment->title = g_strdup (visit->title && *visit->title ? visit->title : _ ("Visit"));
  appointment->status = g_strdup ("confirmed");
  appointment->mode = g_strdup ("in-person");
  appointment->interpreter_need = g_strdup (visit->needs_interpreter ? patient->interpreter_need : "none");
  if (visit->needs_interpreter)
    appointment->interpreter_language = g_strdup (patient->spoken_language);
  /* What the finder kept clear after it stays clear when others are booked. */
  if (visit->sensitive)
    appointment->rest_minutes = CLAMP (answer->question->decompress, 0, HAVEN_MOST_ALLOWED_MINUTES);
  haven_booking_fill_times (appointment,
                            haven_session_get_clock (parts->session),
                            offer->date,
                            part->start,
                            part->end - part->start);
  return appointment;
}

static gboolean
set_site (const Parts *parts, HavenAppointment *appointment, char **resource_ids, GError **error)
{
  g_autoptr (HavenResource) first = NULL;

  if (resource_ids[0] == NULL)
    return TRUE;
  first = haven_session_load (parts->session, &haven_resource_info, resource_ids[0], error);
  if (first)
    haven_record_set_text (&appointment->site, first->site);
  return first != NULL;
}

static gboolean
check_offer (const HavenTripAnswer *answer, guint position, GError **error)
{
  if (answer->result && position < answer->result->offers->len)
    return TRUE;
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND, _ ("There is no such offer any more. Look again."));
  return FALSE;
}

static guint
find_given_up (const HavenTripQuestion *question)
{
  return (question->outside_safe_hours ? 1u << HAVEN_CONFLICT_OUTSIDE_SAFE_HOURS : 0) |
         (question->outside_hours ? 1u << HAVEN_CONFLICT_OUTSIDE_HOURS : 0) |
         (question->on_closed_days ? 1u << HAVEN_CONFLICT_CLINIC_CLOSED : 0);
}

/* Returns: (transfer full) (nullable) */
static Parts *
make_parts (HavenSession *session, const HavenTripAnswer *answer, guint position, const char *hold_id, GError **error)
{
  g_autoptr (Parts) parts = g_new0 (Parts, 1);
  g_autoptr (HavenPatient) patient = NULL;
  const HavenTripOffer *offer;

  parts->session = g_object_ref (session);
  parts->hold_id = g_strdup (hold_id);
  parts->given_up = find_given_up (answer->question);
  parts->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
  parts->links = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (!check_offer (answer, position, error))
    return NULL;
  patient = haven_session_load (session, &haven_patient_info, answer->question->patient_id, error);
  if (patient == NULL)
    return NULL;
  offer = answer->result->offers->pdata[position];
  for (guint i = 0; i < offer->parts->len; i++)
    {
      const HavenTripOfferPart *part = offer->parts->pdata[i];
      HavenAppointment *appointment = make_appointment (parts, answer, offer, part, patient);
      char **resource_ids = dup_resources (part->resources);

      g_ptr_array_add (parts->parts, appointment);
      g_ptr_array_add (parts->links, resource_ids);
      if (!set_site (parts, appointment, resource_ids, error))
        return NULL;
    }
  return g_steal_pointer (&parts);
}

/* ── Inside a transaction ─────────────────────────────────────────────────── */

/* What somebody gave up with open eyes is not held against the trip. */
static gboolean
counts (const Parts *parts, const HavenAppointmentConflict *conflict)
{
  return (parts->given_up & 1u << conflict->code) == 0;
}

static gboolean
check_part (HavenTransaction *transaction, Parts *parts, guint position, GError **error)
{
  g_autoptr (GPtrArray) conflicts = haven_booking_list_conflicts (transaction,
                                                                  parts->session,
                                                                  parts->parts->pdata[position],
                                                                  parts->links->pdata[position],
                                                                  parts->hold_id,
                                                                  error);

  for (guint i = 0; conflicts && i < conflicts->len; i++)
    if (counts (parts, conflicts->pdata[i]))
      {
        g_set_error (error,
                     HAVEN_STORE_ERROR,
                     HAVEN_STORE_ERROR_CONFLICT,
                     _ ("This trip is no longer free, and nothing was booked. %s"),
                     ((const HavenAppointmentConflict *) conflicts->pdata[i])->sentence);
        return FALSE;
      }
  return conflicts != NULL;
}

static gboolean
check_parts (HavenTransaction *transaction, Parts *parts, GError **error)
{
  for (guint i = 0; i < parts->parts->len; i++)
    if (!check_part (transaction, parts, i, error))
      return FALSE;
  return TRUE;
}

/* What ended long ago goes along, so that the table stays as small as a day. */
static gboolean
drop_holds (HavenTransaction *transaction, HavenInstant now, const char *hold_id, GError **error)
{
  g_autoptr (GPtrArray) holds = haven_transaction_list (transaction, &haven_slot_hold_info, NULL, NULL, NULL, error);

  for (guint i = 0; holds && i < holds->len; i++)
    {
      const HavenSlotHold *hold = holds->pdata[i];

      if ((hold->expires_at <= now || g_strcmp0 (hold->hold_id, hold_id) == 0) &&
          !haven_transaction_delete (transaction, &haven_slot_hold_info, hold->id, error))
        return FALSE;
    }
  return holds != NULL;
}

/* ── Keeping ──────────────────────────────────────────────────────────────── */

typedef struct
{
  Parts *parts;
  const char *hold_id;
  HavenInstant now;
} Holding;

static gboolean
keep_part (HavenTransaction *transaction, const Holding *holding, guint position, GError **error)
{
  const HavenAppointment *part = holding->parts->parts->pdata[position];
  char **resource_ids = holding->parts->links->pdata[position];

  for (gsize i = 0; resource_ids[i]; i++)
    {
      g_autoptr (HavenSlotHold) hold = haven_slot_hold_new ();

      hold->id = haven_id_new ();
      hold->hold_id = g_strdup (holding->hold_id);
      hold->resource_id = g_strdup (resource_ids[i]);
      hold->starts_at = haven_span_of_resources (part).from;
      hold->ends_at = haven_span_of_resources (part).until;
      hold->held_by = g_strdup (haven_session_get_staff_id (holding->parts->session));
      hold->expires_at = holding->now + HAVEN_TRIPS_HOLD_MINUTES * G_TIME_SPAN_MINUTE;
      if (!haven_transaction_insert (transaction, &haven_slot_hold_info, hold, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep (HavenTransaction *transaction, gpointer data, GError **error)
{
  Holding *holding = data;

  if (!drop_holds (transaction, holding->now, holding->parts->hold_id, error) ||
      !check_parts (transaction, holding->parts, error))
    return FALSE;
  for (guint i = 0; i < holding->parts->parts->len; i++)
    if (!keep_part (transaction, holding, i, error))
      return FALSE;
  return TRUE;
}

/* What this session keeps, so that it can be let go of when somebody leaves. */
static GMutex lock;
static const char held[] = "haven-trips-held";

static GHashTable *
get_held (HavenSession *session)
{
  GHashTable *ids = g_object_get_data (G_OBJECT (session), held);

  if (ids == NULL)
    {
      ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (G_OBJECT (session), held, ids, (GDestroyNotify) g_hash_table_unref);
    }
  return ids;
}

static void
note_held (HavenSession *session, const char *hold_id, gboolean is_held)
{
  if (hold_id == NULL)
    return;
  g_mutex_lock (&lock);
  if (is_held)
    g_hash_table_add (get_held (session), g_strdup (hold_id));
  else
    g_hash_table_remove (get_held (session), hold_id);
  g_mutex_unlock (&lock);
}

/**
 * haven_trips_hold:
 * @position: of the offer
 * @instead_of: (nullable): what was kept before, and no longer is
 * @until: (out): when it ends by itself
 *
 * Keeps the times of an offer from others while the person is asked. It ends after %HAVEN_TRIPS_HOLD_MINUTES, whatever
 * becomes of whoever asked for it.
 *
 * Returns: (transfer full) (nullable): what haven_trips_release() and haven_trips_edit_book() take;
 *   %HAVEN_STORE_ERROR_CONFLICT where somebody was faster
 */
char *
haven_trips_hold (HavenSession *session,
                  const HavenTripAnswer *answer,
                  guint position,
                  const char *instead_of,
                  HavenInstant *until,
                  GError **error)
{
  g_autoptr (Parts) parts = make_parts (session, answer, position, instead_of, error);
  g_autofree char *hold_id = haven_id_new ();
  Holding holding = { parts, hold_id, haven_clock_now (haven_session_get_clock (session)) };

  if (parts == NULL || !haven_session_run (session,
                                           HAVEN_ACTION_CREATE,
                                           HAVEN_IN_SHARED,
                                           haven_slot_hold_info.name,
                                           hold_id,
                                           answer->question->patient_id,
                                           keep,
                                           &holding,
                                           error))
    return NULL;
  *until = holding.now + HAVEN_TRIPS_HOLD_MINUTES * G_TIME_SPAN_MINUTE;
  note_held (session, instead_of, FALSE);
  note_held (session, hold_id, TRUE);
  return g_steal_pointer (&hold_id);
}

typedef struct
{
  const char *hold_id;
  HavenInstant now;
} Releasing;

static gboolean
release (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Releasing *releasing = data;

  return drop_holds (transaction, releasing->now, releasing->hold_id, error);
}

/** Keeps it no longer. What has ended already is no error. */
gboolean
haven_trips_release (HavenSession *session, const char *hold_id, GError **error)
{
  Releasing releasing = { hold_id, haven_clock_now (haven_session_get_clock (session)) };

  note_held (session, hold_id, FALSE);
  return haven_session_run (session,
                            HAVEN_ACTION_DELETE,
                            HAVEN_IN_SHARED,
                            haven_slot_hold_info.name,
                            hold_id,
                            NULL,
                            release,
                            &releasing,
                            error);
}

/** Lets go of all that this session keeps: whoever leaves keeps no times from others. Where that fails, it ends by itself. */
void
haven_trips_release_all (HavenSession *session)
{
  g_autofree char **ids = NULL;
  g_autoptr (GHashTable) all = NULL;

  g_mutex_lock (&lock);
  all = g_hash_table_ref (get_held (session));
  g_object_set_data (G_OBJECT (session), held, NULL);
  g_mutex_unlock (&lock);
  ids = (char **) g_hash_table_get_keys_as_array (all, NULL);
  for (gsize i = 0; ids[i]; i++)
    haven_trips_release (session, ids[i], NULL);
}

/* ── What was given up ────────────────────────────────────────────────────── */

/* Whoever it concerns was asked, as the screen said; that is kept with each visit that it is about (domain 2.4). */
static gboolean
note_what_was_agreed (HavenTransaction *transaction, gpointer data, GError **error)
{
  Parts *parts = data;

  for (guint i = 0; i < parts->parts->len; i++)
    {
      g_autoptr (GPtrArray) conflicts = haven_booking_list_conflicts (
          transaction, parts->session, parts->parts->pdata[i], parts->links->pdata[i], parts->hold_id, error);

      if (conflicts == NULL)
        return FALSE;
      for (guint j = 0; j < conflicts->len; j++)
        if (!counts (parts, conflicts->pdata[j]))
          haven_record_set_text (&((HavenAppointment *) parts->parts->pdata[i])->override_reason, "agreed");
    }
  return TRUE;
}

static gboolean
note_agreement (Parts *parts, const char *patient_id, GError **error)
{
  return parts->given_up == 0 || haven_session_run (parts->session,
                                                          HAVEN_ACTION_LIST,
                                                          HAVEN_IN_SHARED,
                                                          haven_appointment_info.name,
                                                          NULL,
                                                          patient_id,
                                                          note_what_was_agreed,
                                                          parts,
                                                          error);
}

/* ── Booking ──────────────────────────────────────────────────────────────── */

static gboolean
is_still_free (HavenTransaction *transaction, gpointer data, GError **error)
{
  Parts *parts = data;

  if (!check_parts (transaction, parts, error))
    return FALSE;
  return parts->hold_id == NULL ||
         drop_holds (transaction, haven_clock_now (haven_session_get_clock (parts->session)), parts->hold_id, error);
}

/**
 * haven_trips_edit_book:
 * @hold_id: (nullable): what haven_trips_hold() kept; it goes with the booking
 *
 * Returns: (transfer full) (nullable): the edit that books all parts of an offer, as visits that know of each other by
 *   their `trip_id`. Applying it, or doing it again after it was undone, fails with %HAVEN_STORE_ERROR_CONFLICT and a
 *   sentence where any part is no longer free; then nothing is booked.
 */
HavenEdit *
haven_trips_edit_book (HavenSession *session,
                       const HavenTripAnswer *answer,
                       guint position,
                       const char *hold_id,
                       GError **error)
{
  g_autoptr (Parts) parts = make_parts (session, answer, position, hold_id, error);
  g_autofree char *trip_id = haven_id_new ();
  HavenEdit *edit;

  if (parts == NULL || !note_agreement (parts, answer->question->patient_id, error))
    return NULL;
  edit = haven_edit_new (_ ("Trip booked"), HAVEN_ACTION_CREATE, answer->question->patient_id);
  for (guint i = 0; i < parts->parts->len; i++)
    {
      HavenAppointment *appointment = parts->parts->pdata[i];

      if (parts->parts->len > 1)
        haven_record_set_text (&appointment->trip_id, trip_id);
      haven_edit_insert (edit, &haven_appointment_info, appointment);
      haven_booking_insert_links (edit, appointment->id, parts->links->pdata[i]);
    }
  haven_edit_set_precondition (edit, is_still_free, g_steal_pointer (&parts), (GDestroyNotify) free_parts);
  return edit;
}

/* ── Parts of one trip ────────────────────────────────────────────────────── */

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const HavenAppointment *first = *(HavenAppointment *const *) a, *second = *(HavenAppointment *const *) b;

  return first->starts_at < second->starts_at ? -1 : first->starts_at > second->starts_at;
}

/** Returns: (transfer full) (element-type HavenAppointment): all visits of a trip, whatever became of them, by start */
GPtrArray *
haven_trips_list_parts (HavenSession *session, const char *trip_id, GError **error)
{
  GPtrArray *parts = haven_session_list (session, &haven_appointment_info, "trip_id", trip_id, NULL, error);

  if (parts)
    g_ptr_array_sort (parts, compare_starts);
  return parts;
}
