/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-reader.h"

#include "haven-config.h"
#include "haven-document-error.h"
#include "haven-pdf-wire-private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "haven-pdf-reader"
#define LONGEST_ANSWER (10 * G_USEC_PER_SEC)

/* Where the other program finds its line and its file. */
#define LINE 3
#define DOCUMENT 4

struct _HavenPdfReader
{
  GObject parent_instance;

  /* owned */
  HavenPdfFacts *facts;
  GPid process; /* 0 once it has ended */
  int line;
};

G_DEFINE_FINAL_TYPE (HavenPdfReader, haven_pdf_reader, G_TYPE_OBJECT)

// ── Errors ──────────────────────────────────────────────────────────────────

static const struct
{
  const char *word;
  const char *sentence;
} refusals[] = {
  { "damaged", "The PDF is damaged, or is none. Get it again from where it came from" },
  { "password", "The PDF is locked with a password. Get a copy that opens without one" },
  { "xfa",
    "This form needs a program of its maker (XFA) and holds nothing that can be filled here. "
    "Ask the agency for a PDF form without XFA" },
  { "pages", "The PDF has more than 200 pages. Save the pages of the form as a file of their own" },
  { "size", "A page of the PDF is of a size that no printer has. Get another copy of the form" },
  { "fields", "The PDF has more fields or longer texts than a form has. Get another copy of it" },
  { "picture", "The page cannot be shown at that size; zoom out" },
};

static void
set_refusal (GError **error, const char *word)
{
  const char *sentence = refusals[0].sentence;

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (refusals[i].word, word) == 0)
      sentence = refusals[i].sentence;
  g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID, sentence);
}

/* What went wrong on the line, told as what it means. */
static void
set_failure (GError **error, const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID,
                         "Reading the PDF took too long and was ended. Get another copy of it");
  else
    g_set_error_literal (
        error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID,
        "The PDF could not be read: what reads it was ended, as the file is damaged "
        "or asks for too much. Get another copy of it");
}

// ── The other program ───────────────────────────────────────────────────────

/* Beside the program that runs, as installed or as built; never where a variable says. */
static char *
dup_program (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : g_strdup ("/");
  g_autofree char *moved = g_build_filename (folder, "..", "libexec", PROGRAM, NULL);
  g_autofree char *installed = g_build_filename (HAVEN_LIBEXEC_DIR, PROGRAM, NULL);

  for (int up = 0; up < 3; up++)
    {
      g_autofree char *built =
          g_build_filename (folder, "src", "documents", "reader", PROGRAM, NULL);
      char *above = g_path_get_dirname (folder);

      if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
        {
          g_free (above);
          return g_steal_pointer (&built);
        }
      g_free (folder);
      folder = above;
    }
  return g_file_test (moved, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&moved)
                                                        : g_steal_pointer (&installed);
}

/* A file in memory, which the other side can read and nobody can change. */
static int
seal (GBytes *pdf)
{
  int fd = memfd_create ("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  gsize length, done = 0;
  const char *bytes = g_bytes_get_data (pdf, &length);

  while (fd >= 0 && done < length)
    {
      gssize n = write (fd, bytes + done, length - done);

      if (n < 0 && errno != EINTR)
        break;
      done += (gsize) MAX (n, 0);
    }
  if (fd >= 0 && done == length &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* It gets no more of the environment than where the system's fonts are. */
static char **
make_environment (void)
{
  static const char *const kept[] = { "FONTCONFIG_FILE", "FONTCONFIG_PATH", "ASAN_OPTIONS",
                                      "UBSAN_OPTIONS" };
  char **environment = g_strsplit ("LC_ALL=C.UTF-8", " ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  return environment;
}

static gboolean
start (HavenPdfReader *self, GBytes *pdf, GError **error)
{
  g_autofree char *program = dup_program ();
  g_auto (GStrv) environment = make_environment ();
  const char *const words[] = { program, NULL };
  const int targets[] = { LINE, DOCUMENT };
  int ends[2] = { -1, -1 }, document = seal (pdf);
  gboolean started = FALSE;

  if (document >= 0 && socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0)
    {
      const int given[] = { ends[1], document };

      started = g_spawn_async_with_pipes_and_fds (
          "/", words, (const char *const *) environment,
          G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
          NULL, -1, -1, -1, given, targets, G_N_ELEMENTS (given), &self->process, NULL, NULL, NULL,
          NULL);
      close (ends[1]);
      self->line = ends[0];
    }
  if (document >= 0)
    close (document);
  if (!started)
    g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FAILED,
                         "The program that reads PDFs cannot be started. Install Haven again");
  return started;
}

static void
end (HavenPdfReader *self)
{
  if (self->line >= 0)
    close (self->line);
  self->line = -1;
  if (self->process <= 0)
    return;
  kill (self->process, SIGKILL);
  while (waitpid (self->process, NULL, 0) < 0 && errno == EINTR)
    continue;
  self->process = 0;
}

static void
haven_pdf_reader_finalize (GObject *object)
{
  HavenPdfReader *self = HAVEN_PDF_READER (object);

  end (self);
  g_clear_pointer (&self->facts, haven_pdf_facts_free);
  G_OBJECT_CLASS (haven_pdf_reader_parent_class)->finalize (object);
}

static void
haven_pdf_reader_class_init (HavenPdfReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_pdf_reader_finalize;
}

static void
haven_pdf_reader_init (HavenPdfReader *self)
{
  self->line = -1;
}

// ── Asking ──────────────────────────────────────────────────────────────────

/* Whatever does not end in an answer ends the other program. */
static JsonObject *
ask (HavenPdfReader *self,
     JsonObject *question,
     GBytes *with,
     GBytes **body,
     GCancellable *cancellable,
     GError **error)
{
  const HavenPdfChannel channel = {
    .fd = self->line,
    .deadline = g_get_monotonic_time () + LONGEST_ANSWER,
    .cancellable = cancellable,
  };
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) cause = NULL;

  if (self->process == 0)
    cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "It has ended");
  else if (haven_pdf_channel_send (&channel, question, with, &cause))
    answer = haven_pdf_channel_receive (&channel, body, &cause);
  if (answer == NULL)
    {
      end (self);
      set_failure (error, cause);
      return NULL;
    }
  if (!json_object_has_member (answer, "refused"))
    return g_steal_pointer (&answer);
  set_refusal (error, json_object_get_string_member_with_default (answer, "refused", ""));
  g_clear_pointer (body, g_bytes_unref);
  return NULL;
}

static JsonObject *
make_question (const char *act)
{
  JsonObject *question = json_object_new ();

  json_object_set_string_member (question, "do", act);
  return question;
}

static JsonObject *
make_page_question (HavenPdfReader *self, const char *act, guint page, GError **error)
{
  JsonObject *question;

  if (page >= self->facts->pages->len)
    {
      g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                   "The PDF has %u pages; there is no page %u", self->facts->pages->len, page + 1);
      return NULL;
    }
  question = make_question (act);
  json_object_set_int_member (question, "page", page);
  return question;
}

/* An answer that no reader of ours gives: it is another's by now. */
static void
distrust (HavenPdfReader *self, GError **error)
{
  end (self);
  set_refusal (error, "damaged");
}

/**
 * haven_pdf_reader_new:
 * @pdf: a file from anywhere
 *
 * Returns: (transfer full): the file, read so far that its pages and fields are known; or %NULL
 * with an error in a sentence
 */
HavenPdfReader *
haven_pdf_reader_new (GBytes *pdf, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenPdfReader) self = g_object_new (HAVEN_TYPE_PDF_READER, NULL);
  g_autoptr (JsonObject) question = make_question ("facts"), answer = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (pdf != NULL, NULL);

  if (g_bytes_get_size (pdf) == 0 || g_bytes_get_size (pdf) > HAVEN_PDF_MAX_BYTES)
    {
      g_set_error_literal (
          error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID,
          g_bytes_get_size (pdf) == 0
              ? "The PDF is empty. Get it again from where it came from"
              : "The PDF is larger than 64 MB. Save it smaller, or only the pages of the form");
      return NULL;
    }
  if (!start (self, pdf, error))
    return NULL;
  answer = ask (self, question, NULL, &body, cancellable, error);
  if (answer == NULL)
    return NULL;
  self->facts = haven_pdf_facts_parse (answer);
  if (self->facts != NULL)
    return g_steal_pointer (&self);
  distrust (self, error);
  return NULL;
}

/** Returns: (transfer none): what is known of the file */
const HavenPdfFacts *
haven_pdf_reader_get_facts (HavenPdfReader *self)
{
  g_return_val_if_fail (HAVEN_IS_PDF_READER (self), NULL);

  return self->facts;
}

static cairo_surface_t *
make_picture (JsonObject *answer, GBytes *body)
{
  gint64 width = json_object_get_int_member_with_default (answer, "width", 0);
  gint64 height = json_object_get_int_member_with_default (answer, "height", 0);
  gint64 stride = json_object_get_int_member_with_default (answer, "stride", 0);
  cairo_surface_t *surface;

  if (width < 1 || height < 1 || width > HAVEN_PDF_MAX_PIXELS || height > HAVEN_PDF_MAX_PIXELS ||
      width * height > HAVEN_PDF_MAX_PIXELS || stride != width * 4 ||
      (gsize) (stride * height) != g_bytes_get_size (body))
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS ||
      cairo_image_surface_get_stride (surface) != (int) stride)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  memcpy (cairo_image_surface_get_data (surface), g_bytes_get_data (body, NULL),
          g_bytes_get_size (body));
  cairo_surface_mark_dirty (surface);
  return surface;
}

/**
 * haven_pdf_reader_render_page:
 * @page: from 0
 * @scale: pixels for each point
 *
 * Returns: (transfer full): the page on white as it is read, as an RGB24 image surface
 */
cairo_surface_t *
haven_pdf_reader_render_page (
    HavenPdfReader *self, guint page, double scale, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonObject) question = NULL, answer = NULL;
  g_autoptr (GBytes) body = NULL;
  cairo_surface_t *surface;

  g_return_val_if_fail (HAVEN_IS_PDF_READER (self), NULL);

  question = make_page_question (self, "picture", page, error);
  if (question == NULL)
    return NULL;
  json_object_set_double_member (question, "scale", CLAMP (scale, 0, 100));
  answer = ask (self, question, NULL, &body, cancellable, error);
  if (answer == NULL)
    return NULL;
  surface = make_picture (answer, body);
  if (surface == NULL)
    distrust (self, error);
  return surface;
}

/** Returns: (transfer full): the text of a page, for screen readers; @page counts from 0 */
char *
haven_pdf_reader_dup_page_text (HavenPdfReader *self,
                                guint page,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (JsonObject) question = NULL, answer = NULL;
  g_autoptr (GBytes) body = NULL;
  gsize length;
  const char *text;

  g_return_val_if_fail (HAVEN_IS_PDF_READER (self), NULL);

  question = make_page_question (self, "text", page, error);
  answer = question != NULL ? ask (self, question, NULL, &body, cancellable, error) : NULL;
  if (answer == NULL)
    return NULL;
  text = g_bytes_get_data (body, &length);
  return text != NULL ? g_utf8_make_valid (text, (gssize) length) : g_strdup ("");
}

/**
 * haven_pdf_reader_flatten:
 * @title: neutral; it becomes the title of the result
 * @dropped: (element-type guint): numbers of the widgets that @overlay fills
 * @overlay: a PDF of ours with as many pages, of the same sizes
 *
 * The result was written by the program that read the file, so it is a PDF from elsewhere as well:
 * it is looked at through a reader.
 *
 * Returns: (transfer full): the pages of the file with those of @overlay over them: no fields,
 * scripts, links, attachments or words about the file
 */
GBytes *
haven_pdf_reader_flatten (HavenPdfReader *self,
                          const char *title,
                          GArray *dropped,
                          GBytes *overlay,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (JsonObject) question = make_question ("flatten"), answer = NULL;
  JsonArray *numbers = json_array_new ();
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (HAVEN_IS_PDF_READER (self), NULL);

  for (guint i = 0; i < dropped->len; i++)
    json_array_add_int_element (numbers, g_array_index (dropped, guint, i));
  json_object_set_array_member (question, "dropped", numbers);
  json_object_set_string_member (question, "title", title);
  answer = ask (self, question, overlay, &body, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (g_bytes_get_size (body) > 5 && memcmp (g_bytes_get_data (body, NULL), "%PDF-", 5) == 0)
    return g_steal_pointer (&body);
  distrust (self, error);
  return NULL;
}
