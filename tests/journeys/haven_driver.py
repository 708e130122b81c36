# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program as a person would: by the roles and names that a screen reader says, by keys and by pointer.

Every wait ends at a condition or at a deadline, and a failure says what was on screen."""
import ctypes
import math
import os
import re
import shutil
import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gdk", "4.0")
from gi.repository import Atspi, Gdk, GLib  # noqa: E402

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WITH_DISPLAY = os.path.join(TOP, "tests", "support", "with-display.sh")
PATIENCE = float(os.environ.get("HAVEN_PATIENCE", "20"))
STEP_MS = 25
MOST_CHILDREN = 400
PARKED = (2, 60)
MODIFIERS = {"Shift": "Shift_L", "Control": "Control_L", "Alt": "Alt_L"}
SETTINGS = """[Settings]
gtk-enable-animations=false
gtk-decoration-layout=:close
gtk-cursor-blink=false
gtk-font-rendering=manual
gtk-hint-font-metrics=true
"""


class NotThere(AssertionError):
    """What was waited for did not come; the message holds what was on screen instead."""


# The name that replaces this one is hidden by that of the accessible itself.
warnings.filterwarnings("ignore", "Atspi.Action.get_action_name is deprecated")
# The accessibility library asks for a cache that a starting program has not yet, and says so.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)


def need_private_display():
    """Starts this script again on a display and a bus of its own, unless it already runs on one."""
    if os.environ.get("HAVEN_PRIVATE_DISPLAY") != "1":
        os.execv(WITH_DISPLAY, [WITH_DISPLAY, sys.executable, *sys.argv])


def calm_desktop():
    """No animations and no blinking: two pictures of one state are the same picture."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "gtk-4.0")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as file:
        file.write(SETTINGS)


def pump(milliseconds=STEP_MS):
    """Lets events arrive, for no longer than this; returns at once when one came."""
    context = GLib.MainContext.default()
    source = GLib.timeout_add(milliseconds, lambda: True)
    context.iteration(True)
    GLib.source_remove(source)
    while context.iteration(False):
        pass


def says(name, pattern):
    if pattern is None:
        return True
    return pattern.search(name) is not None if isinstance(pattern, re.Pattern) else name == pattern


class Node:
    """Something on screen."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __eq__(self, other):
        return isinstance(other, Node) and self.accessible == other.accessible

    def __hash__(self):
        return hash(self.accessible)

    def __repr__(self):
        try:
            return f"{self.role} “{self.name}”"
        except GLib.Error:
            return "something that is gone"

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return " ".join(self.accessible.get_name().split())

    @property
    def description(self):
        return self.accessible.get_description()

    @property
    def parent(self):
        parent = self.accessible.get_parent()
        return Node(parent) if parent else None

    @property
    def scroller(self):
        """What it is scrolled in, if anything."""
        at = self.parent
        while at and at.role != "scroll pane":
            at = at.parent
        return at

    @property
    def children(self):
        count = min(self.accessible.get_child_count(), MOST_CHILDREN)
        found = [self.accessible.get_child_at_index(i) for i in range(count)]
        return [Node(child) for child in found if child]

    def has(self, *states):
        held = self.accessible.get_state_set()
        return all(held.contains(getattr(Atspi.StateType, state.upper())) for state in states)

    @property
    def text(self):
        """What an entry holds, or what a label shows."""
        text = self.accessible.get_text_iface()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else self.name

    @property
    def extents(self):
        return self.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)

    def walk(self):
        """This and all below it that is showing, in the order of the screen."""
        try:
            if not self.has("showing"):
                return
            children = self.children
        except GLib.Error:
            return
        yield self
        for child in children:
            yield from child.walk()

    def words(self):
        """All that can be read inside."""
        return " ".join(node.name for node in self.walk() if node.role in ("label", "text") and node.name)

    def index_of_action(self, wanted):
        action = self.accessible.get_action_iface()
        if action is None:
            return -1
        names = [Atspi.Action.get_action_name(action, i) for i in range(Atspi.Action.get_n_actions(action))]
        return names.index(wanted) if wanted in names else -1

    def tree(self, depth=0):
        lines = []
        try:
            if not self.has("showing"):
                return lines
            marks = "".join(f" [{state}]" for state in ("focused", "selected", "checked", "expanded") if self.has(state))
            dull = self.role in ("panel", "grouping", "filler") and not self.name
            if not dull:
                lines.append("  " * depth + f"{self!r}{marks}")
            for child in self.children:
                lines += child.tree(depth if dull else depth + 1)
        except GLib.Error:
            pass
        return lines


class Program:
    """A program under a private display; what is found is found inside it."""

    def __init__(self, program, arguments=(), environment=None, patience=PATIENCE):
        self.command = [shutil.which(program) or program, *arguments]
        self.environment = {**os.environ, "GTK_A11Y": "atspi", "GSK_RENDERER": "cairo", "GDK_BACKEND": "x11",
                            "GSETTINGS_BACKEND": "memory",
                            **(environment or {})}
        self.patience = patience
        self.process = None
        self.application = None
        self.log = None

    def __enter__(self):
        calm_desktop()
        Atspi.init()
        self.log = open(os.path.join(os.environ["XDG_CONFIG_HOME"], f"log-{time.monotonic_ns()}"), "w+b")
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.log, stderr=self.log)
        try:
            self.application = self.wait_for(self._find_application, "its window")
            self.park_pointer()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.application = None
        self.log.close()
        pump(1)

    def _find_application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                child.set_cache_mask(Atspi.Cache.NONE)
                return Node(child)
        return None

    # Waiting

    def said(self):
        """What the program wrote on its terminal."""
        self.log.flush()
        with open(self.log.name, "rb") as file:
            return file.read().decode("utf-8", "replace").strip()

    def on_screen(self):
        if self.application is None:
            return "  (nothing)"
        return "\n".join(line for child in self.application.children for line in child.tree(1))

    def fail(self, message):
        said = self.said()
        raise NotThere(f"{message}.\nOn screen:\n{self.on_screen()}" + (f"\nIt wrote:\n{said}" if said else ""))

    def wait_for(self, condition, what, patience=None):
        """The first true value of @condition; @what names it in words for the failure."""
        patience = patience or self.patience
        deadline = time.monotonic() + patience
        while True:
            try:
                value = condition()
            except GLib.Error:
                value = None
            if value:
                return value
            if self.process.poll() is not None:
                raise NotThere(f"the program ended (exit code {self.process.returncode}) while this was waited for: "
                               f"{what}\nIt wrote:\n{self.said()}")
            if time.monotonic() > deadline:
                self.fail(f"not there after {patience:.0f} seconds: {what}")
            pump()

    # Finding

    def windows(self):
        return [child for child in self.application.children if child.has("showing")]

    def look_for_all(self, role=None, name=None, inside=None):
        """All of that role and name on screen now. A name is exact, or a compiled regular expression."""
        roles = (role,) if isinstance(role, str) else role
        starts = [inside] if inside else self.windows()
        found = []
        for start in starts:
            for node in start.walk():
                try:
                    if (roles is None or node.role in roles) and says(node.name, name):
                        found.append(node)
                except GLib.Error:
                    continue
        return found

    def look_for(self, role=None, name=None, inside=None):
        found = self.look_for_all(role, name, inside)
        return found[0] if found else None

    def find(self, role=None, name=None, inside=None, patience=None):
        wanted = name.pattern if isinstance(name, re.Pattern) else name
        return self.wait_for(lambda: self.look_for(role, name, inside), f"{role or 'anything'} “{wanted}”", patience)

    def find_text(self, pattern, inside=None, patience=None):
        """Something that says this: an exact text, or a regular expression."""
        return self.find(None, pattern, inside, patience)

    def wait_gone(self, role=None, name=None, patience=None):
        self.wait_for(lambda: self.look_for(role, name) is None, f"{role} “{name}” gone", patience)

    def dialogs(self):
        """Those that are open, the front one last. A toast is an alert too, but has no name."""
        return [node for node in self.look_for_all(("dialog", "alert")) if node.role == "dialog" or node.name]

    def focused(self):
        for window in reversed(self.windows()):
            for node in window.walk():
                if node.has("focused"):
                    return node
        return None

    def titles(self):
        return [child.name for child in self.application.children]

    # Acting

    def frame(self):
        """The edge that is drawn around a window where no compositor gives it a shadow."""
        outer = self.application.children[0].extents
        return -outer.x, outer

    def park_pointer(self):
        """Over the window, so that keys reach it, and where nothing shows a hover."""
        self.wait_for(lambda: self.application.children[0].extents.width > 1, "a window with a size")
        Atspi.generate_mouse_event(*PARKED, "abs")
        pump()

    def take_keys(self):
        """Gives the keys back to the window, after a dialog that was a window of its own: nobody manages windows here."""
        give_focus_to_window()
        self.wait_for(lambda: self.application.children[0].has("active"), "the window with the keys")

    def point(self, node, dx=0.5, dy=0.5):
        edge, _ = self.frame()
        box = node.extents
        return round(edge + box.x + box.width * dx), round(edge + box.y + box.height * dy)

    def rested_point(self, node, dx, dy):
        """Where it is drawn once it has come to rest: a row that has just been listed stands nowhere yet."""
        places = []

        def rests():
            places.append(self.point(node, dx, dy))
            if node.extents.width < 1 or places[-2:] != places[-1:] * 2:
                pump(40)
                return None
            return places[-1]

        return self.wait_for(rests, f"{node.role} “{node.name}” at rest")

    def wheel_towards(self, node, dy):
        """A notch of the wheel, near the edge of what scrolls, where words begin. Whether the node is in sight."""
        pane = node.scroller
        room, box = pane.extents if pane else None, node.extents
        if room is None or room.height < 1:
            return True
        fits = box.height < room.height / 2
        top, bottom = (box.y, box.y + box.height) if fits else [box.y + box.height * dy] * 2
        if room.y <= top and bottom <= room.y + room.height:
            return True
        edge, _ = self.frame()
        where = edge + room.x + min(30, room.width // 2), edge + room.y + room.height // 2
        Atspi.generate_mouse_event(*where, "b4c" if top < room.y else "b5c")
        return False

    def point_in_sight(self, node, dx, dy):
        """What has been scrolled away is no more under the pointer than it is before the eye, though it can be read."""
        return self.wait_for(lambda: (self.rested_point(node, dx, dy) if self.wheel_towards(node, dy) else pump(40)),
                             f"{node.role} “{node.name}” in sight")

    def scribble(self, node):
        """A hand draws a few loops over a node, from its start to its end, once the keyboard brought it into sight."""
        for _ in range(20):
            if node.has("focused"):
                break
            self.press("Tab")
        self.settle()
        middle_x, middle_y = self.rested_point(node, 0.5, 0.5)
        box = node.extents
        for i in range(61):
            x = middle_x + int(box.width * (0.0126 * i - 0.38 + 0.02 * math.cos(i / 2)))
            y = middle_y + int(box.height * 0.28 * math.sin(i / 2))
            Atspi.generate_mouse_event(x, y, "abs")
            if i == 0:
                Atspi.generate_mouse_event(x, y, "b1p")
            pump()
        Atspi.generate_mouse_event(x, y, "b1r")
        Atspi.generate_mouse_event(*PARKED, "abs")
        self.settle()

    def pull(self, start, end):
        """Takes with the pointer whatever is at a place to another, in steps, as a hand does: the program has to see them one by one."""
        def go(where_x, where_y, what="abs"):
            Atspi.generate_mouse_event(where_x, where_y, what)
            until = time.monotonic() + 0.03
            while time.monotonic() < until:
                pump(10)

        (x, y), (to_x, to_y) = start, end
        go(x, y)
        go(x, y, "b1p")
        for i in range(1, 41):
            go(x + (to_x - x) * i // 40, y + (to_y - y) * i // 40)
        for i in range(10):
            go(to_x + i % 2, to_y)
        go(to_x, to_y, "b1r")
        Atspi.generate_mouse_event(*PARKED, "abs")
        self.settle()

    def drag(self, node, target):
        """Takes a node to another one."""
        self.pull(self.rested_point(node, 0.4, 0.4), self.rested_point(target, 0.5, 0.5))

    def click(self, node, dx=0.5, dy=0.5, button=1, times=1):
        """With the pointer, in the middle of it or at that part of it."""
        self.rested_point(node, dx, dy)
        x, y = self.point_in_sight(node, dx, dy)
        for _ in range(times):
            Atspi.generate_mouse_event(x, y, f"b{button}c")
        pump()
        Atspi.generate_mouse_event(*PARKED, "abs")
        pump()

    def activate(self, node):
        """Presses it: by its own action where it offers one, otherwise with the pointer."""
        index = node.index_of_action("click")
        if index >= 0:
            Atspi.Action.do_action(node.accessible.get_action_iface(), index)
            pump()
        else:
            self.click(node)

    def press_button(self, name, inside=None, patience=None):
        roles = ("button", "toggle button", "menu item", "link", "check box", "radio button", "switch", "tab", "list item")
        node = self.wait_for(
            lambda: next((n for n in self.look_for_all(roles, name, inside) if n.has("sensitive")), None),
            f"a button “{name.pattern if isinstance(name, re.Pattern) else name}” that can be pressed",
            patience,
        )
        self.activate(node)
        return node

    def press(self, keys):
        """A key with its modifiers: “Control+k”, “Alt+2”, “Return”."""
        *modifiers, key = [keys] if len(keys) == 1 else keys.split("+")
        codes = [keycode_of(MODIFIERS[modifier]) for modifier in modifiers]
        for code in codes:
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.PRESS)
        keyval = Gdk.unicode_to_keyval(ord(key)) if len(key) == 1 else Gdk.keyval_from_name(key)
        assert keyval != Gdk.KEY_VoidSymbol, f"no key is called {key}"
        Atspi.generate_keyboard_event(keyval, None, Atspi.KeySynthType.SYM)
        for code in reversed(codes):
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.RELEASE)
        pump()

    def type(self, text):
        """Key by key, into whatever has the focus."""
        for character in text:
            self.press(character)

    def fill(self, node, text):
        """Puts a text into an entry, in any script, as an input method would: at once."""
        editable = node.accessible.get_editable_text_iface()
        if editable is None:
            inner = [child for child in node.walk() if child.accessible.get_editable_text_iface()]
            assert inner, f"{node} takes no text"
            node, editable = inner[0], inner[0].accessible.get_editable_text_iface()
        Atspi.EditableText.set_text_contents(editable, text)
        self.wait_for(lambda: node.text == text, f"{node} holding “{text}”")
        return node

    def click_found(self, entry, text, wanted, inside):
        """Types into a search and clicks what it finds, once the list is what the search made of it: a row that is
        about to move is missed."""
        before = self.names_of_rows(inside)
        self.fill(entry, text)

        def found():
            names = self.names_of_rows(inside)
            same = names == before and not all(text.casefold() in name.casefold() for name in names)
            return None if same else self.look_for("list item", wanted, inside)

        self.click(self.wait_for(found, f"what “{text}” finds"))

    def names_of_rows(self, inside):
        return [row.name for row in self.look_for_all("list item", inside=inside)]

    def put(self, row, passphrase):
        """Into a row whose text cannot be read back."""
        Atspi.EditableText.set_text_contents(self.find("text", row).accessible.get_editable_text_iface(), passphrase)

    # Showing

    def screenshot(self, path):
        """A picture of the program's window, without the edge around it."""
        self.settle()
        edge, outer = self.frame()
        shown = f"{outer.width - 2 * edge}x{outer.height - 2 * edge}+{edge}+{edge}"
        subprocess.run(["import", "-silent", "-window", "root", "-crop", shown, "+repage", "-depth", "8",
                        "-define", "png:exclude-chunk=date,time", path], check=True, timeout=60)
        return path

    def settle(self, quiet=3, patience=5):
        """Until the screen stays the same for a few looks."""
        deadline, same, before = time.monotonic() + patience, 0, None
        while same < quiet and time.monotonic() < deadline:
            now = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "rgb:-"], check=True,
                                 capture_output=True, timeout=60).stdout
            same = same + 1 if now == before else 0
            before = now
            pump(40)


def keycode_of(name):
    """Of the modifiers, in the layout that a virtual display has."""
    return {"Shift_L": 50, "Control_L": 37, "Alt_L": 64}[name]


def give_focus_to_window():
    """What a window manager would do: the focus to the window that is seen."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    children = ctypes.POINTER(ctypes.c_ulong)()
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XQueryTree(display, ctypes.c_ulong(x11.XDefaultRootWindow(display)), ctypes.byref(root), ctypes.byref(parent),
                   ctypes.byref(children), ctypes.byref(count))
    x, y, border, depth = ctypes.c_int(), ctypes.c_int(), ctypes.c_uint(), ctypes.c_uint()
    width, height = ctypes.c_uint(), ctypes.c_uint()
    sizes = []
    for i in range(count.value):
        x11.XGetGeometry(display, ctypes.c_ulong(children[i]), *(ctypes.byref(value) for value in (
            root, x, y, width, height, border, depth)))
        sizes.append((width.value * height.value, children[i]))
    x11.XSetInputFocus(display, ctypes.c_ulong(max(sizes)[1]), 1, ctypes.c_ulong(0))
    x11.XSync(display, 0)
    x11.XFree(children)
    x11.XCloseDisplay(display)


class Haven(Program):
    """Haven itself; by default the sample clinic."""

    def __init__(self, program="haven", arguments=("--demo",), **rest):
        super().__init__(program, arguments, **rest)

    def open_pane(self, name):
        self.click(self.find("list item", name, inside=self.find("list", "Panes")))
