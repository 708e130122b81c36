# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with the dates of a matter."""
import re

import places


def evidence_for_a_date(haven, name=places.PERSON, kind="Form I-914"):
    """The editor, with the day that one of the matter's dates says."""
    places.matter(haven, name, kind)
    haven.press_button(re.compile("^Ask for Evidence…"))
    haven.find("dialog", "Evidence from the Record")
    haven.settle()


def add_hearing(haven, name="Robin", kind="Name change"):
    """A date that is kept on its day, with its hour and its place."""
    places.matter(haven, name, kind)
    haven.click(haven.find("button", "Add a date"))
    haven.type("hearing")
    haven.click(haven.find("list item", re.compile("^A hearing that a court set")))
    haven.fill(haven.find("text", "Hour"), "10:30")
    haven.fill(haven.find("text", "Place"), "Ellery County Court")
    haven.settle()
