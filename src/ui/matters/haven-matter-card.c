/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-matter-card.h"

#include "haven-matter-row.h"
#include "haven-matter-type.h"
#include "haven-permit.h"

#include <glib/gi18n.h>

struct _HavenMatterCard
{
  GtkListBoxRow parent_instance;

  /* template */
  HavenMatterRow *row;
  GtkMenuButton *menu;

  /* owned */
  char *id;
  char *person;
  char *type;
  char *stage;

  /* borrowed: they belong to the board */
  HavenMatterStages *stages;
};

G_DEFINE_FINAL_TYPE (HavenMatterCard, haven_matter_card, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  GO_ON,    /* what follows from where it stands */
  GO_APART, /* another order, for a reason */
  GO_OUT,   /* it ends, and leaves the board */
  N_WAYS
} Way;

static Way
find_way (HavenMatterCard *self, const char *stage)
{
  if (!haven_matter_stage_is_open (stage))
    return GO_OUT;
  return haven_matter_stages_may_follow (self->stages, self->type, self->stage, stage) ? GO_ON : GO_APART;
}

static GMenu *
create_section (HavenMatterCard *self, Way way)
{
  const HavenChoice *all = haven_matter_get_stages ();
  GMenu *section = g_menu_new ();

  for (guint i = 0; all[i].code; i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (g_strcmp0 (all[i].code, self->stage) == 0 || find_way (self, all[i].code) != way ||
          !haven_matter_stages_apply (self->stages, self->type, all[i].code))
        continue;
      item = g_menu_item_new (_ (all[i].label), NULL);
      g_menu_item_set_action_and_target (item, "matter-card.move", "s", all[i].code);
      g_menu_append_item (section, item);
    }
  return section;
}

static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  static const char *const headings[N_WAYS] = { N_ ("Move to Stage"), N_ ("Move with a Reason"), N_ ("End the Matter") };
  HavenMatterCard *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (Way way = GO_ON; way < N_WAYS; way++)
    {
      g_autoptr (GMenu) section = create_section (self, way);

      if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
        g_menu_append_section (menu, _ (headings[way]), G_MENU_MODEL (section));
    }
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

/* The board acts on the card that has the keyboard. */
static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (widget);
  gtk_widget_activate_action_variant (widget, "matter-board.move", parameter);
}

static void
haven_matter_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_MATTER_CARD);
  G_OBJECT_CLASS (haven_matter_card_parent_class)->dispose (object);
}

static void
haven_matter_card_finalize (GObject *object)
{
  HavenMatterCard *self = HAVEN_MATTER_CARD (object);

  g_free (self->id);
  g_free (self->person);
  g_free (self->type);
  g_free (self->stage);
  G_OBJECT_CLASS (haven_matter_card_parent_class)->finalize (object);
}

static void
haven_matter_card_class_init (HavenMatterCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_matter_card_finalize;
  g_type_ensure (HAVEN_TYPE_MATTER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterCard, row);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterCard, menu);
  gtk_widget_class_install_action (widget_class, "matter-card.move", "s", move_cb);
}

static void
haven_matter_card_init (HavenMatterCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_matter_row_set_in_column (self->row);
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
}

/** @stages: they outlive the card */
GtkWidget *
haven_matter_card_new (HavenSession *session, HavenMatterStages *stages)
{
  HavenMatterCard *self = g_object_new (HAVEN_TYPE_MATTER_CARD, NULL);

  self->stages = stages;
  haven_permit_bind (GTK_WIDGET (self->menu), session, "matter", HAVEN_ACTION_UPDATE);
  return GTK_WIDGET (self);
}

/** Shows @row of haven_query_new_matters(). */
void
haven_matter_card_show (HavenMatterCard *self, HavenQueryRow *row, HavenDate today)
{
  const char *person = haven_query_row_get_text (row, HAVEN_MATTERS_PERSON);
  g_autofree char *name = haven_matter_row_dup_accessible_name (row, today, TRUE);
  g_autofree char *more = g_strdup_printf (_ ("More for %s"), person ? person : "");

  g_return_if_fail (HAVEN_IS_MATTER_CARD (self));

  g_set_str (&self->id, haven_query_row_get_text (row, HAVEN_MATTERS_ID));
  g_set_str (&self->person, person ? person : "");
  g_set_str (&self->type, haven_query_row_get_text (row, HAVEN_MATTERS_TYPE));
  g_set_str (&self->stage, haven_query_row_get_text (row, HAVEN_MATTERS_STAGE));
  haven_matter_row_show (self->row, row, today);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
}

const char *
haven_matter_card_get_id (HavenMatterCard *self)
{
  g_return_val_if_fail (HAVEN_IS_MATTER_CARD (self), NULL);
  return self->id;
}

const char *
haven_matter_card_get_person (HavenMatterCard *self)
{
  g_return_val_if_fail (HAVEN_IS_MATTER_CARD (self), NULL);
  return self->person;
}

const char *
haven_matter_card_get_stage (HavenMatterCard *self)
{
  g_return_val_if_fail (HAVEN_IS_MATTER_CARD (self), NULL);
  return self->stage;
}
