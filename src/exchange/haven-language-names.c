/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-language-names.h"

#include "haven-text.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *code;
} LanguageName;

/* The names that directories write, folded, and the three-letter codes that have a shorter one; in
 * order. */
static const LanguageName language_names[] = {
  { "afrikaans", "af" },
  { "akan", "ak" },
  { "alb", "sq" },
  { "albanian", "sq" },
  { "american sign language", "ase" },
  { "american sign language asl", "ase" },
  { "amh", "am" },
  { "amharic", "am" },
  { "ara", "ar" },
  { "arabic", "ar" },
  { "aramaic", "arc" },
  { "arm", "hy" },
  { "armenian", "hy" },
  { "asl", "ase" },
  { "assamese", "as" },
  { "assyrian", "aii" },
  { "azerbaijani", "az" },
  { "bambara", "bm" },
  { "bangla", "bn" },
  { "basque", "eu" },
  { "ben", "bn" },
  { "bengali", "bn" },
  { "bosnian", "bs" },
  { "brazilian portuguese", "pt-BR" },
  { "british sign language", "bfi" },
  { "bsl", "bfi" },
  { "bulgarian", "bg" },
  { "bur", "my" },
  { "burmese", "my" },
  { "cambodian", "km" },
  { "cantonese", "yue" },
  { "cantonese chinese", "yue" },
  { "cape verdean", "kea" },
  { "cape verdean creole", "kea" },
  { "castilian", "es" },
  { "catalan", "ca" },
  { "cebuano", "ceb" },
  { "chaldean", "cld" },
  { "chamorro", "ch" },
  { "chi", "zh" },
  { "chin", "cnh" },
  { "chinese", "zh" },
  { "chinese cantonese", "yue" },
  { "chinese mandarin", "cmn" },
  { "chuukese", "chk" },
  { "creole", "ht" },
  { "croatian", "hr" },
  { "czech", "cs" },
  { "danish", "da" },
  { "dari", "prs" },
  { "deu", "de" },
  { "dinka", "din" },
  { "dutch", "nl" },
  { "dzongkha", "dz" },
  { "ell", "el" },
  { "eng", "en" },
  { "english", "en" },
  { "espanol", "es" },
  { "estonian", "et" },
  { "farsi", "fa" },
  { "fas", "fa" },
  { "fijian", "fj" },
  { "fil", "fil" },
  { "filipino", "fil" },
  { "finnish", "fi" },
  { "fra", "fr" },
  { "fre", "fr" },
  { "french", "fr" },
  { "fukienese", "nan" },
  { "fula", "ff" },
  { "fulani", "ff" },
  { "fuzhounese", "cdo" },
  { "gaelic", "gd" },
  { "garifuna", "cab" },
  { "georgian", "ka" },
  { "ger", "de" },
  { "german", "de" },
  { "gre", "el" },
  { "greek", "el" },
  { "guarani", "gn" },
  { "guj", "gu" },
  { "gujarati", "gu" },
  { "haitian", "ht" },
  { "haitian creole", "ht" },
  { "haitian kreyol", "ht" },
  { "hakka", "hak" },
  { "hat", "ht" },
  { "hausa", "ha" },
  { "hawaiian", "haw" },
  { "heb", "he" },
  { "hebrew", "he" },
  { "hin", "hi" },
  { "hindi", "hi" },
  { "hmong", "hmn" },
  { "hokkien", "nan" },
  { "hungarian", "hu" },
  { "hye", "hy" },
  { "igbo", "ig" },
  { "ilocano", "ilo" },
  { "indonesian", "id" },
  { "irish", "ga" },
  { "ita", "it" },
  { "italian", "it" },
  { "jamaican patois", "jam" },
  { "japanese", "ja" },
  { "jpn", "ja" },
  { "kanjobal", "kjb" },
  { "kannada", "kn" },
  { "kaqchikel", "cak" },
  { "karen", "kar" },
  { "karenni", "eky" },
  { "kayah", "eky" },
  { "kazakh", "kk" },
  { "kekchi", "kek" },
  { "khm", "km" },
  { "khmer", "km" },
  { "kiche", "quc" },
  { "kichwa", "qu" },
  { "kin", "rw" },
  { "kinyarwanda", "rw" },
  { "kirundi", "rn" },
  { "kor", "ko" },
  { "korean", "ko" },
  { "kreyol", "ht" },
  { "krio", "kri" },
  { "kriolu", "kea" },
  { "kurdish", "ku" },
  { "kurmanji", "kmr" },
  { "kyrgyz", "ky" },
  { "lao", "lo" },
  { "laotian", "lo" },
  { "latvian", "lv" },
  { "lingala", "ln" },
  { "lithuanian", "lt" },
  { "macedonian", "mk" },
  { "malagasy", "mg" },
  { "malay", "ms" },
  { "malayalam", "ml" },
  { "mam", "mam" },
  { "mandarin", "cmn" },
  { "mandarin chinese", "cmn" },
  { "mandinka", "mnk" },
  { "marathi", "mr" },
  { "marshallese", "mh" },
  { "maya", "myn" },
  { "mayan", "myn" },
  { "mexican sign language", "mfs" },
  { "mien", "ium" },
  { "mixtec", "mix" },
  { "mixteco", "mix" },
  { "mongolian", "mn" },
  { "mya", "my" },
  { "nahuatl", "nah" },
  { "navajo", "nv" },
  { "nep", "ne" },
  { "nepali", "ne" },
  { "norwegian", "no" },
  { "nuer", "nus" },
  { "orm", "om" },
  { "oromo", "om" },
  { "pan", "pa" },
  { "panjabi", "pa" },
  { "pashto", "ps" },
  { "patois", "jam" },
  { "per", "fa" },
  { "persian", "fa" },
  { "pilipino", "fil" },
  { "pol", "pl" },
  { "polish", "pl" },
  { "por", "pt" },
  { "portuguese", "pt" },
  { "pulaar", "ff" },
  { "punjabi", "pa" },
  { "purepecha", "tsz" },
  { "pus", "ps" },
  { "pushto", "ps" },
  { "putonghua", "cmn" },
  { "qanjobal", "kjb" },
  { "qeqchi", "kek" },
  { "quechua", "qu" },
  { "quiche", "quc" },
  { "rohingya", "rhg" },
  { "romani", "rom" },
  { "romanian", "ro" },
  { "ron", "ro" },
  { "rum", "ro" },
  { "rus", "ru" },
  { "russian", "ru" },
  { "samoan", "sm" },
  { "serbian", "sr" },
  { "serbo croatian", "sh" },
  { "shanghainese", "wuu" },
  { "sign language", "ase" },
  { "sindhi", "sd" },
  { "sinhala", "si" },
  { "sinhalese", "si" },
  { "slovak", "sk" },
  { "slovenian", "sl" },
  { "som", "so" },
  { "somali", "so" },
  { "sorani", "ckb" },
  { "spa", "es" },
  { "spanish", "es" },
  { "sqi", "sq" },
  { "swa", "sw" },
  { "swahili", "sw" },
  { "swedish", "sv" },
  { "sylheti", "syl" },
  { "tagalog", "tl" },
  { "taishanese", "yue-x-taishan" },
  { "taiwanese", "nan" },
  { "tajik", "tg" },
  { "tam", "ta" },
  { "tamil", "ta" },
  { "tedim", "ctd" },
  { "tel", "te" },
  { "telugu", "te" },
  { "tgl", "tl" },
  { "tha", "th" },
  { "thai", "th" },
  { "tibetan", "bo" },
  { "tigrinya", "ti" },
  { "tir", "ti" },
  { "toisanese", "yue-x-taishan" },
  { "tongan", "to" },
  { "triqui", "trq" },
  { "tur", "tr" },
  { "turkish", "tr" },
  { "turkmen", "tk" },
  { "twi", "tw" },
  { "ukr", "uk" },
  { "ukrainian", "uk" },
  { "urd", "ur" },
  { "urdu", "ur" },
  { "uyghur", "ug" },
  { "uzbek", "uz" },
  { "vie", "vi" },
  { "vietnamese", "vi" },
  { "visayan", "ceb" },
  { "welsh", "cy" },
  { "wolof", "wo" },
  { "xhosa", "xh" },
  { "yiddish", "yi" },
  { "yoruba", "yo" },
  { "yucatec maya", "yua" },
  { "zapotec", "zap" },
  { "zapoteco", "zap" },
  { "zho", "zh" },
  { "zomi", "zom" },
  { "zulu", "zu" },
};

static int
compare_names (const void *key, const void *entry)
{
  return strcmp (key, ((const LanguageName *) entry)->name);
}

/* Small letters and single blanks, so that "Chinese (Mandarin)" and "chinese - mandarin" are one. */
static char *
fold_name (const char *name)
{
  g_autofree char *key = haven_text_dup_search_key (name);
  GString *folded = g_string_new (NULL);

  for (const char *p = key; *p; p++)
    if (g_ascii_isalnum (*p) || *p == ' ')
      g_string_append_c (folded, *p);
  return g_string_free (folded, FALSE);
}

static const char *
find_code (const char *name)
{
  const LanguageName *entry = bsearch (name, language_names, G_N_ELEMENTS (language_names),
                                       sizeof (LanguageName), compare_names);

  return entry ? entry->code : NULL;
}

/* A language of two or three letters, and after it parts of up to eight: es, pt-BR, zh-Hans-CN. */
static gboolean
is_tag (const char *text)
{
  gsize length = strcspn (text, "-_");

  if (length < 2 || length > 3)
    return FALSE;
  for (const char *p = text; *p; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return strlen (text) < 36;
}

static char *
dup_tag (const char *text)
{
  gsize length = strcspn (text, "-_");
  g_autofree char *language = g_ascii_strdown (text, (gssize) length);
  const char *shorter = find_code (language);
  g_autofree char *rest = g_strdelimit (g_strdup (text + length), "_", '-');

  return g_strconcat (shorter && length == 3 ? shorter : language, rest, NULL);
}

/**
 * haven_language_names_dup_code:
 * @name: a language as a directory writes it, by name or by code
 *
 * Returns: (transfer full): its BCP 47 tag where it is known, and @name as it stands elsewhere
 */
char *
haven_language_names_dup_code (const char *name)
{
  g_autofree char *folded = fold_name (name);
  const char *code = find_code (folded);

  if (code != NULL)
    return g_strdup (code);
  return is_tag (name) ? dup_tag (name) : g_strdup (name);
}
