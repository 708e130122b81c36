/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-dialog.h"

#include "haven-booking-allowance.h"
#include "haven-booking-clerk.h"
#include "haven-booking-person-row.h"
#include "haven-booking-request.h"
#include "haven-booking-resources.h"
#include "haven-booking-when.h"
#include "haven-choice-factory.h"
#include "haven-draft-keeper.h"
#include "haven-focus-sight.h"
#include "haven-visit-words.h"
#include "haven-wait-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenBookingDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  GtkButton *book;
  HavenDraftLine *line;
  GtkWidget *form;
  HavenBookingPersonRow *person;
  GtkWidget *moved_person;
  GtkLabel *waits; /* what somebody who waits would like */
  GtkWidget *interpreter;
  GtkLabel *interpreter_words;
  GtkWidget *what;
  AdwEntryRow *visit_title;
  AdwComboRow *kind;
  AdwComboRow *mode;
  AdwComboRow *transport;
  AdwComboRow *repeats;
  AdwSpinRow *times;
  GtkWidget *which;
  AdwComboRow *scope;
  HavenBookingWhen *when;
  HavenBookingResources *resources;
  HavenBookingAllowance *allowance;
  HavenBookingConflicts *conflicts;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable; /* of all that the dialog waits for */
  HavenBookingClerk *clerk;
  char *patient_id;          /* chosen beforehand, until its name is read */
  char *appointment_id;      /* NULL: a new one */
  char *wait_entry_id;       /* nullable: whose waiting ends with it */
  HavenVisit *moved;
  HavenDraftKeeper *keeper;
};

G_DEFINE_FINAL_TYPE (HavenBookingDialog, haven_booking_dialog, ADW_TYPE_DIALOG)

static const char *const modes[] = { "in-person", "phone", "video" };
static const char *const transports[] = { "none", "own", "ride", "escort" };

/* How often a visit comes again; the second and the third are the same rule with another step. */
static const struct
{
  HavenSeriesFrequency frequency;
  int every;
  const char *label;
} repeats[] = {
  { HAVEN_SERIES_NEVER, 1, N_ ("Once") },
  { HAVEN_SERIES_WEEKLY, 1, N_ ("Every week") },
  { HAVEN_SERIES_WEEKLY, 2, N_ ("Every second week") },
  { HAVEN_SERIES_MONTHLY_BY_WEEKDAY, 1, N_ ("Every month, on the same weekday") },
  { HAVEN_SERIES_MONTHLY_BY_DAY, 1, N_ ("Every month, on the same date") },
  { HAVEN_SERIES_DAILY, 1, N_ ("Every day") },
};

/* ── What is asked for ────────────────────────────────────────────────────── */

static const char *
get_patient_id (HavenBookingDialog *self)
{
  return self->moved ? haven_visit_get_appointment (self->moved)->patient_id
                     : haven_booking_person_row_get_person_id (self->person);
}

/* Returns: (nullable): what is asked for; NULL while it is not all said */
static HavenBookingRequest *
create_request (HavenBookingDialog *self)
{
  g_auto (GStrv) resource_ids = haven_booking_resources_dup_chosen (self->resources);
  HavenAllowance allowance = haven_booking_allowance_get (self->allowance);
  HavenTimeEntry entry;
  gboolean timed = haven_booking_when_get (self->when, &entry);
  guint repeat = MIN (adw_combo_row_get_selected (self->repeats), G_N_ELEMENTS (repeats) - 1);
  HavenBooking booking = {
    .appointment_id = self->appointment_id,
    .wait_entry_id = self->wait_entry_id,
    .patient_id = get_patient_id (self),
    .kind = haven_visit_get_kinds ()[adw_combo_row_get_selected (self->kind)].code,
    .title = gtk_editable_get_text (GTK_EDITABLE (self->visit_title)),
    .mode = modes[adw_combo_row_get_selected (self->mode)],
    .date = entry.date,
    .minute = entry.minute,
    .minutes_long = entry.minutes_long,
    .resource_ids = (const char *const *) resource_ids,
    .override_reason = haven_booking_conflicts_get_reason (self->conflicts),
    .allowance = &allowance,
    .transport_need = transports[MIN (adw_combo_row_get_selected (self->transport), G_N_ELEMENTS (transports) - 1)],
    .repeat = { .frequency = repeats[repeat].frequency,
                .every = repeats[repeat].every,
                .last = HAVEN_DATE_NONE,
                .count = (int) adw_spin_row_get_value (self->times) },
    .scope = (HavenSeriesScope) MIN (adw_combo_row_get_selected (self->scope), HAVEN_SERIES_ALL),
  };

  return timed && booking.patient_id != NULL ? haven_booking_request_new (&booking) : NULL;
}

static void
reason_chosen_cb (HavenBookingDialog *self)
{
  haven_booking_clerk_answered (self->clerk);
}

static void
tell_error (HavenBookingDialog *self, const GError *error)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
}

static void
changed_cb (HavenBookingDialog *self)
{
  if (self->clerk == NULL)
    return;
  if (self->keeper != NULL)
    haven_draft_keeper_changed (self->keeper);
  gtk_widget_set_visible (GTK_WIDGET (self->times), adw_combo_row_get_selected (self->repeats) > 0);
  haven_booking_clerk_look (self->clerk);
}

static void
person_changed_cb (HavenBookingDialog *self)
{
  const char *language = haven_booking_person_row_get_interpreter_language (self->person);
  g_autofree char *name = haven_words_dup_language (language);
  g_autofree char *words = g_strdup_printf (_("This person needs an interpreter: %s"), name);

  gtk_widget_set_visible (self->interpreter, language != NULL);
  gtk_label_set_label (self->interpreter_words, words);
  changed_cb (self);
}

/* ── Booking ──────────────────────────────────────────────────────────────── */

/* What was just booked is looked at where it stands, not on the day that happened to be open. */
static void
show_booked_day (HavenBookingDialog *self)
{
  HavenTimeEntry entry;
  g_autofree char *day = haven_booking_when_get (self->when, &entry) ? haven_date_dup_iso (entry.date) : NULL;
  g_autofree char *minute = g_strdup_printf ("%d", entry.minute);

  if (day)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_APPOINTMENTS, day, minute);
}

static HavenBookingRequest *
ask (gpointer form)
{
  return create_request (form);
}

static void
booked (gpointer form, HavenEdit *edit)
{
  HavenBookingDialog *self = form;

  haven_draft_keeper_do (self->keeper, edit);
  show_booked_day (self);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
failed (gpointer form, const GError *error)
{
  if (error != NULL)
    tell_error (form, error);
}

static const HavenBookingForm books = { ask, booked, failed, "booking.book", N_ ("_Book"), N_ ("_Book Anyway") };
static const HavenBookingForm moves = { ask, booked, failed, "booking.book", N_ ("_Save"), N_ ("_Save Anyway") };

static void
book_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_booking_clerk_book (HAVEN_BOOKING_DIALOG (widget)->clerk);
}

/* ── What can be chosen ───────────────────────────────────────────────────── */

typedef struct
{
  HavenDayPage *page;
  HavenPatient *patient; /* nullable */
} Choices;

static void
free_choices (Choices *self)
{
  haven_day_page_free (self->page);
  g_clear_pointer (&self->patient, haven_patient_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choices, free_choices)

static gpointer
read_choices (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Choices) choices = g_new0 (Choices, 1);
  const char *patient_id = data;

  choices->page = haven_booking_load_day (session, haven_clock_today (haven_session_get_clock (session)), error);
  if (choices->page == NULL)
    return NULL;
  if (patient_id)
    choices->patient = haven_session_load (session, &haven_patient_info, patient_id, error);
  return patient_id && choices->patient == NULL ? NULL : g_steal_pointer (&choices);
}

/* Somebody else may have been chosen before the name was read. */
static void
show_person (HavenBookingDialog *self, const HavenPatient *patient)
{
  if (patient == NULL || g_strcmp0 (patient->id, self->patient_id) != 0)
    return;
  g_clear_pointer (&self->patient_id, g_free);
  haven_booking_person_row_set_person (self->person,
                                       patient->id,
                                       patient->name,
                                       patient->interpreter_need,
                                       patient->spoken_language);
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Choices) choices = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenBookingDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (choices == NULL)
    {
      tell_error (self, error);
      return;
    }
  haven_booking_resources_show (self->resources, choices->page->resources);
  show_person (self, choices->patient);
}

static void
read_what_can_be_chosen (HavenBookingDialog *self)
{
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            read_choices,
                            g_strdup (self->patient_id),
                            g_free,
                            (GDestroyNotify) free_choices,
                            self->cancellable,
                            choices_read_cb,
                            self);
}

/* ── The draft ────────────────────────────────────────────────────────────── */

static gpointer
load_person (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_session_load (session, &haven_patient_info, data, error);
}

static void
person_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPatient) patient = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenBookingDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (patient == NULL)
    g_clear_pointer (&self->patient_id, g_free);
  show_person (self, patient);
  if (error != NULL)
    tell_error (self, error);
}

/* Only whom it is for; their name is read anew. */
static void
set_person (gpointer owner, const char *patient_id)
{
  HavenBookingDialog *self = owner;

  if (g_strcmp0 (patient_id, get_patient_id (self)) == 0)
    return;
  haven_booking_person_row_set_person (self->person, NULL, NULL, NULL, NULL);
  g_set_str (&self->patient_id, *patient_id ? patient_id : NULL);
  if (self->patient_id != NULL)
    haven_session_work_async (haven_workspace_get_session (self->workspace),
                              load_person,
                              g_strdup (patient_id),
                              g_free,
                              (GDestroyNotify) haven_patient_free,
                              self->cancellable,
                              person_loaded_cb,
                              self);
}

static char *
dup_person (gpointer owner)
{
  HavenBookingDialog *self = owner;
  const char *chosen = get_patient_id (self);

  return g_strdup (chosen ? chosen : self->patient_id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The order of the buttons says nothing, and they may not be there yet. */
static char *
dup_resources (gpointer owner)
{
  g_auto (GStrv) ids = haven_booking_resources_dup_chosen (HAVEN_BOOKING_DIALOG (owner)->resources);

  qsort (ids, g_strv_length (ids), sizeof *ids, compare_ids);
  return g_strjoinv (" ", ids);
}

static void
set_resources (gpointer owner, const char *text)
{
  g_auto (GStrv) ids = *text ? g_strsplit (text, " ", -1) : g_new0 (char *, 1);

  haven_booking_resources_choose (HAVEN_BOOKING_DIALOG (owner)->resources, (const char *const *) ids);
}

static const char *
get_kind_code (guint position, gpointer data)
{
  return haven_visit_get_kinds ()[position].code;
}

static const char *
get_mode_code (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (modes) ? modes[position] : NULL;
}

static const char *
get_transport_code (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (transports) ? transports[position] : NULL;
}

static const char *
get_repeat_code (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (repeats) ? repeats[position].label : NULL;
}

/* @subject_id: whose draft it is, in the words of haven_drafts_save() */
static void
keep (HavenBookingDialog *self, const char *editor, const char *subject_id, const char *detail)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, editor, subject_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_booking_when_add_to_draft (self->when, fields);
  haven_draft_fields_add_value (fields, "resources", dup_resources, set_resources, self);
  haven_booking_allowance_add_to_draft (self->allowance, fields);
  if (self->appointment_id == NULL)
    {
      haven_draft_fields_add_value (fields, "person", dup_person, set_person, self);
      haven_draft_fields_add (fields, "title", GTK_WIDGET (self->visit_title));
      haven_draft_fields_add_choice (fields, "kind", GTK_WIDGET (self->kind), get_kind_code, NULL);
      haven_draft_fields_add_choice (fields, "mode", GTK_WIDGET (self->mode), get_mode_code, NULL);
      haven_draft_fields_add_choice (fields, "transport", GTK_WIDGET (self->transport), get_transport_code, NULL);
      haven_draft_fields_add_choice (fields, "repeats", GTK_WIDGET (self->repeats), get_repeat_code, NULL);
      haven_draft_fields_add (fields, "times", GTK_WIDGET (self->times));
    }
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_set_detail (self->keeper, detail);
  haven_draft_keeper_start (self->keeper, self->form);
}

static void
fill_combos (HavenBookingDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  const char *const labels[] = { _("In person"), _("By phone"), _("By video"), NULL };
  const char *const ways[] = { _("Nothing is needed"), _("Comes by their own way"), _("A ride is needed"), _("Somebody comes along"), NULL };
  const char *const scopes[] = { _("Only this one"), _("This one and those that follow"), _("All that are to come"), NULL };
  g_autoptr (GtkStringList) mode_labels = gtk_string_list_new (labels);
  g_autoptr (GtkStringList) transport_labels = gtk_string_list_new (ways);
  g_autoptr (GtkStringList) scope_labels = gtk_string_list_new (scopes);
  g_autoptr (GtkStringList) repeat_labels = gtk_string_list_new (NULL);

  for (const HavenChoice *kind = haven_visit_get_kinds (); kind->code; kind++)
    gtk_string_list_append (kinds, _(kind->label));
  haven_choice_name_items (self->kind);
  haven_choice_name_items (self->mode);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  adw_combo_row_set_model (self->mode, G_LIST_MODEL (mode_labels));
  for (guint i = 0; i < G_N_ELEMENTS (repeats); i++)
    gtk_string_list_append (repeat_labels, _(repeats[i].label));
  haven_choice_name_items (self->transport);
  haven_choice_name_items (self->repeats);
  haven_choice_name_items (self->scope);
  adw_combo_row_set_model (self->transport, G_LIST_MODEL (transport_labels));
  adw_combo_row_set_model (self->repeats, G_LIST_MODEL (repeat_labels));
  adw_combo_row_set_model (self->scope, G_LIST_MODEL (scope_labels));
}

static void
haven_booking_dialog_dispose (GObject *object)
{
  HavenBookingDialog *self = HAVEN_BOOKING_DIALOG (object);

  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  g_clear_pointer (&self->clerk, haven_booking_clerk_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->moved);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->appointment_id, g_free);
  g_clear_pointer (&self->wait_entry_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_BOOKING_DIALOG);
  G_OBJECT_CLASS (haven_booking_dialog_parent_class)->dispose (object);
}

static void
haven_booking_dialog_finalize (GObject *object)
{
  g_clear_object (&HAVEN_BOOKING_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (haven_booking_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, book);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, moved_person);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, waits);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, interpreter_words);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, what);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, visit_title);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, mode);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, transport);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, repeats);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, times);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, which);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, scope);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, when);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, resources);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, allowance);
  gtk_widget_class_bind_template_child (widget_class, HavenBookingDialog, conflicts);
}

static void
haven_booking_dialog_class_init (HavenBookingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_booking_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_booking_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_BOOKING_ALLOWANCE);
  g_type_ensure (HAVEN_TYPE_BOOKING_PERSON_ROW);
  g_type_ensure (HAVEN_TYPE_BOOKING_WHEN);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_BOOKING_RESOURCES);
  g_type_ensure (HAVEN_TYPE_BOOKING_CONFLICTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-booking-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_chosen_cb);
  gtk_widget_class_install_action (widget_class, "booking.book", NULL, book_cb);
}

static void
haven_booking_dialog_init (HavenBookingDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_combos (self);
  haven_booking_conflicts_set_asks (self->conflicts, TRUE);
  haven_focus_stay_in_sight (GTK_SCROLLED_WINDOW (self->form));
}

static void
start (HavenBookingDialog *self, HavenWorkspace *workspace, const HavenTimeEntry *entry, const char *const *resource_ids)
{
  HavenSession *session = haven_workspace_get_session (workspace);

  haven_booking_person_row_set_session (self->person, session);
  haven_booking_when_set_clock (self->when, haven_session_get_clock (session));
  haven_booking_when_set (self->when, entry);
  haven_booking_resources_choose (self->resources, resource_ids);
  self->workspace = g_object_ref (workspace);
  self->clerk = haven_booking_clerk_new (
      session, GTK_WIDGET (self), self->appointment_id ? &moves : &books, self->conflicts, self->book);
  changed_cb (self);
  read_what_can_be_chosen (self);
}

static AdwDialog *
create (HavenWorkspace *workspace,
        const char *editor,
        const char *patient_id,
        HavenDate date,
        int minute,
        int minutes_long,
        const char *resource_id)
{
  HavenBookingDialog *self = g_object_new (HAVEN_TYPE_BOOKING_DIALOG, NULL);
  HavenTimeEntry entry = { date, minute, minutes_long };
  const char *const resource_ids[] = { resource_id, NULL };
  g_autofree char *day = haven_date_is_set (date) ? haven_date_dup_iso (date) : NULL;
  g_autofree char *detail = g_strdup_printf ("%s %d %s", day ? day : "-", minute, resource_id ? resource_id : "-");

  self->patient_id = g_strdup (patient_id);
  start (self, workspace, &entry, resource_ids);
  if (patient_id)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->when));
  else
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->person));
  keep (self, editor, patient_id ? patient_id : HAVEN_DRAFT_OF_NEW, detail);
  return ADW_DIALOG (self);
}

/**
 * haven_booking_dialog_new:
 * @patient_id: (nullable): for whom
 * @date: on which day; %HAVEN_DATE_NONE leaves it open
 * @minute: of the day, or -1
 * @minutes_long: 0: as long as a visit is
 * @resource_id: (nullable): what it takes
 */
AdwDialog *
haven_booking_dialog_new (HavenWorkspace *workspace,
                          const char *patient_id,
                          HavenDate date,
                          int minute,
                          int minutes_long,
                          const char *resource_id)
{
  return create (workspace, HAVEN_EDITOR_BOOKING, patient_id, date, minute, minutes_long, resource_id);
}

/** Like haven_booking_dialog_new(), with what was typed into the calendar before the window was locked. */
AdwDialog *
haven_booking_dialog_new_quick (HavenWorkspace *workspace, HavenDate date, int minute, const char *resource_id)
{
  return create (workspace, HAVEN_EDITOR_QUICK_BOOKING, NULL, date, minute, 0, resource_id);
}

/* The visit is of the kind that was waited for, whatever is chosen here; to some at the desk that kind is closed. */
static void
show_waiting (HavenBookingDialog *self, const HavenWaitProposal *proposal)
{
  const HavenWaitEntry *entry = proposal->entry;
  const HavenChoice *kinds = haven_visit_get_kinds ();
  const gboolean found = haven_date_is_set (proposal->date);
  g_autofree char *wish = haven_wait_words_dup_wish (entry, proposal->with_name);
  g_autofree char *waits = g_strdup_printf (found ? _("Waits for %s.\nThis is the first free time that suits.")
                                                  : _("Waits for %s.\nNo free time that suits was found in the next weeks. Choose one."),
                                            wish);

  gtk_label_set_label (self->waits, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->waits), TRUE);
  for (guint i = 0; kinds[i].code; i++)
    if (g_strcmp0 (kinds[i].code, entry->kind ? entry->kind : "legal") == 0)
      adw_combo_row_set_selected (self->kind, i);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), entry->kind != NULL);
}

/** Books a time for somebody who waits: with that visit their waiting ends. */
AdwDialog *
haven_booking_dialog_new_for_waiting (HavenWorkspace *workspace, const HavenWaitProposal *proposal)
{
  HavenBookingDialog *self = g_object_new (HAVEN_TYPE_BOOKING_DIALOG, NULL);
  HavenTimeEntry entry = { proposal->date, proposal->minute, (int) proposal->entry->minutes_long };
  const char *const resource_ids[] = { proposal->resource_id, NULL };
  g_autofree char *subject = g_strdup_printf ("%s/%s", proposal->entry->patient_id, proposal->entry->id);

  self->patient_id = g_strdup (proposal->entry->patient_id);
  self->wait_entry_id = g_strdup (proposal->entry->id);
  show_waiting (self, proposal);
  start (self, workspace, &entry, resource_ids);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->when));
  keep (self, HAVEN_EDITOR_WAITING_BOOKING, subject, NULL);
  return ADW_DIALOG (self);
}

/** Books a visit of somebody else in the group of @visit, at the same time. @resource_ids: whom and what they share */
AdwDialog *
haven_booking_dialog_new_beside (HavenWorkspace *workspace, HavenVisit *visit, const char *const *resource_ids)
{
  HavenBookingDialog *self = g_object_new (HAVEN_TYPE_BOOKING_DIALOG, NULL);
  const HavenAppointment *beside = haven_visit_get_appointment (visit);
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (workspace));
  HavenTimeEntry entry = { haven_clock_get_local_date (clock, beside->starts_at), haven_visit_get_start_minute (visit),
                           haven_visit_get_minutes_long (visit) };
  const HavenChoice *kinds = haven_visit_get_kinds ();
  HavenAllowance allowance = { .prepare_minutes = (int) beside->prepare_minutes };
  g_autofree char *day = haven_date_dup_iso (entry.date);
  g_autofree char *detail = g_strdup_printf ("%s %d %s", day, entry.minute, resource_ids[0] ? resource_ids[0] : "-");

  gtk_editable_set_text (GTK_EDITABLE (self->visit_title), beside->title ? beside->title : "");
  for (guint i = 0; kinds[i].code; i++)
    if (g_strcmp0 (kinds[i].code, beside->kind) == 0)
      adw_combo_row_set_selected (self->kind, i);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (modes[i], beside->mode) == 0)
      adw_combo_row_set_selected (self->mode, i);
  haven_booking_allowance_set (self->allowance, &allowance);
  start (self, workspace, &entry, resource_ids);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->person));
  keep (self, HAVEN_EDITOR_BOOKING, HAVEN_DRAFT_OF_NEW, detail);
  return ADW_DIALOG (self);
}

/** Moves or changes @visit: its time, what it takes, and what it has around itself are asked for. */
AdwDialog *
haven_booking_dialog_new_move (HavenWorkspace *workspace, HavenVisit *visit)
{
  HavenBookingDialog *self = g_object_new (HAVEN_TYPE_BOOKING_DIALOG, NULL);
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (workspace));
  HavenTimeEntry entry = {
    haven_clock_get_local_date (clock, haven_visit_get_appointment (visit)->starts_at),
    haven_visit_get_start_minute (visit),
    haven_visit_get_minutes_long (visit),
  };
  HavenAllowance allowance = haven_allowance_of (haven_visit_get_appointment (visit));

  self->moved = g_object_ref (visit);
  self->appointment_id = g_strdup (haven_visit_get_appointment (visit)->id);
  adw_dialog_set_title (ADW_DIALOG (self), _("Change Visit"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->moved_person), haven_visit_get_person_name (visit));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->moved_person), haven_visit_get_appointment (visit)->title);
  gtk_widget_set_visible (self->moved_person, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->person), FALSE);
  gtk_widget_set_visible (self->what, FALSE);
  gtk_widget_set_visible (self->which, haven_visit_get_appointment (visit)->series_id != NULL);
  haven_booking_allowance_set (self->allowance, &allowance);
  start (self, workspace, &entry, haven_visit_get_resource_ids (visit));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->when));
  keep (self, HAVEN_EDITOR_MOVE, self->appointment_id, NULL);
  return ADW_DIALOG (self);
}
