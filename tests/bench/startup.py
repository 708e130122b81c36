# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start-up to the first usable frame, against an empty window: whole processes, in turn."""
import json
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9


def take(command):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    return (time.monotonic() - start) * 1000


def main():
    program, havenctl = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run([havenctl, "--json", "demo", folder + "/vault"], check=True, capture_output=True)
        demo = json.loads(made.stdout)
        ours = [program, "haven", demo["vault"], demo["passphrase_file"]]
        floor = [program, "empty"]
        take(ours), take(floor)
        pairs = [(take(ours), take(floor)) for _ in range(ROUNDS)]
    our_median = statistics.median(pair[0] for pair in pairs)
    floor_median = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(a / b for a, b in pairs)
    name = "start-up to a usable frame, whole process / empty window"
    print(f"{name:<52} {our_median:10.3f} ms {floor_median:10.3f} ms   ratio {ratio:5.2f}")


main()
