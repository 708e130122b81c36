-- A matter before a state court plans by the days on which that court is open, too.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The legal team keeps these tables: which court a matter is before is nobody else's business.
CREATE TABLE court_day (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  court TEXT NOT NULL CHECK (trim (court) <> ''),
  on_date TEXT NOT NULL,
  name TEXT NOT NULL CHECK (trim (name) <> ''),
  UNIQUE (court, on_date)
) STRICT;
ALTER TABLE matter ADD COLUMN court_calendar TEXT CHECK (trim (court_calendar) <> '');
CREATE INDEX matter_by_court_calendar ON matter (court_calendar) WHERE court_calendar IS NOT NULL;

-- INSERT OR REPLACE deletes without asking a trigger of deletion.
CREATE TRIGGER matter_event_is_not_replaced BEFORE INSERT ON matter_event
WHEN EXISTS (SELECT 1 FROM matter_event WHERE id = new.id OR row = new.row)
BEGIN SELECT RAISE (ABORT, 'an event is never deleted'); END;
