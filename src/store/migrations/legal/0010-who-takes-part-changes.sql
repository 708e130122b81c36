-- Who takes part in a matter changes while it runs, and each time conflicts of interest are looked for first.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- A look for somebody who is to take part in a matter that is open already; before a matter opens there is none to name.
ALTER TABLE conflict_check ADD COLUMN matter_id TEXT;
CREATE INDEX conflict_check_by_matter ON conflict_check (matter_id, decided_at) WHERE matter_id IS NOT NULL;
CREATE TRIGGER conflict_check_is_of_its_matter BEFORE INSERT ON conflict_check
WHEN new.matter_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM matter WHERE id = new.matter_id AND patient_id = new.patient_id)
BEGIN SELECT RAISE (ABORT, 'a look for conflicts belongs to a matter of the person'); END;

-- Whoever was looked for later has not been looked for on behalf of a new matter.
DROP TRIGGER matter_opens_after_a_look;
CREATE TRIGGER matter_opens_after_a_look BEFORE INSERT ON matter
WHEN NOT EXISTS (SELECT 1 FROM conflict_check
  WHERE id = new.conflict_check_id AND patient_id = new.patient_id AND matter_id IS NULL
    AND outcome IN ('clear', 'cleared'))
BEGIN SELECT RAISE (ABORT, 'no matter opens before conflicts were looked for'); END;

-- Who no longer takes part stays: a former client or opponent may still be a conflict (ABA Model Rules 1.9, 1.10).
ALTER TABLE party ADD COLUMN conflict_check_id TEXT REFERENCES conflict_check (id);
ALTER TABLE party ADD COLUMN ended_on TEXT;
ALTER TABLE party ADD COLUMN ended_by TEXT CHECK ((ended_on IS NULL) = (ended_by IS NULL));
UPDATE party SET conflict_check_id = (SELECT conflict_check_id FROM matter WHERE matter.id = party.matter_id);
CREATE INDEX party_by_conflict_check ON party (conflict_check_id);

-- Each party has a look that allows it and that looked for it as it is: the one after which the matter opened, or one of
-- its own. Undoing a change brings back the look that was there before, which holds of what was there before.
CREATE VIEW party_not_looked_for AS SELECT party.row AS row FROM party
JOIN matter ON matter.id = party.matter_id
WHERE NOT EXISTS (SELECT 1 FROM conflict_check AS look
    WHERE look.id = party.conflict_check_id AND look.outcome IN ('clear', 'cleared')
      AND (look.id = matter.conflict_check_id OR look.matter_id = party.matter_id)
      AND haven_search_key (party.name) IN (SELECT haven_search_key (value) FROM json_each (look.looked_for))
      AND (haven_phone_key (party.phone) = ''
        OR haven_phone_key (party.phone) IN (SELECT haven_phone_key (value) FROM json_each (look.looked_for)))
      AND (haven_address_key (party.address) = ''
        OR haven_address_key (party.address) IN (SELECT haven_address_key (value) FROM json_each (look.looked_for))))
  OR EXISTS (SELECT 1 FROM party AS other
    WHERE other.conflict_check_id = party.conflict_check_id AND other.row <> party.row
      AND party.conflict_check_id IS NOT matter.conflict_check_id);
CREATE TRIGGER party_joins_after_a_look AFTER INSERT ON party
WHEN EXISTS (SELECT 1 FROM party_not_looked_for WHERE row = new.row)
BEGIN SELECT RAISE (ABORT, 'nobody takes part in a matter before conflicts were looked for'); END;

-- Another way of writing the same is no change that could find somebody else. Who was cleared as a witness was not
-- cleared as the other side, so another part takes another look.
CREATE TRIGGER party_changes_after_a_look AFTER UPDATE ON party
WHEN (new.role <> old.role AND new.conflict_check_id IS old.conflict_check_id)
  OR ((new.conflict_check_id IS NOT old.conflict_check_id
      OR haven_search_key (new.name) <> haven_search_key (old.name)
      OR haven_phone_key (new.phone) NOT IN ('', haven_phone_key (old.phone))
      OR haven_address_key (new.address) NOT IN ('', haven_address_key (old.address)))
    AND EXISTS (SELECT 1 FROM party_not_looked_for WHERE row = new.row))
BEGIN SELECT RAISE (ABORT, 'nobody who takes part in a matter changes before conflicts were looked for'); END;

CREATE TRIGGER party_stays_with_its_matter BEFORE UPDATE ON party
WHEN (new.id, new.matter_id) IS NOT (old.id, old.matter_id)
BEGIN SELECT RAISE (ABORT, 'a party stays with its matter'); END;
CREATE TRIGGER party_past_stays BEFORE UPDATE ON party
WHEN old.ended_on IS NOT NULL
  AND (new.role, new.name, new.relation, new.phone, new.address, new.patient_id, new.conflict_check_id)
    IS NOT (old.role, old.name, old.relation, old.phone, old.address, old.patient_id, old.conflict_check_id)
BEGIN SELECT RAISE (ABORT, 'who took part before stays as they were'); END;
CREATE TRIGGER party_past_is_kept BEFORE DELETE ON party
WHEN old.ended_on IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'who took part before is never deleted'); END;
CREATE TRIGGER party_past_is_not_replaced BEFORE INSERT ON party
WHEN EXISTS (SELECT 1 FROM party WHERE (id = new.id OR row = new.row) AND ended_on IS NOT NULL)
BEGIN SELECT RAISE (ABORT, 'who took part before stays as they were'); END;
