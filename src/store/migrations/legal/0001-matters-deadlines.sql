-- What belongs to the legal partner: matters, parties, deadlines, privileged notes.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE matter (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL,
  type TEXT NOT NULL,
  title TEXT,
  stage TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  outcome TEXT,
  lead_attorney_id TEXT,
  advocate_id TEXT,
  venue TEXT,
  docket_number TEXT,
  receipt_number TEXT,
  alien_number TEXT,
  privilege TEXT CHECK (privilege IN ('attorney-client', 'advocate', 'none')),
  protected_1367 INTEGER NOT NULL DEFAULT 0 CHECK (protected_1367 IN (0, 1)),
  hold_reason TEXT,
  filed_on TEXT,
  receipt_method TEXT,
  engagement_signed_on TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK (stage <> 'filed' OR filed_on IS NOT NULL),
  CHECK (stage <> 'closed' OR outcome IS NOT NULL)
) STRICT;
CREATE INDEX matter_by_patient ON matter (patient_id);

CREATE TABLE party (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  role TEXT NOT NULL CHECK (role IN ('client', 'adverse', 'witness', 'agency', 'counsel', 'derivative')),
  name TEXT NOT NULL,
  relation TEXT,
  phone TEXT,
  address TEXT,
  patient_id TEXT
) STRICT;
CREATE INDEX party_by_matter ON party (matter_id);

CREATE TABLE deadline (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  patient_id TEXT NOT NULL,
  rule_code TEXT,
  label TEXT NOT NULL,
  trigger_event TEXT,
  trigger_on TEXT,
  last_safe_day TEXT,
  plan_by TEXT,
  statutory_day TEXT,
  mail_by TEXT,
  opens_on TEXT,
  alert_on TEXT,
  citation TEXT,
  explanation TEXT,
  kind TEXT,
  owner_id TEXT,
  set_by TEXT NOT NULL CHECK (set_by IN ('rule', 'person', 'notice')),
  status TEXT NOT NULL CHECK (status IN ('open', 'done', 'missed', 'waived', 'void')),
  done_by TEXT,
  done_on TEXT,
  change_reason TEXT,
  needs_lawyer_check INTEGER NOT NULL DEFAULT 0 CHECK (needs_lawyer_check IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX deadline_by_matter ON deadline (matter_id);
CREATE INDEX deadline_by_patient ON deadline (patient_id);
CREATE INDEX deadline_by_plan ON deadline (status, plan_by);
CREATE TRIGGER deadline_is_kept BEFORE DELETE ON deadline
BEGIN SELECT RAISE (ABORT, 'a deadline is never deleted'); END;

CREATE TABLE legal_note (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  patient_id TEXT NOT NULL,
  title TEXT,
  text TEXT NOT NULL,
  author_id TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  signed_at INTEGER
) STRICT;
CREATE INDEX legal_note_by_patient ON legal_note (patient_id, written_at);
CREATE TRIGGER legal_note_signed_stays BEFORE UPDATE ON legal_note WHEN old.signed_at IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed note never changes'); END;

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
