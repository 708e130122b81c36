/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-row.h"

#include "haven-directory-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PLACE_WIDTH 250
#define PHONE_WIDTH 190

struct _HavenDirectoryRow
{
  GtkBox parent_instance;

  /* template */
  GtkBox *columns;
  GtkLabel *name;
  GtkLabel *organization;
  GtkWidget *status;
  GtkLabel *status_label;
  AdwClamp *place_column;
  GtkWidget *place;
  GtkImage *place_icon;
  GtkLabel *place_label;
  GtkLabel *languages;
  AdwClamp *phone_column;
  GtkLabel *phone;
  GtkImage *freshness_icon;
  GtkLabel *freshness_label;

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (HavenDirectoryRow, haven_directory_row, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_words (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_place (HavenDirectoryRow *self, HavenQueryRow *row)
{
  gboolean confidential = g_strcmp0 (haven_query_row_get_text (row, HAVEN_SERVICES_CONFIDENTIAL), "1") == 0;
  const char *city = confidential ? _ ("Address kept confidential") : haven_query_row_get_text (row, HAVEN_SERVICES_CITY);

  set_words (self->place_label, city);
  gtk_widget_set_visible (self->place, city != NULL && *city != '\0');
  gtk_image_set_from_icon_name (self->place_icon, confidential ? "system-lock-screen-symbolic" : "mark-location-symbolic");
}

static void
set_freshness (HavenDirectoryRow *self, const char *verified_on, HavenDate today)
{
  HavenDate date = HAVEN_DATE_NONE;
  HavenFreshness freshness;

  if (verified_on != NULL && !haven_date_parse (verified_on, &date, NULL))
    date = HAVEN_DATE_NONE;
  freshness = haven_freshness_from_date (date, today);
  gtk_image_set_from_icon_name (self->freshness_icon, haven_freshness_get_icon_name (freshness));
  gtk_label_set_label (self->freshness_label, haven_freshness_get_label (freshness));
}

/* A column is as wide in every row: long words go on below, they don't push. */
static void
set_column (AdwClamp *column, int width, gboolean narrow)
{
  adw_clamp_set_maximum_size (column, narrow ? G_MAXINT16 : width);
  adw_clamp_set_tightening_threshold (column, narrow ? G_MAXINT16 : width);
  gtk_widget_set_size_request (GTK_WIDGET (column), narrow ? -1 : width, -1);
}

static void
apply_narrow (HavenDirectoryRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->columns, self->narrow ? 4 : 18);
  set_column (self->place_column, PLACE_WIDTH, self->narrow);
  set_column (self->phone_column, PHONE_WIDTH, self->narrow);
}

static void
haven_directory_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, HAVEN_DIRECTORY_ROW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_directory_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    {
      HAVEN_DIRECTORY_ROW (object)->narrow = g_value_get_boolean (value);
      apply_narrow (HAVEN_DIRECTORY_ROW (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_directory_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_DIRECTORY_ROW);
  G_OBJECT_CLASS (haven_directory_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/org/havenclinic/Haven/ui/haven-directory-row.ui");
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, columns);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, name);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, organization);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, status);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, status_label);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, place_column);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, place);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, place_icon);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, place_label);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, languages);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, phone_column);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, phone);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, freshness_icon);
  gtk_widget_class_bind_template_child (klass, HavenDirectoryRow, freshness_label);
}

static void
haven_directory_row_class_init (HavenDirectoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_directory_row_get_property;
  object_class->set_property = haven_directory_row_set_property;
  object_class->dispose = haven_directory_row_dispose;

  /** Whether the columns stand below one another. */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_children (GTK_WIDGET_CLASS (klass));
}

static void
haven_directory_row_init (HavenDirectoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  apply_narrow (self);
}

GtkWidget *
haven_directory_row_new (void)
{
  return g_object_new (HAVEN_TYPE_DIRECTORY_ROW, NULL);
}

/** Shows one row of the list of services. */
void
haven_directory_row_set_texts (HavenDirectoryRow *self, HavenQueryRow *row, HavenDate today)
{
  g_autofree char *languages = NULL;
  g_autofree char *phone = NULL;
  const char *status;

  g_return_if_fail (HAVEN_IS_DIRECTORY_ROW (self) && HAVEN_IS_QUERY_ROW (row));

  languages = haven_directory_words_dup_language_list (haven_query_row_get_text (row, HAVEN_SERVICES_LANGUAGES));
  phone = haven_directory_words_dup_phone (haven_query_row_get_text (row, HAVEN_SERVICES_PHONE), NULL);
  status = haven_directory_words_get_status (haven_query_row_get_text (row, HAVEN_SERVICES_STATUS));
  set_words (self->name, haven_query_row_get_text (row, HAVEN_SERVICES_NAME));
  set_words (self->organization, haven_query_row_get_text (row, HAVEN_SERVICES_ORGANIZATION));
  set_words (self->status_label, status);
  gtk_widget_set_visible (self->status, status != NULL);
  set_words (self->languages, languages);
  set_words (self->phone, phone);
  set_place (self, row);
  set_freshness (self, haven_query_row_get_text (row, HAVEN_SERVICES_LAST_VERIFIED_ON), today);
}

/** Returns: (transfer full): the whole row in one sentence */
char *
haven_directory_row_dup_accessible_name (HavenDirectoryRow *self)
{
  GtkLabel *labels[] = { self->name,      self->status_label, self->organization,   self->place_label,
                         self->languages, self->phone,        self->freshness_label };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (HAVEN_IS_DIRECTORY_ROW (self), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (*gtk_label_get_label (labels[i]) != '\0')
      g_strv_builder_add (builder, gtk_label_get_label (labels[i]));
  words = g_strv_builder_end (builder);
  return g_strjoinv (", ", words);
}
