/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-row.h"

#include "haven-announce.h"
#include "haven-document-language.h"
#include "haven-text.h"
#include "haven-translation-text.h"
#include "haven-translation-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define FAMILY "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew"
#define PAUSE 900 /* ms without a key, until warnings are said */

struct _HavenTranslationRow
{
  AdwBin parent_instance;

  /* template */
  GtkBox *columns;
  GtkLabel *source;
  GtkLabel *number;
  GtkWidget *pill;
  GtkImage *pill_icon;
  GtkLabel *pill_label;
  GtkLabel *made_for;
  GtkTextView *text;
  GtkWidget *warning_box;
  GtkImage *warning_icon;
  GtkLabel *warnings;
  GtkLabel *refusal;
  GtkWidget *conflict;
  GtkLabel *theirs;

  /* owned */
  char *language;
  char *text_id;
  char *kept;     /* nullable: what the store has */
  char *new_text; /* nullable: what somebody else put there meanwhile */
  GtkTextTag *tongue; /* the language and its direction */
  GtkTextTag *marked; /* what a warning is about */

  /* borrowed: of the page, which outlives its rows */
  const HavenGlossary *glossary;

  HavenTranslationState state;
  gint64 seen;
  gint64 new_seen;
  gboolean has_error;
  gboolean filling;
  guint pause;
};

G_DEFINE_FINAL_TYPE (HavenTranslationRow, haven_translation_row, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkTextBuffer *
get_buffer (HavenTranslationRow *self)
{
  return gtk_text_view_get_buffer (self->text);
}

/* ── What it says of itself ───────────────────────────────────────────────── */

static const char *const pill_classes[] = {
  [HAVEN_TRANSLATION_MISSING] = "missing",   [HAVEN_TRANSLATION_MACHINE] = "machine",
  [HAVEN_TRANSLATION_OUTDATED] = "outdated", [HAVEN_TRANSLATION_DRAFT] = "draft",
  [HAVEN_TRANSLATION_REVIEWED] = "reviewed", [HAVEN_TRANSLATION_APPROVED] = "approved",
};

static void
show_pill (HavenTranslationRow *self)
{
  const gboolean changed = haven_translation_row_is_changed (self);

  for (gsize i = 0; i < G_N_ELEMENTS (pill_classes); i++)
    gtk_widget_remove_css_class (self->pill, pill_classes[i]);
  gtk_widget_add_css_class (self->pill, changed ? "draft" : pill_classes[self->state]);
  gtk_image_set_from_icon_name (self->pill_icon,
                                changed ? "document-edit-symbolic" : haven_translation_state_get_icon (self->state));
  gtk_label_set_label (self->pill_label, changed ? _ ("Not saved yet") : haven_translation_state_get_word (self->state));
}

static void
mark (HavenTranslationRow *self, const GPtrArray *warnings)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), self->marked, &start, &end);
  gtk_text_buffer_apply_tag (get_buffer (self), self->tongue, &start, &end);
  for (guint i = 0; i < warnings->len; i++)
    {
      const HavenTranslationWarning *warning = warnings->pdata[i];

      if (warning->start < 0)
        continue;
      gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, warning->start);
      gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end, warning->start + warning->length);
      gtk_text_buffer_apply_tag (get_buffer (self), self->marked, &start, &end);
    }
}

static void
look (HavenTranslationRow *self)
{
  g_autofree char *text = haven_translation_row_dup_text (self);
  g_autoptr (GPtrArray) warnings =
    haven_translation_warnings_find (self->glossary, gtk_label_get_text (self->source), text);
  g_autofree char *words = haven_translation_warnings_dup_words (warnings);

  self->has_error = haven_translation_warnings_have_error (warnings);
  mark (self, warnings);
  gtk_label_set_text (self->warnings, words);
  gtk_image_set_from_icon_name (self->warning_icon, self->has_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (self->warning_box, warnings->len > 0);
  show_pill (self);
}

/* Said once somebody rests: a sentence at each key would be in the way of the keys. */
static void
paused_cb (gpointer data)
{
  HavenTranslationRow *self = data;
  const char *words = gtk_label_get_text (self->warnings);

  self->pause = 0;
  if (*words != '\0' && gtk_widget_get_mapped (GTK_WIDGET (self)))
    haven_announce (GTK_WIDGET (self), words);
}

static void
changed_cb (HavenTranslationRow *self)
{
  if (self->filling)
    return;
  look (self);
  haven_translation_row_refuse (self, NULL);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_once (PAUSE, paused_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
fill (HavenTranslationRow *self, const char *text)
{
  self->filling = TRUE;
  gtk_text_buffer_set_text (get_buffer (self), text ? text : "", -1);
  self->filling = FALSE;
  look (self);
}

/* ── Two who write at once ────────────────────────────────────────────────── */

static void
show_conflict (HavenTranslationRow *self)
{
  gtk_label_set_text (self->theirs, self->new_text ? self->new_text : _ ("Nothing: it was taken back."));
  gtk_widget_set_visible (self->conflict, TRUE);
  haven_translation_row_refuse (self, _ ("Somebody else changed this text meanwhile. What you wrote is still here."));
}

static void
settle (HavenTranslationRow *self)
{
  self->seen = self->new_seen;
  g_set_str (&self->kept, self->new_text);
  gtk_widget_set_visible (self->conflict, FALSE);
  haven_translation_row_refuse (self, NULL);
}

static void
take_theirs_cb (HavenTranslationRow *self)
{
  settle (self);
  haven_translation_row_set_text (self, self->kept);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
keep_mine_cb (HavenTranslationRow *self)
{
  settle (self);
  look (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ── Widget ───────────────────────────────────────────────────────────────── */

static void
entered_cb (HavenTranslationRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
haven_translation_row_dispose (GObject *object)
{
  HavenTranslationRow *self = HAVEN_TRANSLATION_ROW (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_TRANSLATION_ROW);
  g_clear_object (&self->tongue);
  g_clear_object (&self->marked);
  G_OBJECT_CLASS (haven_translation_row_parent_class)->dispose (object);
}

static void
haven_translation_row_finalize (GObject *object)
{
  HavenTranslationRow *self = HAVEN_TRANSLATION_ROW (object);

  g_free (self->language);
  g_free (self->text_id);
  g_free (self->kept);
  g_free (self->new_text);
  G_OBJECT_CLASS (haven_translation_row_parent_class)->finalize (object);
}

static void
haven_translation_row_class_init (HavenTranslationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_translation_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_translation_row_finalize;

  /** HavenTranslationRow::changed: somebody typed */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HAVEN_TYPE_TRANSLATION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenTranslationRow::entered: the cursor is in it now */
  signals[SIGNAL_ENTERED] =
    g_signal_new ("entered", HAVEN_TYPE_TRANSLATION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_TRANSLATION_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-translation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, columns);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, source);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, number);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, pill);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, pill_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, pill_label);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, made_for);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, text);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, warning_box);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, warning_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, warnings);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, refusal);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, conflict);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationRow, theirs);
  gtk_widget_class_bind_template_callback (widget_class, take_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_mine_cb);
}

static void
haven_translation_row_init (HavenTranslationRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* Letters of the source stand in the direction of English, those of the target in its own, whatever the screen has. */
static void
set_tongues (HavenTranslationRow *self)
{
  const gboolean mirrored =
    haven_document_language_is_right_to_left (haven_document_language_get (self->language));
  const GtkTextDirection direction = mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
  g_autoptr (PangoAttrList) english = pango_attr_list_new ();

  pango_attr_list_insert (english, pango_attr_language_new (pango_language_from_string ("en")));
  gtk_label_set_attributes (self->source, english);
  gtk_widget_set_direction (GTK_WIDGET (self->source), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->made_for), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->text), direction);
  gtk_widget_set_direction (GTK_WIDGET (self->theirs), direction);
  self->tongue = g_object_ref (gtk_text_buffer_create_tag (get_buffer (self),
                                                           NULL,
                                                           "language",
                                                           self->language,
                                                           "direction",
                                                           direction,
                                                           NULL));
  /* The letters of the papers, where the system would take others. */
  if (mirrored)
    g_object_set (self->tongue, "family", FAMILY, NULL);
  haven_translation_text_set_tongue (HAVEN_TRANSLATION_TEXT (self->text), self->language, mirrored ? FAMILY : NULL);
  self->marked = g_object_ref (gtk_text_buffer_create_tag (get_buffer (self),
                                                           NULL,
                                                           "underline",
                                                           PANGO_UNDERLINE_ERROR,
                                                           NULL));
}

static void
name (HavenTranslationRow *self, guint number, guint n_rows)
{
  g_autofree char *language = haven_words_dup_language (self->language);
  /* Translators: a language, and which text of how many */
  g_autofree char *label = g_strdup_printf (_ ("%s, text %u of %u"), language, number, n_rows);
  g_autofree char *digits = g_strdup_printf ("%u", number);

  gtk_label_set_label (self->number, digits);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/** @glossary: (nullable): outlives the row; @number: from 1 */
GtkWidget *
haven_translation_row_new (const char *language, const HavenGlossary *glossary, guint number, guint n_rows)
{
  HavenTranslationRow *self = g_object_new (HAVEN_TYPE_TRANSLATION_ROW, NULL);

  self->language = g_strdup (language);
  self->glossary = glossary;
  set_tongues (self);
  name (self, number, n_rows);
  return GTK_WIDGET (self);
}

static void
show_source (HavenTranslationRow *self, const HavenTranslationUnit *unit)
{
  const gboolean outdated = unit->state == HAVEN_TRANSLATION_OUTDATED && unit->made_for != NULL;
  /* Translators: the English words that a translation was made for, which are others now */
  g_autofree char *made_for = outdated ? g_strdup_printf (_ ("The English was: %s"), unit->made_for) : NULL;

  gtk_label_set_text (self->source, unit->source);
  gtk_label_set_text (self->made_for, made_for ? made_for : "");
  gtk_widget_set_visible (GTK_WIDGET (self->made_for), outdated);
}

/** What the store has now. What somebody typed stays; where the store has something else than they saw, they are told. */
void
haven_translation_row_set_unit (HavenTranslationRow *self, const HavenTranslationUnit *unit)
{
  gboolean changed, other;

  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self) && unit != NULL);

  changed = self->text_id != NULL && haven_translation_row_is_changed (self);
  other = g_strcmp0 (unit->text, self->kept) != 0;
  g_set_str (&self->text_id, unit->text_id);
  self->state = unit->state;
  show_source (self, unit);
  if (changed)
    {
      g_autofree char *typed = haven_translation_row_dup_text (self);

      changed = g_strcmp0 (typed, unit->text ? unit->text : "") != 0;
    }
  self->new_seen = unit->seen;
  g_set_str (&self->new_text, unit->text);
  if (changed && other)
    {
      show_conflict (self);
      show_pill (self);
      return;
    }
  settle (self);
  if (changed)
    look (self);
  else if (!gtk_widget_has_focus (GTK_WIDGET (self->text)) || other)
    fill (self, unit->text);
  else
    look (self);
}

void
haven_translation_row_set_editable (HavenTranslationRow *self, gboolean editable)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self));
  gtk_text_view_set_editable (self->text, editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_READ_ONLY, !editable, -1);
}

/** Below each other where there is no room beside each other. */
void
haven_translation_row_set_narrow (HavenTranslationRow *self, gboolean narrow)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->columns, !narrow);
  gtk_box_set_spacing (self->columns, narrow ? 8 : 18);
}

const char *
haven_translation_row_get_text_id (HavenTranslationRow *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), NULL);
  return self->text_id;
}

const char *
haven_translation_row_get_source (HavenTranslationRow *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), NULL);
  return gtk_label_get_text (self->source);
}

/** Returns: (transfer full): what stands in it */
char *
haven_translation_row_dup_text (HavenTranslationRow *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), NULL);
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
}

/** As if somebody had typed it: it can be undone by the keys. */
void
haven_translation_row_set_text (HavenTranslationRow *self, const char *text)
{
  GtkTextIter start, end;

  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self));

  gtk_text_buffer_begin_user_action (get_buffer (self));
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_delete (get_buffer (self), &start, &end);
  gtk_text_buffer_insert (get_buffer (self), &start, text ? text : "", -1);
  gtk_text_buffer_end_user_action (get_buffer (self));
}

HavenTranslationState
haven_translation_row_get_state (HavenTranslationRow *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), HAVEN_TRANSLATION_MISSING);
  return self->state;
}

/** What its writer saw: see #HavenTranslationWriting */
gint64
haven_translation_row_get_seen (HavenTranslationRow *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), 0);
  return self->seen;
}

/** For what comes back from a draft: it was written over what was seen then. */
void
haven_translation_row_set_seen (HavenTranslationRow *self, gint64 seen)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self));

  if (seen == self->seen || !haven_translation_row_is_changed (self))
    return;
  self->new_seen = self->seen;
  g_set_str (&self->new_text, self->kept);
  self->seen = seen;
  show_conflict (self);
}

/** Whether it holds something that the store has not. */
gboolean
haven_translation_row_is_changed (HavenTranslationRow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), FALSE);
  text = haven_translation_row_dup_text (self);
  return g_strcmp0 (text, self->kept ? self->kept : "") != 0;
}

/** Whether it cannot be kept as it stands. */
gboolean
haven_translation_row_has_error (HavenTranslationRow *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), FALSE);
  return self->has_error;
}

/** @sentence: (nullable): why what somebody asked for was not done; %NULL takes it away */
void
haven_translation_row_refuse (HavenTranslationRow *self, const char *sentence)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self));

  gtk_label_set_text (self->refusal, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), sentence != NULL);
  if (sentence != NULL)
    haven_announce (GTK_WIDGET (self->refusal), sentence);
}

/** What the store has. */
void
haven_translation_row_reset (HavenTranslationRow *self)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self));
  if (haven_translation_row_is_changed (self))
    haven_translation_row_set_text (self, self->kept);
}

void
haven_translation_row_copy_source (HavenTranslationRow *self)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_ROW (self));
  haven_translation_row_set_text (self, gtk_label_get_text (self->source));
}

GtkTextView *
haven_translation_row_get_view (HavenTranslationRow *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_ROW (self), NULL);
  return self->text;
}
