/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-live.h"
#include "haven-test-paper.h"

#include <math.h>
#include <string.h>

#define SCALE 1.0

static HavenForms *
load_forms (void)
{
  g_autoptr (GError) error = NULL;
  HavenForms *forms = haven_forms_load (&error);

  g_assert_no_error (error);
  return forms;
}

static HavenTranslation *
copy_texts (HavenForms *forms, const char *code, const char *language)
{
  const HavenTranslation *from = haven_forms_find_translation (forms, code, language);
  HavenTranslation *copy = haven_translation_new (code, language);
  g_auto (GStrv) ids = haven_translation_dup_ids (from);

  for (gsize i = 0; ids[i] != NULL; i++)
    haven_translation_copy_entry (copy, from, ids[i]);
  return copy;
}

static HavenDocumentLive *
draw (HavenForms *forms, const char *code, const char *language, const HavenTranslation *texts, const char *text_id)
{
  g_autoptr (JsonObject) values = json_object_new ();
  HavenDocumentRequest request = { .form_code = code, .language = language, .values = values };
  HavenLiveRequest live = { &request, texts, text_id, SCALE };
  g_autoptr (GError) error = NULL;
  HavenDocumentLive *drawn = haven_document_live_render (forms, &live, NULL, &error);

  g_assert_no_error (error);
  return drawn;
}

static double
get_light (cairo_surface_t *surface, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  const unsigned char *pixel = row + 4 * x;

  return (pixel[0] + pixel[1] + pixel[2]) / 3.0;
}

/* The mean light of squares, so that half a pixel more or less is no difference. */
static double
compare_pictures (cairo_surface_t *a, cairo_surface_t *b)
{
  const int side = 12;
  int width = MIN (cairo_image_surface_get_width (a), cairo_image_surface_get_width (b));
  int height = MIN (cairo_image_surface_get_height (a), cairo_image_surface_get_height (b));
  double most = 0;

  for (int y = 0; y + side <= height; y += side)
    for (int x = 0; x + side <= width; x += side)
      {
        double difference = 0;

        for (int i = 0; i < side * side; i++)
          difference += get_light (a, x + i % side, y + i / side) - get_light (b, x + i % side, y + i / side);
        most = MAX (most, fabs (difference) / (side * side));
      }
  return most;
}

/* What is shown is the paper: as many sheets, and the same ink at the same places. */
static void
test_same_as_the_paper (void)
{
  static const struct
  {
    const char *code;
    const char *language;
  } papers[] = { { "release-of-information", "ar" }, { "consent-to-treatment", "zh-Hans" },
                 { "hipaa-authorization", "am" },    { "appointment-slip", "vi" } };
  g_autoptr (HavenForms) forms = load_forms ();

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (JsonObject) values = json_object_new ();
      HavenDocumentRequest request = { .form_code = papers[i].code, .language = papers[i].language, .values = values };
      g_autoptr (HavenDocumentLive) live = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (HavenDocumentInfo) info = { 0 };
      g_autoptr (GBytes) pdf = haven_document_render (forms, &request, &info, &error);
      g_autoptr (HavenDocumentPreview) preview = pdf ? haven_document_preview_new (pdf, &error) : NULL;

      g_assert_no_error (error);
      live = draw (forms, papers[i].code, papers[i].language,
                   haven_forms_find_translation (forms, papers[i].code, papers[i].language), NULL);
      g_assert_cmpuint (live->sheets->len, ==, info.pages);
      g_assert_false (live->everything);
      for (guint page = 0; page < info.pages; page++)
        {
          const HavenLiveSheet *sheet = live->sheets->pdata[page];
          cairo_surface_t *drawn = haven_document_preview_render_page (preview, page, SCALE, &error);
          g_autofree char *words = haven_document_preview_dup_page_text (preview, page, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (sheet->text, ==, words);
          g_assert_cmpfloat (compare_pictures (sheet->picture, drawn), <, 40);
          cairo_surface_destroy (drawn);
        }
    }
}

/* What is compared above can differ. */
static void
test_another_text_is_another_picture (void)
{
  g_autoptr (HavenForms) forms = load_forms ();
  g_autoptr (HavenTranslation) texts = copy_texts (forms, "release-of-information", "es");
  const HavenForm *form = haven_forms_lookup (forms, "release-of-information", NULL);
  g_autoptr (HavenDocumentLive) before = draw (forms, form->code, "es", texts, form->title.id);
  g_autoptr (HavenDocumentLive) after = NULL;
  const HavenLiveSheet *sheet;

  haven_translation_set (texts, form->title.id, form->title.text, "Un título nunca visto", HAVEN_TRANSLATION_DRAFT);
  after = draw (forms, form->code, "es", texts, form->title.id);
  sheet = after->sheets->pdata[0];
  g_assert_nonnull (strstr (sheet->text, "Un título nunca visto"));
  g_assert_cmpfloat (compare_pictures (sheet->picture, ((HavenLiveSheet *) before->sheets->pdata[0])->picture), >, 40);
}

static gboolean
has_ink (const HavenDocumentLive *live, const HavenLivePlace *place)
{
  cairo_surface_t *picture = ((HavenLiveSheet *) live->sheets->pdata[place->sheet])->picture;

  for (int y = (int) place->y; y < (int) (place->y + place->height); y++)
    for (int x = (int) place->x; x < (int) (place->x + place->width); x++)
      if (get_light (picture, x, y) < 205)
        return TRUE;
  return FALSE;
}

/* Each text is found on some kind of the paper, where there is ink, be it printed only sometimes. */
static void
test_each_text_has_its_place (void)
{
  static const char *const languages[] = { "ar", "zh-Hans" };
  g_autoptr (HavenForms) forms = load_forms ();
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);
  guint n = 0, n_found = 0;

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    for (gsize i = 0; codes[i] != NULL; i++)
      {
        const HavenForm *form = haven_forms_lookup (forms, codes[i], NULL);
        const HavenTranslation *texts = haven_forms_find_translation (forms, codes[i], languages[l]);

        for (guint j = 0; j < form->order->len; j++)
          {
            const char *id = ((HavenFormText *) form->order->pdata[j])->id;
            g_autoptr (HavenDocumentLive) live = NULL;
            const HavenLivePlace *place;

            /* A few of each form do: all of them take minutes. */
            if ((j + i) % 9 != 0)
              continue;
            live = draw (forms, codes[i], languages[l], texts, id);
            place = haven_document_live_find (live, id);
            n++;
            n_found += place != NULL;
            if (place == NULL)
              g_test_message ("%s/%s stands nowhere", codes[i], id);
            else
              g_assert_true (has_ink (live, place));
          }
      }
  /* What is only the file's title, or a word between others, has none. */
  g_assert_cmpuint (n_found, >=, n * 85 / 100);
}

/* What is missing has the number that it has in the list; for people, such a paper stays refused. */
static void
test_missing_texts_have_a_mark (void)
{
  g_autoptr (HavenForms) forms = load_forms ();
  const HavenForm *form = haven_forms_lookup (forms, "release-of-information", NULL);
  g_autoptr (HavenTranslation) texts = haven_translation_new (form->code, "ar");
  g_autoptr (HavenDocumentLive) live = draw (forms, form->code, "ar", texts, NULL);
  g_autoptr (JsonObject) values = json_object_new ();
  HavenDocumentRequest request = { .form_code = form->code, .language = "ar", .values = values };
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GError) error = NULL;
  const char *words = ((HavenLiveSheet *) live->sheets->pdata[0])->text;

  g_assert_true (g_str_has_prefix (words, "[1]"));
  for (guint i = 0; i < form->order->len; i++)
    g_assert_null (strstr (words, ((HavenFormText *) form->order->pdata[i])->text));
  g_assert_true (haven_forms_take_translation (forms, form->code, g_steal_pointer (&texts), &error));
  g_assert_null (haven_document_render (forms, &request, &info, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INCOMPLETE);
}

/* A language that nothing was written in yet. */
static void
test_new_language (void)
{
  g_autoptr (HavenForms) forms = load_forms ();
  g_autoptr (HavenTranslation) texts = haven_translation_new ("appointment-slip", "so");
  g_autoptr (HavenDocumentLive) live = draw (forms, "appointment-slip", "so", texts, NULL);

  g_assert_nonnull (strstr (((HavenLiveSheet *) live->sheets->pdata[0])->text, "["));
}

static void
test_words_in_braces_may_be_wrong (void)
{
  g_autoptr (HavenForms) forms = load_forms ();
  g_autoptr (HavenTranslation) texts = copy_texts (forms, "appointment-slip", "es");
  const HavenForm *form = haven_forms_lookup (forms, "appointment-slip", NULL);
  const char *wrong[] = { "{", "}", "{{}}", "{nothing}", "{clinic_name", "\u2067{" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (HavenDocumentLive) live = NULL;

      haven_translation_set (texts, form->title.id, form->title.text, wrong[i], HAVEN_TRANSLATION_DRAFT);
      live = draw (forms, form->code, "es", texts, form->title.id);
      g_assert_cmpuint (live->sheets->len, >, 0);
    }
}

static void
test_common_texts_are_seen (void)
{
  static const char *const ids[] = { "paper-signature", "paper-printed-name", "paper-no-signature" };
  g_autoptr (HavenForms) forms = load_forms ();
  const HavenTranslation *texts = haven_forms_find_translation (forms, "paper", "ar");

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (HavenDocumentLive) live = draw (forms, "paper", "ar", texts, ids[i]);

      g_test_message ("%s", ids[i]);
      g_assert_nonnull (haven_document_live_find (live, ids[i]));
    }
}

static void
test_what_cannot_be_drawn_is_said (void)
{
  g_autoptr (HavenForms) forms = load_forms ();
  g_autoptr (HavenTranslation) texts = copy_texts (forms, "release-of-information", "es");
  const HavenForm *form = haven_forms_lookup (forms, "release-of-information", NULL);
  g_autoptr (JsonObject) values = json_object_new ();
  HavenDocumentRequest request = { .form_code = form->code, .language = "es", .values = values };
  HavenLiveRequest live = { &request, texts, NULL, SCALE };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) endless = g_string_new (NULL);

  live.scale = 1e9;
  g_assert_null (haven_document_live_render (forms, &live, NULL, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID);
  g_clear_error (&error);
  live.scale = SCALE;
  g_cancellable_cancel (cancelled);
  g_assert_null (haven_document_live_render (forms, &live, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  for (int i = 0; i < 12000; i++)
    g_string_append (endless, "palabra ");
  haven_translation_set (texts, form->title.id, form->title.text, endless->str, HAVEN_TRANSLATION_DRAFT);
  g_assert_null (haven_document_live_render (forms, &live, NULL, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TOO_LONG);
}

// ── The press ───────────────────────────────────────────────────────────────

typedef struct
{
  guint n_drawn;
  guint n_cancelled;
  char *words;
} Prints;

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Prints *prints = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDocumentLive) live = haven_live_press_draw_finish (HAVEN_LIVE_PRESS (source), result, &error);

  prints->n_drawn += live != NULL;
  prints->n_cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (live != NULL)
    g_set_str (&prints->words, ((HavenLiveSheet *) live->sheets->pdata[0])->text);
}

static void
ask (HavenLivePress *press, HavenForms *forms, const char *title, Prints *prints)
{
  const HavenForm *form = haven_forms_lookup (forms, "appointment-slip", NULL);
  HavenDocumentRequest request = { .form_code = form->code, .language = "es" };
  HavenLiveRequest live = { &request, NULL, form->title.id, SCALE };
  HavenTranslation *texts = copy_texts (forms, form->code, "es");

  haven_translation_set (texts, form->title.id, form->title.text, title, HAVEN_TRANSLATION_DRAFT);
  haven_live_press_draw_async (press, forms, &live, texts, drawn_cb, prints);
}

static void
test_the_newest_wins (void)
{
  g_autoptr (HavenForms) forms = load_forms ();
  g_autoptr (HavenLivePress) press = haven_live_press_new ();
  Prints prints = { 0 };

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("Título %d", i);

      ask (press, forms, title, &prints);
    }
  while (prints.n_drawn + prints.n_cancelled < 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (prints.n_drawn, ==, 1);
  g_assert_nonnull (strstr (prints.words, "Título 19"));
  ask (press, forms, "Nunca", &prints);
  haven_live_press_stop (press);
  while (prints.n_drawn + prints.n_cancelled < 21)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (prints.n_drawn, ==, 1);
  g_free (prints.words);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/live/what-is-shown-is-the-paper", test_same_as_the_paper);
  g_test_add_func ("/documents/live/another-text-is-another-picture", test_another_text_is_another_picture);
  g_test_add_func ("/documents/live/each-text-has-its-place", test_each_text_has_its_place);
  g_test_add_func ("/documents/live/missing-texts-have-a-mark-and-papers-stay-refused", test_missing_texts_have_a_mark);
  g_test_add_func ("/documents/live/a-language-that-is-new-is-drawn", test_new_language);
  g_test_add_func ("/documents/live/words-in-braces-may-be-wrong", test_words_in_braces_may_be_wrong);
  g_test_add_func ("/documents/live/what-all-papers-share-is-seen-on-one", test_common_texts_are_seen);
  g_test_add_func ("/documents/live/what-cannot-be-drawn-is-said", test_what_cannot_be_drawn_is_said);
  g_test_add_func ("/documents/live/the-newest-wins", test_the_newest_wins);
  return g_test_run ();
}
