-- What was signed is not replaced either, may bear several signatures, and fixes the permission that it gives.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE signed_paper ADD COLUMN others BLOB;
ALTER TABLE release ADD COLUMN signed_paper_id TEXT;

-- To insert in place of a row deletes it without asking the triggers of deletion.
CREATE TRIGGER signed_paper_is_not_replaced BEFORE INSERT ON signed_paper
WHEN EXISTS (SELECT 1 FROM signed_paper WHERE id = new.id OR document_id = new.document_id OR row = new.row)
BEGIN SELECT RAISE (ABORT, 'what was signed is never replaced'); END;
CREATE TRIGGER document_signed_is_not_replaced BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM signed_paper WHERE document_id IN (SELECT id FROM document WHERE id = new.id OR row = new.row))
BEGIN SELECT RAISE (ABORT, 'a signed document is never replaced'); END;

-- A permission that somebody signed ends by being withdrawn or by its day: its words and its days stay what they signed.
CREATE TRIGGER release_signed_stays BEFORE UPDATE ON release
WHEN old.signed_paper_id IS NOT NULL AND
  (new.id, new.patient_id, new.basis, new.form_code, new.form_version, new.language, new.discloser, new.recipient,
   new.items, new.withhold, new.purpose, new.effective_on, new.expires_on, new.signed_on, new.signer, new.signed_paper_id)
  IS NOT
  (old.id, old.patient_id, old.basis, old.form_code, old.form_version, old.language, old.discloser, old.recipient,
   old.items, old.withhold, old.purpose, old.effective_on, old.expires_on, old.signed_on, old.signer, old.signed_paper_id)
BEGIN SELECT RAISE (ABORT, 'a signed permission never changes; it is withdrawn, or signed anew'); END;
CREATE TRIGGER release_signed_is_kept BEFORE DELETE ON release WHEN old.signed_paper_id IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed permission is never deleted'); END;
CREATE TRIGGER release_signed_is_not_replaced BEFORE INSERT ON release
WHEN EXISTS (SELECT 1 FROM release WHERE signed_paper_id IS NOT NULL AND (id = new.id OR row = new.row))
BEGIN SELECT RAISE (ABORT, 'a signed permission is never replaced'); END;
