-- A visit keeps the time to prepare for it and to rest after it, whether somebody may come along, and whether paper may tell of it.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE appointment ADD COLUMN companion_allowed INTEGER NOT NULL DEFAULT 0 CHECK (companion_allowed IN (0, 1));
ALTER TABLE appointment ADD COLUMN prepare_minutes INTEGER NOT NULL DEFAULT 0 CHECK (prepare_minutes BETWEEN 0 AND 240);
ALTER TABLE appointment ADD COLUMN rest_minutes INTEGER NOT NULL DEFAULT 0 CHECK (rest_minutes BETWEEN 0 AND 240);
ALTER TABLE appointment ADD COLUMN off_printed_lists INTEGER NOT NULL DEFAULT 0 CHECK (off_printed_lists IN (0, 1));
