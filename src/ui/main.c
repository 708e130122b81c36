/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-application.h"
#include "haven-config.h"
#include "haven-hardening.h"
#include "haven-log.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  const char *locale_dir = g_getenv ("HAVEN_LOCALE_DIR");

  haven_harden_process ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ? locale_dir : HAVEN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  haven_log_silence_libraries ();

  application = haven_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
