/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-person-row.h"

#include "haven-announce.h"
#include "haven-people.h"
#include "haven-query-model.h"

#include <glib/gi18n.h>

#define MOST_LISTED_HEIGHT 260
#define LISTED_LETTERS 24

struct _HavenBookingPersonRow
{
  AdwEntryRow parent_instance;

  /* owned */
  HavenQueryModel *people;
  HavenSession *session;
  GCancellable *cancellable;
  HavenClock *clock;
  GtkSingleSelection *selection;
  GtkWidget *popover;
  char *person_id;
  char *language; /* of the interpreter that the person needs; NULL: none */

  gboolean filling; /* the text is set from here and is no search */
};

G_DEFINE_FINAL_TYPE (HavenBookingPersonRow, haven_booking_person_row, ADW_TYPE_ENTRY_ROW)

enum
{
  SIGNAL_PERSON_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (HavenBookingPersonRow *self, guint position)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (self->people), position);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (row != NULL)
    haven_booking_person_row_set_person (self,
                                         haven_query_row_get_text (row, HAVEN_PEOPLE_ID),
                                         haven_query_row_get_text (row, HAVEN_PEOPLE_NAME),
                                         haven_query_row_get_text (row, HAVEN_PEOPLE_INTERPRETER_NEED),
                                         haven_query_row_get_text (row, HAVEN_PEOPLE_SPOKEN_LANGUAGE));
}

static void
announce_found (HavenBookingPersonRow *self, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u person found", "%u people found", n), n);

  haven_announce (GTK_WIDGET (self), text);
}

static void
search (HavenBookingPersonRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autoptr (HavenQuery) query = NULL;
  guint n;

  if (self->people == NULL)
    return;
  if (*text == '\0')
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  query = haven_query_new_people (text, haven_clock_now (self->clock));
  haven_query_model_set_query (self->people, query);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  gtk_single_selection_set_selected (self->selection, n > 0 ? 0 : GTK_INVALID_LIST_POSITION);
  if (n > 0)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  announce_found (self, n);
}

static void
text_changed_cb (HavenBookingPersonRow *self)
{
  if (self->filling)
    return;
  g_clear_pointer (&self->person_id, g_free);
  g_clear_pointer (&self->language, g_free);
  search (self);
  g_signal_emit (self, signals[SIGNAL_PERSON_CHANGED], 0);
}

static gboolean
is_listing (HavenBookingPersonRow *self)
{
  return gtk_widget_get_visible (self->popover);
}

static void
entry_activated_cb (HavenBookingPersonRow *self)
{
  if (is_listing (self))
    choose (self, gtk_single_selection_get_selected (self->selection));
  else if (self->person_id != NULL)
    gtk_widget_activate_default (GTK_WIDGET (self));
  else
    search (self);
}

static gboolean
step_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenBookingPersonRow *self = HAVEN_BOOKING_PERSON_ROW (widget);
  gint64 position = gtk_single_selection_get_selected (self->selection);
  gint64 n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (!is_listing (self))
    return GDK_EVENT_PROPAGATE;
  position = CLAMP (position + g_variant_get_int32 (parameter), 0, n - 1);
  gtk_single_selection_set_selected (self->selection, (guint) position);
  return GDK_EVENT_STOP;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenBookingPersonRow *self = HAVEN_BOOKING_PERSON_ROW (widget);

  if (!is_listing (self))
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  return GDK_EVENT_STOP;
}

static void
focus_left_cb (HavenBookingPersonRow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
list_activated_cb (HavenBookingPersonRow *self, guint position)
{
  choose (self, position);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), LISTED_LETTERS);
      if (i == 1)
        gtk_widget_add_css_class (label, "visit-detail");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "person-found");
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  HavenQueryRow *row = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *aliases = gtk_widget_get_next_sibling (name);
  const char *other = haven_query_row_get_text (row, HAVEN_PEOPLE_ALIASES);

  gtk_label_set_label (GTK_LABEL (name), haven_query_row_get_text (row, HAVEN_PEOPLE_NAME));
  gtk_label_set_label (GTK_LABEL (aliases), other ? other : "");
  gtk_widget_set_visible (aliases, other && *other);
  gtk_list_item_set_accessible_label (item, haven_query_row_get_text (row, HAVEN_PEOPLE_NAME));
}

static GtkWidget *
create_list (HavenBookingPersonRow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  g_signal_connect_object (list, "activate", G_CALLBACK (list_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("People found"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_LISTED_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

static void
create_popover (HavenBookingPersonRow *self)
{
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "people-found");
  gtk_popover_set_child (GTK_POPOVER (self->popover), create_list (self));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
haven_booking_person_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (haven_booking_person_row_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (HAVEN_BOOKING_PERSON_ROW (widget)->popover));
}

static void
haven_booking_person_row_dispose (GObject *object)
{
  HavenBookingPersonRow *self = HAVEN_BOOKING_PERSON_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->people);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->person_id, g_free);
  g_clear_pointer (&self->language, g_free);
  G_OBJECT_CLASS (haven_booking_person_row_parent_class)->dispose (object);
}

static void
haven_booking_person_row_class_init (HavenBookingPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_booking_person_row_dispose;
  widget_class->size_allocate = haven_booking_person_row_size_allocate;

  /** HavenBookingPersonRow::person-changed: somebody is chosen, or nobody any more */
  signals[SIGNAL_PERSON_CHANGED] = g_signal_new ("person-changed",
                                                 HAVEN_TYPE_BOOKING_PERSON_ROW,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, step_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, step_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
haven_booking_person_row_init (HavenBookingPersonRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->cancellable = g_cancellable_new ();
  self->selection = gtk_single_selection_new (NULL);
  create_popover (self);
  g_signal_connect (self, "changed", G_CALLBACK (text_changed_cb), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (entry_activated_cb), NULL);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/** Where to search. */
void
haven_booking_person_row_set_session (HavenBookingPersonRow *self, HavenSession *session)
{
  g_return_if_fail (HAVEN_IS_BOOKING_PERSON_ROW (self) && self->people == NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (haven_session_get_clock (session));
  self->people = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->people));
}

/** Chooses somebody. @interpreter_need, @language: (nullable): what the person's visits need */
void
haven_booking_person_row_set_person (HavenBookingPersonRow *self,
                                     const char *id,
                                     const char *name,
                                     const char *interpreter_need,
                                     const char *language)
{
  g_return_if_fail (HAVEN_IS_BOOKING_PERSON_ROW (self));

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), name ? name : "");
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->filling = FALSE;
  g_set_str (&self->person_id, id);
  g_set_str (&self->language, interpreter_need && !g_str_equal (interpreter_need, "none") ? language : NULL);
  g_signal_emit (self, signals[SIGNAL_PERSON_CHANGED], 0);
}

/* ── In a draft ───────────────────────────────────────────────────────────── */

static gpointer
load_person (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_session_load (session, &haven_patient_info, data, error);
}

/* Who is no longer there for whoever typed it is nobody. */
static void
person_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPatient) patient = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || patient == NULL)
    return;
  haven_booking_person_row_set_person (data, patient->id, patient->name, patient->interpreter_need, patient->spoken_language);
}

static char *
dup_person_id (gpointer owner)
{
  return g_strdup (HAVEN_BOOKING_PERSON_ROW (owner)->person_id);
}

static void
set_person_id (gpointer owner, const char *id)
{
  HavenBookingPersonRow *self = owner;

  if (g_strcmp0 (self->person_id, id) == 0)
    return;
  haven_booking_person_row_set_person (self, NULL, NULL, NULL, NULL);
  if (*id != '\0')
    haven_session_work_async (self->session,
                              load_person,
                              g_strdup (id),
                              g_free,
                              (GDestroyNotify) haven_patient_free,
                              self->cancellable,
                              person_loaded_cb,
                              self);
}

/** Only who was chosen is kept, not a name; the name is read anew. */
void
haven_booking_person_row_add_to_draft (HavenBookingPersonRow *self, HavenDraftFields *fields)
{
  g_return_if_fail (HAVEN_IS_BOOKING_PERSON_ROW (self) && self->session != NULL);

  haven_draft_fields_add_value (fields, "person", dup_person_id, set_person_id, self);
}

/** Returns: (transfer none) (nullable): who is chosen */
const char *
haven_booking_person_row_get_person_id (HavenBookingPersonRow *self)
{
  g_return_val_if_fail (HAVEN_IS_BOOKING_PERSON_ROW (self), NULL);
  return self->person_id;
}

/** Returns: (transfer none) (nullable): the language (BCP 47) of the interpreter whom the person needs */
const char *
haven_booking_person_row_get_interpreter_language (HavenBookingPersonRow *self)
{
  g_return_val_if_fail (HAVEN_IS_BOOKING_PERSON_ROW (self), NULL);
  return self->language;
}
