-- What a waiting person's visit is for, and a freed time's, is kept from those to whom a visit's kind is closed (R19).
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- A freed time is of the kind of the visit that it was; nothing has to say so twice.
ALTER TABLE freed_slot DROP COLUMN kind;

-- Who gives somebody a time may not know what they wait for; their visit is of that kind all the same.
CREATE TRIGGER wait_entry_gives_its_kind AFTER UPDATE OF appointment_id ON wait_entry
WHEN new.appointment_id IS NOT NULL AND new.status = 'booked'
BEGIN
  UPDATE appointment SET kind = new.kind WHERE id = new.appointment_id AND kind IS NOT new.kind;
END;
