-- Which agency was asked for a certification, what came of it, and what somebody is to do by when.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE certification (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  patient_id TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('I-914B', 'I-918B')),
  agency TEXT NOT NULL CHECK (trim (agency) <> ''),
  official TEXT,
  method TEXT,
  state TEXT NOT NULL CHECK (state IN ('requested', 'returned_signed', 'returned_unsigned', 'declined')),
  requested_on TEXT NOT NULL,
  returned_on TEXT,
  signed_on TEXT,
  original_held INTEGER NOT NULL DEFAULT 0 CHECK (original_held IN (0, 1)),
  deadline_id TEXT REFERENCES deadline (id),
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'requested') = (returned_on IS NULL)),
  CHECK ((state = 'returned_signed') = (signed_on IS NOT NULL)),
  CHECK (returned_on IS NULL OR returned_on >= requested_on),
  CHECK (signed_on IS NULL OR signed_on <= returned_on)
) STRICT;
CREATE INDEX certification_by_matter ON certification (matter_id);
CREATE INDEX certification_by_patient ON certification (patient_id);

-- A task is neither an event, which happened, nor a deadline, which a rule or a notice sets.
CREATE TABLE legal_task (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  patient_id TEXT NOT NULL,
  about_id TEXT,
  what TEXT NOT NULL CHECK (trim (what) <> ''),
  due_on TEXT NOT NULL,
  owner_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  done_by TEXT,
  done_on TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'open') = (done_on IS NULL))
) STRICT;
CREATE INDEX legal_task_by_matter ON legal_task (matter_id);
CREATE INDEX legal_task_by_patient ON legal_task (patient_id);
CREATE INDEX legal_task_by_due ON legal_task (state, due_on);
