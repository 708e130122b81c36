/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-event-dates-view.h"

#include "haven-day-changes.h"
#include "haven-deadline-days.h"
#include "haven-matter-words.h"

#include <glib/gi18n.h>

struct _HavenEventDatesView
{
  AdwBin parent_instance;

  /* owned */
  GHashTable *choices; /* code of a rule → whether somebody chose it; what nobody touched is not in it */
  GPtrArray *offers;   /* HavenEventDate */
  GPtrArray *changes;

  /* borrowed */
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (HavenEventDatesView, haven_event_dates_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_code (const HavenEventDate *date)
{
  return haven_deadline_rule_get_code (date->rule);
}

static gboolean
may_choose (const HavenEventDate *offer)
{
  return offer->after != NULL && !offer->there;
}

static gboolean
is_chosen (HavenEventDatesView *self, const HavenEventDate *offer)
{
  gpointer chosen;

  if (!may_choose (offer))
    return FALSE;
  return g_hash_table_lookup_extended (self->choices, get_code (offer), NULL, &chosen) ? GPOINTER_TO_INT (chosen)
                                                                                      : offer->usual;
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_heading (HavenEventDatesView *self, const char *text, const char *more)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", text,
                                     "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (self->box, heading);
  if (more)
    gtk_box_append (self->box, create_label (more, "dimmed"));
}

static GtkWidget *
create_card (HavenEventDatesView *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "deadline-card");
  gtk_box_append (self->box, card);
  return card;
}

static void
toggled_cb (HavenEventDatesView *self, GtkCheckButton *check)
{
  g_hash_table_insert (self->choices,
                       g_strdup (g_object_get_data (G_OBJECT (check), "code")),
                       GINT_TO_POINTER (gtk_check_button_get_active (check)));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
create_check (HavenEventDatesView *self, const HavenEventDate *offer)
{
  GtkWidget *check = gtk_check_button_new ();
  const char *label = _ (haven_deadline_rule_get_label (offer->rule));

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), create_label (label, "heading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self, offer));
  gtk_widget_set_sensitive (check, may_choose (offer));
  g_object_set_data_full (G_OBJECT (check), "code", g_strdup (get_code (offer)), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return check;
}

static void
add_days (GtkWidget *card, const HavenDeadline *deadline, HavenDate today)
{
  GtkWidget *days = g_object_new (HAVEN_TYPE_DEADLINE_DAYS, NULL);

  haven_deadline_days_show (HAVEN_DEADLINE_DAYS (days), deadline, today);
  gtk_box_append (GTK_BOX (card), days);
}

static void
add_problem (GtkWidget *card, const char *problem)
{
  g_autofree char *sentence = haven_matter_words_dup_sentence (problem);

  gtk_box_append (GTK_BOX (card), create_label (sentence, "error"));
}

static void
show_offer (HavenEventDatesView *self, const HavenEventDate *offer, HavenDate today)
{
  GtkWidget *card = create_card (self);

  gtk_box_append (GTK_BOX (card), create_check (self, offer));
  if (offer->there)
    gtk_box_append (GTK_BOX (card), create_label (_ ("This matter has that date already."), "dimmed"));
  else if (offer->after != NULL)
    add_days (card, offer->after, today);
  else
    add_problem (card, offer->problem);
}

static void
show_change (HavenEventDatesView *self, const HavenEventDate *change)
{
  GtkWidget *card = create_card (self);
  GtkWidget *list = gtk_list_box_new ();
  const char *label = haven_matter_words_get_rule_words (change->before->label);

  gtk_box_append (GTK_BOX (card), create_label (label, "heading"));
  if (change->after == NULL)
    {
      add_problem (card, change->problem);
      return;
    }
  if (g_strcmp0 (change->before->status, change->after->status) != 0)
    {
      gtk_box_append (GTK_BOX (card), create_label (haven_matter_words_get_status (change->after->status), NULL));
      return;
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_ref_sink (list);
  if (haven_day_changes_append (GTK_LIST_BOX (list), change->before, change->after))
    gtk_box_append (GTK_BOX (card), list);
  g_object_unref (list);
}

/**
 * haven_event_dates_view_show:
 * @offers: (transfer full) (element-type HavenEventDate):
 * @changes: (transfer full) (element-type HavenEventDate):
 */
void
haven_event_dates_view_show (HavenEventDatesView *self, GPtrArray *offers, GPtrArray *changes, HavenDate today)
{
  GtkWidget *child;

  g_return_if_fail (HAVEN_IS_EVENT_DATES_VIEW (self));

  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->offers = offers;
  self->changes = changes;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (changes->len > 0)
    add_heading (self, _ ("What Changes"), NULL);
  for (guint i = 0; i < changes->len; i++)
    show_change (self, changes->pdata[i]);
  if (offers->len > 0)
    add_heading (self,
                 _ ("Dates That This Starts"),
                 _ ("What is chosen is set together with the event, and follows it when its day changes."));
  for (guint i = 0; i < offers->len; i++)
    show_offer (self, offers->pdata[i], today);
  gtk_widget_set_visible (GTK_WIDGET (self), offers->len + changes->len > 0);
}

/** Returns: (transfer full): codes of the rules that are chosen */
char **
haven_event_dates_view_dup_chosen (HavenEventDatesView *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (HAVEN_IS_EVENT_DATES_VIEW (self), NULL);
  for (guint i = 0; i < self->offers->len; i++)
    if (is_chosen (self, self->offers->pdata[i]))
      g_strv_builder_add (builder, get_code (self->offers->pdata[i]));
  return g_strv_builder_end (builder);
}

/** Chooses these and no others, also of what is offered later. */
void
haven_event_dates_view_choose (HavenEventDatesView *self, const char *const *codes)
{
  g_return_if_fail (HAVEN_IS_EVENT_DATES_VIEW (self) && codes != NULL);
  for (guint i = 0; i < self->offers->len; i++)
    g_hash_table_insert (self->choices,
                         g_strdup (get_code (self->offers->pdata[i])),
                         GINT_TO_POINTER (g_strv_contains (codes, get_code (self->offers->pdata[i]))));
}

gboolean
haven_event_dates_view_has_changes (HavenEventDatesView *self)
{
  g_return_val_if_fail (HAVEN_IS_EVENT_DATES_VIEW (self), FALSE);
  return self->changes->len > 0;
}

/** Returns: (nullable): why one of the dates cannot follow */
const char *
haven_event_dates_view_get_problem (HavenEventDatesView *self)
{
  g_return_val_if_fail (HAVEN_IS_EVENT_DATES_VIEW (self), NULL);
  for (guint i = 0; i < self->changes->len; i++)
    if (((const HavenEventDate *) self->changes->pdata[i])->problem)
      return ((const HavenEventDate *) self->changes->pdata[i])->problem;
  return NULL;
}

static void
haven_event_dates_view_finalize (GObject *object)
{
  HavenEventDatesView *self = HAVEN_EVENT_DATES_VIEW (object);

  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_event_dates_view_parent_class)->finalize (object);
}

static void
haven_event_dates_view_class_init (HavenEventDatesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_event_dates_view_finalize;

  /** HavenEventDatesView::changed: somebody chose a date, or left it */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_EVENT_DATES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_event_dates_view_init (HavenEventDatesView *self)
{
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->offers = g_ptr_array_new ();
  self->changes = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}
