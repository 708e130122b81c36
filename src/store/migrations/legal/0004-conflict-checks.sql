-- No matter opens before somebody looked for conflicts of interest; what was found and decided never changes.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE conflict_check (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL,
  looked_for TEXT NOT NULL CHECK (json_type (looked_for) = 'array'),
  matches TEXT CHECK (json_type (matches) = 'array'),
  behind_the_wall INTEGER NOT NULL CHECK (behind_the_wall IN (0, 1)),
  outcome TEXT NOT NULL CHECK (outcome IN ('clear', 'cleared', 'declined', 'referred')),
  reason TEXT,
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  CHECK (behind_the_wall = 0 OR outcome IN ('declined', 'referred')),
  CHECK (outcome <> 'clear' OR matches IS NULL),
  CHECK (outcome <> 'cleared' OR matches IS NOT NULL),
  CHECK (outcome <> 'referred' OR behind_the_wall = 1),
  CHECK (outcome NOT IN ('cleared', 'declined') OR length (trim (coalesce (reason, ''))) >= 10)
) STRICT;
CREATE INDEX conflict_check_by_patient ON conflict_check (patient_id, decided_at);
CREATE TRIGGER conflict_check_stays BEFORE UPDATE ON conflict_check
BEGIN SELECT RAISE (ABORT, 'a look for conflicts never changes'); END;
CREATE TRIGGER conflict_check_is_kept BEFORE DELETE ON conflict_check
BEGIN SELECT RAISE (ABORT, 'a look for conflicts is never deleted'); END;
CREATE TRIGGER conflict_check_is_not_replaced BEFORE INSERT ON conflict_check
WHEN EXISTS (SELECT 1 FROM conflict_check WHERE id = new.id OR row = new.row)
BEGIN SELECT RAISE (ABORT, 'a look for conflicts never changes'); END;

-- Matters that were open before have none; each new one has its own.
ALTER TABLE matter ADD COLUMN conflict_check_id TEXT REFERENCES conflict_check (id);
CREATE UNIQUE INDEX matter_by_conflict_check ON matter (conflict_check_id) WHERE conflict_check_id IS NOT NULL;
CREATE TRIGGER matter_opens_after_a_look BEFORE INSERT ON matter
WHEN NOT EXISTS (SELECT 1 FROM conflict_check
  WHERE id = new.conflict_check_id AND patient_id = new.patient_id AND outcome IN ('clear', 'cleared'))
BEGIN SELECT RAISE (ABORT, 'no matter opens before conflicts were looked for'); END;
CREATE TRIGGER matter_keeps_its_look BEFORE UPDATE OF conflict_check_id, patient_id ON matter
WHEN (new.conflict_check_id, new.patient_id) IS NOT (old.conflict_check_id, old.patient_id)
BEGIN SELECT RAISE (ABORT, 'a matter keeps the look for conflicts that it opened after'); END;

-- What a party is found by; made by functions of the program, so that no path into the tables misses it.
CREATE TABLE party_key (
  party_row INTEGER PRIMARY KEY,
  matter_id TEXT NOT NULL,
  patient_id TEXT,
  search_key TEXT NOT NULL,
  sound_key TEXT NOT NULL,
  phone_key TEXT NOT NULL,
  address_key TEXT NOT NULL
) STRICT;
CREATE TRIGGER party_added AFTER INSERT ON party
BEGIN
  INSERT INTO party_key (party_row, matter_id, patient_id, search_key, sound_key, phone_key, address_key)
    VALUES (new.row, new.matter_id, new.patient_id, haven_search_key (new.name), haven_sound_key (new.name),
      haven_phone_key (new.phone), haven_address_key (new.address));
END;
CREATE TRIGGER party_changed AFTER UPDATE ON party
BEGIN
  DELETE FROM party_key WHERE party_row = old.row;
  INSERT INTO party_key (party_row, matter_id, patient_id, search_key, sound_key, phone_key, address_key)
    VALUES (new.row, new.matter_id, new.patient_id, haven_search_key (new.name), haven_sound_key (new.name),
      haven_phone_key (new.phone), haven_address_key (new.address));
END;
CREATE TRIGGER party_removed AFTER DELETE ON party
BEGIN
  DELETE FROM party_key WHERE party_row = old.row;
END;
INSERT INTO party_key (party_row, matter_id, patient_id, search_key, sound_key, phone_key, address_key)
  SELECT row, matter_id, patient_id, haven_search_key (name), haven_sound_key (name), haven_phone_key (phone),
    haven_address_key (address) FROM party;
