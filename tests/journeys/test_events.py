# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened in a matter, in the real program: a notice starts a date, another day moves it, and somebody comes back."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
import clinic_day  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

REASON = "The second page says so"


def happened(haven):
    return haven.find("list", "What happened")


def written(haven):
    places.event_with_dates(haven)
    dialog = haven.find("dialog", "What Happened")
    Tap.true(haven.find("check box", re.compile("^Answer to a notice of intent"), inside=dialog).has("checked"),
             "the date that such a notice starts is chosen beforehand")
    haven.press_button("Write Down", inside=dialog)
    haven.wait_gone("dialog", "What Happened")
    haven.find("list item", re.compile("^Notice of intent"), inside=happened(haven))


def moved(haven):
    # The page is read anew after each change; what is clicked is what stands there once that is over.
    places.matter_events(haven)
    haven.click(haven.find("list item", re.compile("^Notice of intent"), inside=happened(haven)))
    haven.press_button(re.compile("^Change: Notice of intent"))
    dialog = haven.find("dialog", "Change the Event")
    haven.settle()
    haven.fill(haven.find(("text", "entry"), "Day", inside=dialog), clinic_day.in_days(-9).isoformat())
    haven.find_text("What Changes", inside=dialog)
    button = haven.find("button", "Change", inside=dialog)
    Tap.true(not button.has("sensitive"), "dates change, so a reason is asked for")
    haven.fill(haven.find(("text", "entry"), "Why does it change?", inside=dialog), REASON)
    haven.wait_for(lambda: button.has("sensitive"), "a change that may be kept")
    haven.press_button("Change", inside=dialog)
    haven.wait_gone("dialog", "Change the Event")
    haven.find_text(re.compile(REASON), inside=happened(haven))


def back(haven):
    places.change_journey(haven)
    dialog = haven.find("dialog", "Change the Event")
    haven.fill(haven.find(("text", "entry"), re.compile("^Back on"), inside=dialog), clinic_day.in_days(-1).isoformat())
    haven.fill(haven.find(("text", "entry"), "Why does it change?", inside=dialog), "Back yesterday")
    button = haven.find("button", "Change", inside=dialog)
    haven.wait_for(lambda: button.has("sensitive"), "a return that may be kept")
    haven.press_button("Change", inside=dialog)
    haven.wait_gone("dialog", "Change the Event")
    journeys = haven.find("list", "Journeys abroad")
    haven.wait_for(lambda: not haven.look_for("list item", re.compile("still away"), inside=journeys), "nobody who is away")
    haven.find_text("101 days", inside=journeys)


CASES = [
    ("a notice is written down with the date that it starts", written),
    ("another day shows what changes, and asks why", moved),
    ("who is back is no longer away, and the days are added up", back),
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
