/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf.h"

#include "haven-pdf-wire-private.h"

#include <math.h>
#include <string.h>

#define FARTHEST 1e6

/* Bits of /Ff (ISO 32000-2, 12.7.4.1, 12.7.5.3 and 12.7.5.4). */
enum
{
  BIT_READ_ONLY = 1 << 0,
  BIT_REQUIRED = 1 << 1,
  BIT_MULTILINE = 1 << 12,
  BIT_EDITABLE = 1 << 18,
  BIT_MULTIPLE = 1 << 21,
  BIT_COMB = 1 << 24,
};

static const char *const type_names[] = { "text",   "checkbox",  "radio",
                                          "choice", "signature", "button" };

// ── Nothing is believed ─────────────────────────────────────────────────────

/* Goes through an answer; the first thing that is not as it should be makes all of it worthless. */
typedef struct
{
  gboolean bad;
} Look;

static JsonNode *
look_up (Look *look, JsonObject *object, const char *key, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      (json_node_get_value_type (node) == type ||
       (type == G_TYPE_DOUBLE && json_node_get_value_type (node) == G_TYPE_INT64)))
    return node;
  look->bad = TRUE;
  return NULL;
}

static gint64
look_at_number (Look *look, JsonObject *object, const char *key, gint64 least, gint64 most)
{
  JsonNode *node = look_up (look, object, key, G_TYPE_INT64);
  gint64 number = node != NULL ? json_node_get_int (node) : least;

  look->bad |= number < least || number > most;
  return CLAMP (number, least, most);
}

static double
look_at_size (Look *look, JsonObject *object, const char *key, double most)
{
  JsonNode *node = look_up (look, object, key, G_TYPE_DOUBLE);
  double number = node != NULL ? json_node_get_double (node) : 0;

  look->bad |= !isfinite (number) || number < 0 || number > most;
  return look->bad ? 0 : number;
}

static gboolean
look_at_flag (Look *look, JsonObject *object, const char *key)
{
  JsonNode *node = look_up (look, object, key, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

/* No control characters but the end of a line, so that it can stand in a table or an error. */
static gboolean
is_clean (const char *text, gsize most)
{
  if (strlen (text) > most || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (*text != '\n' && g_unichar_iscntrl (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static char *
dup_checked (Look *look, const char *text, gsize most)
{
  if (text != NULL && is_clean (text, most))
    return g_strdup (text);
  look->bad = TRUE;
  return g_strdup ("");
}

static char *
dup_text (Look *look, JsonObject *object, const char *key, gsize most)
{
  JsonNode *node = look_up (look, object, key, G_TYPE_STRING);

  return dup_checked (look, node != NULL ? json_node_get_string (node) : NULL, most);
}

static JsonArray *
look_at_list (Look *look, JsonObject *object, const char *key, guint most)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list != NULL && json_array_get_length (list) <= most)
    return list;
  look->bad = TRUE;
  return NULL;
}

static guint
count (JsonArray *list)
{
  return list != NULL ? json_array_get_length (list) : 0;
}

static JsonObject *
look_at_object (Look *look, JsonArray *list, guint i)
{
  JsonNode *node = json_array_get_element (list, i);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  look->bad = TRUE;
  return NULL;
}

static const char *
look_at_string (Look *look, JsonArray *list, guint i)
{
  JsonNode *node = json_array_get_element (list, i);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  look->bad = TRUE;
  return NULL;
}

static gboolean
look_at_numbers (Look *look, JsonArray *list, double *numbers, guint n)
{
  look->bad |= count (list) != n;
  for (guint i = 0; !look->bad && i < n; i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_DOUBLE ||
                                           json_node_get_value_type (node) == G_TYPE_INT64))
        numbers[i] = json_node_get_double (node);
      else
        look->bad = TRUE;
      look->bad |= !isfinite (numbers[i]) || fabs (numbers[i]) > FARTHEST;
    }
  return !look->bad;
}

// ── Pages, places, fields ───────────────────────────────────────────────────

static void
take_page (Look *look, JsonNode *node, HavenPdfFacts *facts)
{
  double n[5] = { 0 };
  HavenPdfPage page;

  if (!JSON_NODE_HOLDS_ARRAY (node) || !look_at_numbers (look, json_node_get_array (node), n, 5))
    {
      look->bad = TRUE;
      return;
    }
  page = (HavenPdfPage) { n[0], n[1], n[2], n[3], (int) n[4] };
  look->bad |= page.x2 - page.x1 < 1 || page.y2 - page.y1 < 1 ||
               page.x2 - page.x1 > HAVEN_PDF_MAX_SIDE || page.y2 - page.y1 > HAVEN_PDF_MAX_SIDE ||
               page.rotation < 0 || page.rotation > 270 || page.rotation % 90 != 0;
  g_array_append_val (facts->pages, page);
}

static void
take_colour (Look *look, JsonObject *object, const char *key, HavenPdfColour *colour)
{
  JsonArray *list = look_at_list (look, object, key, 3);
  double n[3] = { 0 };

  if (count (list) == 0 || !look_at_numbers (look, list, n, 3))
    return;
  *colour = (HavenPdfColour) { TRUE, CLAMP (n[0], 0, 1), CLAMP (n[1], 0, 1), CLAMP (n[2], 0, 1) };
}

static void
widget_free (gpointer data)
{
  HavenPdfWidget *self = data;

  g_free (self->code);
  g_free (self);
}

static void
take_widget (Look *look, JsonObject *object, const HavenPdfFacts *facts, HavenPdfField *field)
{
  HavenPdfWidget *self = g_new0 (HavenPdfWidget, 1);
  gboolean is_box = field->type == HAVEN_PDF_FIELD_CHECKBOX || field->type == HAVEN_PDF_FIELD_RADIO;
  g_autofree char *mark = dup_text (look, object, "mark", 1);
  double n[4] = { 0 };

  g_ptr_array_add (field->widgets, self);
  self->number = (guint) look_at_number (look, object, "number", 0, G_MAXINT32);
  self->page = (guint) look_at_number (look, object, "page", 0, (gint64) facts->pages->len - 1);
  self->rotation = (int) look_at_number (look, object, "rotation", 0, 270) / 90 * 90;
  self->line = look_at_size (look, object, "line", 12);
  self->shown = look_at_flag (look, object, "shown");
  self->drawn = look_at_flag (look, object, "drawn");
  self->drawn_off = look_at_flag (look, object, "drawn_off");
  self->mark = *mark;
  take_colour (look, object, "border", &self->border);
  take_colour (look, object, "fill", &self->fill);
  if (is_box)
    {
      self->code = dup_text (look, object, "code", HAVEN_PDF_MAX_TEXT);
      self->ticked = look_at_flag (look, object, "ticked");
    }
  if (look_at_numbers (look, look_at_list (look, object, "rect", 4), n, 4))
    {
      self->x1 = n[0];
      self->y1 = n[1];
      self->x2 = n[2];
      self->y2 = n[3];
      look->bad |= n[0] > n[2] || n[1] > n[3];
    }
}

static void
option_free (gpointer data)
{
  HavenPdfOption *self = data;

  g_free (self->code);
  g_free (self->text);
  g_free (self);
}

static void
take_options (Look *look, JsonArray *list, HavenPdfField *field)
{
  for (guint i = 0; i < count (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      HavenPdfOption *option = g_new0 (HavenPdfOption, 1);
      gboolean whole = count (pair) == 2;

      look->bad |= !whole;
      option->code =
          dup_checked (look, whole ? look_at_string (look, pair, 0) : NULL, HAVEN_PDF_MAX_TEXT);
      option->text =
          dup_checked (look, whole ? look_at_string (look, pair, 1) : NULL, HAVEN_PDF_MAX_TEXT);
      g_ptr_array_add (field->options, option);
    }
}

static char **
take_values (Look *look, JsonArray *list)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < count (list); i++)
    g_strv_builder_take (values,
                         dup_checked (look, look_at_string (look, list, i), HAVEN_PDF_MAX_TEXT));
  return g_strv_builder_end (values);
}

static void
field_free (gpointer data)
{
  HavenPdfField *self = data;

  g_free (self->name);
  g_free (self->label);
  g_strfreev (self->values);
  g_ptr_array_unref (self->options);
  g_ptr_array_unref (self->widgets);
  g_free (self);
}

static HavenPdfFieldType
take_type (Look *look, JsonObject *object)
{
  g_autofree char *name = dup_text (look, object, "type", 20);

  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (strcmp (type_names[i], name) == 0)
      return (HavenPdfFieldType) i;
  look->bad = TRUE;
  return HAVEN_PDF_FIELD_BUTTON;
}

static void
take_field (Look *look, JsonObject *object, HavenPdfFacts *facts)
{
  HavenPdfField *self = g_new0 (HavenPdfField, 1);
  gint64 bits = look_at_number (look, object, "bits", 0, G_MAXINT32);
  JsonArray *widgets = look_at_list (look, object, "widgets", 4 * HAVEN_PDF_MAX_FIELDS);

  self->options = g_ptr_array_new_with_free_func (option_free);
  self->widgets = g_ptr_array_new_with_free_func (widget_free);
  g_ptr_array_add (facts->fields, self);
  self->name = dup_text (look, object, "name", 4 * HAVEN_PDF_MAX_NAME);
  self->label = dup_text (look, object, "label", HAVEN_PDF_MAX_TEXT);
  self->type = take_type (look, object);
  self->required = (bits & BIT_REQUIRED) != 0;
  self->read_only = (bits & BIT_READ_ONLY) != 0;
  self->multiline = self->type == HAVEN_PDF_FIELD_TEXT && bits & BIT_MULTILINE;
  self->max = (guint) look_at_number (look, object, "max", 0, 100000);
  self->comb = self->type == HAVEN_PDF_FIELD_TEXT && bits & BIT_COMB && self->max > 0;
  self->editable = self->type == HAVEN_PDF_FIELD_CHOICE && bits & BIT_EDITABLE;
  self->multiple = self->type == HAVEN_PDF_FIELD_CHOICE && bits & BIT_MULTIPLE;
  self->align = (int) look_at_number (look, object, "align", 0, 2);
  self->size = look_at_size (look, object, "size", 100);
  self->values = take_values (look, look_at_list (look, object, "values", HAVEN_PDF_MAX_OPTIONS));
  take_options (look, look_at_list (look, object, "options", HAVEN_PDF_MAX_OPTIONS), self);
  for (guint i = 0; !look->bad && i < count (widgets); i++)
    take_widget (look, look_at_object (look, widgets, i), facts, self);
  look->bad |= self->widgets->len == 0 || *self->name == '\0';
}

/** Returns: (transfer full) (nullable): what the reader said, where all of it is as it should be */
HavenPdfFacts *
haven_pdf_facts_parse (JsonObject *answer)
{
  g_autoptr (HavenPdfFacts) self = g_new0 (HavenPdfFacts, 1);
  Look look = { FALSE };
  JsonArray *pages = look_at_list (&look, answer, "pages", HAVEN_PDF_MAX_PAGES);
  JsonArray *fields = look_at_list (&look, answer, "fields", HAVEN_PDF_MAX_FIELDS);

  self->pages = g_array_new (FALSE, FALSE, sizeof (HavenPdfPage));
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->version = dup_text (&look, answer, "version", 20);
  self->encrypted = look_at_flag (&look, answer, "encrypted");
  self->confined = (guint) look_at_number (&look, answer, "confined", 0, 7);
  for (guint i = 0; !look.bad && i < count (pages); i++)
    take_page (&look, json_array_get_element (pages, i), self);
  look.bad |= self->pages->len == 0;
  for (guint i = 0; !look.bad && i < count (fields); i++)
    take_field (&look, look_at_object (&look, fields, i), self);
  return look.bad ? NULL : g_steal_pointer (&self);
}

void
haven_pdf_facts_free (HavenPdfFacts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self->version);
  g_free (self);
}

/** Returns: (transfer none) (nullable): the field of that full name */
const HavenPdfField *
haven_pdf_facts_find (const HavenPdfFacts *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const HavenPdfField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}

/** What a type of field is called in a file of ours: text, checkbox, radio, choice, signature,
 * button. */
const char *
haven_pdf_field_type_get_name (HavenPdfFieldType type)
{
  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (type_names), "button");

  return type_names[type];
}
