/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bits that flip, pages and files that are cut, swapped or emptied, keys that are wrong or missing: each is told, or
 * does no harm; none is opened with other content, and nothing is written to what is not understood. */

#include "fault-test.h"
#include "haven-database-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PAGE 4096

static const char *const parts[] = { "shared.db", "clinical.db", "legal.db" };

typedef struct
{
  guint n_tried;
  guint n_told;
  guint n_harmless;
  guint n_earlier; /* a log whose end does not fit is as after a power loss: what stands before it counts */
  guint n_wrong;
} Figures;

static void
tell (const char *part, const Figures *figures)
{
  fault_tell (part,
              "tried %u, told %u, harmless %u, an earlier state %u, opened with other content or untold %u",
              figures->n_tried,
              figures->n_told,
              figures->n_harmless,
              figures->n_earlier,
              figures->n_wrong);
}

/* ── Content before and after ─────────────────────────────────────────────── */

static char *
path_in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
load_all (const char *folder, GPtrArray *names, GPtrArray *contents)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = path_in (folder, name);
      char *content = NULL;
      gsize length;

      if (!g_str_has_suffix (name, "-shm") && g_file_get_contents (path, &content, &length, NULL))
        {
          g_ptr_array_add (names, g_strdup (name));
          g_ptr_array_add (contents, g_bytes_new_take (content, length));
        }
    }
}

static void
put_all (const char *folder, GPtrArray *names, GPtrArray *contents)
{
  fault_empty_folder (folder);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = path_in (folder, names->pdata[i]);
      gsize length;
      const char *data = g_bytes_get_data (contents->pdata[i], &length);

      g_assert_true (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

/* One sentence of ours and a code that fits damage; or the same content as before. */
static void
judge (const char *folder, HavenTestVault *vault, GPtrArray *acknowledged, Figures *figures, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenStore) store = fault_open_vault (folder, vault, &error);
  gboolean verified = store != NULL;
  g_autofree char *wrong = NULL;

  figures->n_tried++;
  for (int i = 0; verified && i < HAVEN_N_PARTITIONS; i++)
    verified = haven_store_verify_audit (store, (HavenPartition) i, NULL, &error);
  g_clear_object (&store);
  if (!verified)
    {
      figures->n_told += fault_is_told (error);
      figures->n_wrong += !fault_is_told (error);
      return;
    }
  /* Where a page was not read, the check of the whole file finds it; where it is read, it must be what it was. */
  wrong = fault_describe_state (folder, vault, acknowledged, TRUE);
  if (wrong == NULL)
    figures->n_harmless++;
  else if (g_str_has_prefix (wrong, "lost") && strstr (what, "log"))
    figures->n_earlier++;
  else if (g_str_has_prefix (wrong, "lost") || g_str_has_prefix (wrong, "half"))
    {
      g_test_message ("%s: %s", what, wrong);
      figures->n_wrong++;
    }
  else
    figures->n_told++;
}

static void
flip (const char *path, goffset position)
{
  int file = open (path, O_RDWR | O_CLOEXEC);
  guint8 byte;

  g_assert_cmpint (pread (file, &byte, 1, position), ==, 1);
  byte ^= (guint8) (1u << (position % 8));
  g_assert_cmpint (pwrite (file, &byte, 1, position), ==, 1);
  close (file);
}

static void
zero_page (const char *path, goffset position)
{
  static const guint8 zeros[PAGE];
  int file = open (path, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (pwrite (file, zeros, PAGE, position), ==, PAGE);
  close (file);
}

static void
swap_pages (const char *path, goffset first, goffset second)
{
  guint8 a[PAGE], b[PAGE];
  int file = open (path, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (pread (file, a, PAGE, first), ==, PAGE);
  g_assert_cmpint (pread (file, b, PAGE, second), ==, PAGE);
  g_assert_cmpint (pwrite (file, b, PAGE, first), ==, PAGE);
  g_assert_cmpint (pwrite (file, a, PAGE, second), ==, PAGE);
  close (file);
}

typedef struct
{
  HavenTestVault *vault;
  FaultLedger *ledger;
  GPtrArray *names;
  GPtrArray *contents;
  char *state;
} Damage;

static void
set_up (Damage *damage, gboolean closed)
{
  damage->vault = haven_test_vault_new ();
  damage->ledger = fault_ledger_new ();
  damage->names = g_ptr_array_new_with_free_func (g_free);
  damage->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  damage->state = fault_make_folder ();
  for (int i = 0; i < 24; i++)
    g_assert_true (fault_do_act (damage->vault, (FaultActKind) (i % FAULT_N_ACTS), damage->ledger, NULL, NULL));
  if (closed)
    g_clear_object (&damage->vault->store);
  load_all (damage->vault->folder, damage->names, damage->contents);
}

static void
clear (Damage *damage)
{
  haven_test_vault_free (damage->vault);
  fault_ledger_free (damage->ledger);
  g_ptr_array_unref (damage->names);
  g_ptr_array_unref (damage->contents);
  fault_remove_folder (damage->state);
}

typedef enum
{
  FLIP,
  ZERO,
  CUT,
  SWAP,
  N_WAYS
} Way;

static const char *const ways[] = { "a flipped bit in each page", "each page emptied", "each file cut at each page",
                                    "each two neighbouring pages swapped" };

static gboolean
spoil (const char *path, goffset page, goffset size, Way way, GRand *random)
{
  switch (way)
    {
    case FLIP:
      flip (path, page + g_rand_int_range (random, 0, PAGE));
      return TRUE;
    case ZERO:
      zero_page (path, page);
      return TRUE;
    case CUT:
      return truncate (path, page) == 0;
    case SWAP:
      if (page + 2 * PAGE > size)
        return FALSE;
      swap_pages (path, page, page + PAGE);
      return TRUE;
    case N_WAYS:
    default:
      g_assert_not_reached ();
    }
}

static void
spoil_each_page (Damage *damage, Way way, GRand *random, Figures *figures)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = path_in (damage->state, parts[i]);
      GStatBuf status;

      put_all (damage->state, damage->names, damage->contents);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      for (goffset page = 0; page + PAGE <= status.st_size; page += PAGE * fault_stride (1))
        {
          if (page > 0)
            put_all (damage->state, damage->names, damage->contents);
          if (spoil (path, page, status.st_size, way, random))
            judge (damage->state, damage->vault, damage->ledger->acknowledged, figures, ways[way]);
        }
    }
}

static void
test_no_damaged_page_is_opened_as_something_else (void)
{
  g_autoptr (GRand) random = fault_random_new ();
  Damage damage;

  set_up (&damage, TRUE);
  for (Way way = FLIP; way < N_WAYS; way++)
    {
      Figures figures = { 0 };

      for (guint round = 0; round < (way == FLIP ? fault_scale (1) : 1); round++)
        spoil_each_page (&damage, way, random, &figures);
      tell (ways[way], &figures);
      g_assert_cmpuint (figures.n_wrong, ==, 0);
      g_assert_cmpuint (figures.n_told, >, figures.n_tried / 3);
    }
  clear (&damage);
}

/* What a power loss may leave at the end of a log is cut off by design; so a damaged log gives an earlier state, whole. */
static void
test_a_damaged_log_gives_an_earlier_state_whole (void)
{
  g_autoptr (GRand) random = fault_random_new ();
  Damage damage;
  Figures figures = { 0 };

  set_up (&damage, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *name = g_strconcat (parts[i], "-wal", NULL);
      g_autofree char *path = path_in (damage.state, name);
      GStatBuf status;

      put_all (damage.state, damage.names, damage.contents);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      for (goffset at = 0; at < status.st_size; at += (PAGE + 24) * (status.st_size > 400 * PAGE ? 8 : 2))
        {
          put_all (damage.state, damage.names, damage.contents);
          flip (path, MIN (at + g_rand_int_range (random, 0, PAGE), status.st_size - 1));
          judge (damage.state, damage.vault, damage.ledger->acknowledged, &figures, "a flipped bit in the log");
        }
    }
  tell ("a flipped bit in the logs", &figures);
  g_assert_cmpuint (figures.n_wrong, ==, 0);
  clear (&damage);
}

/* A file that is not sealed: the same flips must be found to change what is read. */
static void
test_a_file_without_seals_is_found_out (void)
{
  char *folder = fault_make_folder ();
  g_autofree char *path = path_in (folder, "plain.db");
  Figures figures = { 0 };
  sqlite3 *handle;
  GStatBuf status;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "CREATE TABLE t (n INTEGER PRIMARY KEY, x TEXT); WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT"
                        " i + 1 FROM c WHERE i < 200) INSERT INTO t SELECT i, printf ('%0100d', i) FROM c", NULL, NULL, NULL);
  sqlite3_close (handle);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  for (goffset page = PAGE; page < status.st_size; page += PAGE)
    {
      sqlite3_stmt *statement = NULL;

      flip (path, page + 2500);
      sqlite3_open (path, &handle);
      if (sqlite3_prepare_v2 (handle, "SELECT count(*) FROM t WHERE x = printf ('%0100d', n)", -1, &statement, NULL) ==
              SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
        figures.n_wrong += sqlite3_column_int (statement, 0) != 200;
      figures.n_tried++;
      sqlite3_finalize (statement);
      sqlite3_close (handle);
      flip (path, page + 2500);
    }
  tell ("flipped bits, known bad: a file without seals", &figures);
  g_assert_cmpuint (figures.n_wrong, >, 0);
  fault_remove_folder (folder);
}

/* ── vault.json ───────────────────────────────────────────────────────────── */

static void
test_each_byte_of_vault_json_is_guarded (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (haven_passphrase_cost_light ());
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *again = NULL;
  Figures figures = { 0 };
  gsize length;

  haven_vault_file_set_passphrase_alone (file, TRUE);
  haven_vault_file_add_member (file, HAVEN_TEST_STAFF, "", "a passphrase of a test", NULL, vault->keys, &error);
  g_assert_no_error (error);
  g_free (haven_vault_file_add_recovery (file, vault->keys, HAVEN_IN_LEGAL, &error));
  haven_vault_file_write (file, vault->keys, vault->folder, &error);
  g_assert_no_error (error);
  text = haven_vault_file_dup_text (file);
  length = strlen (text);
  for (gsize i = 0; i < length; i++)
    for (int bit = 0; bit < 8; bit += fault_scale (1) > 1 ? 1 : 3)
      {
        g_autoptr (HavenVaultFile) damaged = NULL;
        g_autoptr (GError) refusal = NULL;
        g_autofree char *read = NULL;

        text[i] ^= (char) (1 << bit);
        damaged = haven_vault_file_parse (text, length, &refusal);
        figures.n_tried++;
        if (damaged && haven_vault_file_check (damaged, vault->keys, &refusal))
          read = haven_vault_file_dup_text (damaged);
        text[i] ^= (char) (1 << bit);
        if (read == NULL && fault_is_told (refusal))
          figures.n_told++;
        else if (read && strcmp (read, text) == 0)
          figures.n_harmless++;
        else
          {
            g_test_message ("byte %zu, bit %d", i, bit);
            figures.n_wrong++;
          }
      }
  tell ("flipped bits in each byte of vault.json", &figures);
  g_assert_cmpuint (figures.n_wrong, ==, 0);
  g_assert_cmpuint (figures.n_told, >, figures.n_tried / 2);
}

/* ── Keys ─────────────────────────────────────────────────────────────────── */

static void
test_a_wrong_key_is_not_called_damage (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (haven_passphrase_cost_light ());
  g_autoptr (HavenVaultKeys) others = haven_vault_keys_new_random ();
  g_autoptr (HavenVaultKeys) none = NULL;
  g_autoptr (GError) wrong_key = NULL, wrong_passphrase = NULL, damage = NULL, error = NULL;
  g_autofree char *text = NULL;

  haven_vault_file_set_passphrase_alone (file, TRUE);
  haven_vault_file_add_member (file, HAVEN_TEST_STAFF, "", "a passphrase of a test", NULL, vault->keys, &error);
  haven_vault_file_write (file, vault->keys, vault->folder, &error);
  g_assert_no_error (error);
  none = haven_vault_file_sign_in (file, "", "another passphrase", NULL, NULL, &wrong_passphrase);
  g_assert_null (none);
  g_assert_false (haven_vault_file_check (file, others, &wrong_key));
  text = haven_vault_file_dup_text (file);
  text[strlen (text) / 2] ^= 1;
  {
    g_autoptr (HavenVaultFile) damaged = haven_vault_file_parse (text, strlen (text), &damage);

    if (damaged)
      haven_vault_file_check (damaged, vault->keys, &damage);
  }
  g_assert_true (fault_is_told (wrong_key) && fault_is_told (wrong_passphrase) && fault_is_told (damage));
  g_assert_cmpint (wrong_passphrase->code, !=, damage->code);
  g_assert_cmpstr (wrong_key->message, !=, wrong_passphrase->message);
  g_assert_cmpstr (wrong_passphrase->message, !=, damage->message);
  g_assert_cmpstr (wrong_key->message, !=, damage->message);
}

/* With keys of another vault nothing is changed, not even by a try. */
static void
test_files_stay_as_they_are_under_a_wrong_key (void)
{
  Damage damage;
  g_autoptr (HavenVaultKeys) others = haven_vault_keys_new_random ();

  set_up (&damage, TRUE);
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenStore) store = haven_store_open (damage.vault->folder, others, damage.vault->clock, &error);

      g_assert_null (store);
      g_assert_true (fault_is_told (error));
    }
  for (guint i = 0; i < damage.names->len; i++)
    {
      g_autofree char *path = path_in (damage.vault->folder, damage.names->pdata[i]);
      g_autofree char *content = NULL;
      gsize length, before;
      gconstpointer data = g_bytes_get_data (damage.contents->pdata[i], &before);

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_cmpmem (content, length, data, before);
    }
  clear (&damage);
}

#define ADD(path, test) g_test_add_func ("/faults/damage/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("a-file-without-seals-is-found-out", test_a_file_without_seals_is_found_out);
  ADD ("no-damaged-page-is-opened-as-something-else", test_no_damaged_page_is_opened_as_something_else);
  ADD ("a-damaged-log-gives-an-earlier-state-whole", test_a_damaged_log_gives_an_earlier_state_whole);
  ADD ("each-byte-of-vault-json-is-guarded", test_each_byte_of_vault_json_is_guarded);
  ADD ("a-wrong-key-is-not-called-damage", test_a_wrong_key_is_not_called_damage);
  ADD ("files-stay-as-they-are-under-a-wrong-key", test_files_stay_as_they_are_under_a_wrong_key);
  return g_test_run ();
}
