/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** How much a message may hold, either way: a header in JSON, and bytes behind it. */
#define HAVEN_PDF_WIRE_MAX_HEADER (8u * 1024 * 1024)
#define HAVEN_PDF_WIRE_MAX_BODY (96u * 1024 * 1024)

/** What both sides bound, so that neither has to be trusted in it. */
#define HAVEN_PDF_MAX_BYTES (64u * 1024 * 1024)
#define HAVEN_PDF_MAX_PAGES 200
#define HAVEN_PDF_MAX_SIDE 5000.0 /* points: a page of 1.7 m */
#define HAVEN_PDF_MAX_FIELDS 5000
#define HAVEN_PDF_MAX_OPTIONS 1000
#define HAVEN_PDF_MAX_NAME 500         /* characters */
#define HAVEN_PDF_MAX_TEXT (64 * 1024) /* bytes */
#define HAVEN_PDF_MAX_PIXELS (16 * 1024 * 1024)

/** One end of the line between the program and its reader of PDFs. */
typedef struct
{
  int fd;
  gint64 deadline;           /* monotonic, in microseconds; 0: none */
  GCancellable *cancellable; /* borrowed, nullable */
  gboolean is_pipe;          /* written to by write (), as the reader may call nothing else */
} HavenPdfChannel;

gboolean haven_pdf_channel_send (const HavenPdfChannel *self,
                                 JsonObject *header,
                                 GBytes *body,
                                 GError **error);
JsonObject *haven_pdf_channel_receive (const HavenPdfChannel *self, GBytes **body, GError **error);
JsonObject *haven_pdf_wire_parse_header (const char *text, gsize length, GError **error);

G_END_DECLS
