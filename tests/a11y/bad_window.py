# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window with one fault of each kind, or with none: what the walker is tried on first.

bad_window.py FAULT, where FAULT is one of the names of FAULTS, or none."""
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gio, Gtk  # noqa: E402


def icon_button(name):
    button = Gtk.Button.new_from_icon_name("list-add-symbolic")
    if name:
        button.update_property([Gtk.AccessibleProperty.LABEL], [name])
    return button


def unnamed_button(box):
    box.append(icon_button(None))


def unnamed_entry(box):
    box.append(Gtk.Entry())


def unnamed_item(box):
    items = Gtk.ListBox()
    items.update_property([Gtk.AccessibleProperty.LABEL], ["Things"])
    items.append(Gtk.Image.new_from_icon_name("list-add-symbolic"))
    box.append(items)


def lonely_image(box):
    holder = Gtk.Box()
    holder.append(Gtk.Image.new_from_icon_name("dialog-warning-symbolic"))
    box.append(holder)


def same_names(box):
    for _ in range(2):
        box.append(icon_button("Remove"))


class Skipped(Gtk.Box):
    """Keys never bring the focus in here."""

    def do_focus(self, direction):
        return False


def out_of_reach(box):
    skipped = Skipped()
    skipped.append(Gtk.Button(label="Only by pointer"))
    box.append(skipped)


class Holding(Gtk.Box):
    """Whoever goes back by keys stays in here."""

    def do_focus(self, direction):
        if direction == Gtk.DirectionType.TAB_BACKWARD:
            return self.get_first_child().grab_focus()
        return Gtk.Box.do_focus(self, direction)


def no_way_back(box):
    holding = Holding()
    holding.append(Gtk.Button(label="Stays"))
    box.append(holding)


def unheard(box):
    holder = Gtk.Box(accessible_role=Gtk.AccessibleRole.PRESENTATION)
    holder.append(Gtk.Button(label="Only by sight"))
    box.append(holder)


def folded_away(box):
    folded = Gtk.Revealer(child=Gtk.Label(label="Do not call"), reveal_child=False)
    folded.update_property([Gtk.AccessibleProperty.LABEL], ["Do not call"])
    box.append(folded)


def name_in_title(box):
    box.get_root().set_title("Amina Idris Bashir")


FAULTS = {fault.__name__.replace("_", "-"): fault for fault in
          (unnamed_button, unnamed_entry, unnamed_item, lonely_image, same_names, out_of_reach, no_way_back, unheard,
                                                   folded_away, name_in_title)}


def activate(application, fault):
    window = Gtk.ApplicationWindow(application=application, title="Clinic", default_width=420, default_height=320)
    box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=6)
    window.set_child(box)
    box.append(Gtk.Button(label="Open"))
    box.append(Gtk.Button(label="Close"))
    entry = Gtk.Entry()
    entry.update_property([Gtk.AccessibleProperty.LABEL], ["Your name"])
    box.append(entry)
    if fault in FAULTS:
        FAULTS[fault](box)
    window.present()


def main():
    application = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect("activate", activate, sys.argv[1])
    application.run([])


main()
