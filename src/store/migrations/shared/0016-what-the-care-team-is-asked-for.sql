-- What is asked for of a record, in words that tell nothing of what it is for; the other part knows what it belongs to.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE record_request (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind TEXT NOT NULL CHECK (kind IN ('records_summary', 'visits_letter', 'care_letter', 'test_results', 'photographs',
    'evaluation', 'written_account')),
  wanted_by TEXT NOT NULL,
  release_id TEXT NOT NULL REFERENCES release (id),
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'taken_on', 'ready', 'cannot', 'withdrawn')),
  reason TEXT CHECK (reason IN ('no_record', 'not_covered', 'person_says_no', 'not_good_for_health', 'not_by_that_day',
    'someone_else')),
  taken_by TEXT,
  document_id TEXT REFERENCES document (id),
  answered_on TEXT,
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'cannot') = (reason IS NOT NULL)),
  CHECK (document_id IS NULL OR state = 'ready'),
  CHECK ((state IN ('ready', 'cannot')) = (answered_on IS NOT NULL))
) STRICT;
CREATE INDEX record_request_by_patient ON record_request (patient_id);
CREATE INDEX record_request_by_state ON record_request (state, wanted_by);
CREATE TRIGGER record_request_asks_the_same BEFORE UPDATE ON record_request
WHEN (new.id, new.patient_id, new.kind, new.wanted_by, new.release_id, new.asked_at)
  IS NOT (old.id, old.patient_id, old.kind, old.wanted_by, old.release_id, old.asked_at)
BEGIN SELECT RAISE (ABORT, 'what was asked for never changes'); END;
CREATE TRIGGER record_request_that_is_ready_stays BEFORE UPDATE ON record_request WHEN old.state = 'ready'
BEGIN SELECT RAISE (ABORT, 'what was given out stays as it is'); END;
CREATE TRIGGER record_request_answered_is_kept BEFORE DELETE ON record_request WHEN old.state <> 'asked'
BEGIN SELECT RAISE (ABORT, 'a request that was answered is kept'); END;
