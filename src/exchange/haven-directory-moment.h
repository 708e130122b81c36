/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

/** Directories of the older layout write holidays that come back each year with this year. */
#define HAVEN_DIRECTORY_EVERY_YEAR 1

gboolean haven_directory_parse_date (const char *text, HavenDate *date);
char *haven_directory_dup_time (const char *text);
char **haven_directory_split_days (const char *text);
char **haven_directory_split_month_days (const char *text);

G_END_DECLS
