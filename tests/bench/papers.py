# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""papers.py BUILD: the same paper by Haven, WeasyPrint and headless LibreOffice, in turn.

The page of the other two is what the tags of Haven's own paper say, with the same faces and sizes, as HTML: the same
words in the same order. Once as whole programs, from start to end; once warm, in a program that has drawn it before.
A peer that is not installed is named and left out.
"""
import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
FORM = "release-of-information"
LANGUAGES = ("en", "ar", "zh-Hans")
STYLE = """
@page { size: Letter; margin: 48pt 54pt 62pt 64pt }
body { font: 11pt "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "Noto Sans Symbols2"; line-height: 1.5 }
h1 { font-size: 21pt } h2 { font-size: 13.5pt } h3 { font-size: 11.5pt } h1, h2, h3 { color: #125461 }
p { margin: 4pt 0; padding: 2pt 5pt; border: 0.75pt solid #8c999e } li { margin: 2pt 0 }
"""
TAGS = {"H1": "h1", "H2": "h2", "H3": "h3", "P": "p", "LBody": "li", "TH": "p", "TD": "p"}


def run(*words, **how):
    return subprocess.run(words, check=True, capture_output=True, text=True, **how).stdout


def read_tags(pdf):
    """Each tag that says something, and what it says, as it was written."""
    objects = {name.removeprefix("obj:"): value.get("value")
               for name, value in json.loads(run("qpdf", "--json=2", "--json-key=qpdf", pdf))["qpdf"][1].items()}

    def look_up(value):
        return objects.get(value) if isinstance(value, str) and value.endswith(" R") else value

    def walk(element):
        element = look_up(element)
        if isinstance(element, list):
            for kid in element:
                yield from walk(kid)
        elif isinstance(element, dict):
            words = element.get("/ActualText", "").removeprefix("u:")
            if words and element.get("/S", "")[1:] in TAGS:
                yield TAGS[element["/S"][1:]], words
            else:
                yield from walk(element.get("/K"))

    root = look_up(look_up(objects["trailer"]["/Root"])["/StructTreeRoot"])
    return list(walk(root["/K"]))


def write_page(pdf, language, path):
    direction = "rtl" if language == "ar" else "ltr"
    words = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in read_tags(pdf))
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
                   f"<title>Clinic form</title><style>{STYLE}</style></head><body>{words}</body></html>")


def count_letters(pdf):
    return len(re.sub(r"\s|[\u200b-\u202f\u2066-\u2069]", "", run("pdftotext", pdf, "-")))


def describe(pdf):
    pages = re.search(r"^Pages:\s+(\d+)", run("pdfinfo", pdf), re.MULTILINE)[1]
    return f"{pages} pages, {count_letters(pdf)} letters"


# ── Who draws ──


class Whole:
    """A program that starts, draws one paper and ends."""

    def __init__(self, name, program, make_words):
        self.name, self.program, self.make_words = name, program, make_words

    def is_there(self):
        return shutil.which(self.program) is not None

    def draw(self, page, pdf, language):
        subprocess.run(self.make_words(page, pdf, language), check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)


def haven(page, pdf, language):
    return ["havenctl", "form", "render", FORM, "--language", language, "--output", pdf]


def weasyprint(page, pdf, language):
    return ["weasyprint", page, pdf]


def libreoffice(page, pdf, language):
    return ["soffice", "--headless", "--writer", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir",
            os.path.dirname(pdf), page]


class WarmWeasyPrint:
    name = "WeasyPrint"

    def __init__(self):
        import weasyprint as engine
        self.engine = engine

    def draw(self, page, pdf):
        self.engine.HTML(page).write_pdf(pdf)

    def end(self):
        pass


class WarmLibreOffice:
    """One that listens, as a server of papers would."""
    name = "LibreOffice"

    def __init__(self):
        import uno
        from com.sun.star.beans import PropertyValue
        self.uno, self.value = uno, PropertyValue
        self.folder = tempfile.TemporaryDirectory()
        pipe = f"haven-bench-{os.getpid()}"
        self.process = subprocess.Popen(["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;",
                                         f"-env:UserInstallation=file://{self.folder.name}"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.desktop = self.reach(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")

    def reach(self, resolver, address):
        end = time.monotonic() + 60
        while True:
            try:
                context = resolver.resolve(address)
                return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            except Exception:
                if self.has_ended() or time.monotonic() > end:
                    raise

    def has_ended(self):
        """Waits a little for it."""
        try:
            self.process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            return False
        return True

    def draw(self, page, pdf):
        hidden = self.value("Hidden", 0, True, 0)
        document = self.desktop.loadComponentFromURL(f"file://{page}", "_blank", 0, (hidden,))
        document.storeToURL(f"file://{pdf}", (self.value("FilterName", 0, "writer_web_pdf_Export", 0),))
        document.close(True)

    def end(self):
        try:
            self.desktop.terminate()
        except Exception:
            pass
        self.process.wait(timeout=60)
        self.folder.cleanup()


def open_warm():
    """Those that are here; a peer that is not was named already."""
    found = []
    for kind in (WarmWeasyPrint, WarmLibreOffice):
        try:
            found.append(kind())
        except ImportError:
            pass
    return found


# ── Measuring ──


def clock(work):
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def say(what, ours, theirs):
    """The ratio is taken pair by pair."""
    ratio = statistics.median(b / a for a, b in zip(ours, theirs))
    print(f"{what:52} {statistics.median(ours):10.1f} ms {statistics.median(theirs):10.1f} ms   {ratio:5.1f} times faster",
          flush=True)


def draw_warm(build, language):
    """Haven's side is a program of its own that says how long each paper took."""
    return float(run(os.path.join(build, "tests", "bench", "bench-papers"), "--warm", language))


def measure_whole(build, peers, folder, language):
    """Beside the whole program of ours: the one that is open on somebody's screen, which has drawn a paper before."""
    ours = Whole("Haven", "havenctl", haven)
    page, pdf = os.path.join(folder, "page.html"), os.path.join(folder, "page.pdf")
    times = {maker.name: [] for maker in [ours, *peers]}
    warm = []
    ours.draw(page, pdf, language)
    write_page(pdf, language, page)
    print(f"# {language}: Haven {describe(pdf)}")
    for maker in peers:
        maker.draw(page, pdf, language)
        print(f"# {language}: {maker.name} {describe(pdf)}")
    for _ in range(ROUNDS):
        for maker in [ours, *peers]:
            times[maker.name].append(clock(lambda: maker.draw(page, pdf, language)))
        warm.append(draw_warm(build, language))
    for maker in peers:
        say(f"a paper, whole programs, {language} / {maker.name}", times["Haven"], times[maker.name])
        say(f"a paper, Haven being open, {language} / {maker.name}", warm, times[maker.name])


def measure_warm(build, peers, folder, language):
    page, pdf = os.path.join(folder, "page.html"), os.path.join(folder, "page.pdf")
    subprocess.run(haven(page, pdf, language), check=True, stderr=subprocess.DEVNULL)
    write_page(pdf, language, page)
    for peer in peers:
        ours, theirs = [], []
        peer.draw(page, pdf)
        for _ in range(ROUNDS):
            ours.append(draw_warm(build, language))
            theirs.append(clock(lambda: peer.draw(page, pdf)))
        say(f"a paper, both warm, {language} / {peer.name}", ours, theirs)


def main():
    build = sys.argv[1]
    peers = [Whole("WeasyPrint", "weasyprint", weasyprint), Whole("LibreOffice", "soffice", libreoffice)]
    for peer in peers:
        if not peer.is_there():
            print(f"# {peer.name} is not installed (.ci/packages-peers), so nothing is compared with it")
    peers = [peer for peer in peers if peer.is_there()]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        for language in LANGUAGES:
            measure_whole(build, peers, folder, language)
        warm = open_warm() if peers else []
        for language in LANGUAGES:
            measure_warm(build, warm, folder, language)
        for peer in warm:
            peer.end()


if __name__ == "__main__":
    main()
