/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-page.h"

#include "haven-member-add-dialog.h"
#include "haven-role-words.h"
#include "haven-rows.h"
#include "haven-staff-service.h"

#include <glib/gi18n.h>

struct _HavenStaffPage
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  AdwBin *holder;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;

  gboolean loading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HavenStaffPage, haven_staff_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (HavenStaffPage *self);

static HavenSession *
get_session (HavenStaffPage *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── The list ─────────────────────────────────────────────────────────────── */

/* “Can sign in · still lacks: medical part” */
static char *
dup_state (const HavenStaffEntry *entry)
{
  g_autoptr (GString) state = g_string_new (NULL);

  if (!entry->member->active)
    return g_strdup (_ ("Does not work here any more"));
  g_string_append (state, entry->can_sign_in ? _ ("Can sign in") : _ ("Cannot sign in yet"));
  for (int i = 0; entry->can_sign_in && i < HAVEN_N_PARTITIONS; i++)
    if ((entry->wants & ~entry->holds & (1u << i)) != 0)
      {
        g_string_append (state, " · ");
        /* Translators: a part of the vault: “Medical part” */
        g_string_append_printf (state, _ ("still lacks: %s"), haven_part_get_label ((HavenPartition) i));
      }
  return g_string_free (g_steal_pointer (&state), FALSE);
}

static void
row_activated_cb (GtkWidget *row, HavenStaffPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_object_get_data (G_OBJECT (row), "staff-id"));
}

static GtkWidget *
create_row (HavenStaffPage *self, const HavenStaffEntry *entry)
{
  g_autofree char *roles = haven_role_dup_labels ((const char *const *) entry->member->roles);
  g_autofree char *state = dup_state (entry);
  g_autofree char *words = g_strdup_printf ("%s\n%s", roles, state);
  GtkWidget *row = haven_row_new (entry->member->name, words);
  const gboolean lacks = entry->member->active && (!entry->can_sign_in || (entry->wants & ~entry->holds) != 0);

  haven_row_add_icon (row, lacks ? "dialog-information-symbolic" : "haven-person-symbolic");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "staff-id", g_strdup (entry->member->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);
  return row;
}

static void
add_clicked_cb (HavenStaffPage *self)
{
  adw_dialog_present (haven_member_add_dialog_new (self->workspace), GTK_WIDGET (self));
}

static GtkWidget *
create_add_row (HavenStaffPage *self)
{
  GtkWidget *row = haven_row_new_button (_ ("_Add a Member of Staff…"), "list-add-symbolic");

  g_signal_connect_object (row, "activated", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
fill_group (HavenStaffPage *self, AdwPreferencesGroup *group, GPtrArray *entries, gboolean active)
{
  for (guint i = 0; i < entries->len; i++)
    if (((const HavenStaffEntry *) entries->pdata[i])->member->active == active)
      adw_preferences_group_add (group, create_row (self, entries->pdata[i]));
}

static gboolean
holds_left (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (!((const HavenStaffEntry *) entries->pdata[i])->member->active)
      return TRUE;
  return FALSE;
}

static void
show_list (HavenStaffPage *self, GPtrArray *entries)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group =
      haven_rows_add_group (ADW_PREFERENCES_PAGE (page),
                            _ ("Who Works Here"),
                            _ ("Nobody shares a sign-in. What somebody may open follows from their roles."));

  fill_group (self, group, entries, TRUE);
  if (haven_session_may (get_session (self), "staff_member", HAVEN_ACTION_CREATE))
    adw_preferences_group_add (group, create_add_row (self));
  if (holds_left (entries))
    fill_group (self, haven_rows_add_group (ADW_PREFERENCES_PAGE (page), _ ("Worked Here Before"), NULL), entries, FALSE);
  adw_bin_set_child (self->holder, page);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
read_staff (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_staff_list (session, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenStaffPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (entries != NULL)
    show_list (self, entries);
  else
    {
      g_autofree char *words = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, words);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  if (self->stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
load (HavenStaffPage *self)
{
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  haven_session_work_async (get_session (self),
                            read_staff,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
retry_cb (HavenStaffPage *self)
{
  load (self);
}

/* Each look is written down, so a page that nobody sees does not look. */
static void
store_changed_cb (HavenStaffPage *self, HavenChanges *changes)
{
  if (!haven_changes_touch (changes, "staff_member"))
    return;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
haven_staff_page_map (GtkWidget *widget)
{
  HavenStaffPage *self = HAVEN_STAFF_PAGE (widget);

  GTK_WIDGET_CLASS (haven_staff_page_parent_class)->map (widget);
  if (self->stale)
    load (self);
}

static void
haven_staff_page_dispose (GObject *object)
{
  HavenStaffPage *self = HAVEN_STAFF_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_STAFF_PAGE);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_staff_page_parent_class)->dispose (object);
}

static void
haven_staff_page_class_init (HavenStaffPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_staff_page_dispose;
  widget_class->map = haven_staff_page_map;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HAVEN_TYPE_STAFF_PAGE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-staff-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenStaffPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenStaffPage, holder);
  gtk_widget_class_bind_template_child (widget_class, HavenStaffPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
haven_staff_page_init (HavenStaffPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
haven_staff_page_new (HavenWorkspace *workspace)
{
  HavenStaffPage *self = g_object_new (HAVEN_TYPE_STAFF_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->stale = TRUE;
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** Whether somebody sees more of the staff than their names. */
gboolean
haven_staff_page_is_for (HavenSession *session)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (session);

  return access != NULL && haven_access_may_read_column (access, HAVEN_PARTITION_SHARED, "staff_member", "roles");
}

gboolean
haven_staff_page_is_loaded (HavenStaffPage *self)
{
  g_return_val_if_fail (HAVEN_IS_STAFF_PAGE (self), FALSE);
  return !self->loading && !self->stale;
}
