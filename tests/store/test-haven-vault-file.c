/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "slots-test.h"

#include "haven-action.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_read_fails (HavenTestSlots *slots, HavenStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vault_file_read (slots->folder, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* %NULL where the text is refused, and then as damaged. */
static HavenVaultFile *
parse (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  HavenVaultFile *file = haven_vault_file_parse (text, length, &error);

  if (file == NULL)
    haven_assert_store_error (error, DAMAGED);
  else
    g_assert_no_error (error);
  return file;
}

/* Damage to the number of the format may look like a newer one. */
static void
assert_same_content_or_refused (const char *text, gsize length, const char *good, guint *n_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_parse (text, length, &error);
  g_autofree char *again = file ? haven_vault_file_dup_text (file) : NULL;

  if (again != NULL)
    g_assert_true (g_str_equal (again, good));
  else if (!g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NEWER_SCHEMA))
    haven_assert_store_error (error, DAMAGED);
  *n_refused += again == NULL;
}

/* ── Damage ───────────────────────────────────────────────────────────────── */

static void
test_no_flipped_bit_is_taken_for_the_file (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *good = haven_test_read_text (slots->path);
  g_autofree char *bad = g_strdup (good);
  const gsize length = strlen (good);
  guint n_refused = 0, n_tried = 0;

  for (gsize i = 0; i < length; i++)
    for (int bit = 0; bit < 8; bit += g_test_slow () ? 1 : 3)
      {
        bad[i] = (char) (good[i] ^ (1 << bit));
        assert_same_content_or_refused (bad, length, good, &n_refused);
        bad[i] = good[i];
        n_tried++;
      }
  g_test_message ("%u of %u flipped bits refused; the others change only the space between words", n_refused, n_tried);
  g_assert_cmpuint (n_refused, >, n_tried / 2);
}

static void
test_no_missing_byte_is_overlooked (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *good = haven_test_read_text (slots->path);
  const gsize length = strlen (good);
  guint n_refused = 0;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *bad = g_strdup_printf ("%.*s%s", (int) i, good, good + i + 1);

      assert_same_content_or_refused (bad, length - 1, good, &n_refused);
    }
  for (gsize i = 0; i < length - 1; i++)
    g_assert_null (parse (good, i));
  g_assert_cmpuint (n_refused, >, length / 2);
}

static void
test_what_is_no_json_of_ours_is_damaged (void)
{
  const char *const texts[] = { "",       " ",          "{",         "{}",          "[]",           "null",
                                "true",   "7",          "\"\"",      "{\"format\":3}", "\xff\xfe{}", "{\"format\":3.0}",
                                "{\"format\":\"3\"}", "{\"format\":2}", "{\"format\":-1}", "{\"format\":0}", NULL };
  g_autofree char *huge = g_strnfill (4 * 1024 * 1024, ' ');
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();

  for (gsize i = 0; texts[i]; i++)
    {
      g_assert_null (parse (texts[i], strlen (texts[i])));
      haven_test_put_text (slots->path, texts[i], -1);
      assert_read_fails (slots, HAVEN_STORE_ERROR_DAMAGED);
    }
  g_assert_null (parse ("{\0}", 3));
  haven_test_put_text (slots->path, huge, -1);
  assert_read_fails (slots, HAVEN_STORE_ERROR_DAMAGED);
}

static char *
make_deep (const char *opening, gsize depth)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < depth; i++)
    g_string_append (text, opening);
  return g_string_free (text, FALSE);
}

static void
test_a_deep_file_does_not_end_the_program (void)
{
  g_autofree char *arrays = make_deep ("[", 1024 * 1024 - 1), *objects = make_deep ("{\"a\":", 200000);
  g_autofree char *closed = g_strconcat (arrays, "]", NULL);

  g_assert_null (parse (arrays, strlen (arrays)));
  g_assert_null (parse (objects, strlen (objects)));
  g_assert_null (parse (closed, strlen (closed)));
}

static void
test_what_is_wrong_with_a_file_is_named (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *good = haven_test_read_text (slots->path);
  g_autoptr (GString) newer = g_string_new (good);
  g_autofree char *aside = g_build_filename (slots->folder, "aside", NULL);
  g_autoptr (HavenVaultFile) linked = NULL;

  g_string_replace (newer, "\"format\" : 3", "\"format\" : 4", 1);
  haven_test_put_text (slots->path, newer->str, -1);
  assert_read_fails (slots, HAVEN_STORE_ERROR_NEWER_SCHEMA);
  haven_test_put_text (slots->path, good, -1);
  for (int bit = 0; bit < 6; bit++)
    {
      g_chmod (slots->path, 0600 | (1 << bit));
      assert_read_fails (slots, HAVEN_STORE_ERROR_PERMISSIONS);
    }
  g_chmod (slots->path, 0644);
  assert_read_fails (slots, HAVEN_STORE_ERROR_PERMISSIONS);
  g_chmod (slots->path, 0600);
  g_assert_cmpint (g_rename (slots->path, aside), ==, 0);
  assert_read_fails (slots, HAVEN_STORE_ERROR_NOT_A_VAULT);
  g_assert_cmpint (g_mkdir (slots->path, 0700), ==, 0);
  assert_read_fails (slots, HAVEN_STORE_ERROR_DAMAGED);
  g_rmdir (slots->path);
}

/* A link leads where the link's owner wants; what it leads to is judged as if it stood here. */
static void
test_a_link_is_never_followed_into_a_device_or_a_pipe (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *pipe_path = g_build_filename (slots->folder, "pipe", NULL);
  const char *const targets[] = { "/dev/zero", "/dev/null", "/nowhere/at/all", "vault.json", pipe_path };
  const HavenStoreError codes[] = { HAVEN_STORE_ERROR_DAMAGED,
                                    HAVEN_STORE_ERROR_DAMAGED,
                                    HAVEN_STORE_ERROR_NOT_A_VAULT,
                                    HAVEN_STORE_ERROR_NOT_A_VAULT,
                                    HAVEN_STORE_ERROR_DAMAGED };

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_remove (slots->path);
      g_assert_cmpint (symlink (targets[i], slots->path), ==, 0);
      assert_read_fails (slots, codes[i]);
    }
}

static void
test_writing_replaces_a_link_and_not_what_it_leads_to (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *other = g_build_filename (slots->folder, "other", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (HavenVaultFile) file = NULL;

  haven_test_put_text (other, "mine", -1);
  g_remove (slots->path);
  g_assert_cmpint (symlink (other, slots->path), ==, 0);
  haven_test_write (slots);
  kept = haven_test_read_text (other);
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_false (g_file_test (slots->path, G_FILE_TEST_IS_SYMLINK));
  file = haven_vault_file_read (slots->folder, NULL);
  g_assert_nonnull (file);
}

/* ── Who writes the digest but not the seal ───────────────────────────────── */

static void
assert_altered (HavenVaultFile *file)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vault_file_sign_in (file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, NULL, &error));
  haven_assert_store_error (error, DAMAGED);
  g_assert_nonnull (strstr (error->message, "altered"));
}

static void
test_the_digest_is_what_the_test_reckons (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *text = haven_test_read_text (slots->path);
  g_autoptr (JsonObject) object = haven_test_parse (text);
  g_autofree char *digest = haven_test_digest (object);

  g_assert_cmpstr (digest, ==, json_object_get_string_member (object, "digest"));
}

typedef void (*Edit) (JsonObject *object);

static void
allow_passphrase_alone (JsonObject *object)
{
  json_object_set_boolean_member (object, "passphrase_alone", FALSE);
}

static void
take_generation_back (JsonObject *object)
{
  json_object_set_int_member (object, "generation", 0);
}

static void
remove_an_attorney (JsonObject *object)
{
  json_array_remove_element (json_object_get_array_member (object, "members"), 2);
}

static void
remove_recovery (JsonObject *object)
{
  json_object_set_array_member (object, "recovery", json_array_new ());
}

static void
add_a_member_of_ones_own (JsonObject *object)
{
  JsonArray *members = json_object_get_array_member (object, "members");

  json_array_add_element (members, json_node_copy (json_array_get_element (members, 2)));
}

static void
call_a_part_absent (JsonObject *object)
{
  JsonObject *partitions = json_object_get_object_member (object, "partitions");

  json_object_set_boolean_member (json_object_get_object_member (partitions, "legal"), "absent", TRUE);
}

static void
add_a_word (JsonObject *object)
{
  json_object_set_string_member (object, "anything", "else");
}

static void
swap_the_heads (JsonObject *object)
{
  json_object_set_string_member (object, "heads", "AAAA");
}

static void
test_who_has_no_key_of_the_shared_part_changes_nothing_unnoticed (void)
{
  const Edit edits[] = { allow_passphrase_alone,   take_generation_back, remove_an_attorney, remove_recovery,
                         add_a_member_of_ones_own, call_a_part_absent,   add_a_word,         swap_the_heads };
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *good = haven_test_read_text (slots->path);

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (JsonObject) object = haven_test_parse (good);
      g_autofree char *bad = NULL;
      g_autoptr (HavenVaultFile) file = NULL;

      edits[i](object);
      bad = haven_test_print (object);
      file = parse (bad, strlen (bad));
      g_assert_nonnull (file);
      assert_altered (file);
    }
}

static void
test_a_seal_of_another_generation_does_not_fit (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *before = haven_test_read_text (slots->path);
  g_autoptr (JsonObject) old = haven_test_parse (before);
  g_autofree char *after = NULL, *mixed = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (HavenVaultFile) file = NULL;

  haven_test_write (slots);
  after = haven_test_read_text (slots->path);
  object = haven_test_parse (after);
  json_object_set_string_member (object, "seal", json_object_get_string_member (old, "seal"));
  mixed = haven_test_print (object);
  file = parse (mixed, strlen (mixed));
  assert_altered (file);
}

static void
test_a_member_named_twice_changes_nothing (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *good = haven_test_read_text (slots->path);
  g_autoptr (GString) twice = g_string_new (good);
  g_autoptr (HavenVaultFile) file = NULL;
  g_autofree char *text = NULL;

  g_string_replace (twice, "\"passphrase_alone\" : true", "\"passphrase_alone\" : false, \"passphrase_alone\" : true", 1);
  file = parse (twice->str, twice->len);
  text = file ? haven_vault_file_dup_text (file) : NULL;
  if (text != NULL)
    g_assert_true (g_str_equal (text, good));
}

/* ── Every value replaced by every kind of value ──────────────────────────── */

static JsonNode *
make_value (guint kind)
{
  const char *const texts[] = { "null", "7", "-9223372036854775808", "0.5", "true", "\"\"", "\"x\"", "[]", "[[]]", "{}",
                                "[null,1,\"a\",{}]", "{\"keys\":{},\"id\":\"00000000-0000-4000-8000-00000000000d\"}" };

  return kind < G_N_ELEMENTS (texts) ? json_from_string (texts[kind], NULL) : NULL;
}

static void
use_in_every_way (HavenVaultFile *file)
{
  g_autoptr (HavenVaultKeys) signed_in = haven_vault_file_sign_in (file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, NULL, NULL);
  g_autoptr (HavenVaultKeys) legal = haven_vault_file_sign_in (file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, NULL, NULL, NULL);
  g_auto (GStrv) members = haven_vault_file_list_members (file);
  g_autoptr (GBytes) heads = haven_vault_file_dup_heads (file);

  haven_vault_file_get_id (file);
  haven_vault_file_get_generation (file);
  haven_vault_file_get_passphrase_alone (file);
  haven_vault_file_get_recoverable (file);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      haven_vault_file_is_absent (file, (HavenPartition) i);
      haven_vault_file_is_rekey_due (file, (HavenPartition) i);
      haven_vault_file_is_rekey_pending (file, (HavenPartition) i);
    }
  for (gsize i = 0; members[i]; i++)
    {
      haven_vault_file_has_device (file, members[i]);
      haven_vault_file_member_holds (file, members[i], HAVEN_PARTITION_LEGAL);
    }
}

/* The legal code opens without the seal, so what it meets may have been written by anybody. */
static void
use_with_a_code (HavenVaultFile *file, const char *code)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_file_recover (file, code, NULL);

  if (keys != NULL)
    g_assert_cmpuint (haven_test_get_held (keys) & ~(guint) HAVEN_IN_LEGAL, ==, 0);
}

static void
try_altered (HavenTestSlots *slots, JsonObject *root, guint *n_read)
{
  g_autofree char *text = haven_test_print (root);
  g_autoptr (HavenVaultFile) file = haven_vault_file_parse (text, strlen (text), NULL);

  if (file == NULL)
    return;
  (*n_read)++;
  use_in_every_way (file);
  use_with_a_code (file, slots->legal_code);
}

static void alter_each_value (HavenTestSlots *slots, JsonObject *root, JsonNode *node, guint *n_read);

static void
alter_members (HavenTestSlots *slots, JsonObject *root, JsonObject *object, guint *n_read)
{
  g_autoptr (GList) names = json_object_get_members (object);
  g_auto (GStrv) own_names = g_new0 (char *, g_list_length (names) + 1);
  guint n = 0;

  for (GList *l = names; l; l = l->next)
    own_names[n++] = g_strdup (l->data);
  for (guint i = 0; own_names[i]; i++)
    {
      g_autoptr (JsonNode) kept = json_node_copy (json_object_get_member (object, own_names[i]));
      JsonNode *value;

      alter_each_value (slots, root, json_object_get_member (object, own_names[i]), n_read);
      for (guint kind = 0; (value = make_value (kind)) != NULL; kind++)
        {
          json_object_set_member (object, own_names[i], value);
          try_altered (slots, root, n_read);
        }
      json_object_remove_member (object, own_names[i]);
      try_altered (slots, root, n_read);
      json_object_set_member (object, own_names[i], g_steal_pointer (&kept));
    }
}

static void
alter_elements (HavenTestSlots *slots, JsonObject *root, JsonArray *array, guint *n_read)
{
  JsonNode *value;

  for (guint i = 0; i < json_array_get_length (array); i++)
    alter_each_value (slots, root, json_array_get_element (array, i), n_read);
  for (guint kind = 0; (value = make_value (kind)) != NULL; kind++)
    {
      json_array_add_element (array, value);
      try_altered (slots, root, n_read);
      json_array_remove_element (array, json_array_get_length (array) - 1);
    }
}

static void
alter_each_value (HavenTestSlots *slots, JsonObject *root, JsonNode *node, guint *n_read)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    alter_members (slots, root, json_node_get_object (node), n_read);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    alter_elements (slots, root, json_node_get_array (node), n_read);
}

static void
test_no_value_of_a_wrong_kind_ends_the_program (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *good = haven_test_read_text (slots->path);
  g_autoptr (JsonObject) root = haven_test_parse (good);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), root);
  guint n_read = 0;

  alter_each_value (slots, root, node, &n_read);
  g_test_message ("%u altered files had the shape of a vault.json, and none ended the program", n_read);
  g_assert_cmpuint (n_read, >, 0);
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

static void
test_the_generation_goes_up_and_the_one_before_is_kept (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *previous = g_build_filename (slots->folder, "vault.json.previous", NULL);
  struct stat status;

  g_assert_false (g_file_test (previous, G_FILE_TEST_EXISTS));
  for (gint64 generation = 1; generation < 5; generation++)
    {
      g_autofree char *before = haven_test_read_text (slots->path);
      g_autofree char *kept = NULL;

      g_assert_cmpint (haven_vault_file_get_generation (slots->file), ==, generation);
      haven_test_write (slots);
      kept = haven_test_read_text (previous);
      g_assert_cmpstr (before, ==, kept);
    }
  g_assert_cmpint (stat (slots->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (previous, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static gboolean
set_due (HavenVaultFile *file, gpointer data, GError **error)
{
  haven_vault_file_set_rekey_due (file, *(HavenPartition *) data, TRUE);
  return TRUE;
}

static gboolean
refuse (HavenVaultFile *file, gpointer data, GError **error)
{
  haven_vault_file_remove_member (file, ADMIN_ID);
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, "No.");
  return FALSE;
}

static void
test_an_edit_reads_the_newest_file_and_writes_it_or_leaves_it (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultKeys) others = haven_vault_keys_new_random ();
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (GError) refused = NULL, foreign = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gint64 generation = 0;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      HavenPartition partition = (HavenPartition) i;

      g_assert_true (haven_vault_file_edit (slots->folder, slots->keys, set_due, &partition, &generation, NULL));
      g_assert_cmpint (generation, ==, i + 2);
    }
  file = haven_vault_file_read (slots->folder, NULL);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    g_assert_true (haven_vault_file_is_rekey_due (file, (HavenPartition) i));
  before = haven_test_read_text (slots->path);
  g_assert_false (haven_vault_file_edit (slots->folder, slots->keys, refuse, NULL, NULL, &refused));
  haven_assert_store_error (refused, REFUSED);
  g_assert_false (haven_vault_file_edit (slots->folder, others, refuse, NULL, NULL, &foreign));
  haven_assert_store_error (foreign, WRONG_KEY);
  after = haven_test_read_text (slots->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_what_another_program_wrote_meanwhile_is_never_undone (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultFile) stale = haven_vault_file_read (slots->folder, NULL), after = NULL;
  g_autoptr (GError) error = NULL;

  haven_vault_file_remove_member (slots->file, ATTORNEY_ID);
  haven_test_write (slots);
  g_assert_false (haven_vault_file_write (stale, slots->keys, slots->folder, &error));
  haven_assert_store_error (error, CONFLICT);
  after = haven_vault_file_read (slots->folder, NULL);
  g_assert_false (haven_vault_file_has_member (after, ATTORNEY_ID));
}

/* ── Names ────────────────────────────────────────────────────────────────── */

static gboolean
holds_bytes (const char *content, gsize length, const char *sought, gsize sought_length)
{
  return sought_length > 0 && memmem (content, length, sought, sought_length) != NULL;
}

/* As it is, in both byte orders of UTF-16, and in base64 at each of the three places where it may begin. */
static gboolean
holds_word (const char *content, gsize length, const char *word)
{
  g_autofree char *big = g_convert (word, -1, "UTF-16BE", "UTF-8", NULL, NULL, NULL);
  g_autofree char *little = g_convert (word, -1, "UTF-16LE", "UTF-8", NULL, NULL, NULL);
  const gsize wide = (gsize) g_utf8_strlen (word, -1) * 2;
  gboolean held = holds_bytes (content, length, word, strlen (word)) || holds_bytes (content, length, big, wide) ||
                  holds_bytes (content, length, little, wide);

  for (gsize shift = 0; shift < 3; shift++)
    {
      g_autofree char *shifted = g_strconcat (shift == 0 ? "" : shift == 1 ? "x" : "xx", word, NULL);
      g_autofree char *encoded = g_base64_encode ((guint8 *) shifted, strlen (shifted) / 3 * 3);

      held = held || holds_bytes (content, length, encoded + (shift == 0 ? 0 : 4), strlen (encoded) - (shift == 0 ? 0 : 4));
    }
  return held;
}

static void
test_the_file_names_nobody (void)
{
  const char *const words[] = { ADMIN_NAME, CLINICIAN_NAME, ATTORNEY_NAME, "priya",  "raman",          "jose ortega",
                                "dana",     "clinician",    "attorney",    "administrator", ADMIN_PASSPHRASE, NULL };
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_files = 0;

  haven_test_write (slots);
  g_assert_true (holds_word ("..xUHJpeWEgUmFtYW4=", 19, CLINICIAN_NAME));
  dir = g_dir_open (slots->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (slots->folder, name, NULL);
      g_autofree char *content = haven_test_read_text (path);

      n_files++;
      for (gsize i = 0; words[i]; i++)
        g_assert_false (holds_word (content, strlen (content), words[i]));
    }
  g_assert_cmpuint (n_files, >=, 2);
}

int
main (int argc, char *argv[])
{
  /* None of this asks a real disk anything. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/vault-file/no-flipped-bit-is-taken-for-the-file",
                   test_no_flipped_bit_is_taken_for_the_file);
  g_test_add_func ("/store/vault-file/no-missing-byte-is-overlooked", test_no_missing_byte_is_overlooked);
  g_test_add_func ("/store/vault-file/what-is-no-json-of-ours-is-damaged", test_what_is_no_json_of_ours_is_damaged);
  g_test_add_func ("/store/vault-file/a-deep-file-does-not-end-the-program",
                   test_a_deep_file_does_not_end_the_program);
  g_test_add_func ("/store/vault-file/what-is-wrong-with-a-file-is-named", test_what_is_wrong_with_a_file_is_named);
  g_test_add_func ("/store/vault-file/a-link-is-never-followed-into-a-device-or-a-pipe",
                   test_a_link_is_never_followed_into_a_device_or_a_pipe);
  g_test_add_func ("/store/vault-file/writing-replaces-a-link-and-not-what-it-leads-to",
                   test_writing_replaces_a_link_and_not_what_it_leads_to);
  g_test_add_func ("/store/vault-file/the-digest-is-what-the-test-reckons", test_the_digest_is_what_the_test_reckons);
  g_test_add_func ("/store/vault-file/who-has-no-key-of-the-shared-part-changes-nothing-unnoticed",
                   test_who_has_no_key_of_the_shared_part_changes_nothing_unnoticed);
  g_test_add_func ("/store/vault-file/a-seal-of-another-generation-does-not-fit",
                   test_a_seal_of_another_generation_does_not_fit);
  g_test_add_func ("/store/vault-file/a-member-named-twice-changes-nothing",
                   test_a_member_named_twice_changes_nothing);
  g_test_add_func ("/store/vault-file/no-value-of-a-wrong-kind-ends-the-program",
                   test_no_value_of_a_wrong_kind_ends_the_program);
  g_test_add_func ("/store/vault-file/the-generation-goes-up-and-the-one-before-is-kept",
                   test_the_generation_goes_up_and_the_one_before_is_kept);
  g_test_add_func ("/store/vault-file/an-edit-reads-the-newest-file-and-writes-it-or-leaves-it",
                   test_an_edit_reads_the_newest_file_and_writes_it_or_leaves_it);
  g_test_add_func ("/store/vault-file/what-another-program-wrote-meanwhile-is-never-undone",
                   test_what_another_program_wrote_meanwhile_is_never_undone);
  g_test_add_func ("/store/vault-file/the-file-names-nobody", test_the_file_names_nobody);
  return g_test_run ();
}
