# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as TAP: one line a case, and why it failed."""
import contextlib
import sys
import traceback


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0
        self.stopped = None

    @contextlib.contextmanager
    def case(self, name, needed=False):
        """Runs one case. After a @needed one failed, the rest are not tried, as they build on it."""
        self.count += 1
        if self.stopped:
            self._not_ok(name, f"not tried, because this failed: {self.stopped}")
            yield False
            return
        try:
            yield True
        except Exception as error:  # a case may fail in any way; the next ones still run
            self._not_ok(name, f"{error}" if isinstance(error, AssertionError) else traceback.format_exc())
            if needed:
                self.stopped = name
        else:
            print(f"ok {self.count} - {name}", flush=True)

    def _not_ok(self, name, why):
        self.failed += 1
        print(f"not ok {self.count} - {name}")
        for line in why.strip().split("\n"):
            print(f"# {line}", flush=True)
        # Whoever runs the tests often shows this alone.
        print(f"{name}: {why.strip()}", file=sys.stderr, flush=True)

    @staticmethod
    def true(value, message):
        if not value:
            raise AssertionError(message)

    @staticmethod
    def same(found, wanted):
        if found != wanted:
            raise AssertionError(f"found {found!r}, wanted {wanted!r}")

    def end(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0
