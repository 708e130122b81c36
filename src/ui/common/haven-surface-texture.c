/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-surface-texture.h"

/** @surface: (transfer full): opaque pixels, which are not copied; for any thread */
GdkTexture *
haven_surface_texture_new (cairo_surface_t *surface)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  const GdkMemoryFormat format = GDK_MEMORY_B8G8R8X8;
#else
  const GdkMemoryFormat format = GDK_MEMORY_X8R8G8B8;
#endif
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) pixels = NULL;

  cairo_surface_flush (surface);
  pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                       stride * (gsize) height,
                                       (GDestroyNotify) cairo_surface_destroy,
                                       surface);
  return gdk_memory_texture_new (width, height, format, pixels, stride);
}
