/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-other-sides.h"

#include "haven-party.h"

#include <glib/gi18n.h>

#define N_FIELDS 3

struct _HavenOtherSides
{
  AdwBin parent_instance;

  /* template */
  GtkBox *sides;

  /* owned */
  GPtrArray *rows; /* N_FIELDS for each side; borrowed */
};

G_DEFINE_FINAL_TYPE (HavenOtherSides, haven_other_sides, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const titles[N_FIELDS] = { N_ ("Name"), N_ ("Telephone"), N_ ("Address") };

static void
field_changed_cb (HavenOtherSides *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_side (HavenOtherSides *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Other side"), -1);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (titles[i]));
      g_signal_connect_object (row, "changed", G_CALLBACK (field_changed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_box_append (self->sides, list);
}

static void
add_clicked_cb (HavenOtherSides *self)
{
  add_side (self);
  gtk_widget_grab_focus (self->rows->pdata[self->rows->len - N_FIELDS]);
}

static char *
dup_field (HavenOtherSides *self, guint position)
{
  return g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->rows->pdata[position]), 0, -1));
}

static void
haven_other_sides_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_OTHER_SIDES);
  G_OBJECT_CLASS (haven_other_sides_parent_class)->dispose (object);
}

static void
haven_other_sides_finalize (GObject *object)
{
  g_ptr_array_unref (HAVEN_OTHER_SIDES (object)->rows);
  G_OBJECT_CLASS (haven_other_sides_parent_class)->finalize (object);
}

static void
haven_other_sides_class_init (HavenOtherSidesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_other_sides_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_other_sides_finalize;

  /** HavenOtherSides::changed: something was typed */
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", HAVEN_TYPE_OTHER_SIDES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-other-sides.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenOtherSides, sides);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
haven_other_sides_init (HavenOtherSides *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_side (self);
}

/** Returns: (transfer full) (element-type HavenParty): those with a name, a telephone or an address */
GPtrArray *
haven_other_sides_dup_parties (HavenOtherSides *self)
{
  GPtrArray *parties = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_party_free);

  g_return_val_if_fail (HAVEN_IS_OTHER_SIDES (self), parties);

  for (guint i = 0; i < self->rows->len; i += N_FIELDS)
    {
      g_autofree char *name = dup_field (self, i);
      g_autofree char *phone = dup_field (self, i + 1);
      g_autofree char *address = dup_field (self, i + 2);
      g_autoptr (HavenParty) party = haven_party_new ();

      party->role = g_strdup ("adverse");
      party->name = g_steal_pointer (&name);
      party->phone = g_steal_pointer (&phone);
      party->address = g_steal_pointer (&address);
      if (haven_party_complete (party))
        g_ptr_array_add (parties, g_steal_pointer (&party));
    }
  return parties;
}

/** Returns: (transfer full): what was typed, for a draft: a line for each side */
char *
haven_other_sides_dup_text (HavenOtherSides *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (HAVEN_IS_OTHER_SIDES (self), g_string_free (text, FALSE));

  for (guint i = 0; i < self->rows->len; i++)
    g_string_append_printf (text,
                            "%s%c",
                            gtk_editable_get_text (GTK_EDITABLE (self->rows->pdata[i])),
                            i % N_FIELDS == N_FIELDS - 1 ? '\n' : '\t');
  g_strchomp (text->str);
  return g_string_free (text, FALSE);
}

void
haven_other_sides_set_text (HavenOtherSides *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);

  g_return_if_fail (HAVEN_IS_OTHER_SIDES (self));

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", N_FIELDS);

      if (i * N_FIELDS >= self->rows->len)
        add_side (self);
      for (guint k = 0; k < N_FIELDS && fields[k]; k++)
        gtk_editable_set_text (GTK_EDITABLE (self->rows->pdata[i * N_FIELDS + k]), fields[k]);
    }
}
