# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""havenctl writes and reads calendar files: times alone go out, times alone come in, and each row is told."""
import os
import stat
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import clinic_day  # noqa: E402
from cli_test import USAGE, main, write  # noqa: E402

TODAY, DAY = clinic_day.TODAY, clinic_day.in_days(40)


def event(uid, *lines):
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Canary of the outside", *lines, "END:VEVENT", ""])


def at(hour, uid="a", day=DAY):
    return event(uid, f"DTSTART:{day:%Y%m%d}T{hour:02}0000", "DURATION:PT1H")


def make(ctl, *events):
    return write(os.path.join(ctl.folder, "file.ics"), "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(events) + "END:VCALENDAR\n")


def find_clinician(ctl):
    return next(row["id"] for row in ctl.json("calendar", "list") if row["kind"] == "clinician")


def export(ctl, *words):
    path = os.path.join(ctl.folder, "calendar.ics")
    told = ctl.json("calendar", "export", "--from", str(TODAY), "--to", str(clinic_day.in_days(90)), "--output", path, *words)
    with open(path, "rb") as file:
        return told, file.read(), path


def times_go_out_and_nothing_else(ctl):
    told, data, path = export(ctl)
    assert told["visits"] > 0 and data.count(b"BEGIN:VEVENT") == told["visits"] + told["called_off"]
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert export(ctl)[1] == data
    allowed = {"BEGIN", "END", "VERSION", "PRODID", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "UID", "DTSTAMP",
               "DURATION", "SUMMARY", "SEQUENCE", "STATUS", "TRANSP", "CLASS"}
    lines = data.decode().split("\r\n")
    assert {line.split(":")[0].split(";")[0] for line in lines if line} <= allowed
    assert {line for line in lines if line.startswith("SUMMARY")} == {"SUMMARY:Busy"}
    assert b"SUMMARY:Visit" in export(ctl, "--says", "visit")[1]


def one_of_all_leaves_alone(ctl):
    everything, one = export(ctl)[0], export(ctl, "--resource", find_clinician(ctl))[0]
    assert 0 < one["visits"] < everything["visits"]
    ctl.refuse("calendar", "export", "--from", str(TODAY), "--to", str(TODAY), "--resource", "nobody", "--output", os.path.join(ctl.folder, "x.ics"))


def that_they_leave_is_logged(ctl):
    before = [entry for entry in ctl.json("audit", "list", "--limit", "2000") if entry["action"] == "export"]
    export(ctl)
    after = [entry for entry in ctl.json("audit", "list", "--limit", "2000") if entry["action"] == "export"]
    assert len(after) == len(before) + 1


def what_cannot_be_written_is_logged_as_tried(ctl):
    ctl.refuse("calendar", "export", "--from", str(TODAY), "--to", str(clinic_day.in_days(9)),
               "--output", os.path.join(ctl.folder, "no-such-folder", "x.ics"))
    last = next(entry for entry in ctl.json("audit", "list", "--limit", "2000") if entry["action"] == "export")
    assert last["detail"] == "not-written", last


def a_file_is_checked_without_a_vault(ctl):
    path = make(ctl, at(9), event("b", "DTSTART:20261301T090000"), event("c", f"DTSTART:{DAY:%Y%m%d}T090000", "DURATION:PT1H", "RRULE:FREQ=SECONDLY"))
    told = ctl.plain_json("calendar", "check", path, "--zone", "America/Chicago")
    assert (told["new"], told["refused"]) == (1, 2)
    assert [row["state"] for row in told["rows"]] == ["refused", "refused", "new"]
    assert {row.get("rule") for row in told["rows"]} == {"time", "often", None}
    assert "Canary" not in str(told)


def a_file_comes_in_once_and_changes_what_changed(ctl):
    who = find_clinician(ctl)
    path = make(ctl, at(9), at(11, "b"))
    assert ctl.json("calendar", "import", path, "--resource", who, "--dry-run")["new"] == 2
    assert ctl.json("calendar", "import", path, "--resource", who)["new"] == 2
    assert ctl.json("calendar", "import", path, "--resource", who)["same"] == 2
    assert ctl.json("calendar", "import", make(ctl, at(10)), "--resource", who)["changed"] == 1
    told = ctl.json("calendar", "import", make(ctl, at(10)), "--resource", who, "--whole")
    assert (told["same"], told["removed"]) == (1, 1)


def whole_days_close_the_clinic(ctl):
    path = make(ctl, event("d", f"DTSTART;VALUE=DATE:{DAY:%Y%m%d}"), at(9))
    told = ctl.json("calendar", "import", path, "--closed-days", "clinic")
    assert (told["new"], told["refused"]) == (1, 1)


def what_goes_out_comes_back(ctl):
    who = find_clinician(ctl)
    told, _, path = export(ctl, "--resource", who)
    read = ctl.json("calendar", "import", path, "--resource", who, "--dry-run")
    assert read["new"] + read["past"] == told["visits"], (read, told)
    assert read["refused"] == 0


def hostile_files_end_in_a_sentence(ctl):
    who = find_clinician(ctl)
    for data in (b"", b"hello", b"BEGIN:VCALENDAR\n", b"BEGIN:VCALENDAR\n\0END:VCALENDAR\n", b"\xff\xfeB\0", b"BEGIN:VCALENDAR\nX:\xe9\nEND:VCALENDAR\n",
                 b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100000, b"BEGIN:VCALENDAR\n" + b"x" * (33 << 20)):
        path = write(os.path.join(ctl.folder, "wrong.ics"), data)
        ctl.check_refused(ctl.run("calendar", "check", path, timeout=30), ("check", data[:20]))
        ctl.refuse("calendar", "import", path, "--resource", who)
    ctl.check_refused(ctl.run("calendar", "check", ctl.folder), ("a folder",))
    ctl.check_refused(ctl.run("calendar", "check", "/dev/zero", timeout=30), ("a device",))


def wrong_usage_is_told(ctl):
    for words in ((), ("lose",), ("check",), ("export",), ("export", "--from", "2026-01-01", "--to", "2026-01-02"), ("import", "x.ics"),
                  ("import", "x.ics", "--resource", "a", "--closed-days", "clinic"),
                  ("export", "--from", "2026-01-01", "--to", "2026-01-02", "--output", "x.ics", "--says", "everything")):
        assert ctl.run("calendar", *words).returncode == USAGE, words
    ctl.refuse("calendar", "export", "--from", "2026-02-30", "--to", "2026-03-01", "--output", "x.ics")
    ctl.refuse("calendar", "export", "--from", "2026-01-01", "--to", "2029-03-01", "--output", "x.ics")


TESTS = [(function.__name__.replace("_", "-"), function) for function in (
    times_go_out_and_nothing_else,
    one_of_all_leaves_alone,
    that_they_leave_is_logged,
    what_cannot_be_written_is_logged_as_tried,
    a_file_is_checked_without_a_vault,
    a_file_comes_in_once_and_changes_what_changed,
    whole_days_close_the_clinic,
    what_goes_out_comes_back,
    hostile_files_end_in_a_sentence,
    wrong_usage_is_told,
)]

if __name__ == "__main__":
    main([(f"calendar/{name}", test) for name, test in TESTS], sys.argv[1])
