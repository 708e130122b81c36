/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-page.h"

#include "haven-backup-facts.h"
#include "haven-backup-keeper.h"
#include "haven-backup-service.h"
#include "haven-log-words.h"
#include "haven-recovery-sheets.h"
#include "haven-role-words.h"
#include "haven-rows.h"
#include "haven-way-out.h"
#include "haven-work-progress.h"

#include <glib/gi18n.h>

struct _HavenBackupPage
{
  HavenFactsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HavenBackupPage, haven_backup_page, HAVEN_TYPE_FACTS_PAGE)

static HavenSession *
get_session (HavenBackupPage *self)
{
  return haven_facts_page_get_session (HAVEN_FACTS_PAGE (self));
}

static HavenClock *
get_clock (HavenBackupPage *self)
{
  return haven_session_get_clock (get_session (self));
}

/* ── How old ──────────────────────────────────────────────────────────────── */

static void
add_part_row (HavenBackupPage *self, AdwPreferencesGroup *group, const HavenBackupState *state, HavenPartition partition)
{
  const HavenInstant made = state->made_at[partition], copied = state->elsewhere_at[partition];
  const gboolean old = made == 0 || haven_clock_now (get_clock (self)) - made > HAVEN_BACKUP_OLDEST;
  g_autofree char *age = made > 0 ? haven_log_dup_age (get_clock (self), made) : NULL;
  g_autofree char *copy_age = copied > 0 ? haven_log_dup_age (get_clock (self), copied) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *row;

  if (age == NULL)
    g_string_append (words, _ ("Never backed up."));
  else
    /* Translators: how long ago: “20 minutes ago” */
    g_string_append_printf (words, old ? _ ("Backed up %s. That is too old.") : _ ("Backed up %s."), age);
  if (state->elsewhere_wanted)
    {
      g_string_append_c (words, ' ');
      if (copy_age != NULL)
        g_string_append_printf (words, _ ("In the second place: %s."), copy_age);
      else
        g_string_append (words, _ ("Never yet in the second place."));
    }
  row = haven_row_new (haven_part_get_label (partition), words->str);
  haven_row_add_icon (row, old ? "dialog-warning-symbolic" : "object-select-symbolic");
  adw_preferences_group_add (group, row);
}

/* What the backups here say of themselves: whoever does not hold a part cannot look into it. */
static HavenInstant
find_last (const HavenBackupFacts *facts, HavenPartition partition)
{
  HavenInstant last = 0;

  for (guint i = 0; i < facts->entries->len; i++)
    {
      const HavenBackupInfo *info = ((const HavenBackupEntry *) facts->entries->pdata[i])->info;

      if ((info->partitions & (1u << partition)) != 0)
        last = MAX (last, info->made_at);
    }
  return last;
}

/* An administrator cannot back up the medical part, and knows who can. Of the legal part they are told nothing. */
static void
add_medical_row (HavenBackupPage *self, AdwPreferencesGroup *group, const HavenBackupFacts *facts)
{
  const HavenInstant last = find_last (facts, HAVEN_PARTITION_CLINICAL);
  g_autofree char *age = last > 0 ? haven_log_dup_age (get_clock (self), last) : NULL;
  g_autofree char *words = NULL;
  GtkWidget *row;

  if ((facts->state.held & HAVEN_IN_CLINICAL) != 0 || !haven_session_may (get_session (self), "vault", HAVEN_ACTION_RESTORE))
    return;
  words = age ? /* Translators: how long ago: “20 minutes ago” */
              g_strdup_printf (_ ("It is backed up when a clinician signs in. The last time was %s."), age)
              : g_strdup (_ ("It is backed up when a clinician signs in. That has not happened yet."));
  row = haven_row_new (haven_part_get_label (HAVEN_PARTITION_CLINICAL), words);
  haven_row_add_icon (row, "dialog-information-symbolic");
  adw_preferences_group_add (group, row);
}

static void
add_drill_row (HavenBackupPage *self, AdwPreferencesGroup *group, const HavenBackupState *state)
{
  const gboolean due = haven_clock_now (get_clock (self)) - state->drilled_at > HAVEN_BACKUP_OLDEST_DRILL;
  g_autofree char *age = state->drilled_at > 0 ? haven_log_dup_age (get_clock (self), state->drilled_at) : NULL;
  g_autofree char *words = age ? g_strdup_printf (_ ("Tried %s."), age) : g_strdup (_ ("Never tried. A backup is only known to be good once it was."));
  GtkWidget *row = haven_row_new (_ ("Does a Restore Work?"), words);

  haven_row_add_icon (row, due ? "dialog-information-symbolic" : "object-select-symbolic");
  adw_preferences_group_add (group, row);
}

static GtkWidget *
add_button (HavenBackupPage *self, AdwPreferencesGroup *group, const char *title, const char *icon, GCallback callback)
{
  GtkWidget *row = haven_row_new_button (title, icon);

  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_standing (HavenBackupPage *self, AdwPreferencesPage *page, const HavenBackupFacts *facts)
{
  AdwPreferencesGroup *group =
      haven_rows_add_group (page,
                            _ ("Backups"),
                            _ ("A backup holds what whoever makes it can open. So each part needs somebody who works with it."));

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((facts->state.held & (1u << i)) != 0)
      add_part_row (self, group, &facts->state, (HavenPartition) i);
  add_medical_row (self, group, facts);
  add_drill_row (self, group, &facts->state);
  add_button (self, group, _ ("_Back Up Now"), "drive-harddisk-symbolic", G_CALLBACK (haven_backup_page_back_up));
  if (facts->entries->len > 0)
    add_button (self, group, _ ("_Try a Restore Now"), "view-refresh-symbolic", G_CALLBACK (haven_backup_page_try_out));
}

/* What tells of backups elsewhere in the window hears of it. */
static void
tell_keeper (HavenBackupPage *self)
{
  HavenBackupKeeper *keeper = haven_workspace_get_backups (haven_facts_page_get_workspace (HAVEN_FACTS_PAGE (self)));

  if (keeper != NULL)
    haven_backup_keeper_read_again (keeper);
}

/* ── Where ────────────────────────────────────────────────────────────────── */

static gpointer
set_place (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_backup_set_second_place (session, data, error));
}

static void
place_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenBackupPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!done)
    haven_work_progress_end (haven_facts_page_get_progress (HAVEN_FACTS_PAGE (self)), FALSE, error->message);
  gtk_widget_set_visible (GTK_WIDGET (haven_facts_page_get_progress (HAVEN_FACTS_PAGE (self))), !done || haven_work_progress_is_running (haven_facts_page_get_progress (HAVEN_FACTS_PAGE (self))));
  tell_keeper (self);
  haven_facts_page_load (HAVEN_FACTS_PAGE (self));
}

/* @path: (transfer full) (nullable): none */
static void
start_setting_place (HavenBackupPage *self, char *path)
{
  haven_session_work_async (get_session (self), set_place, path, g_free, NULL, haven_facts_page_get_cancellable (HAVEN_FACTS_PAGE (self)), place_set_cb, self);
}

static void
folder_chosen (gpointer widget, const char *path)
{
  start_setting_place (HAVEN_BACKUP_PAGE (widget), g_strdup (path));
}

static void
choose_clicked_cb (HavenBackupPage *self)
{
  haven_folder_choose (GTK_WIDGET (self), _ ("A Second Place for Backups"), haven_facts_page_get_cancellable (HAVEN_FACTS_PAGE (self)), folder_chosen);
}

static void
forget_clicked_cb (HavenBackupPage *self)
{
  start_setting_place (self, NULL);
}

static void
add_places (HavenBackupPage *self, AdwPreferencesPage *page, const HavenBackupFacts *facts)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("Where"), NULL);
  const gboolean set = facts->second_place != NULL && *facts->second_place;
  GtkWidget *second = haven_row_new (_ ("Second Place"),
                                     set ? facts->second_place
                                         : _ ("None. A disk that is kept apart survives fire and theft."));

  adw_preferences_group_add (group, haven_row_new_fact (_ ("Beside the Vault"), facts->folder));
  adw_preferences_group_add (group, second);
  if (!haven_session_may (get_session (self), "clinic_setting", HAVEN_ACTION_UPDATE))
    return;
  g_signal_connect_object (haven_row_add_button (second, _ ("Choose…"), _ ("Choose a second place for backups")),
                           "clicked",
                           G_CALLBACK (choose_clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  if (set)
    g_signal_connect_object (haven_row_add_button (second, _ ("Forget"), _ ("Forget the second place")),
                             "clicked",
                             G_CALLBACK (forget_clicked_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

/* ── Generations ──────────────────────────────────────────────────────────── */

static char *
dup_parts (HavenPartitions partitions)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) != 0)
      g_strv_builder_add (builder, haven_part_get_label ((HavenPartition) i));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (_ (", "), parts);
}

static GtkWidget *
create_generation (HavenBackupPage *self, const HavenBackupEntry *entry)
{
  g_autofree char *when = haven_log_dup_when (get_clock (self), entry->info->made_at);
  g_autofree char *parts = dup_parts (entry->authentic ? entry->opened : entry->info->partitions);
  g_autofree char *size = g_format_size ((guint64) entry->info->size);
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (entry->authentic)
    words = g_strdup_printf ("%s · %s", parts, size);
  else
    words = g_strdup_printf (_ ("%s · not one that you can open"), size);
  row = haven_row_new (when, words);
  haven_row_add_icon (row, entry->authentic ? "drive-harddisk-symbolic" : "dialog-information-symbolic");
  return row;
}

static void
add_generations (HavenBackupPage *self, AdwPreferencesPage *page, const HavenBackupFacts *facts)
{
  AdwPreferencesGroup *group;

  if (facts->entries->len == 0)
    return;
  group = haven_rows_add_group (page, _ ("Kept Backups"), _ ("At least three are kept; older ones go by themselves."));
  for (guint i = 0; i < facts->entries->len; i++)
    adw_preferences_group_add (group, create_generation (self, facts->entries->pdata[i]));
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static GtkWidget *
show_facts (HavenFactsPage *facts_page, gconstpointer read)
{
  HavenBackupPage *self = HAVEN_BACKUP_PAGE (facts_page);
  const HavenBackupFacts *facts = read;
  GtkWidget *page = adw_preferences_page_new ();

  add_standing (self, ADW_PREFERENCES_PAGE (page), facts);
  add_places (self, ADW_PREFERENCES_PAGE (page), facts);
  add_generations (self, ADW_PREFERENCES_PAGE (page), facts);
  if (haven_recovery_sheets_is_for (get_session (self)))
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                              ADW_PREFERENCES_GROUP (haven_recovery_sheets_new (haven_facts_page_get_workspace (HAVEN_FACTS_PAGE (self)))));
  return page;
}

/* ── Working ──────────────────────────────────────────────────────────────── */

static gpointer
make_backup (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_backup_make (session, NULL, haven_work_share_report, data, cancellable, error);
}

static gpointer
try_out (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GUINT_TO_POINTER (haven_backup_try_out (session, NULL, haven_work_share_report, data, cancellable, error));
}

static char *
dup_made_words (const HavenBackupResult *result)
{
  if (result->elsewhere_error != NULL)
    return g_strdup_printf (_ ("Backed up beside the vault, and read back. In the second place: %s"),
                            result->elsewhere_error->message);
  if (result->elsewhere != NULL)
    return g_strdup (_ ("Backed up in both places, and read back."));
  return g_strdup (_ ("Backed up, and read back."));
}

static void
end_work (HavenBackupPage *self, const GError *error, gboolean well, const char *words)
{
  HavenWorkProgress *progress;

  if (haven_facts_page_is_gone (HAVEN_FACTS_PAGE (self)))
    return;
  progress = haven_facts_page_get_progress (HAVEN_FACTS_PAGE (self));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    haven_work_progress_end (progress, TRUE, _ ("Stopped. Nothing was left behind."));
  else
    haven_work_progress_end (progress, well, error ? error->message : words);
  tell_keeper (self);
  haven_facts_page_load (HAVEN_FACTS_PAGE (self));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBackupResult) made = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  g_autoptr (HavenBackupPage) self = data;
  g_autofree char *words = made ? dup_made_words (made) : NULL;

  end_work (self, error, made != NULL && made->elsewhere_error == NULL, words);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenPartitions partitions = GPOINTER_TO_UINT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  g_autoptr (HavenBackupPage) self = data;
  g_autofree char *parts = dup_parts (partitions);
  /* Translators: parts of the vault: “People and calendar, Medical part” */
  g_autofree char *words = g_strdup_printf (_ ("It works: every row came back. %s."), parts);

  end_work (self, error, partitions != 0, words);
}

static void
haven_backup_page_class_init (HavenBackupPageClass *klass)
{
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  facts_class->read = haven_backup_facts_read;
  facts_class->free_facts = (GDestroyNotify) haven_backup_facts_free;
  facts_class->show = show_facts;
}

static void
haven_backup_page_init (HavenBackupPage *self)
{
}

GtkWidget *
haven_backup_page_new (HavenWorkspace *workspace)
{
  HavenBackupPage *self = g_object_new (HAVEN_TYPE_BACKUP_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));
  haven_facts_page_set_workspace (HAVEN_FACTS_PAGE (self), workspace);
  return GTK_WIDGET (self);
}

/** Whether somebody looks after keys and backups; whoever only holds the calendar need not. */
gboolean
haven_backup_page_is_for (HavenSession *session)
{
  return haven_session_may (session, "vault", HAVEN_ACTION_BACKUP) &&
         (haven_session_may (session, "vault", HAVEN_ACTION_REKEY) ||
          haven_session_may (session, "vault", HAVEN_ACTION_RESTORE));
}

gboolean
haven_backup_page_is_idle (HavenBackupPage *self)
{
  g_return_val_if_fail (HAVEN_IS_BACKUP_PAGE (self), FALSE);
  return haven_facts_page_is_idle (HAVEN_FACTS_PAGE (self));
}

/** Makes a backup, tells how far it is, and can be stopped. */
void
haven_backup_page_back_up (HavenBackupPage *self)
{
  g_return_if_fail (HAVEN_IS_BACKUP_PAGE (self));
  haven_facts_page_start_work (HAVEN_FACTS_PAGE (self), _ ("Backing up…"), make_backup, (GDestroyNotify) haven_backup_result_free, made_cb);
}

/** Restores the newest backup into a folder that goes again, and compares every row. */
void
haven_backup_page_try_out (HavenBackupPage *self)
{
  g_return_if_fail (HAVEN_IS_BACKUP_PAGE (self));
  haven_facts_page_start_work (HAVEN_FACTS_PAGE (self), _ ("Trying a restore…"), try_out, NULL, tried_cb);
}

/** Returns: how the last work ended, or what is being done */
const char *
haven_backup_page_get_verdict (HavenBackupPage *self)
{
  g_return_val_if_fail (HAVEN_IS_BACKUP_PAGE (self), NULL);
  return haven_work_progress_get_words (haven_facts_page_get_progress (HAVEN_FACTS_PAGE (self)));
}
