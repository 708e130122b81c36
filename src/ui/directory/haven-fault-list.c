/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-fault-list.h"

#include "haven-directory-words.h"

#include <glib/gi18n.h>

struct _HavenFault
{
  GObject parent_instance;

  HavenFaultList *list; /* owned: it holds the texts */
  guint position;
};

struct _HavenFaultList
{
  GObject parent_instance;

  HavenDirectoryReport *report; /* owned */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (HavenFault, haven_fault, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (HavenFaultList,
                               haven_fault_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ── One fault ────────────────────────────────────────────────────────────── */

static void
haven_fault_finalize (GObject *object)
{
  g_clear_object (&HAVEN_FAULT (object)->list);
  G_OBJECT_CLASS (haven_fault_parent_class)->finalize (object);
}

static void
haven_fault_class_init (HavenFaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_fault_finalize;
}

static void
haven_fault_init (HavenFault *self)
{
}

/** Returns: (transfer none): what is wrong */
const HavenDirectoryFault *
haven_fault_get (HavenFault *self)
{
  g_return_val_if_fail (HAVEN_IS_FAULT (self), NULL);
  return self->list->report->rejected->pdata[self->position];
}

/** Returns: (transfer full): where it stands: “services.csv, row 12, column url” */
char *
haven_fault_dup_place (HavenFault *self)
{
  const HavenDirectoryFault *fault = haven_fault_get (self);
  g_autofree char *file = g_utf8_make_valid (fault->file ? fault->file : "", -1);
  g_autofree char *column = g_utf8_make_valid (fault->column ? fault->column : "", -1);

  if (*column == '\0')
    /* Translators: a file and a row of it */
    return g_strdup_printf (_ ("%s, row %u"), file, fault->row);
  /* Translators: a file, a row of it, and the name of a column */
  return g_strdup_printf (_ ("%s, row %u, column %s"), file, fault->row, column);
}

/* ── All of them ──────────────────────────────────────────────────────────── */

static GType
get_item_type (GListModel *model)
{
  return HAVEN_TYPE_FAULT;
}

static guint
get_n_items (GListModel *model)
{
  return HAVEN_FAULT_LIST (model)->report->rejected->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HavenFault *fault;

  if (position >= get_n_items (model))
    return NULL;
  fault = g_object_new (HAVEN_TYPE_FAULT, NULL);
  fault->list = HAVEN_FAULT_LIST (g_object_ref (model));
  fault->position = position;
  return fault;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
haven_fault_list_finalize (GObject *object)
{
  g_clear_pointer (&HAVEN_FAULT_LIST (object)->report, haven_directory_report_free);
  G_OBJECT_CLASS (haven_fault_list_parent_class)->finalize (object);
}

static void
haven_fault_list_class_init (HavenFaultListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_fault_list_finalize;
}

static void
haven_fault_list_init (HavenFaultList *self)
{
}

/** @report: (transfer full): */
HavenFaultList *
haven_fault_list_new (HavenDirectoryReport *report)
{
  HavenFaultList *self = g_object_new (HAVEN_TYPE_FAULT_LIST, NULL);

  self->report = report;
  return self;
}

const HavenDirectoryReport *
haven_fault_list_get_report (HavenFaultList *self)
{
  g_return_val_if_fail (HAVEN_IS_FAULT_LIST (self), NULL);
  return self->report;
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static GtkWidget *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  append_label (box, "heading");
  append_label (box, NULL);
  append_label (box, "dimmed");
  gtk_widget_add_css_class (box, "fault-row");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  HavenFault *self = gtk_list_item_get_item (item);
  const HavenDirectoryFault *fault = haven_fault_get (self);
  GtkWidget *rule = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *place = gtk_widget_get_next_sibling (rule);
  GtkWidget *value = gtk_widget_get_next_sibling (place);
  g_autofree char *where = haven_fault_dup_place (self);
  g_autofree char *what = g_utf8_make_valid (fault->value ? fault->value : "", -1);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", haven_directory_words_get_rule (fault->rule), where, what);

  gtk_label_set_label (GTK_LABEL (rule), haven_directory_words_get_rule (fault->rule));
  gtk_label_set_label (GTK_LABEL (place), where);
  gtk_label_set_label (GTK_LABEL (value), what);
  gtk_widget_set_visible (value, *what != '\0');
  gtk_list_item_set_accessible_label (item, name);
}

/** Returns: (transfer full): rows that say what is wrong, where, and the value */
GtkListItemFactory *
haven_fault_list_create_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
