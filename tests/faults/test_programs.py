# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs as they are: killed at random, two at once, and started in a hostile environment."""
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "journeys"))
from tap import Tap  # noqa: E402

SCALE = float(os.environ.get("HAVEN_FAULT_SCALE", "1"))
SEED = int(os.environ.get("HAVEN_FAULT_SEED", "20261121"))
KILLS_BETWEEN_LOOKS = 10


def scaled(quick):
    return max(1, round(quick * SCALE))


def tell(part, figures):
    print(f"# figures | {part} | {figures}", flush=True)


class Vault:
    def __init__(self, program, folder, name):
        self.program = program
        self.folder = os.path.join(folder, name)
        made = subprocess.run([program, "demo", self.folder], capture_output=True, check=True)
        self.passphrase_file = json.loads(made.stdout)["passphrase_file"]

    def command(self, *words):
        return [self.program, "--vault", self.folder, "--passphrase-file", self.passphrase_file, *words]

    def run(self, *words, **more):
        return subprocess.run(self.command(*words), capture_output=True, stdin=subprocess.DEVNULL, timeout=600, check=False,
                              **more)

    def start(self, count):
        return subprocess.Popen(self.command("bench", "commit", "--count", str(count)), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)

    def ids(self):
        found = self.run("--json", "person", "search", "Made-up Person")
        assert found.returncode == 0, found.stderr
        return {person["id"] for person in json.loads(found.stdout)}

    def look(self, acknowledged):
        """What was acknowledged and is not there."""
        checked = self.run("audit", "verify")
        assert checked.returncode == 0, checked.stderr
        # A search shows the first few hundred; the others are asked for one by one.
        return {person for person in acknowledged - self.ids() if self.run("person", "show", person).returncode != 0}


def whole_lines(data):
    return {line.decode() for line in data.split(b"\n")[:-1]}


# ── Killed at random ─────────────────────────────────────────────────────────

def kill_once(vault, dice):
    """Kills it at some moment: while it starts, between two rows, or in the middle of one. Gives what it acknowledged."""
    child = vault.start(1000000)
    data = b""
    if dice.random() < 0.25:
        select.select([child.stdout], [], [], dice.random() * 0.3)
    else:
        for _ in range(dice.randrange(1, 60)):
            data += os.read(child.stdout.fileno(), dice.choice((1, 37, 370)))
    child.send_signal(signal.SIGKILL)
    data += child.stdout.read()
    said = child.stderr.read()
    child.wait()
    assert child.returncode == -signal.SIGKILL, (child.returncode, said)
    assert said == b"", said
    return whole_lines(data)


def killed_at_random(folder, program):
    dice = random.Random(SEED)
    count, lost, kills = 0, set(), 0
    print(f"# HAVEN_FAULT_SEED={SEED}")
    while kills < scaled(30):
        vault = Vault(program, folder, f"killed-{kills}")
        acknowledged = set()
        for _ in range(KILLS_BETWEEN_LOOKS):
            acknowledged |= kill_once(vault, dice)
            kills += 1
        lost |= vault.look(acknowledged)
        count += len(acknowledged)
    tell("kill -9 of havenctl at random", f"kills {kills}, acknowledged {count}, lost {len(lost)}")
    Tap.true(count > 0, "nothing was ever acknowledged")
    Tap.same(lost, set())


def a_loss_would_be_seen(folder, program):
    """An id that nobody wrote counts as lost."""
    vault = Vault(program, folder, "seen")
    done = vault.run("bench", "commit", "--count", "3")
    ids = whole_lines(done.stdout)
    Tap.same(len(ids), 3)
    Tap.same(vault.look(ids | {"nobody"}), {"nobody"})


# ── Two at once ──────────────────────────────────────────────────────────────

def two_at_once(folder, program):
    vault = Vault(program, folder, "two")
    count = scaled(80)
    children = [vault.start(count) for _ in range(2)]
    acknowledged = set()
    for child in children:
        out, said = child.communicate(timeout=3000)
        Tap.same((child.returncode, said), (0, b""))
        acknowledged |= whole_lines(out)
    lost = vault.look(acknowledged)
    tell("two programs at once", f"acknowledged {len(acknowledged)}, lost {len(lost)}, errors shown 0")
    Tap.same(len(acknowledged), 2 * count)
    Tap.same(lost, set())


# ── A hostile environment ────────────────────────────────────────────────────

def hostile_environments(elsewhere):
    def path(name):
        made = os.path.join(elsewhere, name)
        os.makedirs(made, exist_ok=True)
        return made

    return {
        "SQLITE_TMPDIR": path("sqlite"),
        "SECRET_BACKEND": "file",
        "SECRET_FILE_TEST_PATH": os.path.join(path("secret"), "keyring"),
        "SECRET_FILE_TEST_PASSWORD": "x",
        "GTK_MODULES": "nothing:nowhere",
        "GTK_PATH": path("gtk"),
        "GTK_DEBUG": "interactive",
        "GTK_THEME": "../../nowhere",
        "G_MESSAGES_DEBUG": "all",
        "G_DEBUG": "",
        "G_DBUS_DEBUG": "all",
        "GIO_EXTRA_MODULES": path("gio"),
        "GIO_MODULE_DIR": path("gio2"),
        "LANGUAGE": "../../../nowhere",
        "LC_ALL": "no_SUCH",
        "TZ": "../../../../nowhere",
        "HOME": "/nonexistent/home",
        "XDG_DATA_HOME": "relative/path",
        "XDG_CONFIG_HOME": "/nonexistent",
        "XDG_CACHE_HOME": "",
        "XDG_RUNTIME_DIR": "/nonexistent/run",
        "TMPDIR": path("tmp"),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        "MALLOC_TRACE": os.path.join(path("malloc"), "trace"),
        "SQLCIPHER_LOG": "1",
        "OPENSSL_CONF": "/nonexistent/openssl.cnf",
        "LD_PRELOAD": "libsqlite3.so.0",
    }


CANARY = "Quillfeather"


def files_with(folder, needles):
    found = []
    for where, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                content = file.read()
            found += [os.path.join(where, name) for needle in needles if needle in content]
    return found


def spellings(text):
    return [text.encode(), text.lower().encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]


def hostile(folder, program):
    elsewhere = os.path.join(folder, "elsewhere")
    vault = Vault(program, folder, "hostile")
    tried = 0
    for name, value in hostile_environments(elsewhere).items():
        environment = {**os.environ, name: value}
        if name == "LD_PRELOAD" and "ASAN_OPTIONS" in os.environ:
            continue  # the sanitizer's own library must come first
        who = f"{CANARY} {name.replace('_', ' ').title()}"
        added = vault.run("person", "add", "--name", who, env=environment)
        Tap.true(added.returncode == 0, f"{name}: {added.stderr}")
        Tap.true(CANARY.encode() not in added.stdout + added.stderr, f"{name}: a name was said")
        found = vault.run("--json", "person", "search", who, env=environment)
        Tap.true(found.returncode == 0, f"{name}: {found.stderr}")
        Tap.true(CANARY.encode() not in found.stderr, f"{name}: a name was said")
        Tap.true(who in [person["name"] for person in json.loads(found.stdout)], f"{name}: not found")
        tried += 1
    Tap.same(files_with(elsewhere, spellings(CANARY)), [])
    # With another engine loaded first, the files are still sealed.
    Tap.same(files_with(vault.folder, spellings(CANARY) + [b"SQLite format 3"]), [])
    tell("hostile environments", f"tried {tried}, names found outside 0, names readable in the vault 0")


def a_planted_name_is_found(folder, program):
    place = os.path.join(folder, "planted")
    os.makedirs(place)
    for i, spelling in enumerate(spellings(CANARY)):
        with open(os.path.join(place, str(i)), "wb") as file:
            file.write(b"x" * 5000 + spelling + b"y" * 77)
    Tap.same(len(set(files_with(place, spellings(CANARY)))), 4)


# ── The process from outside ─────────────────────────────────────────────────

def closed_from_outside(folder, program):
    vault = Vault(program, folder, "closed")
    child = vault.start(1000000)
    try:
        os.read(child.stdout.fileno(), 37)
        with open(f"/proc/{child.pid}/limits", encoding="ascii") as file:
            core = next(line for line in file if line.startswith("Max core file size")).split()
        Tap.same(core[4:6], ["0", "0"])
        with open(f"/proc/{child.pid}/status", encoding="ascii") as file:
            mask = next(line for line in file if line.startswith("Umask")).split()[1]
        Tap.same(mask, "0077")
        for name in os.listdir(vault.folder):
            mode = os.stat(os.path.join(vault.folder, name)).st_mode & 0o777
            Tap.true(mode in (0o600, 0o700), f"{name} has mode {mode:o}")
    finally:
        child.kill()
        child.communicate()
    child = vault.start(1000000)
    os.read(child.stdout.fileno(), 37)
    child.send_signal(signal.SIGSEGV)
    child.communicate()
    Tap.true(not os.WCOREDUMP(0 if child.returncode > 0 else -child.returncode), "a core was written")
    Tap.same([name for name in os.listdir(".") if name.startswith("core")], [])


TESTS = [
    ("a loss would be seen", a_loss_would_be_seen),
    ("killed at random, it loses nothing that was acknowledged", killed_at_random),
    ("two at once lose nothing of each other", two_at_once),
    ("a planted name is found in each spelling", a_planted_name_is_found),
    ("a hostile environment has no effect", hostile),
    ("the process is closed, and leaves no core", closed_from_outside),
]


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="haven-programs-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        for name, test in TESTS:
            with tap.case(name):
                test(folder, sys.argv[1])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
