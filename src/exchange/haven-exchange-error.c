/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-exchange-error.h"

G_DEFINE_QUARK (haven - exchange - error - quark, haven_exchange_error)
