/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyring-scene.h"

G_BEGIN_DECLS

#define SECRETS "org.freedesktop.secrets"

struct _Scene
{
  /* owned */
  char *folder;
  char *address;
  GSubprocess *bus_process;
  GSubprocess *daemon;
  GDBusConnection *bus;
  GDBusConnection *monitor;
  GMutex heard_lock;
  GString *heard;

  /* the mishap */
  char *fatal_method;
  GSubprocess *victim;

  /* the prompter, and the question that it was last asked to put */
  char *asker;
  char *callback;
  Prompter manner;
  guint name_id;
  guint object_id;
  guint questions;
  guint open_questions;
};

void scene_wait_until (gboolean (*is_so) (gpointer), gpointer data);
gboolean scene_has_owner (Scene *self, const char *name);
GDBusConnection *scene_connect (Scene *self);
char *scene_get_default_keyring (Scene *self);
GVariant *scene_make_secret (Scene *self, const char *text);

G_END_DECLS
