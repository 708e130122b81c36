/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-reader-private.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>

#define MOST_FONTS 400

/* What stands in where a file does not bring its fonts; those that measure alike come first. */
static const struct
{
  const char *family;
  const char *stand_ins[5];
} aliases[] = {
  { "Helvetica", { "Liberation Sans", "Nimbus Sans", "Noto Sans", "DejaVu Sans" } },
  { "Arial", { "Liberation Sans", "Nimbus Sans", "Noto Sans", "DejaVu Sans" } },
  { "sans-serif", { "Liberation Sans", "Nimbus Sans", "Noto Sans", "DejaVu Sans" } },
  { "Times", { "Liberation Serif", "Nimbus Roman", "Noto Serif", "Noto Sans" } },
  { "Times New Roman", { "Liberation Serif", "Nimbus Roman", "Noto Serif", "Noto Sans" } },
  { "serif", { "Liberation Serif", "Nimbus Roman", "Noto Serif", "Noto Sans" } },
  { "Courier", { "Liberation Mono", "Nimbus Mono PS", "Noto Sans Mono", "Noto Sans" } },
  { "Courier New", { "Liberation Mono", "Nimbus Mono PS", "Noto Sans Mono", "Noto Sans" } },
  { "monospace", { "Liberation Mono", "Nimbus Mono PS", "Noto Sans Mono", "Noto Sans" } },
  { "ZapfDingbats", { "D050000L", "Noto Sans Symbols2", "DejaVu Sans" } },
  { "Dingbats", { "D050000L", "Noto Sans Symbols2", "DejaVu Sans" } },
  { "Symbol", { "Standard Symbols PS", "Noto Sans Symbols", "Noto Sans Math" } },
};

static const char *const families[] = {
  "Liberation Sans",
  "Liberation Serif",
  "Liberation Mono",
  "Nimbus Sans",
  "Nimbus Roman",
  "Nimbus Mono PS",
  "D050000L",
  "Standard Symbols PS",
  "DejaVu Sans",
  "Noto Sans",
  "Noto Serif",
  "Noto Sans Mono",
  "Noto Sans Arabic",
  "Noto Sans Hebrew",
  "Noto Sans Ethiopic",
  "Noto Sans Devanagari",
  "Noto Sans Bengali",
  "Noto Sans Gurmukhi",
  "Noto Sans Gujarati",
  "Noto Sans Tamil",
  "Noto Sans Telugu",
  "Noto Sans Kannada",
  "Noto Sans Malayalam",
  "Noto Sans Thai",
  "Noto Sans Lao",
  "Noto Sans Khmer",
  "Noto Sans Myanmar",
  "Noto Sans Armenian",
  "Noto Sans Georgian",
  "Noto Sans CJK SC",
  "Noto Sans CJK TC",
  "Noto Sans CJK JP",
  "Noto Sans CJK KR",
  "Noto Sans Symbols",
  "Noto Sans Symbols2",
  "Noto Sans Math",
};

/* Upright and bold letters of usual width: others differ too little to be worth an open file. */
static void
append_family (GString *xml, const char *family)
{
  static const int weights[] = { FC_WEIGHT_REGULAR, FC_WEIGHT_BOLD };

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    g_string_append_printf (
        xml,
        "<acceptfont><pattern><patelt name=\"family\"><string>%s</string></patelt>"
        "<patelt name=\"weight\"><int>%d</int></patelt>"
        "<patelt name=\"width\"><int>%d</int></patelt></pattern></acceptfont>",
        family, weights[i], FC_WIDTH_NORMAL);
}

static void
append_folders (GString *xml, const char *element, FcStrList *paths)
{
  const FcChar8 *path;

  while ((path = FcStrListNext (paths)) != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text ((const char *) path, -1);

      g_string_append_printf (xml, "<%s>%s</%s>", element, escaped, element);
    }
  FcStrListDone (paths);
}

static char *
dup_description (void)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\"?><fontconfig>");
  FcConfig *system = FcInitLoadConfig ();

  append_folders (xml, "dir", FcConfigGetFontDirs (system));
  append_folders (xml, "cachedir", FcConfigGetCacheDirs (system));
  FcConfigDestroy (system);
  g_string_append (xml, "<selectfont>");
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    append_family (xml, families[i]);
  g_string_append (
      xml, "<rejectfont><pattern><patelt name=\"scalable\"><bool>true</bool></patelt></pattern>"
           "<pattern><patelt name=\"scalable\"><bool>false</bool></patelt></pattern></rejectfont>"
           "</selectfont>");
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      g_string_append_printf (xml, "<alias binding=\"same\"><family>%s</family><accept>",
                              aliases[i].family);
      for (gsize j = 0; aliases[i].stand_ins[j] != NULL; j++)
        g_string_append_printf (xml, "<family>%s</family>", aliases[i].stand_ins[j]);
      g_string_append (xml, "</accept></alias>");
    }
  g_string_append (xml, "</fontconfig>");
  return g_string_free (xml, FALSE);
}

static gboolean
use_fonts (void)
{
  FcConfig *config = FcConfigCreate ();
  g_autofree char *description = dup_description ();

  if (!FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) description, FcTrue) ||
      !FcConfigSetRescanInterval (config, 0) || !FcConfigBuildFonts (config))
    return FALSE;
  return FcConfigSetCurrent (config);
}

/**
 * haven_pdf_open_fonts:
 *
 * Opens every font that a page may need, as no file can be opened once bytes from elsewhere are
 * read.
 *
 * Returns: the open files; they stay so for the life of the process
 */
HavenPdfOpenFiles
haven_pdf_open_fonts (void)
{
  static const char *paths[MOST_FONTS];
  static int fds[MOST_FONTS];
  HavenPdfOpenFiles files = { .paths = paths, .fds = fds, .n = 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  FcFontSet *fonts = use_fonts () ? FcConfigGetFonts (FcConfigGetCurrent (), FcSetSystem) : NULL;

  for (int i = 0; fonts != NULL && i < fonts->nfont && files.n < MOST_FONTS; i++)
    {
      FcChar8 *path;
      int fd;

      if (FcPatternGetString (fonts->fonts[i], FC_FILE, 0, &path) != FcResultMatch ||
          !g_hash_table_add (seen, path))
        continue;
      fd = open ((const char *) path, O_RDONLY | O_CLOEXEC);
      if (fd < 0)
        continue;
      fds[files.n] = fd;
      paths[files.n++] = g_strdup ((const char *) path);
    }
  return files;
}
