-- A hearing has an hour and a place: a visit of the person there at that hour would bring them to whom they must not meet.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Of a date that is kept on its day and not by it; unknown where NULL.
ALTER TABLE deadline ADD COLUMN at_minute INTEGER CHECK (at_minute BETWEEN 0 AND 1439);
ALTER TABLE deadline ADD COLUMN place TEXT CHECK (trim (place) <> '');
CREATE INDEX deadline_by_place ON deadline (patient_id, status) WHERE place IS NOT NULL;
