/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "slots-test.h"

#include "haven-action.h"
#include "haven-vault-file-private.h"

#include <string.h>

static const guint8 share[HAVEN_DEVICE_SHARE_SIZE] = { 7 };
static const guint8 other_share[HAVEN_DEVICE_SHARE_SIZE] = { 8 };

#define NEW_ID "00000000-0000-4000-8000-00000000000d"
#define IN_CLINIC (HAVEN_IN_SHARED | HAVEN_IN_CLINICAL)

static void
assert_opens (HavenVaultFile *file, const char *name, const char *passphrase, const guint8 *device, const char *member_id)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultKeys) keys = haven_vault_file_sign_in (file, name, passphrase, device, &id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (keys);
  g_assert_cmpstr (id, ==, member_id);
}

static void
assert_stays_shut (HavenVaultFile *file, const char *name, const char *passphrase, const guint8 *device)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vault_file_sign_in (file, name, passphrase, device, &id, &error));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (id);
}

/* As it is after the program was started anew. */
static HavenVaultFile *
read_anew (HavenTestSlots *slots)
{
  g_autoptr (GError) error = NULL;
  HavenVaultFile *file;

  haven_test_write (slots);
  file = haven_vault_file_read (slots->folder, &error);
  g_assert_no_error (error);
  return file;
}

/* ── Who opens what ───────────────────────────────────────────────────────── */

static void
test_a_name_and_its_passphrase_open_exactly_what_is_held (void)
{
  const struct
  {
    const char *name, *passphrase, *id;
    guint held;
  } members[] = {
    { ADMIN_NAME, ADMIN_PASSPHRASE, ADMIN_ID, HAVEN_IN_SHARED },
    { CLINICIAN_NAME, CLINICIAN_PASSPHRASE, CLINICIAN_ID, IN_CLINIC },
    { ATTORNEY_NAME, ATTORNEY_PASSPHRASE, ATTORNEY_ID, HAVEN_IN_SHARED | HAVEN_IN_LEGAL },
  };
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultFile) file = read_anew (slots);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (members); j++)
      {
        g_autofree char *id = NULL;
        g_autoptr (HavenVaultKeys) keys = NULL;

        if (i != j)
          {
            assert_stays_shut (file, members[i].name, members[j].passphrase, NULL);
            continue;
          }
        keys = haven_vault_file_sign_in (file, members[i].name, members[i].passphrase, NULL, &id, NULL);
        haven_test_assert_keys (keys, slots->keys, members[i].held);
        g_assert_cmpstr (id, ==, members[i].id);
      }
}

static void
test_capitals_accents_and_spaces_of_a_name_do_not_matter (void)
{
  const char *const same[] = { "José Ortega", "jose ortega", "JOSÉ ORTEGA", "Jose\xcc\x81 Ortega", "  José   Ortega ",
                               "José-Ortega", NULL };
  const char *const others[] = { "", "José", "Ortega", "JoséOrtega", "José Ortega 2", "Jose Ortegą z", "\xff", NULL };
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();

  for (gsize i = 0; same[i]; i++)
    assert_opens (slots->file, same[i], ATTORNEY_PASSPHRASE, NULL, ATTORNEY_ID);
  for (gsize i = 0; others[i]; i++)
    assert_stays_shut (slots->file, others[i], ATTORNEY_PASSPHRASE, NULL);
  assert_stays_shut (slots->file, NULL, ATTORNEY_PASSPHRASE, NULL);
}

static void
test_a_passphrase_is_the_same_however_its_accents_are_typed (void)
{
  const char *const composed = "caf\xc3\xa9 au lait, s\xc3\xa5 klart", *const decomposed = "cafe\xcc\x81 au lait, sa\xcc\x8a klart";
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();

  g_assert_true (haven_vault_file_add_member (slots->file, NEW_ID, "Åsa", composed, NULL, NULL, NULL));
  assert_opens (slots->file, "asa", composed, NULL, NEW_ID);
  assert_opens (slots->file, "asa", decomposed, NULL, NEW_ID);
  assert_stays_shut (slots->file, "asa", "cafe au lait, sa klart", NULL);
  assert_stays_shut (slots->file, "asa", "Caf\xc3\xa9 au lait, s\xc3\xa5 klart", NULL);
  assert_stays_shut (slots->file, "asa", "caf\xc3\xa9 au lait, s\xc3\xa5 klart ", NULL);
}

static void
test_what_is_typed_in_the_other_field_opens_nothing (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *joined = g_strconcat (ADMIN_NAME, ADMIN_PASSPHRASE, NULL);

  assert_stays_shut (slots->file, ADMIN_PASSPHRASE, ADMIN_NAME, NULL);
  assert_stays_shut (slots->file, "", joined, NULL);
  assert_stays_shut (slots->file, joined, "", NULL);
  assert_stays_shut (slots->file, "Dan", "acorrect horse battery", NULL);
  assert_stays_shut (slots->file, ADMIN_NAME, "", NULL);
  assert_stays_shut (slots->file, ADMIN_NAME, "\xff\xfe\xff", NULL);
}

static void
test_two_members_may_choose_the_same_passphrase (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultKeys) keys = NULL;

  g_assert_true (haven_vault_file_add_member (slots->file, NEW_ID, "Sam", ADMIN_PASSPHRASE, NULL, NULL, NULL));
  haven_test_write (slots);
  assert_opens (slots->file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, ADMIN_ID);
  assert_opens (slots->file, "Sam", ADMIN_PASSPHRASE, NULL, NEW_ID);
  keys = haven_vault_file_sign_in (slots->file, "Sam", ADMIN_PASSPHRASE, NULL, NULL, NULL);
  g_assert_cmpuint (haven_test_get_held (keys), ==, 0);
}

static void
test_a_passphrase_of_another_vault_opens_nothing_here (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new (), others = haven_test_slots_new ();
  g_autofree char *mine = haven_test_read_text (slots->path), *theirs = haven_test_read_text (others->path);
  g_autoptr (JsonObject) object = haven_test_parse (mine), other = haven_test_parse (theirs);
  g_autofree char *mixed = NULL;
  g_autoptr (HavenVaultFile) file = NULL;

  json_object_set_member (object, "members", json_node_copy (json_object_get_member (other, "members")));
  mixed = haven_test_print (object);
  file = haven_vault_file_parse (mixed, strlen (mixed), NULL);
  g_assert_nonnull (file);
  assert_stays_shut (file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL);
}

/* Somebody who knows their own passphrase, and has the folder, seals to themselves what they like. */
static void
test_a_key_of_ones_own_making_is_not_taken (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new (), others = haven_test_slots_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_vault_file_grant (slots->file, ADMIN_ID, others->keys, HAVEN_PARTITION_LEGAL, NULL));
  haven_test_write (slots);
  g_assert_null (haven_vault_file_sign_in (slots->file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, NULL, &error));
  haven_assert_store_error (error, WRONG_KEY);
}

/* ── This device's share ──────────────────────────────────────────────────── */

static void
test_where_the_device_is_asked_for_the_passphrase_alone_does_not_open (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (GError) error = NULL;

  haven_vault_file_set_passphrase_alone (slots->file, FALSE);
  g_assert_false (haven_vault_file_add_member (slots->file, NEW_ID, "Sam", "eight letters", NULL, NULL, &error));
  haven_assert_store_error (error, WRONG_KEY);
  g_assert_false (haven_vault_file_has_member (slots->file, NEW_ID));
  g_assert_true (haven_vault_file_add_member (slots->file, NEW_ID, "Sam", "eight letters", share, NULL, NULL));
  file = read_anew (slots);
  g_assert_true (haven_vault_file_has_device (file, NEW_ID));
  g_assert_false (haven_vault_file_has_device (file, ADMIN_ID));
  g_assert_false (haven_vault_file_has_device (file, "nobody"));
  assert_opens (file, "Sam", "eight letters", share, NEW_ID);
  assert_stays_shut (file, "Sam", "eight letters", NULL);
  assert_stays_shut (file, "Sam", "eight letters", other_share);
  assert_stays_shut (file, "Sam", "nine letters", share);
}

static void
test_where_the_passphrase_does_alone_a_share_changes_nothing (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();

  g_assert_true (haven_vault_file_add_member (slots->file, NEW_ID, "Sam", "eight letters", share, NULL, NULL));
  g_assert_false (haven_vault_file_has_device (slots->file, NEW_ID));
  assert_opens (slots->file, "Sam", "eight letters", NULL, NEW_ID);
  assert_opens (slots->file, "Sam", "eight letters", other_share, NEW_ID);
}

/* ── Passphrases ──────────────────────────────────────────────────────────── */

static void
test_a_passphrase_that_is_too_short_is_refused (void)
{
  const char *const refused[] = { "", "1234567", "ééééééé", "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81", "\xff\xff\xff\xff\xff\xff\xff\xff\xff",
                                  NULL };
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();

  for (gsize i = 0; refused[i]; i++)
    {
      g_autoptr (GError) error = NULL, change_error = NULL, replace_error = NULL;

      g_assert_false (haven_vault_file_add_member (slots->file, NEW_ID, "Sam", refused[i], NULL, NULL, &error));
      haven_assert_store_error (error, WRONG_PASSPHRASE);
      g_assert_false (haven_vault_file_change_passphrase (slots->file, ADMIN_NAME, ADMIN_PASSPHRASE, refused[i], NULL,
                                                          &change_error));
      haven_assert_store_error (change_error, WRONG_PASSPHRASE);
      g_assert_false (haven_vault_file_replace_member (slots->file, ADMIN_ID, ADMIN_NAME, refused[i], NULL, slots->keys,
                                                       &replace_error));
      haven_assert_store_error (replace_error, WRONG_PASSPHRASE);
    }
  g_assert_false (haven_vault_file_has_member (slots->file, NEW_ID));
  assert_opens (slots->file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, ADMIN_ID);
  g_assert_true (haven_vault_file_add_member (slots->file, NEW_ID, "Sam", "éééééééé", NULL, NULL, NULL));
}

static void
test_a_changed_passphrase_opens_the_same_and_the_old_one_nothing (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultKeys) keys = NULL;
  g_autoptr (GError) wrong = NULL;
  g_autoptr (HavenVaultFile) file = NULL;

  g_assert_false (haven_vault_file_change_passphrase (slots->file, ATTORNEY_NAME, "not the passphrase", "a new passphrase",
                                                      NULL, &wrong));
  haven_assert_store_error (wrong, WRONG_PASSPHRASE);
  assert_opens (slots->file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, NULL, ATTORNEY_ID);
  g_assert_true (haven_vault_file_change_passphrase (slots->file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, "a new passphrase",
                                                     NULL, NULL));
  file = read_anew (slots);
  assert_stays_shut (file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, NULL);
  keys = haven_vault_file_sign_in (file, "jose ortega", "a new passphrase", NULL, NULL, NULL);
  haven_test_assert_keys (keys, slots->keys, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  assert_opens (file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, ADMIN_ID);
}

static void
test_a_changed_passphrase_still_asks_for_the_device (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (GError) error = NULL;

  haven_vault_file_set_passphrase_alone (slots->file, FALSE);
  g_assert_true (haven_vault_file_add_member (slots->file, NEW_ID, "Sam", "eight letters", share, NULL, NULL));
  g_assert_false (haven_vault_file_change_passphrase (slots->file, "Sam", "eight letters", "a new passphrase", NULL, &error));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  g_assert_true (haven_vault_file_change_passphrase (slots->file, "Sam", "eight letters", "a new passphrase", share, NULL));
  assert_opens (slots->file, "Sam", "a new passphrase", share, NEW_ID);
  assert_stays_shut (slots->file, "Sam", "a new passphrase", NULL);
  assert_stays_shut (slots->file, "Sam", "eight letters", share);
}

static void
test_who_forgot_the_passphrase_gets_back_what_both_hold (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultKeys) admins = haven_test_pick_keys (slots->keys, HAVEN_IN_SHARED);
  g_autoptr (HavenVaultKeys) clinicians = haven_test_pick_keys (slots->keys, IN_CLINIC);
  g_autoptr (HavenVaultKeys) by_admin = NULL, by_clinician = NULL;

  g_assert_true (haven_vault_file_replace_member (slots->file, CLINICIAN_ID, CLINICIAN_NAME, "a new passphrase", NULL,
                                                  slots->keys, NULL));
  haven_test_write (slots);
  by_clinician = haven_vault_file_sign_in (slots->file, CLINICIAN_NAME, "a new passphrase", NULL, NULL, NULL);
  haven_test_assert_keys (by_clinician, slots->keys, IN_CLINIC);
  assert_stays_shut (slots->file, CLINICIAN_NAME, CLINICIAN_PASSPHRASE, NULL);
  g_assert_true (haven_vault_file_replace_member (slots->file, CLINICIAN_ID, CLINICIAN_NAME, "another new passphrase", NULL,
                                                  admins, NULL));
  haven_test_write (slots);
  by_admin = haven_vault_file_sign_in (slots->file, CLINICIAN_NAME, "another new passphrase", NULL, NULL, NULL);
  haven_test_assert_keys (by_admin, slots->keys, HAVEN_IN_SHARED);
  g_assert_true (haven_vault_file_grant (slots->file, CLINICIAN_ID, clinicians, HAVEN_PARTITION_CLINICAL, NULL));
  g_assert_true (haven_vault_file_member_holds (slots->file, CLINICIAN_ID, HAVEN_PARTITION_CLINICAL));
}

/* ── Giving and taking ────────────────────────────────────────────────────── */

static void
test_nobody_gives_what_they_do_not_hold (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultKeys) admins = haven_test_pick_keys (slots->keys, HAVEN_IN_SHARED);
  g_autofree char *before = haven_vault_file_dup_text (slots->file), *after = NULL;
  g_autoptr (GError) refused = NULL, nobody = NULL;

  g_assert_false (haven_vault_file_grant (slots->file, ADMIN_ID, admins, HAVEN_PARTITION_LEGAL, &refused));
  haven_assert_store_error (refused, REFUSED);
  g_assert_nonnull (strstr (refused->message, "legal"));
  g_assert_false (haven_vault_file_grant (slots->file, NEW_ID, slots->keys, HAVEN_PARTITION_LEGAL, &nobody));
  haven_assert_store_error (nobody, NOT_FOUND);
  after = haven_vault_file_dup_text (slots->file);
  g_assert_true (g_str_equal (before, after));
}

static void
test_what_is_granted_is_held_and_what_is_revoked_is_not (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (HavenVaultKeys) granted = NULL, revoked = NULL;

  g_assert_true (haven_vault_file_grant (slots->file, ADMIN_ID, slots->keys, HAVEN_PARTITION_LEGAL, NULL));
  g_assert_true (haven_vault_file_member_holds (slots->file, ADMIN_ID, HAVEN_PARTITION_LEGAL));
  g_assert_false (haven_vault_file_member_holds (slots->file, ADMIN_ID, HAVEN_PARTITION_CLINICAL));
  file = read_anew (slots);
  granted = haven_vault_file_sign_in (file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, NULL, NULL);
  haven_test_assert_keys (granted, slots->keys, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  haven_vault_file_revoke (file, ADMIN_ID, HAVEN_PARTITION_LEGAL);
  haven_vault_file_revoke (file, ADMIN_ID, HAVEN_PARTITION_LEGAL);
  haven_vault_file_revoke (file, "nobody", HAVEN_PARTITION_LEGAL);
  g_assert_false (haven_vault_file_member_holds (file, ADMIN_ID, HAVEN_PARTITION_LEGAL));
  g_assert_true (haven_vault_file_member_holds (file, ATTORNEY_ID, HAVEN_PARTITION_LEGAL));
  g_assert_true (haven_vault_file_write (file, slots->keys, slots->folder, NULL));
  revoked = haven_vault_file_sign_in (file, ADMIN_NAME, ADMIN_PASSPHRASE, NULL, NULL, NULL);
  haven_test_assert_keys (revoked, slots->keys, HAVEN_IN_SHARED);
}

static void
test_who_is_removed_does_not_come_in_again (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultFile) file = NULL;
  g_auto (GStrv) members = NULL;

  g_assert_true (haven_vault_file_remove_member (slots->file, CLINICIAN_ID));
  g_assert_false (haven_vault_file_remove_member (slots->file, CLINICIAN_ID));
  g_assert_false (haven_vault_file_remove_member (slots->file, ""));
  file = read_anew (slots);
  members = haven_vault_file_list_members (file);
  g_assert_cmpuint (g_strv_length (members), ==, 2);
  g_assert_cmpstr (members[0], ==, ADMIN_ID);
  g_assert_cmpstr (members[1], ==, ATTORNEY_ID);
  g_assert_false (haven_vault_file_has_member (file, CLINICIAN_ID));
  g_assert_false (haven_vault_file_member_holds (file, CLINICIAN_ID, HAVEN_PARTITION_SHARED));
  assert_stays_shut (file, CLINICIAN_NAME, CLINICIAN_PASSPHRASE, NULL);
  assert_opens (file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, NULL, ATTORNEY_ID);
}

static void
test_a_hundred_members_each_open_their_own_slot (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-9000-%012u", i);
      g_autofree char *name = g_strdup_printf ("member %u", i);
      g_autofree char *passphrase = g_strdup_printf ("a passphrase for %u", i);

      g_assert_true (haven_vault_file_add_member (slots->file, id, name, passphrase, NULL, slots->keys, NULL));
    }
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-9000-%012u", i);
      g_autofree char *name = g_strdup_printf ("Member %u", i);
      g_autofree char *passphrase = g_strdup_printf ("a passphrase for %u", i);
      g_autoptr (HavenVaultFile) file = i == 0 ? read_anew (slots) : NULL;

      assert_opens (file ? file : slots->file, name, passphrase, NULL, id);
    }
}

/* ── Recovery codes in the file ───────────────────────────────────────────── */

static void
test_each_recovery_code_opens_its_own_parts (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autoptr (HavenVaultFile) file = read_anew (slots);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultKeys) clinic = haven_vault_file_recover (file, slots->clinic_code, &error);
  g_autoptr (HavenVaultKeys) legal = haven_vault_file_recover (file, slots->legal_code, &error);

  g_assert_no_error (error);
  haven_test_assert_keys (clinic, slots->keys, IN_CLINIC);
  haven_test_assert_keys (legal, slots->keys, HAVEN_IN_LEGAL);
  g_assert_cmpuint (haven_vault_file_get_recoverable (file), ==, IN_ALL);
  haven_vault_keys_add_all (clinic, legal);
  haven_test_assert_keys (clinic, slots->keys, IN_ALL);
}

static void
test_a_code_of_another_vault_and_a_replaced_one_open_nothing (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new (), others = haven_test_slots_new ();
  g_autoptr (GError) foreign = NULL, replaced = NULL, refused = NULL;
  g_autoptr (HavenVaultKeys) admins = haven_test_pick_keys (slots->keys, HAVEN_IN_SHARED);
  g_autoptr (HavenVaultKeys) keys = NULL, still = NULL;
  g_autofree char *code = NULL;

  g_assert_null (haven_vault_file_recover (slots->file, others->clinic_code, &foreign));
  haven_assert_store_error (foreign, WRONG_PASSPHRASE);
  g_assert_null (haven_vault_file_add_recovery (slots->file, admins, HAVEN_IN_LEGAL, &refused));
  haven_assert_store_error (refused, REFUSED);
  still = haven_vault_file_recover (slots->file, slots->legal_code, NULL);
  haven_test_assert_keys (still, slots->keys, HAVEN_IN_LEGAL);
  code = haven_vault_file_add_recovery (slots->file, slots->keys, HAVEN_IN_LEGAL, NULL);
  haven_test_write (slots);
  g_assert_null (haven_vault_file_recover (slots->file, slots->legal_code, &replaced));
  haven_assert_store_error (replaced, WRONG_PASSPHRASE);
  g_assert_nonnull (strstr (replaced->message, "newest sheet"));
  keys = haven_vault_file_recover (slots->file, code, NULL);
  haven_test_assert_keys (keys, slots->keys, HAVEN_IN_LEGAL);
}

/* The front desk, who holds the shared key and so makes the seal, adds a slot of their own that claims the legal key: the
 * next new key, and that of the attorney's next backup, would be sealed to it. */
static void
claim_the_legal_key (HavenTestSlots *slots, const char *kind)
{
  g_autoptr (HavenVaultKeys) own = haven_test_pick_keys (slots->keys, HAVEN_IN_SHARED);
  g_autoptr (HavenVaultKeys) junk = haven_vault_keys_new_random ();
  g_autoptr (GError) error = NULL;
  guint8 private_key[crypto_box_SECRETKEYBYTES];
  JsonObject *slot = haven_slot_new ("3f0b0b7e-3b0e-4a52-9a51-0a6c7f0d1e01", private_key);

  haven_slot_seal_key (slot, "keys", HAVEN_PARTITION_LEGAL, haven_vault_keys_get (junk, HAVEN_PARTITION_LEGAL));
  json_object_set_array_member (slot, "wraps", json_array_new ());
  json_object_set_string_member (slot, "private", "");
  json_object_set_int_member (slot, "partitions", HAVEN_IN_LEGAL);
  json_array_add_object_element (haven_vault_file_get_slots (slots->file, kind), slot);
  haven_vault_file_set_rekey_due (slots->file, HAVEN_PARTITION_LEGAL, TRUE);
  haven_vault_file_write (slots->file, own, slots->folder, &error);
  g_assert_no_error (error);
}

static void
test_nobody_is_given_a_key_on_their_own_word (void)
{
  static const char *const kinds[] = { "members", "recovery" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
      g_autoptr (HavenVaultFile) file = NULL;
      g_autoptr (HavenVaultKeys) keys = NULL;
      g_autoptr (GError) passphrase = NULL, code = NULL, error = NULL;

      claim_the_legal_key (slots, kinds[i]);
      file = haven_vault_file_read (slots->folder, &error);
      g_assert_no_error (error);
      g_assert_null (haven_vault_file_sign_in (file, ATTORNEY_NAME, ATTORNEY_PASSPHRASE, NULL, NULL, &passphrase));
      haven_assert_store_error (passphrase, DAMAGED);
      g_assert_null (haven_vault_file_recover (file, slots->legal_code, &code));
      haven_assert_store_error (code, DAMAGED);
      g_assert_false (haven_vault_file_check (file, slots->keys, NULL));
    }
}

static void
test_the_clinics_code_notices_an_altered_file (void)
{
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *text = haven_test_read_text (slots->path), *bad = NULL;
  g_autoptr (JsonObject) object = haven_test_parse (text);
  g_autoptr (HavenVaultFile) file = NULL;
  g_autoptr (GError) error = NULL;

  json_array_remove_element (json_object_get_array_member (object, "members"), 0);
  bad = haven_test_print (object);
  file = haven_vault_file_parse (bad, strlen (bad), NULL);
  g_assert_null (haven_vault_file_recover (file, slots->clinic_code, &error));
  haven_assert_store_error (error, DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/vault-members/a-name-and-its-passphrase-open-exactly-what-is-held",
                   test_a_name_and_its_passphrase_open_exactly_what_is_held);
  g_test_add_func ("/store/vault-members/capitals-accents-and-spaces-of-a-name-do-not-matter",
                   test_capitals_accents_and_spaces_of_a_name_do_not_matter);
  g_test_add_func ("/store/vault-members/a-passphrase-is-the-same-however-its-accents-are-typed",
                   test_a_passphrase_is_the_same_however_its_accents_are_typed);
  g_test_add_func ("/store/vault-members/what-is-typed-in-the-other-field-opens-nothing",
                   test_what_is_typed_in_the_other_field_opens_nothing);
  g_test_add_func ("/store/vault-members/two-members-may-choose-the-same-passphrase",
                   test_two_members_may_choose_the_same_passphrase);
  g_test_add_func ("/store/vault-members/a-passphrase-of-another-vault-opens-nothing-here",
                   test_a_passphrase_of_another_vault_opens_nothing_here);
  g_test_add_func ("/store/vault-members/a-key-of-ones-own-making-is-not-taken",
                   test_a_key_of_ones_own_making_is_not_taken);
  g_test_add_func ("/store/vault-members/where-the-device-is-asked-for-the-passphrase-alone-does-not-open",
                   test_where_the_device_is_asked_for_the_passphrase_alone_does_not_open);
  g_test_add_func ("/store/vault-members/where-the-passphrase-does-alone-a-share-changes-nothing",
                   test_where_the_passphrase_does_alone_a_share_changes_nothing);
  g_test_add_func ("/store/vault-members/a-passphrase-that-is-too-short-is-refused",
                   test_a_passphrase_that_is_too_short_is_refused);
  g_test_add_func ("/store/vault-members/a-changed-passphrase-opens-the-same-and-the-old-one-nothing",
                   test_a_changed_passphrase_opens_the_same_and_the_old_one_nothing);
  g_test_add_func ("/store/vault-members/a-changed-passphrase-still-asks-for-the-device",
                   test_a_changed_passphrase_still_asks_for_the_device);
  g_test_add_func ("/store/vault-members/who-forgot-the-passphrase-gets-back-what-both-hold",
                   test_who_forgot_the_passphrase_gets_back_what_both_hold);
  g_test_add_func ("/store/vault-members/nobody-gives-what-they-do-not-hold",
                   test_nobody_gives_what_they_do_not_hold);
  g_test_add_func ("/store/vault-members/what-is-granted-is-held-and-what-is-revoked-is-not",
                   test_what_is_granted_is_held_and_what_is_revoked_is_not);
  g_test_add_func ("/store/vault-members/who-is-removed-does-not-come-in-again",
                   test_who_is_removed_does_not_come_in_again);
  g_test_add_func ("/store/vault-members/a-hundred-members-each-open-their-own-slot",
                   test_a_hundred_members_each_open_their_own_slot);
  g_test_add_func ("/store/vault-members/each-recovery-code-opens-its-own-parts",
                   test_each_recovery_code_opens_its_own_parts);
  g_test_add_func ("/store/vault-members/a-code-of-another-vault-and-a-replaced-one-open-nothing",
                   test_a_code_of_another_vault_and_a_replaced_one_open_nothing);
  g_test_add_func ("/store/vault-members/nobody-is-given-a-key-on-their-own-word",
                   test_nobody_is_given_a_key_on_their_own_word);
  g_test_add_func ("/store/vault-members/the-clinics-code-notices-an-altered-file",
                   test_the_clinics_code_notices_an_altered_file);
  return g_test_run ();
}
