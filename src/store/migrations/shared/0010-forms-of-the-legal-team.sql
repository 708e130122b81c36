-- What an agency's form tells about somebody may be the legal team's alone: a form says whose its papers are.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Forms that are there already count as the legal team's, which errs on the safe side.
ALTER TABLE official_form ADD COLUMN privileged INTEGER NOT NULL DEFAULT 1 CHECK (privileged IN (0, 1));
DROP TRIGGER official_form_stays;
CREATE TRIGGER official_form_stays BEFORE UPDATE ON official_form
WHEN old.retired_at IS NOT NULL OR (new.id, new.code, new.title, new.agency, new.edition_on, new.file, new.sha256, new.pages, new.added_by, new.added_at, new.privileged)
    IS NOT (old.id, old.code, old.title, old.agency, old.edition_on, old.file, old.sha256, old.pages, old.added_by, old.added_at, old.privileged)
BEGIN SELECT RAISE (ABORT, 'an edition of a form never changes; bring in another'); END;
