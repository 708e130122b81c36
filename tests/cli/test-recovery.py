# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery codes and passphrases at the command line: none is lost, none is left lying about, none stays on the screen."""
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

from cli_test import DONE, USAGE, main, write

ADMIN, LAWYER = "Ana Lindqvist", "Lee Kowalczyk"
WORDS = {ADMIN: "seven brown owls", LAWYER: "quiet legal harbor"}


class Clinic:
    """A vault with a clinician who administrates it, and a lawyer."""

    def __init__(self, ctl, name):
        self.ctl = ctl
        self.folder = os.path.join(ctl.folder, name)
        self.vault = self.path("vault")
        os.makedirs(self.folder)
        self.files = {who: write(self.path(who[-3:]), text + "\n") for who, text in WORDS.items()}
        self.codes = self.path("codes")

    def path(self, name):
        return os.path.join(self.folder, name)

    def init(self, *more, codes=None):
        return self.ctl.run("vault", "init", self.vault, "--as", ADMIN, "--legal-name", LAWYER, "--legal-passphrase-file",
                            self.files[LAWYER], "--passphrase-file", self.files[ADMIN],
                            *(("--recovery-file", codes) if codes else ()), *more)

    def make(self):
        made = self.init(codes=self.codes)
        assert made.returncode == DONE, made.stderr
        return made

    def run(self, who, *words, passphrase=None):
        return self.ctl.vault("--as", who, *words, vault=self.vault, passphrase=passphrase or self.files[who])

    def read(self, path=None):
        with open(path or self.codes, encoding="utf-8") as file:
            return dict(line.strip().split(": ") for line in file)

    def recover(self, who, code, new="a wholly new passphrase"):
        return self.run(who, "vault", "recover", "--recovery-code-file", write(self.path("typed"), code),
                        passphrase=write(self.path("new"), new))


def no_vault_is_made_where_its_codes_cannot_be_kept(ctl):
    clinic = Clinic(ctl, "unkept")
    there = write(clinic.path("there"), "somebody's list")
    link = clinic.path("link")
    os.symlink(clinic.path("elsewhere"), link)
    for codes in (None, there, link, "/nowhere/codes", clinic.folder, os.path.join(clinic.vault, "codes"), "/dev/full"):
        sentence = ctl.check_refused(clinic.init(codes=codes), ("init", codes))
        assert "recovery" in sentence, sentence
        assert not os.path.exists(clinic.vault), codes
    with open(there, encoding="utf-8") as file:
        assert file.read() == "somebody's list"
    assert not os.path.exists(clinic.path("elsewhere"))


def what_was_not_made_leaves_no_code_file(ctl):
    clinic = Clinic(ctl, "unmade")
    write(os.path.join(clinic.vault, "letter"), "Dear clinic")
    ctl.check_refused(clinic.init(codes=clinic.codes), ("init",))
    assert not os.path.exists(clinic.codes)


def codes_go_into_their_file_alone(ctl):
    clinic = Clinic(ctl, "alone")
    made = clinic.make()
    codes = clinic.read()
    assert sorted(codes) == ["clinic", "legal"] and all(len(code) == 41 for code in codes.values()), codes.keys()
    assert os.stat(clinic.codes).st_mode & 0o777 == 0o600
    for code in codes.values():
        assert code[:5] not in made.stdout and code[:5] not in made.stderr
    with open(clinic.codes, "rb") as file:
        assert not file.read().endswith(b"\n\n")


def a_code_is_read_however_it_was_written_down(ctl):
    clinic = Clinic(ctl, "written")
    clinic.make()
    codes = clinic.read()
    own = codes["clinic"]
    for text in (f"clinic: {own}\nlegal: {codes['legal']}\n", f"\n\n  {own.lower()}  \r\n\r\n",
                 f"# of the safe\nClinic sheet:\t{own.replace('-', ' ')}\n", own, f"legal: {codes['legal']}\nclinic: {own}"):
        done = clinic.recover(ADMIN, text)
        assert done.returncode == DONE, (text.replace(own, "CODE"), done.stderr)
    for text in ("", "\n\n", "# nothing\n", "clinic:\n", own[:-1], "x" * 5000):
        ctl.check_refused(clinic.recover(ADMIN, text), ("recover",))


def a_new_sheet_takes_the_place_of_the_old_one(ctl):
    clinic = Clinic(ctl, "sheets")
    clinic.make()
    old, new = clinic.read(), clinic.path("new-codes")
    ctl.check_refused(clinic.run(ADMIN, "vault", "recovery-sheet", "legal", new), ("sheet",))
    assert not os.path.exists(new)
    ctl.check_refused(clinic.run(LAWYER, "vault", "recovery-sheet", "clinic", new), ("sheet",))
    assert not os.path.exists(new)
    for path in (clinic.codes, "/nowhere/codes", clinic.folder):
        ctl.check_refused(clinic.run(ADMIN, "vault", "recovery-sheet", "clinic", path), ("sheet", path))
    assert clinic.read() == old
    done = clinic.run(ADMIN, "vault", "recovery-sheet", "clinic", new)
    assert done.returncode == DONE and done.stdout == "", done.stderr
    assert os.stat(new).st_mode & 0o777 == 0o600
    code = clinic.read(new)["clinic"]
    assert code != old["clinic"]
    ctl.check_refused(clinic.recover(ADMIN, old["clinic"]), ("recover",))
    # A file with both sheets of before, and the newer one added to it, opens by what still does.
    assert clinic.recover(ADMIN, f"clinic: {old['clinic']}\nlegal: {old['legal']}\nclinic: {code}").returncode == DONE
    legal = clinic.path("legal-codes")
    assert clinic.run(LAWYER, "vault", "recovery-sheet", "legal", legal).returncode == DONE
    assert list(clinic.read(legal)) == ["legal"]
    assert clinic.recover(ADMIN, f"clinic: {code}\nlegal: {old['legal']}").returncode == DONE


def wrong_usage_is_two(ctl):
    for words in (["vault", "recovery-sheet"], ["vault", "recovery-sheet", "clinic"], ["vault", "recovery-sheet", "garden", "f"],
                  ["vault", "recovery-sheet", "clinic", "a", "b"]):
        ctl.refuse(*words, code=USAGE)


# ── At a terminal ──


class Prompt:
    """havenctl at a terminal of its own, up to its prompt."""

    @staticmethod
    def ignore_nothing():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP):
            signal.signal(number, signal.SIG_DFL)

    def __init__(self, ctl):
        self.main, self.terminal = pty.openpty()
        self.before = termios.tcgetattr(self.terminal)
        assert self.before[3] & termios.ECHO
        # Whoever runs the tests may have told their programs to leave these alone.
        self.process = subprocess.Popen([ctl.program, "--vault", ctl.demo["vault"], "person", "search", "a"],
                                        stdin=self.terminal, stdout=subprocess.DEVNULL, stderr=self.terminal,
                                        process_group=0,
                                        preexec_fn=self.ignore_nothing)
        self.said = b""
        self.read_until(b"Passphrase: ")
        assert not self.shows(), "what is typed is shown"

    def read_until(self, words, seconds=60):
        end = time.monotonic() + seconds
        while words not in self.said:
            ready, _, _ = select.select([self.main], [], [], max(0, end - time.monotonic()))
            assert ready, self.said
            self.said += os.read(self.main, 4096)

    def shows(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def wait_until_shown(self, shown):
        end = time.monotonic() + 30
        while self.shows() != shown:
            assert time.monotonic() < end, "what is typed is shown" if not shown else "the terminal stays silent"
            select.select([], [], [], 0.01)

    def finish(self):
        code = self.process.wait(timeout=60)
        shows = termios.tcgetattr(self.terminal) == self.before
        os.close(self.main)
        os.close(self.terminal)
        return code, shows


def whoever_leaves_the_prompt_gets_the_terminal_back(ctl):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        prompt = Prompt(ctl)
        prompt.process.send_signal(number)
        code, shows = prompt.finish()
        assert code == -number, (number, code)
        assert shows, f"{number!r} left the terminal silent"


def who_stops_the_program_for_a_while_gets_the_terminal_meanwhile(ctl):
    prompt = Prompt(ctl)
    prompt.process.send_signal(signal.SIGTSTP)
    prompt.wait_until_shown(True)
    prompt.process.send_signal(signal.SIGCONT)
    prompt.wait_until_shown(False)
    prompt.process.send_signal(signal.SIGINT)
    code, shows = prompt.finish()
    assert code == -signal.SIGINT and shows


def what_is_typed_is_taken_and_not_shown(ctl):
    prompt = Prompt(ctl)
    os.write(prompt.main, b"not the passphrase of it\n")
    prompt.read_until(b"havenctl: ")
    code, shows = prompt.finish()
    assert code == 1 and shows
    assert b"not the passphrase of it" not in prompt.said, prompt.said


TESTS = [(name.replace("_", "-"), value) for name, value in list(globals().items())
         if callable(value) and getattr(value, "__module__", "") == "__main__" and name not in ("Clinic", "Prompt")]

if __name__ == "__main__":
    main(TESTS, sys.argv[1])
