# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A clinic's vault from the command line: who may do what, what a thief sees, and what vault check tells apart."""
import json
import os
import re
import shutil
import sys

from cli_test import DONE, FAILED, USAGE, main

ADMIN, DOCTOR, LAWYER, DESK = "Ana Lindqvist", "Dr Bo Okafor", "Lee Kowalczyk", "Fay Tekle"
WORDS = {ADMIN: "seven brown owls", DOCTOR: "nine calm rivers", LAWYER: "quiet legal harbor", DESK: "open front door"}
PARTS = ("shared", "clinical", "legal")


class Clinic:
    """A vault with four members: an administrator who reads no chart, a clinician, a lawyer and a front desk."""

    def __init__(self, ctl, name):
        self.ctl = ctl
        self.folder = os.path.join(ctl.folder, name)
        self.vault = os.path.join(self.folder, "vault")
        os.makedirs(self.folder)
        self.files = {who: self.keep(who.split()[-1], text) for who, text in WORDS.items()}
        codes = os.path.join(self.folder, "codes")
        made = ctl.run("vault", "init", self.vault, "--as", ADMIN, "--role", "administrator", "--clinic", "Harbor House",
                       "--legal-name", LAWYER, "--legal-passphrase-file", self.files[LAWYER], "--passphrase-file",
                       self.files[ADMIN], "--recovery-file", codes, "--json")
        assert made.returncode == DONE, made.stderr
        assert os.stat(codes).st_mode & 0o777 == 0o600
        with open(codes, encoding="utf-8") as file:
            self.codes = [self.keep(f"code{n}", line.strip()) for n, line in enumerate(file)]
        self.json(ADMIN, "staff", "add", DOCTOR, "--role", "navigator", "--new-passphrase-file", self.files[DOCTOR])
        self.do(ADMIN, "staff", "grant", DOCTOR, "clinician", "--recovery-code-file", self.codes[0])
        self.json(ADMIN, "staff", "add", DESK, "--role", "front-desk", "--new-passphrase-file", self.files[DESK])

    def keep(self, name, text):
        path = os.path.join(self.folder, name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
        return path

    def run(self, who, *words, **more):
        more.setdefault("vault", self.vault)
        return self.ctl.vault("--as", who, *words, passphrase=more.pop("passphrase", self.files.get(who)), **more)

    def do(self, who, *words, **more):
        done = self.run(who, *words, **more)
        assert done.returncode == DONE, (words, done.stderr)
        return done.stdout

    def json(self, who, *words, **more):
        return json.loads(self.do(who, *words, **more))

    def refuse(self, who, *words, **more):
        return self.ctl.check_refused(self.run(who, *words, **more), words, FAILED)

    def copy(self, name):
        path = os.path.join(self.folder, name)
        shutil.copytree(self.vault, path)
        os.chmod(path, 0o700)
        return path

    def states(self, who, vault, *words):
        done = self.run(who, "vault", "check", *words, vault=vault)
        return {part["part"]: part["state"] for part in json.loads(done.stdout)["parts"]}, done

    def staff(self):
        return {member["name"]: member for member in self.json(ADMIN, "staff", "list")}


def each_member_holds_the_parts_of_their_roles(ctl):
    clinic = Clinic(ctl, "holds")
    held = {name: sorted(member["holds"]) for name, member in clinic.staff().items()}
    assert held == {ADMIN: ["shared"], DOCTOR: ["clinical", "shared"], LAWYER: ["legal", "shared"], DESK: ["shared"]}, held
    for who, sound in ((ADMIN, ("shared",)), (DOCTOR, ("shared", "clinical")), (LAWYER, ("shared", "legal"))):
        states, done = clinic.states(who, clinic.vault)
        assert done.returncode == DONE, done.stderr
        assert states == {part: "sound" if part in sound else "closed" for part in PARTS}, states


def who_reads_no_charts_makes_no_reader_of_charts(ctl):
    clinic = Clinic(ctl, "grants")
    before = clinic.json(ADMIN, "staff", "list")
    for role in ("clinician", "behavioural-clinician", "attorney", "paralegal", "advocate"):
        clinic.refuse(ADMIN, "staff", "grant", DESK, role)
    clinic.refuse(ADMIN, "staff", "grant", DESK, "attorney", "--recovery-code-file", clinic.codes[0])
    clinic.refuse(DOCTOR, "staff", "grant", DESK, "attorney")
    clinic.refuse(DESK, "staff", "grant", DESK, "administrator")
    clinic.refuse(ADMIN, "staff", "grant", DESK, "wizard")
    assert clinic.json(ADMIN, "staff", "list") == before
    clinic.do(DOCTOR, "staff", "grant", DESK, "clinician")
    clinic.do(LAWYER, "staff", "grant", DESK, "paralegal")
    member = clinic.staff()[DESK]
    assert sorted(member["holds"]) == ["clinical", "legal", "shared"] and member["lacks"] == [], member


def roles_decide_what_is_done(ctl):
    clinic = Clinic(ctl, "roles")
    person = clinic.do(DESK, "person", "add", "--name", "Quiet Heron").strip()
    assert [one["id"] for one in clinic.json(DESK, "person", "search", "heron")] == [person]
    assert clinic.json(DOCTOR, "person", "show", person)
    clinic.refuse(ADMIN, "person", "search", "heron")
    clinic.refuse(ADMIN, "person", "add", "--name", "Nobody")
    clinic.refuse(DESK, "staff", "add", "Somebody", "--role", "front-desk", "--new-passphrase-file", clinic.files[DESK])
    clinic.refuse(DESK, "staff", "remove", DOCTOR)


def who_leaves_is_out_and_the_keys_change(ctl):
    clinic = Clinic(ctl, "leaves")
    thief = clinic.copy("thief")
    person = clinic.do(DOCTOR, "person", "add", "--name", "Quiet Heron").strip()
    clinic.do(ADMIN, "staff", "remove", DOCTOR)
    clinic.refuse(DOCTOR, "person", "search", "heron")
    # Whoever kept a copy of the old slots has a key that opens nothing newer: shared was given a new one at once.
    shutil.copy(os.path.join(thief, "vault.json"), os.path.join(clinic.folder, "old.json"))
    mixed = clinic.copy("mixed")
    shutil.copy(os.path.join(thief, "vault.json"), os.path.join(mixed, "vault.json"))
    assert clinic.run(DOCTOR, "person", "search", "heron", vault=mixed).returncode == FAILED
    assert [one["id"] for one in clinic.json(DESK, "person", "search", "heron")] == [person]
    gone = clinic.staff()[DOCTOR]
    assert not gone["active"] and not gone["can_sign_in"] and gone["holds"] == [], gone
    clinic.refuse(ADMIN, "staff", "remove", ADMIN)


def others_are_told_within_a_day_that_somebody_left(ctl):
    clinic = Clinic(ctl, "told")
    assert clinic.json(ADMIN, "staff", "notices") == {"tasks": [], "news": []}
    clinic.do(ADMIN, "staff", "remove", DESK)
    task, = clinic.json(ADMIN, "staff", "notices")["tasks"]
    assert task["kind"] == "left" and task["late"] is False and task["due_at"] > task["at"], task
    clinic.refuse(DOCTOR, "staff", "confirm", task["id"])
    clinic.refuse(ADMIN, "staff", "confirm", "no-such-task")
    clinic.do(ADMIN, "staff", "confirm", task["id"])
    clinic.refuse(ADMIN, "staff", "confirm", task["id"])
    assert clinic.json(ADMIN, "staff", "notices")["tasks"] == []


def whose_passphrase_others_chose_and_who_may_become_anybody_is_said(ctl):
    clinic = Clinic(ctl, "said")
    new = clinic.keep("new", "a wholly new passphrase")
    clinic.do(DOCTOR, "vault", "recovery-sheet", "clinic", os.path.join(clinic.folder, "sheet"))
    assert clinic.json(DOCTOR, "staff", "notices")["news"] == []
    for who in (ADMIN, LAWYER, DESK):
        told, = clinic.json(who, "staff", "notices")["news"]
        assert told["kind"] == "recovery-sheet" and told["detail"] == "clinic", told
        assert clinic.json(who, "staff", "notices")["news"] == []
    assert "reset" not in clinic.staff()[DOCTOR]
    clinic.do(ADMIN, "staff", "reset", DOCTOR, "--new-passphrase-file", new)
    reset = clinic.staff()[DOCTOR]["reset"]
    assert reset["by_id"] == clinic.staff()[ADMIN]["id"] and reset["by_code"] is False, reset


def printed_codes_open_what_they_are_for(ctl):
    clinic = Clinic(ctl, "codes")
    new = clinic.keep("new", "a wholly new passphrase")
    stranger = clinic.keep("stranger", "00000-00000-00000-00000-00000-00000-00000")
    person = clinic.do(DESK, "person", "add", "--name", "Quiet Heron").strip()
    clinic.refuse(DOCTOR, "vault", "recover", "--recovery-code-file", stranger, passphrase=new)
    clinic.refuse(DOCTOR, "vault", "recover", "--recovery-code-file", clinic.codes[1], passphrase=new)
    clinic.refuse("Nobody Here", "vault", "recover", "--recovery-code-file", clinic.codes[0], passphrase=new)
    clinic.do(DOCTOR, "vault", "recover", "--recovery-code-file", clinic.codes[0], passphrase=new)
    clinic.refuse(DOCTOR, "person", "search", "heron")
    assert [one["id"] for one in clinic.json(DOCTOR, "person", "search", "heron", passphrase=new)] == [person]
    states, _ = clinic.states(LAWYER, clinic.vault)
    assert states["legal"] == "sound"
    clinic.do(LAWYER, "vault", "recover", "--recovery-code-file", clinic.codes[0], "--recovery-code-file", clinic.codes[1],
              passphrase=new)
    done = clinic.run(LAWYER, "vault", "check", passphrase=new)
    assert {part["part"]: part["state"] for part in json.loads(done.stdout)["parts"]}["legal"] == "sound"


def a_part_gets_a_new_key_and_nothing_is_lost(ctl):
    clinic = Clinic(ctl, "rekey")
    people = [clinic.do(DESK, "person", "add", "--name", f"Person {n}").strip() for n in range(3)]
    clinic.refuse(DESK, "vault", "rekey", "clinical")
    clinic.refuse(DESK, "vault", "rekey", "legal")
    clinic.do(DOCTOR, "vault", "rekey", "clinical")
    clinic.do(DOCTOR, "vault", "rekey", "shared")
    clinic.do(LAWYER, "vault", "rekey", "legal")
    for who in (DOCTOR, LAWYER, ADMIN):
        states, done = clinic.states(who, clinic.vault)
        assert done.returncode == DONE and set(states.values()) <= {"sound", "closed"}, (states, done.stderr)
    assert {one["id"] for one in clinic.json(DESK, "person", "search", "person")} == set(people)


def check_tells_what_is_wrong(ctl):
    clinic, other = Clinic(ctl, "check"), Clinic(ctl, "other")
    clinic.do(DESK, "person", "add", "--name", "Quiet Heron")
    older = clinic.copy("older")
    for n in range(3):
        clinic.do(DESK, "person", "add", "--name", f"Person {n}")

    def spoil(name, change, *words):
        vault = clinic.copy(name)
        change(vault)
        states, done = clinic.states(DOCTOR, vault, *words)
        assert done.returncode == FAILED and done.stderr.startswith("havenctl: ") and done.stderr.count("\n") == 1, done
        return states

    def flip(part, offset):
        def change(vault):
            with open(os.path.join(vault, part + ".db"), "r+b") as file:
                file.seek(offset)
                byte = file.read(1)[0]
                file.seek(offset)
                file.write(bytes([byte ^ 1]))
        return change

    def put(source, part):
        return lambda vault: [shutil.copy(os.path.join(source, name), os.path.join(vault, name)) for name in os.listdir(source)
                              if name.startswith(part + ".db")]

    assert spoil("flipped", flip("clinical", 5000), "--deep")["clinical"] == "damaged"
    assert spoil("head", flip("clinical", 40))["clinical"] == "damaged"
    assert spoil("salt", flip("clinical", 3))["clinical"] == "damaged"
    assert spoil("foreign", put(other.vault, "clinical"))["clinical"] == "wrong-key"
    assert spoil("rolled", put(older, "shared"))["shared"] == "rolled-back"
    assert spoil("gone", lambda vault: os.unlink(os.path.join(vault, "clinical.db")))["clinical"] == "missing"
    assert spoil("open", lambda vault: os.chmod(os.path.join(vault, "shared.db"), 0o644))["shared"] == "permissions"
    text = open(os.path.join(clinic.vault, "vault.json"), encoding="utf-8").read()
    for name, broken, words in (("cut", text[:200], "damaged"), ("newer", text.replace('"format" : 3', '"format" : 9'), "newer")):
        vault = clinic.copy(name)
        with open(os.path.join(vault, "vault.json"), "w", encoding="utf-8") as file:
            file.write(broken)
        os.chmod(os.path.join(vault, "vault.json"), 0o600)
        assert words in clinic.refuse(DOCTOR, "vault", "check", vault=vault)
    assert "passphrase" in clinic.refuse(DOCTOR, "vault", "check", passphrase=clinic.files[DESK])
    clinic.do(DOCTOR, "vault", "check", "--deep")


def wrong_tries_slow_down_and_only_for_that_name(ctl):
    clinic = Clinic(ctl, "tries")
    waits = []
    while not waits or waits[-1] < 8:
        answer = clinic.refuse(DESK, "staff", "list", passphrase=clinic.files[LAWYER])
        found = re.search(r"Wait (\d+) seconds", answer)
        waits.append(int(found[1]) if found else 0)
    assert waits[:3] == [0, 0, 0], waits
    assert "Wait" in clinic.refuse(DESK, "staff", "list")
    assert clinic.json(ADMIN, "staff", "list")


def a_thief_learns_no_name(ctl):
    clinic = Clinic(ctl, "thief-names")
    clinic.do(DESK, "person", "add", "--name", "Quiet Heron")
    names = [part for who in WORDS for part in who.split()] + list(WORDS.values()) + ["Harbor House", "Heron"]
    for folder, _, files in os.walk(clinic.vault):
        for file in files:
            with open(os.path.join(folder, file), "rb") as opened:
                data = opened.read().lower()
            for name in names:
                if len(name) > 3:
                    assert name.lower().encode() not in data, (file, name)
                    assert name.lower().encode("utf-16-le") not in data, (file, name)


def wrong_usage_is_two(ctl):
    for words in (["vault"], ["vault", "bogus"], ["vault", "init"], ["vault", "init", "a", "b"], ["vault", "rekey"],
                  ["vault", "rekey", "garden"], ["vault", "recover"], ["vault", "check", "more"], ["staff"], ["staff", "bogus"],
                  ["staff", "add"], ["staff", "add", "Name"], ["staff", "grant", "Name"], ["staff", "remove"], ["staff", "list", "x"],
                  ["staff", "notices", "x"], ["staff", "confirm"]):
        ctl.refuse(*words, code=USAGE)


TESTS = [(name.replace("_", "-"), value) for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__" and name != "Clinic"]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
