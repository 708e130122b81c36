# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Merges a translation with the messages of the sources as they are now, and says what is wrong with it."""
import importlib.machinery
import importlib.util
import os
import re
import subprocess

ADVICE = ("Run po/update and `./dev exec ninja -C build haven-update-po`; then write the missing messages of po/{language}.po, "
          "look through the fuzzy ones, and take away their mark.")
ENDINGS = ("…", ":", "?", ".")
STRFTIME = re.compile(r"%[-_0^#EO]*[A-Za-z]")
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")
ENTRY = re.compile(r'^(?P<old>#~ )?(?P<field>msgctxt|msgid_plural|msgid|msgstr)(?:\[\d\])? "(?P<text>.*)"$')


class Problem(Exception):
    """A tool would not work; its words are the message."""


def run(*command, **options):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, **options)
    except FileNotFoundError as error:
        raise Problem(f"{command[0]} is not here; install gettext") from error
    return done.returncode, done.stdout, done.stderr


def load_update(top):
    """po/update, as a module: it has no ending that Python would look for."""
    loader = importlib.machinery.SourceFileLoader("haven_po_update", os.path.join(top, "po", "update"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def find_stale(top):
    """The written lists that the sources have outgrown."""
    stale = []
    for path, write in load_update(top).WRITTEN.items():
        with open(os.path.join(top, path), encoding="utf-8") as file:
            if file.read() != write(top):
                stale.append(f"{path} is older than the sources: run po/update")
    return stale


def extract(top, pot, arguments):
    status, _, error = run("xgettext", f"--files-from={os.path.join(top, 'po', 'POTFILES.in')}", f"--directory={top}",
                           "--default-domain=haven", f"--output={pot}", *arguments)
    if status != 0:
        raise Problem(error)


def read_entries(path):
    """Each message with its translations: (msgid, [msgstr…])."""
    status, out, error = run("msgcat", "--no-wrap", path)
    if status != 0:
        raise Problem(error)
    entries, field, current = [], None, {}
    for line in out.split("\n") + [""]:
        found = ENTRY.match(line)
        if found and not found["old"]:
            field = found["field"]
            current.setdefault(field, []).append(found["text"])
        elif line.startswith('"') and field:
            current[field][-1] += line[1:-1]
        elif not line:
            if current.get("msgid", [""])[0]:
                entries.append((current["msgid"][0], current["msgstr"]))
            field, current = None, {}
    return entries


def complain_of_text(msgid, msgstr):
    """What the tools do not look at: how a sentence ends, the marks that keep its direction, and dates."""
    for ending in ENDINGS:
        if msgid.endswith(ending) != msgstr.endswith(ending):
            yield f"only one of “{msgid}” and “{msgstr}” ends with {ending}"
    if ISOLATES.findall(msgid) != ISOLATES.findall(msgstr):
        yield f"“{msgstr}” has other invisible marks than “{msgid}”"
    if msgid.startswith("%") and not msgstr.startswith(" ") and sorted(STRFTIME.findall(msgid)) != sorted(STRFTIME.findall(msgstr)):
        yield f"“{msgstr}” has other parts than “{msgid}”"


def check(pot, po, folder, language):
    """Complaints about one language, against messages that were just extracted."""
    merged = os.path.join(folder, f"{language}.po")
    status, _, error = run("msgmerge", "--quiet", f"--output-file={merged}", po, pot)
    if status != 0:
        return [f"{language}: {error.strip()}"]
    status, _, said = run("msgfmt", "--check", "--check-accelerators=_", "--statistics", "--output-file=/dev/null", merged)
    complaints = [] if status == 0 else [f"{language}: {line}" for line in said.strip().split("\n")]
    for kind in ("fuzzy", "untranslated"):
        found = re.search(rf"(\d+) {kind}", said)
        if found:
            complaints.append(f"{language}: {found[1]} {kind} messages. {ADVICE.format(language=language)}")
            complaints += list_messages(merged, kind)
    for msgid, forms in read_entries(merged):
        if any(forms) and not all(forms):
            complaints.append(f"{language}: “{msgid}” lacks one of its plural forms")
        complaints += [f"{language}: {line}" for msgstr in filter(None, forms) for line in complain_of_text(msgid, msgstr)]
    return complaints


def list_messages(po, kind):
    _, out, _ = run("msgattrib", "--no-wrap", "--no-obsolete", "--only-fuzzy" if kind == "fuzzy" else "--untranslated", po)
    return [f"  {kind}: {line[6:]}" for line in out.split("\n") if line.startswith('msgid "') and line != 'msgid ""'][:20]
