/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-parties-box.h"

#include "haven-announce.h"
#include "haven-matter-words.h"
#include "haven-party.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenPartiesBox
{
  AdwBin parent_instance;

  /* template */
  GtkListBox *present;
  GtkWidget *nobody;
  GtkWidget *past_box;
  GtkListBox *past;
};

G_DEFINE_FINAL_TYPE (HavenPartiesBox, haven_parties_box, ADW_TYPE_BIN)

/* Translators: %s is a day: somebody took part in a matter until then */
#define UNTIL N_ ("Until %s")

static char *
dup_party_words (const HavenParty *party)
{
  g_autofree char *day = haven_words_dup_date (party->ended_on);
  g_autofree char *until = haven_party_is_past (party) ? g_strdup_printf (_ (UNTIL), day) : NULL;
  const char *parts[] = {
    haven_matter_words_get_party_role (party->role), party->relation, party->phone, party->address, until
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) given = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] && *parts[i])
      g_strv_builder_add (builder, parts[i]);
  given = g_strv_builder_end (builder);
  return g_strjoinv (" · ", given);
}

/* Somebody of the clinic has a page of their own. */
static void
add_person_button (AdwActionRow *row, const HavenParty *party)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("haven-person-symbolic");
  /* Translators: %s is a name */
  g_autofree char *name = g_strdup_printf (_ ("Open the page of %s"), party->name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Open the person’s page"));
  haven_announce_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", party->patient_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "matter.open-person");
  adw_action_row_add_suffix (row, button);
}

static GtkWidget *
create_row (const HavenParty *party, const HavenMatter *matter, gboolean may_change)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *words = dup_party_words (party);
  gboolean of_matter = g_strcmp0 (party->patient_id, matter->patient_id) == 0;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), party->name);
  adw_action_row_set_subtitle (row, words);
  adw_action_row_set_subtitle_lines (row, 0);
  if (party->patient_id != NULL && !of_matter)
    add_person_button (row, party);
  if (!may_change || haven_party_is_past (party) || haven_party_is_person (party, matter))
    return GTK_WIDGET (row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", party->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "party.change");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), _ ("Change or take out"));
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("document-edit-symbolic"));
  return GTK_WIDGET (row);
}

static void
haven_parties_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_PARTIES_BOX);
  G_OBJECT_CLASS (haven_parties_box_parent_class)->dispose (object);
}

static void
haven_parties_box_class_init (HavenPartiesBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_parties_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-parties-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPartiesBox, present);
  gtk_widget_class_bind_template_child (widget_class, HavenPartiesBox, nobody);
  gtk_widget_class_bind_template_child (widget_class, HavenPartiesBox, past_box);
  gtk_widget_class_bind_template_child (widget_class, HavenPartiesBox, past);
}

static void
haven_parties_box_init (HavenPartiesBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @may_change: whether whoever looks may change who takes part; others only read it */
void
haven_parties_box_show (HavenPartiesBox *self, const HavenMatterPage *page, gboolean may_change)
{
  guint n_past = 0;

  g_return_if_fail (HAVEN_IS_PARTIES_BOX (self) && page != NULL);

  gtk_list_box_remove_all (self->present);
  gtk_list_box_remove_all (self->past);
  for (guint i = 0; i < page->parties->len; i++)
    {
      const HavenParty *party = page->parties->pdata[i];
      gboolean past = haven_party_is_past (party);

      gtk_list_box_append (past ? self->past : self->present, create_row (party, page->matter, may_change));
      n_past += past;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->present), page->parties->len > n_past);
  gtk_widget_set_visible (self->nobody, page->parties->len == n_past);
  gtk_widget_set_visible (self->past_box, n_past > 0);
}
