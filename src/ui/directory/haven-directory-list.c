/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-list.h"

#include "haven-announce.h"
#include "haven-directory-row.h"
#include "haven-directory-words.h"
#include "haven-page-place.h"
#include "haven-permit.h"
#include "haven-record-list.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenDirectoryList
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkDropDown *language;
  GtkEntry *area;
  GtkLabel *count;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *failure;
  GtkWidget *import;
  GtkWidget *import_first;

  /* owned */
  HavenWorkspace *workspace;
  HavenRecordList *services;
  GCancellable *cancellable;
  char **languages; /* in the order of the drop-down; the first is empty: any */

  gboolean filling; /* the drop-down is being filled, nobody chose */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (HavenDirectoryList, haven_directory_list, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

enum
{
  CHOSEN,
  IMPORT_ASKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static HavenSession *
get_session (HavenDirectoryList *self)
{
  return haven_workspace_get_session (self->workspace);
}

static const char *
get_search (HavenDirectoryList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static const char *
get_area (HavenDirectoryList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->area));
}

static const char *
get_language (HavenDirectoryList *self)
{
  guint selected = gtk_drop_down_get_selected (self->language);

  return self->languages && selected < g_strv_length (self->languages) ? self->languages[selected] : "";
}

static gboolean
is_filtered (HavenDirectoryList *self)
{
  return *get_search (self) || *get_area (self) || *get_language (self);
}

/* ── What is shown ────────────────────────────────────────────────────────── */

static char *
dup_count (HavenDirectoryList *self, guint n)
{
  if (n == 0)
    return g_strdup (_ ("No service found"));
  return is_filtered (self) ? g_strdup_printf (ngettext ("%u service found", "%u services found", n), n)
                            : g_strdup_printf (ngettext ("%u service", "%u services", n), n);
}

static void
show_result (HavenDirectoryList *self)
{
  g_autofree char *count = dup_count (self, haven_record_list_get_n_found (self->services));

  haven_record_list_show (self->services, count, is_filtered (self) ? "none-found" : "nothing-yet");
}

static void
search_now (HavenDirectoryList *self)
{
  g_autoptr (HavenQuery) query = NULL;

  if (self->services == NULL)
    return;
  query = haven_query_new_services (get_search (self), get_language (self), get_area (self));
  haven_record_list_set_query (self->services, query);
}

static void
search_and_tell (HavenDirectoryList *self)
{
  if (self->filling || self->services == NULL)
    return;
  search_now (self);
  if (is_filtered (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_autofree char *count = dup_count (self, haven_record_list_get_n_found (self->services));

      haven_announce (GTK_WIDGET (self), count);
    }
}

/* ── The languages there are ──────────────────────────────────────────────── */

static gpointer
read_languages (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) services = haven_session_list (session, &haven_service_info, NULL, NULL, NULL, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (services == NULL)
    return NULL;
  for (guint i = 0; i < services->len; i++)
    {
      char **languages = ((const HavenService *) services->pdata[i])->languages;

      for (gsize j = 0; languages && languages[j]; j++)
        if (g_hash_table_add (seen, languages[j]))
          g_strv_builder_add (builder, languages[j]);
    }
  return g_strv_builder_end (builder);
}

static char *
dup_name (const char *language)
{
  const char *const one[] = { language, NULL };

  return haven_directory_words_dup_languages (one);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *name_a = dup_name (*(const char *const *) a);
  g_autofree char *name_b = dup_name (*(const char *const *) b);

  return g_utf8_collate (name_a, name_b);
}

/* What was chosen stays chosen, as long as it is there. */
static void
fill_languages (HavenDirectoryList *self, char **languages)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = g_strdup (get_language (self));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint selected = 0;

  qsort (languages, g_strv_length (languages), sizeof *languages, compare_names);
  g_strv_builder_add (builder, "");
  gtk_string_list_append (names, _ ("Any language"));
  for (guint i = 0; languages[i]; i++)
    {
      g_strv_builder_add (builder, languages[i]);
      gtk_string_list_take (names, dup_name (languages[i]));
      if (g_str_equal (languages[i], chosen))
        selected = i + 1;
    }
  self->filling = TRUE;
  g_strfreev (self->languages);
  self->languages = g_strv_builder_end (builder);
  gtk_drop_down_set_model (self->language, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->language, selected);
  self->filling = FALSE;
}

static void
languages_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) languages = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenDirectoryList *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (languages != NULL)
    fill_languages (self, languages);
}

static void
load_languages (HavenDirectoryList *self)
{
  haven_session_work_async (get_session (self),
                            read_languages,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_strfreev,
                            self->cancellable,
                            languages_read_cb,
                            self);
}

static void
store_changed_cb (HavenDirectoryList *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "service"))
    load_languages (self);
}

/* ── Callbacks ────────────────────────────────────────────────────────────── */

static void
filter_changed_cb (HavenDirectoryList *self)
{
  search_and_tell (self);
}

static void
chosen_cb (HavenDirectoryList *self, const char *service_id)
{
  g_signal_emit (self, signals[CHOSEN], 0, service_id);
}

static void
import_clicked_cb (HavenDirectoryList *self)
{
  g_signal_emit (self, signals[IMPORT_ASKED], 0);
}

static void
clear_clicked_cb (HavenDirectoryList *self)
{
  haven_directory_list_filter (self, NULL, NULL, NULL);
  haven_directory_list_find (self);
}

static void
retry_clicked_cb (HavenDirectoryList *self)
{
  search_now (self);
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_row (gpointer list)
{
  GtkWidget *row = haven_directory_row_new ();

  g_object_bind_property (list, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  return row;
}

static char *
show_row (GtkWidget *row, HavenQueryRow *texts, HavenDate today)
{
  haven_directory_row_set_texts (HAVEN_DIRECTORY_ROW (row), texts, today);
  return haven_directory_row_dup_accessible_name (HAVEN_DIRECTORY_ROW (row));
}

static void
make_list (HavenDirectoryList *self)
{
  static const HavenRecordRows rows = { make_row, show_row };
  const HavenRecordListWidgets widgets = { self->search, self->count, self->stack, self->list, self->failure };

  self->services = haven_record_list_new (get_session (self),
                                          GTK_WIDGET (self),
                                          &widgets,
                                          &rows,
                                          "service",
                                          HAVEN_SERVICES_ID);
  g_signal_connect_object (self->services, "changed", G_CALLBACK (show_result), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->services, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/* ── Overrides ────────────────────────────────────────────────────────────── */

static void
haven_directory_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, HAVEN_DIRECTORY_LIST (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_directory_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    HAVEN_DIRECTORY_LIST (object)->narrow = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_directory_list_dispose (GObject *object)
{
  HavenDirectoryList *self = HAVEN_DIRECTORY_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->services);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DIRECTORY_LIST);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->languages, g_strfreev);
  G_OBJECT_CLASS (haven_directory_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/org/havenclinic/Haven/ui/haven-directory-list.ui");
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, search);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, language);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, area);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, count);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, stack);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, list);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, failure);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, import);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryList, import_first);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, import_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, retry_clicked_cb);
}

static void
haven_directory_list_class_init (HavenDirectoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_directory_list_get_property;
  object_class->set_property = haven_directory_list_set_property;
  object_class->dispose = haven_directory_list_dispose;

  /** Whether there is little width, so that a row's columns stand below one another. */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HavenDirectoryList::chosen:
   * @service_id: whose page to open
   */
  signals[CHOSEN] = g_signal_new ("chosen",
                                  HAVEN_TYPE_DIRECTORY_LIST,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
  /** HavenDirectoryList::import-asked: somebody wants to take in a directory */
  signals[IMPORT_ASKED] = g_signal_new ("import-asked",
                                        HAVEN_TYPE_DIRECTORY_LIST,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_directory_list_init (HavenDirectoryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
haven_directory_list_new (HavenWorkspace *workspace)
{
  HavenDirectoryList *self = g_object_new (HAVEN_TYPE_DIRECTORY_LIST, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  haven_page_set_place (GTK_WIDGET (self), workspace, HAVEN_DESTINATION_DIRECTORY, NULL);
  haven_permit_bind (self->import, get_session (self), "service", HAVEN_ACTION_IMPORT);
  haven_permit_bind (self->import_first, get_session (self), "service", HAVEN_ACTION_IMPORT);
  make_list (self);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load_languages (self);
  search_now (self);
  return GTK_WIDGET (self);
}

/** Puts the cursor into the search, with what is there marked, so that typing begins anew. */
void
haven_directory_list_find (HavenDirectoryList *self)
{
  g_return_if_fail (HAVEN_IS_DIRECTORY_LIST (self));
  haven_record_list_focus_search (self->services);
}

/**
 * haven_directory_list_filter:
 * @language: (nullable): as the services have it; one that is not there is any
 *
 * Sets all filters at once; %NULL sets none.
 */
void
haven_directory_list_filter (HavenDirectoryList *self, const char *search, const char *language, const char *area)
{
  guint selected = 0;

  g_return_if_fail (HAVEN_IS_DIRECTORY_LIST (self));

  for (guint i = 0; self->languages && self->languages[i]; i++)
    if (g_strcmp0 (self->languages[i], language) == 0)
      selected = i;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), search ? search : "");
  gtk_editable_set_text (GTK_EDITABLE (self->area), area ? area : "");
  gtk_drop_down_set_selected (self->language, selected);
  self->filling = FALSE;
  search_and_tell (self);
}
