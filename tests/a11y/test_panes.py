# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks every pane, page and dialog of the real program: all is named, all is reached by keys, no name is in a title."""
import json
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "journeys")]

import court_places  # noqa: E402
import date_places  # noqa: E402
import places  # noqa: E402
import visit_places  # noqa: E402
from haven_driver import TOP, Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402
from walker import RULES, complaints, unnamed  # noqa: E402


PASSPHRASE = "six green boats sail slowly"


def made_up_names():
    """Each word of each name in the sample clinic."""
    words = set()
    for table, member in (("patient", "name"), ("patient_name", "text")):
        with open(os.path.join(TOP, "seeds", "demo", f"{table}.json"), encoding="utf-8") as file:
            for row in json.load(file):
                words.update(word for word in re.findall(r"\w+", row.get(member) or "") if len(word) > 2)
    return sorted(words)


def menu(haven):
    haven.press("F10")
    haven.find("menu item", "About Haven")


def new_vault(haven):
    haven.press_button("Set Up a New One…")
    haven.find_text("Where shall the vault be?")
    haven.settle()


def next_step(haven, text):
    haven.press_button("Next")
    haven.find_text(text)
    haven.settle()


def where(folder):
    def go(haven):
        haven.press_button("Choose…")
        places.choose_folder(haven, folder)
        next_step(haven, "Name of the clinic, for its papers")
    return go


def the_clinic(haven):
    haven.fill(haven.find("text", "Name of the clinic, for its papers"), "Harbor")
    next_step(haven, "I also see patients")


def you(haven):
    haven.fill(haven.find("text", "Your name"), "Ines")
    haven.fill(haven.find("text", "Sign-in name"), "ines")
    for row in ("Passphrase", "Passphrase again"):
        haven.put(row, PASSPHRASE)
    next_step(haven, "The partner is here")


def this_device(haven):
    next_step(haven, "Allow the passphrase alone")
    haven.wait_for(lambda: haven.look_for(None, "Allow the passphrase alone").has("sensitive"), "the keyring's answer")


def a_sheet(haven):
    haven.press_button("Allow the passphrase alone")
    haven.press_button("Make the Vault")
    haven.find("button", "I Have the Paper")
    haven.settle()


def the_code_typed_back(haven):
    haven.press_button("I Have the Paper")
    haven.find("button", "Confirm")
    haven.settle()


def restore(haven):
    haven.press_button("Restore from a Backup…")
    haven.find("text", "Code of the clinic")
    haven.settle()


def restore_by_passphrase(haven):
    haven.press_button("A name and passphrase")
    haven.find("text", "Sign-in name")
    haven.settle()


def recovery(haven):
    haven.press_button("Use a Recovery Code…")
    haven.find("text", "Code of the clinic")
    haven.settle()


def locked_over_a_dialog(haven):
    places.open_import(haven)
    places.locked(haven)


def hidden_over_a_dialog(haven):
    places.open_import(haven)
    places.hidden(haven)


def dialog(title, *buttons):
    """Presses buttons one after the other, the last of which opens the dialog."""
    def go(haven):
        for button in buttons:
            haven.press_button(button)
        haven.find(("dialog", "alert"), title)
        haven.settle()
    return go


def keys(title, combination):
    def go(haven):
        haven.press(combination)
        haven.find(("dialog", "alert"), title)
        haven.settle()
    return go


def chosen_matter(haven):
    haven.fill(places.matters(haven), places.PERSON.split()[0])
    haven.click(haven.find("list item", re.compile(places.PERSON), inside=haven.find("list", "Matters")))
    haven.find_text("Dates")


def certifications(haven):
    haven.fill(places.matters(haven), places.SOMEBODY_IN_SPANISH.split()[0])
    rows = haven.find("list", "Matters")
    haven.click(haven.find("list item", re.compile(re.escape(places.SOMEBODY_IN_SPANISH) + ".*I-918"), inside=rows))
    haven.find_text("Certifications")


def court_days(haven):
    court_places.court_days(haven, ["2031-02-12 County day", "Thursday, February 11, 2028", "no day"])


def court_changes(haven):
    court_places.court_changes(haven)


def certification_back(haven):
    certifications(haven)
    haven.press_button(re.compile("^It Came Back"))
    haven.find("dialog", "It Came Back")
    haven.settle()


def from_person_menu(title, item):
    def go(haven):
        places.person(haven)
        haven.press_button("More about this person")
        haven.click(haven.find("menu item", item))
        haven.find(("dialog", "alert"), title)
        haven.settle()
    return go


def edit_person(haven):
    places.person(haven)
    haven.press_button("Edit the person")
    haven.find(("dialog", "alert"), "Edit the Person")
    haven.settle()


def safe_contact(haven):
    places.person(haven)
    haven.press_button("Add a way to reach this person")
    haven.find(("dialog", "alert"), "What Is Safe")
    haven.settle()


def safe_contact_refused(haven):
    safe_contact(haven)
    haven.press_button("Save")
    haven.find_text("Choose whether this way is safe.")
    haven.settle()


def rows_of_a_calendar(haven):
    """One that is taken, one that is over, and one that is refused."""
    with tempfile.TemporaryDirectory() as folder:
        places.calendar_rows(haven, places.write_calendar(folder))


def my_day(haven):
    haven.press("F10")
    haven.click(haven.find("menu item", "What I Opened Today"))
    haven.find(("dialog", "alert"), "What I Opened Today")
    haven.find("list", "Events")
    haven.settle()


def hours_of_somebody(haven):
    places.administration("Booking")(haven)
    haven.click(haven.find("list item", re.compile("^Dr Okafor")))
    haven.find(("dialog", "alert"), "Name and Hours")
    haven.settle()


def member(haven):
    places.administration("Staff")(haven)
    haven.click(haven.find("list item", re.compile("^Claudine")))
    haven.find("button", "Back")
    haven.settle()


def press_row(haven, name):
    """With the pointer, which brings it into sight first."""
    haven.click(haven.find("button", name))


def review_by_counsel(haven):
    places.form(haven)
    press_row(haven, "Record a Review…")
    haven.find("dialog", "Review by Counsel")
    haven.settle()


def sample(haven):
    places.form(haven)
    press_row(haven, "See the Paper")
    haven.find("document text", re.compile("^Page 1 "))
    haven.settle()


def changed_form(haven):
    with open(os.path.join(TOP, "seeds", "forms", "consent-to-treatment.json"), encoding="utf-8") as file:
        text = file.read().replace('"version": "1"', '"version": "2"').replace("You decide about your body", "You decide about yourself")
    places.form(haven)
    with tempfile.TemporaryDirectory(prefix="haven-form-") as folder:
        path = os.path.join(folder, "form.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        press_row(haven, "Bring In a Changed Form…")
        places.choose_folder(haven, path)
        haven.find_text("Version 2 takes the place of version 1")
    haven.settle()


def head_of_the_log(haven):
    places.administration("Log")(haven)
    haven.press_button("Print Its Fingerprint…")
    haven.find(("dialog", "alert"), "Fingerprint of the Log")
    haven.settle()


def person_papers(haven):
    places.person(haven, places.SOMEBODY_IN_ENGLISH)
    places.papers(haven)


def filling_in(haven):
    places.person(haven, places.SOMEBODY_IN_ENGLISH)
    places.paper(haven, "Permission to Share")
    haven.press_button("Fill In…")
    haven.find("dialog", "Fill In")
    haven.settle()


def signing(haven):
    places.person(haven, places.SOMEBODY_IN_ENGLISH)
    places.signing(haven, "Permission to Share")


def safe_copy(haven):
    places.person(haven, places.SOMEBODY_IN_ENGLISH)
    places.safe_copy(haven)
    haven.press_button("Fill In…")
    haven.find("dialog", "Fill In")
    haven.settle()


def bring_in_a_form(haven):
    places.administration("Official")(haven)
    haven.press_button("Bring In a Form…")
    haven.find(("dialog", "alert"), "Bring In a Form")
    haven.settle()


def fill_official(haven):
    places.official_paper(haven)
    places.official_fields(haven)


PEOPLE = [
    ("today", places.today),
    ("asking how somebody is", places.ask_how_they_are),
    ("people", places.people),
    ("add a person", dialog("Add a Person", re.compile("^Add (a )?[Pp]erson"))),
    ("a person", places.person),
    ("edit a person", edit_person),
    ("what is safe", safe_contact),
    ("what is safe, refused", safe_contact_refused),
    ("a note", dialog("New Note", re.compile("^(Add Note|Write a note)$"))),
    ("papers", person_papers),
    ("a paper", lambda haven: places.paper(haven, "Permission to Share")),
    ("filling in", filling_in),
    ("signing", signing),
    ("what to keep on a safe copy", safe_copy),
]
MATTERS = [
    ("matters", places.matters),
    ("matters by stage", places.matter_board),
    ("a matter", chosen_matter),
    ("open a matter", places.new_matter),
    ("conflicts of interest", places.conflicts),
    ("what ends when", places.radar),
    ("certifications", certifications),
    ("a certification came back", certification_back),
    ("days to plan by", court_places.court),
    ("days of the courts", court_days),
    ("what the days of a court change", court_changes),
    ("change a matter", places.change_matter),
    ("evidence", places.evidence),
    ("add evidence", places.add_evidence),
    ("evidence for a date", date_places.evidence_for_a_date),
    ("add a hearing", date_places.add_hearing),
    ("privileged notes", places.privileged_notes),
    ("a privileged note", places.privileged_note),
    ("write a privileged note", places.write_privileged_note),
    ("what happened", places.matter_event),
    ("write down an event", places.write_event),
    ("change an event", places.change_event),
    ("void an event", places.void_event),
    ("who takes part", places.who_takes_part),
    ("add to a matter", places.add_party),
    ("conflicts of who is added", places.party_conflicts),
    ("change who takes part", places.change_party),
    ("looks for conflicts", places.past_looks),
    ("looks that nothing came of", places.declined_looks),
    ("journeys abroad", places.journeys),
    ("change a journey", places.change_journey),
    ("add a date", dialog(re.compile("Date"), re.compile("^Add a [Dd]ate"))),
]
DAY = [
    ("asked of the care team", places.asked_of_the_care_team),
    ("the day", places.day),
    ("book a visit", keys("Book a Visit", "Control+n")),
    ("a visit", visit_places.a_visit),
    ("change a visit", visit_places.change_a_visit),
    ("the list of a day", visit_places.day_list),
    ("a trip", places.trip),
    ("no trip", places.no_trip),
    ("a visit typed into the day", places.typing_a_visit),
    ("the week", places.week),
    ("the board", places.board),
    ("the wait list", places.waiting_list),
    ("a time for who waits", places.a_time_for_who_waits),
    ("waiting for a time", places.wait_for_a_time),
    ("reminders", places.reminders),
    ("a calendar file leaves", places.save_calendar),
    ("a wrong day of a calendar file", places.a_wrong_day),
    ("who saves a calendar file", places.who_saves),
    ("a calendar file comes in", places.bring_in_calendar),
    ("rows of a calendar file", rows_of_a_calendar),
]
FURTHER = [
    ("directory", places.directory),
    ("a service", lambda haven: places.service(haven, "Sewing workshop")),
    ("import", places.open_import),
    ("palette", places.palette),
    ("shortcuts", keys("Keyboard Shortcuts", "Control+question")),
    ("about", keys(re.compile("About"), "F1")),
    ("main menu", menu),
    ("what I opened today", my_day),
    ("who looked", from_person_menu("Who Looked at This Chart", "Who Looked at This Chart")),
    ("an emergency", from_person_menu("Open in an Emergency", "Open Restricted Notes in an Emergency…")),
]
ADMINISTRATION = [
    ("staff", places.administration("Staff")),
    ("people and rooms to book", places.administration("Booking")),
    ("hours of somebody", hours_of_somebody),
    ("a closed day", dialog("The Clinic Is Closed", "Add a Closed Day…")),
    ("forms", places.administration("Forms")),
    ("log", places.administration("Log")),
    ("head of the log", head_of_the_log),
    ("reviews", places.administration("Reviews")),
    ("official forms", places.administration("Official")),
    ("bring in a form", bring_in_a_form),
    ("an official form for a person", places.official_paper),
    ("filling in an official form", fill_official),
    ("backups", places.administration("Backups")),
    ("vault", places.administration("Vault")),
    ("a member of staff", member),
    ("translations", places.translations),
    ("a translation", places.translation),
    ("a form", places.form),
    ("review by counsel", review_by_counsel),
    ("a form with blanks", sample),
    ("a changed form", changed_form),
]
NARROW = [
    ("today", places.today),
    ("people", places.people),
    ("a person", places.person),
    ("edit a person", edit_person),
    ("what is safe", safe_contact),
    ("directory", places.directory),
    ("signing", signing),
    ("translations", places.translations),
    ("a translation", places.translation),
]
NARROW_MATTERS = [
    ("matters", places.matters),
    ("matters by stage", places.matter_board),
    ("a matter", chosen_matter),
    ("conflicts of interest", places.conflicts),
    ("what ends when", places.radar),
    ("a certification came back", certification_back),
    ("change a matter", places.change_matter),
    ("evidence", places.evidence),
    ("add evidence", places.add_evidence),
    ("evidence for a date", date_places.evidence_for_a_date),
    ("add a hearing", date_places.add_hearing),
    ("a privileged note", places.privileged_note),
    ("write a privileged note", places.write_privileged_note),
    ("what happened", places.matter_event),
    ("write down an event", places.write_event),
    ("who takes part", places.who_takes_part),
    ("change who takes part", places.change_party),
    ("conflicts of who is added", places.party_conflicts),
    ("looks for conflicts", places.past_looks),
    ("journeys abroad", places.journeys),
    ("change a journey", places.change_journey),
    ("days of the courts", court_days),
    ("what the days of a court change", court_changes),
]
NARROW_DAY = [
    ("asking how somebody is", places.ask_how_they_are),
    ("asked of the care team", places.asked_of_the_care_team),
    ("the day", places.day),
    ("the week", places.week),
    ("a visit", visit_places.a_visit),
    ("change a visit", visit_places.change_a_visit),
    ("the list of a day", visit_places.day_list),
    ("the board", places.board),
    ("the wait list", places.waiting_list),
    ("a time for who waits", places.a_time_for_who_waits),
    ("reminders", places.reminders),
    ("a calendar file leaves", places.save_calendar),
    ("a wrong day of a calendar file", places.a_wrong_day),
    ("who saves a calendar file", places.who_saves),
    ("rows of a calendar file", rows_of_a_calendar),
    ("a trip", places.trip),
    ("no trip", places.no_trip),
]


# While one of these is open, Tab stays inside it.
POPOVERS = ("main menu", "a visit typed into the day")


# The dialog about the program is the toolkit's own, and so are its nameless lists.
def walk(tap, where, steps, **how):
    names = made_up_names()
    with Haven(**how) as haven:
        haven.settle()
        for name, go in steps:
            with tap.case(f"{where}: {name}"):
                places.close_dialogs(haven)
                go(haven)
                rules = [rule for rule in RULES if name != "about" or rule != unnamed]
                found = complaints(haven, names, reach=name not in POPOVERS, rules=rules)
                Tap.true(not found, "\n".join(found))


def doors(tap):
    with tempfile.TemporaryDirectory() as folder:
        walk(tap, "start page", [("welcome", lambda haven: haven.find("button", "Open a Vault…")),
                                 ("new vault", new_vault),
                                 ("the clinic", where(folder)),
                                 ("you", the_clinic),
                                 ("the legal partner", you),
                                 ("this device", this_device),
                                 ("a recovery sheet", a_sheet),
                                 ("the code typed back", the_code_typed_back)], arguments=())
    walk(tap, "start page", [("restore", restore),
                             ("restore by a passphrase", restore_by_passphrase)], arguments=())
    walk(tap, "narrow", [("restore", restore)], arguments=("--width", "360"))
    with tempfile.TemporaryDirectory() as folder:
        walk(tap, "sign-in", [("form", lambda haven: haven.find("button", "Sign In")),
                              ("recovery code", recovery)],
             arguments=("--vault", folder))
    walk(tap, "wide", [("locked", places.locked), ("hidden", places.hidden)])
    walk(tap, "over a dialog", [("locked", locked_over_a_dialog)])
    walk(tap, "over a dialog", [("hidden", hidden_over_a_dialog)])


# Each is a program of its own, so that they are walked side by side.
GROUPS = {
    "doors": doors,
    "people": lambda tap: walk(tap, "wide", PEOPLE),
    "matters": lambda tap: walk(tap, "wide", MATTERS),
    "day": lambda tap: walk(tap, "wide", DAY),
    "further": lambda tap: walk(tap, "wide", FURTHER),
    "administration": lambda tap: walk(tap, "wide", ADMINISTRATION),
    "narrow": lambda tap: walk(tap, "narrow", NARROW, arguments=("--demo", "--width", "380")),
    "narrow-matters": lambda tap: walk(tap, "narrow", NARROW_MATTERS, arguments=("--demo", "--width", "380")),
    "narrow-day": lambda tap: walk(tap, "narrow", NARROW_DAY, arguments=("--demo", "--width", "380")),
}


def main():
    need_private_display()
    tap = Tap()
    for name in sys.argv[1:] or GROUPS:
        GROUPS[name](tap)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
