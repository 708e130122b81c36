/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-value.h"

#include "haven-directory-moment.h"
#include "haven-language-names.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

/* ── Texts ───────────────────────────────────────────────────────────────── */

/* Marks that turn the direction of what follows them, a known way to show one text and mean
 * another. */
static gboolean
is_override (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || c == 0xFEFF;
}

static gboolean
is_clean (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p; p++)
    if ((*p < ' ' && *p != '\n') || *p == 0x7F || *p >= 0x80)
      return FALSE;
  return TRUE;
}

/** Returns: (transfer full): @text, which is UTF-8, without blanks around it and without control
 * characters */
char *
haven_directory_dup_clean (const char *text)
{
  char *copy = g_strstrip (g_strdup (text));
  g_autofree char *owned = NULL;
  g_autoptr (GString) clean = NULL;

  if (is_clean (copy))
    return copy;
  owned = copy;
  clean = g_string_sized_new (strlen (owned));
  for (const char *p = owned; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t')
        g_string_append_c (clean, ' ');
      else if (c == '\n' || !(g_unichar_iscntrl (c) || is_override (c)))
        g_string_append_unichar (clean, c);
    }
  return g_strdup (g_strstrip (clean->str));
}

/** Returns: (transfer full) (nullable): @texts, which it takes, and what of @more is not yet in
 * them */
char **
haven_directory_merge_texts (char **texts, char **more)
{
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();

  for (gsize i = 0; texts && texts[i]; i++)
    g_ptr_array_add (merged, texts[i]);
  for (gsize i = 0; more && more[i]; i++)
    if (!g_ptr_array_find_with_equal_func (merged, more[i], g_str_equal, NULL))
      g_ptr_array_add (merged, g_strdup (more[i]));
  g_free (texts);
  if (merged->len == 0)
    return NULL;
  g_ptr_array_add (merged, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&merged), FALSE);
}

/* Commas within brackets don't separate: "Chinese (Cantonese, Mandarin)" is one entry. */
static char **
split_list (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *start = text;
  int depth = 0;

  for (const char *p = text;; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && depth > 0)
        depth--;
      if (*p == '\0' || ((*p == ',' || *p == ';' || *p == '\n') && depth == 0))
        {
          g_autofree char *entry = g_strstrip (g_strndup (start, (gsize) (p - start)));

          if (*entry)
            g_strv_builder_add (builder, entry);
          start = p + 1;
        }
      if (*p == '\0')
        return g_strv_builder_end (builder);
    }
}

/* ── Checks ──────────────────────────────────────────────────────────────── */

gboolean
haven_directory_is_uuid (const char *text)
{
  return strlen (text) == 36 && g_uuid_string_is_valid (text);
}

static gboolean
has_blank (const char *text)
{
  return strpbrk (text, " \t\n") != NULL;
}

static gboolean
is_host (const char *host, gsize length)
{
  const char *dot = memchr (host, '.', length);

  return length >= 3 && dot != NULL && dot != host && host[length - 1] != '.' &&
         g_strstr_len (host, (gssize) length, "..") == NULL;
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return strlen (text) <= 254 && !has_blank (text) && strpbrk (text, "<>()\",;") == NULL &&
         at != NULL && at != text && strchr (at + 1, '@') == NULL &&
         is_host (at + 1, strlen (at + 1));
}

/* Feeds leave the scheme out as often as not; any scheme but the web's is no place to send
 * somebody. */
static gboolean
is_url (const char *text)
{
  const char *host = text;
  const char *scheme = strstr (text, "://");
  gsize length;

  if (strlen (text) > 2048 || has_blank (text) || strpbrk (text, "<>\"") != NULL)
    return FALSE;
  if (scheme != NULL)
    {
      gsize n = (gsize) (scheme - text);

      if (!(n == 4 && g_ascii_strncasecmp (text, "http", 4) == 0) &&
          !(n == 5 && g_ascii_strncasecmp (text, "https", 5) == 0))
        return FALSE;
      host = scheme + 3;
    }
  length = strcspn (host, "/?#:");
  if (memchr (host, '@', length) != NULL ||
      (host[length] == ':' && !g_ascii_isdigit (host[length + 1])))
    return FALSE;
  return is_host (host, length) ||
         (scheme != NULL && length == 9 && g_ascii_strncasecmp (host, "localhost", 9) == 0);
}

static char *
dup_phone (const char *text)
{
  gsize length = strlen (text);
  char *number;
  int digits = 0;

  if (length > 64)
    return NULL;
  number = length >= 2 && text[0] == '"' && text[length - 1] == '"'
               ? g_strndup (text + 1, length - 2)
               : g_strdup (text);
  for (const char *p = number; *p; p++)
    digits += g_ascii_isdigit (*p);
  if (digits < 3)
    g_clear_pointer (&number, g_free);
  return number;
}

static gboolean
parse_real (const char *text, double least, double most, double *value)
{
  char *end;

  errno = 0;
  *value = g_ascii_strtod (text, &end);
  return errno == 0 && end != text && *end == '\0' && isfinite (*value) && *value >= least &&
         *value <= most && strpbrk (text, "xX") == NULL;
}

gboolean
haven_directory_parse_boolean (const char *text, gboolean *value)
{
  static const char *const yes[] = { "true", "yes", "1", "t", "y", "x", "on", NULL };
  static const char *const no[] = { "false", "no", "0", "f", "n", "off", NULL };
  g_autofree char *word = g_ascii_strdown (text, -1);

  *value = g_strv_contains (yes, word);
  return *value || g_strv_contains (no, word);
}

static char *
dup_choice (const char *choices, const char *text)
{
  g_auto (GStrv) words = g_strsplit (choices, "|", -1);

  for (gsize i = 0; words[i]; i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      return g_strdup (words[i]);
  return NULL;
}

static gboolean
parse_boolean (HavenDirectoryValue *self, const char *text)
{
  gboolean value;

  if (!haven_directory_parse_boolean (text, &value))
    return FALSE;
  self->integer = value;
  return TRUE;
}

static gboolean
parse_virtual (HavenDirectoryValue *self, const char *text)
{
  if (!parse_boolean (self, text))
    return FALSE;
  self->text = g_strdup (self->integer ? "virtual" : "physical");
  return TRUE;
}

static gboolean
parse_whole (HavenDirectoryValue *self, const char *text, double most)
{
  if (!parse_real (text, 0, most, &self->real))
    return FALSE;
  self->integer = (gint64) self->real;
  return TRUE;
}

static char **
split_languages (const char *text)
{
  char **names = split_list (text);

  for (gsize i = 0; names[i]; i++)
    {
      char *code = haven_language_names_dup_code (names[i]);

      g_free (names[i]);
      names[i] = code;
    }
  return names;
}

/**
 * haven_directory_value_parse:
 * @text: what stands in the column, clean and not empty
 *
 * References and terms are looked up by whoever holds the rows; here they count as text.
 *
 * Returns: %FALSE when @text breaks the column's rule
 */
gboolean
haven_directory_value_parse (HavenDirectoryValue *self,
                             const HavenDirectoryColumn *column,
                             const char *text)
{
  *self = (HavenDirectoryValue) { .date = HAVEN_DATE_NONE, .real = NAN };
  switch (column->type)
    {
    case HAVEN_COLUMN_TEXT:
    case HAVEN_COLUMN_REFERENCE:
      return (self->text = g_strdup (text)) != NULL;
    case HAVEN_COLUMN_ID:
      return strlen (text) <= HAVEN_DIRECTORY_MAX_ID && strchr (text, '\n') == NULL &&
             (self->text = g_strdup (text)) != NULL;
    case HAVEN_COLUMN_CHOICE:
      return (self->text = dup_choice (column->choices, text)) != NULL;
    case HAVEN_COLUMN_EMAIL:
      return is_email (text) && (self->text = g_strdup (text)) != NULL;
    case HAVEN_COLUMN_URL:
      return is_url (text) && (self->text = g_strdup (text)) != NULL;
    case HAVEN_COLUMN_PHONE:
      return (self->text = dup_phone (text)) != NULL;
    case HAVEN_COLUMN_DATE:
      return haven_directory_parse_date (text, &self->date);
    case HAVEN_COLUMN_TIME:
      return (self->text = haven_directory_dup_time (text)) != NULL;
    case HAVEN_COLUMN_LATITUDE:
      return parse_real (text, -90, 90, &self->real);
    case HAVEN_COLUMN_LONGITUDE:
      return parse_real (text, -180, 180, &self->real);
    case HAVEN_COLUMN_AGE:
      return parse_whole (self, text, HAVEN_DIRECTORY_MAX_AGE);
    case HAVEN_COLUMN_NUMBER:
      return parse_whole (self, text, 1000000);
    case HAVEN_COLUMN_BOOLEAN:
      return parse_boolean (self, text);
    case HAVEN_COLUMN_VIRTUAL:
      return parse_virtual (self, text);
    case HAVEN_COLUMN_LIST:
    case HAVEN_COLUMN_TERMS:
      return (self->texts = split_list (text)) != NULL;
    case HAVEN_COLUMN_LANGUAGES:
      return (self->texts = split_languages (text)) != NULL;
    case HAVEN_COLUMN_DAYS:
      return (self->texts = haven_directory_split_days (text)) != NULL;
    case HAVEN_COLUMN_MONTH_DAYS:
      return (self->texts = haven_directory_split_month_days (text)) != NULL;
    case HAVEN_N_COLUMN_TYPES:
    default:
      g_assert_not_reached ();
    }
}

void
haven_directory_value_clear (HavenDirectoryValue *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->texts, g_strfreev);
}

static gboolean
store_text (HavenDirectoryValue *self, char **member, gboolean append)
{
  char *joined;

  if (!append || *member == NULL)
    {
      haven_record_set_text (member, self->text);
      return TRUE;
    }
  if (self->text == NULL)
    return TRUE;
  if (strlen (*member) + strlen (self->text) > HAVEN_DIRECTORY_MAX_TEXT)
    return FALSE;
  if (strstr (*member, self->text) != NULL)
    return TRUE;
  joined = g_strdup_printf ("%s\n%s", *member, self->text);
  g_free (*member);
  *member = joined;
  return TRUE;
}

static gboolean
store_texts (HavenDirectoryValue *self, char ***member)
{
  char *single[] = { self->text, NULL };

  if (*member && g_strv_length (*member) >= HAVEN_DIRECTORY_MAX_TEXTS)
    return FALSE;
  *member = haven_directory_merge_texts (*member, self->texts ? self->texts : single);
  return TRUE;
}

/**
 * haven_directory_value_store:
 * @append: whether it adds to a text that is there already
 *
 * Puts the value where @field is in @record.
 *
 * Returns: %FALSE when the field holds as much as it may
 */
gboolean
haven_directory_value_store (HavenDirectoryValue *self,
                             const HavenField *field,
                             gboolean append,
                             gpointer record)
{
  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      return store_text (self, &AT (char *, record, field), append);
    case HAVEN_FIELD_TEXTS:
      return store_texts (self, &AT (char **, record, field));
    case HAVEN_FIELD_INTEGER:
    case HAVEN_FIELD_MINUTE:
      AT (gint64, record, field) = self->integer;
      break;
    case HAVEN_FIELD_BOOLEAN:
      AT (gboolean, record, field) = self->integer != 0;
      break;
    case HAVEN_FIELD_REAL:
      AT (double, record, field) = self->real;
      break;
    case HAVEN_FIELD_DATE:
      AT (HavenDate, record, field) = self->date;
      break;
    case HAVEN_FIELD_INSTANT:
    case HAVEN_FIELD_BYTES:
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}
