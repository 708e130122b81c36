/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-form-sources.h"

#include "haven-store-error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/uloc.h>

static const HavenChoice sources[] = {
  { "person.name", N_ ("The person’s name") },
  { "person.native_name", N_ ("The name in its own script") },
  { "person.alias", N_ ("Another name") },
  { "person.born_on", N_ ("Date of birth") },
  { "person.pronouns", N_ ("Pronouns") },
  { "person.spoken_language", N_ ("Spoken language") },
  { "person.written_language", N_ ("Language of papers") },
  { "person.mail_to", N_ ("Safe mailing address") },
  { "clinic.name", N_ ("The clinic’s name") },
  { "clinic.phone", N_ ("The clinic’s telephone") },
  { "staff.name", N_ ("Name of whoever makes it") },
  { "today", N_ ("Today") },
  { "fixed", N_ ("The same each time") },
  { NULL, NULL },
};

static const HavenChoice date_formats[] = {
  { "mm/dd/yyyy", N_ ("12/31/2026") }, { "dd/mm/yyyy", N_ ("31/12/2026") },
  { "yyyy-mm-dd", N_ ("2026-12-31") }, { "mmddyyyy", N_ ("12312026, for a cell each") },
  { "yyyy", N_ ("The year alone") },   { "mm", N_ ("The month alone") },
  { "dd", N_ ("The day alone") },      { NULL, NULL },
};

/* Which part of a name is the family's, no program knows: whoever maps a field says which words it gets. */
static const HavenChoice name_formats[] = {
  { "last-word", N_ ("Its last word") },
  { "first-word", N_ ("Its first word") },
  { "without-last", N_ ("All but its last word") },
  { "without-first", N_ ("All but its first word") },
  { NULL, NULL },
};

static const HavenChoice none[] = { { NULL, NULL } };

/** Returns: (transfer none): every source, ended by an empty one */
const HavenChoice *
haven_official_form_get_sources (void)
{
  return sources;
}

static gboolean
is_date (const char *source)
{
  return g_strcmp0 (source, "person.born_on") == 0 || g_strcmp0 (source, "today") == 0;
}

static gboolean
is_name (const char *source)
{
  return g_strcmp0 (source, "person.name") == 0 || g_strcmp0 (source, "person.native_name") == 0 ||
         g_strcmp0 (source, "person.alias") == 0 || g_strcmp0 (source, "staff.name") == 0;
}

/** Returns: (transfer none): how a value of @source may be written, besides as it is; ended by an empty one */
const HavenChoice *
haven_official_form_get_formats (const char *source)
{
  return is_date (source) ? date_formats : is_name (source) ? name_formats : none;
}

static gboolean
is_mappable (const HavenPdfField *field)
{
  return !field->read_only && field->type != HAVEN_PDF_FIELD_SIGNATURE && field->type != HAVEN_PDF_FIELD_BUTTON;
}

/** Whether @field can be filled from @source so written; a fixed value is a text, true, or an option. */
gboolean
haven_official_form_check_mapping (const HavenPdfField *field, const char *source, const char *format, GError **error)
{
  gboolean is_box = field->type == HAVEN_PDF_FIELD_CHECKBOX || field->type == HAVEN_PDF_FIELD_RADIO;
  const char *sentence = NULL;

  if (source == NULL)
    return TRUE;
  if (haven_choice_find (sources, source) == NULL)
    sentence = _ ("There is no such source of values. Choose one from the list.");
  else if (!is_mappable (field))
    sentence = _ ("This field is not filled by Haven: it is signed by pen, closed by its maker, or a button.");
  else if (is_box && strcmp (source, "fixed") != 0)
    sentence = _ ("A box is ticked the same each time or by hand. Choose a fixed value.");
  else if (strcmp (source, "fixed") == 0 && (format == NULL || *format == '\0'))
    sentence = _ ("Say which value the field gets each time.");
  else if (strcmp (source, "fixed") != 0 && format &&
           haven_choice_find (haven_official_form_get_formats (source), format) == NULL)
    sentence = _ ("A value from this source cannot be written so. Choose a way from the list.");
  if (sentence == NULL)
    return TRUE;
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* ── Suggestions ──────────────────────────────────────────────────────────── */

static const struct
{
  const char *words; /* each has to be in the field's name or label */
  const char *source;
  const char *format; /* nullable */
} hints[] = {
  { "date birth", "person.born_on", "mm/dd/yyyy" },
  { "birth date", "person.born_on", "mm/dd/yyyy" },
  { "dob", "person.born_on", "mm/dd/yyyy" },
  { "native alphabet", "person.native_name", NULL },
  { "native script", "person.native_name", NULL },
  { "other name", "person.alias", NULL },
  { "alias", "person.alias", NULL },
  { "family name", "person.name", "last-word" },
  { "last name", "person.name", "last-word" },
  { "surname", "person.name", "last-word" },
  { "given name", "person.name", "without-last" },
  { "first name", "person.name", "without-last" },
  { "preparer name", "staff.name", NULL },
  { "full name", "person.name", NULL },
  { "applicant name", "person.name", NULL },
  { "petitioner name", "person.name", NULL },
  { "patient name", "person.name", NULL },
  { "pronouns", "person.pronouns", NULL },
  { "language", "person.spoken_language", NULL },
  { "mailing address", "person.mail_to", NULL },
  { "safe address", "person.mail_to", NULL },
  { "clinic phone", "clinic.phone", NULL },
  { "organization name", "clinic.name", NULL },
  { "clinic name", "clinic.name", NULL },
};

/* "Pt1Line1a_FamilyName[0]" → "pt line a family name": agencies write names for programs. */
static char *
dup_words (const char *name, const char *label)
{
  g_autofree char *both = g_strconcat (name, " ", label, NULL);
  g_autoptr (GString) words = g_string_new (" ");
  gunichar before = ' ';

  for (const char *at = both; *at; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isupper (letter) && g_unichar_islower (before))
        g_string_append_c (words, ' ');
      if (g_unichar_isalpha (letter))
        g_string_append_unichar (words, g_unichar_tolower (letter));
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
      before = letter;
    }
  g_string_append_c (words, ' ');
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
has_words (const char *text, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (gsize i = 0; words[i]; i++)
    {
      g_autofree char *whole = g_strconcat (" ", words[i], " ", NULL);

      if (strstr (text, whole) == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * haven_official_form_suggest:
 * @source: (out) (nullable) (transfer none): what the field seems to ask for
 *
 * A guess by the words of the field, for somebody to look at.
 */
void
haven_official_form_suggest (const HavenPdfField *field, const char **source, const char **format)
{
  g_autofree char *words = dup_words (field->name, field->label);

  *source = *format = NULL;
  if (!is_mappable (field) || field->type != HAVEN_PDF_FIELD_TEXT)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (hints) && *source == NULL; i++)
    if (has_words (words, hints[i].words))
      {
        *source = hints[i].source;
        *format = hints[i].format;
      }
  /* Eight cells have no room for strokes. */
  if (g_strcmp0 (*source, "person.born_on") == 0 && field->max == 8)
    *format = "mmddyyyy";
}

/* ── Values ───────────────────────────────────────────────────────────────── */

static char *
dup_date (HavenDate date, const char *format)
{
  int year, month, day;

  if (!haven_date_is_set (date))
    return NULL;
  haven_date_get_ymd (date, &year, &month, &day);
  if (g_strcmp0 (format, "mm/dd/yyyy") == 0)
    return g_strdup_printf ("%02d/%02d/%04d", month, day, year);
  if (g_strcmp0 (format, "dd/mm/yyyy") == 0)
    return g_strdup_printf ("%02d/%02d/%04d", day, month, year);
  if (g_strcmp0 (format, "mmddyyyy") == 0)
    return g_strdup_printf ("%02d%02d%04d", month, day, year);
  if (g_strcmp0 (format, "yyyy") == 0)
    return g_strdup_printf ("%04d", year);
  if (g_strcmp0 (format, "mm") == 0)
    return g_strdup_printf ("%02d", month);
  if (g_strcmp0 (format, "dd") == 0)
    return g_strdup_printf ("%02d", day);
  return haven_date_dup_iso (date);
}

static char *
dup_part_of_name (const char *name, const char *format)
{
  const char *first_end = name ? strchr (name, ' ') : NULL, *last = name ? strrchr (name, ' ') : NULL;

  if (name == NULL || format == NULL || first_end == NULL)
    return g_strdup (name);
  if (strcmp (format, "last-word") == 0)
    return g_strdup (last + 1);
  if (strcmp (format, "first-word") == 0)
    return g_strndup (name, (gsize) (first_end - name));
  if (strcmp (format, "without-last") == 0)
    return g_strndup (name, (gsize) (last - name));
  return g_strdup (first_end + 1);
}

static const char *
find_name (const HavenOfficialFormPerson *person, const char *kind)
{
  for (guint i = 0; person->names && i < person->names->len; i++)
    {
      const HavenPatientName *name = person->names->pdata[i];

      if (g_strcmp0 (name->kind, kind) == 0)
        return name->text;
    }
  return NULL;
}

/* Official forms are in English, so a language is named in it. */
static char *
dup_language (const char *tag)
{
  UErrorCode code = U_ZERO_ERROR;
  UChar name[100];
  int32_t n = tag ? uloc_getDisplayLanguage (tag, "en", name, G_N_ELEMENTS (name), &code) : 0;

  return n > 0 && U_SUCCESS (code) ? g_utf16_to_utf8 ((const gunichar2 *) name, n, NULL, NULL, NULL) : NULL;
}

/* A year or a month of birth stays blank where a day is asked for. */
static HavenDate
get_born_on (const HavenPatient *patient)
{
  HavenDate date;

  if (patient->born_on && !patient->born_estimated && haven_date_parse (patient->born_on, &date, NULL))
    return date;
  return HAVEN_DATE_NONE;
}

static char *
dup_of_person (const HavenOfficialFormPerson *person, const char *source, const char *format)
{
  const HavenPatient *patient = person->patient;

  if (patient == NULL)
    return NULL;
  if (strcmp (source, "person.name") == 0)
    return dup_part_of_name (patient->name, format);
  if (strcmp (source, "person.native_name") == 0)
    return dup_part_of_name (find_name (person, "native-script"), format);
  if (strcmp (source, "person.alias") == 0)
    return dup_part_of_name (find_name (person, "alias"), format);
  if (strcmp (source, "person.born_on") == 0)
    return dup_date (get_born_on (patient), format);
  if (strcmp (source, "person.pronouns") == 0)
    return g_strdup (patient->pronouns);
  if (strcmp (source, "person.spoken_language") == 0)
    return dup_language (patient->spoken_language);
  if (strcmp (source, "person.written_language") == 0)
    return dup_language (patient->written_language);
  return g_strdup (patient->mail_to);
}

static char *
dup_value (HavenSession *session, const HavenOfficialFormPerson *person, const char *source, const char *format)
{
  if (g_str_has_prefix (source, "person."))
    return dup_of_person (person, source, format);
  if (strcmp (source, "clinic.name") == 0)
    return g_strdup (haven_session_get_clinic_name (session));
  if (strcmp (source, "clinic.phone") == 0)
    return g_strdup (haven_session_get_clinic_phone (session));
  if (strcmp (source, "staff.name") == 0)
    return dup_part_of_name (haven_session_get_staff_name (session), format);
  if (strcmp (source, "today") == 0)
    return dup_date (haven_clock_today (haven_session_get_clock (session)), format);
  return g_strdup (format);
}

/**
 * haven_official_form_make_value:
 *
 * Returns: (transfer full) (nullable): what the field gets, as haven_pdf_fill() takes it; %NULL where nothing is known
 */
JsonNode *
haven_official_form_make_value (HavenSession *session,
                                const HavenOfficialFormPerson *person,
                                const HavenPdfField *field,
                                const char *source,
                                const char *format)
{
  g_autofree char *text = source ? dup_value (session, person, source, format) : NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  if (field->type == HAVEN_PDF_FIELD_CHECKBOX && (strcmp (text, "true") == 0 || strcmp (text, "false") == 0))
    return json_node_init_boolean (json_node_alloc (), strcmp (text, "true") == 0);
  if (!field->multiline)
    g_strdelimit (text, "\n", ' ');
  return json_node_init_string (json_node_alloc (), text);
}
