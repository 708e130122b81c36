/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-confinement.h"
#include "haven-test-pdf.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define DONE 10

static const char *probe;

/* Ended by a signal counts as refused, as some calls are answered so. */
static gboolean
is_done (const char *act, const char *how)
{
  const char *const words[] = { probe, act, how, NULL };
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               NULL, NULL, &status, NULL));
  if (WIFEXITED (status) && WEXITSTATUS (status) != 0 && WEXITSTATUS (status) != DONE &&
      WEXITSTATUS (status) != 1)
    g_error ("%s %s: the probe ended with %d", act, how, WEXITSTATUS (status));
  return WIFEXITED (status) && WEXITSTATUS (status) == DONE;
}

static void
refuse_all (const char *how)
{
  static const char *const acts[] = { "read",      "write",  "look",   "network", "local",
                                      "program",   "fork",   "trace",  "kill",    "code",
                                      "late-code", "limits", "unshare" };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (is_done (acts[i], how))
      g_error ("a confined process can: %s", acts[i]);
}

static void
test_no_file_network_program_or_process_is_reached (void)
{
  /* The probe can tell what is possible: it is, to one that is not confined. */
  g_assert_true (is_done ("read", "free"));
  g_assert_true (is_done ("fork", "free"));
  g_assert_true (is_done ("code", "free"));
  g_assert_true (is_done ("nothing", "all"));
  refuse_all ("all");
}

/* As in a container that lets nobody make namespaces. */
static void
test_the_list_of_calls_is_enough_alone (void)
{
  g_assert_true (is_done ("nothing", "alone"));
  refuse_all ("alone");
}

static void
test_a_file_opened_before_can_be_read_again (void)
{
  g_assert_true (is_done ("font", "all"));
  g_assert_true (is_done ("font", "alone"));
}

static void
test_the_reader_says_that_it_is_confined (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  guint confined = haven_pdf_reader_get_facts (reader)->confined;

  g_assert_cmpuint (confined & HAVEN_PDF_CONFINED_CALLS, !=, 0);
  g_test_message ("calls %d, files %d, namespaces %d", (confined & HAVEN_PDF_CONFINED_CALLS) != 0,
                  (confined & HAVEN_PDF_CONFINED_FILES) != 0,
                  (confined & HAVEN_PDF_CONFINED_NAMESPACES) != 0);
}

/* A page that is painted all over many times, at a size that takes a while each time. */
static GBytes *
make_slow_page (void)
{
  g_autoptr (GString) content = g_string_new ("/G gs ");

  for (int i = 0; i < 200000; i++)
    g_string_append (content, "0 0 612 792 re f\n");
  return haven_test_pdf_make_page (
      "/Resources << /ExtGState << /G << /ca 0.5 /BM /Luminosity >> >> >>", content->str, NULL);
}

static void
test_a_reader_that_takes_too_long_is_ended (void)
{
  g_autoptr (GBytes) pdf = make_slow_page ();
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (haven_pdf_reader_render_page (reader, 0, 5, NULL, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID);
  g_assert_nonnull (strstr (error->message, "took too long"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 12 * G_USEC_PER_SEC);
  g_clear_error (&error);
  /* It has ended; what is asked later is answered with an error, at once. */
  g_assert_null (haven_pdf_reader_dup_page_text (reader, 0, NULL, &error));
  g_assert_nonnull (error);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 4);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_who_asks_may_stop_waiting (void)
{
  g_autoptr (GBytes) pdf = make_slow_page ();
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (pdf);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  gint64 start = g_get_monotonic_time ();

  g_assert_null (haven_pdf_reader_render_page (reader, 0, 5, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  probe = argv[1];
  g_test_add_func ("/documents/pdf-confinement/no-file-network-program-or-process-is-reached",
                   test_no_file_network_program_or_process_is_reached);
  g_test_add_func ("/documents/pdf-confinement/the-list-of-calls-is-enough-alone",
                   test_the_list_of_calls_is_enough_alone);
  g_test_add_func ("/documents/pdf-confinement/a-file-opened-before-can-be-read-again",
                   test_a_file_opened_before_can_be_read_again);
  g_test_add_func ("/documents/pdf-confinement/the-reader-says-that-it-is-confined",
                   test_the_reader_says_that_it_is_confined);
  g_test_add_func ("/documents/pdf-confinement/a-reader-that-takes-too-long-is-ended",
                   test_a_reader_that_takes_too_long_is_ended);
  g_test_add_func ("/documents/pdf-confinement/who-asks-may-stop-waiting",
                   test_who_asks_may_stop_waiting);
  return g_test_run ();
}
