/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-palette.h"

#include "haven-accelerators.h"
#include "haven-announce.h"
#include "haven-backup-page.h"
#include "haven-forms-page.h"
#include "haven-official-forms-page.h"
#include "haven-panes.h"
#include "haven-query-model.h"
#include "haven-staff-page.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_PEOPLE 8

/* Where somebody goes who has no key for it: a page of the administration, and what makes it theirs. */
static const struct
{
  const char *page;
  const char *title;
  gboolean (*is_for) (HavenSession *session);
} places[] = {
  { "staff", N_ ("Staff"), haven_staff_page_is_for },
  { "add-member", N_ ("Add a Member of Staff"), haven_staff_page_may_add },
  { "forms", N_ ("Forms"), haven_forms_page_is_for },
  { "official-forms", N_ ("Official Forms"), haven_official_forms_page_is_for },
  { "backups", N_ ("Backups"), haven_backup_page_is_for },
};

struct _HavenPalette
{
  AdwDialog parent_instance;

  /* template */
  GtkSearchEntry *entry;
  GtkListBox *list;
  GtkStack *stack;

  /* owned */
  HavenWorkspace *workspace;
  HavenQueryModel *people;
};

G_DEFINE_FINAL_TYPE (HavenPalette, haven_palette, ADW_TYPE_DIALOG)

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_row (const char *icon, const char *title, const char *subtitle, const char *keys)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  if (keys)
    {
      GtkWidget *label = gtk_label_new (keys);

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
append_people (HavenPalette *self, const char *text)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  g_autoptr (HavenQuery) query = NULL;
  guint n_people;

  if (*text == '\0')
    return;
  query = haven_query_new_people (text, haven_clock_now (clock));
  haven_query_model_set_query (self->people, query);
  n_people = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->people)), MOST_PEOPLE);
  for (guint i = 0; i < n_people; i++)
    {
      g_autoptr (HavenQueryRow) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);
      GtkWidget *row = make_row ("haven-person-symbolic",
                                 haven_query_row_get_text (person, HAVEN_PEOPLE_NAME),
                                 haven_query_row_get_text (person, HAVEN_PEOPLE_ALIASES),
                                 NULL);

      g_object_set_data_full (G_OBJECT (row),
                              "person",
                              g_strdup (haven_query_row_get_text (person, HAVEN_PEOPLE_ID)),
                              g_free);
      gtk_list_box_append (self->list, row);
    }
}

static gboolean
holds_words (const char *title, const char *words)
{
  g_autofree char *key = haven_text_dup_search_key (title);

  return *words == '\0' || strstr (key, words) != NULL;
}

/* What cannot be done now, or is none of theirs, is not offered. */
static gboolean
is_possible (HavenPalette *self, const char *action)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);

  if (!haven_panes_allow_action (session, action))
    return FALSE;
  if (strcmp (action, "win.undo") == 0)
    return haven_workspace_get_can_undo (self->workspace);
  if (strcmp (action, "win.redo") == 0)
    return haven_workspace_get_can_redo (self->workspace);
  return TRUE;
}

static void
append_command (HavenPalette *self, const HavenAccelerator *accelerator)
{
  g_autofree char *keys = haven_accelerator_dup_label (accelerator);
  GtkWidget *row = make_row ("haven-command-symbolic", _ (accelerator->title), NULL, keys);

  g_object_set_data (G_OBJECT (row), "command", (gpointer) accelerator);
  gtk_list_box_append (self->list, row);
}

static void
append_places (HavenPalette *self, const char *words)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);

  for (gsize i = 0; *words != '\0' && i < G_N_ELEMENTS (places); i++)
    if (places[i].is_for (session) && holds_words (_ (places[i].title), words))
      {
        GtkWidget *row = make_row ("haven-administration-symbolic", _ (places[i].title), NULL, NULL);

        g_object_set_data (G_OBJECT (row), "page", (gpointer) places[i].page);
        gtk_list_box_append (self->list, row);
      }
}

/* Where to go comes before what to do: Enter at once must not undo anything. */
static void
append_commands (HavenPalette *self, const char *text)
{
  g_autofree char *words = haven_text_dup_search_key (text);
  const HavenAccelerator *accelerators;
  guint n_accelerators;

  accelerators = haven_accelerators_get (&n_accelerators);
  append_places (self, words);
  for (int round = 0; round < 2; round++)
    for (guint i = 0; i < n_accelerators; i++)
      if (accelerators[i].in_palette && g_str_has_prefix (accelerators[i].action, "win.pane::") == (round == 0) &&
          is_possible (self, accelerators[i].action) && holds_words (_ (accelerators[i].title), words))
        append_command (self, &accelerators[i]);
}

static void
search_changed_cb (HavenPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean only_commands = *text == '>';
  GtkListBoxRow *first;
  guint n_rows = 0;

  gtk_list_box_remove_all (self->list);
  if (!only_commands)
    append_people (self, text);
  append_commands (self, only_commands ? text + 1 : text);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, first);
  gtk_stack_set_visible_child_name (self->stack, first ? "found" : "nothing");
  while (gtk_list_box_get_row_at_index (self->list, (int) n_rows))
    n_rows++;
  if (*text)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u result", "%u results", n_rows), n_rows);

      haven_announce (GTK_WIDGET (self), count);
    }
}

/* ── Choosing ─────────────────────────────────────────────────────────────── */

static void
row_activated_cb (HavenPalette *self, GtkListBoxRow *row)
{
  const HavenAccelerator *command = g_object_get_data (G_OBJECT (row), "command");
  const char *page = g_object_get_data (G_OBJECT (row), "page");
  g_autofree char *person = g_strdup (g_object_get_data (G_OBJECT (row), "person"));
  g_autoptr (HavenWorkspace) workspace = g_object_ref (self->workspace);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_close (ADW_DIALOG (self));
  if (person)
    haven_workspace_open (workspace, HAVEN_DESTINATION_PERSON, person, NULL);
  else if (page)
    haven_workspace_open (workspace, HAVEN_DESTINATION_ADMINISTRATION, NULL, page);
  else if (command)
    {
      g_autoptr (GVariant) target = NULL;
      g_autofree char *name = NULL;

      if (g_action_parse_detailed_name (command->action, &name, &target, NULL))
        gtk_widget_activate_action_variant (root, name, target);
    }
}

static void
activate_cb (HavenPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    row_activated_cb (self, row);
}

static void
move_selection (HavenPalette *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, row ? gtk_list_box_row_get_index (row) + step : 0);

  if (next == NULL)
    return;
  gtk_list_box_select_row (self->list, next);
  haven_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (next)));
}

static void
next_match_cb (HavenPalette *self)
{
  move_selection (self, 1);
}

static void
previous_match_cb (HavenPalette *self)
{
  move_selection (self, -1);
}

static gboolean
key_pressed_cb (HavenPalette *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  move_selection (self, key == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
stop_search_cb (HavenPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_palette_dispose (GObject *object)
{
  HavenPalette *self = HAVEN_PALETTE (object);

  g_clear_object (&self->people);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_PALETTE);
  G_OBJECT_CLASS (haven_palette_parent_class)->dispose (object);
}

static void
haven_palette_class_init (HavenPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_palette_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, HavenPalette, list);
  gtk_widget_class_bind_template_child (widget_class, HavenPalette, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
haven_palette_init (HavenPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self));
}

AdwDialog *
haven_palette_new (HavenWorkspace *workspace)
{
  HavenPalette *self = g_object_new (HAVEN_TYPE_PALETTE, NULL);
  HavenSession *session = haven_workspace_get_session (workspace);

  self->workspace = g_object_ref (workspace);
  self->people = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  search_changed_cb (self);
  return ADW_DIALOG (self);
}
