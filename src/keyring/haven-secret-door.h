/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-keyring-private.h"

/* The functions on object paths make no proxy for each keyring and item, and do not hide why nothing was found. */
#define SECRET_API_SUBJECT_TO_CHANGE
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define HAVEN_SECRET_COLLECTION "org.freedesktop.Secret.Collection"
#define HAVEN_SECRET_ITEM "org.freedesktop.Secret.Item"

/**
 * HavenSecretDoor:
 *
 * One conversation with the service that keeps secrets: opened, used and closed within one call, in one thread, so that
 * no session outlives the service it was made with.
 */
typedef struct
{
  GDBusConnection *bus;
  SecretService *service;
  char *owner; /* the unique name of the program that answers */
} HavenSecretDoor;

HavenKeyringState haven_secret_door_open (HavenSecretDoor *self, GCancellable *cancellable);
void haven_secret_door_close (HavenSecretDoor *self);
GVariant *haven_secret_door_call (HavenSecretDoor *self,
                                  const char *path,
                                  const char *interface,
                                  const char *method,
                                  GVariant *parameters,
                                  const char *reply_type,
                                  GCancellable *cancellable,
                                  GError **error);
HavenKeyringState haven_secret_door_find_default (HavenSecretDoor *self, char **collection, GCancellable *cancellable);
HavenKeyringState haven_secret_door_unlock (HavenSecretDoor *self,
                                            const char *path,
                                            const char *interface,
                                            gboolean quiet,
                                            GCancellable *cancellable);
HavenKeyringState haven_secret_door_ask (HavenSecretDoor *self, const char *prompt, GCancellable *cancellable);
void haven_secret_door_withdraw (HavenSecretDoor *self, const char *prompt);
HavenKeyringState haven_secret_door_is_open (HavenSecretDoor *self,
                                             const char *path,
                                             const char *interface,
                                             GCancellable *cancellable);
HavenKeyringState haven_secret_door_search (HavenSecretDoor *self,
                                            GVariant *attributes,
                                            GStrv *unlocked,
                                            GStrv *locked,
                                            GCancellable *cancellable);
HavenKeyringState haven_secret_door_tell_error (HavenSecretDoor *self, const GError *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenSecretDoor, haven_secret_door_close)

G_END_DECLS
