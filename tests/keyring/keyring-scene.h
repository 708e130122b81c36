/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-keyring.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define SCENE_PASSWORD "test password"

/** A bus, a keyring daemon and folders of their own, put into the states that a desktop can be in. */
typedef struct _Scene Scene;

/** What a program that asked the keyring was told. */
typedef struct
{
  char state[32];
  int gap;     /* the longest time its main loop stood still, in milliseconds */
  int control; /* the longest time the whole program stood still */
  int content; /* the first byte of what was found, or -1 */
  int taken;   /* how long it all took */
} Answer;

typedef enum
{
  PROMPTER_DISMISSES, /* the person closes the question */
  PROMPTER_SILENT,    /* the person is away */
  PROMPTER_UNLOCKS,   /* the person types the password */
  PROMPTER_KILLS,     /* the daemon is killed while its question stands on the screen */
} Prompter;

gboolean scene_is_possible (void);
Scene *scene_new (void);
Scene *scene_new_without_bus (const char *address);
void scene_free (Scene *self);
void scene_start_daemon (Scene *self, const char *password);
void scene_end_daemon (Scene *self);
void scene_stop_daemon (Scene *self, gboolean stopped);
void scene_kill_daemon_on (Scene *self, const char *method);
void scene_kill_bus_on (Scene *self, const char *method);
void scene_listen (Scene *self);
char *scene_get_heard (Scene *self);
void scene_offer_service (Scene *self, const char *command);
void scene_plant (Scene *self, const char *vault_id, const char *kind, const char *text);
void scene_lock (Scene *self);
void scene_start_prompter (Scene *self, Prompter manner);
void scene_answer (Scene *self);
guint scene_get_questions (Scene *self);
void scene_wait_for_no_question (Scene *self);
void scene_truncate_keyrings (Scene *self, gsize bytes);
void scene_remove_keyrings (Scene *self);
GVariant *scene_call (Scene *self, const char *path, const char *interface, const char *method, GVariant *parameters);
char **scene_get_items (Scene *self);
guint scene_count_items (Scene *self);
char *scene_read_files (Scene *self);
Answer scene_ask (Scene *self, const char *verb, const char *kind, HavenKeyringFlags flags, guint limit, guint8 byte);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

G_END_DECLS
