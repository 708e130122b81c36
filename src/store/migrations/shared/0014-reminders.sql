-- That somebody was reminded of a visit, or that it was tried; the program itself sends nothing.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE reminder (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  appointment_id TEXT NOT NULL,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'other-time', 'no-answer', 'not-tried')),
  channel TEXT CHECK (channel IN ('mobile', 'home', 'work', 'email', 'mail', 'in-person', 'via-person')),
  done_at INTEGER NOT NULL,
  done_by TEXT NOT NULL
) STRICT;
CREATE INDEX reminder_by_appointment ON reminder (appointment_id);
