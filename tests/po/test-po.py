# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every language of the screens is whole, and a translation that is not is noticed: that is proved first."""
import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import translations  # noqa: E402

HEADER = ('msgid ""\nmsgstr ""\n"Language: es\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n')
VISITS = 'msgid "%u visit"\nmsgid_plural "%u visits"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
BOOK = 'msgid "_Book…"\nmsgstr "{}"\n'
DAY = 'msgctxt "date"\nmsgid "%-d %B"\nmsgstr "{}"\n'


def write_po(path, *entries):
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join((HEADER, *entries)))


def make_whole(book="_Agendar…", one="%u visita", many="%u visitas", day="%-d de %B"):
    return ["#, c-format\n" + VISITS.format(one, many), BOOK.format(book), DAY.format(day)]


PROOFS = {
    "a-whole-one-passes": (make_whole(), None),
    "a-missing-message-is-noticed": (make_whole()[1:], "1 untranslated"),
    "an-empty-message-is-noticed": (make_whole(book=""), "1 untranslated"),
    "a-doubtful-message-is-noticed": (make_whole()[:1] + ["#, fuzzy\n" + BOOK.format("_Agendar…")] + make_whole()[2:], "1 fuzzy"),
    "a-wrong-placeholder-is-noticed": (make_whole(many="%s visitas"), "format specifications"),
    "a-missing-plural-is-noticed": (make_whole(many=""), "plural forms"),
    "a-lost-accelerator-is-noticed": (make_whole(book="Agendar…"), "mark"),
    "a-lost-ellipsis-is-noticed": (make_whole(book="_Agendar"), "ends with …"),
    "a-date-without-its-month-is-noticed": (make_whole(day="%-d"), "other parts"),
}


def prove(folder, entries, wanted):
    pot, po = os.path.join(folder, "proof.pot"), os.path.join(folder, "proof.po")
    write_po(pot, "#, c-format\n" + VISITS.format("", ""), BOOK.format(""), DAY.format(""))
    write_po(po, *entries)
    found = translations.check(pot, po, folder, "es")
    if wanted is None:
        return found
    return [] if any(wanted in line for line in found) else [f"not noticed: {wanted}", *found]


def read_languages(top):
    with open(os.path.join(top, "po", "LINGUAS"), encoding="utf-8") as file:
        return [name for line in file if not line.startswith("#") for name in line.split()]


def make_cases(top, arguments, folder):
    for name, (entries, wanted) in PROOFS.items():
        yield f"po/proof/{name}", lambda entries=entries, wanted=wanted: prove(folder, entries, wanted)
    yield "po/the-lists-of-messages-are-fresh", lambda: translations.find_stale(top)
    pot = os.path.join(folder, "haven.pot")
    translations.extract(top, pot, arguments)
    for language in read_languages(top):
        po = os.path.join(top, "po", f"{language}.po")
        yield f"po/{language}-says-everything", lambda po=po, language=language: translations.check(pot, po, folder, language)


def main():
    failed, number = False, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, case in make_cases(sys.argv[1], sys.argv[2:], folder):
            number += 1
            try:
                complaints = case()
            except translations.Problem as problem:
                complaints = [str(problem)]
            failed = failed or bool(complaints)
            print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
            for complaint in complaints[:60]:
                print("# " + complaint.replace("\n", "\n# "))
    print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
