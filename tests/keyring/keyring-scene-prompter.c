/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-scene-private.h"

#include <string.h>

#define PROMPTER "org.gnome.keyring.SystemPrompter"

static gboolean
is_prompter_there (gpointer data)
{
  return scene_has_owner (data, PROMPTER);
}

static const char prompter_xml[] =
    "<node><interface name='org.gnome.keyring.internal.Prompter'>"
    "<method name='BeginPrompting'><arg type='o' direction='in'/></method>"
    "<method name='PerformPrompt'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='s' direction='in'/></method>"
    "<method name='StopPrompting'><arg type='o' direction='in'/></method>"
    "</interface></node>";

static void
tell_ready (Scene *self, const char *sender, const char *callback, const char *reply)
{
  g_dbus_connection_call (self->bus, sender, callback, "org.gnome.keyring.internal.Prompter.Callback", "PromptReady",
                          g_variant_new ("(sa{sv}s)", reply, NULL, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL,
                          NULL);
}

/* Opens the keyring from beside, as typing the right password would. */
static void
unlock (Scene *self)
{
  g_autofree char *keyring = scene_get_default_keyring (self);
  g_autoptr (GVariant) done =
      scene_call (self, "/org/freedesktop/secrets", "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                  "UnlockWithMasterPassword",
                  g_variant_new ("(o@(oayays))", keyring, scene_make_secret (self, SCENE_PASSWORD)));
}

static void
prompter_called_cb (GDBusConnection *connection,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *method,
                    GVariant *parameters,
                    GDBusMethodInvocation *invocation,
                    gpointer data)
{
  Scene *self = data;
  g_autoptr (GVariant) child = g_variant_get_child_value (parameters, 0);
  const char *callback = g_variant_get_string (child, NULL);

  /* The daemon has no patience with one who is ready before having answered. */
  g_dbus_method_invocation_return_value (invocation, NULL);
  if (strcmp (method, "BeginPrompting") == 0)
    {
      self->open_questions++;
      tell_ready (self, sender, callback, "");
    }
  else if (strcmp (method, "StopPrompting") == 0)
    {
      self->open_questions--;
    }
  else
    {
      self->questions++;
      g_set_str (&self->asker, sender);
      g_set_str (&self->callback, callback);
      if (self->manner == PROMPTER_UNLOCKS)
        unlock (self);
      if (self->manner == PROMPTER_KILLS)
        g_subprocess_force_exit (self->daemon);
      else if (self->manner != PROMPTER_SILENT)
        tell_ready (self, sender, callback, "no");
    }
}

/** Somebody who puts the daemon's questions to a person, and the person's manner. */
void
scene_start_prompter (Scene *self, Prompter manner)
{
  static const GDBusInterfaceVTable vtable = { prompter_called_cb, NULL, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (prompter_xml, NULL);

  self->manner = manner;
  self->object_id = g_dbus_connection_register_object (self->bus, "/org/gnome/keyring/Prompter", node->interfaces[0],
                                                       &vtable, self, NULL, NULL);
  g_assert_cmpuint (self->object_id, !=, 0);
  self->name_id =
      g_bus_own_name_on_connection (self->bus, PROMPTER, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  scene_wait_until (is_prompter_there, self);
}

/** The person comes back and types the password into the question that still stands on the screen. */
void
scene_answer (Scene *self)
{
  unlock (self);
  tell_ready (self, self->asker, self->callback, "no");
}

/** How many questions were put. */
guint
scene_get_questions (Scene *self)
{
  return self->questions;
}

static gboolean
is_without_question (gpointer data)
{
  return ((Scene *) data)->open_questions == 0;
}

/** Waits until the daemon has taken its question off the screen. */
void
scene_wait_for_no_question (Scene *self)
{
  scene_wait_until (is_without_question, self);
}
