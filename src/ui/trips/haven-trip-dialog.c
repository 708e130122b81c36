/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-trip-dialog.h"

#include "haven-accelerators.h"
#include "haven-announce.h"
#include "haven-booking-person-row.h"
#include "haven-draft-keeper.h"
#include "haven-drafts-service.h"
#include "haven-minute-tick.h"
#include "haven-trip-ask.h"
#include "haven-trip-offers.h"
#include "haven-trip-work.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define NO_CHOICE G_MAXUINT

struct _HavenTripDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  HavenBookingPersonRow *person;
  GtkWidget *do_not_contact;
  HavenTripAsk *ask;
  HavenTripOffers *offers;
  GtkLabel *state;
  AdwBin *line_place;
  GtkWidget *sides;

  /* owned */
  HavenWorkspace *workspace;
  HavenDraftKeeper *keeper;  /* nullable: while somebody is chosen */
  GCancellable *cancellable; /* of all that the dialog waits for */
  GCancellable *starting;    /* nullable: of the person that is being read */
  GCancellable *searching;   /* nullable: of the search that is under way */
  GCancellable *holding;     /* nullable: of the offer that is being kept */
  HavenTripQuestion *asked;  /* nullable: what was searched for last */
  HavenTripAnswer *answer;   /* nullable: to the question that stands */
  char *patient_id;          /* nullable */
  char *language;            /* nullable: that the person speaks */
  char *hold_id;             /* nullable */

  HavenInstant held_until;
  guint chosen;            /* of the answer; NO_CHOICE */
  guint being_held;        /* while one is */
  gboolean book_when_held; /* somebody was faster than the vault */
  gboolean booking;
  gboolean focus_offers; /* when the first answer is there */
};

G_DEFINE_FINAL_TYPE (HavenTripDialog, haven_trip_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenTripDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

static HavenClock *
get_clock (HavenTripDialog *self)
{
  return haven_session_get_clock (get_session (self));
}

static void
tell (HavenTripDialog *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (sentence));
  haven_announce (GTK_WIDGET (self), sentence);
}

static void
stop (GCancellable **cancellable)
{
  if (*cancellable)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
show_state (HavenTripDialog *self, const char *words)
{
  gtk_label_set_label (self->state, words);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *words != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trip.book", self->chosen != NO_CHOICE && !self->booking);
}

/* ── Keeping what was chosen ──────────────────────────────────────────────── */

static void
drop_choice (HavenTripDialog *self)
{
  stop (&self->holding);
  if (self->hold_id)
    haven_trip_work_release (get_session (self), self->hold_id);
  g_clear_pointer (&self->hold_id, g_free);
  self->chosen = NO_CHOICE;
  self->book_when_held = FALSE;
  haven_trip_offers_clear_choice (self->offers);
  show_state (self, "");
}

static void
show_hold (HavenTripDialog *self)
{
  int minute = haven_clock_get_local_minute (get_clock (self), self->held_until);
  g_autofree char *time = haven_words_dup_time (minute);
  g_autofree char *words = NULL;

  if (self->hold_id == NULL)
    return;
  if (haven_clock_now (get_clock (self)) < self->held_until)
    words = g_strdup_printf (_ ("Held for you until %s, so that you can ask."), time);
  else
    words = g_strdup (_ ("No longer held. It is booked if it is still free."));
  show_state (self, words);
}

static void
minute_turned (GtkWidget *widget)
{
  show_hold (HAVEN_TRIP_DIALOG (widget));
}

static void search_again (HavenTripDialog *self);
static void hold_choice (HavenTripDialog *self);
static void book (HavenTripDialog *self);

static void
held_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripHold) hold = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTripDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->holding);
  if (hold == NULL)
    {
      drop_choice (self);
      tell (self, error->message);
      search_again (self);
      return;
    }
  self->hold_id = g_steal_pointer (&hold->hold_id);
  self->held_until = hold->until;
  if (self->being_held != self->chosen)
    {
      hold_choice (self);
      return;
    }
  show_hold (self);
  haven_announce (GTK_WIDGET (self), gtk_label_get_label (self->state));
  if (self->book_when_held)
    book (self);
}

/* One after another: what is kept for the choice before is let go in the same step. */
static void
hold_choice (HavenTripDialog *self)
{
  g_autofree char *before = g_steal_pointer (&self->hold_id);

  self->being_held = self->chosen;
  self->holding = g_cancellable_new ();
  haven_trip_work_hold_async (get_session (self), self->answer, self->chosen, before, self->holding, held_cb, self);
}

static void
choose (HavenTripDialog *self, guint position)
{
  if (self->booking || self->answer == NULL || !haven_trip_offers_choose (self->offers, position))
    return;
  self->chosen = position;
  self->book_when_held = FALSE;
  show_state (self, _ ("Keeping these times…"));
  if (self->holding == NULL)
    hold_choice (self);
}

/* Enter on what is chosen already books it. */
static void
chosen_cb (HavenTripDialog *self, guint position)
{
  if (position == self->chosen)
    gtk_widget_activate_action (GTK_WIDGET (self), "trip.book", NULL);
  else
    choose (self, position);
}

/* ── Finding, while somebody types ────────────────────────────────────────── */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripAnswer) answer = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTripDialog *self = data;
  GtkWidget *first;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->searching);
  haven_trip_offers_set_searching (self->offers, FALSE);
  if (answer == NULL)
    {
      haven_trip_offers_show_problem (self->offers, error->message);
      return;
    }
  self->answer = g_steal_pointer (&answer);
  haven_trip_offers_show (self->offers, self->answer, self->language);
  first = haven_trip_offers_get_first (self->offers);
  if (self->focus_offers && first != NULL)
    {
      adw_dialog_set_focus (ADW_DIALOG (self), first);
      haven_trip_offers_scroll_to (first);
    }
  self->focus_offers = FALSE;
  show_state (self, haven_trip_offers_get_summary (self->offers));
}

/* The newest question alone is answered. @question: (transfer full) (nullable): */
static void
search (HavenTripDialog *self, HavenTripQuestion *question)
{
  stop (&self->searching);
  drop_choice (self);
  g_clear_pointer (&self->answer, haven_trip_answer_unref);
  g_clear_pointer (&self->asked, haven_trip_question_free);
  self->asked = question;
  if (question == NULL)
    return;
  self->searching = g_cancellable_new ();
  haven_trip_offers_set_searching (self->offers, TRUE);
  haven_trip_work_find_async (get_session (self), question, NULL, self->searching, found_cb, self);
}

static void
search_again (HavenTripDialog *self)
{
  search (self, haven_trip_ask_dup_question (self->ask));
}

/* Whoever only goes from one field to another asks nothing new. */
static void
changed_cb (HavenTripDialog *self)
{
  g_autoptr (HavenTripQuestion) question = NULL;

  if (self->workspace == NULL || self->booking)
    return;
  question = haven_trip_ask_dup_question (self->ask);
  if (self->keeper)
    haven_draft_keeper_changed (self->keeper);
  if (question == NULL || self->asked == NULL || !haven_trip_question_equal (question, self->asked))
    search (self, g_steal_pointer (&question));
}

static void
relaxed_cb (HavenTripDialog *self, const HavenTripBlocker *blocker)
{
  g_autoptr (HavenTripAnswer) kept = self->answer ? haven_trip_answer_ref (self->answer) : NULL;

  self->focus_offers = TRUE;
  haven_trip_ask_relax (self->ask, blocker);
}

static void
further_cb (HavenTripDialog *self)
{
  self->focus_offers = TRUE;
  haven_trip_ask_look_further (self->ask);
}

/* What others book or keep is no longer offered. What is chosen stays: it is kept, and asked about again when booked. */
static void
store_changed_cb (HavenTripDialog *self, HavenChanges *changes)
{
  static const char *const records[] = { "appointment", "appointment_resource", "slot_hold",        "resource",
                                         "resource_hours", "resource_absence",  "closed_day", "safe_contact_rule", "clinic_setting",
                                         "bridge_date" };

  if (self->chosen != NO_CHOICE || self->booking || self->patient_id == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    if (haven_changes_touch (changes, records[i]))
      {
        search_again (self);
        return;
      }
}

/* ── Booking ──────────────────────────────────────────────────────────────── */

/* Whoever came from the person's page stays there, where both lanes show the trip; others see its day. */
static void
show_trip (HavenTripDialog *self, HavenDate date)
{
  const HavenPlace *place = haven_workspace_get_place (self->workspace);
  g_autofree char *day = haven_date_dup_iso (date);

  if (place == NULL || place->destination != HAVEN_DESTINATION_PERSON)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_APPOINTMENTS, day, NULL);
}

/* The window tells why something could not be done below the dialog, where it is not seen. */
static void
told_cb (HavenTripDialog *self, const char *message, int kind)
{
  if (self->booking && kind == HAVEN_TOLD_FAILED)
    tell (self, message);
}

static void
booked_cb (HavenWorkspace *workspace, HavenEdit *edit, gboolean done, gpointer data)
{
  g_autoptr (HavenTripDialog) self = data;
  HavenDate date;

  if (self->workspace == NULL || self->answer == NULL)
    return;
  self->booking = FALSE;
  if (!done)
    {
      search_again (self);
      return;
    }
  if (self->keeper)
    haven_draft_keeper_finish (self->keeper);
  date = ((const HavenTripOffer *) self->answer->result->offers->pdata[self->chosen])->date;
  g_clear_pointer (&self->hold_id, g_free);
  show_trip (self, date);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTripDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (edit != NULL)
    {
      haven_workspace_do_then (self->workspace, edit, booked_cb, g_object_ref (self));
      return;
    }
  self->booking = FALSE;
  tell (self, error->message);
  search_again (self);
}

static void
book (HavenTripDialog *self)
{
  self->book_when_held = self->holding != NULL;
  if (self->holding != NULL)
    return;
  self->booking = TRUE;
  show_state (self, _ ("Booking…"));
  haven_trip_work_edit_async (get_session (self), self->answer, self->chosen, self->hold_id, self->cancellable, edit_made_cb, self);
}

static void
book_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTripDialog *self = HAVEN_TRIP_DIALOG (widget);

  if (self->chosen != NO_CHOICE && self->answer != NULL && !self->booking)
    book (self);
}

/* ── The keys 1 to 9 ──────────────────────────────────────────────────────── */

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (HAVEN_TRIP_DIALOG (widget), g_variant_get_uint32 (parameter));
}

/* A digit that is typed into a text belongs to the text, which takes it before. */
static void
bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "trip.book", NULL, book_cb);
  gtk_widget_class_install_action (widget_class, "trip.choose", "u", choose_cb);
  for (guint i = 0; i < HAVEN_TRIPS_MOST_OFFERS; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "trip.choose", "u", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "trip.choose", "u", i);
    }
}

/* ── The draft ────────────────────────────────────────────────────────────── */

/* While a day is half typed there is no question: what was asked last is kept. */
static char *
dup_question (gpointer owner)
{
  HavenTripDialog *self = owner;
  g_autoptr (HavenTripQuestion) question = haven_trip_ask_dup_question (self->ask);

  if (question != NULL)
    return haven_trip_question_dup_text (question);
  return self->asked ? haven_trip_question_dup_text (self->asked) : NULL;
}

static void
set_question (gpointer owner, const char *text)
{
  HavenTripDialog *self = owner;
  g_autoptr (HavenTripQuestion) question = haven_trip_question_new_from_text (self->patient_id, text);

  if (question != NULL)
    haven_trip_ask_set_question (self->ask, question);
}

/* What is found takes the keyboard; so it is looked for once nothing else will. */
static void
ready_cb (HavenTripDialog *self)
{
  self->focus_offers = TRUE;
  search_again (self);
}

/* Each person's trip is a draft of its own. */
static void
keep (HavenTripDialog *self)
{
  HavenDraftLine *line = HAVEN_DRAFT_LINE (haven_draft_line_new ());

  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  haven_workspace_leave_editor (self->workspace, self);
  adw_bin_set_child (self->line_place, GTK_WIDGET (line));
  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_TRIP, self->patient_id);
  haven_draft_fields_add_value (haven_draft_keeper_get_fields (self->keeper), "question", dup_question, set_question, self);
  haven_draft_keeper_set_line (self->keeper, line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_line_set_of_choices (line, TRUE);
  g_signal_connect_object (self->keeper, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  haven_draft_keeper_start (self->keeper, self->sides);
}

/* ── Whom it is for ───────────────────────────────────────────────────────── */

static gpointer
load_start (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_trips_load_start (session, data, error);
}

static void
show_start (HavenTripDialog *self, const HavenTripStart *start)
{
  const HavenPatient *patient = start->patient;

  g_set_str (&self->language, patient->spoken_language);
  if (g_strcmp0 (haven_booking_person_row_get_person_id (self->person), patient->id) != 0)
    haven_booking_person_row_set_person (self->person,
                                         patient->id,
                                         patient->name,
                                         patient->interpreter_need,
                                         patient->spoken_language);
  gtk_widget_set_visible (self->do_not_contact, patient->do_not_contact);
  haven_trip_ask_start (self->ask, start, haven_clock_today (get_clock (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->ask), TRUE);
  keep (self);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripStart) start = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTripDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->starting);
  if (start == NULL)
    haven_trip_offers_show_problem (self->offers, error->message);
  else
    show_start (self, start);
}

static void
begin_for (HavenTripDialog *self, const char *patient_id)
{
  if (g_strcmp0 (patient_id, self->patient_id) == 0)
    return;
  g_set_str (&self->patient_id, patient_id);
  stop (&self->starting);
  stop (&self->searching);
  drop_choice (self);
  g_clear_pointer (&self->answer, haven_trip_answer_unref);
  g_clear_pointer (&self->asked, haven_trip_question_free);
  gtk_widget_set_visible (GTK_WIDGET (self->ask), FALSE);
  gtk_widget_set_visible (self->do_not_contact, FALSE);
  haven_trip_offers_show_nobody (self->offers);
  if (patient_id == NULL)
    return;
  self->starting = g_cancellable_new ();
  haven_session_work_async (get_session (self),
                            load_start,
                            g_strdup (patient_id),
                            g_free,
                            (GDestroyNotify) haven_trip_start_free,
                            self->starting,
                            started_cb,
                            self);
}

static void
person_changed_cb (HavenTripDialog *self)
{
  if (self->workspace != NULL)
    begin_for (self, haven_booking_person_row_get_person_id (self->person));
}

/* ── Overrides ────────────────────────────────────────────────────────────── */

static void
haven_trip_dialog_closed (AdwDialog *dialog)
{
  HavenTripDialog *self = HAVEN_TRIP_DIALOG (dialog);

  if (!self->booking)
    drop_choice (self);
  haven_workspace_leave_editor (self->workspace, self);
}

static void
haven_trip_dialog_dispose (GObject *object)
{
  HavenTripDialog *self = HAVEN_TRIP_DIALOG (object);

  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  if (self->workspace)
    haven_workspace_leave_editor (self->workspace, self);
  stop (&self->starting);
  stop (&self->searching);
  stop (&self->holding);
  stop (&self->cancellable);
  g_clear_pointer (&self->answer, haven_trip_answer_unref);
  g_clear_pointer (&self->asked, haven_trip_question_free);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->hold_id, g_free);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TRIP_DIALOG);
  G_OBJECT_CLASS (haven_trip_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-trip-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, do_not_contact);
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, ask);
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, offers);
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, state);
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, line_place);
  gtk_widget_class_bind_template_child (widget_class, HavenTripDialog, sides);
  gtk_widget_class_bind_template_callback (widget_class, person_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, relaxed_cb);
  gtk_widget_class_bind_template_callback (widget_class, further_cb);
}

static void
haven_trip_dialog_class_init (HavenTripDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_trip_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = haven_trip_dialog_closed;

  g_type_ensure (HAVEN_TYPE_BOOKING_PERSON_ROW);
  g_type_ensure (HAVEN_TYPE_TRIP_ASK);
  g_type_ensure (HAVEN_TYPE_TRIP_OFFERS);
  bind_template (GTK_WIDGET_CLASS (klass));
  bind_keys (GTK_WIDGET_CLASS (klass));
}

static void
haven_trip_dialog_init (HavenTripDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->chosen = NO_CHOICE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trip.book", FALSE);
}

/**
 * haven_trip_dialog_new:
 * @patient_id: (nullable): whom the trip is for; otherwise they are chosen first
 */
AdwDialog *
haven_trip_dialog_new (HavenWorkspace *workspace, const char *patient_id)
{
  HavenTripDialog *self = g_object_new (HAVEN_TYPE_TRIP_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  haven_booking_person_row_set_session (self->person, get_session (self));
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  haven_minute_tick_attach (GTK_WIDGET (self), get_clock (self), minute_turned);
  if (patient_id)
    begin_for (self, patient_id);
  else
    haven_workspace_enter_editor (workspace, self, HAVEN_EDITOR_TRIP, HAVEN_DRAFT_OF_NEW, NULL);
  return ADW_DIALOG (self);
}
