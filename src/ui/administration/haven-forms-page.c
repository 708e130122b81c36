/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-forms-page.h"

#include "haven-form-change-dialog.h"
#include "haven-form-facts.h"
#include "haven-form-words.h"
#include "haven-permit.h"
#include "haven-rows.h"

#include <glib/gi18n.h>

struct _HavenFormsPage
{
  HavenFactsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HavenFormsPage, haven_forms_page, HAVEN_TYPE_FACTS_PAGE)

/* ── The list ─────────────────────────────────────────────────────────────── */

static gboolean
needs_somebody (const HavenFormFacts *facts)
{
  return facts->awaits_counsel || facts->n_missing > 0;
}

/* Whose it is; then what is to be done about it. */
static char *
dup_standing (HavenFormsPage *self, const HavenFormFacts *facts)
{
  g_autofree char *version = haven_form_words_dup_version (facts, haven_facts_page_get_clock (HAVEN_FACTS_PAGE (self)));
  g_autofree char *review = haven_form_words_dup_review (facts);
  g_autofree char *elements = haven_form_words_dup_elements (facts);

  return elements ? g_strdup_printf ("%s\n%s\n%s", version, review, elements) : g_strdup_printf ("%s\n%s", version, review);
}

static GtkWidget *
create_row (HavenFormsPage *self, const HavenFormFacts *facts)
{
  g_autofree char *standing = dup_standing (self, facts);
  GtkWidget *row = haven_row_new (facts->form->title.text, standing);

  haven_row_add_icon (row, needs_somebody (facts) ? "dialog-information-symbolic" : "object-select-symbolic");
  haven_facts_page_lead_on (HAVEN_FACTS_PAGE (self), row, facts->form->code);
  return row;
}

static void
fill_group (HavenFormsPage *self, AdwPreferencesGroup *group, GPtrArray *all, gboolean own)
{
  for (guint i = 0; i < all->len; i++)
    if ((((const HavenFormFacts *) all->pdata[i])->own != NULL) == own)
      adw_preferences_group_add (group, create_row (self, all->pdata[i]));
}

static gboolean
has_own (GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    if (((const HavenFormFacts *) all->pdata[i])->own != NULL)
      return TRUE;
  return FALSE;
}

static void
add_clicked_cb (HavenFormsPage *self)
{
  HavenFactsPage *page = HAVEN_FACTS_PAGE (self);

  haven_form_change_dialog_choose (GTK_WIDGET (self),
                                   haven_facts_page_get_workspace (page),
                                   NULL,
                                   haven_facts_page_get_cancellable (page));
}

static GtkWidget *
create_add_row (HavenFormsPage *self)
{
  GtkWidget *row = haven_row_new_button (_ ("_Add a Form…"), "list-add-symbolic");

  g_signal_connect_object (row, "activated", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  haven_permit_bind (row, haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)), "clinic_form", HAVEN_ACTION_CREATE);
  return row;
}

static GtkWidget *
show_list (HavenFactsPage *facts_page, gconstpointer facts)
{
  HavenFormsPage *self = HAVEN_FORMS_PAGE (facts_page);
  GPtrArray *all = (GPtrArray *) facts;
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  if (has_own (all))
    fill_group (self, haven_rows_add_group (page, _ ("This Clinic’s Own"), NULL), all, TRUE);
  fill_group (self,
              haven_rows_add_group (page,
                                    _ ("As Haven Brings Them"),
                                    _ ("They were written without knowing your state’s law. Let a lawyer read each before "
                                       "anybody signs it.")),
              all,
              FALSE);
  adw_preferences_group_add (haven_rows_add_group (page,
                                                   _ ("A Form of Your Own"),
                                                   _ ("A form is a file. Papers that were signed keep the words they had.")),
                             create_add_row (self));
  return GTK_WIDGET (page);
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
read_forms (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_form_facts_list (session, error);
}

static void
haven_forms_page_class_init (HavenFormsPageClass *klass)
{
  static const char *const records[] = { "clinic_form", "counsel_review", "translated_text", NULL };
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  facts_class->read = read_forms;
  facts_class->free_facts = (GDestroyNotify) g_ptr_array_unref;
  facts_class->show = show_list;
  facts_class->records = records;
  facts_class->keeps = TRUE;
}

static void
haven_forms_page_init (HavenFormsPage *self)
{
}

GtkWidget *
haven_forms_page_new (HavenWorkspace *workspace)
{
  HavenFormsPage *self = g_object_new (HAVEN_TYPE_FORMS_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  haven_facts_page_set_workspace (HAVEN_FACTS_PAGE (self), workspace);
  return GTK_WIDGET (self);
}

/** Everybody may see the words of papers; the page is for those who do something about them. */
gboolean
haven_forms_page_is_for (HavenSession *session)
{
  return haven_session_may (session, "clinic_form", HAVEN_ACTION_CREATE) ||
         haven_session_may (session, "counsel_review", HAVEN_ACTION_CREATE);
}
