# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Translations of papers go out as PO files and come back, by the command line."""
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cli_test import DONE, USAGE, main, write  # noqa: E402

FORM = "appointment-slip"


def export(ctl, code=FORM, language="es", name="out.po", vault=True):
    path = os.path.join(ctl.folder, name)
    if os.path.exists(path):
        os.remove(path)
    run = ctl.vault if vault else ctl.run
    done = run("form", "po", "export", code, language, path)
    assert done.returncode == DONE, done.stderr
    assert os.stat(path).st_mode & 0o077 == 0
    with open(path, encoding="utf-8") as file:
        return path, file.read()


def bring(ctl, text, code=FORM, language="es"):
    return ctl.json("form", "po", "import", code, language, write(os.path.join(ctl.folder, "in.po"), text))


def what_goes_out_is_a_po_file(ctl):
    for vault in (True, False):
        path, text = export(ctl, vault=vault)
        checked = subprocess.run(["msgfmt", "--check-format", "--check-header", "-o", os.devnull, path],
                                 capture_output=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert 'msgctxt "title"' in text and "haven-state: draft" in text


def what_went_out_comes_back_as_nothing_new(ctl):
    _, text = export(ctl)
    assert bring(ctl, text) == {"texts": 0}


def a_changed_text_is_taken_and_goes_out_again(ctl):
    _, text = export(ctl)
    head, rest = text.split('msgctxt "f-day"', 1)
    before = rest.split("msgstr ", 1)[1].split("\n", 1)[0]
    changed = head + 'msgctxt "f-day"' + rest.replace(before, '"Zanahoria «uno»"', 1)
    assert bring(ctl, changed) == {"texts": 1}
    assert "Zanahoria «uno»" in export(ctl)[1]
    assert "Zanahoria" not in export(ctl, vault=False)[1]


def papers_of_the_vault_have_the_clinics_words(ctl):
    _, text = export(ctl)
    if "Zanahoria" not in text:
        a_changed_text_is_taken_and_goes_out_again(ctl)
    for run, expected in ((ctl.vault, True), (ctl.run, False)):
        path = os.path.join(ctl.folder, f"slip-{expected}.pdf")
        done = run("form", "render", FORM, "--language", "es", "--output", path)
        assert done.returncode == DONE, done.stderr
        words = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
        assert ("Zanahoria" in words) is expected, words


def a_language_that_is_not_there_goes_out_empty(ctl):
    _, text = export(ctl, language="sw")
    assert text.count('msgstr ""') == text.count("msgctxt") + 1
    assert bring(ctl, text, language="sw") == {"texts": 0}


def what_is_broken_changes_nothing(ctl):
    path, before = export(ctl)
    for text in (b"", b"msgid", b"\xff\xfe\0", b"x" * (5 * 1024 * 1024), before.replace("Language: es", "Language: fr"),
                 before.replace("msgstr \"", "msgstr \"{person_nam}", 2)):
        ctl.refuse("form", "po", "import", FORM, "es", write(os.path.join(ctl.folder, "broken.po"), text))
    ctl.refuse("form", "po", "import", FORM, "es", os.path.join(ctl.folder, "not-there.po"))
    ctl.refuse("form", "po", "import", FORM, "es", ctl.folder)
    ctl.refuse("form", "po", "import", "care-plan", "es", path)
    assert export(ctl)[1] == before


def what_is_unknown_is_said(ctl):
    path = os.path.join(ctl.folder, "unknown.po")
    ctl.refuse("form", "po", "export", "no-such-form", "es", path)
    ctl.refuse("form", "po", "export", FORM, "../../es", path)
    ctl.refuse("form", "po", "export", FORM, "en", path)
    assert not os.path.exists(path)
    ctl.refuse("form", "po", "export", FORM, code=USAGE)
    ctl.refuse("form", "po", "mend", FORM, "es", path, code=USAGE)


TESTS = [(name.replace("_", "-"), value) for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__" and name not in ("export", "bring")]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
