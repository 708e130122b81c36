/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-pages.h"

#include "haven-document-preview.h"

typedef struct
{
  double width; /* points */
  double height;
  char *text;
} Page;

struct _HavenPaperPages
{
  GObject parent_instance;

  /* owned */
  HavenPaper *paper;
  HavenDocumentPreview *preview; /* under the lock */
  GArray *pages;                 /* Page */

  GMutex lock;
};

G_DEFINE_FINAL_TYPE (HavenPaperPages, haven_paper_pages, G_TYPE_OBJECT)

static void
clear_page (gpointer data)
{
  g_clear_pointer (&((Page *) data)->text, g_free);
}

static gboolean
read_pages (HavenPaperPages *self, GError **error)
{
  guint n = haven_document_preview_get_n_pages (self->preview);

  for (guint i = 0; i < n; i++)
    {
      Page page = { 0 };

      if (!haven_document_preview_get_page_size (self->preview, i, &page.width, &page.height, error))
        return FALSE;
      page.text = haven_document_preview_dup_page_text (self->preview, i, error);
      if (page.text == NULL)
        return FALSE;
      g_array_append_val (self->pages, page);
    }
  return TRUE;
}

static void
haven_paper_pages_finalize (GObject *object)
{
  HavenPaperPages *self = HAVEN_PAPER_PAGES (object);

  g_clear_object (&self->preview);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->paper, haven_paper_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (haven_paper_pages_parent_class)->finalize (object);
}

static void
haven_paper_pages_class_init (HavenPaperPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_paper_pages_finalize;
}

static void
haven_paper_pages_init (HavenPaperPages *self)
{
  g_mutex_init (&self->lock);
  self->pages = g_array_new (FALSE, TRUE, sizeof (Page));
  g_array_set_clear_func (self->pages, clear_page);
}

/**
 * haven_paper_pages_new:
 * @paper: (transfer full):
 *
 * Opens the very bytes that will be printed. From a worker thread.
 */
HavenPaperPages *
haven_paper_pages_new (HavenPaper *paper, GError **error)
{
  g_autoptr (HavenPaperPages) self = g_object_new (HAVEN_TYPE_PAPER_PAGES, NULL);

  g_return_val_if_fail (paper != NULL, NULL);

  self->paper = paper;
  self->preview = haven_document_preview_new (paper->document->pdf, error);
  if (self->preview == NULL || !read_pages (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const HavenPaper *
haven_paper_pages_get_paper (HavenPaperPages *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_PAGES (self), NULL);
  return self->paper;
}

guint
haven_paper_pages_get_n (HavenPaperPages *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_PAGES (self), 0);
  return self->pages->len;
}

/** The size of a page in points; @page counts from 0. */
void
haven_paper_pages_get_size (HavenPaperPages *self, guint page, double *width, double *height)
{
  g_return_if_fail (HAVEN_IS_PAPER_PAGES (self) && page < self->pages->len);

  *width = g_array_index (self->pages, Page, page).width;
  *height = g_array_index (self->pages, Page, page).height;
}

/** Returns: (transfer none): what stands on a page, in reading order; @page counts from 0 */
const char *
haven_paper_pages_get_text (HavenPaperPages *self, guint page)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_PAGES (self) && page < self->pages->len, NULL);
  return g_array_index (self->pages, Page, page).text;
}

/* ── Drawing ──────────────────────────────────────────────────────────────── */

typedef struct
{
  guint page;
  double scale;
} Drawing;

static GdkTexture *
create_texture (cairo_surface_t *surface)
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

static void
run_drawing (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HavenPaperPages *self = source;
  Drawing *drawing = data;
  cairo_surface_t *surface = NULL;
  GError *error = NULL;

  g_mutex_lock (&self->lock);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    surface = haven_document_preview_render_page (self->preview, drawing->page, drawing->scale, &error);
  g_mutex_unlock (&self->lock);

  if (surface == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, create_texture (surface), g_object_unref);
}

/**
 * haven_paper_pages_draw_async:
 * @page: from 0
 * @scale: pixels for each point
 *
 * Draws a page on another thread.
 */
void
haven_paper_pages_draw_async (HavenPaperPages *self,
                              guint page,
                              double scale,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Drawing *drawing;

  g_return_if_fail (HAVEN_IS_PAPER_PAGES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  drawing = g_new0 (Drawing, 1);
  drawing->page = page;
  drawing->scale = scale;
  g_task_set_task_data (task, drawing, g_free);
  g_task_run_in_thread (task, run_drawing);
}

/** Returns: (transfer full) (nullable): the picture */
GdkTexture *
haven_paper_pages_draw_finish (HavenPaperPages *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
