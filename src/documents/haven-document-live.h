/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-document.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/** Where a text, or a part of it, stands; in points from the top and the left edge of its sheet. */
typedef struct
{
  char *text_id;
  guint sheet; /* from 0 */
  double x;
  double y;
  double width;
  double height;
} HavenLivePlace;

/** A sheet of paper as it would come out. */
typedef struct
{
  cairo_surface_t *picture; /* RGB24 */
  double width;             /* points */
  double height;
  char *text; /* its words in reading order, a line for each text */
} HavenLiveSheet;

/** A form drawn with the texts that somebody is writing. It is for the eye: no file is made of it. */
typedef struct
{
  GPtrArray *sheets; /* HavenLiveSheet */
  GArray *places;    /* HavenLivePlace */
  gboolean everything; /* what is printed only sometimes is there too, as the text is of that kind */
} HavenDocumentLive;

/** What to draw. All of it is borrowed. */
typedef struct
{
  const HavenDocumentRequest *request; /* its form may be `paper`: then a form that shows what all papers share is drawn */
  const HavenTranslation *texts;       /* of that form, as they stand; missing ones get a mark */
  const char *text_id;                 /* the one that is being written, or NULL: it is looked for */
  double scale;                        /* pixels for each point */
} HavenLiveRequest;

HavenDocumentLive *haven_document_live_render (HavenForms *forms,
                                               const HavenLiveRequest *request,
                                               GCancellable *cancellable,
                                               GError **error);
void haven_document_live_free (HavenDocumentLive *self);
const HavenLivePlace *haven_document_live_find (const HavenDocumentLive *self, const char *text_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDocumentLive, haven_document_live_free)

/**
 * HavenLivePress:
 *
 * Draws live papers on a thread of its own, which keeps its fonts; what was asked for last is drawn, and what was asked
 * for before it is not.
 */
#define HAVEN_TYPE_LIVE_PRESS (haven_live_press_get_type ())
G_DECLARE_FINAL_TYPE (HavenLivePress, haven_live_press, HAVEN, LIVE_PRESS, GObject)

HavenLivePress *haven_live_press_new (void);
void haven_live_press_stop (HavenLivePress *self);
void haven_live_press_draw_async (HavenLivePress *self,
                                  HavenForms *forms,
                                  const HavenLiveRequest *request,
                                  HavenTranslation *texts,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
HavenDocumentLive *haven_live_press_draw_finish (HavenLivePress *self, GAsyncResult *result, GError **error);

G_END_DECLS
