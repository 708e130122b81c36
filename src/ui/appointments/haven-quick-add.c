/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-quick-add.h"

#include "haven-announce.h"
#include "haven-booking-clerk.h"
#include "haven-booking-person-row.h"
#include "haven-booking-when.h"
#include "haven-draft-fields.h"
#include "haven-draft-writer.h"

#include <glib/gi18n.h>

struct _HavenQuickAdd
{
  GtkPopover parent_instance;

  /* template */
  HavenBookingWhen *when;
  HavenBookingPersonRow *person;
  GtkLabel *takes;
  HavenBookingConflicts *conflicts;
  GtkLabel *problem;
  GtkButton *book;

  /* owned */
  HavenWorkspace *workspace;
  HavenBookingClerk *clerk;
  HavenDraftFields *fields;
  HavenDraftWriter *draft; /* NULL while it is closed */
  char *resource_id;
  const char *kind;
};

G_DEFINE_FINAL_TYPE (HavenQuickAdd, haven_quick_add, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a visit with somebody is, unless it is said otherwise. */
static const char *
find_kind (const HavenResource *resource)
{
  const char *kind = resource && resource->kind ? resource->kind : "";

  if (g_str_equal (kind, "lawyer"))
    return "legal";
  return g_str_equal (kind, "navigator") ? "advocate" : "medical";
}

/* ── What is typed stays ──────────────────────────────────────────────────── */

/* In the words of the booking dialog, which goes on with it. */
static HavenDraftContent *
read_draft (gpointer data)
{
  HavenQuickAdd *self = data;
  HavenDraftContent *content = haven_draft_fields_read (self->fields);
  const char *person = haven_booking_person_row_get_person_id (self->person);

  haven_draft_content_set (content, "person", person ? person : "");
  haven_draft_content_set (content, "resources", self->resource_id ? self->resource_id : "");
  haven_draft_content_set (content, "kind", self->kind);
  return content;
}

static void
fields_changed_cb (HavenQuickAdd *self)
{
  if (self->draft)
    haven_draft_writer_changed (self->draft);
}

static void
begin_draft (HavenQuickAdd *self, HavenDate date, int minute)
{
  g_autofree char *day = haven_date_dup_iso (date);
  g_autofree char *detail = g_strdup_printf ("%s %d %s", day, minute, self->resource_id ? self->resource_id : "-");

  self->draft = haven_draft_writer_new (
      haven_workspace_get_session (self->workspace), HAVEN_EDITOR_QUICK_BOOKING, HAVEN_DRAFT_OF_NEW);
  haven_workspace_add_draft (self->workspace, self->draft);
  haven_draft_writer_attach (self->draft, read_draft, self, NULL);
  haven_workspace_enter_editor (self->workspace, self, HAVEN_EDITOR_QUICK_BOOKING, HAVEN_DRAFT_OF_NEW, detail);
}

/* @kept: whether what was typed is still wanted */
static void
end_draft (HavenQuickAdd *self, gboolean kept)
{
  if (self->draft == NULL)
    return;
  if (!kept)
    haven_draft_writer_discard (self->draft);
  haven_draft_writer_detach (self->draft);
  g_clear_object (&self->draft);
  haven_workspace_leave_editor (self->workspace, self);
}

/* A window that is locked or hidden closes it as well, so what was typed is kept until something else is. */
static void
closed_cb (HavenQuickAdd *self)
{
  end_draft (self, TRUE);
}

static HavenBookingRequest *
create_request (HavenQuickAdd *self)
{
  const char *const resource_ids[] = { self->resource_id, NULL };
  HavenTimeEntry entry;
  gboolean timed = haven_booking_when_get (self->when, &entry);
  HavenBooking booking = {
    .patient_id = haven_booking_person_row_get_person_id (self->person),
    .kind = self->kind,
    .mode = "in-person",
    .date = entry.date,
    .minute = entry.minute,
    .minutes_long = entry.minutes_long,
    .resource_ids = resource_ids,
    .override_reason = haven_booking_conflicts_get_reason (self->conflicts),
  };

  return timed && booking.patient_id ? haven_booking_request_new (&booking) : NULL;
}

static void
show_problem (HavenQuickAdd *self, const char *sentence)
{
  haven_announce_problem (self->problem, sentence);
}

static void
reason_chosen_cb (HavenQuickAdd *self)
{
  haven_booking_clerk_answered (self->clerk);
}

static void
changed_cb (HavenQuickAdd *self)
{
  if (self->clerk == NULL)
    return;
  fields_changed_cb (self);
  haven_booking_clerk_look (self->clerk);
}

/* ── Booking ──────────────────────────────────────────────────────────────── */

static HavenBookingRequest *
ask (gpointer form)
{
  return create_request (form);
}

static void
booked (gpointer form, HavenEdit *edit)
{
  HavenQuickAdd *self = form;
  HavenTimeEntry entry;

  end_draft (self, FALSE);
  haven_workspace_do (self->workspace, edit);
  if (haven_booking_when_get (self->when, &entry))
    {
      g_autofree char *day = haven_date_dup_iso (entry.date);
      g_autofree char *minute = g_strdup_printf ("%d", entry.minute);

      haven_workspace_open (self->workspace, HAVEN_DESTINATION_APPOINTMENTS, day, minute);
    }
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
failed (gpointer form, const GError *error)
{
  show_problem (form, error ? error->message : NULL);
}

static const HavenBookingForm books = { ask, booked, failed, "quick-add.book", N_ ("_Book"), N_ ("_Book Anyway") };

static void
book_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_booking_clerk_book (HAVEN_QUICK_ADD (widget)->clerk);
}

static void
more_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenQuickAdd *self = HAVEN_QUICK_ADD (widget);
  HavenTimeEntry entry;
  g_autofree char *day = NULL;
  g_autofree char *person = g_strdup (haven_booking_person_row_get_person_id (self->person));

  haven_booking_when_get (self->when, &entry);
  day = haven_date_is_set (entry.date) ? haven_date_dup_iso (entry.date) : NULL;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_MORE], 0, person, day, entry.minute, entry.minutes_long, self->resource_id);
}

/* Enter leads on: from the time to the person, and only then to the visit. */
static gboolean
when_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HavenQuickAdd *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter) ||
      haven_booking_person_row_get_person_id (self->person) != NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->person));
  return GDK_EVENT_STOP;
}

static void
haven_quick_add_dispose (GObject *object)
{
  HavenQuickAdd *self = HAVEN_QUICK_ADD (object);

  g_clear_pointer (&self->clerk, haven_booking_clerk_free);
  end_draft (self, TRUE);
  g_clear_object (&self->fields);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->resource_id, g_free);
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_QUICK_ADD);
  G_OBJECT_CLASS (haven_quick_add_parent_class)->dispose (object);
}

static void
haven_quick_add_class_init (HavenQuickAddClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_quick_add_dispose;

  /** HavenQuickAdd::more: somebody wants to say more: whom (nullable), the day (nullable), the minute, how
   * many minutes long, the resource */
  signals[SIGNAL_MORE] = g_signal_new ("more", HAVEN_TYPE_QUICK_ADD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5,
                                       G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT, G_TYPE_STRING);

  g_type_ensure (HAVEN_TYPE_BOOKING_WHEN);
  g_type_ensure (HAVEN_TYPE_BOOKING_PERSON_ROW);
  g_type_ensure (HAVEN_TYPE_BOOKING_CONFLICTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-quick-add.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenQuickAdd, when);
  gtk_widget_class_bind_template_child (widget_class, HavenQuickAdd, person);
  gtk_widget_class_bind_template_child (widget_class, HavenQuickAdd, takes);
  gtk_widget_class_bind_template_child (widget_class, HavenQuickAdd, conflicts);
  gtk_widget_class_bind_template_child (widget_class, HavenQuickAdd, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenQuickAdd, book);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_chosen_cb);
  gtk_widget_class_install_action (widget_class, "quick-add.book", NULL, book_cb);
  gtk_widget_class_install_action (widget_class, "quick-add.more", NULL, more_cb);
}

static void
haven_quick_add_init (HavenQuickAdd *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->kind = "medical";
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_booking_conflicts_set_asks (self->conflicts, TRUE);
  gtk_popover_set_default_widget (GTK_POPOVER (self), GTK_WIDGET (self->book));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (when_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->when), keys);
  self->fields = haven_draft_fields_new ();
  haven_booking_when_add_to_draft (self->when, self->fields);
  g_signal_connect_object (self->fields, "changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

GtkWidget *
haven_quick_add_new (HavenWorkspace *workspace)
{
  HavenQuickAdd *self = g_object_new (HAVEN_TYPE_QUICK_ADD, NULL);
  HavenSession *session = haven_workspace_get_session (workspace);

  haven_booking_person_row_set_session (self->person, session);
  haven_booking_when_set_clock (self->when, haven_session_get_clock (session));
  self->workspace = g_object_ref (workspace);
  self->clerk = haven_booking_clerk_new (session, GTK_WIDGET (self), &books, self->conflicts, self->book);
  return GTK_WIDGET (self);
}

/**
 * haven_quick_add_open:
 * @text: what was typed so far
 * @date: the day that is meant where none is typed
 * @minute: and the time
 * @resource: (nullable): what the visit takes
 * @at: where to point, in the coordinates of the parent
 */
void
haven_quick_add_open (HavenQuickAdd *self,
                      const char *text,
                      HavenDate date,
                      int minute,
                      const HavenResource *resource,
                      const GdkRectangle *at)
{
  g_autofree char *takes = NULL;

  g_return_if_fail (HAVEN_IS_QUICK_ADD (self));

  takes = resource ? g_strdup_printf (_("With %s"), resource->name) : NULL;
  g_set_str (&self->resource_id, resource ? resource->id : NULL);
  self->kind = find_kind (resource);
  gtk_label_set_label (self->takes, takes ? takes : "");
  gtk_widget_set_visible (GTK_WIDGET (self->takes), takes != NULL);
  haven_booking_person_row_set_person (self->person, NULL, NULL, NULL, NULL);
  haven_booking_when_set_fallback (self->when, date, minute);
  show_problem (self, NULL);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));
  haven_booking_when_begin (self->when, text);
  end_draft (self, TRUE);
  begin_draft (self, date, minute);
  changed_cb (self);
}
