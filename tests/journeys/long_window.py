# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window with a list that is much longer than it: what the driver is tried on."""
import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gio, Gtk  # noqa: E402

ROWS = 60


def activate(application):
    window = Gtk.ApplicationWindow(application=application, title="Clinic", default_width=420, default_height=320)
    said = Gtk.Label(label="Nothing was pressed")
    rows = Gtk.ListBox()
    rows.update_property([Gtk.AccessibleProperty.LABEL], ["Rows"])
    for i in range(1, ROWS + 1):
        row = Gtk.ListBoxRow(child=Gtk.Label(label=f"Row {i}"))
        row.update_property([Gtk.AccessibleProperty.LABEL], [f"Row {i}"])
        rows.append(row)
    rows.connect("row-activated", lambda _, row: said.set_label(f"Pressed: {row.get_child().get_label()}"))
    box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    box.append(said)
    box.append(Gtk.ScrolledWindow(child=rows, vexpand=True))
    window.set_child(box)
    window.present()


def main():
    application = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
    application.connect("activate", activate)
    application.run([])


main()
