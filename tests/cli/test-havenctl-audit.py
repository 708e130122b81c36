# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""havenctl audit: the log as an administrator reads it, and a vault whose files were put back."""
import os
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cli_test import USAGE, main, write  # noqa: E402

PARTS = ("shared", "clinical", "legal")


def the_log_of_a_sound_vault_holds(ctl):
    found = ctl.json("audit", "verify")
    assert found["sound"] is True and set(found["parts"]) == set(PARTS), found
    assert found["checked"] == sum(part["events"] for part in found["parts"].values())
    assert all(part["head_kept"] for part in found["parts"].values())


def who_looked_at_a_person_is_listed(ctl):
    person = ctl.json("person", "search", "amina")[0]["id"]
    ctl.json("person", "show", person)
    found = ctl.json("audit", "list", "--person", person)
    assert found and all(event["person"] == person for event in found), found
    looks = [event for event in found if event["action"] == "view" and event["record"] == "patient"]
    assert looks and looks[0]["id"] == person and looks[0]["staff"], looks
    assert [event["at"] for event in found] == sorted((event["at"] for event in found), reverse=True)
    for event in found:
        assert event["part"] in PARTS and event["number"] > 0 and event["session"], event
    # Looking at the log was logged.
    again = ctl.json("audit", "list", "--person", person, "--limit", "5")
    assert len(again) == 5 and any(event["record"] == "audit_event" for event in again), again


def one_persons_day_is_listed(ctl):
    everything = ctl.json("audit", "list")
    staff = next(event["staff"] for event in everything if event.get("staff"))
    mine = ctl.json("audit", "list", "--staff", staff, "--today", "--limit", "700")
    assert mine and all(event["staff"] == staff for event in mine)
    numbers = [(event["part"], event["number"]) for event in everything]
    assert len(numbers) == len(set(numbers))
    assert ctl.json("audit", "list", "--person", "nobody") == []
    ctl.refuse("audit", "list", "--staff", "Nobody at all")


def a_printed_head_is_checked(ctl):
    heads = {head["part"]: head for head in ctl.json("audit", "head")}
    assert set(heads) == set(PARTS), heads
    ctl.json("person", "search", "amina")
    text = heads["shared"]["head"]
    assert ctl.json("audit", "verify", "--head", text, "--head", heads["legal"]["head"].lower())["sound"]
    slip = ("B" if text[0] != "B" else "C") + text[1:]
    ctl.refuse("audit", "verify", "--head", slip)
    ctl.refuse("audit", "verify", "--head", "")


def a_file_that_was_put_back_is_told(ctl):
    vault = ctl.copy_vault("put-back")
    for part in PARTS:
        path = os.path.join(vault, part + ".db")
        kept = path + ".kept"
        assert ctl.json("audit", "verify", vault=vault)["sound"]
        shutil.copyfile(path, kept)
        # A look at somebody is an event in each part.
        person = ctl.json("person", "search", "amina", vault=vault)[0]["id"]
        ctl.json("person", "show", person, vault=vault)
        newest = path + ".newest"
        shutil.copyfile(path, newest)
        shutil.copyfile(kept, path)
        for words in (["audit", "verify"], ["audit", "list"], ["person", "search", "amina"]):
            told = ctl.refuse(*words, vault=vault)
            assert f"“{part}”" in told and "older copy" in told, told
        shutil.copyfile(newest, path)
        assert ctl.json("audit", "verify", vault=vault)["sound"]


def an_old_vault_is_told_by_the_paper(ctl):
    vault = ctl.copy_vault("as-it-was")
    ctl.json("person", "search", "amina", vault=vault)
    later = ctl.copy_vault("later")
    ctl.json("person", "search", "amina", vault=later)
    for _ in range(4):
        ctl.json("person", "search", "amina", vault=later)
    head = next(head["head"] for head in ctl.json("audit", "head", vault=later) if head["part"] == "shared")
    assert ctl.json("audit", "verify", "--head", head, vault=later)["sound"]
    # The whole folder, with all that is kept in it, is older than the paper.
    told = ctl.refuse("audit", "verify", "--head", head, vault=vault)
    assert "“shared”" in told, told


def heads_that_are_gone_are_told(ctl):
    vault = ctl.copy_vault("no-heads")
    os.unlink(os.path.join(vault, "heads"))
    found = ctl.json("audit", "verify", vault=vault)
    assert not any(part["head_kept"] for part in found["parts"].values()), found
    details = [event.get("detail") for event in ctl.json("audit", "list", vault=vault)]
    assert "the kept head could not be read" in details
    # From then on there are heads again; noise and a short file count as none.
    assert all(part["head_kept"] for part in ctl.json("audit", "verify", vault=vault)["parts"].values())
    write(os.path.join(vault, "heads"), "short")
    assert not any(part["head_kept"] for part in ctl.json("audit", "verify", vault=vault)["parts"].values())


def wrong_usage_is_two(ctl):
    for words in (["audit"], ["audit", "bogus"], ["audit", "verify", "x"], ["audit", "list", "x"],
                  ["audit", "list", "--limit", "-1"], ["audit", "list", "--limit", "many"], ["audit", "list", "--bogus"],
                  ["audit", "head", "x"], ["audit", "verify", "--head"]):
        ctl.refuse(*words, code=USAGE)


TESTS = [(name.replace("_", "-"), value) for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__"]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
