-- A visit that comes again keeps the rule by which its visits were made; each of them is a visit of its own.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE appointment_series (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  frequency TEXT NOT NULL CHECK (frequency IN ('daily', 'weekly', 'monthly-by-day', 'monthly-by-weekday')),
  every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 52),
  weekdays INTEGER NOT NULL DEFAULT 0 CHECK (weekdays BETWEEN 0 AND 127),
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL CHECK (last_on >= first_on),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
