/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-trip-offer-row.h"

#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenTripOfferRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkLabel *number;
  GtkLabel *when;
  GtkBox *parts;
  GtkLabel *why;
  GtkWidget *chosen;
};

G_DEFINE_FINAL_TYPE (HavenTripOfferRow, haven_trip_offer_row, GTK_TYPE_LIST_BOX_ROW)

static void
haven_trip_offer_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_TRIP_OFFER_ROW);
  G_OBJECT_CLASS (haven_trip_offer_row_parent_class)->dispose (object);
}

static void
haven_trip_offer_row_class_init (HavenTripOfferRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_trip_offer_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-trip-offer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTripOfferRow, number);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOfferRow, when);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOfferRow, parts);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOfferRow, why);
  gtk_widget_class_bind_template_child (widget_class, HavenTripOfferRow, chosen);
}

static void
haven_trip_offer_row_init (HavenTripOfferRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_times (int start, int end)
{
  g_autofree char *from = haven_words_dup_time (start);
  g_autofree char *to = haven_words_dup_time (end % 1440);

  return g_strdup_printf ("%s–%s", from, to);
}

static char *
dup_who (HavenTripAnswer *answer, const HavenTripOfferPart *part)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (gsize i = 0; part->resources[i]; i++)
    if (!haven_trip_answer_is_person (part->resources[i]))
      g_strv_builder_add (builder, haven_trip_answer_get_name (part->resources[i], answer));
  names = g_strv_builder_end (builder);
  return g_strjoinv (C_ ("between parts of a sentence", ", "), names);
}

/* That one person has several visits says nothing: they are what the trip is for. */
static char *
dup_why (HavenTripAnswer *answer, const HavenTripOffer *offer)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) facts = NULL;

  for (guint i = 0; i < offer->why->len; i++)
    {
      const HavenTripWhy *why = offer->why->pdata[i];

      if (!haven_trip_answer_is_person (why->id))
        g_strv_builder_take (builder, haven_trip_why_dup_words (why, haven_trip_answer_get_name, answer));
    }
  facts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", facts);
}

static void
add_part (HavenTripOfferRow *self, HavenTripAnswer *answer, const HavenTripOfferPart *part, GString *spoken)
{
  g_autofree char *times = dup_times (part->start, part->end);
  g_autofree char *who = dup_who (answer, part);
  g_autofree char *words = g_strdup_printf ("%s  %s · %s", times, haven_trip_answer_get_name (part->id, answer), who);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (self->parts, label);
  g_string_append_printf (spoken, ". %s", words);
}

/**
 * haven_trip_offer_row_new:
 * @position: of the offer; the key that chooses it is one more
 */
GtkWidget *
haven_trip_offer_row_new (HavenTripAnswer *answer, guint position)
{
  HavenTripOfferRow *self = g_object_new (HAVEN_TYPE_TRIP_OFFER_ROW, NULL);
  const HavenTripOffer *offer = answer->result->offers->pdata[position];
  g_autofree char *day = haven_words_dup_long_date (offer->date);
  g_autofree char *times = dup_times (offer->start, offer->end);
  g_autofree char *when = g_strdup_printf ("%s, %s", day, times);
  g_autofree char *number = g_strdup_printf ("%u", position + 1);
  g_autofree char *why = dup_why (answer, offer);
  g_autoptr (GString) spoken = g_string_new (NULL);

  g_string_append_printf (spoken, "%s. %s", number, when);
  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->when, when);
  for (guint i = 0; i < offer->parts->len; i++)
    add_part (self, answer, offer->parts->pdata[i], spoken);
  gtk_label_set_label (self->why, why);
  g_string_append_printf (spoken, ". %s", why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  return GTK_WIDGET (self);
}

/** Shows that this is the one, not by the colour of the selection alone. */
void
haven_trip_offer_row_set_chosen (HavenTripOfferRow *self, gboolean chosen)
{
  g_return_if_fail (HAVEN_IS_TRIP_OFFER_ROW (self));
  gtk_widget_set_visible (self->chosen, chosen);
}
