/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-resources.h"

#include "haven-calendar.h"
#include "haven-day-grid-items.h"
#include "haven-flow-layout.h"

#include <glib/gi18n.h>

struct _HavenBookingResources
{
  AdwBin parent_instance;

  /* owned */
  GPtrArray *chips;    /* GtkToggleButton, in the order of the columns */
  GHashTable *wanted;  /* ids that are chosen, also those whose chip is not there yet */

  /* borrowed */
  GtkWidget *box;
  GtkWidget *nobody; /* said while nothing is chosen */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenBookingResources, haven_booking_resources, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *kind, *label;
} kinds[] = {
  { "clinician", N_ ("Clinicians") }, { "lawyer", N_ ("Lawyers") },           { "navigator", N_ ("Navigators") },
  { "room", N_ ("Rooms") },           { "interpreter", N_ ("Interpreters") }, { "vehicle", N_ ("Transport") },
};

static void
tell_changed (HavenBookingResources *self)
{
  gtk_widget_set_visible (self->nobody, g_hash_table_size (self->wanted) == 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
chip_toggled_cb (HavenBookingResources *self, GtkToggleButton *chip)
{
  const char *id = g_object_get_data (G_OBJECT (chip), "id");

  if (self->filling)
    return;
  if (gtk_toggle_button_get_active (chip))
    g_hash_table_add (self->wanted, g_strdup (id));
  else
    g_hash_table_remove (self->wanted, id);
  tell_changed (self);
}

static GtkWidget *
create_chip (HavenBookingResources *self, const HavenResource *resource)
{
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autoptr (HavenDayColumn) column = haven_day_column_new (resource->id, resource->name, resource->kind);

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), resource->name);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), haven_day_column_get_icon_name (column));
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_widget_add_css_class (chip, "resource-chip");
  gtk_widget_add_css_class (chip, haven_day_column_get_css_class (column));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, resource->name, -1);
  g_object_set_data_full (G_OBJECT (chip), "id", g_strdup (resource->id), g_free);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), g_hash_table_contains (self->wanted, resource->id));
  g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->chips, chip);
  return chip;
}

static void
add_kind (HavenBookingResources *self, GPtrArray *resources, guint kind)
{
  GtkWidget *wrap = NULL;

  for (guint i = 0; i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];

      if (!resource->active || g_strcmp0 (resource->kind, kinds[kind].kind) != 0)
        continue;
      if (wrap == NULL)
        {
          GtkWidget *label = gtk_label_new (_(kinds[kind].label));

          wrap = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
          gtk_widget_set_layout_manager (wrap, haven_flow_layout_new (6));
          gtk_label_set_xalign (GTK_LABEL (label), 0);
          gtk_widget_add_css_class (label, "caption-heading");
          gtk_accessible_update_relation (GTK_ACCESSIBLE (wrap), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
          gtk_box_append (GTK_BOX (self->box), label);
          gtk_box_append (GTK_BOX (self->box), wrap);
        }
      gtk_box_append (GTK_BOX (wrap), create_chip (self, resource));
    }
}

static void
haven_booking_resources_dispose (GObject *object)
{
  HavenBookingResources *self = HAVEN_BOOKING_RESOURCES (object);

  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  G_OBJECT_CLASS (haven_booking_resources_parent_class)->dispose (object);
}

static void
haven_booking_resources_class_init (HavenBookingResourcesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_booking_resources_dispose;

  /** HavenBookingResources::changed: somebody chose another set */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          HAVEN_TYPE_BOOKING_RESOURCES,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
haven_booking_resources_init (HavenBookingResources *self)
{
  GtkWidget *around = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->chips = g_ptr_array_new ();
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->nobody = gtk_label_new (_("Nobody and no room is chosen. The visit will stand in the list of its day alone."));
  gtk_label_set_xalign (GTK_LABEL (self->nobody), 0);
  gtk_label_set_wrap (GTK_LABEL (self->nobody), TRUE);
  gtk_widget_add_css_class (self->nobody, "dimmed");
  gtk_box_append (GTK_BOX (around), self->nobody);
  gtk_box_append (GTK_BOX (around), self->box);
  adw_bin_set_child (ADW_BIN (self), around);
}

/** @resources: (element-type HavenResource): those that can be taken, in the order of the columns */
void
haven_booking_resources_show (HavenBookingResources *self, GPtrArray *resources)
{
  GtkWidget *child;

  g_return_if_fail (HAVEN_IS_BOOKING_RESOURCES (self));

  g_ptr_array_set_size (self->chips, 0);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_kind (self, resources, i);
}

/** Chooses these and no others; their buttons may come later. */
void
haven_booking_resources_choose (HavenBookingResources *self, const char *const *resource_ids)
{
  g_return_if_fail (HAVEN_IS_BOOKING_RESOURCES (self));

  g_hash_table_remove_all (self->wanted);
  for (gsize i = 0; resource_ids && resource_ids[i]; i++)
    g_hash_table_add (self->wanted, g_strdup (resource_ids[i]));
  self->filling = TRUE;
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkToggleButton *chip = self->chips->pdata[i];

      gtk_toggle_button_set_active (chip,
                                    g_hash_table_contains (self->wanted, g_object_get_data (G_OBJECT (chip), "id")));
    }
  self->filling = FALSE;
  tell_changed (self);
}

/** Returns: (transfer full): the ids of what is chosen, in the order of the buttons */
char **
haven_booking_resources_dup_chosen (HavenBookingResources *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) rest = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (HAVEN_IS_BOOKING_RESOURCES (self), NULL);

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (rest, id);
  for (guint i = 0; i < self->chips->len; i++)
    {
      id = g_object_get_data (G_OBJECT (self->chips->pdata[i]), "id");
      if (g_hash_table_remove (rest, id))
        g_strv_builder_add (builder, id);
    }
  g_hash_table_iter_init (&iter, rest);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  return g_strv_builder_end (builder);
}
