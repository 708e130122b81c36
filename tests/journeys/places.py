# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a person gets to each place of the program. Written once, for the tour, the journeys and the walker."""
import re

# Somebody of the sample clinic who has something of everything.
PERSON = "Amina Idris Bashir"
IN_ANOTHER_SCRIPT = "أمينة"
ALIAS = "Mina"
SOMEBODY_IN_SPANISH = "Marisol Quintanilla Reyes"

WAITING = ("Making the paper", "Loading", "Opening…")


def ready(haven):
    haven.find("list", "Panes")
    haven.wait_for(lambda: not haven.look_for("label", re.compile("^(%s)$" % "|".join(WAITING))), "nothing under way")
    haven.settle()


def pane(haven, number):
    """By its key: Alt+1 … Alt+5."""
    haven.press(f"Alt+{number}")
    haven.wait_for(lambda: haven.look_for_all("list item", inside=haven.look_for("list", None))[number - 1].has("selected"),
                   f"pane {number} chosen in the sidebar")
    haven.settle()


def today(haven):
    pane(haven, 1)
    haven.find("list", "Visits")


def people(haven):
    pane(haven, 2)
    return haven.find("entry", "Search people")


def matters(haven):
    pane(haven, 3)
    return haven.find("entry", "Search matters by person")


def day(haven):
    pane(haven, 4)


def directory(haven):
    pane(haven, 5)


def search_people(haven, text):
    entry = people(haven)
    haven.fill(entry, text)
    return haven.wait_for(lambda: haven.look_for_all("list item", inside=haven.look_for("list", "People")), f"people for “{text}”")


def palette(haven, text=""):
    haven.press("Control+k")
    entry = haven.find("entry", "Find a person or a command")
    if text:
        haven.fill(entry, text)
        haven.wait_for(lambda: haven.look_for_all("list item", inside=haven.look_for("list", "Results")), f"results for “{text}”")
    return entry


def person(haven, name=PERSON):
    """Through the palette, as somebody in a hurry does."""
    palette(haven, name)
    haven.find("list item", re.compile("^" + re.escape(name)), inside=haven.find("list", "Results"))
    haven.press("Return")
    haven.wait_gone("dialog", "Find a Person or a Command")
    heading = haven.find(("heading", "label"), name)
    haven.find("button", re.compile("^(Add Note|Write a note)$"))
    haven.settle()
    return heading


def close_dialog(haven):
    """With Escape, until none is open."""
    for _ in range(4):
        if haven.look_for(("dialog", "alert")) is None:
            return
        haven.press("Escape")
        haven.settle()
    haven.wait_for(lambda: haven.look_for(("dialog", "alert")) is None, "no dialog open")
