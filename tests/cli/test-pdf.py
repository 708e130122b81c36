# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""havenctl pdf: the fields of a form from elsewhere, and filling them."""
import json
import os
import shutil
import stat
import subprocess
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))

from agency_form import build  # noqa: E402
from cli_test import DONE, USAGE, Skip, main  # noqa: E402


FORM = build([
    "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R 5 0 R] >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [4 0 R 5 0 R] >>",
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Family Name) /TU (As in the passport) /Ff 2 /Rect [50 690 350 710] /F 4 >>",
    "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Agree) /Rect [50 480 66 496] /F 4 /MK << /BC [0] >> >>",
])


def path_of(ctl, name, data):
    path = os.path.join(ctl.folder, name)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


def test_the_fields_of_a_form_are_listed(ctl):
    fields = ctl.plain_json("pdf", "fields", path_of(ctl, "form.pdf", FORM))
    assert [field["name"] for field in fields] == ["Family Name", "Agree"], fields
    assert fields[0]["label"] == "As in the passport" and fields[0]["required"], fields
    assert fields[0]["places"] == [{"page": 1, "rectangle": [50.0, 690.0, 350.0, 710.0]}], fields
    assert fields[1]["type"] == "checkbox" and fields[1]["value"] is False, fields


def test_a_form_is_filled(ctl):
    form = path_of(ctl, "form.pdf", FORM)
    values = path_of(ctl, "values.json", {"Family Name": "محمد O'Brien", "Agree": True})
    results = []
    for name in ("one.pdf", "two.pdf"):
        output = os.path.join(ctl.folder, name)
        done = ctl.run("pdf", "fill", form, "--values", values, "--output", output)
        assert done.returncode == DONE and done.stdout == done.stderr == "", done.stderr
        assert stat.S_IMODE(os.stat(output).st_mode) == 0o600
        with open(output, "rb") as file:
            results.append(file.read())
    assert results[0] == results[1]
    assert ctl.plain_json("pdf", "fields", os.path.join(ctl.folder, "one.pdf")) == []
    if not shutil.which("pdftotext"):
        raise Skip("no pdftotext")
    text = subprocess.run(["pdftotext", output, "-"], capture_output=True, check=True).stdout.decode()
    assert "O'Brien" in text and "محمد" in text, text


def test_what_is_wrong_is_told_and_nothing_is_written(ctl):
    form = path_of(ctl, "form.pdf", FORM)
    good = path_of(ctl, "values.json", {"Family Name": "x"})
    output = os.path.join(ctl.folder, "none.pdf")
    cases = [
        (form, {"Agree": True}, "has to be filled"),
        (form, {"Family Name": "x", "Nobody": "y"}, "no field"),
        (form, {"Family Name": "x" * 1000000}, "at most"),
        (form, b"[1]", "not a JSON object"),
        (form, b"{", "not a JSON object"),
        (form, b"\xff", "not a JSON object"),
        (path_of(ctl, "half.pdf", FORM[:300]), {"Family Name": "x"}, "damaged"),
        (path_of(ctl, "text.pdf", b"a letter"), {"Family Name": "x"}, "damaged"),
        (path_of(ctl, "empty.pdf", b""), {"Family Name": "x"}, "empty"),
        (os.path.join(ctl.folder, "nowhere.pdf"), {"Family Name": "x"}, "cannot be read"),
        (ctl.folder, {"Family Name": "x"}, "cannot be read"),
    ]
    for pdf, values, words in cases:
        done = ctl.run("pdf", "fill", pdf, "--values", path_of(ctl, "wrong.json", values), "--output", output)
        assert words in ctl.check_refused(done, ("pdf", "fill", words)), done.stderr
        assert not os.path.exists(output), words
    done = ctl.run("pdf", "fill", form, "--values", good, "--output", os.path.join(ctl.folder, "no", "x.pdf"))
    assert "Choose another folder" in ctl.check_refused(done, "folder")
    huge = os.path.join(ctl.folder, "huge.pdf")
    with open(huge, "wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert "64 MB" in ctl.check_refused(ctl.run("pdf", "fields", huge), "huge")


def test_wrong_usage_is_told(ctl):
    for words in (["pdf"], ["pdf", "fields"], ["pdf", "fill", "x.pdf"], ["pdf", "fold"], ["pdf", "fill", "--output", "x"]):
        ctl.check_refused(ctl.run(*words), words, USAGE)


def test_a_form_of_an_agency_is_brought_in_and_filled_for_a_person(ctl):
    form, output = path_of(ctl, "form.pdf", FORM), os.path.join(ctl.folder, "official.pdf")
    made = ctl.json("official", "import", form, "--code", "I-918", "--title", "Petition", "--agency", "Agency", "--edition", "2026-01-20")
    assert [line["id"] for line in ctl.json("official", "list")] == [made["id"]]
    fields = {line["field"]: line for line in ctl.json("official", "fields", "I-918")}
    sources = {line["source"]: line["formats"] for line in ctl.plain_json("official", "sources")}
    assert "mmddyyyy" in sources["person.born_on"] and "last-word" in sources["person.name"] and sources["fixed"] == [], sources
    assert fields["Family Name"]["source"] == "person.name" and fields["Family Name"]["format"] == "last-word", fields
    assert "source" not in fields["Agree"], fields
    assert ctl.vault("official", "map", "I-918", "Agree", "fixed", "true").returncode == DONE
    person = ctl.json("person", "search", "")[0]["id"]
    assert ctl.vault("official", "fill", "I-918", person, "--output", output).returncode == DONE
    assert stat.S_IMODE(os.stat(output).st_mode) == 0o600
    assert ctl.plain_json("pdf", "fields", output) == []
    for words in (["import", form, "--code", "I-918", "--title", "P", "--agency", "A"], ["fields", "X"],
                  ["map", "I-918", "Agree", "person.name"], ["map", "I-918", "Nobody", "today"],
                  ["fill", "I-918", "nobody", "--output", os.path.join(ctl.folder, "none.pdf")]):
        ctl.refuse("official", *words)
    assert not os.path.exists(os.path.join(ctl.folder, "none.pdf"))
    assert ctl.vault("official", "retire", "I-918").returncode == DONE
    assert ctl.json("official", "list") == []
    ctl.refuse("official", "fill", "I-918", person, "--output", output)
    ctl.refuse("official", "fill", code=USAGE)


TESTS = [(name.replace("_", "-").removeprefix("test-"), value) for name, value in list(globals().items())
         if name.startswith("test_")]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
