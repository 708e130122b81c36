/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  HAVEN_RADAR_DATE,          /* of a matter, by a rule or a notice */
  HAVEN_RADAR_ORDER,         /* a protective order */
  HAVEN_RADAR_PAPER,         /* a permit, a passport, a status */
  HAVEN_RADAR_CERTIFICATION, /* a signature that is good for a while */
  HAVEN_RADAR_TASK,
  HAVEN_RADAR_RELEASE,
  HAVEN_RADAR_AGE, /* 18, 21, 25 */
} HavenRadarKind;

#define HAVEN_N_RADAR_KINDS (HAVEN_RADAR_AGE + 1)

/**
 * HavenRadarItem:
 *
 * Something that ends, or is to be done, on a day.
 */
#define HAVEN_TYPE_RADAR_ITEM (haven_radar_item_get_type ())
G_DECLARE_FINAL_TYPE (HavenRadarItem, haven_radar_item, HAVEN, RADAR_ITEM, GObject)

HavenRadarItem *haven_radar_item_new (HavenRadarKind kind,
                                      HavenDate on,
                                      const char *patient_id,
                                      const char *person,
                                      const char *matter_id,
                                      const char *words);
HavenRadarKind haven_radar_item_get_kind (HavenRadarItem *self);
HavenDate haven_radar_item_get_on (HavenRadarItem *self);
const char *haven_radar_item_get_patient_id (HavenRadarItem *self);
const char *haven_radar_item_get_person (HavenRadarItem *self);
const char *haven_radar_item_get_matter_id (HavenRadarItem *self);
const char *haven_radar_item_get_words (HavenRadarItem *self);
void haven_radar_item_set_at (HavenRadarItem *self, HavenDate day, int minute, const char *place);
const char *haven_radar_item_get_at (HavenRadarItem *self, HavenDate *day, int *minute);
int haven_radar_item_compare (gconstpointer a, gconstpointer b);
HavenRadarKind haven_radar_kind_of_rule (const char *rule_code);

G_END_DECLS
