/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One thing that a key does. The same table feeds the keys, the shortcuts dialog, the palette and the help. */
typedef struct
{
  const char *action; /* detailed; NULL: the key is handled by a widget and only told here */
  const char *keys;   /* as gtk_accelerator_parse() reads them, several parted by a space */
  const char *title;  /* a message for gettext() */
  const char *group;  /* a message for gettext() */
  gboolean in_palette;
} HavenAccelerator;

const HavenAccelerator *haven_accelerators_get (guint *n_accelerators);
void haven_accelerators_install (GtkApplication *application);
void haven_accelerators_add_to (GtkWidget *widget, const char *group);
gboolean haven_accelerators_match (const char *action, GdkEvent *event);
char *haven_accelerator_dup_label (const HavenAccelerator *self);

G_END_DECLS
