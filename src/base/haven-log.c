/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "Haven"

#include "haven-log.h"
#include "haven-id.h"

static const char *const words[] = {
  [HAVEN_LOG_STARTED] = "started",
  [HAVEN_LOG_VAULT_OPENED] = "vault opened",
  [HAVEN_LOG_VAULT_CLOSED] = "vault closed",
  [HAVEN_LOG_VAULT_REFUSED] = "vault refused",
  [HAVEN_LOG_MIGRATED] = "migrated",
  [HAVEN_LOG_IMPORT_FINISHED] = "import finished",
  [HAVEN_LOG_DOCUMENT_MADE] = "document made",
  [HAVEN_LOG_KEYRING_UNAVAILABLE] = "keyring unavailable",
  [HAVEN_LOG_UNEXPECTED] = "unexpected",
};

/**
 * haven_log:
 * @code: what happened
 * @id: (nullable): to which record; anything that is not an id is left out
 */
void
haven_log (HavenLogCode code, const char *id)
{
  g_return_if_fail (code < G_N_ELEMENTS (words));
  g_info ("%s%s%s", words[code], haven_id_is_valid (id) ? " " : "", haven_id_is_valid (id) ? id : "");
}

/** Logs the domain and the number of @error, never its text. */
void
haven_log_error (HavenLogCode code, const GError *error)
{
  g_return_if_fail (code < G_N_ELEMENTS (words) && error != NULL);
  g_message ("%s: %s %d", words[code], g_quark_to_string (error->domain), error->code);
}

static GLogWriterOutput
write_own_only (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].key, "GLIB_DOMAIN") == 0 && g_strcmp0 (fields[i].value, "Haven") == 0)
      return g_log_writer_default (level, fields, n_fields, data);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL))
    g_printerr ("haven: a library reported an error; its text is not shown, as it may hold a name\n");
  return G_LOG_WRITER_HANDLED;
}

/**
 * haven_log_silence_libraries:
 *
 * Libraries may quote what they were given, a name for example; from here on only Haven's own lines are written.
 * HAVEN_DEVELOPER in the environment leaves them on, for made-up data.
 */
void
haven_log_silence_libraries (void)
{
  if (g_getenv ("HAVEN_DEVELOPER") == NULL)
    g_log_set_writer_func (write_own_only, NULL, NULL);
}
