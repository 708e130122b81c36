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

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

static void
row_activated_cb (GtkWidget *row, HavenFormsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_object_get_data (G_OBJECT (row), "code"));
}

static GtkWidget *
create_row (HavenFormsPage *self, const HavenFormFacts *facts)
{
  g_autofree char *standing = dup_standing (self, facts);
  GtkWidget *row = haven_row_new (facts->form->title.text, standing);

  haven_row_add_icon (row, needs_somebody (facts) ? "dialog-information-symbolic" : "object-select-symbolic");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (facts->form->code), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);
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
store_changed_cb (HavenFormsPage *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "clinic_form") || haven_changes_touch (changes, "counsel_review") ||
      haven_changes_touch (changes, "translated_text"))
    haven_facts_page_load (HAVEN_FACTS_PAGE (self));
}

static void
haven_forms_page_class_init (HavenFormsPageClass *klass)
{
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  facts_class->read = read_forms;
  facts_class->free_facts = (GDestroyNotify) g_ptr_array_unref;
  facts_class->show = show_list;
  facts_class->keeps = TRUE;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HAVEN_TYPE_FORMS_PAGE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
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
  g_signal_connect_object (haven_session_get_store (haven_workspace_get_session (workspace)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** Everybody may see the words of papers; the page is for those who do something about them. */
gboolean
haven_forms_page_is_for (HavenSession *session)
{
  return haven_session_may (session, "clinic_form", HAVEN_ACTION_CREATE) ||
         haven_session_may (session, "counsel_review", HAVEN_ACTION_CREATE);
}
