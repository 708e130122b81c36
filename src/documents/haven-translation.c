/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation.h"

#include "haven-document-error.h"

#include <errno.h>
#include <gettext-po.h>
#include <setjmp.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_FILE (4 * 1024 * 1024)

typedef struct
{
  char *source;
  char *text;
  HavenTranslationState state;
} Entry;

struct _HavenTranslation
{
  char *form_code;
  char *language;
  GHashTable *entries; /* id → Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->source);
  g_free (entry->text);
  g_free (entry);
}

HavenTranslation *
haven_translation_new (const char *form_code, const char *language)
{
  HavenTranslation *self = g_new0 (HavenTranslation, 1);

  self->form_code = g_strdup (form_code);
  self->language = g_strdup (language);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  return self;
}

void
haven_translation_free (HavenTranslation *self)
{
  if (self == NULL)
    return;
  g_free (self->form_code);
  g_free (self->language);
  g_hash_table_unref (self->entries);
  g_free (self);
}

const char *
haven_translation_get_language (const HavenTranslation *self)
{
  return self->language;
}

/** Sets the text of @id, made for the words @source. */
void
haven_translation_set (HavenTranslation *self,
                       const char *id,
                       const char *source,
                       const char *text,
                       HavenTranslationState state)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->source = g_strdup (source);
  entry->text = g_strdup (text);
  entry->state = text == NULL || *text == '\0' ? HAVEN_TRANSLATION_MISSING : state;
  g_hash_table_replace (self->entries, g_strdup (id), entry);
}

/**
 * haven_translation_lookup:
 * @source: the words that the form has now: a translation of other words is outdated
 *
 * Returns: (nullable): the text, or %NULL where it is missing
 */
const char *
haven_translation_lookup (const HavenTranslation *self,
                          const char *id,
                          const char *source,
                          HavenTranslationState *state)
{
  const Entry *entry = g_hash_table_lookup (self->entries, id);

  *state = HAVEN_TRANSLATION_MISSING;
  if (entry == NULL || entry->state == HAVEN_TRANSLATION_MISSING)
    return NULL;
  *state = g_strcmp0 (entry->source, source) == 0 ? entry->state : HAVEN_TRANSLATION_OUTDATED;
  return entry->text;
}

/** Returns: (nullable): the words that the text of @id was made for */
const char *
haven_translation_get_source (const HavenTranslation *self, const char *id)
{
  const Entry *entry = g_hash_table_lookup (self->entries, id);

  return entry ? entry->source : NULL;
}

/** Takes over what @from says of @id, if it says anything. */
void
haven_translation_copy_entry (HavenTranslation *self, const HavenTranslation *from, const char *id)
{
  const Entry *entry = g_hash_table_lookup (from->entries, id);

  if (entry != NULL)
    haven_translation_set (self, id, entry->source, entry->text, entry->state);
}

/** Returns: (transfer full): the ids that it holds, in no order */
char **
haven_translation_dup_ids (const HavenTranslation *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  return g_strv_builder_end (builder);
}

// ── PO ──────────────────────────────────────────────────────────────────────

/* libgettextpo keeps its state in globals and gives its callbacks no user data: one reader at a
 * time. */
static GMutex po_lock;
static GString *po_messages;
static jmp_buf po_escape;

static void
keep_message (int severity, size_t line, const char *message)
{
  if (severity != PO_SEVERITY_WARNING && po_messages->len == 0)
    {
      if (line != (size_t) -1)
        g_string_printf (po_messages, "line %zu: ", line);
      g_string_append (po_messages, message);
    }
  if (severity == PO_SEVERITY_FATAL_ERROR)
    longjmp (po_escape, 1);
}

static void
po_error_cb (int severity,
             po_message_t message,
             const char *file_name,
             size_t line,
             size_t column,
             int multiline,
             const char *text)
{
  keep_message (severity, line, text);
}

static void
po_two_errors_cb (int severity,
                  po_message_t first,
                  const char *first_file,
                  size_t first_line,
                  size_t first_column,
                  int first_multiline,
                  const char *first_text,
                  po_message_t second,
                  const char *second_file,
                  size_t second_line,
                  size_t second_column,
                  int second_multiline,
                  const char *second_text)
{
  keep_message (severity, first_line, first_text);
}

static const struct po_xerror_handler po_handler = { po_error_cb, po_two_errors_cb };

static const char *const state_words[] = { "missing", "machine",  "outdated",
                                           "draft",   "reviewed", "approved" };

static HavenTranslationState
parse_state (const char *word, HavenTranslationState otherwise)
{
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (state_words); i++)
    if (strcmp (state_words[i], word) == 0)
      return (HavenTranslationState) i;
  return otherwise;
}

/* The state of all is in the header; a comment `haven-state: reviewed` says otherwise for one. */
static HavenTranslationState
find_state (po_message_t message, HavenTranslationState of_file)
{
  const char *comments = po_message_comments (message);
  const char *mark = comments ? strstr (comments, "haven-state:") : NULL;
  g_autofree char *word = NULL;

  if (po_message_is_fuzzy (message))
    return HAVEN_TRANSLATION_OUTDATED;
  if (mark == NULL)
    return of_file;
  mark += strlen ("haven-state:");
  word = g_strstrip (g_strndup (mark, strcspn (mark, "\n")));
  return parse_state (word, HAVEN_TRANSLATION_DRAFT);
}

static void
read_header (po_file_t file, HavenTranslationState *state, char **language)
{
  const char *header = po_file_domain_header (file, NULL);
  char *field = header ? po_header_field (header, "X-Haven-State") : NULL;

  *state = parse_state (field, HAVEN_TRANSLATION_DRAFT);
  free (field);
  field = header ? po_header_field (header, "Language") : NULL;
  *language = g_strdup (field);
  free (field);
}

static void
read_messages (HavenTranslation *self, po_file_t file, HavenTranslationState of_file)
{
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  po_message_t message;

  while ((message = po_next_message (iterator)) != NULL)
    {
      const char *id = po_message_msgctxt (message);

      if (po_message_is_obsolete (message) || *po_message_msgid (message) == '\0')
        continue;
      if (id == NULL)
        g_string_append_printf (po_messages,
                                "a message has no msgctxt, which should hold the text's id");
      else if (!g_utf8_validate (po_message_msgstr (message), -1, NULL))
        g_string_append_printf (po_messages, "the text of “%s” is not UTF-8", id);
      else
        haven_translation_set (self, id, po_message_msgid (message), po_message_msgstr (message),
                               find_state (message, of_file));
    }
  po_message_iterator_free (iterator);
}

static void
read_file (HavenTranslation *self, const char *path)
{
  po_file_t file = po_file_read (path, &po_handler);
  HavenTranslationState state;
  g_autofree char *language = NULL;

  if (file == NULL)
    {
      g_string_append (po_messages, g_strerror (errno));
      return;
    }
  if (po_messages->len == 0)
    {
      read_header (file, &state, &language);
      read_messages (self, file, state);
      if (g_strcmp0 (language, self->language) != 0)
        g_string_assign (po_messages, "its header names another language");
    }
  po_file_free (file);
}

/* libgettextpo reads files only: the bytes go to it through memory that has no name anywhere. */
static int
open_in_memory (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int descriptor = memfd_create ("translation", MFD_CLOEXEC);
  gsize written = 0;

  while (descriptor >= 0 && written < length)
    {
      ssize_t n = write (descriptor, data + written, length - written);

      if (n < 0 && errno != EINTR)
        {
          close (descriptor);
          return -1;
        }
      written += (gsize) MAX (n, 0);
    }
  return descriptor;
}

static void
read_guarded (HavenTranslation *self, const char *path)
{
  if (setjmp (po_escape) == 0)
    read_file (self, path);
}

static char *
dup_po_problem (HavenTranslation *self, GBytes *po)
{
  g_autofree char *path = NULL;
  char *problem;
  int descriptor;

  if (g_bytes_get_size (po) > MAX_FILE ||
      memchr (g_bytes_get_data (po, NULL), '\0', g_bytes_get_size (po)) != NULL)
    return g_strdup ("it is not a text of at most 4 megabytes");
  descriptor = open_in_memory (po);
  if (descriptor < 0)
    return g_strdup (g_strerror (errno));
  path = g_strdup_printf ("/proc/self/fd/%d", descriptor);

  g_mutex_lock (&po_lock);
  po_messages = g_string_new (NULL);
  read_guarded (self, path);
  problem = g_string_free (g_steal_pointer (&po_messages), FALSE);
  g_mutex_unlock (&po_lock);

  close (descriptor);
  return problem;
}

/**
 * haven_translation_parse:
 * @po: a gettext PO file: msgctxt is a text's id, msgid its English source
 *
 * Returns: (transfer full): the translation, or %NULL with an error that says where the file is
 * broken
 */
HavenTranslation *
haven_translation_parse (const char *form_code, const char *language, GBytes *po, GError **error)
{
  g_autoptr (HavenTranslation) self = haven_translation_new (form_code, language);
  g_autofree char *problem = dup_po_problem (self, po);

  if (*problem == '\0')
    return g_steal_pointer (&self);
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID,
               "The translation “%s.%s.po” cannot be read: %s", form_code, language, problem);
  return NULL;
}

// ── Writing PO ──────────────────────────────────────────────────────────────

static void
write_header (po_file_t file, const HavenForm *form, const char *language)
{
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  po_message_t header = po_message_create ();
  g_autofree char *project = g_strdup_printf ("Project-Id-Version: haven %s %s\n", form->code, form->version);
  g_autofree char *fields = g_strconcat (project,
                                         "Language: ", language,
                                         "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                                         "Content-Transfer-Encoding: 8bit\n",
                                         NULL);

  po_message_set_msgid (header, "");
  po_message_set_msgstr (header, fields);
  po_message_insert (iterator, header);
  po_message_iterator_free (iterator);
}

static void
write_message (po_message_iterator_t iterator,
               const HavenFormText *text,
               const HavenTranslation *translation)
{
  po_message_t message = po_message_create ();
  HavenTranslationState state = HAVEN_TRANSLATION_MISSING;
  const char *words =
      translation ? haven_translation_lookup (translation, text->id, text->text, &state) : NULL;
  g_autofree char *comment = g_strdup_printf (" haven-state: %s\n", state_words[state]);

  po_message_set_msgctxt (message, text->id);
  po_message_set_msgid (message, text->text);
  po_message_set_msgstr (message, words ? words : "");
  po_message_set_comments (message, words ? comment : "");
  po_message_set_fuzzy (message, state == HAVEN_TRANSLATION_OUTDATED);
  po_message_insert (iterator, message);
}

static gboolean
write_guarded (po_file_t file, const char *path)
{
  return setjmp (po_escape) == 0 && po_file_write (file, path, &po_handler) != NULL;
}

static gboolean
write_messages (const HavenForm *form, const HavenTranslation *self, const char *language, const char *path)
{
  po_file_t file = po_file_create ();
  po_message_iterator_t iterator;
  gboolean written;

  write_header (file, form, language);
  /* An iterator stands before the first message: what is inserted comes one after the other. */
  iterator = po_message_iterator (file, NULL);
  po_next_message (iterator);
  for (guint i = 0; i < form->order->len; i++)
    write_message (iterator, g_ptr_array_index (form->order, i), self);
  po_message_iterator_free (iterator);
  written = write_guarded (file, path);
  po_file_free (file);
  return written && po_messages->len == 0;
}

static GBytes *
read_from_memory (int descriptor)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[4096];
  ssize_t n;
  off_t at = 0;

  while ((n = pread (descriptor, buffer, sizeof buffer, at)) > 0)
    {
      g_byte_array_append (bytes, buffer, (guint) n);
      at += n;
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/**
 * haven_translation_write_po:
 * @self: (nullable): what there is in @language; missing texts are left empty
 *
 * Returns: (transfer full): a gettext PO file that haven_translation_parse() reads back
 */
GBytes *
haven_translation_write_po (const HavenForm *form,
                            const HavenTranslation *self,
                            const char *language,
                            GError **error)
{
  int descriptor = memfd_create ("translation", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", descriptor);
  GBytes *po = NULL;

  if (descriptor >= 0)
    {
      g_mutex_lock (&po_lock);
      po_messages = g_string_new (NULL);
      if (write_messages (form, self, language, path))
        po = read_from_memory (descriptor);
      g_string_free (g_steal_pointer (&po_messages), TRUE);
      g_mutex_unlock (&po_lock);
      close (descriptor);
    }
  if (po == NULL)
    g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID,
                 "The translation “%s.%s.po” could not be written", form->code, language);
  return po;
}
