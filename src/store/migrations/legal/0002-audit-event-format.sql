-- An event says from which device and sign-in it came and which fields changed; how it is hashed has a number.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE audit_event ADD COLUMN workstation TEXT;
ALTER TABLE audit_event ADD COLUMN session TEXT;
ALTER TABLE audit_event ADD COLUMN changed TEXT;
ALTER TABLE audit_event ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
