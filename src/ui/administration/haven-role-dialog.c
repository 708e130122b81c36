/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-role-dialog.h"

#include "haven-code-row.h"
#include "haven-role-words.h"
#include "haven-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenRoleDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkListBox *roles;
  GtkWidget *code_group;
  GtkLabel *code_reason;
  GtkWidget *code;
  GtkLabel *code_failure;
  GtkWidget *give;

  /* owned */
  HavenWorkspace *workspace;
  char *role;
  gboolean own; /* whoever gives gives it to themselves */

  /* borrowed */
  GtkCheckButton *first;
};

G_DEFINE_FINAL_TYPE (HavenRoleDialog, haven_role_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static HavenRoles *
get_roles (HavenRoleDialog *self)
{
  return haven_store_get_roles (haven_session_get_store (haven_workspace_get_session (self->workspace)));
}

/* What a role works with and whoever gives it does not hold. */
static HavenPartitions
find_lacking (HavenRoleDialog *self, const char *role)
{
  const char *const roles[] = { role, NULL };
  HavenSession *session = haven_workspace_get_session (self->workspace);

  return haven_roles_get_keys (get_roles (self), roles) &
         ~haven_store_get_open_partitions (haven_session_get_store (session));
}

static gboolean
may_grant (HavenRoleDialog *self, const char *role)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (haven_workspace_get_session (self->workspace));

  return access != NULL && haven_roles_may_grant (get_roles (self), haven_access_get_roles (access), role);
}

/* Nobody gives themselves a role that opens a part. */
static gboolean
is_closed_to_themselves (HavenRoleDialog *self, const char *role)
{
  const char *const roles[] = { role, NULL };

  return self->own && (haven_roles_get_keys (get_roles (self), roles) & ~HAVEN_IN_SHARED) != 0;
}

static gboolean
needs_code (HavenRoleDialog *self, const char *role)
{
  return find_lacking (self, role) != 0 || !may_grant (self, role) || is_closed_to_themselves (self, role);
}

static const char *
find_helpers (HavenRoleDialog *self, const char *role)
{
  const HavenPartitions lacking = find_lacking (self, role);

  for (int i = HAVEN_N_PARTITIONS - 1; i >= 0; i--)
    if ((lacking & (1u << i)) != 0)
      return haven_part_get_helpers ((HavenPartition) i);
  return is_closed_to_themselves (self, role)
             ? _ ("Nobody gives that role to themselves. Ask a colleague who has it, or use the recovery code.")
             : _ ("Your own role does not give this one. Ask somebody who has it, or use a recovery code.");
}

static void
update (HavenRoleDialog *self)
{
  const gboolean code = self->role != NULL && needs_code (self, self->role);

  gtk_widget_set_visible (self->code_group, code);
  if (code)
    gtk_label_set_label (self->code_reason, find_helpers (self, self->role));
  gtk_widget_set_sensitive (self->give,
                            self->role != NULL &&
                                (!code || *gtk_editable_get_text (GTK_EDITABLE (self->code)) != '\0'));
}

static void
role_toggled_cb (GtkCheckButton *button, HavenRoleDialog *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  g_set_str (&self->role, g_object_get_data (G_OBJECT (button), "role"));
  update (self);
}

static void
code_changed_cb (HavenRoleDialog *self)
{
  haven_code_row_check_if_whole (HAVEN_CODE_ROW (self->code), self->code_failure);
  update (self);
}

static void
cancel_cb (HavenRoleDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
give_cb (HavenRoleDialog *self)
{
  g_autofree char *code = NULL;

  if (self->role == NULL)
    return;
  if (needs_code (self, self->role) && !haven_code_row_check (HAVEN_CODE_ROW (self->code), self->code_failure))
    return;
  if (needs_code (self, self->role))
    code = gtk_editable_get_chars (GTK_EDITABLE (self->code), 0, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  g_object_ref (self);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->role, code);
  g_object_unref (self);
  if (code != NULL)
    explicit_bzero (code, strlen (code));
}

static void
add_role (HavenRoleDialog *self, const char *role)
{
  GtkWidget *row = haven_row_new (haven_role_get_label (role), haven_role_get_description (role));
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (self->first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->first);
  else
    self->first = GTK_CHECK_BUTTON (check);
  g_object_set_data_full (G_OBJECT (check), "role", g_strdup (role), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (role_toggled_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  haven_role_get_label (role),
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->roles, row);
}

static void
haven_role_dialog_dispose (GObject *object)
{
  HavenRoleDialog *self = HAVEN_ROLE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_ROLE_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->role, g_free);
  G_OBJECT_CLASS (haven_role_dialog_parent_class)->dispose (object);
}

static void
haven_role_dialog_class_init (HavenRoleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_role_dialog_dispose;
  /* The code is not copied on its way: whoever emits it wipes it. */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HAVEN_TYPE_ROLE_DIALOG,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                         G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  g_type_ensure (HAVEN_TYPE_CODE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-role-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenRoleDialog, roles);
  gtk_widget_class_bind_template_child (widget_class, HavenRoleDialog, code_group);
  gtk_widget_class_bind_template_child (widget_class, HavenRoleDialog, code_reason);
  gtk_widget_class_bind_template_child (widget_class, HavenRoleDialog, code);
  gtk_widget_class_bind_template_child (widget_class, HavenRoleDialog, code_failure);
  gtk_widget_class_bind_template_child (widget_class, HavenRoleDialog, give);
  gtk_widget_class_bind_template_callback (widget_class, code_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
haven_role_dialog_init (HavenRoleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @member: whose roles are not offered again, unless a key that goes with one is lacking: haven_role_dialog_choose() */
AdwDialog *
haven_role_dialog_new (HavenWorkspace *workspace, const HavenStaffMember *member)
{
  HavenRoleDialog *self = g_object_new (HAVEN_TYPE_ROLE_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->own = g_strcmp0 (member->id, haven_session_get_staff_id (haven_workspace_get_session (workspace))) == 0;
  for (const HavenChoice *role = haven_role_get_all (); role->code; role++)
    if (member->roles == NULL || !g_strv_contains ((const char *const *) member->roles, role->code))
      add_role (self, role->code);
  update (self);
  return ADW_DIALOG (self);
}

/** Nothing but this role: for a key that goes with it. */
void
haven_role_dialog_choose (HavenRoleDialog *self, const char *role)
{
  g_return_if_fail (HAVEN_IS_ROLE_DIALOG (self));

  gtk_list_box_remove_all (self->roles);
  self->first = NULL;
  add_role (self, role);
  gtk_check_button_set_active (self->first, TRUE);
}
