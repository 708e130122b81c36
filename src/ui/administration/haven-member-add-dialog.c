/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-member-add-dialog.h"

#include "haven-code-row.h"
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
  GtkWidget *code_group;
  HavenCodeRow *code;
  GtkLabel *code_failure;
  GtkLabel *failure;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *followed; /* nullable: the name to sign in with that was put there for them */

  gboolean looking;
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

static HavenPartitions
get_closed_parts (HavenMemberAddDialog *self, const char *role)
{
  const char *const roles[] = { role, NULL };

  return haven_roles_get_keys (haven_store_get_roles (haven_session_get_store (get_session (self))), roles) & ~HAVEN_IN_SHARED;
}

static gboolean
needs_code (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "needs-code") != NULL;
}

static gboolean
is_ticked (GtkWidget *row)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

  return check != NULL && gtk_check_button_get_active (check);
}

/* @by_code: those that a code gives, or those that whoever adds does */
static char **
dup_roles (HavenMemberAddDialog *self, gboolean by_code)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->roles)); row; row = gtk_widget_get_next_sibling (row))
    if (is_ticked (row) && needs_code (row) == by_code)
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (row), "role"));
  return g_strv_builder_end (builder);
}

/* The code is asked for below the first role that it gives, where it is not overlooked. */
static void
place_code (HavenMemberAddDialog *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->roles));
  g_autoptr (GtkWidget) group = g_object_ref (self->code_group);

  while (row != NULL && !(needs_code (row) && is_ticked (row)))
    row = gtk_widget_get_next_sibling (row);
  if (row == NULL || gtk_widget_get_next_sibling (row) == group)
    return;
  gtk_list_box_remove (self->roles, group);
  gtk_list_box_insert (self->roles, group, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
}

/* One code is typed, so the roles that it gives are those of one sheet. */
static void
update_code (HavenMemberAddDialog *self, const char *chosen)
{
  const HavenPartitions parts = chosen ? get_closed_parts (self, chosen) : 0;

  place_code (self);
  gtk_widget_set_visible (self->code_group, chosen != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code),
                                 (parts & HAVEN_IN_LEGAL) != 0 ? _ ("The Code on the Legal Partner’s Sheet")
                                                               : _ ("The Code on the Clinic’s Sheet"));
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->roles)); row; row = gtk_widget_get_next_sibling (row))
    if (needs_code (row))
      gtk_widget_set_sensitive (row,
                                chosen == NULL ||
                                    get_closed_parts (self, g_object_get_data (G_OBJECT (row), "role")) == parts);
}

static void
update (HavenMemberAddDialog *self)
{
  g_auto (GStrv) roles = dup_roles (self, FALSE), by_code = dup_roles (self, TRUE);
  g_autofree char *name = g_strstrip (gtk_editable_get_chars (self->name, 0, -1));
  const gboolean coded = by_code[0] == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->code)) != '\0';

  update_code (self, by_code[0]);
  gtk_widget_set_sensitive (self->add,
                            !self->adding && *name != '\0' && (roles[0] != NULL || by_code[0] != NULL) && coded &&
                                haven_way_in_is_filled (self->way_in));
}

static void
changed_cb (HavenMemberAddDialog *self)
{
  update (self);
}

static void
code_changed_cb (HavenMemberAddDialog *self)
{
  haven_code_row_check_if_whole (self->code, self->code_failure);
  update (self);
}

/* What they sign in with is seen before it is used, and follows the name until somebody types another. */
static void
name_changed_cb (HavenMemberAddDialog *self)
{
  g_autofree char *name = g_strstrip (gtk_editable_get_chars (self->name, 0, -1));
  g_autofree char *sign_in_name = haven_way_in_dup_name (self->way_in);

  if (*sign_in_name == '\0' || g_strcmp0 (sign_in_name, self->followed) == 0)
    {
      g_set_str (&self->followed, name);
      haven_way_in_set_name (self->way_in, name);
    }
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

/* ── The first of a side ──────────────────────────────────────────────────── */

static gboolean
does_anybody_give (HavenMemberAddDialog *self, GPtrArray *entries, const char *role)
{
  HavenRoles *roles = haven_store_get_roles (haven_session_get_store (get_session (self)));

  for (guint i = 0; i < entries->len; i++)
    {
      const HavenStaffEntry *entry = entries->pdata[i];

      if (entry->can_sign_in && entry->member->roles &&
          haven_roles_may_grant (roles, (const char *const *) entry->member->roles, role))
        return TRUE;
    }
  return FALSE;
}

/* A role that nobody here can give comes with the printed code, or a clinic would never have its first. */
static void
offer_code (HavenMemberAddDialog *self, GtkWidget *row, GPtrArray *entries)
{
  const char *role = g_object_get_data (G_OBJECT (row), "role");
  const HavenPartitions parts = get_closed_parts (self, role);

  if (may_grant (self, role) || (parts != HAVEN_IN_CLINICAL && parts != HAVEN_IN_LEGAL) ||
      does_anybody_give (self, entries, role))
    return;
  g_object_set_data (G_OBJECT (row), "needs-code", row);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               parts == HAVEN_IN_LEGAL
                                   ? _ ("Nobody here has this role yet. The code on the legal partner’s sheet gives it.")
                                   : _ ("Nobody here has this role yet. The code on the clinic’s sheet gives it."));
  gtk_widget_set_sensitive (row, TRUE);
}

static gpointer
list_staff (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_staff_list (session, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMemberAddDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->looking = FALSE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->roles)); entries && row;
       row = gtk_widget_get_next_sibling (row))
    if (row != self->code_group)
      offer_code (self, row, entries);
  update (self);
}

/* ── Adding ───────────────────────────────────────────────────────────────── */

static void
set_adding (HavenMemberAddDialog *self, gboolean adding)
{
  self->adding = adding;
  update (self);
}

static void
tell_added (HavenMemberAddDialog *self)
{
  g_autofree char *name = g_strstrip (gtk_editable_get_chars (self->name, 0, -1));
  g_autofree char *sign_in_name = haven_way_in_dup_name (self->way_in);
  /* Translators: a name, and the name that they sign in with */
  g_autofree char *words =
      g_strdup_printf (_ ("%s can sign in now, as “%s”."), name, *sign_in_name ? sign_in_name : name);

  haven_workspace_tell (self->workspace, words);
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
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  tell_added (self);
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
  act->roles = dup_roles (self, FALSE);
  act->code_roles = dup_roles (self, TRUE);
  if (act->code_roles[0] != NULL)
    act->recovery_code = gtk_editable_get_chars (GTK_EDITABLE (self->code), 0, -1);
  else
    g_clear_pointer (&act->code_roles, g_strfreev);
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
  g_clear_pointer (&self->followed, g_free);
  G_OBJECT_CLASS (haven_member_add_dialog_parent_class)->dispose (object);
}

static void
haven_member_add_dialog_class_init (HavenMemberAddDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_member_add_dialog_dispose;
  g_type_ensure (HAVEN_TYPE_CODE_ROW);
  g_type_ensure (HAVEN_TYPE_WAY_IN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-member-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, add);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, roles);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, way_in);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, code_group);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, code);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, code_failure);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberAddDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_changed_cb);
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
  self->looking = TRUE;
  haven_session_work_async (get_session (self),
                            list_staff,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            listed_cb,
                            self);
  return ADW_DIALOG (self);
}

/** Whether it is known which roles nobody here can give; for tests. */
gboolean
haven_member_add_dialog_is_ready (HavenMemberAddDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_MEMBER_ADD_DIALOG (self), FALSE);
  return !self->looking;
}

/** As if it were typed; for tests. */
void
haven_member_add_dialog_type_code (HavenMemberAddDialog *self, const char *code)
{
  g_return_if_fail (HAVEN_IS_MEMBER_ADD_DIALOG (self));
  gtk_editable_set_text (GTK_EDITABLE (self->code), code);
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

  if (!gtk_widget_get_sensitive (self->add) || !haven_way_in_check (self->way_in) ||
      (gtk_widget_get_visible (self->code_group) && !haven_code_row_check (self->code, self->code_failure)))
    return;
  dialog = haven_passphrase_dialog_new (self->workspace,
                                        _ ("Add This Member?"),
                                        _ ("Now you again: your own passphrase shows that it is you who adds them."),
                                        _ ("_Add"));
  g_signal_connect_object (dialog, "proven", G_CALLBACK (proven_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
