# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the seed files, as paths or as a GResource description."""
import os
import sys

FOLDERS = ("forms", "translations", "glossaries", "instruments", "rules", "plans", "roles", "demo")


def find(top):
    for folder in FOLDERS:
        if not os.path.isdir(os.path.join(top, folder)):
            continue
        for name in sorted(os.listdir(os.path.join(top, folder))):
            if name.endswith((".json", ".po")):
                yield f"{folder}/{name}"


def main():
    xml = sys.argv[1] == "--xml"
    top = sys.argv[-1]
    if not xml:
        print("\n".join(find(top)))
        return
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<gresources>\n')
        out.write('  <gresource prefix="/org/havenclinic/Haven/seeds">\n')
        for path in find(top):
            out.write(f'    <file compressed="true">{path}</file>\n')
        out.write("  </gresource>\n</gresources>\n")


main()
