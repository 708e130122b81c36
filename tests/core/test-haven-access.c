/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-access.h"
#include "haven-records.h"

#include <string.h>

/* What each role is to be able to do, written down a second time and in another way than in seeds/roles, from what the
 * clinic's roles are (domain 2.10). One letter an action:
 *   v view  l list  s search  c create  u update  z undo  d delete  g sign  p print  x export  i import  S disclose
 *   B break-glass  R review  G grant  K revoke  k rekey  e restore  b backup  h check
 *   I sign-in  O sign-out  L lock  F failed
 * What is not here is refused. After a slash: which rows (o own, a assigned; else all). */

#define EVERYBODY \
  "shared.vault:IOLFhb shared.staff_member:vlIO shared.clinic_setting:vl shared.closed_day:vl shared.draft:vlcuzd/o" \
  " shared.audit_event:vl/o shared.translated_text:vl shared.counsel_review:vl shared.clinic_form:vl shared.official_form:vl shared.official_form_field:vl "

#define DIRECTORY(letters) \
  "shared.organization:" letters " shared.service:" letters " shared.service_words:" letters " shared.location:" letters \
  " shared.service_location:" letters " shared.phone:" letters " shared.schedule:" letters " "

#define PERSON(letters) \
  "shared.patient:" letters " shared.patient_name_key:" letters " shared.patient_name_words:" letters \
  " shared.patient_name_parts:" letters " "

/* Somebody who works with people: intake, calls, visits, and where to send somebody. */
#define TEAM \
  "shared.patient_name:vlscuzdp shared.safe_contact_rule:vlcuzd shared.appointment:vlscuzxp" \
  " shared.appointment_resource:vlscuzd shared.appointment_series:vlscuz shared.wait_entry:vlscuz shared.freed_slot:vlscuz shared.reminder:vlscuz shared.outreach:vlscuz shared.resource:vl shared.resource_hours:vl shared.resource_absence:vl shared.slot_hold:vlcd shared.taken_time:vl " \
  DIRECTORY ("vls")

#define PLAN(letters) "shared.plan:" letters " shared.goal:" letters " shared.plan_action:" letters " "

#define PAPERS \
  "shared.release:vlscuzp shared.document:vlcpx shared.signed_paper:vlc shared.disclosure:vlcS "

#define CHART \
  "clinical.encounter:vlscuz clinical.note:vlscuzdgp clinical.draft:vlcuzd/o clinical.audit_event:vl/o" \
  " shared.break_glass:vlB/o shared.bridge_date:vl shared.record_request:vluz "

#define MATTERS(letters, notes) \
  "legal.matter:" letters " legal.deadline:" letters " legal.party:" letters " legal.legal_note:" notes \
  " legal.certification:vlscuzp legal.legal_task:vlscuzp legal.matter_evidence:vlscuzpd legal.matter_event:vlscuzp legal.court_day:vlcuzd shared.record_request:vlcuz" \
  " legal.draft:vlcuzd/o legal.audit_event:vl/o shared.bridge_date:vlcuzd legal.conflict_check:vlsc legal.party_key:s" \
  " shared.contact_key:s "

#define SEALS "shared.vault:GKk shared.staff_member:GK "

static const struct
{
  const char *role;
  const char *may;
} expected[] = {
  { "front-desk",
    EVERYBODY PERSON ("vscuzp") "shared.patient_name:vlscuzdp shared.safe_contact_rule:vlcuzd shared.appointment:vlscuzxp"
    " shared.appointment_resource:vlscuzd shared.appointment_series:vlscuz shared.wait_entry:vlscuz shared.freed_slot:vlscuz shared.reminder:vlscuz shared.outreach:vlscuz shared.resource:vl shared.resource_hours:vl shared.resource_absence:vlcuzdi shared.slot_hold:vlcd shared.taken_time:vl"
    " shared.bridge_date:vl shared.document:vlcpx/o shared.signed_paper:vlc/o shared.disclosure:c " DIRECTORY ("vls") },
  { "clinician", EVERYBODY PERSON ("vlscuzp") TEAM PLAN ("vlscuzp") PAPERS CHART SEALS },
  { "behavioural-clinician", EVERYBODY PERSON ("vlscuzp") TEAM PLAN ("vlscuzp") PAPERS CHART SEALS },
  { "navigator",
    EVERYBODY PERSON ("vlscuzpi") TEAM PLAN ("vlscuzdp") PAPERS "shared.patient_name:i shared.bridge_date:vl" },
  { "advocate",
    EVERYBODY PERSON ("vlscuzp") TEAM PLAN ("vlscuzp") PAPERS
    "legal.matter:vls legal.party:vls legal.deadline:vls legal.certification:vls legal.legal_task:vls legal.matter_evidence:vls legal.matter_event:vls legal.court_day:vl shared.record_request:vl legal.draft:vlcuzd/o legal.audit_event:vl/o shared.bridge_date:vl" },
  { "attorney",
    EVERYBODY PERSON ("vlscuzp") TEAM PAPERS MATTERS ("vlscuzpi", "vlscuzgp") SEALS
    "shared.patient_denial:vlcu shared.counsel_review:cdz shared.clinic_form:cu" },
  { "paralegal", EVERYBODY PERSON ("vlscuzp") TEAM PAPERS MATTERS ("vlscuzp", "vlscuzp") },
  { "interpreter", EVERYBODY "shared.appointment:vl/a shared.resource:vl shared.resource_hours:vl" },
  { "translator", EVERYBODY "shared.translated_text:vlscuzdRix" },
  { "supervisor",
    EVERYBODY PERSON ("vls") PLAN ("vls") DIRECTORY ("vls")
    "shared.patient_name:vls shared.safe_contact_rule:vl shared.appointment:vlsuzR shared.appointment_resource:vls shared.appointment_series:vls shared.wait_entry:vls shared.freed_slot:vls shared.reminder:vls shared.outreach:vls"
    " shared.resource:vl shared.resource_hours:vl shared.resource_absence:vl shared.slot_hold:vl shared.taken_time:vl shared.release:vl shared.document:vl"
    " shared.disclosure:vl shared.bridge_date:vl shared.patient_denial:vlcu shared.break_glass:vlR shared.audit_event:vls"
    " shared.signed_paper:vl shared.translated_text:suzg shared.counsel_review:cdz" },
  { "directory-editor", EVERYBODY DIRECTORY ("vlscuzdix") },
  { "auditor", EVERYBODY "shared.audit_event:vlsx clinical.audit_event:vlsx legal.audit_event:vlsx" },
  { "administrator",
    EVERYBODY "shared.clinic_form:cu shared.official_form:cu shared.official_form_field:cuz shared.clinic_setting:cuz shared.staff_member:vlscuzGK shared.resource:vlcuzd shared.resource_hours:vlcuzd"
    " shared.resource_absence:vlcuzdi shared.closed_day:vlcuzdi shared.vault:GKek" },
};

static const struct
{
  char letter;
  HavenAction action;
} letters[] = {
  { 'v', HAVEN_ACTION_VIEW },      { 'l', HAVEN_ACTION_LIST },        { 's', HAVEN_ACTION_SEARCH },
  { 'c', HAVEN_ACTION_CREATE },    { 'u', HAVEN_ACTION_UPDATE },      { 'z', HAVEN_ACTION_UNDO },
  { 'd', HAVEN_ACTION_DELETE },    { 'g', HAVEN_ACTION_SIGN },        { 'p', HAVEN_ACTION_PRINT },
  { 'x', HAVEN_ACTION_EXPORT },    { 'i', HAVEN_ACTION_IMPORT },      { 'S', HAVEN_ACTION_DISCLOSE },
  { 'B', HAVEN_ACTION_BREAK_GLASS }, { 'R', HAVEN_ACTION_REVIEW },    { 'G', HAVEN_ACTION_GRANT },
  { 'K', HAVEN_ACTION_REVOKE },    { 'k', HAVEN_ACTION_REKEY },       { 'e', HAVEN_ACTION_RESTORE },
  { 'b', HAVEN_ACTION_BACKUP },    { 'h', HAVEN_ACTION_CHECK },       { 'I', HAVEN_ACTION_SIGN_IN },
  { 'O', HAVEN_ACTION_SIGN_OUT },  { 'L', HAVEN_ACTION_LOCK },        { 'F', HAVEN_ACTION_FAILED },
  { 'y', HAVEN_ACTION_DENY }, /* the store's own word; nobody does it */
};

G_STATIC_ASSERT (G_N_ELEMENTS (letters) == HAVEN_N_ACTIONS);

static const char *const other_tables[] = { "vault",         "clinic_setting",     "patient_name_key", "patient_name_words",
                                            "patient_name_parts", "service_words", "taken_time", "contact_key", "party_key", "audit_event",      "no_such_table" };

#define NOW G_GINT64_CONSTANT (1790000000000000)

static HavenRoles *
load_roles (void)
{
  g_autoptr (GError) error = NULL;
  HavenRoles *roles = haven_roles_load (&error);

  g_assert_no_error (error);
  return roles;
}

static HavenAccess *
make_access (HavenRoles *roles, const char *codes, HavenPartitions held, const char *const *barred)
{
  g_auto (GStrv) list = g_strsplit (codes, " ", -1);

  return haven_access_new (roles, "somebody", (const char *const *) list, held, barred, NULL);
}

static char
find_letter (HavenAction action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].action == action)
      return letters[i].letter;
  g_assert_not_reached ();
}

/* The independent model: a search through the text above. */
static gboolean
is_expected (const char *may, HavenPartition partition, const char *record, HavenAction action)
{
  g_auto (GStrv) words = g_strsplit (may, " ", -1);
  g_autofree char *start = g_strdup_printf ("%s.%s:", haven_partition_get_name (partition), record);

  for (gsize i = 0; words[i]; i++)
    if (g_str_has_prefix (words[i], start))
      {
        g_auto (GStrv) halves = g_strsplit (words[i] + strlen (start), "/", 2);

        if (strchr (halves[0], find_letter (action)) != NULL)
          return TRUE;
      }
  return FALSE;
}

static HavenRows
find_expected_rows (const char *may, HavenPartition partition, const char *record)
{
  g_auto (GStrv) words = g_strsplit (may, " ", -1);
  g_autofree char *start = g_strdup_printf ("%s.%s:", haven_partition_get_name (partition), record);
  HavenRows rows = HAVEN_ROWS_NONE;

  for (gsize i = 0; words[i]; i++)
    if (g_str_has_prefix (words[i], start))
      {
        const char *rest = words[i] + strlen (start);

        if (strcspn (rest, "vls") == strlen (rest))
          continue;
        rows = MAX (rows, strstr (rest, "/o")   ? HAVEN_ROWS_OWN
                          : strstr (rest, "/a") ? HAVEN_ROWS_ASSIGNED
                                                : HAVEN_ROWS_ALL);
      }
  return rows;
}

typedef void (*CellFunc) (HavenPartition partition, const char *record, gpointer data);

static void
foreach_record (CellFunc function, gpointer data)
{
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);

  /* Every name in every partition: a record is nobody's where it does not stand. */
  for (int partition = 0; partition < HAVEN_N_PARTITIONS; partition++)
    {
      for (guint i = 0; i < n_records; i++)
        function ((HavenPartition) partition, records[i]->name, data);
      for (gsize i = 0; i < G_N_ELEMENTS (other_tables); i++)
        function ((HavenPartition) partition, other_tables[i], data);
    }
}

typedef struct
{
  const char *role;
  const char *may;
  HavenAccess *access;
  HavenAccess *without_keys;
  guint n_allowed;
  guint n_refused;
} Row;

static void
check_cell (HavenPartition partition, const char *record, gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < HAVEN_N_ACTIONS; i++)
    {
      HavenAction action = (HavenAction) i;
      gboolean allowed = is_expected (row->may, partition, record, action);
      g_autoptr (GError) error = NULL, closed = NULL;

      if (haven_access_decide (row->access, partition, record, action, NULL, NOW, &error) != allowed)
        g_error ("%s: %s of %s.%s should be %s",
                 row->role,
                 haven_action_get_name (action),
                 haven_partition_get_name (partition),
                 record,
                 allowed ? "allowed" : "refused");
      if (!allowed)
        g_assert_error (error, HAVEN_ACCESS_ERROR, HAVEN_ACCESS_ERROR_REFUSED);
      g_assert_false (haven_access_decide (row->without_keys, partition, record, action, NULL, NOW, &closed));
      g_assert_error (closed, HAVEN_ACCESS_ERROR, allowed ? HAVEN_ACCESS_ERROR_CLOSED : HAVEN_ACCESS_ERROR_REFUSED);
      *(allowed ? &row->n_allowed : &row->n_refused) += 1;
    }
  g_assert_cmpint (haven_access_get_rows (row->access, partition, record),
                   ==,
                   find_expected_rows (row->may, partition, record));
  g_assert_cmpint (haven_access_get_rows (row->without_keys, partition, record), ==, HAVEN_ROWS_NONE);
}

static void
test_every_cell_is_as_it_was_meant (void)
{
  g_autoptr (HavenRoles) roles = load_roles ();
  g_auto (GStrv) codes = haven_roles_dup_codes (roles);
  guint n_allowed = 0, n_refused = 0;

  g_assert_cmpuint (g_strv_length (codes), ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (HavenAccess) access = make_access (roles, expected[i].role, HAVEN_IN_ALL, NULL);
      g_autoptr (HavenAccess) without = make_access (roles, expected[i].role, 0, NULL);
      Row row = { expected[i].role, expected[i].may, access, without, 0, 0 };

      g_assert_cmpstr (codes[i], ==, expected[i].role);
      foreach_record (check_cell, &row);
      n_allowed += row.n_allowed;
      n_refused += row.n_refused;
    }
  g_test_message ("%u cells allowed, %u refused", n_allowed, n_refused);
  g_assert_cmpuint (n_allowed, >, 800);
  g_assert_cmpuint (n_refused, >, 30000);
}

static void
test_every_record_has_a_line (void)
{
  g_autoptr (HavenRoles) roles = load_roles ();
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);

  for (guint i = 0; i < n_records; i++)
    if (!haven_roles_covers (roles, records[i]->partition, records[i]->name))
      g_error ("nobody said who may do what with %s.%s", haven_partition_get_name (records[i]->partition), records[i]->name);
  g_assert_false (haven_roles_covers (roles, HAVEN_PARTITION_LEGAL, "patient"));
}

/* Names of columns in the matrix are names of columns; a wrong one would hide nothing. */
static void
test_hidden_columns_are_columns (void)
{
  static const struct
  {
    const char *role, *record, *column;
    gboolean shown;
  } cells[] = {
    { "front-desk", "patient", "name", TRUE },
    { "front-desk", "safe_contact_rule", "who_else_hears", TRUE },
    { "front-desk", "resource_absence", "starts_at", TRUE },
    { "front-desk", "resource_absence", "reason", FALSE },
    { "front-desk", "plan", "own_words", FALSE },
    { "front-desk", "release", "recipient", FALSE },
    { "interpreter", "appointment", "id", TRUE },
    { "interpreter", "appointment", "starts_at", TRUE },
    { "interpreter", "appointment", "interpreter_language", TRUE },
    { "interpreter", "appointment", "patient_id", FALSE },
    { "interpreter", "appointment", "title", FALSE },
    { "interpreter", "appointment", "kind", FALSE },
    { "interpreter", "patient", "name", FALSE },
    { "interpreter", "patient", "id", FALSE },
    { "interpreter front-desk", "appointment", "patient_id", TRUE },
    { "translator", "staff_member", "name", TRUE },
    { "translator", "staff_member", "roles", FALSE },
    { "administrator", "staff_member", "roles", TRUE },
    { "administrator", "patient", "name", FALSE },
    { "auditor", "audit_event", "patient_id", TRUE },
    { "auditor", "patient", "name", FALSE },
    { "directory-editor", "appointment", "starts_at", FALSE },
  };
  g_autoptr (HavenRoles) roles = load_roles ();

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (HavenAccess) access = make_access (roles, cells[i].role, HAVEN_IN_ALL, NULL);
      g_autoptr (HavenAccess) closed = make_access (roles, cells[i].role, HAVEN_IN_LEGAL, NULL);

      g_test_message ("%s %s.%s", cells[i].role, cells[i].record, cells[i].column);
      g_assert_cmpint (haven_access_may_read_column (access, HAVEN_PARTITION_SHARED, cells[i].record, cells[i].column),
                       ==,
                       cells[i].shown);
      g_assert_false (
          haven_access_may_read_column (closed, HAVEN_PARTITION_SHARED, cells[i].record, cells[i].column));
    }
}

static void
test_an_unknown_role_gives_nothing (void)
{
  static const char *const codes[] = { "", "owner", "Clinician", "clinician ", "administrator\n", "front-desk,clinician" };
  g_autoptr (HavenRoles) roles = load_roles ();

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *const one[] = { codes[i], NULL };
      g_autoptr (HavenAccess) access = haven_access_new (roles, "somebody", one, HAVEN_IN_ALL, NULL, NULL);
      Row row = { codes[i], "", access, access, 0, 0 };

      for (guint k = 0; k < HAVEN_N_ACTIONS; k++)
        g_assert_false (
            haven_access_decide (access, HAVEN_PARTITION_SHARED, "staff_member", (HavenAction) k, NULL, NOW, NULL));
      foreach_record (check_cell, &row);
      g_assert_cmpuint (row.n_allowed, ==, 0);
      g_assert_cmpint (haven_roles_get_keys (roles, one), ==, 0);
    }
}

static void
test_a_person_who_is_closed_is_closed_to_everything (void)
{
  const char *const barred[] = { "the-neighbour", NULL };
  g_autoptr (HavenRoles) roles = load_roles ();
  g_autoptr (HavenAccess) access = make_access (roles, "clinician supervisor", HAVEN_IN_ALL, barred);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_access_decide (
      access, HAVEN_PARTITION_CLINICAL, "note", HAVEN_ACTION_VIEW, "somebody-else", NOW, NULL));
  g_assert_false (haven_access_decide (
      access, HAVEN_PARTITION_CLINICAL, "note", HAVEN_ACTION_VIEW, "the-neighbour", NOW, &error));
  g_assert_error (error, HAVEN_ACCESS_ERROR, HAVEN_ACCESS_ERROR_BARRED);
  g_assert_nonnull (strstr (error->message, "There is no such"));
}

/* ── In an emergency ──────────────────────────────────────────────────────── */

#define MINUTE G_TIME_SPAN_MINUTE

static HavenAccess *
break_glass (HavenRoles *roles, const char *role, HavenPartitions held, const char *const *barred)
{
  const char *const codes[] = { role, NULL };
  g_autoptr (HavenBreakGlass) glass = haven_break_glass_new ();

  glass->patient_id = g_strdup ("amina");
  glass->opened_at = NOW;
  glass->closes_at = NOW + 60 * MINUTE;
  return haven_access_new (roles, "somebody", codes, held, barred, glass);
}

static void
test_a_broken_glass_opens_one_person_for_its_time (void)
{
  const char *const barred[] = { "amina", NULL };
  g_autoptr (HavenRoles) roles = load_roles ();
  g_autoptr (HavenAccess) access = break_glass (roles, "clinician", HAVEN_IN_ALL, NULL);
  g_autoptr (HavenAccess) without_key = break_glass (roles, "clinician", HAVEN_IN_SHARED | HAVEN_IN_LEGAL, NULL);
  g_autoptr (HavenAccess) closed = break_glass (roles, "clinician", HAVEN_IN_ALL, barred);
  g_autoptr (HavenAccess) usual = make_access (roles, "behavioural-clinician", HAVEN_IN_ALL, NULL);

  g_assert_true (haven_access_opens_category (access, "psychotherapy", "amina", NOW));
  g_assert_true (haven_access_opens_category (access, "sud-counselling", "amina", NOW + 60 * MINUTE - 1));
  g_assert_false (haven_access_opens_category (access, "psychotherapy", "amina", NOW - 1));
  g_assert_false (haven_access_opens_category (access, "psychotherapy", "amina", NOW + 60 * MINUTE));
  g_assert_false (haven_access_opens_category (access, "psychotherapy", "somebody-else", NOW));
  g_assert_false (haven_access_opens_category (access, "psychotherapy", NULL, NOW));
  g_assert_false (haven_access_opens_category (without_key, "psychotherapy", "amina", NOW));
  g_assert_false (haven_access_opens_category (closed, "psychotherapy", "amina", NOW));
  g_assert_true (haven_access_opens_category (usual, "psychotherapy", "somebody-else", NOW));
  g_assert_false (haven_access_opens_category (usual, "legal-work-product", "somebody-else", NOW));
}

typedef struct
{
  HavenAccess *broken;
  HavenAccess *whole;
} Pair;

static void
compare_cell (HavenPartition partition, const char *record, gpointer data)
{
  Pair *pair = data;

  for (guint i = 0; i < HAVEN_N_ACTIONS; i++)
    g_assert_cmpint (
        haven_access_decide (pair->broken, partition, record, (HavenAction) i, "amina", NOW + MINUTE, NULL),
        ==,
        haven_access_decide (pair->whole, partition, record, (HavenAction) i, "amina", NOW + MINUTE, NULL));
  g_assert_cmpint (haven_access_get_rows (pair->broken, partition, record),
                   ==,
                   haven_access_get_rows (pair->whole, partition, record));
}

/* It shows restricted notes; no act and no part of the vault becomes anybody's by it, the legal one least of all. */
static void
test_a_broken_glass_allows_no_act (void)
{
  g_autoptr (HavenRoles) roles = load_roles ();

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (HavenAccess) broken = break_glass (roles, expected[i].role, HAVEN_IN_ALL, NULL);
      g_autoptr (HavenAccess) whole = make_access (roles, expected[i].role, HAVEN_IN_ALL, NULL);
      Pair pair = { broken, whole };

      foreach_record (compare_cell, &pair);
    }
}

/* ── Who gives what to whom ───────────────────────────────────────────────── */

static void
test_nobody_grants_a_key_that_their_role_does_not_hold (void)
{
  g_autoptr (HavenRoles) roles = load_roles ();
  g_auto (GStrv) codes = haven_roles_dup_codes (roles);

  for (gsize i = 0; codes[i]; i++)
    {
      const char *const own[] = { codes[i], NULL };
      gboolean granted = FALSE;

      for (gsize k = 0; codes[k]; k++)
        {
          const char *const other[] = { codes[k], NULL };

          if (haven_roles_may_grant (roles, own, codes[k]))
            g_assert_cmpint (haven_roles_get_keys (roles, other) & ~haven_roles_get_keys (roles, own), ==, 0);
          granted = granted || haven_roles_may_grant (roles, other, codes[i]);
        }
      g_assert_true (granted); /* by somebody */
      g_assert_false (haven_roles_may_grant (roles, own, "no-such-role"));
    }
}

static void
test_keys_follow_from_roles (void)
{
  static const char *const nobody[] = { NULL };
  static const char *const desk[] = { "front-desk", NULL };
  static const char *const two[] = { "clinician", "attorney", NULL };
  static const char *const administrator[] = { "administrator", NULL };
  g_autoptr (HavenRoles) roles = load_roles ();

  g_assert_cmpint (haven_roles_get_keys (roles, nobody), ==, 0);
  g_assert_cmpint (haven_roles_get_keys (roles, desk), ==, HAVEN_IN_SHARED);
  g_assert_cmpint (haven_roles_get_keys (roles, administrator), ==, HAVEN_IN_SHARED);
  g_assert_cmpint (haven_roles_get_keys (roles, two), ==, HAVEN_IN_ALL);
}

/* ── At random, against the model ─────────────────────────────────────────── */

static const char *
pick_record (GRand *random)
{
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);
  guint number = (guint) g_rand_int_range (random, 0, (gint32) (n_records + G_N_ELEMENTS (other_tables)));

  return number < n_records ? records[number]->name : other_tables[number - n_records];
}

static void
walk (GRand *random, HavenRoles *roles, guint n_decisions)
{
  const char *const barred[] = { "closed", NULL };
  g_autoptr (GString) codes = g_string_new (NULL);
  g_autoptr (GString) may = g_string_new (NULL);
  g_autoptr (HavenAccess) access = NULL;
  HavenPartitions held = (HavenPartitions) g_rand_int_range (random, 0, HAVEN_IN_ALL + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_rand_int_range (random, 0, 4) == 0)
      {
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", expected[i].role);
        g_string_append_printf (may, "%s ", expected[i].may);
      }
  access = make_access (roles, codes->str, held, barred);
  for (guint i = 0; i < n_decisions; i++)
    {
      HavenPartition partition = (HavenPartition) g_rand_int_range (random, 0, HAVEN_N_PARTITIONS);
      HavenAction action = (HavenAction) g_rand_int_range (random, 0, HAVEN_N_ACTIONS);
      const char *record = pick_record (random);
      const char *patient_id = g_rand_boolean (random) ? NULL : g_rand_boolean (random) ? "closed" : "open";
      gboolean allowed = (held & (1u << partition)) != 0 && g_strcmp0 (patient_id, "closed") != 0 &&
                         is_expected (may->str, partition, record, action);

      if (haven_access_decide (access, partition, record, action, patient_id, NOW, NULL) != allowed)
        g_error ("“%s” with keys %x: %s of %s.%s about %s should be %s",
                 codes->str,
                 held,
                 haven_action_get_name (action),
                 haven_partition_get_name (partition),
                 record,
                 patient_id,
                 allowed ? "allowed" : "refused");
    }
}

static void
test_a_long_walk_agrees_with_the_model (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);
  g_autoptr (HavenRoles) roles = load_roles ();

  for (int i = 0; i < 500; i++)
    walk (random, roles, 200);
}

/* ── A matrix that is not one ─────────────────────────────────────────────── */

static void
test_a_broken_matrix_is_refused (void)
{
  static const char *const matrices[] = {
    "[]",
    "{}",
    "{\"roles\": [], \"everybody\": 1}",
    "{\"roles\": 1, \"everybody\": []}",
    "{\"roles\": [1], \"everybody\": []}",
    "{\"roles\": [], \"everybody\": [1]}",
    "{\"roles\": [], \"everybody\": [{\"on\": \"shared.patient\", \"may\": \"view\"}]}",
    "{\"roles\": [], \"everybody\": [{\"on\": \"shared.patient\", \"may\": \"peek\", \"basis\": \"b\"}]}",
    "{\"roles\": [], \"everybody\": [{\"on\": \"patient\", \"may\": \"view\", \"basis\": \"b\"}]}",
    "{\"roles\": [], \"everybody\": [{\"on\": \"secret.patient\", \"may\": \"view\", \"basis\": \"b\"}]}",
    "{\"roles\": [], \"everybody\": [{\"on\": \"shared.\", \"may\": \"view\", \"basis\": \"b\"}]}",
    "{\"roles\": [], \"everybody\": [{\"on\": \"shared.x\", \"may\": \"view\", \"rows\": \"most\", \"basis\": \"b\"}]}",
    "{\"roles\": [{\"lines\": []}], \"everybody\": []}",
    "{\"roles\": [{\"code\": \"a\"}], \"everybody\": []}",
    "{\"roles\": [{\"code\": \"a\", \"lines\": []}, {\"code\": \"a\", \"lines\": []}], \"everybody\": []}",
    "{\"roles\": [{\"code\": \"a\", \"keys\": [\"all\"], \"lines\": []}], \"everybody\": []}",
    "{\"roles\": [{\"code\": \"a\", \"grants\": [\"b\"], \"lines\": []}], \"everybody\": []}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (matrices); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (matrices[i], NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", matrices[i]);
      g_assert_nonnull (node);
      g_assert_null (haven_roles_new_from_json (node, &error));
      g_assert_error (error, HAVEN_ROLES_ERROR, HAVEN_ROLES_ERROR_BAD_MATRIX);
    }
}

static void
test_setting_up_is_staff_and_settings_alone (void)
{
  g_autoptr (HavenAccess) access = haven_access_new_for_setup ("first");
  Row row = { "setup", "shared.staff_member:c shared.clinic_setting:cu", access, access, 0, 0 };
  guint n_records;
  const HavenRecordInfo *const *records = haven_records_get_all (&n_records);

  for (guint i = 0; i < n_records; i++)
    for (guint k = 0; k < HAVEN_N_ACTIONS; k++)
      g_assert_cmpint (
          haven_access_decide (access, records[i]->partition, records[i]->name, (HavenAction) k, NULL, NOW, NULL),
          ==,
          is_expected (row.may, records[i]->partition, records[i]->name, (HavenAction) k));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/access/every-cell-is-as-it-was-meant", test_every_cell_is_as_it_was_meant);
  g_test_add_func ("/core/access/every-record-has-a-line", test_every_record_has_a_line);
  g_test_add_func ("/core/access/hidden-columns-are-columns", test_hidden_columns_are_columns);
  g_test_add_func ("/core/access/an-unknown-role-gives-nothing", test_an_unknown_role_gives_nothing);
  g_test_add_func ("/core/access/a-person-who-is-closed-is-closed-to-everything",
                   test_a_person_who_is_closed_is_closed_to_everything);
  g_test_add_func ("/core/access/a-broken-glass-opens-one-person-for-its-time",
                   test_a_broken_glass_opens_one_person_for_its_time);
  g_test_add_func ("/core/access/a-broken-glass-allows-no-act", test_a_broken_glass_allows_no_act);
  g_test_add_func ("/core/access/nobody-grants-a-key-that-their-role-does-not-hold",
                   test_nobody_grants_a_key_that_their_role_does_not_hold);
  g_test_add_func ("/core/access/keys-follow-from-roles", test_keys_follow_from_roles);
  g_test_add_func ("/core/access/a-long-walk-agrees-with-the-model", test_a_long_walk_agrees_with_the_model);
  g_test_add_func ("/core/access/a-broken-matrix-is-refused", test_a_broken_matrix_is_refused);
  g_test_add_func ("/core/access/setting-up-is-staff-and-settings-alone", test_setting_up_is_staff_and_settings_alone);
  return g_test_run ();
}
