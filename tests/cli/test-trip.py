# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""havenctl finds a trip: JSON in, by a file or standard input, and JSON out; no vault is asked for."""
import copy
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cli_test import DONE, FAILED, USAGE, main, write  # noqa: E402

WEEK = ["mon", "tue", "wed", "thu", "fri"]
QUESTION = {
    "timezone": "America/New_York", "from": "2026-12-01", "to": "2026-12-18", "not_after": "2026-12-11",
    "step": 15, "max_span": 180, "max_gap": 45, "decompress": 15, "limit": 10, "closed": ["2026-12-07"],
    "client": {"safe": [{"days": ["mon", "wed"], "from": "09:00", "to": "15:00"}],
               "never": [{"start": "2026-12-02T09:00", "end": "2026-12-02T12:00"}]},
    "resources": [{"id": "dr-lee", "open": [{"days": ["mon", "wed"], "from": "09:00", "to": "17:00"}],
                   "busy": [{"start": "2026-12-02T10:00", "end": "2026-12-02T11:00"}]},
                  {"id": "dr-okafor", "open": [{"days": ["wed"], "from": "09:00", "to": "12:00"}], "busy": []},
                  {"id": "lawyer", "open": [{"days": WEEK, "from": "08:00", "to": "18:00"}]},
                  {"id": "int-am", "open": [{"days": WEEK, "from": "08:00", "to": "18:00"}]}],
    "travel": [{"between": ["main", "court"], "minutes": 20}],
    "parts": [{"id": "exam", "minutes": 45, "sensitive": True, "site": "main",
               "needs": [["dr-lee", "dr-okafor"], ["int-am"]], "after": []},
              {"id": "statement", "minutes": 30, "site": "court", "needs": [["lawyer"], ["int-am"]],
               "after": ["exam"]}],
}


def ask(ctl, question, name="question.json"):
    return ctl.plain_json("trip", "find", write(os.path.join(ctl.folder, name), json.dumps(question)))


def refuse(ctl, data, named):
    path = write(os.path.join(ctl.folder, "wrong.json"), data)
    told = ctl.check_refused(ctl.run("trip", "find", path, timeout=30), ("trip", named))
    assert named in told and len(told) < 500, told


def offers_have_the_documented_shape(ctl):
    found = ask(ctl, QUESTION)
    assert sorted(found) == ["blockers", "offers"]
    assert [(offer["date"], offer["start"], offer["end"]) for offer in found["offers"]] == [
        ("2026-12-02", "12:00", "13:45"), ("2026-12-09", "09:00", "10:45"), ("2026-12-09", "12:00", "13:45")]
    first = found["offers"][0]
    assert sorted(first) == sorted(["date", "start", "end", "gap_minutes", "distinct_resources",
                                    "days_before_deadline", "why", "parts"])
    assert (first["gap_minutes"], first["distinct_resources"], first["days_before_deadline"]) == (30, 3, 9)
    assert first["parts"] == [
        {"id": "exam", "start": "12:00", "end": "12:45", "resources": ["dr-lee", "int-am"]},
        {"id": "statement", "start": "13:15", "end": "13:45", "resources": ["lawyer", "int-am"]}]
    assert first["why"] and all(isinstance(fact, str) and fact for fact in first["why"])


def blockers_say_what_would_help(ctl):
    blockers = {blocker["rule"]: blocker for blocker in ask(ctl, QUESTION)["blockers"]}
    assert all(sorted(blocker) == ["dates", "rule", "what"] for blocker in blockers.values())
    assert blockers["closed"]["dates"] == ["2026-12-07"]
    assert blockers["not_after"]["dates"] == ["2026-12-14", "2026-12-16"]
    assert "2026-12-01" in blockers["several"]["dates"]


def a_change_that_is_told_helps(ctl):
    question = copy.deepcopy(QUESTION)
    question.update({"max_span": 90, "to": "2026-12-11"})
    found = ask(ctl, question)
    assert found["offers"] == []
    blocker = next(blocker for blocker in found["blockers"] if blocker["rule"] == "max_span")
    assert "105" in blocker["what"], blocker
    question["max_span"] = 105
    assert {offer["date"] for offer in ask(ctl, question)["offers"]} == set(blocker["dates"])


def standard_input_is_read(ctl):
    done = subprocess.run([ctl.program, "--json", "trip", "find", "-"], input=json.dumps(QUESTION).encode(),
                          capture_output=True, timeout=30, check=False)
    assert done.returncode == DONE and done.stderr == b"", done.stderr
    assert json.loads(done.stdout) == ask(ctl, QUESTION)
    done = subprocess.run([ctl.program, "trip", "find", "-"], input=b"", capture_output=True, timeout=30, check=False)
    assert done.returncode == FAILED and done.stdout == b"", done.stdout


def no_deadline_is_null(ctl):
    question = copy.deepcopy(QUESTION)
    del question["not_after"]
    assert all(offer["days_before_deadline"] is None for offer in ask(ctl, question)["offers"])


def a_part_that_nobody_can_give_ends_well(ctl):
    question = copy.deepcopy(QUESTION)
    question["resources"][3]["open"] = []
    found = ask(ctl, question)
    assert found["offers"] == [] and found["blockers"]
    question["parts"][0]["needs"] = [[]]
    refuse(ctl, json.dumps(question), "parts[0].needs[0]")
    question["parts"][0]["needs"] = [["somebody-else"]]
    refuse(ctl, json.dumps(question), "somebody-else")


def wrong_questions_are_refused_in_a_sentence(ctl):
    circle = copy.deepcopy(QUESTION)
    circle["parts"][0]["after"] = ["statement"]
    years = {**QUESTION, "to": "2036-12-01"}
    refuse(ctl, json.dumps(circle), "after itself")
    refuse(ctl, json.dumps(years), "366 days")
    refuse(ctl, json.dumps({**QUESTION, "step": "15"}), "step")
    refuse(ctl, "", "empty")
    refuse(ctl, "{", "JSON")
    refuse(ctl, b"\xff\xfe\0", "UTF-8")
    refuse(ctl, "[" * 500000, "JSON")
    refuse(ctl, json.dumps({"x" * 1000000: 1}), "The trip")


def ten_thousand_busy_times_are_answered(ctl):
    question = copy.deepcopy(QUESTION)
    question["resources"][0]["busy"] = [
        {"start": f"2026-12-{1 + i % 18:02}T{i % 23:02}:{i % 60:02}", "end": f"2026-12-{1 + i % 18:02}T23:{i % 60:02}"}
        for i in range(10000)]
    found = ask(ctl, question)
    assert all("dr-lee" not in part["resources"] for offer in found["offers"] for part in offer["parts"])


def wrong_usage_is_told(ctl):
    for words in ((), ("find",), ("lose", "x.json"), ("find", "a", "b")):
        assert ctl.run("trip", *words).returncode == USAGE
    ctl.check_refused(ctl.run("trip", "find", os.path.join(ctl.folder, "absent.json")), ("absent",))
    ctl.check_refused(ctl.run("trip", "find", ctl.folder), ("a folder",))


TESTS = [(function.__name__.replace("_", "-"), function) for function in (
    offers_have_the_documented_shape,
    blockers_say_what_would_help,
    a_change_that_is_told_helps,
    standard_input_is_read,
    no_deadline_is_null,
    a_part_that_nobody_can_give_ends_well,
    wrong_questions_are_refused_in_a_sentence,
    ten_thousand_busy_times_are_answered,
    wrong_usage_is_told,
)]

if __name__ == "__main__":
    main([(f"trip/{name}", test) for name, test in TESTS], sys.argv[1])
