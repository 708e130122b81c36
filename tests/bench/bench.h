/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-test-vault.h"

G_BEGIN_DECLS

/** Something whose time is taken. */
typedef void (*BenchFunc) (gpointer data);

double bench_compare (const char *name, guint n_rounds, BenchFunc ours, BenchFunc floor_, gpointer data);
double bench_compare_prepared (const char *name,
                               guint n_rounds,
                               BenchFunc prepare,
                               BenchFunc ours,
                               BenchFunc prepare_floor,
                               BenchFunc floor_,
                               gpointer data);
const char *bench_make_name (GRand *random, char *buffer, gsize size);

G_END_DECLS
