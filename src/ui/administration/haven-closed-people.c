/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-closed-people.h"

#include "haven-access-service.h"
#include "haven-person-chooser.h"
#include "haven-people-service.h"
#include "haven-reason-dialog.h"
#include "haven-rows.h"

#include <glib/gi18n.h>

struct _HavenClosedPeople
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *staff_id;
  char *patient_id; /* nullable: whom a reason is asked for */
  HavenDraftWriter *draft; /* nullable: of that reason */
  GPtrArray *rows;  /* borrowed widgets */

  guint n;
};

G_DEFINE_FINAL_TYPE (HavenClosedPeople, haven_closed_people, ADW_TYPE_PREFERENCES_GROUP)

static void load (HavenClosedPeople *self);

static HavenSession *
get_session (HavenClosedPeople *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Acting ───────────────────────────────────────────────────────────────── */

typedef struct
{
  char *staff_id;
  char *patient_id;
  char *denial_id; /* set: to end it */
  char *reason;
} Closing;

static void
free_closing (gpointer data)
{
  Closing *closing = data;

  g_free (closing->staff_id);
  g_free (closing->patient_id);
  g_free (closing->denial_id);
  g_free (closing->reason);
  g_free (closing);
}

static gpointer
run_closing (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Closing *closing = data;

  if (closing->denial_id != NULL)
    return GINT_TO_POINTER (haven_access_service_unbar (session, closing->denial_id, error));
  return GINT_TO_POINTER (
      haven_access_service_bar (session, closing->patient_id, closing->staff_id, closing->reason, error));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenClosedPeople *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (done && self->draft != NULL)
    haven_draft_writer_discard (self->draft);
  g_clear_object (&self->draft);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), done ? NULL : error->message);
  load (self);
}

/* @closing: (transfer full): */
static void
start (HavenClosedPeople *self, Closing *closing)
{
  haven_session_work_async (get_session (self), run_closing, closing, free_closing, NULL, self->cancellable, closed_cb, self);
}

static void
open_clicked_cb (GtkWidget *button, HavenClosedPeople *self)
{
  Closing *closing = g_new0 (Closing, 1);

  closing->denial_id = g_strdup (g_object_get_data (G_OBJECT (button), "denial"));
  start (self, closing);
}

static void
reason_given_cb (HavenClosedPeople *self, const char *reason, HavenReasonDialog *dialog)
{
  g_set_object (&self->draft, haven_reason_dialog_get_draft (dialog));
  haven_closed_people_close (self, self->patient_id, reason);
}

static void
person_chosen_cb (HavenClosedPeople *self, const char *id, const char *name)
{
  g_autofree char *body = g_strdup_printf (_ ("%s will not be there for this member of staff: not in a search, a list or a "
                                              "calendar. They are not told. Why?"),
                                           name);
  AdwDialog *dialog = haven_reason_dialog_new (_ ("Close This Person?"), body, _ ("Reason"), _ ("_Close"), 1);
  g_autofree char *subject_id = g_strdup_printf ("%s/%s", self->staff_id, id);

  g_set_str (&self->patient_id, id);
  haven_reason_dialog_keep (HAVEN_REASON_DIALOG (dialog), self->workspace, HAVEN_EDITOR_DENIAL, subject_id);
  g_signal_connect_object (dialog, "given", G_CALLBACK (reason_given_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_clicked_cb (HavenClosedPeople *self)
{
  AdwDialog *dialog = haven_person_chooser_new (self->workspace, _ ("Close Whom?"));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (person_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ── The list ─────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *denials;
  GHashTable *names;
} Listing;

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->denials, g_ptr_array_unref);
  g_clear_pointer (&listing->names, g_hash_table_unref);
  g_free (listing);
}

static gpointer
read_listing (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = g_new0 (Listing, 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  listing->denials = haven_session_list (session, &haven_patient_denial_info, "staff_id", data, "since", error);
  for (guint i = 0; listing->denials && i < listing->denials->len; i++)
    if (((HavenPatientDenial *) listing->denials->pdata[i])->ended_at == 0)
      g_ptr_array_add (ids, ((HavenPatientDenial *) listing->denials->pdata[i])->patient_id);
  g_ptr_array_add (ids, NULL);
  if (listing->denials != NULL)
    listing->names = haven_people_find_names (session, (const char *const *) ids->pdata, error);
  if (listing->names == NULL)
    g_clear_pointer (&listing, free_listing);
  return listing;
}

static GtkWidget *
create_row (HavenClosedPeople *self, const HavenPatientDenial *denial, const char *name)
{
  GtkWidget *row = haven_row_new (name ? name : _ ("Somebody whom you do not see either"), denial->reason);
  g_autofree char *words = g_strdup_printf (_ ("Open again: %s"), name ? name : "");

  if (haven_session_may (get_session (self), "patient_denial", HAVEN_ACTION_UPDATE))
    {
      GtkWidget *button = haven_row_add_button (row, _ ("Open Again"), words);

      g_object_set_data_full (G_OBJECT (button), "denial", g_strdup (denial->id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (open_clicked_cb), self);
    }
  return row;
}

static void
add (HavenClosedPeople *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_listing (HavenClosedPeople *self, const Listing *listing)
{
  GtkWidget *button;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->n = 0;
  for (guint i = 0; i < listing->denials->len; i++)
    {
      const HavenPatientDenial *denial = listing->denials->pdata[i];

      if (denial->ended_at != 0)
        continue;
      add (self, create_row (self, denial, g_hash_table_lookup (listing->names, denial->patient_id)));
      self->n++;
    }
  if (!haven_session_may (get_session (self), "patient_denial", HAVEN_ACTION_CREATE))
    return;
  button = haven_row_new_button (_ ("_Close a Person…"), "list-add-symbolic");
  g_signal_connect_object (button, "activated", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  add (self, button);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Listing *listing = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenClosedPeople *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (listing == NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), error->message);
  else
    show_listing (self, listing);
  g_clear_pointer (&listing, free_listing);
}

static void
load (HavenClosedPeople *self)
{
  haven_session_work_async (get_session (self),
                            read_listing,
                            g_strdup (self->staff_id),
                            g_free,
                            free_listing,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
haven_closed_people_dispose (GObject *object)
{
  HavenClosedPeople *self = HAVEN_CLOSED_PEOPLE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->staff_id, g_free);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_closed_people_parent_class)->dispose (object);
}

static void
haven_closed_people_class_init (HavenClosedPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_closed_people_dispose;
}

static void
haven_closed_people_init (HavenClosedPeople *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("People Closed to This Member"));
}

GtkWidget *
haven_closed_people_new (HavenWorkspace *workspace, const char *staff_id)
{
  HavenClosedPeople *self = g_object_new (HAVEN_TYPE_CLOSED_PEOPLE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && staff_id != NULL, GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->staff_id = g_strdup (staff_id);
  load (self);
  return GTK_WIDGET (self);
}

/** Whether somebody sees who is closed to whom. */
gboolean
haven_closed_people_is_for (HavenSession *session)
{
  return haven_session_may (session, "patient_denial", HAVEN_ACTION_LIST);
}

/** Closes a person to the member of staff, from the next thing they do. */
void
haven_closed_people_close (HavenClosedPeople *self, const char *patient_id, const char *reason)
{
  Closing *closing;

  g_return_if_fail (HAVEN_IS_CLOSED_PEOPLE (self) && patient_id != NULL);

  closing = g_new0 (Closing, 1);
  closing->staff_id = g_strdup (self->staff_id);
  closing->patient_id = g_strdup (patient_id);
  closing->reason = g_strdup (reason);
  start (self, closing);
}

guint
haven_closed_people_get_n (HavenClosedPeople *self)
{
  g_return_val_if_fail (HAVEN_IS_CLOSED_PEOPLE (self), 0);
  return self->n;
}
