/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-reader-private.h"

#include "haven-pdf-wire-private.h"

#include <math.h>
#include <string.h>

#define MOST_PARENTS 50

enum
{
  ANNOTATION_HIDDEN = 1 << 1,
  ANNOTATION_PRINTED = 1 << 2,
  BIT_BUTTON = 1 << 16, /* of /Ff (ISO 32000-2, 12.7.5.2) */
};

/* A file whose table of objects has to be guessed is refused: what would be seen might be half. */
static HavenPdfRefusal
judge_errors (qpdf_data pdf)
{
  qpdf_error error = qpdf_has_error (pdf) ? qpdf_get_error (pdf) : NULL;

  return error != NULL && qpdf_get_error_code (pdf, error) == qpdf_e_password ? HAVEN_PDF_PASSWORD
                                                                              : HAVEN_PDF_DAMAGED;
}

/** Opens a file with no password; @pdf is to be given to qpdf_cleanup() even where it is refused.
 */
HavenPdfRefusal
haven_pdf_open (const char *bytes, gsize length, qpdf_data *pdf)
{
  int n_pages;

  *pdf = qpdf_init ();
  qpdf_silence_errors (*pdf);
  qpdf_set_suppress_warnings (*pdf, QPDF_TRUE);
  qpdf_set_attempt_recovery (*pdf, QPDF_FALSE);
  if (qpdf_read_memory (*pdf, "document", bytes, length, NULL) & QPDF_ERRORS)
    return judge_errors (*pdf);
  n_pages = qpdf_get_num_pages (*pdf);
  if (n_pages <= 0)
    return HAVEN_PDF_DAMAGED;
  return n_pages > HAVEN_PDF_MAX_PAGES ? HAVEN_PDF_PAGES : NULL;
}

// ── Values ──────────────────────────────────────────────────────────────────

static char *
dup_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);

  g_strdelimit (valid, "\r", '\n');
  for (const char *at = valid; *at != '\0' && clean->len < HAVEN_PDF_MAX_TEXT;
       at = g_utf8_next_char (at))
    if (*at == '\n' || !g_unichar_iscntrl (g_utf8_get_char (at)))
      g_string_append_unichar (clean, g_utf8_get_char (at));
  return g_string_free (clean, FALSE);
}

/** Returns: (transfer full) (nullable): a text of the file as UTF-8, without control characters */
char *
haven_pdf_dup_text (qpdf_data pdf, qpdf_oh object)
{
  return qpdf_oh_is_string (pdf, object) ? dup_clean (qpdf_oh_get_utf8_value (pdf, object)) : NULL;
}

/** Returns: (transfer full) (nullable): a name without its slash */
char *
haven_pdf_dup_name (qpdf_data pdf, qpdf_oh object)
{
  const char *name = qpdf_oh_is_name (pdf, object) ? qpdf_oh_get_name (pdf, object) : NULL;

  return name != NULL ? dup_clean (*name == '/' ? name + 1 : name) : NULL;
}

/** What @node says of @key, or whoever is above it. */
qpdf_oh
haven_pdf_find_inherited (qpdf_data pdf, qpdf_oh node, const char *key)
{
  for (int i = 0; i < MOST_PARENTS && qpdf_oh_is_dictionary (pdf, node); i++)
    {
      if (qpdf_oh_has_key (pdf, node, key))
        return qpdf_oh_get_key (pdf, node, key);
      node = qpdf_oh_get_key (pdf, node, "/Parent");
    }
  return qpdf_oh_new_null (pdf);
}

gboolean
haven_pdf_read_numbers (qpdf_data pdf, qpdf_oh array, double *numbers, int n)
{
  if (!qpdf_oh_is_array (pdf, array) || qpdf_oh_get_array_n_items (pdf, array) != n)
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      numbers[i] = qpdf_oh_get_numeric_value (pdf, qpdf_oh_get_array_item (pdf, array, i));
      if (!isfinite (numbers[i]) || fabs (numbers[i]) > 1e6)
        return FALSE;
    }
  return TRUE;
}

gboolean
haven_pdf_read_box (qpdf_data pdf, qpdf_oh array, HavenPdfBox *box)
{
  double n[4];

  if (!haven_pdf_read_numbers (pdf, array, n, 4))
    return FALSE;
  *box = (HavenPdfBox) { MIN (n[0], n[2]), MIN (n[1], n[3]), MAX (n[0], n[2]), MAX (n[1], n[3]) };
  return TRUE;
}

/** What of a page is seen, and by how many degrees it is turned to be read. */
HavenPdfRefusal
haven_pdf_read_page (qpdf_data pdf, qpdf_oh page, HavenPdfBox *box, int *rotation)
{
  qpdf_oh turned = haven_pdf_find_inherited (pdf, page, "/Rotate");
  HavenPdfBox crop;

  *box = (HavenPdfBox) { 0, 0, 612, 792 };
  haven_pdf_read_box (pdf, haven_pdf_find_inherited (pdf, page, "/MediaBox"), box);
  if (haven_pdf_read_box (pdf, haven_pdf_find_inherited (pdf, page, "/CropBox"), &crop) &&
      crop.x1 < box->x2 && crop.x2 > box->x1 && crop.y1 < box->y2 && crop.y2 > box->y1)
    *box = (HavenPdfBox) { MAX (crop.x1, box->x1), MAX (crop.y1, box->y1), MIN (crop.x2, box->x2),
                           MIN (crop.y2, box->y2) };
  *rotation = qpdf_oh_is_integer (pdf, turned)
                  ? ((int) (qpdf_oh_get_int_value (pdf, turned) % 360) + 360) % 360
                  : 0;
  *rotation -= *rotation % 90;
  return box->x2 - box->x1 < 1 || box->y2 - box->y1 < 1 || box->x2 - box->x1 > HAVEN_PDF_MAX_SIDE ||
                 box->y2 - box->y1 > HAVEN_PDF_MAX_SIDE
             ? HAVEN_PDF_SIZE
             : NULL;
}

// ── Annotations ─────────────────────────────────────────────────────────────

gboolean
haven_pdf_is_widget (qpdf_data pdf, qpdf_oh annotation)
{
  return qpdf_oh_is_name_and_equals (pdf, qpdf_oh_get_key (pdf, annotation, "/Subtype"), "/Widget");
}

/** Whether it is a button to press, which has nothing to do on paper. */
gboolean
haven_pdf_is_button (qpdf_data pdf, qpdf_oh widget)
{
  qpdf_oh bits = haven_pdf_find_inherited (pdf, widget, "/Ff");

  return qpdf_oh_is_name_and_equals (pdf, haven_pdf_find_inherited (pdf, widget, "/FT"), "/Btn") &&
         qpdf_oh_is_integer (pdf, bits) && (qpdf_oh_get_int_value (pdf, bits) & BIT_BUTTON) != 0;
}

/** Whether it is on paper; a link and a window with a note are not. Many makers of forms forget to
 * say of a field that it is printed. */
gboolean
haven_pdf_is_shown (qpdf_data pdf, qpdf_oh annotation)
{
  static const char *const unseen[] = { "/Link",   "/Popup", "/FileAttachment", "/Movie", "/Sound",
                                        "/Screen", "/3D",    "/RichMedia",      "/Text" };
  qpdf_oh flags = qpdf_oh_get_key (pdf, annotation, "/F");
  qpdf_oh kind = qpdf_oh_get_key (pdf, annotation, "/Subtype");
  long long bits = qpdf_oh_is_integer (pdf, flags) ? qpdf_oh_get_int_value (pdf, flags) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (unseen); i++)
    if (qpdf_oh_is_name_and_equals (pdf, kind, unseen[i]))
      return FALSE;
  return (bits & ANNOTATION_HIDDEN) == 0 &&
         ((bits & ANNOTATION_PRINTED) != 0 || haven_pdf_is_widget (pdf, annotation));
}

/**
 * haven_pdf_find_appearance:
 * @state: (nullable): of a box to tick, with its slash; else the one that it is in
 *
 * Returns: the stream that draws it, or a null object
 */
qpdf_oh
haven_pdf_find_appearance (qpdf_data pdf, qpdf_oh annotation, const char *state)
{
  qpdf_oh normal = qpdf_oh_get_key_if_dict (pdf, qpdf_oh_get_key (pdf, annotation, "/AP"), "/N");
  g_autofree char *own = NULL;

  if (qpdf_oh_is_dictionary (pdf, normal) && !qpdf_oh_is_stream (pdf, normal))
    {
      qpdf_oh now = qpdf_oh_get_key (pdf, annotation, "/AS");

      own = g_strdup (state != NULL                ? state
                      : qpdf_oh_is_name (pdf, now) ? qpdf_oh_get_name (pdf, now)
                                                   : "/Off");
      normal = qpdf_oh_get_key (pdf, normal, own);
    }
  return qpdf_oh_is_stream (pdf, normal) && qpdf_oh_get_object_id (pdf, normal) > 0
             ? normal
             : qpdf_oh_new_null (pdf);
}
