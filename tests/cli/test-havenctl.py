# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of havenctl with good input and bad."""
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hostile  # noqa: E402
from cli_test import DONE, FAILED, USAGE, Skip, main, write  # noqa: E402

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\n$")
DEADLINE_KEYS = {"rule", "trigger", "last_safe_day", "plan_by", "statutory_day", "mail_by", "opens_on", "alert_on",
                 "citation", "explanation", "needs_lawyer_check"}
FORM_KEYS = {"code", "version", "title", "languages", "variants", "satisfies", "needs_counsel_review"}
CHECK_KEYS = {"code", "version", "needs_counsel_review", "reading_grade", "legal_basis", "satisfied", "lists", "unknown_claims"}
REPORT_KEYS = {"organizations", "services", "locations", "phones", "schedules", "rejected"}


# ── Demo and people ──────────────────────────────────────────────────────────

def demo_makes_a_private_vault(ctl):
    assert set(ctl.demo) == {"vault", "passphrase_file"}
    assert os.stat(ctl.demo["vault"]).st_mode & 0o777 == 0o700
    for name in os.listdir(ctl.demo["vault"]):
        assert os.stat(os.path.join(ctl.demo["vault"], name)).st_mode & 0o077 == 0, name
    assert {"vault.json", "shared.db", "clinical.db", "legal.db"} <= set(os.listdir(ctl.demo["vault"]))
    # Closed in order: all that was written is in the three files themselves.
    assert not [name for name in os.listdir(ctl.demo["vault"]) if name.endswith("-wal")]


def demo_never_touches_a_folder_in_use(ctl):
    folder = os.path.join(ctl.folder, "in-use")
    write(os.path.join(folder, "letter.txt"), "mine")
    ctl.check_refused(ctl.run("demo", folder), "demo")
    ctl.check_refused(ctl.run("demo", ctl.demo["vault"]), "demo")
    ctl.check_refused(ctl.run("demo", os.path.join(folder, "letter.txt", "x")), "demo")
    assert os.listdir(folder) == ["letter.txt"]


def a_search_gives_what_the_interface_says(ctl):
    found = ctl.json("person", "search", "amina")
    assert found and found[0]["name"].startswith("Amina"), found
    for person in found:
        assert set(person) == {"id", "name", "aliases", "languages"}
        assert isinstance(person["aliases"], list) and isinstance(person["languages"], list)
    assert ctl.json("person", "search", "أمينة")[0]["id"] == found[0]["id"]
    assert len(ctl.json("person", "search", "")) >= 40


def the_best_match_is_first(ctl):
    for name in ("Zubayda Quillane", "Zubayda", "Zubaydah Quillanova"):
        assert ctl.vault("person", "add", "--name", name).returncode == DONE
    names = [person["name"] for person in ctl.json("person", "search", "zubayda")]
    assert names[0] == "Zubayda", names
    assert ctl.json("person", "search", "Zubayda Quillane")[0]["name"] == "Zubayda Quillane"
    assert "Zubayda" in [person["name"] for person in ctl.json("person", "search", "subaida")]


def adding_prints_only_the_id_and_after_the_commit(ctl):
    done = ctl.vault("person", "add", "--name", "Ñandú Ωmega", "--alias", "الطائر", "--alias", "Bird", "--born", "1994-05",
                     "--language", "quc", "--language", "es")
    assert done.returncode == DONE and done.stderr == "" and UUID.match(done.stdout), (done.stdout, done.stderr)
    page = ctl.json("person", "show", done.stdout.strip())
    assert page["name"] == "Ñandú Ωmega" and page["born_on"] == "1994-05" and page["languages"] == ["quc", "es"]
    assert [name["text"] for name in page["names"]] == ["الطائر", "Bird"]
    found = ctl.json("person", "search", "الطائر")
    assert found[0]["id"] == done.stdout.strip() and found[0]["aliases"] == ["الطائر", "Bird"]


def names_go_in_without_a_utf8_locale(ctl):
    bare = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LANG", "LC_CTYPE", "LANGUAGE")}
    done = ctl.vault("person", "add", "--name", "Łucja Żółć", env={**bare, "LC_ALL": "C"})
    assert done.returncode == DONE, done.stderr
    assert ctl.json("person", "search", "lucja")[0]["name"] == "Łucja Żółć"


def hostile_names_come_back_as_they_went_in(ctl):
    names = ["Robert'); DROP TABLE patient;--", "<b>&amp;\"quoted\"</b>", "%s%n%x", "a" * 5000, "“” \u202egnirts\u202c",
             "🦉🦉", "=cmd|' /C calc'!A0", "line\nbreak", "NEAR(\"a\" OR *"]
    for name in names:
        identity = ctl.vault("person", "add", "--name", name).stdout.strip()
        assert ctl.json("person", "show", identity)["name"] == name
    for text in names + ['"', "'", "*", "^", "-x", "a OR b", "search_key:a", "%", "_", "\\", ")", "a\"b*", " "]:
        ctl.json("person", "search", text)
        if not text.startswith("-"):
            ctl.json("directory", "search", text)


def who_cannot_be_added_is_not(ctl):
    before = ctl.content()
    ctl.refuse("person", "add", "--name", "")
    ctl.refuse("person", "add", "--name", "  \t")
    for born in ("1994-02-30", "1994-13", "94", "0000", "tomorrow", "2999", "2999-01-01", "1994-05-21T00:00", "-1994"):
        assert "birth" in ctl.refuse("person", "add", "--name", "Somebody", f"--born={born}")
    ctl.refuse("person", "add", "--name", "Somebody", "--alias", "")
    for language in ("zz", "not a language", "e", "es_MX;", "1", "", "espanol"):
        assert "language" in ctl.refuse("person", "add", "--name", "Somebody", f"--language={language}")
    assert ctl.content() == before


def a_timeline_is_in_time(ctl):
    identity = ctl.json("person", "search", "amina")[0]["id"]
    events = ctl.json("person", "timeline", identity)
    assert len(events) > 10
    assert [event["date"] for event in events] == sorted(event["date"] for event in events)
    assert {event["lane"] for event in events} <= {"medical", "shared", "legal"}
    for event in events:
        assert set(event) == {"id", "kind", "lane", "date", "time", "minutes", "title", "state"}, event
        assert event["kind"] != "matter" or event["lane"] == "legal", event
        assert event["kind"] != "note" or event["lane"] == "medical", event
    assert {"appointment", "encounter", "note", "matter", "deadline"} <= {event["kind"] for event in events}


def an_unknown_id_is_told(ctl):
    for word in ("show", "timeline"):
        for identity in ("nope", "", "00000000-0000-4000-8000-000000000000", "' OR 1=1 --"):
            ctl.refuse("person", word, identity)
    ctl.refuse("plan", "print", "nope", "--language", "en", "--output", os.path.join(ctl.folder, "no.pdf"))
    assert not os.path.exists(os.path.join(ctl.folder, "no.pdf"))


# ── Opening ──────────────────────────────────────────────────────────────────

def the_passphrase_is_asked_for_properly(ctl):
    wrong = write(os.path.join(ctl.folder, "wrong"), "not the passphrase\n")
    empty = write(os.path.join(ctl.folder, "empty"), "")
    large = write(os.path.join(ctl.folder, "large"), "x" * 100000)
    binary = write(os.path.join(ctl.folder, "binary"), bytes(range(256)))
    # Wrong tries slow the next ones down: they have a vault of their own.
    other = ctl.copy_vault("wrong-tries")
    for path in (wrong, empty, binary):
        assert "passphrase" in ctl.refuse("person", "search", "a", passphrase=path, vault=other)
    ctl.refuse("person", "search", "a", passphrase=large)
    ctl.refuse("person", "search", "a", passphrase=os.path.join(ctl.folder, "absent"))
    ctl.refuse("person", "search", "a", passphrase=ctl.folder)
    # Without a file it is asked for at a terminal, and there is none.
    done = ctl.run("--vault", ctl.demo["vault"], "person", "search", "a")
    assert "--passphrase-file" in ctl.check_refused(done, "prompt")
    with open(ctl.passphrase, "rb") as file:
        line = file.read().strip()
    assert ctl.json("person", "search", "amina", passphrase=write(os.path.join(ctl.folder, "dos"), line + b"\r\n"))


def a_vault_is_needed_and_must_be_one(ctl):
    assert "--vault" in ctl.check_refused(ctl.run("person", "search", "a"), "no vault")
    ctl.refuse("person", "search", "a", vault=os.path.join(ctl.folder, "nowhere"))
    ctl.refuse("person", "search", "a", vault=ctl.passphrase)
    empty = os.path.join(ctl.folder, "empty-folder")
    os.mkdir(empty, 0o700)
    ctl.refuse("person", "search", "a", vault=empty)
    assert os.listdir(empty) == []


def a_damaged_vault_is_told_and_kept(ctl):
    def spoiled(name, file, change):
        vault = ctl.copy_vault(name)
        path = os.path.join(vault, file)
        with open(path, "rb") as old:
            data = bytearray(old.read())
        data = change(data)
        os.remove(path)
        if data is not None:
            write(path, bytes(data))
            os.chmod(path, 0o600)
        names = sorted(os.listdir(vault))
        sentence = ctl.refuse("person", "search", "amina", vault=vault)
        ctl.refuse("person", "add", "--name", "X", vault=vault)
        assert sorted(os.listdir(vault)) == names, (name, os.listdir(vault))
        if data is not None:
            with open(path, "rb") as after:
                assert after.read() == bytes(data), name
        return sentence

    def flip(position):
        def change(data):
            data[position] ^= 1
            return data
        return change

    def newer(data):
        return bytearray(data.replace(b'"format" : 3', b'"format" : 4'))

    assert "vault.json" in spoiled("json-cut", "vault.json", lambda data: data[:100])
    spoiled("json-empty", "vault.json", lambda data: data[:0])
    spoiled("json-list", "vault.json", lambda data: bytearray(b"[]"))
    spoiled("json-deep", "vault.json", lambda data: bytearray(b"[" * 200000))
    spoiled("json-gone", "vault.json", lambda data: None)
    assert "newer" in spoiled("json-newer", "vault.json", newer)
    for part in ("shared", "clinical", "legal"):
        assert "missing" in spoiled(part + "-gone", part + ".db", lambda data: None)
        spoiled(part + "-bit", part + ".db", flip(77))
        spoiled(part + "-salt", part + ".db", flip(3))
        spoiled(part + "-plain", part + ".db", lambda data: bytearray(b"SQLite format 3\0" + data[16:]))
        spoiled(part + "-cut", part + ".db", lambda data: data[:1000])
        spoiled(part + "-noise", part + ".db", lambda data: bytearray(b"\0" * len(data)))


def a_vault_that_others_can_read_is_refused(ctl):
    vault = ctl.copy_vault("open-to-all")
    os.chmod(vault, 0o755)
    assert "chmod" in ctl.refuse("person", "search", "a", vault=vault)


# ── Dates ────────────────────────────────────────────────────────────────────

def deadlines_have_every_key(ctl):
    rules = ctl.plain_json("deadline", "--list")
    codes = {rule["rule"] if "rule" in rule else rule["code"] for rule in rules}
    assert {"ASY-1Y", "U-SUPB", "EOIR-RECONSIDER", "EOIR-REOPEN", "EOIR-ABSENTIA", "CIV-1595", "SIJ-21"} <= codes, codes
    for code in sorted(codes):
        done = ctl.run("--json", "deadline", code, "--date", "2026-03-02", "--born", "2012-05-21", "--mailed",
                       "--stopped-days", "3")
        if done.returncode == DONE:
            assert set(json.loads(done.stdout)) == DEADLINE_KEYS, code
        else:
            ctl.check_refused(done, code)
    asylum = ctl.plain_json("deadline", "ASY-1Y", "--date", "2026-03-02")
    assert (asylum["last_safe_day"], asylum["statutory_day"]) == ("2027-03-01", "2027-03-02")
    assert asylum["mail_by"] == "2027-02-12" or asylum["mail_by"] <= "2027-02-15", asylum["mail_by"]
    assert ctl.plain_json("deadline", "U-NODEADLINE", "--date", "2026-03-02")["last_safe_day"] is None


def bad_dates_are_refused(ctl):
    for words in (["ASY-1Y", "--date", "2026-02-30"], ["ASY-1Y", "--date", "x"], ["ASY-1Y", "--date", ""],
                  ["ASY-1Y", "--date", "99999-01-01"], ["ASY-1Y", "--date", "2026-2-3"], ["NOPE", "--date", "2026-01-01"],
                  ["ASY-1Y"], ["SIJ-21", "--date", "2026-01-01", "--born", "2012-00-01"], ["", "--date", "2026-01-01"],
                  ["ASY-EAD", "--date", "2026-01-01", "--stopped-days", "-1"],
                  ["ASY-EAD", "--date", "2026-01-01", "--stopped-days", "2147483647"]):
        ctl.check_refused(ctl.run("--json", "deadline", *words), words)
    for words in ([], ["--list", "x"], ["ASY-1Y", "U-SUPB"], ["ASY-1Y", "--stopped-days", "many"], ["--nope"]):
        ctl.check_refused(ctl.run("deadline", *words), words, USAGE)


# ── Papers ───────────────────────────────────────────────────────────────────

def forms_are_listed_and_rendered(ctl):
    forms = {form["code"]: form for form in ctl.plain_json("form", "list")}
    assert {"release-of-information", "care-plan"} <= set(forms)
    for form in forms.values():
        assert set(form) == FORM_KEYS, form
    assert forms["referral-handoff"]["variants"] == ["full", "neutral"]
    assert forms["hipaa-authorization"]["satisfies"] == ["hipaa"] and forms["hipaa-authorization"]["needs_counsel_review"]
    for language in ("en", "es", "ar"):
        assert language in forms["release-of-information"]["languages"]
        path = os.path.join(ctl.folder, f"release-{language}.pdf")
        done = ctl.run("form", "render", "release-of-information", "--language", language, "--output", path)
        assert done.returncode == DONE and done.stdout == "", done.stderr
        with open(path, "rb") as file:
            assert file.read(5) == b"%PDF-"
        assert os.stat(path).st_mode & 0o777 == 0o600


def a_form_tells_which_law_it_satisfies(ctl):
    for form in ctl.plain_json("form", "list"):
        check = ctl.plain_json("form", "check", form["code"])
        assert set(check) == CHECK_KEYS and check["satisfied"] and check["reading_grade"] <= 6, check
        lists = {part["code"]: part for part in check["lists"]}
        for law in form["satisfies"]:
            assert lists[law]["claimed"] and lists[law]["satisfied"] and lists[law]["missing"] == [], lists[law]
            assert all(set(part) == {"code", "label", "citation"} for part in lists[law]["present"])
    assert {"hipaa", "part2"} <= {part["code"] for part in ctl.plain_json("form", "check", "part2-consent")["lists"]}


def a_form_that_lacks_an_element_is_told(ctl):
    seed = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "seeds", "forms", "advocate-release.json")
    with open(seed, encoding="utf-8") as file:
        text = file.read()
    whole = write(os.path.join(ctl.folder, "whole.json"), text)
    assert ctl.plain_json("form", "check", whole)["satisfied"]
    lacking = write(os.path.join(ctl.folder, "lacking.json"), text.replace('"one-recipient"]', '"copy"]'))
    done = ctl.run("--json", "form", "check", lacking)
    assert done.returncode == FAILED and done.stderr.count("\n") == 1, done.stderr
    check = json.loads(done.stdout)
    assert not check["satisfied"]
    claimed = [part for part in check["lists"] if part["claimed"]]
    assert [[gap["code"] for gap in part["missing"]] for part in claimed] == [["one-recipient"]], claimed
    claims = write(os.path.join(ctl.folder, "claims.json"), text.replace('"satisfies": [', '"satisfies": ["moon", '))
    done = ctl.run("--json", "form", "check", claims)
    assert done.returncode == FAILED and json.loads(done.stdout)["unknown_claims"] == ["moon"], done.stdout
    for words in (["nope"], [""], ["../advocate-release"], ["/nonexistent/form.json"],
                  [write(os.path.join(ctl.folder, "cut.json"), '{"format": 1')]):
        ctl.check_refused(ctl.run("form", "check", *words), words)
    for words in ([], ["advocate-release", "care-plan"], ["--all"]):
        ctl.check_refused(ctl.run("form", "check", *words), words, USAGE)


def a_plan_is_printed(ctl):
    person = ctl.json("person", "search", "amina")[0]["id"]
    for variant in ("full", "client", "safe"):
        path = os.path.join(ctl.folder, f"plan-{variant}.pdf")
        done = ctl.vault("plan", "print", person, "--language", "ar", "--variant", variant, "--output", path)
        assert done.returncode == DONE and done.stdout == "", done.stderr
        assert os.path.getsize(path) > 2000
    assert [event for event in ctl.json("person", "timeline", person) if event["kind"] == "document"]


def what_cannot_be_printed_leaves_no_file(ctl):
    path = os.path.join(ctl.folder, "never.pdf")
    bad = [["nope", "--language", "en"], ["care-plan", "--language", "zz"], ["care-plan", "--language", ""],
           ["care-plan", "--language", "en", "--variant", "loud"], ["../care-plan", "--language", "en"],
           ["care-plan", "--language", "en", "--values", os.path.join(ctl.folder, "absent.json")],
           ["care-plan", "--language", "en", "--values", ctl.folder]]
    for name, text in (("list", "[]"), ("cut", '{"person_name": '), ("bytes", b'{"person_name": "\xff"}'),
                       ("deep", '{"person_name": ' + "[" * 100000), ("wrong", '{"goals": "not a list"}'),
                       ("unknown", '{"no_such_value": 1}'), ("number", '{"person_name": 7}')):
        bad.append(["care-plan", "--language", "en", "--values", write(os.path.join(ctl.folder, f"v-{name}.json"), text)])
    for words in bad:
        ctl.check_refused(ctl.run("form", "render", *words, "--output", path), words)
    ctl.check_refused(ctl.run("form", "render", "care-plan", "--language", "en", "--output", ctl.folder), "folder")
    ctl.check_refused(ctl.run("form", "render", "care-plan", "--language", "en", "--output", "/nonexistent/a.pdf"), "folder")
    assert not os.path.exists(path)


def a_plan_that_cannot_leave_is_not_logged_as_gone(ctl):
    person = ctl.json("person", "search", "amina")[0]["id"]
    before = len(ctl.json("person", "timeline", person))
    words = ["plan", "print", person, "--language"]
    ctl.refuse(*words, "zz", "--output", os.path.join(ctl.folder, "never.pdf"))
    ctl.refuse(*words, "en", "--variant", "loud", "--output", os.path.join(ctl.folder, "never.pdf"))
    ctl.refuse(*words, "ar", "--output", "/nonexistent/a.pdf")
    nobody = ctl.vault("person", "add", "--name", "Without Plan").stdout.strip()
    assert "plan" in ctl.refuse("plan", "print", nobody, "--language", "en", "--output", os.path.join(ctl.folder, "never.pdf"))
    assert not os.path.exists(os.path.join(ctl.folder, "never.pdf"))
    assert len(ctl.json("person", "timeline", person)) == before


def a_missing_font_is_told(ctl):
    config = write(os.path.join(ctl.folder, "fonts.conf"),
                   f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
                   f'<dir>{ctl.folder}/no-fonts</dir><cachedir>{ctl.folder}/font-cache</cachedir></fontconfig>')
    path = os.path.join(ctl.folder, "no-font.pdf")
    done = ctl.run("form", "render", "release-of-information", "--language", "ar", "--output", path,
                   env={**os.environ, "FONTCONFIG_FILE": config})
    assert "font" in ctl.check_refused(done, "font")
    assert not os.path.exists(path)


# ── The directory ────────────────────────────────────────────────────────────

def a_directory_goes_in_and_again(ctl):
    vault = ctl.copy_vault("imports")
    folder = hostile.write_small_directory(os.path.join(ctl.folder, "small"))
    before = ctl.content(vault)
    dry = ctl.json("directory", "import", folder, "--dry-run", vault=vault)
    assert ctl.content(vault) == before
    wet = ctl.json("directory", "import", folder, vault=vault)
    assert dry == wet and set(wet) == REPORT_KEYS, (dry, wet)
    assert (wet["organizations"], wet["services"], wet["locations"], wet["phones"]) == (1, 2, 2, 2), wet
    assert len(wet["rejected"]) >= 1
    for fault in wet["rejected"]:
        assert set(fault) == {"file", "row", "column", "rule", "value"}, fault
    found = ctl.json("directory", "search", "quillfeather", vault=vault)
    assert len(found) == 2 and {"id", "name"} <= set(found[0]), found
    once = ctl.content(vault)
    assert ctl.json("directory", "import", folder, vault=vault) == wet
    assert ctl.content(vault) == once


def the_same_link_under_a_new_id_is_one_link(ctl):
    vault = ctl.copy_vault("links")
    folder = hostile.write_small_directory(os.path.join(ctl.folder, "links-1"))
    ctl.json("directory", "import", folder, vault=vault)
    hostile.rename_links(folder)
    ctl.json("directory", "import", folder, vault=vault)


def a_filter_by_language_holds(ctl):
    every = ctl.json("directory", "search", "")
    arabic = ctl.json("directory", "search", "", "--language", "ar")
    assert 0 < len(arabic) < len(every)
    assert all("ar" in service["languages"] for service in arabic)
    for language in ("zz", "not one", ""):
        assert "language" in ctl.refuse("directory", "search", "", "--language", language)


def a_confidential_place_is_never_told(ctl):
    told = [service for service in ctl.json("directory", "search", "") if service["confidential"]]
    assert told, "the sample clinic has confidential places"
    everything = json.dumps(ctl.json("directory", "search", ""))
    seeds = os.path.join(os.path.dirname(__file__), "..", "..", "seeds", "demo", "location.json")
    with open(seeds, encoding="utf-8") as file:
        hidden = [place["address_1"] for place in json.load(file)
                  if place.get("confidential_location") and place.get("address_1")]
    assert hidden and not [address for address in hidden if address in everything]


def hostile_imports_change_nothing(ctl):
    before = ctl.content()
    for name, path in hostile.write_all(os.path.join(ctl.folder, "hostile")):
        done = ctl.vault("directory", "import", path, timeout=200)
        if name in hostile.MAY_BE_REPORTED and done.returncode == DONE:
            report = json.loads(done.stdout)
            assert report["rejected"] and report["services"] == 0, (name, report)
        else:
            ctl.check_refused(done, name)
    ctl.refuse("directory", "import", os.path.join(ctl.folder, "absent"))
    ctl.refuse("directory", "import", "/dev/null")
    assert ctl.content() == before


def sample(ctl, *parts):
    path = os.path.join(os.environ.get("HAVEN_SAMPLE_DATA", ""), *parts)
    if not os.environ.get("HAVEN_SAMPLE_DATA") or not os.path.exists(path):
        raise Skip("the sample data is not here")
    return path


def the_sample_feeds_go_in(ctl):
    vault = ctl.copy_vault("feeds")
    older = ctl.json("directory", "import", sample(ctl, "hsds-1-csv"), vault=vault)
    assert older["organizations"] > 5 and older["services"] > 5 and older["locations"] > 5, older
    for kind in ("csv", "json"):
        newer = ctl.json("directory", "import", sample(ctl, "hsds-3", kind), vault=vault)
        assert newer["organizations"] >= 1 and newer["services"] >= 1, (kind, newer)
    assert ctl.json("directory", "import", sample(ctl, "hsds-1-csv"), vault=vault) == older


# ── Usage ────────────────────────────────────────────────────────────────────

def wrong_usage_is_two(ctl):
    for words in ([], ["bogus"], ["--bogus"], ["person"], ["person", "bogus"], ["person", "add"], ["person", "search"],
                  ["person", "search", "a", "b"], ["person", "show"], ["person", "add", "--name"],
                  ["person", "add", "--name", "A", "stray"], ["directory"], ["directory", "import"],
                  ["directory", "search", "a", "--nope"], ["form"], ["form", "render", "care-plan"], ["form", "list", "x"],
                  ["form", "render", "care-plan", "--language", "en", "--output", "x.pdf", "--paper", "tablecloth"],
                  ["plan", "print"], ["plan", "print", "x", "--language", "en"], ["demo"], ["demo", "a", "b"],
                  ["--vault"], ["--passphrase-file"]):
        ctl.check_refused(ctl.run(*words), words, USAGE)
        if words and not words[0].startswith("-"):
            ctl.refuse(*words, code=USAGE)


def common_options_stand_anywhere(ctl):
    before = ctl.json("person", "search", "amina")
    done = ctl.run("person", "search", "amina", "--json", "--vault", ctl.demo["vault"], "--passphrase-file", ctl.passphrase)
    assert done.returncode == DONE and json.loads(done.stdout) == before
    indented = ctl.run("person", "search", "amina", "--vault", ctl.demo["vault"], "--passphrase-file", ctl.passphrase)
    assert json.loads(indented.stdout) == before and indented.stdout.count("\n") > 3


def nothing_personal_is_ever_an_error(ctl):
    for words in (["person", "add", "--name", "Canary Quillfeather", "--born", "1994-02-30"],
                  ["person", "add", "--name", "Canary Quillfeather", "--language", "zz"],
                  ["person", "add", "--name", "Canary Quillfeather", "--alias", ""],
                  ["person", "add", "--named=Canary Quillfeather"],
                  ["person", "add", "--name", "Canary Quillfeather", "--bogus"],
                  ["person", "show", "nope"]):
        ctl.vault(*words)
    for errors in ctl.seen_errors:
        text = errors if isinstance(errors, bytes) else errors.encode()
        for canary in (b"Quillfeather", b"Amina", b"Zubayda", "أمينة".encode()):
            assert canary not in text, text


def two_at_once_lose_nothing(ctl):
    vault = ctl.copy_vault("two")
    words = [ctl.program, "--vault", vault, "--passphrase-file", ctl.passphrase, "person", "add", "--name"]
    running = [subprocess.Popen(words + [f"Together {n}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for n in range(8)]
    ids = []
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == DONE, err
        ids.append(out.decode().strip())
    found = {person["id"] for person in ctl.json("person", "search", "together", vault=vault)}
    assert set(ids) <= found and len(set(ids)) == 8


TESTS = [(name.replace("_", "-"), value) for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__" and name != "sample"]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
