/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-ui-resources.h"

#include "haven-menu-names.h"

#include "haven-ui-resource.h"

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
}
