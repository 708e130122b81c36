# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walker is tried on windows that have one fault each: it must find that one, and nothing in a good window."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "journeys")]

from haven_driver import Program, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402
from walker import complaints  # noqa: E402

BAD_WINDOW = os.path.join(HERE, "bad_window.py")
NAMES = ["Amina Idris Bashir"]
FAULTS = {
    "unnamed-button": "button without a name",
    "unnamed-entry": "without a name",
    "unnamed-item": "list item without a name",
    "lonely-image": "image without a name",
    "same-names": "two buttons called “Remove”",
    "out-of-reach": "Tab never comes to the button “Only by pointer”",
    "no-way-back": "Shift+Tab does not lead on from the button “Stays”",
    "unheard": "nobody hears where Tab goes from",
    "folded-away": "heard but not seen: “Do not call”",
    "name-in-title": "window title “Amina Idris Bashir”",
}


def walk(fault):
    with Program(sys.executable, (BAD_WINDOW, fault)) as program:
        program.find("button", "Open")
        return complaints(program, NAMES)


def main():
    need_private_display()
    tap = Tap()
    with tap.case("a good window has nothing to complain of"):
        tap.same(walk("none"), [])
    for fault, wanted in FAULTS.items():
        with tap.case(f"{fault.replace('-', ' ')} is found, and nothing else"):
            found = walk(fault)
            tap.true(len(found) == 1 and wanted in found[0], f"wanted “{wanted}”, found {found}")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
