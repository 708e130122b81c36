-- Somebody waits for a time that suits them, and a time that becomes free is offered to whoever waits for it.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE wait_entry (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind TEXT NOT NULL CHECK (kind IN
    ('medical', 'legal', 'court', 'advocate', 'interpreter', 'transport', 'group', 'home-visit')),
  minutes_long INTEGER NOT NULL CHECK (minutes_long BETWEEN 5 AND 720),
  resource_id TEXT,
  not_before TEXT,
  not_after TEXT,
  days TEXT,
  earliest INTEGER NOT NULL DEFAULT 0,
  latest INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'booked', 'withdrawn')),
  appointment_id TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX wait_entry_by_status ON wait_entry (status, created_at);

CREATE TABLE freed_slot (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  appointment_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('medical', 'legal', 'court', 'advocate', 'interpreter', 'transport', 'group', 'home-visit')),
  mode TEXT CHECK (mode IN ('in-person', 'phone', 'video')),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  resource_ids TEXT,
  freed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX freed_slot_by_time ON freed_slot (starts_at);
