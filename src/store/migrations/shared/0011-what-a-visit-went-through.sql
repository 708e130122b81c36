-- A visit keeps when it came to each status, why what stood against it was passed over, what was confirmed for it, and its series.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE appointment ADD COLUMN arrived_at INTEGER;
ALTER TABLE appointment ADD COLUMN checked_in_at INTEGER;
ALTER TABLE appointment ADD COLUMN started_at INTEGER;
ALTER TABLE appointment ADD COLUMN ended_at INTEGER;
ALTER TABLE appointment ADD COLUMN override_reason TEXT;
ALTER TABLE appointment ADD COLUMN interpreter_confirmed_at INTEGER;
ALTER TABLE appointment ADD COLUMN transport_confirmed_at INTEGER;
ALTER TABLE appointment ADD COLUMN series_id TEXT;
ALTER TABLE appointment ADD COLUMN series_on TEXT;
CREATE INDEX appointment_by_series ON appointment (series_id, series_on) WHERE series_id IS NOT NULL;
