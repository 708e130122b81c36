/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-permit.h"

#include <glib/gi18n.h>
#include <string.h>

#define BINDING "haven-permit"
#define FAILURE_TITLE "haven-failure-title"

/* What a role does not do, in a sentence. Where none stands here, the last one holds. */
static const struct
{
  HavenNeed need;
  const char *reason;
} reasons[] = {
  { { "appointment", HAVEN_ACTION_CREATE }, N_ ("Your role does not book visits.") },
  { { "appointment", HAVEN_ACTION_UPDATE }, N_ ("Your role does not change visits.") },
  { { "appointment", HAVEN_ACTION_EXPORT }, N_ ("Your role does not save calendar files.") },
  { { "resource_absence", HAVEN_ACTION_IMPORT }, N_ ("Your role does not bring in calendar files.") },
  { { "patient", HAVEN_ACTION_CREATE }, N_ ("Your role does not add people.") },
  { { "patient", HAVEN_ACTION_VIEW }, N_ ("Your role does not open people’s pages.") },
  { { "patient", HAVEN_ACTION_UPDATE }, N_ ("Your role does not change what is known of a person.") },
  { { "safe_contact_rule", HAVEN_ACTION_CREATE }, N_ ("Your role does not write down how to reach people.") },
  { { "safe_contact_rule", HAVEN_ACTION_UPDATE }, N_ ("Your role does not write down how to reach people.") },
  { { "matter", HAVEN_ACTION_CREATE }, N_ ("Your role does not open matters.") },
  { { "deadline", HAVEN_ACTION_CREATE }, N_ ("Your role does not add dates.") },
  { { "deadline", HAVEN_ACTION_UPDATE }, N_ ("Your role does not change dates.") },
  { { "matter_event", HAVEN_ACTION_CREATE }, N_ ("Your role does not write down events of matters.") },
  { { "matter_event", HAVEN_ACTION_UPDATE }, N_ ("Your role does not change events of matters.") },
  { { "party", HAVEN_ACTION_CREATE }, N_ ("Your role does not change who takes part in matters.") },
  { { "legal_note", HAVEN_ACTION_CREATE }, N_ ("Your role does not write notes of matters.") },
  { { "note", HAVEN_ACTION_CREATE }, N_ ("Your role does not write notes.") },
  { { "clinic_form", HAVEN_ACTION_CREATE }, N_ ("Your role does not change forms.") },
  { { "clinic_form", HAVEN_ACTION_UPDATE }, N_ ("Your role does not change forms.") },
  { { "counsel_review", HAVEN_ACTION_CREATE }, N_ ("Your role does not record what a lawyer read.") },
  { { "counsel_review", HAVEN_ACTION_DELETE }, N_ ("Your role does not record what a lawyer read.") },
  { { "service", HAVEN_ACTION_IMPORT }, N_ ("Your role does not take in directories.") },
  { { "document", HAVEN_ACTION_CREATE }, N_ ("Your role does not make papers.") },
  { { "translated_text", HAVEN_ACTION_CREATE }, N_ ("Your role does not write translations.") },
  { { "translated_text", HAVEN_ACTION_REVIEW }, N_ ("Your role does not review translations.") },
  { { "translated_text", HAVEN_ACTION_SIGN }, N_ ("Your role does not approve translations.") },
  { { NULL, HAVEN_ACTION_VIEW }, N_ ("Your role does not do this.") },
};

typedef struct
{
  HavenSession *session;
  HavenNeed need;
  char *tooltip; /* nullable: what it says to those who may */
  HavenPermit permit;
  gboolean applying;
} Binding;

static void
free_binding (gpointer data)
{
  Binding *self = data;

  g_object_unref (self->session);
  g_free (self->tooltip);
  g_free (self);
}

/* ── Asking ───────────────────────────────────────────────────────────────── */

/** @record: a table's name, or `vault` */
HavenPermit
haven_permit_ask (HavenSession *session, const char *record, HavenAction action)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (session) && record != NULL, HAVEN_PERMIT_FOREIGN);

  if (haven_session_may (session, record, action))
    return HAVEN_PERMIT_GRANTED;
  for (int other = 0; other < HAVEN_N_ACTIONS; other++)
    if (haven_session_may (session, record, (HavenAction) other))
      return HAVEN_PERMIT_REFUSED;
  return HAVEN_PERMIT_FOREIGN;
}

gboolean
haven_permit_grants (HavenSession *session, const HavenNeed *need)
{
  return need->record == NULL || haven_session_may (session, need->record, need->action);
}

/** Whether one of the needs is met. An empty one among them is passed over. */
gboolean
haven_permit_grants_any (HavenSession *session, const HavenNeed *needs, gsize n_needs)
{
  for (gsize i = 0; i < n_needs; i++)
    if (needs[i].record != NULL && haven_permit_grants (session, &needs[i]))
      return TRUE;
  return FALSE;
}

/** One calm sentence for whoever may not do it. */
const char *
haven_permit_get_reason (const char *record, HavenAction action)
{
  gsize i = 0;

  while (reasons[i].need.record != NULL &&
         (reasons[i].need.action != action || g_strcmp0 (reasons[i].need.record, record) != 0))
    i++;
  return _ (reasons[i].reason);
}

/* ── Controls ─────────────────────────────────────────────────────────────── */

static Binding *
get_binding (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), BINDING);
}

static void
hold_back (GtkWidget *widget, Binding *self)
{
  const char *reason = haven_permit_get_reason (self->need.record, self->need.action);

  if (self->permit == HAVEN_PERMIT_FOREIGN)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_sensitive (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
}

static void
let_go (GtkWidget *widget, Binding *self, HavenPermit before)
{
  if (before == HAVEN_PERMIT_FOREIGN)
    gtk_widget_set_visible (widget, TRUE);
  gtk_widget_set_sensitive (widget, TRUE);
  gtk_widget_set_tooltip_text (widget, self->tooltip);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* Roles may change while somebody is signed in, so it is asked again each time the control comes into view. */
static void
apply (GtkWidget *widget)
{
  Binding *self = get_binding (widget);
  HavenPermit before = self->permit;

  if (self->applying)
    return;
  self->applying = TRUE;
  self->permit = haven_permit_ask (self->session, self->need.record, self->need.action);
  if (self->permit != HAVEN_PERMIT_GRANTED)
    hold_back (widget, self);
  else if (before != HAVEN_PERMIT_GRANTED)
    let_go (widget, self, before);
  self->applying = FALSE;
}

/* Whoever shows it or makes it sensitive for reasons of their own does not grant anything by that. */
static void
shown_cb (GtkWidget *widget)
{
  if (get_binding (widget)->permit != HAVEN_PERMIT_GRANTED)
    apply (widget);
}

/**
 * haven_permit_bind:
 *
 * Ties a control to what it does. Whoever may not do that finds it dull, with the reason as its tooltip and as its
 * description for a screen reader; where the kind of record is none of theirs, it is not there at all.
 */
void
haven_permit_bind (GtkWidget *widget, HavenSession *session, const char *record, HavenAction action)
{
  Binding *self;
  gboolean again;

  g_return_if_fail (GTK_IS_WIDGET (widget) && HAVEN_IS_SESSION (session) && record != NULL);

  again = get_binding (widget) != NULL;
  self = g_new0 (Binding, 1);
  self->session = g_object_ref (session);
  self->need = (HavenNeed) { g_intern_string (record), action };
  self->tooltip = g_strdup (again ? get_binding (widget)->tooltip : gtk_widget_get_tooltip_text (widget));
  self->permit = again ? get_binding (widget)->permit : HAVEN_PERMIT_GRANTED;
  g_object_set_data_full (G_OBJECT (widget), BINDING, self, free_binding);
  if (!again)
    {
      g_signal_connect (widget, "map", G_CALLBACK (apply), NULL);
      g_signal_connect (widget, "notify::visible", G_CALLBACK (shown_cb), NULL);
      g_signal_connect (widget, "notify::sensitive", G_CALLBACK (shown_cb), NULL);
    }
  apply (widget);
}

/** Returns: (transfer none) (nullable): what a control was tied to */
const HavenNeed *
haven_permit_get_need (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  return get_binding (widget) ? &get_binding (widget)->need : NULL;
}

static void
bind_buttons (GtkWidget *root, HavenSession *session, const char *name, const char *record, HavenAction action)
{
  if (GTK_IS_ACTIONABLE (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), name) == 0)
    haven_permit_bind (root, session, record, action);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    bind_buttons (child, session, name, record, action);
}

/**
 * haven_permit_bind_action:
 * @name: an action that @widget's class has installed
 *
 * Ties an action to what it does: by key, by menu or by button it does nothing for whoever may not do that; the buttons
 * below @widget that it has by now are tied too. An action that is not possible for another reason stays as it is.
 */
void
haven_permit_bind_action (GtkWidget *widget,
                          HavenSession *session,
                          const char *name,
                          const char *record,
                          HavenAction action)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);

  if (haven_permit_ask (session, record, action) != HAVEN_PERMIT_GRANTED)
    gtk_widget_action_set_enabled (widget, name, FALSE);
  bind_buttons (widget, session, name, record, action);
}

/* ── Sentences ────────────────────────────────────────────────────────────── */

/** Before something that was asked for by a key or a gesture: whoever may not do it is told so, in one sentence. */
gboolean
haven_permit_check (HavenWorkspace *workspace, const char *record, HavenAction action)
{
  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), FALSE);

  if (haven_session_may (haven_workspace_get_session (workspace), record, action))
    return TRUE;
  haven_workspace_tell (workspace, haven_permit_get_reason (record, action));
  return FALSE;
}

/* What a page is called when something went wrong, as its template says it. */
static const char *
keep_title (AdwStatusPage *page)
{
  const char *kept = g_object_get_data (G_OBJECT (page), FAILURE_TITLE);

  if (kept != NULL)
    return kept;
  g_object_set_data_full (G_OBJECT (page), FAILURE_TITLE, g_strdup (adw_status_page_get_title (page)), g_free);
  return g_object_get_data (G_OBJECT (page), FAILURE_TITLE);
}

/** Tells on a page of its own why there is nothing else. What is not part of a role is no fault, and looks like none. */
void
haven_permit_show_error (AdwStatusPage *page, const GError *error)
{
  const char *title;
  g_autofree char *words = NULL;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page) && error != NULL);

  title = keep_title (page);
  words = g_markup_escape_text (error->message, -1);
  if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED))
    title = _ ("Not Part of Your Role");
  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, words);
}
