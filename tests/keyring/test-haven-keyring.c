/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <string.h>

#define SHARE HAVEN_KEYRING_ITEM_SHARE
#define HEADS HAVEN_KEYRING_ITEM_HEADS

#define assert_state(state, wanted)                                                                                    \
  g_assert_cmpstr (haven_keyring_state_get_code (state), ==, haven_keyring_state_get_code (HAVEN_KEYRING_##wanted))

static GBytes *
make_content (gsize size, guint8 byte)
{
  guint8 *data = g_malloc (size + 1);

  memset (data, byte, size);
  return g_bytes_new_take (data, size);
}

static void
test_what_is_kept_is_found (void)
{
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  guint8 key[HAVEN_DEVICE_KEY_SIZE] = { 1, 2, 3 }, found[HAVEN_DEVICE_KEY_SIZE] = { 0 };

  assert_state (haven_keyring_lookup (keyring, "vault", found, NULL), ABSENT);
  assert_state (haven_keyring_keep (keyring, "vault", key, NULL), FOUND);
  assert_state (haven_keyring_lookup (keyring, "vault", found, NULL), FOUND);
  g_assert_cmpmem (key, sizeof key, found, sizeof found);
  assert_state (haven_keyring_lookup (keyring, "another", found, NULL), ABSENT);
  assert_state (haven_keyring_lookup_expected (keyring, "another", TRUE, found, NULL), REPLACED);
}

static void
test_the_kinds_are_apart (void)
{
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  g_autoptr (GBytes) share = make_content (HAVEN_DEVICE_KEY_SIZE, 1);
  g_autoptr (GBytes) heads = make_content (HAVEN_KEYRING_MAX_CONTENT, 2);
  g_autoptr (GBytes) found = NULL;

  assert_state (haven_keyring_keep_item (keyring, "v", SHARE, HAVEN_KEYRING_PLAIN, share, NULL), FOUND);
  assert_state (haven_keyring_lookup_item (keyring, "v", HEADS, HAVEN_KEYRING_PLAIN, &found, NULL), ABSENT);
  g_assert_null (found);
  assert_state (haven_keyring_keep_item (keyring, "v", HEADS, HAVEN_KEYRING_PLAIN, heads, NULL), FOUND);
  g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 2);
  assert_state (haven_keyring_lookup_item (keyring, "v", HEADS, HAVEN_KEYRING_EXPECTED, &found, NULL), FOUND);
  g_assert_true (g_bytes_equal (found, heads));
  assert_state (haven_keyring_forget_item (keyring, "v", HEADS, HAVEN_KEYRING_PLAIN, NULL), ABSENT);
  assert_state (haven_keyring_lookup_item (keyring, "v", HEADS, HAVEN_KEYRING_EXPECTED, NULL, NULL), MISSING);
  assert_state (haven_keyring_lookup_item (keyring, "v", SHARE, HAVEN_KEYRING_EXPECTED, NULL, NULL), FOUND);
}

/* What keep does, by what is there and what it is told: every cell. */
static void
test_keeping_keeps_to_its_table (void)
{
  const struct
  {
    int there; /* 0 nothing, 1 the same, 2 another */
    HavenKeyringFlags flags;
    HavenKeyringState state;
    int after; /* whose bytes are there then: 0 nobody's, 1 the new, 2 the other's */
  } cells[] = {
    { 0, HAVEN_KEYRING_PLAIN, HAVEN_KEYRING_FOUND, 1 },
    { 0, HAVEN_KEYRING_REPLACE, HAVEN_KEYRING_FOUND, 1 },
    { 0, HAVEN_KEYRING_EXPECTED, HAVEN_KEYRING_REPLACED, 0 },
    { 0, HAVEN_KEYRING_EXPECTED | HAVEN_KEYRING_REPLACE, HAVEN_KEYRING_REPLACED, 0 },
    { 1, HAVEN_KEYRING_PLAIN, HAVEN_KEYRING_FOUND, 1 },
    { 1, HAVEN_KEYRING_REPLACE, HAVEN_KEYRING_FOUND, 1 },
    { 1, HAVEN_KEYRING_EXPECTED, HAVEN_KEYRING_FOUND, 1 },
    { 1, HAVEN_KEYRING_EXPECTED | HAVEN_KEYRING_REPLACE, HAVEN_KEYRING_FOUND, 1 },
    { 2, HAVEN_KEYRING_PLAIN, HAVEN_KEYRING_DIFFERENT, 2 },
    { 2, HAVEN_KEYRING_REPLACE, HAVEN_KEYRING_FOUND, 1 },
    { 2, HAVEN_KEYRING_EXPECTED, HAVEN_KEYRING_DIFFERENT, 2 },
    { 2, HAVEN_KEYRING_EXPECTED | HAVEN_KEYRING_REPLACE, HAVEN_KEYRING_FOUND, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
      guint8 found[HAVEN_DEVICE_KEY_SIZE] = { 0 };
      g_autoptr (GBytes) before = make_content (HAVEN_DEVICE_KEY_SIZE, (guint8) cells[i].there);
      g_autoptr (GBytes) content = make_content (HAVEN_DEVICE_KEY_SIZE, 1);

      if (cells[i].there != 0)
        assert_state (haven_keyring_keep_item (keyring, "v", SHARE, HAVEN_KEYRING_PLAIN, before, NULL), FOUND);
      g_assert_cmpint (haven_keyring_keep_item (keyring, "v", SHARE, cells[i].flags, content, NULL), ==,
                       cells[i].state);
      haven_keyring_lookup (keyring, "v", found, NULL);
      g_assert_cmpint (found[0], ==, cells[i].after);
      g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, cells[i].after == 0 ? 0 : 1);
    }
}

static void
test_no_state_lets_anything_be_written (void)
{
  for (int state = HAVEN_KEYRING_FOUND + 1; state < HAVEN_N_KEYRING_STATES; state++)
    for (guint flags = 0; flags < 8; flags++)
      {
        g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
        g_autoptr (GBytes) content = make_content (HAVEN_DEVICE_KEY_SIZE, 1);
        guint8 key[HAVEN_DEVICE_KEY_SIZE] = { 9 };

        haven_memory_keyring_set_state (keyring, (HavenKeyringState) state);
        g_assert_cmpint (haven_keyring_keep_item (keyring, "v", SHARE, (HavenKeyringFlags) flags, content, NULL), !=,
                         HAVEN_KEYRING_FOUND);
        g_assert_cmpint (haven_keyring_lookup (keyring, "v", key, NULL), ==, state);
        g_assert_cmpint (key[0], ==, 9);
        g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 0);
      }
}

/* ABSENT is the only state after which a new share may be made; expected, it never comes. */
static void
test_what_is_expected_is_never_absent (void)
{
  for (int state = HAVEN_KEYRING_FOUND; state < HAVEN_N_KEYRING_STATES; state++)
    {
      g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
      guint8 key[HAVEN_DEVICE_KEY_SIZE];

      haven_memory_keyring_set_state (keyring, (HavenKeyringState) state);
      g_assert_cmpint (haven_keyring_lookup_expected (keyring, "v", TRUE, key, NULL), !=, HAVEN_KEYRING_ABSENT);
    }
}

static void
test_hostile_input_is_refused (void)
{
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  g_autofree char *long_id = g_strnfill (129, 'v');
  const char *const ids[] = { "", "\xff\xfe", long_id };
  const gsize share_sizes[] = { 0, 1, HAVEN_DEVICE_KEY_SIZE - 1, HAVEN_DEVICE_KEY_SIZE + 1 };
  const gsize heads_sizes[] = { 0, HAVEN_KEYRING_MAX_CONTENT + 1, 1 << 20 };
  g_autoptr (GBytes) share = make_content (HAVEN_DEVICE_KEY_SIZE, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_state (haven_keyring_keep_item (keyring, ids[i], SHARE, HAVEN_KEYRING_PLAIN, share, NULL), FAILED);
  for (gsize i = 0; i < G_N_ELEMENTS (share_sizes); i++)
    {
      g_autoptr (GBytes) content = make_content (share_sizes[i], 1);

      assert_state (haven_keyring_keep_item (keyring, "v", SHARE, HAVEN_KEYRING_PLAIN, content, NULL), FAILED);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads_sizes); i++)
    {
      g_autoptr (GBytes) content = make_content (heads_sizes[i], 1);

      assert_state (haven_keyring_keep_item (keyring, "v", HEADS, HAVEN_KEYRING_PLAIN, content, NULL), FAILED);
    }
  g_assert_cmpuint (haven_memory_keyring_count (keyring), ==, 0);
}

typedef struct
{
  GMainLoop *loop;
  HavenKeyringState state;
  GBytes *content;
} Waiting;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->state = haven_keyring_finish (HAVEN_KEYRING (source), result, &waiting->content);
  g_main_loop_quit (waiting->loop);
}

static void
test_a_window_may_ask_too (void)
{
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GBytes) share = make_content (HAVEN_DEVICE_KEY_SIZE, 4);
  Waiting waiting = { .loop = loop };

  haven_keyring_keep_item_async (keyring, "v", SHARE, HAVEN_KEYRING_PLAIN, share, NULL, answered_cb, &waiting);
  g_main_loop_run (loop);
  assert_state (waiting.state, FOUND);
  g_assert_null (waiting.content);
  haven_keyring_lookup_item_async (keyring, "v", SHARE, HAVEN_KEYRING_EXPECTED, NULL, answered_cb, &waiting);
  g_main_loop_run (loop);
  assert_state (waiting.state, FOUND);
  g_assert_true (g_bytes_equal (waiting.content, share));
  g_clear_pointer (&waiting.content, g_bytes_unref);

  g_cancellable_cancel (cancelled);
  haven_keyring_lookup_item_async (keyring, "v", SHARE, HAVEN_KEYRING_PLAIN, cancelled, answered_cb, &waiting);
  g_main_loop_run (loop);
  assert_state (waiting.state, CANCELLED);
  g_assert_null (waiting.content);
  haven_keyring_forget_item_async (keyring, "v", SHARE, HAVEN_KEYRING_PLAIN, NULL, answered_cb, &waiting);
  g_main_loop_run (loop);
  assert_state (waiting.state, ABSENT);
}

/* Without a session bus libsecret cannot reach a service: that is told apart from an absent key. */
static void
test_no_bus_is_told (void)
{
  g_autoptr (HavenKeyring) keyring = haven_system_keyring_new ();
  guint8 key[HAVEN_DEVICE_KEY_SIZE];

  assert_state (haven_keyring_lookup (keyring, "vault", key, NULL), NO_BUS);
}

/* ── Words ────────────────────────────────────────────────────────────────── */

static gboolean
has_any (const char *text, const char *const *words)
{
  for (; *words; words++)
    if (strstr (text, *words))
      return TRUE;
  return FALSE;
}

static void
test_every_state_has_words_of_its_own (void)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (int state = 0; state < HAVEN_N_KEYRING_STATES; state++)
    {
      const char *code = haven_keyring_state_get_code ((HavenKeyringState) state);
      const char *title = haven_keyring_state_get_title ((HavenKeyringState) state);
      const char *sentence = haven_keyring_state_get_sentence ((HavenKeyringState) state);

      g_assert_cmpuint (strlen (title), >=, 10);
      g_assert_cmpuint (strlen (title), <=, 50);
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_cmpuint (strlen (sentence), >=, 40);
      g_assert_cmpuint (strlen (sentence), <=, 450);
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_true (g_hash_table_add (said, (gpointer) code));
      g_assert_true (g_hash_table_add (said, (gpointer) title));
      g_assert_true (g_hash_table_add (said, (gpointer) sentence));
    }
}

/* Which words each sentence holds: what was left as it is, what to do, and a way in without a keyring. */
static void
test_every_sentence_says_what_to_do (void)
{
  const char *const untouched[] = { "Nothing was changed", "nothing was changed", "The vault was not changed",
                                    "No new one was made", "No new share was made", NULL };
  const char *const steps[] = { "Sign in ", "sign in ", "Try again", "try again", "Unlock ", NULL };

  for (int state = HAVEN_KEYRING_FOUND + 1; state < HAVEN_N_KEYRING_STATES; state++)
    {
      const char *sentence = haven_keyring_state_get_sentence ((HavenKeyringState) state);
      gboolean other_way = state != HAVEN_KEYRING_DIFFERENT && state != HAVEN_KEYRING_CANCELLED;

      g_test_message ("%s", haven_keyring_state_get_code ((HavenKeyringState) state));
      g_assert_true (has_any (sentence, untouched));
      g_assert_true (has_any (sentence, steps));
      g_assert_cmpint (strstr (sentence, "the passphrase alone where the clinic allows it") != NULL, ==, other_way);
      g_assert_cmpint (strstr (sentence, "with a recovery code") != NULL, ==, other_way);
    }
}

/* Only what xgettext finds reaches a translator. */
static void
test_every_word_can_be_translated (void)
{
  g_autofree char *program = g_find_program_in_path ("xgettext");
  const char *arguments[] = { program, "--from-code=UTF-8", "--keyword=N_", "--no-wrap", "-o", "-",
                              g_getenv ("HAVEN_KEYRING_WORDS"), NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL || arguments[6] == NULL)
    {
      g_test_skip ("no xgettext here");
      return;
    }
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  for (int state = 0; state < HAVEN_N_KEYRING_STATES; state++)
    {
      g_autofree char *title =
          g_strdup_printf ("msgid \"%s\"", haven_keyring_state_get_title ((HavenKeyringState) state));
      g_autofree char *sentence =
          g_strdup_printf ("msgid \"%s\"", haven_keyring_state_get_sentence ((HavenKeyringState) state));

      g_assert_nonnull (strstr (out, title));
      g_assert_nonnull (strstr (out, sentence));
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/what-is-kept-is-found", test_what_is_kept_is_found);
  g_test_add_func ("/keyring/the-kinds-are-apart", test_the_kinds_are_apart);
  g_test_add_func ("/keyring/keeping-keeps-to-its-table", test_keeping_keeps_to_its_table);
  g_test_add_func ("/keyring/no-state-lets-anything-be-written", test_no_state_lets_anything_be_written);
  g_test_add_func ("/keyring/what-is-expected-is-never-absent", test_what_is_expected_is_never_absent);
  g_test_add_func ("/keyring/hostile-input-is-refused", test_hostile_input_is_refused);
  g_test_add_func ("/keyring/a-window-may-ask-too", test_a_window_may_ask_too);
  g_test_add_func ("/keyring/no-bus-is-told", test_no_bus_is_told);
  g_test_add_func ("/keyring/every-state-has-words-of-its-own", test_every_state_has_words_of_its_own);
  g_test_add_func ("/keyring/every-sentence-says-what-to-do", test_every_sentence_says_what_to_do);
  g_test_add_func ("/keyring/every-word-can-be-translated", test_every_word_can_be_translated);
  return g_test_run ();
}
