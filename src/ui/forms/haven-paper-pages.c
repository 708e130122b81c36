/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-pages.h"

#include "haven-document-preview.h"
#include "haven-official-forms-service.h"
#include "haven-pdf-reader.h"
#include "haven-surface-texture.h"

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
  HavenDocumentPreview *preview; /* under the lock; NULL of a file from elsewhere */
  HavenPdfReader *reader;        /* under the lock; NULL of a paper of our own */
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
read_own_pages (HavenPaperPages *self, GError **error)
{
  guint n;

  self->preview = haven_document_preview_new (self->paper->document->pdf, error);
  if (self->preview == NULL)
    return FALSE;
  n = haven_document_preview_get_n_pages (self->preview);
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

/* What an agency made is read by the confined reader alone, filled in or not. */
static gboolean
read_foreign_pages (HavenPaperPages *self, GError **error)
{
  const HavenPdfFacts *facts;

  self->reader = haven_pdf_reader_new (self->paper->document->pdf, NULL, error);
  if (self->reader == NULL)
    return FALSE;
  facts = haven_pdf_reader_get_facts (self->reader);
  for (guint i = 0; i < facts->pages->len; i++)
    {
      const HavenPdfPage *seen = &g_array_index (facts->pages, HavenPdfPage, i);
      gboolean sideways = seen->rotation == 90 || seen->rotation == 270;
      double width = seen->x2 - seen->x1, height = seen->y2 - seen->y1;
      Page page = { sideways ? height : width, sideways ? width : height, NULL };

      page.text = haven_pdf_reader_dup_page_text (self->reader, i, NULL, error);
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
  g_clear_object (&self->reader);
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
 * Opens the very bytes that will be printed. From a worker thread. A paper that was made from an official form is opened
 * by the confined reader.
 */
HavenPaperPages *
haven_paper_pages_new (HavenPaper *paper, GError **error)
{
  g_autoptr (HavenPaperPages) self = g_object_new (HAVEN_TYPE_PAPER_PAGES, NULL);

  g_return_val_if_fail (paper != NULL, NULL);

  self->paper = paper;
  if (haven_official_forms_is_paper_of (paper))
    return read_foreign_pages (self, error) ? g_steal_pointer (&self) : NULL;
  return read_own_pages (self, error) ? g_steal_pointer (&self) : NULL;
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

static cairo_surface_t *
draw_page (HavenPaperPages *self, const Drawing *drawing, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self->reader != NULL)
    return haven_pdf_reader_render_page (self->reader, drawing->page, drawing->scale, cancellable, error);
  return haven_document_preview_render_page (self->preview, drawing->page, drawing->scale, error);
}

static void
run_drawing (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HavenPaperPages *self = source;
  Drawing *drawing = data;
  cairo_surface_t *surface;
  GError *error = NULL;

  g_mutex_lock (&self->lock);
  surface = draw_page (self, drawing, cancellable, &error);
  g_mutex_unlock (&self->lock);

  if (surface == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, haven_surface_texture_new (surface), g_object_unref);
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
