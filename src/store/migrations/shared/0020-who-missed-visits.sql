-- Who missed visits is asked how they are; nobody's care ends by itself. It opens with the visit, so that no way misses it.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE outreach (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- of the visit that was missed when it opened
  patient_id TEXT NOT NULL REFERENCES patient (id),
  outcome TEXT CHECK (outcome IN ('new-time', 'will-call', 'no-contact', 'someone-else', 'came', 'not-missed')),
  closed_at INTEGER,
  closed_by TEXT,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX outreach_open ON outreach (patient_id) WHERE outcome IS NULL;

-- They have come since they last did not.
CREATE VIEW outreach_answered AS
SELECT came.patient_id AS patient_id FROM appointment AS came
WHERE came.status = 'completed'
  AND NOT EXISTS (SELECT 1 FROM appointment AS missed
    WHERE missed.patient_id = came.patient_id AND missed.status = 'no_show' AND missed.starts_at > came.starts_at);

-- The second day within a year on which somebody did not come; two visits of one day are one. Whoever wishes not to be
-- contacted about it is left alone until they have come again.
CREATE VIEW outreach_due AS
SELECT missed.id AS id, missed.patient_id AS patient_id FROM appointment AS missed
WHERE missed.status = 'no_show'
  AND EXISTS (SELECT 1 FROM appointment AS before
    WHERE before.patient_id = missed.patient_id AND before.status = 'no_show'
      AND abs (before.starts_at - missed.starts_at) <= 365 * 86400000000
      AND substr (before.local_start, 1, 10) <> substr (missed.local_start, 1, 10))
  AND missed.patient_id NOT IN (SELECT answered.patient_id FROM outreach_answered AS answered
    WHERE answered.patient_id = missed.patient_id)
  AND NOT EXISTS (SELECT 1 FROM outreach AS wish
    WHERE wish.patient_id = missed.patient_id AND wish.outcome = 'no-contact'
      AND NOT EXISTS (SELECT 1 FROM appointment AS came
        WHERE came.patient_id = missed.patient_id AND came.status = 'completed' AND came.starts_at > wish.closed_at));

CREATE TRIGGER appointment_missed_opens_outreach AFTER UPDATE OF status ON appointment
WHEN new.status = 'no_show' AND old.status <> 'no_show'
BEGIN
  INSERT INTO outreach (id, patient_id)
  SELECT due.id, due.patient_id FROM outreach_due AS due WHERE due.id = new.id
    AND NOT EXISTS (SELECT 1 FROM outreach AS open WHERE open.patient_id = new.patient_id AND open.outcome IS NULL)
  ON CONFLICT (id) DO UPDATE SET outcome = NULL, closed_at = NULL, closed_by = NULL, row_version = row_version + 1;
END;
CREATE TRIGGER appointment_written_down_as_missed AFTER INSERT ON appointment WHEN new.status = 'no_show'
BEGIN
  INSERT INTO outreach (id, patient_id)
  SELECT due.id, due.patient_id FROM outreach_due AS due WHERE due.id = new.id
    AND NOT EXISTS (SELECT 1 FROM outreach AS open WHERE open.patient_id = new.patient_id AND open.outcome IS NULL);
END;
-- What was marked by mistake and is put right asks nobody to do anything.
CREATE TRIGGER appointment_not_missed_closes_outreach AFTER UPDATE OF status ON appointment
WHEN old.status = 'no_show' AND new.status <> 'no_show'
BEGIN
  UPDATE outreach SET outcome = 'not-missed', row_version = row_version + 1
  WHERE patient_id = new.patient_id AND outcome IS NULL
    AND (id = new.id OR NOT EXISTS (SELECT 1 FROM outreach_due AS due WHERE due.id = outreach.id));
END;
-- Whoever comes again is asked when they are here; taken back, they are asked as before.
CREATE TRIGGER appointment_completed_closes_outreach AFTER UPDATE OF status ON appointment
WHEN new.status = 'completed' AND old.status <> 'completed'
BEGIN
  UPDATE outreach SET outcome = 'came', row_version = row_version + 1
  WHERE patient_id = new.patient_id AND outcome IS NULL
    AND EXISTS (SELECT 1 FROM outreach_answered AS answered WHERE answered.patient_id = new.patient_id);
END;
CREATE TRIGGER appointment_written_down_as_completed AFTER INSERT ON appointment WHEN new.status = 'completed'
BEGIN
  UPDATE outreach SET outcome = 'came', row_version = row_version + 1
  WHERE patient_id = new.patient_id AND outcome IS NULL
    AND EXISTS (SELECT 1 FROM outreach_answered AS answered WHERE answered.patient_id = new.patient_id);
END;
CREATE TRIGGER appointment_not_completed_opens_outreach AFTER UPDATE OF status ON appointment
WHEN old.status = 'completed' AND new.status <> 'completed'
BEGIN
  UPDATE outreach SET outcome = NULL, row_version = row_version + 1
  WHERE row = (SELECT max (row) FROM outreach AS last WHERE last.patient_id = new.patient_id AND last.outcome = 'came')
    AND NOT EXISTS (SELECT 1 FROM outreach_answered AS answered WHERE answered.patient_id = new.patient_id)
    AND NOT EXISTS (SELECT 1 FROM outreach AS open WHERE open.patient_id = new.patient_id AND open.outcome IS NULL);
END;
