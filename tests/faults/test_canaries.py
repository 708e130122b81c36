# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scripted day with names that exist nowhere else, through the real programs; afterwards no trace of them outside the
vault, and none readable in it: files, logs, the session bus, recent files, core files, the clipboard."""
import contextlib
import json
import os
import random
import re
import select
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "journeys")]

import places  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

COPIED = "green.book@example.org"  # of somebody in the sample clinic
CLIPBOARD_SECONDS = 30
LARGEST = 256 * 1024 * 1024


def made_up_word():
    """Each run has its own, so that what another run left is not taken for this one's."""
    dice = random.SystemRandom()
    return "Q" + "".join(dice.choice("bcdfghjklmnpqrstvwxz") + dice.choice("aeiou") for _ in range(5))


PERSON, NOTE, TITLE, BY_COMMAND = (made_up_word() for _ in range(4))
CANARIES = (PERSON, NOTE, TITLE, BY_COMMAND)


def spellings():
    for canary in CANARIES:
        for text in (canary, canary.lower(), canary.upper()):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                yield text.encode(encoding)


NEEDLE = re.compile(b"|".join(re.escape(spelling) for spelling in spellings()))


def has_canary(content):
    return NEEDLE.search(content) is not None


def where_people_look():
    """Every folder that a program of this user may write to."""
    named = [os.environ.get(name) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
                                               "XDG_STATE_HOME", "TMPDIR")]
    return sorted({os.path.realpath(path) for path in [*named, "/tmp", "/var/tmp", "/dev/shm"] if path and os.path.isdir(path)})


def files_since(folders, start):
    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(where, name)
                try:
                    status = os.lstat(path)
                except OSError:
                    continue
                if os.path.isfile(path) and not os.path.islink(path) and status.st_mtime >= start and status.st_size < LARGEST:
                    yield path


def files_with_canary(folders, start):
    found, looked = [], 0
    for path in files_since(folders, start):
        try:
            with open(path, "rb") as file:
                looked += 1
                if has_canary(path.encode()) or has_canary(file.read()):
                    found.append(path)
        except OSError:
            continue
    return found, looked


class Bus:
    """All that is said on the session bus."""

    def __init__(self, path):
        self.path = path
        self.file = open(path, "wb")
        self.process = subprocess.Popen(["dbus-monitor", "--session"], stdout=self.file, stderr=subprocess.DEVNULL)
        self.say("monitor-is-there")
        self.wait_for(b"monitor-is-there")

    @staticmethod
    def say(text):
        subprocess.run(["dbus-send", "--session", "--dest=org.freedesktop.DBus", "--type=method_call", "/org/freedesktop/DBus",
                        "org.freedesktop.DBus.NameHasOwner", f"string:a.{text}"], check=True)

    def content(self):
        with open(self.path, "rb") as file:
            return file.read()

    def wait_for(self, text):
        """The monitor writes as it hears; each saying of ours comes after what was said before."""
        deadline = time.monotonic() + 20
        while text not in self.content():
            if time.monotonic() > deadline:
                raise AssertionError("the bus is not heard")
            self.say(text.decode())

    def end(self):
        self.say("the-day-is-over")
        self.wait_for(b"the-day-is-over")
        self.process.terminate()
        self.process.wait()
        self.file.close()
        content = self.content()
        os.unlink(self.path)
        return content


# ── It can find ──────────────────────────────────────────────────────────────

def planted(day):
    start = time.time() - 1
    with contextlib.ExitStack() as stack:
        files = []
        for folder in where_people_look():
            for content in (PERSON.encode(), NOTE.upper().encode("utf-16-le"), b"x" * 70000 + TITLE.lower().encode("utf-16-be")):
                files.append(stack.enter_context(tempfile.NamedTemporaryFile(dir=folder)))
                files[-1].write(b"before " + content + b" after")
                files[-1].flush()
        found, _ = files_with_canary(where_people_look(), start)
        Tap.same({file.name for file in files} - set(found), set())
    with tempfile.TemporaryDirectory() as folder:
        bus = Bus(os.path.join(folder, "bus"))
        bus.say(PERSON)
        Tap.true(has_canary(bus.end()), "not found on the bus")
    Tap.true(clipboard_has_canary(TITLE), "not found in the clipboard")


def clipboard_has_canary(put=None):
    """Asked by a program of its own, as another program of the user would; with @put it puts that there first."""
    script = ("import sys, gi; gi.require_version('Gtk', '4.0'); from gi.repository import Gtk, Gdk, GLib\n"
              "Gtk.init(); display = Gdk.Display.get_default(); loop = GLib.MainLoop(); left = [2]\n"
              "def got(clipboard, result):\n"
              "    try: print(clipboard.read_text_finish(result) or '')\n"
              "    except GLib.Error: print('')\n"
              "    left[0] -= 1\n"
              "    if not left[0]: loop.quit()\n"
              "for clipboard in (display.get_clipboard(), display.get_primary_clipboard()):\n"
              "    if len(sys.argv) > 1:\n"
              "        value = sys.argv[1]; clipboard.set_content(Gdk.ContentProvider.new_for_value(value))\n"
              "    clipboard.read_text_async(None, got)\n"
              "loop.run()\n")
    done = subprocess.run([sys.executable, "-c", script, *([put] if put else [])], capture_output=True, timeout=60, check=True)
    return has_canary(done.stdout)


class ClipboardWatch:
    """Hears what comes into the clipboard and when it goes, in a program of its own."""

    SCRIPT = ("import sys, gi; gi.require_version('Gtk', '4.0'); from gi.repository import Gtk, Gdk, GLib\n"
              "Gtk.init(); clipboard = Gdk.Display.get_default().get_clipboard(); loop = GLib.MainLoop(); there = [False]\n"
              "def got(clipboard, result):\n"
              "    try: text = clipboard.read_text_finish(result) or ''\n"
              "    except GLib.Error: text = ''\n"
              "    if (sys.argv[1] in text) != there[0]:\n"
              "        there[0] = not there[0]\n"
              "        print('there' if there[0] else 'gone', flush=True)\n"
              "def changed(clipboard): clipboard.read_text_async(None, got)\n"
              "clipboard.connect('changed', changed); print('listens', flush=True); changed(clipboard); loop.run()\n")

    def __init__(self, text):
        self.process = subprocess.Popen([sys.executable, "-c", self.SCRIPT, text], stdout=subprocess.PIPE)

    def __enter__(self):
        self.hear("listens", 60)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def hear(self, word, seconds):
        Tap.true(select.select([self.process.stdout], [], [], seconds)[0], f"after {seconds} seconds it is not yet: {word}")
        Tap.same(self.process.stdout.readline().decode().strip(), word)


# ── A day ────────────────────────────────────────────────────────────────────

def by_command(day):
    """Somebody is added, looked for and shown from a terminal; errors are made on the way."""
    made = subprocess.run(["havenctl", "--json", "demo", day.vault], capture_output=True, check=True)
    passphrase_file = json.loads(made.stdout)["passphrase_file"]
    start = ["havenctl", "--vault", day.vault, "--passphrase-file", passphrase_file]
    added = subprocess.run([*start, "person", "add", "--name", f"{BY_COMMAND} Doe"], capture_output=True, check=True)
    person = added.stdout.decode().strip()
    said = [added.stdout, added.stderr]
    for words in (["person", "search", BY_COMMAND], ["person", "show", person], ["person", "timeline", person]):
        shown = subprocess.run([*start, *words], capture_output=True, check=True)
        said.append(shown.stderr)
    for words in (["person", "show", BY_COMMAND], ["person", "add", "--name", BY_COMMAND, "--born", f"not {BY_COMMAND}"],
                  ["person", "timeline", BY_COMMAND]):
        refused = subprocess.run([*start, *words], capture_output=True, check=False)
        Tap.true(refused.returncode != 0, f"{words[:2]} was not refused")
        said += [refused.stdout, refused.stderr]
    Tap.true(not has_canary(b"".join(said)), "a name was said on the terminal")


def in_the_window(day):
    """Somebody is added, a note is begun and left, a visit is booked, a paper is shown, and the window is left."""
    with Haven() as haven:
        places.ready(haven)
        add_person(haven)
        begin_note(haven)
        places.paper(haven, "Permission to Share")
        haven.press("Escape")
        haven.settle()
        book(haven)
        places.palette(haven, PERSON)
        haven.press("Escape")
        haven.settle()
        titles = haven.titles()
        vault_folders = [os.path.join(os.environ["XDG_RUNTIME_DIR"], name) for name in os.listdir(os.environ["XDG_RUNTIME_DIR"])]
        readable, looked = files_with_canary(vault_folders, 0)
        Tap.same(readable, [])
        Tap.true(looked >= 4, "no vault was looked at")
        day.said = haven.said().encode()
    Tap.true(not any(has_canary(title.encode()) for title in titles), f"a title holds a name: {titles}")


def add_person(haven):
    places.people(haven)
    haven.press_button(re.compile("^Add (a )?[Pp]erson"))
    dialog = haven.find("dialog", "Add a Person")
    haven.fill(haven.find("text", re.compile("^Name"), inside=dialog), f"{PERSON} Doe")
    haven.press_button(re.compile("^Add"), inside=dialog)
    haven.wait_gone("dialog", "Add a Person")
    places.palette(haven, PERSON)
    haven.find("list item", re.compile(f"^{PERSON}"), inside=haven.find("list", "Results"))
    haven.press("Return")
    haven.find(("heading", "label"), f"{PERSON} Doe")
    haven.settle()


def begin_note(haven):
    haven.press_button(re.compile("^(Add Note|Write a note)$"))
    dialog = haven.find("dialog", "New Note")
    haven.fill(haven.find("text", "Note", inside=dialog), f"{NOTE} came today and was well.")
    haven.settle()
    haven.press("Escape")
    haven.settle()


def book(haven):
    haven.press_button(re.compile("^Book"))
    dialog = haven.find("dialog", "Book a Visit")
    haven.fill(haven.find("text", re.compile("^Day, time and length")), "+8d 16:00 20m")
    haven.fill(haven.find("text", re.compile("^Neutral title")), TITLE)
    haven.press_button(re.compile("^Book( Anyway)?$"), inside=dialog)
    haven.wait_gone("dialog", "Book a Visit")


# ── Afterwards ───────────────────────────────────────────────────────────────

def no_file(day):
    found, looked = files_with_canary(where_people_look(), day.start)
    print(f"# figures | leak canaries | files looked at {looked}, names found {len(found)}, bytes heard on the bus {len(day.heard)}",
          flush=True)
    Tap.same(found, [])
    Tap.true(looked > 5, "hardly a file was looked at")


def no_saying(day):
    Tap.true(not has_canary(day.heard), "a name was said on the session bus")
    Tap.true(len(day.heard) > 1000, "the bus was not heard")
    Tap.true(not has_canary(day.said), "a name was said on standard output or error")


def no_recent_file(day):
    for folder in where_people_look():
        path = os.path.join(folder, "recently-used.xbel")
        if os.path.exists(path):
            with open(path, "rb") as file:
                Tap.true(b"haven" not in file.read().lower(), "Haven stands in the recent files")


def no_core(day):
    cores = [path for path in files_since([*where_people_look(), os.getcwd()], day.start)
             if re.fullmatch(r"core(\.\d+)?", os.path.basename(path))]
    Tap.same(cores, [])


def what_was_copied_goes(day):
    """With the lock, and by itself when its time is over."""
    with Haven() as haven, ClipboardWatch(COPIED) as clipboard:
        places.ready(haven)
        copy_address(haven)
        clipboard.hear("there", 20)
        haven.press("Escape")
        haven.settle()
        haven.press("Control+l")
        haven.find("button", "Continue")
        clipboard.hear("gone", 20)
        haven.press_button("Continue")
        places.ready(haven)
        copy_address(haven)
        clipboard.hear("there", 20)
        clipboard.hear("gone", CLIPBOARD_SECONDS + 20)
        haven.find(("heading", "label"), places.PERSON)


def copy_address(haven):
    places.person(haven)
    card = haven.find("grouping", re.compile("^E-mail: "))
    haven.press_button(re.compile("^Show"), inside=card)
    haven.press_button(re.compile("^Copy"), inside=card)


def no_clipboard(day):
    Tap.true(not clipboard_has_canary(), "the clipboard holds a name after the window was left")


class Day:
    def __init__(self, folder):
        self.vault = os.path.join(folder, "vault")
        self.start = time.time() - 1
        self.said = b""
        self.heard = b""


def main():
    need_private_display()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="haven-canaries-") as folder:
        day = Day(folder)
        with tap.case("a planted name is found in each place"):
            planted(day)
        day.start = time.time() - 1
        bus = Bus(os.path.join(folder, "bus"))
        for name, part in (("a day by command", by_command), ("a day in the window", in_the_window)):
            with tap.case(name):
                part(day)
        day.heard = bus.end()
        for name, part in (("no file holds a name", no_file), ("nobody said a name on the bus or the terminal", no_saying),
                           ("no recent file", no_recent_file), ("no core file", no_core), ("an empty clipboard", no_clipboard),
                           ("what was copied goes with the lock, and after its time", what_was_copied_goes)):
            with tap.case(name):
                part(day)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
