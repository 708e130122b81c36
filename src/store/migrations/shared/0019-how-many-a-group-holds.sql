-- Of a room, or of whoever leads: how many people one group visit holds. 0 is no limit that anybody knows of.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE resource ADD COLUMN capacity INTEGER NOT NULL DEFAULT 0 CHECK (capacity BETWEEN 0 AND 999);
