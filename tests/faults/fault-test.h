/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fault-calls.h"
#include "haven-test-vault.h"

G_BEGIN_DECLS

/* What the fault programmes share: how much is tried, what is done to a vault meanwhile, and what must hold after. */

void fault_init (int *argc, char ***argv);
guint fault_scale (guint quick);
guint fault_stride (guint quick);
GRand *fault_random_new (void);
char *fault_make_folder (void);
void fault_remove_folder (char *folder);
void fault_tell (const char *part, const char *format, ...) G_GNUC_PRINTF (2, 3);

HavenStore *fault_open_vault (const char *folder, HavenTestVault *vault, GError **error);
HavenStore *fault_sign_in (const char *folder, HavenTestVault *vault, GError **error);

/** Acts of a day: each writes rows and its audit event, in one transaction. */
typedef enum
{
  FAULT_ACT_PERSON,    /* one row */
  FAULT_ACT_HOUSEHOLD, /* five rows in one act */
  FAULT_ACT_NOTE,      /* a draft and its signing */
  FAULT_ACT_AUDIT,     /* an audit event alone, in each part */
  FAULT_N_ACTS
} FaultActKind;

/** What was tried and what was acknowledged; the texts tell what must be there. */
typedef struct
{
  GPtrArray *tried;        /* texts: KIND ID */
  GPtrArray *acknowledged; /* the same */
  guint n_refused;
} FaultLedger;

FaultLedger *fault_ledger_new (void);
void fault_ledger_free (FaultLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultLedger, fault_ledger_free)

gboolean fault_do_act (HavenTestVault *vault, FaultActKind kind, FaultLedger *ledger, FaultDisk *disk, GError **error);

/** Days in which something fails. */
typedef struct
{
  guint n_points;
  guint n_failed; /* calls that were made to fail */
  guint n_acknowledged;
  guint n_told;
  guint n_wrong;
} FaultFigures;

void fault_note_told (FaultFigures *figures, GError *error);
void fault_live_a_day (HavenTestVault *vault, guint n_acts, FaultLedger *ledger, FaultFigures *figures);

char *fault_describe_state (const char *folder, HavenTestVault *vault, GPtrArray *acknowledged, gboolean whole);
gboolean fault_is_told (const GError *error);

G_END_DECLS
