/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-wire-private.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAGIC "HvP1"
#define DEEPEST 16

/* In front of each message. Both ends run on one machine, so its own byte order will do. */
typedef struct
{
  char magic[4];
  guint32 header_length;
  guint32 body_length;
} Frame;

// ── Waiting ─────────────────────────────────────────────────────────────────

static gboolean
fail (GError **error, int code, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, code, message);
  return FALSE;
}

/* In milliseconds; -1 where there is no limit. */
static int
get_time_left (const HavenPdfChannel *self)
{
  gint64 left = self->deadline - g_get_monotonic_time ();

  if (self->deadline == 0)
    return -1;
  return left > 0 ? (int) (left / 1000) + 1 : 0;
}

static gboolean
wait_for (const HavenPdfChannel *self, short events, GError **error)
{
  struct pollfd fds[2] = { { .fd = self->fd, .events = events }, { .fd = -1, .events = POLLIN } };
  gboolean woken = FALSE;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->cancellable != NULL)
    fds[1].fd = g_cancellable_get_fd (self->cancellable);
  while (!woken)
    {
      int n = poll (fds, 2, get_time_left (self));

      if (n == 0)
        break;
      woken = n > 0;
      if (n < 0 && errno != EINTR)
        break;
    }
  if (self->cancellable != NULL)
    g_cancellable_release_fd (self->cancellable);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  return woken || fail (error, G_IO_ERROR_TIMED_OUT, "No answer in time");
}

static gboolean
write_all (const HavenPdfChannel *self, const void *data, gsize length, GError **error)
{
  const char *at = data;

  while (length > 0)
    {
      gssize n;

      if (!wait_for (self, POLLOUT, error))
        return FALSE;
      n = self->is_pipe ? write (self->fd, at, length)
                        : send (self->fd, at, length, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n <= 0 && errno != EINTR && errno != EAGAIN)
        return fail (error, G_IO_ERROR_BROKEN_PIPE, "The other end is gone");
      at += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

static gboolean
read_all (const HavenPdfChannel *self, void *data, gsize length, GError **error)
{
  char *at = data;

  while (length > 0)
    {
      gssize n;

      if (!wait_for (self, POLLIN, error))
        return FALSE;
      n = read (self->fd, at, length);
      if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        return fail (error, G_IO_ERROR_BROKEN_PIPE, "The other end is gone");
      at += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

// ── Messages ────────────────────────────────────────────────────────────────

/* The parser calls itself for each level, so nobody may choose how many there are. */
static gboolean
is_shallow (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    if (in_string && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      in_string = !in_string;
    else if (in_string)
      continue;
    else if ((text[i] == '[' || text[i] == '{') && ++depth > DEEPEST)
      return FALSE;
    else if (text[i] == ']' || text[i] == '}')
      depth--;
  return TRUE;
}

/** Returns: (transfer full): the object that @text is; anything else is refused, however it was
 * made */
JsonObject *
haven_pdf_wire_parse_header (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  if (length > 0 && g_utf8_validate (text, (gssize) length, NULL) && is_shallow (text, length) &&
      json_parser_load_from_data (parser, text, (gssize) length, NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_dup_object (root);
  fail (error, G_IO_ERROR_INVALID_DATA, "The answer is none");
  return NULL;
}

/** Sends a message; @body may be %NULL. */
gboolean
haven_pdf_channel_send (const HavenPdfChannel *self,
                        JsonObject *header,
                        GBytes *body,
                        GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), header);
  g_autofree char *text = json_to_string (node, FALSE);
  gsize length = strlen (text), body_length = 0;
  const void *bytes = body != NULL ? g_bytes_get_data (body, &body_length) : NULL;
  Frame frame = { .header_length = (guint32) length, .body_length = (guint32) body_length };

  memcpy (frame.magic, MAGIC, sizeof frame.magic);
  if (length > HAVEN_PDF_WIRE_MAX_HEADER || body_length > HAVEN_PDF_WIRE_MAX_BODY)
    return fail (error, G_IO_ERROR_MESSAGE_TOO_LARGE, "The message is too large");
  return write_all (self, &frame, sizeof frame, error) && write_all (self, text, length, error) &&
         write_all (self, bytes, body_length, error);
}

/**
 * haven_pdf_channel_receive:
 * @body: (out) (transfer full): what stands behind the header, empty where there is nothing
 *
 * Nothing of what comes is believed: neither its length nor its form.
 *
 * Returns: (transfer full): the header
 */
JsonObject *
haven_pdf_channel_receive (const HavenPdfChannel *self, GBytes **body, GError **error)
{
  g_autofree char *header = NULL, *bytes = NULL;
  JsonObject *object;
  Frame frame;

  if (!read_all (self, &frame, sizeof frame, error))
    return NULL;
  if (memcmp (frame.magic, MAGIC, sizeof frame.magic) != 0 || frame.header_length == 0 ||
      frame.header_length > HAVEN_PDF_WIRE_MAX_HEADER ||
      frame.body_length > HAVEN_PDF_WIRE_MAX_BODY)
    {
      fail (error, G_IO_ERROR_INVALID_DATA, "The answer is none");
      return NULL;
    }
  header = g_malloc (frame.header_length);
  bytes = frame.body_length > 0 ? g_try_malloc (frame.body_length) : NULL;
  if (frame.body_length > 0 && bytes == NULL)
    {
      fail (error, G_IO_ERROR_NO_SPACE, "There is not enough memory");
      return NULL;
    }
  if (!read_all (self, header, frame.header_length, error) ||
      !read_all (self, bytes, frame.body_length, error))
    return NULL;
  object = haven_pdf_wire_parse_header (header, frame.header_length, error);
  if (object != NULL)
    *body = g_bytes_new_take (g_steal_pointer (&bytes), frame.body_length);
  return object;
}
