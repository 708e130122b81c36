/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-banner.h"

#include "haven-access-service.h"
#include "haven-backup-keeper.h"
#include "haven-backup-page.h"
#include "haven-log-page.h"
#include "haven-minute-tick.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenVaultBanner
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
  HavenBackupKeeper *keeper; /* nullable: whoever does not look after backups is told nothing of them */

  /* borrowed */
  AdwBanner *banner;

  const char *page; /* of the administration, that the button opens; NULL: no button */
};

G_DEFINE_FINAL_TYPE (HavenVaultBanner, haven_vault_banner, ADW_TYPE_BIN)

static HavenSession *
get_session (HavenVaultBanner *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── What to say ──────────────────────────────────────────────────────────── */

/** Returns: (transfer full) (nullable): what a banner says of backups; %NULL where all is well */
char *
haven_vault_banner_dup_backup_words (HavenBackupConcern concern, int days)
{
  switch (concern)
    {
    case HAVEN_BACKUP_IS_FINE:
      return NULL;
    case HAVEN_BACKUP_IS_MISSING:
      return g_strdup (_ ("What you can open was never backed up."));
    case HAVEN_BACKUP_IS_OLD:
      return g_strdup_printf (ngettext ("The last backup is %d day old.", "The last backup is %d days old.", (gulong) days),
                              days);
    case HAVEN_BACKUP_ELSEWHERE_IS_OLD:
      return g_strdup (_ ("The second place has seen no backup for more than a week."));
    case HAVEN_BACKUP_DRILL_IS_DUE:
      return g_strdup (_ ("No restore was tried for a month."));
    default:
      g_assert_not_reached ();
    }
}

static char *
dup_break_words (HavenAuditWatch *watch)
{
  g_autoptr (GError) broken = watch ? haven_audit_watch_dup_break (watch) : NULL;

  return broken ? g_strdup (_ ("The log does not hold, so nothing can be changed. Tell who keeps the vault.")) : NULL;
}

static char *
dup_clock_words (HavenAuditWatch *watch)
{
  const gint64 back = watch ? haven_audit_watch_get_clock_set_back (watch) : 0;
  const gulong minutes = (gulong) (back / G_TIME_SPAN_MINUTE);

  if (back <= 0)
    return NULL;
  return g_strdup_printf (ngettext ("This computer’s clock is %lu minute behind what is written already. Set it right.",
                                    "This computer’s clock is %lu minutes behind what is written already. Set it right.",
                                    minutes),
                          minutes);
}

static char *
dup_glass_words (HavenVaultBanner *self)
{
  g_autoptr (HavenAccess) access = NULL;
  const HavenBreakGlass *glass = haven_access_service_find_open_glass (get_session (self), &access);
  HavenClock *clock = haven_session_get_clock (get_session (self));
  g_autofree char *time = glass ? haven_words_dup_time (haven_clock_get_local_minute (clock, glass->closes_at)) : NULL;

  /* Translators: a time of day: “15:20” */
  return time ? g_strdup_printf (_ ("Restricted notes of one person are open to you until %s."), time) : NULL;
}

/* The first backup of a session is on its way, and nothing has failed. */
static gboolean
is_being_made (HavenVaultBanner *self)
{
  return self->keeper != NULL && haven_backup_keeper_is_working (self->keeper) &&
         haven_backup_keeper_get_failure (self->keeper) == NULL;
}

static char *
dup_backup_words (HavenVaultBanner *self)
{
  int days = 0;
  const HavenBackupConcern concern =
      self->keeper ? haven_backup_keeper_get_concern (self->keeper, &days) : HAVEN_BACKUP_IS_FINE;

  /* What goes on by itself needs nobody. */
  if (is_being_made (self))
    return NULL;
  return haven_vault_banner_dup_backup_words (concern, days);
}

/* The gravest of all; @page: (out): where something can be done about it */
static char *
dup_words (HavenVaultBanner *self, const char **page, const char **button)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (haven_session_get_store (get_session (self)));
  char *words = dup_break_words (watch);

  *page = *button = NULL;
  if (words != NULL && haven_log_page_is_for (get_session (self)))
    {
      *page = "log";
      *button = _ ("Show the Log");
    }
  if (words == NULL)
    words = dup_clock_words (watch);
  if (words == NULL)
    words = dup_glass_words (self);
  if (words == NULL && (words = dup_backup_words (self)) != NULL)
    {
      *page = "backups";
      *button = _ ("Show Backups");
    }
  return words;
}

/* A banner that is folded away still speaks to a screen reader; one that is not visible does not. */
static void
update (HavenVaultBanner *self)
{
  const char *page, *button;
  g_autofree char *words = NULL;

  if (self->workspace == NULL)
    return;
  words = dup_words (self, &page, &button);
  self->page = page;
  adw_banner_set_title (self->banner, words ? words : "");
  adw_banner_set_button_label (self->banner, button);
  adw_banner_set_revealed (self->banner, words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->banner), words != NULL);
}

static void
clicked_cb (HavenVaultBanner *self)
{
  if (self->page != NULL)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_ADMINISTRATION, NULL, self->page);
}

/* ── Hearing ──────────────────────────────────────────────────────────────── */

/* Hours pass by themselves. Nothing is read for it. */
static void
minute_passed (GtkWidget *widget)
{
  update (HAVEN_VAULT_BANNER (widget));
}

static void
store_changed_cb (HavenVaultBanner *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "break_glass"))
    update (self);
}

static void
watch_backups (HavenVaultBanner *self)
{
  HavenBackupKeeper *keeper = haven_workspace_get_backups (self->workspace);

  if (keeper == NULL || !haven_backup_page_is_for (get_session (self)))
    return;
  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
haven_vault_banner_dispose (GObject *object)
{
  HavenVaultBanner *self = HAVEN_VAULT_BANNER (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_vault_banner_parent_class)->dispose (object);
}

static void
haven_vault_banner_class_init (HavenVaultBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_vault_banner_dispose;
}

static void
haven_vault_banner_init (HavenVaultBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

GtkWidget *
haven_vault_banner_new (HavenWorkspace *workspace)
{
  HavenVaultBanner *self = g_object_new (HAVEN_TYPE_VAULT_BANNER, NULL);
  HavenStore *store;
  HavenAuditWatch *watch;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  store = haven_session_get_store (get_session (self));
  watch = haven_store_get_audit_watch (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (watch != NULL)
    {
      g_signal_connect_object (watch, "notify::broken", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (watch, "notify::clock-set-back", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  haven_minute_tick_attach (GTK_WIDGET (self), haven_session_get_clock (get_session (self)), minute_passed);
  watch_backups (self);
  update (self);
  return GTK_WIDGET (self);
}

/** Returns: what it says; "" where all is well */
const char *
haven_vault_banner_get_words (HavenVaultBanner *self)
{
  g_return_val_if_fail (HAVEN_IS_VAULT_BANNER (self), NULL);
  return adw_banner_get_title (self->banner);
}
