-- The chart: encounters and notes. A signed note is read-only; what changes later is an addendum.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE encounter (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL,
  appointment_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'therapy', 'phone', 'laboratory', 'imaging', 'procedure')),
  title TEXT NOT NULL,
  summary TEXT,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  staff_id TEXT
) STRICT;
CREATE INDEX encounter_by_patient ON encounter (patient_id, starts_at);

CREATE TABLE note (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL,
  encounter_id TEXT REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('progress', 'phone', 'care-coordination', 'assessment', 'addendum')),
  title TEXT,
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
  author_id TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  signed_by TEXT,
  signed_at INTEGER,
  addendum_of TEXT REFERENCES note (id),
  addendum_reason TEXT,
  restricted TEXT NOT NULL DEFAULT 'none' CHECK (restricted IN ('none', 'psychotherapy', 'sud-counselling')),
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK (state = 'draft' OR (signed_by IS NOT NULL AND signed_at IS NOT NULL)),
  CHECK (kind <> 'addendum' OR (addendum_of IS NOT NULL AND addendum_reason <> ''))
) STRICT;
CREATE INDEX note_by_patient ON note (patient_id, written_at);
CREATE INDEX note_by_addendum ON note (addendum_of) WHERE addendum_of IS NOT NULL;
CREATE TRIGGER note_signed_stays BEFORE UPDATE ON note WHEN old.state = 'signed'
BEGIN SELECT RAISE (ABORT, 'a signed note never changes'); END;
CREATE TRIGGER note_signed_is_kept BEFORE DELETE ON note WHEN old.state = 'signed'
BEGIN SELECT RAISE (ABORT, 'a signed note is never deleted'); END;

CREATE TABLE audit_event (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL,
  action TEXT NOT NULL,
  record TEXT NOT NULL,
  object_id TEXT,
  patient_id TEXT,
  detail TEXT,
  previous_hash BLOB NOT NULL CHECK (length (previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX audit_event_by_patient ON audit_event (patient_id, sequence) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_event_by_staff ON audit_event (staff_id, sequence);
CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE (ABORT, 'an audit event never changes'); END;
CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
BEGIN SELECT RAISE (ABORT, 'an audit event is never deleted'); END;

CREATE TABLE draft (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL,
  editor TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  text TEXT,
  caret INTEGER NOT NULL DEFAULT 0,
  saved_at INTEGER NOT NULL,
  UNIQUE (staff_id, editor, subject_id)
) STRICT;
