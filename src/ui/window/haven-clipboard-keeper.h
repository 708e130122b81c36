/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define HAVEN_CLIPBOARD_SECONDS 30

/**
 * HavenClipboardKeeper:
 *
 * What was copied in Haven leaves the clipboard after a while, and when Haven locks; what was copied elsewhere stays.
 * Programs that keep a history of the clipboard may have it still: nothing can be done about those.
 */
#define HAVEN_TYPE_CLIPBOARD_KEEPER (haven_clipboard_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HavenClipboardKeeper, haven_clipboard_keeper, HAVEN, CLIPBOARD_KEEPER, GObject)

HavenClipboardKeeper *haven_clipboard_keeper_new (GdkDisplay *display);
void haven_clipboard_keeper_clear (HavenClipboardKeeper *self);
guint haven_clipboard_keeper_get_seconds (HavenClipboardKeeper *self);

/* For tests, which do not wait by the clock. */
void haven_clipboard_keeper_elapse (HavenClipboardKeeper *self);

G_END_DECLS
