/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-people-row.h"

#include "haven-person-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define WORDS_WIDTH 230
#define VISIT_WIDTH 180

struct _HavenPeopleRow
{
  GtkBox parent_instance;

  /* template */
  AdwAvatar *avatar;
  GtkBox *columns;
  GtkLabel *name;
  GtkLabel *aliases;
  GtkWidget *do_not_contact;
  GtkWidget *words;
  GtkLabel *languages;
  GtkWidget *interpreter;
  GtkImage *interpreter_icon;
  GtkLabel *interpreter_label;
  GtkWidget *visit;
  GtkLabel *visit_label;

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (HavenPeopleRow, haven_people_row, GTK_TYPE_BOX)

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

/* A JSON array of codes, as the list's query gives it. */
static char **
parse_codes (const char *json)
{
  g_autoptr (JsonNode) node = json ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static void
set_languages (HavenPeopleRow *self, HavenQueryRow *row)
{
  g_auto (GStrv) codes = parse_codes (haven_query_row_get_text (row, HAVEN_PEOPLE_LANGUAGES));
  g_autofree char *languages =
    haven_person_dup_languages_label (haven_query_row_get_text (row, HAVEN_PEOPLE_SPOKEN_LANGUAGE),
                                      haven_query_row_get_text (row, HAVEN_PEOPLE_WRITTEN_LANGUAGE),
                                      (const char *const *) codes);
  const char *need = haven_query_row_get_text (row, HAVEN_PEOPLE_INTERPRETER_NEED);
  const char *label = haven_interpreter_need_get_label (need);

  set_words (self->languages, languages);
  set_words (self->interpreter_label, label);
  gtk_widget_set_visible (self->interpreter, label != NULL);
  if (label != NULL)
    gtk_image_set_from_icon_name (self->interpreter_icon, haven_interpreter_need_get_icon_name (need));
}

static void
apply_narrow (HavenPeopleRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->columns, self->narrow ? 4 : 18);
  gtk_widget_set_size_request (self->words, self->narrow ? -1 : WORDS_WIDTH, -1);
  gtk_widget_set_size_request (self->visit, self->narrow ? -1 : VISIT_WIDTH, -1);
}

static void
haven_people_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, HAVEN_PEOPLE_ROW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_people_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenPeopleRow *self = HAVEN_PEOPLE_ROW (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->narrow = g_value_get_boolean (value);
  apply_narrow (self);
}

static void
haven_people_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_PEOPLE_ROW);
  G_OBJECT_CLASS (haven_people_row_parent_class)->dispose (object);
}

static void
haven_people_row_class_init (HavenPeopleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = haven_people_row_get_property;
  object_class->set_property = haven_people_row_set_property;
  object_class->dispose = haven_people_row_dispose;

  /** Whether the columns stand below one another. */
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-people-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, columns);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, name);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, aliases);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, do_not_contact);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, words);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, languages);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, interpreter_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, interpreter_label);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, visit);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleRow, visit_label);
}

static void
haven_people_row_init (HavenPeopleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  apply_narrow (self);
}

GtkWidget *
haven_people_row_new (void)
{
  return g_object_new (HAVEN_TYPE_PEOPLE_ROW, NULL);
}

/** Shows one row of the list of people. */
void
haven_people_row_set_texts (HavenPeopleRow *self, HavenQueryRow *row, HavenDate today)
{
  g_autofree char *visit = NULL;
  const char *name;

  g_return_if_fail (HAVEN_IS_PEOPLE_ROW (self) && HAVEN_IS_QUERY_ROW (row));

  name = haven_query_row_get_text (row, HAVEN_PEOPLE_NAME);
  visit = haven_person_dup_visit_label (haven_query_row_get_text (row, HAVEN_PEOPLE_NEXT_VISIT), today);
  set_words (self->name, name);
  adw_avatar_set_text (self->avatar, name);
  set_words (self->aliases, haven_query_row_get_text (row, HAVEN_PEOPLE_ALIASES));
  set_languages (self, row);
  set_words (self->visit_label, visit);
  /* The column keeps its width where nothing is planned, so that the columns stay in line. */
  gtk_widget_set_visible (self->visit, visit != NULL || !self->narrow);
  gtk_widget_set_opacity (self->visit, visit != NULL ? 1 : 0);
  gtk_widget_set_visible (self->do_not_contact,
                          g_strcmp0 (haven_query_row_get_text (row, HAVEN_PEOPLE_DO_NOT_CONTACT), "1") == 0);
}

static const char *
get_words (GtkLabel *label)
{
  return gtk_widget_get_visible (GTK_WIDGET (label)) ? gtk_label_get_label (label) : "";
}

/** Returns: (transfer full): the whole row in one sentence; what must be known before anything is done comes first */
char *
haven_people_row_dup_accessible_name (HavenPeopleRow *self)
{
  g_autofree char *visit = NULL;
  const char *when;

  g_return_val_if_fail (HAVEN_IS_PEOPLE_ROW (self), NULL);

  when = get_words (self->visit_label);
  if (*when != '\0')
    visit = g_strdup_printf (_("next visit %s"), when);
  return haven_person_join (", ",
                            (const char *[]) { get_words (self->name),
                                               gtk_widget_get_visible (self->do_not_contact) ? _("do not contact") : "",
                                               get_words (self->aliases),
                                               get_words (self->languages),
                                               get_words (self->interpreter_label),
                                               visit ? visit : "",
                                               NULL });
}
