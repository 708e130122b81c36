# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scripted morning in the real program: tour.py FOLDER [NAME…]

Leaves pictures and PDFs in FOLDER and prints their paths; with names, only those pictures. A step that cannot be done
ends the tour with one sentence and leaves a picture of what was on screen."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
from haven_driver import Haven, NotThere, need_private_display  # noqa: E402


class Tour:
    def __init__(self, folder, wanted):
        self.folder = folder
        self.wanted = wanted
        self.haven = None
        self.step = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def picture(self, name):
        path = self.haven.screenshot(self.path(f"{name}.png"))
        print(path, flush=True)

    def wants(self, name):
        return not self.wanted or any(name.startswith(wanted) for wanted in self.wanted)

    def morning(self, steps, **how):
        """Runs steps in one program: pairs of a picture's name and what leads there."""
        steps = [(name, go) for name, go in steps if self.wants(name)]
        if not steps:
            return
        self.step = steps[0][0]
        with Haven(**how) as self.haven:
            places.ready(self.haven) if "--demo" in self.haven.command else self.haven.settle()
            for name, go in steps:
                self.step = name
                try:
                    go(self.haven)
                    self.picture(name)
                except NotThere:
                    self.picture(f"{name}-unfinished")
                    raise
        self.haven = None


# ── The morning ──────────────────────────────────────────────────────────────


def search(haven):
    places.search_people(haven, places.IN_ANOTHER_SCRIPT)


def open_person(haven):
    places.person(haven)


def year(haven):
    haven.press_button("Year", inside=haven.find("grouping", "How much time is shown"))


def draft(haven):
    haven.press_button(re.compile("^(Add Note|Write a note)$"))
    haven.fill(haven.find("text", "Title"), "Phone call about the next visit")
    haven.fill(haven.find("text", "Note"), "Amina asks for the same interpreter as last time, and for a ride.\n"
               "She would rather come in the morning.")
    haven.find_text(re.compile("[Dd]raft"))


def matters(haven):
    places.close_dialog(haven)
    places.matters(haven)


def deadlines(haven):
    haven.fill(places.matters(haven), places.PERSON.split()[0])
    rows = haven.find("list", "Matters")
    haven.click(haven.find("list item", re.compile(re.escape(places.PERSON)), inside=rows))
    haven.find("button", "Add a Date")
    haven.press_button("Why this day")


def palette(haven):
    places.palette(haven, "am")


def shortcuts(haven):
    places.close_dialog(haven)
    haven.press("Control+question")
    haven.find("dialog", "Keyboard Shortcuts")


MORNING = [
    ("01-today", places.today),
    ("02-people-search", search),
    ("03-person-timeline", open_person),
    ("04-person-timeline-year", year),
    ("05-note", draft),
    ("06-matters", matters),
    ("07-matter-deadlines", deadlines),
    ("15-palette", palette),
    ("16-shortcuts", shortcuts),
]
START = [("17-start-page", lambda haven: haven.find("button", "Open a Vault…"))]


def renamed(prefix, *steps):
    return [(f"{prefix}-{name}", go) for name, go in steps]


TODAY, PEOPLE, PERSON = ("today", places.today), ("people", places.people), ("person", open_person)
MATTER = ("matter", deadlines)


def screens(tour):
    tour.morning(MORNING)
    tour.morning(START, arguments=())
    tour.morning(renamed("18-dark", TODAY, PERSON, MATTER), environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})


# ── Papers ───────────────────────────────────────────────────────────────────


def havenctl(*arguments):
    done = subprocess.run(["havenctl", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotThere(f"havenctl {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def papers(tour):
    with tempfile.TemporaryDirectory() as folder:
        made = json.loads(havenctl("demo", os.path.join(folder, "demo")))
        vault = ("--vault", made["vault"], "--passphrase-file", made["passphrase_file"])
        for language, name in (("en", places.PERSON), ("es", places.SOMEBODY_IN_SPANISH), ("ar", places.PERSON)):
            found = json.loads(havenctl(*vault, "--json", "person", "search", name))
            for file, arguments in (
                (f"consent-{language}.pdf", ("form", "render", "release-of-information")),
                (f"plan-{language}.pdf", (*vault, "plan", "print", found[0]["id"])),
            ):
                tour.step = file
                havenctl(*arguments, "--language", language, "--output", tour.path(file))
                print(tour.path(file), flush=True)


def main():
    if len(sys.argv) < 2:
        print(__doc__.split("\n", maxsplit=1)[0], file=sys.stderr)
        return 2
    need_private_display()
    tour = Tour(os.path.abspath(sys.argv[1]), sys.argv[2:])
    os.makedirs(tour.folder, exist_ok=True)
    began = time.monotonic()
    try:
        screens(tour)
        if not tour.wanted:
            papers(tour)
    except NotThere as error:
        print(f"tour: {tour.step} could not be shown: {error}", file=sys.stderr)
        return 1
    print(f"tour: done in {time.monotonic() - began:.0f} seconds", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
