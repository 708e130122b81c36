# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the GResource description of the numbered migrations."""
import os
import sys

out, top = sys.argv[1], sys.argv[2]
with open(out, "w", encoding="utf-8") as file:
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<gresources>\n')
    file.write('  <gresource prefix="/org/havenclinic/Haven">\n')
    for folder in ("shared", "clinical", "legal"):
        for name in sorted(os.listdir(os.path.join(top, folder))):
            if name.endswith(".sql"):
                file.write(f"    <file>migrations/{folder}/{name}</file>\n")
    file.write("  </gresource>\n</gresources>\n")
