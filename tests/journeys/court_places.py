# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a matter chooses its court, and where the days of courts are kept."""
import datetime
import re

import places

WITH_AN_ORDER = "Alex Marchetti"


def court(haven, name=WITH_AN_ORDER, kind="Protective order"):
    """By which court's days somebody's matter plans."""
    places.matter(haven, name, kind)
    haven.press_button("Days to Plan By…")
    dialog = haven.find("dialog", "Days to Plan By")
    haven.wait_for(lambda: not haven.look_for("label", "Looking at the dates", inside=dialog), "what changes")
    haven.settle()
    return dialog


def court_days(haven, lines=()):
    """The days of the court, with lines copied from its list."""
    court(haven)
    haven.press_button("Days of the Courts…")
    dialog = haven.find("dialog", "Days of the Courts")
    haven.find("list", "Days that are known", inside=dialog)
    haven.settle()
    if lines:
        haven.click(haven.find("text", "Days to Add", inside=dialog))
        for number, line in enumerate(lines):
            if number:
                haven.press("Return")
            haven.type(line)
        haven.find("list", "Lines", inside=dialog)
        haven.settle()
    return dialog


def planned_day(haven):
    """The day by which the only date of a matter is planned."""
    words = haven.find_text(re.compile("^[A-Z][a-z]{2} [0-9]+ [A-Z][a-z]{2} 20[0-9]{2}$")).name
    return datetime.datetime.strptime(words, "%a %d %b %Y").date()


def court_changes(haven):
    """A day of the court that moves an order, and the question why."""
    places.matter(haven, WITH_AN_ORDER, "Protective order")
    day = planned_day(haven)
    dialog = court_days(haven, [f"{day:%A, %B} {day.day}, {day.year} County fair"])
    haven.press_button("Next", inside=dialog)
    haven.find_text(re.compile("gets another day"), inside=dialog)
    haven.settle()
    return dialog
