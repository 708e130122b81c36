/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fault-calls.h"

G_BEGIN_DECLS

/** A piece of work that is stopped at all its points: by kill -9, and by power loss. */
typedef struct
{
  const char *folder; /* what is watched; all of the work is below it */
  gpointer data;
  void (*prepare) (gpointer data); /* nullable: before each time */
  void (*work) (gpointer data);    /* calls fault_acknowledge() */
  /* Looks at what is in @folder then: the one above, or one as the disk may be. Gives what is wrong, or NULL. */
  char *(*check) (const char *folder, gpointer data, GPtrArray *acknowledged);
} FaultWork;

typedef struct
{
  guint n_points;
  guint n_states; /* or kills */
  guint n_acknowledged;
  guint n_wrong;
} FaultStops;

/* What changes names and sizes, and what makes them durable: few calls, on each of which much hangs. */
#define FAULT_TURNING_POINTS (FAULT_ALL_CALLS & ~(1u << FAULT_CALL_WRITE))

void fault_acknowledge (const char *text);

void fault_kill_everywhere (const FaultWork *work, guint calls, guint step, FaultStops *stops);
FaultDisk *fault_record (const FaultWork *work, gboolean synced);
void fault_lose_power (const FaultWork *work, FaultDisk *disk, guint n_states, FaultStops *stops);
void fault_lose_names (const FaultWork *work, FaultDisk *disk, FaultStops *stops);
void fault_fail_everywhere (const FaultWork *work, guint calls, guint step, gboolean for_good, FaultStops *stops);

void fault_tell_kills (const char *part, const FaultStops *stops);
void fault_tell_failures (const char *part, const FaultStops *stops);
void fault_tell_losses (const char *part, const FaultStops *stops);
void fault_tell_found (const char *part, const FaultStops *stops);

G_END_DECLS
