/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-error.h"
#include "haven-document-paint-private.h"
#include "haven-document-painter-private.h"
#include "haven-document-values-private.h"
#include "haven-text.h"

#include <string.h>

#define MAX_NAME 200
#define MAX_SIGNATURES 8

// ── What may be signed ──────────────────────────────────────────────────────

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID, message);
  return FALSE;
}

static gboolean
check_name (const char *what, const char *name, GError **error)
{
  g_autofree char *clean = haven_document_values_check_line (what, name, MAX_NAME, error);

  if (clean == NULL)
    return FALSE;
  return *clean != '\0' || refuse (error, "Whoever signs a paper has to have their name on it");
}

static gboolean
check_ink (const HavenDocumentSignature *signature, GError **error)
{
  HavenStrokesKind kind = signature->strokes != NULL ? haven_strokes_get_kind (signature->strokes)
                                                     : HAVEN_STROKES_SIGNATURE;

  if (kind == HAVEN_STROKES_NOTHING || (signature->witness_strokes != NULL &&
                                        haven_strokes_get_kind (signature->witness_strokes) ==
                                            HAVEN_STROKES_NOTHING))
    return refuse (error, "There is too little ink for a signature; sign again");
  if (kind == HAVEN_STROKES_MARK && signature->witness == NULL)
    return refuse (error, "A mark instead of a name needs a witness; ask somebody who saw it");
  return signature->witness_strokes == NULL || signature->witness != NULL ||
         refuse (error, "Whoever signs a paper has to have their name on it");
}

static gboolean
check_signature (const HavenDocumentSignature *signature, GError **error)
{
  return check_name ("name", signature->name, error) &&
         (signature->relationship == NULL ||
          check_name ("relationship", signature->relationship, error)) &&
         (signature->witness == NULL || check_name ("witness", signature->witness, error)) &&
         check_ink (signature, error);
}

/** Whether the signatures of @request may stand on a paper at all. */
gboolean
haven_document_check_signatures (const HavenDocumentRequest *request,
                                 gboolean watermarked,
                                 GError **error)
{
  if (request->n_signatures == 0)
    return TRUE;
  if (watermarked)
    return refuse (error, "The translation of this paper is not approved yet, so it cannot be "
                          "signed");
  if (request->n_signatures > MAX_SIGNATURES || !haven_date_is_set (request->signed_on))
    return refuse (error, "A signed paper needs a day, and has at most eight signatures");
  for (guint i = 0; i < request->n_signatures; i++)
    {
      const HavenDocumentSignature *signature = &request->signatures[i];

      if (!check_signature (signature, error))
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (g_str_equal (signature->place, request->signatures[j].place))
          return refuse (error, "A place to sign takes one signature");
    }
  return TRUE;
}

// ── Places to sign ──────────────────────────────────────────────────────────

void
haven_document_place_free (gpointer data)
{
  HavenDocumentPlace *place = data;

  g_free (place->id);
  g_free (place->label);
  g_free (place->name);
  g_free (place);
}

static const HavenDocumentPlace *
find_place (const HavenComposer *self, const char *id)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (((const HavenDocumentPlace *) self->places->pdata[i])->id, id))
      return self->places->pdata[i];
  return NULL;
}

/* The isolates that hold a name together on paper are no part of it. */
static char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0x2066 || g_utf8_get_char (p) > 0x2069)
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

static void
note_place (HavenComposer *self, const HavenFormBlock *block, const char *label, const char *name)
{
  HavenDocumentPlace *place = g_new0 (HavenDocumentPlace, 1);

  place->id = g_strdup (block->text.id);
  place->label = dup_plain (label);
  place->name = name != NULL && *name != '\0' ? dup_plain (name) : NULL;
  place->on_behalf = block->on_behalf;
  place->interpreter = haven_form_find_text (self->common, block->text.id) != NULL;
  g_ptr_array_add (self->places, place);
}

/** Passes on the composer's error, or that a signature has no place on the paper. */
gboolean
haven_composer_check_places (HavenComposer *self, GError **error)
{
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  for (guint i = 0; i < self->request->n_signatures; i++)
    if (find_place (self, self->request->signatures[i].place) == NULL)
      return refuse (error, "The paper has no such place to sign; make it again");
  return TRUE;
}

// ── A place that is signed ──────────────────────────────────────────────────

/* One who signs: a box with the ink, a box with the day. */
typedef struct
{
  const char *name;
  const char *relationship;
  const HavenStrokes *strokes;
} Signer;

static char *
dup_when (HavenComposer *self)
{
  const HavenDocumentRequest *request = self->request;
  g_autofree char *date = haven_document_language_dup_date (self->reader.language, request->signed_on,
                                                            HAVEN_DATE_STYLE_LONG);

  if (request->signed_at == NULL)
    return g_steal_pointer (&date);
  return g_strdup_printf ("\u2068%s\u2069\n\u2068%s\u2069", date, request->signed_at);
}

static const char *
get_caption_id (const Signer *signer)
{
  if (signer->strokes == NULL)
    return "paper-signed-by-typing";
  return haven_strokes_get_kind (signer->strokes) == HAVEN_STROKES_MARK ? "paper-signed-by-mark"
                                                                        : "paper-signed-by";
}

/* What the ink is, in words: whoever hears the paper hears who signed it. Returns its height. */
static double
put_caption (HavenComposer *self, const Signer *signer, const HavenCell *cell, double y)
{
  g_autofree char *caption = haven_composer_dup_filled (
      self, haven_composer_get_common_text (self, get_caption_id (signer)), "name", signer->name,
      NULL);

  return haven_composer_put (self, cell->item, caption, self->style.small, FALSE, HAVEN_INK_MUTED,
                             "P", cell->x, cell->y + y, cell->width);
}

static double
put_ink (HavenComposer *self, const Signer *signer, const HavenCell *cell)
{
  double inset = 0.5 * self->style.body;
  HavenCell inner = { cell->item, cell->x + inset, cell->y, cell->width - 2 * inset };
  double ink_width = MIN (inner.width, 4 * 4.4 * self->style.body);
  g_autofree char *typed = signer->strokes == NULL ? haven_text_dup_isolated (signer->name) : NULL;
  double y = haven_composer_put_words (self, cell, "paper-signature", typed,
                                       signer->strokes != NULL ? ink_width / 4 : 0) -
             0.5 * inset;

  if (signer->strokes != NULL)
    haven_item_add_ink (cell->item, signer->strokes, inner.x, cell->y + y - ink_width / 4,
                        ink_width);
  y += put_caption (self, signer, &inner, y);
  return y + 0.5 * inset;
}

/* Two boxes beside each other, as wide as those for a pen. */
static void
split_line (HavenComposer *self, HavenItem *item, double y, HavenCell cells[2])
{
  double split = haven_composer_get_field_x (self, 0.64);
  double end = haven_composer_get_field_x (self, 1);

  cells[0] = (HavenCell) { item, 0, y, split - self->style.gap };
  cells[1] = (HavenCell) { item, split, y, end - self->style.gap - split };
}

static void
draw_boxes (HavenItem *item, const HavenCell *cells, guint n_cells, double height)
{
  for (guint i = 0; i < n_cells; i++)
    haven_item_add_shape (item, HAVEN_SHAPE_BOX, cells[i].x, cells[i].y, cells[i].width, height);
}

/* Returns the height of the line. */
static double
put_signer (HavenComposer *self, HavenItem *item, double y, const Signer *signer)
{
  HavenCell cells[2];
  g_autofree char *when = dup_when (self);
  double height, second_height;

  split_line (self, item, y, cells);
  height = put_ink (self, signer, &cells[0]);
  second_height = haven_composer_put_words (self, &cells[1], "paper-signed-on", when, 0);
  height = MAX (height, second_height);
  draw_boxes (item, cells, 2, height);
  return height;
}

static double
put_name (HavenComposer *self, HavenItem *item, double y, const Signer *signer, gboolean on_behalf)
{
  HavenCell cells[2];
  g_autofree char *name = haven_text_dup_isolated (signer->name);
  g_autofree char *relationship =
      signer->relationship ? haven_text_dup_isolated (signer->relationship) : g_strdup ("–");
  double height, second_height = 0;

  split_line (self, item, y, cells);
  height = haven_composer_put_words (self, &cells[0], "paper-printed-name", name, 0);
  if (on_behalf)
    second_height = haven_composer_put_words (self, &cells[1], "paper-relationship", relationship, 0);
  height = MAX (height, second_height);
  draw_boxes (item, cells, on_behalf ? 2 : 1, height);
  return height;
}

static void
put_witness (HavenComposer *self,
             HavenItem *item,
             double y,
             const HavenDocumentSignature *signature)
{
  Signer witness = { signature->witness, NULL, signature->witness_strokes };

  y += self->style.gap;
  y += haven_composer_put (self, item, haven_composer_get_common_text (self, "paper-witness"),
                           self->style.body, FALSE, HAVEN_INK_TEXT, "P", 0, y, self->width);
  y += 0.4 * self->style.gap;
  put_signer (self, item, y, &witness);
}

static const HavenDocumentSignature *
find_signature (const HavenComposer *self, const char *place)
{
  for (guint i = 0; i < self->request->n_signatures; i++)
    if (g_str_equal (self->request->signatures[i].place, place))
      return &self->request->signatures[i];
  return NULL;
}

/**
 * haven_composer_add_signed:
 * @item: the block's item, which no page end cuts
 * @y: where its boxes begin
 * @label: what is signed
 * @name: (nullable): whose place it is
 *
 * Notes the place and, where it is signed, fills it.
 *
 * Returns: %FALSE where a pen still has to
 */
gboolean
haven_composer_add_signed (HavenComposer *self,
                           const HavenFormBlock *block,
                           HavenItem *item,
                           double y,
                           const char *label,
                           const char *name)
{
  const HavenDocumentSignature *signature = find_signature (self, block->text.id);
  Signer signer;

  note_place (self, block, label, name);
  if (signature == NULL)
    return FALSE;
  signer = (Signer) { signature->name, signature->relationship, signature->strokes };
  y += put_signer (self, item, y, &signer) + self->style.gap;
  y += put_name (self, item, y, &signer, block->on_behalf);
  if (signature->witness != NULL)
    put_witness (self, item, y, signature);
  return TRUE;
}

// ── Ink ─────────────────────────────────────────────────────────────────────

/** Adds ink in a box a quarter as high as @width. */
void
haven_item_add_ink (HavenItem *self, const HavenStrokes *strokes, double x, double y, double width)
{
  HavenItemInk ink = { strokes, x, y, width };

  if (self->inks == NULL)
    self->inks = g_array_new (FALSE, FALSE, sizeof (HavenItemInk));
  g_array_append_val (self->inks, ink);
  self->height = MAX (self->height, y + width / 4);
}

/** Draws what pens left. */
void
haven_painter_draw_inks (HavenPainter *self, const HavenItem *item)
{
  for (guint i = 0; item->inks != NULL && i < item->inks->len; i++)
    {
      const HavenItemInk *ink = &g_array_index (item->inks, HavenItemInk, i);

      haven_painter_set_ink (self, HAVEN_INK_TEXT);
      haven_strokes_draw (ink->strokes, self->cr, haven_painter_get_left (self, ink->x, ink->width),
                          ink->y, ink->width);
    }
}

// ── Frozen words ────────────────────────────────────────────────────────────

static void
freeze_texts (HavenComposer *self, const HavenForm *form, JsonArray *texts)
{
  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (form->order, i);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "id", text->id);
      json_object_set_string_member (entry, "text", haven_composer_get_text (self, text));
      json_object_set_string_member (entry, "source", text->text);
      json_array_add_object_element (texts, entry);
    }
}

/**
 * haven_composer_freeze:
 * @values: what filled the form
 * @printed: what each tag of the paper says, in their order
 *
 * Returns: (transfer full): JSON that says the paper's words whatever becomes of its form and of its
 * translation: each text with its id and its English source (R39), the values, and all that was
 * printed
 */
GBytes *
haven_composer_freeze (HavenComposer *self, JsonObject *values, GPtrArray *printed)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *texts = json_array_new ();
  JsonArray *words = json_array_new ();
  char *json;

  freeze_texts (self, self->form, texts);
  freeze_texts (self, self->common, texts);
  for (guint i = 0; i < printed->len; i++)
    json_array_add_string_element (words, ((const HavenTagWords *) g_ptr_array_index (printed, i))->words);
  json_object_set_int_member (object, "format", 1);
  json_object_set_string_member (object, "form", self->form->code);
  json_object_set_string_member (object, "version", self->form->version);
  json_object_set_string_member (object, "form_sha256", self->form->sha256);
  json_object_set_string_member (object, "variant", self->variant->code);
  json_object_set_string_member (object, "language", self->request->language);
  json_object_set_boolean_member (object, "awaits_counsel", self->awaits_counsel);
  json_object_set_array_member (object, "texts", texts);
  json_object_set_object_member (object, "values", json_object_ref (values));
  json_object_set_array_member (object, "printed", words);
  json_node_take_object (root, object);
  json = json_to_string (root, FALSE);
  return g_bytes_new_take (json, strlen (json));
}
