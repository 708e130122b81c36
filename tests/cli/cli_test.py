# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs havenctl as a person would, and tells in TAP what held."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

DONE, FAILED, USAGE = 0, 1, 2


class Skip(Exception):
    """What a test needs is not here."""


class Havenctl:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.seen_errors = []
        made = self.run("demo", os.path.join(folder, "clinic"), "--json")
        assert made.returncode == DONE, made.stderr
        self.demo = json.loads(made.stdout)
        self.passphrase = self.demo["passphrase_file"]

    def run(self, *words, env=None, text=True, timeout=120):
        done = subprocess.run([self.program, *words], capture_output=True, stdin=subprocess.DEVNULL, timeout=timeout,
                              env=env, check=False)
        self.seen_errors.append(done.stderr)
        if text:
            done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    def vault(self, *words, vault=None, passphrase=None, **more):
        return self.run("--vault", vault or self.demo["vault"], "--passphrase-file", passphrase or self.passphrase,
                        "--json", *words, **more)

    def json(self, *words, **more):
        done = self.vault(*words, **more)
        assert done.returncode == DONE, (words, done.returncode, done.stderr)
        assert done.stderr == "", done.stderr
        return json.loads(done.stdout)

    def plain_json(self, *words):
        done = self.run("--json", *words)
        assert done.returncode == DONE, (words, done.stderr)
        return json.loads(done.stdout)

    def refuse(self, *words, code=FAILED, **more):
        """One clear sentence on standard error, nothing on the other, and the code that says which kind it is."""
        done = self.vault(*words, **more)
        return self.check_refused(done, words, code)

    def check_refused(self, done, words, code=FAILED):
        assert done.returncode == code, (words, done.returncode, done.stdout[:200], done.stderr[:400])
        assert done.stdout == "", (words, done.stdout[:200])
        if code == FAILED:
            assert done.stderr.startswith("havenctl: "), done.stderr
            assert done.stderr.endswith("\n") and done.stderr.count("\n") == 1, done.stderr
            assert len(done.stderr.split()) >= 5, done.stderr
        else:
            assert "usage: havenctl" in done.stderr, done.stderr
        return done.stderr

    def copy_vault(self, name):
        path = os.path.join(self.folder, name)
        shutil.copytree(self.demo["vault"], path)
        os.chmod(path, 0o700)
        return path

    def content(self, vault=None):
        """What somebody would see of the vault's people and services: it must be the same after each refusal."""
        return (self.json("person", "search", "", vault=vault), self.json("directory", "search", "", vault=vault))


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def main(tests, program):
    number, failed = 0, False
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory(prefix="haven-cli-") as folder:
        ctl = Havenctl(program, folder)
        for name, test in tests:
            number += 1
            try:
                test(ctl)
                print(f"ok {number} - cli/{name}", flush=True)
            except Skip as reason:
                print(f"ok {number} - cli/{name} # SKIP {reason}", flush=True)
            except Exception:  # noqa: BLE001  a test that breaks in any way has failed
                failed = True
                print(f"not ok {number} - cli/{name}")
                print("\n".join("# " + line for line in traceback.format_exc().split("\n")), flush=True)
    sys.exit(1 if failed else 0)
