# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A matter in the real program: looked for conflicts, opened, its first date counted, and all of it in one list."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

REASON = "Another company of a similar name"


def found(haven):
    places.conflicts(haven)
    haven.find_text("Larkmoor Lettings")
    button = haven.find("button", "Open the Matter")
    Tap.true(not button.has("sensitive"), "what was found has to be answered first")


def opened(haven):
    haven.fill(haven.find("text", "Why?"), REASON)
    button = haven.find("button", "Open the Matter")
    haven.wait_for(lambda: button.has("sensitive"), "a matter that may open")
    haven.press_button("Open the Matter")
    haven.wait_gone("dialog", "Open a Matter")
    haven.find_text(re.compile("^No dates yet"))
    haven.find_text("Larkmore Lettings")


def counted(haven):
    haven.press_button(re.compile("^Add a [Dd]ate"))
    dialog = haven.find("dialog", "Add a Date")
    haven.fill(haven.find("entry", "Search rules", inside=dialog), "I-918 Supplement B")
    haven.click(haven.find("list item", re.compile("Supplement B"), inside=dialog))
    # Six months from 31 August have no 31st, so the last day of February is whole (8 CFR 214.14(c)(2)(i)).
    haven.fill(haven.wait_for(lambda: haven.look_for("text", re.compile("sign", re.IGNORECASE), inside=dialog), "the trigger"),
               "2026-08-31")
    haven.find_text(re.compile("28 Feb 2027"), inside=dialog)
    haven.press_button("Add", inside=dialog)
    haven.wait_gone("dialog", "Add a Date")
    haven.find_text(re.compile("28 Feb 2027"))


def in_the_radar(haven):
    places.close_dialogs(haven)
    haven.press_button("Back")
    places.radar(haven)
    # By keys, from everything to the fourth kind: certifications.
    haven.click(haven.find("combo box", "Everything"))
    haven.settle()
    for _ in range(4):
        haven.press("Down")
    haven.press("Return")
    haven.find("combo box", "Certifications")
    haven.find("list item", re.compile("^" + places.SOMEBODY_IN_ENGLISH + ".*Supplement B"),
               inside=haven.find("list", "What ends when"))


CASES = [
    ("whom the clinic knows is found before a matter opens", found),
    ("it opens with a reason that is kept", opened),
    ("its first date is counted by its rule", counted),
    ("it stands among everything that ends", in_the_radar),
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
