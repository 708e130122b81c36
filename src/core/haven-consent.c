/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-consent.h"

#define F(member, TYPE) HAVEN_FIELD (HavenRelease, member, TYPE)
HAVEN_DEFINE_RECORD (HavenRelease, haven_release, "release", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (basis, TEXTS), F (form_code, TEXT), F
                     (form_version, TEXT), F (language, TEXT), F (discloser, TEXT), F (recipient,
                     TEXT), F (items, TEXTS), F (withhold, TEXTS), F (purpose, TEXT), F
                     (effective_on, DATE), F (expires_on, DATE), F (signed_on, DATE), F (signer,
                     TEXT), F (withdrawn_on, DATE), F (withdrawn_how, TEXT), F (copy_given, TEXT),
                     F (signed_paper_id, TEXT), F (row_version, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenDocument, member, TYPE)
HAVEN_DEFINE_RECORD (HavenDocument, haven_document, "document", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (form_code, TEXT), F (form_version,
                     TEXT), F (language, TEXT), F (variant, TEXT), F (file_name, TEXT), F
                     (made_at, INSTANT), F (made_by, TEXT), F (pages, INTEGER), F (sha256, TEXT),
                     F (watermarked, BOOLEAN), F (pdf, BYTES))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenDisclosure, member, TYPE)
HAVEN_DEFINE_RECORD (HavenDisclosure, haven_disclosure, "disclosure", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (at, INSTANT), F (staff_id, TEXT), F
                     (recipient, TEXT), F (items, TEXTS), F (purpose, TEXT), F (method, TEXT), F
                     (basis, TEXT), F (release_id, TEXT), F (document_id, TEXT), F (sha256, TEXT),
                     F (pages, INTEGER))
#undef F

#define F(member, TYPE) HAVEN_FIELD (HavenBridgeDate, member, TYPE)
HAVEN_DEFINE_RECORD (HavenBridgeDate, haven_bridge_date, "bridge_date", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (source_id, TEXT), F (not_after, DATE),
                     F (words, TEXT), F (published_by, TEXT), F (published_at, INSTANT), F
                     (revoked_at, INSTANT))
#undef F
