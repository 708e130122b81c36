# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A trip in the real program, with the keyboard alone: find the person, find a day for all visits, book, look, undo."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

MOST_KEYS = 12
pressed = []


def key(haven, keys):
    """One keystroke more; what is typed as text is not counted."""
    pressed.append(keys)
    haven.press(keys)


def offers(haven):
    """The offers, from the first on; their list is named by how many there are."""
    named = haven.look_for("list", re.compile("trips? found$"))
    return haven.look_for_all("list item", inside=named) if named else []


def find_person(haven):
    key(haven, "Control+k")
    entry = haven.find("entry", "Find a person or a command")
    haven.type(places.ALIAS.lower())
    haven.wait_for(lambda: entry.text == places.ALIAS.lower(), "what was typed")
    haven.find("list item", re.compile("^" + places.PERSON), inside=haven.find("list", "Results"))
    key(haven, "Return")
    haven.find("heading", places.PERSON)
    haven.find("list", "Events")


def find_trip(haven):
    key(haven, "Control+Shift+f")
    haven.find("dialog", "Find a Trip")
    haven.wait_for(lambda: offers(haven), "offers")
    Tap.true(offers(haven)[0].name.startswith("1. "), f"first stands {offers(haven)[0]}")
    Tap.true("Sami (Arabic)" in offers(haven)[0].name, "nobody interprets")


def choose(haven):
    haven.wait_for(lambda: haven.focused() in offers(haven), "the focus on an offer")
    key(haven, "2")
    haven.find_text(re.compile("^Held for you until"))


def book(haven):
    named = offers(haven)[1].name
    haven.trip_day = named.split(". ")[1].rsplit(", ", 1)[0]
    haven.trip_times = re.findall(r"(\d+:\d+)–\d+:\d+ +\S", named)
    key(haven, "Return")
    haven.wait_gone("dialog", "Find a Trip")
    haven.find("button", "Undo")
    Tap.same(len(haven.trip_times), 2)


def keys(_):
    Tap.true(len(pressed) <= MOST_KEYS, f"{len(pressed)} keystrokes: {' '.join(pressed)}")


def in_lane(haven, lane, time):
    """The visit in the lane of her page, at the time of the trip; a week gives each visit room of its own."""
    timeline = haven.find("grouping", "Timeline")
    day = haven.trip_day.replace(",", "")
    wanted = re.compile(f"{day}, {time}, booked")
    haven.find("list item", wanted, inside=haven.find("list", lane, inside=timeline))


def lanes(haven):
    haven.find("heading", places.PERSON)
    haven.press_button("Week", inside=haven.find("grouping", "How much time is shown"))
    haven.settle()
    in_lane(haven, "Medical", haven.trip_times[0])
    in_lane(haven, "Matters", haven.trip_times[1])


def in_the_day(haven):
    """From the page, the visit is opened in the day by its date; both stand there."""
    haven.press("Alt+4")
    wanted = re.compile("^(" + "|".join(haven.trip_times) + f"), {places.PERSON}.*Booked")

    def both():
        shown = haven.look_for("list", "Visits")
        return shown and len([n for n in haven.look_for_all("list item", inside=shown) if wanted.search(n.name)]) >= 2

    for _ in range(40):
        haven.settle()
        if haven.look_for("label", haven.trip_day) or haven.look_for("heading", haven.trip_day):
            break
        haven.press("Control+Page_Down")
    haven.wait_for(both, "both visits in the day")


def part_of_one_trip(haven):
    shown = haven.find("list", "Visits")
    first = haven.find("list item", re.compile(f"^{haven.trip_times[0]}, {places.PERSON}"), inside=shown)
    haven.click(first)
    haven.find_text(re.compile("^Also " + haven.trip_times[1]))
    places.close_dialogs(haven)


def undo(haven):
    haven.press("Control+z")
    haven.find_text(re.compile("^Undone: "))
    wanted = re.compile("^(" + "|".join(haven.trip_times) + f"), {places.PERSON}.*Booked")
    haven.wait_for(lambda: not [n for n in haven.look_for_all("list item") if wanted.search(n.name)], "both visits gone")


CASES = [
    ("somebody is found by an alias", find_person),
    ("their trips are offered at once", find_trip),
    ("a number chooses one, and it is held", choose),
    ("Enter books it", book),
    (f"all of that takes at most {MOST_KEYS} keystrokes beyond the text", keys),
    ("both visits stand on her page", lanes),
    ("both stand in the day", in_the_day),
    ("each knows that it is part of one trip", part_of_one_trip),
    ("both are gone when it is undone", undo),
]


def main():
    need_private_display()
    tap = Tap()
    with Haven() as haven:
        places.ready(haven)
        for name, case in CASES:
            with tap.case(name, needed=True) as wanted:
                if wanted:
                    case(haven)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
