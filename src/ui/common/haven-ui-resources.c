/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-ui-resources.h"

#include "haven-menu-names.h"
#include "haven-wrap-mirror.h"

#include "haven-ui-resource.h"

#include <adwaita.h>

/* libadwaita 1.7 takes these rows for decoration, and GTK then leaves out all that is in them: nobody who hears the screen
 * would know of the number. */
static void
let_spin_rows_be_heard (void)
{
  gtk_widget_class_set_accessible_role (g_type_class_get (ADW_TYPE_SPIN_ROW), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

/**
 * haven_ui_load_resources:
 * @display: where the style sheet and the icons shall apply
 *
 * Makes templates, icons and the style sheet known; call it once, before the first widget of Haven is made. It also
 * keeps the linker from dropping the resource out of the static library.
 */
void
haven_ui_load_resources (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_return_if_fail (GDK_IS_DISPLAY (display));

  g_resources_register (haven_ui_get_resource ());
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/org/havenclinic/Haven/icons");
  gtk_css_provider_load_from_resource (provider, "/org/havenclinic/Haven/style.css");
  gtk_style_context_add_provider_for_display (display,
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  haven_menu_names_install ();
  let_spin_rows_be_heard ();
  haven_wrap_mirror_install ();
}
