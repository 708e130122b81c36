# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tiny made-up tree that keeps every rule, and for each rule a way to break it."""
import os

import rules

LICENCE = "/* SPDX-FileCopyrightText: 2026 The Haven authors\n * SPDX-License-Identifier: GPL-3.0-or-later\n */\n"


def write(folder, path, text, licence=True):
    whole = os.path.join(folder, path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    with open(whole, "a", encoding="utf-8") as file:
        file.write((LICENCE if licence else "") + text)


def write_good(folder):
    for name in sorted(rules.TOP_LEVEL):
        if name in ("dev", "README.md", "HACKING.md", "SECURITY.md", "LICENSE", "meson.build", "meson.options"):
            write(folder, name, "# fine\n")
        elif name not in ("src", "po"):
            write(folder, f"{name}/keep.md", "fine\n")
    for room in rules.MAY_USE:
        write(folder, f"src/{room}/README.md", "# A room\n", licence=False)
        write(folder, f"src/{room}/haven-{room}-thing.h", "#pragma once\n")
    write(folder, "src/store/haven-rows.c", '#include <sqlite3.h>\nconst char *sql = "SELECT row FROM patient";\n')
    write(folder, "src/keyring/haven-keeper.c", "#include <libsecret/secret.h>\n")
    write(folder, "src/documents/haven-pages.c", "#include <cairo-pdf.h>\n")
    write(folder, "src/ui/common/haven-shared.h", "#pragma once\n")
    write(folder, "src/ui/people/haven-people-pane.h", "#pragma once\n")
    write(folder, "src/ui/people/haven-people-pane.c",
          '#include "haven-people-pane.h"\n#include "haven-shared.h"\n#include "haven-models-thing.h"\n#include <gtk/gtk.h>\n'
          'static const char *words = _ ("People");\n')
    write(folder, "src/ui/window/haven-window.c", '#include "haven-people-pane.h"\n')
    write(folder, "po/POTFILES", "src/ui/people/haven-people-pane.c\n", licence=False)


def spoil(folder, name):
    """Breaks one rule in each way it knows; gives a word that each complaint must hold."""
    if name == "rooms-know-only-those-below":
        write(folder, "src/core/up.c", '#include "haven-store-thing.h"\n')
        write(folder, "src/models/side.c", '#include "haven-services-thing.h"\n')
        write(folder, "src/store/haven-inner-private.h", "#pragma once\n")
        write(folder, "src/services/inner.c", '#include "haven-inner-private.h"\n')
        return ["src/core/up.c:4", "src/models/side.c:4", "src/services/inner.c:4"]
    if name == "every-folder-of-src-is-a-room":
        write(folder, "src/helpers/odd.c", "\n")
        return ["src/helpers"]
    if name == "no-sql-outside-the-store":
        write(folder, "src/services/rows.c", 'run ("DELETE FROM patient");\nrun ("PRAGMA key");\n')
        write(folder, "src/cli/0001-more.sql", "\n")
        return ["src/services/rows.c:4", "src/services/rows.c:5", "0001-more.sql"]
    if name == "no-gtk-below-the-screen":
        write(folder, "src/models/view.c", "#include <gtk/gtk.h>\n")
        write(folder, "src/services/view.c", "#include <adwaita.h>\n")
        return ["src/models/view.c:4", "src/services/view.c:4"]
    if name == "secrets-stay-in-the-keyring":
        write(folder, "src/services/key.c", "#include <libsecret/secret.h>\n")
        return ["src/services/key.c:4"]
    if name == "pdf-stays-in-documents":
        write(folder, "src/ui/forms/haven-forms-pane.c", "#include <poppler.h>\n#include <cairo/cairo-pdf.h>\n")
        return ["haven-forms-pane.c:4", "haven-forms-pane.c:5"]
    if name == "the-engine-stays-in-the-store":
        write(folder, "src/models/rows.c", "#include <sqlite3.h>\n")
        return ["src/models/rows.c:4"]
    if name == "panes-never-include-each-other":
        write(folder, "src/ui/today/haven-today-pane.c", '#include "haven-people-pane.h"\n')
        write(folder, "src/ui/common/haven-shared.c", '#include "haven-people-pane.h"\n')
        return ["haven-today-pane.c:4", "haven-shared.c:4"]
    if name == "every-room-has-a-short-readme":
        os.remove(os.path.join(folder, "src/cli/README.md"))
        write(folder, "src/store/README.md", "line\n" * 31)
        return ["src/cli/README.md", "src/store/README.md"]
    if name == "every-file-names-its-licence":
        write(folder, "src/core/bare.c", "int x;\n", licence=False)
        write(folder, "tests/core/bare.py", "x = 1\n", licence=False)
        return ["src/core/bare.c", "tests/core/bare.py"]
    if name == "no-file-is-too-long":
        write(folder, "src/core/long.c", "int x;\n" * 701)
        return ["src/core/long.c"]
    if name == "no-function-is-too-long":
        write(folder, "src/core/body.c", "void\nlong_one (void)\n{\n" + "  x ();\n" * 59 + "}\n")
        return ["long_one has 61"]
    if name == "nothing-is-left-unfinished":
        write(folder, "src/core/later.c", "/* TO" + "DO: think */\n/* FIX" + "ME */\n")
        return ["src/core/later.c:4", "src/core/later.c:5"]
    if name == "the-top-level-is-as-listed":
        write(folder, "notes.txt", "x\n")
        os.remove(os.path.join(folder, "LICENSE"))
        return ["notes.txt", "LICENSE"]
    if name == "every-promise-names-a-test-that-exists":
        write(folder, "SECURITY.md", "## Promises\n* Nothing is lost.\n* It holds. Tests: `/store/none/at-all`.\n## Out of reach\n")
        return ["Nothing is lost", "/store/none/at-all"]
    if name == "no-machine-and-no-mirror-is-named":
        write(folder, "dev", "cd /" + "work/main\nget https://mirror" + ".example.org/debian\n")
        return ["dev:8", "dev:9"]
    if name == "every-translated-file-is-listed":
        write(folder, "src/cli/words.c", 'g_print (_("Hello"));\n')
        write(folder, "ui/people/haven-people.blp", 'label: C_("verb", "Open");\n')
        return ["src/cli/words.c", "haven-people.blp"]
    return []
