/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question as a text, for the draft of whoever was asking it. Neither the person nor the words of their plan are in it.
 */

#include "haven-trips-service.h"

#define VISIT "(sssibbbbs)"
#define QUESTION "(sssbbbbbiiia" VISIT ")"

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

/** Returns: (transfer full): what haven_trip_question_new_from_text() reads */
char *
haven_trip_question_dup_text (const HavenTripQuestion *self)
{
  GVariantBuilder visits = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" VISIT));
  g_autofree char *from = haven_date_dup_iso (self->from);
  g_autofree char *to = haven_date_dup_iso (self->to);
  g_autoptr (GVariant) text = NULL;

  for (guint i = 0; i < self->visits->len; i++)
    {
      const HavenTripVisit *visit = self->visits->pdata[i];

      g_variant_builder_add (&visits,
                             VISIT,
                             or_empty (visit->id),
                             or_empty (visit->title),
                             or_empty (visit->kind),
                             visit->minutes,
                             visit->wanted,
                             visit->sensitive,
                             visit->needs_room,
                             visit->needs_interpreter,
                             or_empty (visit->provider_id));
    }
  text = g_variant_ref_sink (g_variant_new (QUESTION,
                                            or_empty (from),
                                            or_empty (to),
                                            or_empty (self->site),
                                            self->past_published_date,
                                            self->outside_safe_hours,
                                            self->outside_hours,
                                            self->on_closed_days,
                                            self->in_order,
                                            self->max_span,
                                            self->max_gap,
                                            self->decompress,
                                            &visits));
  return g_variant_print (text, FALSE);
}

static HavenTripVisit *
read_visit (GVariant *text)
{
  const char *id, *title, *kind, *provider_id;
  HavenTripVisit *visit;

  g_variant_get_child (text, 2, "&s", &kind);
  g_variant_get_child (text, 0, "&s", &id);
  visit = haven_trip_visit_new (id, kind);
  g_variant_get (text,
                 "(&s&s&sibbbb&s)",
                 &id,
                 &title,
                 &kind,
                 &visit->minutes,
                 &visit->wanted,
                 &visit->sensitive,
                 &visit->needs_room,
                 &visit->needs_interpreter,
                 &provider_id);
  visit->minutes = CLAMP (visit->minutes, 5, 720);
  g_set_str (&visit->title, title);
  g_set_str (&visit->provider_id, *provider_id ? provider_id : NULL);
  return visit;
}

/**
 * haven_trip_question_new_from_text:
 *
 * Returns: (transfer full) (nullable): %NULL where @text is no question, such as one of another program
 */
HavenTripQuestion *
haven_trip_question_new_from_text (const char *patient_id, const char *text)
{
  g_autoptr (HavenTripQuestion) self = haven_trip_question_new (patient_id);
  g_autoptr (GVariant) parsed = g_variant_parse (G_VARIANT_TYPE (QUESTION), text, NULL, NULL, NULL);
  g_autoptr (GVariant) visits = NULL;
  const char *from, *to, *site;

  if (parsed == NULL)
    return NULL;
  g_variant_get (parsed,
                 "(&s&s&sbbbbbiii@a" VISIT ")",
                 &from,
                 &to,
                 &site,
                 &self->past_published_date,
                 &self->outside_safe_hours,
                 &self->outside_hours,
                 &self->on_closed_days,
                 &self->in_order,
                 &self->max_span,
                 &self->max_gap,
                 &self->decompress,
                 &visits);
  g_set_str (&self->site, *site ? site : NULL);
  if (!haven_date_parse (from, &self->from, NULL) || !haven_date_parse (to, &self->to, NULL))
    return NULL;
  for (gsize i = 0; i < MIN (g_variant_n_children (visits), HAVEN_TRIPS_MOST_VISITS); i++)
    {
      g_autoptr (GVariant) visit = g_variant_get_child_value (visits, i);

      g_ptr_array_add (self->visits, read_visit (visit));
    }
  return g_steal_pointer (&self);
}
