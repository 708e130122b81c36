-- A matter that leaves the order of its stages keeps the reason for it.
-- SPDX-FileCopyrightText: 2026 The Haven authors
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE matter ADD COLUMN stage_reason TEXT;
