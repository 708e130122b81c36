-- The words of a note of a matter never change: a correction is a new note that takes the place of the earlier one.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE legal_note ADD COLUMN corrected_by TEXT;
ALTER TABLE legal_note ADD COLUMN withdrawn_at INTEGER;
CREATE INDEX legal_note_by_matter ON legal_note (matter_id, written_at);
CREATE UNIQUE INDEX legal_note_by_correction ON legal_note (corrected_by) WHERE corrected_by IS NOT NULL;
DROP TRIGGER legal_note_signed_stays;
CREATE TRIGGER legal_note_words_stay BEFORE UPDATE ON legal_note
WHEN (old.id, old.matter_id, old.patient_id, old.title, old.text, old.author_id, old.written_at, old.signed_at)
  IS NOT (new.id, new.matter_id, new.patient_id, new.title, new.text, new.author_id, new.written_at, new.signed_at)
BEGIN SELECT RAISE (ABORT, 'the words of a note never change'); END;
CREATE TRIGGER legal_note_is_kept BEFORE DELETE ON legal_note
BEGIN SELECT RAISE (ABORT, 'a note is never deleted'); END;
