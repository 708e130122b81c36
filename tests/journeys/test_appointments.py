# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day of visits in the real program: booked by keys alone, counted, and taken through the house."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

MOST_KEYS = 12
PERSON = "Robin Ashby"


class Counting:
    """Counts the keys that somebody presses beside the text that they type."""

    def __init__(self, haven):
        self.haven = haven
        self.pressed = []

    def press(self, keys):
        self.pressed.append(keys)
        self.haven.press(keys)


def booked_by_keys(haven):
    keys = Counting(haven)
    keys.press("Alt+4")
    haven.wait_for(lambda: haven.look_for("grouping", "Day"), "the day")
    haven.settle()
    haven.type("+2w wed 16:00 20m")
    haven.wait_for(lambda: (haven.focused() or haven.frame()).text == "+2w wed 16:00 20m", "what was typed")
    keys.press("Return")
    haven.type("robin")
    haven.find("list item", re.compile("^" + PERSON), inside=haven.find("list", "People found"))
    keys.press("Return")
    haven.wait_gone("list", "People found")
    haven.settle()
    haven.wait_for(lambda: haven.find("button", re.compile("^Book( Anyway)?$")).has("sensitive"), "all that is needed")
    keys.press("Return")
    haven.find_text("Visit booked")
    haven.find("list item", re.compile(f"^16:00, {PERSON}"), inside=haven.find("list", "Visits"))
    print(f"# {len(keys.pressed)} keys beyond the text: {' '.join(keys.pressed)}")
    Tap.true(len(keys.pressed) <= MOST_KEYS, f"{len(keys.pressed)} keys: {keys.pressed}")


def undone(haven):
    haven.press("Control+z")
    haven.find_text(re.compile("^Undone: "))
    haven.wait_for(lambda: not haven.look_for("list item", re.compile(f"^16:00, {PERSON}")), "the visit gone again")


def card(haven, name=places.PERSON):
    return haven.find("list item", re.compile("^" + name))


def in_column(haven, column, name=places.PERSON):
    return lambda: haven.look_for("list item", re.compile("^" + name), inside=haven.find("list", column))


def through_the_house(haven):
    haven.press_button("Today", inside=haven.find("grouping", "Appointments"))
    haven.settle()
    places.board(haven)
    haven.wait_for(in_column(haven, "Expected"), "somebody who is expected")
    # The first by button, the others by key: the card keeps the keyboard.
    haven.press_button(f"{places.PERSON}: Arrived")
    haven.wait_for(in_column(haven, "Arrived"), "her among those who arrived")
    Tap.true("Waiting for" in card(haven).name, card(haven).name)
    for column in ("With Clinician", "Arrived", "With Lawyer", "Done"):
        haven.settle()
        haven.press("n")
        haven.wait_for(in_column(haven, column), f"her in the column {column}")


def back_again(haven):
    haven.press("Control+z")
    haven.wait_for(in_column(haven, "With Lawyer"), "her with the lawyer again")


def main():
    need_private_display()
    tap = Tap()
    with Haven() as haven:
        places.ready(haven)
        for name, case in [
            (f"keys alone book a visit, with at most {MOST_KEYS} beyond the text", booked_by_keys),
            ("one more undoes it", undone),
            ("somebody is taken through the house", through_the_house),
            ("the last step is undone", back_again),
        ]:
            with tap.case(name, needed=True) as wanted:
                if wanted:
                    case(haven)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
