/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-anchors.h"
#include "haven-audit-log-private.h"
#include "haven-audit-watch-private.h"
#include "haven-store-private.h"

G_BEGIN_DECLS

/* What haven-store.c, haven-store-opening.c, haven-store-writer.c and haven-store-announcing.c share, and nobody else. */

/* One thing for the writer thread to do. */
typedef struct
{
  HavenAct act; /* its texts are owned where the job is not waited for */
  HavenTransactionFunc function;
  gpointer data;
  GError *error;
  gboolean waited_for;
  gboolean done;
  gboolean succeeded;
  gboolean quit;
  const char *admitted_id; /* whom to let in; nothing else is done then */
  gboolean setting_up;
} HavenStoreJob;

struct _HavenStore
{
  GObject parent_instance;

  /* owned */
  char *folder;
  HavenClock *clock;
  HavenVaultKeys *keys; /* until it is closed */
  int lock;             /* on the vault; -1 when closed */
  GMainContext *context;
  HavenDatabase *writer; /* the writer thread's alone */
  HavenDatabase *reader; /* the opening thread's alone */
  HavenAnchors *anchors;
  HavenAuditLog *audit; /* the writer thread's alone */
  HavenAuditWatch *watch;
  GThread *thread;
  GAsyncQueue *jobs;
  HavenRoles *roles;

  HavenPartitions open_partitions;
  gint64 version; /* the writer thread's alone: of what others wrote */

  GMutex mutex; /* guards what follows, and each job's done */
  gboolean closed;
  HavenAccess *access; /* owned; nullable: nobody was let in yet */
  GCond finished;
  HavenChanges *pending;
  gboolean announcing;
};

/* haven-store-opening.c */

gboolean haven_store_check_folder (const char *folder, GError **error);
gboolean haven_store_open_files (HavenStore *self, HavenVaultKeys *keys, gboolean create, gboolean to_look, GError **error);
void haven_store_close_files (HavenStore *self);

/* haven-store-writer.c */

gpointer haven_store_write (gpointer store);
gboolean haven_store_push_job (HavenStore *self, HavenStoreJob *job);
gboolean haven_store_wait_for_job (HavenStore *self, HavenStoreJob *job, GError **error);
void haven_store_clear_act (HavenAct *act);
gboolean haven_store_set_closed (GError **error);

/* haven-store-announcing.c */

void haven_store_announce (HavenStore *self, HavenChanges *changes);

G_END_DECLS
