/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-events-box.h"

#include "haven-announce.h"
#include "haven-event-void-dialog.h"
#include "haven-event-words.h"
#include "haven-matter-event-dialog.h"
#include "haven-matter-words.h"
#include "haven-permit.h"
#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenMatterEventsBox
{
  AdwBin parent_instance;

  /* template */
  GtkListBox *list;
  GtkWidget *nothing;

  /* owned */
  HavenWorkspace *workspace;
  HavenMatter *matter;
  HavenEventBook *book;
  GHashTable *unfolded; /* ids of events whose rows are unfolded */
};

G_DEFINE_FINAL_TYPE (HavenMatterEventsBox, haven_matter_events_box, ADW_TYPE_BIN)

static HavenSession *
get_session (HavenMatterEventsBox *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── A row ────────────────────────────────────────────────────────────────── */

static void
add_fact (GtkWidget *row, const char *title, const char *words)
{
  GtkWidget *fact = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (fact), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fact), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (fact), words);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (fact), TRUE);
  gtk_widget_add_css_class (fact, "property");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), fact);
}

static void
add_own_facts (GtkWidget *row, const HavenMatterEvent *event)
{
  g_autofree char *printed = haven_words_dup_date (event->printed_on);

  if (event->words && g_strcmp0 (event->kind, "other") != 0)
    add_fact (row, _ ("In one’s own words"), event->words);
  if (event->mailed)
    add_fact (row, _ ("How it came"), _ ("By mail"));
  if (*printed)
    add_fact (row, _ ("Last day that the notice prints"), printed);
  if (event->notes)
    add_fact (row, _ ("Notes"), event->notes);
  if (event->void_reason)
    add_fact (row, _ ("Void because"), event->void_reason);
}

static void
add_dates (HavenMatterEventsBox *self, GtkWidget *row, const HavenMatterEvent *event)
{
  for (guint i = 0; i < self->book->deadlines->len; i++)
    {
      const HavenDeadline *deadline = self->book->deadlines->pdata[i];
      g_autofree char *day = haven_words_dup_date (haven_date_is_set (deadline->plan_by) ? deadline->plan_by : deadline->opens_on);
      g_autofree char *words = NULL;

      if (g_strcmp0 (deadline->event_id, event->event_id) != 0 || g_strcmp0 (deadline->status, "void") == 0)
        continue;
      words = g_strjoin (" · ", haven_matter_words_get_status (deadline->status), *day ? day : NULL, NULL);
      add_fact (row, haven_matter_words_get_rule_words (deadline->label), words);
    }
}

/* What was said before, and why it is said otherwise now. */
static void
add_earlier (HavenMatterEventsBox *self, GtkWidget *row, const HavenEventEntry *entry)
{
  const HavenEventEntry *earlier;

  while ((earlier = haven_event_book_find_earlier (self->book, entry)) != NULL)
    {
      g_autofree char *when = haven_event_words_dup_when (earlier->event);
      g_autofree char *words = g_strjoin (" · ",
                                          earlier->author ? earlier->author : _ ("somebody"),
                                          entry->event->change_reason ? entry->event->change_reason : "",
                                          NULL);
      /* Translators: a day, as an event said before it was changed */
      g_autofree char *title = g_strdup_printf (_ ("Before: %s"), when);

      add_fact (row, title, words);
      entry = earlier;
    }
}

static void
add_button (GtkWidget *box, const char *label, const char *action, const char *title, const char *event_id)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, title);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", event_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  haven_announce_name (button, name);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

static void
add_buttons (GtkWidget *row, const HavenMatterEvent *event)
{
  GtkWidget *box = adw_wrap_box_new ();
  GtkWidget *holder = gtk_list_box_row_new ();
  const char *title = haven_event_words_get_title (event);

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  add_button (box, _ ("Change"), "event.change", title, event->event_id);
  add_button (box, _ ("Void"), "event.void", title, event->event_id);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (holder), FALSE);
  gtk_widget_set_focusable (holder, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What can be done with it"), -1);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), holder);
}

/* The lists of which such a row is made have no name of their own. */
static void
name_lists (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LIST_BOX (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    name_lists (child, name);
}

static void
unfolded_cb (HavenMatterEventsBox *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "event");

  if (adw_expander_row_get_expanded (row))
    g_hash_table_add (self->unfolded, g_strdup (id));
  else
    g_hash_table_remove (self->unfolded, id);
}

static GtkWidget *
create_row (HavenMatterEventsBox *self, const HavenEventEntry *entry)
{
  const HavenMatterEvent *event = entry->event;
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *when = haven_event_words_dup_when (event);
  gboolean stands = haven_matter_event_stands (event);
  g_autofree char *subtitle = g_strjoin (" · ",
                                         when,
                                         entry->author ? entry->author : _ ("somebody"),
                                         event->change_reason ? _ ("Corrected") : stands ? NULL : _ ("Void"),
                                         event->change_reason && !stands ? _ ("Void") : NULL,
                                         NULL);
  g_autofree char *spoken = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), haven_event_words_get_title (event));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_set_title_lines (ADW_EXPANDER_ROW (row), 3);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (row), 3);
  g_object_set_data_full (G_OBJECT (row), "event", g_strdup (event->event_id), g_free);
  add_own_facts (row, event);
  add_dates (self, row, event);
  add_earlier (self, row, entry);
  if (stands)
    add_buttons (row, event);
  else
    gtk_widget_add_css_class (row, "dimmed");
  name_lists (row, haven_event_words_get_title (event));
  spoken = g_strjoin (", ", haven_event_words_get_title (event), subtitle, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), g_hash_table_contains (self->unfolded, event->event_id));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (unfolded_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* ── Editors ──────────────────────────────────────────────────────────────── */

static AdwDialog *
create_dialog (HavenMatterEventsBox *self, const char *event_id, gboolean voiding)
{
  const HavenEventEntry *entry = event_id ? haven_event_book_find_standing (self->book, event_id) : NULL;

  if (event_id != NULL && entry == NULL)
    return NULL;
  if (voiding)
    return haven_event_void_dialog_new (self->workspace, self->matter->id, self->book, entry->event);
  return haven_matter_event_dialog_new (self->workspace, self->matter, self->book, entry ? entry->event : NULL, NULL);
}

static void
event_action (GtkWidget *widget, const char *name, GVariant *id)
{
  HavenMatterEventsBox *self = HAVEN_MATTER_EVENTS_BOX (widget);
  AdwDialog *dialog = NULL;

  if (self->book != NULL)
    dialog = create_dialog (self, id ? g_variant_get_string (id, NULL) : NULL, g_str_equal (name, "event.void"));
  if (dialog != NULL)
    adw_dialog_present (dialog, widget);
}

/* What became void meanwhile is not asked about again. */
static gboolean
resume_editor (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenMatterEventsBox *self = owner;
  g_auto (GStrv) parts = g_strsplit (subject_id, "/", 3);
  AdwDialog *dialog;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || g_strcmp0 (parts[0], self->matter->id) != 0)
    return FALSE;
  dialog = create_dialog (self, parts[1], parts[1] != NULL && g_strcmp0 (parts[2], "void") == 0);
  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
  return dialog != NULL;
}

static void
bind_permits (HavenMatterEventsBox *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  haven_permit_bind_action (widget, get_session (self), "event.write", "matter_event", HAVEN_ACTION_CREATE);
  haven_permit_bind_action (widget, get_session (self), "event.change", "matter_event", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (widget, get_session (self), "event.void", "matter_event", HAVEN_ACTION_UPDATE);
}

static void
haven_matter_events_box_dispose (GObject *object)
{
  HavenMatterEventsBox *self = HAVEN_MATTER_EVENTS_BOX (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTER_EVENTS_BOX);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matter_events_box_parent_class)->dispose (object);
}

static void
haven_matter_events_box_finalize (GObject *object)
{
  HavenMatterEventsBox *self = HAVEN_MATTER_EVENTS_BOX (object);

  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->book, haven_event_book_unref);
  g_clear_pointer (&self->unfolded, g_hash_table_unref);
  G_OBJECT_CLASS (haven_matter_events_box_parent_class)->finalize (object);
}

static void
haven_matter_events_box_class_init (HavenMatterEventsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_events_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_matter_events_box_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-events-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventsBox, list);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterEventsBox, nothing);
  gtk_widget_class_install_action (widget_class, "event.write", NULL, event_action);
  gtk_widget_class_install_action (widget_class, "event.change", "s", event_action);
  gtk_widget_class_install_action (widget_class, "event.void", "s", event_action);
}

static void
haven_matter_events_box_init (HavenMatterEventsBox *self)
{
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What was corrected stands behind the version that took its place. */
static gboolean
has_row (HavenMatterEventsBox *self, const HavenMatterEvent *event)
{
  return g_strcmp0 (event->matter_id, self->matter->id) == 0 && event->replaced_by == NULL;
}

void
haven_matter_events_box_show (HavenMatterEventsBox *self, HavenWorkspace *workspace, const HavenMatterPage *page)
{
  guint n_shown = 0;

  g_return_if_fail (HAVEN_IS_MATTER_EVENTS_BOX (self) && page != NULL);

  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->matter, haven_matter_free);
  g_clear_pointer (&self->book, haven_event_book_unref);
  self->matter = haven_matter_copy (page->matter);
  self->book = haven_event_book_ref (page->events);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->book->entries->len; i++)
    {
      const HavenEventEntry *entry = self->book->entries->pdata[i];

      if (!has_row (self, entry->event))
        continue;
      gtk_list_box_append (self->list, create_row (self, entry));
      n_shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_shown > 0);
  gtk_widget_set_visible (self->nothing, n_shown == 0);
  bind_permits (self);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_MATTER_EVENT, resume_editor, self);
}
