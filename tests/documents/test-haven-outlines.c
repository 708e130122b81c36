/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-cells.h"
#include "haven-test-paper.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <pango/pangocairo.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

/*
 * No letter of a paper is a blank.
 *
 * HAVEN_OUTLINES=long sets each of GB2312's 6,763 characters on a paper of its own.
 */

#define FEW 30 /* characters, as many as a short paper holds */

#define FORM                                                                                       \
  "{\"format\": 1, \"code\": \"demo\", \"version\": \"1\", \"title\": \"Title\", "                 \
  "\"neutral_title\": \"Paper\", \"variants\": [{\"code\": \"one\", \"file\": \"demo\"}],"         \
  "\"values\": [{\"name\": \"long\", \"type\": \"paragraph\"}],"                                   \
  "\"blocks\": [{\"type\": \"heading\", \"id\": \"bold\", \"text\": \"Bold\"},"                    \
  "{\"type\": \"paragraph\", \"id\": \"body\", \"text\": \"{long}\"}]}"

static const HavenTestFace body = { "zh-Hans", 11, FALSE };

// ── Papers ──────────────────────────────────────────────────────────────────

static void
translate (HavenForms *forms, const HavenForm *form, const HavenTestFace *face, const char *bold)
{
  g_autoptr (GError) error = NULL;
  HavenTranslation *translation = haven_translation_new (form->code, face->language);

  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (form->order, i);

      haven_translation_set (translation, text->id, text->text,
                             g_str_equal (text->id, "bold") ? bold : text->text,
                             HAVEN_TRANSLATION_APPROVED);
    }
  g_assert_true (haven_forms_take_translation (forms, form->code, translation, &error));
}

static HavenForms *
new_forms (const HavenTestFace *face, const char *text)
{
  g_autoptr (GError) error = NULL;
  HavenForms *forms = haven_test_paper_new_forms ();

  g_assert_true (haven_test_paper_add_form (forms, FORM, &error));
  translate (forms, haven_forms_get_common (forms), face, "");
  translate (forms, haven_forms_lookup (forms, "demo", NULL), face, face->bold ? text : "-");
  return forms;
}

static GBytes *
render_with (HavenForms *forms, const HavenTestFace *face, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) values = json_object_new ();
  g_auto (HavenDocumentInfo) info = { 0 };
  HavenDocumentRequest request = { .form_code = "demo",
                                   .language = face->language,
                                   .values = values };
  GBytes *pdf;

  json_object_set_string_member (values, "long", face->bold ? "-" : text);
  pdf = haven_document_render (forms, &request, &info, &error);
  g_assert_no_error (error);
  g_assert_false (info.watermarked);
  return pdf;
}

static GBytes *
render (const HavenTestFace *face, const char *text)
{
  g_autoptr (HavenForms) forms = new_forms (face, text);

  return render_with (forms, face, text);
}

static void
assert_nothing_wrong (const char *wrong)
{
  if (*wrong != '\0')
    g_error ("Not drawn as pango draws them: %s", wrong);
}

static void
assert_drawn (const HavenTestFace *face, const char *text)
{
  g_autoptr (GBytes) pdf = render (face, text);
  g_autofree char *wrong = haven_test_cells_look (pdf, face, text);

  assert_nothing_wrong (wrong);
}

/* Papers of @few characters each; what is wrong is told at the end, all together. */
static void
assert_all_drawn (const char *text, glong few)
{
  g_autoptr (HavenForms) forms = new_forms (&body, "-");
  g_autoptr (GString) all = g_string_new (NULL);
  glong length = g_utf8_strlen (text, -1);

  for (glong i = 0; i < length; i += few)
    {
      g_autofree char *part = g_utf8_substring (text, i, MIN (i + few, length));
      g_autoptr (GBytes) pdf = render_with (forms, &body, part);
      g_autofree char *wrong = haven_test_cells_look (pdf, &body, part);

      g_string_append (all, wrong);
    }
  assert_nothing_wrong (all->str);
}

// ── The characters ──────────────────────────────────────────────────────────

static void
add_characters (GHashTable *set, GString *all, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (haven_test_cells_is_looked_at (g_utf8_get_char (p)) &&
        g_hash_table_add (set, GUINT_TO_POINTER (g_utf8_get_char (p))))
      g_string_append_unichar (all, g_utf8_get_char (p));
}

static void
add_form (HavenForms *forms, const HavenForm *form, GHashTable *set, GString *all)
{
  const HavenTranslation *translation =
      haven_forms_lookup_translation (forms, form->code, "zh-Hans", NULL);

  g_assert_nonnull (translation);
  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (form->order, i);
      HavenTranslationState state;

      add_characters (set, all,
                      haven_translation_lookup (translation, text->id, text->text, &state));
    }
}

/* Every character of the translations that Haven brings. */
static char *
dup_translated_characters (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);
  GString *all = g_string_new (NULL);

  add_form (forms, haven_forms_get_common (forms), set, all);
  for (gsize i = 0; codes[i] != NULL; i++)
    add_form (forms, haven_forms_lookup (forms, codes[i], NULL), set, all);
  add_characters (set, all, "如");
  g_assert_cmpint (g_utf8_strlen (all->str, -1), >, 400);
  return g_string_free (all, FALSE);
}

/* Rows of GB2312: 16 to 55 are level 1, the 3,755 characters of everyday life. */
static char *
dup_gb2312 (guint8 first, guint8 last)
{
  UErrorCode code = U_ZERO_ERROR;
  UConverter *converter = ucnv_open ("GB2312", &code);
  GString *all = g_string_new (NULL);

  g_assert_true (U_SUCCESS (code));
  for (int row = first; row <= last; row++)
    for (int cell = 1; cell <= 94; cell++)
      {
        const char bytes[] = { (char) (0xa0 + row), (char) (0xa0 + cell) };
        const char *p = bytes;
        UChar32 c = ucnv_getNextUChar (converter, &p, bytes + 2, &code);

        if (U_SUCCESS (code) && c != 0xfffd && u_charType (c) == U_OTHER_LETTER)
          g_string_append_unichar (all, (gunichar) c);
        code = U_ZERO_ERROR;
        ucnv_reset (converter);
      }
  ucnv_close (converter);
  return g_string_free (all, FALSE);
}

static gboolean
is_long (void)
{
  return g_strcmp0 (g_getenv ("HAVEN_OUTLINES"), "long") == 0;
}

// ── Tests ───────────────────────────────────────────────────────────────────

/* A file by pango alone, with one letter in the paper's own colour. */
static GBytes *
draw_with_a_blank (void)
{
  HavenDocumentFonts *fonts = haven_document_fonts_new (NULL);
  g_autoptr (PangoLayout) layout = haven_test_cells_create_layout (fonts, &body);
  g_autofree char *path = NULL;
  char *bytes;
  gsize length;
  cairo_surface_t *surface;
  cairo_t *cr;

  g_close (g_file_open_tmp ("blank-XXXXXX.pdf", &path, NULL), NULL);
  surface = cairo_pdf_surface_create (path, 200, 100);
  cr = cairo_create (surface);
  pango_layout_set_markup (layout, "我<span foreground=\"white\">姓</span>名", -1);
  cairo_move_to (cr, 20, 20);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_unlink (path);
  g_clear_object (&layout);
  haven_document_fonts_free (fonts);
  return g_bytes_new_take (bytes, length);
}

static void
test_a_blank_is_noticed (void)
{
  g_autoptr (GBytes) pdf = draw_with_a_blank ();
  g_autofree char *wrong = haven_test_cells_look (pdf, &body, "我姓名如");

  g_assert_cmpstr (wrong, ==, "姓 (0.00) 如 (absent) ");
}

static void
test_a_character_with_hints_between_its_pieces_is_drawn (void)
{
  static const HavenTestFace bold = { "zh-Hans", 13.5, TRUE };

  assert_drawn (&body, "如");
  assert_drawn (&body, "如我");
  assert_drawn (&bold, "如我");
}

static void
test_every_character_of_the_translations_is_drawn (void)
{
  static const HavenTestFace bold = { "zh-Hans", 13.5, TRUE };
  g_autofree char *all = dup_translated_characters ();

  assert_drawn (&body, all);
  assert_drawn (&bold, all);
  assert_all_drawn (all, 1);
}

static void
test_names_of_each_writing_are_drawn (void)
{
  static const struct
  {
    HavenTestFace face;
    const char *names;
  } writings[] = {
    { { "ja", 11, FALSE }, "如月葵 佐藤さくら 高橋ユウキ 渡邊齋藤 山﨑ひなた 今日直樹 骨化" },
    { { "ko", 11, FALSE }, "김민준 이서연 박지훈 최수아 정예은 황보뷁 金如蘭 李英愛" },
    { { "zh-Hant", 11, FALSE }, "陳怡君 林志豪 黃淑芬 張雅婷 蔡如玉 歐陽麗華 龔鑫 直骨令" },
    { { "zh-HK", 11, FALSE }, "陳如 黃嘉欣 梁詠琪 鄧紫棋 冼麗 直骨令 嘅喺" },
    { { "en", 11, FALSE }, "王如 김민준 さくら 陳怡君" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (writings); i++)
    assert_drawn (&writings[i].face, writings[i].names);
}

/* Headings, bullets, boxes, numbers of pages and small print are drawn too. */
static void
look_at_variants (HavenForms *forms, const HavenForm *form)
{
  g_autoptr (JsonObject) values = haven_test_paper_make_values (form);

  for (guint i = 0; i < form->variants->len; i++)
    {
      const HavenFormVariant *variant = g_ptr_array_index (form->variants, i);
      g_autoptr (GError) error = NULL;
      g_auto (HavenDocumentInfo) info = { 0 };
      HavenDocumentRequest request = {
        .form_code = form->code,
        .language = "zh-Hans",
        .variant = variant->code,
        .values = values,
        .made_on = haven_date_from_ymd (2026, 11, 21),
        .copy_for = "person",
      };
      g_autoptr (GBytes) pdf = haven_document_render (forms, &request, &info, &error);
      g_autofree char *wrong = NULL;
      guint n_seen;

      g_assert_no_error (error);
      g_assert_false (info.watermarked);
      wrong = haven_test_cells_look_at_all (pdf, "zh-Hans", &n_seen);
      assert_nothing_wrong (wrong);
      g_assert_cmpuint (n_seen, >, 20);
    }
}

static void
test_every_paper_is_drawn_to_its_foot (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  haven_test_paper_approve (forms, "paper", "zh-Hans");
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      haven_test_paper_approve (forms, codes[i], "zh-Hans");
      look_at_variants (forms, haven_forms_lookup (forms, codes[i], NULL));
    }
}

static void
test_no_everyday_character_is_blank (void)
{
  g_autofree char *level_1 = dup_gb2312 (16, 55);
  g_autofree char *all = is_long () ? dup_gb2312 (16, 87) : NULL;

  g_assert_cmpint (g_utf8_strlen (level_1, -1), ==, 3755);
  assert_all_drawn (level_1, FEW);
  if (all != NULL)
    {
      g_assert_cmpint (g_utf8_strlen (all, -1), ==, 6763);
      assert_all_drawn (all, 1);
    }
}

// ── The file ────────────────────────────────────────────────────────────────

static gpointer
render_in_thread (gpointer text)
{
  return render (&body, text);
}

/* What a thread drew before leaves no trace. */
static void
test_the_same_bytes_whatever_was_drawn_before (void)
{
  char text[] = "如果您需要帮助，请告诉我们。 Amina 王小明";
  g_autoptr (GBytes) fresh = g_thread_join (g_thread_new ("fresh", render_in_thread, text));
  g_autofree char *many = dup_gb2312 (16, 55);

  for (glong i = 0; i < 3700; i += 1200)
    {
      g_autofree char *part = g_utf8_substring (many, i, MIN (i + 1200, 3755));
      g_autoptr (GBytes) other = render (&body, part);
      g_autoptr (GBytes) again = render (&body, text);

      g_assert_true (g_bytes_equal (again, fresh));
    }
}

/* Each thread has fonts of its own, and cairo may let go of them on another one. */
static void
test_threads_draw_the_same_bytes (void)
{
  char text[] = "如果您需要帮助，请告诉我们。 Amina 王小明";
  g_autoptr (GBytes) wanted = render (&body, text);
  GThread *threads[4];

  for (int round = 0; round < 3; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("draw", render_in_thread, text);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        {
          g_autoptr (GBytes) pdf = g_thread_join (threads[i]);

          g_assert_true (g_bytes_equal (pdf, wanted));
        }
    }
}

static void
test_fonts_are_embedded_under_their_names (void)
{
  static const char *const arguments[] = { "pdffonts", "@", NULL };
  g_autoptr (GBytes) pdf = render (&body, "如我 abc");
  int status;
  g_autofree char *output = haven_test_paper_run_tool (pdf, arguments, &status);

  g_assert_true (
      g_regex_match_simple ("^[A-Z]{6}\\+NotoSansCJKsc-Regular +CID Type 0C .* yes yes yes ",
                            output, G_REGEX_MULTILINE, 0));
  g_assert_cmpuint (g_bytes_get_size (pdf), <, 30000);
}

static void
test_the_text_is_found_and_copied (void)
{
  static const char text[] = "如果 Amina (王小明) 说 „如“：김민준、さくら。سلام";
  g_autoptr (GBytes) pdf = render (&body, text);
  g_autofree char *said = haven_test_paper_dup_words (pdf);
  g_autofree char *drawn = haven_test_paper_dup_text (pdf);

  haven_test_paper_assert_has (said, text);
  haven_test_paper_assert_has (drawn, "如果 Amina (王小明) 说 „如“：김민준、さくら。");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/outlines/a-blank-is-noticed", test_a_blank_is_noticed);
  g_test_add_func ("/documents/outlines/a-character-with-hints-between-its-pieces-is-drawn",
                   test_a_character_with_hints_between_its_pieces_is_drawn);
  g_test_add_func ("/documents/outlines/names-of-each-writing-are-drawn",
                   test_names_of_each_writing_are_drawn);
  g_test_add_func ("/documents/outlines/fonts-are-embedded-under-their-names",
                   test_fonts_are_embedded_under_their_names);
  g_test_add_func ("/documents/outlines/the-text-is-found-and-copied",
                   test_the_text_is_found_and_copied);
  g_test_add_func ("/documents/outlines/the-same-bytes-whatever-was-drawn-before",
                   test_the_same_bytes_whatever_was_drawn_before);
  g_test_add_func ("/documents/outlines/threads-draw-the-same-bytes",
                   test_threads_draw_the_same_bytes);
  g_test_add_func ("/documents/outlines/every-character-of-the-translations-is-drawn",
                   test_every_character_of_the_translations_is_drawn);
  g_test_add_func ("/documents/outlines/every-paper-is-drawn-to-its-foot",
                   test_every_paper_is_drawn_to_its_foot);
  g_test_add_func ("/documents/outlines/no-everyday-character-is-blank",
                   test_no_everyday_character_is_blank);
  return g_test_run ();
}
