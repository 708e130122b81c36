/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-view.h"

#include "haven-absences-box.h"
#include "haven-buttons.h"
#include "haven-certification-box.h"
#include "haven-deadline-card.h"
#include "haven-evidence-box.h"
#include "haven-focus-path.h"
#include "haven-matter-about.h"
#include "haven-matter-editors.h"
#include "haven-matter-events-box.h"
#include "haven-matter-note-dialog.h"
#include "haven-matter-notes-box.h"
#include "haven-matter-words.h"
#include "haven-matters-service.h"
#include "haven-page-place.h"
#include "haven-past-looks-page.h"
#include "haven-parties-box.h"
#include "haven-permit.h"
#include "haven-settle-dialog.h"
#include "haven-trigger-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenMatterView
{
  AdwNavigationPage parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkLabel *kind;
  GtkLabel *person;
  GtkLabel *standing;
  GtkLabel *dates_summary;
  GtkBox *cards;
  GtkWidget *no_dates;
  HavenCertificationBox *certifications;
  HavenEvidenceBox *evidence;
  HavenMatterNotesBox *notes;
  HavenMatterEventsBox *events;
  HavenAbsencesBox *absences;
  HavenMatterAbout *about;
  HavenPartiesBox *parties;

  /* owned */
  HavenWorkspace *workspace;
  char *matter_id;
  HavenMatterPage *page;
  GCancellable *cancellable;
  GHashTable *cards_by_id; /* deadline id → HavenDeadlineCard, borrowed */
};

G_DEFINE_FINAL_TYPE (HavenMatterView, haven_matter_view, ADW_TYPE_NAVIGATION_PAGE)

static HavenSession *
get_session (HavenMatterView *self)
{
  return haven_workspace_get_session (self->workspace);
}

static HavenDate
get_today (HavenMatterView *self)
{
  return haven_clock_today (haven_session_get_clock (get_session (self)));
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static void
show_head (HavenMatterView *self)
{
  const HavenMatter *matter = self->page->matter;
  const char *type = haven_matter_words_get_type (matter->type);
  const char *stage = haven_matter_words_get_stage (matter->stage);
  g_autofree char *kind = matter->title && *matter->title ? g_strdup_printf ("%s · %s", type, matter->title)
                                                           : g_strdup (type);
  g_autofree char *standing = self->page->lead_name ? g_strdup_printf ("%s · %s", stage, self->page->lead_name)
                                                    : g_strdup (stage);

  adw_window_title_set_title (self->window_title, type);
  adw_window_title_set_subtitle (self->window_title, self->page->person_name);
  gtk_label_set_label (self->kind, kind);
  gtk_label_set_label (self->person, self->page->person_name);
  gtk_label_set_label (self->standing, standing);
}

static HavenDeadlineCard *
ensure_card (HavenMatterView *self, const HavenDeadline *deadline)
{
  HavenDeadlineCard *card = g_hash_table_lookup (self->cards_by_id, deadline->id);

  if (card == NULL)
    {
      card = HAVEN_DEADLINE_CARD (haven_deadline_card_new ());
      g_hash_table_insert (self->cards_by_id, g_strdup (deadline->id), card);
      gtk_box_append (self->cards, GTK_WIDGET (card));
    }
  return card;
}

/* Cards stay the same widgets, so that focus and what is unfolded stay too. */
static void
show_cards (HavenMatterView *self)
{
  GPtrArray *deadlines = self->page->deadlines;
  GtkWidget *previous = NULL;
  guint n_open = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const HavenDeadline *deadline = deadlines->pdata[i];
      HavenDeadlineCard *card = ensure_card (self, deadline);

      haven_deadline_card_show (card, self->page, deadline, haven_session_get_clock (get_session (self)));
      if (previous ? gtk_widget_get_prev_sibling (GTK_WIDGET (card)) != previous
                   : gtk_widget_get_prev_sibling (GTK_WIDGET (card)) != NULL)
        gtk_box_reorder_child_after (self->cards, GTK_WIDGET (card), previous);
      previous = GTK_WIDGET (card);
      n_open += g_strcmp0 (deadline->status, "open") == 0;
    }
  summary = haven_matter_words_dup_open_dates (n_open);
  gtk_label_set_label (self->dates_summary, summary);
  gtk_widget_set_visible (self->no_dates, deadlines->len == 0);
}

/* The cards come one by one, so they are tied each time the page is shown. */
static void
bind_permits (HavenMatterView *self)
{
  static const struct
  {
    const char *name;
    HavenAction action;
  } actions[] = {
    { "matter.add-date", HAVEN_ACTION_CREATE }, { "deadline.done", HAVEN_ACTION_UPDATE },
    { "deadline.waive", HAVEN_ACTION_UPDATE },  { "deadline.miss", HAVEN_ACTION_UPDATE },
    { "deadline.void", HAVEN_ACTION_UPDATE },   { "deadline.change", HAVEN_ACTION_UPDATE },
  };
  static const struct
  {
    const char *name;
    HavenAction action;
  } evidence[] = {
    { "evidence.add", HAVEN_ACTION_CREATE },      { "evidence.ask", HAVEN_ACTION_UPDATE },
    { "evidence.withdraw", HAVEN_ACTION_UPDATE }, { "evidence.remove", HAVEN_ACTION_DELETE },
    { "evidence.add-by", HAVEN_ACTION_CREATE },
  };
  static const char *const steps[] = { "certification.ask", "certification.again", "certification.returned" };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    haven_permit_bind_action (GTK_WIDGET (self), get_session (self), steps[i], "certification", HAVEN_ACTION_CREATE);
  for (gsize i = 0; i < G_N_ELEMENTS (evidence); i++)
    haven_permit_bind_action (
        GTK_WIDGET (self), get_session (self), evidence[i].name, "matter_evidence", evidence[i].action);
  haven_permit_bind_action (
      GTK_WIDGET (self), get_session (self), "legal-note.write", "legal_note", HAVEN_ACTION_CREATE);
  haven_permit_bind_action (GTK_WIDGET (self), get_session (self), "matter.change", "matter", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (GTK_WIDGET (self), get_session (self), "party.add", "party", HAVEN_ACTION_CREATE);
  haven_permit_bind_action (GTK_WIDGET (self), get_session (self), "matter.looks", "conflict_check", HAVEN_ACTION_LIST);
  haven_permit_bind_action (
      GTK_WIDGET (self), get_session (self), "evidence.permission", "release", HAVEN_ACTION_CREATE);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    haven_permit_bind_action (GTK_WIDGET (self), get_session (self), actions[i].name, "deadline", actions[i].action);
}

static void
show_page (HavenMatterView *self)
{
  HavenFocusPath *focus = haven_focus_path_note (GTK_WIDGET (self));

  show_head (self);
  show_cards (self);
  haven_certification_box_show (self->certifications, self->page, get_today (self));
  haven_evidence_box_show (self->evidence, self->page, get_today (self));
  haven_matter_notes_box_show (self->notes, self->page, haven_session_get_clock (get_session (self)));
  haven_parties_box_show (
      self->parties, self->page, haven_session_may (get_session (self), "party", HAVEN_ACTION_UPDATE));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "matter.add-date", TRUE);
  gtk_stack_set_visible_child_name (self->stack, "page");
  /* These open their editors again by themselves, once they are to be seen. */
  haven_matter_about_show (self->about, self->workspace, self->page);
  haven_matter_events_box_show (self->events, self->workspace, self->page);
  haven_absences_box_show (self->absences, self->workspace, self->page);
  bind_permits (self);
  haven_focus_path_restore (focus, GTK_WIDGET (self));
}

/* ── Coming back ──────────────────────────────────────────────────────────── */

/* What somebody was writing when the window was locked; what was settled meanwhile is not asked about again. */
static gboolean
resume_editor (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenMatterView *self = owner;
  AdwDialog *dialog = gtk_widget_get_mapped (GTK_WIDGET (self))
                          ? haven_matter_editors_create (self->workspace, self->page, editor, subject_id)
                          : NULL;

  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
  return dialog != NULL;
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
load_page (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_matters_load_page (session, data, error);
}

static void
page_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenMatterPage *page = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMatterView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      haven_permit_show_error (self->failure, error);
      gtk_stack_set_visible_child_name (self->stack, "failure");
      return;
    }
  haven_matter_page_free (self->page);
  self->page = page;
  show_page (self);
  haven_matter_editors_offer (self->workspace, resume_editor, self);
}

static void
load (HavenMatterView *self)
{
  haven_session_work_async (get_session (self),
                            load_page,
                            g_strdup (self->matter_id),
                            g_free,
                            (GDestroyNotify) haven_matter_page_free,
                            self->cancellable,
                            page_loaded_cb,
                            self);
}

static void
store_changed_cb (HavenMatterView *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "deadline") || haven_changes_touch (changes, "matter") ||
      haven_changes_touch (changes, "certification") || haven_changes_touch (changes, "legal_task") ||
      haven_changes_touch (changes, "party") || haven_changes_touch (changes, "bridge_date") ||
      haven_changes_touch (changes, "patient") || haven_changes_touch (changes, "matter_evidence") ||
      haven_changes_touch (changes, "legal_note") || haven_changes_touch (changes, "matter_event") ||
      haven_changes_touch (changes, "record_request") || haven_changes_touch (changes, "court_day") || haven_changes_touch (changes, "release") ||
      haven_changes_touch (changes, "closed_day") || haven_changes_touch (changes, "clinic_setting") ||
      haven_changes_touch (changes, "appointment"))
    load (self);
}

/* ── What somebody does ───────────────────────────────────────────────────── */

static const HavenDeadline *
find_deadline (HavenMatterView *self, const char *id)
{
  return self->page ? haven_matter_editors_find_deadline (self->page, id) : NULL;
}

/* One of the editors of the page, over it. */
static void
open_editor (HavenMatterView *self, const char *editor, const char *subject_id)
{
  AdwDialog *dialog = self->page ? haven_matter_editors_create (self->workspace, self->page, editor, subject_id) : NULL;

  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
done_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);

  if (find_deadline (self, g_variant_get_string (id, NULL)) != NULL)
    haven_settle_deadline (self->workspace, g_variant_get_string (id, NULL), "done", NULL);
}

static void
settle_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);
  const HavenDeadline *deadline = find_deadline (self, g_variant_get_string (id, NULL));
  const char *status = g_str_equal (name, "deadline.void")   ? "void"
                       : g_str_equal (name, "deadline.miss") ? "missed"
                                                             : "waived";

  if (deadline != NULL)
    adw_dialog_present (haven_settle_dialog_new (self->workspace, deadline, status), widget);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);
  const HavenDeadline *deadline = find_deadline (self, g_variant_get_string (id, NULL));

  if (deadline != NULL)
    adw_dialog_present (haven_trigger_dialog_new (self->workspace, self->page, deadline), widget);
}

static void
add_date_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);

  open_editor (self, HAVEN_EDITOR_DEADLINE, self->matter_id);
}

static void
certification_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);
  g_autofree char *subject_id =
      id == NULL ? g_strdup (self->matter_id)
                 : g_strdup_printf ("%s/%s", g_variant_get_string (id, NULL), strrchr (name, '.') + 1);

  open_editor (self, HAVEN_EDITOR_CERTIFICATION, subject_id);
}

static void
change_matter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);

  open_editor (self, HAVEN_EDITOR_MATTER_CHANGE, self->matter_id);
}

/* ── Notes ────────────────────────────────────────────────────────────────── */

static void
write_note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);

  open_editor (self, HAVEN_EDITOR_MATTER_NOTE, self->matter_id);
}

static void
open_note_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);

  adw_dialog_present (haven_matter_note_dialog_new (self->workspace, g_variant_get_string (id, NULL)), widget);
}

/* ── Who takes part ───────────────────────────────────────────────────────── */

static void
party_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);

  open_editor (self, HAVEN_EDITOR_PARTY, id ? g_variant_get_string (id, NULL) : self->matter_id);
}

static void
looks_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);
  GtkWidget *navigation = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);

  if (self->page != NULL && navigation != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation),
                              haven_past_looks_page_new (self->workspace, self->page->matter->patient_id));
}

/* ── Evidence ─────────────────────────────────────────────────────────────── */

static void
add_evidence_action (GtkWidget *widget, const char *name, GVariant *deadline_id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);
  g_autofree char *subject_id =
      g_strjoin ("/", self->matter_id, deadline_id ? g_variant_get_string (deadline_id, NULL) : NULL, NULL);

  open_editor (self, HAVEN_EDITOR_EVIDENCE, subject_id);
}

typedef HavenEdit *(*EvidenceEdit) (HavenSession *session, const char *evidence_id, GError **error);

typedef struct
{
  EvidenceEdit make;
  char *id;
} EvidenceStep;

static void
free_evidence_step (gpointer data)
{
  g_free (((EvidenceStep *) data)->id);
  g_free (data);
}

static gpointer
make_evidence_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const EvidenceStep *step = data;

  return step->make (session, step->id, error);
}

static void
evidence_edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMatterView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (edit == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else
    haven_workspace_do (self->workspace, edit);
}

static void
evidence_step_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);
  EvidenceStep *step = g_new0 (EvidenceStep, 1);

  step->make = g_str_equal (name, "evidence.ask")        ? haven_evidence_edit_ask
               : g_str_equal (name, "evidence.withdraw") ? haven_evidence_edit_withdraw
                                                         : haven_evidence_edit_remove;
  step->id = g_variant_dup_string (id, NULL);
  haven_session_work_async (get_session (self),
                            make_evidence_edit,
                            step,
                            free_evidence_step,
                            g_object_unref,
                            self->cancellable,
                            evidence_edit_made_cb,
                            self);
}

static void
permission_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (widget);

  if (self->page != NULL)
    haven_workspace_open (self->workspace,
                          HAVEN_DESTINATION_PAPER,
                          self->page->matter->patient_id,
                          "information-sharing");
}

static void
open_person_action (GtkWidget *widget, const char *name, GVariant *id)
{
  haven_workspace_open (HAVEN_MATTER_VIEW (widget)->workspace,
                        HAVEN_DESTINATION_PERSON,
                        g_variant_get_string (id, NULL),
                        NULL);
}

static void
person_clicked_cb (HavenMatterView *self)
{
  if (self->page != NULL)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_PERSON, self->page->matter->patient_id, NULL);
}

static void
haven_matter_view_dispose (GObject *object)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTER_VIEW);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matter_view_parent_class)->dispose (object);
}

static void
haven_matter_view_finalize (GObject *object)
{
  HavenMatterView *self = HAVEN_MATTER_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matter_id, g_free);
  g_clear_pointer (&self->page, haven_matter_page_free);
  g_clear_pointer (&self->cards_by_id, g_hash_table_unref);
  G_OBJECT_CLASS (haven_matter_view_parent_class)->finalize (object);
}

static void
haven_matter_view_class_init (HavenMatterViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_matter_view_finalize;

  g_type_ensure (HAVEN_TYPE_ABSENCES_BOX);
  g_type_ensure (HAVEN_TYPE_CERTIFICATION_BOX);
  g_type_ensure (HAVEN_TYPE_EVIDENCE_BOX);
  g_type_ensure (HAVEN_TYPE_MATTER_ABOUT);
  g_type_ensure (HAVEN_TYPE_MATTER_EVENTS_BOX);
  g_type_ensure (HAVEN_TYPE_MATTER_NOTES_BOX);
  g_type_ensure (HAVEN_TYPE_PARTIES_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, window_title);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, person);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, standing);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, dates_summary);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, cards);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, no_dates);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, about);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, parties);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, certifications);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, evidence);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, notes);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, events);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterView, absences);
  gtk_widget_class_bind_template_callback (widget_class, person_clicked_cb);
  gtk_widget_class_install_action (widget_class, "deadline.done", "s", done_action);
  gtk_widget_class_install_action (widget_class, "deadline.waive", "s", settle_action);
  gtk_widget_class_install_action (widget_class, "deadline.miss", "s", settle_action);
  gtk_widget_class_install_action (widget_class, "deadline.void", "s", settle_action);
  gtk_widget_class_install_action (widget_class, "deadline.change", "s", change_action);
  gtk_widget_class_install_action (widget_class, "certification.ask", NULL, certification_action);
  gtk_widget_class_install_action (widget_class, "certification.again", "s", certification_action);
  gtk_widget_class_install_action (widget_class, "certification.returned", "s", certification_action);
  gtk_widget_class_install_action (widget_class, "matter.change", NULL, change_matter_action);
  gtk_widget_class_install_action (widget_class, "legal-note.write", NULL, write_note_action);
  gtk_widget_class_install_action (widget_class, "legal-note.open", "s", open_note_action);
  gtk_widget_class_install_action (widget_class, "party.add", NULL, party_action);
  gtk_widget_class_install_action (widget_class, "party.change", "s", party_action);
  gtk_widget_class_install_action (widget_class, "matter.looks", NULL, looks_action);
  gtk_widget_class_install_action (widget_class, "evidence.add", NULL, add_evidence_action);
  gtk_widget_class_install_action (widget_class, "evidence.add-by", "s", add_evidence_action);
  gtk_widget_class_install_action (widget_class, "evidence.ask", "s", evidence_step_action);
  gtk_widget_class_install_action (widget_class, "evidence.withdraw", "s", evidence_step_action);
  gtk_widget_class_install_action (widget_class, "evidence.remove", "s", evidence_step_action);
  gtk_widget_class_install_action (widget_class, "evidence.permission", NULL, permission_action);
  gtk_widget_class_install_action (widget_class, "matter.add-date", NULL, add_date_action);
  gtk_widget_class_install_action (widget_class, "matter.open-person", "s", open_person_action);
}

static void
haven_matter_view_init (HavenMatterView *self)
{
  self->cancellable = g_cancellable_new ();
  self->cards_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_buttons_wrap (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "matter.add-date", FALSE);
}

HavenMatterView *
haven_matter_view_new (HavenWorkspace *workspace, const char *matter_id)
{
  HavenMatterView *self = g_object_new (HAVEN_TYPE_MATTER_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  self->matter_id = g_strdup (matter_id);
  haven_page_set_place (GTK_WIDGET (self), workspace, HAVEN_DESTINATION_MATTER, matter_id);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load (self);
  return self;
}

const char *
haven_matter_view_get_matter_id (HavenMatterView *self)
{
  g_return_val_if_fail (HAVEN_IS_MATTER_VIEW (self), NULL);
  return self->matter_id;
}
