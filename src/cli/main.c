/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"
#include "haven-hardening.h"
#include "haven-log.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  /* Names come in every script, whatever locale a script or a cron job runs in. */
  if (strcmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  haven_harden_process ();
  haven_log_silence_libraries ();
  return haven_cli_main (argc, argv);
}
