-- Which parts of somebody's record a matter needs, and why; the care team is asked without either.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE matter_evidence (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  patient_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (trim (kind) <> ''),
  words TEXT,
  wanted_by TEXT NOT NULL,
  request_id TEXT,
  asked_by TEXT,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX matter_evidence_by_matter ON matter_evidence (matter_id);
CREATE INDEX matter_evidence_by_patient ON matter_evidence (patient_id);
