/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-view.h"

#include "haven-contact-dialog.h"
#include "haven-contact-rules.h"
#include "haven-contact-service.h"
#include "haven-legal.h"
#include "haven-note-dialog.h"
#include "haven-note-writer.h"
#include "haven-page-place.h"
#include "haven-permit.h"
#include "haven-person-change-dialog.h"
#include "haven-person-events.h"
#include "haven-person-head.h"
#include "haven-person-timeline.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenPersonView
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkWidget *add_note;
  GtkWidget *book;
  GtkWidget *print;
  AdwBanner *do_not_contact;
  GtkStack *stack;
  AdwStatusPage *failure;
  HavenPersonHead *head;
  HavenContactRules *contact_rules;
  HavenPersonTimeline *timeline;

  /* owned */
  HavenWorkspace *workspace;
  char *patient_id;
  HavenPersonPage *page; /* nullable: nothing is shown yet */
  GCancellable *cancellable;

  gboolean loading;
  gboolean stale; /* something changed since it was loaded, or is being loaded */
};

G_DEFINE_FINAL_TYPE (HavenPersonView, haven_person_view, ADW_TYPE_NAVIGATION_PAGE)

static void load (HavenPersonView *self);

static HavenSession *
get_session (HavenPersonView *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Loading ─────────────────────────────────────────────────────────────── */

/* Runs beside the main loop: titles are made here too, so that a long history costs no frame. */
static gpointer
load_page (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HavenPersonPage *page = haven_people_load_page (session, data, error);

  for (guint i = 0; page != NULL && i < page->timeline->len; i++)
    {
      HavenTimelineEvent *event = page->timeline->pdata[i];

      page->timeline->pdata[i] = haven_person_event_dup_titled (event);
      g_object_unref (event);
    }
  return page;
}

static gboolean
may_change (HavenPersonView *self)
{
  return haven_session_may (get_session (self), "patient", HAVEN_ACTION_UPDATE);
}

static void
show_page (HavenPersonView *self, const HavenPersonPage *page)
{
  HavenClock *clock = haven_session_get_clock (get_session (self));

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), page->patient->name);
  adw_banner_set_revealed (self->do_not_contact, page->patient->do_not_contact);
  /* A banner that is folded away is still heard, and it would tell of everybody what holds for a few. */
  gtk_widget_set_visible (GTK_WIDGET (self->do_not_contact), page->patient->do_not_contact);
  haven_person_head_set_page (self->head, page, haven_clock_today (clock));
  haven_contact_rules_set_page (self->contact_rules, page, clock);
  haven_person_timeline_set_events (self->timeline, page->timeline, clock);
  gtk_stack_set_visible_child_name (self->stack, "person");
}

/* ── Writing down and changing ───────────────────────────────────────────── */

static void
open_contact (HavenPersonView *self, const HavenSafeContactRule *rule)
{
  if (haven_permit_check (self->workspace, "safe_contact_rule", rule ? HAVEN_ACTION_UPDATE : HAVEN_ACTION_CREATE))
    adw_dialog_present (haven_contact_dialog_new (self->workspace, self->patient_id, rule), GTK_WIDGET (self));
}

static void
open_change (HavenPersonView *self)
{
  if (self->page != NULL && haven_permit_check (self->workspace, "patient", HAVEN_ACTION_UPDATE))
    adw_dialog_present (haven_person_change_dialog_new (self->workspace, self->page), GTK_WIDGET (self));
}

/* Somebody was writing when the window was locked. */
static gboolean
resume_writing (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenPersonView *self = owner;
  gboolean addendum = g_str_equal (editor, HAVEN_EDITOR_ADDENDUM);
  AdwDialog *dialog;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      g_strcmp0 (addendum ? detail : subject_id, self->patient_id) != 0)
    return FALSE;
  if (!addendum)
    {
      haven_person_view_add_note (self);
      return TRUE;
    }
  dialog = haven_note_dialog_new (self->workspace, subject_id);
  haven_note_dialog_add_when_read (HAVEN_NOTE_DIALOG (dialog));
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return TRUE;
}

/* The subject is the person, and the rule or that it is a new one. A rule that somebody took away meanwhile is not
 * opened again; what was typed about it stays a draft. */
static gboolean
resume_contact (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenPersonView *self = owner;
  gsize length = strlen (self->patient_id);
  const char *rule_id;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !g_str_has_prefix (subject_id, self->patient_id) ||
      subject_id[length] != '/')
    return FALSE;
  rule_id = subject_id + length + 1;
  if (g_str_equal (rule_id, HAVEN_DRAFT_OF_NEW))
    open_contact (self, NULL);
  else if (haven_contact_rules_find (self->contact_rules, rule_id) != NULL)
    open_contact (self, haven_contact_rules_find (self->contact_rules, rule_id));
  return TRUE;
}

static gboolean
resume_changing (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenPersonView *self = owner;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || g_strcmp0 (subject_id, self->patient_id) != 0)
    return FALSE;
  open_change (self);
  return TRUE;
}

static void
offer_writing (HavenPersonView *self)
{
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_CONTACT, resume_contact, self);
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_PERSON_CHANGE, resume_changing, self);
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_NOTE, resume_writing, self);
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_ADDENDUM, resume_writing, self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPersonPage) page = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPersonView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (page != NULL)
    {
      g_clear_pointer (&self->page, haven_person_page_free);
      self->page = g_steal_pointer (&page);
      show_page (self, self->page);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.edit", may_change (self));
      offer_writing (self);
    }
  else
    {
      haven_permit_show_error (self->failure, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  if (self->stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
load (HavenPersonView *self)
{
  if (self->loading)
    {
      self->stale = TRUE;
      return;
    }
  self->loading = TRUE;
  self->stale = FALSE;
  haven_session_work_async (get_session (self),
                            load_page,
                            g_strdup (self->patient_id),
                            g_free,
                            (GDestroyNotify) haven_person_page_free,
                            self->cancellable,
                            loaded_cb,
                            self);
}

/* Each look is written down, so a page that nobody sees does not look. */
static void
store_changed_cb (HavenPersonView *self, HavenChanges *changes)
{
  static const char *const records[] = { "patient", "patient_name", "safe_contact_rule", "appointment", "encounter",
                                         "note",    "matter",       "deadline",          "bridge_date", "release", "matter_event",
                                         "document" };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    if (haven_changes_touch (changes, records[i]))
      {
        self->stale = TRUE;
        break;
      }
  if (self->stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* ── Going elsewhere ─────────────────────────────────────────────────────── */

/* To which matter it belongs. */
static gpointer
load_deadline (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenDeadline) deadline = haven_session_load (session, &haven_deadline_info, data, error);

  return deadline ? g_strdup (deadline->matter_id) : NULL;
}

static gpointer
load_matter_event (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenMatterEvent) event = haven_session_load (session, &haven_matter_event_info, data, error);

  return event ? g_strdup (event->matter_id) : NULL;
}

static void
matter_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *matter_id = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPersonView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (matter_id != NULL)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_MATTER, matter_id, NULL);
  else
    haven_workspace_tell_error (self->workspace, error);
}

/* A date that was published for the desk has no page behind it, and nothing tells more than it says itself. */
static void
open_matter_of (HavenPersonView *self, HavenTimelineEvent *event)
{
  if (!haven_session_has_partition (get_session (self), HAVEN_PARTITION_LEGAL))
    return;
  haven_session_work_async (get_session (self),
                            haven_timeline_event_get_kind (event) == HAVEN_EVENT_HAPPENED ? load_matter_event
                                                                                           : load_deadline,
                            g_strdup (haven_timeline_event_get_record_id (event)),
                            g_free,
                            g_free,
                            self->cancellable,
                            matter_found_cb,
                            self);
}

static void
open_day (HavenPersonView *self, HavenTimelineEvent *event)
{
  g_autofree char *date = haven_date_dup_iso (haven_timeline_event_get_starts_on (event));

  haven_workspace_open (self->workspace, HAVEN_DESTINATION_APPOINTMENTS, date, NULL);
}

static void
open_note (HavenPersonView *self, HavenTimelineEvent *event)
{
  AdwDialog *dialog = haven_note_dialog_new (self->workspace, haven_timeline_event_get_record_id (event));

  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
open_document (HavenPersonView *self, HavenTimelineEvent *event)
{
  g_autofree char *kept = g_strconcat ("kept:", haven_timeline_event_get_record_id (event), NULL);

  haven_workspace_open (self->workspace, HAVEN_DESTINATION_PAPER, self->patient_id, kept);
}

static void
event_activated_cb (HavenPersonView *self, HavenTimelineEvent *event, HavenPersonTimeline *timeline)
{
  switch (haven_timeline_event_get_kind (event))
    {
    case HAVEN_EVENT_APPOINTMENT:
    case HAVEN_EVENT_ENCOUNTER:
      open_day (self, event);
      break;
    case HAVEN_EVENT_NOTE:
      open_note (self, event);
      break;
    case HAVEN_EVENT_MATTER:
      haven_workspace_open (self->workspace,
                            HAVEN_DESTINATION_MATTER,
                            haven_timeline_event_get_record_id (event),
                            NULL);
      break;
    case HAVEN_EVENT_HAPPENED:
    case HAVEN_EVENT_DEADLINE:
      open_matter_of (self, event);
      break;
    case HAVEN_EVENT_DOCUMENT:
      open_document (self, event);
      break;
    case HAVEN_EVENT_RELEASE:
    default:
      haven_workspace_open (self->workspace, HAVEN_DESTINATION_PAPER, self->patient_id, NULL);
      break;
    }
}

/* ── Callbacks ───────────────────────────────────────────────────────────── */

static void
add_note_clicked_cb (HavenPersonView *self, GtkButton *button)
{
  haven_person_view_add_note (self);
}

static void
book_clicked_cb (HavenPersonView *self, GtkButton *button)
{
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_BOOKING, self->patient_id, NULL);
}

static void
print_clicked_cb (HavenPersonView *self, GtkButton *button)
{
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_PAPER, self->patient_id, NULL);
}

static void
retry_clicked_cb (HavenPersonView *self, GtkButton *button)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *form)
{
  HavenPersonView *self = HAVEN_PERSON_VIEW (widget);

  haven_workspace_open (self->workspace,
                        HAVEN_DESTINATION_PAPER,
                        self->patient_id,
                        g_variant_get_string (form, NULL));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_change (HAVEN_PERSON_VIEW (widget));
}

static void
add_contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_contact (HAVEN_PERSON_VIEW (widget), NULL);
}

static const HavenSafeContactRule *
find_rule (GtkWidget *widget, GVariant *rule_id)
{
  return haven_contact_rules_find (HAVEN_PERSON_VIEW (widget)->contact_rules, g_variant_get_string (rule_id, NULL));
}

static void
edit_contact_action (GtkWidget *widget, const char *name, GVariant *rule_id)
{
  const HavenSafeContactRule *rule = find_rule (widget, rule_id);

  if (rule != NULL)
    open_contact (HAVEN_PERSON_VIEW (widget), rule);
}

/* Both are made of what is on the screen, so making them waits for nothing. */
static void
do_with_contact (GtkWidget *widget,
                 GVariant *rule_id,
                 HavenEdit *(*make) (HavenSession *, const HavenSafeContactRule *, GError **) )
{
  HavenPersonView *self = HAVEN_PERSON_VIEW (widget);
  const HavenSafeContactRule *rule = find_rule (widget, rule_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = rule ? make (get_session (self), rule, &error) : NULL;

  if (edit != NULL)
    haven_workspace_do (self->workspace, edit);
  else if (error != NULL)
    haven_workspace_tell_error (self->workspace, error);
}

static void
confirm_contact_action (GtkWidget *widget, const char *name, GVariant *rule_id)
{
  do_with_contact (widget, rule_id, haven_contact_edit_confirm);
}

static void
remove_contact_action (GtkWidget *widget, const char *name, GVariant *rule_id)
{
  do_with_contact (widget, rule_id, haven_contact_edit_remove);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_person_view_map (GtkWidget *widget)
{
  HavenPersonView *self = HAVEN_PERSON_VIEW (widget);

  GTK_WIDGET_CLASS (haven_person_view_parent_class)->map (widget);
  if (self->stale)
    load (self);
}

static void
who_looked_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPersonView *self = HAVEN_PERSON_VIEW (widget);

  haven_workspace_open (self->workspace, HAVEN_DESTINATION_WHO_LOOKED, self->patient_id, NULL);
}

static void
emergency_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPersonView *self = HAVEN_PERSON_VIEW (widget);

  haven_workspace_open (self->workspace, HAVEN_DESTINATION_EMERGENCY, self->patient_id, NULL);
}

/* That there are restricted notes is told to nobody who may not read them: the way to them is offered for everybody. */
static void
update_actions (HavenPersonView *self)
{
  HavenSession *session = get_session (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "person.emergency",
                                 haven_session_has_partition (session, HAVEN_PARTITION_CLINICAL) &&
                                     haven_session_may (session, "break_glass", HAVEN_ACTION_BREAK_GLASS));
}

static void
haven_person_view_dispose (GObject *object)
{
  HavenPersonView *self = HAVEN_PERSON_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PERSON_VIEW);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_person_view_parent_class)->dispose (object);
}

static void
haven_person_view_finalize (GObject *object)
{
  HavenPersonView *self = HAVEN_PERSON_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->page, haven_person_page_free);
  g_free (self->patient_id);
  G_OBJECT_CLASS (haven_person_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HAVEN_TYPE_PERSON_HEAD);
  g_type_ensure (HAVEN_TYPE_CONTACT_RULES);
  g_type_ensure (HAVEN_TYPE_PERSON_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, add_note);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, book);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, print);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, do_not_contact);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, head);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, contact_rules);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonView, timeline);
  gtk_widget_class_bind_template_callback (widget_class, add_note_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, book_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_activated_cb);
}

static void
haven_person_view_class_init (HavenPersonViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_person_view_dispose;
  object_class->finalize = haven_person_view_finalize;
  widget_class->map = haven_person_view_map;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "person.print", "s", print_cb);
  gtk_widget_class_install_action (widget_class, "person.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "person.add-contact", NULL, add_contact_action);
  gtk_widget_class_install_action (widget_class, "person.edit-contact", "s", edit_contact_action);
  gtk_widget_class_install_action (widget_class, "person.confirm-contact", "s", confirm_contact_action);
  gtk_widget_class_install_action (widget_class, "person.remove-contact", "s", remove_contact_action);
  gtk_widget_class_install_action (widget_class, "person.who-looked", NULL, who_looked_action);
  gtk_widget_class_install_action (widget_class, "person.emergency", NULL, emergency_action);
}

static void
haven_person_view_init (HavenPersonView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_permits (HavenPersonView *self)
{
  HavenSession *session = get_session (self);

  haven_permit_bind (self->add_note, session, "note", HAVEN_ACTION_CREATE);
  haven_permit_bind (self->book, session, "appointment", HAVEN_ACTION_CREATE);
  haven_permit_bind (self->print, session, "document", HAVEN_ACTION_LIST);
  haven_permit_bind_action (GTK_WIDGET (self), session, "person.print", "document", HAVEN_ACTION_CREATE);
  haven_permit_bind_action (GTK_WIDGET (self), session, "person.edit", "patient", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (GTK_WIDGET (self), session, "person.edit-contact", "safe_contact_rule", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (GTK_WIDGET (self), session, "person.confirm-contact", "safe_contact_rule", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (GTK_WIDGET (self), session, "person.remove-contact", "safe_contact_rule", HAVEN_ACTION_DELETE);
  haven_contact_rules_set_session (self->contact_rules, session);
  haven_person_timeline_set_session (self->timeline, session);
}

GtkWidget *
haven_person_view_new (HavenWorkspace *workspace, const char *patient_id)
{
  HavenPersonView *self = g_object_new (HAVEN_TYPE_PERSON_VIEW, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && patient_id != NULL, GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->patient_id = g_strdup (patient_id);
  haven_page_set_place (GTK_WIDGET (self), workspace, HAVEN_DESTINATION_PERSON, patient_id);
  update_actions (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.edit", FALSE);
  bind_permits (self);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

const char *
haven_person_view_get_patient_id (HavenPersonView *self)
{
  g_return_val_if_fail (HAVEN_IS_PERSON_VIEW (self), NULL);
  return self->patient_id;
}

/** Puts the cursor into the filter of the events. */
void
haven_person_view_find (HavenPersonView *self)
{
  g_return_if_fail (HAVEN_IS_PERSON_VIEW (self));
  haven_person_timeline_find (self->timeline);
}

/** Opens the editor of a new note. */
void
haven_person_view_add_note (HavenPersonView *self)
{
  g_return_if_fail (HAVEN_IS_PERSON_VIEW (self));
  if (haven_permit_check (self->workspace, "note", HAVEN_ACTION_CREATE))
    adw_dialog_present (haven_note_writer_new (self->workspace, self->patient_id, NULL), GTK_WIDGET (self));
}
