/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-scene.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/* Every state that a desktop's keyring can be in, made with a real daemon on a bus of its own. */

#define VAULT "00000000-0000-4000-8000-00000000c0de" /* as in ask-keyring.c */
#define LIMIT 10000      /* more than any answer needs */
#define SHORT_LIMIT 400  /* where none comes */
#define LONGEST_GAP 100  /* what the window may stand still, beside what the whole machine does */

static void
assert_state (Answer answer, const char *state)
{
  g_assert_cmpstr (answer.state, ==, state);
  g_assert_cmpint (answer.gap, <, LONGEST_GAP + answer.control);
  if (strcmp (state, "timed-out") == 0)
    g_assert_cmpint (answer.taken, >=, SHORT_LIMIT);
  if (strcmp (state, "timed-out") == 0 || strcmp (state, "cancelled") == 0)
    g_assert_cmpint (answer.taken, <, LIMIT / 2);
  if (strcmp (state, "found") != 0)
    g_assert_cmpint (answer.content, ==, -1);
}

static void
assert_says (Scene *scene, const char *verb, HavenKeyringFlags flags, const char *state)
{
  assert_state (scene_ask (scene, verb, "share", flags, LIMIT, 1), state);
}

/* Neither a lookup nor keeping, expected or not, gets anywhere; and no keyring's file changes. */
static void
assert_nothing_is_kept (Scene *scene, const char *state, const char *state_when_expected)
{
  g_autofree char *before = scene_read_files (scene);
  g_autofree char *after = NULL;

  assert_says (scene, "lookup", HAVEN_KEYRING_PLAIN, state);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, state_when_expected);
  assert_says (scene, "keep", HAVEN_KEYRING_PLAIN, state);
  assert_says (scene, "keep", HAVEN_KEYRING_EXPECTED, state_when_expected);
  assert_says (scene, "keep", HAVEN_KEYRING_EXPECTED | HAVEN_KEYRING_REPLACE, state_when_expected);
  assert_says (scene, "forget", HAVEN_KEYRING_PLAIN, state);
  after = scene_read_files (scene);
  g_assert_cmpstr (before, ==, after);
}

/* A daemon with an open keyring that holds a share. */
static Scene *
make_enrolled (void)
{
  Scene *scene = scene_new ();

  scene_start_daemon (scene, SCENE_PASSWORD);
  assert_says (scene, "keep", HAVEN_KEYRING_PLAIN, "found");
  g_assert_cmpuint (scene_count_items (scene), ==, 1);
  return scene;
}

static Scene *
make_cold (void)
{
  Scene *scene = make_enrolled ();

  scene_end_daemon (scene);
  scene_start_daemon (scene, NULL);
  return scene;
}

/* ── No bus, no service, no keyring ───────────────────────────────────────── */

static void
test_no_bus (void)
{
  const char *const addresses[] = { NULL, "unix:path=/nonexistent/bus", "nonsense", "unix:", "" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (Scene) scene = scene_new_without_bus (addresses[i]);

      assert_nothing_is_kept (scene, "no-bus", "no-bus");
    }
}

static void
test_a_bus_that_never_answers (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("haven-bus-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "bus", NULL);
  g_autofree char *address = g_strconcat ("unix:path=", path, NULL);
  g_autoptr (Scene) scene = scene_new_without_bus (address);
  struct sockaddr_un name = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (name.sun_path, path, sizeof name.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &name, sizeof name), ==, 0);
  g_assert_cmpint (listen (fd, 8), ==, 0);
  assert_state (scene_ask (scene, "lookup", "share", HAVEN_KEYRING_EXPECTED, SHORT_LIMIT, 1), "timed-out");
  close (fd);
  g_remove (path);
  g_remove (folder);
}

static void
test_a_bus_that_ends_while_it_is_asked (void)
{
  g_autoptr (Scene) scene = make_enrolled ();
  g_autofree char *before = scene_read_files (scene);
  g_autofree char *after = NULL;

  scene_stop_daemon (scene, TRUE);
  scene_kill_bus_on (scene, NULL);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "no-bus");
  after = scene_read_files (scene);
  g_assert_cmpstr (before, ==, after);
}

static void
test_no_service (void)
{
  g_autoptr (Scene) scene = scene_new ();

  assert_nothing_is_kept (scene, "no-service", "no-service");
  scene_offer_service (scene, "/bin/false");
  assert_nothing_is_kept (scene, "no-service", "no-service");
  scene_offer_service (scene, "/nonexistent/daemon");
  assert_nothing_is_kept (scene, "no-service", "no-service");
}

static void
test_no_keyring (void)
{
  g_autoptr (Scene) scene = scene_new ();

  scene_start_daemon (scene, NULL);
  assert_nothing_is_kept (scene, "no-keyring", "replaced");
  scene_start_prompter (scene, PROMPTER_SILENT);
  assert_nothing_is_kept (scene, "no-keyring", "replaced");
  g_assert_cmpuint (scene_get_questions (scene), ==, 0);
  g_assert_cmpuint (scene_count_items (scene), ==, 0);
}

/* ── Open ─────────────────────────────────────────────────────────────────── */

static void
test_open (void)
{
  g_autoptr (Scene) scene = scene_new ();
  Answer answer;

  scene_start_daemon (scene, SCENE_PASSWORD);
  assert_says (scene, "lookup", HAVEN_KEYRING_PLAIN, "absent");
  assert_says (scene, "forget", HAVEN_KEYRING_PLAIN, "absent");
  g_assert_cmpuint (scene_count_items (scene), ==, 0);
  assert_state (scene_ask (scene, "keep", "share", HAVEN_KEYRING_PLAIN, LIMIT, 7), "found");
  answer = scene_ask (scene, "lookup", "share", HAVEN_KEYRING_EXPECTED, LIMIT, 0);
  assert_state (answer, "found");
  g_assert_cmpint (answer.content, ==, 7);
  assert_state (scene_ask (scene, "lookup", "heads", HAVEN_KEYRING_PLAIN, LIMIT, 0), "absent");
}

static void
test_keeping_overwrites_only_when_told (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  assert_state (scene_ask (scene, "keep", "share", HAVEN_KEYRING_PLAIN, LIMIT, 1), "found");
  assert_state (scene_ask (scene, "keep", "share", HAVEN_KEYRING_PLAIN, LIMIT, 2), "different");
  assert_state (scene_ask (scene, "keep", "share", HAVEN_KEYRING_EXPECTED, LIMIT, 2), "different");
  g_assert_cmpint (scene_ask (scene, "lookup", "share", HAVEN_KEYRING_PLAIN, LIMIT, 0).content, ==, 1);
  assert_state (scene_ask (scene, "keep", "share", HAVEN_KEYRING_REPLACE, LIMIT, 2), "found");
  g_assert_cmpint (scene_ask (scene, "lookup", "share", HAVEN_KEYRING_PLAIN, LIMIT, 0).content, ==, 2);
  g_assert_cmpuint (scene_count_items (scene), ==, 1);
}

static void
test_a_share_that_was_taken_away_is_missing (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  assert_state (scene_ask (scene, "keep", "heads", HAVEN_KEYRING_PLAIN, LIMIT, 3), "found");
  assert_says (scene, "forget", HAVEN_KEYRING_PLAIN, "absent");
  assert_says (scene, "lookup", HAVEN_KEYRING_PLAIN, "absent");
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "missing");
  assert_says (scene, "keep", HAVEN_KEYRING_EXPECTED | HAVEN_KEYRING_REPLACE, "missing");
  g_assert_cmpuint (scene_count_items (scene), ==, 1);
}

static void
test_what_others_put_there_is_not_used (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autofree char *before = NULL, *after = NULL;

  scene_start_daemon (scene, SCENE_PASSWORD);
  scene_plant (scene, VAULT, "share", "short");
  before = scene_read_files (scene);
  assert_says (scene, "lookup", HAVEN_KEYRING_PLAIN, "damaged");
  assert_says (scene, "keep", HAVEN_KEYRING_PLAIN, "damaged");
  assert_says (scene, "keep", HAVEN_KEYRING_EXPECTED, "damaged");
  after = scene_read_files (scene);
  g_assert_cmpstr (before, ==, after);
  assert_says (scene, "keep", HAVEN_KEYRING_EXPECTED | HAVEN_KEYRING_REPLACE, "found");
  g_assert_cmpuint (scene_count_items (scene), ==, 1);
}

static void
test_two_that_differ_are_not_used (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_plant (scene, VAULT, "share", "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=");
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "damaged");
  assert_says (scene, "keep", HAVEN_KEYRING_PLAIN, "damaged");
  assert_says (scene, "keep", HAVEN_KEYRING_REPLACE, "found");
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "found");
  g_assert_cmpuint (scene_count_items (scene), ==, 2);
  assert_says (scene, "forget", HAVEN_KEYRING_PLAIN, "absent");
  g_assert_cmpuint (scene_count_items (scene), ==, 0);
}

/* ── Locked ───────────────────────────────────────────────────────────────── */

static void
test_locked_warm (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_lock (scene);
  assert_nothing_is_kept (scene, "locked", "locked");
  g_assert_cmpuint (scene_count_items (scene), ==, 1);
}

static void
test_locked_with_nothing_of_ours (void)
{
  g_autoptr (Scene) scene = scene_new ();

  scene_start_daemon (scene, SCENE_PASSWORD);
  scene_lock (scene);
  assert_nothing_is_kept (scene, "locked", "locked");
  g_assert_cmpuint (scene_count_items (scene), ==, 0);
}

static void
test_locked_cold (void)
{
  g_autoptr (Scene) scene = make_cold ();

  assert_nothing_is_kept (scene, "locked-cold", "locked-cold");
  g_assert_cmpuint (scene_count_items (scene), ==, 1);
}

static void
test_another_login_password (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_end_daemon (scene);
  scene_start_daemon (scene, "another password");
  assert_nothing_is_kept (scene, "locked-cold", "locked-cold");
  scene_end_daemon (scene);
  scene_start_daemon (scene, SCENE_PASSWORD);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "found");
}

static void
test_a_question_that_is_dismissed (void)
{
  for (int cold = 0; cold < 2; cold++)
    {
      g_autoptr (Scene) scene = cold ? make_cold () : make_enrolled ();

      if (!cold)
        scene_lock (scene);
      scene_start_prompter (scene, PROMPTER_DISMISSES);
      assert_nothing_is_kept (scene, "dismissed", "dismissed");
      g_assert_cmpuint (scene_get_questions (scene), ==, 6);
      scene_wait_for_no_question (scene);
    }
}

static void
test_in_the_background_nobody_is_asked (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_lock (scene);
  scene_start_prompter (scene, PROMPTER_UNLOCKS);
  assert_says (scene, "lookup", HAVEN_KEYRING_QUIET, "locked");
  assert_says (scene, "keep", HAVEN_KEYRING_QUIET | HAVEN_KEYRING_REPLACE, "locked");
  g_assert_cmpuint (scene_get_questions (scene), ==, 0);
  assert_says (scene, "lookup", HAVEN_KEYRING_PLAIN, "found");
  g_assert_cmpuint (scene_get_questions (scene), ==, 1);
}

static void
test_a_question_that_is_answered (void)
{
  g_autoptr (Scene) scene = make_cold ();

  scene_start_prompter (scene, PROMPTER_UNLOCKS);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "found");
  g_assert_cmpuint (scene_get_questions (scene), ==, 1);
}

/* Nor is the daemon harmed by it: the question stays, and who answers it later opens the keyring. */
static void
test_a_question_that_nobody_answers (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_lock (scene);
  scene_start_prompter (scene, PROMPTER_SILENT);
  assert_state (scene_ask (scene, "lookup", "share", HAVEN_KEYRING_EXPECTED, SHORT_LIMIT, 1), "timed-out");
  g_assert_cmpuint (scene_count_items (scene), ==, 1);

  scene_answer (scene);
  scene_wait_for_no_question (scene);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "found");
}

/* ── Replaced ─────────────────────────────────────────────────────────────── */

/* A keyring cut short is made anew at login, and tells nobody. */
static void
test_a_truncated_keyring (void)
{
  const gsize sizes[] = { 0, 1, 16, 60, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int cold = 0; cold < 2; cold++)
      {
        g_autoptr (Scene) scene = make_enrolled ();

        scene_end_daemon (scene);
        scene_truncate_keyrings (scene, sizes[i]);
        scene_start_daemon (scene, cold ? NULL : SCENE_PASSWORD);
        g_test_message ("%" G_GSIZE_FORMAT " bytes, %s", sizes[i], cold ? "cold" : "opened at login");
        scene_ask (scene, "lookup", "share", HAVEN_KEYRING_PLAIN, LIMIT, 1);
        assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "replaced");
        assert_says (scene, "keep", HAVEN_KEYRING_EXPECTED | HAVEN_KEYRING_REPLACE, "replaced");
        g_assert_cmpuint (scene_count_items (scene), ==, 0);
      }
}

static void
test_a_new_keyring (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_end_daemon (scene);
  scene_remove_keyrings (scene);
  scene_start_daemon (scene, "new password");
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "replaced");
  assert_says (scene, "keep", HAVEN_KEYRING_EXPECTED, "replaced");
  g_assert_cmpuint (scene_count_items (scene), ==, 0);
}

/* ── Gone, or not answering ───────────────────────────────────────────────── */

static void
test_a_daemon_that_is_killed_before (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_end_daemon (scene);
  assert_nothing_is_kept (scene, "no-service", "no-service");
  scene_offer_service (scene, "/usr/bin/gnome-keyring-daemon --start --foreground --components=secrets");
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "locked-cold");
}

static void
test_a_daemon_that_is_killed_while_it_is_asked (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_stop_daemon (scene, TRUE);
  scene_kill_daemon_on (scene, NULL);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "daemon-gone");
  scene_end_daemon (scene);
  scene_start_daemon (scene, SCENE_PASSWORD);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "found");
  g_assert_cmpuint (scene_count_items (scene), ==, 1);
}

static void
test_a_daemon_that_is_killed_while_it_asks (void)
{
  g_autoptr (Scene) scene = make_enrolled ();

  scene_lock (scene);
  scene_start_prompter (scene, PROMPTER_KILLS);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "daemon-gone");
}

/* Another content than the one that was to be kept is never found. A daemon makes an item before it puts the content in: an
 * item without one is told as damaged and left alone, and a person who enrolls the device anew mends it. */
static void
assert_half_is_not_used (Scene *scene)
{
  Answer answer = scene_ask (scene, "lookup", "share", HAVEN_KEYRING_PLAIN, LIMIT, 0);

  if (g_str_equal (answer.state, "damaged"))
    {
      answer = scene_ask (scene, "keep", "share", HAVEN_KEYRING_PLAIN, LIMIT, 5);
      g_assert_cmpstr (answer.state, ==, "damaged");
      answer = scene_ask (scene, "keep", "share", HAVEN_KEYRING_REPLACE, LIMIT, 5);
      g_assert_cmpstr (answer.state, ==, "found");
      answer = scene_ask (scene, "lookup", "share", HAVEN_KEYRING_PLAIN, LIMIT, 0);
      g_assert_cmpstr (answer.state, ==, "found");
    }
  if (g_str_equal (answer.state, "found"))
    g_assert_cmpint (answer.content, ==, 5);
}

/* What is there then, the daemon's speed decides; it may have been writing its own keyring just then, and say that it has
 * none to open. */
static void
test_a_daemon_that_is_killed_while_it_keeps (void)
{
  const char *const methods[] = { "CreateItem", "GetSecrets", "SearchItems" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (Scene) scene = scene_new ();
      Answer answer;

      scene_start_daemon (scene, SCENE_PASSWORD);
      scene_kill_daemon_on (scene, methods[i]);
      answer = scene_ask (scene, "keep", "share", HAVEN_KEYRING_PLAIN, LIMIT, 5);
      g_assert_true (g_str_equal (answer.state, "daemon-gone") || g_str_equal (answer.state, "no-service") ||
                     g_str_equal (answer.state, "found"));
      scene_end_daemon (scene);
      scene_start_daemon (scene, SCENE_PASSWORD);
      assert_half_is_not_used (scene);
    }
}

static void
test_a_daemon_that_never_answers (void)
{
  g_autoptr (Scene) scene = make_enrolled ();
  g_autofree char *before = scene_read_files (scene);
  g_autofree char *after = NULL;
  const char *const verbs[] = { "lookup", "keep", "forget" };

  scene_stop_daemon (scene, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    assert_state (scene_ask (scene, verbs[i], "share", HAVEN_KEYRING_EXPECTED, SHORT_LIMIT, 2), "timed-out");
  assert_state (scene_ask (scene, "cancel", "share", HAVEN_KEYRING_EXPECTED, LIMIT, 1), "cancelled");
  after = scene_read_files (scene);
  g_assert_cmpstr (before, ==, after);
  scene_stop_daemon (scene, FALSE);
  assert_says (scene, "lookup", HAVEN_KEYRING_EXPECTED, "found");
}

/* The proof that a blocked loop would be seen. */
static void
test_a_blocked_loop_is_noticed (void)
{
  g_autoptr (Scene) scene = make_enrolled ();
  Answer answer;

  scene_stop_daemon (scene, TRUE);
  answer = scene_ask (scene, "block", "share", HAVEN_KEYRING_EXPECTED, SHORT_LIMIT, 1);
  g_assert_cmpstr (answer.state, ==, "timed-out");
  g_assert_cmpint (answer.taken, >=, SHORT_LIMIT);
  g_assert_cmpint (answer.gap, >, LONGEST_GAP + answer.control);
  scene_stop_daemon (scene, FALSE);
}

/* ── What can be seen on the bus ──────────────────────────────────────────── */

static void
assert_item_names_nobody (Scene *scene, const char *path)
{
  g_autoptr (GVariant) reply = scene_call (scene, path, "org.freedesktop.DBus.Properties", "GetAll",
                                           g_variant_new ("(s)", "org.freedesktop.Secret.Item"));
  g_autoptr (GVariant) properties = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) attributes = g_variant_lookup_value (properties, "Attributes", G_VARIANT_TYPE ("a{ss}"));
  const char *label, *value;

  g_assert_true (g_variant_lookup (properties, "Label", "&s", &label));
  g_assert_cmpstr (label, ==, "Haven: keep this item");
  g_assert_cmpuint (g_variant_n_children (attributes), ==, 3);
  g_assert_true (g_variant_lookup (attributes, "vault", "&s", &value));
  g_assert_cmpstr (value, ==, VAULT);
  g_assert_true (g_variant_lookup (attributes, "kind", "&s", &value));
  g_assert_true (g_str_equal (value, "share") || g_str_equal (value, "heads"));
  g_assert_true (g_variant_lookup (attributes, "xdg:schema", "&s", &value));
  g_assert_cmpstr (value, ==, "org.havenclinic.Haven.Item");
}

static void
test_items_name_nobody (void)
{
  g_autoptr (Scene) scene = make_enrolled ();
  g_auto (GStrv) items = NULL;

  assert_state (scene_ask (scene, "keep", "heads", HAVEN_KEYRING_PLAIN, LIMIT, 3), "found");
  items = scene_get_items (scene);
  g_assert_cmpuint (g_strv_length (items), ==, 2);
  for (guint i = 0; items[i]; i++)
    assert_item_names_nobody (scene, items[i]);
}

/* Thirty-two bytes of 0x07, in the forms in which they would be seen. */
static void
test_no_secret_crosses_the_bus_in_clear (void)
{
  const char *const forms[] = { "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc", "0x07, 0x07, 0x07, 0x07",
                                "0x42, 0x77, 0x63, 0x48" };
  g_autoptr (Scene) scene = scene_new ();
  g_autofree char *heard = NULL, *planted = NULL;

  scene_start_daemon (scene, SCENE_PASSWORD);
  scene_listen (scene);
  assert_state (scene_ask (scene, "keep", "share", HAVEN_KEYRING_PLAIN, LIMIT, 7), "found");
  assert_state (scene_ask (scene, "lookup", "share", HAVEN_KEYRING_PLAIN, LIMIT, 7), "found");
  heard = scene_get_heard (scene);
  g_assert_nonnull (strstr (heard, "CreateItem"));
  g_assert_nonnull (strstr (heard, VAULT));
  g_assert_nonnull (strstr (heard, "dh-ietf1024-sha256-aes128-cbc-pkcs7"));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    g_assert_null (strstr (heard, forms[i]));

  /* The same bytes, put there by one who does not hide them, are heard: the ears are good. */
  scene_plant (scene, "another", "share", forms[0]);
  planted = scene_get_heard (scene);
  g_assert_true (strstr (planted, forms[0]) || strstr (planted, forms[2]));
}

int
main (int argc, char *argv[])
{
  const struct { const char *name; GTestFunc run; } tests[] = {
    { "no-bus", test_no_bus },
    { "a-bus-that-never-answers", test_a_bus_that_never_answers },
    { "a-bus-that-ends-while-it-is-asked", test_a_bus_that_ends_while_it_is_asked },
    { "no-service", test_no_service },
    { "no-keyring", test_no_keyring },
    { "open", test_open },
    { "keeping-overwrites-only-when-told", test_keeping_overwrites_only_when_told },
    { "a-share-that-was-taken-away-is-missing", test_a_share_that_was_taken_away_is_missing },
    { "what-others-put-there-is-not-used", test_what_others_put_there_is_not_used },
    { "two-that-differ-are-not-used", test_two_that_differ_are_not_used },
    { "locked-warm", test_locked_warm },
    { "locked-with-nothing-of-ours", test_locked_with_nothing_of_ours },
    { "locked-cold", test_locked_cold },
    { "another-login-password", test_another_login_password },
    { "a-question-that-is-dismissed", test_a_question_that_is_dismissed },
    { "in-the-background-nobody-is-asked", test_in_the_background_nobody_is_asked },
    { "a-question-that-is-answered", test_a_question_that_is_answered },
    { "a-question-that-nobody-answers", test_a_question_that_nobody_answers },
    { "a-truncated-keyring", test_a_truncated_keyring },
    { "a-new-keyring", test_a_new_keyring },
    { "a-daemon-that-is-killed-before", test_a_daemon_that_is_killed_before },
    { "a-daemon-that-is-killed-while-it-is-asked", test_a_daemon_that_is_killed_while_it_is_asked },
    { "a-daemon-that-is-killed-while-it-asks", test_a_daemon_that_is_killed_while_it_asks },
    { "a-daemon-that-is-killed-while-it-keeps", test_a_daemon_that_is_killed_while_it_keeps },
    { "a-daemon-that-never-answers", test_a_daemon_that_never_answers },
    { "a-blocked-loop-is-noticed", test_a_blocked_loop_is_noticed },
    { "items-name-nobody", test_items_name_nobody },
    { "no-secret-crosses-the-bus-in-clear", test_no_secret_crosses_the_bus_in_clear },
  };

  g_test_init (&argc, &argv, NULL);
  if (!scene_is_possible () || g_getenv ("HAVEN_ASK_KEYRING") == NULL)
    {
      g_print ("1..0 # SKIP no keyring daemon or no bus daemon here\n");
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/keyring/states/", tests[i].name, NULL);

      g_test_add_func (path, tests[i].run);
    }
  return g_test_run ();
}
