/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-draft-line.h"

#include "haven-announce.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenDraftLine
{
  AdwBin parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *words;
  GtkButton *button;

  int answer; /* index of the signal that the button means */
  gboolean of_choices;
};

G_DEFINE_FINAL_TYPE (HavenDraftLine, haven_draft_line, ADW_TYPE_BIN)

enum
{
  DISCARD,
  BRING_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
button_clicked_cb (HavenDraftLine *self)
{
  g_signal_emit (self, signals[self->answer], 0);
}

static void
show (HavenDraftLine *self, const char *words, const char *icon, const char *button, int answer)
{
  gtk_label_set_label (self->words, words);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button != NULL)
    gtk_button_set_label (self->button, button);
  self->answer = answer;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  haven_announce (GTK_WIDGET (self), words);
}

static void
haven_draft_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_DRAFT_LINE);
  G_OBJECT_CLASS (haven_draft_line_parent_class)->dispose (object);
}

static void
haven_draft_line_class_init (HavenDraftLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = HAVEN_TYPE_DRAFT_LINE;

  G_OBJECT_CLASS (klass)->dispose = haven_draft_line_dispose;

  /** HavenDraftLine::discard: what was brought back is not wanted */
  signals[DISCARD] = g_signal_new ("discard", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenDraftLine::bring-back: it is wanted after all */
  signals[BRING_BACK] = g_signal_new ("bring-back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-draft-line.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDraftLine, icon);
  gtk_widget_class_bind_template_child (widget_class, HavenDraftLine, words);
  gtk_widget_class_bind_template_child (widget_class, HavenDraftLine, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
haven_draft_line_init (HavenDraftLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
haven_draft_line_new (void)
{
  return g_object_new (HAVEN_TYPE_DRAFT_LINE, NULL);
}

/** For an editor into which nothing is typed. */
void
haven_draft_line_set_of_choices (HavenDraftLine *self, gboolean of_choices)
{
  g_return_if_fail (HAVEN_IS_DRAFT_LINE (self));
  self->of_choices = of_choices;
}

/** The time alone where it was today. */
void
haven_draft_line_show_brought_back (HavenDraftLine *self, HavenClock *clock, HavenInstant saved_at)
{
  HavenDate day = haven_clock_get_local_date (clock, saved_at);
  g_autofree char *date = haven_words_dup_date (day);
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (clock, saved_at));
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (HAVEN_IS_DRAFT_LINE (self));

  /* Translators: a day and the time of day */
  when = day.day == haven_clock_today (clock).day ? g_strdup (time) : g_strdup_printf (_("%s, %s"), date, time);
  /* Translators: %s is a time of day, or a day and a time */
  words = g_strdup_printf (self->of_choices ? _("Unsaved choices from %s were brought back")
                                            : _("Unsaved text from %s was brought back"),
                           when);
  show (self, words, "document-revert-symbolic", _("_Discard"), DISCARD);
}

void
haven_draft_line_show_discarded (HavenDraftLine *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_LINE (self));
  show (self, _("The unsaved text was discarded"), "user-trash-symbolic", _("_Bring Back"), BRING_BACK);
}

/** @may_discard: whether throwing the draft away mends it */
void
haven_draft_line_show_failure (HavenDraftLine *self, const char *message, gboolean may_discard)
{
  g_return_if_fail (HAVEN_IS_DRAFT_LINE (self));
  show (self, message, "dialog-warning-symbolic", may_discard ? _("_Discard") : NULL, DISCARD);
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
}

void
haven_draft_line_hide (HavenDraftLine *self)
{
  g_return_if_fail (HAVEN_IS_DRAFT_LINE (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** Returns: (transfer none) (nullable): what is said now */
const char *
haven_draft_line_get_words (HavenDraftLine *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_LINE (self), NULL);
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (self->words) : NULL;
}
