# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The day that the sample clinic has, which for some hours is not the day of the machine."""
import datetime
import json
import os
import zoneinfo

SEED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "seeds", "demo", "clinic.json")


def read_today():
    with open(SEED, encoding="utf-8") as file:
        return datetime.datetime.now(zoneinfo.ZoneInfo(json.load(file)["zone"])).date()


# Read once: the sample clinic is made when a test begins, and counts from that day however late it gets.
TODAY = read_today()


def in_days(n):
    """The day that lies n days ahead, or behind where n is negative."""
    return TODAY + datetime.timedelta(days=n)
