# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a person gets to each place of the program. Written once, for the tour, the journeys and the walker."""
import os
import re
import sys
import tempfile

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))

import agency_form  # noqa: E402
import clinic_day  # noqa: E402

# Somebody of the sample clinic who has something of everything.
PERSON = "Amina Idris Bashir"
IN_ANOTHER_SCRIPT = "أمينة"
ALIAS = "Mina"
SOMEBODY_IN_SPANISH = "Marisol Quintanilla Reyes"
SOMEBODY_IN_ENGLISH = "Dale Hutchins"

WAITING = ("Making the paper", "Loading", "Opening…")


def sidebar(haven):
    """The list of panes, by its place: in another language it has another name. In a narrow window it may be out of sight."""
    return haven.look_for("list", re.compile("^(Panes|Paneles)$")) or haven.look_for("list")


def ready(haven):
    """The clinic is open and nothing is under way."""
    haven.wait_for(lambda: len(haven.look_for_all("list item")) >= 5, "the clinic with its panes")
    haven.wait_for(lambda: not haven.look_for("label", re.compile("^(%s)$" % "|".join(WAITING))), "nothing under way")
    haven.settle()


def pane(haven, number):
    """By its key: Alt+1 … Alt+5."""
    haven.press(f"Alt+{number}")
    haven.settle()


def today(haven):
    pane(haven, 1)
    haven.find("list", "Visits")


def people(haven):
    pane(haven, 2)
    return haven.find("entry", "Search people")


def matters(haven):
    pane(haven, 3)
    haven.press_button("List")
    return haven.find("entry", "Search matters by person")


def matter_board(haven):
    """The matters of the kind of which there are most, by stage; the first of them in sight."""
    matters(haven)
    haven.press_button("Board")
    haven.find("list item", re.compile("^" + re.escape(PERSON)), inside=haven.find("list", "Asked for more"))
    haven.settle()


def radar(haven):
    matters(haven)
    haven.press_button("What ends when")
    haven.find("list", "What ends when")
    haven.find_text(re.compile("to keep in mind$"))
    haven.settle()


def new_matter(haven, name=SOMEBODY_IN_ENGLISH):
    """Up to where its type and the other side are given. What was begun before comes back there by itself."""
    matters(haven)
    haven.press_button("Open a matter")
    dialog = haven.find("dialog", "Open a Matter")
    haven.settle()
    if not haven.look_for("button", "Look for Conflicts"):
        entry = haven.find("entry", "Search people", inside=dialog)
        haven.click_found(entry, name, re.compile("^" + re.escape(name)), inside=dialog)
    haven.find("button", "Look for Conflicts")
    haven.settle()
    return haven.find("dialog", "Open a Matter")


def conflicts(haven, name=SOMEBODY_IN_ENGLISH, other_side="Larkmore Lettings"):
    """What is found of the other side before a matter opens."""
    dialog = new_matter(haven, name)
    haven.fill(haven.find("text", "Name", inside=dialog), other_side)
    haven.press_button("Look for Conflicts", inside=dialog)
    haven.find_text(re.compile("^Looked for"))
    haven.settle()


def matter(haven, name=PERSON, kind=""):
    """One of somebody's matters; of several, the one of that kind."""
    entry = matters(haven)
    pattern = re.compile("^.*" + re.escape(name) + ".*" + re.escape(kind) if kind else re.escape(name))
    haven.click_found(entry, name.split()[0], pattern, inside=haven.find("list", "Matters"))
    haven.find_text("Dates")
    haven.settle()


def change_matter(haven, name=PERSON, kind="Form I-914"):
    matter(haven, name, kind)
    haven.press_button("Change the Matter…")
    haven.find("dialog", "Change the Matter")
    haven.settle()


def evidence(haven, name=PERSON, kind="Form I-914"):
    """What a matter needs of the record, scrolled to."""
    matter(haven, name, kind)
    button = haven.find("button", "Add Evidence")
    haven.point_in_sight(button, 0.5, 0.5)
    haven.settle()


def add_evidence(haven, name=PERSON, kind="Form I-914"):
    evidence(haven, name, kind)
    haven.press_button("Add Evidence")
    haven.find("dialog", "Evidence from the Record")
    haven.settle()


def privileged_notes(haven, name=PERSON, kind="Form I-914"):
    """The notes of a matter that the legal team alone reads, scrolled to."""
    matter(haven, name, kind)
    haven.point_in_sight(haven.find("button", "Write a Note"), 0.5, 0.5)
    haven.settle()


def write_privileged_note(haven):
    privileged_notes(haven)
    haven.press_button("Write a Note")
    haven.find("dialog", "Privileged Note")
    haven.settle()


def privileged_note(haven):
    privileged_notes(haven)
    haven.click(haven.find("list item", re.compile("Order of papers"), inside=haven.find("list", "Privileged Notes")))
    haven.find("dialog", "Privileged Note")
    haven.find_text(re.compile("read the statement aloud"))
    haven.settle()


def matter_events(haven, name=PERSON, kind="Form I-914"):
    """What happened in a matter, scrolled to."""
    matter(haven, name, kind)
    haven.point_in_sight(haven.find("button", "Write Down What Happened"), 0.5, 0.5)
    haven.settle()


def matter_event(haven):
    """An event unfolded, with what it said before."""
    matter_events(haven)
    haven.click(haven.find("list item", re.compile("Moved to a new address"), inside=haven.find("list", "What happened")))
    haven.find_text(re.compile("The key was handed over"))
    haven.settle()


def write_event(haven):
    matter_events(haven)
    haven.press_button("Write Down What Happened")
    haven.find("dialog", "What Happened")
    haven.settle()


def event_with_dates(haven):
    """A notice that starts a date, before anything is kept."""
    write_event(haven)
    haven.click(haven.find("combo box", "What happened"))
    pick(haven, re.compile("^Notice of intent"))
    haven.fill(haven.find(("text", "entry"), "Day"), clinic_day.in_days(-2).isoformat())
    haven.find_text("Dates That This Starts")
    haven.settle()


def change_event(haven):
    matter_event(haven)
    haven.press_button(re.compile("^Change: Moved"))
    haven.find("dialog", "Change the Event")
    haven.settle()


def void_event(haven):
    matter_event(haven)
    haven.press_button(re.compile("^Void: Moved"))
    haven.find_text("Void This Event?")
    haven.settle()


def who_takes_part(haven, name=PERSON, kind="Form I-914"):
    """Who takes part in a matter and who did, scrolled to."""
    matter(haven, name, kind)
    haven.point_in_sight(haven.find("button", "Add Somebody…"), 0.5, 0.5)
    haven.settle()


def add_party(haven):
    who_takes_part(haven)
    haven.press_button("Add Somebody…")
    dialog = haven.find("dialog", "Add to the Matter")
    haven.settle()
    return dialog


def party_conflicts(haven, other_side="Larkmore Lettings"):
    """What is found of somebody who is to take part in a matter that is open."""
    dialog = add_party(haven)
    haven.fill(haven.find("text", "Name", inside=dialog), other_side)
    haven.press_button("Look for Conflicts", inside=dialog)
    haven.find_text(re.compile("^Looked for"))
    haven.settle()


def change_party(haven, name="Halima Osman"):
    who_takes_part(haven)
    haven.click(haven.find("list item", re.compile("^" + re.escape(name)), inside=haven.find("list", "Who takes part")))
    haven.find("dialog", "Change Who Takes Part")
    haven.settle()


def past_looks(haven):
    """The looks for conflicts of a person, from one of the matters."""
    who_takes_part(haven)
    haven.press_button("Looks for Conflicts…")
    haven.find("list", "Looks for conflicts")
    haven.settle()


def declined_looks(haven):
    """The looks that nothing came of, of everybody."""
    matters(haven)
    haven.press_button("Looks that nothing came of")
    haven.find("list", "Looks for conflicts")
    haven.settle()


SOMEBODY_WHO_TRAVELS = "Harpreet Singh Gill"


def journeys(haven):
    """Days abroad of somebody whose status asks for presence, one journey lasting still."""
    matter(haven, SOMEBODY_WHO_TRAVELS, "Form I-918")
    haven.point_in_sight(haven.find("button", "Write Down a Journey"), 0.5, 0.5)
    haven.settle()


def change_journey(haven):
    """The one that lasts still."""
    journeys(haven)
    haven.click(haven.find("list item", re.compile("still away"), inside=haven.find("list", "Journeys abroad")))
    haven.find("dialog", "Change the Event")
    haven.settle()


def asked_of_the_care_team(haven, name=PERSON):
    """What the care team is asked for, and one of it opened."""
    pane(haven, 1)
    rows = haven.find("list", "Asked of the care team")
    haven.click(haven.find("list item", re.compile(re.escape(name)), inside=rows))
    haven.find("dialog", "Asked of the Care Team")
    haven.find_text("The Signed Permission")
    haven.settle()


def ask_how_they_are(haven):
    """Somebody who missed visits, opened from today's page."""
    pane(haven, 1)
    haven.click(haven.find("list item", re.compile("Did not come"), inside=haven.find("list", "People to reach out to")))
    haven.find("dialog", "Ask How They Are")
    haven.find_text("How to Reach Them")
    haven.settle()


def day(haven):
    pane(haven, 4)
    if haven.look_for(("radio button", "toggle button"), "Day"):
        haven.click(haven.look_for(("radio button", "toggle button"), "Day"))
        haven.settle()
    return haven.wait_for(lambda: haven.look_for("grouping", "Day") or haven.look_for("list", "Visits"),
                          "the day, as columns or, in a narrow window, as a list")


def appointments(view):
    """One of the views of Appointments, by its button."""
    def go(haven):
        pane(haven, 4)
        if haven.look_for("text", re.compile("^Day, time and length")):
            haven.press("Escape")
            haven.wait_gone("text", re.compile("^Day, time and length"))
        haven.click(haven.find(("radio button", "toggle button"), view))
        haven.settle()
    return go


def board(haven):
    appointments("Board")(haven)
    haven.find("list", "Expected")


def waiting_list(haven):
    appointments("Waiting")(haven)
    haven.wait_for(lambda: haven.look_for("list", "Who waits") or haven.look_for(("label", "heading"), "Nobody Waits"), "who waits")
    haven.settle()


def reminders(haven):
    appointments("Reminders")(haven)
    haven.wait_for(lambda: haven.look_for("list", "Who is to be reminded") or haven.look_for(("label", "heading"), "Nobody to Remind"),
                   "who is to be reminded")
    haven.settle()


def wait_for_a_time(haven):
    waiting_list(haven)
    haven.press_button("Add Somebody…")
    haven.find(("dialog", "alert"), "Wait for a Time")
    haven.settle()


def a_time_for_who_waits(haven):
    """The first free time for one of those who wait, not booked yet."""
    waiting_list(haven)
    haven.press_button(re.compile("^Find a time for "))
    haven.find(("dialog", "alert"), "Book a Visit")
    haven.find_text(re.compile("^Waits for"))
    haven.settle()


def calendar_files(item, title):
    """What the menu of calendar files offers."""
    def go(haven):
        day(haven)
        haven.press_button("More for the calendar")
        haven.click(haven.find("menu item", item))
        haven.find(("dialog", "alert"), title)
        haven.settle()
    return go


save_calendar = calendar_files("Save as Calendar File…", "Save as Calendar File")
bring_in_calendar = calendar_files("Bring In a Calendar File…", "Bring In a Calendar File")


def a_wrong_day(haven):
    """Said at the row that it is about, which has the focus."""
    save_calendar(haven)
    haven.click(haven.find("text", "Last day"))
    haven.press("Control+a")
    haven.press("x")
    haven.press("Return")
    haven.find("label", re.compile("^Which day"))
    haven.settle()


def who_saves(haven):
    """Asked before anything leaves as a file."""
    save_calendar(haven)
    haven.press_button("Save as Calendar File…", inside=haven.find("dialog", "Save as Calendar File"))
    haven.find("dialog", "Save Outside?")
    haven.settle()


def write_calendar(folder):
    """A calendar from elsewhere: a series, a day, and entries that nobody can follow."""
    soon = clinic_day.in_days(20)
    entries = [
        f"DTSTART:{soon:%Y%m%d}T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4",
        f"DTSTART;VALUE=DATE:{soon:%Y%m%d}",
        f"DTSTART;TZID=Middle-earth:{soon:%Y%m%d}T090000\nDURATION:PT1H",
        f"DTSTART:{soon:%Y%m%d}T090000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY",
        f"DTSTART:{soon:%Y%m%d}T150000\nDURATION:PT1H\nSTATUS:CANCELLED",
        "DTSTART:20250303T090000\nDURATION:PT1H",
    ]
    path = os.path.join(folder, "outside.ics")
    with open(path, "w", encoding="utf-8") as file:
        file.write("BEGIN:VCALENDAR\nVERSION:2.0\n")
        for number, lines in enumerate(entries):
            file.write(f"BEGIN:VEVENT\nUID:{number}\n{lines}\nEND:VEVENT\n")
        file.write("END:VCALENDAR\n")
    return path


def calendar_rows(haven, path):
    """What a calendar file would bring, row by row."""
    bring_in_calendar(haven)
    haven.press_button(re.compile("^Choose a File"))
    choose_folder(haven, path)
    haven.find_text(re.compile("Nothing has been changed yet"))
    haven.settle()


def week(haven):
    appointments("Week")(haven)
    haven.find("combo box", "Everybody")
    haven.settle()


def typing_a_visit(haven, text="+2w fri 3pm 45m"):
    """In the day's columns, as somebody does who just begins to type."""
    appointments("Day")(haven)
    haven.press("Alt+4")
    haven.settle()
    haven.type(text)
    haven.find("text", re.compile("^Day, time and length"))
    haven.settle()


def directory(haven):
    pane(haven, 5)
    return haven.find("entry", "Search services")


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


def palette_by_keys(haven, text):
    """Without looking at a word of the screen: Ctrl+K, the text, Enter."""
    haven.press("Control+k")
    entry = haven.wait_for(lambda: next((n for n in haven.look_for_all("entry") if n.has("focused")), None), "an entry to type into")
    haven.fill(entry, text)
    haven.settle()
    haven.press("Return")
    haven.find(("heading", "label"), text)
    haven.settle()


def person(haven, name=PERSON):
    """Through the palette, as somebody in a hurry does."""
    palette(haven, name)
    haven.find("list item", re.compile("^" + re.escape(name)), inside=haven.find("list", "Results"))
    haven.press("Return")
    haven.wait_gone("dialog", "Find a Person or a Command")
    heading = haven.find(("heading", "label"), name)
    haven.find("list", "Events")
    haven.settle()
    return heading


def service(haven, text):
    entry = directory(haven)
    haven.click_found(entry, text, re.compile("^" + re.escape(text)), inside=haven.find("list", "Services"))
    haven.find("button", "Back")
    haven.settle()


def papers(haven):
    """From a person's page: the papers that can be made, and those in the record."""
    haven.press_button("Papers")
    haven.find("dialog", "Papers")
    haven.settle()


def paper(haven, name):
    """From a person's page: the paper in the language that the person reads."""
    papers(haven)
    haven.press_button(name, inside=haven.find("dialog", "Papers"))
    haven.find("document text", re.compile("^Page 1 "))
    haven.settle()


def signing(haven, name):
    """From a person's page to where a paper is signed."""
    paper(haven, name)
    haven.press_button("Sign…")
    haven.find("dialog", "Sign")
    haven.settle()


def signed(haven, name, draw=None):
    """Signed by hand where @draw is given; else with the keyboard: two switches say that the typed name is meant."""
    signing(haven, name)
    if draw is not None:
        draw(haven.find("image", "Signature"))
    else:
        haven.press_button("Sign by typing the name")
        haven.press_button("This is my signature")
    haven.press_button("Sign", inside=haven.find("dialog", "Sign"))
    haven.wait_gone("dialog", "Sign")
    haven.find("document text", re.compile("^Page 1 "))
    haven.settle()


def choose(haven, choice, item):
    """With the arrows: a list that pops up is a surface of its own, where the pointer's places are not the window's."""
    haven.press_button(choice)
    pick(haven, item)


def pick(haven, item):
    """In a list that has popped up."""
    row = haven.find("list item", item)
    for _ in range(30):
        haven.settle()
        if row.has("focused"):
            break
        haven.press("Down")
    assert row.has("focused"), f"the arrows do not come to “{item}”"
    haven.press("Return")
    haven.settle()


def safe_copy(haven):
    """The plan as small cards."""
    paper(haven, "Care Plan")
    choose(haven, "Kind", "Safe to carry")
    haven.wait_for(lambda: not haven.look_for("label", "Making the paper"), "the safe copy")
    haven.find("document text", re.compile("^Page 1 "))
    haven.settle()


def trip(haven, name=PERSON):
    """From a person's page: the days on which their visits fit into one trip."""
    person(haven, name)
    haven.press("Control+Shift+f")
    dialog = haven.find("dialog", "Find a Trip")
    haven.wait_for(lambda: haven.look_for("list", re.compile("trips? found$"), inside=dialog), "offers")
    haven.settle()
    return dialog


def no_trip(haven):
    """Days after the one that has to be kept, one of them a closed one, and what would help."""
    dialog = trip(haven)
    for row, days in (("Until", 27), ("From", 24)):
        haven.fill(haven.find("text", row, inside=dialog), clinic_day.in_days(days).isoformat())
    haven.find("list", "What stands in the way", inside=dialog)
    haven.settle()


def booking(haven, name, when, *resources):
    """Fills the booking in; what it says about it stands in the dialog afterwards."""
    haven.press("Control+n")
    haven.fill(haven.find("text", "Person"), name)
    haven.find("list item", re.compile("^" + PERSON), inside=haven.find("list", "People found"))
    haven.press("Down")
    haven.press("Return")
    haven.wait_gone("list", "People found")
    haven.fill(haven.find("text", re.compile("^Day, time and length")), when)
    for resource in resources:
        haven.press_button(re.compile("^" + re.escape(resource)))
    haven.settle()


def choose_folder(haven, path):
    """In the toolkit's own dialog: its path is typed."""
    select = haven.find("button", re.compile("^(Select|Open)$"))
    haven.press("Control+l")
    haven.fill(haven.find(("entry", "text"), inside=haven.application.children[-1]), path)
    haven.activate(select)
    haven.wait_gone("button", re.compile("^(Select|Open)$"))
    haven.take_keys()


def open_import(haven):
    directory(haven)
    haven.press_button(re.compile("^Import"))
    haven.find("dialog", "Import a Directory")


def translations(haven, language="Arabic"):
    """The forms in a language."""
    pane(haven, 6)
    if haven.look_for("list", "Texts"):
        haven.press_button("Back")
    haven.find("list", "Forms")
    haven.click(haven.find(("combo box", "button", "toggle button"), re.compile("^Language")))
    haven.settle()
    haven.type(language)
    haven.settle()
    haven.press("Down")
    haven.press("Return")
    haven.settle()


def translation(haven, form="My yes to care", language="Arabic"):
    """A form's texts beside the page that they make."""
    translations(haven, language)
    haven.click(haven.find("list item", re.compile("^" + re.escape(form)), inside=haven.find("list", "Forms")))
    haven.find("list", "Texts")
    toggle = haven.find("toggle button", "Show the Page")
    if toggle.has("pressed") or toggle.has("checked"):
        haven.find("document text", re.compile("^Page 1 "))
    haven.settle()


def administration(page):
    def go(haven):
        haven.open_pane("Administration")
        back = haven.look_for("button", "Back")
        if back:
            haven.click(back)
            haven.wait_gone("button", "Back")
        haven.click(haven.find("page tab", page))
        haven.settle()
    return go


def form(haven):
    """What is known of a form, and what can be done with it."""
    administration("Forms")(haven)
    row = re.compile("^My yes to care")
    haven.find("list item", row)
    haven.settle()
    haven.click(haven.find("list item", row))
    haven.find("button", "Back")
    haven.find("button", "See the Paper")
    haven.settle()


def locked(haven):
    haven.press("Control+l")
    haven.find("button", "Continue")
    haven.settle()


def hidden(haven):
    haven.press("Control+Shift+BackSpace")
    haven.wait_for(lambda: haven.titles() == ["Calendar"], "the calendar")
    haven.settle()


def bring_in_a_form(haven):
    """An agency's form becomes one that the clinic fills; once is enough."""
    administration("Official")(haven)
    if haven.look_for("label", "S-1 · Office for Safe Stay"):
        return
    haven.press_button("Bring In a Form…")
    haven.find(("dialog", "alert"), "Bring In a Form")
    with tempfile.TemporaryDirectory(prefix="haven-form-") as folder:
        path = os.path.join(folder, "form.pdf")
        with open(path, "wb") as file:
            file.write(agency_form.make())
        haven.activate(haven.find("button", "PDF File"))
        choose_folder(haven, path)
        for title, text in (("Code, as the agency has it", "S-1"), ("Title", "Permit to stay"), ("Agency", "Office for Safe Stay")):
            haven.fill(haven.find("text", title), text)
        haven.press_button("Bring In")
        haven.find_text("S-1 · Office for Safe Stay")
    haven.settle()


def official_paper(haven):
    """An agency's form as it was filled for a person."""
    close_dialogs(haven)
    bring_in_a_form(haven)
    person(haven, SOMEBODY_IN_SPANISH)
    papers(haven)
    haven.press_button("Permit to stay", inside=haven.find("dialog", "Papers"))
    haven.find("document text", re.compile("^Page 1 "))
    haven.settle()


def official_fields(haven):
    """From a filled form to its fields."""
    haven.press_button("Fill In…")
    haven.find("text", re.compile("1. Family name"))
    haven.settle()


def close_dialogs(haven):
    """With Escape, until none is open. One may go to a toast that stands in the dialog, one to a search, and each to a page."""
    for _ in range(6 * len(haven.dialogs())):
        if haven.dialogs():
            haven.press("Escape")
            haven.settle()
    haven.wait_for(lambda: not haven.dialogs(), "all dialogs closed by Escape")
