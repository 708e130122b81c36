/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-conflict-page.h"
#include "haven-draft-keeper.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "haven-other-sides.h"
#include "haven-query-model.h"

#include <glib/gi18n.h>

struct _HavenMatterDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwNavigationView *navigation;
  GtkSearchEntry *search;
  GtkStack *people_stack;
  GtkListView *people;
  HavenDraftLine *line;
  GtkLabel *person;
  AdwComboRow *type;
  AdwEntryRow *title;
  AdwComboRow *privilege;
  HavenOtherSides *others;
  GtkWidget *protection;
  GtkWidget *failure_box;
  GtkLabel *failure;
  HavenConflictPage *conflicts;

  /* owned */
  HavenWorkspace *workspace;
  HavenQueryModel *model;
  HavenDraftKeeper *keeper;
  char *patient_id;
  GCancellable *cancellable;

  gboolean opening;
};

G_DEFINE_FINAL_TYPE (HavenMatterDialog, haven_matter_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Attorney and client first: the most careful choice is the one that is made when nobody chooses. */
static const char *const privileges[] = { "attorney-client", "advocate", "none" };

/* ── Person ───────────────────────────────────────────────────────────────── */

static void
search_changed_cb (HavenMatterDialog *self)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  g_autoptr (HavenQuery) query =
      haven_query_new_people (gtk_editable_get_text (GTK_EDITABLE (self->search)), haven_clock_now (clock));

  haven_query_model_set_query (self->model, query);
  gtk_stack_set_visible_child_name (self->people_stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0 ? "people" : "nobody");
}

static char *
dup_person_words (HavenQueryRow *row)
{
  const char *name = haven_query_row_get_text (row, HAVEN_PEOPLE_NAME);
  const char *aliases = haven_query_row_get_text (row, HAVEN_PEOPLE_ALIASES);

  return aliases && *aliases ? g_strdup_printf ("%s · %s", name, aliases) : g_strdup (name);
}

static void
setup_person_cb (HavenMatterDialog *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "person-choice");
  gtk_list_item_set_child (item, label);
}

static void
bind_person_cb (HavenMatterDialog *self, GtkListItem *item)
{
  g_autofree char *words = dup_person_words (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), words);
  gtk_list_item_set_accessible_label (item, words);
}

static void
choose_person (HavenMatterDialog *self, const char *id, const char *name)
{
  g_set_str (&self->patient_id, id);
  gtk_label_set_label (self->person, name);
  gtk_widget_set_visible (self->failure_box, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.look", TRUE);
  if (g_strcmp0 (adw_navigation_view_get_visible_page_tag (self->navigation), "matter") != 0)
    adw_navigation_view_push_by_tag (self->navigation, "matter");
  haven_draft_keeper_changed (self->keeper);
}

static void
person_activated_cb (HavenMatterDialog *self, guint position)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row != NULL)
    choose_person (self,
                   haven_query_row_get_text (row, HAVEN_PEOPLE_ID),
                   haven_query_row_get_text (row, HAVEN_PEOPLE_NAME));
}

/* A search entry takes Escape for itself; here it leaves the dialog, as everywhere. */
static void
search_stopped_cb (HavenMatterDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Enter is for what is typed, also where the list has not followed the typing yet; nobody is meant by nothing typed. */
static void
search_activated_cb (HavenMatterDialog *self)
{
  search_changed_cb (self);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    person_activated_cb (self, 0);
}

/* ── Matter ───────────────────────────────────────────────────────────────── */

static const char *
get_type_code (HavenMatterDialog *self)
{
  return haven_matter_get_types ()[adw_combo_row_get_selected (self->type)].code;
}

static void
type_changed_cb (HavenMatterDialog *self)
{
  if (adw_combo_row_get_selected (self->type) != GTK_INVALID_LIST_POSITION)
    gtk_widget_set_visible (self->protection, haven_matter_type_is_protected_1367 (get_type_code (self)));
}

static void
fill_types (HavenMatterDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (const HavenChoice *type = haven_matter_get_types (); type->code; type++)
    gtk_string_list_append (labels, _ (type->label));
  haven_choice_name_items (self->type);
  haven_choice_name_items (self->privilege);
  adw_combo_row_set_model (self->type, G_LIST_MODEL (labels));
}

/* ── Conflicts of interest ────────────────────────────────────────────────── */

static void
looked_cb (HavenMatterDialog *self)
{
  gtk_widget_set_visible (self->failure_box, FALSE);
  if (g_strcmp0 (adw_navigation_view_get_visible_page_tag (self->navigation), "conflicts") != 0)
    adw_navigation_view_push_by_tag (self->navigation, "conflicts");
}

static void
look_failed_cb (HavenMatterDialog *self, const char *sentence)
{
  gtk_widget_set_visible (self->failure_box, TRUE);
  haven_announce_problem (self->failure, sentence);
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterDialog *self = HAVEN_MATTER_DIALOG (widget);

  if (!self->opening && self->patient_id != NULL)
    haven_conflict_page_look (self->conflicts,
                              haven_workspace_get_session (self->workspace),
                              self->patient_id,
                              NULL,
                              haven_other_sides_dup_parties (self->others));
}

/* ── Opening ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenMatter *matter;
  GPtrArray *parties;
  HavenConflictLook *look;
  char *outcome;
  char *reason;
  char *id;
  HavenEdit *edit; /* none where the matter does not open */
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  haven_matter_free (opening->matter);
  g_clear_pointer (&opening->parties, g_ptr_array_unref);
  g_clear_pointer (&opening->look, haven_conflict_look_unref);
  g_free (opening->outcome);
  g_free (opening->reason);
  g_free (opening->id);
  g_clear_object (&opening->edit);
  g_free (opening);
}

/* What was decided is kept first, whether or not a matter comes of it. */
static gpointer
decide (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Opening *opening = data, *made;
  g_autofree char *check_id =
      haven_conflicts_record (session, opening->look, opening->outcome, opening->reason, error);

  if (check_id == NULL)
    return NULL;
  made = g_new0 (Opening, 1);
  if (!haven_conflict_outcome_allows (opening->outcome))
    return made;
  haven_record_set_text (&opening->matter->conflict_check_id, check_id);
  made->edit = haven_matters_edit_open (session, opening->matter, opening->parties, &made->id, error);
  if (made->edit == NULL)
    g_clear_pointer (&made, free_opening);
  return made;
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Opening *made = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMatterDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->opening = FALSE;
  if (made == NULL)
    {
      haven_conflict_page_tell_problem (self->conflicts, error ? error->message : "");
      return;
    }
  if (made->edit != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_OPENED], 0, made->id);
      haven_draft_keeper_do (self->keeper, made->edit);
    }
  else
    {
      haven_draft_keeper_finish (self->keeper);
      haven_workspace_tell (self->workspace, _ ("No matter was opened; what you decided is kept"));
    }
  free_opening (made);
  adw_dialog_close (ADW_DIALOG (self));
}

static HavenMatter *
make_matter (HavenMatterDialog *self)
{
  HavenMatter *matter = haven_matter_new ();
  g_autofree char *title = g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->title), 0, -1));

  haven_record_set_text (&matter->patient_id, self->patient_id);
  haven_record_set_text (&matter->type, get_type_code (self));
  haven_record_set_text (&matter->title, *title ? title : NULL);
  haven_record_set_text (&matter->privilege, privileges[adw_combo_row_get_selected (self->privilege)]);
  return matter;
}

static void
page_decided_cb (HavenMatterDialog *self, const char *outcome, const char *reason)
{
  Opening *opening;

  if (self->opening || self->patient_id == NULL)
    return;
  self->opening = TRUE;
  opening = g_new0 (Opening, 1);
  opening->matter = make_matter (self);
  opening->parties = haven_other_sides_dup_parties (self->others);
  opening->look = haven_conflict_look_ref (haven_conflict_page_get_look (self->conflicts));
  opening->outcome = g_strdup (outcome);
  opening->reason = g_strdup (reason);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            decide,
                            opening,
                            free_opening,
                            free_opening,
                            self->cancellable,
                            decided_cb,
                            self);
}

/* ── The draft ────────────────────────────────────────────────────────────── */

static gpointer
load_person (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_session_load (session, &haven_patient_info, data, error);
}

static void
person_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPatient) patient = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMatterDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (patient != NULL && g_strcmp0 (patient->id, self->patient_id) == 0)
    choose_person (self, patient->id, patient->name);
}

static void
others_changed_cb (HavenMatterDialog *self)
{
  haven_draft_keeper_changed (self->keeper);
}

static char *
dup_others (gpointer owner)
{
  return haven_other_sides_dup_text (HAVEN_MATTER_DIALOG (owner)->others);
}

static void
set_others (gpointer owner, const char *text)
{
  haven_other_sides_set_text (HAVEN_MATTER_DIALOG (owner)->others, text);
}

static char *
dup_person (gpointer owner)
{
  return g_strdup (HAVEN_MATTER_DIALOG (owner)->patient_id);
}

/* Only for whom it is; their name is read anew. */
static void
set_person (gpointer owner, const char *patient_id)
{
  HavenMatterDialog *self = owner;

  g_set_str (&self->patient_id, *patient_id ? patient_id : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.look", FALSE);
  if (self->patient_id == NULL)
    adw_navigation_view_pop_to_tag (self->navigation, "person");
  else
    haven_session_work_async (haven_workspace_get_session (self->workspace),
                              load_person,
                              g_strdup (patient_id),
                              g_free,
                              (GDestroyNotify) haven_patient_free,
                              self->cancellable,
                              person_loaded_cb,
                              self);
}

static const char *
get_type_at (guint position, gpointer data)
{
  return haven_matter_get_types ()[position].code;
}

static const char *
get_privilege_at (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (privileges) ? privileges[position] : NULL;
}

static void
keep (HavenMatterDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "type", GTK_WIDGET (self->type), get_type_at, NULL);
  haven_draft_fields_add (fields, "title", GTK_WIDGET (self->title));
  haven_draft_fields_add_choice (fields, "privilege", GTK_WIDGET (self->privilege), get_privilege_at, NULL);
  haven_draft_fields_add_value (fields, "person", dup_person, set_person, self);
  haven_draft_fields_add_value (fields, "others", dup_others, set_others, self);
  haven_draft_fields_add (fields, "reason", haven_conflict_page_get_reason (self->conflicts));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, GTK_WIDGET (self->navigation));
}

static void
haven_matter_dialog_dispose (GObject *object)
{
  HavenMatterDialog *self = HAVEN_MATTER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTER_DIALOG);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matter_dialog_parent_class)->dispose (object);
}

static void
haven_matter_dialog_finalize (GObject *object)
{
  HavenMatterDialog *self = HAVEN_MATTER_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->patient_id);
  G_OBJECT_CLASS (haven_matter_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_OTHER_SIDES);
  g_type_ensure (HAVEN_TYPE_CONFLICT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, people_stack);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, people);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, type);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, privilege);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, others);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, conflicts);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, protection);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, failure_box);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_changed_cb);
}

static void
haven_matter_dialog_class_init (HavenMatterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_matter_dialog_finalize;

  /** HavenMatterDialog::opened: @matter_id: of the matter that is being opened; it is there after the next commit */
  signals[SIGNAL_OPENED] = g_signal_new ("opened",
                                         HAVEN_TYPE_MATTER_DIALOG,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dialog.look", NULL, look_action);
}

static void
haven_matter_dialog_init (HavenMatterDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.look", FALSE);
  fill_types (self);
  g_signal_connect_object (self->conflicts, "decided", G_CALLBACK (page_decided_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conflicts, "looked", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conflicts, "look-failed", G_CALLBACK (look_failed_cb), self, G_CONNECT_SWAPPED);
}

AdwDialog *
haven_matter_dialog_new (HavenWorkspace *workspace)
{
  HavenMatterDialog *self = g_object_new (HAVEN_TYPE_MATTER_DIALOG, NULL);
  HavenSession *session = haven_workspace_get_session (workspace);
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->workspace = g_object_ref (workspace);
  self->model = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  search_changed_cb (self);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  gtk_list_view_set_model (self->people, selection);
  keep (self);
  g_signal_connect_object (self->others, "changed", G_CALLBACK (others_changed_cb), self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
