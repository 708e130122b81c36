/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"
#include "haven-backup-keeper.h"
#include "haven-backup-page.h"
#include "haven-bookables-service.h"
#include "haven-palette.h"
#include "haven-text-dialog.h"
#include "haven-vault-banner.h"
#include "haven-vault-page.h"
#include "ui-test.h"

#include <string.h>

static const char *const all[] = { "staff", "forms", "official-forms", "log", "reviews", "backups", "vault" };

/* ── Which pages are there ────────────────────────────────────────────────── */

static void
assert_pages (const char *who, const char *const *expected)
{
  g_autoptr (AdministrationTest) test = administration_test_new (who);

  if (expected == NULL)
    {
      g_assert_null (test->pane);
      return;
    }
  g_assert_nonnull (test->pane);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      GtkWidget *page = haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (test->pane), all[i]);

      if (g_strv_contains (expected, all[i]))
        g_assert_nonnull (page);
      else
        g_assert_null (page);
    }
}

static void
test_each_role_finds_its_pages (void)
{
  assert_pages ("Dana", (const char *const[]){ "staff", "forms", "official-forms", "backups", "vault", NULL });
  assert_pages ("Sam", (const char *const[]){ "staff", "forms", "log", "reviews", NULL });
  assert_pages ("Ash", (const char *const[]){ "log", NULL });
  assert_pages ("Priya", (const char *const[]){ "staff", "backups", "vault", NULL });
}

static void
test_the_front_desk_has_no_pane (void)
{
  assert_pages ("Fay", NULL);
}

static void
test_nothing_is_without_a_name (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  static const char *const mine[] = { "staff", "forms", "official-forms", "backups", "vault" };

  for (gsize i = 0; i < G_N_ELEMENTS (mine); i++)
    {
      administration_test_show (test, mine[i]);
      g_assert_cmpuint (clinic_test_count_nameless (test->pane), ==, 0);
    }
}

/* ── The palette ──────────────────────────────────────────────────────────── */

static void
opened_cb (HavenWorkspace *workspace, int destination, const char *id, const char *detail, char **page)
{
  g_assert_cmpint (destination, ==, HAVEN_DESTINATION_ADMINISTRATION);
  g_set_str (page, detail);
}

/* Returns: where the first thing that is found leads; %NULL: nothing is found */
static char *
dup_found (AdministrationTest *test, const char *text)
{
  AdwDialog *palette = haven_palette_new (test->workspace);
  g_autofree char *page = NULL;
  GtkWidget *list;
  GtkListBoxRow *row;

  g_signal_connect (test->workspace, "open", G_CALLBACK (opened_cb), &page);
  adw_dialog_present (palette, adw_window_get_content (test->window));
  administration_test_get_dialog (test, HAVEN_TYPE_PALETTE);
  list = clinic_test_find (GTK_WIDGET (palette), GTK_TYPE_LIST_BOX);
  gtk_editable_set_text (GTK_EDITABLE (clinic_test_find (GTK_WIDGET (palette), GTK_TYPE_SEARCH_ENTRY)), text);
  g_signal_emit_by_name (clinic_test_find (GTK_WIDGET (palette), GTK_TYPE_SEARCH_ENTRY), "search-changed");
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  if (row != NULL)
    g_signal_emit_by_name (list, "row-activated", row);
  else
    adw_dialog_force_close (palette);
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
  g_signal_handlers_disconnect_by_data (test->workspace, &page);
  return g_steal_pointer (&page);
}

static void
test_the_palette_finds_what_is_theirs (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  g_autofree char *staff = dup_found (test, "staff"), *add = dup_found (test, "add a member");
  g_autofree char *backups = dup_found (test, "backup"), *none = NULL;

  g_assert_cmpstr (staff, ==, "staff");
  g_assert_cmpstr (add, ==, "add-member");
  g_assert_cmpstr (backups, ==, "backups");
  haven_administration_pane_open (HAVEN_ADMINISTRATION_PANE (test->pane), "add-member");
  g_assert_nonnull (adw_window_get_visible_dialog (test->window));
  administration_test_sign_in (test, "Fay");
  none = dup_found (test, "backup");
  g_assert_null (none);
}

/* ── Backups ──────────────────────────────────────────────────────────────── */

static void
test_a_backup_is_made_and_tried_out (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");
  HavenBackupPage *page = HAVEN_BACKUP_PAGE (administration_test_show (test, "backups"));

  clinic_test_wait (haven_backup_page_is_idle (page));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Never backed up."));
  haven_backup_page_back_up (page);
  clinic_test_wait (haven_backup_page_is_idle (page));
  g_assert_cmpstr (haven_backup_page_get_verdict (page), ==, "Backed up, and read back.");
  g_assert_false (clinic_test_shows (GTK_WIDGET (page), "Never backed up."));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Backed up just now."));
  haven_backup_page_try_out (page);
  clinic_test_wait (haven_backup_page_is_idle (page));
  g_assert_true (g_str_has_prefix (haven_backup_page_get_verdict (page), "It works"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Tried just now."));
}

/* What is not open to somebody is not named to them (R19). */
static void
test_backups_name_only_what_somebody_holds (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");
  HavenBackupPage *page = HAVEN_BACKUP_PAGE (administration_test_show (test, "backups"));

  clinic_test_wait (haven_backup_page_is_idle (page));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Medical part"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (page), "Legal part"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "The Clinic’s Sheet"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (page), "The Legal Partner’s Sheet"));
}

/* An administrator learns who backs up what they cannot, and of the legal part nothing. */
static void
test_an_administrator_knows_who_backs_up_the_medical_part (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *page = administration_test_show (test, "backups");
  static const char none[] = "It is backed up when a clinician signs in. That has not happened yet.";

  clinic_test_wait (haven_backup_page_is_idle (HAVEN_BACKUP_PAGE (page)));
  g_assert_true (clinic_test_shows (page, none));
  g_assert_true (clinic_test_shows (page, "The Clinic’s Sheet"));
  g_assert_true (clinic_test_shows (page, "A clinician makes a new sheet: it opens the medical part."));
  g_assert_false (clinic_test_shows (page, "Legal"));
  administration_test_sign_in (test, "Priya");
  page = administration_test_show (test, "backups");
  clinic_test_wait (haven_backup_page_is_idle (HAVEN_BACKUP_PAGE (page)));
  haven_backup_page_back_up (HAVEN_BACKUP_PAGE (page));
  clinic_test_wait (haven_backup_page_is_idle (HAVEN_BACKUP_PAGE (page)));
  administration_test_sign_in (test, "Dana");
  page = administration_test_show (test, "backups");
  clinic_test_wait (haven_backup_page_is_idle (HAVEN_BACKUP_PAGE (page)));
  g_assert_false (clinic_test_shows (page, none));
  g_assert_true (clinic_test_shows (page, "It is backed up when a clinician signs in. The last time was just now."));
}

/* ── The vault ────────────────────────────────────────────────────────────── */

static void
test_the_vault_is_checked (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenVaultPage *page = HAVEN_VAULT_PAGE (administration_test_show (test, "vault"));

  clinic_test_wait (haven_vault_page_is_idle (page));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Encrypted"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "The log is read by a supervisor or an auditor."));
  haven_vault_page_check (page);
  clinic_test_wait (haven_vault_page_is_idle (page));
  g_assert_cmpstr (haven_vault_page_get_verdict (page), ==, "Every part that is open to you is sound.");
}

static void
test_the_statement_says_how_it_is_encrypted_and_names_nobody (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenVaultPage *page = HAVEN_VAULT_PAGE (administration_test_show (test, "vault"));
  GtkWidget *dialog;
  g_autofree char *text = NULL;

  clinic_test_wait (haven_vault_page_is_idle (page));
  haven_vault_page_show_evidence (page);
  dialog = administration_test_get_dialog (test, HAVEN_TYPE_TEXT_DIALOG);
  text = haven_text_dialog_dup_text (HAVEN_TEXT_DIALOG (dialog));
  g_assert_nonnull (strstr (text, "SQLCipher 4."));
  g_assert_nonnull (strstr (text, "kdf_iter"));
  g_assert_nonnull (strstr (text, "Argon2id"));
  g_assert_nonnull (strstr (text, "0600"));
  g_assert_null (strstr (text, "NOT ENCRYPTED"));
  g_assert_null (strstr (text, "Dana"));
  g_assert_null (strstr (text, "Harbor"));
  /* It can be printed too. */
  g_assert_nonnull (clinic_test_find_button (dialog, "_Print…"));
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
}

/* ── The banner ───────────────────────────────────────────────────────────── */

#define NEVER G_MAXINT64

/* The banner, with a keeper that makes no backup unless it is asked to. */
static HavenVaultBanner *
show_banner (AdministrationTest *test)
{
  g_autoptr (HavenBackupKeeper) keeper = haven_backup_keeper_new (test->session);
  GtkWidget *banner;

  haven_backup_keeper_set_interval (keeper, NEVER);
  haven_workspace_set_backups (test->workspace, keeper);
  banner = haven_vault_banner_new (test->workspace);
  adw_window_set_content (test->window, banner);
  clinic_test_wait (!haven_backup_keeper_is_working (keeper));
  return HAVEN_VAULT_BANNER (banner);
}

static void
test_a_vault_without_a_backup_says_so_to_who_looks_after_it (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");

  g_assert_cmpstr (haven_vault_banner_get_words (show_banner (test)), ==, "What you can open was never backed up.");
  haven_backup_keeper_stop (haven_workspace_get_backups (test->workspace));
  administration_test_sign_in (test, "Fay");
  g_assert_cmpstr (haven_vault_banner_get_words (show_banner (test)), ==, "");
  haven_backup_keeper_stop (haven_workspace_get_backups (test->workspace));
}

static void
test_the_banner_goes_when_the_keeper_has_made_a_backup (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenVaultBanner *banner = show_banner (test);
  HavenBackupKeeper *keeper = haven_workspace_get_backups (test->workspace);

  haven_backup_keeper_make_now (keeper);
  clinic_test_wait (!haven_backup_keeper_is_working (keeper));
  g_assert_no_error (haven_backup_keeper_get_failure (keeper));
  g_assert_cmpstr (haven_vault_banner_get_words (banner), ==, "");
  haven_backup_keeper_stop (keeper);
}

/* What is being done already is nobody's to do. */
static void
test_the_banner_is_silent_while_the_keeper_works (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenVaultBanner *banner = show_banner (test);
  HavenBackupKeeper *keeper = haven_workspace_get_backups (test->workspace);

  g_assert_cmpstr (haven_vault_banner_get_words (banner), !=, "");
  haven_backup_keeper_set_interval (keeper, HAVEN_BACKUP_INTERVAL);
  haven_backup_keeper_read_again (keeper);
  clinic_test_wait (*haven_vault_banner_get_words (banner) == '\0');
  g_assert_true (haven_backup_keeper_is_working (keeper));
  clinic_test_wait (!haven_backup_keeper_is_working (keeper));
  g_assert_cmpstr (haven_vault_banner_get_words (banner), ==, "");
  haven_backup_keeper_stop (keeper);
}

/* A backup that is made on the page is the keeper's business too. */
static void
test_the_banner_hears_of_a_backup_made_on_the_page (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  g_autoptr (GtkWidget) pane = g_object_ref (test->pane);
  HavenVaultBanner *banner = show_banner (test);
  HavenBackupKeeper *keeper = haven_workspace_get_backups (test->workspace);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  HavenBackupPage *page;

  g_object_ref (banner);
  adw_window_set_content (test->window, box);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (banner));
  gtk_box_append (GTK_BOX (box), pane);
  g_object_unref (banner);
  page = HAVEN_BACKUP_PAGE (administration_test_show (test, "backups"));
  clinic_test_wait (haven_backup_page_is_idle (page));
  haven_backup_page_back_up (page);
  clinic_test_wait (haven_backup_page_is_idle (page) && !haven_backup_keeper_is_working (keeper));
  g_assert_cmpstr (haven_vault_banner_get_words (banner), ==, "No restore was tried for a month.");
  haven_backup_page_try_out (page);
  clinic_test_wait (haven_backup_page_is_idle (page) && !haven_backup_keeper_is_working (keeper));
  g_assert_cmpstr (haven_vault_banner_get_words (banner), ==, "");
  haven_backup_keeper_stop (keeper);
}

static void
test_each_concern_has_its_words (void)
{
  static const HavenBackupConcern concerns[] = { HAVEN_BACKUP_IS_MISSING,
                                                 HAVEN_BACKUP_IS_OLD,
                                                 HAVEN_BACKUP_ELSEWHERE_IS_OLD,
                                                 HAVEN_BACKUP_DRILL_IS_DUE };
  g_autofree char *fine = haven_vault_banner_dup_backup_words (HAVEN_BACKUP_IS_FINE, 0);
  g_autofree char *old = haven_vault_banner_dup_backup_words (HAVEN_BACKUP_IS_OLD, 3);

  g_assert_null (fine);
  g_assert_cmpstr (old, ==, "The last backup is 3 days old.");
  for (gsize i = 0; i < G_N_ELEMENTS (concerns); i++)
    {
      g_autofree char *words = haven_vault_banner_dup_backup_words (concerns[i], 3);

      g_assert_nonnull (words);
    }
}

/* ── By when medical evidence is wanted ───────────────────────────────────── */

static int
read_days (AdministrationTest *test)
{
  g_autoptr (HavenBookables) facts = haven_bookables_load (test->session, NULL);

  return facts->evidence_days;
}

/* Enter keeps a number; one that no clinic may say is not kept, and goes from the screen. */
static void
test_how_many_days_evidence_takes_is_the_clinics (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *page = administration_test_show (test, "bookables"), *row;

  clinic_test_wait (clinic_test_find (page, ADW_TYPE_ENTRY_ROW) != NULL);
  row = clinic_test_find (page, ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "30");
  gtk_editable_set_text (GTK_EDITABLE (row), "45");
  g_signal_emit_by_name (row, "apply");
  clinic_test_wait (read_days (test) == 45);
  row = clinic_test_find (page, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), "500");
  g_signal_emit_by_name (row, "apply");
  clinic_test_wait (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (clinic_test_find (page, ADW_TYPE_ENTRY_ROW))), "45") == 0);
  g_assert_cmpint (read_days (test), ==, 45);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/administration/each-role-finds-its-pages", test_each_role_finds_its_pages);
  g_test_add_func ("/ui/administration/the-front-desk-has-no-pane", test_the_front_desk_has_no_pane);
  g_test_add_func ("/ui/administration/nothing-is-without-a-name", test_nothing_is_without_a_name);
  g_test_add_func ("/ui/administration/the-palette-finds-what-is-theirs", test_the_palette_finds_what_is_theirs);
  g_test_add_func ("/ui/administration/a-backup-is-made-and-tried-out", test_a_backup_is_made_and_tried_out);
  g_test_add_func ("/ui/administration/backups-name-only-what-somebody-holds",
                   test_backups_name_only_what_somebody_holds);
  g_test_add_func ("/ui/administration/an-administrator-knows-who-backs-up-the-medical-part",
                   test_an_administrator_knows_who_backs_up_the_medical_part);
  g_test_add_func ("/ui/administration/the-banner-is-silent-while-the-keeper-works",
                   test_the_banner_is_silent_while_the_keeper_works);
  g_test_add_func ("/ui/administration/the-vault-is-checked", test_the_vault_is_checked);
  g_test_add_func ("/ui/administration/the-statement-says-how-it-is-encrypted-and-names-nobody",
                   test_the_statement_says_how_it_is_encrypted_and_names_nobody);
  g_test_add_func ("/ui/administration/a-vault-without-a-backup-says-so-to-who-looks-after-it",
                   test_a_vault_without_a_backup_says_so_to_who_looks_after_it);
  g_test_add_func ("/ui/administration/the-banner-goes-when-the-keeper-has-made-a-backup",
                   test_the_banner_goes_when_the_keeper_has_made_a_backup);
  g_test_add_func ("/ui/administration/the-banner-hears-of-a-backup-made-on-the-page",
                   test_the_banner_hears_of_a_backup_made_on_the_page);
  g_test_add_func ("/ui/administration/how-many-days-evidence-takes-is-the-clinics",
                   test_how_many_days_evidence_takes_is_the_clinics);
  g_test_add_func ("/ui/administration/each-concern-has-its-words", test_each_concern_has_its_words);
  return g_test_run ();
}
