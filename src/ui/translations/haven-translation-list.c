/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-list.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

struct _HavenTranslationList
{
  AdwBin parent_instance;

  /* owned */
  char *language;
  GPtrArray *rows; /* HavenTranslationRow, borrowed from the box */

  /* borrowed */
  GtkWidget *box;
  HavenTranslationRow *current; /* nullable */

  guint reveals; /* what follows the frames; 0: nothing is to be revealed */
  guint frames;
  gboolean editable;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (HavenTranslationList, haven_translation_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_changed_cb (HavenTranslationList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* With its English and what is said beneath it. */
static void
reveal (HavenTranslationList *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkAdjustment *scrolled = viewport ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)) : NULL;
  graphene_rect_t bounds;
  double top;

  if (scrolled == NULL || self->current == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (self->current), viewport, &bounds))
    return;
  top = gtk_adjustment_get_value (scrolled) + bounds.origin.y;
  gtk_adjustment_clamp_page (scrolled, top, top + bounds.size.height);
}

/* Before the first frame, what has changed is not laid out; before the second one it is. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HavenTranslationList *self = HAVEN_TRANSLATION_LIST (widget);

  if (self->frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->reveals = 0;
  reveal (self);
  return G_SOURCE_REMOVE;
}

static void
reveal_once_laid_out (HavenTranslationList *self)
{
  self->frames = 0;
  if (self->reveals == 0)
    self->reveals = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static void
row_entered_cb (HavenTranslationList *self, HavenTranslationRow *row)
{
  reveal_once_laid_out (self);
  if (self->current == row)
    return;
  if (self->current != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->current), "current");
  self->current = row;
  gtk_widget_add_css_class (GTK_WIDGET (row), "current");
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
haven_translation_list_dispose (GObject *object)
{
  HavenTranslationList *self = HAVEN_TRANSLATION_LIST (object);

  self->current = NULL;
  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (haven_translation_list_parent_class)->dispose (object);
}

static void
haven_translation_list_finalize (GObject *object)
{
  HavenTranslationList *self = HAVEN_TRANSLATION_LIST (object);

  g_free (self->language);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (haven_translation_list_parent_class)->finalize (object);
}

static void
haven_translation_list_class_init (HavenTranslationListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_translation_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_translation_list_finalize;

  /** HavenTranslationList::changed: somebody typed */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_TRANSLATION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenTranslationList::entered: another text is worked on */
  signals[SIGNAL_ENTERED] =
    g_signal_new ("entered", HAVEN_TYPE_TRANSLATION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_translation_list_init (HavenTranslationList *self)
{
  self->rows = g_ptr_array_new ();
  self->box = g_object_new (GTK_TYPE_BOX,
                            "orientation",
                            GTK_ORIENTATION_VERTICAL,
                            "accessible-role",
                            GTK_ACCESSIBLE_ROLE_LIST,
                            NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Texts"), -1);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
haven_translation_list_new (const char *language)
{
  HavenTranslationList *self = g_object_new (HAVEN_TYPE_TRANSLATION_LIST, NULL);

  self->language = g_strdup (language);
  return GTK_WIDGET (self);
}

/* ── What it shows ────────────────────────────────────────────────────────── */

static gboolean
has_same_texts (HavenTranslationList *self, const GPtrArray *units)
{
  if (self->rows->len != units->len)
    return FALSE;
  for (guint i = 0; i < units->len; i++)
    if (g_strcmp0 (haven_translation_row_get_text_id (self->rows->pdata[i]),
                   ((const HavenTranslationUnit *) units->pdata[i])->text_id) != 0)
      return FALSE;
  return TRUE;
}

static void
make_rows (HavenTranslationList *self, guint n, const HavenGlossary *glossary)
{
  GtkWidget *child;

  self->current = NULL;
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = haven_translation_row_new (self->language, glossary, i + 1, n);

      haven_translation_row_set_editable (HAVEN_TRANSLATION_ROW (row), self->editable);
      haven_translation_row_set_narrow (HAVEN_TRANSLATION_ROW (row), self->narrow);
      g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "entered", G_CALLBACK (row_entered_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->box), row);
      g_ptr_array_add (self->rows, row);
    }
}

/** @units: what the store has; what somebody typed and did not save stays. @glossary: (nullable): outlives the list */
void
haven_translation_list_show (HavenTranslationList *self, const GPtrArray *units, const HavenGlossary *glossary)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_LIST (self) && units != NULL);

  if (!has_same_texts (self, units))
    make_rows (self, units->len, glossary);
  for (guint i = 0; i < units->len; i++)
    haven_translation_row_set_unit (self->rows->pdata[i], units->pdata[i]);
}

void
haven_translation_list_set_editable (HavenTranslationList *self, gboolean editable)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_LIST (self));

  self->editable = editable;
  for (guint i = 0; i < self->rows->len; i++)
    haven_translation_row_set_editable (self->rows->pdata[i], editable);
}

void
haven_translation_list_set_narrow (HavenTranslationList *self, gboolean narrow)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_LIST (self));

  self->narrow = narrow;
  for (guint i = 0; i < self->rows->len; i++)
    haven_translation_row_set_narrow (self->rows->pdata[i], narrow);
}

guint
haven_translation_list_get_n_rows (HavenTranslationList *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_LIST (self), 0);
  return self->rows->len;
}

HavenTranslationRow *
haven_translation_list_get_row (HavenTranslationList *self, guint position)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_LIST (self) && position < self->rows->len, NULL);
  return self->rows->pdata[position];
}

/** Returns: (nullable): the row of a text */
HavenTranslationRow *
haven_translation_list_find (HavenTranslationList *self, const char *text_id)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_LIST (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (haven_translation_row_get_text_id (self->rows->pdata[i]), text_id) == 0)
      return self->rows->pdata[i];
  return NULL;
}

/** Returns: (nullable): what is worked on */
HavenTranslationRow *
haven_translation_list_get_current (HavenTranslationList *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_LIST (self), NULL);
  return self->current;
}

/** Where what is worked on stands, from 0; how many rows there are where it is none. */
guint
haven_translation_list_get_position (HavenTranslationList *self)
{
  guint position;

  g_return_val_if_fail (HAVEN_IS_TRANSLATION_LIST (self), 0);
  return self->current != NULL && g_ptr_array_find (self->rows, self->current, &position) ? position : self->rows->len;
}

void
haven_translation_list_enter (HavenTranslationList *self, guint position)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_LIST (self) && position < self->rows->len);
  row_entered_cb (self, self->rows->pdata[position]);
  gtk_widget_grab_focus (GTK_WIDGET (haven_translation_row_get_view (self->rows->pdata[position])));
}

/** Goes on, or back with a negative @step, to a text that is not yet @wanted; FALSE where there is no other one. */
gboolean
haven_translation_list_go (HavenTranslationList *self, int step, HavenTranslationState wanted)
{
  const guint n = self->rows->len;
  guint at = haven_translation_list_get_position (self);

  g_return_val_if_fail (HAVEN_IS_TRANSLATION_LIST (self) && step != 0, FALSE);

  if (at == n && n > 0)
    at = step > 0 ? n - 1 : 0;
  for (guint i = 1; i < n; i++)
    {
      const guint next = step > 0 ? (at + i) % n : (at + n - i) % n;

      if (haven_translation_row_get_state (self->rows->pdata[next]) >= wanted &&
          !haven_translation_row_is_changed (self->rows->pdata[next]))
        continue;
      haven_translation_list_enter (self, next);
      return TRUE;
    }
  return FALSE;
}

/** How many hold something that is not saved. */
guint
haven_translation_list_count_changed (HavenTranslationList *self)
{
  guint n = 0;

  g_return_val_if_fail (HAVEN_IS_TRANSLATION_LIST (self), 0);
  for (guint i = 0; i < self->rows->len; i++)
    n += haven_translation_row_is_changed (self->rows->pdata[i]);
  return n;
}

void
haven_translation_list_count (HavenTranslationList *self, HavenTranslationProgress *progress)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_LIST (self));

  *progress = (HavenTranslationProgress) { .n_texts = self->rows->len };
  for (guint i = 0; i < self->rows->len; i++)
    progress->n[haven_translation_row_get_state (self->rows->pdata[i])]++;
}

/** Returns: (transfer full): all texts as they stand here, saved or not */
HavenTranslation *
haven_translation_list_make_texts (HavenTranslationList *self, const char *form_code)
{
  HavenTranslation *texts = haven_translation_new (form_code, self->language);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HavenTranslationRow *row = self->rows->pdata[i];
      g_autofree char *text = haven_translation_row_dup_text (row);
      const HavenTranslationState state =
        haven_translation_row_is_changed (row) ? HAVEN_TRANSLATION_DRAFT : haven_translation_row_get_state (row);

      haven_translation_set (texts,
                             haven_translation_row_get_text_id (row),
                             haven_translation_row_get_source (row),
                             text,
                             MAX (state, HAVEN_TRANSLATION_MACHINE));
    }
  return texts;
}

/* ── What is not saved, as a draft ────────────────────────────────────────── */

static int
get_caret (HavenTranslationRow *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (haven_translation_row_get_view (row));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_offset (&iter);
}

/** Returns: (transfer full): JSON: the texts that are not saved, what was seen when they were begun, and the cursor */
char *
haven_translation_list_dup_draft (HavenTranslationList *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  if (haven_translation_list_count_changed (self) == 0)
    return g_strdup ("");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    {
      HavenTranslationRow *row = self->rows->pdata[i];
      g_autofree char *text = haven_translation_row_is_changed (row) ? haven_translation_row_dup_text (row) : NULL;

      if (text == NULL)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, haven_translation_row_get_text_id (row));
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, text);
      json_builder_set_member_name (builder, "seen");
      json_builder_add_int_value (builder, haven_translation_row_get_seen (row));
      json_builder_set_member_name (builder, "caret");
      json_builder_add_int_value (builder, row == self->current ? get_caret (row) : -1);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
place_caret (HavenTranslationList *self, HavenTranslationRow *row, gint64 caret)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (haven_translation_row_get_view (row));
  GtkTextIter iter;
  guint position;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) MIN (caret, gtk_text_buffer_get_char_count (buffer)));
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (g_ptr_array_find (self->rows, row, &position))
    haven_translation_list_enter (self, position);
}

static void
fill_row (HavenTranslationList *self, JsonObject *object)
{
  HavenTranslationRow *row =
    haven_translation_list_find (self, json_object_get_string_member_with_default (object, "id", ""));
  const gint64 caret = json_object_get_int_member_with_default (object, "caret", -1);

  if (row == NULL)
    return;
  haven_translation_row_set_text (row, json_object_get_string_member_with_default (object, "text", ""));
  haven_translation_row_set_seen (row, json_object_get_int_member_with_default (object, "seen", 0));
  if (caret >= 0)
    place_caret (self, row, caret);
}

/* What was typed goes where nothing is to be brought back. */
static void
empty (HavenTranslationList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    haven_translation_row_reset (self->rows->pdata[i]);
}

/** @draft: from haven_translation_list_dup_draft (); an empty one leads back to what is saved */
void
haven_translation_list_fill_draft (HavenTranslationList *self, const char *draft)
{
  g_autoptr (JsonNode) root = *draft ? json_from_string (draft, NULL) : NULL;
  JsonArray *texts = root && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  g_return_if_fail (HAVEN_IS_TRANSLATION_LIST (self));

  if (texts == NULL)
    empty (self);
  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (texts, i)))
      fill_row (self, json_array_get_object_element (texts, i));
}
