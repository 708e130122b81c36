-- A time that came from a calendar file is known again when the file comes again.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE resource_absence ADD COLUMN origin TEXT;
CREATE UNIQUE INDEX resource_absence_by_origin ON resource_absence (resource_id, origin) WHERE origin IS NOT NULL;
ALTER TABLE closed_day ADD COLUMN origin TEXT;
