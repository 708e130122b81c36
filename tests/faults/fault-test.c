/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-test.h"

#include "haven-chart.h"
#include "haven-database-private.h"
#include "haven-id.h"

#include <string.h>
#include <unistd.h>

#define N_HOUSEHOLD 4

/** Starts a programme. Its vaults are in memory where there is such a place: what a sync costs is not tried here. */
void
fault_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  if (access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (argc, argv, NULL);
  haven_engine_start (&error);
  g_assert_no_error (error);
}

/* ── How much, and by which dice ──────────────────────────────────────────── */

static double
get_factor (void)
{
  const char *scale = g_getenv ("HAVEN_FAULT_SCALE");
  double factor = scale ? g_ascii_strtod (scale, NULL) : 1.0;

  return factor > 0.0 ? factor : 1.0;
}

/** @quick for every change; HAVEN_FAULT_SCALE times as much for the long set. */
guint
fault_scale (guint quick)
{
  return MAX (1u, (guint) (quick * get_factor ()));
}

/** From one point to the next, where all are tried in turn: @quick for every change, less for the long set. */
guint
fault_stride (guint quick)
{
  return MAX (1u, (guint) (quick / get_factor ()));
}

/** Dice by HAVEN_FAULT_SEED; the seed is printed, so that a run can be had again. */
GRand *
fault_random_new (void)
{
  const char *text = g_getenv ("HAVEN_FAULT_SEED");
  guint32 seed = text ? (guint32) g_ascii_strtoull (text, NULL, 10) : 20261121u;

  g_test_message ("HAVEN_FAULT_SEED=%u", seed);
  return g_rand_new_with_seed (seed);
}

char *
fault_make_folder (void)
{
  char *folder = g_dir_make_tmp ("haven-faults-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

void
fault_remove_folder (char *folder)
{
  fault_empty_folder (folder);
  rmdir (folder);
  g_free (folder);
}

/** One line of figures, which ./dev faults puts into its table. */
void
fault_tell (const char *part, const char *format, ...)
{
  va_list list;
  g_autofree char *figures = NULL;

  va_start (list, format);
  figures = g_strdup_vprintf (format, list);
  va_end (list);
  g_test_message ("figures | %s | %s", part, figures);
}

/** Opens it and lets nobody in yet. */
HavenStore *
fault_open_vault (const char *folder, HavenTestVault *vault, GError **error)
{
  return haven_store_open (folder, vault->keys, vault->clock, error);
}

/** Opens it and lets the test's member of staff in, who has every role. */
HavenStore *
fault_sign_in (const char *folder, HavenTestVault *vault, GError **error)
{
  g_autoptr (HavenStore) store = fault_open_vault (folder, vault, error);

  return store && haven_store_admit (store, HAVEN_TEST_STAFF, error) ? g_steal_pointer (&store) : NULL;
}

/* ── Acts ─────────────────────────────────────────────────────────────────── */

FaultLedger *
fault_ledger_new (void)
{
  FaultLedger *self = g_new0 (FaultLedger, 1);

  self->tried = g_ptr_array_new_with_free_func (g_free);
  self->acknowledged = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
fault_ledger_free (FaultLedger *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tried);
  g_ptr_array_unref (self->acknowledged);
  g_free (self);
}

typedef struct
{
  FaultActKind kind;
  const char *id;
  const char *patient_id; /* whom a note is about */
} Doing;

static gboolean
insert_person (HavenTransaction *transaction, const char *id, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();

  patient->id = g_strdup (id);
  patient->name = g_strdup ("Somebody Somewhere");
  patient->mail_to = g_strnfill (600, 'x');
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;
  return haven_transaction_insert (transaction, &haven_patient_info, patient, error);
}

static gboolean
insert_household (HavenTransaction *transaction, const char *id, GError **error)
{
  if (!insert_person (transaction, id, error))
    return FALSE;
  for (int i = 0; i < N_HOUSEHOLD; i++)
    {
      g_autoptr (HavenPatientName) name = haven_patient_name_new ();

      name->id = haven_id_new ();
      name->patient_id = g_strdup (id);
      name->kind = g_strdup ("alias");
      name->text = g_strdup_printf ("Another name %d", i);
      if (!haven_transaction_insert (transaction, &haven_patient_name_info, name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sign_note (HavenTransaction *transaction, const char *id, const char *patient_id, GError **error)
{
  g_autoptr (HavenNote) note = haven_note_new ();

  note->id = g_strdup (id);
  note->patient_id = g_strdup (patient_id);
  note->kind = g_strdup ("progress");
  note->text = g_strnfill (3000, 'n');
  note->state = g_strdup ("draft");
  note->author_id = g_strdup (HAVEN_TEST_STAFF);
  note->written_at = 1;
  note->restricted = g_strdup ("none");
  note->row_version = 1;
  if (!haven_transaction_insert (transaction, &haven_note_info, note, error))
    return FALSE;
  haven_record_set_text (&note->state, "signed");
  haven_record_set_text (&note->signed_by, HAVEN_TEST_STAFF);
  note->signed_at = 2;
  return haven_transaction_update (transaction, &haven_note_info, note, error);
}

static gboolean
do_it (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Doing *doing = data;

  switch (doing->kind)
    {
    case FAULT_ACT_PERSON:
      return insert_person (transaction, doing->id, error);
    case FAULT_ACT_HOUSEHOLD:
      return insert_household (transaction, doing->id, error);
    case FAULT_ACT_NOTE:
      return sign_note (transaction, doing->id, doing->patient_id, error);
    case FAULT_ACT_AUDIT:
      return TRUE;
    case FAULT_N_ACTS:
    default:
      g_assert_not_reached ();
    }
}

static const char *
find_person (FaultLedger *ledger)
{
  for (guint i = 0; i < ledger->acknowledged->len; i++)
    {
      const char *text = ledger->acknowledged->pdata[i];

      if (*text == '0' + FAULT_ACT_PERSON || *text == '0' + FAULT_ACT_HOUSEHOLD)
        return text + 2;
    }
  return NULL;
}

/** Does one act as the program does; what it is told to be kept is written into the ledger, and on the recording. */
gboolean
fault_do_act (HavenTestVault *vault, FaultActKind kind, FaultLedger *ledger, FaultDisk *disk, GError **error)
{
  static const char *const tables[] = { "patient", "patient", "note", "patient" };
  static const HavenPartitions places[] = { HAVEN_IN_SHARED, HAVEN_IN_SHARED, HAVEN_IN_CLINICAL,
                                            HAVEN_IN_SHARED | HAVEN_IN_CLINICAL | HAVEN_IN_LEGAL };
  static const HavenAction actions[] = { HAVEN_ACTION_CREATE, HAVEN_ACTION_CREATE, HAVEN_ACTION_SIGN, HAVEN_ACTION_VIEW };
  g_autofree char *id = haven_id_new ();
  g_autofree char *text = NULL;
  const char *person = find_person (ledger);
  HavenAct act;
  Doing doing;

  /* A note is about somebody who is there. */
  if (kind == FAULT_ACT_NOTE && person == NULL)
    kind = FAULT_ACT_PERSON;
  act = haven_test_act (actions[kind], tables[kind], places[kind]);
  act.object_id = id;
  act.patient_id = kind == FAULT_ACT_NOTE ? person : NULL;
  doing = (Doing) { kind, id, person };
  text = g_strdup_printf ("%d %s", kind, id);
  g_ptr_array_add (ledger->tried, g_strdup (text));
  if (!haven_store_run (vault->store, &act, do_it, &doing, error))
    {
      ledger->n_refused++;
      return FALSE;
    }
  if (disk)
    fault_disk_acknowledge (disk, text);
  g_ptr_array_add (ledger->acknowledged, g_steal_pointer (&text));
  return TRUE;
}

/* ── A day, in which something fails ──────────────────────────────────────── */

/** @error: (nullable): whether it is a sentence is looked at, and it is freed */
void
fault_note_told (FaultFigures *figures, GError *error)
{
  if (error == NULL)
    return;
  if (!fault_is_told (error))
    {
      g_test_message ("not a sentence of ours: %s", error->message);
      figures->n_wrong++;
    }
  figures->n_told++;
  g_error_free (error);
}

/** Opens the vault, does one act after the other, and closes it. */
void
fault_live_a_day (HavenTestVault *vault, guint n_acts, FaultLedger *ledger, FaultFigures *figures)
{
  GError *error = NULL;

  vault->store = fault_sign_in (vault->folder, vault, &error);
  fault_note_told (figures, error);
  for (guint i = 0; vault->store && i < n_acts; i++)
    {
      error = NULL;
      fault_do_act (vault, (FaultActKind) (i % FAULT_N_ACTS), ledger, NULL, &error);
      fault_note_told (figures, error);
    }
  g_clear_object (&vault->store);
}

/* ── What must hold ───────────────────────────────────────────────────────── */

/* The files are asked directly, so that no layer of the program can hide a loss. */
typedef struct
{
  HavenDatabase *parts[HAVEN_N_PARTITIONS];
} Files;

static void
close_files (Files *files)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    g_clear_pointer (&files->parts[i], haven_database_close);
}

static char *
open_files (Files *files, const char *folder, HavenTestVault *vault)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *name = g_strconcat (haven_partition_get_name ((HavenPartition) i), ".db", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;

      files->parts[i] = haven_database_open_file (path, haven_vault_keys_get (vault->keys, (HavenPartition) i), &error);
      if (files->parts[i] == NULL)
        return g_strdup_printf ("%s cannot be opened: %s", name, error->message);
    }
  return NULL;
}

/* −1 where the file cannot be read. */
static gint64
count (HavenDatabase *database, const char *sql, const char *id)
{
  sqlite3_stmt *statement = haven_database_prepare (database, sql, NULL, id ? "s" : "", id);
  gboolean row = FALSE;
  gint64 value;

  if (statement == NULL || !haven_database_step (database, statement, &row, NULL) || !row)
    return -1;
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return value;
}

static char *
check_kept (Files *files, const char *text)
{
  FaultActKind kind = (FaultActKind) (*text - '0');
  const char *id = text + 2;
  gint64 there = 1;

  if (kind == FAULT_ACT_PERSON || kind == FAULT_ACT_HOUSEHOLD)
    there = count (files->parts[0], "SELECT count(*) FROM patient WHERE id = ? AND length (mail_to) = 600", id);
  if (kind == FAULT_ACT_NOTE)
    there = count (files->parts[1], "SELECT count(*) FROM note WHERE id = ? AND state = 'signed'", id);
  /* The logs of the other parts name records of their own only. */
  if (kind == FAULT_ACT_AUDIT)
    there = count (files->parts[0], "SELECT count(*) FROM audit_event WHERE object_id = ?", id);
  if (there > 1)
    return g_strdup_printf ("there %d times: %s", (int) there, text);
  return there == 1 ? NULL : g_strdup_printf (there < 0 ? "cannot be read: %s" : "lost: %s", text);
}

/* A row without its event, an event without its row, or some rows of an act: half of something. */
static char *
check_halves (Files *files)
{
  static const struct
  {
    int part;
    const char *what;
    const char *sql;
  } halves[] = {
    { 0, "a person without an event",
      "SELECT count(*) FROM patient WHERE id NOT IN (SELECT object_id FROM audit_event WHERE action = 'create')" },
    { 0, "an event without its person",
      "SELECT count(*) FROM audit_event WHERE action = 'create' AND record = 'patient'"
      " AND object_id NOT IN (SELECT id FROM patient)" },
    { 0, "some of the rows of an act",
      "SELECT count(*) FROM (SELECT patient_id FROM patient_name GROUP BY patient_id HAVING count(*) <> 4)" },
    { 1, "a note without an event",
      "SELECT count(*) FROM note WHERE id NOT IN (SELECT object_id FROM audit_event WHERE action = 'sign')" },
    { 1, "a note that is not signed", "SELECT count(*) FROM note WHERE state <> 'signed'" },
    { 1, "an event without its note",
      "SELECT count(*) FROM audit_event WHERE action = 'sign' AND object_id NOT IN (SELECT id FROM note)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      gint64 n = count (files->parts[halves[i].part], halves[i].sql, NULL);

      if (n != 0)
        return g_strdup_printf (n < 0 ? "cannot be read for: %s" : "half-applied: %s", halves[i].what);
    }
  return NULL;
}

static char *
check_whole (Files *files)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      sqlite3_stmt *statement = haven_database_prepare (files->parts[i], "PRAGMA integrity_check", NULL, "");
      gboolean row = FALSE, sound;

      sound = statement && haven_database_step (files->parts[i], statement, &row, NULL) && row &&
              strcmp (haven_column_text (statement, 0), "ok") == 0;
      if (statement)
        sqlite3_reset (statement);
      if (!sound)
        return g_strdup_printf ("%s is not whole", haven_partition_get_name ((HavenPartition) i));
    }
  return NULL;
}

static char *
check_files (const char *folder, HavenTestVault *vault, GPtrArray *acknowledged, gboolean whole)
{
  Files files = { 0 };
  char *wrong = open_files (&files, folder, vault);

  for (guint i = 0; wrong == NULL && i < acknowledged->len; i++)
    wrong = check_kept (&files, acknowledged->pdata[i]);
  if (wrong == NULL)
    wrong = check_halves (&files);
  if (wrong == NULL && whole)
    wrong = check_whole (&files);
  close_files (&files);
  return wrong;
}

/**
 * fault_describe_state:
 * @acknowledged: texts of acts that must be there
 * @whole: whether each page of each file is looked at as well
 *
 * Opens the vault in @folder as the program does, verifies its logs, and looks for what was acknowledged.
 *
 * Returns: (nullable): what is wrong, or %NULL
 */
char *
fault_describe_state (const char *folder, HavenTestVault *vault, GPtrArray *acknowledged, gboolean whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenStore) store = fault_open_vault (folder, vault, &error);
  gint64 n_events;

  if (store == NULL)
    return g_strdup_printf ("it does not open: %s", error->message);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (!haven_store_verify_audit (store, (HavenPartition) i, &n_events, &error))
      return g_strdup_printf ("its log does not verify: %s", error->message);
  g_clear_object (&store);
  return check_files (folder, vault, acknowledged, whole);
}

/** Whether a failure was told as such: one of ours, as a sentence that says what to do. */
gboolean
fault_is_told (const GError *error)
{
  return error != NULL && error->domain == HAVEN_STORE_ERROR && strlen (error->message) > 20 &&
         g_utf8_validate (error->message, -1, NULL);
}
