/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-fonts-private.h"

#include "haven-document-error.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#define ALIAS "Haven"

struct _HavenDocumentFonts
{
  PangoFontMap *map;
  HavenDocumentOutlines *outlines;
};

/* Every family that a paper may use. The first one is what all else stands on. */
static const char *const families[] = {
  "Noto Sans",
  "Noto Sans Arabic",
  "Noto Sans Ethiopic",
  "Noto Sans CJK SC",
  "Noto Sans CJK TC",
  "Noto Sans CJK HK",
  "Noto Sans CJK JP",
  "Noto Sans CJK KR",
  "Noto Sans Devanagari",
  "Noto Sans Bengali",
  "Noto Sans Gurmukhi",
  "Noto Sans Gujarati",
  "Noto Sans Tamil",
  "Noto Sans Telugu",
  "Noto Sans Kannada",
  "Noto Sans Malayalam",
  "Noto Sans Sinhala",
  "Noto Sans Thai",
  "Noto Sans Lao",
  "Noto Sans Khmer",
  "Noto Sans Myanmar",
  "Noto Sans Hebrew",
  "Noto Sans Armenian",
  "Noto Sans Georgian",
  "Noto Sans Tibetan",
  "Noto Sans Mongolian",
  "Noto Sans Cherokee",
  "Noto Sans Canadian Aboriginal",
  "Noto Sans Thaana",
  "Noto Sans NKo",
  "Noto Sans Tifinagh",
  "Noto Sans Syriac",
  "Noto Sans Symbols2",
  "Noto Sans Math",
};

/* Which families a language asks for first: the same characters look different in each. */
static const struct
{
  const char *language;
  const char *family;
} preferred[] = {
  { "zh-Hant", "Noto Sans CJK TC" }, { "zh-TW", "Noto Sans CJK TC" },
  { "zh-HK", "Noto Sans CJK HK" },   { "zh", "Noto Sans CJK SC" },
  { "ja", "Noto Sans CJK JP" },      { "ko", "Noto Sans CJK KR" },
};

/* One name for all families in their order, @first before the others: pango compares the name of
 * a font for each text, and thirty names take thirty times as long. */
static void
append_alias (GString *xml, const char *name, const char *first)
{
  g_string_append_printf (xml,
                          "<alias binding=\"same\"><family>%s</family><prefer>"
                          "<family>%s</family>",
                          name, families[0]);
  if (first != NULL)
    g_string_append_printf (xml, "<family>%s</family>", first);
  for (gsize i = 1; i < G_N_ELEMENTS (families); i++)
    if (g_strcmp0 (families[i], first) != 0)
      g_string_append_printf (xml, "<family>%s</family>", families[i]);
  g_string_append (xml, "</prefer></alias>");
}

static void
append_aliases (GString *xml)
{
  append_alias (xml, ALIAS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (preferred); i++)
    {
      g_autofree char *name = g_strconcat (ALIAS " ", preferred[i].language, NULL);

      append_alias (xml, name, preferred[i].family);
    }
}

static void
append_elements (GString *xml, const char *element, FcStrList *paths)
{
  const FcChar8 *path;

  while ((path = FcStrListNext (paths)) != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text ((const char *) path, -1);

      g_string_append_printf (xml, "<%s>%s</%s>", element, escaped, element);
    }
  FcStrListDone (paths);
}

/* The system says where fonts are and keeps what it knows of them; its rules and other fonts stay
 * outside. */
static char *
dup_description (void)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\"?><fontconfig>");
  FcConfig *system = FcInitLoadConfig ();

  append_elements (xml, "dir", FcConfigGetFontDirs (system));
  append_elements (xml, "cachedir", FcConfigGetCacheDirs (system));
  FcConfigDestroy (system);
  g_string_append (xml, "<selectfont>");
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    g_string_append_printf (
        xml,
        "<acceptfont><pattern><patelt name=\"family\"><string>%s</string></patelt>"
        "</pattern></acceptfont>",
        families[i]);
  g_string_append (
      xml, "<rejectfont><pattern><patelt name=\"scalable\"><bool>true</bool></patelt></pattern>"
           "<pattern><patelt name=\"scalable\"><bool>false</bool></patelt></pattern></rejectfont>"
           "</selectfont>");
  append_aliases (xml);
  g_string_append (xml, "</fontconfig>");
  return g_string_free (xml, FALSE);
}

static FcConfig *
create_config (void)
{
  FcConfig *config = FcConfigCreate ();
  g_autofree char *description = dup_description ();

  if (!FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) description, FcTrue) ||
      !FcConfigBuildFonts (config))
    g_clear_pointer (&config, FcConfigDestroy);
  return config;
}

static gboolean
have_family (PangoFontMap *map, const char *family)
{
  PangoFontFamily *found = pango_font_map_get_family (map, family);

  return found != NULL && g_ascii_strcasecmp (pango_font_family_get_name (found), family) == 0;
}

/** Returns: (transfer full): the fonts, or %NULL with an error that names the package to install */
HavenDocumentFonts *
haven_document_fonts_new (GError **error)
{
  FcConfig *config = create_config ();
  HavenDocumentFonts *self = NULL;

  if (config != NULL)
    {
      self = g_new0 (HavenDocumentFonts, 1);
      self->outlines = haven_document_outlines_new ();
      self->map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
      pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (self->map), config);
      FcConfigDestroy (config);
    }
  if (self != NULL && have_family (self->map, families[0]))
    return self;
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FONT_MISSING,
               "The font “%s” is not installed; install the package fonts-noto-core and try again",
               families[0]);
  haven_document_fonts_free (self);
  return NULL;
}

void
haven_document_fonts_free (HavenDocumentFonts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->outlines, haven_document_outlines_free);
  g_clear_object (&self->map);
  g_free (self);
}

/** Returns: (transfer full): the name for a font description that stands for all families, the best
 * for @language first */
char *
haven_document_fonts_dup_family (HavenDocumentFonts *self, const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (preferred); i++)
    if (g_str_has_prefix (language, preferred[i].language))
      return g_strconcat (ALIAS " ", preferred[i].language, NULL);
  return g_strdup (ALIAS);
}

/** Returns: (transfer none): what draws lines of these fonts */
HavenDocumentOutlines *
haven_document_fonts_get_outlines (HavenDocumentFonts *self)
{
  return self->outlines;
}

/** Returns: (transfer full): a context that measures in points, without hinting, in the paper's
 * direction */
PangoContext *
haven_document_fonts_create_context (HavenDocumentFonts *self,
                                     const char *language,
                                     gboolean right_to_left)
{
  PangoContext *context = pango_font_map_create_context (self->map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (language));
  pango_context_set_base_dir (context, right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  return context;
}

// ── Characters that no font has ─────────────────────────────────────────────

static const char *
get_package (GUnicodeScript script)
{
  if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
      script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL ||
      script == G_UNICODE_SCRIPT_BOPOMOFO)
    return "fonts-noto-cjk";
  return "fonts-noto-core";
}

static gunichar
find_first_unknown (PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gunichar found = 0;

  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      for (int i = 0; run != NULL && found == 0 && i < run->glyphs->num_glyphs; i++)
        if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
          found = g_utf8_get_char (pango_layout_get_text (layout) + run->item->offset +
                                   run->glyphs->log_clusters[i]);
    }
  while (found == 0 && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return found;
}

/** Refuses a layout that would print boxes: names the script and the package whose font has it, not
 * the text. */
gboolean
haven_document_fonts_check_layout (PangoLayout *layout, const char *where, GError **error)
{
  GUnicodeScript script;
  char code[5] = "";
  guint32 tag;

  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return TRUE;
  script = g_unichar_get_script (find_first_unknown (layout));
  tag = g_unicode_script_to_iso15924 (script);
  for (int i = 0; i < 4; i++)
    code[i] = (char) (tag >> (24 - 8 * i));
  if (script == G_UNICODE_SCRIPT_UNKNOWN || script == G_UNICODE_SCRIPT_COMMON ||
      script == G_UNICODE_SCRIPT_INHERITED)
    g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_GLYPH_MISSING,
                 "“%s” holds a character that no font can print; enter it again without it", where);
  else
    g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_GLYPH_MISSING,
                 "“%s” holds letters of the script %s, and no font for it is installed; install "
                 "the package %s",
                 where, code, get_package (script));
  return FALSE;
}
