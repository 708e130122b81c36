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
WITNESS = "Quarrington Tile Works"


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


def joined(haven):
    """Somebody who is found nowhere, after the matter opened; undone and done again by keys."""
    haven.press_button("Add Somebody…")
    dialog = haven.find("dialog", "Add to the Matter")
    haven.settle()
    haven.fill(haven.find("text", "Name", inside=dialog), WITNESS)
    haven.press_button("Look for Conflicts", inside=dialog)
    haven.find_text("Nobody was found")
    haven.press_button("Add to the Matter")
    haven.wait_gone("dialog", "Add to the Matter")
    haven.find_text(WITNESS)
    haven.press("Control+z")
    haven.wait_gone(("label", "heading"), WITNESS)
    haven.press("Control+Shift+z")
    haven.find_text(WITNESS)


def left(haven):
    haven.click(haven.find("list item", re.compile("^" + WITNESS), inside=haven.find("list", "Who takes part")))
    dialog = haven.find("dialog", "Change Who Takes Part")
    haven.settle()
    haven.press_button("Take Out of the Matter", inside=dialog)
    haven.wait_gone("dialog", "Change Who Takes Part")
    haven.find("list item", re.compile("^" + WITNESS), inside=haven.find("list", "Who took part before"))


def looks_are_kept(haven):
    haven.press_button("Looks for Conflicts…")
    looks = haven.find("list", "Looks for conflicts")
    haven.find("list item", re.compile("Looked for: " + WITNESS, re.DOTALL), inside=looks)
    haven.find("list item", re.compile("Why: " + REASON, re.DOTALL), inside=looks)
    haven.press_button("Back")
    haven.find_text("Dates")


def counted(haven):
    haven.press_button(re.compile("^Add a [Dd]ate"))
    dialog = haven.find("dialog", "Add a Date")
    entry = haven.find("entry", "Search rules", inside=dialog)
    haven.click_found(entry, "I-918 Supplement B", re.compile("Supplement B"), inside=dialog)
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


def dragged(haven):
    """With the pointer to the column beside; undone by keys."""
    places.close_dialogs(haven)
    haven.press_button("Back")
    places.matter_board(haven)
    somebody = re.compile("^" + re.escape(places.PERSON))
    card = haven.find("list item", somebody, inside=haven.find("list", "Asked for more"))
    haven.drag(card, haven.find("list", "Receipt came"))
    haven.find("list item", somebody, inside=haven.find("list", "Receipt came"))
    haven.press("Control+z")
    haven.find("list item", somebody, inside=haven.find("list", "Asked for more"))


CASES = [
    ("whom the clinic knows is found before a matter opens", found),
    ("it opens with a reason that is kept", opened),
    ("somebody joins it after a look of their own", joined),
    ("who leaves it stays to be read", left),
    ("what was looked for and decided is kept", looks_are_kept),
    ("its first date is counted by its rule", counted),
    ("it stands among everything that ends", in_the_radar),
    ("a card is dragged to another stage", dragged),
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
