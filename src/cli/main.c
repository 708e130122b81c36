/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"
#include "haven-hardening.h"
#include "haven-log.h"

#include <locale.h>

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  haven_harden_process ();
  haven_log_silence_libraries ();
  return haven_cli_main (argc, argv);
}
