# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in a hostile environment: variables that send libraries elsewhere, make them talk, or have them load what lies
in a folder. Somebody is added meanwhile; nothing is loaded, no name is said or written anywhere, and the vault is sealed."""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "journeys")]

import places  # noqa: E402
import test_canaries as canaries  # noqa: E402
from haven_driver import Haven, need_private_display  # noqa: E402
from tap import Tap  # noqa: E402

MODULE_NAMES = ("libhostile.so", "libim-hostile.so", "libgiohostile.so", "libmedia-hostile.so", "libprintbackend-hostile.so")
MODULE_FOLDERS = (".", "modules", "immodules", "media", "printbackends", "gio/modules", "lib/gtk-4.0/4.0.0/media",
                  "4.0.0/media", "4.0.0/immodules", "4.0.0/printbackends", "lib/gtk-4.0/4.0.0/immodules")


class Elsewhere:
    """Folders for variables to name, with what somebody would put there."""

    def __init__(self, top, module):
        self.top, self.module = top, module
        self.mark = os.path.join(top, "loaded")

    def folder(self, name):
        made = os.path.join(self.top, name)
        os.makedirs(made, exist_ok=True)
        return made

    def file(self, name, text):
        path = os.path.join(self.top, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def modules(self, name):
        for below in MODULE_FOLDERS:
            for file in MODULE_NAMES:
                shutil.copy(self.module, os.path.join(self.folder(os.path.join(name, below)), file))
        return self.folder(name)

    def pixbuf_loaders(self):
        path = os.path.join(self.modules("pixbuf"), "libhostile.so")
        return self.file("pixbuf/loaders.cache", f'"{path}"\n"svg" 5 "gdk-pixbuf" "SVG" "LGPL"\n"image/svg+xml" ""\n"svg" ""\n'
                                                 '" <svg" "*    " 100\n" <?xml" "*     " 100\n\n')

    def data(self):
        self.file("data/icons/hicolor/index.theme", "[Icon Theme]\nName=x\nDirectories=../../..\n")
        self.file("data/icons/Adwaita/index.theme", "not a theme")
        self.file("data/themes/Hostile/gtk-4.0/gtk.css", '* { background-image: url("file:///nonexistent/x.svg"); } {{{')
        self.file("data/mime/mime.cache", "rubbish" * 100)
        self.file("data/applications/org.havenclinic.Haven.desktop", "[Desktop Entry]\nType=Application\nName=x\nExec=false\n")
        self.file("data/recently-used.xbel", "<xbel>")
        return f"{self.folder('data')}:/usr/local/share:/usr/share"

    def settings(self):
        self.file("config/gtk-4.0/settings.ini", "[Settings]\ngtk-modules=hostile\ngtk-im-module=hostile\n"
                                                 "gtk-recent-files-enabled=true\n")
        return self.folder("config")


def environments(elsewhere):
    return {
        "what is loaded": {
            "GTK_MODULES": "hostile", "GTK_PATH": elsewhere.modules("gtk"), "GTK_EXE_PREFIX": elsewhere.modules("prefix"),
            "GTK_DATA_PREFIX": elsewhere.modules("prefix"), "GIO_EXTRA_MODULES": elsewhere.modules("gio"),
            "GIO_MODULE_DIR": elsewhere.modules("gio2"), "GDK_PIXBUF_MODULE_FILE": elsewhere.pixbuf_loaders(),
            "GTK_IM_MODULE": "hostile", "GTK_MEDIA": "hostile", "GIO_USE_TLS": "hostile", "GIO_USE_PROXY_RESOLVER": "hostile",
            "GSETTINGS_BACKEND": "hostile", "XDG_CONFIG_DIRS": elsewhere.settings(),
        },
        "what is said": {
            "G_MESSAGES_DEBUG": "all", "G_DEBUG": "", "G_DBUS_DEBUG": "all", "G_SLICE": "debug-blocks", "GTK_DEBUG": "all",
            "GDK_DEBUG": "all", "GSK_DEBUG": "all", "GOBJECT_DEBUG": "instance-count", "PANGO_DEBUG": "all",
            "SQLCIPHER_LOG": "1", "GTK_THEME": "../../nowhere", "LIBSECRET_DEBUG": "all", "G_ENABLE_DIAGNOSTIC": "1",
        },
        "where it goes": {
            "TMPDIR": elsewhere.folder("tmp"), "SQLITE_TMPDIR": elsewhere.folder("sqlite"), "XDG_DATA_DIRS": elsewhere.data(),
            "XDG_DATA_HOME": "relative/path", "XDG_CACHE_HOME": elsewhere.folder("cache"), "XDG_STATE_HOME": "",
            "SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": os.path.join(elsewhere.folder("secret"), "k"),
            "SECRET_FILE_TEST_PASSWORD": "x", "MALLOC_TRACE": os.path.join(elsewhere.folder("malloc"), "t"),
        },
        "who and where": {
            "HOME": "/nonexistent/home", "LANG": "xx_YY.rubbish", "LC_ALL": "no_SUCH", "LANGUAGE": "../../../nowhere",
            "TZ": "../../../../nowhere", "USER": "", "OPENSSL_CONF": "/nonexistent/openssl.cnf",
            "XDG_SESSION_DESKTOP": "../..", "XDG_CURRENT_DESKTOP": "hostile",
        },
    }


def run_in(elsewhere, variables):
    if os.path.exists(elsewhere.mark):
        os.unlink(elsewhere.mark)
    with Haven(environment={**variables, "HAVEN_HOSTILE_MARK": elsewhere.mark}) as haven:
        places.ready(haven)
        canaries.add_person(haven)
        runtime = os.environ["XDG_RUNTIME_DIR"]
        readable, looked = canaries.files_with_canary([os.path.join(runtime, name) for name in os.listdir(runtime)], 0)
        Tap.same(readable, [])
        Tap.true(looked >= 4, "no vault was looked at")
        said = haven.said().encode()
        titles = haven.titles()
    Tap.true(not canaries.has_canary(said), f"a name was said: {said[:2000]}")
    Tap.true(not any(canaries.has_canary(title.encode()) for title in titles), f"a title holds a name: {titles}")
    own = [os.environ[name] for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")]
    Tap.same(canaries.files_with_canary([elsewhere.top, *own], elsewhere.start)[0], [])
    Tap.true(not os.path.exists(elsewhere.mark), "something of somebody else's was loaded")


def a_module_would_leave_its_mark(elsewhere):
    """The same module, loaded in a way that no program can refuse."""
    environment = {**os.environ, "LD_PRELOAD": elsewhere.module, "HAVEN_HOSTILE_MARK": elsewhere.mark}
    subprocess.run(["true"], env=environment, check=True)
    Tap.true(os.path.exists(elsewhere.mark), "no mark was left")
    os.unlink(elsewhere.mark)


def main():
    need_private_display()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="haven-window-") as folder:
        elsewhere = Elsewhere(folder, sys.argv[1])
        elsewhere.start = os.stat(folder).st_mtime - 1
        with tap.case("a module would leave its mark"):
            a_module_would_leave_its_mark(elsewhere)
        tried = 0
        for name, variables in environments(elsewhere).items():
            with tap.case(f"hostile variables have no effect: {name}"):
                run_in(elsewhere, variables)
                tried += len(variables)
        print(f"# figures | hostile environments of the window | tried {tried}, names said or found outside 0", flush=True)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
