-- An event vouches for what its part of the vault holds, so that no row is changed past the log.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE audit_event ADD COLUMN contents BLOB CHECK (contents IS NULL OR length (contents) = 36);
