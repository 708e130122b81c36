# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums the cases of a meson test run and prints one line: N passed, N failed, N skipped."""
import os
import sys
import xml.etree.ElementTree as tree


def main():
    report = os.path.join(sys.argv[1], "testlog.junit.xml")
    passed = failed = skipped = 0
    for case in tree.parse(report).getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


sys.exit(main())
