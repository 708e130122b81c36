/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-party-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-conflict-page.h"
#include "haven-draft-keeper.h"
#include "haven-parties-service.h"

#include <glib/gi18n.h>

struct _HavenPartyDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwNavigationView *navigation;
  AdwNavigationPage *form;
  HavenDraftLine *line;
  GtkLabel *failure;
  AdwComboRow *role;
  AdwEntryRow *name;
  AdwEntryRow *relation;
  AdwEntryRow *phone;
  AdwEntryRow *address;
  GtkLabel *advice;
  GtkWidget *look;
  GtkWidget *save;
  GtkWidget *take_out;
  HavenConflictPage *conflicts;

  /* owned */
  HavenWorkspace *workspace;
  char *matter_id;
  HavenParty *party; /* nullable: as it was read; none for somebody who joins */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenPartyDialog, haven_party_dialog, ADW_TYPE_DIALOG)

/* The person themselves stands first in the list of parts: nobody else becomes the one whom a matter is for. */
static const HavenChoice *
get_roles (void)
{
  return haven_party_get_roles () + 1;
}

static const char *
get_role_at (guint position, gpointer data)
{
  return get_roles ()[position].code;
}

/* ── What was typed ───────────────────────────────────────────────────────── */

static void
take (char **member, AdwEntryRow *row)
{
  g_set_str (member, gtk_editable_get_text (GTK_EDITABLE (row)));
}

static HavenParty *
read_rows (HavenPartyDialog *self)
{
  HavenParty *party = self->party ? haven_party_copy (self->party) : haven_party_new ();

  g_set_str (&party->matter_id, self->matter_id);
  if (adw_combo_row_get_selected (self->role) != GTK_INVALID_LIST_POSITION)
    g_set_str (&party->role, get_role_at (adw_combo_row_get_selected (self->role), NULL));
  take (&party->name, self->name);
  take (&party->relation, self->relation);
  take (&party->phone, self->phone);
  take (&party->address, self->address);
  haven_party_complete (party);
  return party;
}

static void
row_changed_cb (HavenPartyDialog *self)
{
  g_autoptr (HavenParty) now = NULL;
  gboolean known, needs_look, changed;

  if (self->matter_id == NULL)
    return;
  now = read_rows (self);
  known = now->name != NULL;
  needs_look = haven_party_needs_look (self->party, now);
  gtk_widget_set_visible (self->look, needs_look);
  gtk_widget_set_visible (self->save, !needs_look);
  changed = self->party == NULL || !haven_record_equal (&haven_party_info, self->party, now);
  gtk_label_set_label (self->advice,
                       needs_look ? _ ("They are looked for among everybody whom the clinic knows before anything is saved.")
                       : changed  ? _ ("Nobody else can be meant by this, so nobody is looked for.")
                                  : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.look", known && needs_look);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", known && !needs_look && changed);
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenParty *before;      /* nullable */
  HavenParty *wanted;      /* NULL: they take part no more */
  HavenConflictLook *look; /* nullable */
  char *outcome;
  char *reason;
  HavenEdit *edit; /* none where somebody is kept out */
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_clear_pointer (&saving->before, haven_party_free);
  g_clear_pointer (&saving->wanted, haven_party_free);
  g_clear_pointer (&saving->look, haven_conflict_look_unref);
  g_free (saving->outcome);
  g_free (saving->reason);
  g_clear_object (&saving->edit);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;
  Saving *made = g_new0 (Saving, 1);
  gboolean done;

  if (saving->look != NULL)
    done = haven_parties_decide (
        session, saving->look, saving->outcome, saving->reason, saving->before, saving->wanted, &made->edit, error);
  else
    {
      made->edit = saving->wanted
                       ? haven_parties_edit_change (session, saving->before, saving->wanted, NULL, error)
                       : haven_parties_edit_take_out (session, saving->before, error);
      done = made->edit != NULL;
    }
  if (!done)
    g_clear_pointer (&made, free_saving);
  return made;
}

static void
tell_problem (HavenPartyDialog *self, const char *sentence)
{
  if (adw_navigation_view_get_visible_page (self->navigation) == ADW_NAVIGATION_PAGE (self->conflicts))
    haven_conflict_page_tell_problem (self->conflicts, sentence);
  else
    haven_announce_problem (self->failure, sentence);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Saving *made = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPartyDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->saving = FALSE;
  if (made == NULL)
    {
      tell_problem (self, error ? error->message : "");
      return;
    }
  if (made->edit != NULL)
    haven_draft_keeper_do (self->keeper, made->edit);
  else
    {
      haven_draft_keeper_finish (self->keeper);
      haven_workspace_tell (self->workspace,
                            self->party ? _ ("Nothing was changed; what you decided is kept")
                                        : _ ("Nobody was added; what you decided is kept"));
    }
  free_saving (made);
  adw_dialog_close (ADW_DIALOG (self));
}

/* @saving: (transfer full): */
static void
save (HavenPartyDialog *self, Saving *saving)
{
  if (self->saving)
    {
      free_saving (saving);
      return;
    }
  self->saving = TRUE;
  saving->before = self->party ? haven_party_copy (self->party) : NULL;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            saving,
                            free_saving,
                            free_saving,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPartyDialog *self = HAVEN_PARTY_DIALOG (widget);
  Saving *saving = g_new0 (Saving, 1);

  saving->wanted = read_rows (self);
  save (self, saving);
}

static void
take_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPartyDialog *self = HAVEN_PARTY_DIALOG (widget);

  if (self->party != NULL)
    save (self, g_new0 (Saving, 1));
}

/* ── Conflicts of interest ────────────────────────────────────────────────── */

static void
decided_cb (HavenPartyDialog *self, const char *outcome, const char *reason)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->wanted = read_rows (self);
  saving->look = haven_conflict_look_ref (haven_conflict_page_get_look (self->conflicts));
  saving->outcome = g_strdup (outcome);
  saving->reason = g_strdup (reason);
  save (self, saving);
}

static void
looked_cb (HavenPartyDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  if (adw_navigation_view_get_visible_page (self->navigation) != ADW_NAVIGATION_PAGE (self->conflicts))
    adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->conflicts));
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPartyDialog *self = HAVEN_PARTY_DIALOG (widget);
  GPtrArray *parties = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_party_free);

  g_ptr_array_add (parties, read_rows (self));
  haven_conflict_page_look (
      self->conflicts, haven_workspace_get_session (self->workspace), NULL, self->matter_id, parties);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_party_dialog_dispose (GObject *object)
{
  HavenPartyDialog *self = HAVEN_PARTY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PARTY_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_party_dialog_parent_class)->dispose (object);
}

static void
haven_party_dialog_finalize (GObject *object)
{
  HavenPartyDialog *self = HAVEN_PARTY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->party, haven_party_free);
  g_free (self->matter_id);
  G_OBJECT_CLASS (haven_party_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_CONFLICT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-party-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, role);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, relation);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, phone);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, address);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, advice);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, look);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, save);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, take_out);
  gtk_widget_class_bind_template_child (widget_class, HavenPartyDialog, conflicts);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
}

static void
haven_party_dialog_class_init (HavenPartyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_party_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_party_dialog_finalize;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dialog.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "party.take-out", NULL, take_out_action);
}

static void
haven_party_dialog_init (HavenPartyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->conflicts, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conflicts, "looked", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conflicts, "look-failed", G_CALLBACK (tell_problem), self, G_CONNECT_SWAPPED);
}

/* ── Filling the rows ─────────────────────────────────────────────────────── */

static void
fill_roles (HavenPartyDialog *self)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; get_roles ()[i].code; i++)
    {
      gtk_string_list_append (model, _ (get_roles ()[i].label));
      if (self->party && g_strcmp0 (self->party->role, get_roles ()[i].code) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->role, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->role, selected);
  haven_choice_name_items (self->role);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
fill_rows (HavenPartyDialog *self)
{
  set_text (self->name, self->party->name);
  set_text (self->relation, self->party->relation);
  set_text (self->phone, self->party->phone);
  set_text (self->address, self->party->address);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Change Who Takes Part"));
  adw_navigation_page_set_title (self->form, _ ("Change Who Takes Part"));
  gtk_widget_set_visible (self->take_out, TRUE);
}

static void
keep (HavenPartyDialog *self)
{
  HavenDraftFields *fields;

  self->keeper =
      haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_PARTY, self->party ? self->party->id : self->matter_id);
  if (self->party != NULL)
    haven_draft_keeper_set_of_record (self->keeper);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "role", GTK_WIDGET (self->role), get_role_at, NULL);
  haven_draft_fields_add (fields, "name", GTK_WIDGET (self->name));
  haven_draft_fields_add (fields, "relation", GTK_WIDGET (self->relation));
  haven_draft_fields_add (fields, "phone", GTK_WIDGET (self->phone));
  haven_draft_fields_add (fields, "address", GTK_WIDGET (self->address));
  haven_draft_fields_add (fields, "reason", haven_conflict_page_get_reason (self->conflicts));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, GTK_WIDGET (self->navigation));
}

/** @party: (nullable): as it was read; %NULL for somebody who joins */
AdwDialog *
haven_party_dialog_new (HavenWorkspace *workspace, const char *matter_id, const HavenParty *party)
{
  HavenPartyDialog *self = g_object_new (HAVEN_TYPE_PARTY_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->party = party ? haven_party_copy (party) : NULL;
  fill_roles (self);
  if (party != NULL)
    fill_rows (self);
  haven_conflict_page_set_question (self->conflicts, party ? HAVEN_CONFLICT_CHANGING : HAVEN_CONFLICT_JOINING);
  self->matter_id = g_strdup (matter_id);
  row_changed_cb (self);
  keep (self);
  return ADW_DIALOG (self);
}
