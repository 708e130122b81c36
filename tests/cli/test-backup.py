# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A clinic loses its machine: what comes back from the backup and the sheets, counted."""
import glob
import os
import shutil
import sys

from cli_test import DONE, FAILED, USAGE, main, write

DOCTOR, LAWYER = "Dr Bo Okafor", "Lee Kowalczyk"
WORDS = {DOCTOR: "nine calm rivers", LAWYER: "quiet legal harbor"}


class Clinic:
    """A vault with a clinician who administrates it and a lawyer, and with people in it."""

    def __init__(self, ctl, name, people=0):
        self.ctl = ctl
        self.folder = os.path.join(ctl.folder, name)
        self.vault = os.path.join(self.folder, "vault")
        os.makedirs(self.folder)
        self.files = {who: write(self.path(who[-3:]), text + "\n") for who, text in WORDS.items()}
        self.codes = self.path("codes")
        made = ctl.run("vault", "init", self.vault, "--as", DOCTOR, "--legal-name", LAWYER, "--legal-passphrase-file",
                       self.files[LAWYER], "--passphrase-file", self.files[DOCTOR], "--recovery-file", self.codes)
        assert made.returncode == DONE, made.stderr
        if people:
            done = self.run(DOCTOR, "bench", "commit", "--count", str(people))
            self.ids = set(done.stdout.split())
            assert len(self.ids) == people, done.stderr

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, who, *words, vault=None):
        return self.ctl.vault("--as", who, *words, vault=vault or self.vault, passphrase=self.files[who])

    def json(self, who, *words, vault=None):
        return self.ctl.json("--as", who, *words, vault=vault or self.vault, passphrase=self.files[who])

    def restore(self, file, folder, *more):
        return self.ctl.plain_json("vault", "restore", file, folder, *(more or ("--recovery-code-file", self.codes)))

    def found(self, vault):
        return {person["id"] for person in self.json(DOCTOR, "person", "search", "Made", vault=vault)}


def a_machine_that_is_lost_loses_no_row(ctl):
    clinic = Clinic(ctl, "lost", people=300)
    made = clinic.json(DOCTOR, "vault", "backup", clinic.path("b.haven"))
    assert made["parts"] == ["shared", "clinical"], made
    assert os.stat(made["file"]).st_mode & 0o777 == 0o600
    shutil.rmtree(clinic.vault)
    new = clinic.path("new")
    assert clinic.restore(made["file"], new)["restored"] == ["shared", "clinical"]
    lost = clinic.ids - clinic.found(new)
    print(f"# {len(clinic.ids)} people acknowledged, {len(lost)} lost")
    assert not lost, lost
    checked = clinic.json(DOCTOR, "vault", "check", "--deep", vault=new)
    assert {part["part"]: part["state"] for part in checked["parts"]} == {
        "shared": "sound", "clinical": "sound", "legal": "absent"}, checked


def the_partners_part_is_added_from_the_partners_file(ctl):
    clinic = Clinic(ctl, "partner", people=3)
    own = clinic.json(DOCTOR, "vault", "backup", clinic.path("b.haven"))
    partners = clinic.json(LAWYER, "vault", "backup", clinic.path("p.haven"))
    assert partners["parts"] == ["shared", "legal"], partners
    new = clinic.path("new")
    clinic.restore(own["file"], new)
    assert clinic.restore(partners["file"], new)["restored"] == ["legal"]
    checked = clinic.json(LAWYER, "vault", "check", vault=new)
    assert {part["part"]: part["state"] for part in checked["parts"]} == {
        "shared": "sound", "clinical": "closed", "legal": "sound"}, checked
    ctl.check_refused(ctl.run("vault", "restore", partners["file"], new, "--recovery-code-file", clinic.codes), ())


def a_member_restores_with_a_passphrase(ctl):
    clinic = Clinic(ctl, "member", people=2)
    made = clinic.json(DOCTOR, "vault", "backup", clinic.path("b.haven"))
    new, other = clinic.path("new"), clinic.path("other")
    clinic.restore(made["file"], new, "--as", DOCTOR, "--passphrase-file", clinic.files[DOCTOR])
    assert clinic.found(new) == clinic.ids
    ctl.check_refused(ctl.run("vault", "restore", made["file"], other, "--as", DOCTOR, "--passphrase-file",
                              clinic.files[LAWYER]), ())
    assert not os.path.exists(other)


def backups_are_listed_and_tried_out(ctl):
    clinic = Clinic(ctl, "list")
    ctl.check_refused(clinic.run(DOCTOR, "vault", "drill"), ())
    made = [clinic.json(DOCTOR, "vault", "backup") for _ in range(2)]
    listed = clinic.json(DOCTOR, "vault", "backups")
    assert {entry["backup"] for entry in listed} == {one["backup"] for one in made}
    assert all(entry["authentic"] for entry in listed), listed
    assert clinic.json(DOCTOR, "vault", "drill")["restored"] == ["shared", "clinical"]
    assert not glob.glob(os.path.join(clinic.vault, "backups", "work*"))


def what_is_wrong_is_one_sentence_and_leaves_nothing(ctl):
    clinic, other = Clinic(ctl, "wrong"), Clinic(ctl, "wrong-other")
    file = clinic.json(DOCTOR, "vault", "backup", clinic.path("b.haven"))["file"]
    with open(file, "rb") as opened:
        good = opened.read()
    damaged = bytearray(good)
    damaged[-9000] ^= 4
    new, sentences = clinic.path("new"), set()
    cases = ((file, other.codes), (file, write(clinic.path("typo"), "AAAAA-BBBBB")), (file, clinic.path("nothing")),
             (write(clinic.path("cut"), good[:len(good) // 2]), clinic.codes),
             (write(clinic.path("damaged"), bytes(damaged)), clinic.codes),
             (write(clinic.path("newer"), good.replace(b"haven backup 1", b"haven backup 7", 1)), clinic.codes),
             (write(clinic.path("letter"), "Dear clinic, this is a letter."), clinic.codes), ("/nowhere", clinic.codes))
    for path, codes in cases:
        sentences.add(ctl.check_refused(ctl.run("vault", "restore", path, new, "--recovery-code-file", codes), (path, codes), FAILED))
        assert not os.path.exists(new), path
    assert len(sentences) == len(cases), sentences
    ctl.check_refused(ctl.run("vault", "restore", file, clinic.folder, "--recovery-code-file", clinic.codes), ())
    ctl.check_refused(clinic.run(DOCTOR, "vault", "backup", file), ())


def wrong_usage_is_two(ctl):
    for words in (["vault", "restore"], ["vault", "restore", "a"], ["vault", "restore", "a", "b", "c"],
                  ["vault", "backup", "a", "b"], ["vault", "drill", "a", "b"], ["vault", "backups", "a", "b"]):
        ctl.refuse(*words, code=USAGE)


TESTS = [(name.replace("_", "-"), value) for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__" and name != "Clinic"]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
