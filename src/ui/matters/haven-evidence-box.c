/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-box.h"

#include "haven-announce.h"
#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenEvidenceBox
{
  AdwBin parent_instance;

  /* template */
  GtkBox *cards;
  GtkWidget *nothing;
  GtkLabel *permission;
  GtkLabel *covered;
  GtkWidget *warning;
  GtkWidget *sign;
};

G_DEFINE_FINAL_TYPE (HavenEvidenceBox, haven_evidence_box, ADW_TYPE_BIN)

/** Returns: (transfer full): what stands behind asking the care team, in a sentence */
char *
haven_evidence_dup_permission (HavenCover cover, const HavenRelease *release)
{
  g_autofree char *day = NULL;

  if (cover == HAVEN_COVER_NONE || release == NULL)
    return g_strdup (_ ("Nobody signed a permission to share records with the legal team."));
  if (cover == HAVEN_COVER_LATER)
    {
      day = haven_words_dup_date (release->effective_on);
      /* Translators: a day, the name of a lawyer */
      return g_strdup_printf (_ ("The permission begins on %s, for %s."), day, release->recipient);
    }
  if (cover == HAVEN_COVER_ENDED)
    {
      day = haven_words_dup_date (haven_date_is_set (release->withdrawn_on) ? release->withdrawn_on : release->expires_on);
      /* Translators: a day, the name of a lawyer */
      return g_strdup_printf (_ ("The permission ended on %s, for %s."), day, release->recipient);
    }
  if (!haven_date_is_set (release->expires_on))
    /* Translators: the name of a lawyer */
    return g_strdup_printf (_ ("The person signed a permission to share with %s."), release->recipient);
  day = haven_words_dup_date (release->expires_on);
  /* Translators: the name of a lawyer, a day */
  return g_strdup_printf (_ ("The person signed a permission to share with %s, until %s."), release->recipient, day);
}

/* Words of any script, in a sentence of another. */
static char *
dup_items (char **items)
{
  g_autofree char *joined = g_strjoinv ("; ", items);

  return haven_text_dup_isolated (joined);
}

/**
 * haven_evidence_dup_covered:
 *
 * Whether words that somebody signed cover what is asked for, no program can say; so whoever asks reads them before.
 *
 * Returns: (transfer full) (nullable): what the permission covers and what not, in its own words; %NULL where none is current
 */
char *
haven_evidence_dup_covered (HavenCover cover, const HavenRelease *release)
{
  g_autofree char *items = NULL, *withhold = NULL, *language = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (cover != HAVEN_COVER_CURRENT || release == NULL || release->items == NULL)
    return NULL;
  items = dup_items (release->items);
  language = haven_words_dup_language (release->language);
  if (language != NULL)
    /* Translators: a language, what may be shared in words of that language */
    g_ptr_array_add (lines, g_strdup_printf (_ ("It covers, written in %s: %s"), language, items));
  else
    g_ptr_array_add (lines, g_strdup_printf (_ ("It covers: %s"), items));
  if (release->withhold != NULL && release->withhold[0] != NULL)
    {
      withhold = dup_items (release->withhold);
      g_ptr_array_add (lines, g_strdup_printf (_ ("It does not cover: %s"), withhold));
    }
  g_ptr_array_add (lines, g_strdup (_ ("No program can tell whether that is what you ask for: read it first.")));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static GtkWidget *
add_row (GtkWidget *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
add_button (GtkWidget *box, const char *label, const char *action, const HavenMatterEvidence *evidence)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  const char *kind = _ (haven_choice_get_label (haven_record_request_get_kinds (), evidence->kind));
  g_autofree char *name = g_strdup_printf ("%s: %s", label, kind);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", evidence->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  haven_announce_name (button, name);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

static GtkWidget *
create_buttons (const HavenEvidenceItem *item)
{
  GtkWidget *box = adw_wrap_box_new ();
  const char *state = item->request ? item->request->state : NULL;

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 8);
  if (state == NULL)
    add_button (box, _ ("Ask the Care Team"), "evidence.ask", item->evidence);
  else if (!haven_record_request_is_open (state))
    add_button (box, _ ("Ask Again"), "evidence.ask", item->evidence);
  if (state != NULL && haven_record_request_is_open (state))
    add_button (box, _ ("Take Back"), "evidence.withdraw", item->evidence);
  else
    add_button (box, _ ("Remove"), "evidence.remove", item->evidence);
  return box;
}

static char *
dup_standing (const HavenEvidenceItem *item)
{
  const char *state, *reason;

  if (item->request == NULL)
    return g_strdup (item->evidence->request_id ? _ ("The care team was asked") : _ ("Nobody was asked yet"));
  state = _ (haven_choice_get_label (haven_record_request_get_states (), item->request->state));
  reason = item->request->reason
               ? _ (haven_choice_get_label (haven_record_request_get_reasons (), item->request->reason))
               : NULL;
  return g_strjoin (" · ",
                    state,
                    reason ? reason : item->answered_by,
                    reason ? item->answered_by : NULL,
                    NULL);
}

/* Which paper it is, as far as the permission lets it be told. */
static void
add_paper (GtkWidget *list, const HavenEvidenceItem *item)
{
  g_autofree char *words = NULL;

  if (item->request == NULL || g_strcmp0 (item->request->state, "ready") != 0)
    return;
  if (item->paper != NULL)
    words = g_strdup_printf (ngettext ("%s · %d page", "%s · %d pages", (gulong) item->paper->pages),
                             item->paper->file_name,
                             (int) item->paper->pages);
  else if (item->cover != HAVEN_COVER_CURRENT)
    words = g_strdup (_ ("The permission has ended, so it is not told which paper it is."));
  else
    words = g_strdup (_ ("Handed over on paper"));
  add_row (list, _ ("Paper"), words);
}

static GtkWidget *
create_card (const HavenEvidenceItem *item, HavenDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *list = gtk_list_box_new ();
  const HavenMatterEvidence *evidence = item->evidence;
  const char *kind = _ (haven_choice_get_label (haven_record_request_get_kinds (), evidence->kind));
  g_autofree char *standing = dup_standing (item);
  g_autofree char *date = haven_words_dup_date (evidence->wanted_by);
  g_autofree char *far = haven_words_dup_days_from (today, evidence->wanted_by);
  g_autofree char *when = g_strdup_printf ("%s · %s", date, far);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, kind, -1);
  add_row (list, kind, standing);
  add_row (list, _ ("Needed by"), when);
  if (evidence->words != NULL)
    add_row (list, _ ("For the legal team alone"), evidence->words);
  add_paper (list, item);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), create_buttons (item));
  return box;
}

static void
haven_evidence_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_EVIDENCE_BOX);
  G_OBJECT_CLASS (haven_evidence_box_parent_class)->dispose (object);
}

static void
haven_evidence_box_class_init (HavenEvidenceBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_evidence_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-evidence-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceBox, cards);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceBox, nothing);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceBox, permission);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceBox, covered);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceBox, warning);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceBox, sign);
}

static void
haven_evidence_box_init (HavenEvidenceBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
haven_evidence_box_show (HavenEvidenceBox *self, const HavenMatterPage *page, HavenDate today)
{
  const HavenEvidenceList *list = page->evidence;
  g_autofree char *permission = haven_evidence_dup_permission (list->cover, list->release);
  g_autofree char *covered = haven_evidence_dup_covered (list->cover, list->release);
  GtkWidget *card;

  g_return_if_fail (HAVEN_IS_EVIDENCE_BOX (self) && page != NULL);

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);
  for (guint i = 0; i < list->items->len; i++)
    gtk_box_append (self->cards, create_card (list->items->pdata[i], today));
  gtk_widget_set_visible (self->nothing, list->items->len == 0);
  gtk_label_set_label (self->permission, permission);
  gtk_label_set_label (self->covered, covered ? covered : "");
  gtk_widget_set_visible (GTK_WIDGET (self->covered), covered != NULL);
  gtk_widget_set_visible (self->warning, list->cover != HAVEN_COVER_CURRENT);
  gtk_widget_set_visible (self->sign, list->cover != HAVEN_COVER_CURRENT);
}
