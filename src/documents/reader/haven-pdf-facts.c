/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-reader-private.h"

#include "haven-pdf-wire-private.h"

#include <math.h>
#include <string.h>

#define MOST_PARENTS 50
#define MOST_WIDGETS (4 * HAVEN_PDF_MAX_FIELDS)

/* A bit of /Ff (ISO 32000-2, 12.7.5.2.1). */
#define BIT_RADIO (1 << 15)

/* What is known while the pages are gone through. */
typedef struct
{
  qpdf_data pdf;
  JsonArray *fields;
  GHashTable *by_name; /* full name → its JsonObject, which @fields owns */
  int page;
  int page_rotation;
  guint n_widgets;
} Walk;

// ── One field ───────────────────────────────────────────────────────────────

/* Names of all above it, outermost first. */
static char *
dup_full_name (qpdf_data pdf, qpdf_oh node)
{
  GString *name = g_string_new (NULL);

  for (int i = 0; i < MOST_PARENTS && qpdf_oh_is_dictionary (pdf, node); i++)
    {
      g_autofree char *part = haven_pdf_dup_text (pdf, qpdf_oh_get_key (pdf, node, "/T"));

      if (part != NULL && name->len > 0)
        g_string_prepend_c (name, '.');
      if (part != NULL)
        g_string_prepend (name, part);
      node = qpdf_oh_get_key (pdf, node, "/Parent");
    }
  g_strdelimit (name->str, "\n", ' ');
  if (g_utf8_strlen (name->str, -1) > HAVEN_PDF_MAX_NAME)
    g_string_truncate (
        name, (gsize) (g_utf8_offset_to_pointer (name->str, HAVEN_PDF_MAX_NAME) - name->str));
  return g_string_free (name, FALSE);
}

static long long
get_integer (qpdf_data pdf, qpdf_oh object)
{
  return qpdf_oh_is_integer (pdf, object) ? qpdf_oh_get_int_value (pdf, object) : 0;
}

static const char *
get_type (qpdf_data pdf, qpdf_oh widget, long long bits)
{
  qpdf_oh type = haven_pdf_find_inherited (pdf, widget, "/FT");

  if (qpdf_oh_is_name_and_equals (pdf, type, "/Tx"))
    return "text";
  if (qpdf_oh_is_name_and_equals (pdf, type, "/Ch"))
    return "choice";
  if (qpdf_oh_is_name_and_equals (pdf, type, "/Sig"))
    return "signature";
  if (!qpdf_oh_is_name_and_equals (pdf, type, "/Btn") || haven_pdf_is_button (pdf, widget))
    return "button";
  return bits & BIT_RADIO ? "radio" : "checkbox";
}

static void
add_option (JsonArray *options, const char *code, const char *text)
{
  JsonArray *pair = json_array_new ();

  json_array_add_string_element (pair, code != NULL ? code : "");
  json_array_add_string_element (pair, text != NULL ? text : "");
  json_array_add_array_element (options, pair);
}

/* Of a list to choose from; an entry is its text, or what is sent and what is shown. */
static JsonArray *
make_options (qpdf_data pdf, qpdf_oh list)
{
  JsonArray *options = json_array_new ();
  int n = qpdf_oh_is_array (pdf, list) ? qpdf_oh_get_array_n_items (pdf, list) : 0;

  for (int i = 0; i < MIN (n, HAVEN_PDF_MAX_OPTIONS); i++)
    {
      qpdf_oh item = qpdf_oh_get_array_item (pdf, list, i);
      gboolean is_pair = qpdf_oh_is_array (pdf, item);
      g_autofree char *code =
          haven_pdf_dup_text (pdf, is_pair ? qpdf_oh_get_array_item (pdf, item, 0) : item);
      g_autofree char *text =
          haven_pdf_dup_text (pdf, is_pair ? qpdf_oh_get_array_item (pdf, item, 1) : item);

      if (code != NULL)
        add_option (options, code, text != NULL ? text : code);
    }
  return options;
}

static JsonArray *
make_values (qpdf_data pdf, qpdf_oh value)
{
  JsonArray *values = json_array_new ();
  gboolean many = qpdf_oh_is_array (pdf, value);
  int n = many ? qpdf_oh_get_array_n_items (pdf, value) : 1;

  for (int i = 0; i < MIN (n, HAVEN_PDF_MAX_OPTIONS); i++)
    {
      g_autofree char *text =
          haven_pdf_dup_text (pdf, many ? qpdf_oh_get_array_item (pdf, value, i) : value);

      if (text != NULL)
        json_array_add_string_element (values, text);
    }
  return values;
}

/* "/Helv 9.5 Tf 0 g": the number before Tf; 0 lets the reader choose. */
static double
get_text_size (qpdf_data pdf, qpdf_oh widget)
{
  g_autofree char *look = haven_pdf_dup_text (pdf, haven_pdf_find_inherited (pdf, widget, "/DA"));
  g_auto (GStrv) words = g_strsplit_set (look != NULL ? look : "", " \n\t", 200);
  double size = 0;

  for (gsize i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (strcmp (words[i], "Tf") == 0)
      size = g_ascii_strtod (words[i - 1], NULL);
  return isfinite (size) && size > 0 && size < 100 ? size : 0;
}

static JsonObject *
add_field (Walk *walk, qpdf_oh widget, const char *name)
{
  qpdf_data pdf = walk->pdf;
  JsonObject *field = json_object_new ();
  long long bits = get_integer (pdf, haven_pdf_find_inherited (pdf, widget, "/Ff"));
  long long max = get_integer (pdf, haven_pdf_find_inherited (pdf, widget, "/MaxLen"));
  g_autofree char *label = haven_pdf_dup_text (pdf, haven_pdf_find_inherited (pdf, widget, "/TU"));
  const char *type = get_type (pdf, widget, bits);
  gboolean is_list = strcmp (type, "choice") == 0;

  json_object_set_string_member (field, "name", name);
  json_object_set_string_member (field, "label", label != NULL ? label : "");
  json_object_set_string_member (field, "type", type);
  json_object_set_int_member (field, "bits", bits & G_MAXINT32);
  json_object_set_int_member (field, "max", CLAMP (max, 0, 100000));
  json_object_set_int_member (
      field, "align",
      CLAMP (get_integer (pdf, haven_pdf_find_inherited (pdf, widget, "/Q")), 0, 2));
  json_object_set_double_member (field, "size", get_text_size (pdf, widget));
  json_object_set_array_member (field, "values",
                                make_values (pdf, haven_pdf_find_inherited (pdf, widget, "/V")));
  json_object_set_array_member (
      field, "options",
      is_list ? make_options (pdf, haven_pdf_find_inherited (pdf, widget, "/Opt"))
              : json_array_new ());
  json_object_set_array_member (field, "widgets", json_array_new ());
  json_array_add_object_element (walk->fields, field);
  g_hash_table_insert (walk->by_name, g_strdup (name), field);
  return field;
}

// ── One place where a field stands ──────────────────────────────────────────

/* What the box is called when it is ticked. */
static char *
dup_state (qpdf_data pdf, qpdf_oh widget)
{
  qpdf_oh normal = qpdf_oh_get_key_if_dict (pdf, qpdf_oh_get_key (pdf, widget, "/AP"), "/N");
  char *state = NULL;

  if (qpdf_oh_is_dictionary (pdf, normal) && !qpdf_oh_is_stream (pdf, normal))
    for (qpdf_oh_begin_dict_key_iter (pdf, normal); qpdf_oh_dict_more_keys (pdf);)
      {
        const char *key = qpdf_oh_dict_next_key (pdf);

        if (state == NULL && strcmp (key, "/Off") != 0)
          state = g_utf8_make_valid (key + 1, -1);
      }
  return state != NULL ? state : g_strdup ("On");
}

/* Which one of its siblings it is: texts of the boxes are listed in that order. */
static int
find_place (qpdf_data pdf, qpdf_oh widget)
{
  qpdf_oh kids = qpdf_oh_get_key_if_dict (pdf, qpdf_oh_get_key (pdf, widget, "/Parent"), "/Kids");
  int n = qpdf_oh_is_array (pdf, kids) ? qpdf_oh_get_array_n_items (pdf, kids) : 0;

  for (int i = 0; i < MIN (n, HAVEN_PDF_MAX_OPTIONS); i++)
    if (qpdf_oh_get_object_id (pdf, qpdf_oh_get_array_item (pdf, kids, i)) ==
        qpdf_oh_get_object_id (pdf, widget))
      return i;
  return 0;
}

static char *
dup_code (qpdf_data pdf, qpdf_oh widget, const char *state)
{
  qpdf_oh texts = haven_pdf_find_inherited (pdf, widget, "/Opt");
  int place = find_place (pdf, widget);
  char *code = NULL;

  if (qpdf_oh_is_array (pdf, texts) && place < qpdf_oh_get_array_n_items (pdf, texts))
    code = haven_pdf_dup_text (pdf, qpdf_oh_get_array_item (pdf, texts, place));
  return code != NULL ? code : g_strdup (state);
}

static gboolean
has_code (JsonArray *options, const char *code)
{
  for (guint i = 0; i < json_array_get_length (options); i++)
    if (strcmp (json_array_get_string_element (json_array_get_array_element (options, i), 0),
                code) == 0)
      return TRUE;
  return FALSE;
}

static void
describe_box (qpdf_data pdf, qpdf_oh annotation, JsonObject *field, JsonObject *widget)
{
  g_autofree char *state = dup_state (pdf, annotation);
  g_autofree char *code = dup_code (pdf, annotation, state);
  g_autofree char *now = haven_pdf_dup_name (pdf, qpdf_oh_get_key (pdf, annotation, "/AS"));
  JsonArray *options = json_object_get_array_member (field, "options");

  json_object_set_string_member (widget, "code", code);
  json_object_set_boolean_member (widget, "ticked", now != NULL && strcmp (now, "Off") != 0);
  if (json_array_get_length (options) < HAVEN_PDF_MAX_OPTIONS && !has_code (options, code))
    add_option (options, code, code);
}

static JsonArray *
make_numbers (const double *numbers, int n)
{
  JsonArray *array = json_array_new ();

  for (int i = 0; i < n; i++)
    json_array_add_double_element (array, numbers[i]);
  return array;
}

/* Grey, red-green-blue or ink: as three, or none where there is no colour. */
static JsonArray *
make_colour (qpdf_data pdf, qpdf_oh colour)
{
  double n[4] = { 0 };

  if (haven_pdf_read_numbers (pdf, colour, n, 1))
    n[1] = n[2] = n[0];
  else if (haven_pdf_read_numbers (pdf, colour, n, 4))
    for (int i = 0; i < 3; i++)
      n[i] = (1 - n[i]) * (1 - n[3]);
  else if (!haven_pdf_read_numbers (pdf, colour, n, 3))
    return json_array_new ();
  for (int i = 0; i < 3; i++)
    n[i] = CLAMP (n[i], 0, 1);
  return make_numbers (n, 3);
}

static void
describe_look (Walk *walk, qpdf_oh annotation, JsonObject *widget)
{
  qpdf_data pdf = walk->pdf;
  qpdf_oh look = qpdf_oh_get_key (pdf, annotation, "/MK");
  qpdf_oh width = qpdf_oh_get_key_if_dict (pdf, qpdf_oh_get_key (pdf, annotation, "/BS"), "/W");
  qpdf_oh turned = qpdf_oh_get_key_if_dict (pdf, look, "/R");
  g_autofree char *mark = haven_pdf_dup_text (pdf, qpdf_oh_get_key_if_dict (pdf, look, "/CA"));
  double line = qpdf_oh_is_number (pdf, width) ? qpdf_oh_get_numeric_value (pdf, width) : 1;
  long long rotation =
      qpdf_oh_is_integer (pdf, turned) ? qpdf_oh_get_int_value (pdf, turned) : walk->page_rotation;

  json_object_set_array_member (widget, "border",
                                make_colour (pdf, qpdf_oh_get_key_if_dict (pdf, look, "/BC")));
  json_object_set_array_member (widget, "fill",
                                make_colour (pdf, qpdf_oh_get_key_if_dict (pdf, look, "/BG")));
  json_object_set_double_member (widget, "line", isfinite (line) ? CLAMP (line, 0, 12) : 1);
  json_object_set_int_member (widget, "rotation", ((rotation % 360) + 360) % 360 / 90 * 90);
  json_object_set_string_member (widget, "mark", mark != NULL && strlen (mark) == 1 ? mark : "");
  json_object_set_boolean_member (widget, "shown", haven_pdf_is_shown (pdf, annotation));
  json_object_set_boolean_member (
      widget, "drawn", !qpdf_oh_is_null (pdf, haven_pdf_find_appearance (pdf, annotation, NULL)));
  json_object_set_boolean_member (
      widget, "drawn_off",
      !qpdf_oh_is_null (pdf, haven_pdf_find_appearance (pdf, annotation, "/Off")));
}

static gboolean
is_box (JsonObject *field)
{
  const char *type = json_object_get_string_member (field, "type");

  return strcmp (type, "checkbox") == 0 || strcmp (type, "radio") == 0;
}

static HavenPdfRefusal
add_widget (Walk *walk, qpdf_oh annotation)
{
  qpdf_data pdf = walk->pdf;
  g_autofree char *name = dup_full_name (pdf, annotation);
  JsonObject *field = g_hash_table_lookup (walk->by_name, name);
  JsonObject *widget;
  HavenPdfBox box;

  /* Its number is that of all of them, seen or not. */
  if (++walk->n_widgets > MOST_WIDGETS)
    return HAVEN_PDF_FIELDS;
  if (*name == '\0' || !haven_pdf_read_box (pdf, qpdf_oh_get_key (pdf, annotation, "/Rect"), &box))
    return NULL;
  if (field == NULL && json_array_get_length (walk->fields) >= HAVEN_PDF_MAX_FIELDS)
    return HAVEN_PDF_FIELDS;
  if (field == NULL)
    field = add_field (walk, annotation, name);
  widget = json_object_new ();
  json_object_set_int_member (widget, "number", walk->n_widgets - 1);
  json_object_set_int_member (widget, "page", walk->page);
  json_object_set_array_member (widget, "rect", make_numbers ((double *) &box, 4));
  describe_look (walk, annotation, widget);
  if (is_box (field))
    describe_box (pdf, annotation, field, widget);
  json_array_add_object_element (json_object_get_array_member (field, "widgets"), widget);
  return NULL;
}

// ── The whole file ──────────────────────────────────────────────────────────

static qpdf_oh
get_annotations (Walk *walk)
{
  return qpdf_oh_get_key (walk->pdf, qpdf_get_page_n (walk->pdf, (size_t) walk->page), "/Annots");
}

/* Each look at an object costs a handle, which stays until all are given back. */
static HavenPdfRefusal
read_page (Walk *walk, JsonArray *pages)
{
  qpdf_data pdf = walk->pdf;
  qpdf_oh page = qpdf_get_page_n (pdf, (size_t) walk->page);
  qpdf_oh annotations = get_annotations (walk);
  int n = qpdf_oh_is_array (pdf, annotations) ? qpdf_oh_get_array_n_items (pdf, annotations) : 0;
  HavenPdfBox box;
  HavenPdfRefusal refusal = haven_pdf_read_page (pdf, page, &box, &walk->page_rotation);
  double numbers[5] = { box.x1, box.y1, box.x2, box.y2, walk->page_rotation };

  json_array_add_array_element (pages, make_numbers (numbers, 5));
  for (int i = 0; refusal == NULL && i < n; i++)
    {
      qpdf_oh annotation = qpdf_oh_get_array_item (pdf, annotations, i);

      if (qpdf_oh_is_dictionary (pdf, annotation) && haven_pdf_is_widget (pdf, annotation))
        refusal = add_widget (walk, annotation);
      qpdf_oh_release_all (pdf);
      annotations = get_annotations (walk);
    }
  return refusal;
}

/* A form that is a program of its own, with a page that asks for another reader: nothing to fill.
 */
static gboolean
is_only_xfa (qpdf_data pdf, JsonArray *fields)
{
  qpdf_oh form = qpdf_oh_get_key (pdf, qpdf_get_root (pdf), "/AcroForm");

  return json_array_get_length (fields) == 0 && qpdf_oh_is_dictionary (pdf, form) &&
         qpdf_oh_has_key (pdf, form, "/XFA");
}

static HavenPdfRefusal
read_all (qpdf_data pdf, JsonObject *facts)
{
  Walk walk = { .pdf = pdf, .fields = json_array_new () };
  JsonArray *pages = json_array_new ();
  int n_pages = qpdf_get_num_pages (pdf);
  HavenPdfRefusal refusal = NULL;

  walk.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_object_set_string_member (facts, "version", qpdf_get_pdf_version (pdf));
  json_object_set_boolean_member (facts, "encrypted", qpdf_is_encrypted (pdf));
  json_object_set_array_member (facts, "pages", pages);
  json_object_set_array_member (facts, "fields", walk.fields);
  for (walk.page = 0; refusal == NULL && walk.page < n_pages; walk.page++)
    refusal = read_page (&walk, pages);
  g_hash_table_unref (walk.by_name);
  if (refusal == NULL && is_only_xfa (pdf, walk.fields))
    refusal = HAVEN_PDF_XFA;
  return refusal;
}

/** What there is to know of a file: its pages, and the fields that stand on them, in their order.
 */
HavenPdfRefusal
haven_pdf_read_facts (const char *bytes, gsize length, JsonObject *facts)
{
  qpdf_data pdf;
  HavenPdfRefusal refusal = haven_pdf_open (bytes, length, &pdf);

  if (refusal == NULL)
    refusal = read_all (pdf, facts);
  qpdf_cleanup (&pdf);
  return refusal;
}
