-- One person may work in several roles; a person can be closed to a member of staff; restricted notes open in an emergency.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE staff_member ADD COLUMN roles TEXT CHECK (roles IS NULL OR json_type (roles) = 'array');
ALTER TABLE staff_member ADD COLUMN ended_at INTEGER;
UPDATE staff_member SET roles = json_array (replace (role, '_', '-'));
-- Before there were roles the owner of the vault did everything; an update takes nothing away from anybody.
UPDATE staff_member SET roles = json_array (
    'front-desk', 'clinician', 'behavioural-clinician', 'navigator', 'advocate', 'attorney', 'paralegal', 'interpreter',
    'translator', 'supervisor', 'directory-editor', 'auditor', 'administrator')
  WHERE id = (SELECT value FROM clinic_setting WHERE name = 'owner');
ALTER TABLE staff_member DROP COLUMN role;

CREATE TABLE patient_denial (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  staff_id TEXT NOT NULL REFERENCES staff_member (id),
  reason TEXT NOT NULL CHECK (trim (reason) <> ''),
  since INTEGER NOT NULL,
  denied_by TEXT NOT NULL,
  ended_at INTEGER,
  ended_by TEXT,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX patient_denial_in_force ON patient_denial (staff_id, patient_id) WHERE ended_at IS NULL;
CREATE INDEX patient_denial_by_patient ON patient_denial (patient_id);
CREATE TRIGGER patient_denial_is_kept BEFORE DELETE ON patient_denial
BEGIN SELECT RAISE (ABORT, 'a closed door is opened again, never deleted'); END;

CREATE TABLE break_glass (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL REFERENCES staff_member (id),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  reason_code TEXT NOT NULL CHECK (reason_code IN ('emergency', 'immediate-danger', 'nobody-else', 'court-order')),
  reason TEXT NOT NULL CHECK (length (trim (reason)) >= 20),
  opened_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL CHECK (closes_at > opened_at AND closes_at <= opened_at + 3600000000),
  reviewed_by TEXT CHECK (reviewed_by <> staff_id),
  reviewed_at INTEGER CHECK (reviewed_at >= opened_at),
  review TEXT CHECK (trim (review) <> ''),
  CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL) AND (reviewed_by IS NULL) = (review IS NULL))
) STRICT;
CREATE INDEX break_glass_by_staff ON break_glass (staff_id, closes_at);
CREATE INDEX break_glass_to_review ON break_glass (opened_at) WHERE reviewed_by IS NULL;
CREATE TRIGGER break_glass_stays BEFORE UPDATE ON break_glass
WHEN old.reviewed_by IS NOT NULL OR (new.id, new.staff_id, new.patient_id, new.reason_code, new.reason, new.opened_at,
    new.closes_at) IS NOT (old.id, old.staff_id, old.patient_id, old.reason_code, old.reason, old.opened_at, old.closes_at)
BEGIN SELECT RAISE (ABORT, 'what was said when the glass was broken never changes'); END;
CREATE TRIGGER break_glass_is_kept BEFORE DELETE ON break_glass
BEGIN SELECT RAISE (ABORT, 'a broken glass is never deleted'); END;
