/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-certification-box.h"

#include "haven-choice.h"
#include "haven-matter-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenCertificationBox
{
  AdwBin parent_instance;

  /* template */
  GtkBox *cards;
  GtkWidget *nobody_asked;
};

G_DEFINE_FINAL_TYPE (HavenCertificationBox, haven_certification_box, ADW_TYPE_BIN)

static const HavenChoice states[] = {
  { "requested", N_ ("Asked for") },
  { "returned_signed", N_ ("Came back signed") },
  { "returned_unsigned", N_ ("Came back without a signature") },
  { "declined", N_ ("Declined") },
  { NULL, NULL },
};

static void
add_row (GtkWidget *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_day (GtkWidget *list, const char *title, HavenDate day, HavenDate from)
{
  g_autofree char *words = haven_words_dup_date (day);
  g_autofree char *far = haven_date_is_set (from) ? haven_nearness_dup_words (from, day) : NULL;
  g_autofree char *both = far ? g_strdup_printf ("%s · %s", words, far) : NULL;

  if (haven_date_is_set (day))
    add_row (list, title, both ? both : words);
}

static HavenDate
find_follow_up (const HavenMatterPage *page, const char *certification_id)
{
  for (guint i = 0; i < page->tasks->len; i++)
    {
      const HavenLegalTask *task = page->tasks->pdata[i];

      if (g_strcmp0 (task->about_id, certification_id) == 0 && g_strcmp0 (task->state, "open") == 0)
        return task->due_on;
    }
  return HAVEN_DATE_NONE;
}

static HavenDate
find_last_safe_day (const HavenMatterPage *page, const char *deadline_id)
{
  for (guint i = 0; deadline_id && i < page->deadlines->len; i++)
    {
      const HavenDeadline *deadline = page->deadlines->pdata[i];

      if (g_str_equal (deadline->id, deadline_id) && g_strcmp0 (deadline->status, "open") == 0)
        return deadline->last_safe_day;
    }
  return HAVEN_DATE_NONE;
}

static GtkWidget *
create_button (const char *label, const char *action, const HavenCertification *certification)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  g_autofree char *plain = g_strdup (gtk_button_get_label (GTK_BUTTON (button)));
  g_autofree char *name = NULL;

  /* Several agencies may have been asked. */
  g_strdelimit (plain, "_", ' ');
  name = g_strdup_printf ("%s: %s", g_strstrip (plain), certification->agency);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", certification->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  return button;
}

static GtkWidget *
create_buttons (const HavenCertification *certification)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 8);
  adw_wrap_box_append (ADW_WRAP_BOX (box), create_button (_ ("Asked _Again…"), "certification.again", certification));
  adw_wrap_box_append (ADW_WRAP_BOX (box), create_button (_ ("It Came _Back…"), "certification.returned", certification));
  return box;
}

static GtkWidget *
create_card (const HavenMatterPage *page, const HavenCertification *certification, HavenDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *list = gtk_list_box_new ();
  const HavenChoice *state = haven_choice_find (states, certification->state);
  g_autofree char *title = g_strdup_printf ("%s · %s", certification->form, certification->agency);
  gboolean open = g_str_equal (certification->state, "requested");

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  add_row (list, title, state ? _ (state->label) : "");
  if (certification->official && *certification->official)
    add_row (list, _ ("Who signs there"), certification->official);
  add_day (list, _ ("Asked on"), certification->requested_on, HAVEN_DATE_NONE);
  add_day (list, _ ("Ask again on"), find_follow_up (page, certification->id), today);
  add_day (list, _ ("Came back on"), certification->returned_on, HAVEN_DATE_NONE);
  add_day (list, _ ("Signed on"), certification->signed_on, HAVEN_DATE_NONE);
  add_day (list, _ ("Last safe day to file"), find_last_safe_day (page, certification->deadline_id), today);
  if (g_str_equal (certification->state, "returned_signed"))
    add_row (list, _ ("Original"), certification->original_held ? _ ("In the safe") : _ ("Not here"));
  gtk_box_append (GTK_BOX (box), list);
  if (open)
    gtk_box_append (GTK_BOX (box), create_buttons (certification));
  return box;
}

static void
haven_certification_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CERTIFICATION_BOX);
  G_OBJECT_CLASS (haven_certification_box_parent_class)->dispose (object);
}

static void
haven_certification_box_class_init (HavenCertificationBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_certification_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-certification-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationBox, cards);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationBox, nobody_asked);
}

static void
haven_certification_box_init (HavenCertificationBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows what was asked for. Only matters that need a certification, or have one, show the box. */
void
haven_certification_box_show (HavenCertificationBox *self, const HavenMatterPage *page, HavenDate today)
{
  GtkWidget *card;
  gboolean wanted;

  g_return_if_fail (HAVEN_IS_CERTIFICATION_BOX (self) && page != NULL);

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);
  for (guint i = 0; i < page->certifications->len; i++)
    gtk_box_append (self->cards, create_card (page, page->certifications->pdata[i], today));
  gtk_widget_set_visible (self->nobody_asked, page->certifications->len == 0);
  wanted = g_strcmp0 (page->matter->type, "u_visa") == 0 || g_strcmp0 (page->matter->type, "t_visa") == 0;
  gtk_widget_set_visible (GTK_WIDGET (self), wanted || page->certifications->len > 0);
}
