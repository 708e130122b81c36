# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the figures that the fault programmes told in one run as a table; what was not reached is named."""
import json
import os
import re
import sys

TARGETS = [("kills", 1000), ("states", 10000)]


def read_figures(build):
    found = []
    with open(os.path.join(build, "meson-logs", "testlog.json"), encoding="utf-8") as file:
        for line in file:
            for figures in re.findall(r"^# figures \| ([^|\n]+) \| ([^\n]+)$", json.loads(line).get("stdout", ""), re.M):
                found.append((figures[0].strip(), figures[1].strip()))
    return found


def main():
    found = read_figures(sys.argv[1])
    width = max((len(part) for part, _ in found), default=0)
    for part, figures in found:
        print(f"{part:<{width}}  {figures}")
    missed = False
    for word, target in TARGETS:
        # What is known to be bad proves the harness; it is no evidence for the store.
        total = sum(int(number) for part, figures in found if "known" not in part
                    for number in re.findall(rf"\b{word} (\d+)", figures))
        missed |= total < target
        print(f"{'all ' + word:<{width}}  {total} (aim {target})")
    return 1 if missed or not found else 0


sys.exit(main())
