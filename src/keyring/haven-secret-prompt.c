/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-secret-door.h"

#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"

/* A question that the service puts to the person. Whoever waits for the answer alone waits in vain when the service
 * ends, so its name is watched too. */
typedef struct
{
  GMainContext *context;
  GError *error;
  gboolean replied;
  gboolean over;
  gboolean gone;
  gboolean dismissed;
} Question;

static void
put_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &question->error);

  question->replied = TRUE;
  if (reply == NULL)
    question->over = TRUE;
}

static void
completed_cb (GDBusConnection *connection,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters,
              gpointer data)
{
  Question *question = data;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &question->dismissed, NULL);
  question->over = TRUE;
}

static void
owner_changed_cb (GDBusConnection *connection,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *signal,
                  GVariant *parameters,
                  gpointer data)
{
  Question *question = data;

  question->gone = TRUE;
  question->over = TRUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Question *question = data;

  question->over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_answer (Question *question, GCancellable *cancellable)
{
  g_autoptr (GSource) source = g_cancellable_source_new (cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (cancelled_cb), question, NULL);
  g_source_attach (source, question->context);
  while (!question->over || !question->replied)
    g_main_context_iteration (question->context, TRUE);
  g_source_destroy (source);
}

static void
put (HavenSecretDoor *self, const char *prompt, Question *question, GCancellable *cancellable)
{
  guint completed = g_dbus_connection_signal_subscribe (self->bus, self->owner, PROMPT_INTERFACE, "Completed", prompt,
                                                        NULL, G_DBUS_SIGNAL_FLAGS_NONE, completed_cb, question, NULL);
  guint owner = g_dbus_connection_signal_subscribe (self->bus, "org.freedesktop.DBus", "org.freedesktop.DBus",
                                                    "NameOwnerChanged", "/org/freedesktop/DBus", self->owner,
                                                    G_DBUS_SIGNAL_FLAGS_NONE, owner_changed_cb, question, NULL);

  g_dbus_connection_call (self->bus, self->owner, prompt, PROMPT_INTERFACE, "Prompt", g_variant_new ("(s)", ""), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, cancellable, put_cb, question);
  wait_for_answer (question, cancellable);
  g_dbus_connection_signal_unsubscribe (self->bus, completed);
  g_dbus_connection_signal_unsubscribe (self->bus, owner);
}

/**
 * haven_secret_door_withdraw:
 * @prompt: a question that was never put
 */
void
haven_secret_door_withdraw (HavenSecretDoor *self, const char *prompt)
{
  g_dbus_connection_call (self->bus, self->owner, prompt, PROMPT_INTERFACE, "Dismiss", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

/**
 * haven_secret_door_ask:
 * @prompt: the path of a question of the service
 *
 * Has the service put its question to the person, and waits for the answer. A question that is still open when the time
 * is up stays on the screen, and whoever answers it opens the keyring for the next try: GNOME Keyring 48 would end at
 * once, and lock every other program out, if it were told to dismiss a question that it has put.
 *
 * Returns: %HAVEN_KEYRING_FOUND when it was answered, %HAVEN_KEYRING_DISMISSED, or why it could not be put
 */
HavenKeyringState
haven_secret_door_ask (HavenSecretDoor *self, const char *prompt, GCancellable *cancellable)
{
  Question question = { .context = g_main_context_new () };
  HavenKeyringState state = HAVEN_KEYRING_FOUND;

  g_main_context_push_thread_default (question.context);
  put (self, prompt, &question, cancellable);
  g_main_context_pop_thread_default (question.context);
  g_main_context_unref (question.context);

  if (question.gone)
    state = HAVEN_KEYRING_DAEMON_GONE;
  else if (g_cancellable_is_cancelled (cancellable))
    state = HAVEN_KEYRING_CANCELLED;
  else if (question.error)
    state = haven_secret_door_tell_error (self, question.error);
  else if (question.dismissed)
    state = HAVEN_KEYRING_DISMISSED;
  g_clear_error (&question.error);
  return state;
}
