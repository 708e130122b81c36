-- What happened in a matter, beside what is to be done and what falls due; a date may hang on an event.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE matter_event (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  event_id TEXT NOT NULL,
  matter_id TEXT NOT NULL REFERENCES matter (id),
  patient_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'filed', 'receipted', 'notice_of_action', 'rfe', 'noid', 'biometrics', 'interview', 'hearing', 'decision', 'granted',
    'order_entered', 'order_served', 'agency_asked', 'certification_signed', 'interim_letter', 'moved', 'entry', 'journey',
    'circumstances', 'bond_ended', 'cause', 'pay_day', 'expiry', 'other')),
  words TEXT,
  on_date TEXT NOT NULL,
  precision TEXT NOT NULL CHECK (precision IN ('day', 'month', 'year')),
  until_date TEXT,
  mailed INTEGER NOT NULL DEFAULT 0 CHECK (mailed IN (0, 1)),
  printed_on TEXT,
  notes TEXT,
  written_by TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  change_reason TEXT,
  replaced_by TEXT,
  withdrawn_at INTEGER,
  voided_at INTEGER,
  voided_by TEXT,
  void_reason TEXT,
  CHECK (kind <> 'other' OR trim (words) <> ''),
  CHECK (until_date IS NULL OR (kind = 'journey' AND until_date >= on_date)),
  CHECK (kind <> 'journey' OR precision = 'day'),
  CHECK ((voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL))
) STRICT;
CREATE INDEX matter_event_by_matter ON matter_event (matter_id, on_date);
CREATE INDEX matter_event_by_patient ON matter_event (patient_id, on_date);
CREATE INDEX matter_event_by_event ON matter_event (event_id);
CREATE UNIQUE INDEX matter_event_by_correction ON matter_event (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE TRIGGER matter_event_words_stay BEFORE UPDATE ON matter_event
WHEN (old.id, old.event_id, old.matter_id, old.patient_id, old.kind, old.words, old.on_date, old.precision, old.until_date,
      old.mailed, old.printed_on, old.notes, old.written_by, old.written_at, old.change_reason)
  IS NOT (new.id, new.event_id, new.matter_id, new.patient_id, new.kind, new.words, new.on_date, new.precision, new.until_date,
      new.mailed, new.printed_on, new.notes, new.written_by, new.written_at, new.change_reason)
BEGIN SELECT RAISE (ABORT, 'what an event says never changes'); END;
CREATE TRIGGER matter_event_is_kept BEFORE DELETE ON matter_event
BEGIN SELECT RAISE (ABORT, 'an event is never deleted'); END;

ALTER TABLE deadline ADD COLUMN event_id TEXT;
CREATE INDEX deadline_by_event ON deadline (event_id) WHERE event_id IS NOT NULL;
