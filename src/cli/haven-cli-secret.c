/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Passphrases and recovery codes, on their way in and out: nothing of them stays behind in memory, on the screen or in a
 * file that was not asked for. */

#include "haven-cli.h"

#include "haven-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LONGEST_SECRET 4096
#define RESERVED 512 /* more than both codes with their words */

/** @secret: (nullable) (transfer full): */
void
haven_cli_wipe (char *secret)
{
  if (secret)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* ── From a file ──────────────────────────────────────────────────────────── */

/* One buffer of one size, so that no half of it is left where it grew. Returns: how much was read, or -1 */
static gssize
read_all (int file, char *text)
{
  gsize n = 0;

  while (n <= LONGEST_SECRET)
    {
      const ssize_t got = read (file, text + n, LONGEST_SECRET + 1 - n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0)
        break;
      n += (gsize) got;
    }
  return (gssize) n;
}

/* Returns: (transfer full) (nullable): for haven_cli_wipe(); as long as its text */
static char *
read_secret_file (const char *path, const char *unreadable, const char *too_long, GError **error)
{
  char text[LONGEST_SECRET + 2];
  int file = open (path, O_RDONLY | O_CLOEXEC);
  const gssize n = file < 0 ? -1 : read_all (file, text);
  char *read = NULL;

  if (file >= 0)
    close (file);
  if (n < 0)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, unreadable);
  else if (n > LONGEST_SECRET)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, too_long);
  else
    {
      text[n] = '\0';
      read = g_strdup (text);
    }
  explicit_bzero (text, sizeof text);
  return read;
}

static char *
read_passphrase_file (const char *path, GError **error)
{
  char *text = read_secret_file (path,
                                 "The passphrase file cannot be read. Check its path and permissions.",
                                 "The passphrase file is too long to be one.",
                                 error);

  /* Spaces may belong to a passphrase; the end of the line does not. */
  if (text)
    {
      char *end = text + strcspn (text, "\r\n");

      explicit_bzero (end, strlen (end));
    }
  return text;
}

/* What stands before a colon says which code it is; a line that begins with # is for people. */
static void
add_code (GPtrArray *codes, char *line)
{
  char *colon = strrchr (line, ':');
  const char *code = g_strstrip (colon ? colon + 1 : line);

  if (*line != '#' && *code)
    g_ptr_array_add (codes, g_strdup (code));
}

/**
 * haven_cli_read_codes:
 * @codes: (element-type utf8): with haven_cli_wipe(); those of the file are added
 *
 * Reads recovery codes, one a line, as `vault init` and `vault recovery-sheet` write them or somebody typed them off a
 * sheet: empty lines, spaces, small letters and words before a colon do not matter.
 */
gboolean
haven_cli_read_codes (const char *path, GPtrArray *codes, GError **error)
{
  const guint n_before = codes->len;
  char *text = read_secret_file (path,
                                 "The file of the recovery code cannot be read. Check its path and permissions.",
                                 "The file of the recovery code is too long to be one.",
                                 error);
  char *line = text;

  if (text == NULL)
    return FALSE;
  while (line != NULL)
    {
      char *end = strpbrk (line, "\r\n");

      if (end)
        *end++ = '\0';
      add_code (codes, line);
      explicit_bzero (line, strlen (line));
      line = end;
    }
  g_free (text);
  if (codes->len > n_before)
    return TRUE;
  g_set_error_literal (error,
                       G_FILE_ERROR,
                       G_FILE_ERROR_INVAL,
                       "The file of the recovery code is empty. Type the code of the sheet into it.");
  return FALSE;
}

/* ── At a terminal ────────────────────────────────────────────────────────── */

/* For the handler alone: a terminal is one for the whole program. */
static struct termios shown, hidden;

static void watch_signals (gboolean watched);

/* Whoever stops the program at the prompt gets the terminal back as it was. tcsetattr(), sigaction() and raise() are safe
 * here (POSIX.1-2017, 2.4.3). */
static void
signal_cb (int number)
{
  const int failure = errno;

  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  raise (number);
  /* Only who was stopped for a while comes back. */
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  watch_signals (TRUE);
  errno = failure;
}

static void
watch_signals (gboolean watched)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
  struct sigaction action = { .sa_handler = signal_cb, .sa_flags = SA_RESETHAND | SA_NODEFER };
  struct sigaction present;

  if (!watched)
    action = (struct sigaction) { .sa_handler = SIG_DFL };
  sigemptyset (&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (sigaction (numbers[i], NULL, &present) == 0 && present.sa_handler != SIG_IGN)
      sigaction (numbers[i], &action, NULL);
}

/* Not by stdio, whose buffer would keep what was typed. */
static void
read_line (char *line, gsize size)
{
  gsize n = 0;

  while (n < size - 1)
    {
      const ssize_t got = read (STDIN_FILENO, line + n, size - 1 - n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      n += (gsize) got;
      if (memchr (line + n - got, '\n', (gsize) got))
        break;
    }
  line[n] = '\0';
  line[strcspn (line, "\r\n")] = '\0';
}

static char *
prompt_passphrase (GError **error)
{
  char line[LONGEST_SECRET];
  char *got;

  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, &shown) != 0)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED,
                           "There is no terminal to ask for the passphrase. Give it by --passphrase-file FILE.");
      return NULL;
    }
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  watch_signals (TRUE);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  g_printerr ("Passphrase: ");
  read_line (line, sizeof line);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  watch_signals (FALSE);
  g_printerr ("\n");
  got = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return got;
}

/** Returns: (transfer full) (nullable): what a file holds, or what is typed where there is none; for haven_cli_wipe() */
char *
haven_cli_dup_passphrase (const HavenCli *cli, const char *path, GError **error)
{
  return path ? read_passphrase_file (path, error) : prompt_passphrase (error);
}

/* ── Codes that are written down ──────────────────────────────────────────── */

static gboolean
write_all (int file, const char *text, gsize length)
{
  while (length > 0)
    {
      const ssize_t n = write (file, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }
  return fsync (file) == 0;
}

/**
 * haven_cli_make_code_file:
 *
 * Makes the file for recovery codes, with room for them, before the codes are made: whoever cannot keep a code must not
 * have one made. It is a new file that its owner alone may read, and its name is on the disk.
 *
 * Returns: its descriptor, for haven_cli_fill_code_file() or haven_cli_drop_code_file(); -1 on an error
 */
int
haven_cli_make_code_file (const char *path, GError **error)
{
  char room[RESERVED];
  g_autofree char *folder = g_path_get_dirname (path);
  int file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  memset (room, '\n', sizeof room);
  if (file >= 0 && fchmod (file, 0600) == 0 && write_all (file, room, sizeof room) &&
      haven_safe_file_sync_folder (folder))
    return file;
  g_set_error (error,
               G_FILE_ERROR,
               G_FILE_ERROR_FAILED,
               "The file for the recovery codes cannot be made: %s. Nothing was done. Name a new file, in a folder of yours.",
               g_strerror (errno));
  if (file >= 0)
    haven_cli_drop_code_file (file, path);
  return -1;
}

/** Nothing came of it. */
void
haven_cli_drop_code_file (int file, const char *path)
{
  close (file);
  g_unlink (path);
}

/**
 * haven_cli_fill_code_file:
 * @clinic, @legal: (nullable): a code
 */
gboolean
haven_cli_fill_code_file (int file, const char *path, const char *clinic, const char *legal, GError **error)
{
  char text[RESERVED];
  const int length = g_snprintf (text,
                                 sizeof text,
                                 "%s%s%s%s%s%s",
                                 clinic ? "clinic: " : "",
                                 clinic ? clinic : "",
                                 clinic ? "\n" : "",
                                 legal ? "legal: " : "",
                                 legal ? legal : "",
                                 legal ? "\n" : "");
  gboolean written = lseek (file, 0, SEEK_SET) == 0 && write_all (file, text, (gsize) length) &&
                     ftruncate (file, length) == 0 && fsync (file) == 0;

  explicit_bzero (text, sizeof text);
  written = close (file) == 0 && written;
  if (!written)
    g_set_error (error,
                 G_FILE_ERROR,
                 G_FILE_ERROR_FAILED,
                 "The recovery codes could not be written: %s. Make new ones at once: havenctl vault recovery-sheet.",
                 g_strerror (errno));
  return written;
}
