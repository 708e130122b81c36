# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the sample clinic: check-demo.py seeds/demo. What is wrong is said in a sentence, and the exit code is 1."""
import collections
import glob
import json
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

LOADER_FIELDS = {
    "appointment": {"resource_ids": "char **"},
    "matter": {"look": "look"},
    "deadline_input": {"id": "char *", "matter_id": "char *", "patient_id": "char *", "rule_code": "char *",
                       "trigger_on": "HavenDate", "mailed": "gboolean", "born": "HavenDate",
                       "stopped_days": "gint64", "status": "char *", "owner_id": "char *",
                       "bridge_words": "char *", "event_id": "char *", "done_by": "char *", "done_on": "HavenDate",
                       "at_minute": "gint64", "place": "char *"},
}

# What the headers say elsewhere, or only in the design of the domain.
ENUMS = {
    ("appointment", "status"): "proposed requested waitlisted confirmed arrived checked_in in_progress completed "
                               "cancelled_by_client cancelled_by_clinic no_show rescheduled",
    ("appointment", "status_reason"): "transport|unsafe today|childcare|work|court conflict|unwell|did-not-know|"
                                      "interpreter missing|provider sick|weather|other",
    ("appointment", "title"): "Check-up|Follow-up visit|Meeting|Paperwork meeting|Blood test|Counselling visit|"
                              "Phone check-in|Outside appointment",
    ("matter", "type"): "t_visa u_visa continued_presence asylum vawa_self_petition sij adjustment work_permit "
                        "removal_defence family_custody protective_order criminal_record_relief victim_witness "
                        "civil_trafficking_claim wage_claim benefits housing name_change guardianship other",
    ("matter", "stage"): "screening accepted gathering drafting certification_pending ready filed receipted rfe "
                         "interview decided post-decision closed declined referred_out on_hold",
    ("matter", "outcome"): "granted denied withdrawn settled advice_only lost_contact client_declined referred",
    ("record_request", "kind"): "records_summary visits_letter care_letter test_results photographs evaluation "
                                "written_account",
    ("record_request", "state"): "asked taken_on ready cannot withdrawn",
    ("matter_evidence", "kind"): "records_summary visits_letter care_letter test_results photographs evaluation "
                                 "written_account",
    ("goal", "achievement"): "in-progress improving worsening no-change achieved sustaining not-achieved "
                             "no-progress not-attainable",
    ("safe_contact_rule", "days"): "mon tue wed thu fri sat sun",
    ("schedule", "byday"): "MO TU WE TH FR SA SU",
    ("deadline_input", "status"): "open done missed waived void",
    ("deadline_input", "rule_code"):
        "U-SUPB U-NODEADLINE U-STATUS U-FAMILY T-FILE T-SUPB T-END T-LPR TU-ABSENCE T-FAMILY-AGE CP-END ASY-1Y "
        "ASY-UAC ASY-EXC ASY-EAD ASY-FAM VAWA-2Y VAWA-CHILD SIJ-21 AGE-18 OTIP-90 RFE NOID APPEAL MOVE-USCIS "
        "MOVE-EOIR EOIR-RECONSIDER EOIR-REOPEN EOIR-ABSENTIA EAD-RENEW CIV-1595 FLSA EEOC PO ROI-EXP",
}

REFERENCES = {
    "patient_id": "patient", "staff_id": "staff_member", "resource_id": "resource", "resource_ids": "resource",
    "appointment_id": "appointment", "encounter_id": "encounter", "matter_id": "matter", "plan_id": "plan",
    "goal_id": "goal", "organization_id": "organization", "service_id": "service", "location_id": "location",
    "owner_id": "staff_member", "author_id": "staff_member", "signed_by": "staff_member",
    "published_by": "staff_member", "done_by": "staff_member", "lead_attorney_id": "staff_member",
    "advocate_id": "staff_member", "taken_by": "staff_member", "asked_by": "staff_member", "release_id": "release",
    "request_id": "record_request", "conflict_check_id": "conflict_check", "decided_by": "staff_member",
    "ended_by": "staff_member", "addendum_of": "note", "about_id": "certification", "source_id": "deadline_input",
    "event_id": "matter_event", "written_by": "staff_member", "replaced_by": "matter_event",
}
FREE_SLUGS = {"id", "trip_id"}

REQUIRED = {
    "patient": "name", "patient_name": "patient_id kind text", "staff_member": "name roles",
    "resource": "name kind position", "resource_hours": "resource_id weekday opens_at closes_at",
    "appointment": "patient_id kind title starts_at ends_at status mode resource_ids",
    "encounter": "patient_id kind starts_at staff_id", "note": "patient_id kind text state author_id written_at",
    "matter": "patient_id type title stage opened_on", "party": "matter_id role name",
    "conflict_check": "patient_id looked_for outcome decided_by decided_at",
    "deadline_input": "matter_id patient_id rule_code trigger_on status owner_id",
    "certification": "matter_id patient_id form agency state requested_on",
    "legal_task": "matter_id patient_id what due_on state",
    "record_request": "patient_id kind wanted_by release_id asked_at state",
    "matter_evidence": "matter_id patient_id kind wanted_by",
    "matter_event": "event_id matter_id patient_id kind on_date precision written_by written_at",
    "legal_note": "matter_id patient_id text author_id written_at", "plan": "patient_id status own_words",
    "goal": "plan_id position domain statement", "plan_action": "goal_id position what who service_opt state",
    "release": "patient_id basis language discloser recipient items purpose",
    "bridge_date": "patient_id source_id not_after words published_by published_at",
    "organization": "name description", "service": "organization_id name status", "phone": "number",
    "location": "location_type city", "service_location": "service_id location_id",
    "safe_contact_rule": "patient_id channel safe", "closed_day": "on_date calendar name",
    "court_day": "court on_date name", "schedule": "service_id",
}

COUNTS = {"patient": (38, 50), "staff_member": (13, 18), "appointment": (250, 350), "matter": (20, 34),
          "plan": (12, 14), "release": (15, 18), "legal_note": (8, 12), "organization": (28, 34),
          "service": (56, 66), "note": (60, 120)}

# About how many days after its trigger a rule's last safe day falls; enough to count what is due soon.
DAYS_AFTER = {"RFE": 87, "NOID": 33, "APPEAL": 33, "CP-END": 730, "EAD-RENEW": 0, "U-SUPB": 181, "ASY-1Y": 364,
              "FLSA": 730, "EEOC": 180, "EOIR-RECONSIDER": 30, "EOIR-REOPEN": 90, "EOIR-ABSENTIA": 180,
              "MOVE-USCIS": 10, "MOVE-EOIR": 5, "OTIP-90": 90, "VAWA-2Y": 730, "ASY-FAM": 730, "PO": 0, "HEARING": 0, "T-END": 1460,
              "ROI-EXP": 90}

NO_LONGER_HELD = {"cancelled_by_client", "cancelled_by_clinic", "no_show", "rescheduled"}
UNNEUTRAL = re.compile(r"traffick|abuse|victim|survivor|exploit|violen|shelter|visa|asylum|legal", re.IGNORECASE)
SCRIPTS = {"am": "\u1200-\u137f", "ti": "\u1200-\u137f", "ar": "\u0600-\u06ff", "prs": "\u0600-\u06ff",
           "zh-Hans": "\u4e00-\u9fff", "yue": "\u4e00-\u9fff", "uk": "\u0400-\u04ff", "hi": "\u0900-\u097f",
           "ne": "\u0900-\u097f", "pa": "\u0a00-\u0a7f", "th": "\u0e00-\u0e7f", "ko": "\uac00-\ud7af"}

DATE = re.compile(r"@(-?\d+)")
INSTANT = re.compile(r"@(-?\d+) ([01]\d|2[0-3]):([0-5]\d)")
WORD = r"[a-z0-9_-]+( [a-z]+)?|WEEKLY|MONTHLY"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.complaints = []
        self.records = {}
        self.structs, self.enums = read_headers()

    def complain(self, sentence):
        self.complaints.append(sentence)

    def load(self):
        for path in sorted(glob.glob(os.path.join(self.folder, "*.json"))):
            name = os.path.basename(path)[:-5]
            try:
                with open(path, encoding="utf-8") as stream:
                    self.records[name] = json.load(stream, object_pairs_hook=self.object_without_twins)
            except ValueError as error:
                self.complain(f"{name}.json is not readable JSON: {error}.")
        self.clinic = self.records.pop("clinic", {})
        for name in set(REQUIRED) - set(self.records):
            self.complain(f"{name}.json is missing.")
            self.records[name] = []

    def object_without_twins(self, pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            self.complain(f"an object names a key twice: {keys}.")
        return dict(pairs)

    def check_clinic(self):
        for key in ("name", "zone", "paper", "country", "languages", "address", "phone"):
            if not self.clinic.get(key):
                self.complain(f"clinic.json has no “{key}”.")

    def check_fields(self):
        self.slugs = {name: {row.get("id") for row in rows} for name, rows in self.records.items()}
        for name, rows in self.records.items():
            fields = dict(self.structs.get(name, {}), **LOADER_FIELDS.get(name, {}))
            if not fields:
                self.complain(f"{name}.json belongs to no record of src/core.")
                continue
            if len(self.slugs[name]) != len(rows):
                self.complain(f"{name}.json uses an id twice, or has a row without one.")
            for row in rows:
                self.check_row(name, row, fields)

    def check_row(self, name, row, fields):
        where = f"{name} “{row.get('id')}”"
        for key in REQUIRED.get(name, "").split():
            if row.get(key) in (None, "", []):
                self.complain(f"{where} has no {key}.")
        for key, value in row.items():
            if key not in fields:
                self.complain(f"{where} has a key that the record has not: {key}.")
            elif not self.value_fits(fields[key], key, value):
                self.complain(f"{where}: {key} is {value!r}, which is no {fields[key]}.")
            else:
                self.check_words(where, name, key, value)

    def value_fits(self, kind, key, value):
        if kind == "char *":
            return isinstance(value, str) and value == value.strip() != ""
        if kind == "char **":
            return isinstance(value, list) and all(isinstance(text, str) and text for text in value)
        if kind == "gboolean":
            return isinstance(value, bool)
        if kind == "look":
            return set(value) == {"outcome", "matches", "reason"} and value["outcome"] == "cleared"
        if kind == "gint64":
            return isinstance(value, int) and not isinstance(value, bool)
        if kind == "double":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        if kind == "HavenInstant":
            return isinstance(value, str) and INSTANT.fullmatch(value) is not None
        if kind == "HavenDate":
            fixed = key in ("born", "trigger_on") and re.fullmatch(r"\d{4}-\d\d-\d\d", str(value))
            return isinstance(value, str) and (DATE.fullmatch(value) is not None or bool(fixed))
        return False

    def check_words(self, where, name, key, value):
        values = value if isinstance(value, list) else [] if isinstance(value, dict) else [value]
        allowed = self.enums.get((name, key))
        for text in values:
            if allowed and text not in allowed:
                self.complain(f"{where}: {key} may not be “{text}”.")
            if key in REFERENCES and text not in self.slugs[REFERENCES[key]]:
                self.complain(f"{where}: {key} “{text}” is no {REFERENCES[key]}.")
            elif key in FREE_SLUGS and not SLUG.fullmatch(text):
                self.complain(f"{where}: {key} “{text}” is no slug.")
            elif key.endswith(("_id", "_ids")) and key not in REFERENCES and key not in FREE_SLUGS:
                self.complain(f"{where}: nobody knows what {key} points to.")

    def check_counts(self):
        for name, (low, high) in COUNTS.items():
            if not low <= len(self.records[name]) <= high:
                self.complain(f"{name}.json has {len(self.records[name])} rows, not {low} to {high}.")
        kinds = collections.Counter(row.get("kind") for row in self.records["resource"])
        for kind, least in {"clinician": 5, "lawyer": 3, "navigator": 2, "room": 4, "interpreter": 5}.items():
            if kinds[kind] < least:
                self.complain(f"there are {kinds[kind]} resources of kind {kind}, fewer than {least}.")

    def check_people(self):
        own = {row["patient_id"] for row in self.records["patient_name"] if row["kind"] == "native-script"}
        for row in self.records["patient"]:
            script = SCRIPTS.get(row.get("spoken_language"))
            if script and row["id"] not in own:
                self.complain(f"patient “{row['id']}” has no name in their own script.")
        for row in self.records["patient_name"]:
            person = next(p for p in self.records["patient"] if p["id"] == row["patient_id"])
            script = SCRIPTS.get(person.get("spoken_language"))
            if row["kind"] == "native-script" and script and not re.search(f"[{script}]", row["text"]):
                self.complain(f"patient_name “{row['id']}” is not in the script of {person['spoken_language']}.")
        for row in self.records["safe_contact_rule"]:
            if not 0 <= row.get("safe_from", 0) <= row.get("safe_to", 1440) <= 1440:
                self.complain(f"safe_contact_rule “{row['id']}” has hours that end before they start.")
        numbers = [row["value"] for row in self.records["safe_contact_rule"] if "555-" in row.get("value", "")]
        for number in numbers + [row["number"] for row in self.records["phone"]]:
            if not re.search(r"\(\d{3}\) 555-01\d\d$", number):
                self.complain(f"“{number}” is not one of the made-up telephone numbers.")

    def check_appointments(self):
        self.hours = self.common_hours()
        closed = {row["on_date"] for row in self.records["closed_day"] if row["calendar"] == "clinic"}
        self.visits = [Visit(row) for row in self.records["appointment"]]
        for visit in self.visits:
            self.check_visit(visit, closed)
        self.check_overlaps()
        today = [visit for visit in self.visits if visit.day == 0]
        if not 14 <= len(today) <= 18 or any(v.start < 510 or v.end > 1020 for v in today):
            self.complain(f"today has {len(today)} visits, not 14 to 18 between 08:30 and 17:00.")
        states = collections.Counter(visit.row["status"] for visit in today)
        for state in ("completed", "arrived", "checked_in"):
            if not states[state]:
                self.complain(f"today has no visit that is {state}.")
        if states["confirmed"] * 2 < len(today) - 1:
            self.complain("today, fewer than half of the visits are confirmed.")

    def common_hours(self):
        """The minutes that a resource is open on every weekday, since nobody knows on which one a day falls."""
        hours = collections.defaultdict(list)
        for row in self.records["resource_hours"]:
            hours[row["resource_id"]].append(row)
        for name, rows in hours.items():
            if {row["weekday"] for row in rows} != set(range(1, 8)):
                self.complain(f"resource “{name}” is not open on all seven days.")
        return {name: (max(row["opens_at"] for row in rows), min(row["closes_at"] for row in rows))
                for name, rows in hours.items()}

    def check_visit(self, visit, closed):
        row, where = visit.row, f"appointment “{visit.row['id']}”"
        if not visit.start < visit.end or visit.day != visit.end_day:
            self.complain(f"{where} does not end after it starts, on the same day.")
        if row["kind"] != "court" and f"@{visit.day}" in closed:
            self.complain(f"{where} is on a closed day.")
        for name in row["resource_ids"]:
            opens, closes = self.hours.get(name, (0, 0))
            if row["kind"] != "court" and not opens <= visit.start <= visit.end <= closes:
                self.complain(f"{where} is outside the hours of {name}.")
        if (row["kind"] == "court") != (row["title"] == "Outside appointment"):
            self.complain(f"{where}: only a court visit is an outside appointment.")
        done = row["status"] in NO_LONGER_HELD | {"completed"}
        if visit.day < 0 and not done:
            self.complain(f"{where} is past and still {row['status']}.")
        if visit.day > 0 and row["status"] in ("completed", "no_show", "arrived", "checked_in", "in_progress"):
            self.complain(f"{where} is to come and already {row['status']}.")
        if row["status"].startswith("cancelled") and not row.get("status_reason"):
            self.complain(f"{where} is cancelled without a reason.")
        self.check_interpreter(visit, where)

    def check_interpreter(self, visit, where):
        row = visit.row
        person = next((p for p in self.records["patient"] if p["id"] == row["patient_id"]), {})
        if person.get("interpreter_need") not in ("spoken", "sign") or row["kind"] == "court":
            return
        speakers = [r for r in self.records["resource"] if r["id"] in row["resource_ids"]]
        if not any(person["spoken_language"] in r.get("languages", []) for r in speakers):
            self.complain(f"{where} has nobody who speaks {person['spoken_language']}.")

    def check_overlaps(self):
        held = [visit for visit in self.visits if visit.row["status"] not in NO_LONGER_HELD]
        held.sort(key=lambda visit: (visit.day, visit.start))
        found = []
        for i, a in enumerate(held):
            for b in held[i + 1:]:
                if b.day != a.day or b.start >= a.end:
                    break
                shared = set(a.row["resource_ids"]) & set(b.row["resource_ids"])
                together = a.row["kind"] == b.row["kind"] == "group" and (a.start, a.end) == (b.start, b.end)
                if shared and not together or a.row["patient_id"] == b.row["patient_id"]:
                    found.append((a, b))
        if len(found) != 2 or any(a.day <= 0 for a, _ in found):
            pairs = ", ".join(f"{a.row['id']} and {b.row['id']}" for a, b in found)
            self.complain(f"two overlaps in days to come are wanted, these were found: {pairs or 'none'}.")

    def check_chart(self):
        for row in self.records["note"]:
            if (row["state"] == "signed") != ("signed_at" in row and "signed_by" in row):
                self.complain(f"note “{row['id']}” is {row['state']}, which its signature contradicts.")
            if (row["kind"] == "addendum") != ("addendum_of" in row and "addendum_reason" in row):
                self.complain(f"note “{row['id']}” is no complete addendum.")
        visits = {row["id"]: row for row in self.records["appointment"]}
        for row in self.records["encounter"]:
            visit = visits.get(row.get("appointment_id"))
            if visit and (visit["patient_id"] != row["patient_id"] or visit["status"] != "completed"):
                self.complain(f"encounter “{row['id']}” is not that of a completed visit of the same person.")
        if not any(row["restricted"] == "psychotherapy" for row in self.records["note"]):
            self.complain("there is no restricted note.")
        if sum(row["state"] == "draft" for row in self.records["note"]) < 3:
            self.complain("there are fewer than three unsigned notes.")

    def check_legal(self):
        matters = {row["id"]: row for row in self.records["matter"]}
        for name in ("deadline_input", "legal_note", "matter_event"):
            for row in self.records[name]:
                if matters.get(row["matter_id"], {}).get("patient_id") != row["patient_id"]:
                    self.complain(f"{name} “{row['id']}” is of another person than its matter.")
        happened = {row["id"]: row for row in self.records["matter_event"]}
        for row in self.records["deadline_input"]:
            event = happened.get(row.get("event_id"))
            if event and (event["matter_id"], event["on_date"]) != (row["matter_id"], row["trigger_on"]):
                self.complain(f"deadline_input “{row['id']}” hangs on an event of another matter or day.")
        for row in matters.values():
            if row["stage"] == "closed" and not (row.get("outcome") and row.get("closed_on")):
                self.complain(f"matter “{row['id']}” is closed without an outcome or a day.")
            filed = row.get("filed_on") and row.get("receipt_method")
            if row["stage"] in ("filed", "receipted", "rfe") and not filed:
                self.complain(f"matter “{row['id']}” is {row['stage']} without a day and a way of filing.")
            if not any(p["matter_id"] == row["id"] and p["role"] == "client" for p in self.records["party"]):
                self.complain(f"matter “{row['id']}” has no client among its parties.")
        self.check_looks()
        margins = [day for day in map(self.days_left, self.records["deadline_input"]) if day is not None]
        if not 9 <= sum(0 <= day <= 30 for day in margins) <= 12:
            self.complain(f"{sum(0 <= day <= 30 for day in margins)} deadlines fall due in 30 days, not about ten.")
        if sum(day < 0 for day in margins) != 1:
            self.complain(f"{sum(day < 0 for day in margins)} deadlines are overdue, not one.")

    def check_looks(self):
        """What was found names somebody of the sample clinic."""
        tables = {"other-side": "party", "party": "party", "person": "patient", "staff": "staff_member"}
        looks = self.records["conflict_check"] + [row["look"] for row in self.records["matter"] if "look" in row]
        for match in (match for look in looks for match in look.get("matches", [])):
            place, level, slug = match.split(" ")
            if level not in ("name", "phone", "address", "sound") or slug not in self.slugs[tables[place]]:
                self.complain(f"“{match}” was found and is not there.")
        if {row["outcome"] for row in self.records["conflict_check"]} < {"clear", "declined", "referred"}:
            self.complain("the looks for conflicts show too few outcomes.")

    def days_left(self, row):
        trigger = DATE.fullmatch(row["trigger_on"])
        if row["status"] != "open" or not trigger or row["rule_code"] not in DAYS_AFTER:
            return None
        return int(trigger.group(1)) + DAYS_AFTER[row["rule_code"]]

    def check_releases(self):
        states = collections.Counter(release_state(row) for row in self.records["release"])
        for state in ("active", "expiring", "expired", "withdrawn", "draft"):
            if not states[state]:
                self.complain(f"no release is {state}.")

    def check_directory(self):
        places = {row["service_id"] for row in self.records["service_location"]}
        for row in self.records["service"]:
            if row["id"] not in places:
                self.complain(f"service “{row['id']}” is given nowhere.")
        for row in self.records["location"]:
            if row.get("confidential_location") and not (row.get("front_gate_phone") and row.get("meeting_point")):
                self.complain(f"location “{row['id']}” is confidential and has no front gate or meeting point.")
            if row.get("confidential_location") and ("latitude" in row or "longitude" in row):
                self.complain(f"location “{row['id']}” is confidential and on the map.")
        ages = [-int(row["last_verified_on"][1:]) for row in self.records["service"] if "last_verified_on" in row]
        if not any(age <= 90 for age in ages) or not any(age > 180 for age in ages):
            self.complain("the directory needs services verified lately and services verified long ago.")
        if sum(bool(row.get("confidential_location")) for row in self.records["location"]) < 3:
            self.complain("fewer than three locations are confidential.")

    def check_rich_people(self):
        for person, least in (("amina", 25), ("marisol", 10), ("dale", 10)):
            events = sum(row.get("patient_id") == person for name in ("appointment", "encounter", "note", "matter")
                         for row in self.records[name])
            if events < least:
                self.complain(f"“{person}” has only {events} events.")
        if sum(g["plan_id"] == "amina-plan" for g in self.records["goal"]) != 4:
            self.complain("Amina's plan has not four goals.")
        opts = {row["service_opt"] for row in self.records["plan_action"]}
        if not {"in", "out"} <= opts:
            self.complain("no action shows an opt-in and an opt-out.")

    def check_neutral_words(self):
        """What the desk can read never tells why somebody comes."""
        for name, keys in {"appointment": ("title", "site"), "bridge_date": ("words",),
                           "deadline_input": ("bridge_words",), "resource": ("name", "site"),
                           "safe_contact_rule": ("caller_name_to_use",)}.items():
            for row in self.records[name]:
                for key in keys:
                    if UNNEUTRAL.search(row.get(key, "")):
                        self.complain(f"{name} “{row['id']}”: {key} is not neutral: “{row[key]}”.")
        for name, rows in self.records.items():
            for row in rows:
                if re.search("traffick|victim", json.dumps({k: v for k, v in row.items() if k not in ("type", "kind")})):
                    self.complain(f"{name} “{row['id']}” does not use the clinic's words.")


class Visit:
    def __init__(self, row):
        self.row = row
        self.day, self.start = minute_of(row["starts_at"])
        self.end_day, self.end = minute_of(row["ends_at"])


def minute_of(text):
    day, hour, minute = (int(part) for part in INSTANT.fullmatch(text).groups())
    return day, hour * 60 + minute


def release_state(row):
    days = {key: int(row[key][1:]) for key in ("signed_on", "expires_on", "withdrawn_on") if key in row}
    if "signed_on" not in days:
        return "draft"
    if "withdrawn_on" in days:
        return "withdrawn"
    left = days.get("expires_on", 0)
    return "expired" if left < 0 else "expiring" if left <= 14 else "active"


def read_headers():
    """The members of every record, and the words that a member's comment lists."""
    member = re.compile(r"^\s*(char \*\*|char \*|gint64|gboolean|double|HavenDate|HavenInstant|GBytes \*)\s*(\w+);"
                        r"(?:\s*/\*(.*?)\*/)?", re.MULTILINE | re.DOTALL)
    structs = {}
    enums = {key: set(words.split("|" if "|" in words else None)) for key, words in ENUMS.items()}
    for path in glob.glob(os.path.join(TOP, "src", "core", "haven-*.h")):
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        for body, type_name in re.findall(r"typedef struct\s*\{(.*?)\}\s*Haven(\w+);", text, re.DOTALL):
            name = re.sub(r"(?<!^)([A-Z])", r"_\1", type_name).lower()
            structs[name] = {}
            for kind, field, comment in member.findall(body):
                structs[name][field] = kind
                words = [word.strip() for word in comment.split(",")]
                if len(words) > 1 and all(re.fullmatch(WORD, word) for word in words):
                    enums.setdefault((name, field), set(words))
    with open(os.path.join(TOP, "seeds", "roles", "roles.json"), encoding="utf-8") as stream:
        enums["staff_member", "roles"] = {role["code"] for role in json.load(stream)["roles"]}
    enums["deadline_input", "rule_code"] |= rule_codes()
    if len(enums) - len(ENUMS) < 20:
        sys.exit("The headers in src/core list fewer words than expected; has the way of writing them changed?")
    return structs, enums


def rule_codes():
    codes = set()
    for path in glob.glob(os.path.join(TOP, "seeds", "rules", "*.json")):
        with open(path, encoding="utf-8") as stream:
            codes.update(re.findall(r'"code"\s*:\s*"([A-Z0-9-]+)"', stream.read()))
    return codes


def main():
    if len(sys.argv) != 2 or not os.path.isdir(sys.argv[1]):
        sys.exit("Say which folder to check: check-demo.py seeds/demo")
    checker = Checker(sys.argv[1])
    checker.load()
    checker.check_clinic()
    checker.check_fields()
    if not checker.complaints:
        for check in (checker.check_counts, checker.check_people, checker.check_appointments, checker.check_chart,
                      checker.check_legal, checker.check_releases, checker.check_directory, checker.check_rich_people,
                      checker.check_neutral_words):
            check()
    for sentence in checker.complaints[:50]:
        print(sentence, file=sys.stderr)
    if checker.complaints:
        sys.exit(1)
    counts = ", ".join(f"{len(rows)} {name}" for name, rows in checker.records.items())
    print(f"The sample clinic is whole: {counts}.")


main()
