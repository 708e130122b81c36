# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""havenctl killed at random moments while it makes a backup, restores one, or gives a part a new key."""
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "journeys")]
from tap import Tap  # noqa: E402
from test_programs import SEED, Vault, scaled, tell, whole_lines  # noqa: E402

PARTS = ("shared", "clinical", "legal")


class Filled(Vault):
    """With some people in it, whose ids were acknowledged."""

    def __init__(self, program, folder, name):
        super().__init__(program, folder, name)
        self.acknowledged = whole_lines(self.run("bench", "commit", "--count", "5").stdout)
        self.backups = os.path.join(self.folder, "backups")

    def done(self, *words):
        done = self.run(*words)
        Tap.true(done.returncode == 0, f"{words}: {done.stderr}")
        return done

    def whole(self):
        self.done("vault", "check")
        Tap.same(self.look(self.acknowledged), set())

    def kept(self):
        found = os.listdir(self.backups) if os.path.isdir(self.backups) else []
        return sorted(os.path.join(self.backups, name) for name in found if name.endswith(".haven"))


def killed(command, dice, whole):
    """Starts it and kills it some time before it would have come to its end. Gives whether it was still at work."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    select.select([child.stdout], [], [], dice.random() * whole)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    return child.returncode == -signal.SIGKILL


def timed(function):
    start = time.monotonic()
    function()
    return time.monotonic() - start


def killed_backups(folder, program):
    vault, dice, kills = Filled(program, folder, "backups"), random.Random(SEED), 0
    whole = timed(lambda: vault.done("vault", "backup"))
    for _ in range(scaled(8)):
        kills += killed(vault.command("vault", "backup"), dice, whole)
        vault.whole()
        for path in vault.kept():
            vault.done("vault", "drill", path)
            os.unlink(path)
    vault.done("vault", "backup")
    Tap.same([name for name in os.listdir(vault.backups) if name.endswith(".part") or name == "work"], [])
    tell("kill -9 of havenctl at random while it makes a backup", f"kills {kills}, acknowledged {len(vault.acknowledged)}, lost 0")
    Tap.true(kills > 0, "it was never killed at work")


def restored(vault, place):
    """The vault in that folder has everybody who was acknowledged."""
    other = Filled.__new__(Filled)
    other.program, other.folder, other.passphrase_file, other.acknowledged = vault.program, place, vault.passphrase_file, vault.acknowledged
    other.whole()


def killed_restores(folder, program):
    vault, dice, kills = Filled(program, folder, "restores"), random.Random(SEED + 1), 0
    vault.done("vault", "backup")
    backup, place = vault.kept()[0], os.path.join(folder, "place")
    command = [program, "--passphrase-file", vault.passphrase_file, "vault", "restore", backup, place]

    def restore():
        done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        Tap.true(done.returncode == 0, f"it cannot be restored: {done.stderr}")

    whole = timed(restore)
    restored(vault, place)
    for _ in range(scaled(8)):
        shutil.rmtree(place)
        kills += killed(command, dice, whole)
        if not os.path.exists(os.path.join(place, "vault.json")):
            restore()
        restored(vault, place)
    vault.done("vault", "drill", backup)
    tell("kill -9 of havenctl at random while it restores", f"kills {kills}, acknowledged {len(vault.acknowledged)}, lost 0")
    Tap.true(kills > 0, "it was never killed at work")


def killed_rekeys(folder, program):
    vault, dice, kills = Filled(program, folder, "rekeys"), random.Random(SEED + 2), 0
    whole = timed(lambda: vault.done("vault", "rekey", "shared"))
    for i in range(scaled(9)):
        kills += killed(vault.command("vault", "rekey", PARTS[i % len(PARTS)]), dice, whole)
        vault.whole()
    # A copy that nobody has the key of is in nobody's way, and goes with the next new key.
    for part in PARTS:
        vault.done("vault", "rekey", part)
    vault.whole()
    Tap.same([name for name in os.listdir(vault.folder) if ".rekeyed" in name], [])
    tell("kill -9 of havenctl at random while a part gets a new key", f"kills {kills}, acknowledged {len(vault.acknowledged)}, lost 0")
    Tap.true(kills > 0, "it was never killed at work")


def a_backup_cut_short_would_be_seen(folder, program):
    vault = Filled(program, folder, "short")
    vault.done("vault", "backup")
    path = vault.kept()[0]
    os.truncate(path, os.path.getsize(path) // 2)
    Tap.true(vault.run("vault", "drill", path).returncode != 0, "half a backup was taken for a whole one")


TESTS = [
    ("a backup that was cut short would be seen", a_backup_cut_short_would_be_seen),
    ("killed at random while it makes a backup, it leaves no half", killed_backups),
    ("killed at random while it restores, it leaves no half", killed_restores),
    ("killed at random while a part gets a new key, it leaves one key", killed_rekeys),
]


def main():
    tap = Tap()
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="haven-backup-programs-", dir=place) as folder:
        for name, test in TESTS:
            with tap.case(name):
                test(folder, sys.argv[1])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
