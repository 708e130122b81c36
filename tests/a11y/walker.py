# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks what is on screen and complains of what somebody who hears it, or has no pointer, could not use."""
import itertools
import re
import time

from gi.repository import Atspi, GLib

from haven_driver import Node, pump

# What a person does something with.
CONTROLS = {"button", "toggle button", "push button", "check box", "radio button", "switch", "entry", "text",
            "password text", "spin button", "combo box", "menu item", "check menu item", "radio menu item", "link",
            "slider", "page tab", "search", "toggle"}
ITEMS = {"list item", "table cell", "tree item", "table row", "row header", "column header"}
LISTS = {"list", "list box", "table", "tree", "tree table", "page tab list", "radio group"}
# These hold others; that they may take the focus for a moment is no control.
HOLDERS = {"panel", "scroll pane", "frame", "window", "filler", "dialog", "alert", "viewport", "split pane",
           "application", "scroll bar", "grouping"}
# Where a container ends, for two controls of the same name.
BOUNDS = ITEMS | LISTS | {"frame", "window", "dialog", "alert", "tool bar", "menu", "form", "landmark"}
# Haven's own, in which arrows go from one to the next: tested with the widgets themselves.
COMPOSITES = {"Day", "Timeline"}
# Of a group, Tab comes to one; arrows go on from there.
GROUPED = {"radio button", "toggle button", "page tab"}
# The toolkit's own, which have a key each.
WINDOW_BUTTONS = {"Close", "Minimize", "Maximize", "Restore"}
IMAGE_REACH = 4
CHOICE_REACH = 8
HIDDEN_REACH = 6
MOST_STOPS = 160



def lineage(node):
    at = node
    while at:
        yield at
        at = at.parent


def path_to(node):
    """“dialog Book a Visit › list Rooms”: where it is, in words."""
    names, at = [], node.parent
    while at and at.role != "application":
        if at.name:
            names.append(f"{at.role} {at.name}")
        at = at.parent
    return " › ".join(reversed(names[:3]))


def is_control(node):
    return node.role in CONTROLS or (node.role not in HOLDERS | LISTS | ITEMS and node.has("focusable"))


def is_inside_named_control(node):
    """A menu button holds a toggle button: pressed as one, named as one."""
    parent, steps = node.parent, 0
    while parent and steps < 3:
        if parent.role in CONTROLS and parent.name:
            return True
        parent, steps = parent.parent, steps + 1
    return False


def is_inside_choice(node):
    """What is chosen stands in a list of one inside the row of a choice, made by the toolkit; the row is what is heard."""
    return any(at.role == "combo box" and at.name for at in itertools.islice(lineage(node.parent), CHOICE_REACH))


def unnamed(nodes):
    found = []
    for node in nodes:
        if node.name or is_inside_choice(node):
            continue
        if is_control(node) and not is_inside_named_control(node):
            found.append(f"a {node.role} without a name, in {path_to(node)}")
        elif node.role in ITEMS and node.role != "table cell":
            found.append(f"a {node.role} without a name, in {path_to(node)}")
        elif node.role in LISTS and node.has("focusable"):
            found.append(f"a {node.role} that takes the focus and has no name, in {path_to(node)}")
    return found


def words_beside(node):
    """Whether what holds the image has a name or words of its own. Where a control lacks its name, that is said already."""
    for steps, at in enumerate(lineage(node.parent)):
        if at.role in CONTROLS | ITEMS:
            return True
        if at.role in BOUNDS or steps >= IMAGE_REACH:
            return False
        if at.role in HOLDERS and at.name or any(other.role == "label" and other.name for other in at.children):
            return True
    return False


def lonely_images(nodes):
    """An image without a name is a decoration only where words stand beside it."""
    return [f"an image without a name and without words beside it, in {path_to(node)}" for node in nodes
            if node.role in ("image", "icon") and not node.name and not words_beside(node)]


def heard_but_not_seen(nodes):
    """What is folded away is often still read out."""
    found = []
    for node in nodes:
        if node.role in ("grouping", "panel", "label", "alert") and node.name:
            box = node.extents
            if box.width <= 0 or box.height <= 0:
                found.append(f"a {node.role} that is heard but not seen: “{node.name}”, in {path_to(node)}")
    return found


def bound_of(node):
    at = node.parent
    while at and at.role not in BOUNDS and not (at.role == "grouping" and at.name):
        at = at.parent
    return at


def same_names(nodes):
    seen, found = set(), []
    for node in nodes:
        if node.role not in CONTROLS or not node.name or is_inside_named_control(node):
            continue
        key = (bound_of(node), node.role, node.name)
        if key in seen:
            found.append(f"two {node.role}s called “{node.name}” in {path_to(node)}")
        seen.add(key)
    return found


def names_in_titles(program, names):
    titles = [title for title in program.titles() if title]
    return [f"a name stands in the window title “{title}”" for title in titles for name in names
            if re.search(rf"\b{re.escape(name)}\b", title)]


class FocusWatch:
    """Hears where the focus goes. Of what is told late several may come at once, so all of it is kept."""

    def __init__(self):
        self.last = None
        self.heard = set()
        self.listener = Atspi.EventListener.new(self._heard)
        self.listener.register("object:state-changed:focused")

    def _heard(self, event):
        if event.detail1 == 1:
            self.last = Node(event.source)
            self.heard.add(self.last)

    def after(self, act, patience=8.0):
        self.last = None
        act()
        deadline = time.monotonic() + patience
        while self.last is None and time.monotonic() < deadline:
            pump()
        return self.last

    def end(self):
        self.listener.deregister("object:state-changed:focused")


def is_gone(stop):
    """A list that scrolls with the focus makes its rows anew, and one that had the focus may be gone when it is asked."""
    try:
        list(itertools.islice(lineage(stop), HIDDEN_REACH))
    except GLib.Error:
        return True
    return False


def has_parents(stop):
    try:
        chain = list(itertools.islice(lineage(stop), HIDDEN_REACH))
        return all(child in above.children for child, above in itertools.pairwise(chain))
    except GLib.Error:
        return False


def is_told_of(stop, patience=3.0):
    """What stands inside a decoration is nobody's child, and a reader never comes to it. A row that is scrolled to may be
    told of a moment later than the focus that comes to it."""
    deadline = time.monotonic() + patience
    while not has_parents(stop):
        if is_gone(stop) or time.monotonic() > deadline:
            return False
        pump()
    return True


class Tour:
    """Goes through all that Tab comes to, until it comes round; then back by Shift+Tab, as places change on the way.
    What is known was found from above."""

    def __init__(self, program, known):
        self.program, self.known = program, known
        self.stops = []
        self.silent = []  # by which keys, and after which stop, the focus goes where nothing tells of it
        self.stuck = []   # by which keys it does not go on, and where it stays
        self.at = None
        watch = FocusWatch()
        try:
            for keys in ("Tab", "Shift+Tab"):
                self._go_round(watch, keys)
        finally:
            watch.end()
        self.stops += watch.heard.difference(self.stops)

    def _press(self, watch, keys):
        stop = watch.after(lambda: self.program.press(keys))
        if stop is not None and stop not in self.known and not is_told_of(stop):
            # The program may have led on from there, or made anew what has the focus.
            return self.program.focused() if is_gone(watch.last) else watch.last
        return stop

    def _go_round(self, watch, keys):
        first, unheard_before = None, False
        for _ in range(MOST_STOPS):
            stop = self._press(watch, keys)
            now = stop or self.program.focused()
            if now is None or (now not in self.known and not is_told_of(now)):
                self.silent.append((keys, self.stops[-1] if self.stops else None))
            if stop is None and now is not None and (now == self.at or unheard_before):
                # Where there is but one place, there is nowhere to go on to.
                if len(set(self.stops)) > 1:
                    self.stuck.append((keys, now))
                return
            if now is None or now == first:
                return
            first, self.at, unheard_before = first or now, now, stop is None
            self.stops.append(now)


def held(stuck):
    return [f"{keys} does not lead on from the {at.role} “{at.name}” in {path_to(at)}" for keys, at in stuck]


def unheard(silent):
    """The way back comes to the same place from the other side, so one is told."""
    return [f"nobody hears where {keys} goes from the {at.role} “{at.name}” in {path_to(at)}" if at else
            f"nobody hears where {keys} goes" for keys, at in silent[:1]]


def list_usable(nodes):
    """Controls that can be used as the screen stands. What is switched on while one walks, by a page that turns with the
    focus for example, was passed before it could be come to."""
    return [node for node in nodes if is_control(node) and node.has("focusable", "sensitive")]


def out_of_reach(program, usable, stops):
    """A control is reached by Tab itself, by a part of it, or by arrows from a neighbour in its list or group. One that was
    made anew meanwhile is not there to be reached; its successor is another."""
    stops = [stop for stop in stops if not is_gone(stop)]
    reached = {at for stop in stops for at in lineage(stop)}
    lists = {at for at in reached if at.role in LISTS}
    groups = {at for at in reached if at.role == "grouping" and at.name}
    found = []
    for node in usable:
        if not node.has("focusable", "sensitive") or node in reached or not has_parents(node):
            continue
        if node.role == "button" and node.name in WINDOW_BUTTONS:
            continue
        above = set(lineage(node))
        by_arrows = above & lists or any(node.role in GROUPED or at.name in COMPOSITES for at in above & groups)
        if by_arrows or above & set(stops) or is_inside_named_control(node):
            continue
        found.append(f"Tab never comes to the {node.role} “{node.name}” in {path_to(node)}")
    return found


def top_of(program):
    """What is in front: the dialog where one is open, otherwise everything."""
    dialogs = program.dialogs()
    return dialogs[-1] if dialogs else None


RULES = (unnamed, lonely_images, same_names, heard_but_not_seen)


def complaints(program, names=(), reach=True, rules=RULES):
    """All that is wrong with what is on screen now, one sentence each."""
    top = top_of(program)
    starts = [top] if top else program.windows()
    nodes = [node for start in starts for node in start.walk()]
    found = []
    for rule in rules:
        try:
            found += rule(nodes)
        except GLib.Error:
            found.append("the screen changed while it was walked")
    if reach:
        usable = list_usable(nodes)
        tour = Tour(program, set(nodes))
        found += out_of_reach(program, usable, tour.stops) + unheard(tour.silent) + held(tour.stuck)
    return found + names_in_titles(program, names)
