/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document-fonts-private.h"
#include "haven-document-language.h"
#include "haven-document-pages-private.h"
#include "haven-document.h"

G_BEGIN_DECLS

/** Measures of a paper, in points. */
typedef struct
{
  double sheet_width;
  double sheet_height;
  double frame_width; /* the sheet, or a card on it */
  double frame_height;
  double margin_start;
  double margin_end;
  double margin_top;
  double margin_bottom;
  double body;
  double small;
  double headings[3];
  double gap;
  int columns; /* frames beside each other on a sheet */
  int rows;
} HavenDocumentStyle;

/** The values that a text can name here, innermost first. */
typedef struct _HavenScope HavenScope;
struct _HavenScope
{
  const GPtrArray *declared;
  JsonObject *values;
  const HavenScope *outer;
};

/** One language of a paper: its words, and how they are set. Begins as zeroes. */
typedef struct
{
  HavenDocumentLanguage *language;      /* borrowed; NULL until haven_voice_init() */
  const HavenTranslation *own_texts;    /* borrowed; NULL in the language of the form itself */
  const HavenTranslation *common_texts; /* borrowed; NULL likewise */
  PangoContext *context;
  char *family;
} HavenVoice;

/** What only a picture for whoever translates has: missing texts have a mark, and each layout knows its text. */
typedef struct
{
  GHashTable *ids;     /* words as they are laid out → the id of their text, borrowed from the form */
  GHashTable *marks;   /* the id of a missing text → what stands in its place */
  gboolean everything; /* what is printed only sometimes is there too, and places to sign */
} HavenComposerLive;

/** Everything that is known while a paper is put together. */
typedef struct
{
  /* borrowed */
  HavenDocumentFonts *fonts;
  const HavenForm *form;
  const HavenForm *common;
  const HavenFormVariant *variant;
  const HavenDocumentRequest *request;
  HavenComposerLive *live; /* NULL for a paper that may leave */

  /* owned */
  HavenVoice reader; /* the paper's language */
  HavenVoice source; /* the form's own; ready in a paper of two languages, or where the law wants its very words */
  PangoFontDescription *font;
  PangoAttrList *attributes;
  GPtrArray *items;
  GHashTable *marks; /* bullet or box → its layout, which all that begin with it share */
  GPtrArray *places; /* HavenDocumentPlace */
  GError *error; /* the first one; what follows does nothing */

  HavenVoice *voice; /* who speaks now: one of the two above */
  HavenDocumentStyle style;
  double width; /* of the text area */
  gboolean watermarked;
  gboolean awaits_counsel; /* no lawyer of the clinic has read it yet */
  const HavenItem *last_signature; /* borrowed; NULL before the first */
  gboolean told_not_to_sign;
} HavenComposer;

void haven_document_style_choose (HavenDocumentStyle *self,
                                  HavenDocumentPaper paper,
                                  gboolean large,
                                  gboolean cards);

HavenDocumentFonts *haven_document_get_fonts (GError **error);
void haven_document_compose (HavenComposer *composer, JsonObject *values);

void haven_composer_init (HavenComposer *self);
void haven_composer_clear (HavenComposer *self);
HavenVoice *haven_composer_get_source (HavenComposer *self);
gboolean haven_composer_is_bilingual (const HavenComposer *self);
const char *haven_composer_get_text (HavenComposer *self, const HavenFormText *text);
const char *haven_composer_get_common_text (HavenComposer *self, const char *id);
char *haven_composer_dup_filled (HavenComposer *self, const char *text, ...) G_GNUC_NULL_TERMINATED;
char *haven_composer_dup_expanded (HavenComposer *self,
                                   const HavenScope *scope,
                                   const HavenFormText *text);
JsonNode *haven_composer_find_value (const HavenScope *scope,
                                     const char *name,
                                     const HavenFormValue **declared);
char *haven_composer_dup_value (HavenComposer *self,
                                const HavenScope *scope,
                                const char *name,
                                gboolean in_table);
char *haven_composer_dup_isolated_lines (const char *text);
gboolean haven_composer_has_code (JsonNode *node, const char *code);
const char *haven_composer_get_text_id (PangoLayout *layout);
PangoLayout *haven_composer_create_layout (HavenComposer *self,
                                           const char *where,
                                           const char *text,
                                           double size,
                                           gboolean bold,
                                           double width);
void
haven_composer_put_mark (HavenComposer *self, HavenItem *item, const char *mark, double x);
HavenItem *haven_composer_add_item (HavenComposer *self,
                                    const char *where,
                                    const char *role,
                                    double space_before);
double haven_composer_put (HavenComposer *self,
                           HavenItem *item,
                           const char *text,
                           double size,
                           gboolean bold,
                           HavenInk ink,
                           const char *role,
                           double x,
                           double y,
                           double width);

/** How a text of the form is set. */
typedef struct
{
  double size;
  gboolean bold;
  HavenInk ink;
  const char *role;
} HavenSetting;

double haven_composer_put_text (HavenComposer *self,
                                HavenItem *item,
                                const HavenScope *scope,
                                const HavenFormText *text,
                                const HavenSetting *setting,
                                double x,
                                double y,
                                double width);
double haven_composer_put_label (HavenComposer *self,
                                 HavenItem *item,
                                 const HavenScope *scope,
                                 const HavenFormText *text,
                                 double x,
                                 double y,
                                 double width);
double haven_composer_put_value (HavenComposer *self,
                                 HavenItem *item,
                                 const HavenScope *scope,
                                 const char *name,
                                 double x,
                                 double y,
                                 double width);
void haven_composer_put_entry (HavenComposer *self,
                               HavenItem *item,
                               const HavenScope *scope,
                               const HavenFormText *text,
                               const char *mark,
                               gboolean marked_once);
const HavenFormText *haven_composer_find_common_text (HavenComposer *self, const char *id);

void
haven_composer_add_blocks (HavenComposer *self, const GPtrArray *blocks, const HavenScope *scope);
void haven_composer_add_fields (HavenComposer *self,
                                const HavenFormBlock *const *fields,
                                guint n_fields,
                                const HavenScope *scope);
double haven_composer_get_share (const HavenComposer *self, const HavenFormBlock *field);
void haven_composer_add_choice (HavenComposer *self,
                                const HavenFormBlock *block,
                                const HavenScope *scope);
void
haven_composer_add_list (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope);
void haven_composer_add_table (HavenComposer *self,
                               const HavenFormBlock *block,
                               const HavenScope *scope);
void haven_composer_add_signature (HavenComposer *self,
                                   const HavenFormBlock *block,
                                   const HavenScope *scope);

/* A box with a label, and where it stands in its item. */
typedef struct
{
  HavenItem *item;
  double x;
  double y;
  double width;
} HavenCell;

double haven_composer_put_field (HavenComposer *self,
                                 const HavenCell *cell,
                                 const HavenScope *scope,
                                 const HavenFormText *label,
                                 const char *value,
                                 double pen_height);
double haven_composer_put_words (
    HavenComposer *self, const HavenCell *cell, const char *label, const char *words, double pen_height);
double haven_composer_get_field_x (const HavenComposer *self, double share);

/* Papers that are signed: haven-document-signing.c. */
gboolean haven_document_check_signatures (const HavenDocumentRequest *request,
                                          gboolean watermarked,
                                          GError **error);
gboolean haven_composer_add_signed (HavenComposer *self,
                                    const HavenFormBlock *block,
                                    HavenItem *item,
                                    double y,
                                    const char *label,
                                    const char *name);
gboolean haven_composer_check_places (HavenComposer *self, GError **error);
GBytes *haven_composer_freeze (HavenComposer *self, JsonObject *values, GPtrArray *printed);
void haven_document_place_free (gpointer data);

G_END_DECLS
