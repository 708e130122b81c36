/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-report.h"

G_BEGIN_DECLS

char *haven_fault_report_dup_csv (const HavenDirectoryReport *report);

G_END_DECLS
