# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the drawings in a folder, one a line, in a fixed order."""
import os
import sys

print("\n".join(sorted(name for name in os.listdir(sys.argv[1]) if name.endswith(".svg"))))
