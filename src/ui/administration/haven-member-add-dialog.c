/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-member-add-dialog.h"

#include "haven-passphrase-dialog.h"
#include "haven-role-words.h"
#include "haven-rows.h"
#include "haven-staff-act.h"

#include <glib/gi18n.h>

struct _HavenMemberAddDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *add;
  GtkEditable *name;
  GtkListBox *roles;
  HavenWayIn *way_in;
  GtkLabel *failure;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;

  gboolean adding;
};

G_DEFINE_FINAL_TYPE (HavenMemberAddDialog, haven_member_add_dialog, ADW_TYPE_DIALOG)

/* ── The roles ────────────────────────────────────────────────────────────── */

static HavenSession *
get_session (HavenMemberAddDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

static gboolean
may_grant (HavenMemberAddDialog *self, const char *role)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (get_session (self));
  HavenRoles *roles = haven_store_get_roles (haven_session_get_store (get_session (self)));

  return access != NULL && haven_roles_may_grant (roles, haven_access_get_roles (access), role);
}

static char **
dup_roles (HavenMemberAddDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->roles)); row; row = gtk_widget_get_next_sibling (row))
    {
      GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

      if (check != NULL && gtk_check_button_get_active (check))
        g_strv_builder_add (builder, g_object_get_data (G_OBJECT (row), "role"));
    }
  return g_strv_builder_end (builder);
}

static void
update (HavenMemberAddDialog *self)
{
  g_auto (GStrv) roles = dup_roles (self);
  g_autofree char *name = g_strstrip (gtk_editable_get_chars (self->name, 0, -1));

  gtk_widget_set_sensitive (self->add,
                            !self->adding && *name != '\0' && roles[0] != NULL && haven_way_in_is_filled (self->way_in));
}

static void
changed_cb (HavenMemberAddDialog *self)
{
  update (self);
}

/* What one may not give stands there with the reason: nobody looks for what is not there. */
static void
add_role (HavenMemberAddDialog *self, const char *role)
{
  const gboolean allowed = may_grant (self, role);
  GtkWidget *row = haven_row_new (haven_role_get_label (role),
                                  allowed ? haven_role_get_description (role)
                                          : _ ("Somebody who has this role gives it afterwards."));
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  haven_role_get_label (role),
                                  -1);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data_full (G_OBJECT (row), "role", g_strdup (role), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (row, allowed);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
  gtk_list_box_append (self->roles, row);
}

/* ── Adding ───────────────────────────────────────────────────────────────── */

static void
set_adding (HavenMemberAddDialog *self, gboolean adding)
{
  self->adding = adding;
  update (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean added = haven_staff_act_finish (HAVEN_SESSION (source), result, &error);
  HavenMemberAddDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_adding (self, FALSE);
  if (!added)
    {
      haven_error_label_show (self->failure, error->message);
      return;
    }
  haven_way_in_clear (self->way_in);
  haven_workspace_tell (self->workspace, _ ("They can sign in now."));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
proven_cb (HavenMemberAddDialog *self)
{
  HavenStaffAct *act = haven_staff_act_new (HAVEN_STAFF_ADD, NULL);
  g_autofree char *sign_in_name = haven_way_in_dup_name (self->way_in);

  act->name = g_strstrip (gtk_editable_get_chars (self->name, 0, -1));
  act->sign_in_name = *sign_in_name ? g_steal_pointer (&sign_in_name) : NULL;
  act->passphrase = haven_way_in_dup_passphrase (self->way_in);
  act->roles = dup_roles (self);
  haven_error_label_show (self->failure, NULL);
  set_adding (self, TRUE);
  haven_staff_act_run_async (act, get_session (self), self->cancellable, added_cb, self);
}

static void
add_cb (HavenMemberAddDialog *self)
{
  haven_member_add_dialog_add (self);
}

static void
cancel_cb (HavenMemberAddDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_member_add_dialog_dispose (GObject *object)
{
  HavenMemberAddDialog *self = HAVEN_MEMBER_ADD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MEMBER_ADD_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_member_add_dialog_parent_class)->dispose (object);
}

static void
haven_member_add_dialog_class_init (HavenMemberAddDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_member_add_dialog_dispose;
  g_type_ensure (HAVEN_TYPE_WAY_IN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-member-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, add);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, roles);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, way_in);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
haven_member_add_dialog_init (HavenMemberAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AdwDialog *
haven_member_add_dialog_new (HavenWorkspace *workspace)
{
  HavenMemberAddDialog *self = g_object_new (HAVEN_TYPE_MEMBER_ADD_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  for (const HavenChoice *role = haven_role_get_all (); role->code; role++)
    add_role (self, role->code);
  update (self);
  return ADW_DIALOG (self);
}

/** As if it were typed and ticked; for tests. */
void
haven_member_add_dialog_fill (HavenMemberAddDialog *self, const char *name, const char *role)
{
  g_return_if_fail (HAVEN_IS_MEMBER_ADD_DIALOG (self));

  gtk_editable_set_text (self->name, name);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->roles)); row; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "role"), role) == 0)
      gtk_check_button_set_active (g_object_get_data (G_OBJECT (row), "check"), TRUE);
}

HavenWayIn *
haven_member_add_dialog_get_way_in (HavenMemberAddDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_MEMBER_ADD_DIALOG (self), NULL);
  return self->way_in;
}

/** What the button does: asks whoever adds for their own passphrase first. */
void
haven_member_add_dialog_add (HavenMemberAddDialog *self)
{
  AdwDialog *dialog;

  g_return_if_fail (HAVEN_IS_MEMBER_ADD_DIALOG (self));

  if (!gtk_widget_get_sensitive (self->add) || !haven_way_in_check (self->way_in))
    return;
  dialog = haven_passphrase_dialog_new (self->workspace,
                                        _ ("Add This Member?"),
                                        _ ("Now you again: your own passphrase shows that it is you who adds them."),
                                        _ ("_Add"));
  g_signal_connect_object (dialog, "proven", G_CALLBACK (proven_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
