/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-names.h"

#include <glib/gi18n.h>
#include <string.h>

#define NAME_ID "haven-name-id"
#define NAME_KIND "haven-name-kind"

struct _HavenPersonNames
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  GPtrArray *rows; /* AdwEntryRow, as they stand */

  /* borrowed, a child */
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (HavenPersonNames, haven_person_names, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *kind, *label;
} kinds[] = {
  { "alias", N_("Another name") },
  { "native-script", N_("Name in its own script") },
  { "former", N_("Former name") },
};

static const char *
get_kind_label (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return _(kinds[i].label);
  return _(kinds[0].label);
}

static void
tell_changed (HavenPersonNames *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ── A row ───────────────────────────────────────────────────────────────── */

static void
set_kind (GtkWidget *row, const char *kind)
{
  g_object_set_data_full (G_OBJECT (row), NAME_KIND, g_strdup (kind), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_kind_label (kind));
}

static void
kind_activated_cb (GSimpleAction *action, GVariant *kind, gpointer row)
{
  g_simple_action_set_state (action, kind);
  set_kind (row, g_variant_get_string (kind, NULL));
  tell_changed (HAVEN_PERSON_NAMES (gtk_widget_get_ancestor (row, HAVEN_TYPE_PERSON_NAMES)));
}

/* The cursor goes to a neighbour, not to the top of the dialog. */
static void
remove_row (HavenPersonNames *self, GtkWidget *row)
{
  guint at;

  if (!g_ptr_array_find (self->rows, row, &at))
    return;
  gtk_widget_grab_focus (at + 1 < self->rows->len ? GTK_WIDGET (self->rows->pdata[at + 1]) : self->add);
  g_ptr_array_remove_index (self->rows, at);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
}

static void
remove_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  HavenPersonNames *self = HAVEN_PERSON_NAMES (gtk_widget_get_ancestor (row, HAVEN_TYPE_PERSON_NAMES));

  remove_row (self, row);
  tell_changed (self);
}

static void
add_actions (GtkWidget *row, const char *kind)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) choose =
    g_simple_action_new_stateful ("kind", G_VARIANT_TYPE_STRING, g_variant_new_string (kind));
  g_autoptr (GSimpleAction) remove = g_simple_action_new ("remove", NULL);

  g_signal_connect_object (choose, "activate", G_CALLBACK (kind_activated_cb), row, 0);
  g_signal_connect_object (remove, "activate", G_CALLBACK (remove_activated_cb), row, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (choose));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (remove));
  gtk_widget_insert_action_group (row, "name", G_ACTION_GROUP (group));
}

static GtkWidget *
make_menu_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new (), choices = g_menu_new (), rest = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(kinds[i].label), NULL);

      g_menu_item_set_action_and_target (item, "name.kind", "s", kinds[i].kind);
      g_menu_append_item (choices, item);
    }
  g_menu_append (rest, _("_Remove"), "name.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _("Kind of name, and removing it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Kind of name, and removing it"),
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
append_row (HavenPersonNames *self, const char *id, const char *kind, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), NAME_ID, *id ? g_strdup (id) : NULL, g_free);
  set_kind (row, kind);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  add_actions (row, kind);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), make_menu_button ());
  g_signal_connect_swapped (row, "changed", G_CALLBACK (tell_changed), self);
  g_ptr_array_add (self->rows, row);
  /* The button to add one stays the last. */
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->add);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add);
  return row;
}

static void
add_activated_cb (HavenPersonNames *self)
{
  gtk_widget_grab_focus (append_row (self, "", "alias", ""));
  tell_changed (self);
}

static void
clear (HavenPersonNames *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/* ── Object ──────────────────────────────────────────────────────────────── */

static void
haven_person_names_dispose (GObject *object)
{
  g_clear_object (&HAVEN_PERSON_NAMES (object)->add);
  G_OBJECT_CLASS (haven_person_names_parent_class)->dispose (object);
}

static void
haven_person_names_finalize (GObject *object)
{
  g_ptr_array_unref (HAVEN_PERSON_NAMES (object)->rows);
  G_OBJECT_CLASS (haven_person_names_parent_class)->finalize (object);
}

static void
haven_person_names_class_init (HavenPersonNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_person_names_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_person_names_finalize;

  /** HavenPersonNames::changed: a name was typed, added, taken away, or is of another kind */
  signals[CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_PERSON_NAMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_person_names_init (HavenPersonNames *self)
{
  self->rows = g_ptr_array_new ();
  self->add = g_object_ref_sink (adw_button_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), _("Add Another Name"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->add), "list-add-symbolic");
  g_signal_connect_swapped (self->add, "activated", G_CALLBACK (add_activated_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add);
}

/** @names: (element-type HavenPatientName): they are copied */
void
haven_person_names_set_names (HavenPersonNames *self, GPtrArray *names)
{
  g_return_if_fail (HAVEN_IS_PERSON_NAMES (self));

  clear (self);
  for (guint i = 0; i < names->len; i++)
    {
      const HavenPatientName *name = names->pdata[i];

      append_row (self, name->id, name->kind, name->text);
    }
}

/** Returns: (transfer full) (element-type HavenPatientName): without what is empty; a new name has no id */
GPtrArray *
haven_person_names_dup_names (HavenPersonNames *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_patient_name_free);

  g_return_val_if_fail (HAVEN_IS_PERSON_NAMES (self), names);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->rows->pdata[i])));
      HavenPatientName *name;

      if (*text == '\0')
        continue;
      name = haven_patient_name_new ();
      name->id = g_strdup (g_object_get_data (self->rows->pdata[i], NAME_ID));
      name->kind = g_strdup (g_object_get_data (self->rows->pdata[i], NAME_KIND));
      name->text = g_steal_pointer (&text);
      g_ptr_array_add (names, name);
    }
  return names;
}

/** Returns: (transfer full): all of it as one text, for a draft: a line for each name, with its id and its kind */
char *
haven_person_names_dup_text (HavenPersonNames *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (HAVEN_IS_PERSON_NAMES (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *id = g_object_get_data (self->rows->pdata[i], NAME_ID);
      const char *kind = g_object_get_data (self->rows->pdata[i], NAME_KIND);

      g_string_append_printf (text, "%s\t%s\t%s\n", id ? id : "", kind, gtk_editable_get_text (self->rows->pdata[i]));
    }
  return g_string_free_and_steal (text);
}

/** @text: as haven_person_names_dup_text() gives it; a line that is none is passed over */
void
haven_person_names_set_text (HavenPersonNames *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_return_if_fail (HAVEN_IS_PERSON_NAMES (self));

  clear (self);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);

      if (g_strv_length (parts) == 3)
        append_row (self, parts[0], parts[1], parts[2]);
    }
  tell_changed (self);
}
