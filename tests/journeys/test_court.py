# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A court's own days, in the real program: they are copied from its list, move an order, and one press brings all back."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import court_places  # noqa: E402
import places  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

REASON = "The court sent a new list"


def order(haven):
    places.matter(haven, court_places.WITH_AN_ORDER, "Protective order")
    return court_places.planned_day(haven)


def close(haven, name):
    haven.press("Escape")
    haven.wait_gone("dialog", name)


def court_is_closed(haven):
    before = order(haven)
    court_places.court_days(haven, [f"{before:%A, %B} {before.day}, {before.year} County fair", "February 30, 2027", "nothing"])
    dialog = haven.find("dialog", "Days of the Courts")
    haven.find_text("1 day is new. 2 lines are not understood and add nothing.", inside=dialog)
    haven.press_button("Next", inside=dialog)
    haven.find_text("1 date gets another day to plan by.", inside=dialog)
    button = haven.find("button", "Save", inside=dialog)
    Tap.true(not button.has("sensitive"), "a date moves, so a reason is asked for")
    haven.wait_for(lambda: haven.focused() and haven.focused().role == "text", "the question why, with the focus")
    haven.type(REASON)
    haven.wait_for(lambda: button.has("sensitive"), "a change that may be kept")
    haven.press("Return")
    haven.wait_gone("dialog", "Days of the Courts")
    haven.find_text(re.compile("^5 days are known"), inside=haven.find("dialog", "Days to Plan By"))
    close(haven, "Days to Plan By")
    haven.wait_for(lambda: court_places.planned_day(haven) < before, "an earlier day to plan by")
    haven.find_text(re.compile(REASON))


def undone(haven):
    moved = order(haven)
    haven.press("Control+z")
    haven.wait_for(lambda: court_places.planned_day(haven) > moved, "the day that it was planned for before")


def no_court(haven):
    order(haven)
    dialog = court_places.court(haven)
    haven.click(haven.find("combo box", "State court", inside=dialog))
    haven.settle()
    haven.press("Home")
    haven.press("Return")
    haven.settle()
    for field in haven.look_for_all("text", re.compile("Why does it change"), inside=dialog):
        haven.fill(field, "It went to another county")
    button = haven.find("button", "Save", inside=dialog)
    haven.wait_for(lambda: button.has("sensitive"), "a choice that may be kept")
    haven.press_button("Save", inside=dialog)
    haven.wait_gone("dialog", "Days to Plan By")
    haven.wait_for(lambda: not haven.look_for("label", "Plans by the days of"), "a matter that goes by no court")


CASES = [
    ("a day of the court moves an order, and asks why", court_is_closed),
    ("one press brings the day and the order back", undone),
    ("a matter leaves its court", no_court),
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
