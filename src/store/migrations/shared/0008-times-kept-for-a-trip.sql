-- While a person is asked whether a found trip suits, its times are kept from other desks, for some minutes.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE slot_hold (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hold_id TEXT NOT NULL,
  resource_id TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
  held_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX slot_hold_by_hold ON slot_hold (hold_id);
CREATE INDEX appointment_by_trip ON appointment (trip_id) WHERE trip_id IS NOT NULL;
