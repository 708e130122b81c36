# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The morning of a clinic in the real program: find, look, book, undo, print."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

DAYS_ON = 8
TITLE = "Papers for the office"
NAMES = re.compile("|".join(places.PERSON.split()))


def events(haven, text):
    """The events of the person whose page is open that hold this text."""
    haven.fill(haven.find("entry", "Filter events"), text)
    haven.settle()
    shown = haven.look_for("list", "Events")
    return [node.name for node in haven.look_for_all("list item", inside=shown)] if shown else []


def find(haven):
    rows = places.search_people(haven, places.IN_ANOTHER_SCRIPT)
    Tap.true(rows[0].name.startswith(places.PERSON), f"first stands {rows[0]}")
    haven.click(rows[0], times=2)
    haven.find("heading", places.PERSON)
    haven.find("list", "Events")


def lanes(haven):
    for lane in ("Medical", "Shared", "Matters"):
        haven.find("list item", inside=haven.find("list", lane, inside=haven.find("grouping", "Timeline")))


def book(haven):
    haven.press_button(re.compile("^Book"))
    dialog = haven.find("dialog", "Book a Visit")
    haven.wait_for(lambda: haven.find("text", "Person", inside=dialog).text == places.PERSON, "the person filled in")
    haven.fill(haven.find("text", re.compile("^Day, time and length")), f"+{DAYS_ON}d 16:00 20m")
    haven.fill(haven.find("text", re.compile("^Neutral title")), TITLE)
    haven.press_button("Linh Pham")
    haven.press_button(re.compile("^Book( Anyway)?$"), inside=dialog)
    haven.wait_gone("dialog", "Book a Visit")
    haven.find("button", "Undo")


def in_the_day(haven):
    """Day by day onward, unless the day view went there by itself."""
    visit = re.compile(f"^16:00, {places.PERSON}, {TITLE}")
    haven.settle()
    for _ in range(DAYS_ON):
        if haven.look_for("list item", visit):
            break
        haven.press_button("Next day")
        haven.settle()
    haven.find("list item", visit, inside=haven.find("list", "Visits"))


def on_the_timeline(haven):
    places.person(haven)
    Tap.true(len(events(haven, TITLE)) == 1, f"events named so: {events(haven, TITLE)}")


def undo(haven):
    haven.press("Control+z")
    haven.find_text(re.compile("^Undone: "))
    haven.wait_for(lambda: not [name for name in events(haven, TITLE) if "cancelled" not in name], "the visit gone again")
    events(haven, "")


def preview(haven):
    places.paper(haven, "Permission to Share")
    Tap.true("Arabic" in haven.find("combo box", "Language").words(), "the paper is not in the language that she reads")


def keep(haven):
    haven.press_button("Keep in the Record")
    # The toast that says so may be gone before it is read; what can be done with the paper stays.
    haven.wait_for(lambda: haven.find("button", "Print…").has("sensitive")
                   and not haven.find("button", "Keep in the Record").has("sensitive"), "the paper in the record")
    places.close_dialogs(haven)
    haven.wait_for(lambda: [name for name in events(haven, "") + events(haven, "Permission") if name.startswith("Document")],
                   "the kept paper among the events")


def titles(haven):
    named = [title for title in haven.titles() if NAMES.search(title)]
    Tap.same(named, [])


def by_keys(haven):
    haven.press("Control+k")
    entry = haven.find("entry", "Find a person or a command")
    haven.type(places.ALIAS.lower())
    haven.wait_for(lambda: entry.text == places.ALIAS.lower(), "what was typed")
    haven.find("list item", re.compile("^" + places.PERSON), inside=haven.find("list", "Results"))
    haven.press("Return")
    haven.find("heading", places.PERSON)


def in_timeline(haven):
    timeline = haven.find("grouping", "Timeline")
    inside = lambda: haven.look_for_all("list item", inside=timeline)  # noqa: E731
    for _ in range(40):
        haven.press("Tab")
        haven.wait_for(haven.focused, "a focus")
        if haven.focused() in inside():
            break
    Tap.true(haven.focused() in inside(), f"Tab comes to {haven.focused()}, never to an event")
    # Widgets are used again for other events, so it is the name that tells.
    first = haven.focused().name
    haven.press("k")
    haven.wait_for(lambda: haven.focused().name != first, f"another event than {first}")
    haven.press("j")
    haven.wait_for(lambda: haven.focused().name == first, f"{first} again")


def back(haven):
    haven.press("Alt+Left")
    haven.find("entry", "Search people")


def arrived(haven):
    places.today(haven)
    visit = re.compile(f"^10:30, {places.PERSON}.*Booked")
    for _ in range(60):
        focused = haven.focused()
        if focused and visit.search(focused.name):
            break
        in_list = focused and focused.role == "list item" and focused.name[:1].isdigit()
        haven.press("Down" if in_list else "Tab")
    haven.press("a")
    haven.find("list item", re.compile(f"^10:30, {places.PERSON}.*Arrived"))
    haven.press("Control+z")
    haven.find("list item", visit)


BY_HAND = [
    ("somebody is found by a name in another script, and opened", find),
    ("her page shows her days in lanes", lanes),
    ("a visit is booked from her page", book),
    ("it stands in the day", in_the_day),
    ("it stands on her timeline", on_the_timeline),
    ("it is gone when it is undone", undo),
    ("the permission to share is shown in Arabic", preview),
    ("it is kept in the record", keep),
    ("no window title ever held her name", titles),
]
BY_KEYS = [
    ("keys alone find somebody by an alias and open the page", by_keys),
    ("keys alone go through the timeline", in_timeline),
    ("a key goes back", back),
    ("a key marks a visit as arrived, and another undoes it", arrived),
]


def main():
    need_private_display()
    tap = Tap()
    for cases in (BY_HAND, BY_KEYS):
        tap.stopped = None
        with Haven() as haven:
            places.ready(haven)
            for name, case in cases:
                with tap.case(name, needed=True) as wanted:
                    if wanted:
                        case(haven)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
