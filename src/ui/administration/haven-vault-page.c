/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-page.h"

#include "haven-check.h"
#include "haven-log-page.h"
#include "haven-log-words.h"
#include "haven-role-words.h"
#include "haven-rows.h"
#include "haven-statement.h"
#include "haven-text-dialog.h"
#include "haven-vault-facts.h"
#include "haven-vaults-check.h"
#include "haven-work-progress.h"

#include <glib/gi18n.h>

struct _HavenVaultPage
{
  HavenFactsPage parent_instance;

  /* owned */
  HavenVaultFacts *facts;
};

G_DEFINE_FINAL_TYPE (HavenVaultPage, haven_vault_page, HAVEN_TYPE_FACTS_PAGE)

static HavenSession *
get_session (HavenVaultPage *self)
{
  return haven_facts_page_get_session (HAVEN_FACTS_PAGE (self));
}

/* ── Facts ────────────────────────────────────────────────────────────────── */

static void
add_part_row (HavenVaultPage *self, AdwPreferencesGroup *group, const HavenPartEvidence *part)
{
  g_autofree char *size = part->engine ? g_format_size ((guint64) part->size) : NULL;
  const gboolean due = (self->facts->rekey_due & (1u << part->partition)) != 0;
  const gboolean sheet = (self->facts->recoverable & (1u << part->partition)) != 0;
  g_autoptr (GString) words = g_string_new (part->encrypted ? _ ("Encrypted") : _ ("Not encrypted"));
  GtkWidget *row;

  if (size != NULL)
    g_string_append_printf (words, " · %s", size);
  g_string_append_printf (words, " · %s", sheet ? _ ("has a recovery sheet") : _ ("has no recovery sheet"));
  if (due)
    g_string_append_printf (words, " · %s", _ ("gets a new key at the next sign-in of somebody who holds it, alone"));
  row = haven_row_new (haven_part_get_label (part->partition), words->str);
  haven_row_add_icon (row, !part->encrypted || !sheet ? "dialog-warning-symbolic" : "system-lock-screen-symbolic");
  adw_preferences_group_add (group, row);
}

static void
add_button (HavenVaultPage *self, AdwPreferencesGroup *group, const char *title, const char *icon, GCallback callback)
{
  GtkWidget *row = haven_row_new_button (title, icon);

  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

/* Why it is not known when the vault was locked last. */
static const char *
find_unlocked_words (HavenVaultPage *self)
{
  return haven_log_page_is_for (get_session (self)) ? _ ("Not in the part of the log that you see.")
                                                    : _ ("The log is read by a supervisor or an auditor.");
}

static void
add_closing (HavenVaultPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("How It Is Closed"), NULL);
  HavenClock *clock = haven_session_get_clock (get_session (self));
  g_autofree char *keyring = haven_vault_facts_dup_keyring_words (self->facts);
  g_autofree char *locked = self->facts->locked_at > 0 ? haven_log_dup_when (clock, self->facts->locked_at) : NULL;

  adw_preferences_group_add (group, haven_row_new_fact (_ ("Keyring of This Device"), keyring));
  adw_preferences_group_add (group,
                             haven_row_new_fact (_ ("Passphrase Without the Keyring"),
                                                 self->facts->passphrase_alone
                                                     ? _ ("Allowed: who knows a name and its passphrase can sign in on any computer that has the files.")
                                                     : _ ("Not allowed: signing in needs this device’s keyring as well, or a recovery code.")));
  adw_preferences_group_add (group, haven_row_new_fact (_ ("Last Locked"), locked ? locked : find_unlocked_words (self)));
}

/* They are kept for the statement. */
static GtkWidget *
show_facts (HavenFactsPage *facts_page, gconstpointer facts)
{
  HavenVaultPage *self = HAVEN_VAULT_PAGE (facts_page);
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *parts = haven_rows_add_group (ADW_PREFERENCES_PAGE (page), _ ("This Vault"), NULL), *acts;

  haven_vault_facts_unref (self->facts);
  self->facts = haven_vault_facts_ref ((HavenVaultFacts *) facts);
  adw_preferences_group_add (parts, haven_row_new_fact (_ ("Folder"), self->facts->folder));
  adw_preferences_group_add (parts, haven_row_new_fact (_ ("Number"), self->facts->vault_id));
  for (guint i = 0; i < self->facts->parts->len; i++)
    add_part_row (self, parts, self->facts->parts->pdata[i]);
  add_closing (self, ADW_PREFERENCES_PAGE (page));
  acts = haven_rows_add_group (ADW_PREFERENCES_PAGE (page),
                               _ ("If a Device Is Lost"),
                               _ ("A statement of how the vault is encrypted, for whoever judges whether somebody can read it."));
  add_button (self, acts, _ ("_Encryption Statement…"), "haven-document-symbolic", G_CALLBACK (haven_vault_page_show_evidence));
  acts = haven_rows_add_group (ADW_PREFERENCES_PAGE (page), _ ("Are the Files Sound?"), NULL);
  add_button (self, acts, _ ("_Check the Vault"), "view-refresh-symbolic", G_CALLBACK (haven_vault_page_check));
  return page;
}

/* ── Checking ─────────────────────────────────────────────────────────────── */

static gpointer
check (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HavenStore *store = haven_session_get_store (session);
  HavenPartitions open = haven_store_get_open_partitions (store);

  if (!haven_session_run (session, HAVEN_ACTION_CHECK, HAVEN_IN_SHARED, "vault", NULL, NULL, NULL, NULL, error))
    return NULL;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      haven_work_share_report (i, HAVEN_N_PARTITIONS, data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if ((open & (1u << i)) != 0 &&
          !haven_check_partition (haven_store_get_folder (store),
                                  haven_store_get_keys (store),
                                  (HavenPartition) i,
                                  FALSE,
                                  NULL,
                                  error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean sound = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  g_autoptr (HavenVaultPage) self = data;
  HavenWorkProgress *progress;

  if (haven_facts_page_is_gone (HAVEN_FACTS_PAGE (self)))
    return;
  progress = haven_facts_page_get_progress (HAVEN_FACTS_PAGE (self));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    haven_work_progress_end (progress, TRUE, _ ("Stopped."));
  else
    haven_work_progress_end (progress,
                             sound,
                             sound ? _ ("Every part that is open to you is sound.") : error->message);
}

/* ── The page ─────────────────────────────────────────────────────────────── */

static void
haven_vault_page_finalize (GObject *object)
{
  haven_vault_facts_unref (HAVEN_VAULT_PAGE (object)->facts);
  G_OBJECT_CLASS (haven_vault_page_parent_class)->finalize (object);
}

static void
haven_vault_page_class_init (HavenVaultPageClass *klass)
{
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = haven_vault_page_finalize;
  facts_class->read = haven_vault_facts_read;
  facts_class->free_facts = (GDestroyNotify) haven_vault_facts_unref;
  facts_class->show = show_facts;
}

static void
haven_vault_page_init (HavenVaultPage *self)
{
}

GtkWidget *
haven_vault_page_new (HavenWorkspace *workspace)
{
  HavenVaultPage *self = g_object_new (HAVEN_TYPE_VAULT_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));
  haven_facts_page_set_workspace (HAVEN_FACTS_PAGE (self), workspace);
  return GTK_WIDGET (self);
}

gboolean
haven_vault_page_is_idle (HavenVaultPage *self)
{
  g_return_val_if_fail (HAVEN_IS_VAULT_PAGE (self), FALSE);
  return haven_facts_page_is_idle (HAVEN_FACTS_PAGE (self));
}

/** Looks at every part that is open: its file, its key, its schema. */
void
haven_vault_page_check (HavenVaultPage *self)
{
  g_return_if_fail (HAVEN_IS_VAULT_PAGE (self));
  haven_facts_page_start_work (HAVEN_FACTS_PAGE (self), _ ("Checking the vault…"), check, NULL, checked_cb);
}

/** Shows what is handed to whoever judges a lost device (R46). */
void
haven_vault_page_show_evidence (HavenVaultPage *self)
{
  HavenClock *clock;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  AdwDialog *dialog;

  g_return_if_fail (HAVEN_IS_VAULT_PAGE (self));

  if (self->facts == NULL)
    return;
  clock = haven_session_get_clock (get_session (self));
  text = haven_vault_facts_dup_text (self->facts, clock);
  facts = haven_vault_facts_list (self->facts, clock);
  pdf = haven_statement_make (get_session (self), "encryption", facts, NULL);
  dialog = haven_text_dialog_new (_ ("Encryption Statement"),
                                  _ ("It names no person and holds no key. Keep a newer one whenever devices change."),
                                  text);
  if (pdf != NULL)
    haven_text_dialog_set_paper (HAVEN_TEXT_DIALOG (dialog), pdf);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/** Returns: how the last check ended */
const char *
haven_vault_page_get_verdict (HavenVaultPage *self)
{
  g_return_val_if_fail (HAVEN_IS_VAULT_PAGE (self), NULL);
  return haven_work_progress_get_words (haven_facts_page_get_progress (HAVEN_FACTS_PAGE (self)));
}
