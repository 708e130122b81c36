/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store.h"
#include "haven-vault-file.h"

G_BEGIN_DECLS

/**
 * HavenVaultChange:
 *
 * A change of the slots in vault.json, and of the rows and the log in the shared partition: two files that no disk writes
 * at once. The commit decides: the vault.json to come is committed with the rows and the event, and put into the folder
 * afterwards. What ends between the two is settled by whoever opens the vault next, before they are let in. So there is no
 * slot without its event.
 */
typedef struct
{
  HavenVaultFileFunc change;
  HavenTransactionFunc rows; /* nullable */
  gpointer data;             /* of both */
  gboolean or_not_at_all;    /* what was not finished is taken back, not finished later: nobody has the code */
} HavenVaultChange;

/** What was found unfinished. */
typedef enum
{
  HAVEN_VAULT_CHANGE_NONE,
  HAVEN_VAULT_CHANGE_FINISHED,
  HAVEN_VAULT_CHANGE_TAKEN_BACK,
} HavenVaultChangeFound;

gboolean haven_vault_change_run (HavenStore *store,
                                 const HavenAct *act,
                                 const HavenVaultChange *change,
                                 GError **error);
gboolean haven_vault_change_settle (const char *folder,
                                    HavenVaultFile **file,
                                    HavenVaultKeys *keys,
                                    HavenVaultChangeFound *found,
                                    GError **error);

G_END_DECLS
