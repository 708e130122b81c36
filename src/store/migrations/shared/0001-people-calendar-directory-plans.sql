-- What the whole clinic may need: people, safe contact, calendar, directory, plans, consents, staff.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE clinic_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE staff_member (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL,
  languages TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE patient (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  pronouns TEXT,
  born_on TEXT CHECK (born_on GLOB '[0-9][0-9][0-9][0-9]*'),
  born_estimated INTEGER NOT NULL DEFAULT 0 CHECK (born_estimated IN (0, 1)),
  spoken_language TEXT,
  written_language TEXT,
  languages TEXT,
  interpreter_need TEXT CHECK (interpreter_need IN ('none', 'spoken', 'sign', 'relay')),
  do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1)),
  mail_to TEXT,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'closed')),
  created_at INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE patient_name (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('alias', 'native-script', 'former')),
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX patient_name_by_patient ON patient_name (patient_id);

-- One line a name; the keys are made by functions of the program, so that no path into the tables misses them.
CREATE TABLE patient_name_key (
  row INTEGER PRIMARY KEY,
  patient_row INTEGER NOT NULL,
  name_row INTEGER NOT NULL, -- 0: the person's own name
  search_key TEXT NOT NULL,
  sound_key TEXT NOT NULL,
  UNIQUE (patient_row, name_row)
) STRICT;
CREATE INDEX patient_name_key_own ON patient_name_key (search_key, patient_row) WHERE name_row = 0;
CREATE VIRTUAL TABLE patient_name_words USING fts5 (
  search_key, sound_key, content='patient_name_key', content_rowid='row',
  tokenize="unicode61 remove_diacritics 0", prefix='1 2 3', detail=column
);
CREATE VIRTUAL TABLE patient_name_parts USING fts5 (
  search_key, content='patient_name_key', content_rowid='row', tokenize='trigram', detail=none
);
INSERT INTO patient_name_words (patient_name_words, rank) VALUES ('secure-delete', 1);
INSERT INTO patient_name_parts (patient_name_parts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER patient_name_key_added AFTER INSERT ON patient_name_key
BEGIN
  INSERT INTO patient_name_words (rowid, search_key, sound_key) VALUES (new.row, new.search_key, new.sound_key);
  INSERT INTO patient_name_parts (rowid, search_key) VALUES (new.row, new.search_key);
END;
CREATE TRIGGER patient_name_key_removed AFTER DELETE ON patient_name_key
BEGIN
  INSERT INTO patient_name_words (patient_name_words, rowid, search_key, sound_key)
    VALUES ('delete', old.row, old.search_key, old.sound_key);
  INSERT INTO patient_name_parts (patient_name_parts, rowid, search_key) VALUES ('delete', old.row, old.search_key);
END;
CREATE TRIGGER patient_added AFTER INSERT ON patient
BEGIN
  INSERT INTO patient_name_key (patient_row, name_row, search_key, sound_key)
    VALUES (new.row, 0, haven_search_key (new.name), haven_sound_key (new.name));
END;
CREATE TRIGGER patient_renamed AFTER UPDATE OF name ON patient WHEN new.name <> old.name
BEGIN
  DELETE FROM patient_name_key WHERE patient_row = old.row AND name_row = 0;
  INSERT INTO patient_name_key (patient_row, name_row, search_key, sound_key)
    VALUES (new.row, 0, haven_search_key (new.name), haven_sound_key (new.name));
END;
CREATE TRIGGER patient_removed AFTER DELETE ON patient
BEGIN
  DELETE FROM patient_name_key WHERE patient_row = old.row;
END;
CREATE TRIGGER patient_name_added AFTER INSERT ON patient_name
BEGIN
  INSERT INTO patient_name_key (patient_row, name_row, search_key, sound_key)
    SELECT patient.row, new.row, haven_search_key (new.text), haven_sound_key (new.text)
      FROM patient WHERE patient.id = new.patient_id;
END;
CREATE TRIGGER patient_name_changed AFTER UPDATE ON patient_name
BEGIN
  DELETE FROM patient_name_key WHERE name_row = old.row;
  INSERT INTO patient_name_key (patient_row, name_row, search_key, sound_key)
    SELECT patient.row, new.row, haven_search_key (new.text), haven_sound_key (new.text)
      FROM patient WHERE patient.id = new.patient_id;
END;
CREATE TRIGGER patient_name_removed AFTER DELETE ON patient_name
BEGIN
  DELETE FROM patient_name_key WHERE name_row = old.row;
END;
CREATE INDEX patient_name_key_by_name ON patient_name_key (name_row) WHERE name_row > 0;

CREATE TABLE safe_contact_rule (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
  channel TEXT NOT NULL CHECK (channel IN ('mobile', 'home', 'work', 'email', 'mail', 'in-person', 'via-person')),
  value TEXT,
  safe TEXT NOT NULL CHECK (safe IN ('yes', 'no', 'ask-first', 'only-if')),
  safe_from INTEGER NOT NULL DEFAULT 0 CHECK (safe_from BETWEEN 0 AND 1440),
  safe_to INTEGER NOT NULL DEFAULT 1440 CHECK (safe_to BETWEEN 0 AND 1440),
  days TEXT,
  leave_voicemail TEXT CHECK (leave_voicemail IN ('no', 'name-only', 'coded')),
  text_ok INTEGER NOT NULL DEFAULT 0 CHECK (text_ok IN (0, 1)),
  caller_name_to_use TEXT,
  code_question TEXT,
  who_else_hears TEXT,
  last_confirmed_on TEXT,
  confirm_every_days INTEGER NOT NULL DEFAULT 30
) STRICT;
CREATE INDEX safe_contact_rule_by_patient ON safe_contact_rule (patient_id);

CREATE TABLE resource (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('clinician', 'lawyer', 'navigator', 'room', 'interpreter', 'vehicle')),
  staff_id TEXT REFERENCES staff_member (id),
  languages TEXT,
  site TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE resource_hours (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  resource_id TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens_at INTEGER NOT NULL CHECK (opens_at BETWEEN 0 AND 1440),
  closes_at INTEGER NOT NULL CHECK (closes_at BETWEEN opens_at AND 1440)
) STRICT;
CREATE INDEX resource_hours_by_resource ON resource_hours (resource_id, weekday);

CREATE TABLE resource_absence (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  resource_id TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
  reason TEXT
) STRICT;
CREATE INDEX resource_absence_by_resource ON resource_absence (resource_id, starts_at);

CREATE TABLE closed_day (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  on_date TEXT NOT NULL,
  calendar TEXT NOT NULL DEFAULT 'clinic',
  name TEXT,
  UNIQUE (on_date, calendar)
) STRICT;

CREATE TABLE appointment (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind TEXT NOT NULL CHECK (kind IN
    ('medical', 'legal', 'court', 'advocate', 'interpreter', 'transport', 'group', 'home-visit')),
  title TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
  zone TEXT NOT NULL,
  local_start TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN
    ('proposed', 'requested', 'waitlisted', 'confirmed', 'arrived', 'checked_in', 'in_progress', 'completed',
     'cancelled_by_client', 'cancelled_by_clinic', 'no_show', 'rescheduled')),
  status_reason TEXT,
  mode TEXT CHECK (mode IN ('in-person', 'phone', 'video')),
  site TEXT,
  interpreter_language TEXT,
  interpreter_need TEXT CHECK (interpreter_need IN ('none', 'spoken', 'sign', 'relay')),
  transport_need TEXT CHECK (transport_need IN ('none', 'own', 'ride', 'escort')),
  trip_id TEXT,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX appointment_by_time ON appointment (starts_at);
CREATE INDEX appointment_by_patient ON appointment (patient_id, starts_at);

CREATE TABLE appointment_resource (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  appointment_id TEXT NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  UNIQUE (appointment_id, resource_id)
) STRICT;
CREATE INDEX appointment_resource_by_resource ON appointment_resource (resource_id);

CREATE TABLE organization (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT,
  source_id TEXT,
  name TEXT NOT NULL CHECK (name <> ''),
  alternate_name TEXT,
  description TEXT,
  email TEXT,
  website TEXT,
  extra TEXT
) STRICT;

CREATE TABLE service (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT,
  source_id TEXT,
  organization_id TEXT NOT NULL REFERENCES organization (id),
  name TEXT NOT NULL CHECK (name <> ''),
  alternate_name TEXT,
  description TEXT,
  url TEXT,
  email TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily closed')),
  interpretation_services TEXT,
  application_process TEXT,
  fees TEXT,
  wait_time TEXT,
  eligibility_description TEXT,
  required_documents TEXT,
  minimum_age INTEGER NOT NULL DEFAULT 0,
  maximum_age INTEGER NOT NULL DEFAULT 0,
  languages TEXT,
  areas TEXT,
  keywords TEXT,
  alert TEXT,
  assured_on TEXT,
  last_verified_on TEXT,
  serves_undocumented TEXT CHECK (serves_undocumented IN ('yes', 'no', 'unclear', 'not-asked')),
  no_id_needed INTEGER NOT NULL DEFAULT 0 CHECK (no_id_needed IN (0, 1)),
  extra TEXT
) STRICT;
CREATE INDEX service_by_name ON service (name COLLATE NOCASE, row);
CREATE INDEX service_by_organization ON service (organization_id);
CREATE VIRTUAL TABLE service_words USING fts5 (
  name, words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
INSERT INTO service_words (service_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER service_added AFTER INSERT ON service
BEGIN
  INSERT INTO service_words (rowid, name, words) VALUES (new.row,
    haven_search_key (concat_ws (' ', new.name, new.alternate_name)),
    haven_search_key (concat_ws (' ', new.description, new.keywords, new.areas, new.eligibility_description,
    (SELECT name FROM organization WHERE id = new.organization_id))));
END;
CREATE TRIGGER service_changed AFTER UPDATE ON service
BEGIN
  DELETE FROM service_words WHERE rowid = old.row;
  INSERT INTO service_words (rowid, name, words) VALUES (new.row,
    haven_search_key (concat_ws (' ', new.name, new.alternate_name)),
    haven_search_key (concat_ws (' ', new.description, new.keywords, new.areas, new.eligibility_description,
    (SELECT name FROM organization WHERE id = new.organization_id))));
END;
CREATE TRIGGER service_removed AFTER DELETE ON service
BEGIN
  DELETE FROM service_words WHERE rowid = old.row;
END;

CREATE TABLE location (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT,
  source_id TEXT,
  organization_id TEXT REFERENCES organization (id),
  name TEXT,
  location_type TEXT CHECK (location_type IN ('physical', 'postal', 'virtual')),
  description TEXT,
  transportation TEXT,
  accessibility TEXT,
  address_1 TEXT,
  address_2 TEXT,
  city TEXT,
  state_province TEXT,
  postal_code TEXT,
  country TEXT,
  latitude REAL,
  longitude REAL,
  confidential_location INTEGER NOT NULL DEFAULT 0 CHECK (confidential_location IN (0, 1)),
  front_gate_phone TEXT,
  meeting_point TEXT,
  languages TEXT,
  extra TEXT
) STRICT;
CREATE INDEX location_by_city ON location (city COLLATE NOCASE);

CREATE TABLE service_location (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  location_id TEXT NOT NULL REFERENCES location (id) ON DELETE CASCADE,
  extra TEXT,
  UNIQUE (service_id, location_id)
) STRICT;
CREATE INDEX service_location_by_location ON service_location (location_id);

CREATE TABLE phone (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source_id TEXT,
  organization_id TEXT,
  service_id TEXT,
  location_id TEXT,
  number TEXT NOT NULL CHECK (number <> ''),
  extension TEXT,
  type TEXT,
  description TEXT,
  languages TEXT,
  extra TEXT
) STRICT;
CREATE INDEX phone_by_service ON phone (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX phone_by_location ON phone (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX phone_by_organization ON phone (organization_id) WHERE organization_id IS NOT NULL;

CREATE TABLE schedule (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source_id TEXT,
  service_id TEXT,
  location_id TEXT,
  valid_from TEXT,
  valid_to TEXT,
  freq TEXT,
  interval_weeks INTEGER NOT NULL DEFAULT 1,
  byday TEXT,
  bymonthday TEXT,
  opens_at TEXT,
  closes_at TEXT,
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  notes TEXT,
  extra TEXT
) STRICT;
CREATE INDEX schedule_by_service ON schedule (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX schedule_by_location ON schedule (location_id) WHERE location_id IS NOT NULL;

CREATE TABLE plan (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  version INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL CHECK (status IN
    ('draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error')),
  pace TEXT CHECK (pace IN ('client-led', 'standard', 'urgent')),
  own_words TEXT,
  starts_on TEXT,
  review_on TEXT,
  signed_on TEXT,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_by_patient ON plan (patient_id);

CREATE TABLE goal (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  domain TEXT NOT NULL,
  statement TEXT NOT NULL,
  measure TEXT,
  target TEXT,
  target_on TEXT,
  achievement TEXT,
  importance INTEGER NOT NULL DEFAULT 3 CHECK (importance BETWEEN 0 AND 5)
) STRICT;
CREATE INDEX goal_by_plan ON goal (plan_id, position);

CREATE TABLE plan_action (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  goal_id TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  what TEXT NOT NULL,
  who TEXT CHECK (who IN ('person', 'clinic', 'legal', 'agency')),
  service_opt TEXT CHECK (service_opt IN ('in', 'out', 'undecided')),
  due_on TEXT,
  state TEXT,
  service_id TEXT
) STRICT;
CREATE INDEX plan_action_by_goal ON plan_action (goal_id, position);

CREATE TABLE release (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  basis TEXT,
  form_code TEXT,
  form_version TEXT,
  language TEXT,
  discloser TEXT,
  recipient TEXT,
  items TEXT,
  withhold TEXT,
  purpose TEXT,
  effective_on TEXT,
  expires_on TEXT,
  signed_on TEXT,
  signer TEXT CHECK (signer IN ('self', 'guardian', 'representative')),
  withdrawn_on TEXT,
  withdrawn_how TEXT CHECK (withdrawn_how IN ('oral', 'written', 'electronic')),
  copy_given TEXT CHECK (copy_given IN ('yes', 'declined-unsafe', 'no')),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX release_by_patient ON release (patient_id);

CREATE TABLE document (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT REFERENCES patient (id),
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  language TEXT NOT NULL,
  variant TEXT,
  file_name TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  pages INTEGER NOT NULL CHECK (pages > 0),
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  watermarked INTEGER NOT NULL CHECK (watermarked IN (0, 1)),
  pdf BLOB NOT NULL
) STRICT;
CREATE INDEX document_by_patient ON document (patient_id, made_at);
CREATE TRIGGER document_stays BEFORE UPDATE ON document
BEGIN SELECT RAISE (ABORT, 'a finished document never changes'); END;

CREATE TABLE disclosure (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  items TEXT,
  purpose TEXT,
  method TEXT NOT NULL CHECK (method IN ('print', 'export', 'oral', 'referral')),
  basis TEXT NOT NULL CHECK (basis IN
    ('release', 'to-the-person', 'treatment', 'emergency', 'mandated-report', 'court-order', 'audit')),
  release_id TEXT,
  document_id TEXT,
  sha256 TEXT,
  pages INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX disclosure_by_patient ON disclosure (patient_id, at);
CREATE TRIGGER disclosure_stays BEFORE UPDATE ON disclosure
BEGIN SELECT RAISE (ABORT, 'a disclosure never changes'); END;
CREATE TRIGGER disclosure_is_kept BEFORE DELETE ON disclosure
BEGIN SELECT RAISE (ABORT, 'a disclosure is never deleted'); END;

CREATE TABLE bridge_date (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  source_id TEXT,
  not_after TEXT NOT NULL,
  words TEXT NOT NULL,
  published_by TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX bridge_date_by_date ON bridge_date (not_after);
CREATE INDEX bridge_date_by_patient ON bridge_date (patient_id);
CREATE INDEX bridge_date_by_source ON bridge_date (source_id);

CREATE TABLE audit_event (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL,
  action TEXT NOT NULL,
  record TEXT NOT NULL,
  object_id TEXT,
  patient_id TEXT,
  detail TEXT,
  previous_hash BLOB NOT NULL CHECK (length (previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX audit_event_by_patient ON audit_event (patient_id, sequence) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_event_by_staff ON audit_event (staff_id, sequence);
CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE (ABORT, 'an audit event never changes'); END;
CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
BEGIN SELECT RAISE (ABORT, 'an audit event is never deleted'); END;

CREATE TABLE draft (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL,
  editor TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  text TEXT,
  caret INTEGER NOT NULL DEFAULT 0,
  saved_at INTEGER NOT NULL,
  UNIQUE (staff_id, editor, subject_id)
) STRICT;
