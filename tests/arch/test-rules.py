# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the rules of the house over the source tree, and first proves on a bad tree that each of them can fail."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import rules  # noqa: E402
import bad_tree  # noqa: E402


def main():
    number = 0
    failed = False

    def tell(name, complaints):
        nonlocal number, failed
        number += 1
        failed = failed or bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
        for line in complaints[:40]:
            print(f"# {line}")

    with tempfile.TemporaryDirectory() as folder:
        bad_tree.write_good(folder)
        tree = rules.Tree(folder)
        noise = [f"{name}: {line}" for name, rule in rules.RULES for line in rule(tree)]
        tell("arch/proof/a-good-tree-has-no-complaint", noise)
    for name, rule in rules.RULES:
        with tempfile.TemporaryDirectory() as folder:
            bad_tree.write_good(folder)
            expected = bad_tree.spoil(folder, name)
            found = rule(rules.Tree(folder))
            missed = [f"not noticed: {word}" for word in expected if not any(word in line for line in found)]
            tell(f"arch/proof/{name}-is-noticed-when-broken", missed or ([] if expected else ["no proof"]))
    tree = rules.Tree(sys.argv[1])
    for name, rule in rules.RULES:
        tell(f"arch/{name}", rule(tree))
    print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
