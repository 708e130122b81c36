# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up service directories: a small good one, and sources that mean harm or are broken."""
import os
import zipfile

# Here every row of one file is bad, and each may be told instead.
MAY_BE_REPORTED = {"no-columns"}

GOOD = {
    "organizations.csv": "id,name,description\norg-1,Quillfeather House,Help\n",
    "services.csv": "id,organization_id,name,description,status\n"
                    "svc-1,org-1,Quillfeather Advice,Words,active\nsvc-2,org-1,Quillfeather Beds,Rooms,active\n"
                    "svc-3,org-1,,No name at all,active\n",
    "locations.csv": "id,location_type,organization_id,name,latitude,longitude\n"
                     "loc-1,physical,org-1,Front,40.1,-80.2\nloc-2,physical,org-1,Back,,\n",
    "service_at_location.csv": "id,service_id,location_id\nsal-1,svc-1,loc-1\nsal-2,svc-2,loc-2\nsal-3,svc-2,loc-2\n",
    "phones.csv": "id,service_id,number\nph-1,svc-1,555 0101\nph-2,svc-2,555 0102\n",
}


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def write_small_directory(folder, **changes):
    for name, text in {**GOOD, **changes}.items():
        write(os.path.join(folder, name), text)
    return folder


def rename_links(folder):
    write(os.path.join(folder, "service_at_location.csv"),
          GOOD["service_at_location.csv"].replace("sal-", "renamed-"))


def with_services(folder, data):
    write_small_directory(folder)
    write(os.path.join(folder, "services.csv"), data)
    return folder


def write_long_line(folder):
    write_small_directory(folder)
    with open(os.path.join(folder, "services.csv"), "wb") as file:
        file.write(b"id,organization_id,name,description,status\nsvc-1,org-1,Name,")
        for _ in range(100):
            file.write(b"x" * 1024 * 1024)
        file.write(b",active\n")
    return folder


def write_bomb(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb:
        with bomb.open("organizations.csv", "w", force_zip64=True) as file:
            file.write(b"id,name,description\n")
            for _ in range(600):
                file.write(b"\0" * 1024 * 1024)
    return path


def write_escape(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../../../tmp/haven-escaped/organizations.csv", GOOD["organizations.csv"])
        archive.writestr("/etc/services.csv", "\0\0")
    return path


def write_all(folder):
    def at(name):
        return os.path.join(folder, name)

    good = "".join(GOOD.values())
    return [
        ("empty-folder", os.path.dirname(write(at("empty/readme.txt"), "hello"))),
        ("empty-file", write(at("empty.json"), "")),
        ("wrong-encoding", with_services(at("utf16"), GOOD["services.csv"].encode("utf-16"))),
        ("latin-1", with_services(at("latin-1"), GOOD["services.csv"].replace("Words", "Añil").encode("latin-1"))),
        ("unbalanced-quotes", with_services(at("quotes"), 'id,organization_id,name\nsvc-1,org-1,"never closed\n' * 3)),
        ("no-columns", with_services(at("columns"), "one,two\n1,2\n")),
        ("long-line", write_long_line(at("line"))),
        ("zip-bomb", write_bomb(at("bomb.zip"))),
        ("zip-cut", write(at("cut.zip"), open(write_bomb(at("whole.zip")), "rb").read()[:2000])),
        ("zip-that-climbs-out", write_escape(at("climb.zip"))),
        ("zip-of-noise", write(at("noise.zip"), b"PK\3\4" + bytes(range(256)) * 40)),
        ("deep-json", write(at("deep.json"), "[" * 500000)),
        ("deep-json-objects", write(at("objects.json"), '{"services":' * 100000)),
        ("json-cut", write(at("cut.json"), '[{"id": "1", "name": "x"')),
        ("json-of-something-else", write(at("else.json"), '{"weather": "fine"}')),
        ("json-bad-bytes", write(at("bytes.json"), b'[{"id": "1", "name": "\xff\xfe"}]')),
        ("csv-renamed-to-json", write(at("csv.json"), good)),
    ]
