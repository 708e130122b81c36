# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in, locking and hiding in the real program, by hands and by a desktop and a system that the test plays."""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import places  # noqa: E402
from haven_driver import TOP, Haven, need_private_display  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402
from tap import Tap  # noqa: E402

MANAGER = "org.freedesktop.login1"
SAVER = "org.gnome.ScreenSaver"
TYPED = "half a word"
QUICK = "+2w wed 16:00 20m"


def made_up_names():
    """Each word of each name in the sample clinic: the canaries."""
    words = set()
    for table, member in (("patient", "name"), ("patient_name", "text")):
        with open(os.path.join(TOP, "seeds", "demo", f"{table}.json"), encoding="utf-8") as file:
            for row in json.load(file):
                words.update(word for word in re.findall(r"\w+", row.get(member) or "") if len(word) > 3)
    return words


def nothing_shows(haven):
    shown = "\n".join(haven.titles()) + haven.on_screen()
    found = [word for word in made_up_names() if re.search(rf"\b{re.escape(word)}\b", shown)]
    Tap.true(not found, f"still there: {found}")


class Desktop:
    """Says what a screen saver and a login manager say."""

    def __init__(self):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(os.environ["DBUS_SESSION_BUS_ADDRESS"], flags, None, None)
        for name in (MANAGER, SAVER):
            self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                               GLib.Variant("(su)", (name, 4)), None, Gio.DBusCallFlags.NONE, -1, None)

    def say(self, path, interface, signal):
        self.bus.emit_signal(None, path, interface, signal, GLib.Variant("(b)", (True,)))
        self.bus.flush_sync(None)


def unlocked(haven):
    haven.press_button("Continue")
    places.ready(haven)


def sign_in(haven, passphrase):
    haven.fill(haven.find("text", "Sign-in name"), "Dr Ngozi Okafor")
    haven.put("Passphrase", "wrong")
    haven.press_button("Sign In")
    haven.find_text(re.compile("do not belong together"))
    haven.put("Passphrase", passphrase)
    haven.press_button("Sign In")
    places.ready(haven)
    Tap.true(not any("Okafor" in title for title in haven.titles()), "the name stands in the title")


def by_key(haven):
    places.person(haven)
    haven.press("Control+l")
    haven.find("button", "Continue")
    nothing_shows(haven)
    unlocked(haven)


def by_screen(haven, desktop):
    desktop.say("/org/gnome/ScreenSaver", SAVER, "ActiveChanged")
    haven.find_text(re.compile("Locked"))
    haven.find("button", "Continue")
    nothing_shows(haven)
    unlocked(haven)


def by_sleep(haven, desktop):
    desktop.say("/org/freedesktop/login1", f"{MANAGER}.Manager", "PrepareForSleep")
    haven.find("button", "Continue")
    nothing_shows(haven)
    unlocked(haven)


def shows(haven, text):
    return any(node.text == text for node in haven.look_for_all("text"))


def with_a_draft(haven, desktop):
    """What is typed when the screen locks is there again, in the same editor of the same person."""
    places.person(haven)
    haven.press_button(re.compile("^(Add Note|Write a note)$"))
    haven.find("dialog", "New Note")
    haven.settle()
    haven.type(TYPED)
    haven.wait_for(lambda: shows(haven, TYPED), "what is typed")
    desktop.say("/org/gnome/ScreenSaver", SAVER, "ActiveChanged")
    haven.find("button", "Continue")
    nothing_shows(haven)
    haven.press_button("Continue")
    haven.find("dialog", "New Note")
    haven.wait_for(lambda: shows(haven, TYPED), "the text that was typed")
    places.close_dialogs(haven)


def begin_quick_booking(haven):
    haven.press("Alt+4")
    haven.wait_for(lambda: haven.look_for("grouping", "Day"), "the day")
    haven.settle()
    haven.type(QUICK)
    haven.wait_for(lambda: (haven.focused() or haven.frame()).text == QUICK, "what was typed")
    haven.press("Return")
    haven.type("robin")
    haven.find("list item", re.compile("^Robin Ashby"), inside=haven.find("list", "People found"))
    haven.press("Return")
    haven.wait_gone("list", "People found")
    haven.settle()


def goes_on_booking(haven):
    haven.find("dialog", "Book a Visit")
    haven.wait_for(lambda: shows(haven, QUICK), "the time that was typed")
    haven.wait_for(lambda: "Robin" in haven.on_screen(), "the person")
    places.close_dialogs(haven)


def with_a_quick_booking(haven):
    """The keys lock from within a popover as well; what was typed into the calendar is gone on with in the dialog."""
    begin_quick_booking(haven)
    haven.press("Control+l")
    haven.find("button", "Continue")
    nothing_shows(haven)
    haven.press_button("Continue")
    goes_on_booking(haven)


def hidden_quick_booking(haven):
    begin_quick_booking(haven)
    haven.press("Control+Shift+BackSpace")
    haven.wait_for(lambda: haven.titles() == ["Calendar"], "the calendar")
    haven.settle()
    nothing_shows(haven)
    haven.press("Control+Shift+BackSpace")
    haven.find("button", "Continue")
    haven.press_button("Continue")
    goes_on_booking(haven)


def hidden(haven):
    places.today(haven)
    haven.press("Control+n")
    haven.find("dialog", "Book a Visit")
    haven.settle()
    haven.press("Control+Shift+BackSpace")
    haven.wait_for(lambda: haven.titles() == ["Calendar"], "the calendar")
    haven.wait_for(lambda: not haven.dialogs(), "no dialog")
    haven.settle()
    nothing_shows(haven)
    haven.press("Right")
    haven.press("Page_Down")
    nothing_shows(haven)
    haven.press("Control+Shift+BackSpace")
    haven.find("button", "Continue")
    nothing_shows(haven)
    unlocked(haven)
    # The editor that was open is open again.
    haven.find("dialog", "Book a Visit")
    places.close_dialogs(haven)


def hidden_by_shift(haven):
    haven.press("F10")
    haven.find("menu item", "About Haven")
    for _ in range(3):
        haven.press("Shift_L")
    haven.wait_for(lambda: haven.titles() == ["Calendar"], "the calendar")
    haven.settle()
    nothing_shows(haven)
    haven.press_button(re.compile(r"^\w+ \d{4}$"))
    unlocked(haven)


def main():
    need_private_display()
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    tap, desktop = Tap(), Desktop()
    with Haven() as haven:
        places.ready(haven)
        for name, act in (("Ctrl+L locks, and unlocking leads back", by_key), ("the chord hides from within a dialog", hidden),
                          ("Shift three times hides a menu as well", hidden_by_shift),
                          ("what is typed into the calendar comes back", with_a_quick_booking),
                          ("the chord hides what is typed into the calendar", hidden_quick_booking)):
            with tap.case(name):
                act(haven)
        for name, act in (("the screen saver locks", by_screen), ("a draft comes back", with_a_draft),
                          ("going to sleep locks", by_sleep)):
            with tap.case(name):
                act(haven, desktop)
    with tempfile.TemporaryDirectory() as folder:
        vault = os.path.join(folder, "vault")
        subprocess.run(["havenctl", "demo", vault], check=True, capture_output=True)
        with open(os.path.join(vault, "demo-passphrase"), encoding="utf-8") as file:
            passphrase = file.read().strip()
        with Haven(arguments=("--vault", vault)) as haven:
            with tap.case("a wrong passphrase, then the right one"):
                sign_in(haven, passphrase)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
