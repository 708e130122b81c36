# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a person gets to a visit and to the printed list of a day."""
import re

import places


def a_visit(haven, name="Alex Marchetti"):
    """One of today's, with what it has around itself."""
    places.day(haven)
    haven.click(haven.find("list item", re.compile(f"^[^,]*, {name}"), inside=haven.find("list", "Visits")))
    haven.find("dialog", "Visit")
    haven.settle()


def change_a_visit(haven, name="Alex Marchetti"):
    """Scrolled to what it has around itself."""
    a_visit(haven, name)
    haven.press_button("Change…")
    haven.find("dialog", "Change Visit")
    haven.point_in_sight(haven.find("check box", "Leave out of printed lists"), 0.5, 0.5)
    haven.settle()


def day_list(haven):
    """The list of the day as it would be printed."""
    places.day(haven)
    haven.press_button("More for the calendar")
    haven.click(haven.find("menu item", "Print the Day’s List…"))
    haven.find("dialog", re.compile("^The Day’s List"))
    haven.find("document text", re.compile("^Page 1 "))
    haven.settle()
