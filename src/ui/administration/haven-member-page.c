/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-member-page.h"

#include "haven-closed-people.h"
#include "haven-passphrase-dialog.h"
#include "haven-role-dialog.h"
#include "haven-role-words.h"
#include "haven-rows.h"
#include "haven-staff-act.h"
#include "haven-way-in-dialog.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenMemberPage
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkStack *stack;
  GtkLabel *failed_act;
  AdwBin *holder;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *staff_id;
  HavenStaffEntry *entry; /* NULL: not loaded yet */
  char *reset_by;         /* nullable: the name of whoever set their passphrase */
  HavenStaffAct *act;     /* nullable: waits for the passphrase of whoever acts */

  /* borrowed */
  HavenClosedPeople *closed;

  gboolean loading;
  gboolean acting;
  gboolean gave_self; /* the act gives whoever acts a role */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HavenMemberPage, haven_member_page, ADW_TYPE_NAVIGATION_PAGE)

static void load (HavenMemberPage *self);

static HavenSession *
get_session (HavenMemberPage *self)
{
  return haven_workspace_get_session (self->workspace);
}

static HavenRoles *
get_roles (HavenMemberPage *self)
{
  return haven_store_get_roles (haven_session_get_store (get_session (self)));
}

/* ── Acting ───────────────────────────────────────────────────────────────── */

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = haven_staff_act_finish (HAVEN_SESSION (source), result, &error);
  HavenMemberPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->acting = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->holder), TRUE);
  haven_error_label_show (self->failed_act, done ? NULL : error->message);
  if (done)
    haven_workspace_tell (self->workspace, self->gave_self ? _ ("Sign in again to see it.") : _ ("Done."));
  load (self);
}

static void
proven_cb (HavenMemberPage *self)
{
  if (self->act == NULL || self->acting)
    return;
  self->acting = TRUE;
  self->gave_self = self->act->kind == HAVEN_STAFF_GRANT &&
                    g_strcmp0 (self->staff_id, haven_session_get_staff_id (get_session (self))) == 0;
  gtk_widget_set_sensitive (GTK_WIDGET (self->holder), FALSE);
  haven_staff_act_run_async (g_steal_pointer (&self->act), get_session (self), self->cancellable, acted_cb, self);
}

/* @act: (transfer full): is done when whoever acts has shown that it is them */
static void
ask (HavenMemberPage *self, HavenStaffAct *act, const char *title, const char *body, const char *button)
{
  AdwDialog *dialog = haven_passphrase_dialog_new (self->workspace, title, body, button);

  g_clear_pointer (&self->act, haven_staff_act_free);
  self->act = act;
  if (act->kind == HAVEN_STAFF_END || act->kind == HAVEN_STAFF_REVOKE)
    haven_passphrase_dialog_set_destructive (HAVEN_PASSPHRASE_DIALOG (dialog));
  g_signal_connect_object (dialog, "proven", G_CALLBACK (proven_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ── Roles ────────────────────────────────────────────────────────────────── */

static void
role_chosen_cb (HavenMemberPage *self, const char *role, const char *code)
{
  HavenStaffAct *act = haven_staff_act_new (HAVEN_STAFF_GRANT, self->staff_id);
  g_autofree char *body = g_strdup_printf (_ ("%s becomes: %s. %s"),
                                           self->entry->member->name,
                                           haven_role_get_label (role),
                                           haven_role_get_description (role));

  act->role = g_strdup (role);
  act->recovery_code = g_strdup (code);
  ask (self, act, _ ("Give This Role?"), body, _ ("_Give"));
}

static void
show_role_dialog (HavenMemberPage *self, const char *role)
{
  AdwDialog *dialog = haven_role_dialog_new (self->workspace, self->entry->member);

  if (role != NULL)
    haven_role_dialog_choose (HAVEN_ROLE_DIALOG (dialog), role);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (role_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
give_clicked_cb (HavenMemberPage *self)
{
  show_role_dialog (self, NULL);
}

static void
take_clicked_cb (GtkWidget *button, HavenMemberPage *self)
{
  const char *role = g_object_get_data (G_OBJECT (button), "role");
  HavenStaffAct *act = haven_staff_act_new (HAVEN_STAFF_REVOKE, self->staff_id);
  g_autofree char *body =
      g_strdup_printf (_ ("%s is no longer: %s. What they open with no other role is closed to them, and it gets a new "
                          "key the next time somebody who holds it signs in alone."),
                       self->entry->member->name,
                       haven_role_get_label (role));

  act->role = g_strdup (role);
  ask (self, act, _ ("Take This Role Away?"), body, _ ("_Take Away"));
}

static gboolean
may_take (HavenMemberPage *self, const char *role)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (get_session (self));

  return access != NULL && self->entry->member->active &&
         haven_session_may (get_session (self), "staff_member", HAVEN_ACTION_REVOKE) &&
         (haven_access_has_role (access, "administrator") ||
          haven_roles_may_grant (get_roles (self), haven_access_get_roles (access), role));
}

static void
add_role_row (HavenMemberPage *self, AdwPreferencesGroup *group, const char *role)
{
  GtkWidget *row = haven_row_new (haven_role_get_label (role), haven_role_get_description (role));

  if (may_take (self, role))
    {
      g_autofree char *words = g_strdup_printf (_ ("Take away: %s"), haven_role_get_label (role));
      GtkWidget *button = haven_row_add_button (row, _ ("Take Away…"), words);

      g_object_set_data_full (G_OBJECT (button), "role", g_strdup (role), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (take_clicked_cb), self);
    }
  adw_preferences_group_add (group, row);
}

static void
add_roles (HavenMemberPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("Roles"), NULL);
  GtkWidget *row;

  for (gsize i = 0; self->entry->member->roles && self->entry->member->roles[i]; i++)
    add_role_row (self, group, self->entry->member->roles[i]);
  if (!self->entry->member->active || !haven_session_may (get_session (self), "staff_member", HAVEN_ACTION_GRANT))
    return;
  row = haven_row_new_button (_ ("_Give a Role…"), "list-add-symbolic");
  g_signal_connect_object (row, "activated", G_CALLBACK (give_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

/* ── Parts of the vault ───────────────────────────────────────────────────── */

static const char *
find_role_for (HavenMemberPage *self, HavenPartition partition)
{
  for (gsize i = 0; self->entry->member->roles && self->entry->member->roles[i]; i++)
    {
      const char *const one[] = { self->entry->member->roles[i], NULL };

      if ((haven_roles_get_keys (get_roles (self), one) & (1u << partition)) != 0)
        return self->entry->member->roles[i];
    }
  return NULL;
}

static void
give_key_clicked_cb (GtkWidget *button, HavenMemberPage *self)
{
  show_role_dialog (self, g_object_get_data (G_OBJECT (button), "role"));
}

static void
add_part_row (HavenMemberPage *self, AdwPreferencesGroup *group, HavenPartition partition)
{
  const gboolean holds = (self->entry->holds & (1u << partition)) != 0;
  const char *role = find_role_for (self, partition);
  g_autofree char *lacks = g_strdup_printf ("%s %s", _ ("Not open to them yet."), haven_part_get_helpers (partition));
  GtkWidget *row = haven_row_new (haven_part_get_label (partition), holds ? _ ("Open to them.") : lacks);

  haven_row_add_icon (row, holds ? "object-select-symbolic" : "dialog-information-symbolic");
  if (!holds && role != NULL && haven_session_may (get_session (self), "staff_member", HAVEN_ACTION_GRANT))
    {
      g_autofree char *words = g_strdup_printf (_ ("Give the key: %s"), haven_part_get_label (partition));
      GtkWidget *button = haven_row_add_button (row, _ ("Give Key…"), words);

      g_object_set_data_full (G_OBJECT (button), "role", g_strdup (role), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (give_key_clicked_cb), self);
    }
  adw_preferences_group_add (group, row);
}

static void
add_parts (HavenMemberPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("What They Can Open"), NULL);

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (((self->entry->wants | self->entry->holds) & (1u << i)) != 0)
      add_part_row (self, group, (HavenPartition) i);
}

/* ── Way in, and way out ──────────────────────────────────────────────────── */

static void
way_in_chosen_cb (HavenMemberPage *self, const char *name, const char *passphrase)
{
  HavenStaffAct *act = haven_staff_act_new (HAVEN_STAFF_RESET, self->staff_id);

  act->sign_in_name = g_strdup (name);
  act->passphrase = g_strdup (passphrase);
  ask (self,
       act,
       _ ("Set the New Passphrase?"),
       _ ("Their old one stops working. Your own passphrase shows that it is you who sets it."),
       _ ("_Set"));
}

static void
reset_clicked_cb (HavenMemberPage *self)
{
  AdwDialog *dialog = haven_way_in_dialog_new (self->entry->member->name);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (way_in_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
end_clicked_cb (HavenMemberPage *self)
{
  g_autofree char *body =
      g_strdup_printf (_ ("%s is signed out wherever they are, and cannot sign in any more. The parts that they could open "
                          "get new keys the next time somebody who holds them signs in alone. What they wrote stays, with "
                          "their name."),
                       self->entry->member->name);

  ask (self, haven_staff_act_new (HAVEN_STAFF_END, self->staff_id), _ ("End Their Work Here?"), body, _ ("_End Their Work"));
}

static void
add_ways (HavenMemberPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group;
  GtkWidget *reset, *end;

  if (!self->entry->member->active || !haven_session_may (get_session (self), "staff_member", HAVEN_ACTION_UPDATE))
    return;
  group = haven_rows_add_group (page,
                                _ ("Sign-In"),
                                _ ("Nobody can look up the name that they sign in with: it is kept nowhere. A new "
                                   "passphrase sets it anew."));
  reset = haven_row_new_button (_ ("_New Passphrase…"), "dialog-password-symbolic");
  end = haven_row_new_button (_ ("_End Their Work Here…"), NULL);
  gtk_widget_add_css_class (end, "destructive-action");
  g_signal_connect_object (reset, "activated", G_CALLBACK (reset_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (end, "activated", G_CALLBACK (end_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, reset);
  adw_preferences_group_add (haven_rows_add_group (page, _ ("Leaving"), NULL), end);
}

/* ── The page ─────────────────────────────────────────────────────────────── */

static char *
dup_standing (HavenMemberPage *self)
{
  const HavenStaffMember *member = self->entry->member;
  g_autofree char *when = NULL;

  if (member->active)
    return g_strdup (self->entry->can_sign_in ? _ ("Works here, and can sign in.")
                                              : _ ("Works here, and cannot sign in yet. Set a passphrase."));
  when = haven_date_dup_iso (haven_clock_get_local_date (haven_session_get_clock (get_session (self)), member->ended_at));
  return member->ended_at > 0 ? g_strdup_printf (_ ("Worked here until %s."), when) : g_strdup (_ ("Does not work here any more."));
}

static void
add_closed_people (HavenMemberPage *self, AdwPreferencesPage *page)
{
  self->closed = NULL;
  if (!self->entry->member->active || !haven_closed_people_is_for (get_session (self)))
    return;
  self->closed = HAVEN_CLOSED_PEOPLE (haven_closed_people_new (self->workspace, self->staff_id));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->closed));
}

/* Returns: (nullable): that somebody else knows their passphrase, or that a printed code was used */
static char *
dup_reset_words (HavenMemberPage *self)
{
  const HavenStaffReset *reset = self->entry->reset;
  g_autofree char *date = NULL;

  if (reset == NULL)
    return NULL;
  date = haven_words_dup_date (haven_clock_get_local_date (haven_session_get_clock (get_session (self)), reset->at));
  if (reset->by_code)
    return g_strdup_printf (_ ("Came in with a recovery code on %s."), date);
  /* Translators: a name, and a day */
  return g_strdup_printf (_ ("Passphrase set by %s on %s; not changed by themselves since."),
                          self->reset_by ? self->reset_by : _ ("Somebody"),
                          date);
}

static void
add_standing (HavenMemberPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("Who It Is"), NULL);
  g_autofree char *standing = dup_standing (self), *reset = dup_reset_words (self);
  GtkWidget *row = haven_row_new (self->entry->member->name, standing);

  gtk_widget_add_css_class (row, "member-name");
  adw_preferences_group_add (group, row);
  if (reset == NULL)
    return;
  row = haven_row_new (reset, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  haven_row_add_icon (row, "dialog-information-symbolic");
  adw_preferences_group_add (group, row);
}

static void
show_entry (HavenMemberPage *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  add_standing (self, ADW_PREFERENCES_PAGE (page));
  add_roles (self, ADW_PREFERENCES_PAGE (page));
  add_parts (self, ADW_PREFERENCES_PAGE (page));
  add_closed_people (self, ADW_PREFERENCES_PAGE (page));
  add_ways (self, ADW_PREFERENCES_PAGE (page));
  adw_bin_set_child (self->holder, page);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/** What was read. */
typedef struct
{
  HavenStaffEntry *entry;
  char *reset_by;
} Found;

static void
free_found (gpointer data)
{
  Found *found = data;

  haven_staff_entry_free (found->entry);
  g_free (found->reset_by);
  g_free (found);
}

static const HavenStaffEntry *
find_entry (GPtrArray *entries, const char *staff_id, guint *index)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (((const HavenStaffEntry *) entries->pdata[i])->member->id, staff_id) == 0)
      {
        *index = i;
        return entries->pdata[i];
      }
  return NULL;
}

static gpointer
read_member (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = haven_staff_list (session, error);
  const HavenStaffEntry *entry, *by;
  guint index, by_index;
  Found *found;

  if (entries == NULL)
    return NULL;
  entry = find_entry (entries, data, &index);
  if (entry == NULL)
    {
      g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND, _ ("They are not in the list any more."));
      return NULL;
    }
  by = entry->reset ? find_entry (entries, entry->reset->by_id, &by_index) : NULL;
  found = g_new0 (Found, 1);
  found->reset_by = by ? g_strdup (by->member->name) : NULL;
  found->entry = g_ptr_array_steal_index (entries, index);
  return found;
}

static void
take_found (HavenMemberPage *self, Found *found)
{
  g_clear_pointer (&self->entry, haven_staff_entry_free);
  self->entry = g_steal_pointer (&found->entry);
  g_set_str (&self->reset_by, found->reset_by);
  free_found (found);
  show_entry (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Found *found = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMemberPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (found != NULL)
    take_found (self, found);
  else
    {
      g_autofree char *words = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, words);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  if (self->stale)
    load (self);
}

static void
load (HavenMemberPage *self)
{
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  haven_session_work_async (get_session (self),
                            read_member,
                            g_strdup (self->staff_id),
                            g_free,
                            free_found,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
store_changed_cb (HavenMemberPage *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "staff_member") && !self->acting)
    load (self);
}

static void
retry_cb (HavenMemberPage *self)
{
  load (self);
}

static void
haven_member_page_dispose (GObject *object)
{
  HavenMemberPage *self = HAVEN_MEMBER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MEMBER_PAGE);
  g_clear_pointer (&self->act, haven_staff_act_free);
  g_clear_pointer (&self->entry, haven_staff_entry_free);
  g_clear_pointer (&self->staff_id, g_free);
  g_clear_pointer (&self->reset_by, g_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_member_page_parent_class)->dispose (object);
}

static void
haven_member_page_class_init (HavenMemberPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_member_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-member-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMemberPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberPage, failed_act);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberPage, holder);
  gtk_widget_class_bind_template_child (widget_class, HavenMemberPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
haven_member_page_init (HavenMemberPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
haven_member_page_new (HavenWorkspace *workspace, const char *staff_id)
{
  HavenMemberPage *self = g_object_new (HAVEN_TYPE_MEMBER_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && staff_id != NULL, GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->staff_id = g_strdup (staff_id);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

/** Whether it shows what holds now; for tests. */
gboolean
haven_member_page_is_idle (HavenMemberPage *self)
{
  g_return_val_if_fail (HAVEN_IS_MEMBER_PAGE (self), FALSE);
  return self->entry != NULL && !self->loading && !self->acting && self->act == NULL;
}

/** Returns: what could not be done, or "" */
const char *
haven_member_page_get_failure (HavenMemberPage *self)
{
  g_return_val_if_fail (HAVEN_IS_MEMBER_PAGE (self), NULL);
  return gtk_label_get_label (self->failed_act);
}
