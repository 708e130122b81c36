# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scripted morning in the real program: tour.py FOLDER [NAME…]

Leaves pictures and PDFs in FOLDER and prints their paths; with names, only those pictures. A step that cannot be done
ends the tour with one sentence and leaves a picture of what was on screen."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import court_places  # noqa: E402
import places  # noqa: E402
import visit_places  # noqa: E402
from haven_driver import Haven, NotThere, need_private_display  # noqa: E402


class Tour:
    def __init__(self, folder, wanted):
        self.folder = folder
        self.wanted = wanted
        self.haven = None
        self.step = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def picture(self, name):
        path = self.haven.screenshot(self.path(f"{name}.png"))
        print(path, flush=True)

    def wants(self, name):
        return not self.wanted or any(name.startswith(wanted) for wanted in self.wanted)

    def morning(self, steps, **how):
        """Runs steps in one program: pairs of a picture's name and what leads there."""
        steps = [(name, go) for name, go in steps if self.wants(name)]
        if not steps:
            return
        self.step = steps[0][0]
        with Haven(**how) as self.haven:
            if "--demo" in self.haven.command:
                places.ready(self.haven)
            else:
                self.haven.settle()
            for name, go in steps:
                self.step = name
                try:
                    go(self.haven)
                    self.picture(name)
                except NotThere:
                    self.picture(f"{name}-unfinished")
                    raise
        self.haven = None


# ── The morning ──────────────────────────────────────────────────────────────


def search(haven):
    places.search_people(haven, places.IN_ANOTHER_SCRIPT)


def open_person(haven):
    places.person(haven)


def year(haven):
    haven.press_button("Year", inside=haven.find("grouping", "How much time is shown"))


def draft(haven):
    haven.press_button(re.compile("^(Add Note|Write a note)$"))
    haven.fill(haven.find("text", "Title"), "Phone call about the next visit")
    haven.fill(haven.find("text", "Note"), "Amina asks for the same interpreter as last time, and for a ride.\n"
               "She would rather come in the morning.")
    haven.find_text(re.compile("[Dd]raft"))


def matters(haven):
    places.close_dialogs(haven)
    places.matters(haven)


def deadlines(haven):
    places.matter(haven)
    haven.press_button("Why this day")


def certification(haven):
    places.matter(haven, places.SOMEBODY_IN_SPANISH, "I-918")
    haven.find_text("Certifications")
    haven.press_button(re.compile("^It Came Back"))
    haven.find("dialog", "It Came Back")
    haven.settle()


def conflict(haven):
    places.day(haven)
    places.booking(haven, places.IN_ANOTHER_SCRIPT, "today 10:30 45m", "Dr Okafor", "Room 1", "Sami")
    haven.find("grouping", "What stands against this time")


def trip(haven):
    places.close_dialogs(haven)
    places.trip(haven)
    haven.press("1")
    haven.find_text(re.compile("^Held for you"))


def no_trip(haven):
    places.close_dialogs(haven)
    places.no_trip(haven)


def after_the_dialogs(go):
    def both(haven):
        places.close_dialogs(haven)
        go(haven)
    return both


def directory(haven):
    places.close_dialogs(haven)
    haven.fill(places.directory(haven), "")


def service(haven):
    places.service(haven, "Sewing workshop")


# Two rows are good, and the others each have a fault of their own.
TABLES = {
    "organizations.csv": """id,name,description,email,website
o-1,Harbour Lane Kitchen,Warm meals and a place to sit,kitchen@example.org,https://example.org
o-2,,A row without a name,,
""",
    "services.csv": """id,organization_id,name,description,status,email
s-1,o-1,Evening meal,"A warm meal, every day at six",active,kitchen@example.org
s-2,o-9,Night bus,Of an organisation that nobody knows,active,
s-3,o-1,Breakfast,A state that the standard has not,sometimes,
""",
    "phones.csv": """id,service_id,number,type
p-1,s-1,(360) 555-0123,voice
p-2,s-7,(360) 555-0124,voice
""",
}


def import_report(haven):
    with tempfile.TemporaryDirectory() as parent:
        folder = os.path.join(parent, "county-directory")
        os.mkdir(folder)
        for name, text in TABLES.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        places.open_import(haven)
        haven.press_button("Choose a Folder…")
        places.choose_folder(haven, folder)
        haven.find_text(re.compile("rejected|not be taken|problem|fault|left out", re.I))


def calendar_rows(haven):
    places.close_dialogs(haven)
    with tempfile.TemporaryDirectory() as folder:
        places.calendar_rows(haven, places.write_calendar(folder))


def consent(haven):
    places.close_dialogs(haven)
    places.person(haven)
    places.paper(haven, "Permission to Share")


def bilingual(haven):
    """The same in two languages."""
    places.choose(haven, "Layout", "English Beside It")
    haven.wait_for(lambda: not haven.look_for("label", "Making the paper"), "the paper in two languages")
    haven.find("document text", re.compile("^Page 1 "))
    haven.settle()


def plan(haven):
    places.close_dialogs(haven)
    places.paper(haven, "Care Plan")


def signed_consent(haven):
    """The last page, where the signature is."""
    places.close_dialogs(haven)
    places.person(haven, places.SOMEBODY_IN_ENGLISH)
    places.signed(haven, "Permission to Share", haven.scribble)
    for _ in range(3):
        haven.press_button("Zoom Out")
    haven.press_button("Next Page")
    haven.settle()


def signing(haven):
    places.close_dialogs(haven)
    places.person(haven, places.SOMEBODY_IN_ENGLISH)
    places.signing(haven, "Permission to Share")


def safe_copy(haven):
    places.close_dialogs(haven)
    places.person(haven, places.SOMEBODY_IN_ENGLISH)
    places.safe_copy(haven)


def papers_in_the_record(haven):
    places.close_dialogs(haven)
    places.papers(haven)


def palette(haven):
    places.close_dialogs(haven)
    places.palette(haven, "am")


def shortcuts(haven):
    places.close_dialogs(haven)
    haven.press("Control+question")
    haven.find("dialog", "Keyboard Shortcuts")


def after_dialogs(go):
    def closed(haven):
        places.close_dialogs(haven)
        return go(haven)
    return closed


def lines_of_a_court(haven):
    court_places.court_days(haven, ["2031-02-12 County day", "Labor Day 9/1/2031", "Thursday, February 11, 2028"])


MORNING = [
    ("01-today", places.today),
    ("01-ask-how-they-are", after_dialogs(places.ask_how_they_are)),
    ("02-people-search", search),
    ("03-person-timeline", open_person),
    ("04-person-timeline-year", year),
    ("05-note", draft),
    ("06-matters", matters),
    ("06-board", after_dialogs(places.matter_board)),
    ("07-matter-deadlines", deadlines),
    ("07-radar", places.radar),
    ("07-certification", certification),
    ("07-change-a-matter", after_dialogs(places.change_matter)),
    ("07-evidence", after_dialogs(places.evidence)),
    ("07-privileged-notes", after_dialogs(places.privileged_notes)),
    ("07-what-happened", after_dialogs(places.matter_event)),
    ("07-write-an-event", after_dialogs(places.event_with_dates)),
    ("07-void-an-event", after_dialogs(places.void_event)),
    ("07-who-takes-part", after_dialogs(places.who_takes_part)),
    ("07-change-who-takes-part", after_dialogs(places.change_party)),
    ("07-conflicts-of-who-is-added", after_dialogs(places.party_conflicts)),
    ("07-looks-for-conflicts", after_dialogs(places.past_looks)),
    ("07-looks-that-nothing-came-of", after_dialogs(places.declined_looks)),
    ("07-journeys-abroad", after_dialogs(places.journeys)),
    ("07-change-a-journey", after_dialogs(places.change_journey)),
    ("07-days-to-plan-by", after_dialogs(court_places.court)),
    ("07-days-of-the-courts", after_dialogs(lines_of_a_court)),
    ("07-what-the-days-of-a-court-change", after_dialogs(court_places.court_changes)),
    ("07-asked-of-the-care-team", after_dialogs(places.asked_of_the_care_team)),
    ("07-conflict-check", after_dialogs(places.conflicts)),
    ("08-day-view", after_dialogs(places.day)),
    ("09-a-visit", visit_places.a_visit),
    ("09-change-a-visit", after_dialogs(visit_places.change_a_visit)),
    ("09-list-of-a-day", after_dialogs(visit_places.day_list)),
    ("09-booking-conflict", after_dialogs(conflict)),
    ("09-trip", trip),
    ("09-trip-nothing-fits", no_trip),
    ("09-week-view", after_the_dialogs(places.week)),
    ("09-flow-board", places.board),
    ("09-wait-list", places.waiting_list),
    ("09-reminders", places.reminders),
    ("09-quick-add", places.typing_a_visit),
    ("09-calendar-file-leaves", after_dialogs(places.save_calendar)),
    ("09-calendar-file-comes-in", calendar_rows),
    ("10-directory", directory),
    ("11-service", service),
    ("12-import-report", import_report),
    ("13-consent-arabic-preview", consent),
    ("13-consent-in-two-languages", bilingual),
    ("14-plan-preview", plan),
    ("14-signing", signing),
    ("14-signed-consent", signed_consent),
    ("14-safe-copy", safe_copy),
    ("14-papers", papers_in_the_record),
    ("15-palette", palette),
    ("16-shortcuts", shortcuts),
]
START = [("17-start-page", lambda haven: haven.find("button", "Open a Vault…"))]


# ── The vault ────────────────────────────────────────────────────────────────


def sign_in_page(haven):
    haven.find("text", "Sign-in name")
    haven.settle()


def who_looked(haven):
    places.person(haven)
    haven.press_button("More about this person")
    haven.click(haven.find("menu item", "Who Looked at This Chart"))
    haven.find(("dialog", "alert"), "Who Looked at This Chart")
    haven.find("list", "Events")
    haven.settle()


def in_language(language):
    return lambda haven: places.translation(haven, language=language)


def warned(haven):
    """What somebody sees who leaves a word in braces out, and a number."""
    places.translation(haven, language="Arabic")
    haven.fill(haven.find("text", re.compile("^Arabic, text 1 ")), "موافقتي )على( الرعاية 7")
    haven.find_text(re.compile("does not stand in the English text"))
    haven.settle()


TRANSLATIONS = [
    ("24-translations", places.translations),
    ("24-translation-arabic", in_language("Arabic")),
    ("24-translation-chinese", in_language("Chinese")),
    ("24-translation-amharic", in_language("Amharic")),
    ("24-translation-warned", warned),
]
TRANSLATION = ("translation", in_language("Arabic"))


def after(place, go):
    """A place that is reached once dialogs are closed."""
    def both(haven):
        places.close_dialogs(haven)
        return go(haven)
    return place, both


def back_from_hiding(haven):
    haven.press("Control+Shift+BackSpace")
    haven.find("button", "Continue")
    haven.settle()


VAULT = [
    ("23-staff", places.administration("Staff")),
    ("23-people-and-rooms", places.administration("Booking")),
    ("23-forms", places.administration("Forms")),
    ("23-form", places.form),
    ("23-official-forms", places.bring_in_a_form),
    ("23-official-paper", places.official_paper),
    ("23-official-fields", places.official_fields),
    after("23-log", places.administration("Log")),
    ("23-backups", places.administration("Backups")),
    ("23-vault", places.administration("Vault")),
    ("23-who-looked-at-this-chart", who_looked),
    after("23-hidden", places.hidden),
    ("23-locked", back_from_hiding),
]


def with_a_vault(tour):
    """Signing in to a vault of its own, as somebody at the clinic does."""
    if not tour.wants("23"):
        return
    with tempfile.TemporaryDirectory() as folder:
        vault = json.loads(havenctl("demo", os.path.join(folder, "clinic")))["vault"]
        tour.morning([("23-sign-in", sign_in_page)], arguments=("--vault", vault))
        tour.morning([("23-dark-sign-in", sign_in_page)], arguments=("--vault", vault),
                     environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
    tour.morning(VAULT)


# ── In other ways ────────────────────────────────────────────────────────────


def spanish():
    """The locale, and where the translations of this build are."""
    return {"LANGUAGE": "es", "LC_ALL": "es_ES.UTF-8"}


def renamed(prefix, *steps):
    return [(f"{prefix}-{name}", go) for name, go in steps]


TODAY, PEOPLE, PERSON = ("today", places.today), ("people", places.people), ("person", open_person)
HAPPENED, JOURNEYS = ("write-an-event", places.event_with_dates), ("journeys-abroad", after_dialogs(places.journeys))
MATTER, DAY, BOOKING = ("matter", deadlines), ("day", places.day), ("booking", conflict)
WEEK, BOARD = ("week", places.week), ("board", places.board)
STAGES = ("matters-by-stage", places.matter_board)
PARTIES, LOOKS = ("who-takes-part", places.who_takes_part), ("looks", places.past_looks)


def by_number(number):
    """In another language a pane has another name; its key and its place stay."""
    return lambda haven: places.pane(haven, number)


def spanish_person(haven):
    places.palette_by_keys(haven, places.SOMEBODY_IN_SPANISH)


SPANISH = [("today", by_number(1)), ("people", by_number(2)), ("matters", by_number(3)), ("day", by_number(4)),
           ("directory", by_number(5)), ("person", spanish_person)]


def screens(tour):
    tour.morning(MORNING)
    tour.morning(START, arguments=())
    with_a_vault(tour)
    tour.morning(TRANSLATIONS)
    tour.morning(renamed("18-dark", TODAY, PERSON, MATTER, PARTIES, LOOKS, STAGES, HAPPENED, JOURNEYS, DAY, WEEK, BOARD, TRANSLATION),
                 environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
    tour.morning(renamed("19-narrow", TODAY, PEOPLE, PERSON, MATTER, PARTIES, LOOKS, HAPPENED, JOURNEYS, DAY, WEEK, BOARD, BOOKING,
                         TRANSLATION), arguments=("--demo", "--width", "380"))
    tour.morning(renamed("20-rtl", TODAY, PEOPLE, PERSON, MATTER, DAY, BOARD, TRANSLATION), arguments=("--demo", "--direction", "rtl"))
    tour.morning(renamed("21-large-text", TODAY, PEOPLE, PERSON, MATTER, PARTIES, LOOKS, HAPPENED, JOURNEYS, TRANSLATION),
                 arguments=("--demo", "--text-scale", "2"))
    tour.morning(renamed("22-spanish", *SPANISH), environment=spanish())


# ── Papers ───────────────────────────────────────────────────────────────────


def havenctl(*arguments):
    done = subprocess.run(["havenctl", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotThere(f"havenctl {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def papers(tour):
    with tempfile.TemporaryDirectory() as folder:
        made = json.loads(havenctl("demo", os.path.join(folder, "demo")))
        vault = ("--vault", made["vault"], "--passphrase-file", made["passphrase_file"])
        for language, name in (("en", places.PERSON), ("es", places.SOMEBODY_IN_SPANISH), ("ar", places.PERSON)):
            found = json.loads(havenctl(*vault, "--json", "person", "search", name))
            for file, arguments in (
                (f"consent-{language}.pdf", ("form", "render", "release-of-information")),
                (f"plan-{language}.pdf", (*vault, "plan", "print", found[0]["id"])),
            ):
                tour.step = file
                havenctl(*arguments, "--language", language, "--output", tour.path(file))
                print(tour.path(file), flush=True)


def main():
    if len(sys.argv) < 2:
        print(__doc__.split("\n", maxsplit=1)[0], file=sys.stderr)
        return 2
    need_private_display()
    tour = Tour(os.path.abspath(sys.argv[1]), sys.argv[2:])
    os.makedirs(tour.folder, exist_ok=True)
    began = time.monotonic()
    try:
        screens(tour)
        if not tour.wanted:
            papers(tour)
    except NotThere as error:
        print(f"tour: {tour.step} could not be shown: {error}", file=sys.stderr)
        return 1
    print(f"tour: done in {time.monotonic() - began:.0f} seconds", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
