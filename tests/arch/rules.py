# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house. Each takes a Tree and gives complaints: one line each, with file and line."""
import os
import re
import shutil
import subprocess

MAY_USE = {
    "base": set(),
    "core": {"base"},
    "keyring": {"base", "core"},
    "store": {"base", "core"},
    "documents": {"base", "core"},
    "exchange": {"base", "core"},
    "services": {"base", "core", "keyring", "store", "documents", "exchange"},
    "models": {"base", "core", "store"},
    "cli": {"base", "core", "keyring", "store", "documents", "exchange", "services"},
    "ui": {"base", "core", "keyring", "store", "documents", "exchange", "services", "models"},
}
TOP_LEVEL = {"meson.build", "README.md", "src", "data", "ui", "po", "tests", "flatpak", "seeds",
             "dev", "HACKING.md", "LICENSE", "SECURITY.md", "meson.options"}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_README = 700, 60, 30
NOT_PANES = {"common", "window"}
CODE = (".c", ".h")
WITH_LICENCE = (".c", ".h", ".py", ".sh", ".blp", ".css")

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
SQL = re.compile(r'"\s*(SELECT\s|INSERT INTO|INSERT OR|UPDATE \S+ SET|DELETE FROM|CREATE (TABLE|INDEX|TRIGGER|VIEW)|'
                 r'DROP (TABLE|INDEX|TRIGGER)|ALTER TABLE|PRAGMA |ATTACH |BEGIN IMMEDIATE|ROLLBACK|COMMIT\b)')
# Spelled in parts, so that this file does not speak of them itself.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.$}/-])/(work|root|home/[a-z]|Users|workspace|build-[a-z]+)/")
MIRROR = re.compile(r"https?://[^\s\"'<>)]*(mirror|proxy|registry|artifactory|nexus|pypi|deb\.debian|archive\.ubuntu|"
                    r"security\.debian|snapshot\.debian|localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.)")
TRANSLATED = re.compile(r"(?<![\w\"])(?:C_|N_|NC_|_)\s?\(\s*\"|\bngettext\s?\(|\bg_dngettext\s?\(")


class Tree:
    """The files of a source tree, without what was built and what git ignores."""

    def __init__(self, top):
        self.top = top
        self.paths = sorted(self._list())
        self._texts = {}

    def _list(self):
        if os.path.exists(os.path.join(self.top, ".git")) and shutil.which("git"):
            done = subprocess.run(["git", "-c", f"safe.directory={self.top}", "-C", self.top, "ls-files", "-z"],
                                  capture_output=True, check=False)
            names = [name.decode() for name in done.stdout.split(b"\0") if name]
            if done.returncode == 0 and names:
                return [name for name in names if os.path.isfile(os.path.join(self.top, name))]
        found = []
        for folder, folders, files in os.walk(self.top):
            folders[:] = [name for name in folders if name not in (".git", "__pycache__") and
                          not (folder == self.top and (name == "build" or name.startswith("build-")))]
            found += [os.path.relpath(os.path.join(folder, name), self.top) for name in files]
        return found

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.top, path), "rb") as file:
                self._texts[path] = file.read().decode("utf-8", "replace")
        return self._texts[path]

    def under(self, folder, endings=CODE):
        return [path for path in self.paths if path.startswith(folder + "/") and path.endswith(tuple(endings))]


def room_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) > 2 else None


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def includes(tree, path):
    text = tree.text(path)
    for match in INCLUDE.finditer(text):
        yield line_of(text, match.start()), match.group(2)


def search(tree, paths, pattern, what):
    complaints = []
    for path in paths:
        text = tree.text(path)
        for match in pattern.finditer(text):
            complaints.append(f"{path}:{line_of(text, match.start())}: {what}: {match.group(0).strip()[:60]}")
    return complaints


def headers(tree):
    return {os.path.basename(path): path for path in tree.under("src", (".h",))}


def rooms_know_only_those_below(tree):
    complaints, where = [], headers(tree)
    for path in tree.under("src"):
        room = room_of(path)
        for line, name in includes(tree, path):
            target = room_of(where.get(os.path.basename(name), ""))
            if target and target != room and target not in MAY_USE.get(room, set()):
                complaints.append(f"{path}:{line}: {room} may not use {target} ({name})")
            elif target and target != room and name.endswith("-private.h"):
                complaints.append(f"{path}:{line}: {name} is private to {target}")
    return complaints


def every_folder_of_src_is_a_room(tree):
    return [f"src/{room}: not a room of the house"
            for room in sorted({room_of(path) for path in tree.under("src", ("",))} - {None} - set(MAY_USE))]


def no_sql_outside_the_store(tree):
    paths = [path for path in tree.under("src") if room_of(path) != "store"]
    stray = [f"{path}:1: a file of SQL" for path in tree.under("src", (".sql",)) if room_of(path) != "store"]
    return search(tree, paths, SQL, "SQL") + stray


def guarded_include(tree, pattern, allowed, what):
    complaints = []
    for path in tree.under("src"):
        for line, name in includes(tree, path):
            if re.search(pattern, name) and not allowed(path):
                complaints.append(f"{path}:{line}: {what}: {name}")
    return complaints


def no_gtk_below_the_screen(tree):
    return guarded_include(tree, r"^(gtk/|gdk/|gsk/|adwaita\.h|graphene)", lambda path: room_of(path) == "ui", "GTK")


def secrets_stay_in_the_keyring(tree):
    return guarded_include(tree, r"secret\.h$", lambda path: room_of(path) == "keyring", "libsecret")


def pdf_stays_in_documents(tree):
    def allowed(path):
        return room_of(path) == "documents" or (room_of(path) == "ui" and "preview" in os.path.basename(path))
    return guarded_include(tree, r"(cairo-pdf\.h|poppler\.h|qpdf)", allowed, "PDF")


def the_engine_stays_in_the_store(tree):
    return guarded_include(tree, r"sqlite3\.h$|sqlcipher", lambda path: room_of(path) == "store", "the engine")


def panes_never_include_each_other(tree):
    complaints, where = [], headers(tree)
    for path in tree.under("src/ui"):
        pane = path.split("/")[2] if path.count("/") > 2 else None
        if pane is None or pane == "window":
            continue
        for line, name in includes(tree, path):
            target = where.get(os.path.basename(name), "")
            other = target.split("/")[2] if target.startswith("src/ui/") and target.count("/") > 2 else None
            if other and other != pane and (other not in NOT_PANES or pane in NOT_PANES):
                complaints.append(f"{path}:{line}: {pane} may not include {name} of {other}")
    return complaints


def every_room_has_a_short_readme(tree):
    complaints = []
    for room in sorted({room_of(path) for path in tree.under("src", ("",))} - {None}):
        path = f"src/{room}/README.md"
        if path not in tree.paths:
            complaints.append(f"{path}: missing")
    for path in tree.under("src", ("/README.md",)):
        n_lines = tree.text(path).count("\n")
        if n_lines > LONGEST_README:
            complaints.append(f"{path}: {n_lines} lines, {LONGEST_README} are allowed")
    return complaints


def every_file_names_its_licence(tree):
    paths = [path for path in tree.paths if path.endswith(WITH_LICENCE) or path in ("dev", ".ci/run")]
    return [f"{path}:1: no SPDX-License-Identifier" for path in paths
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in tree.text(path)[:600]]


def no_file_is_too_long(tree):
    lengths = [(path, tree.text(path).count("\n")) for path in tree.under("src") + tree.under("tests", CODE + (".py",))]
    return [f"{path}: {n_lines} lines, {LONGEST_FILE} are allowed" for path, n_lines in lengths if n_lines > LONGEST_FILE]


def functions(text):
    """A body runs from a brace in the first column to the next closing one that stands alone there."""
    start, name, last = None, "", ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("{") and start is None:
            start, name = number, last
        elif line.startswith("}"):
            if start is not None and line.rstrip() == "}":
                yield name, start, number - start + 1
            start = None
        if re.match(r"[a-z_]\w* \(", line):
            last = line.split(" ")[0]


def no_function_is_too_long(tree):
    return [f"{path}:{start}: {name} has {length} lines, {LONGEST_FUNCTION} are allowed"
            for path in tree.under("src", (".c",)) + tree.under("tests", (".c",))
            for name, start, length in functions(tree.text(path)) if length > LONGEST_FUNCTION]


def nothing_is_left_unfinished(tree):
    endings = (".c", ".h", ".py", ".sh", ".sql", ".build", ".blp", ".css", ".md", ".json", ".in", ".xml", ".yml")
    paths = [path for path in tree.paths if path.endswith(endings) or path == "dev"]
    return search(tree, paths, UNFINISHED, "unfinished")


def the_top_level_is_as_listed(tree):
    present = {path.split("/")[0] for path in tree.paths}
    return ([f"{name}: does not belong at the top level" for name in sorted(present - TOP_LEVEL) if name[0] != "."] +
            [f"{name}: missing at the top level" for name in sorted(TOP_LEVEL - present)])


def every_promise_names_a_test_that_exists(tree):
    """SECURITY.md: each line of a list of promises says how it is tested, by a test's path or its file."""
    text = tree.text("SECURITY.md")
    promises = text[text.find("## Promises"):text.find("## Out of reach")]
    tests = "\n".join(tree.text(path) for path in tree.under("tests", (".c", ".py")))
    found = []
    for promise in re.split(r"\n(?=\* )", promises)[1:]:
        promise = promise.split("\n#")[0]
        named = re.findall(r"`((?:/|tests/)[^`]+)`", promise)
        if not named:
            found.append(f"SECURITY.md: no test for “{promise[2:60]}…”")
        found += [f"SECURITY.md: there is no test {name}" for name in named
                  if not (name in tree.paths if name.startswith("tests/") else name in tests)]
    return found


def no_machine_and_no_mirror_is_named(tree):
    binary = (".png", ".pdf", ".gz", ".zip", ".ico", ".ttf", ".otf", ".webp", ".jpg")
    paths = [path for path in tree.paths if not path.endswith(binary) and not path.startswith("tests/arch/")]
    return search(tree, paths, MACHINE_PATH, "a path of one machine") + search(tree, paths, MIRROR, "a mirror")


def every_translated_file_is_listed(tree):
    lists = [path for path in ("po/POTFILES", "po/POTFILES.in") if path in tree.paths]
    if not lists:
        return ["po/POTFILES: missing"] if any(path.endswith(".po") and path.startswith("po/") for path in tree.paths) else []
    listed = {line.split("#")[0].strip() for line in tree.text(lists[0]).split("\n")} - {""}
    needed = {path for path in tree.under("src") if TRANSLATED.search(tree.text(path))}
    needed |= {path for path in tree.under("ui", (".blp",)) if TRANSLATED.search(tree.text(path))}
    return ([f"{path}: not in {lists[0]}" for path in sorted(needed - listed)] +
            [f"{lists[0]}: there is no {path}" for path in sorted(listed) if path not in tree.paths])


RULES = [
    ("rooms-know-only-those-below", rooms_know_only_those_below),
    ("every-folder-of-src-is-a-room", every_folder_of_src_is_a_room),
    ("no-sql-outside-the-store", no_sql_outside_the_store),
    ("no-gtk-below-the-screen", no_gtk_below_the_screen),
    ("secrets-stay-in-the-keyring", secrets_stay_in_the_keyring),
    ("pdf-stays-in-documents", pdf_stays_in_documents),
    ("the-engine-stays-in-the-store", the_engine_stays_in_the_store),
    ("panes-never-include-each-other", panes_never_include_each_other),
    ("every-room-has-a-short-readme", every_room_has_a_short_readme),
    ("every-file-names-its-licence", every_file_names_its_licence),
    ("no-file-is-too-long", no_file_is_too_long),
    ("no-function-is-too-long", no_function_is_too_long),
    ("nothing-is-left-unfinished", nothing_is_left_unfinished),
    ("the-top-level-is-as-listed", the_top_level_is_as_listed),
    ("every-promise-names-a-test-that-exists", every_promise_names_a_test_that_exists),
    ("no-machine-and-no-mirror-is-named", no_machine_and_no_mirror_is_named),
    ("every-translated-file-is-listed", every_translated_file_is_listed),
]
