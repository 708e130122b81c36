/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-trip-offers.h"

#include "haven-announce.h"
#include "haven-focus-path.h"
#include "haven-trip-blocker-row.h"
#include "haven-trip-offer-row.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenTripOffers
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  GtkWidget *unsafe;
  GtkWidget *unusual;
  GtkLabel *count;
  GtkListBox *list;
  AdwStatusPage *none;
  GtkListBox *blockers;
  GtkWidget *further;

  /* owned */
  HavenTripAnswer *answer; /* nullable */
};

G_DEFINE_FINAL_TYPE (HavenTripOffers, haven_trip_offers, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_RELAXED,
  SIGNAL_FURTHER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static HavenTripOfferRow *
get_row (HavenTripOffers *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) position);

  return row ? HAVEN_TRIP_OFFER_ROW (row) : NULL;
}

static void
row_activated_cb (HavenTripOffers *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
further_cb (HavenTripOffers *self)
{
  g_signal_emit (self, signals[SIGNAL_FURTHER], 0);
}

static void
relaxed_cb (HavenTripOffers *self, const HavenTripBlocker *blocker)
{
  g_signal_emit (self, signals[SIGNAL_RELAXED], 0, blocker);
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static void
show_offers (HavenTripOffers *self)
{
  guint n = self->answer->result->offers->len;
  g_autofree char *count = NULL;

  count = g_strdup_printf (ngettext ("%u trip found", "%u trips found", n), n);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, haven_trip_offer_row_new (self->answer, i));
  gtk_widget_set_visible (self->unsafe, self->answer->question->outside_safe_hours);
  gtk_widget_set_visible (self->unusual,
                          self->answer->question->outside_hours || self->answer->question->on_closed_days);
  gtk_label_set_label (self->count, count);
  gtk_stack_set_visible_child_name (self->stack, "offers");
  haven_announce (GTK_WIDGET (self), count);
}

/* @is_listed: whether the sentence is the first of those that are listed below */
static void
show_none (HavenTripOffers *self, const char *title, const char *sentence, gboolean is_listed)
{
  g_autofree char *said = g_strdup_printf ("%s %s", title, sentence);

  adw_status_page_set_title (self->none, title);
  adw_status_page_set_description (self->none, is_listed ? NULL : sentence);
  gtk_stack_set_visible_child_name (self->stack, "none");
  haven_announce (GTK_WIDGET (self), said);
}

static void
show_blockers (HavenTripOffers *self)
{
  GPtrArray *blockers = self->answer->result->blockers;
  g_autofree char *first = NULL;

  for (guint i = 0; i < blockers->len; i++)
    {
      GtkWidget *row = haven_trip_blocker_row_new (self->answer, blockers->pdata[i]);

      g_signal_connect_object (row, "relaxed", G_CALLBACK (relaxed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->blockers, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->blockers), blockers->len > 0);
  gtk_widget_set_visible (self->further, TRUE);
  if (blockers->len > 0)
    first = haven_trip_answer_dup_blocker_words (self->answer, blockers->pdata[0]);
  if (first)
    show_none (self, _ ("Nothing Fits, Because…"), first, TRUE);
  else
    show_none (self, _ ("Nothing Fits"), _ ("No day holds these visits."), FALSE);
}

static void
show_missing (HavenTripOffers *self, const char *language)
{
  const char *visit = self->answer->missing_for ? haven_trip_answer_get_name (self->answer->missing_for, self->answer) : "";
  g_autofree char *language_name = haven_words_dup_language (language);
  g_autofree char *sentence = NULL;

  switch (self->answer->missing)
    {
    case HAVEN_TRIP_MISSING_VISITS:
      show_none (self, _ ("No Visit Chosen"), _ ("Choose what the person comes for."), FALSE);
      return;
    case HAVEN_TRIP_MISSING_PROVIDER:
      sentence = g_strdup_printf (_ ("Nobody is set up for booking who could give this: %s."), visit);
      break;
    case HAVEN_TRIP_MISSING_ROOM:
      sentence = g_strdup (_ ("No room is set up for booking."));
      break;
    case HAVEN_TRIP_MISSING_INTERPRETER:
      sentence = g_strdup_printf (_ ("Nobody is set up for booking who interprets this language: %s."), language_name);
      break;
    case HAVEN_TRIP_MISSING_NOTHING:
      g_return_if_reached ();
    }
  show_none (self, _ ("Nothing Fits"), sentence, FALSE);
}

static void
clear (HavenTripOffers *self)
{
  gtk_list_box_remove_all (self->list);
  gtk_list_box_remove_all (self->blockers);
  gtk_widget_set_visible (GTK_WIDGET (self->blockers), FALSE);
  gtk_widget_set_visible (self->further, FALSE);
  g_clear_pointer (&self->answer, haven_trip_answer_unref);
}

/* ── Overrides ────────────────────────────────────────────────────────────── */

static void
haven_trip_offers_dispose (GObject *object)
{
  HavenTripOffers *self = HAVEN_TRIP_OFFERS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TRIP_OFFERS);
  g_clear_pointer (&self->answer, haven_trip_answer_unref);
  G_OBJECT_CLASS (haven_trip_offers_parent_class)->dispose (object);
}

static void
add_signals (GType type)
{
  /**
   * HavenTripOffers::chosen:
   * @position: of the offer
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * HavenTripOffers::relaxed:
   * @blocker: (type gpointer): the HavenTripBlocker that shall no longer stand in the way
   */
  signals[SIGNAL_RELAXED] =
      g_signal_new ("relaxed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  /** HavenTripOffers::further: later days shall be looked at too */
  signals[SIGNAL_FURTHER] = g_signal_new ("further", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_trip_offers_class_init (HavenTripOffersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_trip_offers_dispose;
  add_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-trip-offers.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, unsafe);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, unusual);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, count);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, list);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, none);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, blockers);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOffers, further);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, further_cb);
}

static void
haven_trip_offers_init (HavenTripOffers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * haven_trip_offers_show:
 * @language: (nullable): which the person speaks, for what is said where nobody interprets it
 */
void
haven_trip_offers_show (HavenTripOffers *self, HavenTripAnswer *answer, const char *language)
{
  HavenFocusPath *focus;

  g_return_if_fail (HAVEN_IS_TRIP_OFFERS (self));

  focus = haven_focus_path_note (GTK_WIDGET (self));
  clear (self);
  self->answer = haven_trip_answer_ref (answer);
  if (answer->result == NULL)
    show_missing (self, language);
  else if (answer->result->offers->len > 0)
    show_offers (self);
  else
    show_blockers (self);
  haven_focus_path_restore (focus, GTK_WIDGET (self));
}

/** Says why there is no answer. */
void
haven_trip_offers_show_problem (HavenTripOffers *self, const char *sentence)
{
  g_return_if_fail (HAVEN_IS_TRIP_OFFERS (self));

  clear (self);
  show_none (self, _ ("No Answer"), sentence, FALSE);
}

/** Nobody is chosen yet. */
void
haven_trip_offers_show_nobody (HavenTripOffers *self)
{
  g_return_if_fail (HAVEN_IS_TRIP_OFFERS (self));

  clear (self);
  gtk_stack_set_visible_child_name (self->stack, "nobody");
}

/** What was found before stays in sight until the answer is there, which takes no longer than a key press. */
void
haven_trip_offers_set_searching (HavenTripOffers *self, gboolean searching)
{
  g_return_if_fail (HAVEN_IS_TRIP_OFFERS (self));

  if (searching && self->answer == NULL)
    gtk_stack_set_visible_child_name (self->stack, "searching");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, searching, -1);
}

/* Where it stands is known once it was laid out. */
static gboolean
scroll_cb (gpointer widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  if (viewport != NULL && gtk_widget_get_mapped (widget))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
  return G_SOURCE_REMOVE;
}

/** Brings the first offer, or what stands in the way, into view: in a narrow window it lies below the question. */
void
haven_trip_offers_scroll_to (GtkWidget *row)
{
  g_idle_add_full (G_PRIORITY_LOW, scroll_cb, g_object_ref (row), g_object_unref);
}

/** Returns: (transfer none): what was found, in a few words; empty while nothing is known */
const char *
haven_trip_offers_get_summary (HavenTripOffers *self)
{
  const char *shown;

  g_return_val_if_fail (HAVEN_IS_TRIP_OFFERS (self), "");

  shown = gtk_stack_get_visible_child_name (self->stack);
  if (g_strcmp0 (shown, "offers") == 0)
    return gtk_label_get_label (self->count);
  if (gtk_widget_get_visible (GTK_WIDGET (self->blockers)))
    return _ ("Nothing Fits");
  return g_strcmp0 (shown, "none") == 0 ? adw_status_page_get_title (self->none) : "";
}

/** Returns: whether there is such an offer; it is selected, and has the focus */
gboolean
haven_trip_offers_choose (HavenTripOffers *self, guint position)
{
  HavenTripOfferRow *row;

  g_return_val_if_fail (HAVEN_IS_TRIP_OFFERS (self), FALSE);

  row = get_row (self, position);
  if (row == NULL)
    return FALSE;
  haven_trip_offers_clear_choice (self);
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  haven_trip_offer_row_set_chosen (row, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  haven_trip_offers_scroll_to (GTK_WIDGET (row));
  return TRUE;
}

/** Returns: (transfer none) (nullable): where to go on: the first offer, or what would help where there is none */
GtkWidget *
haven_trip_offers_get_first (HavenTripOffers *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (HAVEN_IS_TRIP_OFFERS (self), NULL);

  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->blockers, 0);
  if (row != NULL)
    return GTK_WIDGET (row);
  return gtk_widget_get_visible (self->further) ? self->further : NULL;
}

void
haven_trip_offers_clear_choice (HavenTripOffers *self)
{
  HavenTripOfferRow *row;

  g_return_if_fail (HAVEN_IS_TRIP_OFFERS (self));

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    haven_trip_offer_row_set_chosen (row, FALSE);
  gtk_list_box_unselect_all (self->list);
}
