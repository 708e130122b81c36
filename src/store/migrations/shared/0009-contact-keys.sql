-- The same telephone and the same house are found however they are written, when somebody looks for conflicts of interest.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE contact_key (
  row INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL,
  source_id TEXT NOT NULL, -- a safe contact rule, or the person for the address of letters
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'address')),
  contact_key TEXT NOT NULL CHECK (contact_key <> '')
) STRICT;
CREATE INDEX contact_key_by_key ON contact_key (contact_key, kind);
CREATE INDEX contact_key_by_source ON contact_key (source_id);

CREATE TRIGGER safe_contact_rule_added AFTER INSERT ON safe_contact_rule
WHEN new.channel IN ('mobile', 'home', 'work', 'via-person', 'mail', 'in-person')
BEGIN
  INSERT INTO contact_key (patient_id, source_id, kind, contact_key)
    SELECT new.patient_id, new.id, 'phone', haven_phone_key (new.value)
      WHERE new.channel NOT IN ('mail', 'in-person') AND haven_phone_key (new.value) <> ''
    UNION ALL SELECT new.patient_id, new.id, 'address', haven_address_key (new.value)
      WHERE new.channel IN ('mail', 'in-person') AND haven_address_key (new.value) <> '';
END;
CREATE TRIGGER safe_contact_rule_changed AFTER UPDATE ON safe_contact_rule
BEGIN
  DELETE FROM contact_key WHERE source_id = old.id;
  INSERT INTO contact_key (patient_id, source_id, kind, contact_key)
    SELECT new.patient_id, new.id, 'phone', haven_phone_key (new.value)
      WHERE new.channel IN ('mobile', 'home', 'work', 'via-person') AND haven_phone_key (new.value) <> ''
    UNION ALL SELECT new.patient_id, new.id, 'address', haven_address_key (new.value)
      WHERE new.channel IN ('mail', 'in-person') AND haven_address_key (new.value) <> '';
END;
CREATE TRIGGER safe_contact_rule_removed AFTER DELETE ON safe_contact_rule
BEGIN
  DELETE FROM contact_key WHERE source_id = old.id;
END;
CREATE TRIGGER patient_address_added AFTER INSERT ON patient WHEN haven_address_key (new.mail_to) <> ''
BEGIN
  INSERT INTO contact_key (patient_id, source_id, kind, contact_key)
    VALUES (new.id, new.id, 'address', haven_address_key (new.mail_to));
END;
CREATE TRIGGER patient_address_changed AFTER UPDATE OF mail_to ON patient WHEN new.mail_to IS NOT old.mail_to
BEGIN
  DELETE FROM contact_key WHERE source_id = old.id;
  INSERT INTO contact_key (patient_id, source_id, kind, contact_key)
    SELECT new.id, new.id, 'address', haven_address_key (new.mail_to) WHERE haven_address_key (new.mail_to) <> '';
END;
CREATE TRIGGER patient_address_removed AFTER DELETE ON patient
BEGIN
  DELETE FROM contact_key WHERE patient_id = old.id;
END;

INSERT INTO contact_key (patient_id, source_id, kind, contact_key)
  SELECT patient_id, id, 'phone', haven_phone_key (value) FROM safe_contact_rule
    WHERE channel IN ('mobile', 'home', 'work', 'via-person') AND haven_phone_key (value) <> ''
  UNION ALL SELECT patient_id, id, 'address', haven_address_key (value) FROM safe_contact_rule
    WHERE channel IN ('mail', 'in-person') AND haven_address_key (value) <> ''
  UNION ALL SELECT id, id, 'address', haven_address_key (mail_to) FROM patient WHERE haven_address_key (mail_to) <> '';
