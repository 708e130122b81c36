-- A clinic writes and approves translations, has forms of its own, records what its lawyer read, and keeps what was signed.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE translated_text (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  language TEXT NOT NULL,
  text_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  source_sha256 TEXT NOT NULL CHECK (length (source_sha256) = 64),
  text TEXT NOT NULL CHECK (text <> ''),
  state TEXT NOT NULL CHECK (state IN ('machine', 'draft', 'reviewed', 'approved')),
  translator_id TEXT REFERENCES staff_member (id),
  translated_at INTEGER,
  reviewer_id TEXT REFERENCES staff_member (id) CHECK (reviewer_id <> translator_id),
  reviewed_at INTEGER,
  approver_id TEXT REFERENCES staff_member (id),
  approved_at INTEGER,
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (form_code, form_version, language, text_id),
  CHECK ((reviewer_id IS NULL) = (reviewed_at IS NULL) AND (approver_id IS NULL) = (approved_at IS NULL)),
  CHECK ((state IN ('reviewed', 'approved')) = (reviewer_id IS NOT NULL)),
  CHECK ((state = 'approved') = (approver_id IS NOT NULL))
) STRICT;

CREATE TABLE counsel_review (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  form_sha256 TEXT NOT NULL CHECK (length (form_sha256) = 64),
  counsel TEXT NOT NULL CHECK (trim (counsel) <> ''),
  reviewed_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (form_code, form_sha256)
) STRICT;
CREATE TRIGGER counsel_review_stays BEFORE UPDATE ON counsel_review
BEGIN SELECT RAISE (ABORT, 'what a lawyer read never changes'); END;

CREATE TABLE clinic_form (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  file BLOB NOT NULL,
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  retired_at INTEGER CHECK (retired_at >= added_at),
  UNIQUE (form_code, form_version)
) STRICT;
CREATE TRIGGER clinic_form_stays BEFORE UPDATE ON clinic_form
WHEN old.retired_at IS NOT NULL OR (new.id, new.form_code, new.form_version, new.file, new.added_by, new.added_at)
    IS NOT (old.id, old.form_code, old.form_version, old.file, old.added_by, old.added_at)
BEGIN SELECT RAISE (ABORT, 'a version of a form never changes; add another'); END;
CREATE TRIGGER clinic_form_is_kept BEFORE DELETE ON clinic_form
BEGIN SELECT RAISE (ABORT, 'a version of a form is retired, never deleted'); END;

CREATE TABLE signed_paper (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  document_id TEXT NOT NULL UNIQUE REFERENCES document (id),
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  language TEXT NOT NULL,
  texts BLOB NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  signer TEXT NOT NULL CHECK (signer IN ('self', 'guardian', 'representative')),
  signed_name TEXT NOT NULL CHECK (trim (signed_name) <> ''),
  relationship TEXT CHECK (trim (relationship) <> ''),
  strokes BLOB,
  signed_at INTEGER NOT NULL,
  witness_name TEXT,
  witness_strokes BLOB,
  interpreter_name TEXT,
  interpreter_language TEXT,
  interpreter_strokes BLOB,
  staff_id TEXT NOT NULL REFERENCES staff_member (id),
  CHECK (signer = 'self' OR relationship IS NOT NULL),
  CHECK (witness_strokes IS NULL OR witness_name IS NOT NULL),
  CHECK (interpreter_strokes IS NULL OR interpreter_name IS NOT NULL)
) STRICT;
CREATE INDEX signed_paper_by_patient ON signed_paper (patient_id, signed_at);
CREATE TRIGGER signed_paper_stays BEFORE UPDATE ON signed_paper
BEGIN SELECT RAISE (ABORT, 'what was signed never changes'); END;
CREATE TRIGGER signed_paper_is_kept BEFORE DELETE ON signed_paper
BEGIN SELECT RAISE (ABORT, 'what was signed is never deleted'); END;
CREATE TRIGGER document_signed_is_kept BEFORE DELETE ON document
WHEN EXISTS (SELECT 1 FROM signed_paper WHERE document_id = old.id)
BEGIN SELECT RAISE (ABORT, 'a signed document is never deleted'); END;
