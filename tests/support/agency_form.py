# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A form as an agency hands it out, with fields of each kind. The agency is made up."""

LEFT, STEP = 60, 46
TEXT = [
    (18, 742, "Office for Safe Stay (made up)"),
    (13, 718, "Request for a Permit to Stay"),
]
# What is printed beside it, its name for programs, what the field is.
FIELDS = [
    ("1. Family name", "Part1.FamilyName", "/FT /Tx /TU (Family name) /Ff 2"),
    ("2. Given names", "Part1.GivenNames", "/FT /Tx /TU (Given names)"),
    ("3. Date of birth (MMDDYYYY)", "Part1.DateOfBirth", "/FT /Tx /TU (Date of birth) /MaxLen 8 /Ff 16777216"),
    ("4. Country of birth", "Part1.Country", "/FT /Ch /Ff 131072 /TU (Country of birth) /Opt [(Ethiopia) (El Salvador) (Haiti) (Viet Nam)]"),
    ("5. Number of an earlier request", "Part2.Earlier", "/FT /Tx /TU (Number of an earlier request)"),
    ("6. Letters may be sent to the representative", "Part2.Letters", "/FT /Btn /TU (Letters may be sent to the representative)"),
    ("7. In your own words", "Part3.Words", "/FT /Tx /TU (In your own words) /Ff 4096"),
    ("8. Signature", "Part4.Sign", "/FT /Sig /TU (Signature)"),
]


def box(number, kind):
    bottom = 670 - number * STEP - (40 if "/Sig" in kind else 0)
    if "/Btn" in kind:
        return LEFT, bottom, LEFT + 16, bottom + 16
    return LEFT, bottom - (26 if "4096" in kind else 0), 500, bottom + 18


def build(objects):
    """The bytes of a PDF of these objects, numbered from one; the first is its catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text.encode("latin-1"))
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def make():
    printed = [f"BT /F1 {size} Tf {LEFT} {y} Td ({words}) Tj ET" for size, y, words in TEXT]
    widgets = []
    for number, (words, name, kind) in enumerate(FIELDS):
        x1, y1, x2, y2 = box(number, kind)
        printed.append(f"BT /F1 9 Tf {LEFT} {y2 + 4} Td ({words}) Tj ET 0.5 w {x1} {y1} {x2 - x1} {y2 - y1} re S")
        widgets.append(f"<< /Type /Annot /Subtype /Widget {kind} /T ({name}) /Rect [{x1} {y1} {x2} {y2}] /F 4 /MK << >> >>")
    first = 6
    places = " ".join(f"{first + i} 0 R" for i in range(len(widgets)))
    content = "\n".join(printed)
    return build([
        f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{places}] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        f"/Annots [{places}] >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *widgets,
    ])
