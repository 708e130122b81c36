# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day of visits in the real program: booked by keys alone, counted, and taken through the house."""
import datetime
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
import clinic_day  # noqa: E402
import visit_places  # noqa: E402
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


# Somebody who comes tomorrow, alone at that hour, for fifty minutes.
TOMORROW = "Hanan Haddad"
TILE = re.compile(f"^{TOMORROW}, (\\d+):(\\d\\d)–(\\d+):(\\d\\d), ")


def tile(haven):
    return haven.find("button", TILE)


def minutes(haven):
    """From when until when it is now."""
    hours = [int(part) for part in TILE.match(tile(haven).name).groups()]
    return hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]


def changed(haven, before):
    """Whether it stands elsewhere now. Tomorrow may be a day on which something stands against each time: that is asked about."""
    def look():
        return haven.look_for("button", "Leave It") or (haven.look_for("button", TILE) and (tile(haven).name != before))

    haven.wait_for(look, "the visit moved, or a question")
    if haven.look_for("button", "Leave It"):
        haven.press_button("Leave It")
        haven.settle()
        return False
    haven.settle()
    Tap.true(not haven.dialogs(), "nothing is asked, and nothing opens that nobody clicked")
    return True


def moved_by_pointer(haven):
    places.day(haven)
    haven.press_button("Next day")
    haven.settle()
    start, end = minutes(haven)
    node, before = tile(haven), tile(haven).name
    x, y = haven.rested_point(node, 0.4, 0.3)
    haven.pull((x, y), (x, y + round(node.extents.height * 60 / (end - start))))
    if changed(haven, before):
        Tap.true(minutes(haven) == (start + 60, end + 60), tile(haven).name)


def length_by_pointer(haven):
    start, end = minutes(haven)
    for longer in (-15, 30):
        node, before = tile(haven), tile(haven).name
        x, y = haven.rested_point(node, 0.5, 0.97)
        _, now = minutes(haven)
        haven.pull((x, y), (x, y + round(node.extents.height * longer / (now - start))))
        if not changed(haven, before):
            return
        Tap.true(minutes(haven) == (start, now + longer), tile(haven).name)


def moved_in_the_week(haven):
    places.week(haven)
    tomorrow = clinic_day.in_days(1)
    step = -1 if tomorrow.weekday() == 6 else 1
    start, end = minutes(haven)
    node, before = tile(haven), tile(haven).name
    x, y = haven.rested_point(node, 0.4, 0.3)
    day = (haven.find("grouping", "Day").extents.width - 52) // 7
    haven.pull((x, y), (x + step * day, y - round(node.extents.height * 45 / (end - start))))
    if changed(haven, before):
        day = tomorrow + datetime.timedelta(days=step)
        Tap.true(minutes(haven) == (start - 45, end - 45), tile(haven).name)
        Tap.true(f"{day:%a} {day.day} {day:%b}" in tile(haven).name, tile(haven).name)
        haven.press("Control+z")
        haven.wait_for(lambda: tile(haven).name == before, "the visit where it was")


def words_of_list(haven):
    return " ".join(page.description for page in haven.look_for_all("document text"))


def list_for_paper(haven):
    """Initials stand on it until somebody asks for names; one visit is only a time, whatever is asked for."""
    visit_places.day_list(haven)
    Tap.true("A B" in words_of_list(haven) and "Amina" not in words_of_list(haven), "initials alone")
    haven.click(haven.find("combo box", "People as"))
    places.pick(haven, "Full names")
    haven.wait_for(lambda: "Amina" in words_of_list(haven), "names on the list")
    Tap.true("Rahel" in words_of_list(haven) and "Alex" not in words_of_list(haven), "who is kept off paper stands there")
    places.close_dialogs(haven)


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
            ("the list of a day for paper names those who are asked for", list_for_paper),
            ("a pointer moves a visit to another hour", moved_by_pointer),
            ("a pointer makes a visit shorter and longer", length_by_pointer),
            ("a pointer moves a visit to another day", moved_in_the_week),
        ]:
            with tap.case(name, needed=True) as wanted:
                if wanted:
                    case(haven)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
