# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A clinic changes a form, records what a lawyer read, and goes back, by the command line."""
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from cli_test import DONE, USAGE, main, write  # noqa: E402

FORM = "consent-to-treatment"
LAWYER, DESK = ("--as", "Irene Kowalczyk"), ("--as", "Nadia Ferrell")


def seed():
    with open(os.path.join(HERE, "..", "..", "seeds", "forms", f"{FORM}.json"), encoding="utf-8") as file:
        return json.load(file)


def changed(ctl, version, **members):
    form = {**seed(), "version": version, **members}
    form["blocks"][0]["text"] = f"You decide. This is version {version}."
    return write(os.path.join(ctl.folder, f"form-{version}.json"), json.dumps(form))


def facts(ctl, code=FORM):
    return {form["code"]: form for form in ctl.json("form", "list")}.get(code)


def a_vault_lists_what_is_known_of_its_forms(ctl):
    form = facts(ctl)
    assert form["version"] == form["shipped_version"] and not form["own"]
    assert form["awaits_counsel"] and form["missing_elements"] == 0 and "counsel" not in form
    assert {"en", "es"} <= {language["language"] for language in form["languages"]}


def a_review_is_recorded_once(ctl):
    before = facts(ctl)
    done = ctl.json("form", "review", FORM, "--counsel", "A. Reyes, Legal Aid", "--on", "2026-01-02")
    assert not done["awaits_counsel"] and done["counsel"] == "A. Reyes, Legal Aid" and done["reviewed_on"] == "2026-01-02"
    assert done["sha256"] == before["sha256"]
    ctl.refuse("form", "review", FORM, "--counsel", "Somebody else", "--on", "2026-01-03")
    assert facts(ctl) == done


def papers_say_that_nobody_read_them_until_then(ctl):
    for code, said in ((FORM, False), ("part2-consent", True)):
        path = os.path.join(ctl.folder, f"{code}.pdf")
        done = ctl.vault("form", "render", code, "--language", "en", "--output", path)
        assert done.returncode == DONE, done.stderr
        words = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
        assert ("not yet reviewed by counsel" in words.lower()) is said, words


def a_changed_form_is_taken_and_put_aside(ctl):
    path = changed(ctl, "2")
    told = ctl.json("form", "add", path, "--dry-run")
    assert facts(ctl)["version"] == "1"
    assert ctl.json("form", "add", path) == told
    assert (told["version_before"], told["version"]) == ("1", "2")
    assert [text["id"] for text in told["texts"]] == ["intro"] and not told["lost"] and not told["missing"]
    assert {language["outdated"] for language in told["languages"]} == {1}
    now = facts(ctl)
    assert now["own"] and now["version"] == "2" and now["awaits_counsel"]
    assert ctl.json("form", "check", FORM)["version"] == "2"
    back = ctl.json("form", "retire", FORM)
    assert not back["own"] and back["version"] == "1" and not back["awaits_counsel"]
    ctl.refuse("form", "retire", FORM)


def a_version_is_used_once(ctl):
    before = facts(ctl)
    ctl.refuse("form", "add", changed(ctl, "1"))
    ctl.refuse("form", "add", changed(ctl, "2"))
    assert facts(ctl) == before


def what_is_broken_changes_nothing(ctl):
    before = ctl.json("form", "list")
    whole = json.dumps(seed()).encode()
    for number, data in enumerate((b"", b"{", b"[]", whole[:-9], b"\xff\xfe\0", b"[" * 300000, b" " * (2 * 1024 * 1024))):
        ctl.refuse("form", "add", write(os.path.join(ctl.folder, f"broken-{number}.json"), data))
    ctl.refuse("form", "add", changed(ctl, "9", needs_counsel_review=False))
    ctl.refuse("form", "add", changed(ctl, "9", satisfies=["treaty"]))
    ctl.refuse("form", "add", changed(ctl, "9", code="paper"))
    ctl.refuse("form", "add", changed(ctl, "9", code="../paper"))
    ctl.refuse("form", "add", changed(ctl, "9", values=seed()["values"][1:]))
    ctl.refuse("form", "add", os.path.join(ctl.folder, "not-there.json"))
    ctl.refuse("form", "add", ctl.folder)
    ctl.refuse("form", "retire", "no-such-form")
    ctl.refuse("form", "retire", "care-plan")
    for code, counsel, day in (("no-such-form", "A. Reyes", "2026-01-02"), ("part2-consent", " ", "2026-01-02"),
                               ("part2-consent", "A. Reyes", "2999-01-01"), ("part2-consent", "A. Reyes", "tomorrow"),
                               ("part2-consent", "x" * 100000, "2026-01-02"), ("appointment-slip", "A. Reyes", "2026-01-02")):
        ctl.refuse("form", "review", code, "--counsel", counsel, "--on", day)
    assert ctl.json("form", "list") == before


def only_those_who_may_do_it(ctl):
    before = facts(ctl, "part2-consent")
    review = ("form", "review", "part2-consent", "--counsel", "A. Reyes", "--on", "2026-01-02")
    ctl.refuse(*DESK, *review)
    ctl.refuse(*DESK, "form", "add", changed(ctl, "7"))
    assert facts(ctl, "part2-consent") == before
    assert not ctl.json(*LAWYER, *review)["awaits_counsel"]
    assert ctl.json(*LAWYER, "form", "add", changed(ctl, "7"))["version"] == "7"
    ctl.refuse(*DESK, "form", "retire", FORM)
    assert not ctl.json(*LAWYER, "form", "retire", FORM)["own"]


def wrong_usage_is_said(ctl):
    for words in (["add"], ["add", "a.json", "b.json"], ["add", "a.json", "--nope"], ["retire"], ["retire", "a", "b"], ["retire", "--all"],
                  ["review", FORM], ["review", FORM, "--counsel", "A. Reyes"], ["review", FORM, "--on", "2026-01-02"],
                  ["review", "--counsel", "A. Reyes", "--on", "2026-01-02"]):
        ctl.refuse("form", *words, code=USAGE)
    for words in (["add", "a.json"], ["retire", FORM], ["review", FORM, "--counsel", "A.", "--on", "2026-01-02"]):
        ctl.check_refused(ctl.run("form", *words), words)


NOT_TESTS = ("seed", "changed", "facts")
TESTS = [(name.replace("_", "-"), value) for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__" and name not in NOT_TESTS]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
