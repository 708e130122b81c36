/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FaultDisk:
 *
 * What a program asked of the disk, in order: each write with its bytes, each sync, each name that came or went, and
 * what it acknowledged. From it, what the disk may hold after the power failed at any point is made again: what was
 * synced, and any part of what was not, torn at 512-byte sectors, in any order.
 */
typedef struct _FaultDisk FaultDisk;

typedef enum
{
  FAULT_EVENT_MAKE,        /* a name for a new, empty file or folder */
  FAULT_EVENT_WRITE,
  FAULT_EVENT_TRUNCATE,
  FAULT_EVENT_SYNC,
  FAULT_EVENT_REMOVE,      /* a name */
  FAULT_EVENT_RENAME,
  FAULT_EVENT_SYNC_FOLDER, /* makes the names in it durable */
  FAULT_EVENT_ACKNOWLEDGE, /* somebody was told that it is kept */
} FaultEventKind;

FaultDisk *fault_disk_new (const char *folder);
void fault_disk_free (FaultDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultDisk, fault_disk_free)

/* Recording; names are relative to the folder. */
guint fault_disk_find (FaultDisk *self, const char *name);
guint fault_disk_make (FaultDisk *self, const char *name);
void fault_disk_make_folder (FaultDisk *self, const char *name);
void fault_disk_write (FaultDisk *self, guint file, gint64 offset, const void *bytes, gsize length);
void fault_disk_truncate (FaultDisk *self, guint file, gint64 size);
void fault_disk_sync (FaultDisk *self, guint file);
void fault_disk_remove (FaultDisk *self, const char *name);
void fault_disk_rename (FaultDisk *self, const char *from, const char *to);
void fault_disk_sync_folder (FaultDisk *self, const char *name);
void fault_disk_acknowledge (FaultDisk *self, const char *what);
guint fault_disk_get_n_events (FaultDisk *self);
FaultEventKind fault_disk_get_kind (FaultDisk *self, guint event);

#define FAULT_NO_FILE G_MAXUINT

/** The disk at a point of the recording. It only goes forward. */
typedef struct _FaultImage FaultImage;

FaultImage *fault_image_new (FaultDisk *disk);
void fault_image_free (FaultImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultImage, fault_image_free)
gboolean fault_image_advance (FaultImage *self);
GPtrArray *fault_image_get_acknowledged (FaultImage *self);
guint fault_image_count_unsynced (FaultImage *self);

/** How much of what was not synced is there after the power came back. */
typedef enum
{
  FAULT_LOSS_ALL,     /* nothing of it */
  FAULT_LOSS_NONE,    /* all of it, as after a killed program */
  FAULT_LOSS_WRITES,  /* some writes, in any order */
  FAULT_LOSS_SECTORS, /* some sectors of some writes */
  FAULT_LOSS_TAIL,    /* all up to a write, which is torn */
  FAULT_LOSS_RUBBISH, /* some sectors hold what nobody wrote */
  FAULT_N_LOSSES
} FaultLoss;

void fault_image_restore (FaultImage *self, FaultLoss loss, GRand *random, const char *folder);
guint fault_image_count_names (FaultImage *self);
void fault_image_restore_names (FaultImage *self, guint one, gboolean alone, GRand *random, const char *folder);

void fault_empty_folder (const char *folder);

G_END_DECLS
