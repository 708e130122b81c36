# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""trip_peer.py BUILD: the trip finder beside clingo, a general solver for sets of rules, on the same problems.

`bench-trip --write` writes the problems. For each date and half day the solver is told the rules of HACKING.md's
“Asking for a trip” and what to keep small: minutes of gap, then resources, then the start. Both must name the same best
trips. A solver that is not installed is named and left out.
"""
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zoneinfo

SMALL = 12
LARGE_DAYS = 3
LARGE_PARTS = 4  # of six, which take the solver minutes for each half day
DAY = 1440
NOON = 720
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RULES = """
{ at(P,S) : can(P,S) } = 1 :- part(P,_).
{ use(P,N,R) : serves(P,S,R), need(P,N,R) } = 1 :- at(P,S), list(P,N).
:- use(P,N,R), use(P,M,R), N < M.
before(P,Q) :- at(P,S), at(Q,T), P != Q, S < T.
:- at(P,S), at(Q,S), P < Q.
between(P,Q) :- before(P,R), before(R,Q).
next(P,Q) :- before(P,Q), not between(P,Q).
:- next(P,Q), at(P,S), at(Q,T), part(P,D), pause(P,Q,L), T < S + D + L.
:- next(P,Q), at(P,S), at(Q,T), part(P,D), T > S + D + gap.
:- after(P,Q), before(P,Q).
begins(S) :- at(P,S), not before(Q,P) : part(Q,_), Q != P.
ends(S+D) :- at(P,S), part(P,D), not before(P,Q) : part(Q,_), Q != P.
:- begins(S), ends(E), E - S > span.
:- begins(S), never(F,T), ends(E), S < T, E > F.
fits :- begins(S), ends(E), window(F,T), F <= S, E <= T.
:- not fits.
:- begins(S), S < low.
:- begins(S), S >= high.
taken(R) :- use(_,_,R).
#minimize { E@3,e : ends(E); -S@3,s : begins(S); 1@2,R : taken(R); S@1,b : begins(S) }.
#show begins/1. #show ends/1. #show taken/1.
"""


def minute(text):
    return int(text[:2]) * 60 + int(text[3:5])


def merged(spans):
    result = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1][1] = max(end, result[-1][1])
        else:
            result.append([start, end])
    return result


def windows_on(windows, date):
    day = WEEKDAYS[date.weekday()]
    return [(minute(window["from"]), minute(window["to"])) for window in windows if day in window["days"]]


def intervals_on(intervals, date):
    """In minutes of the day, cut to it."""
    midnight = datetime.datetime.combine(date, datetime.time())
    for interval in intervals:
        start, end = ((datetime.datetime.fromisoformat(interval[key]) - midnight).total_seconds() // 60
                      for key in ("start", "end"))
        if start < DAY and end > 0:
            yield max(0, int(start)), min(DAY, int(end))


def clock_changes(problem, date):
    """The times that a clock change leaves out or repeats."""
    if "timezone" not in problem:
        return []
    zone = zoneinfo.ZoneInfo(problem["timezone"])
    at = datetime.datetime.combine(date, datetime.time(), zone).astimezone(datetime.timezone.utc)
    changes, last = [], at.astimezone(zone)
    for _ in range(DAY // 15 + 8):
        at += datetime.timedelta(minutes=15)
        now = at.astimezone(zone)
        if now.utcoffset() != last.utcoffset() and now.date() == date:
            shift = int((now.utcoffset() - last.utcoffset()).total_seconds() // 60)
            wall = now.hour * 60 + now.minute
            changes.append((wall - shift, wall) if shift > 0 else (wall, wall - shift))
        last = now
    return changes


def open_times(resource, date):
    busy = merged(intervals_on(resource["busy"], date))
    return merged(windows_on(resource["open"], date)), busy


def is_free(times, start, end):
    opened, busy = times
    return any(a <= start and end <= b for a, b in opened) and not any(a < end and b > start for a, b in busy)


def pauses(problem, parts):
    travel = {frozenset(way["between"]): way["minutes"] for way in problem.get("travel", [])}
    for i, part in enumerate(parts):
        for j, other in enumerate(parts):
            if i != j:
                way = 0 if part.get("site") == other.get("site") else travel.get(frozenset((part.get("site"), other.get("site"))), 0)
                yield f"pause({i},{j},{max(problem['decompress'] if part['sensitive'] else 0, way)})."


def facts(problem, date):
    parts, numbers = problem["parts"], {r["id"]: i for i, r in enumerate(problem["resources"])}
    times = {r["id"]: open_times(r, date) for r in problem["resources"]}
    names = {part["id"]: i for i, part in enumerate(parts)}
    yield from pauses(problem, parts)
    for i, part in enumerate(parts):
        yield f"part({i},{part['minutes']})."
        yield from (f"after({i},{names[other]})." for other in part["after"])
        for n, ids in enumerate(part["needs"]):
            yield f"list({i},{n})." + "".join(f"need({i},{n},{numbers[name]})." for name in ids)
        anybody = {name for ids in part["needs"] for name in ids}
        for start in range(0, DAY - part["minutes"] + 1, problem["step"]):
            free = [name for name in anybody if is_free(times[name], start, start + part["minutes"])]
            if all(set(ids) & set(free) for ids in part["needs"]):
                yield f"can({i},{start})." + "".join(f"serves({i},{start},{numbers[name]})." for name in free)
    safe = problem["client"]["safe"]
    yield from (f"window({a},{b})." for a, b in (windows_on(safe, date) if safe else [(0, DAY)]))
    for start, end in [*intervals_on(problem["client"]["never"], date), *clock_changes(problem, date)]:
        yield f"never({start},{end})."


def solve(text, problem, low, high):
    """The best trip of a half day as start, end and number of resources; None where there is none."""
    constants = {"gap": problem["max_gap"], "span": problem["max_span"], "low": low, "high": high}
    done = subprocess.run(["clingo", "-", "--outf=2", "--quiet=1", "--opt-mode=opt",
                           *(f"-c{name}={value}" for name, value in constants.items())],
                          input=RULES + text, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    if answer["Result"] == "UNSATISFIABLE":
        return None
    if answer["Result"] != "OPTIMUM FOUND":
        raise SystemExit(f"clingo: {answer['Result']} {done.stderr.strip()}")
    atoms = answer["Call"][0]["Witnesses"][-1]["Value"]
    value = {atom.split("(")[0]: int(atom[atom.index("(") + 1:-1]) for atom in atoms}
    return value["begins"], value["ends"], sum(atom.startswith("taken(") for atom in atoms)


def dates(problem):
    day = datetime.date.fromisoformat(problem["from"])
    last = min(problem["to"], problem.get("not_after", problem["to"]))
    while day.isoformat() <= last:
        if day.isoformat() not in problem["closed"]:
            yield day
        day += datetime.timedelta(days=1)


def ask_peer(problem):
    found = {}
    for date in dates(problem):
        text = "\n".join(facts(problem, date))
        for low, high in ((0, NOON), (NOON, DAY)):
            best = solve(text, problem, low, high)
            if best:
                found[date.isoformat(), low] = best
    return found


def ask_haven(havenctl, path):
    done = subprocess.run([havenctl, "trip", "find", path], capture_output=True, text=True, check=True)
    return {(offer["date"], 0 if minute(offer["start"]) < NOON else NOON):
            (minute(offer["start"]), minute(offer["end"]), offer["distinct_resources"]) for offer in json.loads(done.stdout)["offers"]}


def timed(function, *arguments):
    began = time.perf_counter()
    return function(*arguments), time.perf_counter() - began


def compare(name, havenctl, problems, folder):
    ours, theirs, n_trips = [], [], 0
    for problem in problems:
        path = os.path.join(folder, "asked.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({**problem, "limit": 1000}, file)
        ask_haven(havenctl, path)
        haven, took = timed(ask_haven, havenctl, path)
        peer, peer_took = timed(ask_peer, problem)
        if haven != peer:
            raise SystemExit(f"{name}: Haven and clingo differ: {sorted(set(haven.items()) ^ set(peer.items()))[:4]}")
        ours.append(took)
        theirs.append(peer_took)
        n_trips += len(haven)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    print(f"{f'{name}, {n_trips} best the same / clingo':<52} {statistics.median(ours) * 1000:10.1f} ms "
          f"{statistics.median(theirs) * 1000:10.1f} ms {ratio:8.3f}")


def main():
    if shutil.which("clingo") is None:
        print("clingo is not installed, so no solver is compared with")
        return
    build = sys.argv[1]
    havenctl = os.path.join(build, "src", "cli", "havenctl")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([os.path.join(build, "tests", "bench", "bench-trip"), "--write", folder], check=True)

        def read(name):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                return json.load(file)

        compare("trips of four parts", havenctl, [read(f"small-{i:02}.json") for i in range(1, SMALL + 1)], folder)
        large = read("large.json")
        large["to"] = (datetime.date.fromisoformat(large["from"]) + datetime.timedelta(days=LARGE_DAYS - 1)).isoformat()
        large["parts"] = large["parts"][:LARGE_PARTS]
        compare(f"{LARGE_DAYS} days, {LARGE_PARTS} parts, 40 resources", havenctl, [large], folder)


if __name__ == "__main__":
    main()
