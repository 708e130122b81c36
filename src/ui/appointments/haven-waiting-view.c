/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-waiting-view.h"

#include "haven-announce.h"
#include "haven-booking-dialog.h"
#include "haven-buttons.h"
#include "haven-flow-layout.h"
#include "haven-focus-path.h"
#include "haven-permit.h"
#include "haven-wait-dialog.h"
#include "haven-wait-words.h"
#include "haven-waiting-service.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenWaitingView
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *failed;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;

  guint n_fits;
  gboolean finding; /* a time for somebody: once at a time */
  gboolean loading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HavenWaitingView, haven_waiting_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_FITS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (HavenWaitingView *self);

/* ── What is done with somebody who waits ─────────────────────────────────── */

typedef struct
{
  HavenWorkspace *workspace;
  char *entry_id;
  char *slot_id; /* NULL: they wait no longer */
} Act;

static void
free_act (Act *self)
{
  g_object_unref (self->workspace);
  g_free (self->entry_id);
  g_free (self->slot_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, free_act)

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Act *act = data;

  return act->slot_id ? haven_waiting_edit_book (session, act->entry_id, act->slot_id, error)
                      : haven_waiting_edit_withdraw (session, act->entry_id, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit == NULL)
    haven_workspace_tell_error (act->workspace, error);
  else
    haven_workspace_do (act->workspace, edit);
}

static void
button_clicked_cb (HavenWaitingView *self, GtkWidget *button)
{
  Act *act = g_new0 (Act, 1);

  act->workspace = g_object_ref (self->workspace);
  act->entry_id = g_strdup (g_object_get_data (G_OBJECT (button), "entry"));
  act->slot_id = g_strdup (g_object_get_data (G_OBJECT (button), "slot"));
  haven_session_work_async (haven_workspace_get_session (self->workspace), make_edit, act, NULL, g_object_unref, NULL, edit_made_cb, act);
}

/* ── Looking for a time ───────────────────────────────────────────────────── */

static gpointer
find_time (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_waiting_find_time (session, data, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenWaitProposal) proposal = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenWaitingView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->finding = FALSE;
  if (proposal == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else
    adw_dialog_present (haven_booking_dialog_new_for_waiting (self->workspace, proposal), GTK_WIDGET (self));
}

/** Looks for a time for somebody who waits, and opens the dialog that books it. */
void
haven_waiting_view_find_time (HavenWaitingView *self, const char *entry_id)
{
  g_return_if_fail (HAVEN_IS_WAITING_VIEW (self) && entry_id != NULL);

  if (self->finding || !haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_CREATE))
    return;
  self->finding = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            find_time,
                            g_strdup (entry_id),
                            g_free,
                            (GDestroyNotify) haven_wait_proposal_free,
                            self->cancellable,
                            found_cb,
                            self);
}

static void
find_clicked_cb (HavenWaitingView *self, GtkWidget *button)
{
  haven_waiting_view_find_time (self, g_object_get_data (G_OBJECT (button), "entry"));
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static GtkWidget *
create_button (HavenWaitingView *self,
               const HavenWaiting *waiting,
               const char *slot_id,
               const char *label,
               const char *full_label,
               GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "entry", g_strdup (waiting->entry->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "slot", g_strdup (slot_id), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  haven_announce_name (button, full_label);
  haven_buttons_wrap (button);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static char *
dup_slot (HavenWaitingView *self, const HavenWaiting *waiting, const HavenFreedSlot *slot)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  g_autofree char *day = haven_words_dup_date (haven_clock_get_local_date (clock, slot->starts_at));
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (clock, slot->starts_at));

  return g_strdup_printf (_("Book %s, %s"), day, time);
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_acts (HavenWaitingView *self, GtkWidget *box, const HavenWaiting *waiting)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);
  g_autofree char *off = g_strdup_printf (_("Take %s off the list"), waiting->person_name);
  g_autofree char *look = g_strdup_printf (_("Find a time for %s"), waiting->person_name);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *find = create_button (self, waiting, NULL, _("Find a Time…"), look, G_CALLBACK (find_clicked_cb));
  GtkWidget *remove = create_button (self, waiting, NULL, _("Take Off the List"), off, G_CALLBACK (button_clicked_cb));

  gtk_widget_set_layout_manager (acts, haven_flow_layout_new (6));
  haven_permit_bind (find, session, "appointment", HAVEN_ACTION_CREATE);
  haven_permit_bind (remove, session, "wait_entry", HAVEN_ACTION_UPDATE);
  gtk_box_append (GTK_BOX (acts), find);
  gtk_box_append (GTK_BOX (acts), remove);
  gtk_box_append (GTK_BOX (box), acts);
}

static GtkWidget *
create_row (HavenWaitingView *self, const HavenWaiting *waiting)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  HavenSession *session = haven_workspace_get_session (self->workspace);
  g_autofree char *wish = haven_wait_words_dup_wish (waiting->entry, waiting->with_name);
  g_autofree char *since = haven_wait_words_dup_since (waiting->entry, haven_session_get_clock (session));
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", waiting->person_name, since, wish);

  gtk_widget_add_css_class (row, "visit-row");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_box_append (GTK_BOX (box), create_label (waiting->person_name, "heading"));
  gtk_box_append (GTK_BOX (box), create_label (since, "flow-waiting"));
  gtk_box_append (GTK_BOX (box), create_label (wish, "visit-detail"));
  for (guint i = 0; i < waiting->slots->len; i++)
    {
      g_autofree char *label = dup_slot (self, waiting, waiting->slots->pdata[i]);
      g_autofree char *full_label = g_strdup_printf ("%s: %s", waiting->person_name, label);
      GtkWidget *book = create_button (self, waiting, ((HavenFreedSlot *) waiting->slots->pdata[i])->id, label, full_label, G_CALLBACK (button_clicked_cb));

      gtk_widget_add_css_class (book, "suggested-action");
      haven_permit_bind (book, session, "appointment", HAVEN_ACTION_CREATE);
      gtk_box_append (GTK_BOX (box), book);
    }
  append_acts (self, box, waiting);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
show (HavenWaitingView *self, GPtrArray *waiting)
{
  HavenFocusPath *focus = haven_focus_path_note (GTK_WIDGET (self->list));
  guint n_fits = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < waiting->len; i++)
    {
      const HavenWaiting *one = waiting->pdata[i];

      n_fits += one->slots->len > 0;
      gtk_list_box_append (self->list, create_row (self, one));
    }
  gtk_stack_set_visible_child_name (self->stack, waiting->len > 0 ? "list" : "nobody");
  haven_focus_path_restore (focus, GTK_WIDGET (self->list));
  self->n_fits = n_fits;
  g_signal_emit (self, signals[SIGNAL_FITS], 0, n_fits);
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static gpointer
read_waiting (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_waiting_list (session, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenWaitingView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (waiting)
    show (self, waiting);
  else
    {
      haven_permit_show_error (self->failed, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  if (self->stale)
    load (self);
}

static void
load (HavenWaitingView *self)
{
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            read_waiting,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
store_changed_cb (HavenWaitingView *self, HavenChanges *changes)
{
  static const char *const records[] = { "wait_entry", "freed_slot", "appointment", "safe_contact_rule", "resource_absence", "closed_day", "clinic_setting" };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    if (haven_changes_touch (changes, records[i]))
      {
        load (self);
        return;
      }
}

static void
add_cb (HavenWaitingView *self)
{
  if (haven_permit_check (self->workspace, "wait_entry", HAVEN_ACTION_CREATE))
    adw_dialog_present (haven_wait_dialog_new (self->workspace), GTK_WIDGET (self));
}

static void
haven_waiting_view_dispose (GObject *object)
{
  HavenWaitingView *self = HAVEN_WAITING_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_WAITING_VIEW);
  G_OBJECT_CLASS (haven_waiting_view_parent_class)->dispose (object);
}

static void
haven_waiting_view_finalize (GObject *object)
{
  g_clear_object (&HAVEN_WAITING_VIEW (object)->cancellable);
  G_OBJECT_CLASS (haven_waiting_view_parent_class)->finalize (object);
}

static void
haven_waiting_view_class_init (HavenWaitingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_waiting_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_waiting_view_finalize;

  /** HavenWaitingView::fits: how many of those who wait may be offered a time now */
  signals[SIGNAL_FITS] = g_signal_new ("fits", HAVEN_TYPE_WAITING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-waiting-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWaitingView, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitingView, list);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitingView, failed);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
haven_waiting_view_init (HavenWaitingView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer none) (nullable): the first button that books a free time */
static GtkWidget *
find_offer (GtkWidget *root)
{
  GtkWidget *found = GTK_IS_BUTTON (root) && g_object_get_data (G_OBJECT (root), "slot") ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_offer (child);
  return found;
}

/** Whoever comes for a time that became free finds whom it suits, however long the list is. */
void
haven_waiting_view_focus_offer (HavenWaitingView *self)
{
  GtkWidget *offer;

  g_return_if_fail (HAVEN_IS_WAITING_VIEW (self));
  offer = find_offer (GTK_WIDGET (self->list));
  if (offer)
    gtk_widget_grab_focus (offer);
}

/** Reads who waits, and again whenever something about it changes. */
void
haven_waiting_view_set_workspace (HavenWaitingView *self, HavenWorkspace *workspace)
{
  HavenSession *session = haven_workspace_get_session (workspace);

  g_return_if_fail (HAVEN_IS_WAITING_VIEW (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (haven_session_get_store (session), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}
