-- A clinic brings in PDF forms of agencies and says which of their fields its records fill.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE official_form (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL CHECK (trim (code) <> ''),
  title TEXT NOT NULL CHECK (trim (title) <> ''),
  agency TEXT NOT NULL CHECK (trim (agency) <> ''),
  edition_on TEXT,
  file BLOB NOT NULL,
  sha256 TEXT NOT NULL UNIQUE CHECK (length (sha256) = 64),
  pages INTEGER NOT NULL CHECK (pages > 0),
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  retired_at INTEGER CHECK (retired_at >= added_at)
) STRICT;
CREATE TRIGGER official_form_stays BEFORE UPDATE ON official_form
WHEN old.retired_at IS NOT NULL OR (new.id, new.code, new.title, new.agency, new.edition_on, new.file, new.sha256, new.pages, new.added_by, new.added_at)
    IS NOT (old.id, old.code, old.title, old.agency, old.edition_on, old.file, old.sha256, old.pages, old.added_by, old.added_at)
BEGIN SELECT RAISE (ABORT, 'an edition of a form never changes; bring in another'); END;
CREATE TRIGGER official_form_is_kept BEFORE DELETE ON official_form
BEGIN SELECT RAISE (ABORT, 'an edition of a form is retired, never deleted'); END;
-- To insert in place of a row deletes it without asking the trigger of deletion.
CREATE TRIGGER official_form_is_not_replaced BEFORE INSERT ON official_form
WHEN EXISTS (SELECT 1 FROM official_form WHERE id = new.id OR sha256 = new.sha256 OR row = new.row)
BEGIN SELECT RAISE (ABORT, 'an edition of a form is never replaced'); END;

CREATE TABLE official_form_field (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  official_form_id TEXT NOT NULL REFERENCES official_form (id),
  field TEXT NOT NULL CHECK (field <> ''),
  source TEXT CHECK (source IN ('person.name', 'person.native_name', 'person.alias', 'person.born_on', 'person.pronouns',
                                'person.spoken_language', 'person.written_language', 'person.mail_to',
                                'clinic.name', 'clinic.phone', 'staff.name', 'today', 'fixed')),
  format TEXT CHECK (format <> ''),
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (official_form_id, field),
  CHECK (source IS NOT 'fixed' OR format IS NOT NULL)
) STRICT;
