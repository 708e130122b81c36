# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver is tried first: what it presses is what a person would have pressed."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE]

from haven_driver import Program, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

LONG_WINDOW = os.path.join(HERE, "long_window.py")


def main():
    need_private_display()
    tap = Tap()
    with Program(sys.executable, (LONG_WINDOW,)) as program:
        program.find_text("Nothing was pressed")
        for row, where in (("Row 2", "in sight"), ("Row 60", "below what is seen"), ("Row 1", "above what is seen")):
            with tap.case(f"a row that is {where} is pressed"):
                program.click(program.find("list item", row))
                program.find_text(f"Pressed: {row}")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
