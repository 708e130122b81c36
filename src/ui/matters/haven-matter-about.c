/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-about.h"

#include "haven-court-days-dialog.h"
#include "haven-court-dialog.h"
#include "haven-matter-type.h"
#include "haven-matter-words.h"
#include "haven-permit.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenMatterAbout
{
  AdwBin parent_instance;

  /* template */
  GtkListBox *facts;
  GtkWidget *stale_box;
  GtkLabel *stale;

  /* owned */
  HavenWorkspace *workspace;
  HavenMatter *matter;
};

G_DEFINE_FINAL_TYPE (HavenMatterAbout, haven_matter_about, ADW_TYPE_BIN)

static AdwActionRow *
create_row (const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  return row;
}

static void
add_fact (HavenMatterAbout *self, const char *title, const char *value)
{
  AdwActionRow *row;

  if (value == NULL || *value == '\0')
    return;
  row = create_row (title, value);
  adw_action_row_set_subtitle_selectable (row, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  gtk_list_box_append (self->facts, GTK_WIDGET (row));
}

static void
add_day (HavenMatterAbout *self, const char *title, HavenDate day)
{
  g_autofree char *words = haven_words_dup_date (day);

  add_fact (self, title, words);
}

static void
add_protection (HavenMatterAbout *self)
{
  AdwActionRow *row = create_row (_ ("1367-protected"),
                                  _ ("8 USC 1367 covers this matter: what is in it goes to nobody outside, and nothing is "
                                     "mailed to an address of the other side. Envelopes carry “Attn: 1367”."));

  adw_action_row_add_prefix (row, gtk_image_new_from_icon_name ("changes-prevent-symbolic"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), _ ("Kept confidential under 8 USC 1367"));
  gtk_list_box_append (self->facts, GTK_WIDGET (row));
}

static char *
dup_filed (const HavenMatter *matter)
{
  g_autofree char *day = haven_words_dup_date (matter->filed_on);
  const HavenChoice *method = matter->receipt_method
                                  ? haven_choice_find (haven_matter_get_receipt_methods (), matter->receipt_method)
                                  : NULL;

  if (method == NULL)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%s · %s", day, _ (method->label));
}

static void
show_facts (HavenMatterAbout *self, const HavenMatterPage *page)
{
  const HavenMatter *matter = page->matter;
  const HavenChoice *outcome = matter->outcome ? haven_choice_find (haven_matter_get_outcomes (), matter->outcome) : NULL;
  g_autofree char *filed = dup_filed (matter);

  gtk_list_box_remove_all (self->facts);
  if (matter->protected_1367)
    add_protection (self);
  add_fact (self, _ ("Stage"), haven_matter_words_get_stage (matter->stage));
  add_fact (self, _ ("Why out of the usual order"), matter->stage_reason);
  add_fact (self, _ ("Reason for the hold"), matter->hold_reason);
  add_fact (self, _ ("Outcome"), outcome ? _ (outcome->label) : NULL);
  add_fact (self, _ ("Lead"), page->lead_name);
  add_fact (self, _ ("Venue"), matter->venue);
  add_fact (self, _ ("Plans by the days of"), matter->court_calendar);
  add_fact (self, _ ("Receipt number"), matter->receipt_number);
  add_fact (self, _ ("Docket number"), matter->docket_number);
  add_fact (self, _ ("A-number"), matter->alien_number);
  add_fact (self, _ ("Privilege"), haven_matter_words_get_privilege (matter->privilege));
  add_day (self, _ ("Opened on"), matter->opened_on);
  add_day (self, _ ("Engagement signed on"), matter->engagement_signed_on);
  add_fact (self, _ ("Sent"), filed);
  add_day (self, _ ("Closed on"), matter->closed_on);
}

/* ── The days to plan by ──────────────────────────────────────────────────── */

static void
show_stale (HavenMatterAbout *self, guint n)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("A table of closed days changed: %u date would get another day to plan by.",
                                 "A table of closed days changed: %u dates would get another day to plan by.",
                                 n),
                       n);

  gtk_label_set_label (self->stale, words);
  gtk_widget_set_visible (self->stale_box, n > 0);
}

static void
days_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterAbout *self = HAVEN_MATTER_ABOUT (widget);

  if (self->matter != NULL)
    adw_dialog_present (haven_court_dialog_new (self->workspace, self->matter), widget);
}

static gboolean
resume_editor (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenMatterAbout *self = owner;
  AdwDialog *dialog;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !g_str_equal (subject_id, self->matter->id))
    return FALSE;
  dialog = g_str_equal (editor, HAVEN_EDITOR_COURT)
               ? haven_court_dialog_new (self->workspace, self->matter)
               : haven_court_days_dialog_new (self->workspace, self->matter->id, self->matter->court_calendar);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return TRUE;
}

static void
haven_matter_about_dispose (GObject *object)
{
  HavenMatterAbout *self = HAVEN_MATTER_ABOUT (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_MATTER_ABOUT);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->matter, haven_matter_free);
  G_OBJECT_CLASS (haven_matter_about_parent_class)->dispose (object);
}

static void
haven_matter_about_class_init (HavenMatterAboutClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_about_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-about.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterAbout, facts);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterAbout, stale_box);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterAbout, stale);
  gtk_widget_class_install_action (widget_class, "about.days", NULL, days_action);
}

static void
haven_matter_about_init (HavenMatterAbout *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows it, and opens its editors again by itself once it is to be seen. */
void
haven_matter_about_show (HavenMatterAbout *self, HavenWorkspace *workspace, const HavenMatterPage *page)
{
  HavenSession *session = haven_workspace_get_session (workspace);

  g_return_if_fail (HAVEN_IS_MATTER_ABOUT (self) && page != NULL);

  g_set_object (&self->workspace, workspace);
  haven_matter_free (self->matter);
  self->matter = haven_matter_copy (page->matter);
  show_facts (self, page);
  show_stale (self, page->n_stale);
  haven_permit_bind_action (GTK_WIDGET (self), session, "about.days", "matter", HAVEN_ACTION_UPDATE);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_COURT, resume_editor, self);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_COURT_DAYS, resume_editor, self);
}
