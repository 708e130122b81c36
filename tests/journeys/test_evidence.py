# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evidence in the real program: a matter asks, the care team answers, and the answer stands with the matter."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

WHY = "Brackenmoor: what the sister will say"
SELAM = "Selam Tesfaye Wolde"


def asked(haven):
    places.add_evidence(haven, SELAM, "Form I-589")
    dialog = haven.find("dialog", "Evidence from the Record")
    haven.fill(haven.find("text", re.compile("^What it is to show"), inside=dialog), WHY)
    haven.press_button("Add", inside=dialog)
    haven.wait_gone("dialog", "Evidence from the Record")
    haven.find_text(WHY)
    haven.find("button", "Take Back: Summary of the record")


def seen(haven):
    places.pane(haven, 1)
    rows = haven.find("list", "Asked of the care team")
    row = haven.find("list item", re.compile(re.escape(SELAM) + ", Summary of the record"), inside=rows)
    Tap.true(not haven.look_for("label", re.compile("Brackenmoor|I-589")), "no word of the matter on the care team's side")
    haven.click(row)
    haven.find("dialog", "Asked of the Care Team")
    haven.find_text("The Signed Permission")
    Tap.true(not haven.look_for("label", re.compile("Brackenmoor|I-589")), "nor in the task itself")


def answered(haven):
    haven.press_button("Answer That It Cannot")
    haven.wait_gone("dialog", "Asked of the Care Team")
    haven.wait_gone("list item", re.compile(re.escape(SELAM) + ", Summary of the record"))


def came_back(haven):
    places.matters(haven)
    places.matter(haven, SELAM, "Form I-589")
    haven.find_text(re.compile("^Cannot be had · There is no such record"))
    haven.find("button", "Ask Again: Summary of the record")


CASES = [
    ("a matter asks the care team, and says why to itself alone", asked),
    ("the care team sees what, of whom and by when, and no word of the matter", seen),
    ("they answer that it cannot be had", answered),
    ("the answer stands with the matter", came_back),
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
