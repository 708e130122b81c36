/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-forms-page.h"

#include "haven-official-forms-service.h"
#include "haven-official-import-dialog.h"
#include "haven-rows.h"

#include <glib/gi18n.h>

struct _HavenOfficialFormsPage
{
  HavenFactsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HavenOfficialFormsPage, haven_official_forms_page, HAVEN_TYPE_FACTS_PAGE)

/* ── The list ─────────────────────────────────────────────────────────────── */

/* “I-918 · USCIS · 2026-01-20” */
static GtkWidget *
create_row (HavenOfficialFormsPage *self, const HavenOfficialForm *form)
{
  g_autofree char *edition = haven_date_is_set (form->edition_on) ? haven_date_dup_iso (form->edition_on) : NULL;
  g_autofree char *words = g_strjoin (" · ", form->code, form->agency, edition, NULL);
  GtkWidget *row = haven_row_new (form->title, words);

  haven_row_add_icon (row, "haven-document-symbolic");
  haven_facts_page_lead_on (HAVEN_FACTS_PAGE (self), row, form->id);
  return row;
}

static void
bring_in_cb (HavenOfficialFormsPage *self)
{
  adw_dialog_present (haven_official_import_dialog_new (haven_facts_page_get_workspace (HAVEN_FACTS_PAGE (self))),
                      GTK_WIDGET (self));
}

static GtkWidget *
show_list (HavenFactsPage *page, gconstpointer facts)
{
  HavenOfficialFormsPage *self = HAVEN_OFFICIAL_FORMS_PAGE (page);
  const GPtrArray *forms = facts;
  GtkWidget *shown = adw_preferences_page_new ();
  AdwPreferencesGroup *group = haven_rows_add_group (ADW_PREFERENCES_PAGE (shown), _ ("Official Forms"),
                                                     _ ("PDF forms of agencies, and which of their fields Haven fills. "
                                                        "An edition never changes: bring in the next one."));
  GtkWidget *row = haven_row_new_button (_ ("_Bring In a Form…"), "list-add-symbolic");

  for (guint i = 0; i < forms->len; i++)
    adw_preferences_group_add (group, create_row (self, forms->pdata[i]));
  g_signal_connect_object (row, "activated", G_CALLBACK (bring_in_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return shown;
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
read_forms (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_official_forms_list (session, error);
}

static void
haven_official_forms_page_class_init (HavenOfficialFormsPageClass *klass)
{
  static const char *const records[] = { "official_form", NULL };
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  facts_class->read = read_forms;
  facts_class->free_facts = (GDestroyNotify) g_ptr_array_unref;
  facts_class->show = show_list;
  facts_class->records = records;
  facts_class->keeps = TRUE;
}

static void
haven_official_forms_page_init (HavenOfficialFormsPage *self)
{
}

GtkWidget *
haven_official_forms_page_new (HavenWorkspace *workspace)
{
  HavenOfficialFormsPage *self = g_object_new (HAVEN_TYPE_OFFICIAL_FORMS_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  haven_facts_page_set_workspace (HAVEN_FACTS_PAGE (self), workspace);
  return GTK_WIDGET (self);
}

/** Whether somebody brings in forms: whoever fills them finds them with the person's papers. */
gboolean
haven_official_forms_page_is_for (HavenSession *session)
{
  return haven_session_may (session, "official_form", HAVEN_ACTION_CREATE);
}
