-- What one missed visit opened closes when that one is put right; two others that stay missed are still somebody to ask.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
DROP TRIGGER appointment_not_missed_closes_outreach;
CREATE TRIGGER appointment_not_missed_closes_outreach AFTER UPDATE OF status ON appointment
WHEN old.status = 'no_show' AND new.status <> 'no_show'
BEGIN
  UPDATE outreach SET outcome = 'not-missed', row_version = row_version + 1
  WHERE patient_id = new.patient_id AND outcome IS NULL
    AND (id = new.id OR NOT EXISTS (SELECT 1 FROM outreach_due AS due WHERE due.id = outreach.id));
  -- As if that visit had never been missed: the next one would have opened it. What was missed earlier was asked about before.
  INSERT INTO outreach (id, patient_id)
  SELECT due.id, due.patient_id FROM outreach_due AS due
  JOIN appointment AS missed ON missed.id = due.id
  WHERE due.patient_id = new.patient_id AND missed.starts_at > new.starts_at
    AND EXISTS (SELECT 1 FROM outreach AS closed WHERE closed.id = new.id AND closed.outcome = 'not-missed')
    AND NOT EXISTS (SELECT 1 FROM outreach AS open WHERE open.patient_id = new.patient_id AND open.outcome IS NULL)
    AND NOT EXISTS (SELECT 1 FROM outreach AS asked WHERE asked.id = due.id)
  ORDER BY missed.starts_at LIMIT 1;
END;
