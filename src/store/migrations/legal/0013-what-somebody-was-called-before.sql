-- A party is found by what it was called before as well: whoever changes their name stays a conflict (ABA Model Rules 1.9, 1.10).
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
DROP TRIGGER party_added;
DROP TRIGGER party_changed;
DROP TRIGGER party_removed;
ALTER TABLE party_key RENAME TO party_key_of_now;
CREATE TABLE party_key (
  row INTEGER PRIMARY KEY,
  party_row INTEGER NOT NULL,
  matter_id TEXT NOT NULL,
  patient_id TEXT,
  search_key TEXT NOT NULL,
  sound_key TEXT NOT NULL,
  phone_key TEXT NOT NULL,
  address_key TEXT NOT NULL,
  former INTEGER NOT NULL CHECK (former IN (0, 1))
) STRICT;
INSERT INTO party_key (party_row, matter_id, patient_id, search_key, sound_key, phone_key, address_key, former)
  SELECT party_row, matter_id, patient_id, search_key, sound_key, phone_key, address_key, 0 FROM party_key_of_now;
DROP TABLE party_key_of_now;
CREATE INDEX party_key_by_party ON party_key (party_row, former);
CREATE UNIQUE INDEX party_key_of_now ON party_key (party_row) WHERE former = 0;

CREATE TRIGGER party_added AFTER INSERT ON party
BEGIN
  INSERT INTO party_key (party_row, matter_id, patient_id, search_key, sound_key, phone_key, address_key, former)
    VALUES (new.row, new.matter_id, new.patient_id, haven_search_key (new.name), haven_sound_key (new.name),
      haven_phone_key (new.phone), haven_address_key (new.address), 0);
END;
-- What it was found by stays; what it is found by now stands once, also where an earlier name comes back.
CREATE TRIGGER party_changed AFTER UPDATE ON party
BEGIN
  UPDATE party_key SET matter_id = new.matter_id, patient_id = new.patient_id, former = 1 WHERE party_row = old.row;
  DELETE FROM party_key WHERE party_row = old.row
    AND (search_key, phone_key, address_key)
      = (haven_search_key (new.name), haven_phone_key (new.phone), haven_address_key (new.address));
  INSERT INTO party_key (party_row, matter_id, patient_id, search_key, sound_key, phone_key, address_key, former)
    VALUES (new.row, new.matter_id, new.patient_id, haven_search_key (new.name), haven_sound_key (new.name),
      haven_phone_key (new.phone), haven_address_key (new.address), 0);
END;
CREATE TRIGGER party_removed AFTER DELETE ON party
BEGIN
  DELETE FROM party_key WHERE party_row = old.row;
END;
