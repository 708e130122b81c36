/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

/* What stands in no word of the sample clinic; where somebody finds it who may not, it came from there. */
#define CLINICAL_CANARY "quillonvane"
#define LEGAL_CANARY "brackenmoor"
#define PRIVILEGED_CANARY "thistlewyke"

/** The sample clinic, with somebody of each role who can sign in, and a note and a matter that are easily recognised. */
typedef struct
{
  char *folder;
  char *passphrase;
  char *patient_id; /* who has the note and the matter */
  char *matter_id;
} RolesTest;

/** A role, who has it, and the panes that it has; written by hand, to be held against the matrix. */
typedef struct
{
  const char *role;
  const char *name;
  const char *panes; /* parted by a space */
} RoleCase;

extern const RoleCase roles_test_cases[];
extern const gsize roles_test_n_cases;

RolesTest *roles_test_new (void);
void roles_test_free (RolesTest *self);
HavenSession *roles_test_sign_in (RolesTest *self, const char *role);

G_END_DECLS
