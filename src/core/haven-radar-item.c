/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-radar-item.h"

#include <string.h>

struct _HavenRadarItem
{
  GObject parent_instance;

  /* owned */
  char *patient_id;
  char *person;
  char *matter_id;
  char *words;

  char *place;

  HavenRadarKind kind;
  HavenDate on;
  HavenDate day;
  int minute;
};

G_DEFINE_FINAL_TYPE (HavenRadarItem, haven_radar_item, G_TYPE_OBJECT)

static void
haven_radar_item_finalize (GObject *object)
{
  HavenRadarItem *self = HAVEN_RADAR_ITEM (object);

  g_free (self->patient_id);
  g_free (self->person);
  g_free (self->matter_id);
  g_free (self->words);
  g_free (self->place);
  G_OBJECT_CLASS (haven_radar_item_parent_class)->finalize (object);
}

static void
haven_radar_item_class_init (HavenRadarItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_radar_item_finalize;
}

static void
haven_radar_item_init (HavenRadarItem *self)
{
  self->day = HAVEN_DATE_NONE;
  self->minute = -1;
}

/**
 * haven_radar_item_new:
 * @on: the last day on which all is well
 * @matter_id: (nullable): none for what belongs to the person
 * @words: (nullable): what ends
 */
HavenRadarItem *
haven_radar_item_new (HavenRadarKind kind,
                      HavenDate on,
                      const char *patient_id,
                      const char *person,
                      const char *matter_id,
                      const char *words)
{
  HavenRadarItem *self = g_object_new (HAVEN_TYPE_RADAR_ITEM, NULL);

  self->kind = kind;
  self->on = on;
  self->patient_id = g_strdup (patient_id);
  self->person = g_strdup (person);
  self->matter_id = g_strdup (matter_id);
  self->words = g_strdup (words);
  return self;
}

HavenRadarKind
haven_radar_item_get_kind (HavenRadarItem *self)
{
  return self->kind;
}

HavenDate
haven_radar_item_get_on (HavenRadarItem *self)
{
  return self->on;
}

const char *
haven_radar_item_get_patient_id (HavenRadarItem *self)
{
  return self->patient_id;
}

const char *
haven_radar_item_get_person (HavenRadarItem *self)
{
  return self->person;
}

const char *
haven_radar_item_get_matter_id (HavenRadarItem *self)
{
  return self->matter_id;
}

const char *
haven_radar_item_get_words (HavenRadarItem *self)
{
  return self->words;
}

/**
 * haven_radar_item_set_at:
 * @day: the day itself, where the item stands under the day to plan by
 * @minute: of that day; -1 where nobody knows it
 * @place: (nullable):
 *
 * Of a hearing: when on its day, and where.
 */
void
haven_radar_item_set_at (HavenRadarItem *self, HavenDate day, int minute, const char *place)
{
  self->day = day;
  self->minute = minute;
  g_set_str (&self->place, place);
}

/** Returns: (nullable): the place; @day and @minute are unset and -1 where there is none */
const char *
haven_radar_item_get_at (HavenRadarItem *self, HavenDate *day, int *minute)
{
  *day = self->day;
  *minute = self->minute;
  return self->place;
}

/** For g_ptr_array_sort(): the nearest day first, then by person. */
int
haven_radar_item_compare (gconstpointer a, gconstpointer b)
{
  const HavenRadarItem *first = *(HavenRadarItem *const *) a;
  const HavenRadarItem *second = *(HavenRadarItem *const *) b;
  int order = haven_date_compare (first->on, second->on);

  return order != 0 ? order : g_strcmp0 (first->person, second->person);
}

/**
 * haven_radar_kind_of_rule:
 * @rule_code: (nullable): of seeds/rules
 *
 * Under which kind of what ends a rule's date stands; what is not named here is a date of a matter.
 */
HavenRadarKind
haven_radar_kind_of_rule (const char *rule_code)
{
  static const struct
  {
    const char *code;
    HavenRadarKind kind;
  } rules[] = {
    { "PO", HAVEN_RADAR_ORDER },        { "PO-HEARING", HAVEN_RADAR_ORDER }, { "PO-SERVE", HAVEN_RADAR_ORDER },
    { "PO-RENEW", HAVEN_RADAR_ORDER },  { "EAD-RENEW", HAVEN_RADAR_PAPER }, { "PASSPORT", HAVEN_RADAR_PAPER },
    { "CP-END", HAVEN_RADAR_PAPER },    { "T-END", HAVEN_RADAR_PAPER },     { "U-STATUS", HAVEN_RADAR_PAPER },
    { "OTIP-90", HAVEN_RADAR_PAPER },   { "U-SUPB", HAVEN_RADAR_CERTIFICATION },
    { "ROI-EXP", HAVEN_RADAR_RELEASE }, { "SIJ-21", HAVEN_RADAR_AGE },      { "AGE-18", HAVEN_RADAR_AGE },
    { "VAWA-CHILD", HAVEN_RADAR_AGE },
  };

  for (gsize i = 0; rule_code && i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].code, rule_code) == 0)
      return rules[i].kind;
  return HAVEN_RADAR_DATE;
}
